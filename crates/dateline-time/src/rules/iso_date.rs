//! `2021-12-06`, `2021/12/06`, `2021-W48`: dates with the year first.
//!
//! ## What it reads
//! Four digits, a hyphen, a stroke or a stop, and month and day as two digits each; a week as `W` and two digits, with or
//! without the day of the week; a year and a month, when they can't be two years.
//!
//! ## What it decides
//! Nothing: such a date says all.
//!
//! ## What it leaves alone
//! Days there are none (`2021-02-31`), longer numbers (`2021-12-065`, `12021-12-06`), and two years (`2010-11`).

use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::{Period, add_days, date};

pub(super) const BEGINS: &[Class] = &[Class::Figure];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let year = context.figure(at, 4).filter(|year| *year > 0 && context.token(at).digits == 4)? as i16;
    let mark = context.mark(at + 1);
    if !context.glued(at + 1) || !context.glued(at + 2) || !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let two = |at: usize| {
        let token = context.token(at);
        (token.is_number() && token.digits <= 2 && token.glued).then_some(token.number as i8)
    };
    let ends = |end: usize| {
        let after = context.token(end);
        !after.glued || context.is(end, "t") || !after.is_number() && after.entry.word.is_empty()
    };
    if mark == '-' && context.is(at + 2, "w") {
        let week = two(at + 3)?;
        if context.mark(at + 4) == '-'
            && context.glued(at + 4)
            && let Some(day) = two(at + 5).filter(|day| (1..=7).contains(day))
        {
            let first = Period::iso_week(year, week)?.first;
            let day = Period::day(add_days(first, i64::from(day) - 1)?);
            return Some(Found::period(at, at + 6, day, "year, week and weekday"));
        }
        return Some(Found::period(at, at + 4, Period::iso_week(year, week)?, "year and week"));
    }
    let month = two(at + 2)?;
    if context.mark(at + 3) == mark && context.glued(at + 3) && two(at + 4).is_some() {
        return ends(at + 5).then(|| match two(at + 4).and_then(|day| date(year, month, day)) {
            Some(day) => Found::period(at, at + 5, Period::day(day), "year, month and day"),
            None => Found::impossible(at, at + 5),
        });
    }
    let goes_on = context.glued(at + 3) && matches!(context.mark(at + 3), '-' | '/' | '.') && context.glued(at + 4);
    let is_month = mark == '-' && context.token(at + 2).digits == 2 && i16::from(month) <= year % 100 && !goes_on;
    let period = Period::month(year, month).filter(|_| is_month && ends(at + 3))?;
    Some(Found::period(at, at + 3, period, "year and month"))
}
