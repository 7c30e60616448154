//! `December`, `December 2021`, `last December`, `July of last year`: a month by its name.
//!
//! ## What it reads
//! A month with or without a year, with `last`, `this`, `next` before it, or `last year` and the like after it.
//!
//! ## What it decides
//! The year, when the writer leaves it out: the nearest such month where the sentence looks; in a history the year last told.
//!
//! ## What it leaves alone
//! People (`Theresa May`, `April Jones`), modals (`may`), verbs (`march`), and events (`March on Washington`).
//! Abbreviations (`Dec`) only with a stop, or next to a number.

use jiff::civil::Date;

/// How many months ahead a month without a year may lie when the sentence looks back.
const NEAR: i64 = 2;

use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;
use crate::{Direction, Part};

pub(super) const BEGINS: &[Class] = &[Class::Month, Class::ShortMonth, Class::Relative, Class::Article, Class::Figure];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if let Some((year, next)) = context.year(the).filter(|_| context.token(the).is_number()) {
        // `2017 April`
        let (month, end) = context.month(next)?;
        let goes_on = context.token(end).is_number();
        return (!goes_on && context.token(next).capital).then_some(Found::period(
            at,
            end,
            Period::month(year, month)?,
            "year and month",
        ));
    }
    let (relation, name) = match super::relative_unit::relation_to_name(context, the) {
        Some((n, next)) => (Some(n), next),
        None if the > at && super::narrative_unit::relation(context, the).is_some() => {
            return narrated(context, at, the);
        }
        None if context.has(the, Class::Relative) => return None,
        None => (None, the),
    };
    let (month, end) = context.month(name)?;
    if let Some(n) = relation {
        if !context.token(name).capital && context.one_of(name, &["march", "may"]) {
            return None;
        }
        return related(context, at, end, month, n);
    }
    let comma = if context.mark(end) == ',' { end + 1 } else { end };
    let of = if context.one_of(comma, &["of", "in"]) { comma + 1 } else { comma };
    if let Some((year, next)) = context.year(of).filter(|&(_, next)| !context.has(next, Class::Counted)) {
        return Some(Found::period(the, next, Period::month(year, month)?, "month and year"));
    }
    let today = context.today();
    if let (Some((n, next)), Some(today)) = (super::relative_unit::years(context, of), today) {
        let year = today.year().checked_add(i16::try_from(n).ok()?)?;
        let found = Found::period(the, next, Period::month(year, month)?, "month of this, last or next year");
        return Some(found.anchored(context));
    }
    if let (Some(next), Some(year)) = (super::narrative_unit::same_year(context, of), context.told.year) {
        return Some(Found::period(the, next, Period::month(year, month)?, "month of that year").narrated(None));
    }
    if !is_month(context, name, end) {
        return None;
    }
    let start = name;
    if let Some(year) = context.year_told(month) {
        let found = Found::period(start, end, Period::month(year, month)?, "month, of the year last told");
        return Some(found.narrated(None));
    }
    let Some(today) = today else {
        let when = When::Open(format!("XXXX-{month:02}"));
        return Some(Found { unplaced: true, ..Found::new(start, end, when, "month") });
    };
    // `a June agreement` says nothing of when it was made.
    let of_a_noun = context.has(start.wrapping_sub(1), Class::Article) && context.token(end).kind == Kind::Word;
    let direction = if of_a_noun { None } else { context.direction(start, end) };
    let ahead = direction == Some(Direction::Ahead) && context.message;
    let period = if ahead {
        Period::containing(Grain::Month, super::month_day::next_month(today, month)?)?
    } else {
        toward(today, month, direction)?
    };
    Some(Found::period(start, end, period, "month").anchored(context).toward(direction))
}

