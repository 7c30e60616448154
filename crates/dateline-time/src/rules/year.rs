//! `in 1990`, `2014`, `'89`, `480 BC`, `nineteen ninety-one`: a year.
//!
//! ## What it reads
//! Four digits from 1000 to 2199; two after a quote; any number with `BC` or `AD`; a year in words.
//!
//! ## What it decides
//! Whether four digits are a year at all: from the word before (`in`, `since`, `of`...) and after (no thing that is counted).
//!
//! ## What it leaves alone
//! Prices, counts, numbers of flights, streets and models: `$1990`, `2000 men`, `Flight 1990`, `1990 Main Street`.

use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::Period;

pub(super) const BEGINS: &[Class] = &[Class::Figure, Class::Quote, Class::Number, Class::Era, Class::Article];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if the > at {
        // `the year 1950`, `the year two thousand`
        let (year, end) = if context.is(the, "year") { context.year(the + 1)? } else { return None };
        return Some(Found::period(at, end, Period::year(year)?, "year"));
    }
    if let Some((year, end)) = context.year_with_era(at) {
        let counts = context.is(at, "ad") && !context.token(at).upper;
        return (!counts).then_some(Found::period(at, end, Period::year(year)?, "year and era"));
    }
    if context.mark(at) == '\'' {
        let (year, end) = context.short_year(at)?;
        return Some(Found::period(at, end, Period::year(year)?, "year by its last two digits"));
    }
    if context.has(at, Class::Number) {
        let (year, end) = context.year(at)?;
        let leads = context.has(at.wrapping_sub(1), Class::Prep) || (1900..=2030).contains(&year);
        return (leads && !counted(context, end)).then_some(Found::period(
            at,
            end,
            Period::year(year)?,
            "year in words",
        ));
    }
    let year = context.four_digits(at)?;
    // `2015-32` is no year, nor are two.
    let hyphen = context.mark(at + 1) == '-'
        && context.glued(at + 1)
        && context.glued(at + 2)
        && context.token(at + 2).is_number();
    if hyphen && context.four_digits(at + 2).is_none() && context.token(at + 2).digits != 2 {
        return None;
    }
    let found = Found::period(at, at + 1, Period::year(year)?, "year");
    // Years in brackets and ranges are beside the thread of a story.
    let ranges = context.mark(at + 1) == '-' || context.mark(at.wrapping_sub(1)) == '-';
    let found = if ranges || context.mark(at.wrapping_sub(1)) == '(' { found.aside() } else { found };
    is_year(context, at, year).then_some(found)
}

/// Whether what follows is counted by the number.
fn counted(context: &Context<'_>, end: usize) -> bool {
    let after = context.token(end);
    let mask = Class::Counted.bit()
        | Class::Units.bit()
        | Class::Unit.bit()
        | Class::Scale.bit()
        | Class::Noun.bit()
        | Class::ShortUnit.bit();
    after.entry.mask & mask != 0 && !context.is(end, "s")
}

fn is_year(context: &Context<'_>, at: usize, year: i16) -> bool {
    let (before, after) = (context.before(at), context.token(at + 1));
    // `555-1990`
    if before.kind == Kind::Mark('-')
        && context.token(at).glued
        && before.glued
        && at >= 2
        && context.token(at - 2).is_number()
        && context.four_digits(at - 2).is_none()
    {
        return false;
    }
    // `SW1A 2000`
    if before.kind == Kind::Word && before.glued && at >= 2 && context.token(at - 2).is_number() {
        return false;
    }
    // `Flight 1990`
    if before.entry.mask & Class::Noun.bit() != 0 {
        return false;
    }
    // `1990 Main Street`
    if after.capital
        && (context.has(at + 1, Class::Noun) || context.has(at + 2, Class::Noun) && context.token(at + 2).capital)
    {
        return false;
    }
    // `that 1978 resolution`
    let told = (1900..=2030).contains(&year)
        && context.one_of(at.wrapping_sub(1), &["that", "this", "its", "their", "his", "her"])
        && context.has(at + 1, Class::Noun)
        && !context.token(at + 1).capital;
    if told {
        return true;
    }
    if context.token(at).glued && matches!(before.kind, Kind::Mark('/' | '.' | ':' | '@')) || counted(context, at + 1) {
        return false;
    }
    if after.glued && after.kind == Kind::Mark('-') && context.glued(at + 2) && context.token(at + 2).kind == Kind::Word
    {
        // `1990-model`; but `1939-Sept` is rare enough.
        return false;
    }
    let other_end =
        context.mark(at + 1) == '-' && context.four_digits(at + 2).is_some_and(|end| (1..300).contains(&(end - year)));
    let owned = context.one_of(at.wrapping_sub(1), &["its", "their", "his", "her", "this", "that"]) && year >= 1900;
    let quote = after.kind == Kind::Mark('"');
    if context.is(at.wrapping_sub(1), "the") && year >= 1500 && (after.kind == Kind::Word || quote)
        || owned
        || other_end
    {
        return true;
    }
    // `as late as 1781`
    let leads = before.entry.mask & Class::Prep.bit() != 0 || context.is(at.wrapping_sub(1), "as");
    if leads {
        let a_count = after.kind == Kind::Word
            && plural(context, at + 1)
            && !context.one_of(at.wrapping_sub(1), &["in", "since", "by", "until"]);
        return !a_count
            || (1900..=2030).contains(&year)
                && context.one_of(at.wrapping_sub(1), &["of", "the", "from", "before", "after", "during"]);
    }
    if !(1700..=2100).contains(&year) {
        return before.kind == Kind::Mark('(')
            || before.kind == Kind::Mark('-') && at >= 2 && context.four_digits(at - 2).is_some();
    }
    // `Founded 1889`
    let told = context.text_of(at.wrapping_sub(1));
    if before.kind == Kind::Word && (told.ends_with("ed") || told.eq_ignore_ascii_case("born")) && year >= 1500 {
        return after.kind != Kind::Word || !plural(context, at + 1) && (1900..=2030).contains(&year);
    }
    let begins = at == 1 || context.ends_sentence(at.wrapping_sub(2)) || before.breaks;
    let named = !begins
        && before.capital
        && before.entry.mask & Class::Month.bit() == 0
        && before.kind == Kind::Word
        && !context.ends_sentence(at.wrapping_sub(1));
    match before.kind {
        Kind::Mark('$' | '#' | '+' | '£' | '€') => false,
        Kind::Mark(_) => !(after.kind == Kind::Word && plural(context, at + 1) && !(1950..=2050).contains(&year)),
        Kind::Number => false,
        // `Flight 1990`, `the Helsinki 2008 summit`
        Kind::Word if named => {
            (1950..=2030).contains(&year) || after.kind == Kind::Mark('-') && context.four_digits(at + 2).is_some()
        }
        Kind::Word => {
            (1900..=2030).contains(&year)
                && !(after.kind == Kind::Word && plural(context, at + 1) && !context.is(at.wrapping_sub(1), "the"))
        }
    }
}

/// A common noun in the plural, by its looks.
fn plural(context: &Context<'_>, at: usize) -> bool {
    let text = context.text_of(at);
    text.len() > 3
        && text.ends_with('s')
        && !text.ends_with("ss")
        && !context.token(at).capital
        && !matches!(text, "was" | "this" | "his" | "its" | "has" | "does" | "as")
}
