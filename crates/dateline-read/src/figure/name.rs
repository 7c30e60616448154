//! `page 12`, `iPhone 11`, `12 Harbour Street`: numbers that name, and do not count.
//!
//! ## What it reads
//! A number, the noun before it, the noun after it, and the names that the recognizer found.
//!
//! ## What it decides
//! A number after a noun that it names (a table of such nouns), after a name, within a name, before a model's name, of a house.
//!
//! ## What it leaves alone
//! A number that the parse, or a plural right behind it, says counts something: `Swansholm scored 2 goals`.

use std::sync::LazyLock;

use dateline_parse::{Pos, Token};
use dateline_text::Story;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::{self, LABELS_TSV};

static LABELS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows(LABELS_TSV).map(|row| row.0).collect());

/// A number after the noun it names: `page 12`, `Game 2`, `iPhone 11`.
pub(super) fn is_label(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, end) = draft.number;
    let Some(before) = first.checked_sub(1).filter(|_| context.goes_on(first)) else { return false };
    if !context.is_word(before) || draft.first < first {
        return false;
    }
    let noun = context.words(before);
    let Some(token) = context.token(before) else { return false };
    let small_word = draft.form == Form::Words;
    let counts = counts_noun_right(context, draft);
    let label = noun.len() < 16 && LABELS.contains(noun.to_lowercase().as_str());
    let after_name = matches!(token.tag(), "NNP" | "NNPS") && !context.is(before, "percent");
    if label && !counts {
        return true;
    }
    if !small_word && is_model(context, draft) {
        return true;
    }
    if after_name && !small_word {
        // A name ends before its number: `Swansea 2 goals` counts goals.
        let times = context.is(end, "times");
        return !counts || !times && context.token(first).is_some_and(is_inside_name);
    }
    label && token.tag() == "NN" && context.token(end).is_none_or(|next| next.tag() != "NNS")
}

/// A number in front of a capitalized name that is not many: `14 Pro Max`.
fn is_model(context: &Context<'_>, draft: &Draft) -> bool {
    let mut at = draft.after();
    let first = at;
    while context.goes_on(at) && context.is_word(at) && context.token(at).is_some_and(|token| token.tag() == "NNP") {
        at += 1;
    }
    at > first
        && draft.value != Decimal::ONE
        && !context
            .token(at)
            .is_some_and(|token| matches!(token.tag(), "NNS" | "NNPS" | "NN" | "JJ" | "POS" | "HYPH" | "CC"))
}

/// Whether the parse, or a plural right behind, says that the number counts what follows.
fn counts_noun_right(context: &Context<'_>, draft: &Draft) -> bool {
    let Some(token) = context.token(draft.number.1 - 1) else { return false };
    let head = token.head();
    let by_parse = matches!(token.dep(), "nummod" | "compound" | "quantmod")
        && head.index() > token.index()
        && matches!(head.pos(), Pos::Noun | Pos::Propn);
    // Only one is of a singular: `Kelby 500 index` names.
    let number = matches!(head.tag(), "NNS") || head.tag() == "NN" && draft.value == Decimal::ONE;
    by_parse && number || context.token(draft.number.1).is_some_and(|next| next.tag() == "NNS")
}

/// Whether a number is in a name, and does not begin it.
fn is_inside_name(token: Token<'_, Story>) -> bool {
    token.entity().is_some_and(|entity| is_name(entity.label()) && entity.range().start < token.index())
}

fn is_name(label: &str) -> bool {
    matches!(
        label,
        "PERSON" | "ORG" | "GPE" | "LOC" | "FAC" | "PRODUCT" | "EVENT" | "WORK_OF_ART" | "LAW" | "NORP" | "LANGUAGE"
    )
}

/// In a name: `Nord Stream 2`, `20th Century Fox`, `Kelby 500`.
pub(super) fn in_name(context: &Context<'_>, draft: &Draft) -> bool {
    let Some(token) = context.token(draft.number.0) else { return false };
    let Some(entity) = token.entity().filter(|entity| is_name(entity.label())) else { return false };
    // A recognizer that takes a figure into a name in front of it: `60 Kelby fans`.
    let begins = entity.range().start == token.index();
    let alone = entity.range().len() == 1;
    if draft.form == Form::Ordinal {
        return !alone && entity.tokens().take(12).any(|token| token.tag() == "NNP");
    }
    !begins || alone && token.pos() == Pos::Propn || !counts_noun_right(context, draft) && token.tag() == "NNP"
}

/// What ends the name of a street.
const STREETS: [&str; 18] = [
    "street",
    "road",
    "avenue",
    "boulevard",
    "lane",
    "drive",
    "square",
    "terrace",
    "place",
    "court",
    "way",
    "parkway",
    "highway",
    "crescent",
    "row",
    "st",
    "rd",
    "ave",
];

/// A house number: `12 Harbour Street`.
pub(super) fn is_address(context: &Context<'_>, draft: &Draft) -> bool {
    if draft.form != Form::Digits || !draft.value.is_integer() {
        return false;
    }
    let capital =
        |at: usize| context.is_word(at) && context.words(at).starts_with(char::is_uppercase) && context.goes_on(at);
    let first = draft.after();
    (first..first + 4).take_while(|&at| capital(at)).any(|at| at > first && context.one_of(at, &STREETS))
}
