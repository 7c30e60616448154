//! `three`, `twenty-one`, `a hundred and two`, `half a million`, `dozens`: a number told with words.
//!
//! ## What it reads
//! Cardinals up to the quintillions, with or without hyphens and `and`; `a` before hundred, dozen and what is larger;
//! `half a million`, `two and a half`, `quarter million`; and plurals that leave the count open.
//!
//! ## What it decides
//! The value. `dozens` are two dozen at least; `hundreds`, `thousands` and so on lie between that number and ten times it,
//! and so do `several hundred` and `a few thousand`; `tens of thousands` likewise.
//!
//! ## What it leaves alone
//! `one` that stands for a noun or for people at large: `this one`, `one another`, `no one`; `second` as time.

use dateline_record::Bound;
use rust_decimal::Decimal;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::Word;
use super::piece::Gap;

fn word(context: &Context<'_>, at: usize) -> Word {
    context.word(at)
}

/// The number in words that begins at a piece.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Draft> {
    if let Some(draft) = vague(context, at) {
        return Some(draft);
    }
    if let Some(draft) = half(context, at) {
        return Some(draft);
    }
    let article = context.one_of(at, &["a", "an"]);
    if article {
        let large = matches!(word(context, at + 1), Word::Hundred | Word::Scale(_) | Word::Dozen);
        if !large || context.glued(at + 1) || !context.goes_on(at + 1) {
            return None;
        }
        // Abbreviated scales stand beside digits only.
        if context.words(at + 1).len() <= 3 {
            return None;
        }
    } else if !matches!(word(context, at), Word::One(_) | Word::Teen(_) | Word::Ten(_)) {
        return None;
    }
    let (end, value, scale) = cardinal(context, at, article)?;
    let mut draft = Draft::new(at, end, value, Form::Words);
    draft.scale = scale;
    Some(draft)
}

/// A cardinal: its end, its value, and what the last scale word multiplied by.
fn cardinal(context: &Context<'_>, at: usize, article: bool) -> Option<(usize, Decimal, Decimal)> {
    let mut next = at + usize::from(article);
    let (mut total, mut group) = (Decimal::ZERO, Decimal::from(u64::from(article)));
    let mut last_scale = Decimal::MAX;
    let mut scale = Decimal::ONE;
    // The size of the last word within its group: only a smaller one may follow.
    let mut room = if article { 1 } else { 1_000 };
    let mut end = next;
    loop {
        let here = word(context, next);
        let joined = next > at + usize::from(article);
        if joined && !context.goes_on(next) {
            break;
        }
        match here {
            Word::One(v) if room >= 10 => (group, room) = (group + Decimal::from(v), 1),
            Word::Teen(v) if room >= 100 && (v > 0 || !joined) => (group, room) = (group + Decimal::from(v), 1),
            Word::Ten(v) if room >= 100 => (group, room) = (group + Decimal::from(v), 10),
            Word::Hundred if room < 100 && group > Decimal::ZERO && group < Decimal::ONE_HUNDRED => {
                (group, room) = (group * Decimal::ONE_HUNDRED, 100);
            }
            Word::Dozen if room < 100 && group > Decimal::ZERO && total.is_zero() => {
                return Some((next + 1, group * Decimal::from(12), Decimal::from(12)));
            }
            Word::Scale(by)
                if group > Decimal::ZERO && Decimal::from(by) < last_scale && context.words(next).len() > 3 =>
            {
                let by = Decimal::from(by);
                total = total.checked_add(group.checked_mul(by)?)?;
                (group, room, last_scale, scale) = (Decimal::ZERO, 1_000, by, by);
            }
            _ => break,
        }
        next += 1;
        end = next;
        next = connected(context, next, here);
        if room == 1 && next == end && matches!(here, Word::One(_) | Word::Teen(_)) {
            // Only hundred or a scale may follow: `two hundred`, not `two three`.
            if !matches!(word(context, next), Word::Hundred | Word::Scale(_) | Word::Dozen) {
                break;
            }
        }
    }
    let value = total.checked_add(group)?;
    if end == at + usize::from(article) {
        return None;
    }
    // `two and a half`, `two and a half million`.
    if context.is(end, "and") && context.one_of(end + 1, &["a", "one"]) && context.is(end + 2, "half") {
        let value = value.checked_add(Decimal::new(5, 1))?;
        return Some(match word(context, end + 3) {
            Word::Scale(by) => (end + 4, value.checked_mul(Decimal::from(by))?.normalize(), Decimal::from(by)),
            _ => (end + 3, value, Decimal::ONE),
        });
    }
    Some((end, value, scale))
}

