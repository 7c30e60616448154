//! `that day`, `the following year`, `the same month`, `the quarter`: a unit told from the time told before.
//!
//! ## What it reads
//! `that`, `the same`, `the previous`, `the following` and a unit; `the day before`, `the next day`, `the year after`; and, after
//! a preposition, `the week`, `the month`, `the quarter`, `the year` alone.
//!
//! ## What it decides
//! The unit that holds the time last told, or the one before or after it; when the story has told none, that of the day of
//! writing. `the quarter` in a report on earnings is the quarter last told, else the one before the day of writing.
//!
//! ## What it leaves alone
//! `the same time`, `that time`, `the day` with a clause that tells which (`the day after the vote`).

use crate::context::{Context, Found};
use crate::length::Unit;
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Relative, Class::Article, Class::Word];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if the > at
        && context.one_of(the, &["full", "fiscal"])
        && context.is(the + 1, "year")
        && !context.token(the + 2).is_number()
    {
        let length = crate::length::Length::new(crate::length::Count::ONE, Unit::Year);
        if context.one_of(the + 2, &["ended", "ending"]) {
            return Some(Found::new(at, the + 2, When::Long(length, None), "year to a day named after it"));
        }
        if context.is(the, "fiscal") {
            return None;
        }
        let period = Period::containing(Grain::Year, context.today()?)?;
        return Some(Found::period(at, the + 2, period, "year of the day of writing").anchored(context));
    }
    if the > at
        && let Some(found) = bare(context, at, the)
    {
        return Some(found);
    }
    if context.run(the, &["latest", "period"]) || context.run(the, &["latest", "quarter"]) {
        return the_quarter(context, at, the + 2);
    }
    let (n, next) = relation(context, the)?;
    if context.is(the, "next") && the == at {
        return None;
    }
    let unit = context.unit(next).filter(|_| context.has(next, Class::Unit))?;
    let grain = unit.grain()?;
    if context.joins(next + 1) {
        return None;
    }
    counted(context, at, next + 1, grain, n)
}

/// `that`, `same`: 0; `previous`, `following`: -1, 1; and the token after it.
pub(super) fn relation(context: &Context<'_>, at: usize) -> Option<(i64, usize)> {
    let n = match context.word(at) {
        "that" if context.is(at + 1, "same") => return Some((0, at + 2)),
        "that" | "same" => 0,
        "previous" | "preceding" | "prior" => -1,
        "following" | "next" | "subsequent" | "ensuing" => 1,
        _ => return None,
    };
    Some((n, at + 1))
}

/// `that year`, `the same year`: past it.
pub(super) fn same_year(context: &Context<'_>, at: usize) -> Option<usize> {
    let (n, next) = relation(context, context.past_the(at))?;
    (n == 0 && context.is(next, "year")).then_some(next + 1)
}

fn counted(context: &Context<'_>, start: usize, end: usize, grain: Grain, n: i64) -> Option<Found> {
    if let (Grain::Day, 0, Some(last)) = (grain, n, context.told.last.filter(|p| p.grain > Grain::Day)) {
        // A day of that month, but which?
        let open = if last.grain == Grain::Month { format!("{}-XX", last.value()) } else { "XXXX-XX-XX".to_owned() };
        return Some(Found::new(start, end, When::Open(open), "day of the time last told").narrated(Some(last.first)));
    }
    let told = match grain {
        Grain::Day => context.told.day,
        Grain::Quarter => context.told.quarter.map(|q| q.first),
        _ => context.told.last.map(|p| p.first),
    };
    let from = told.or(context.today().filter(|_| !context.chronicle))?;
    let period = Period::containing(grain, from)?.shift(n)?;
    let found = Found::period(start, end, period, "unit of the time last told, or the one beside it");
    Some(if told.is_some() { found.narrated(told) } else { found.anchored(context) })
}

/// `the day before`, `the year after`, and `the quarter` alone.
fn bare(context: &Context<'_>, at: usize, unit_at: usize) -> Option<Found> {
    let unit = context.unit(unit_at).filter(|_| context.has(unit_at, Class::Unit))?;
    let grain = unit.grain()?;
    let end = unit_at + 1;
    if context.joins(end) {
        return None;
    }
    if context.one_of(end, &["before", "after", "earlier", "later", "following"]) {
        let closes = context.token(end + 1).entry.word.is_empty() && context.mark(end + 1) != '\0'
            || context.one_of(end, &["earlier", "later"]);
        let n = if context.one_of(end, &["before", "earlier"]) { -1 } else { 1 };
        return if closes && context.mark(end + 1) != '\'' { counted(context, at, end + 1, grain, n) } else { None };
    }
    if unit == Unit::Year
        && (context.one_of(end, &["ended", "ending"]) || context.is(end, "to") && context.month(end + 1).is_some())
    {
        let length = crate::length::Length::new(crate::length::Count::ONE, unit);
        return Some(Found::new(at, end, When::Long(length, None), "year to a day named after it"));
    }
    let leads = context
        .one_of(at.wrapping_sub(1), &["in", "for", "during", "of", "over", "through", "than", "this", "within", "on"])
        || context.mark(at.wrapping_sub(1)) == ',';
    let fits = match unit {
        Unit::Quarter => leads && !context.is(end, "of"),
        Unit::Week | Unit::Month | Unit::Year => leads && !context.one_of(end, &["of", "ended", "ending", "in"]),
        Unit::Weekend => true,
        // `later in the day`
        Unit::Day => context.is(at.wrapping_sub(1), "in") && context.one_of(at.wrapping_sub(2), &["later", "earlier"]),
        _ => false,
    };
    if !fits {
        return None;
    }
    if unit == Unit::Quarter {
        return the_quarter(context, at, end);
    }
    if unit == Unit::Weekend {
        let today = context.today()?;
        let ahead = context.direction(at, end) == Some(crate::Direction::Ahead);
        let here = Period::containing(Grain::Weekend, today)?;
        let n = i64::from(today < here.first && !ahead);
        return Some(Found::period(at, end, here.shift(-n)?, "weekend where the sentence looks").anchored(context));
    }
    if context.chronicle || unit == Unit::Day {
        return counted(context, at, end, grain, 0);
    }
    let period = Period::containing(grain, context.today()?)?;
    Some(Found::period(at, end, period, "unit of the day of writing").anchored(context))
}

/// The quarter a report is about: the one last told, else the last one that has ended.
fn the_quarter(context: &Context<'_>, at: usize, end: usize) -> Option<Found> {
    // `the quarter ended July 31` is the one most of its days lie in.
    if context.one_of(end, &["ended", "ending"])
        && let Some(day) = super::month_day::read(context, end + 1).and_then(|found| found.as_period())
    {
        let middle = crate::period::add_days(day.first, -45)?;
        let period = Period::containing(Grain::Quarter, middle)?;
        return Some(Found::period(at, end, period, "quarter that ended on a day").anchored(context));
    }
    let told = context.told.quarter;
    let period = match told {
        Some(quarter) => Period::containing(Grain::Quarter, quarter.first)?,
        None => Period::containing(Grain::Quarter, context.today()?)?.shift(-1)?,
    };
    let found = Found::period(at, end, period, "quarter last told, or the last one");
    Some(if told.is_some() { found.narrated(told.map(|q| q.first)) } else { found.anchored(context) })
}
