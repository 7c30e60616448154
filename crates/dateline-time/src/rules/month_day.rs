//! `Dec. 3, 2021`, `3 December`, `Friday, the 3rd of December`: a day of a month.
//!
//! ## What it reads
//! A month and a day in either order, in figures or as an ordinal, with a weekday before and a year after, if they are there;
//! a weekday and a day without a month (`Monday 21`).
//!
//! ## What it decides
//! The year, when the writer leaves it out: in news the nearest such day that lies where the sentence looks; in a history the
//! year last told.
//!
//! ## What it leaves alone
//! Days there are none (`31 February`), `March 10` in `March 10 miles`, and months that are verbs or people (`may 3`).

use jiff::civil::Date;

use crate::Direction;
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Period, add_months, date};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[
    Class::Figure,
    Class::Month,
    Class::ShortMonth,
    Class::Weekday,
    Class::ShortWeekday,
    Class::Ordinal,
    Class::Number,
    Class::Article,
    Class::Relative,
];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    if let Some(found) = related(context, at) {
        return Some(found);
    }
    let first = after_weekday(context, at);
    let start = context.past_the(first);
    if start > first && !is_day(context, start) {
        return None;
    }
    // `Friday 5/12`
    if first > at
        && let Some(day) = super::numeric_date::after_weekday(context, first)
    {
        return Some(Found { start: at, ..day });
    }
    let Some((month, day, end)) = month_first(context, start).or_else(|| day_first(context, start)) else {
        return weekday_and_day(context, at);
    };
    year_and_place(context, at, end, month, day)
}

/// `last Oct. 23`, `next 3 March`.
fn related(context: &Context<'_>, at: usize) -> Option<Found> {
    let (n, next) = super::relative_unit::relation_to_name(context, at)?;
    let (month, day, end) = month_first(context, next)?;
    let today = context.today()?;
    let in_year = |n: i16| date(today.year().checked_add(n)?, month, day);
    let day = match n {
        0 => in_year(0),
        n if n < 0 => in_year(0).filter(|day| *day < today).or_else(|| in_year(-1)),
        _ => in_year(0).filter(|day| *day > today).or_else(|| in_year(1)),
    };
    Some(Found::period(at, end, Period::day(day?), "day and month of this, last or next year").anchored(context))
}

/// Past a weekday and its comma, if they stand here.
fn after_weekday(context: &Context<'_>, at: usize) -> usize {
    let Some((_, next)) = context.weekday(at) else { return at };
    let next = if context.mark(next) == ',' { next + 1 } else { next };
    if context.run(next, &["on"]) || context.is(next, "of") { next + 1 } else { next }
}

fn is_day(context: &Context<'_>, at: usize) -> bool {
    context.token(at).is_number() || context.has(at, Class::Ordinal) || context.has(at, Class::Number)
}

/// `December 3`, `Dec. 3rd`, `December the third`.
fn month_first(context: &Context<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let (month, next) = context.month(at)?;
    let next = past_joint(context, next);
    let next = if context.mark(next) == ',' && context.ordinal(next + 1).is_some() { next + 1 } else { next };
    let the = context.past_the(next);
    let (day, end) = day(context, the)?;
    // `He may 3 times refuse.`
    let follows = context.mark(end) == ',' || context.token(end).kind != Kind::Word;
    if context.one_of(at, &["may", "march"]) && !context.token(at).capital && !follows && !context.message {
        return None;
    }
    // Lower-case words are more often verbs, and `March 10 miles` is one; a time of day is no day.
    let verb = context.one_of(at, &["may", "march"]) || !context.token(at).capital;
    let counts = verb && (context.has(end, Class::Counted) || context.has(end, Class::Units) && !context.is(end, "s"));
    let clock = context.mark(end) == ':' && context.glued(end) && context.token(end + 1).is_number();
    let percent = context.mark(end) == '%';
    (!counts && !clock && !percent).then_some((month, day, end))
}

