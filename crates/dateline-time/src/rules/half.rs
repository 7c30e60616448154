//! `the first half of 2021`, `H1 2021`, `the latter half of 2008`: half a year, or half of another period.
//!
//! ## What it reads
//! `first`, `second`, `latter`, `last` and `half`, `of`, and a period; `H1` and `H2` with a year; `the second half` alone in news.
//!
//! ## What it decides
//! Of a year its half (`2021-H1`); of another period the period, with `START` or `END`.
//!
//! ## What it leaves alone
//! Halves of games: a half without `of` and a period is read only after `in` or `for` and with no sport around it.

use crate::Modifier;
use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::{Grain, Period};

pub(super) const BEGINS: &[Class] = &[Class::Article, Class::Ordinal, Class::Edge, Class::ShortUnit];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if context.is(the, "h") && context.token(the).upper && context.glued(the + 1) {
        let half = context.token(the + 1);
        let half =
            (half.is_number() && half.digits == 1 && (1..=2).contains(&half.number)).then_some(half.number as i8)?;
        let of = if context.one_of(the + 2, &["of", "in"]) { the + 3 } else { the + 2 };
        let (year, end) = context.year(of)?;
        return Some(Found::period(the, end, Period::half(year, half)?, "half of a year"));
    }
    let half = match context.word(the) {
        "first" => 1,
        "second" | "latter" | "last" => 2,
        _ => return None,
    };
    let end = context.past_hyphen(the + 1) + 1;
    if !context.is(end - 1, "half") || !context.is(end, "of") {
        return None;
    }
    let inner = context.inner(end + 1, 1)?;
    let whole = inner.as_period()?;
    let found = match whole.grain {
        Grain::Year => Found::period(at, inner.end, Period::half(whole.first.year(), half)?, "half of a year"),
        _ => {
            let modifier = if half == 1 { Modifier::Start } else { Modifier::End };
            Found { modifier: Some(modifier), ..Found::period(at, inner.end, whole, "half of a period") }
        }
    };
    Some(Found {
        against: inner.against,
        from: inner.from,
        direction: inner.direction,
        unplaced: inner.unplaced,
        ..found
    })
}
