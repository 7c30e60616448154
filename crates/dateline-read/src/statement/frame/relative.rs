//! `which the board denied`, `a plan that she supports`: what is said stands before the cue as a relative pronoun.
//!
//! ## What it reads
//! A relative clause whose pronoun is the verb's object.
//!
//! ## What it decides
//! The pronoun is the content, with what completes it behind the verb.
//!
//! ## What it leaves alone
//! Relative pronouns that are the subject: these are sources.

use std::ops::Range;

use crate::statement::cue::Found;
use crate::statement::tree::Tree;

pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    if tree.is(cue.words.start, &["to"]) {
        // `what to know` asks nobody.
        return None;
    }
    let pronoun = cue.head.children().find(|child| {
        matches!(child.dep(), "dobj" | "pobj" | "attr")
            && matches!(child.tag(), "WDT" | "WP")
            && child.index() < cue.words.start
    })?;
    Some(tree.subtree(pronoun))
}
