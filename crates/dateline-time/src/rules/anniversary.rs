//! `the 20th anniversary of the 1989 revolt`, `the first anniversary of 3 May 2020`: a date so many years after another.
//!
//! ## What it reads
//! An ordinal, `anniversary of`, and a date that tells its year, with `the` before it if it is there.
//!
//! ## What it decides
//! The same day, month or year, that many years on.
//!
//! ## What it leaves alone
//! Anniversaries of events without a date: `the tenth anniversary of the invasion`.

use crate::Against;
use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::period::Grain;

pub(super) const BEGINS: &[Class] = &[Class::Article, Class::Ordinal, Class::Figure, Class::Number];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    let (n, next) = context.ordinal(the).filter(|(n, _)| *n > 0)?;
    if !context.run(next, &["anniversary", "of"]) {
        return None;
    }
    let date = [next + 2, context.past_the(next + 2)].into_iter().find_map(|at| context.inner(at, 1))?;
    let period = date.as_period().filter(|p| date.against == Against::None && p.grain <= Grain::Year)?;
    let years = match period.grain {
        Grain::Year => i64::from(n),
        Grain::Month => 12 * i64::from(n),
        Grain::Quarter | Grain::Season => 4 * i64::from(n),
        Grain::Half => 2 * i64::from(n),
        Grain::Day => {
            let day = crate::period::add_months(period.first, 12 * i64::from(n))?;
            let period = crate::period::Period::day(day);
            return Some(Found::period(at, date.end, period, "anniversary of a date"));
        }
        _ => return None,
    };
    Some(Found::period(at, date.end, period.shift(years)?, "anniversary of a date"))
}
