//! `a record`, `all-time high`: whether a figure is the highest or lowest ever.
//!
//! ## What it reads
//! `record` before the number or its noun, and what the sentence says the figure is: `were an all-time high`, `, a record`.
//!
//! ## What it decides
//! `record` of the figure.
//!
//! ## What it leaves alone
//! Records that are kept or played: `two records`, `criminal record of 12 years`, `record label`.

use super::context::Context;
use super::draft::{Draft, Form};

/// Whether the words at a piece tell a record: its end.
fn told_at(context: &Context<'_>, at: usize) -> bool {
    let high = |at: usize| context.one_of(at, &["high", "low", "highs", "lows"]);
    let hyphen = |at: usize| at + usize::from(context.is_hyphen(at));
    if context.is(at, "record") {
        let next = hyphen(at + 1);
        return high(next) || context.one_of(next, &["breaking", "setting"]);
    }
    if context.is(at, "all") {
        let time = hyphen(at + 1);
        return context.is(time, "time") && high(hyphen(time + 1));
    }
    context.one_of(at, &["highest", "lowest", "largest", "biggest", "most"])
        && context.one_of(at + 1, &["ever", "on"])
        && (context.is(at + 1, "ever") || context.is(at + 2, "record"))
}

/// Reads whether a figure is a record.
pub(super) fn read(context: &Context<'_>, draft: &mut Draft) {
    if draft.form == Form::Ordinal {
        return;
    }
    draft.record = before(context, draft) || with_noun(context, draft) || after(context, draft);
}

/// `a record 2 million`, `a record of $5 billion`, `record high of 40`.
fn before(context: &Context<'_>, draft: &Draft) -> bool {
    let first = draft.first;
    for back in 1..=3 {
        let Some(at) = first.checked_sub(back) else { return false };
        if !context.goes_on(at + 1) || matches!(context.words(at), "." | "," | ";") {
            return false;
        }
        if told_at(context, at) {
            return true;
        }
        if context.is(at, "record") {
            let article = at > 0 && context.one_of(at - 1, &["a", "an", "new", "the", "for"]);
            return back == 1 && (article || draft.kind.is_some() || draft.unit.is_some())
                || back == 2 && context.is(at + 1, "of") && article;
        }
    }
    (4..=5).any(|back| first.checked_sub(back).is_some_and(|at| told_at(context, at) && context.is(first - 1, "of")))
}

/// What deals in records of another kind.
const TRADE: [&str; 12] = [
    "label",
    "labels",
    "store",
    "stores",
    "shop",
    "shops",
    "companies",
    "players",
    "holders",
    "collections",
    "deals",
    "books",
];

/// `19 record stones`, `$52 million record sale`.
fn with_noun(context: &Context<'_>, draft: &Draft) -> bool {
    let Some(noun) = draft.noun else { return false };
    let noun = context.piece_of(noun);
    if context.one_of(noun, &TRADE) {
        return false;
    }
    noun > draft.end
        && noun - draft.end <= 4
        && (draft.end..noun).any(|at| context.one_of(at, &["record", "unprecedented"]))
}

/// `..., a record`, `were also an all-time high`, within the clause and before the next figure.
fn after(context: &Context<'_>, draft: &Draft) -> bool {
    let mut is_told = false;
    for at in draft.end..draft.end + 16 {
        if !context.goes_on(at) || matches!(context.words(at), "." | ";" | ":") || context.is_number(at) {
            return false;
        }
        // A verb of being, or a comma or dash, says that what follows is the figure.
        let is_verb =
            context.one_of(at, &["was", "were", "is", "are", "marking", "marked", "marks", "set", "setting", "hit"]);
        let breaks = context.is_mark(at, ',') || context.is_dash(at) && !context.glued(at);
        if is_verb || breaks {
            is_told = true;
            continue;
        }
        if is_told && (told_at(context, at) || context.is(at, "record") && is_predicate(context, at)) {
            return true;
        }
        let filler =
            context.one_of(at, &["a", "an", "the", "also", "its", "their", "new", "both"]) || context.is_hyphen(at);
        if is_told && !filler {
            is_told = false;
        }
    }
    false
}

/// `, a record`, `a record for the port`; not `a record label`.
fn is_predicate(context: &Context<'_>, at: usize) -> bool {
    let article = context.one_of(at - 1, &["a", "new"]);
    let ends = !context.is_word(at + 1)
        || context.one_of(at + 1, &["for", "in", "since", "that", "set", "as", "and"])
        || !context.goes_on(at + 1);
    article && ends
}
