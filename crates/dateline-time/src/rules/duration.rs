//! `two weeks`, `24-hour`, `a decade-long war`, `half an hour`: a length of time.
//!
//! ## What it reads
//! A count in figures or words and a unit, joined by a hyphen or not; with `more`, `full`, `trading` and the like between; with
//! `long` after it; two units (`two hours and ten minutes`); a range of counts (`two to three weeks`).
//! `a year` after a word that measures (`for`, `within`, `took`); bare `weeks` after `for`.
//!
//! ## What it decides
//! The value as told: `24-hour` is `PT24H`, not a day. Of a range of counts the lower, with a modifier.
//!
//! ## What it leaves alone
//! Ages (`8-month-old`, `52 years old`), which are figures; `a second`, `last minute`, `a good day`, `$5m`, and lengths that place a day (`two weeks ago`), which other rules read.

use crate::context::{Context, Found};
use crate::length::{Count, Length, Unit};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::Period;
use crate::when::When;
use crate::{Direction, Modifier};

pub(super) const BEGINS: &[Class] = &[
    Class::Figure,
    Class::Number,
    Class::Scale,
    Class::Vague,
    Class::Couple,
    Class::Half,
    Class::Article,
    Class::Units,
    Class::Unit,
    Class::Word,
];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let (measure, end) = measured(context, at)?;
    if super::reference::some_day(context, at)
        || is_age(context, end)
        || is_fraction(context, at, end)
        || is_title(context, at, end)
    {
        return None;
    }
    if let Some(found) = point(context, at, end, &measure) {
        return Some(found);
    }
    let (end, period) = tail(context, end);
    let start = if context.has(at, Class::Article) && !measure.counted && !period { measure.start } else { at };
    let within = context.is(start.wrapping_sub(1), "within").then(|| context.stretch(measure.length, 1)).flatten();
    let found = Found::new(start, end, When::Long(measure.length, within), "count and unit");
    Some(Found { modifier: measure.modifier, ..found })
}

/// `44-year-old`, `52 years old`, `26 years of age`: a figure about a person, no time.
fn is_age(context: &Context<'_>, end: usize) -> bool {
    context.is(context.past_hyphen(end), "old") || context.run(end, &["of", "age"])
}

/// `"60 Minutes"`, `Eight Days a Week`: in a title the unit has a capital, though it doesn't begin a sentence.
fn is_title(context: &Context<'_>, at: usize, end: usize) -> bool {
    let unit = context.token(end - 1);
    let quoted = matches!(context.mark(at.wrapping_sub(1)), '"' | '\'') && context.glued(at);
    unit.capital && !unit.upper && end - 1 > at && (quoted || context.is(end, "a"))
}

/// `three-quarters of the vote`, `about a quarter`.
fn is_fraction(context: &Context<'_>, at: usize, end: usize) -> bool {
    let quarter = context.one_of(end - 1, &["quarter", "quarters"]);
    let three = context.count(at).is_some_and(|(count, _)| matches!(count.as_whole(), Some(1 | 3)));
    quarter
        && (context.is(end, "of") && (three || context.has(at, Class::Article))
            || context.joins(end.wrapping_sub(2)) && context.is(end - 1, "quarters")
            || context.has(at, Class::Article) && context.is(at + 1, "quarter"))
}

/// `will leave in two weeks`, in a message: the day, or the moment, that far ahead.
fn point(context: &Context<'_>, at: usize, end: usize, measure: &Measure) -> Option<Found> {
    let before = context.word(at.wrapping_sub(1));
    let later = context.is(end, "later");
    if !context.message || !(before == "in" || later) || context.direction(at, end) != Some(Direction::Ahead) {
        return None;
    }
    let end = if later { end + 1 } else { end };
    let found = match measure.length.shifted(context.today()?, 1) {
        Some((day, _)) => Found::period(at, end, Period::day(day), "length ahead"),
        None => super::ago::moment(context, at, end, measure.length, 1)?,
    };
    Some(found.anchored(context))
}

/// A length as it is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) start: usize,
    pub(super) length: Length,
    pub(super) modifier: Option<Modifier>,
    /// A number is told, not only an article.
    pub(super) counted: bool,
}

