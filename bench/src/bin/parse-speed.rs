//! How many tokens a second does the language layer parse? One JSON object a pass, for `against_spacy.py` and by hand.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a command touches the outside")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;
use dateline_parse::{Isa, Pipeline};
use dateline_text::{Story, Text};

/// Parses all texts several times, and tells tokens a second.
#[derive(Parser)]
struct Arguments {
    /// JSON Lines with a `text` in each.
    file: PathBuf,
    /// How often to parse them all.
    #[arg(long, default_value_t = 3)]
    passes: usize,
    /// How many threads share the texts.
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// Which of the machine's instruction sets to use, 0 the fastest.
    #[arg(long, default_value_t = 0)]
    isa: usize,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let isa = *Isa::available().get(arguments.isa).context("no such instruction set on this machine")?;
    let pipeline = Pipeline::embedded().with_isa(isa);
    let first: Text<Story> = "Fog closed the port.".into();
    pipeline.parse(&first);
    let to_first_word = start.elapsed();
    let file = std::fs::read_to_string(&arguments.file).context("cannot read the texts")?;
    let texts: Vec<Text<Story>> = file
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line)?;
            Ok(Text::new(line["text"].as_str().context("a line without text")?)?)
        })
        .collect::<Result<_>>()?;
    for pass in 0..arguments.passes {
        let start = Instant::now();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut workspace = pipeline.workspace();
            let mut n_tokens = 0;
            while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
                n_tokens += pipeline.parse_with(text, &mut workspace).n_tokens();
            }
            n_tokens
        };
        let n_tokens: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..arguments.threads).map(|_| scope.spawn(work)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or(0)).sum()
        });
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{}",
            serde_json::json!({
                "pass": pass, "isa": format!("{isa:?}"), "threads": arguments.threads, "tokens": n_tokens,
                "seconds": seconds, "tokens_per_second": (n_tokens as f64 / seconds).round(),
                "ms_to_first_word": to_first_word.as_secs_f64() * 1e3,
            })
        );
    }
    Ok(())
}
