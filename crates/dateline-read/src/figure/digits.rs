//! `8,461`, `3.5bn`, `3.15×10−5`, `12,34,567`: a number told with digits.
//!
//! ## What it reads
//! Digits with separators of thousands, Western (`1,234,567`) or Indian (`12,34,567`), a decimal point, a sign, an exponent,
//! and what multiplies: `k`, `m`, `bn`, `million`, `lakh crore`, `and a half`.
//!
//! ## What it decides
//! The exact decimal.
//! A lone `m` is a million beside money or before a noun that can be counted, else metres; `b` and `t` multiply money only.
//!
//! ## What it leaves alone
//! Digits that are not one number: `1,2,3,4`, `1.2.3`, `007`; numbers beyond 28 digits are noted.

use rust_decimal::Decimal;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::Word;
use super::piece::Gap;
use super::{money, unit};

/// What digits are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Digits {
    Number(Decimal),
    /// Not one number, or not one of ours.
    Unreadable,
    /// A number of more digits than are kept.
    TooLarge,
}

/// The digits that begin at a piece, with their scale.
pub(super) fn read(context: &Context<'_>, at: usize, has_currency: bool) -> Option<Result<Draft, Digits>> {
    let value = match value(context.words(at)) {
        Digits::Number(value) => value,
        other => return Some(Err(other)),
    };
    let mut draft = Draft::new(at, at + 1, value, Form::Digits);
    // `10 000`, `80, 000`: a group of noughts is no number of its own.
    let mut next = at + 1;
    while context.words(at).len() <= 3 && !context.words(at).starts_with('0') {
        let comma = usize::from(context.is_mark(next, ',') && context.glued(next));
        let group = context.words(next + comma) == "000"
            && context.pieces[next + comma].gap == Gap::Space
            && context.parse.text()[context.span(at, next)?].chars().last().is_some_and(|c| c.is_ascii_digit());
        if !group {
            break;
        }
        draft.value = draft.value.checked_mul(Decimal::ONE_THOUSAND)?;
        next += comma + 1;
    }
    match exponent(context, next, draft.value) {
        Some(Digits::Number(power)) => {
            draft.value = power;
            next += 2;
        }
        Some(odd) => return Some(Err(odd)),
        None => {}
    }
    draft.number.1 = next;
    if let Some((end, power)) = power(context, next) {
        match draft.value.checked_mul(power) {
            Some(value) => draft.value = value,
            None => return Some(Err(Digits::TooLarge)),
        }
        draft.number.1 = end;
    }
    if let Some(true) = is_negative(context, at) {
        draft.value.set_sign_negative(true);
        draft.number.0 -= 1;
    }
    scale(context, &mut draft, has_currency);
    draft.first = draft.number.0;
    draft.end = draft.number.1;
    Some(Ok(draft))
}

/// The value of digits with separators and exponent.
pub(super) fn value(digits: &str) -> Digits {
    let (digits, exponent) = match digits.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.replace('−', "-").parse::<i32>().unwrap_or(i32::MAX)),
        None => (digits, 0),
    };
    let (whole, part) = match digits.matches('.').count() {
        0 => (digits, ""),
        1 => digits.split_once('.').unwrap_or((digits, "")),
        // `1.234.567`, as much of Europe writes thousands.
        _ if digits.split('.').skip(1).all(|group| group.len() == 3) && !digits.contains(',') => {
            return decimal(&digits.replace('.', ""), "", 0);
        }
        _ => return Digits::Unreadable,
    };
    if part.contains(',') || !is_grouped(whole) {
        return Digits::Unreadable;
    }
    let is_code = whole.len() > 1 && whole.starts_with('0');
    if is_code { Digits::Unreadable } else { decimal(&whole.replace(',', ""), part, exponent) }
}

