//! Who tells it otherwise? Two sources with figures that cannot both be right, or of whom one says it happened and one that it did not.
//!
//! ## What it reads
//! Statements of two known sources in one story that tell of the same kind of happening.
//!
//! ## What it decides
//! Figures contradict each other when both count the same in one happening and no value fits both: `police said 12 were held`,
//! `the union said 40 were held`.
//! Statements are opposite when one tells as happened what the other negates, with a side in common.
//!
//! ## What it leaves alone
//! What lies at different times or places, or speaks of different people; figures of which a statement has several; one source
//! that corrects itself; what is only planned or possible.

use std::collections::BTreeSet;

use dateline_record::{Bound, Dispute, EventRow, FigureKind, FigureRow, MentionKind, Phrase, Record, Status};
use dateline_text::{Page, Text};
use rustc_hash::FxHashMap;

use super::Voices;
use super::join::Draft;

/// How many statements before are held against each.
const NEAR: usize = 24;

/// What one statement tells, as far as another could gainsay it.
#[derive(Default)]
struct Told<'a> {
    /// The happening, what is counted in it, and the figure.
    figures: Vec<(&'a str, Role, &'a FigureRow)>,
    times: BTreeSet<&'a str>,
    named: BTreeSet<usize>,
    actors: BTreeSet<usize>,
}

/// The pairs that contradict each other, the one told first as the claim.
pub(super) fn contradictions(page: &Text<Page>, drafts: &[Draft], record: &Record, voices: &Voices) -> Vec<Dispute> {
    let mut disputes = figures(page, drafts, record, voices);
    disputes.extend(opposites(page, drafts, record));
    disputes
}

fn figures(page: &Text<Page>, drafts: &[Draft], record: &Record, voices: &Voices) -> Vec<Dispute> {
    let mut told: FxHashMap<usize, Told<'_>> = FxHashMap::default();
    for draft in drafts {
        let row = &draft.row;
        let Some(statement) = row.statement else { continue };
        for (role, figure) in counted(row, record) {
            // A happening that is told several times has its figures from all of them.
            if voices.at(figure.span) == Some(statement) {
                let told = told.entry(statement).or_default();
                told.figures.push((draft.family.as_str(), role, figure));
                told.actors.extend(row.actors.iter().filter_map(|actor| actor.entity));
            }
        }
    }
    for time in &record.times {
        if let Some(told) = voices.at(time.span).and_then(|statement| told.get_mut(&statement)) {
            told.times.insert(time.value.as_str());
        }
    }
    for (index, entity) in record.entities.iter().enumerate() {
        for mention in entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            if let Some(told) = voices.at(mention.span).and_then(|statement| told.get_mut(&statement)) {
                told.named.insert(index);
            }
        }
    }
    let mut order: Vec<usize> = told.keys().copied().collect();
    order.sort_unstable();
    let mut disputes = Vec::new();
    for (n, &denial) in order.iter().enumerate() {
        for &claim in &order[n.saturating_sub(NEAR)..n] {
            let (a, b) = (&told[&claim], &told[&denial]);
            let is_one_matter = record.statements[claim].story == record.statements[denial].story
                && agree(&a.times, &b.times)
                && agree(&a.named, &b.named)
                && agree(&a.actors, &b.actors);
            if is_one_matter && differ_in_voice(page, record, claim, denial) && is_contradicted(a, b) {
                disputes.push(Dispute { claim, denial });
            }
        }
    }
    disputes
}

/// Whether two sets can be of one matter: they share something, or one tells nothing.
fn agree<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    a.is_empty() || b.is_empty() || a.intersection(b).next().is_some()
}

/// Whether two statements have sources that are known, and not the same.
fn differ_in_voice(page: &Text<Page>, record: &Record, a: usize, b: usize) -> bool {
    /// `they` and shorter words stand for somebody who is not known.
    const LEAST: usize = 5;
    let of = |index: usize| record.statements[index].source.as_ref();
    let (Some(one), Some(other)) = (of(a), of(b)) else { return false };
    let is_clear = |source: &dateline_record::Source| {
        source.entity.is_some() || source.kind != dateline_record::SourceKind::Unknown
    };
    match (one.entity, other.entity) {
        (Some(one), Some(other)) => one != other,
        _ => {
            let (one_words, other_words) = (head(&page[one.span]), head(&page[other.span]));
            let is_long = one_words.len() >= LEAST && other_words.len() >= LEAST;
            is_clear(one) && is_clear(other) && is_long && one_words != other_words
        }
    }
}

/// The words of a source without its article, as far as the first comma.
fn head(words: &str) -> String {
    let lower = words.split(',').next().unwrap_or_default().trim().to_lowercase();
    lower.strip_prefix("the ").map_or(lower.clone(), str::to_owned)
}

