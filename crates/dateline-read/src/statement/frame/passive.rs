//! `was accused of theft by the board`, `is expected to fall`, `it was alleged that`: the cue is passive.
//!
//! ## What it reads
//! A passive verb with its subject, what completes it, and the one it is done `by`.
//!
//! ## What it decides
//! The subject is part of what is said, except with verbs of telling, where it is the one who is told.
//!
//! ## What it leaves alone
//! Participles before their noun.

use std::ops::Range;

use dateline_parse::Token;
use dateline_text::Story;

use crate::statement::cue::Found;
use crate::statement::lexicon::Frames;
use crate::statement::tree::{Tree, child};

/// Verbs that name: `a ship called the Alder` tells a name and not what somebody says.
const NAMING: &[&str] =
    &["call", "christen", "dub", "entitle", "know", "label", "name", "nickname", "pronounce", "term", "title"];

/// What a passive cue attributes.
pub(in crate::statement) struct Passive<'a> {
    pub(in crate::statement) content: Vec<Range<usize>>,
    /// The head of who does it.
    pub(in crate::statement) agent: Option<Token<'a, Story>>,
}

pub(in crate::statement) fn read<'a>(tree: &Tree<'a>, cue: &Found<'a>) -> Option<Passive<'a>> {
    let verb = cue.head;
    let end = cue.words.end;
    let by = verb
        .children()
        .find(|child| matches!(child.dep(), "agent" | "prep") && child.text().eq_ignore_ascii_case("by"));
    let agent = by.and_then(|by| child(by, &["pobj"]));
    let mut behind: Option<Range<usize>> = None;
    for token in verb.children().filter(|child| child.index() >= end) {
        let completes = match token.dep() {
            "xcomp" | "ccomp" | "oprd" | "attr" | "advcl" if behind.is_none() => {
                token.dep() != "advcl" || token.tag() == "VB"
            }
            "dobj" => true,
            "prep" => {
                token.text() != "by"
                    && matches!(token.text(), "of" | "for" | "as" | "with" | "about" | "on" | "against" | "to")
            }
            "pobj" => true,
            _ => false,
        };
        if !completes || by.is_some_and(|by| token == by) {
            continue;
        }
        let range = tree.subtree(token);
        let range = range.start.max(end)..range.end;
        behind = Some(behind.map_or(range.clone(), |before: Range<usize>| before.start..range.end.max(before.end)));
    }
    if let (Some(range), Some(by)) = (&mut behind, by)
        && range.contains(&by.index())
    {
        range.end = by.index();
    }
    let subject =
        child(verb, &["nsubjpass", "nsubj"]).or_else(|| if verb.dep() == "conj" { cue.subject } else { None });
    let noun = match verb.dep() {
        "acl" => Some(verb.head()),
        _ => None,
    };
    // `required for the project`, `was held on a ship`: of a verb that only clauses complete, a phrase tells nothing.
    let takes_phrase = cue.entry.has(Frames(Frames::OBJECT.0 | Frames::PHRASE.0 | Frames::TELL.0 | Frames::ING.0));
    if !takes_phrase && behind.as_ref().is_some_and(|behind| tree.token(behind.start).dep() == "prep") {
        behind = None;
    }
    if cue.entry.has(Frames::MARKED) && !behind.as_ref().is_some_and(|behind| tree.is_that(behind.start)) {
        return None;
    }
    let behind_is_none = behind.is_none();
    let is_told = cue.entry.has(Frames::TELL);
    let is_it = subject.is_some_and(|subject| subject.text().eq_ignore_ascii_case("it")) && behind.is_some();
    let mut content = Vec::new();
    if is_it || is_told && behind.is_some() {
        content.extend(behind);
    } else if let Some(subject) = subject {
        let range = tree.subtree(subject);
        let range = range.start..range.end.min(cue.words.start);
        content.push(range);
        content.extend(behind);
    } else if let Some(noun) = noun {
        let range = tree.subtree(noun);
        if agent.is_none() && (behind.is_none() || NAMING.contains(&verb.lemma())) {
            return None;
        }
        content.push(range.start..range.end.min(cue.words.start));
        content.extend(behind);
    } else if agent.is_none() && verb.dep() == "advcl" {
        // `if compared to May`
        return None;
    } else {
        content.extend(behind);
    }
    if behind_is_none && !cue.entry.has(Frames(Frames::OBJECT.0 | Frames::PHRASE.0)) {
        return None;
    }
    content.retain(|range| !range.is_empty());
    (!content.is_empty()).then_some(Passive { content, agent })
}
