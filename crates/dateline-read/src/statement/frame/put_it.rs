//! `As the keeper put it, the lamp is blind`: a clause with `as` attributes its sentence.
//!
//! ## What it reads
//! `as`, a source and a verb of saying, between commas or at the sentence's edge: `as Reuters reported`, `as she has pointed out`.
//!
//! ## What it decides
//! The content is the sentence without the clause.
//!
//! ## What it leaves alone
//! `as` with what the verb says behind it: `as she said that …`, and clauses of time.

use std::ops::Range;

use crate::statement::cue::Found;
use crate::statement::lexicon::Frames;
use crate::statement::tree::Tree;

/// The words of the whole `as` clause, where the cue stands in one.
pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    if !cue.entry.has(Frames(Frames::THAT.0 | Frames::QUOTE.0)) {
        return None;
    }
    let first = source.start.min(cue.words.start);
    let at = first.checked_sub(1)?;
    let sentence = tree.sentence(cue.head.index());
    if at < sentence.start || !tree.is(at, &["as"]) {
        return None;
    }
    let mut end = cue.words.end.max(source.end);
    // `put it`
    if tree.is(end, &["it"]) {
        end += 1;
    }
    let closes = |at: usize| at >= sentence.end || matches!(tree.text(at), "," | "." | ":" | "?" | "!" | ";");
    // A few words of time or place may follow.
    let stop = (end..=end + 5).find(|&at| closes(at))?;
    let opens = at == sentence.start
        || matches!(tree.text(at - 1), "," | "—" | "–" | "--" | "(")
        || is_first_word(tree, at, &sentence);
    (opens && (at > sentence.start || stop < sentence.end)).then_some(at..stop)
}

/// Whether only a conjunction stands before it.
fn is_first_word(tree: &Tree<'_>, at: usize, sentence: &Range<usize>) -> bool {
    at == sentence.start + 1 && tree.token(sentence.start).tag() == "CC"
}
