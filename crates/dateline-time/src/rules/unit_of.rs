//! `the last week of October`, `the week of April 10`, `the first weekend in May`, `first Monday in May`: a unit within a period.
//!
//! ## What it reads
//! `first`, `last` or an ordinal, a unit or a weekday, `of` or `in`, and a month, quarter, season or year; `the week of` and a day.
//!
//! ## What it decides
//! The week that holds the n-th Monday, the n-th day, weekend or weekday; the last counts from the end.
//!
//! ## What it leaves alone
//! Units of events: `the first day of the battle`.

use crate::context::{Context, Found};
use crate::length::{Count, Length};
use crate::lexicon::Class;
use crate::period::{Grain, Period, add_days};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Article, Class::Ordinal, Class::Unit, Class::Figure];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if let Some(grain) =
        single(context, the).filter(|_| context.one_of(the + 1, &["of", "ending", "beginning", "starting"]))
    {
        if grain == Grain::Day || grain > Grain::Month {
            return None;
        }
        let inner = context.past_the(the + 2);
        let day = context.day_at(inner).filter(|found| !found.unplaced)?;
        let period = Period::containing(grain, day.as_period()?.first)?;
        let found = Found::period(at, day.end, period, "the unit that holds a day");
        return Some(Found { against: day.against, from: day.from, direction: day.direction, ..found });
    }
    let (n, next) = context.ordinal(the)?;
    let weekday = context.weekday(next).filter(|_| context.has(next, Class::Weekday));
    let grain = if weekday.is_some() { Grain::Day } else { single(context, next)? };
    let of = next + 1;
    if !context.one_of(of, &["of", "in"]) {
        return None;
    }
    if context.has(of + 1, Class::Every)
        && let Some(unit) = context.unit(of + 2)
    {
        let value = Length::new(Count::ONE, unit).value();
        let when = When::Every { value, quant: Some("EVERY"), freq: None };
        return Some(Found::new(at, of + 3, when, "the n-th unit of every period"));
    }
    let inner = context.inner(of + 1, 1)?;
    let whole = inner.as_period()?;
    if whole.grain <= grain || whole.grain == Grain::Weekend || grain > Grain::Month {
        return None;
    }
    let (first, end) = whole.days()?;
    let period = match (weekday, grain) {
        (Some((weekday, _)), _) => Period::day(nth_weekday(first, end, weekday, n)?),
        (None, Grain::Day) => Period::day(if n < 0 { add_days(end, -1)? } else { add_days(first, i64::from(n) - 1)? }),
        (None, Grain::Week) => Period::containing(Grain::Week, nth_weekday(first, end, 1, n)?)?,
        (None, Grain::Weekend) => Period::containing(Grain::Weekend, nth_weekday(first, end, 6, n)?)?,
        (None, grain) => {
            let edge = if n < 0 { add_days(end, -1)? } else { first };
            Period::containing(grain, edge)?.shift(if n < 0 { 0 } else { i64::from(n) - 1 })?
        }
    };
    if !whole.contains(period.first) {
        return None;
    }
    let found = Found::period(at, inner.end, period, "the n-th unit of a period");
    Some(Found {
        against: inner.against,
        from: inner.from,
        direction: inner.direction,
        unplaced: inner.unplaced,
        ..found
    })
}

fn single(context: &Context<'_>, at: usize) -> Option<Grain> {
    context.unit(at).filter(|_| context.has(at, Class::Unit))?.grain()
}

/// The n-th weekday of the days from `first`; -1 is the last.
pub(super) fn nth_weekday(
    first: jiff::civil::Date,
    end: jiff::civil::Date,
    weekday: i8,
    n: i32,
) -> Option<jiff::civil::Date> {
    use crate::Direction;
    if n < 0 {
        return super::weekday::toward(add_days(end, -1)?, weekday, Some(Direction::Back));
    }
    let one = super::weekday::toward(first, weekday, Some(Direction::Ahead))?;
    add_days(one, 7 * (i64::from(n) - 1)).filter(|day| *day < end)
}
