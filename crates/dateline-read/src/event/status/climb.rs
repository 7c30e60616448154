//! What do the words above a happening say of it, step by step up to the root?

use dateline_parse::Pos;

use super::Seen;
use super::clause::modal;
use super::condition::{condition, has_if, inverted, is_in_case, root_condition};
use super::govern::{govern, has_will, is_indefinite, is_singled_out};
use crate::event::lexicon::{Effect, LEXICON};
use crate::event::tree::{self, Word};
use crate::event::view::View;

/// How many steps up are looked at.
const DEEP: usize = 20;

/// Prepositions that set the scene: what stands behind them is no part of the plan or threat before them.
const CIRCUMSTANCE: [&str; 12] = [
    "after",
    "amid",
    "because",
    "before",
    "despite",
    "during",
    "following",
    "over",
    "since",
    "through",
    "throughout",
    "while",
];

/// What the words above say.
pub(super) fn climb(view: &View<'_>, from: Word<'_>, seen: &mut Seen) {
    let mut word = from;
    // Each time an object asks its verb, the way left gets shorter: no walk is longer than twice this.
    seen.depth += 4;
    for _ in 0..DEEP.saturating_sub(seen.depth) {
        if tree::is_verb(word) && has_if(word) && matches!(word.dep(), "advcl" | "ccomp" | "conj")
            || inverted(word).is_some() && !word.is_root()
        {
            seen.in_condition = true;
            return;
        }
        if word.children().any(|mark| mark.dep() == "mark" && mark.text().eq_ignore_ascii_case("whether")) {
            seen.possible = true;
        }
        if word.is_root() {
            return;
        }
        let above = word.head();
        match word.dep() {
            "conj" => {
                if tree::is_verb(word) && tree::is_verb(above) {
                    share(view, word, above, seen);
                }
                // What governs the first of a row governs the others.
                word = above;
                continue_row(&mut word);
                continue;
            }
            "relcl" => {
                // `an event to be held in May`
                // `will be the first ship to sail` is as sure as `will be`.
                let is_first = is_singled_out(above);
                let comes = is_first && above.dep() == "attr" && has_will(above.head());
                let is_occasion = LEXICON.is("occasion", above.lemma());
                seen.planned |= tree::is_infinitive(word) && (!is_first && !is_occasion || comes);
                return;
            }
            "advcl" => {
                if tree::is_infinitive(word) && tree::own_subject(word).is_none() {
                    // A purpose; that of a call or visit is what was said there.
                    let is_talk = matches!(above.tag(), "VBD" | "VBN")
                        && (LEXICON.is("talk-verb", above.lemma()) || above.lemma() == "gather");
                    seen.planned |= !is_talk && !seen.is_past;
                    seen.embedded = true;
                    if let Some(inverted) = root_condition(view, above)
                        && seen.condition.is_none()
                    {
                        seen.condition = Some(inverted);
                    }
                }
                return;
            }
            "acl" if word.tag() == "VBG" || word.tag() == "VBN" && !tree::is_infinitive(word) => return,
            // `flight delayed`, as headlines leave out the auxiliary.
            "nsubj"
                if LEXICON.has(above.lemma(), Effect::Denied)
                    && above.child("dobj").is_none()
                    && !tree::is_verb(word) => {}
            // `expects sales to rise`
            "nsubj"
                if tree::is_infinitive(above)
                    && above.dep() != "relcl"
                    && !tree::is_verb(word)
                    && is_indefinite(word) =>
            {
                word = above;
                continue;
            }
            "nsubj" | "csubj" => return,
            "prep" | "agent" | "pcomp" | "pobj" if above.pos() == Pos::Adp || above.dep() == "prep" => {
                if above.text().eq_ignore_ascii_case("without") {
                    seen.denials += 1;
                }
                if CIRCUMSTANCE.contains(&above.text().to_ascii_lowercase().as_str()) {
                    return;
                }
                if is_in_case(above) {
                    seen.in_condition = true;
                    return;
                }
                word = above;
                continue;
            }
            "nsubjpass" | "dobj" | "attr" | "oprd" | "xcomp" | "ccomp" | "acl" | "acomp" | "prep" | "pcomp"
            | "pobj" | "appos" | "compound" | "nmod" | "poss" | "dative" | "parataxis" | "dep" | "amod" => {}
            _ => return,
        }
        // An inverted condition that the parser made the main clause.
        if above.is_root()
            && let Some(found) = root_condition(view, above)
        {
            if seen.condition.is_none() && seen.is_open() {
                seen.condition = Some(found);
            }
            return;
        }
        if !govern(view, word, above, seen) {
            return;
        }
        word = above;
    }
}

/// The last of a row's heads.
fn continue_row(word: &mut Word<'_>) {
    for _ in 0..DEEP {
        if word.dep() != "conj" {
            return;
        }
        *word = word.head();
    }
}

/// What a verb shares with the first of its row: `would underscore and reaffirm`.
fn share(view: &View<'_>, verb: Word<'_>, first: Word<'_>, seen: &mut Seen) {
    let has_own = verb.children().any(|child| child.dep() == "aux") || tree::own_subject(verb).is_some();
    if has_own {
        return;
    }
    let alike = verb.tag() == first.tag();
    if alike {
        for child in first.children().filter(|child| child.dep() == "aux") {
            modal(verb, &child.text().to_ascii_lowercase(), seen);
        }
        if seen.is_open() && seen.condition.is_none() {
            seen.condition = condition(view, first);
        }
    }
}
