//! `more than 80 kilometres (50 miles)`, `including 2.5 million in the city`: a figure that leans on the one before it.
//!
//! ## What it reads
//! A figure in brackets right behind another; a figure after `or` that tells the same change in other units;
//! a bare number after `including`, `compared with`, `versus` and `from`, or in a row (`and 12 on the quay`), beside a count.
//!
//! ## What it decides
//! The bound and the change of a conversion, the change of what `or` tells again, the noun of a bare number.
//!
//! ## What it leaves alone
//! Figures with a bound, a change or a noun of their own.

use dateline_record::{Bound, FigureKind};

use super::context::Context;
use super::draft::{Draft, Form};

/// How many pieces may stand between a count and the number that leans on it.
const NEAR: usize = 14;

/// Gives each figure what it takes from the one before it.
pub(super) fn read(context: &Context<'_>, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let (Some(last), Some(draft)) = (before.last(), rest.first_mut()) else { continue };
        convert(context, last, draft);
        inherit(context, last, draft);
    }
}

fn convert(context: &Context<'_>, last: &Draft, draft: &mut Draft) {
    let gap = draft.first - last.end.min(draft.first);
    let brackets = gap == 1 && context.is_mark(last.end, '(') && context.is_mark(draft.end, ')');
    let or = gap == 1 && context.is(last.end, "or")
        || gap == 2 && context.is_mark(last.end, ',') && context.is(last.end + 1, "or");
    let noun_between = last.noun.is_some_and(|noun| context.piece_of(noun) >= last.end)
        && (2..=4).contains(&gap)
        && context.is(draft.first - 1, "or");
    let other = last.unit != draft.unit && draft.unit.is_some() && last.unit.is_some();
    if brackets && other && last.kind == draft.kind {
        let bound = last.bound.filter(|bound| *bound != Bound::Between);
        draft.bound = draft.bound.or(bound);
        draft.change = draft.change.or(last.change);
    } else if (or || noun_between) && other && draft.kind == Some(FigureKind::Percent) {
        draft.change = draft.change.or(last.change);
    }
}

fn inherit(context: &Context<'_>, last: &Draft, draft: &mut Draft) {
    let bare = draft.kind == Some(FigureKind::Count) && draft.unit.is_none() && !draft.is_score;
    let open = matches!(draft.form, Form::Digits | Form::Words);
    if !bare || !open || last.kind != Some(FigureKind::Count) || last.unit.is_none() || draft.first < last.end {
        return;
    }
    if draft.first - last.end > NEAR {
        return;
    }
    let within = last.end..draft.first;
    let stops = within.clone().any(|at| matches!(context.words(at), "." | ";") || !context.goes_on(at + 1));
    let leans = draft.first.checked_sub(1).is_some_and(|before| {
        context.one_of(before, &["including", "versus", "from", "than"])
            || before > 0
                && context.one_of(before, &["with", "to"])
                && context.one_of(before - 1, &["compared", "down", "up"])
            || context.is(before, "and") && context.one_of(draft.end, &["who", "whom", "in", "on", "at"])
    });
    if leans && !stops {
        draft.unit.clone_from(&last.unit);
        draft.noun = last.noun;
        draft.of = last.of;
    }
}
