//! `third`, `22nd`, `twenty-first`: which one in a row.
//!
//! ## What it reads
//! Ordinals in words and digits that describe a noun or stand for one.
//!
//! ## What it decides
//! The number in the row.
//!
//! ## What it leaves alone
//! `first` as an adverb, `a third of` and `two-thirds` (parts), `the second` as a length of time, and compounds: `first-team`.

use rust_decimal::Decimal;

use super::context::Context;
use super::digits::{self, Digits};
use super::draft::{Draft, Form};
use super::lexicon::Word;

/// The ordinal that begins at a piece.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Draft> {
    let word = |at: usize| context.word(at);
    let (end, value) = match word(at) {
        Word::Ordinal(n) => (at + 1, Decimal::from(n)),
        Word::Ten(tens) if context.is_hyphen(at + 1) || context.goes_on(at + 1) => {
            let next = at + 1 + usize::from(context.is_hyphen(at + 1));
            match word(next) {
                Word::Ordinal(n @ 1..=9) => (next + 1, Decimal::from(tens + n)),
                _ => return None,
            }
        }
        _ if context.is_number(at) && context.glued(at + 1) && context.one_of(at + 1, &["st", "nd", "rd", "th"]) => {
            match digits::value(context.words(at)) {
                Digits::Number(n) if n.is_integer() => (at + 2, n),
                _ => return None,
            }
        }
        _ => return None,
    };
    let token = context.token(end - 1)?;
    let describes = matches!(token.tag(), "JJ" | "CD" | "JJS" | "NNP") || end - at > 1;
    let compound = context.is_hyphen(end) && context.glued(end)
        || at > 0 && context.is_hyphen(at - 1) && context.glued(at)
        || at > 0 && context.one_of(at - 1, &["at"]) && context.is(at, "first");
    (describes && !compound).then(|| Draft::new(at, end, value, Form::Ordinal))
}
