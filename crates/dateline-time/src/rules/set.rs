//! `every Monday`, `daily`, `twice a week`, `each year`, `Tuesday nights`: what repeats.
//!
//! ## What it reads
//! `every` or `each` and a unit, weekday, month, season or part of a day; `daily` to `annually`; `a week`, `per week` after what
//! is counted; weekdays in the plural.
//!
//! ## What it decides
//! The value is the length between two times (`P1W`) or the pattern of their dates (`XXXX-WXX-1`); `quant` and `freq` as told.
//!
//! ## What it leaves alone
//! Names: `Daily Mail`, `Financial Weekly`; `each other`.

use crate::clock::DayPart;
use crate::context::{Context, Found};
use crate::length::{Count, Length, Unit};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[
    Class::Every,
    Class::Often,
    Class::Per,
    Class::Article,
    Class::Weekdays,
    Class::Times,
    Class::Weekday,
    Class::Number,
    Class::Figure,
];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    if context.has(at, Class::Every) {
        return every(context, at);
    }
    if let Some(unit) = context.get(at, Class::Often) {
        return often(context, at, unit);
    }
    if context.has(at, Class::Weekdays) || context.has(at, Class::Weekday) {
        return plural(context, at);
    }
    rate(context, at)
}

fn found(start: usize, end: usize, value: String, quant: Option<&'static str>, freq: Option<String>) -> Option<Found> {
    Some(Found::new(start, end, When::Every { value, quant, freq }, "what repeats"))
}

fn every(context: &Context<'_>, at: usize) -> Option<Found> {
    let quant = Some(if context.is(at, "each") { "EACH" } else { "EVERY" });
    let mut next = at + 1;
    let other = context.is(next, "other");
    if other || context.is(next, "single") {
        next += 1;
    }
    let times = if other { 2 } else { 1 };
    if let Some((weekday, end)) = context.weekday(next).filter(|_| context.has(next, Class::Weekday)) {
        let value = match context.get(end, Class::Part).and_then(DayPart::numbered) {
            Some(part) => return found(at, end + 1, format!("XXXX-WXX-{weekday}{}", part.letters()), quant, None),
            None => format!("XXXX-WXX-{weekday}"),
        };
        let (end, value) = match super::clock::told(context, if context.is(end, "at") { end + 1 } else { end }) {
            Some((clock, end)) if clock.sure => (end, value + &clock.value()),
            _ => (end, value),
        };
        return found(at, end, value, quant, None);
    }
    if let Some((month, end)) = context.month(next).filter(|_| context.token(next).capital) {
        return found(at, end, format!("XXXX-{month:02}"), quant, None);
    }
    if let Some(season) = context.get(next, Class::Season) {
        let letters = ["SP", "SU", "FA", "WI"][usize::try_from(season - 1).ok()?];
        return found(at, next + 1, format!("XXXX-{letters}"), quant, None);
    }
    if let Some(part) = context.get(next, Class::Part).and_then(DayPart::numbered) {
        return found(at, next + 1, format!("XXXX-XX-XX{}", part.letters()), quant, None);
    }
    if let Some(unit) = context.unit(next) {
        if unit == Unit::Second && context.is(next, "second") {
            return None;
        }
        let value = if unit == Unit::Weekend {
            "XXXX-WXX-WE".to_owned()
        } else {
            Length::new(Count::whole(times), unit).value()
        };
        return found(at, next + 1, value, quant, None);
    }
    let (measure, end) = super::duration::length(context, next)?;
    found(at, end, measure.length.value(), quant, None)
}

fn often(context: &Context<'_>, at: usize, unit: i32) -> Option<Found> {
    let token = context.token(at);
    let name = token.capital
        && (context.token(at + 1).capital || context.before(at).capital && context.before(at).kind == Kind::Word);
    if name || context.joins(at + 1) || context.mark(at.wrapping_sub(1)) == '-' && token.glued {
        return None;
    }
    // `a quarterly dividend` is a kind of dividend; `adjusted quarterly` tells how often.
    let next = context.token(at + 1);
    let of_a_noun = next.kind == Kind::Word
        && !next.glued
        && (next.entry.word.is_empty() || next.entry.mask & (Class::Counted.bit() | Class::Unit.bit()) != 0);
    if of_a_noun && !context.one_of(at, &["daily", "weekly"]) {
        return None;
    }
    // `the average daily volume` is a kind of average, `a quarterly of five cents` a payment, `8% annually` a rate.
    let average = of_a_noun && context.is(at.wrapping_sub(1), "average");
    if average || context.is(at + 1, "of") && !context.is(at, "daily") || is_sum(context, at) {
        return None;
    }
    let n = match context.word(at) {
        "biweekly" => 2,
        "biannually" => 2,
        _ => 1,
    };
    found(at, at + 1, Length::new(Count::whole(n), Unit::numbered(unit)?).value(), None, None)
}

