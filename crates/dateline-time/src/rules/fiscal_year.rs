//! `fiscal 1989`, `FY2020`, `the current fiscal year`, `the 2015 fiscal year`: a year of somebody's accounts.
//!
//! ## What it reads
//! `fiscal` or `financial`, with or without `year`, and `FY`, before a year; a year before `fiscal year`; `this`, `last`, `next`,
//! `the current` and `the latest` before `fiscal year`; `the fiscal year` alone.
//!
//! ## What it decides
//! The value is the plain year, as TIMEX3 has no other; that it is a fiscal one is told by this rule's name.
//! Whose year it is nobody says, so no first and last day are told.
//!
//! ## What it leaves alone
//! `the fiscal year ended June 30`, a length up to a day, and `fiscal` quarters, which other rules read.

use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::{Grain, Period};

pub(super) const BEGINS: &[Class] = &[Class::Fiscal, Class::Figure, Class::Relative, Class::Article];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if let Some((year, end)) = named(context, the) {
        return of(at, end, year, "fiscal year");
    }
    if let Some(year) = context.four_digits(the).filter(|_| context.run(the + 1, &["fiscal", "year"])) {
        return of(at, the + 3, year, "fiscal year");
    }
    let relation = super::relative_unit::relation(context, the);
    let (n, next) = match relation {
        Some(found) => found,
        None if the > at => (0, the),
        None => return None,
    };
    if !context.has(next, Class::Fiscal) || !context.is(next + 1, "year") {
        return None;
    }
    let end = next + 2;
    if context.joins(end) || relation.is_none() && context.one_of(end, &["ended", "ending"]) {
        return None;
    }
    let today = context.today()?;
    let year = today.year().checked_add(i16::try_from(n).ok()?)?;
    Some(of(at, end, year, "fiscal year counted from the day of writing")?.anchored(context))
}

fn of(start: usize, end: usize, year: i16, matched: &'static str) -> Option<Found> {
    let period = Period { grain: Grain::FiscalYear, ..Period::year(year)? };
    Some(Found::period(start, end, period, matched))
}

/// `fiscal 1989`, `fiscal year 1989`, `FY89`: the year, and the token after it.
fn named(context: &Context<'_>, at: usize) -> Option<(i16, usize)> {
    if !context.has(at, Class::Fiscal) {
        return None;
    }
    let next = if context.is(at + 1, "year") { at + 2 } else { at + 1 };
    if let Some(found) = context.year(next) {
        return Some(found);
    }
    let token = context.token(next);
    let short = context.is(at, "fy") && token.is_number() && token.glued;
    let year = match token.digits {
        2 if short => context.century_of(token.number as i16),
        4 if short && (1900..2200).contains(&token.number) => token.number as i16,
        _ => return None,
    };
    Some((year, next + 1))
}
