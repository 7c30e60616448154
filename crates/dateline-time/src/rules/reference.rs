//! `now`, `recently`, `currently`, `soon`, `the future`, `these days`: past, present or future and no more.
//!
//! ## What it reads
//! The words named, `right now`, `at present`, `the past`, `the near future`, `as soon as possible`, `present-day`, `will one day`.
//!
//! ## What it decides
//! `PRESENT_REF`, `PAST_REF` or `FUTURE_REF`; no days. `soon` is the future only where the sentence looks ahead.
//!
//! ## What it leaves alone
//! `past` as a preposition or adjective (`past the gate`, `past mistakes`), `futures`, `presents`.

use crate::Direction;
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Ref, Class::Article, Class::Relative, Class::Number, Class::Word];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let found = |end: usize, n: i8| Some(Found::new(at, end, When::Vague(n), "past, present or future"));
    match context.word(at) {
        "right" if context.is(at + 1, "now") => return found(at + 2, 0),
        "these" if context.is(at + 1, "days") => return found(at + 2, 0),
        "as" if context.run(at, &["as", "soon", "as", "possible"]) => return found(at + 4, 1),
        "the" => return the(context, at),
        "one" if some_day(context, at) => return found(at + 2, 1),
        _ => {}
    }
    let n = context.get(at, Class::Ref)?;
    let (token, before) = (context.token(at), context.before(at));
    let joined = token.glued && before.kind == Kind::Mark('-') || context.joins(at + 1) && !context.is(at + 2, "day");
    if joined || token.upper && token.len() > 1 {
        return None;
    }
    let fits = match context.word(at) {
        "past" => false,
        "present" => context.is(at.wrapping_sub(1), "at") || context.joins(at + 1),
        "soon" | "shortly" => {
            !context.one_of(at + 1, &["after", "before", "as", "afterward", "afterwards", "thereafter"])
                && !context.one_of(at.wrapping_sub(1), &["as", "too"])
                && context.direction(at, at + 1) == Some(Direction::Ahead)
        }
        "future" => !token.capital && context.one_of(at.wrapping_sub(1), &["foreseeable", "near", "in", "distant"]),
        "now" => !(token.capital && before.capital && before.kind == Kind::Word),
        _ => true,
    };
    let end = if context.is(at, "present") && context.joins(at + 1) { at + 3 } else { at + 1 };
    if fits { found(end, n as i8) } else { None }
}

/// `will one day be`, `hopes she one day follows`: some day ahead, no length.
pub(super) fn some_day(context: &Context<'_>, at: usize) -> bool {
    if !context.run(at, &["one", "day"]) {
        return false;
    }
    let before = context.before(at);
    let modal = before.entry.mask & Class::Ahead.bit() != 0;
    let subject = context.one_of(at.wrapping_sub(1), &["he", "she", "they", "it", "we", "i", "you"]);
    (modal || subject && context.part(at + 2) == Some(crate::Part::Verb))
        && context.direction(at, at + 2) == Some(Direction::Ahead)
        && !context.joins(at + 2)
}

/// `the past`, `the future`, `the near future`.
fn the(context: &Context<'_>, at: usize) -> Option<Found> {
    let found = |end: usize, n: i8| Some(Found::new(at, end, When::Vague(n), "past, present or future"));
    let next = context.token(at + 1);
    let noun = |at: usize| {
        let after = context.token(at);
        after.kind != Kind::Word
            || !after.entry.word.is_empty()
                && after.entry.mask
                    & (Class::Unit.bit()
                        | Class::Units.bit()
                        | Class::Number.bit()
                        | Class::Vague.bit()
                        | Class::Season.bit()
                        | Class::Month.bit()
                        | Class::Weekday.bit()
                        | Class::Part.bit()
                        | Class::Counted.bit()
                        | Class::Fiscal.bit())
                    == 0
    };
    if next.capital {
        return None;
    }
    match next.entry.word {
        "past" | "future" if noun(at + 2) && !context.token(at + 2).is_number() => {
            found(at + 2, if next.entry.word == "past" { -1 } else { 1 })
        }
        "near" if context.is(at + 2, "future") => found(at + 3, 1),
        "near" | "short" if context.is(at + 2, "term") => found(at + 3, 1),
        "present" if context.token(at + 2).kind != Kind::Word => found(at + 2, 0),
        _ => None,
    }
}
