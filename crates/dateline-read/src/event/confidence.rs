//! How likely is it that type and sides of an event are right?
//!
//! A sum of what speaks for it, through the logistic function.

use dateline_record::Status;

use super::lexicon::{Effect, LEXICON};
use super::status::Sure;
use super::tree;
use super::trigger::Trigger;
use super::view::View;

/// Log-odds of each feature.
const BASE: f64 = 0.4;

/// From 0 to 1, in hundredths.
pub(super) fn confidence(view: &View<'_>, trigger: &Trigger<'_>, sure: &Sure) -> f64 {
    let mut odds = BASE;
    match trigger.sense {
        Some(sense) if sense.kind.is_some() => odds += 0.25 * f64::from(sense.weight.min(4)),
        _ => odds -= 1.2,
    }
    if trigger.is_noun() {
        odds -= 0.6;
    }
    let verb = if trigger.word.pos() == dateline_parse::Pos::Adj { trigger.word.head() } else { trigger.verb() };
    let is_main = verb.is_root() || verb.dep() == "ccomp" || verb.dep() == "conj" && verb.head().is_root();
    if tree::is_verb(verb) {
        odds += if is_main { 0.8 } else { 0.0 };
        if matches!(verb.dep(), "relcl" | "advcl" | "acl") {
            odds -= 0.5;
        }
    }
    if sure.is_embedded {
        odds -= 0.8;
    }
    if matches!(sure.status, Status::Hypothetical) {
        odds -= 0.3;
    }
    if tree::doer(verb).is_some_and(|doer| view.is_party(doer)) {
        odds += 0.5;
    }
    if LEXICON.has(verb.lemma(), Effect::Phase) {
        odds -= 0.3;
    }
    (100.0 / (1.0 + (-odds).exp())).round() / 100.0
}
