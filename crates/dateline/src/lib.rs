//! What happens between the command line and the reading?
//!
//! A library only so that tests can ask the command's definition; see the README for its use.
#![allow(clippy::disallowed_methods, reason = "here is the edge: files and clocks are this crate's work")]

mod add;
mod arguments;
mod ask;
mod brat;
mod explain;
mod groups;
mod html;
mod input;
mod notes;
mod ordered;
mod output;
mod pages;
mod progress;
mod read;
mod reread;
mod rules;
mod show;
mod table;

use std::process::ExitCode;

use anstream::eprintln;
use anstyle::{AnsiColor, Style};
use clap::CommandFactory;

pub use arguments::Arguments;
use arguments::{Color, Task};

/// How a run ended.
enum End {
    /// All was read.
    Read,
    /// There was nothing to read.
    Nothing,
    /// Something could not be read; it was told already.
    Failed,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

/// Does what the arguments say; 0 read, 1 nothing to read, 2 an error.
pub fn run(arguments: Arguments) -> ExitCode {
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let done = match arguments.task {
        Task::Read(options) => read::read(&options),
        Task::Add(options) => add::add(&options),
        Task::Reread(options) => reread::reread(&options),
        Task::Search(question) => ask::ask(&question),
        Task::Statements(question) => ask::ask(&question),
        Task::Events(question) => ask::ask(&question),
        Task::Figures(question) => ask::ask(&question),
        Task::Measures(question) => ask::ask(&question),
        Task::Disputes(question) => ask::ask(&question),
        Task::Entities(question) => ask::ask(&question),
        Task::Timeline(question) => ask::ask(&question),
        Task::Groups(options) => groups::groups(&options),
        Task::Sql(options) => ask::sql(&options),
        Task::Explain(options) => explain::row(&options),
        Task::Show(options) => explain::page(&options),
        Task::Stats { store } => explain::stats(&store),
        Task::Verify(options) => explain::verify(&options),
        Task::Export(options) => explain::export(&options),
        Task::Rules(options) => rules::print(&options),
        Task::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut std::io::stdout());
            Ok(End::Read)
        }
        Task::Licences => output::licences(),
    };
    match done {
        Ok(End::Read) => ExitCode::SUCCESS,
        Ok(End::Nothing) => ExitCode::from(1),
        Ok(End::Failed) => ExitCode::from(2),
        Ok(End::Interrupted) => ExitCode::from(130),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell_error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// A line on standard error, for people.
fn tell(message: &str) {
    eprintln!("{message}");
}

/// One line on standard error.
fn tell_error(message: &str) {
    let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    eprintln!("{red}error{red:#}: {message}");
}

/// Whether somebody stopped reading our output, which is their right.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