/// A count and a unit; and the token after them.
fn measured(context: &Context<'_>, at: usize) -> Option<(Measure, usize)> {
    if context.has(at, Class::Units) && !context.has(at, Class::Figure) {
        return bare(context, at);
    }
    if context.has(at, Class::Unit) {
        // `decade-long`, `year-long`
        let unit = context.unit(at)?;
        let joined = context.joins(at + 1) && context.is(at + 2, "long");
        let together = context.glued(at);
        return (joined && !together).then_some((plain(at, Count::ONE, unit), at + 1));
    }
    if context.has(at, Class::Article) {
        return article(context, at);
    }
    let (measure, end) = length(context, at)?;
    Some((measure, end))
}

fn plain(start: usize, count: Count, unit: Unit) -> Measure {
    Measure { start, length: Length::new(count, unit), modifier: None, counted: true }
}

/// `two weeks`, `two and a half years`, `12 to 18 months`, `two hours and ten minutes`; and the token after it.
pub(super) fn length(context: &Context<'_>, at: usize) -> Option<(Measure, usize)> {
    let (count, mut next) = context.count(at)?;
    let mut modifier = context.has(at, Class::Couple).then_some(Modifier::Approx);
    // A range of counts.
    let to = context.past_hyphen(next);
    if to > next || context.one_of(next, &["to", "or"]) {
        let second =
            if to > next { if context.is(to, "to") { context.past_hyphen(to + 1) } else { to } } else { next + 1 };
        if let Some((_, after)) = context.count(second)
            && unit_after(context, after).is_some()
        {
            (modifier, next) = (Some(Modifier::EqualOrMore), after);
        }
    }
    let (unit, mut end) = unit_after(context, next)?;
    let single = context.has(end - 1, Class::Unit);
    // `several year`, `the 2015 fiscal year`
    let year = context.token(at).digits == 4 && context.four_digits(at).is_some() && !context.joins(at + 1);
    let joined = context.joins(end - 2);
    if single && (context.has(at, Class::Vague) && !joined || year) {
        return None;
    }
    let mut length = Length::new(count, unit);
    // `a year and a half` and `two years and six months`
    let and = if context.is(end, "and") || context.mark(end) == ',' { end + 1 } else { end };
    if and > end && context.is(and, "a") && context.is(and + 1, "half") {
        length.first.0 = Count(count.0.and_then(|n| n.checked_add(500)));
        end = and + 2;
    } else if let Some((count, next)) = context.count(and).filter(|_| !context.joins(next))
        && let Some((finer, after)) = unit_after(context, next)
        && finer < unit
        && unit != Unit::Weekend
        && (and > end || context.token(and).is_number())
    {
        length.second = Some((count, finer));
        end = after;
    }
    Some((Measure { start: at, length, modifier, counted: true }, end))
}

/// A unit, past a hyphen and the adjectives that may stand before one; and the token after it.
fn unit_after(context: &Context<'_>, at: usize) -> Option<(Unit, usize)> {
    let mut next = context.past_hyphen(at);
    for _ in 0..2 {
        if !context.one_of(
            next,
            &[
                "more",
                "additional",
                "further",
                "full",
                "whole",
                "entire",
                "consecutive",
                "straight",
                "trading",
                "business",
                "working",
                "calendar",
                "long",
                "other",
                "further",
                "extra",
                "fiscal",
            ],
        ) {
            break;
        }
        next += 1;
    }
    // `two bloody weeks`: one adjective that the table doesn't know.
    let adjective = context.token(next);
    let unknown =
        adjective.kind == Kind::Word && adjective.entry.word.is_empty() && !adjective.capital && !adjective.glued;
    if unknown
        && next == at
        && context.has(next + 1, Class::Units)
        && context.unit(next + 1) >= Some(Unit::Day)
        && !context.glued(next + 1)
    {
        next += 1;
    }
    if let Some(unit) = context.unit(next) {
        // `two days' leave` has its apostrophe outside.
        return Some((unit, next + 1));
    }
    if context.glued(next) && context.token(next).capital && !context.token(next).upper {
        return None;
    }
    let unit = context.get(next, Class::ShortUnit).and_then(Unit::numbered)?;
    let long = context.token(next).len() > 1;
    let fits = if context.glued(next) {
        long || context.one_of(next, &["h"])
    } else {
        long && context.before(next).is_number() && !context.is(next, "mo")
    };
    (fits && !context.one_of(next, &["mos"]) && !context.token(next).upper)
        .then(|| (unit, context_dot(context, next + 1)))
}

/// Past the stop of `hrs.`, unless it ends the sentence.
fn context_dot(context: &Context<'_>, at: usize) -> usize {
    if context.mark(at) == '.'
        && context.glued(at)
        && !context.ends_sentence(at)
        && context.token(at + 1).kind == Kind::Word
    {
        at + 1
    } else {
        at
    }
}

