//! `the last three months`, `the past few weeks`, `the next two years`, `recent years`: units up to, or from, the day of writing.
//!
//! ## What it reads
//! `last`, `past`, `next`, `coming`, a count and units; `recent` or `coming` and units; `the first nine months`, and `of` a period
//! if one follows.
//!
//! ## What it decides
//! A length, with the days it covers where it is counted from the day of writing or from the edge of a period.
//! `recent weeks` are a length of unknown count; `recent years` and `past years` only lie in the past.
//!
//! ## What it leaves alone
//! A single unit (`last week`), which `relative-unit` reads, and the verb (`expected to last six weeks`).

use crate::context::{Context, Found};
use crate::length::{Count, Length, Unit};
use crate::lexicon::Class;
use crate::period::Period;
use crate::when::When;
use crate::{Modifier, Point};

pub(super) const BEGINS: &[Class] = &[Class::Relative, Class::Article, Class::Ref, Class::Ordinal];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if context.is(the, "recent") {
        return recent(context, at, the + 1);
    }
    if the > at && context.has(the, Class::Units) && context.is(the + 1, "ahead") {
        // `the weeks ahead`
        let when = When::Long(Length::new(Count(None), context.unit(the)?), None);
        return Some(Found::new(at, the + 2, when, "units of unknown number ahead").anchored(context));
    }
    let edge = context.one_of(the, &["first", "last", "final"]);
    let sign = match context.word(the) {
        "last" | "past" | "previous" | "preceding" | "latest" => -1,
        "next" | "coming" | "upcoming" | "following" | "ensuing" | "subsequent" => 1,
        "first" | "final" => 0,
        _ => return None,
    };
    if the == at && context.is(the, "last") && is_verb(context, at) {
        return None;
    }
    let narrated = context.one_of(the, &["following", "ensuing", "subsequent", "previous", "preceding"]);
    let few = context.is(the + 1, "a") && context.has(the + 2, Class::Vague);
    let next = if few { the + 2 } else { the + 1 };
    if context.has(next, Class::Units) && sign != 0 {
        return uncounted(context, at, next, sign, narrated);
    }
    let (measure, end) = super::duration::length(context, next)?;
    if context.joins(end.wrapping_sub(2)) || !(context.has(end - 1, Class::Units) || context.message) {
        return None;
    }
    let about = context.run(end, &["or", "so"]);
    let (modifier, end) = if about { (Some(Modifier::Approx), end + 2) } else { (measure.modifier, end) };
    if edge
        && context.is(end, "of")
        && let Some(found) = of_period(context, at, end + 1, measure.length, context.is(the, "first"))
    {
        return Some(found.modified(modifier));
    }
    let counts = sign != 0 && (!narrated || context.message);
    let days = if counts { context.stretch(measure.length, sign) } else { None };
    let found = Found::new(at, end, When::Long(measure.length, days), "counted units before or after");
    Some(if days.is_some() { found.anchored(context) } else { found }.modified(modifier))
}

/// `recent weeks`, `recent weeks and months`.
fn recent(context: &Context<'_>, at: usize, units: usize) -> Option<Found> {
    let two = context.is(units + 1, "and") && context.has(units + 2, Class::Units);
    let end = if two { units + 3 } else { units + 1 };
    let unit = context.unit(units).filter(|_| context.has(units, Class::Units))?;
    // `recent weeks` are a stretch that runs up to now; `recent years` are hardly more than the past.
    let short = unit < Unit::Year && !two;
    let when = if short { When::Long(Length::new(Count(None), unit), None) } else { When::Vague(-1) };
    Some(Found::new(at, end, when, "recent units").anchored(context))
}

/// `the coming weeks`, `past years`.
fn uncounted(context: &Context<'_>, at: usize, units: usize, sign: i64, narrated: bool) -> Option<Found> {
    let past = sign < 0 && !narrated;
    let length = Length::new(Count(None), context.unit(units)?);
    let when = if past { When::Vague(-1) } else { When::Long(length, None) };
    Some(Found::new(at, units + 1, when, "units of unknown number before or after").anchored(context))
}

/// `the first two months of 2020`, `the last two weeks of May`.
fn of_period(context: &Context<'_>, at: usize, inner: usize, length: Length, first: bool) -> Option<Found> {
    let whole = context.inner(inner, 1).filter(|found| found.start == inner)?;
    let (from, to) = whole.as_period().and_then(Period::days)?;
    let days = if first { (from, length.shifted(from, 1)?.0) } else { (length.shifted(to, -1)?.0, to) };
    let when = When::Long(length, Some((Point::Day(days.0), Point::Day(days.1))));
    Some(Found { start: at, when, matched: "counted units at an edge of a period", ..whole })
}

fn is_verb(context: &Context<'_>, at: usize) -> bool {
    let auxiliaries = &["to", "will", "would", "could", "can", "may", "might", "must", "should", "not"];
    context.one_of(at.wrapping_sub(1), auxiliaries)
}
