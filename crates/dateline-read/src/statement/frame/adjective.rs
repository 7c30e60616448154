//! `is confident that`, `were afraid of the fog`: an adjective attributes.
//!
//! ## What it reads
//! A form of `be`, `feel`, `remain` and an adjective of thinking, feeling or meaning to do, with what completes it.
//!
//! ## What it decides
//! The verb belongs to the cue, and a preposition too: `were afraid of`.
//!
//! ## What it leaves alone
//! Adjectives that nothing completes.

use std::ops::Range;

use dateline_parse::Token;
use dateline_text::Story;

use crate::statement::cue::{Found, subject};
use crate::statement::lexicon::{Frames, LEXICON, Part};
use crate::statement::tree::{Tree, child};

/// An adjective cue and its content.
pub(in crate::statement) struct Adjective<'a> {
    pub(in crate::statement) cue: Found<'a>,
    pub(in crate::statement) content: Range<usize>,
}

pub(in crate::statement) fn read<'a>(tree: &Tree<'a>) -> Vec<Adjective<'a>> {
    tree.parse
        .tokens()
        .filter(|token| token.tag().starts_with("JJ") || matches!(token.tag(), "VBN" | "VBD"))
        .filter_map(|adjective| one(tree, adjective))
        .collect()
}

fn one<'a>(tree: &Tree<'a>, adjective: Token<'a, Story>) -> Option<Adjective<'a>> {
    let lower = adjective.text().to_lowercase();
    let entry = LEXICON.entries(Part::Adjective, &lower).iter().find(|entry| entry.tail.is_empty())?;
    let (verb, who) = match adjective.dep() {
        "acomp" | "oprd" => (adjective.head(), subject(adjective.head(), 0)),
        _ => {
            let be = child(adjective, &["auxpass", "cop"])?;
            (be, child(adjective, &["nsubjpass", "nsubj"]))
        }
    };
    if !matches!(verb.lemma(), "be" | "feel" | "remain" | "seem" | "become" | "sound" | "appear" | "grow" | "get") {
        return None;
    }
    let mut end = adjective.index() + 1;
    let mut content = None;
    for below in adjective.children().filter(|child| child.index() > adjective.index()) {
        let range = tree.subtree(below);
        match below.dep() {
            "ccomp" | "advcl"
                if entry.has(Frames(Frames::THAT.0 | Frames::WH.0))
                    && child(below, &["nsubj", "nsubjpass"]).is_some() =>
            {
                content = Some(range);
            }
            "xcomp" if entry.has(Frames::TO) => content = Some(range),
            "prep" | "agent" if entry.takes(below.text()) => {
                let object = child(below, &["pobj", "pcomp"])?;
                end = below.index() + 1;
                let range = tree.subtree(object);
                content = Some(range.start.max(end)..range.end);
            }
            _ => continue,
        }
        break;
    }
    let content = content?;
    let first = adjective.children().chain(verb.children());
    let first =
        first.filter(|child| matches!(child.dep(), "aux" | "auxpass" | "neg") && child.index() < adjective.index());
    let mut start = first.map(Token::index).min().unwrap_or(verb.index()).min(verb.index());
    let who = who?;
    if who.index() >= start {
        start = who.index() + 1;
    }
    let cue = Found { head: adjective, entry, words: start..end, is_passive: false, subject: Some(who) };
    Some(Adjective { cue, content })
}