fn decimal(whole: &str, part: &str, exponent: i32) -> Digits {
    let significant = whole.trim_start_matches('0').len() + part.len();
    if significant > 28 || exponent.abs() > 28 {
        return Digits::TooLarge;
    }
    let parsed = format!("{whole}.{part}0").parse::<Decimal>().ok().and_then(|value| shifted(value, exponent));
    parsed.map_or(Digits::TooLarge, |value| Digits::Number(value.normalize()))
}

/// A value times ten to a power, when it can be told exactly.
fn shifted(value: Decimal, exponent: i32) -> Option<Decimal> {
    let power = (0..exponent.unsigned_abs()).try_fold(Decimal::ONE, |power, _| power.checked_mul(Decimal::TEN))?;
    if exponent >= 0 {
        return value.checked_mul(power);
    }
    let small = value.checked_div(power)?;
    (small.checked_mul(power)? == value).then_some(small)
}

/// Whether commas stand where thousands are parted, Western or Indian; digits without commas are one group.
fn is_grouped(whole: &str) -> bool {
    let groups: Vec<&str> = whole.split(',').collect();
    let Some((last, rest)) = groups.split_last() else { return false };
    let Some((first, middle)) = rest.split_first() else { return true };
    let western = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
    let indian = (1..=2).contains(&first.len()) && middle.iter().all(|group| group.len() == 2);
    last.len() == 3 && (western || indian)
}

/// `^6` behind a ten: what the ten is multiplied by.
fn exponent(context: &Context<'_>, at: usize, base: Decimal) -> Option<Digits> {
    let caret = context.is_mark(at, '^') && context.glued(at) && context.glued(at + 1) && context.is_number(at + 1);
    if !caret {
        return None;
    }
    let exponent = context.words(at + 1).parse::<i32>().ok().filter(|exponent| (1..=28).contains(exponent));
    let power = exponent.filter(|_| base == Decimal::TEN).and_then(|exponent| shifted(Decimal::ONE, exponent));
    Some(power.map_or(Digits::TooLarge, Digits::Number))
}

/// `×10−5`, `x 10^6`: a power of ten, exclusive end and all.
fn power(context: &Context<'_>, at: usize) -> Option<(usize, Decimal)> {
    let times = context.one_of(at, &["x", "×", "*", "·"]);
    // `x10` is one word and a number; `8x2^10` has another base.
    if !times || !context.is_number(at + 1) {
        return None;
    }
    let base: u32 = context.words(at + 1).parse().ok().filter(|base| matches!(base, 2 | 10))?;
    let mut next = at + 2;
    let caret = context.is_mark(next, '^');
    next += usize::from(caret);
    let minus = context.glued(next) && (context.is_mark(next, '-') || context.is_mark(next, '−'));
    next += usize::from(minus);
    if !(caret || minus) || !context.glued(next) || !context.is_number(next) {
        return None;
    }
    let exponent: i32 = context.words(next).parse().ok().filter(|exponent| (0..=28).contains(exponent))?;
    let power = if base == 10 {
        shifted(Decimal::ONE, if minus { -exponent } else { exponent })?
    } else {
        Decimal::from(2_u64.checked_pow(u32::try_from(exponent).ok().filter(|_| !minus)?)?)
    };
    Some((next + 1, power))
}

/// Whether a minus belongs to the number after it: `-5 yards`, `minus 40`, but not `3-5`.
fn is_negative(context: &Context<'_>, at: usize) -> Option<bool> {
    let sign = at.checked_sub(1)?;
    if context.is(sign, "minus") {
        return Some(context.goes_on(at));
    }
    let minus = context.is_mark(sign, '-') || context.is_mark(sign, '−');
    let stands_free = !context.glued(sign)
        || sign.checked_sub(1).is_some_and(|before| {
            context.is_mark(before, '(') || money::is_sign(context.words(before)) || context.is_mark(before, '[')
        });
    Some(minus && context.glued(at) && stands_free)
}

