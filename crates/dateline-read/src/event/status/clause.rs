//! What does a verb's own clause say of a happening, and what the words before a noun?
//!
//! `will not attack`, `never met`, `nobody was hurt`; `possible sanctions`, `no talks`.

use super::Seen;
use super::condition::condition;
use crate::event::lexicon::{Effect, LEXICON};
use crate::event::tree::{self, Word};
use crate::event::view::View;

/// What stands before a noun: `possible sanctions`, `no talks`, `any attack`.
pub(super) fn modifiers(noun: Word<'_>, seen: &mut Seen) {
    for child in noun.children() {
        match child.dep() {
            "amod" | "compound" | "nmod" => {
                if !LEXICON.is("modifier", child.lemma()) && !LEXICON.is("modifier", child.text()) {
                    continue;
                }
                let effects = LEXICON.effects(child.lemma());
                let effects = if effects.is_empty() { LEXICON.effects(child.text()) } else { effects };
                effects.iter().for_each(|effect| seen.take(*effect));
            }
            // `test flight delayed after accident`, as headlines leave out the auxiliary.
            "acl"
                if child.tag() == "VBN"
                    && child.index() > noun.index()
                    && seen.message.is_none()
                    && noun.is_root()
                    && LEXICON.has(child.lemma(), Effect::Denied) =>
            {
                seen.denials += 1;
            }
            "det" | "neg" => match child.text().to_ascii_lowercase().as_str() {
                "no" | "neither" => seen.denials += 1,
                "any" => seen.hypothetical = true,
                _ => {}
            },
            _ => {}
        }
    }
}

/// What a verb's own clause says: negation, modals, adverbs, progressive, conditions.
pub(super) fn clause(view: &View<'_>, verb: Word<'_>, seen: &mut Seen, is_own: bool, happening: Option<Word<'_>>) {
    let mut has_modal = false;
    if verb.dep() == "conj"
        && tree::is_verb(verb.head())
        && verb.head().children().any(|child| child.dep() == "cc" && child.text().eq_ignore_ascii_case("nor"))
    {
        seen.denials += 1;
    }
    for child in verb.children() {
        let lower = child.text().to_ascii_lowercase();
        match child.dep() {
            "neg" => seen.denials += u32::from(!is_not_only(child)),
            // `neither met nor wrote`
            "preconj" | "cc" if child.text().eq_ignore_ascii_case("neither") => seen.denials += 1,
            "aux" => {
                has_modal |= modal(verb, &lower, seen);
            }
            "advmod" | "npadvmod" => match lower.as_str() {
                "potentially" | "possibly" | "perhaps" | "maybe" | "probably" | "likely" => seen.possible = true,
                "allegedly" | "reportedly" | "apparently" | "purportedly" | "supposedly" => seen.alleged = true,
                "never" | "hardly" | "rarely" | "anymore" => seen.denials += 1,
                // `no longer`
                "longer" if child.children().any(|no| no.text().eq_ignore_ascii_case("no")) => seen.denials += 1,
                _ => {}
            },
            "nsubj" | "nsubjpass" | "dobj" => {
                let none = matches!(lower.as_str(), "nobody" | "none" | "neither" | "nothing")
                    || child.children().any(|det| det.dep() == "det" && det.text().eq_ignore_ascii_case("no"));
                // The noun that a verb carries is the happening itself, and has been asked.
                if none && happening != Some(child) {
                    seen.denials += 1;
                }
            }
            _ => {}
        }
    }
    if is_own
        && verb.tag() == "VBG"
        && verb.children().any(|child| {
            child.dep() == "aux"
                && matches!(
                    child.text().to_ascii_lowercase().as_str(),
                    "is" | "are" | "'s" | "’s" | "'re" | "’re" | "am" | "been"
                )
        })
    {
        seen.ongoing = true;
    }
    // A headline's plan: `Ministers to meet`.
    if is_own
        && tree::is_infinitive(verb)
        && (verb.is_root() || matches!(verb.dep(), "ccomp" | "relcl" | "conj"))
        && tree::own_subject(verb).is_some()
    {
        seen.planned = true;
    }
    let is_past = verb.tag() == "VBD" || verb.tag() == "VBN" && !has_modal;
    if seen.condition.is_none() && (seen.is_open() || has_modal || !is_past) {
        seen.condition = condition(view, verb);
    }
}

/// Whether `not` belongs to `not only`.
fn is_not_only(not: Word<'_>) -> bool {
    not.next().is_some_and(|next| matches!(next.text().to_ascii_lowercase().as_str(), "only" | "just" | "least"))
}

pub(super) fn modal(verb: Word<'_>, lower: &str, seen: &mut Seen) -> bool {
    match lower {
        "will" | "shall" | "'ll" | "’ll" | "wo" | "would" | "'d" | "’d" => {
            let base = matches!(verb.tag(), "VB" | "VBN" | "VBG" | "VBP");
            if lower.ends_with('d') && !base {
                return false;
            }
            seen.planned = true;
        }
        "could" | "may" | "might" | "can" | "ca" => seen.possible = true,
        "should" | "must" | "ought" => seen.hypothetical = true,
        _ => return false,
    }
    true
}
