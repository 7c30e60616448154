//! Does each frame read the statements that its corpus says, and nothing else?
//!
//! A corpus is a text that anyone who reads newspapers can add to: each line is a page of its own (`¶` ends a paragraph), and below it
//! stand its statements: carets under the cue, then the source in brackets, the content with `…` between its pieces, and what else is
//! told: act, mode (indirect when left out), and `key=value` for the rest.
//! `UPDATE=1 cargo test -p dateline-read` writes what is found; read the diff before it is committed.

mod common;

use std::fmt::Write as _;
use std::sync::LazyLock;

use dateline_parse::Pipeline;
use dateline_read::{Reader, Reading, Source};
use dateline_record::{Mode, Phrase, SourceKind, StatementRow};
use dateline_text::{Page, Span};
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Pipeline::embedded()));

fn read(page: &str) -> Reading {
    READER.read(READER.given(page), Source::default())
}

/// The lines of a corpus with what is found in them; and how many statements each has.
fn check(corpus: &str) -> (String, Vec<usize>) {
    let (mut out, mut found) = (String::new(), Vec::new());
    for line in corpus.lines().filter(|line| !line.trim_start().starts_with('^')) {
        out.push_str(line);
        out.push('\n');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        // As long in bytes as `¶` is, so that places are the same.
        let reading = read(&line.replace('¶', "\n\n"));
        let rows = &reading.record.statements;
        hold(&reading);
        for (index, row) in rows.iter().enumerate() {
            let cue = row.cue.as_ref().map_or(row.content[0], |cue| cue.span);
            common::mark(&mut out, line, cue.range(), &told(&reading, index, row));
        }
        found.push(rows.len());
    }
    (out, found)
}

fn told(reading: &Reading, index: usize, row: &StatementRow) -> String {
    let words = |span: Span<Page>| reading.text[span].replace('\n', "¶");
    let source = row.source.as_ref().map_or("–".to_owned(), |source| words(source.span));
    let content: Vec<String> = row.content.iter().map(|span| words(*span)).collect();
    let mut told = format!("[{source}] {} ({}", content.join(" … "), row.act.as_str());
    if row.mode != Mode::Indirect {
        write!(told, " {}", row.mode.as_str()).unwrap();
    }
    told.push(')');
    if let Some(source) = &row.source {
        let entity = source.entity.map(|entity| reading.record.entities[entity].name.clone());
        let is_other = entity.as_ref().is_some_and(|name| *name != words(source.span));
        let unnamed = source.is_anonymous.then(|| "unnamed".to_owned());
        let kind = (source.kind != SourceKind::Unknown).then(|| source.kind.as_str().to_owned());
        let count = source.count.map(|count| count.to_string());
        let told_of_source = [
            ("is", entity.filter(|_| is_other)),
            ("who", unnamed),
            ("kind", kind),
            ("count", count),
            ("of", source.affiliation.map(|of| words(of.span))),
        ];
        for (key, value) in told_of_source.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            write!(told, " {key}={value}").unwrap();
        }
    }
    let phrase = |phrase: Option<Phrase>| phrase.map(|phrase| words(phrase.span));
    let time = row.time.map(|time| words(reading.record.times[time].span));
    let inner = row.within.map(|outer| format!("{outer} of {index}"));
    let reply = row.replies_to.map(|to| format!("{to}"));
    let rest = [
        ("to", phrase(row.addressee)),
        ("medium", phrase(row.medium)),
        ("occasion", phrase(row.occasion)),
        ("time", time),
        ("within", inner),
        ("answers", reply),
    ];
    for (key, value) in rest.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        write!(told, " {key}={value}").unwrap();
    }
    told
}

/// What holds of any page's statements.
fn hold(reading: &Reading) {
    let rows = &reading.record.statements;
    assert!(rows.windows(2).all(|pair| pair[0].span() <= pair[1].span()), "in order");
    for (index, row) in rows.iter().enumerate() {
        assert!(!row.content.is_empty() && row.content.iter().all(|span| !reading.text[*span].trim().is_empty()));
        assert!(row.content.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "content is in order and apart");
        if let Some(cue) = &row.cue {
            assert!(row.content.iter().all(|span| !span.overlaps(cue.span)), "a word has one role");
        }
        let mut outer = row.within;
        for _ in 0..rows.len() {
            assert_ne!(outer, Some(index), "nothing stands within itself");
            outer = outer.and_then(|outer| rows[outer].within);
        }
        assert_eq!(outer, None, "nesting ends");
    }
}

#[test]
fn every_corpus_is_read_as_it_says() {
    for (path, n_rows) in common::every_corpus("corpus/statement", check) {
        assert!(n_rows.contains(&0), "{} has no miss", path.display());
    }
}

/// Each frame has a manual and a corpus.
#[test]
fn every_frame_has_a_manual_and_a_corpus() {
    let corpora = common::names("corpus/statement");
    for path in common::files("src/statement/frame") {
        let name = path.file_stem().unwrap();
        if name != "mod" {
            common::assert_manual(&path);
            assert!(corpora.contains(name), "{} has no corpus", path.display());
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "''",
        "‘",
        "’",
        "'",
        "``",
        "«",
        "»",
        ",",
        ".",
        "?",
        ":",
        " ",
        "\n",
        "\n\n",
        " said ",
        " she told the board ",
        "Mary Alder",
        "The bridge is closed",
        " that ",
        "According to ",
        " the keeper ",
        " his claim that ",
        " was accused of ",
        "é",
        "—",
        " wants to ",
        " and ",
        "who ",
        " it was alleged that ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Broken quotation marks, cues without sources, and everything else in any order.
    #[test]
    fn any_words_give_rows_that_hold(page in pieces()) {
        hold(&read(&page));
    }
}

/// A sentence that never ends costs no more for each of its words than a short one.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn one_long_sentence_is_read_in_time() {
    let page = "“He said that she said that ".repeat(1000);
    let started = std::time::Instant::now();
    hold(&read(&page));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
