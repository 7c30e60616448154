//! `$3.5bn`, `US$`, `10 million euros`, `235p`: sums of money.
//!
//! ## What it reads
//! Signs and ISO 4217 codes before and after a number, with the country's letters; currencies by word, with the country's adjective;
//! dollars and cents told one after the other.
//!
//! ## What it decides
//! The ISO 4217 code; `$` alone is the United States'.
//! Pounds are money when they go into the millions, or when the story writes `£`; else they are weight.
//! Words that are several countries' money (`francs`) and parts of a currency (`cents`) stay words: the story does not say more.
//!
//! ## What it leaves alone
//! `us` and `a` before a sum (`gave us $5`), `won` as a verb.

use dateline_record::FigureKind;
use rust_decimal::Decimal;
use std::sync::LazyLock;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::{self, CURRENCIES_TSV, SIGNS_TSV, Table};
use super::unit;

static SIGNS: Table = LazyLock::new(|| lexicon::rows(SIGNS_TSV).collect());
static CURRENCIES: Table = LazyLock::new(|| lexicon::rows(CURRENCIES_TSV).collect());

/// A currency beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Money {
    /// Its outer edge: the first piece of a prefix, the end of a suffix.
    pub(super) edge: usize,
    pub(super) code: &'static str,
    /// What it multiplies by: `MUSD` is millions.
    pub(super) by: u64,
}

/// Whether this is a sign of money, as against a code in letters.
pub(super) fn is_sign(words: &str) -> bool {
    words.chars().next().is_some_and(|c| !c.is_ascii_alphanumeric()) && SIGNS.contains_key(words)
}

fn is_iso(letters: &str) -> bool {
    letters.len() == 3
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && SIGNS.contains_key(letters.to_lowercase().as_str())
}

/// The currency before the number at a piece.
pub(super) fn before(context: &Context<'_>, at: usize) -> Option<Money> {
    let last = at.checked_sub(1)?;
    if !context.goes_on(at) {
        return None;
    }
    // The minus of `$-5` and `-$5`.
    let last = if (context.is_mark(last, '-') || context.is_mark(last, '−'))
        && context.glued(at)
        && last > 0
        && is_sign(context.words(last - 1))
    {
        last - 1
    } else {
        last
    };
    let mut found = None;
    let mut sign = String::new();
    for first in (at.saturating_sub(5)..=last).rev() {
        sign.insert_str(0, &context.words(first).to_lowercase());
        if sign.len() > 8 {
            break;
        }
        if let Some(code) = SIGNS.get(sign.as_str())
            && is_prefix(context, first, last)
        {
            found = Some(Money { edge: first, code, by: 1 });
        }
        if first == 0 || !context.goes_on(first) {
            break;
        }
    }
    found.or_else(|| millions(context.words(last)).map(|code| Money { edge: last, code, by: 1_000_000 }))
}

/// `MUSD`: millions of a currency.
fn millions(letters: &str) -> Option<&'static str> {
    let iso = letters.strip_prefix('M').filter(|iso| is_iso(iso))?;
    SIGNS.get(iso.to_lowercase().as_str()).copied()
}

/// Whether pieces `first..=last`, known to spell a currency, are one before a number.
fn is_prefix(context: &Context<'_>, first: usize, last: usize) -> bool {
    let at = last + 1;
    // The sign is part of a longer word: `CUS$`.
    if context.glued(first) && first > 0 && context.is_word(first - 1) && context.is_word(first) {
        return false;
    }
    // The `s` of `the fund's $5`.
    if context.glued(first) && first > 0 && matches!(context.words(first - 1), "'" | "’") {
        return false;
    }
    let letters = context.words(first);
    let is_upper = letters.bytes().all(|b| b.is_ascii_uppercase() || !b.is_ascii());
    if first < last && (first + 1..=last).any(|at| !context.glued(at)) {
        // `US $5`, but neither `A $5 fee` nor `gave us $5`; `us $ 5` is a text that was taken apart.
        let apart = !context.glued(at) && !letters.eq_ignore_ascii_case("a");
        return is_upper && letters != "A" || apart;
    }
    if !context.is_word(last) {
        return true;
    }
    let starts_upper = letters.starts_with(|c: char| c.is_uppercase());
    match letters.to_lowercase().as_str() {
        "dlrs" | "dlr" => true,
        "p" | "kn" | "dh" | "btc" | "eth" | "sen" => false,
        "ps" => context.glued(at) && is_upper,
        "rs" | "rp" | "rm" | "kr" | "kc" | "nis" => starts_upper || context.glued(at),
        _ => is_upper || context.glued(at),
    }
}

