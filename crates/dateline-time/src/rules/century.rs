//! `the 20th century`, `the nineteenth century`, `the 4th century BC`: a century.
//!
//! ## What it reads
//! An ordinal and `century`, with `BC` if it is there.
//!
//! ## What it decides
//! The hundred years as TIMEX3 counts them: the 20th century is `19`, 1900 to 1999.
//!
//! ## What it leaves alone
//! `this century` and `a century`, which other rules read.

use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::{Grain, Period, date};

pub(super) const BEGINS: &[Class] = &[Class::Ordinal, Class::Figure, Class::Article, Class::Number];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    let (n, next) = context.ordinal(the).filter(|(n, _)| (1..=30).contains(n))?;
    let name = context.past_hyphen(next);
    if !context.one_of(name, &["century", "centuries"]) {
        return None;
    }
    // `21st Century Fox`
    if context.token(name).capital && context.token(name + 1).capital && !context.token(name).upper {
        return None;
    }
    let start = if name > next { the } else { at };
    let n = n as i16;
    if let Some((before, end)) = context.era(name + 1) {
        // TIMEX3 names a century by the digits of most of its years: 399 BC for the 4th.
        let year = if before { 2 - n * 100 } else { (n - 1) * 100 };
        let period = Period { grain: Grain::Century, first: date(year, 1, 1)? };
        return Some(Found::period(start, end, period, "century and era"));
    }
    let period = Period { grain: Grain::Century, first: date((n - 1) * 100, 1, 1)? };
    Some(Found::period(start, name + 1, period, "century"))
}
