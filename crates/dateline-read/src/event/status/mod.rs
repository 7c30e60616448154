//! Did it happen? From tense, modals, negation, the words it hangs below, and conditions.
//!
//! From the word that names the happening up to the root, each step adds what it says of everything below it: `denied planning
//! to invade` is planned by one step and denied by the next.
//! Two denials cancel out.
//! After Saurí and Pustejovsky (2009), "FactBank: a corpus annotated with event factuality", whose source-introducing and
//! embedding predicates are the rows of `data/event/governors.tsv`.
//!
//! `clause` reads a verb's own clause, `condition` what it hangs on, `climb` goes up, and `govern` tells what a word says of those below.

mod clause;
mod climb;
mod condition;
mod govern;

use dateline_parse::Pos;
use dateline_record::Status;

use super::lexicon::{Effect, LEXICON};
use super::tree::{self, Word};
use super::trigger::Trigger;
use super::view::View;
use clause::{clause, modifiers};
use climb::climb;
use condition::root_condition;

/// How sure a happening is, and what it hangs on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sure {
    pub(super) status: Status,
    /// The tokens of the condition, first and last.
    pub(super) condition: Option<(usize, usize)>,
    /// Whether it is told below another verb or noun.
    pub(super) is_embedded: bool,
    /// Whether it stands in the future of who tells it.
    pub(super) is_coming: bool,
    /// Whether it is refused: it was to come, and will not.
    pub(super) is_refused: bool,
    /// Whether who will do it says so: `will`, `plans to`, in the main clause or in what is said.
    pub(super) is_announced: bool,
}

#[derive(Default)]
struct Seen {
    denials: u32,
    planned: bool,
    considered: bool,
    possible: bool,
    alleged: bool,
    hypothetical: bool,
    ongoing: bool,
    in_condition: bool,
    embedded: bool,
    condition: Option<(usize, usize)>,
    /// Whether it is told as past below what is still open: `wants to know what happened`.
    is_past: bool,
    /// The noun that is asked about, where it names words that were uttered.
    message: Option<usize>,
    /// How many walks up this one began from, in steps.
    depth: usize,
}

impl Seen {
    fn is_open(&self) -> bool {
        self.planned || self.considered || self.possible || self.hypothetical
    }

    fn take(&mut self, effect: Effect) {
        if self.is_past && matches!(effect, Effect::Planned | Effect::Considered | Effect::Possible) {
            return;
        }
        match effect {
            Effect::Planned => self.planned = true,
            Effect::Considered => self.considered = true,
            Effect::Possible => self.possible = true,
            Effect::Alleged => self.alleged = true,
            Effect::Denied => self.denials += 1,
            Effect::Hypothetical => self.hypothetical = true,
            Effect::Ongoing => self.ongoing = true,
            Effect::Support | Effect::SupportTyped | Effect::Suffer | Effect::Phase | Effect::ObjectControl => {}
        }
    }
}

/// What is told of a trigger.
pub(super) fn sure(view: &View<'_>, trigger: &Trigger<'_>) -> Sure {
    let word = trigger.word;
    let mut seen = Seen { message: is_message(word).then_some(word.index()), ..Seen::default() };
    if !tree::is_verb(word) {
        modifiers(word, &mut seen);
    }
    let verb = trigger.verb();
    if tree::is_verb(verb) {
        clause(view, verb, &mut seen, true, trigger.carrier.map(|_| word));
        if trigger.carrier.is_some() && !LEXICON.has(verb.lemma(), Effect::SupportTyped) {
            // `offered talks`: what carries the noun says how sure it is.
            LEXICON.effects(verb.lemma()).iter().for_each(|effect| seen.take(*effect));
        }
    } else if word.pos() == Pos::Adj && tree::is_verb(word.head()) {
        clause(view, word.head(), &mut seen, true, None);
    }
    if trigger.sense.is_none_or(|sense| sense.kind.is_none())
        && trigger.carrier.is_some_and(|carrier| carrier.lemma() == "announce")
        && !LEXICON.is("done", word.lemma())
    {
        // `announced 400 job cuts`: they are to come; a deal or a loss that is announced is there.
        seen.planned = true;
    }
    if let Some(object) = trigger.with {
        modifiers(object, &mut seen);
    }
    climb(view, verb, &mut seen);
    if seen.condition.is_none() && seen.is_open() && !seen.in_condition {
        // `…, should Putin decide`, wherever the parser hung it.
        let root = word.sentence().root();
        seen.condition = root_condition(view, root).filter(|(first, _)| *first > word.index());
    }
    let status = if seen.in_condition {
        Status::Hypothetical
    } else if seen.condition.is_some() {
        Status::Conditional
    } else if seen.denials % 2 == 1 {
        Status::Denied
    } else if seen.considered {
        Status::Considered
    } else if seen.possible {
        Status::Possible
    } else if seen.planned {
        Status::Planned
    } else if seen.hypothetical {
        Status::Hypothetical
    } else if seen.alleged {
        Status::Alleged
    } else if seen.ongoing {
        Status::Ongoing
    } else {
        Status::Occurred
    };
    let is_coming = seen.planned || matches!(status, Status::Considered | Status::Conditional);
    let is_refused = status == Status::Denied && (seen.planned || seen.considered)
        || seen.condition.is_some() && seen.denials % 2 == 1;
    Sure {
        status,
        condition: seen.condition,
        is_embedded: seen.embedded,
        is_coming,
        is_refused,
        is_announced: status == Status::Planned && tree::is_verb(verb),
    }
}

/// Whether a noun names words that were uttered: who rejects a proposal does not undo that it was made.
pub(super) fn is_message(noun: Word<'_>) -> bool {
    matches!(noun.dep(), "dobj" | "nsubjpass") && LEXICON.is("message", noun.lemma())
}
