//! `Dec. 3-5`, `1914-18`, `from 3 to 5 December`, `March and April 1916`, `5 to 6 p.m.`: two times that share a part.
//!
//! ## What it reads
//! Days, months, years and clock times on both sides of a hyphen, `to`, `and`, `or`, `through`, of which one side leaves out the
//! month, the year or the half of the day that the other tells.
//!
//! ## What it decides
//! Two times, one for each end; what is left out is as on the other side.
//!
//! ## What it leaves alone
//! Ranges whose ends both say all (`from Monday to Thursday`): they are read as two times anyway. Scores (`57-43`).

use crate::clock::Clock;
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period, date};
use crate::when::When;

pub(super) const BEGINS: &[Class] =
    &[Class::Figure, Class::Month, Class::ShortMonth, Class::Article, Class::Number, Class::Ordinal, Class::Weekday];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    years(context, at)
        .or_else(|| years_of_era(context, at))
        .or_else(|| days(context, at))
        .or_else(|| days_after_month(context, at))
        .or_else(|| days_before_month(context, at))
        .or_else(|| months(context, at))
        .or_else(|| clocks(context, at))
}

/// Past what joins two ends; whether it is a hyphen.
fn joint(context: &Context<'_>, at: usize) -> Option<usize> {
    if context.mark(at) == '-' {
        return Some(at + 1);
    }
    if context.mark(at) == '/' && context.glued(at) && context.glued(at + 1) {
        return Some(at + 1);
    }
    let next = if context.mark(at) == ',' { at + 1 } else { at };
    context.one_of(next, &["to", "and", "or", "through", "until", "till"]).then_some(next + 1)
}

fn pair(first: Found, second: Found) -> Found {
    Found { and: Some(Box::new(second)), ..first }
}

/// `1914-18`, `1989-90`.
fn years(context: &Context<'_>, at: usize) -> Option<Found> {
    let first =
        context.figure(at, 4).filter(|year| context.token(at).digits == 4 && (1500..2100).contains(year))? as i16;
    let joined = matches!(context.mark(at + 1), '-' | '/') && context.glued(at + 1) && context.glued(at + 2);
    let second = context.token(at + 2);
    if !joined
        || !second.is_number()
        || second.digits != 2
        || context.glued(at + 3)
            && (context.token(at + 3).is_number()
                || context.mark(at + 3) == '-'
                || context.token(at + 3).kind == Kind::Word)
    {
        return None;
    }
    let last = first.div_euclid(100) * 100 + second.number as i16;
    let last = if last < first { last + 100 } else { last };
    let found = |start: usize, end: usize, year: i16| {
        Some(Found::period(start, end, Period::year(year)?, "years, the second by its last digits"))
    };
    ((1..=60).contains(&(last - first))).then(|| Some(pair(found(at, at + 1, first)?, found(at + 2, at + 3, last)?)))?
}

/// `499-493 BC`, `264 to 241 BC`.
fn years_of_era(context: &Context<'_>, at: usize) -> Option<Found> {
    let first = i16::try_from(context.figure(at, 4).filter(|year| *year > 0)?).ok()?;
    let second = joint(context, at + 1)?;
    let (last, end) = context.year_with_era(second).filter(|_| context.token(second).is_number())?;
    let year = if last <= 0 { 1 - first } else { first };
    let found =
        |start: usize, end: usize, year: i16| Some(Found::period(start, end, Period::year(year)?, "years of an era"));
    (year < last).then(|| Some(pair(found(at, at + 1, year)?, found(second, end, last)?)))?
}

