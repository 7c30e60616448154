//! `rose 5.4%`, `down 1.8%`, `to 5,108`, `new`, `cumulative`: whether a figure tells a change, and which.
//!
//! ## What it reads
//! A verb or adverb of change before the figure, in its clause; `by`, `to`, `from`; a noun of change after it (`a 4% drop`)
//! or before it (`an increase of 4%`); `new`, `more`, `additional` with the noun; `total`, `toll`, `cumulative`, `so far`.
//!
//! ## What it decides
//! `increase_by` and `decrease_by`, `increase_to` and `decrease_to`, `new`, `cumulative`.
//!
//! ## What it leaves alone
//! Verbs that change nothing in number: `lost two games`, `added two witnesses`.

use std::sync::LazyLock;

use dateline_record::{Bound, Change, FigureKind};
use rustc_hash::FxHashMap;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::{self, CHANGE_NOUNS_TSV, CHANGES_TSV};

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

type Ways = LazyLock<FxHashMap<&'static str, Way>>;

static VERBS: Ways = LazyLock::new(|| table(CHANGES_TSV));
static NOUNS: Ways = LazyLock::new(|| table(CHANGE_NOUNS_TSV));

fn table(rows: &'static str) -> FxHashMap<&'static str, Way> {
    lexicon::rows(rows).map(|(word, way)| (word, if way == "up" { Way::Up } else { Way::Down })).collect()
}

/// Verbs that also act on things, and may have what is counted as their object.
const ACTS: [&str; 24] = [
    "lose", "add", "gain", "shed", "cut", "raise", "reduce", "lower", "advance", "trim", "slash", "boost", "grow",
    "sink", "drop", "crash", "lift", "hike", "contract", "shrink", "expand", "climb", "leap", "jump",
];

/// The way of the word at a piece, if it is a verb or adverb of change.
fn verb_at(context: &Context<'_>, at: usize) -> Option<(Way, bool)> {
    let token = context.token(at)?;
    if !context.is_word(at) {
        return None;
    }
    // `gave up 212 yards`: the particle of another verb.
    if token.dep() == "prt" {
        return None;
    }
    let lemma = token.lemma();
    let way = VERBS.get(lemma).or_else(|| VERBS.get(context.words(at).to_lowercase().as_str()))?;
    // A noun is none, unless the parse mistakes a verb with its figure right behind it.
    let noun = matches!(token.tag(), "NN" | "NNS" | "JJ") && !context.one_of(at, &["up", "down"]);
    (!noun || NOUNS.get(lemma).is_none()).then_some((*way, ACTS.contains(&lemma)))
}

/// The verb of change within so many pieces before a place, in its clause.
pub(super) fn verb_before(context: &Context<'_>, at: usize, within: usize) -> Option<Way> {
    for here in (at.saturating_sub(within)..at).rev() {
        if matches!(context.words(here), "." | ";" | ":" | "(" | ")") || !context.goes_on(here + 1) {
            return None;
        }
        if let Some((way, _)) = verb_at(context, here) {
            return Some(way);
        }
    }
    None
}

/// Reads the change that a figure tells.
pub(super) fn read(context: &Context<'_>, draft: &mut Draft) {
    if draft.change.is_some() || draft.form == Form::Ordinal || draft.is_score {
        return;
    }
    draft.change = by_verb(context, draft)
        .or_else(|| by_noun(context, draft))
        .or_else(|| new(context, draft))
        .or_else(|| cumulative(context, draft));
}

/// Words that may stand between a verb of change and its figure.
fn is_filler(context: &Context<'_>, at: usize) -> bool {
    context.one_of(
        at,
        &[
            "a",
            "an",
            "another",
            "just",
            "only",
            "further",
            "additional",
            "record",
            "sharply",
            "slightly",
            "as",
            "much",
            "extra",
            "the",
            "full",
            "modest",
            "mere",
            "whopping",
            "more",
            "of",
            "even",
            "further",
        ],
    ) || context.token(at).is_some_and(|token| token.tag() == "RB" && verb_at(context, at).is_none())
}

fn by_verb(context: &Context<'_>, draft: &Draft) -> Option<Change> {
    let mut at = draft.first.checked_sub(1)?;
    if draft.bound == Some(Bound::Between) && context.is(at, "between") || context.is(at, "from") {
        if context.is(at, "from") {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    // `to a record low of 12 cents`
    if at > 0 && context.is(at, "of") && context.one_of(at - 1, &["high", "low"]) {
        at = at.checked_sub(2)?;
    }
    for _ in 0..3 {
        if is_filler(context, at) && !context.is(at, "of") && context.goes_on(at + 1) {
            at = at.checked_sub(1)?;
        }
    }
    if !context.goes_on(at + 1) {
        return None;
    }
    if let Some((way, acts)) = verb_at(context, at) {
        return may_change(context, draft, acts).then_some(by(way));
    }
    if context.is(at, "by") || context.is(at, "to") {
        // `an increase by 2%`
        let way =
            at.checked_sub(1).and_then(|before| noun_at(context, before)).or_else(|| verb_before(context, at, 10))?;
        return Some(if context.is(at, "by") { by(way) } else { to(way) });
    }
    None
}

/// Whether a verb right before a figure tells by how much something changed, and does not act on what is counted.
///
/// `rose 9 feet`, `lost 85 points`, `added 12 sen to 3.10`; not `grew 40 tonnes of barley`, `sank 30 boats`, `raised $5m`.
fn may_change(context: &Context<'_>, draft: &Draft, acts: bool) -> bool {
    match draft.kind {
        _ if draft.form == Form::Fold => true,
        Some(FigureKind::Percent) => true,
        Some(FigureKind::Money) => {
            let small = matches!(draft.unit.as_deref(), Some("cents" | "pence" | "sen"));
            !acts || small || context.is(draft.end, "to") && context.is_number(draft.end + 1)
        }
        Some(FigureKind::Count) => {
            let points = draft.unit.as_deref().is_none_or(|unit| matches!(unit, "points" | "point"));
            points || !acts && draft.noun.is_none()
        }
        Some(FigureKind::Duration | FigureKind::Ordinal) => false,
        _ => !acts,
    }
}

fn by(way: Way) -> Change {
    if way == Way::Up { Change::IncreaseBy } else { Change::DecreaseBy }
}

fn to(way: Way) -> Change {
    if way == Way::Up { Change::IncreaseTo } else { Change::DecreaseTo }
}

fn noun_at(context: &Context<'_>, at: usize) -> Option<Way> {
    let token = context.token(at).filter(|token| token.tag().starts_with("NN"))?;
    NOUNS.get(token.lemma()).copied()
}

/// `a 3.7 percent drop`, `an increase of 4,100 posts`.
fn by_noun(context: &Context<'_>, draft: &Draft) -> Option<Change> {
    let at = draft.end;
    if matches!(draft.kind, Some(FigureKind::Percent | FigureKind::Money))
        && draft.form != Form::Fraction
        && context.goes_on(at)
    {
        // The noun may stand behind what it changes: `6% share price rise`.
        for here in at..at + 4 {
            if let Some(way) = noun_at(context, here) {
                return Some(by(way));
            }
            let goes_on = context.token(here).is_some_and(|token| matches!(token.tag(), "NN" | "JJ" | "HYPH"));
            if !goes_on || !context.goes_on(here + 1) {
                break;
            }
        }
    }
    let of = draft.first.checked_sub(1)?;
    if context.is(of, "of") && of > 0 && context.goes_on(draft.first) {
        return noun_at(context, of - 1).map(by);
    }
    None
}

/// `2,417 new claims`, `three more cases`; `1,240 bringing the total to`.
fn new(context: &Context<'_>, draft: &Draft) -> Option<Change> {
    if matches!(draft.form, Form::Fraction | Form::Fold) || !matches!(draft.kind, Some(FigureKind::Count)) {
        return None;
    }
    let noun = context.piece_of(draft.noun.unwrap_or(0));
    let until = if noun >= draft.end { noun.min(draft.end + 5) } else { draft.end };
    let fresh = ["new", "more", "additional", "further", "extra", "newly"];
    let told = (draft.end..until).any(|at| context.one_of(at, &fresh)) && !context.is(draft.end + 1, "than")
        || draft.first > 0 && context.one_of(draft.first - 1, &["another", "additional", "further", "new", "extra"]);
    let brings = (draft.end..draft.end + 6).any(|at| {
        context.one_of(at, &["bringing", "taking", "pushing", "lifting", "raising", "brought", "took"])
            && (at..at + 6).any(|at| context.one_of(at, &["total", "tally", "toll", "count"]))
    }) && draft.bound != Some(Bound::Between);
    (told || brings).then_some(Change::New)
}

/// `the cumulative total to 87,310`, `the toll was at 214`, `a total of 70`, `so far`.
fn cumulative(context: &Context<'_>, draft: &Draft) -> Option<Change> {
    if !matches!(draft.kind, Some(FigureKind::Count)) || matches!(draft.form, Form::Fraction | Form::Fold) {
        return None;
    }
    let sums = ["toll", "tally", "total", "cumulative"];
    for at in (draft.first.saturating_sub(7)..draft.first).rev() {
        if matches!(context.words(at), "." | ";" | "," | ":" | "(" | "and" | "but" | "while")
            || !context.goes_on(at + 1)
        {
            break;
        }
        // A daily tally is not a sum of all days.
        let of_day = at > 0 && context.one_of(at - 1, &["daily", "weekly", "monthly"]);
        if context.one_of(at, &sums) && !of_day {
            return Some(Change::Cumulative);
        }
        // Another number stands between: the sum is its own.
        if context.is_number(at) {
            break;
        }
    }
    let after = draft.noun.map_or(draft.end, |noun| context.piece_of(noun + 1)).max(draft.end);
    let tells = (after..after + 2).any(|at| context.is(at, "so") && context.is(at + 1, "far"))
        || context.is(after, "in") && context.one_of(after + 1, &["total", "all"])
        || context.one_of(draft.end, &["cumulative", "total"]);
    tells.then_some(Change::Cumulative)
}
