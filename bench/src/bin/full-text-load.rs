//! How is a full-text index filled fastest? `full-text-load [--rows N]` fills one in three ways, and prints the seconds of each.
//!
//! A trigger indexes row by row; the store indexes all rows of a transaction at once; `rebuild` indexes all rows at the end.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench prints, reads clocks and writes files")]

use std::time::Instant;

use anyhow::Result;
use clap::Parser;
use dateline_bench::Dice;
use rusqlite::Connection;

/// Fills a full-text index in three ways.
#[derive(Parser)]
struct Arguments {
    /// How many short rows there are.
    #[arg(long, default_value_t = 1_000_000)]
    rows: usize,
    /// How many rows a transaction has.
    #[arg(long, default_value_t = 10_000)]
    batch: usize,
}

const WORDS: [&str; 16] = [
    "harbour", "budget", "ferry", "bridge", "strike", "election", "quota", "tariff", "border", "school", "hospital",
    "court", "treaty", "storm", "union", "railway",
];

const INDEX: &str = "CREATE VIRTUAL TABLE found USING fts5(words, content = 'said', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2')";

/// Fills a new database, with what is to be done before, after each transaction, and at the end; gives the seconds.
fn fill(arguments: &Arguments, before: &str, each: &str, end: &str) -> Result<(f64, i64)> {
    let folder = tempfile::tempdir()?;
    let db = Connection::open(folder.path().join("words.db"))?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "normal")?;
    db.execute_batch(&format!("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT); {INDEX}; {before}"))?;
    let mut dice = Dice::new(1);
    let start = Instant::now();
    let mut insert = db.prepare("INSERT INTO said VALUES (?, ?)")?;
    let mut row = 0;
    while row < arguments.rows {
        let first = row;
        db.execute_batch("BEGIN")?;
        while row < arguments.rows.min(first + arguments.batch) {
            let words: Vec<String> =
                (0..12).map(|_| format!("{}{}", WORDS[dice.next(WORDS.len())], dice.skewed(500))).collect();
            insert.execute((row as i64, words.join(" ")))?;
            row += 1;
        }
        if !each.is_empty() {
            db.execute(each, (first as i64, row as i64 - 1))?;
        }
        db.execute_batch("COMMIT")?;
    }
    db.execute_batch(end)?;
    let seconds = start.elapsed().as_secs_f64();
    let found = db.query_row("SELECT count(*) FROM found WHERE found MATCH 'harbour0'", [], |row| row.get(0))?;
    Ok((seconds, found))
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let trigger = "CREATE TRIGGER index_row AFTER INSERT ON said BEGIN
        INSERT INTO found(rowid, words) VALUES (new.id, new.words); END";
    let batch = "INSERT INTO found(rowid, words) SELECT id, words FROM said WHERE id BETWEEN ? AND ?";
    let rebuild = "INSERT INTO found(found) VALUES ('rebuild')";
    for (name, before, each, end) in [
        ("no index", "", "", ""),
        ("row by row", trigger, "", ""),
        ("transaction by transaction", "", batch, ""),
        ("rebuild at the end", "", "", rebuild),
    ] {
        let (seconds, found) = fill(&arguments, before, each, end)?;
        println!("{name}: {seconds:.1} s for {} rows, {found} of them found by a word", arguments.rows);
    }
    Ok(())
}
