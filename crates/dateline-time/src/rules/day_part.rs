//! `this morning`, `Friday night`, `tonight`, `the night of 20 June`, `overnight`: a part of a day.
//!
//! ## What it reads
//! A day and `morning`, `afternoon`, `evening`, `night`; `this`, `that`, `last`, `the next` before them; `the morning of` and a
//! day; `tonight`; alone after `in the`, `during the`, `at`.
//!
//! ## What it decides
//! The day: `last night` is the night of the day before; alone, the day of writing; in a history, or
//! right after a day gone by was told (`fell on Friday; in the morning`), that day.
//!
//! ## What it leaves alone
//! `night` in names and compounds (`Night of the Long Knives`, `night-club`, `opening night`).

use crate::clock::DayPart;
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::add_days;
use crate::when::When;

/// A day told no more tokens before is the one whose morning is told.
const NEAR: usize = 20;

pub(super) const BEGINS: &[Class] = &[
    Class::Part,
    Class::Tonight,
    Class::Overnight,
    Class::Relative,
    Class::Article,
    Class::Deictic,
    Class::Weekday,
    Class::ShortWeekday,
    Class::Month,
    Class::ShortMonth,
    Class::Figure,
    Class::Feast,
    Class::Edge,
];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let anchored = |end: usize, day: Option<jiff::civil::Date>, part: DayPart| {
        Some(Found::new(at, end, When::Part(day, part), "part of a day").anchored(context))
    };
    if context.has(at, Class::Tonight) {
        return anchored(at + 1, context.today(), DayPart::Night);
    }
    if context.has(at, Class::Overnight) {
        let day = context.today()?;
        let back = context.direction(at, at + 1) != Some(crate::Direction::Ahead);
        return anchored(at + 1, if back { add_days(day, -1) } else { Some(day) }, DayPart::Night);
    }
    let the = context.past_the(at);
    if let Some((part, end)) = part(context, the) {
        return of_day(context, at, part, end).or_else(|| alone(context, at, the, part, end));
    }
    if let Some((n, next)) = super::relative_unit::relation(context, the)
        && let Some((part, end)) = part(context, next)
    {
        let today = context.today();
        if the > at || n == 0 && context.chronicle {
            return narrated(context, at, end, part, n);
        }
        let day = match (n, part) {
            (0, _) => today,
            (n, _) => today.and_then(|day| add_days(day, n)),
        };
        return anchored(end, day, part);
    }
    if let Some((n, next)) = super::narrative_unit::relation(context, the)
        && let Some((part, end)) = part(context, next)
    {
        return narrated(context, at, end, part, n);
    }
    // `Friday night`, `yesterday afternoon`, `April 19, in the morning`
    let day = context.day_at(at)?;
    if context.has(day.end, Class::Noon) {
        return None;
    }
    let comma = if context.mark(day.end) == ',' { day.end + 1 } else { day.end };
    let the = if context.run(comma, &["in", "the"]) {
        comma + 2
    } else if context.is(comma, "at") {
        comma + 1
    } else {
        day.end
    };
    let (part, end) = part(context, the)?;
    let when = match &day.when {
        When::In(period) => When::Part(Some(period.first), part),
        When::Open(value) => When::Open(format!("{value}{}", part.letters())),
        _ => return None,
    };
    Some(Found { end, when, matched: "part of a day", ..day })
}

/// A part of a day, past `early` and `late`; and the token after it.
fn part(context: &Context<'_>, at: usize) -> Option<(DayPart, usize)> {
    let name = if context.one_of(at, &["early", "late", "mid"]) { context.past_hyphen(at + 1) } else { at };
    let part = DayPart::numbered(context.get(name, Class::Part)?)?;
    let token = context.token(name);
    if context.joins(name + 1) || token.glued && name > at && context.mark(name - 1) != '-' {
        return None;
    }
    let end = if context.is(name + 1, "hours") { name + 2 } else { name + 1 };
    Some((part, end))
}

/// `the morning of April 19`, `the night of 20 June 1791`.
fn of_day(context: &Context<'_>, start: usize, part: DayPart, end: usize) -> Option<Found> {
    // `mid-afternoon yesterday`
    let beside = context.has(end, Class::Deictic);
    if !context.one_of(end, &["of", "on"]) && !beside {
        return None;
    }
    let day = context.day_at(if beside { end } else { end + 1 })?;
    let when = When::Part(Some(day.as_period()?.first), part);
    Some(Found { start, when, matched: "part of a day", ..day })
}

/// `in the morning`, `during the night`, `at night`.
fn alone(context: &Context<'_>, at: usize, the: usize, part: DayPart, end: usize) -> Option<Found> {
    let before = at.wrapping_sub(1);
    let leads = if the > at {
        context.one_of(before, &["in", "during", "by", "until", "through", "for", "over"])
    } else {
        context.one_of(before, &["at", "by"])
    };
    if !leads
        || context.is(end, "of")
        || context.token(at).capital
        || context.token(end).kind == Kind::Word && context.token(end).entry.word.is_empty() && the == at
    {
        return None;
    }
    // `shares fell on Friday; in the morning`: in what is told of a day before.
    let near = the > at && at.saturating_sub(context.told.at) < NEAR && {
        let past = context.told.day.zip(context.today()).is_some_and(|(told, today)| told < today);
        let day = context.told.last.is_some_and(|last| last.grain == crate::period::Grain::Day);
        past && day && context.direction(at, end) == Some(crate::Direction::Back)
    };
    let told = context.told.day.filter(|_| context.chronicle || near);
    let today = context.today().filter(|_| !context.chronicle);
    let found = Found::new(at, end, When::Part(told.or(today), part), "part of a day");
    Some(if told.is_some() { found.narrated(told) } else { found.anchored(context) })
}

fn narrated(context: &Context<'_>, start: usize, end: usize, part: DayPart, n: i64) -> Option<Found> {
    let from = context.told.day.or(context.today())?;
    let found =
        Found::new(start, end, When::Part(add_days(from, n), part), "part of the day last told, or the one beside it");
    Some(if context.told.day.is_some() { found.narrated(Some(from)) } else { found.anchored(context) })
}