/// `3 December`, `the 3rd of December`.
fn day_first(context: &Context<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let (day, next) = day(context, at)?;
    let of = if context.is(next, "of") { next + 1 } else { next };
    let of = past_joint(context, of);
    let (month, end) = context.month(of)?;
    if !context.token(of).capital && context.is(of, "may") && of == next && !context.token(at).is_number() {
        return None;
    }
    Some((month, day, end))
}

/// Past a stroke or a hyphen between the parts of a date: `05-Aug-2016`.
fn past_joint(context: &Context<'_>, at: usize) -> usize {
    let joint = matches!(context.mark(at), '/' | '-') && context.glued(at) && context.glued(at + 1);
    if joint { at + 1 } else { at }
}

/// `Monday 21`, `Tuesday the 11th`: the nearest such day on which the month's day is that weekday.
fn weekday_and_day(context: &Context<'_>, at: usize) -> Option<Found> {
    let (weekday, next) = context.weekday(at)?;
    let the = context.past_the(if context.mark(next) == ',' { next + 1 } else { next });
    let (n, end) = match context.ordinal(the) {
        Some(found) => found,
        None => (i32::try_from(context.figure(the, 2)?).ok()?, the + 1),
    };
    let figures = context.token(the).is_number() && end == the + 1;
    let spelled = !context.token(the).is_number();
    let comma = context.mark(next) == ',';
    let after = context.token(end);
    let goes_on = after.glued && !matches!(after.kind, Kind::Mark('.' | ',' | '!' | '?' | ')' | ';'))
        || context.has(end, Class::Counted)
        || context.has(end, Class::Units)
        || context.month(end).is_some()
        || context.is(end, "of")
        || super::clock::meridiem(context, end).is_some()
        || figures && after.kind == Kind::Word && !context.message
        || (spelled || figures) && comma && !context.message
        || spelled && after.kind == Kind::Word && !context.message;
    if goes_on || !(1..=31).contains(&n) {
        return None;
    }
    let today = context.today()?;
    let direction = context.direction(at, end);
    let step = if direction == Some(Direction::Ahead) { 1 } else { -1 };
    // Within fourteen months each day of a month falls on each weekday, or there is none such nearby.
    let day = (0..14).find_map(|months| {
        let month = add_months(today.first_of_month(), months * step)?;
        let day = date(month.year(), month.month(), n as i8)?;
        let fits = if step > 0 { day >= today } else { day <= today };
        (fits && day.weekday().to_monday_one_offset() == weekday).then_some(day)
    })?;
    Some(Found::period(at, end, Period::day(day), "weekday and day of the month").anchored(context).toward(direction))
}

/// A day of the month in figures, or as an ordinal.
fn day(context: &Context<'_>, at: usize) -> Option<(i8, usize)> {
    let (n, end) = if let Some(found) = context.ordinal(at) {
        found
    } else {
        let n = context.figure(at, 2)? as i32;
        let next = context.token(at + 1);
        let goes_on = next.glued
            && (!next.entry.word.is_empty()
                && !context.has(at + 1, Class::Month)
                && !context.has(at + 1, Class::ShortMonth)
                || next.is_number()
                || context.mark(at + 1) == '.' && context.glued(at + 2) && context.token(at + 2).is_number());
        (!goes_on).then_some((n, at + 1))?
    };
    (1..=31).contains(&n).then_some((n as i8, end))
}

