//! How is a corpus held against what is read? What the tests over `corpus/` share.
//!
//! With `UPDATE` set, what is found is written into the corpus; read the diff before it is committed.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "tests read files and tell what differs")]
#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A folder of this crate.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The files of a folder of this crate, by name.
pub(crate) fn files(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The names of a folder's files, without their endings.
pub(crate) fn names(name: &str) -> BTreeSet<OsString> {
    files(name).iter().map(|path| path.file_stem().unwrap().to_owned()).collect()
}

/// Writes what is told of a stretch of a line below it, behind as many carets.
pub(crate) fn mark(out: &mut String, line: &str, range: Range<usize>, told: &str) {
    let column = line[..range.start].chars().count();
    let carets = "^".repeat(line[range].chars().count());
    writeln!(out, "{:column$}{carets} {told}", "").unwrap();
}

/// Holds the corpora of a folder against what `check` writes for each, and gives how many rows each of its lines has.
pub(crate) fn every_corpus(name: &str, check: impl Fn(&str) -> (String, Vec<usize>)) -> Vec<(PathBuf, Vec<usize>)> {
    let (mut wrong, mut found) = (Vec::new(), Vec::new());
    for path in files(name) {
        let corpus = fs::read_to_string(&path).unwrap();
        let (read, n_rows) = check(&corpus);
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &read).unwrap();
        } else if read != corpus {
            for (a, b) in corpus.lines().zip(read.lines()).filter(|(a, b)| a != b).take(3) {
                eprintln!("{}:\n  corpus {a}\n  found  {b}", path.display());
            }
            wrong.push(path.clone());
        }
        assert!(n_rows.iter().any(|&n| n > 0), "{} has no hit", path.display());
        found.push((path, n_rows));
    }
    assert!(wrong.is_empty(), "not as in the corpus: {wrong:#?}");
    found
}

/// Whether a file that reads something says what, what it decides, and what it leaves alone.
pub(crate) fn assert_manual(path: &Path) {
    let code = fs::read_to_string(path).unwrap();
    for part in ["//! ## What it reads", "//! ## What it decides", "//! ## What it leaves alone"] {
        assert!(code.contains(part), "{}: no {part:?}", path.display());
    }
}