/// `a year`, `an hour`: a length after a word that measures, or before one that says how it is filled.
fn article(context: &Context<'_>, at: usize) -> Option<(Measure, usize)> {
    if context.one_of(at, &["a", "an"]) {
        if let Some((measure, end)) = length(context, at + 1) {
            // `a three-year period`; the article belongs to a noun that follows, or to the count: `a few days`, `a hundred years`.
            let own = context.has(at + 1, Class::Vague) && !context.joins(end.wrapping_sub(2))
                || context.has(at + 1, Class::Couple)
                || context.has(at + 1, Class::Scale)
                || context.has(at + 1, Class::Half);
            let start = if own { at } else { at + 1 };
            return Some((Measure { start, counted: own, ..measure }, end));
        }
        let mut name = at + 1;
        if context.one_of(name, &["full", "whole", "single", "further", "additional", "extra"]) {
            name += 1;
        }
        let unit = context.unit(name).filter(|_| context.has(name, Class::Unit))?;
        if context.joins(name + 1) {
            return (context.is(name + 2, "long"))
                .then(|| (Measure { counted: false, start: name, ..plain(name, Count::ONE, unit) }, name + 1));
        }
        let halves = context.run(name + 1, &["and", "a", "half"]);
        let count = if halves { Count(Some(1500)) } else { Count::ONE };
        let or_two = context.is(name + 1, "or") && context.is(name + 2, "two");
        let end = match (halves, or_two) {
            (true, _) => name + 4,
            (_, true) => name + 3,
            _ => name + 1,
        };
        let measures = context.one_of(
            at.wrapping_sub(1),
            &[
                "for",
                "in",
                "within",
                "after",
                "over",
                "about",
                "nearly",
                "almost",
                "than",
                "least",
                "just",
                "only",
                "under",
                "lasted",
                "took",
                "take",
                "takes",
                "last",
                "lasts",
                "spent",
                "spend",
                "every",
                "around",
                "once",
                "of",
                "from",
                "to",
                "up",
                "more",
                "half",
                "quarter",
                "throughout",
                "by",
                "with",
                "before",
                "barely",
                "as",
                "him",
                "her",
                "them",
                "us",
            ],
        );
        let of_time = unit == Unit::Second
            || context.one_of(name, &["minute", "quarter", "day"])
                && !context
                    .one_of(at.wrapping_sub(1), &["for", "in", "within", "than", "lasted", "took", "about", "after"]);
        // `a week after the storm` measures, too.
        let from_an_event = context.one_of(end, &["after", "before"])
            && context.token(end + 1).kind == Kind::Word
            && unit > Unit::Second;
        let fits = halves || (measures || from_an_event) && !of_time;
        let modifier = or_two.then_some(Modifier::EqualOrMore);
        return fits.then(|| (Measure { start: at, modifier, ..plain(at, count, unit) }, end));
    }
    // `the six months`, `the nine months`
    let (measure, end) = length(context, at + 1)?;
    let joined =
        context.joins(end.wrapping_sub(2)) || context.has(end - 1, Class::Unit) && !context.has(at + 1, Class::Half);
    if context.one_of(at + 1, &["one"]) {
        return None;
    }
    Some((Measure { start: if joined { at + 1 } else { at }, counted: !joined, ..measure }, end))
}

/// `for weeks`, `for years`: nobody says how many.
fn bare(context: &Context<'_>, at: usize) -> Option<(Measure, usize)> {
    let unit = context.unit(at).filter(|unit| *unit >= Unit::Hour)?;
    let long = context.joins(at + 1) && context.is(at + 2, "long");
    let leads = context.one_of(at.wrapping_sub(1), &["for", "over", "within", "after", "in"])
        && !context.one_of(at + 1, &["of", "past"]);
    (long || leads && !context.is(at, "seconds")).then(|| (plain(at, Count(None), unit), at + 1))
}

/// Past `-long`, `-old` and `period`; whether `period` stood there.
fn tail(context: &Context<'_>, end: usize) -> (usize, bool) {
    let joined = context.past_hyphen(end);
    if context.is(joined, "long") && joined > end {
        return (joined + 1, false);
    }
    if context.is(end, "period") && context.has(end.wrapping_sub(1), Class::Unit) {
        return (end + 1, true);
    }
    (end, false)
}
