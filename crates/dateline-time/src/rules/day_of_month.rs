//! `the 13th`, `on the 25th`: a day whose month was told before.
//!
//! ## What it reads
//! `the` and an ordinal in figures, before a comma, a stop or a word that can't be what is counted.
//!
//! ## What it decides
//! The month: in a history that of the day last told; in news the nearest such day where the sentence looks.
//!
//! ## What it leaves alone
//! `the 13th Amendment`, `the 20th century`, `finished 4th`.

use crate::Direction;
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Period, add_months, date};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Article];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    if !context.is(at, "the") || !context.token(at + 1).is_number() {
        return None;
    }
    let (day, end) = context.ordinal(at + 1).filter(|(n, _)| (1..=31).contains(n))?;
    let after = context.token(end);
    let leads =
        context.one_of(at.wrapping_sub(1), &["on", "until", "till", "by", "since", "from", "to", "before", "after"]);
    let closes = matches!(after.kind, Kind::Mark('.' | ',' | ';' | ')' | '?' | '!' | '\0'));
    let verb = context.chronicle && context.has(end, Class::Past);
    let fits = leads
        && (verb
            || closes
            || context.one_of(end, &["and", "to", "at", "when", "with", "until", "through", "the", "for", "in"]));
    if !fits {
        return None;
    }
    let matched = "day of the month";
    let Some(today) = context.today() else {
        let when = When::Open(format!("XXXX-XX-{day:02}"));
        return Some(Found { unplaced: true, ..Found::new(at, end, when, matched) });
    };
    let in_month_of = |day_in: jiff::civil::Date| date(day_in.year(), day_in.month(), day as i8);
    if let Some(told) = context.told.last.filter(|_| context.chronicle) {
        let found = Found::period(at, end, Period::day(in_month_of(told.first)?), matched);
        return Some(found.narrated(Some(told.first)));
    }
    let direction = context.direction(at, end);
    let here = in_month_of(today);
    let day = match direction {
        Some(Direction::Ahead) => {
            here.filter(|d| *d >= today).or_else(|| in_month_of(add_months(today.first_of_month(), 1)?))
        }
        _ => here.filter(|d| *d <= today).or_else(|| in_month_of(add_months(today.first_of_month(), -1)?)),
    }?;
    Some(Found::period(at, end, Period::day(day), matched).anchored(context).toward(direction))
}
