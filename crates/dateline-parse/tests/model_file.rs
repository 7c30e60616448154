//! A model survives its file; a file that is no whole model is told apart, and never brings the program down.

mod tiny;

use dateline_parse::{ModelError, Pipeline};
use dateline_text::{Story, Text};
use proptest::prelude::*;

fn text() -> Text<Story> {
    "Mayor Alder can't say, he said. \"We wait,\" a.m. or p.m.; see alder.example/x!".into()
}

/// Everything a parse says, as text.
fn shown(pipeline: &Pipeline, text: &Text<Story>) -> String {
    let parse = pipeline.parse(text);
    let tokens =
        parse.tokens().map(|t| format!("{t:?} {} {} {} {} {}", t.tag(), t.pos(), t.lemma(), t.dep(), t.head().index()));
    let entities = parse.entities().map(|e| format!("{:?} {}", e.range(), e.label()));
    tokens.chain(entities).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_same_parts_give_the_same_bytes_and_the_same_parses() {
    for vectors in [false, true] {
        let parts = tiny::parts(7, vectors);
        let bytes = parts.to_bytes();
        assert_eq!(bytes, tiny::parts(7, vectors).to_bytes());
        assert_ne!(bytes, tiny::parts(8, vectors).to_bytes());
        let pipeline = Pipeline::load(&bytes).unwrap();
        assert_eq!(pipeline.name(), "tiny 7");
        assert_eq!(pipeline.licences().collect::<Vec<_>>(), [("Weights", "Anybody may use them.")]);
        let parsed = shown(&pipeline, &text());
        assert_eq!(parsed, shown(&Pipeline::load(&bytes).unwrap(), &text()));
        assert!(parsed.lines().count() > 15, "{parsed}");
    }
}

/// Word vectors are used: other vectors, other parses.
#[test]
fn word_vectors_count() {
    let with = tiny::parts(7, true);
    let mut other = with.clone();
    for x in &mut other.vectors.as_mut().unwrap().rows {
        *x = -*x;
    }
    let parse = |parts: &dateline_parse::model::Parts| shown(&Pipeline::load(&parts.to_bytes()).unwrap(), &text());
    assert_ne!(parse(&with), parse(&other));
}

fn error(bytes: &[u8]) -> ModelError {
    Pipeline::load(bytes).expect_err("this is no model")
}

#[test]
fn what_is_no_model_is_told_apart() {
    let good = tiny::parts(7, true).to_bytes();
    assert_eq!(error(b""), ModelError::NotAModel);
    assert_eq!(error(b"PK\x03\x04 this is a zip file, not a model at all"), ModelError::NotAModel);
    let cut = &good[..good.len() - 1];
    assert!(matches!(error(cut), ModelError::Length { .. }), "{:?}", error(cut));
    let mut other_version = good.clone();
    other_version[16] = 99;
    assert_eq!(error(&other_version), ModelError::Version { found: 99, expected: 1 });
    let mut damaged = good.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    assert_eq!(error(&damaged), ModelError::Damaged);
    assert!(error(&damaged).to_string().contains("checksum"));
}

#[test]
fn contents_that_do_not_fit_are_told_apart() {
    type Change = fn(&mut dateline_parse::model::Parts);
    let changes: [(&str, Change); 9] = [
        ("tok2vec/layer-0/weights", |parts| parts.tok2vec.layers[0].weights.truncate(9)),
        ("not finite", |parts| parts.tagger.weights[0] = f32::NAN),
        ("wide", |parts| parts.tok2vec.width = 20),
        ("tags", |parts| parts.tags.clear()),
        ("features", |parts| parts.parser.n_features = 7),
        ("unknown action", |parts| parts.parser.moves[0].action = 9),
        ("cannot end", |parts| parts.ner.moves.iter_mut().filter(|m| m.action == 3).for_each(|m| m.action = 5)),
        ("part of speech", |parts| parts.rules[0].pos = Some("NOUNS".to_owned())),
        ("exception", |parts| parts.tokenizer.exceptions[0].word.push('!')),
    ];
    for (expected, change) in changes {
        let mut parts = tiny::parts(7, true);
        change(&mut parts);
        let error = error(&parts.to_bytes()).to_string();
        assert!(error.contains(expected), "{error} lacks {expected:?}");
    }
}

proptest! {
    /// Any change of a file, with its checksum put right again, is either refused or gives a pipeline that parses.
    #[test]
    fn no_file_brings_the_program_down(at in 20usize..100_000, byte in any::<u8>(), more in prop::collection::vec((0usize..4000, any::<u8>()), 0..4)) {
        let mut bytes = tiny::parts(7, true).to_bytes();
        let len = bytes.len();
        bytes[at % len] = byte;
        for (at, byte) in more {
            bytes[32 + at % (len - 32)] = byte;
        }
        tiny::seal(&mut bytes);
        if let Ok(pipeline) = Pipeline::load(&bytes) {
            let _ = shown(&pipeline, &text());
        }
    }
}
