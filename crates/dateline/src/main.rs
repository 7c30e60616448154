//! The command: arguments, files, colours, exit codes. The reading itself is done by `dateline-read`.
#![allow(clippy::disallowed_methods, reason = "here is the edge: files and clocks are this crate's work")]

use std::process::ExitCode;

use clap::Parser;
use dateline::{Arguments, run};

fn main() -> ExitCode {
    run(Arguments::parse())
}
