//! Which words on a page tell of one happening?
//!
//! Those of one family (`invade`, `invasion`) and type, by the same on the same, as sure as each other, and not at different times.

use dateline_record::{EventRow, Phrase};
use rustc_hash::FxHashMap;

use super::measure::Hint;
use super::when::is_open;

/// An event on its way into the record.
pub(super) struct Draft {
    /// The word that stands for all that name this kind of happening.
    pub(super) family: String,
    /// Whether it is a noun that points back and names no side: `the invasion`.
    pub(super) points_back: bool,
    /// What makes it a measure.
    pub(super) hint: Option<Hint>,
    pub(super) row: EventRow,
}

/// How far back a side is looked for, in events.
const BACK: usize = 24;

/// Takes the side that a sentence leaves out from the last event of the same family that fits: `plans to invade` after
/// `invasion of Ukraine`.
pub(super) fn share_sides(drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let row = &drafts[index].row;
        if row.kind.is_none() || !row.actors.is_empty() && !row.recipients.is_empty() {
            continue;
        }
        if !is_open(row.status) && row.status != dateline_record::Status::Denied {
            continue;
        }
        let earlier = drafts[index.saturating_sub(BACK)..index].iter().rev();
        let found = earlier.filter(|other| other.row.story == row.story && other.row.kind == row.kind).find(|other| {
            same_family(other, &drafts[index])
                && (row.actors.is_empty() || other.row.actors.is_empty() || alike(&other.row.actors, &row.actors))
                && (row.recipients.is_empty()
                    || other.row.recipients.is_empty()
                    || alike(&other.row.recipients, &row.recipients))
                && (row.actors.is_empty() && !other.row.actors.is_empty()
                    || row.recipients.is_empty() && !other.row.recipients.is_empty())
        });
        let Some(found) = found else { continue };
        let (actors, recipients) = (found.row.actors.clone(), found.row.recipients.clone());
        let row = &mut drafts[index].row;
        if row.actors.is_empty() {
            row.actors = actors;
        }
        if row.recipients.is_empty() {
            row.recipients = recipients;
        }
    }
}

fn same_family(a: &Draft, b: &Draft) -> bool {
    a.family == b.family
}

/// Whether two sides share somebody known.
fn alike(a: &[Phrase], b: &[Phrase]) -> bool {
    a.iter().any(|one| one.entity.is_some() && b.iter().any(|other| other.entity == one.entity))
}

fn entities(side: &[Phrase]) -> Option<Vec<usize>> {
    let mut of: Vec<usize> = side.iter().map(|phrase| phrase.entity).collect::<Option<_>>()?;
    of.sort_unstable();
    of.dedup();
    (!of.is_empty()).then_some(of)
}

/// One row for each happening.
pub(super) fn join(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut rows: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut known: FxHashMap<(String, Vec<usize>, Vec<usize>, dateline_record::Status), usize> = FxHashMap::default();
    for draft in drafts {
        let key = draft.row.kind.and_then(|_| {
            Some((
                draft.family.clone(),
                entities(&draft.row.actors)?,
                entities(&draft.row.recipients)?,
                draft.row.status,
            ))
        });
        let same =
            key.as_ref().and_then(|key| known.get(key)).copied().filter(|&index| fits(&rows[index].row, &draft.row));
        // `the invasion` is the last one told of, when nothing tells it apart.
        let same = same.or_else(|| {
            let from = rows.len().saturating_sub(BACK);
            let is_it = |other: &Draft| {
                same_family(other, &draft)
                    && other.row.story == draft.row.story
                    && other.row.status == draft.row.status
                    && fits(&other.row, &draft.row)
            };
            (draft.points_back && draft.row.kind.is_some())
                .then(|| (from..rows.len()).rev().find(|&index| is_it(&rows[index])))
                .flatten()
        });
        if let Some(index) = same {
            take(&mut rows[index], draft);
            continue;
        }
        if let Some(key) = key {
            known.insert(key, rows.len());
        }
        rows.push(draft);
    }
    rows
}

fn fits(known: &EventRow, row: &EventRow) -> bool {
    let same = |a: Option<usize>, b: Option<usize>| a.is_none() || b.is_none() || a == b;
    known.kind == row.kind
        && same(known.time, row.time)
        && same(known.killed, row.killed)
        && same(known.injured, row.injured)
        && same(known.arrested, row.arrested)
        && known.condition == row.condition
}

fn take(known: &mut Draft, draft: Draft) {
    let (row, other) = (&mut known.row, draft.row);
    row.mentions.extend(other.mentions);
    row.mentions.sort_unstable();
    row.mentions.dedup();
    row.time = row.time.or(other.time);
    row.place = row.place.or(other.place);
    row.deadline = row.deadline.or(other.deadline);
    row.killed = row.killed.or(other.killed);
    row.injured = row.injured.or(other.injured);
    row.arrested = row.arrested.or(other.arrested);
    row.confidence = row.confidence.max(other.confidence);
    known.hint = known.hint.take().or(draft.hint);
}
