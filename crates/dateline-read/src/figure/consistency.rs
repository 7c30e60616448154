//! Do the figures of one story agree with each other?
//!
//! ## What it reads
//! Figures next to each other whose words say how they belong together.
//!
//! ## What it decides
//! - `figure/part-above-whole`: `40 of the 30 boats`, `30 boats, including 40 that sank`;
//! - `figure/over-100-percent`: `120 percent of the voters`;
//! - `figure/sum`: what is new and what was before do not make the total that is told;
//! - `figure/below-threshold`: `the 5,810 claims marked the fourth time that the backlog exceeded 6,000`.
//!
//! ## What it leaves alone
//! Whatever is not sure: bounds that leave room, and shares of what can grow (`120 percent of its price`).

use dateline_parse::Parse;
use dateline_record::{Bound, Change, FigureKind};
use dateline_text::{Note, Span, Story};
use rust_decimal::Decimal;

use super::Figure;

/// What does not agree, with the words it rests on.
pub(super) fn notes(parse: &Parse<Story>, figures: &[Figure]) -> Vec<Note<Story>> {
    let mut notes = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        notes.extend(over_hundred(parse, figure));
        if let Some(next) = figures.get(at + 1) {
            notes.extend(part_above_whole(parse, figure, next));
        }
        if let [case, ordinal, threshold, ..] = &figures[at..] {
            notes.extend(below_threshold(parse, case, ordinal, threshold));
            notes.extend(sum(parse, case, ordinal, threshold));
        }
    }
    notes
}

/// Those of whom there is no more than the whole.
const COUNTED: [&str; 18] = [
    "people",
    "voters",
    "patients",
    "residents",
    "respondents",
    "students",
    "workers",
    "women",
    "men",
    "children",
    "members",
    "adults",
    "households",
    "passengers",
    "employees",
    "teachers",
    "pupils",
    "inhabitants",
];

/// A share of people cannot be more than the whole.
fn over_hundred(parse: &Parse<Story>, figure: &Figure) -> Option<Note<Story>> {
    let is_share = figure.kind == FigureKind::Percent && figure.unit.as_deref() == Some("%") && figure.change.is_none();
    if !is_share || figure.value <= Decimal::ONE_HUNDRED {
        return None;
    }
    let text = parse.text();
    let of = figure.of?;
    let between = text.as_str().get(figure.span.end()..of.start())?.trim();
    let people = text[of].split_whitespace().take(3).any(|word| COUNTED.contains(&word.to_lowercase().as_str()));
    (people && matches!(between, "of" | "of the" | "of all" | "of its" | "of their")).then(|| {
        let message = format!("\"{}\" is more than the whole", &text[figure.span]);
        Note::new("figure/over-100-percent", Some(figure.span), message)
    })
}

/// The words between two figures, when they stand close and in one sentence.
fn between(parse: &Parse<Story>, first: Span<Story>, second: Span<Story>) -> Option<&str> {
    let words = parse.text().as_str().get(first.end()..second.start())?;
    (words.len() < 160 && !words.contains(". ") && !words.contains('\n') && !words.contains(';')).then_some(words)
}

fn is_exact_count(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count
        && figure.bound == Bound::Exact
        && figure.upper.is_none()
        && figure.value.is_integer()
}

fn part_above_whole(parse: &Parse<Story>, first: &Figure, second: &Figure) -> Option<Note<Story>> {
    if !is_exact_count(first) || !is_exact_count(second) {
        return None;
    }
    let words = between(parse, first.span, second.span)?;
    let of = matches!(words.trim(), "of the" | "out of" | "out of the" | "of their" | "of its" | "of all");
    let including = words.trim_end().ends_with(", including") && !words.contains(" and ") && words.len() < 60;
    let (part, whole) = match (of, including) {
        (true, _) => (first, second),
        (_, true) => (second, first),
        _ => return None,
    };
    (part.value > whole.value).then(|| {
        let text = parse.text();
        let message = format!("the part \"{}\" is more than its whole \"{}\"", &text[part.span], &text[whole.span]);
        Note::new("figure/part-above-whole", Some(part.span), message)
    })
}

/// `5,810 claims marked the fourth time that the backlog exceeded 6,000`.
fn below_threshold(parse: &Parse<Story>, case: &Figure, ordinal: &Figure, threshold: &Figure) -> Option<Note<Story>> {
    let is_time = ordinal.kind == FigureKind::Ordinal && ordinal.unit.as_deref() == Some("time");
    let above = threshold.bound == Bound::MoreThan && threshold.kind == FigureKind::Count;
    if !is_time || !above || !is_exact_count(case) || case.value > threshold.value {
        return None;
    }
    let marked = between(parse, case.span, ordinal.span)?;
    let tally = between(parse, ordinal.span, threshold.span)?;
    let marks =
        ["marked the", "mark the", "were the", "was the", "marking the"].iter().any(|words| marked.contains(words));
    (marks && tally.contains("that ") && marked.len() < 120).then(|| {
        let text = parse.text();
        let message = format!("\"{}\" does not exceed \"{}\"", &text[case.span], &text[threshold.span]);
        Note::new("figure/below-threshold", Some(case.span), message)
    })
}

/// `12 new cases, bringing the total to 40 from 30`.
fn sum(parse: &Parse<Story>, new: &Figure, total: &Figure, before: &Figure) -> Option<Note<Story>> {
    let told = new.change == Some(Change::New)
        && matches!(total.change, Some(Change::Cumulative | Change::IncreaseTo))
        && [new, total, before].into_iter().all(is_exact_count);
    if !told {
        return None;
    }
    let brings = between(parse, new.span, total.span)?;
    let from = between(parse, total.span, before.span)?.trim();
    let joined = from == "from" || from == "up from" || from == ", up from";
    let sum = new.value.checked_add(before.value)?;
    (joined && brings.contains(" total ") && sum != total.value).then(|| {
        let text = parse.text();
        let message = format!("{} and {} make {sum}, not \"{}\"", new.value, before.value, &text[total.span]);
        Note::new("figure/sum", Some(total.span), message)
    })
}
