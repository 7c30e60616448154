//! `reportedly`, `allegedly`: an adverb attributes its clause to nobody in particular.
//!
//! ## What it reads
//! `reportedly`, `allegedly`, `supposedly`, `purportedly`, `ostensibly`, `seemingly`, `apparently`.
//!
//! ## What it decides
//! The content is the adverb's clause without it.
//!
//! ## What it leaves alone
//! Adverbs of certainty: `obviously`, `clearly` are the paper's own.

use std::ops::Range;

use dateline_parse::Token;
use dateline_record::Act;
use dateline_text::Story;

use crate::statement::tree::{Tree, is_verb};

/// An adverb, what is done by it, and its clause.
pub(in crate::statement) struct Adverb<'a> {
    pub(in crate::statement) head: Token<'a, Story>,
    pub(in crate::statement) act: Act,
    pub(in crate::statement) content: Vec<Range<usize>>,
}

const ADVERBS: &[(&str, Act)] = &[
    ("allegedly", Act::Accuse),
    ("ostensibly", Act::Claim),
    ("purportedly", Act::Claim),
    ("reportedly", Act::Report),
    ("supposedly", Act::Claim),
];

pub(in crate::statement) fn read<'a>(tree: &Tree<'a>) -> Vec<Adverb<'a>> {
    tree.parse.tokens().filter(|token| token.tag() == "RB").filter_map(|token| one(tree, token)).collect()
}

fn one<'a>(tree: &Tree<'a>, adverb: Token<'a, Story>) -> Option<Adverb<'a>> {
    let &(_, act) = ADVERBS.iter().find(|(word, _)| adverb.text().eq_ignore_ascii_case(word))?;
    let head = adverb.head();
    let range = if is_verb(head) { tree.subtree(head) } else { tree.subtree(adverb.head()) };
    let at = adverb.index();
    let sentence = tree.sentence(at);
    let range = range.start.max(sentence.start)..range.end.min(sentence.end);
    let pieces = [range.start..at.max(range.start), (at + 1).min(range.end)..range.end];
    let content: Vec<_> = pieces.into_iter().map(|piece| tree.trim(piece)).filter(|piece| !piece.is_empty()).collect();
    (!content.is_empty()).then_some(Adverb { head: adverb, act, content })
}
