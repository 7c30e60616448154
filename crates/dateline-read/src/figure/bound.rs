//! `more than`, `up to`, `nearly`, `or more`: how a number bounds what it counts.
//!
//! ## What it reads
//! The words right before a number, the longest that the table has, and right after it.
//!
//! ## What it decides
//! One of the record's bounds; `nearly`, `almost` and `some` are `about`, `up to` and `as many as` are `at_most`.
//! The words before belong to the figure's place.
//!
//! ## What it leaves alone
//! `about` as a subject (`spoke about two plans`), `over` and `under` before an article (`over the 18 months`).

use dateline_record::Bound;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::{self, BOUNDS_AFTER_TSV, BOUNDS_TSV};

type Bounds = LazyLock<FxHashMap<&'static str, Bound>>;

static BEFORE: Bounds = LazyLock::new(|| table(BOUNDS_TSV));
static AFTER: Bounds = LazyLock::new(|| table(BOUNDS_AFTER_TSV));

fn table(rows: &'static str) -> FxHashMap<&'static str, Bound> {
    lexicon::rows(rows).filter_map(|(words, bound)| Some((words, Bound::from_name(bound)?))).collect()
}

/// The most words that tell a bound.
const MOST: usize = 5;

/// Reads the bound of a figure, and widens the figure's place by it.
pub(super) fn read(context: &Context<'_>, draft: &mut Draft) {
    if draft.form == Form::Ordinal {
        return;
    }
    // `under the age of 5`
    let age = draft
        .first
        .checked_sub(3)
        .filter(|&the| context.one_of(the, &["the", "an"]) && context.is(the + 1, "age") && context.is(the + 2, "of"));
    if let Some((first, bound)) = before(context, age.unwrap_or(draft.first)) {
        draft.bound = Some(bound);
        if bound != Bound::Exact {
            draft.first = first;
            // `at least about 30`, `just over 30`.
            if let Some((outer, more)) = before(context, first)
                && more != Bound::Exact
            {
                draft.first = outer;
                draft.bound = Some(if bound == Bound::About { more } else { bound });
            }
        }
    }
    if let Some((end, bound)) = after(context, draft.end) {
        draft.bound = Some(bound);
        draft.end = end;
    }
}

fn before(context: &Context<'_>, at: usize) -> Option<(usize, Bound)> {
    let mut found = None;
    let mut words = String::new();
    for first in (at.saturating_sub(MOST)..at).rev() {
        if !context.goes_on(first + 1) {
            break;
        }
        // `sub-7`, `sub-$5`
        if context.is_hyphen(first) && first + 1 == at && first > 0 && context.is(first - 1, "sub") {
            return Some((first - 1, Bound::LessThan));
        }
        let here = context.words(first);
        if !words.is_empty() && !context.glued(first + 1) {
            words.insert(0, ' ');
        }
        words.insert_str(0, &here.to_lowercase());
        if words.len() > 40 {
            break;
        }
        if let Some(&bound) = BEFORE.get(words.as_str())
            && is_bound(context, first, at)
        {
            found = Some((first, bound));
        }
    }
    found
}

/// Verbs and nouns whose matter follows `about`.
const TELLING: [&str; 22] = [
    "talk",
    "speak",
    "think",
    "ask",
    "worry",
    "know",
    "tell",
    "learn",
    "write",
    "question",
    "story",
    "book",
    "film",
    "information",
    "concern",
    "article",
    "doubt",
    "care",
    "complain",
    "lie",
    "hear",
    "report",
];

/// Whether the words bound the number, and are not of something else.
fn is_bound(context: &Context<'_>, first: usize, at: usize) -> bool {
    if context.is_mark(first, '<') || context.is_mark(first, '>') {
        return context.glued(at) || at - first == 1;
    }
    let Some(token) = context.token(first) else { return false };
    if at - first == 1 && context.one_of(first, &["about", "around", "near"]) {
        return !(token.dep() == "prep" && TELLING.contains(&token.head().lemma()));
    }
    true
}

fn after(context: &Context<'_>, at: usize) -> Option<(usize, Bound)> {
    if !context.goes_on(at) {
        return None;
    }
    let hyphen = usize::from(context.is_hyphen(at) && context.glued(at));
    if hyphen == 1 && !context.one_of(at + 1, &["plus", "odd", "ish"]) {
        return None;
    }
    let start = at + hyphen;
    let mut found = None;
    let mut words = String::new();
    for here in start..(start + 3).min(context.pieces.len()) {
        if here > start {
            if context.glued(here) || !context.goes_on(here) {
                break;
            }
            words.push(' ');
        }
        words.push_str(&context.words(here).to_lowercase());
        if let Some(&bound) = AFTER.get(words.as_str()) {
            found = Some((here + 1, bound));
        }
    }
    // `5+` but not `5 + 3`; `500-plus` but not `5 plus 3`; `at least` after a number belongs to what follows it, mostly.
    let (end, bound) = found?;
    let plus = context.is_mark(start, '+') && (!context.glued(start) || context.is_number(end));
    let word_plus = context.is(start, "plus") && hyphen == 0;
    let odd = context.one_of(start, &["odd", "ish", "minimum", "maximum", "tops"]) && hyphen == 0;
    let least =
        context.is(start, "at") && !(context.is_mark(end, '.') || context.is_mark(end, ',') || !context.goes_on(end));
    (!plus && !word_plus && !odd && !least).then_some((end, bound))
}
