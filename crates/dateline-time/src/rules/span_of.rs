//! `the last three months`, `the past few weeks`, `the next two years`, `recent years`: units up to, or from, the day of writing.
//!
//! ## What it reads
//! `last`, `past`, `next`, `coming`, `first`, a count and units; `recent` or `coming` and units; `the first nine months`.
//!
//! ## What it decides
//! A length, with the days it covers where it is counted from the day of writing.
//!
//! ## What it leaves alone
//! A single unit (`last week`), which `relative-unit` reads.

use crate::context::{Context, Found};
use crate::length::{Count, Length};
use crate::lexicon::Class;
use crate::when::When;
use crate::{Modifier, Point};

pub(super) const BEGINS: &[Class] = &[Class::Relative, Class::Article, Class::Ref, Class::Ordinal];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    let mut next = the + 1;
    if context.is(the, "recent") {
        let mut end = next;
        context.unit(end).filter(|_| context.has(end, Class::Units))?;
        if context.is(end + 1, "and") && context.has(end + 2, Class::Units) {
            end += 2;
        }
        return Some(Found::new(at, end + 1, When::Vague(-1), "recent units").anchored(context));
    }
    let sign = match context.word(the) {
        "last" | "past" | "previous" | "preceding" | "latest" => -1,
        "next" | "coming" | "upcoming" | "following" | "ensuing" | "subsequent" => 1,
        "first" | "final" => 0,
        "these" => return None,
        _ => return None,
    };
    // `expected to last six weeks`
    let verb = context.is(the, "last")
        && the == at
        && context.one_of(
            at.wrapping_sub(1),
            &["to", "will", "would", "could", "can", "may", "might", "must", "should", "not"],
        );
    if verb {
        return None;
    }
    let narrated = context.one_of(the, &["following", "ensuing", "subsequent", "previous", "preceding"]);
    if context.is(the, "this") {
        next += 1;
    }
    let few = context.is(next, "a") && context.has(next + 1, Class::Vague);
    if few {
        next += 1;
    }
    if context.has(next, Class::Units) && sign != 0 {
        // `the coming weeks`, `past years`
        let unit = context.unit(next)?;
        let when =
            if sign < 0 && !narrated { When::Vague(-1) } else { When::Long(Length::new(Count(None), unit), None) };
        return Some(Found::new(at, next + 1, when, "units of unknown number before or after").anchored(context));
    }
    let (measure, mut end) = super::duration::length(context, next)?;
    let single = context.message;
    if context.joins(end.wrapping_sub(2)) || !context.has(end - 1, Class::Units) && !single {
        return None;
    }
    let mut modifier = measure.modifier;
    if context.run(end, &["or", "so"]) {
        (modifier, end) = (Some(Modifier::Approx), end + 2);
    }
    if sign <= 0 && context.one_of(the, &["first", "last", "final"]) && context.is(end, "of") {
        let first = context.is(the, "first");
        if let Some(whole) = context.inner(end + 1, 1).filter(|inner| inner.start == end + 1)
            && let Some((from, to)) = whole.as_period().and_then(super::super::period::Period::days)
        {
            let days = if first {
                measure.length.shifted(from, 1).map(|(to, _)| (Point::Day(from), Point::Day(to)))
            } else {
                measure.length.shifted(to, -1).map(|(from, _)| (Point::Day(from), Point::Day(to)))
            };
            let when = When::Long(measure.length, days);
            let found = Found { start: at, when, matched: "counted units at an edge of a period", ..whole };
            return Some(found.modified(modifier));
        }
    }
    let counts = sign != 0 && (!narrated || context.message);
    let days = if counts { context.stretch(measure.length, sign) } else { None };
    let found = Found::new(at, end, When::Long(measure.length, days), "counted units before or after");
    Some(if days.is_some() { found.anchored(context) } else { found }.modified(modifier))
}