/// `31 May-1 June 1916`: two days, of which the second tells the year.
fn days(context: &Context<'_>, at: usize) -> Option<Found> {
    let first = super::month_day::read(context, at).filter(|f| f.start == at && f.against != crate::Against::None)?;
    let second = joint(context, first.end)?;
    let last =
        super::month_day::read(context, second).filter(|f| f.start == second && f.against == crate::Against::None)?;
    let (first_day, last_day) = (first.as_period()?.first, last.as_period()?.first);
    let day = |year: i16| date(year, first_day.month(), first_day.day());
    let day = day(last_day.year()).filter(|day| *day < last_day).or_else(|| day(last_day.year().checked_sub(1)?))?;
    let first = Found { end: first.end, start: at, when: When::In(Period::day(day)), ..last.clone() };
    Some(pair(first, last))
}

/// `Dec. 3-5, 2021`, `April 8 and 9`.
fn days_after_month(context: &Context<'_>, at: usize) -> Option<Found> {
    let (_, day) = context.month(at)?;
    let next = day_end(context, day)?;
    let second = joint(context, next)?;
    let second = context.past_the(second);
    let end = day_end(context, second)?;
    if context.has(end, Class::Counted)
        || context.has(end, Class::Units)
        || context.month(end).is_some()
        || context.mark(end) == '%'
        || context.mark(end) == ':'
        || context.is(end, "of") && context.month(end + 1).is_some()
        || context.has(end, Class::Scale)
    {
        return None;
    }
    let counts = context.token(end).kind == Kind::Word
        && context.token(end).entry.word.is_empty()
        && !context.token(end).capital
        && context.token(next).kind == Kind::Word;
    if counts {
        return None;
    }
    let day = number(context, second)?;
    let comma = if context.mark(end) == ',' { end + 1 } else { end };
    let year = context.year(comma).filter(|_| context.token(comma).is_number());
    let last_end = year.map_or(end, |(_, next)| next);
    let first = super::month_day::read(context, at)?;

    let first_day = first.as_period()?.first;
    let in_year = year.map_or(first_day.year(), |(year, _)| year);
    let first_day = date(in_year, first_day.month(), first_day.day())?;
    let last_day = date(in_year, first_day.month(), day)?;
    if last_day <= first_day {
        return None;
    }
    let first = Found { end: next, when: When::In(Period::day(first_day)), ..first };
    let second =
        Found { start: second, end: last_end, when: When::In(Period::day(last_day)), and: None, ..first.clone() };
    Some(pair(first, second))
}

/// `3-5 December`, `15 and 16 October 1951`, `from the 13th to the 15th of July`.
fn days_before_month(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    let next = day_end(context, the)?;
    let second = joint(context, next)?;
    let last = super::month_day::read(context, second)?;
    let last_day = last.as_period()?.first;
    let day = number(context, the)?;
    let first_day = date(last_day.year(), last_day.month(), day)?;
    if first_day >= last_day || context.month(context.past_the(second)).is_some() {
        return None;
    }
    let first = Found { start: at, end: next, when: When::In(Period::day(first_day)), ..last.clone() };
    Some(pair(first, last))
}

/// `March and April 1916`, `between March and May 2009`.
fn months(context: &Context<'_>, at: usize) -> Option<Found> {
    let (month, next) = context.month(at).filter(|_| context.token(at).capital)?;
    let second = joint(context, next)?;
    let last = super::month::read(context, second).filter(|_| context.month(second).is_some())?;
    let period = last.as_period().filter(|p| p.grain == Grain::Month)?;
    let year = period.first.year();
    let first = Period::month(if period.first.month() < month { year.checked_sub(1)? } else { year }, month)?;
    let first = Found { start: at, end: next, when: When::In(first), ..last.clone() };
    Some(pair(first, last))
}

