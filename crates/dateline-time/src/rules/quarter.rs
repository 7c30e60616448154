//! `the third quarter`, `Q3 2021`, `fiscal first quarter`, `the year-earlier quarter`: a quarter of a year.
//!
//! ## What it reads
//! An ordinal and `quarter`, `Q` and a number, with the year before or after it, `this year's` and the like, `fiscal`.
//!
//! ## What it decides
//! The year, when the writer leaves it out: the last such quarter that has begun, or the next one if the sentence looks ahead.
//! Fiscal quarters are told by their number, as if the fiscal year were the calendar's.
//! `year-earlier`, `year-ago` and `the corresponding period last year` go one year back from the quarter a report is about:
//! the one that has just ended, once it was told, else the one last told.
//!
//! ## What it leaves alone
//! A quarter that is no time: `a quarter of the votes`, `the French Quarter`, `the third-quarter mile`.

use crate::Direction;
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;

pub(super) const BEGINS: &[Class] =
    &[Class::Ordinal, Class::Article, Class::Relative, Class::Fiscal, Class::Figure, Class::Word, Class::Unit];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if let Some(found) = compared(context, at, the) {
        return Some(found);
    }
    let (mut year, mut from_anchor, mut next) = (None, false, the);
    if let Some((n, after)) = super::relative_unit::years(context, the) {
        let after = context.past_s(after);
        let today = context.today()?;
        year = Some(today.year().checked_add(i16::try_from(n).ok()?)?);
        (from_anchor, next) = (true, after);
    } else if let Some((n, after)) = year_ago(context, the) {
        return ago(context, at, after, n);
    } else if let Some(told) = context.four_digits(the) {
        if let Some(found) = of_year(context, at, the + 1, told) {
            return Some(found);
        }
        (year, next) = (Some(told), context.past_hyphen(the + 1));
    }
    if context.is(next, "fiscal") || context.one_of(next, &["comparable", "corresponding"]) {
        next = context.past_hyphen(next + 1);
    }
    let (quarter, end) = numbered(context, next)?;
    // In `the third-quarter loss` the article is the loss's.
    let compound = context.joins(end - 2) && context.token(end).kind == Kind::Word;
    if compound && the > at && next == the {
        return None;
    }
    let end = context.past_hyphen(end).min(end);
    if year.is_some() {
        let found = Found::period(at, end, Period::quarter(year?, quarter)?, "quarter of a year");
        return Some(if from_anchor { found.anchored(context) } else { found });
    }
    let of = if context.one_of(end, &["of", "in"]) { end + 1 } else { end };
    let of = if matches!(context.mark(of), ',' | '-') { of + 1 } else { of };
    let of = if context.is(of, "the") && context.is(of + 1, "year") {
        return quarter_of_the_year(context, at, of + 2, quarter);
    } else {
        of
    };
    let fiscal = if context.is(of, "fiscal") { of + 1 } else { of };
    if let Some((year, next)) = context.year(fiscal) {
        return Some(Found::period(at, next, Period::quarter(year, quarter)?, "quarter of a year"));
    }
    let Some(today) = context.today() else {
        let when = When::Open(format!("XXXX-Q{quarter}"));
        return Some(Found { unplaced: true, ..Found::new(at, end, when, "quarter") });
    };
    if let Some((n, next)) = super::relative_unit::years(context, of) {
        let year = today.year().checked_add(i16::try_from(n).ok()?)?;
        let period = Period::quarter(year, quarter)?;
        return Some(Found::period(at, next, period, "quarter of this, last or next year").anchored(context));
    }
    let direction = context.direction(at, end);
    let this = Period::quarter(today.year(), quarter)?;
    let here = Period::containing(Grain::Quarter, today)?;
    let period = match direction {
        // A quarter that has just ended is still to be reported on.
        Some(Direction::Ahead) if this.first < here.shift(-2)?.first => this.shift(4)?,
        Some(Direction::Ahead) => this,
        _ if this.first > here.first => this.shift(-4)?,
        _ => this,
    };
    Some(Found::period(at, end, period, "quarter").anchored(context).toward(direction))
}

/// `the 1988 quarter`, `the 1988 period`: in a report on earnings the quarter of that year, like the one last told.
fn of_year(context: &Context<'_>, at: usize, next: usize, year: i16) -> Option<Found> {
    if !context.one_of(next, &["quarter", "period"]) {
        return None;
    }
    if context.told.longer && context.is(next, "period") {
        // After `the first nine months` the period is that part of the other year.
        return Some(Found::period(at, next + 1, Period::year(year)?, "the same part of another year").aside());
    }
    let told = context.told.quarter.filter(|q| q.grain == Grain::Quarter)?;
    let period = told.shift(4 * i64::from(year - told.first.year()))?;
    Some(
        Found::period(at, next + 1, period, "quarter of a year, as the one last told")
            .narrated(Some(told.first))
            .aside(),
    )
}

