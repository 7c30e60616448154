//! `two days later`, `a year earlier`, `three weeks after Easter`, `two days before yesterday`: counted from another time.
//!
//! ## What it reads
//! A length and `later`, `earlier`, `before`, `after`, `from`, `afterwards`; with a day after `before`, `after` or `from`.
//!
//! ## What it decides
//! The day, week, month or year, as fine as the unit, from the day named, else from the time last told, else from the day of
//! writing. `a year earlier` in a report on earnings is the quarter a year before the one last told.
//! Where no day can be counted (`a few days later`, `an hour later`), the length between the two times; in a history only the
//! direction.
//!
//! ## What it leaves alone
//! A length before an event (`two days after the vote`): its words are read as a length.

use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;

pub(super) const BEGINS: &[Class] = super::ago::BEGINS;

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let (length, modifier, word) = super::ago::length(context, at)?;
    let end = word + 1;
    let (sign, open) = match context.word(word) {
        "later" | "afterwards" | "afterward" => (1, false),
        "earlier" => (-1, false),
        "before" | "prior" => (-1, true),
        "after" => (1, true),
        "from" => (1, true),
        _ => return None,
    };
    let matched = "length before or after a time";
    if context.is(end, "than") {
        // `a year later than planned` is a length.
        return Some(Found::new(at, word, When::Long(length, None), "length between two times").modified(modifier));
    }
    if open {
        let to = if context.is(end, "to") { end + 1 } else { end };
        // `lasting 64 days from 21 November` is a length.
        let stands =
            |found: &Found| !found.unplaced && (!context.is(word, "from") || found.against != crate::Against::None);
        if let Some(named) = context.day_at(to).filter(stands) {
            let (day, grain) = length.shifted(named.as_period()?.first, sign)?;
            let grain = if grain <= Grain::Week { Grain::Day } else { grain };
            let found = Found::period(at, named.end, Period::containing(grain, day)?, matched);
            return Some(Found { against: named.against, from: named.from, ..found }.modified(modifier));
        }
        let closes = matches!(context.token(end).kind, Kind::Mark('.' | ',' | ';' | ')' | '\0'));
        if !closes || context.is(word, "from") {
            return None;
        }
    }
    if sign < 0 && super::ago::year_ago_of_quarter(context, length) {
        let quarter = context.told.quarter?;
        let back = quarter.shift(if quarter.grain == Grain::Half { -2 } else { -4 })?;
        return Some(
            Found::period(at, end, back, "a year before the quarter last told").narrated(Some(quarter.first)).aside(),
        );
    }
    // No day can be told, and later than something is not ahead of the day of writing: what is known is how long it was.
    // A history dates what it tells, so there it is a date beside the one told before.
    let long = || {
        let when = if context.chronicle { When::Vague(sign as i8) } else { When::Long(length, None) };
        Some(Found::new(at, end, when, "length between two times").modified(modifier))
    };
    if !length.is_known() {
        return long();
    }
    let told = context.told.last;
    // Later than what nobody told: it may be any time.
    if told.is_none() && sign > 0 && context.direction(at, end) != Some(crate::Direction::Ahead) {
        return long();
    }
    let from = told.map(|p| p.first).or(context.today())?;
    let (day, grain) = match length.shifted(from, sign) {
        Some(found) => found,
        None => return long(),
    };
    // Two months after a year is no finer than the year.
    let coarse = told.map_or(Grain::Day, |p| p.grain);
    let grain =
        if grain == Grain::Week && coarse == Grain::Day { Grain::Day } else { grain.max(coarse.min(Grain::Year)) };
    let found = Found::period(at, end, Period::containing(grain, day)?, matched);
    let found = if told.is_some() { found.narrated(Some(from)) } else { found.anchored(context) };
    let found = if grain >= Grain::Year { found.aside() } else { found };
    Some(found.modified(modifier))
}
