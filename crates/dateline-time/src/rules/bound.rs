//! `about two weeks`, `more than a year`, `at least the past 18 months`, `nearly four years ago`: how exact a time is.
//!
//! ## What it reads
//! A word that bounds or blurs, and a length, or a date that can be blurred; `or more`, `or so` after a length.
//!
//! ## What it decides
//! Only `mod`; the value is that of the time.
//!
//! ## What it leaves alone
//! `over the past year` and `within a week`, where the word is a preposition; `about Friday's vote`.

use crate::Modifier;
use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Bound, Class::Figure, Class::Number, Class::Article, Class::Couple];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let Some((modifier, next)) = prefix(context, at) else {
        return suffix(context, at);
    };
    let inner = context.inner(next, 3).filter(|inner| inner.start == next)?;
    let blurs = modifier == Modifier::Approx || context.one_of(at, &["nearly", "almost"]);
    let fits = match &inner.when {
        When::Long(length, days) => {
            // `over the past year` is no bound, but `at least the past year` is one; `some days` are unknown.
            let prepositional = days.is_some() && !context.is(at, "at");
            let prepositional = prepositional || context.is(at, "over") && context.is(inner.end - 1, "period");
            let vague = context.is(at, "some") && !told(context, next);
            !prepositional && !vague && length.is_known()
        }
        When::In(period) if period.grain == crate::period::Grain::Day && !counted(context, next) => false,
        When::In(_) | When::Clock(..) => {
            blurs && (!context.one_of(at, &["some", "about"]) || counted(context, next))
                || context.one_of(inner.end - 1, &["ago", "earlier", "later"])
        }
        When::Every { .. } => false,
        _ => false,
    };
    let modifier = match (&inner.when, modifier, context.word(at)) {
        (When::In(_), Modifier::MoreThan, _) => Modifier::Before,
        (When::In(_), _, "nearly" | "almost") => Modifier::Approx,
        (_, modifier, _) => modifier,
    };
    fits.then_some(Found { start: at, modifier: Some(modifier), ..inner })
}

/// What the words before a time make of it, and where the time begins.
fn prefix(context: &Context<'_>, at: usize) -> Option<(Modifier, usize)> {
    let next = at + 1;
    Some(match context.word(at) {
        "about" | "around" | "approximately" | "roughly" | "circa" | "some" => (Modifier::Approx, next),
        "ca" => (Modifier::Approx, context.past_dot(next)),
        "almost" | "nearly" | "barely" => (Modifier::LessThan, next),
        "close" if context.is(next, "to") => (Modifier::LessThan, next + 1),
        "over" => (Modifier::MoreThan, next),
        "under" => (Modifier::LessThan, next),
        "more" if context.is(next, "than") => (Modifier::MoreThan, next + 1),
        "less" | "fewer" if context.is(next, "than") => (Modifier::LessThan, next + 1),
        "no" if context.run(next, &["more", "than"]) => (Modifier::EqualOrLess, next + 2),
        "no" if context.run(next, &["less", "than"]) || context.run(next, &["fewer", "than"]) => {
            (Modifier::EqualOrMore, next + 2)
        }
        "at" if context.is(next, "least") => (Modifier::EqualOrMore, next + 1),
        "at" if context.is(next, "most") => (Modifier::EqualOrLess, next + 1),
        "up" if context.is(next, "to") => (Modifier::EqualOrLess, next + 1),
        _ => return None,
    })
}

fn told(context: &Context<'_>, at: usize) -> bool {
    context.token(at).is_number() || context.has(at, Class::Number) || context.has(at, Class::Couple)
}

/// A date in figures: `about 1910`, `about Dec. 3`, `about 7:15 p.m.`
fn counted(context: &Context<'_>, at: usize) -> bool {
    context.token(at).is_number() || context.has(at, Class::Noon) || context.has(at, Class::ShortMonth)
}

/// `two weeks or more`, `a year or so`.
fn suffix(context: &Context<'_>, at: usize) -> Option<Found> {
    let (inner, _) = context.best(at, 1)?;
    let end = inner.end;
    let modifier = if context.run(end, &["or", "more"]) || context.run(end, &["or", "longer"]) {
        Modifier::EqualOrMore
    } else if context.run(end, &["or", "less"]) {
        Modifier::EqualOrLess
    } else if context.run(end, &["or", "so"]) {
        Modifier::Approx
    } else if context.run(end, &["or", "later"]) || context.run(end, &["and", "beyond"]) {
        Modifier::OnOrAfter
    } else if context.run(end, &["or", "earlier"]) {
        Modifier::OnOrBefore
    } else {
        return None;
    };
    let dated = matches!(modifier, Modifier::OnOrAfter | Modifier::OnOrBefore);
    let fits = match &inner.when {
        When::Long(..) => !dated,
        When::In(_) => dated || modifier == Modifier::Approx,
        _ => false,
    };
    fits.then_some(Found { end: end + 2, modifier: Some(modifier), ..inner })
}
