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

use dateline_parse::Token;
use dateline_text::Story;

use crate::statement::cue::Found;
use crate::statement::lexicon::Frames;
use crate::statement::tree::{Tree, is_mark};

pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    if !cue.entry.has(Frames(Frames::THAT.0 | Frames::WH.0)) {
        return None;
    }
    let end = cue.words.end;
    let sentence = tree.sentence(cue.head.index());
    let clause = cue.head.children().find(|child| {
        child.index() >= end && matches!(child.dep(), "ccomp" | "pcomp" | "csubj") && child.index() < sentence.end
    });
    // `allows the ships to sail` tells what can be done, and says nothing.
    let is_bare = |clause: &Token<'_, Story>| {
        clause.tag() == "VB" && clause.children().any(|child| child.dep() == "aux" && child.tag() == "TO")
    };
    let is_marked = cue.entry.has(Frames::MARKED);
    let has_that = |clause: &Token<'_, Story>| (end..clause.index()).any(|at| tree.is_that(at));
    let clause = clause.filter(|clause| cue.entry.has(Frames::TO) || !is_bare(clause));
    if let Some(clause) = clause.filter(|clause| !is_marked || has_that(clause)) {
        let range = tree.subtree(clause);
        let mut start = range.start.max(end);
        // The subtree may begin before the verb, or with a phrase that belongs to the verb's clause.
        if let Some(that) = (start..clause.index()).find(|&at| tree.is_that(at)) {
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
        return Some(edge(tree, cue, start..range.end.min(sentence.end)));
    }
    // Where the tree shows no clause, `that` does, or the word of a question.
    let opens = |at: &usize| {
        tree.is_that(*at)
            || cue.entry.has(Frames::WH)
                && cue.entry.has(Frames::TELL)
                && tree.is(*at, &["if", "whether", "how", "why"])
    };
    let that = (end..sentence.end.min(end + 12)).find(opens)?;
    let object =
        cue.head.child("dobj").filter(|object| (end..that).contains(&object.index()) && !cue.entry.has(Frames::TELL));
    let is_free =
        (end..that).all(|at| !matches!(tree.text(at), "," | ";" | ":") && !tree.token(at).tag().starts_with("VB"));
    // `dismissed suggestions that`: the noun is part of what is dismissed, or has the clause for itself.
    let start = match object {
        Some(object) if cue.entry.has(Frames::OBJECT) => tree.subtree(object).start.max(end),
        _ => that,
    };
    // `said in a statement that`: the clause is the verb's; `spoke of fears that`: it is the noun's.
    let has_noun = object.is_none()
        && !matches!(cue.head.lemma(), "say" | "announce" | "add" | "claim" | "write")
        && (end..that)
            .any(|at| matches!(tree.token(at).tag(), "NN" | "NNS") && tree.token(at).dep() == "pobj" && at + 1 == that);
    (is_free && !has_noun && (object.is_none() || start < that) && !tree.token(that).head().is_root())
        .then(|| start..tree.subtree(tree.token(that).head()).end.max(that + 1))
        .map(|range| edge(tree, cue, range.start..range.end.min(sentence.end)))
}

/// The clause without what the paper adds behind it, and with what the tree has left over at the sentence's end.
fn edge(tree: &Tree<'_>, cue: &Found<'_>, mut range: Range<usize>) -> Range<usize> {
    let quotation = tree.quotation_of(cue.head.index());
    let added = (range.start + 2..range.end).find(|&at| {
        let token = tree.token(at);
        let is_open = tree.quotation_of(at) == quotation;
        let is_comma = tree.text(at - 1) == "," || is_mark(tree.text(at - 1)) && tree.text(at - 2) == ",";
        let is_added = is_comma && token.tag() == "VBG" && token.dep() == "advcl";
        is_open && (is_added || token.text() == ";" && tree.token(range.start).text() != "that")
    });
    if let Some(at) = added {
        range.end = at;
        return range;
    }
    // `…, and of “those who …”`: phrases that the tree hangs elsewhere, up to the end of the sentence.
    let sentence = tree.sentence(cue.head.index());
    let rest = range.end..sentence.end;
    let is_phrase = rest.clone().all(|at| {
        let token = tree.token(at);
        tree.quotation_of(at) == quotation
            && !(matches!(token.tag(), "VBD" | "VBZ" | "VBP" | "MD" | "VBG") && token.dep() != "relcl")
            || tree.quotation_of(at) != quotation
    });
    let opens = rest.clone().find(|&at| tree.text(at) != ",");
    let reason = opens.is_some_and(|at| tree.is(at, &["because", "if", "unless", "should", "just", "even", "so"]));
    // `…, but that it would not pay`: a second clause of the same verb.
    let second = opens.is_some_and(|at| tree.token(at).tag() == "CC" && tree.is(at + 1, &["that"]));
    let goes_on = opens.is_some_and(|at| !tree.is(at, &["according", "said", "who", "which"]));
    if quotation.is_none() && rest.len() < 40 && goes_on && (is_phrase || reason || second) {
        range.end = sentence.end;
    }
    range
}
