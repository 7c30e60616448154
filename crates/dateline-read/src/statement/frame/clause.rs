//! `said (that) the bridge was closed`, `asked why`: a clause behind the verb.
//!
//! ## What it reads
//! A verb of saying, thinking or finding with a clause behind it, with or without `that`.
//!
//! ## What it decides
//! Where the clause begins, who was told, and how far it goes where the tree stops short of the sentence's end.
//!
//! ## What it leaves alone
//! A clause before the verb, and clauses of time and reason.

use std::ops::Range;

use crate::statement::cue::Found;
use crate::statement::lexicon::Frames;
use crate::statement::tree::Tree;

pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    if !cue.entry.has(Frames(Frames::THAT.0 | Frames::WH.0)) {
        return None;
    }
    let end = cue.words.end;
    let sentence = tree.sentence(cue.head.index());
    let clause = cue.head.children().find(|child| {
        child.index() >= end && matches!(child.dep(), "ccomp" | "pcomp" | "csubj") && child.index() < sentence.end
    });
    if let Some(clause) = clause {
        let range = tree.subtree(clause);
        let mut start = range.start.max(end);
        // The subtree may begin before the verb, or with a phrase that belongs to the verb's clause.
        if let Some(that) = (start..clause.index()).find(|&at| tree.is(at, &["that"]) && tree.token(at).tag() == "IN") {
            start = that;
        } else if let Some(that) =
            (end..start).rev().find(|&at| tree.is(at, &["that", "whether", "if"]) && tree.token(at).tag() == "IN")
        {
            start = that;
        }
        // `dismissed suggestions that`: the noun is part of what is dismissed.
        let object = cue
            .head
            .child("dobj")
            .filter(|object| object.index() >= end && object.index() < start && !cue.entry.has(Frames::TELL));
        if let Some(object) = object.filter(|_| cue.entry.has(Frames::OBJECT)) {
            start = start.min(tree.subtree(object).start.max(end));
        }
        return Some(start..range.end.min(sentence.end));
    }
    // Where the tree shows no clause, `that` does.
    let that = (end..sentence.end.min(end + 12)).find(|&at| tree.is(at, &["that"]) && tree.token(at).tag() == "IN")?;
    let is_free =
        (end..that).all(|at| !matches!(tree.text(at), "," | ";" | ":") && !tree.token(at).tag().starts_with("VB"));
    (is_free && !tree.token(that).head().is_root())
        .then(|| that..tree.subtree(tree.token(that).head()).end.max(that + 1))
}
