//! `Harbour Office requests repair of quay`: a headline's verb that the parser takes for a noun.
//!
//! ## What it reads
//! A sentence without a finite verb that begins with a name, then a word in `-s` that is a cue as a verb.
//!
//! ## What it decides
//! The name says what stands behind.
//!
//! ## What it leaves alone
//! Headlines with a verb, and nouns that nothing follows: `Harbour Office requests`.

use std::ops::Range;

use crate::statement::lexicon::{Entry, Frames, LEXICON, Part};
use crate::statement::tree::{Tree, is_finite, is_verb};

/// A headline's cue with its source and its content.
pub(in crate::statement) struct Headline {
    pub(in crate::statement) head: usize,
    pub(in crate::statement) entry: &'static Entry,
    pub(in crate::statement) source: Range<usize>,
    pub(in crate::statement) content: Range<usize>,
}

/// A headline has no more words than this.
const MOST: usize = 25;

pub(in crate::statement) fn read(tree: &Tree<'_>) -> Vec<Headline> {
    tree.parse.tokens().filter(|token| token.tag() == "NNS").filter_map(|token| one(tree, token.index())).collect()
}

fn one(tree: &Tree<'_>, at: usize) -> Option<Headline> {
    let lemma = tree.token(at).lemma().to_lowercase();
    let mut entries = LEXICON.entries(Part::Verb, &lemma).iter();
    let entry = entries.find(|entry| entry.tail.is_empty() && entry.has(Frames(Frames::OBJECT.0 | Frames::THAT.0)))?;
    let sentence = tree.sentence(at);
    let mut source = sentence.start..at;
    while !source.is_empty() && tree.token(source.start).is_space() {
        source.start += 1;
    }
    let is_name = !source.is_empty() && source.clone().all(|at| tree.token(at).tag().starts_with("NNP"));
    if !is_name || sentence.len() > MOST {
        return None;
    }
    let content = tree.trim(at + 1..sentence.end);
    if content.len() < 2 || content.start != at + 1 {
        return None;
    }
    let is_verbless = sentence.clone().all(|at| {
        let token = tree.token(at);
        !(matches!(token.text(), "." | ":") || is_verb(token) && is_finite(token))
    });
    let is_object = matches!(tree.token(at + 1).tag(), "NN" | "NNS" | "JJ" | "DT" | "CD" | "VBG" | "PRP$" | "NNP");
    (is_verbless && is_object).then_some(Headline { head: at, entry, source, content })
}