/// Whether the name stands for a month here, with no year or relation to show it.
fn is_month(context: &Context<'_>, at: usize, end: usize) -> bool {
    let (token, before) = (context.token(at), context.before(at));
    match context.part(at) {
        Some(Part::Verb) => return false,
        Some(Part::ProperNoun) | None => {}
        Some(_) if !token.capital => return false,
        Some(_) => {}
    }
    let leads = context.one_of(
        at.wrapping_sub(1),
        &[
            "in", "since", "by", "until", "till", "during", "of", "through", "from", "to", "early", "late", "mid",
            "before", "after", "this", "last", "next", "between", "and", "or", "for", "each", "every",
        ],
    );
    if context.has(at, Class::ShortMonth) {
        let leads =
            context.one_of(at.wrapping_sub(1), &["in", "since", "by", "until", "till", "of", "early", "late", "mid"]);
        return token.capital && (end > at + 1 || leads && !context.one_of(at, &["mar", "jan", "jun"]));
    }
    let after = context.token(end);
    let name_goes_on =
        after.capital && !after.glued && after.kind == Kind::Word && after.entry.mask & Class::Weekday.bit() == 0;
    if !token.capital || context.one_of(at, &["may", "march", "april", "june", "august"]) {
        // Words that are also names, verbs or modals need a word before them that shows a time.
        let begins = before.breaks && at == 0 || context.ends_sentence(at.wrapping_sub(1));
        if context.is(at, "march") && context.one_of(end, &["on", "of"]) || name_goes_on && !leads {
            return false;
        }
        if !token.capital && context.one_of(at, &["may", "march"]) {
            return context.one_of(at.wrapping_sub(1), &["in", "since", "until", "during", "of", "last", "next"]);
        }
        if context.one_of(at, &["may", "march"]) {
            // `the May vote` is one of the month; `the March on` was answered above.
            let of_a_noun = context.is(at.wrapping_sub(1), "the")
                && after.kind == Kind::Word
                && !after.capital
                && context.part(end) == Some(Part::Noun);
            return leads
                || of_a_noun
                || before.kind == Kind::Mark('-')
                || !begins && !before.capital && before.kind != Kind::Word;
        }
        return leads || !before.capital || begins;
    }
    true
}

/// `last December`, `this December`, `next December`.
fn related(context: &Context<'_>, start: usize, end: usize, month: i8, n: i64) -> Option<Found> {
    let Some(today) = context.today() else {
        let when = When::Open(format!("XXXX-{month:02}"));
        return Some(Found { unplaced: true, ..Found::new(start, end, when, "this, last or next month of a name") });
    };
    let this = Period::month(today.year(), month)?;
    let here = Period::containing(Grain::Month, today)?;
    let period = match n {
        0 => this,
        n if n < 0 && this.first < here.first => this,
        n if n > 0 && this.first > here.first => this,
        n => this.shift(12 * n.signum())?,
    };
    let matched = "month and this, last or next";
    let start = if context.is(start, "the") { start + 1 } else { start };
    Some(Found::period(start, end, period, matched).anchored(context))
}

/// `the previous April`, `the following May`: counted from the time last told.
fn narrated(context: &Context<'_>, start: usize, the: usize) -> Option<Found> {
    let (n, next) = super::narrative_unit::relation(context, the)?;
    let (month, end) = context.month(next).filter(|_| context.token(next).capital)?;
    let from = context.told.last?.first;
    let same = Period::month(from.year(), month)?;
    let period = match n {
        1 if same.first <= from => same.shift(12)?,
        -1 if same.first >= from => same.shift(-12)?,
        _ => same,
    };
    Some(Found::period(start, end, period, "month told from the time last told").narrated(Some(from)))
}

/// The nearest month of this name where the sentence looks, the current one included; but a month that lies just ahead is hardly
/// the one most of a year back.
fn toward(today: Date, month: i8, direction: Option<Direction>) -> Option<Period> {
    let here = Period::containing(Grain::Month, today)?;
    let months = i64::from((month - today.month()).rem_euclid(12));
    let ahead = here.shift(months);
    let back = here.shift(if months == 0 { 0 } else { months - 12 });
    if direction == Some(Direction::Ahead) || (1..=NEAR).contains(&months) { ahead.or(back) } else { back.or(ahead) }
}