/// What is counted in a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Actors,
    Recipients,
    Killed,
    Injured,
    Arrested,
}

/// The counts of those who take part in a happening or are hurt by it.
fn counted<'a>(row: &EventRow, record: &'a Record) -> Vec<(Role, &'a FigureRow)> {
    let hurt = [(Role::Killed, row.killed), (Role::Injured, row.injured), (Role::Arrested, row.arrested)];
    let mut counted: Vec<(Role, &FigureRow)> =
        hurt.into_iter().filter_map(|(role, figure)| Some((role, record.figures.get(figure?)?))).collect();
    for (role, side) in [(Role::Actors, &row.actors), (Role::Recipients, &row.recipients)] {
        for phrase in side {
            let first = record.figures.partition_point(|figure| figure.span.start() < phrase.span.start());
            let inside = record.figures[first..].iter().take_while(|figure| figure.span.start() < phrase.span.end());
            counted.extend(inside.map(|figure| (role, figure)));
        }
    }
    counted.retain(|(_, figure)| figure.kind == FigureKind::Count);
    counted
}

/// Whether both have one figure of the same, and no value fits both.
fn is_contradicted(a: &Told<'_>, b: &Told<'_>) -> bool {
    a.figures.iter().any(|&(family, role, figure)| {
        let alike = |(other, other_role, there): &&(&str, Role, &FigureRow)| {
            *other == family && *other_role == role && there.unit == figure.unit && there.change == figure.change
        };
        let (mut here, mut there) = (a.figures.iter().filter(alike), b.figures.iter().filter(alike));
        let (Some(_), None, Some((_, _, other)), None) = (here.next(), here.next(), there.next(), there.next()) else {
            return false;
        };
        match (range(figure), range(other)) {
            (Some((low, high)), Some((other_low, other_high))) => high < other_low || other_high < low,
            _ => false,
        }
    })
}

/// The least and the greatest value that a figure's words allow.
fn range(figure: &FigureRow) -> Option<(f64, f64)> {
    /// How far off a round figure may be, as a part of it.
    const ABOUT: f64 = 0.1;
    let value: f64 = figure.value.parse().ok()?;
    let upper = figure.upper.as_ref().and_then(|upper| upper.parse().ok()).unwrap_or(value);
    Some(match figure.bound {
        Bound::Exact | Bound::Between => (value, upper),
        Bound::MoreThan | Bound::AtLeast => (value, f64::INFINITY),
        Bound::LessThan | Bound::AtMost => (f64::NEG_INFINITY, upper),
        Bound::About => (value - value.abs() * ABOUT, upper + upper.abs() * ABOUT),
    })
}

/// What one says happened and the other that it did not.
fn opposites(page: &Text<Page>, drafts: &[Draft], record: &Record) -> Vec<Dispute> {
    let mut of_family: FxHashMap<&str, Vec<&EventRow>> = FxHashMap::default();
    for draft in drafts.iter().filter(|draft| draft.row.statement.is_some()) {
        of_family.entry(draft.family.as_str()).or_default().push(&draft.row);
    }
    let mut disputes = Vec::new();
    for rows in of_family.values() {
        for (n, row) in rows.iter().enumerate() {
            for other in &rows[n.saturating_sub(NEAR)..n] {
                let (Some(claim), Some(denial)) = (other.statement, row.statement) else { continue };
                let is_told = |status| matches!(status, Status::Occurred | Status::Ongoing | Status::Alleged);
                let is_opposite = is_told(other.status) && row.status == Status::Denied
                    || is_told(row.status) && other.status == Status::Denied;
                let is_one = row.kind.is_some()
                    && other.kind == row.kind
                    && other.story == row.story
                    && shared(&other.actors, &row.actors) == Some(true)
                    && shared(&other.recipients, &row.recipients) != Some(false)
                    && (other.time.is_none() || row.time.is_none() || same_time(record, other, row));
                if is_opposite && is_one && claim != denial && differ_in_voice(page, record, claim, denial) {
                    let (claim, denial) = if row.status == Status::Denied { (claim, denial) } else { (denial, claim) };
                    disputes.push(Dispute { claim, denial });
                }
            }
        }
    }
    disputes
}

fn same_time(record: &Record, a: &EventRow, b: &EventRow) -> bool {
    let value = |row: &EventRow| row.time.map(|time| record.times[time].value.clone());
    value(a) == value(b)
}

/// Whether two sides have somebody known in common; `None` where one of them is not known.
fn shared(a: &[Phrase], b: &[Phrase]) -> Option<bool> {
    let known = |side: &[Phrase]| -> BTreeSet<usize> { side.iter().filter_map(|phrase| phrase.entity).collect() };
    let (a, b) = (known(a), known(b));
    (!a.is_empty() && !b.is_empty()).then(|| a.intersection(&b).next().is_some())
}