/// `the first quarter of the year`
fn quarter_of_the_year(context: &Context<'_>, at: usize, end: usize, quarter: i8) -> Option<Found> {
    let period = Period::quarter(context.today()?.year(), quarter)?;
    Some(Found::period(at, end, period, "quarter of the year").anchored(context))
}

/// `third quarter`, `third-quarter`, `Q3`, `3Q`.
fn numbered(context: &Context<'_>, at: usize) -> Option<(i8, usize)> {
    let digit = |at: usize| {
        let token = context.token(at);
        (token.is_number() && token.digits == 1 && (1..=4).contains(&token.number)).then_some(token.number as i8)
    };
    if context.is(at, "q")
        && (context.token(at).capital || context.message)
        && context.glued(at + 1)
        && !(context.glued(at + 2) && context.token(at + 2).is_number())
    {
        return Some((digit(at + 1)?, at + 2));
    }
    if context.is(at + 1, "q") && context.glued(at + 1) && context.stands_alone(at) && !context.glued(at) {
        return Some((digit(at)?, at + 2));
    }
    let (n, next) = context.ordinal(at)?;
    let unit = context.past_hyphen(next);
    let n = if n == -1 && context.is(at, "final") { 4 } else { n };
    ((1..=4).contains(&n) && context.one_of(unit, &["quarter", "qtr"]) && !context.has(unit + 1, Class::Noun))
        .then_some((n as i8, unit + 1))
}

/// `year-ago`, `year-earlier`: one year back, and the token after it.
fn year_ago(context: &Context<'_>, at: usize) -> Option<(i64, usize)> {
    let ago = context.past_hyphen(at + 1);
    (context.is(at, "year") && ago > at + 1 && context.one_of(ago, &["ago", "earlier"])).then_some((-1, ago + 1))
}

/// `the quarter a year ago`, `last year's quarter`, `the corresponding period last year`: the quarter last told, a year before.
fn compared(context: &Context<'_>, at: usize, the: usize) -> Option<Found> {
    let told =
        context.told.quarter.filter(|q| q.grain == Grain::Quarter && !context.told.longer && !context.chronicle)?;
    let back = told.shift(-4)?;
    let matched = "a year before the quarter last told";
    let found = |end: usize| Some(Found::period(at, end, back, matched).narrated(Some(told.first)).aside());
    if let Some((-1, next)) = super::relative_unit::years(context, the) {
        let owned = context.past_s(next);
        return if owned > next && context.one_of(owned, &["quarter", "period"]) { found(owned + 1) } else { None };
    }
    let like = context.one_of(the, &["corresponding", "comparable", "same", "similar"]);
    let noun = if like { the + 1 } else { the };
    if the == at || !(context.is(noun, "quarter") || like && context.is(noun, "period")) {
        return None;
    }
    let of = if context.is(noun + 1, "of") { noun + 2 } else { noun + 1 };
    if let Some((-1, next)) = super::relative_unit::years(context, of) {
        return found(next);
    }
    (context.run(of, &["a", "year", "ago"]) || context.run(of, &["a", "year", "earlier"])).then(|| found(of + 3))?
}

/// `the year-ago third quarter`, `the year-earlier period`, `year-earlier profit`.
fn ago(context: &Context<'_>, at: usize, next: usize, n: i64) -> Option<Found> {
    let today = context.today()?;
    if let Some((quarter, end)) = numbered(context, next) {
        let this = Period::quarter(today.year(), quarter)?;
        let last = if this.first > today { this.shift(-4)? } else { this };
        return Some(Found::period(at, end, last.shift(4 * n)?, "quarter a year ago").anchored(context).aside());
    }
    if let Some((measure, end)) = super::duration::length(context, next).filter(|_| context.is(at, "the")) {
        // `the year-earlier nine months`
        let when = When::Long(measure.length, None);
        return Some(Found::new(at, end, when, "months of a year ago").modified(measure.modifier));
    }
    let (end, alone) = if context.one_of(next, &["quarter", "period"]) { (next + 1, false) } else { (next, true) };
    let start = if alone && context.is(at, "the") { at + 1 } else { at };
    let matched = "a year before the quarter last told";
    if let Some(quarter) = context.told.quarter.filter(|_| !context.told.longer || !alone) {
        let count = if quarter.grain == Grain::Half { 2 } else { 4 };
        return Some(
            Found::period(start, end, quarter.shift(n * count)?, matched).narrated(Some(quarter.first)).aside(),
        );
    }
    let grain = if alone || context.is(next, "period") { Grain::Year } else { Grain::Quarter };
    let here = Period::containing(grain, today)?;
    let back = if grain == Grain::Year { here.shift(n)? } else { here.shift(4 * n - 1)? };
    Some(Found::period(start, end, back, "a year before the day of writing").anchored(context).aside())
}
