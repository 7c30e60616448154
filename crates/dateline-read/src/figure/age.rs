//! `Alder, 58,`, `aged 20 to 38`, `she was 12`: a bare number that is an age in years.
//!
//! ## What it reads
//! A number between commas after a person's name, a number after `age`, `age of` and `aged`,
//! and a number that a person is said to be.
//!
//! ## What it decides
//! That the unit is years of age.
//!
//! ## What it leaves alone
//! Numbers beyond 120, and those that count a noun.

use rust_decimal::Decimal;

use super::context::Context;
use super::draft::Draft;

/// The oldest that somebody can be, in years.
const OLDEST: u64 = 120;

/// Whether a bare number is an age.
pub(super) fn is_age(context: &Context<'_>, draft: &Draft, has_noun: bool) -> bool {
    let oldest = Decimal::from(OLDEST);
    let value = draft.upper.unwrap_or(draft.value);
    if draft.is_score || !value.is_integer() || value.is_sign_negative() || value > oldest || draft.kind.is_some() {
        return false;
    }
    let first = draft.first;
    let Some(before) = first.checked_sub(1).filter(|_| context.goes_on(first)) else { return false };
    let of = before > 0 && context.is(before, "of") && context.one_of(before - 1, &["age", "ages"]);
    if of || context.one_of(before, &["age", "aged", "ages"]) {
        return true;
    }
    let between = before > 0 && context.is(before, "between") && context.one_of(before - 1, &["aged", "ages"]);
    if between {
        return true;
    }
    if has_noun {
        return false;
    }
    after_name(context, draft, before) || is_said(context, draft)
}

/// `Alder, 58,` and `Alder, 58, said`.
fn after_name(context: &Context<'_>, draft: &Draft, comma: usize) -> bool {
    let closed = context.is_mark(draft.end, ',') || context.is_mark(draft.end, '.') || context.is_mark(draft.end, ')');
    let name = comma.checked_sub(1).and_then(|name| context.token(name)).is_some_and(|token| token.tag() == "NNP");
    let person = comma
        .checked_sub(1)
        .and_then(|name| context.token(name))
        .and_then(dateline_parse::Token::entity)
        .is_some_and(|entity| entity.label() == "PERSON");
    context.is_mark(comma, ',') && context.is_mark(draft.end, ',') && name
        || context.is_mark(comma, ',') && closed && person
}

/// `she was 12`, `he will be 40`.
fn is_said(context: &Context<'_>, draft: &Draft) -> bool {
    let Some(token) = context.token(draft.number.0) else { return false };
    let verb = token.head();
    if verb.lemma() != "be" || !matches!(token.dep(), "attr" | "acomp") {
        return false;
    }
    verb.children().take(32).find(|child| child.dep() == "nsubj").is_some_and(|subject| {
        matches!(subject.text(), "he" | "she" | "He" | "She" | "who" | "I" | "you")
            || subject.entity().is_some_and(|entity| entity.label() == "PERSON")
    })
}
