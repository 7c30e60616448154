//! `two-thirds`, `half of`, `½`, `2 1/2`, `one in five`: a part of a whole.
//!
//! ## What it reads
//! Fractions in words and digits, mixed numbers, the signs of Unicode, and `one in five`, `nine out of ten`.
//!
//! ## What it decides
//! The value, exact where a decimal can be, else to twelve places.
//!
//! ## What it leaves alone
//! `first half`, `half-time`, `fourth quarter`, `a third attempt`; `9/11`, `24/7`, dates; a denominator of nought.

use rust_decimal::Decimal;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::Word;

/// The places that a fraction is rounded to.
const PLACES: u32 = 12;

fn quotient(n: u64, of: u64) -> Option<Decimal> {
    Some(Decimal::from(n).checked_div(Decimal::from(of))?.round_dp(PLACES).normalize())
}

/// The fraction that begins at a piece.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Draft> {
    digits(context, at).or_else(|| in_words(context, at)).or_else(|| in_so_many(context, at))
}

fn sign(c: char) -> Option<(u64, u64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

/// `½`, `2½`, `1/4`, `2 1/2`, `1⁄32`.
fn digits(context: &Context<'_>, at: usize) -> Option<Draft> {
    let (whole, next) = match context.pieces[at].kind {
        super::piece::Kind::Number if stroke(context, at).is_none() => (context.words(at).parse::<u32>().ok()?, at + 1),
        _ => (0, at),
    };
    let (end, part) = if let Some(c) = context.words(next).chars().next()
        && let Some((n, of)) = sign(c)
        && (next == at || context.goes_on(next))
    {
        (next + 1, quotient(n, of)?)
    } else {
        if next > at && (!context.goes_on(next) || !context.is_number(next)) {
            return None;
        }
        stroke(context, next)?
    };
    let form = if next > at { Form::Digits } else { Form::Fraction };
    Some(Draft::new(at, end, Decimal::from(whole) + part, form))
}

/// `1/4`: a proper fraction of a kind that people use, not a date or a name.
fn stroke(context: &Context<'_>, at: usize) -> Option<(usize, Decimal)> {
    let stroke = context.is_mark(at + 1, '/') || context.is_mark(at + 1, '⁄');
    if !stroke
        || !context.is_number(at)
        || !context.glued(at + 1)
        || !context.glued(at + 2)
        || !context.is_number(at + 2)
    {
        return None;
    }
    if context.is_mark(at + 3, '/') && context.glued(at + 3) || at > 0 && context.is_mark(at - 1, '/') {
        return None;
    }
    let n: u64 = context.words(at).parse().ok()?;
    let of: u64 = context.words(at + 2).parse().ok()?;
    let common = matches!(of, 2..=6 | 8 | 10 | 16 | 32 | 64 | 100 | 1000);
    (0 < n && n < of && (n == 1 || common)).then_some(())?;
    Some((at + 3, quotient(n, of)?))
}

/// `two-thirds`, `a quarter of`, `one half`, `half of`, `half the`.
fn in_words(context: &Context<'_>, at: usize) -> Option<Draft> {
    let word = |at: usize| context.word(at);
    // `half of them`, `half the houses`, but not `the second half of`.
    if context.is(at, "half") {
        let of = context.one_of(at + 1, &["of", "the", "its", "their", "his", "her", "our", "all", "these", "those"]);
        let named = at.checked_sub(1).is_some_and(|before| {
            matches!(word(before), Word::Ordinal(_))
                || context.one_of(
                    before,
                    &["last", "other", "this", "that", "each", "better", "the", "latter", "former", "a"],
                ) && !context.is(before, "a")
                || context.is_hyphen(before)
        });
        return (of && !named && context.goes_on(at + 1))
            .then(|| Draft::new(at, at + 1, Decimal::new(5, 1), Form::Fraction));
    }
    let n = match word(at) {
        Word::One(n) => n,
        Word::Teen(n) => n,
        _ if context.is(at, "a") => 1,
        _ => return None,
    };
    let hyphen = usize::from(context.is_hyphen(at + 1));
    let next = at + 1 + hyphen;
    if !context.goes_on(next) {
        return None;
    }
    let of = match word(next) {
        Word::Part(of) => of,
        Word::Ordinal(of @ (3..=20 | 100 | 1000)) if n == 1 => of,
        _ => return None,
    };
    // `a third of`, but `a third attempt`; `one quarter` may be three months.
    let has_of = context.is(next + 1, "of");
    let plain = if n == 1 && hyphen == 0 {
        has_of && !context.one_of(next + 2, &["2019", "2020"])
            || context.is(at, "one") && of != 4 && !follows_noun(context, next)
    } else {
        of != 4 || hyphen == 1 || has_of || n == 3
    };
    plain.then(|| quotient(n, of).map(|value| Draft::new(at, next + 1, value, Form::Fraction)))?
}

fn follows_noun(context: &Context<'_>, at: usize) -> bool {
    context.token(at + 1).is_some_and(|token| token.tag().starts_with("NN"))
}

/// `one in five`, `nine out of ten`, `3 out of 4`.
fn in_so_many(context: &Context<'_>, at: usize) -> Option<Draft> {
    let small = |at: usize| {
        let piece = context.pieces.get(at)?;
        match piece.word() {
            Word::One(n) | Word::Teen(n) | Word::Ten(n) => Some((n, true)),
            Word::Hundred => Some((100, true)),
            _ if piece.kind == super::piece::Kind::Number => Some((context.words(at).parse().ok()?, false)),
            _ => None,
        }
    };
    let (n, words) = small(at)?;
    let out = context.is(at + 1, "out") && context.is(at + 2, "of");
    let every = context.is(at + 1, "in");
    let mut next = at + 1 + usize::from(out) + usize::from(out || every);
    next += usize::from(context.one_of(next, &["every", "a"]) && small(next + 1).is_some());
    if !(out || every) || !context.goes_on(next) {
        return None;
    }
    let (of, also) = small(next)?;
    let goes_on = matches!(context.word(next + 1), Word::One(_) | Word::Hundred | Word::Scale(_) | Word::Vague(_))
        || context.is_hyphen(next + 1);
    let round = matches!(of, 2..=10 | 12 | 20 | 50 | 100 | 1000);
    // `scored two in five games` counts twice; `one in five` is a share.
    let share = out || n == 1 || context.is(next - 1, "every");
    (words == also && n > 0 && n < of && round && share && !goes_on).then_some(())?;
    Some(Draft::new(at, next + 1, quotient(n, of)?, Form::Fraction))
}
