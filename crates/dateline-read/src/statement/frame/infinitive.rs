//! `wants to leave`, `denied taking it`: an infinitive or a gerund behind the verb.
//!
//! ## What it reads
//! A verb of wanting, planning, refusing, promising, denying with its infinitive or gerund.
//!
//! ## What it decides
//! The object before an infinitive belongs to the content: `urged them to leave`.
//!
//! ## What it leaves alone
//! Infinitives of purpose.

use std::ops::Range;

use crate::statement::cue::Found;
use crate::statement::lexicon::Frames;
use crate::statement::tree::Tree;

pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    let end = cue.words.end;
    let complement = cue.head.children().find(|child| {
        child.index() >= end
            && match child.dep() {
                "xcomp" | "ccomp" => {
                    child.tag() == "VBG" && cue.entry.has(Frames::ING)
                        || child.tag() != "VBG" && cue.entry.has(Frames::TO) && has_to(tree, child.index(), end)
                }
                _ => false,
            }
    })?;
    let range = tree.subtree(complement);
    // `urged the pilots to wait`: who is to wait belongs to what is urged, unless the verb is one of telling.
    let below = (cue.head.index() + 1..end).find_map(|at| tree.token(at).child("pobj"));
    let object = below.or_else(|| cue.head.child("dobj"));
    let object = object.filter(|object| object.index() >= end && object.index() < range.start);
    if let Some(object) = object.filter(|_| !cue.entry.has(Frames::TELL)) {
        return Some(tree.subtree(object).start.max(end)..range.end);
    }
    Some(range.start.max(end)..range.end)
}

fn has_to(tree: &Tree<'_>, verb: usize, end: usize) -> bool {
    (end..verb).rev().take(4).any(|at| tree.is(at, &["to", "be"]))
}
