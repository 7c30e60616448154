//! `The bridge is closed, she said`: a clause before the verb, without quotation marks.
//!
//! ## What it reads
//! A comma and then source and verb, or verb and source, with no clause of their own behind them.
//!
//! ## What it decides
//! The clause goes from the beginning of the sentence to the comma; what follows the verb's clause after another comma goes on with it.
//!
//! ## What it leaves alone
//! Phrases that only set the scene: `After the meeting, she said …`.

use std::ops::Range;

use crate::statement::cue::Found;
use crate::statement::lexicon::Frames;
use crate::statement::tree::{Tree, is_finite, is_verb};

/// The words before the cue clause, and those behind it where it stands in the middle.
pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>, core: &Range<usize>) -> Option<Vec<Range<usize>>> {
    if !cue.entry.has(Frames::THAT) {
        return None;
    }
    let comma = tree.before(core.start)?;
    if !matches!(tree.text(comma), "," | "—" | "–" | "--" | "”" | "\"" | "''" | "’") {
        return None;
    }
    let sentence = tree.sentence(cue.head.index());
    if comma < sentence.start {
        return None;
    }
    let left = sentence.start..comma + 1;
    let behind = (core.end..sentence.end.min(core.end + 5)).find(|&at| tree.text(at) == ",");
    // `The bridge, she said, is closed.`
    let rest = behind.map(|at| at + 1..sentence.end).filter(|rest| {
        let goes_on = rest
            .clone()
            .any(|at| is_verb(tree.token(at)) && is_finite(tree.token(at)) && tree.token(at).head() != cue.head)
            || rest.clone().any(|at| {
                tree.token(at) == cue.head.head()
                    || tree.token(at).dep() == "ccomp" && tree.token(at).head() == cue.head
            });
        goes_on && !tree.is(rest.start, &["and", "but", "adding", "which", "who"])
    });
    let has_clause = left.clone().any(|at| {
        let token = tree.token(at);
        is_verb(token)
            && is_finite(token)
            && (!matches!(token.dep(), "advcl" | "relcl") && token.head() != cue.head
                || matches!(token.dep(), "ccomp" | "ROOT" | "parataxis" | "conj"))
    });
    let is_split = rest.as_ref().is_some_and(|rest| {
        rest.clone().any(|at| {
            let token = tree.token(at);
            is_verb(token)
                && token.children().any(|child| child.dep().starts_with("nsubj") && left.contains(&child.index()))
        })
    });
    if !has_clause && !is_split {
        return None;
    }
    let mut content = vec![left];
    content.extend(rest);
    Some(content)
}
