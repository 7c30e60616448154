//! `last week`, `this year`, `next month`, `this weekend`: a unit counted from the day of writing.
//!
//! ## What it reads
//! `last`, `past`, `this`, `current`, `next`, `coming` and a unit from a day to a century.
//!
//! ## What it decides
//! The unit of that kind which holds the day of writing, or the one before or after it.
//!
//! ## What it leaves alone
//! Titles (`"This Week"`), `the last day`, `last minute`, `this time`; more than one unit (`the last two weeks`) is `span-of`.

use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Relative, Class::Article];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    let (n, next) = relation(context, the)?;
    let grain = context.unit(next).filter(|_| context.has(next, Class::Unit)).and_then(crate::length::Unit::grain)?;
    let end = next + 1;
    // `"This Week"`, `The Next Decade`: a title.
    let title = |at: usize| context.token(at).capital && !context.token(at).upper;
    if title(next) && title(the) && (the > at || matches!(context.mark(the.wrapping_sub(1)), '"' | '\'')) {
        return None;
    }
    let long = context.joins(end) || context.is(next, "day") && n != 0;
    // `the last week of the strike`
    let of_an_event = (the > at || context.is(at.wrapping_sub(1), "the")) && context.is(end, "of");
    if of_an_event
        || long
        || context.is(next, "day") && !context.is(the, "this")
        || context.is(end, "end") && context.is(next, "week")
    {
        return None;
    }
    let matched = "unit and this, last or next";
    if let Some(from) = context
        .told
        .last
        .filter(|_| context.chronicle && (the > at && context.is(the, "next") || context.is(the, "this")))
    {
        let period = Period::containing(grain, from.first)?.shift(n)?;
        return Some(
            Found::period(at, end, period, "unit of the time last told, or the one after it")
                .narrated(Some(from.first)),
        );
    }
    if context.is(the, "past") && grain >= Grain::Decade {
        let unit = context.unit(next)?;
        let length = crate::length::Length::new(crate::length::Count::ONE, unit);
        let days = context.stretch(length, -1);
        return Some(Found::new(at, end, When::Long(length, days), "unit up to the day of writing").anchored(context));
    }
    // `week` alone has no days without an anchor.
    let Some(today) = context.today() else {
        let open = match grain {
            Grain::Week => "XXXX-WXX",
            Grain::Weekend => "XXXX-WXX-WE",
            Grain::Month => "XXXX-XX",
            Grain::Quarter => "XXXX-QX",
            Grain::Decade => "XXX",
            Grain::Century => "XX",
            Grain::Day => "XXXX-XX-XX",
            _ => "XXXX",
        };
        return Some(Found { unplaced: true, ..Found::new(the, end, When::Open(open.to_owned()), matched) });
    };
    let period = Period::containing(grain, today)?.shift(n)?;
    if let Some((day, last)) = weekday_of(context, period, end) {
        let found = Found::period(the, last, Period::day(day), "weekday of this, last or next week");
        return Some(found.anchored(context));
    }
    Some(Found::period(the.min(if the > at { at } else { the }), end, period, matched).anchored(context))
}

/// `next week Wednesday`, `next week on Tuesday`: the day, and the token after it.
fn weekday_of(context: &Context<'_>, week: Period, end: usize) -> Option<(jiff::civil::Date, usize)> {
    let on = context.past_s(end);
    let on = if context.is(on, "on") || context.mark(on) == '-' { on + 1 } else { on };
    let (weekday, next) = context.weekday(on).filter(|_| week.grain == Grain::Week)?;
    Some((crate::period::add_days(week.first, i64::from(weekday) - 1)?, next))
}

/// -1, 0, 1 for `last`, `this`, `next` and what means the same, and the token after it.
pub(super) fn relation(context: &Context<'_>, at: usize) -> Option<(i64, usize)> {
    let n = match context.word(at) {
        "this" if context.one_of(at + 1, &["past", "last"]) => return Some((-1, at + 2)),
        "this" if context.one_of(at + 1, &["coming", "next", "upcoming"]) => return Some((1, at + 2)),
        "this" | "current" | "present" => 0,
        "last" | "past" | "latest" => -1,
        "next" | "coming" | "upcoming" => 1,
        _ => return None,
    };
    Some((n, at + 1))
}

/// The same before a name (`last Friday`, `next May`), where `past` alone is a preposition (`past Easter`).
pub(super) fn relation_to_name(context: &Context<'_>, at: usize) -> Option<(i64, usize)> {
    if context.one_of(at, &["past", "current", "present", "latest"]) { None } else { relation(context, at) }
}

/// `last year`, `this year`, `next year`, `the current year`: how many years on, and the token after it.
pub(super) fn years(context: &Context<'_>, at: usize) -> Option<(i64, usize)> {
    let (n, next) = relation(context, context.past_the(at))?;
    context.is(next, "year").then_some((n, next + 1))
}