/// What multiplies the number: glued letters, words of scale, `and a half`.
fn scale(context: &Context<'_>, draft: &mut Draft, has_currency: bool) {
    let mut next = draft.number.1;
    let has_currency = has_currency || money::code_after(context, next + 1).is_some();
    let letters = context.words(next);
    let is_near = context.glued(next) || has_currency && context.goes_on(next);
    let counts_noun = || counts_noun(context, next + 1);
    let factor: u64 = match letters {
        // `291.15K` is a temperature.
        "k" | "K" if context.glued(next) && draft.value.scale() < 2 => 1_000,
        "m" if is_near && (has_currency || counts_noun()) => 1_000_000,
        "M" if is_near && (has_currency || counts_noun() || !context.goes_on(next + 1)) => 1_000_000,
        "b" | "B" if is_near && (has_currency || letters == "B" && counts_noun()) => 1_000_000_000,
        "t" | "T" if is_near && has_currency => 1_000_000_000_000,
        _ => 1,
    };
    let mut all = Decimal::from(factor);
    next += usize::from(factor > 1);
    if factor == 1 {
        // `3 hundred`, `1.2 lakh crore`.
        for _ in 0..2 {
            let by = match context.word(next) {
                _ if !context.goes_on(next) => break,
                Word::Hundred => Decimal::ONE_HUNDRED,
                Word::Scale(by) => Decimal::from(by),
                Word::Dozen => Decimal::from(12),
                _ if context.is_hyphen(next)
                    && context.glued(next)
                    && matches!(context.word(next + 1), Word::Scale(_)) =>
                {
                    next += 1;
                    continue;
                }
                _ => break,
            };
            let Some(product) = all.checked_mul(by) else { break };
            all = product;
            next += 1;
        }
    }
    // `2 and a half million`.
    if context.is(next, "and") && context.one_of(next + 1, &["a", "one"]) && context.is(next + 2, "half") {
        let by = match context.word(next + 3) {
            Word::Scale(by) => Some(by),
            _ => None,
        };
        let more = draft.value.checked_add(Decimal::new(5, 1));
        if let (Some(more), Some(product)) = (more, all.checked_mul(Decimal::from(by.unwrap_or(1)))) {
            (draft.value, all) = (more, product);
            next += 3 + usize::from(by.is_some());
        }
    }
    let Some(value) = draft.value.checked_mul(all) else { return };
    draft.value = value.normalize();
    draft.scale = all;
    draft.number.1 = next;
}

/// Whether a noun that can be counted follows, or a unit: `8.4m tonnes`, `6.2M printed sales`.
fn counts_noun(context: &Context<'_>, at: usize) -> bool {
    if !context.goes_on(at) || context.glued(at) {
        return false;
    }
    if unit::word_at(context, at).is_some() {
        return true;
    }
    let plural = |at: usize| context.token(at).is_some_and(|token| matches!(token.tag(), "NNS" | "NNPS"));
    let adjective =
        |at: usize| context.token(at).is_some_and(|token| matches!(token.tag(), "JJ" | "NN" | "VBN" | "CC"));
    (at..at + 4).find(|&at| !adjective(at)).is_some_and(plural)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Digits {
        Digits::Number(text.parse().unwrap())
    }

    #[test]
    fn digits_are_grouped_as_people_group_them() {
        assert_eq!(value("8,461"), number("8461"));
        assert_eq!(value("1,234,567.50"), number("1234567.5"));
        assert_eq!(value("12,34,567"), number("1234567"));
        assert_eq!(value("1.234.567"), number("1234567"));
        assert_eq!(value(".534"), number("0.534"));
        assert_eq!(value("6e13"), number("60000000000000"));
        assert_eq!(value("1e-3"), number("0.001"));
        for odd in ["1,2,3,4", "1.2.3", "12,3", "1.5,5", "007", "1234,567"] {
            assert_eq!(value(odd), Digits::Unreadable, "{odd}");
        }
        assert_eq!(value("1e400"), Digits::TooLarge);
        assert_eq!(value(&"9".repeat(400)), Digits::TooLarge);
    }
}
