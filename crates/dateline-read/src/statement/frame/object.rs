//! `criticised the plan`, `called it “a disaster”`, `spoke about the harbour`: an object as content.
//!
//! ## What it reads
//! A verb of judging, describing, demanding with its object and what completes it: `blamed fog for the delay`.
//!
//! ## What it decides
//! Where the object ends: before a time, a clause set off by a comma, another verb.
//!
//! ## What it leaves alone
//! Verbs whose object only now and then is what is said: these have no such frame in the table.

use std::ops::Range;

use dateline_parse::{Pos, Token};
use dateline_text::Story;

use crate::statement::cue::Found;
use crate::statement::lexicon::{Frames, LEXICON, Part};
use crate::statement::tree::{Tree, child, is_mark};

pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    if is_force(cue) {
        return None;
    }
    if cue.entry.has(Frames::OBJECT)
        && let Some(content) = complements(tree, cue)
    {
        return Some(content);
    }
    if cue.entry.has(Frames::PHRASE) {
        let preposition = cue.head.children().find(|child| {
            child.index() >= cue.words.end && child.dep() == "prep" && cue.entry.takes(&child.text().to_lowercase())
        })?;
        let object = child(preposition, &["pobj", "pcomp"])?;
        let range = tree.subtree(object);
        return Some(range.start.max(preposition.index() + 1)..range.end);
    }
    None
}

/// `attacked the town`, `shot down a drone`: force, not words.
fn is_force(cue: &Found<'_>) -> bool {
    let is_land = |token: Token<'_, Story>| {
        token.entity().is_some_and(|entity| matches!(entity.label(), "GPE" | "LOC" | "FAC"))
            || matches!(
                token.lemma(),
                "army" | "force" | "gunman" | "militant" | "navy" | "rebel" | "soldier" | "town" | "troop" | "village"
            )
    };
    let object = cue.head.child("dobj");
    match cue.head.lemma() {
        "attack" | "assail" => cue.subject.into_iter().chain(object).any(is_land),
        "shoot" => object.is_none_or(|object| LEXICON.entries(Part::Noun, object.lemma()).is_empty()),
        _ => false,
    }
}

/// From the first complement behind the cue's words to the last.
pub(in crate::statement) fn complements(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    let end = cue.words.end;
    let sentence = tree.sentence(cue.head.index());
    let mut content: Option<Range<usize>> = None;
    // The last word of a cue may govern the object: `called for [changes]`.
    let particles: Vec<Token<'_, Story>> = (cue.head.index() + 1..end).map(|at| tree.token(at)).collect();
    let mut below: Vec<Token<'_, Story>> = cue.head.children().filter(|child| child.index() >= end).collect();
    for particle in &particles {
        below.extend(particle.children().filter(|child| child.index() >= end && child.dep() != "punct"));
    }
    below.sort_by_key(|token| token.index());
    below.dedup_by_key(|token| token.index());
    for token in below {
        let range = tree.subtree(token);
        let range = range.start.max(end)..range.end.min(sentence.end);
        if range.is_empty() || is_mark(token.text()) {
            continue;
        }
        match &mut content {
            None => {
                let is_object = matches!(
                    token.dep(),
                    "dobj" | "pobj" | "attr" | "oprd" | "ccomp" | "xcomp" | "pcomp" | "nsubj" | "dative" | "acomp"
                ) && token.tag() != "WRB"
                    && !is_time(token);
                if is_object {
                    content = Some(range);
                } else if !matches!(token.dep(), "advmod" | "prt" | "prep" | "punct" | "npadvmod" | "neg")
                    || tree.text(token.index()) == ","
                {
                    return None;
                }
            }
            Some(content) => {
                let completes = match token.dep() {
                    "dobj" | "oprd" | "xcomp" | "ccomp" | "attr" | "acomp" => true,
                    "prep" => !token.children().any(is_time) && !is_setting(token),
                    "advmod" | "acl" | "dative" => true,
                    _ => false,
                };
                if !completes || range.start > content.end + 2 {
                    break;
                }
                content.end = range.end.max(content.end);
            }
        }
    }
    content.map(|content| cut(tree, content, cue.head))
}

/// Prepositions that tell when or where something was said rather than what.
fn is_setting(preposition: Token<'_, Story>) -> bool {
    matches!(preposition.text(), "during" | "since" | "before" | "after" | "amid" | "until" | "while" | "when")
}

/// Without a phrase of time, a clause with `which` or a participle behind a comma at its end: these are the paper's own words.
fn cut(tree: &Tree<'_>, content: Range<usize>, verb: Token<'_, Story>) -> Range<usize> {
    let end = content.clone().skip(1).find(|&at| {
        let token = tree.token(at);
        let before = tree.text(at - 1);
        if tree.quotation_of(at).is_some() {
            return false;
        }
        let above = token.ancestors().find(|above| matches!(above.pos(), Pos::Verb | Pos::Aux));
        let is_own = above.is_none_or(|above| above == verb);
        is_own && token.dep() == "prep" && is_setting(token)
            || before == "," && matches!(token.tag(), "WDT" | "WP") && token.text() != "what"
            || before == "," && token.tag() == "VBG" && matches!(token.dep(), "advcl" | "acl")
    });
    content.start..end.unwrap_or(content.end)
}

fn is_time(token: Token<'_, Story>) -> bool {
    token.entity().is_some_and(|entity| matches!(entity.label(), "DATE" | "TIME"))
        && !matches!(token.pos(), Pos::Propn if token.dep() == "dobj")
}
