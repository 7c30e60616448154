//! `kilometres`, `km²`, `°C`, `per cent`, `a barrel`: the unit after a number.
//!
//! ## What it reads
//! Units by word, by sign after digits, over a hyphen (`24-ounce`), squares and cubes, and what follows `per`, `a`, `an`, `each`, `/`.
//!
//! ## What it decides
//! The UCUM code, where UCUM has one, and what kind of figure it makes.
//!
//! ## What it leaves alone
//! Signs that are words or parts of names beside a number: `2 in London`, `5G`, `747s`.

use std::sync::LazyLock;

use dateline_record::FigureKind;
use rustc_hash::FxHashMap;

use super::context::Context;
use super::lexicon::{self, UNITS_TSV};

/// A unit where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// The piece after it.
    pub(super) end: usize,
    /// The UCUM code, or the words.
    pub(super) code: String,
    pub(super) kind: FigureKind,
}

static UNITS: LazyLock<FxHashMap<&'static str, (&'static str, FigureKind)>> = LazyLock::new(|| {
    let entry = |(words, rest): (&'static str, &'static str)| {
        let (code, kind) = rest.split_once('\t')?;
        let kind = match kind {
            "duration" => FigureKind::Duration,
            "distance" => FigureKind::Distance,
            "rate" => FigureKind::Rate,
            "percent" => FigureKind::Percent,
            _ => FigureKind::Other,
        };
        Some((words, (code, kind)))
    };
    lexicon::rows(UNITS_TSV).filter_map(entry).collect()
});

/// How many pieces a unit is made of at most.
const MOST: usize = 7;

/// The unit after a number; signs count when it has digits.
pub(super) fn after(context: &Context<'_>, at: usize, has_digits: bool) -> Option<Unit> {
    if !context.goes_on(at) {
        return None;
    }
    let hyphen = context.is_hyphen(at) && context.glued(at) && context.goes_on(at + 1);
    let start = at + usize::from(hyphen);
    let open = context.is_mark(at, '{') || context.is_mark(at, '<');
    let start = start + usize::from(open && !hyphen);
    let mut unit = longest(context, start, has_digits)?;
    if hyphen && is_age(context, &mut unit) {
        return Some(unit);
    }
    is_age(context, &mut unit);
    Some(with_per(context, unit))
}

/// A unit by word at a piece.
pub(super) fn word_at(context: &Context<'_>, at: usize) -> Option<Unit> {
    longest(context, at, false)
}

/// `15-month-old`, `40 year-old`, `years of age` in which the table does not see past a hyphen.
fn is_age(context: &Context<'_>, unit: &mut Unit) -> bool {
    let plural = match unit.code.as_str() {
        "a" => "years old",
        "mo" => "months old",
        "wk" => "weeks old",
        "d" => "days old",
        _ => return false,
    };
    let next = unit.end + usize::from(context.is_hyphen(unit.end));
    if !context.is(next, "old") && !context.is(next, "olds") {
        return false;
    }
    plural.clone_into(&mut unit.code);
    unit.end = next + 1;
    true
}

