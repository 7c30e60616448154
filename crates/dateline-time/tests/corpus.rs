//! Does each rule read what its corpus says, and nothing else?
//!
//! A corpus is a text that anyone who reads newspapers can add to: `dated` gives the day of what follows, each line is a story of
//! its own, and below it stand its times: carets under the words, the rule, the value, and `mod` if there is one.
//! `UPDATE=1 cargo test -p dateline-time` writes the times that are found; read the diff before it is committed.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use dateline_text::{Story, Text};
use dateline_time::{Anchor, Plain, RULES, read};
use jiff::civil::{Date, DateTime};

/// Reads the lines of a corpus and gives them back with what is found in them; and the rules that read something, line by line.
fn check(corpus: &str) -> (String, Vec<BTreeSet<&'static str>>) {
    let mut anchor = Anchor::unknown();
    let (mut out, mut found) = (String::new(), Vec::new());
    for line in corpus.lines() {
        if line.trim_start().starts_with('^') {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(dated) = line.strip_prefix("dated ") {
            anchor = self::anchor(dated);
            continue;
        }
        let text: Text<Story> = line.into();
        let reading = read(&text, &anchor, &Plain);
        for time in &reading.times {
            let column = line[..time.span.start()].chars().count();
            let carets = "^".repeat(text[time.span].chars().count());
            let modifier = time.modifier.map(|modifier| format!(" {}", modifier.as_str())).unwrap_or_default();
            writeln!(out, "{:column$}{carets} {} {}{modifier}", "", time.rule, time.value).unwrap();
        }
        found.push(reading.times.iter().map(|time| time.rule).collect());
    }
    (out, found)
}

fn anchor(dated: &str) -> Anchor {
    match dated.parse::<DateTime>() {
        Ok(moment) if dated.contains('T') => Anchor::story(moment.date()).at(moment),
        _ => dated.parse::<Date>().map_or(Anchor::unknown(), Anchor::story),
    }
}

fn file(rule: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(rule.replace('-', "_") + ".txt")
}

#[test]
fn every_rule_reads_its_corpus() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let path = file(rule.name);
        let corpus = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let (read, found) = check(&corpus);
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, read).unwrap();
        } else if read != corpus {
            for (a, b) in corpus.lines().zip(read.lines()).filter(|(a, b)| a != b).take(3) {
                eprintln!("{}:\n  corpus {a}\n  found  {b}", path.display());
            }
            wrong.push(rule.name);
        }
        assert!(found.iter().any(|rules| rules.contains(rule.name)), "{} has no hit in its corpus", rule.name);
        assert!(found.iter().any(BTreeSet::is_empty), "{} has no miss in its corpus", rule.name);
    }
    assert!(wrong.is_empty(), "not as in the corpus: {wrong:?}");
}

#[test]
fn rules_have_names_and_manuals() {
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
    for rule in RULES {
        let manual = rule.manual();
        for part in ["## What it reads", "## What it decides", "## What it leaves alone"] {
            assert!(manual.contains(part), "{}: no {part:?}", rule.name);
        }
        assert!(manual.starts_with('`'), "{}: begins with an example", rule.name);
    }
    let files = fs::read_dir(file("x").parent().unwrap()).unwrap().count();
    assert_eq!(files, RULES.len(), "a corpus for each rule, and no other file");
}
