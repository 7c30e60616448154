//! `on Friday`, `last Monday`, `next Tuesday`: a weekday.
//!
//! ## What it reads
//! The name of a weekday, with `last`, `this`, `next` and the like before it, or `of last week`, `next week` beside it.
//!
//! ## What it decides
//! Which week: the sentence looks back (`said on Friday`: the last one, today included) or ahead (`will meet on Friday`: the next
//! one, today included); when nothing tells, back;
//! in a message (a line with the moment it was written) ahead.
//! `next Friday` is the Friday of next week, `this Friday` the one of this week.
//!
//! ## What it leaves alone
//! Names of papers, days and bands: `Sunday Times`, `Black Friday`, `Sun`.
//! Abbreviations (`Fri`) only with a stop or a comma after them.

use jiff::civil::Date;

use crate::Direction;
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period, add_days};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Weekday, Class::ShortWeekday, Class::Relative, Class::Article];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    let (relation, name) = match super::relative_unit::relation_to_name(context, the) {
        Some((n, next)) => (Some(n), next),
        None if the > at => match super::narrative_unit::relation(context, the) {
            Some((n, next)) => return narrated(context, at, next, n),
            None => return None,
        },
        None => (None, at),
    };
    let (weekday, end) = context.weekday(name)?;
    let token = context.token(name);
    if context.has(name, Class::ShortWeekday) {
        let closes = end > name + 1 || context.mark(end) == ',' && context.token(end + 1).is_number();
        let alone = context.message
            && (context.mark(end) == '\0' || context.has(end, Class::Part))
            && !context.one_of(name, &["sun", "sat", "wed"]);
        if !closes && relation.is_none() && !alone || !(token.capital || context.message) || token.upper {
            return None;
        }
    }
    if names_something(context, name, end) {
        return None;
    }
    let matched = "weekday";
    let Some(today) = context.today() else {
        let when = When::Open(format!("XXXX-WXX-{weekday}"));
        return Some(Found { unplaced: true, ..Found::new(name, end, when, matched) });
    };
    if let Some(n) = relation {
        let day = related(today, weekday, n)?;
        let start = if name > the { the } else { name };
        let coming = context.one_of(name - 1, &["coming", "upcoming"]);
        let day = if coming { toward(add_days(today, 1)?, weekday, Some(Direction::Ahead))? } else { day };
        return Some(Found::period(start, end, Period::day(day), "weekday and this, last or next").anchored(context));
    }
    // `Monday of last week`, `Tuesday next week`
    let of = if context.is(end, "of") { end + 1 } else { end };
    if let Some((n, next)) = super::relative_unit::relation(context, of)
        && context.is(next, "week")
    {
        let week = Period::containing(Grain::Week, today)?.shift(n)?;
        let day = add_days(week.first, i64::from(weekday) - 1)?;
        return Some(
            Found::period(name, next + 1, Period::day(day), "weekday of this, last or next week").anchored(context),
        );
    }
    if context.is(end, "last") && !context.has(end + 1, Class::Unit) {
        let day = related(today, weekday, -1)?;
        return Some(Found::period(name, end + 1, Period::day(day), "weekday last").anchored(context));
    }
    let direction = context.direction(name, end);
    let day = toward(today, weekday, direction)?;
    Some(Found::period(name, end, Period::day(day), matched).anchored(context).toward(direction))
}

/// `the previous Friday`, `the following Monday`: counted from the day last told.
fn narrated(context: &Context<'_>, start: usize, name: usize, n: i64) -> Option<Found> {
    let (weekday, end) = context.weekday(name)?;
    let from = context.told.day.or(context.today())?;
    let day =
        if n < 0 { related(from, weekday, -1)? } else { toward(add_days(from, 1)?, weekday, Some(Direction::Ahead))? };
    Some(Found::period(start, end, Period::day(day), "weekday before or after the day last told").narrated(Some(from)))
}

/// The weekday on or before, or on or after, a day.
pub(super) fn toward(day: Date, weekday: i8, direction: Option<Direction>) -> Option<Date> {
    let here = i64::from(day.weekday().to_monday_one_offset());
    let wanted = i64::from(weekday);
    match direction {
        Some(Direction::Ahead) => add_days(day, (wanted - here).rem_euclid(7)),
        _ => add_days(day, -(here - wanted).rem_euclid(7)),
    }
}

/// `last`: the last one before today; `this` and `next`: of this week, and of the next.
fn related(today: Date, weekday: i8, n: i64) -> Option<Date> {
    if n < 0 {
        return toward(add_days(today, -1)?, weekday, Some(Direction::Back));
    }
    let week = Period::containing(Grain::Week, today)?.shift(n)?;
    add_days(week.first, i64::from(weekday) - 1)
}

/// Whether the weekday is part of a name.
fn names_something(context: &Context<'_>, at: usize, end: usize) -> bool {
    let after = context.token(end);
    let paper = after.kind == Kind::Word
        && !after.glued
        && after.capital
        && matches!(context.text_of(end), "Times" | "Telegraph" | "Mirror" | "Express" | "Mail" | "People" | "Post" | "Herald" | "Independent" | "World" | "Morning" | "Football" | "Night" if !context.has(end, Class::Part));
    let feast = matches!(
        context.text_of(at.wrapping_sub(1)),
        "Black" | "Good" | "Holy" | "Ash" | "Palm" | "Bloody" | "Cyber" | "Super" | "Fat" | "Giving"
    );
    paper || feast
}