/// `Tuesdays`, `Tuesday nights`, `Monday mornings`.
fn plural(context: &Context<'_>, at: usize) -> Option<Found> {
    let weekday = context.get(at, Class::Weekdays).or_else(|| context.get(at, Class::Weekday))?;
    if let Some(part) = context.get(at + 1, Class::Parts).and_then(DayPart::numbered) {
        return found(at, at + 2, format!("XXXX-WXX-{weekday}{}", part.letters()), None, None);
    }
    (context.has(at, Class::Weekdays) && context.token(at).capital)
        .then(|| found(at, at + 1, format!("XXXX-WXX-{weekday}"), None, None))?
}

/// `a week`, `per week`, `twice a week`, `five days a week`.
fn rate(context: &Context<'_>, at: usize) -> Option<Found> {
    let (freq, a) = match context.get(at, Class::Times) {
        Some(n) => (Some(format!("{n}X")), at + 1),
        None => match context.count(at) {
            Some((count, next)) if context.is(next, "times") => (count.as_whole().map(|n| format!("{n}X")), next + 1),
            Some(_) => return None,
            None => (None, at),
        },
    };
    let per = context.has(a, Class::Per);
    let every = context.has(a, Class::Every);
    if !per && !every && !context.one_of(a, &["a", "an"]) {
        return None;
    }
    let unit = context.unit(a + 1).filter(|_| context.has(a + 1, Class::Unit) && !context.token(a + 1).capital)?;
    let speed = per && freq.is_none() && context.unit(a + 1).is_some_and(|unit| unit < Unit::Day);
    if freq.is_none() && is_sum(context, at) || speed {
        return None;
    }
    if !per && freq.is_none() && !is_rate(context, at, a + 2) || context.joins(a + 2) || unit == Unit::Second && !per {
        return None;
    }
    found(at, a + 2, Length::new(Count::ONE, unit).value(), None, freq)
}

/// Whether `a week` follows what is counted: `$5 a week`, `four flights a week`.
fn is_rate(context: &Context<'_>, at: usize, end: usize) -> bool {
    let before = context.before(at);
    let text = context.text_of(at.wrapping_sub(1));
    let counted = before.is_number()
        || before.entry.mask & (Class::Scale.bit() | Class::Units.bit() | Class::Counted.bit() | Class::Number.bit())
            != 0
        || before.kind == Kind::Mark('%')
        || (before.kind == Kind::Word
            && before.entry.word.is_empty()
            && text.ends_with('s')
            && text.len() > 2
            && !text.ends_with("ss")
            && number_near(context, at));
    counted && !context.one_of(end, &["ago", "earlier", "later", "before", "after", "from", "or", "and", "of"])
}

/// Whether money or a percentage stands before it: `$2 million a year`, `8.5% annually` are rates, which figures tell.
fn is_sum(context: &Context<'_>, at: usize) -> bool {
    let mut first = at;
    for _ in 0..6 {
        let token = context.before(first);
        let part = token.is_number()
            || token.entry.mask & Class::Scale.bit() != 0
            || matches!(token.kind, Kind::Mark('.' | ','))
                && token.glued
                && context.glued(first)
                && context.token(first).is_number();
        if token.kind == Kind::Mark('%') || context.is(first.wrapping_sub(1), "percent") {
            return true;
        }
        if !part {
            return matches!(token.kind, Kind::Mark('$' | '£' | '€' | '¥')) && first < at;
        }
        first -= 1;
    }
    false
}

fn number_near(context: &Context<'_>, at: usize) -> bool {
    (1..=4).any(|back| {
        let token = context.token(at.wrapping_sub(back));
        let round = matches!(token.entry.word, "dozens" | "hundreds" | "thousands" | "millions");
        round
            || token.is_number()
            || token.entry.mask & (Class::Number.bit() | Class::Scale.bit() | Class::Couple.bit()) != 0
    })
}