/// The longest unit that begins at a piece.
fn longest(context: &Context<'_>, at: usize, has_digits: bool) -> Option<Unit> {
    if !context.goes_on(at) {
        return None;
    }
    if let Some(power) = power_before(context, at)
        && let Some(base) = longest(context, power.0, has_digits)
        && base.kind == FigureKind::Distance
    {
        return Some(Unit { code: raised(&base.code, power.1), kind: FigureKind::Other, ..base });
    }
    let mut found: Option<(usize, &(&'static str, FigureKind))> = None;
    let mut sign = String::from("=");
    for end in at + 1..=(at + MOST).min(context.pieces.len()) {
        let here = end - 1;
        if here > at && !context.goes_on(here) {
            break;
        }
        if here > at && context.is_mark(here, '.') {
            if !context.glued(here) {
                break;
            }
            continue;
        }
        let after_point = here > at && context.is_mark(here - 1, '.') && context.glued(here);
        if here > at && !context.glued(here) && !after_point {
            sign.push(' ');
        }
        if !context.is_mark(here, '^') {
            sign.push_str(context.words(here));
        }
        if sign.len() > 40 {
            break;
        }
        let whole = !context.glued(end) || !(context.is_word(end) || context.is_number(end));
        if !whole {
            continue;
        }
        let by_sign = || UNITS.get(sign.as_str()).filter(|_| has_digits && may_be_sign(context, at, end, &sign[1..]));
        if let Some(unit) = by_word(&sign[1..]).or_else(by_sign) {
            found = Some((end, unit));
        }
    }
    let (mut end, &(code, kind)) = found?;
    let (mut code, mut kind) = (code.to_owned(), kind);
    if kind == FigureKind::Distance && context.one_of(end, &["squared", "cubed"]) {
        code = raised(&code, if context.is(end, "squared") { 2 } else { 3 });
        kind = FigureKind::Other;
        end += 1;
    }
    Some(Unit { end, code, kind })
}

/// A unit by word, singular or plural, capitals aside.
fn by_word(words: &str) -> Option<&'static (&'static str, FigureKind)> {
    if !words.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let lower = words.to_lowercase();
    let singular = || UNITS.get(lower.strip_suffix('s')?);
    // `degrees Celsius`, `parts per million`: the first word is the one that is many.
    let first_singular = || {
        let (first, rest) = lower.split_once(' ')?;
        UNITS.get(format!("{} {rest}", first.strip_suffix('s')?).as_str())
    };
    UNITS.get(lower.as_str()).or_else(singular).or_else(first_singular)
}

/// `square`, `sq`, `cubic`: where the unit of length stands, and its power.
fn power_before(context: &Context<'_>, at: usize) -> Option<(usize, u8)> {
    let power = if context.one_of(at, &["square", "sq"]) {
        2
    } else if context.one_of(at, &["cubic", "cu"]) {
        3
    } else {
        return None;
    };
    let next = at + 1;
    let point = usize::from(context.is_mark(next, '.') && context.glued(next));
    let hyphen = usize::from(context.is_hyphen(next));
    Some((next + point.max(hyphen), power))
}

/// A length to a power, as UCUM writes it.
fn raised(code: &str, power: u8) -> String {
    let of_its_own = match (code, power) {
        ("[ft_i]", 2) => "[sft_i]",
        ("[mi_i]", 2) => "[smi_us]",
        ("[in_i]", 2) => "[sin_i]",
        ("[yd_i]", 2) => "[syd_i]",
        ("[ft_i]", _) => "[cft_i]",
        ("[in_i]", _) => "[cin_i]",
        ("[yd_i]", _) => "[cyd_i]",
        _ => return format!("{code}{power}"),
    };
    of_its_own.to_owned()
}

/// Whether a sign is a unit here, and not a word or part of a name.
fn may_be_sign(context: &Context<'_>, at: usize, end: usize, sign: &str) -> bool {
    // `81946 L-307`
    if context.is_hyphen(end) && context.glued(end) && context.is_number(end + 1) && context.glued(end + 1) {
        return false;
    }
    let next_is_name = context.token(end).is_some_and(|token| token.tag() == "NNP") && context.is_word(end);
    match sign {
        // `2 in thick`, `2 in.`, `2 in`; not `2 in London`.
        "in" => {
            !context.is_word(end) && !context.is_number(end)
                || context.one_of(end, &["thick", "wide", "long", "tall", "high", "deep", "x", "across", "in"])
        }
        // `747s`, `the 1990s`.
        "s" => !context.glued(at) || context.words(at - 1).contains('.'),
        "m" | "t" | "h" | "g" | "l" | "L" => context.glued(at) || !next_is_name,
        "C" | "F" | "A" | "K" | "V" | "J" => !next_is_name && !context.is_number(end) && !context.is_hyphen(end),
        _ => true,
    }
}

/// A unit with what follows `per`.
fn with_per(context: &Context<'_>, unit: Unit) -> Unit {
    // `gallons of rain water a year`
    if context.is(unit.end, "of") && unit.kind == FigureKind::Other {
        let rate = (unit.end + 2..unit.end + 5).find(|&at| context.one_of(at, &["a", "per"]));
        let noun =
            |at: usize| context.token(at).is_some_and(|token| token.tag().starts_with("NN") || token.tag() == "JJ");
        if let Some(at) = rate.filter(|&at| (unit.end + 1..at).all(noun))
            && let Some((_, below)) = per(context, at)
            && matches!(below.as_str(), "a" | "d" | "mo" | "wk" | "h" | "min" | "s")
        {
            return Unit { code: format!("{}/{below}", unit.code), kind: FigureKind::Rate, ..unit };
        }
    }
    match per(context, unit.end) {
        Some((end, below)) => {
            let code = format!("{}/{below}", unit.code);
            let kind = if matches!(unit.kind, FigureKind::Percent) { unit.kind } else { FigureKind::Rate };
            with_more(context, Unit { end, code, kind })
        }
        None => unit,
    }
}

/// `J/m² per year`: a second denominator.
fn with_more(context: &Context<'_>, unit: Unit) -> Unit {
    match per(context, unit.end) {
        Some((end, below)) => Unit { end, code: format!("{}/{below}", unit.code), ..unit },
        None => unit,
    }
}

/// What is counted by other than measure after `a`: `$73 a share`.
const EACH: [&str; 12] =
    ["share", "head", "person", "night", "piece", "bottle", "ticket", "vote", "unit", "serving", "ounce", "pop"];

/// What follows `per`, `a`, `each`, `/` at a piece: its end, and its code or noun.
pub(super) fn per(context: &Context<'_>, at: usize) -> Option<(usize, String)> {
    if !context.goes_on(at) {
        return None;
    }
    let hyphen = usize::from(context.is_hyphen(at));
    let word = at + hyphen;
    let stroke = context.is_mark(at, '/');
    let per = context.is(word, "per");
    let each = context.one_of(word, &["a", "an", "each", "every"]);
    if !(stroke || per || each) {
        return None;
    }
    let next = word + 1;
    let next = next + usize::from(context.is_hyphen(next));
    if !context.goes_on(next) {
        return None;
    }
    if per && context.is_number(next) {
        return per_many(context, next);
    }
    if per && context.is(next, "annum") {
        return Some((next + 1, "a".to_owned()));
    }
    if per && context.is(next, "capita") {
        return Some((next + 1, "capita".to_owned()));
    }
    if let Some(unit) = longest(context, next, stroke || per) {
        let fits = per
            || stroke
            || unit.kind == FigureKind::Duration
            || matches!(
                unit.code.as_str(),
                "[bbl_us]"
                    | "[gal_us]"
                    | "L"
                    | "kg"
                    | "[lb_av]"
                    | "[oz_av]"
                    | "tons"
                    | "t"
                    | "[mi_i]"
                    | "[acr_us]"
                    | "[har]"
                    | "mmBTU"
            );
        // `an hour ago` and `a year earlier` tell when.
        let when = each && context.one_of(unit.end, &["ago", "earlier", "before", "later", "old", "after"]);
        return (fits && !when).then_some((unit.end, unit.code));
    }
    let token = context.token(next)?;
    let is_noun = matches!(token.tag(), "NN" | "NNS" | "NNP") && context.is_word(next);
    let counted =
        is_noun && (per || stroke && context.glued(next) || each && EACH.iter().any(|noun| context.is(next, noun)));
    counted.then(|| (next + 1, context.words(next).to_lowercase()))
}

/// `per 100,000 people`: a power of ten as UCUM writes it.
fn per_many(context: &Context<'_>, at: usize) -> Option<(usize, String)> {
    let digits = context.words(at).replace(',', "");
    let noughts = digits.strip_prefix('1').filter(|rest| !rest.is_empty() && rest.bytes().all(|b| b == b'0'))?.len();
    let (end, noughts) = match context.words(at + 1) {
        "million" => (at + 2, noughts + 6),
        "thousand" => (at + 2, noughts + 3),
        _ => (at + 1, noughts),
    };
    Some((end, format!("10*{noughts}")))
}
