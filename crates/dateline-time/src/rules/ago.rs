//! `18 months ago`, `a decade ago`, `two days from now`: a length counted from the day of writing.
//!
//! ## What it reads
//! A length and `ago`, `from now`, `hence`, `from today`; with `or so` between, if it is there.
//!
//! ## What it decides
//! The day, week, month or year, as fine as the unit: `18 months ago` is a month, `two years ago` a year.
//! `a year ago` in a report on earnings is the quarter a year before the one last told.
//! `several years ago` only lies in the past.
//!
//! ## What it leaves alone
//! `long ago`, and lengths counted from another time (`two days later`).

use crate::Modifier;
use crate::context::{Context, Found};
use crate::length::{Count, Length};
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[
    Class::Figure,
    Class::Number,
    Class::Scale,
    Class::Vague,
    Class::Couple,
    Class::Half,
    Class::Article,
    Class::Units,
];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let (length, mut modifier, end) = length(context, at)?;
    let end = if context.run(end, &["or", "so"]) {
        modifier = Some(Modifier::Approx);
        end + 2
    } else {
        end
    };
    let (sign, end) = if context.is(end, "ago") {
        (-1, end + 1)
    } else if context.run(end, &["from", "now"]) || context.run(end, &["from", "today"]) {
        (1, end + 2)
    } else if context.is(end, "hence") {
        (1, end + 1)
    } else {
        return None;
    };
    let matched = "length before or after the day of writing";
    if sign < 0 && year_ago_of_quarter(context, length) {
        let quarter = context.told.quarter?;
        let back = quarter.shift(if quarter.grain == Grain::Half { -2 } else { -4 })?;
        return Some(
            Found::period(at, end, back, "a year before the quarter last told").narrated(Some(quarter.first)).aside(),
        );
    }
    if !length.is_known() {
        return Some(Found::new(at, end, When::Vague(sign as i8), matched).anchored(context));
    }
    let Some(today) = context.today() else {
        let when = When::Vague(sign as i8);
        return Some(Found { unplaced: true, ..Found::new(at, end, when, matched) });
    };
    let found = match length.shifted(today, sign) {
        Some((day, grain)) => {
            let grain = if context.message { Grain::Day } else { grain };
            Found::period(at, end, Period::containing(grain, day)?, matched)
        }
        None => moment(context, at, end, length, sign)?,
    };
    Some(found.anchored(context).modified(modifier))
}

/// A length before `ago` and the like: counted, `a year`, or bare `months`.
pub(super) fn length(context: &Context<'_>, at: usize) -> Option<(Length, Option<Modifier>, usize)> {
    if context.has(at, Class::Units) {
        return Some((Length::new(Count(None), context.unit(at)?), None, at + 1));
    }
    let next = at + 1;
    if context.one_of(at, &["a", "an"]) {
        if context.has(next, Class::Unit) {
            let halves = context.run(next + 1, &["and", "a", "half"]);
            let count = if halves { Count(Some(1500)) } else { Count::ONE };
            return Some((Length::new(count, context.unit(next)?), None, if halves { next + 4 } else { next + 1 }));
        }
        let (measure, end) = super::duration::length(context, next)?;
        return Some((measure.length, measure.modifier, end));
    }
    let the = context.past_the(at);
    if the > at {
        return None;
    }
    let (measure, end) = super::duration::length(context, at)?;
    Some((measure.length, measure.modifier, end))
}

/// Whether the story reports on a quarter, so that `a year ago` means the same quarter of the year before.
pub(super) fn year_ago_of_quarter(context: &Context<'_>, length: Length) -> bool {
    length.first == (Count::ONE, crate::length::Unit::Year)
        && length.second.is_none()
        && context.told.quarter.is_some()
        && !context.told.longer
        && !context.chronicle
}

/// Hours, minutes and seconds from the moment of writing.
pub(super) fn moment(context: &Context<'_>, start: usize, end: usize, length: Length, sign: i64) -> Option<Found> {
    use crate::clock::Clock;

    let matched = "hours or minutes from the moment of writing";
    let Some(now) = context.anchor.moment().filter(|_| length.is_known()) else {
        return Some(Found::new(start, end, When::Vague(sign as i8), matched));
    };
    let moment = length.after_moment(now, sign)?;
    let second = (moment.second() != 0).then(|| u32::from(moment.second().unsigned_abs()));
    let part = |n: i8| u32::from(n.unsigned_abs());
    let clock = Clock::new(part(moment.hour()), Some(part(moment.minute())), second)?;
    Some(Found::new(start, end, When::Clock(Some(moment.date()), clock), matched))
}
