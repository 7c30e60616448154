//! `between 5 and 7`, `10-12`, `from 3 to 4 million`, `57-43`: two numbers that belong together.
//!
//! ## What it reads
//! Two numbers next to each other, joined by a dash, `to`, `and` after `between`, or `or`.
//!
//! ## What it decides
//! A range is one figure with `upper`, its first number taking scale, unit and currency from the second.
//! After a verb of change, `from` and `to` are two figures, the second linked to the first.
//! Numbers of a vote or a score stay two: those that fall (`57-43`), and those beside words such as `vote`, `beat`, `draw`.
//!
//! ## What it leaves alone
//! Three numbers joined by dashes, and numbers of different units (`6% to $3.9bn`).

use dateline_record::{Bound, Change, FigureKind};
use rust_decimal::Decimal;

use super::change;
use super::context::Context;
use super::draft::{Draft, Form};

/// How two numbers are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    And,
    /// `between 5 and 7`
    BetweenAnd,
    /// `from 5 to 7`
    FromTo,
    /// `to 5 from 7`
    ToFrom,
    Or,
    PlusMinus,
}

/// Joins what belongs together.
pub(super) fn join(context: &Context<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut drafts = drafts.into_iter().peekable();
    while let Some(mut low) = drafts.next() {
        let Some(high) = drafts.peek_mut() else {
            kept.push(low);
            break;
        };
        let Some(joint) = joint(context, &low, high) else {
            kept.push(low);
            continue;
        };
        share(context, joint, &mut low, high);
        if !same_measure(&low, high) {
            kept.push(low);
            continue;
        }
        match joint {
            Joint::Or | Joint::And => kept.push(low),
            Joint::PlusMinus => {
                let (value, off) = (low.value, high.value);
                low.end = high.end;
                // What is known to a part of itself only is told without its bounds.
                let small = off.checked_mul(Decimal::TEN).is_some_and(|off| off < value) && !off.is_sign_negative();
                if let (true, Some(below), Some(above)) = (small, value.checked_sub(off), value.checked_add(off))
                    && below < above
                {
                    low.value = below;
                    low.upper = Some(above);
                    low.bound = Some(Bound::Between);
                }
                take_unit(&mut low, high);
                kept.push(low);
                drafts.next();
            }
            Joint::Dash if is_score(context, &low, high) => {
                for side in [&mut low, &mut *high] {
                    side.is_score = true;
                    side.kind = Some(FigureKind::Count);
                    side.bound = Some(Bound::Exact);
                }
                kept.push(low);
            }
            Joint::FromTo | Joint::To | Joint::ToFrom if is_pair(context, joint, &low, high) => {
                pair(joint, kept.len(), &mut low, high);
                kept.push(low);
            }
            Joint::ToFrom => kept.push(low),
            _ if low.value < high.value && low.upper.is_none() && high.upper.is_none() => {
                low.upper = Some(high.value);
                low.end = high.end;
                low.number.1 = high.number.1;
                low.bound = Some(low.bound.filter(|bound| *bound == Bound::About).unwrap_or(Bound::Between));
                take_unit(&mut low, high);
                kept.push(low);
                drafts.next();
            }
            _ => kept.push(low),
        }
    }
    kept
}

fn take_unit(low: &mut Draft, high: &Draft) {
    if high.unit.is_some() {
        low.unit.clone_from(&high.unit);
        low.kind = high.kind;
    }
}

/// The joint between two neighbours.
fn joint(context: &Context<'_>, low: &Draft, high: &Draft) -> Option<Joint> {
    let plain =
        |draft: &Draft| draft.upper.is_none() && !matches!(draft.form, Form::Ordinal | Form::Vague | Form::Fold);
    if !plain(low) || !plain(high) || low.end > high.first || !context.goes_on(high.first) {
        return None;
    }
    let (mut at, end) = (low.end, high.first);
    // `9- to 14-metre`
    if context.is_hyphen(at) && context.glued(at) && context.one_of(at + 1, &["to", "or", "and"]) {
        at += 1;
    }
    // `25 °C to about 30 °C` is shown by the bound inside `high`; here only words of joining may stand between.
    let from = |n: usize| (low.first.saturating_sub(n)..low.first).any(|at| context.is(at, "from"));
    match end - at {
        1 if context.is_dash(at) => {
            let both = context.glued(at) == context.glued(at + 1);
            let digits = low.form == Form::Digits || low.form == Form::Fraction;
            (both && (digits || context.glued(at))).then_some(Joint::Dash)
        }
        1 if context.is(at, "to") => Some(if from(1) { Joint::FromTo } else { Joint::To }),
        2 if context.is(at, "to") && context.is_hyphen(at + 1) => Some(if from(1) { Joint::FromTo } else { Joint::To }),
        2 if context.is(at, "up") && context.is(at + 1, "to") => from(3).then_some(Joint::FromTo),
        // `between 5 and 7`; a unit may stand after the first.
        1 if context.is(at, "and") => {
            let between =
                low.first.checked_sub(1).is_some_and(|before| context.one_of(before, &["between", "betwixt"]));
            Some(if between { Joint::BetweenAnd } else { Joint::And })
        }
        1 if context.is(at, "or") => Some(Joint::Or),
        1 if context.is(at, "from") && at > 0 => Some(Joint::ToFrom),
        1 if context.is_mark(at, '±') => Some(Joint::PlusMinus),
        2 if context.is_mark(at, '±') && context.is_mark(at + 1, '-') => Some(Joint::PlusMinus),
        3 if context.is_mark(at, '+') && context.is_mark(at + 1, '/') => Some(Joint::PlusMinus),
        // `30 mpg mixed to 33`
        2 if context.is(at + 1, "to") && context.is_word(at) && from(1) => Some(Joint::FromTo),
        _ => None,
    }
}

