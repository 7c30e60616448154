//! `the 1990s`, `the '80s`, `the late sixties`: a decade.
//!
//! ## What it reads
//! Four or two digits that end in 0 and an `s`; `the twenties` to `the nineties`; with `BC`, if it is there.
//!
//! ## What it decides
//! The century of two digits: the last such decade that has begun.
//!
//! ## What it leaves alone
//! Ages and temperatures: `in her eighties`, `in the low 20s`; plurals of models: `747s`.

use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period, date};

pub(super) const BEGINS: &[Class] = &[Class::Figure, Class::Quote, Class::Article, Class::Decade];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    let quote = matches!(context.mark(the), '\'') && context.glued(the + 1);
    let number = if quote { the + 1 } else { the };
    if let Some(tens) = context.get(number, Class::Decade) {
        let told = the > at
            || context.one_of(number.wrapping_sub(1), &["early", "late", "mid"])
            || context.mark(number.wrapping_sub(1)) == '-';
        return if told && !context.one_of(number.wrapping_sub(1), &["low", "high"]) {
            period(context, at, number + 1, century(context) + tens as i16)
        } else {
            None
        };
    }
    let token = context.token(number);
    if !token.is_number() || !token.number.is_multiple_of(10) || !matches!(token.digits, 2..=4) || token.grouped {
        return None;
    }
    let s = if context.mark(number + 1) == '\'' && context.glued(number + 1) { number + 2 } else { number + 1 };
    if !context.is(s, "s")
        || !(context.glued(s) || token.digits == 4 && context.glued(s + 1))
        || !context.stands_alone(number) && !quote
    {
        return None;
    }
    let end = s + 1;
    if let Some((true, next)) = context.era(end) {
        let year = 1 - i16::try_from(token.number).ok()? - 9;
        let period = Period { grain: Grain::Decade, first: date(year, 1, 1)? };
        return Some(Found::period(at, next, period, "decade before Christ"));
    }
    match token.digits {
        4 if (1000..2100).contains(&token.number) => period(context, at, end, token.number as i16),
        2 if quote
            || the > at
                && context.token(number).number >= 20
                && context.one_of(at.wrapping_sub(1), &["in", "of", "since", "during"]) =>
        {
            period(context, at, end, century(context) + token.number as i16)
        }
        _ => None,
    }
}

/// The century of decades told by two digits: the last one, as seen from the anchor.
fn century(context: &Context<'_>) -> i16 {
    let year = context.today().map_or(2000, jiff::civil::Date::year);
    if year.rem_euclid(100) >= 30 { year.div_euclid(100) * 100 } else { year.div_euclid(100) * 100 - 100 }
}

fn period(context: &Context<'_>, start: usize, end: usize, year: i16) -> Option<Found> {
    let goes_on = context.glued(end) && context.token(end).kind != Kind::Mark('-') && context.token(end).is_number();
    let period = Period { grain: Grain::Decade, first: date(year, 1, 1)? };
    (!goes_on).then(|| Found::period(start, end, period, "decade"))
}
