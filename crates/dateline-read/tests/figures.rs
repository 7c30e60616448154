//! Does each step of reading figures read what its corpus says, and nothing else?
//!
//! A corpus is a text that anyone who reads newspapers can add to: each line is a story of its own, and below it stand its figures:
//! carets under the words, then value, kind and unit, what is counted in brackets, and bound, change and record where they tell.
//! A note stands there with its code. `UPDATE=1 cargo test -p dateline-read` writes what is found; read the diff before it is committed.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dateline_parse::Pipeline;
use dateline_read::figure::{self, Figure};
use dateline_record::Bound;
use dateline_text::{Story, Text};
use dateline_time::{Anchor, Plain};

fn read(pipeline: &Pipeline, text: &Text<Story>) -> figure::Reading {
    let times = dateline_time::read(text, &Anchor::story(jiff::civil::date(1931, 3, 5)), &Plain);
    figure::read(&pipeline.parse(text), &times.times)
}

/// The lines of a corpus with what is found in them; and how many figures and notes each has.
fn check(pipeline: &Pipeline, corpus: &str) -> (String, Vec<usize>) {
    let (mut out, mut found) = (String::new(), Vec::new());
    for line in corpus.lines().filter(|line| !line.trim_start().starts_with('^')) {
        out.push_str(line);
        out.push('\n');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let text: Text<Story> = line.into();
        let reading = read(pipeline, &text);
        for figure in &reading.figures {
            common::mark(&mut out, line, figure.span.range(), &told(&text, figure));
        }
        for note in &reading.notes {
            common::mark(&mut out, line, note.span.unwrap().range(), note.code);
        }
        found.push(reading.figures.len() + reading.notes.len());
    }
    (out, found)
}

fn told(text: &Text<Story>, figure: &Figure) -> String {
    let mut told = figure.value.to_string();
    if let Some(upper) = figure.upper {
        write!(told, "..{upper}").unwrap();
    }
    write!(told, " {}", figure.kind.as_str()).unwrap();
    if let Some(unit) = &figure.unit {
        write!(told, " {unit}").unwrap();
    }
    if let Some(of) = figure.of {
        write!(told, " ({})", &text[of]).unwrap();
    }
    let bound = Some(figure.bound).filter(|bound| *bound != Bound::Exact).map(Bound::as_str);
    let change = figure.change.map(dateline_record::Change::as_str);
    for word in [bound, change, figure.record.then_some("record"), figure.from.map(|_| "from")].into_iter().flatten() {
        write!(told, " {word}").unwrap();
    }
    told
}

#[test]
fn every_corpus_is_read_as_it_says() {
    let pipeline = Pipeline::embedded();
    common::every_corpus("corpus/figure", |corpus| check(&pipeline, corpus));
}

/// Files that read something have a manual and a corpus; the others carry the road.
#[test]
fn every_step_has_a_manual_and_a_corpus() {
    let carriers = ["mod", "context", "draft", "lexicon", "piece", "when"];
    let mut steps = BTreeSet::new();
    for path in common::files("src/figure") {
        let name = path.file_stem().unwrap().to_owned();
        if carriers.iter().any(|carrier| name == *carrier) {
            continue;
        }
        common::assert_manual(&path);
        steps.insert(name);
    }
    assert_eq!(steps, common::names("corpus/figure"));
}

#[test]
fn an_endless_list_takes_little_time() {
    let pipeline = Pipeline::embedded();
    let list: String = (0..5_000).map(|n| format!("{n} ")).collect();
    let reading = read(&pipeline, &list.as_str().into());
    assert!(reading.figures.len() <= 5_000);
    let row: String = (1..2_000).map(|n| format!("{n}, ")).collect();
    let reading = read(&pipeline, &row.as_str().into());
    assert!(reading.figures.len() <= 2_000);
}

mod any_text {
    use std::sync::LazyLock;

    use super::*;
    use proptest::prelude::*;

    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::embedded);

    /// Words of number, units, signs and odd characters, in any order.
    fn text() -> impl Strategy<Value = String> {
        let words = [
            "1",
            "9",
            "007",
            "1,2,3,4",
            "5,352",
            "3.5",
            "10^400",
            "1e400",
            "99999999999999999999999999999999",
            "٣٤",
            "1٢3",
            "½",
            "1/0",
            "1/3",
            "-",
            "–",
            "−",
            "±",
            "+/-",
            "to",
            "and",
            "or",
            "from",
            "between",
            "of",
            "a",
            "an",
            "per",
            "/",
            "%",
            "$",
            "US$",
            "£",
            "€",
            "m",
            "bn",
            "million",
            "lakh",
            "crore",
            "hundred",
            "thousand",
            "trillion",
            "quintillion",
            "dozen",
            "dozens",
            "hundreds",
            "half",
            "third",
            "two",
            "twenty",
            "one",
            "zero",
            "percent",
            "points",
            "km",
            "square",
            "feet",
            "°C",
            "years",
            "old",
            "-old",
            "people",
            "cases",
            "new",
            "record",
            "rose",
            "fell",
            "by",
            "up",
            "down",
            "more",
            "than",
            "at",
            "least",
            "including",
            "(",
            ")",
            ",",
            ".",
            "\n\n",
            "\"",
            "'",
            "x",
            "×",
            "10",
            "e",
            "fold",
            "sixfold",
            "K",
            "ரூ",
            "日本",
            "\u{301}",
            "\u{0}",
        ];
        let word = prop_oneof![4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
        let glue = prop::sample::select(vec!["", " ", " ", "\u{a0}"]);
        prop::collection::vec((word, glue), 0..24)
            .prop_map(|words| words.into_iter().map(|(word, glue)| word + glue).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Figures lie in the text, in order, and do not overlap; of a range the upper end is above the lower.
        #[test]
        fn any_text_is_read(text in text()) {
            let story: Text<Story> = text.as_str().into();
            let reading = read(&PIPELINE, &story);
            for figure in &reading.figures {
                prop_assert!(story[figure.span].chars().any(char::is_alphanumeric), "{:?}", &story[figure.span]);
                prop_assert!(figure.upper.is_none_or(|upper| upper > figure.value));
                prop_assert!(figure.from.is_none_or(|from| from < reading.figures.len()));
                prop_assert!(figure.of.is_none_or(|of| !story[of].is_empty()));
            }
            for pair in reading.figures.windows(2) {
                prop_assert!(pair[0].span.end() <= pair[1].span.start(), "{:?} {:?}", &story[pair[0].span], &story[pair[1].span]);
            }
        }
    }
}