/// `5 to 6 p.m.`, `9-11 am`, `between 10 and 11:30 this morning`, `from 3 to 5 on Friday`.
fn clocks(context: &Context<'_>, at: usize) -> Option<Found> {
    let pair_found = clock_pair(context, at)?;
    let Clocks { first, first_end, second, last, end, sure } = pair_found;
    let comma = if context.mark(end) == ',' { end + 1 } else { end };
    let on = if context.one_of(comma, &["on", "of"]) { comma + 1 } else { comma };
    let leads = context.one_of(at.wrapping_sub(1), &["from", "between"]);
    let told = super::clock::day_or_part(context, on);
    let figures = first.minute.is_some() || last.minute.is_some();
    // `from 5 to 7` may count anything.
    if !(sure || told.is_some() && (leads || figures) || context.message && (figures || told.is_some())) {
        return None;
    }
    let base = match &told {
        Some((found, _)) => found.clone(),
        None => Found::new(at, end, When::Clock(context.today(), last), "times of day").anchored(context),
    };
    let (day, part) = match &base.when {
        When::In(period) => (Some(period.first), None),
        When::Part(day, part) => (*day, Some(*part)),
        _ => (context.today(), None),
    };
    let [first, last] = [first, last].map(|clock| super::clock::in_part(clock, part));
    let base_end = told.as_ref().map_or(end, |(found, _)| found.end);
    let one = |start: usize, end: usize, clock: Clock| Found {
        start,
        end,
        when: When::Clock(day, clock),
        matched: "times of day, the first as the second",
        ..base.clone()
    };
    Some(pair(one(at, first_end, first), one(second, base_end, last)))
}

/// Two times of day, and where they stand.
pub(super) struct Clocks {
    pub(super) first: Clock,
    pub(super) first_end: usize,
    /// Where the second begins.
    pub(super) second: usize,
    pub(super) last: Clock,
    pub(super) end: usize,
    /// `a.m.` or `p.m.` is told with one of them.
    pub(super) sure: bool,
}

/// Two times of day with a joint between; which half of the day each is in follows from the other, if only that tells.
pub(super) fn clock_pair(context: &Context<'_>, at: usize) -> Option<Clocks> {
    let (first, first_end) = super::clock::told(context, at)?;
    let second = joint(context, first_end)?;
    let (last, end) = super::clock::told(context, second)?;
    // `6:45 p.m. - One of them`
    let prose = context.mark(second - 1) == '-' && context.has(second, Class::Number);
    if prose
        || context.has(end, Class::Counted)
        || context.has(end, Class::Units)
        || context.has(end, Class::Scale)
        || context.mark(end) == '%'
    {
        return None;
    }
    let minutes = |clock: Clock| i32::from(clock.hour) * 60 + i32::from(clock.minute.unwrap_or(0));
    let sure = first.sure || last.sure;
    let (first, last) = match (first.sure, last.sure) {
        (false, true) => {
            let same = first.half(last.hour >= 12)?;
            let first = if minutes(same) < minutes(last) { same } else { first.half(last.hour < 12)? };
            (first, last)
        }
        (true, false) => {
            let same = last.half(first.hour >= 12)?;
            (first, if minutes(same) > minutes(first) { same } else { last.half(true)? })
        }
        // `9-6` ends in the afternoon.
        (false, false) if minutes(last) <= minutes(first) => (first, last.half(true)?),
        both => {
            debug_assert!(both.0 == both.1);
            (first, last)
        }
    };
    Some(Clocks { first: Clock { zone: first.zone.or(last.zone), ..first }, first_end, second, last, end, sure })
}

/// The token after a day of the month; `None` when there is none here.
fn day_end(context: &Context<'_>, at: usize) -> Option<usize> {
    if let Some((n, end)) = context.ordinal(at) {
        return (1..=31).contains(&n).then_some(end);
    }
    let token = context.token(at);
    let fits = token.is_number() && token.digits <= 2 && (1..=31).contains(&token.number) && !token.grouped;
    let decimal = context.mark(at + 1) == '.' && context.glued(at + 2) && context.token(at + 2).is_number();
    (fits && !decimal).then_some(at + 1)
}

fn number(context: &Context<'_>, at: usize) -> Option<i8> {
    match context.ordinal(at) {
        Some((n, _)) => i8::try_from(n).ok(),
        None => i8::try_from(context.token(at).number).ok(),
    }
}