fn year_and_place(context: &Context<'_>, start: usize, end: usize, month: i8, day: i8) -> Option<Found> {
    let comma = if context.mark(end) == ',' { end + 1 } else { past_joint(context, end) };
    let of = if context.one_of(comma, &["of", "in"]) { comma + 1 } else { comma };
    if let Some((year, next)) = year_after(context, of).filter(|&(_, next)| !context.has(next, Class::Counted)) {
        return Some(match date(year, month, day) {
            Some(day) => Found::period(start, next, Period::day(day), "day, month and year"),
            None => Found::impossible(start, next),
        });
    }
    // There must be such a day in some year.
    if date(2000, month, day).is_none() {
        return Some(Found::impossible(start, end));
    }
    let Some(today) = context.today() else {
        let when = When::Open(format!("XXXX-{month:02}-{day:02}"));
        return Some(Found { unplaced: true, ..Found::new(start, end, when, "day and month") });
    };
    if let Some((n, next)) = super::relative_unit::years(context, of) {
        let year = today.year().checked_add(i16::try_from(n).ok()?)?;
        let day = Period::day(date(year, month, day)?);
        return Some(Found::period(start, next, day, "day and month of this, last or next year").anchored(context));
    }
    if let (Some(next), Some(year)) = (super::narrative_unit::same_year(context, of), context.told.year) {
        let day = Period::day(date(year, month, day)?);
        return Some(Found::period(start, next, day, "day and month of that year").narrated(None));
    }
    if let Some(year) = context.year_told(month) {
        let day = date(year, month, day).or_else(|| date(year + 1, month, day))?;
        return Some(
            Found::period(start, end, Period::day(day), "day and month, of the year last told").narrated(None),
        );
    }
    let direction = context.direction(start, end);
    // `the year ended March 31` leaves no doubt.
    let ended = match context.word(start.wrapping_sub(1)) {
        "ended" => last_or_next(today, month, day, -1),
        "ending" => last_or_next(today, month, day, 1),
        _ => None,
    };
    let day = ended.or_else(|| nearest(context, month, day, direction))?;
    Some(Found::period(start, end, Period::day(day), "day and month").anchored(context).toward(direction))
}

/// The last such day before today, or the next one.
fn last_or_next(today: Date, month: i8, day: i8, sign: i16) -> Option<Date> {
    let in_year = |n: i16| date(today.year().checked_add(n)?, month, day);
    let fits = |day: &Date| if sign < 0 { *day <= today } else { *day >= today };
    (0..=8).find_map(|n| in_year(n * sign).filter(fits))
}

/// The first day of the next month of this number, the current one included.
pub(super) fn next_month(today: Date, month: i8) -> Option<Date> {
    let first = today.first_of_month();
    let months = (month - first.month()).rem_euclid(12);
    add_months(first, i64::from(months))
}

/// A year, also right after a hyphen or a stroke.
fn year_after(context: &Context<'_>, at: usize) -> Option<(i16, usize)> {
    let joined = context.glued(at) && matches!(context.before(at).kind, Kind::Mark('-' | '/'));
    let token = context.token(at);
    let after_month = context.month(at.wrapping_sub(2)).is_some() && context.mark(at.wrapping_sub(3)) == '-';
    if joined && token.is_number() && token.digits == 2 && after_month {
        // `6-Dec-21`
        return Some((context.century_of(token.number as i16), at + 1));
    }
    if joined && token.is_number() && token.digits == 4 && (1000..2200).contains(&token.number) {
        return Some((token.number as i16, at + 1));
    }
    context.year(at)
}

/// Where the sentence looks a day may be this many days off...
pub(super) const FAR: i32 = 240;
/// ...unless the same day lies this near the other way.
pub(super) const NEAR: i32 = 120;

/// The nearest day with this month and day: where the sentence looks, unless that is eight months off and the other is near.
pub(super) fn nearest(context: &Context<'_>, month: i8, day: i8, direction: Option<Direction>) -> Option<Date> {
    let today = context.today()?;
    let in_year = |n: i16| date(today.year().checked_add(n)?, month, day);
    // 29 February may be eight years off.
    let back = (0..=8).find_map(|n| in_year(-n).filter(|day| *day <= today));
    let ahead = (0..=8).find_map(|n| in_year(n).filter(|day| *day >= today));
    let (Some(back), Some(ahead)) = (back, ahead) else { return back.or(ahead) };
    let days = |a: Date, b: Date| a.since(b).map_or(i32::MAX, |span| span.get_days());
    let (to_back, to_ahead) = (days(today, back), days(ahead, today));
    let far = |wanted: i32, other: i32| wanted > FAR && other <= NEAR;
    match direction {
        Some(Direction::Ahead) if !far(to_ahead, to_back) => Some(ahead),
        Some(Direction::Back) if !far(to_back, to_ahead) => Some(back),
        _ if to_ahead < to_back => Some(ahead),
        _ => Some(back),
    }
}