/// The currency after a number.
pub(super) fn after(context: &Context<'_>, draft: &Draft, story_has_pounds: bool) -> Option<Money> {
    let at = draft.after();
    if !context.goes_on(at) {
        return None;
    }
    let hyphen = context.is_hyphen(at) && context.goes_on(at + 1);
    let start = at + usize::from(hyphen);
    if context.is(start, "pound") || context.is(start, "pounds") {
        let sterling = context.is(start + 1, "sterling");
        let large = draft.scale >= Decimal::from(100_000);
        return (sterling || large || story_has_pounds).then_some(Money {
            edge: start + 1 + usize::from(sterling),
            code: "GBP",
            by: 1,
        });
    }
    if context.one_of(start, &["won", "mark", "marks", "crown", "crowns", "rand", "real", "sol", "ether", "bolivar"]) {
        let money = draft.value >= Decimal::ONE_HUNDRED || draft.value.scale() > 1;
        let noun = context.token(start).is_some_and(|token| token.tag().starts_with("NN"));
        if !money && (!noun || context.one_of(start, &["won", "marks", "mark"])) {
            return None;
        }
    }
    if let Some(money) = by_word(context, start) {
        return Some(money);
    }
    if hyphen || draft.form != Form::Digits {
        return None;
    }
    let money = code_after(context, start)?;
    // `68 p`, but not `5 p.m.`
    let hour = context.is_mark(start + 1, '.')
        && context.glued(start + 1)
        && context.glued(start + 2)
        && context.is(start + 2, "m");
    let ends = !context.glued(start + 1)
        || context.is_mark(start + 1, ',')
        || context.is_mark(start + 1, '.')
        || context.is_mark(start + 1, ')');
    let loose = money.code == "pence" && (hour || !ends);
    (!loose).then_some(money)
}

/// A sign or code of money at a piece, after a number.
pub(super) fn code_after(context: &Context<'_>, at: usize) -> Option<Money> {
    if !context.goes_on(at) {
        return None;
    }
    let letters = context.words(at);
    if letters.len() > 12 || letters.is_empty() {
        return None;
    }
    if let Some(code) = millions(letters) {
        return Some(Money { edge: at + 1, code, by: 1_000_000 });
    }
    let lower = letters.to_lowercase();
    let code = SIGNS.get(lower.as_str())?;
    let fits = if context.is_word(at) {
        is_iso(letters)
            || matches!(lower.as_str(), "usd" | "eur" | "gbp" | "rmb" | "cny" | "jpy" | "inr" | "btc")
            || matches!(letters, "p" | "kn" | "kr" | "Kč" | "zł" | "zl" | "NIS" | "Rs")
            || !letters.is_ascii()
    } else {
        // `10 $ 30`: the sign belongs to the nearer number, or to the first.
        context.glued(at) || !context.is_number(at + 1) || !context.glued(at + 1)
    };
    let whole = !context.glued(at + 1) || !context.is_word(at + 1) && !context.is_number(at + 1);
    (fits && whole).then_some(Money { edge: at + 1, code, by: 1 })
}

/// The longest currency by word at a piece.
pub(super) fn by_word(context: &Context<'_>, at: usize) -> Option<Money> {
    let mut found = None;
    let mut words = String::new();
    for end in at + 1..=(at + 4).min(context.pieces.len()) {
        let here = end - 1;
        if !(context.is_word(here) && context.goes_on(here) || context.is_mark(here, '.') && context.glued(here)) {
            break;
        }
        if context.is_mark(here, '.') {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&context.words(here).to_lowercase());
        let singular = || CURRENCIES.get(words.strip_suffix('s')?);
        let code = CURRENCIES.get(words.as_str()).or_else(singular);
        if let Some(code) = code {
            found = Some(Money { edge: end, code, by: 1 });
        }
    }
    found
}

/// Makes a draft money, with what follows `per`.
pub(super) fn set(draft: &mut Draft, money: Money) {
    draft.kind = Some(FigureKind::Money);
    draft.value = draft.value.checked_mul(Decimal::from(money.by)).unwrap_or(draft.value);
    draft.first = draft.first.min(money.edge);
    draft.end = draft.end.max(money.edge);
    draft.unit = Some(money.code.to_owned());
}

/// `US $ per gallon`: adds the denominator to a sum.
pub(super) fn per(context: &Context<'_>, draft: &mut Draft) {
    if let Some((end, below)) = unit::per(context, draft.end)
        && let Some(unit) = &mut draft.unit
    {
        unit.push('/');
        unit.push_str(&below);
        draft.end = end;
    }
}

/// `3 dollars 50 cents`, `thirteen dollars and forty-five cents`: one sum.
pub(super) fn join_cents(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let is_cents = matches!(draft.unit.as_deref(), Some("cents" | "pence"));
        if is_cents
            && let Some(major) = kept.last_mut()
            && major.kind == Some(FigureKind::Money)
            && major.unit.as_ref().is_some_and(|unit| unit.len() == 3 && unit != "sen")
            && draft.value < Decimal::ONE_HUNDRED
            && major.value.is_integer()
            && (major.end == draft.first || major.end + 1 == draft.first && context.is(major.end, "and"))
            && context.goes_on(draft.first)
        {
            major.value += (draft.value / Decimal::ONE_HUNDRED).normalize();
            major.end = draft.end;
            continue;
        }
        kept.push(draft);
    }
    *drafts = kept;
}
