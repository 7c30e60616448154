//! How likely is it that type and sides of an event are right?
//!
//! A sum of what speaks for it, through the logistic function.
//! The sum was fitted to 400 events of Wikinews that were judged by hand (`eval/events.md`): how much less sure each type is, and how
//! much the place in the sentence counts.
//! Types only were judged; that nouns count for a little less than their types deserve stands for their sides, which are often
//! left out.

use dateline_parse::Pos;
use dateline_record::{EventType, Status};

use super::lexicon::{Effect, LEXICON};
use super::status::Sure;
use super::tree;
use super::trigger::Trigger;
use super::view::View;

/// What an event begins with: the log-odds of a type among the judged.
const BASE: f64 = 0.7;
/// What an event without a type begins with: only its sides can be right.
const UNTYPED: f64 = -0.2;
/// How much the place in the sentence counts.
const PLACE: f64 = 0.5;

/// How much more or less often a type was right than all were, in log-odds, drawn towards none by eight events.
fn of_type(kind: EventType) -> f64 {
    match kind {
        EventType::Protest => 1.0,
        EventType::Request | EventType::Reject | EventType::Support => 0.8,
        EventType::Accuse => 0.5,
        EventType::Coerce => 0.4,
        EventType::Agree => 0.3,
        EventType::Assault | EventType::Sanction => 0.1,
        EventType::Threaten => -0.3,
        EventType::Retreat | EventType::Consult => -0.4,
        EventType::Cooperate => -0.6,
        EventType::Concede | EventType::Mobilize => -0.8,
        EventType::Aid => -1.2,
    }
}

/// From 0 to 1, in hundredths.
pub(super) fn confidence(view: &View<'_>, trigger: &Trigger<'_>, sure: &Sure) -> f64 {
    let begin = match trigger.sense.and_then(|sense| sense.kind) {
        Some(kind) => BASE + of_type(kind),
        None => UNTYPED,
    };
    let odds = begin + PLACE * place(view, trigger, sure);
    (100.0 / (1.0 + (-odds).exp())).round() / 100.0
}

/// What speaks for an event where it stands: a main clause, a subject who can act, a sense that asked for much.
fn place(view: &View<'_>, trigger: &Trigger<'_>, sure: &Sure) -> f64 {
    let mut odds = 0.4;
    if let Some(sense) = trigger.sense.filter(|sense| sense.kind.is_some()) {
        odds += 0.25 * f64::from(sense.weight.min(4));
    }
    if trigger.is_noun() {
        odds -= 0.6;
    }
    let verb = if trigger.word.pos() == Pos::Adj { trigger.word.head() } else { trigger.verb() };
    if tree::is_verb(verb) {
        let is_main = verb.is_root() || verb.dep() == "ccomp" || verb.dep() == "conj" && verb.head().is_root();
        if is_main {
            odds += 0.8;
        } else if matches!(verb.dep(), "relcl" | "advcl" | "acl") {
            odds -= 0.5;
        }
    }
    if sure.is_embedded {
        odds -= 0.8;
    }
    if sure.status == Status::Hypothetical {
        odds -= 0.3;
    }
    if tree::doer(verb).is_some_and(|doer| view.is_party(doer)) {
        odds += 0.5;
    }
    if LEXICON.has(verb.lemma(), Effect::Phase) {
        odds -= 0.3;
    }
    odds
}
