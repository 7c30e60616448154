//! `early next year`, `late November`, `mid-1996`, `the end of the month`, `earlier this week`, `year-end`: a part of a period.
//!
//! ## What it reads
//! `early`, `late`, `mid`, `the beginning of` and their like before any period or part of a day; `earlier`, `later` before
//! `this`, `that` and `today`; `year-end`, `year's end`.
//!
//! ## What it decides
//! The value is the whole; `mod` is `START`, `MID` or `END`.
//!
//! ## What it leaves alone
//! `the end of the war`, `early on`, `late Mr. Smith`.

use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;
use crate::{Direction, Modifier};

pub(super) const BEGINS: &[Class] = &[Class::Edge, Class::Article, Class::Unit, Class::Short];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    if context.has(at, Class::Unit) {
        return unit_end(context, at, at);
    }
    let the = context.past_the(at);
    if let Some(found) = short(context, at, the) {
        return Some(found);
    }
    if the > at && context.has(the, Class::Unit) {
        return unit_end(context, at, the);
    }
    let edge = context.get(the, Class::Edge)?;
    // In `the late-November vote` the article is the vote's.
    if the > at && context.joins(the + 1) && context.month(the + 2).is_some() {
        return None;
    }
    let word = context.word(the);
    let mut next = context.past_hyphen(the + 1);
    let noun = matches!(word, "start" | "beginning" | "outset" | "onset" | "end" | "close" | "middle" | "eve");
    if noun {
        let joined = next > the + 1;
        if !context.is(next, "of") && !joined {
            return None;
        }
        next += usize::from(!joined);
    } else if matches!(word, "early" | "late" | "latter")
        && context.one_of(next, &["part", "half", "stages", "days"])
        && context.is(next + 1, "of")
    {
        next += 2;
    } else if matches!(word, "early" | "late") && context.is(next, "in") {
        next += 1;
    } else if matches!(word, "earlier" | "later") {
        next = later(context, next)?;
    } else if matches!(word, "latter" | "midway") {
        return None;
    }
    let next = if noun && context.one_of(next, &["about", "around"]) { next + 1 } else { next };
    let inner = context.inner(next, 2)?;
    if inner.start > next {
        return None;
    }
    let fits = match &inner.when {
        When::In(period) => {
            period.grain != Grain::Day
                || !noun && (inner.against != crate::Against::None || context.weekday(next).is_some())
                || word == "eve"
        }
        When::Part(..) => !noun,
        When::Open(_) => inner.unplaced,
        _ => false,
    };
    if !fits {
        return None;
    }
    let modifier = match edge {
        1 => Modifier::Start,
        2 => Modifier::Mid,
        _ => Modifier::End,
    };
    if word == "eve" {
        let day = inner.as_period().filter(|p| p.grain == Grain::Day)?.shift(-1)?;
        return Some(Found { start: at, when: When::In(day), ..inner });
    }
    let modifier = match word {
        "earlier" | "later" if inner.against == crate::Against::Narrative => None,
        _ => Some(modifier),
    };
    let when = inner.when;
    Some(Found { start: at, when, modifier, edge: noun, ..inner })
}

/// `EOM`, `EOY`: in messages, the end of the month or the year; `end of month` without an article.
fn short(context: &Context<'_>, start: usize, at: usize) -> Option<Found> {
    let (grain, modifier, end) = match context.word(at) {
        "eom" => (Grain::Month, Modifier::End, at + 1),
        "eoy" => (Grain::Year, Modifier::End, at + 1),
        "eow" => (Grain::Week, Modifier::End, at + 1),
        "bom" => (Grain::Month, Modifier::Start, at + 1),
        "eod" => (Grain::Day, Modifier::End, at + 1),
        "end" | "beginning" | "start" if context.is(at + 1, "of") && context.has(at + 2, Class::Unit) => {
            let modifier = if context.is(at, "end") { Modifier::End } else { Modifier::Start };
            (context.unit(at + 2)?.grain()?, modifier, at + 3)
        }
        _ => return None,
    };
    let period = Period::containing(grain, context.today()?)?;
    let found = Found::period(start, end, period, "end of a unit, in short").anchored(context);
    Some(Found { modifier: Some(modifier), edge: true, ..found })
}

/// `earlier this month`, `later in the year`, `earlier that day`, `later today`: where the period begins.
fn later(context: &Context<'_>, at: usize) -> Option<usize> {
    if context.one_of(at, &["in", "on"]) && (context.is(at + 1, "the") || context.one_of(at + 1, &["this", "that"])) {
        return Some(at + 1);
    }
    let fits = context.one_of(at, &["this", "that", "last", "on", "the", "next"])
        || context.has(at, Class::Deictic)
        || context.has(at, Class::Weekday)
        || context.has(at, Class::Tonight);
    fits.then_some(if context.is(at, "on") { at + 1 } else { at })
}

/// `year-end`, `year end`, `year's end`, `month-end`; with a year after it, if it is there.
fn unit_end(context: &Context<'_>, start: usize, at: usize) -> Option<Found> {
    let grain = match context.word(at) {
        "year" => Grain::Year,
        "month" => Grain::Month,
        "quarter" => Grain::Quarter,
        "week" | "weekend" => return None,
        _ => return None,
    };
    let end = context.past_s(context.past_hyphen(at + 1));
    if !context.is(end, "end") || context.is(end + 1, "of") {
        return None;
    }
    let modifier = Some(Modifier::End);
    if let Some((year, next)) = context.year(end + 1).filter(|_| grain == Grain::Year) {
        return Some(Found { modifier, ..Found::period(start, next, Period::year(year)?, "end of a unit") });
    }
    if let Some(told) = context.told.last.filter(|_| context.chronicle) {
        let period = Period::containing(grain, told.first)?;
        let found = Found::period(start, end + 1, period, "end of the unit last told").narrated(Some(told.first));
        return Some(Found { modifier, ..found });
    }
    let today = context.today()?;
    let direction = context.direction(start, end + 1);
    let here = Period::containing(grain, today)?;
    // Early in a year its last end is the nearer one.
    let back = direction == Some(Direction::Back) && today.month() <= 3 && grain == Grain::Year;
    let period = if back { here.shift(-1)? } else { here };
    let found = Found::period(start, end + 1, period, "end of a unit").anchored(context);
    Some(Found { modifier, ..found }.toward(direction))
}
