//! Noun phrases that hold no other: spaCy's `noun_chunks` for English.

use std::ops::Range;

use crate::parse::{Parse, Pos};

/// Labels of the nouns that a phrase is built around.
const LABELS: [&str; 10] = ["oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT"];

/// The phrases, as token ranges in order: each runs from the left edge of its noun to the noun.
pub(crate) fn noun_chunks<In>(parse: &Parse<In>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut end_of_last = 0;
    let mut left_edges = vec![usize::MAX; parse.n_tokens()];
    for token in parse.tokens() {
        left_edges[token.index()] = token.index();
    }
    // The left edge of each subtree: as heads may lie on either side, once each way.
    let n = parse.n_tokens();
    for index in (0..n).chain((0..n).rev()) {
        let head = parse.token(index).head().index();
        left_edges[head] = left_edges[head].min(left_edges[index]);
    }
    parse.tokens().filter_map(move |token| {
        if !matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron) {
            return None;
        }
        let start = left_edges[token.index()];
        if start < end_of_last {
            return None;
        }
        let mut dep = token.dep();
        if dep == "conj" {
            // A conjunct counts when the first of its row does.
            let head = token.ancestors().find(|head| head.dep() != "conj" || head.index() >= token.index());
            dep = head.filter(|head| head.index() < token.index()).map_or("", |head| head.dep());
        }
        if !LABELS.contains(&dep) {
            return None;
        }
        end_of_last = token.index() + 1;
        Some(start..end_of_last)
    })
}
