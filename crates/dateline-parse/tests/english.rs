//! The model in the binary, on sentences of all kinds: `corpus/*.txt` hold what it says of each.
//!
//! `UPDATE=1 cargo test` writes the corpus anew; read the difference before you commit it.
//! That it says the same as spaCy is checked by `cargo xtask parity` on texts that are not ours to keep.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use dateline_parse::{Isa, Parse, Pipeline};
use dateline_text::{Story, Text};
use proptest::prelude::*;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::embedded);

/// A parse, a line a token, with `──` between sentences; entities and noun phrases last.
fn shown(parse: &Parse<Story>) -> String {
    let mut out = String::new();
    for sentence in parse.sentences() {
        if sentence.index() > 0 {
            out.push_str("──\n");
        }
        for token in sentence.tokens() {
            let head = if token.is_root() { "–".to_owned() } else { token.head().text().to_owned() };
            let line =
                [token.text(), token.tag(), token.pos().as_str(), token.lemma(), token.dep(), &head, token.morph()];
            let _ = writeln!(out, "{}", line.join(" | ").replace('\n', "⏎").trim_end_matches([' ', '|']));
        }
    }
    let entities: Vec<String> =
        parse.entities().map(|e| format!("{} {}", e.label(), &parse.text()[e.span()])).collect();
    let _ = writeln!(out, "names: {}", entities.join("; "));
    let chunk = |range: std::ops::Range<usize>| {
        parse.tokens_in(range).map(dateline_parse::Token::text).collect::<Vec<_>>().join(" ")
    };
    let _ = writeln!(out, "phrases: {}", parse.noun_chunks().map(chunk).collect::<Vec<_>>().join("; "));
    out.replace('\n', "\n    ").trim_end().to_owned() + "\n"
}

/// Checks each `> text` of a corpus file against the lines that follow it.
fn check(path: &Path) {
    let corpus = std::fs::read_to_string(path).unwrap();
    let mut got = String::new();
    for case in corpus.split("\n\n") {
        let kept: Vec<&str> = case.lines().filter(|line| line.starts_with(['#', '>'])).collect();
        let Some(text) = kept.iter().find_map(|line| line.strip_prefix("> ")) else {
            got.push_str(case.trim_end());
            got.push_str("\n\n");
            continue;
        };
        let text: Text<Story> = text.replace("\\n", "\n").as_str().into();
        let _ = write!(got, "{}\n    {}\n", kept.join("\n"), shown(&PIPELINE.parse(&text)));
    }
    let got = got.trim_end().to_owned() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &got).unwrap();
        return;
    }
    for (i, (expected, got)) in corpus.lines().zip(got.lines()).enumerate() {
        assert_eq!(got, expected, "{}:{}", path.display(), i + 1);
    }
    assert_eq!(got.lines().count(), corpus.lines().count(), "{}", path.display());
}

#[test]
fn sentences_are_parsed_as_the_corpus_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut n_files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        check(&entry.unwrap().path());
        n_files += 1;
    }
    assert!(n_files > 0);
}

fn corpus_texts() -> Vec<Text<Story>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let lines = files.iter().flat_map(|file| file.lines()).filter_map(|line| line.strip_prefix("> "));
    lines.map(|text| text.replace("\\n", "\n").as_str().into()).collect()
}

/// All instruction sets decide alike.
#[test]
fn every_instruction_set_gives_the_same_parse() {
    let texts = corpus_texts();
    let expected: Vec<String> = texts.iter().map(|text| shown(&PIPELINE.parse(text))).collect();
    for isa in Isa::available() {
        let pipeline = Pipeline::embedded().with_isa(isa);
        for (text, expected) in texts.iter().zip(&expected) {
            assert_eq!(&shown(&pipeline.parse(text)), expected, "{isa:?}");
        }
    }
}

/// What was parsed before, and how much is remembered of it, makes no difference.
#[test]
fn memory_makes_no_difference() {
    let texts = corpus_texts();
    let all: Text<Story> = texts.iter().map(|text| &**text).collect::<Vec<_>>().join(" ").as_str().into();
    let forgetful = Pipeline::embedded().with_memory(0);
    let mut workspace = forgetful.workspace();
    // More different words than a forgetful pipeline keeps, twice over.
    let many: String = (0..6000).map(|i| format!("Word{i} fell{}. ", i % 7)).collect();
    let many: Text<Story> = many.as_str().into();
    let first = shown(&forgetful.parse_with(&all, &mut workspace));
    let many_first = forgetful.parse_with(&many, &mut workspace);
    assert_eq!(shown(&forgetful.parse_with(&all, &mut workspace)), first);
    assert_eq!(shown(&PIPELINE.parse(&all)), first);
    assert_eq!(shown(&PIPELINE.parse(&many)), shown(&many_first));
}

/// What holds of every parse.
fn check_whole(text: &str) {
    let text: Text<Story> = text.into();
    let parse = PIPELINE.parse(&text);
    let mut end = 0;
    for token in parse.tokens() {
        let span = token.span();
        assert!(!span.is_empty() && span.start() >= end);
        assert!(text.as_str()[end..span.start()].chars().all(|c| c == ' '), "only single spaces belong to no token");
        end = span.end();
        let mut n_above = 0;
        for above in token.ancestors() {
            n_above += 1;
            assert!(n_above < parse.n_tokens(), "a tree has no circles");
            let _ = above;
        }
        assert!(token.children().all(|child| child.head() == token));
    }
    assert!(text.as_str()[end..].chars().all(|c| c == ' '));
    let in_sentences: usize = parse.sentences().map(|sentence| sentence.range().len()).sum();
    assert_eq!(in_sentences, parse.n_tokens());
    for sentence in parse.sentences() {
        assert!(sentence.range().contains(&sentence.root().index()));
    }
    assert!(parse.entities().all(|entity| !entity.range().is_empty() && !entity.span().is_empty()));
}

#[test]
fn odd_texts_are_parsed_too() {
    for text in ["", " ", "\n\n", ".", "\u{feff}", "a\0b", "((((((((((", "…………", "a b  c   d ", "'s 's 's", "🏴‍☠️🏴‍☠️"]
    {
        check_whole(text);
    }
    check_whole(&"a".repeat(5000));
    check_whole(&"no stop ".repeat(3000));
    check_whole(&"((\n".repeat(2000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_parsed(text in "\\PC{0,120}") {
        check_whole(&text);
    }

    #[test]
    fn any_news_like_text_is_parsed(words in prop::collection::vec("[A-Z]?[a-z]{1,7}|[0-9]{1,4}|[.,;:!?\"'“”()-]|a\\.m\\.|U\\.S\\.|\\n|don't", 0..80)) {
        check_whole(&words.join(" "));
        check_whole(&words.concat());
    }
}