/// Where the number goes on after a word of it: over a hyphen, `and` or a comma, when a number word follows that fits.
fn connected(context: &Context<'_>, next: usize, last: Word) -> usize {
    let small = |at: usize| matches!(word(context, at), Word::One(_) | Word::Teen(_) | Word::Ten(_));
    match last {
        Word::Ten(_) if context.is_hyphen(next) && matches!(word(context, next + 1), Word::One(_)) => next + 1,
        Word::One(_) | Word::Teen(_) | Word::Ten(_)
            if context.is_hyphen(next)
                && context.glued(next)
                && context.glued(next + 1)
                && matches!(word(context, next + 1), Word::Hundred | Word::Scale(_)) =>
        {
            next + 1
        }
        Word::Hundred | Word::Scale(_) if context.one_of(next, &["and", "&"]) && small(next + 1) => next + 1,
        // `three million, two hundred and forty`, but not `two million, three of them`.
        Word::Scale(_) if context.is_mark(next, ',') && word(context, next + 2) == Word::Hundred => next + 1,
        _ => next,
    }
}

/// `half a million`, `quarter of a million`, `half a dozen`, `half million`, and `half an hour`.
fn half(context: &Context<'_>, at: usize) -> Option<Draft> {
    let lead = usize::from(context.one_of(at, &["a", "one", "three"]));
    let Word::Part(part @ (2 | 4)) = word(context, at + lead) else { return None };
    if !context.goes_on(at + lead + 1) {
        return None;
    }
    let mut next = at + lead + 1;
    next += usize::from(context.is(next, "of"));
    let article = context.one_of(next, &["a", "an"]);
    next += usize::from(article);
    let by = match word(context, next) {
        Word::Scale(by) => Decimal::from(by),
        Word::Dozen => Decimal::from(12),
        _ => return None,
    };
    let n = if context.is(at, "three") { 3 } else { 1 };
    let value = (by * Decimal::from(n) / Decimal::from(part)).normalize();
    let mut draft = Draft::new(at, next + 1, value, Form::Words);
    draft.scale = by;
    Some(draft)
}

/// `dozens`, `hundreds of thousands`, `several hundred`, `a few million`, `tens of thousands`.
fn vague(context: &Context<'_>, at: usize) -> Option<Draft> {
    let (end, low) = match word(context, at) {
        Word::Vague(low) => match (context.is(at + 1, "of"), word(context, at + 2)) {
            (true, Word::Vague(by)) => (at + 3, Decimal::from(low) * Decimal::from(by)),
            // `scores of` people; the scores of a game are not counted.
            _ if low == 20 && !context.is(at + 1, "of") => return None,
            _ => (at + 1, Decimal::from(low)),
        },
        _ if context.is(at, "tens") && context.is(at + 1, "of") => match word(context, at + 2) {
            Word::Vague(by) => (at + 3, Decimal::TEN * Decimal::from(by)),
            _ => return None,
        },
        _ if context.one_of(at, &["several", "few"]) => {
            let dozen = usize::from(context.is(at + 1, "dozen"));
            let next = at + 1 + dozen;
            match word(context, next) {
                Word::Hundred if dozen == 0 => match word(context, next + 1) {
                    Word::Scale(by) => (next + 2, Decimal::ONE_HUNDRED * Decimal::from(by)),
                    _ => (next + 1, Decimal::ONE_HUNDRED),
                },
                Word::Scale(by) if dozen == 0 && context.words(next).len() > 3 => (next + 1, Decimal::from(by)),
                _ if dozen == 1 => (next, Decimal::from(12)),
                _ => return None,
            }
        }
        _ => return None,
    };
    if context.pieces[at + 1..end].iter().any(|piece| piece.gap != Gap::Space) {
        return None;
    }
    let first = if context.is(at, "few") && at > 0 && context.is(at - 1, "a") { at - 1 } else { at };
    let dozens = low % Decimal::from(12) == Decimal::ZERO || low == Decimal::from(20);
    let mut draft = Draft::new(first, end, low, Form::Vague);
    draft.scale = low;
    if dozens {
        draft.value = low * Decimal::TWO;
        draft.bound = Some(Bound::AtLeast);
    } else {
        draft.upper = low.checked_mul(Decimal::TEN);
        draft.bound = Some(Bound::Between);
    }
    Some(draft)
}