/// Gives each number what only the other was told with: scale, currency, unit.
fn share(context: &Context<'_>, joint: Joint, low: &mut Draft, high: &mut Draft) {
    if joint == Joint::ToFrom {
        return;
    }
    let bare_low = low.unit.is_none();
    let dollars = low.kind == Some(FigureKind::Money) && low.first < low.number.0;
    if low.scale == Decimal::ONE
        && high.scale > Decimal::ONE
        && (bare_low || dollars)
        && low.form != Form::Fraction
        && joint != Joint::And
        && (low.unit.is_none() || low.unit == high.unit || high.unit.is_none())
        && let Some(scaled) = low.value.checked_mul(high.scale)
        && scaled < high.value
    {
        low.value = scaled;
        low.scale = high.scale;
    }
    if bare_low && high.unit.is_some() && high.form != Form::Fraction {
        let trailing = high.end > high.number.1 || high.kind == Some(FigureKind::Money);
        let noun_between = context.is_word(low.after()) && !context.one_of(low.after(), &["to", "and", "or"]);
        let and_fits = joint != Joint::And
            || trailing
                && matches!(high.kind, Some(FigureKind::Other | FigureKind::Percent | FigureKind::Distance))
                && low.form == Form::Digits;
        if trailing && !noun_between && and_fits {
            low.unit.clone_from(&high.unit);
            low.kind = high.kind;
        }
    } else if high.unit.is_none()
        && low.unit.is_some()
        && (matches!(joint, Joint::Dash | Joint::FromTo | Joint::BetweenAnd)
            || joint == Joint::To && change::verb_before(context, low.first, 3).is_none())
    {
        let follows = context.token(high.end).is_some_and(|token| matches!(token.tag(), "NNS"));
        if !follows {
            high.unit.clone_from(&low.unit);
            high.kind = low.kind;
        }
    }
}

fn same_measure(low: &Draft, high: &Draft) -> bool {
    let head = |unit: &Option<String>| unit.as_deref().map(|unit| unit.split('/').next().unwrap_or(unit).to_owned());
    head(&low.unit) == head(&high.unit)
}

/// Words that tell a score or a vote beside two numbers.
const CONTEST: [&str; 34] = [
    "vote",
    "votes",
    "voted",
    "voting",
    "beat",
    "beats",
    "beating",
    "beaten",
    "win",
    "wins",
    "won",
    "victory",
    "lead",
    "led",
    "leads",
    "defeat",
    "defeated",
    "draw",
    "drew",
    "tie",
    "tied",
    "loss",
    "lost",
    "losing",
    "score",
    "scored",
    "trailed",
    "thrashed",
    "edged",
    "aggregate",
    "ahead",
    "scoreline",
    "passed",
    "approved",
];

/// Whether two joined numbers are the sides of a score or a vote.
fn is_score(context: &Context<'_>, low: &Draft, high: &Draft) -> bool {
    let whole = |draft: &Draft| {
        draft.kind.is_none()
            && draft.form == Form::Digits
            && draft.value.is_integer()
            && draft.value < Decimal::ONE_THOUSAND
            && !draft.value.is_sign_negative()
    };
    if !whole(low) || !whole(high) || !context.glued(high.first) {
        return false;
    }
    low.value >= high.value || (low.first.saturating_sub(5)..high.end + 4).any(|at| context.one_of(at, &CONTEST))
}

/// Whether the two are before and after of a change.
fn is_pair(context: &Context<'_>, joint: Joint, low: &Draft, high: &Draft) -> bool {
    let first = if joint == Joint::FromTo { low.first.saturating_sub(1) } else { low.first };
    let first = match joint {
        // `to 5 from 7`
        Joint::ToFrom if low.first > 0 && context.is(low.first - 1, "to") => low.first - 1,
        Joint::ToFrom => return false,
        _ => first,
    };
    let falls = low.value > high.value;
    match joint {
        Joint::FromTo => {
            falls
                || change::verb_before(context, first, 6).is_some()
                || context.one_of(first.wrapping_sub(1), &["going", "went", "goes", "go", "moved"])
        }
        Joint::ToFrom => true,
        _ => falls && change::verb_before(context, first, 3).is_some(),
    }
}

/// Marks before and after.
fn pair(joint: Joint, index: usize, low: &mut Draft, high: &mut Draft) {
    let (before, after, later) = match joint {
        Joint::ToFrom => (high.value, low.value, &mut *low),
        _ => (low.value, high.value, &mut *high),
    };
    later.change = Some(if after >= before { Change::IncreaseTo } else { Change::DecreaseTo });
    later.from = Some(if joint == Joint::ToFrom { index + 1 } else { index });
}
