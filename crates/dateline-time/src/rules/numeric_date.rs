//! `12/03/2021`, `3.12.2021`, `3/12`: dates in figures with the year last.
//!
//! ## What it reads
//! Day and month in either order and a year of two or four digits, between strokes, stops or hyphens.
//! Two numbers alone only with a stroke and after `on`, `by`, `since`, `until`, `from` or a weekday.
//!
//! ## What it decides
//! Which number is the day: the one above 12; else as another date of the same text shows; else the month comes first, and a
//! note gives the other reading.
//!
//! ## What it leaves alone
//! `9/11` and `24/7`, fractions (`2/3`), versions and addresses of machines (`10.0.0.1`), and days there are none.

use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::{Period, date};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Figure];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let first = context.figure(at, 2)?;
    let mark = context.mark(at + 1);
    let second = context.token(at + 2);
    let joined = context.glued(at + 1) && second.glued && second.is_number() && second.digits <= 2;
    if !joined || !matches!(mark, '/' | '.' | '-') {
        return None;
    }
    let third = context.token(at + 4);
    let has_year = context.mark(at + 3) == mark && context.glued(at + 3) && third.glued && third.is_number();
    if !has_year {
        return without_year(context, at, first, second.number, mark);
    }
    let goes_on = context.glued(at + 5)
        && (!context.token(at + 5).entry.word.is_empty()
            || context.mark(at + 5) == mark && context.token(at + 6).is_number());
    if goes_on || (mark == '.' && third.digits != 4) {
        return None;
    }
    let year = match third.digits {
        4 if third.number > 0 => third.number as i16,
        2 => context.century_of(third.number as i16),
        _ => return None,
    };
    let Some((day, other)) = order(context, first, second.number, mark, year) else {
        // With hyphens it may be any number.
        return (mark != '-' && third.digits == 4).then(|| Found::impossible(at, at + 5));
    };
    Some(Found { either: other, ..Found::period(at, at + 5, Period::day(day), "day, month and year in figures") })
}

/// The day, and the other reading if there is one.
fn order(
    context: &Context<'_>,
    first: u32,
    second: u32,
    mark: char,
    year: i16,
) -> Option<(jiff::civil::Date, Option<jiff::civil::Date>)> {
    let [first, second] = [i8::try_from(first).ok()?, i8::try_from(second).ok()?];
    let (month_first, day_first) = (date(year, first, second), date(year, second, first));
    let prefers_day = context.day_first.unwrap_or(mark == '.');
    match (month_first, day_first) {
        (Some(day), None) | (None, Some(day)) => Some((day, None)),
        (None, None) => None,
        (Some(a), Some(b)) if a == b => Some((a, None)),
        (Some(a), Some(b)) if context.day_first.is_some() || mark == '.' => {
            Some((if prefers_day { b } else { a }, None))
        }
        (Some(a), Some(b)) => Some((a, Some(b))),
    }
}

/// `Friday 5/12`: day and month after a weekday.
pub(super) fn after_weekday(context: &Context<'_>, at: usize) -> Option<Found> {
    context.token(at).is_number().then(|| read(context, at))?.filter(|found| found.start == at)
}

fn without_year(context: &Context<'_>, at: usize, first: u32, second: u32, mark: char) -> Option<Found> {
    let end = at + 3;
    let known = matches!((first, second), (9, 11) | (24, 7) | (7, 7));
    let leads = context.one_of(at.wrapping_sub(1), &["on", "by", "since", "until", "from", "before", "after", "till"])
        || context.before(at).entry.mask & (Class::Weekday.bit() | Class::ShortWeekday.bit()) != 0;
    let decimal =
        context.mark(end) == '.' && context.glued(end) && context.token(end + 1).is_number() && context.glued(end + 1);
    if decimal {
        return None;
    }
    let alone = context.message && at == 0 && context.tokens.len() <= 3;
    if mark != '/' && !alone
        || known
        || !(leads || alone || context.message && (first.max(second) > 12 || context.mark(at.wrapping_sub(1)) == ','))
        || context.glued(end) && !context.token(end).entry.word.is_empty()
    {
        return None;
    }
    let today = context.today()?;
    let (day, other) = order(context, first, second, mark, today.year())?;
    let direction = context.direction(at, end);
    let month_day = super::month_day::nearest(context, day.month(), day.day(), direction)?;
    let found = Found::new(at, end, When::In(Period::day(month_day)), "day and month in figures");
    Some(Found { either: other, ..found.anchored(context).toward(direction) })
}
