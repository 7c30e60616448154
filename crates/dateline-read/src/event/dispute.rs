//! Who denies what whom has said?
//!
//! A claim within a denial: `dismissed suggestions that …`.
//! A statement that answers another: its `replies_to`.
//! Two statements on one happening, where one says it is so and the other denies it.

use dateline_record::{Act, Dispute, EventType, Record, Status};
use rustc_hash::FxHashMap;

use super::join::Draft;

/// How many statements of one family are held against each other.
const NEAR: usize = 24;

pub(super) fn disputes(drafts: &[Draft], record: &Record) -> Vec<Dispute> {
    let statements = &record.statements;
    let denies = |index: usize| matches!(statements[index].act, Act::Deny | Act::Reject);
    let mut disputes = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        if denies(index)
            && let Some(claim) = statement.replies_to
        {
            disputes.push(Dispute { claim, denial: index });
        }
        if let Some(outer) = statement.within
            && denies(outer)
            && !denies(index)
        {
            disputes.push(Dispute { claim: index, denial: outer });
        }
    }
    // What one says happened or is planned, and another denies.
    let mut of_family: FxHashMap<(&str, EventType), Vec<&Draft>> = FxHashMap::default();
    for draft in drafts.iter().filter(|draft| draft.row.statement.is_some()) {
        if let Some(kind) = draft.row.kind {
            of_family.entry((draft.family.as_str(), kind)).or_default().push(draft);
        }
    }
    let mut families: Vec<_> = of_family.into_iter().collect();
    families.sort_by_key(|(key, _)| *key);
    for (_, drafts) in families {
        for denial in drafts.iter().filter(|draft| draft.row.status == Status::Denied) {
            for claim in drafts
                .iter()
                .filter(|draft| !matches!(draft.row.status, Status::Denied | Status::Hypothetical))
                .take(NEAR)
            {
                let (Some(a), Some(b)) = (claim.row.statement, denial.row.statement) else { continue };
                let source = |index: usize| statements[index].source.as_ref().and_then(|source| source.entity);
                let same = claim.row.actors.iter().any(|actor| {
                    denial.row.actors.iter().any(|other| other.entity.is_some() && other.entity == actor.entity)
                }) || claim.row.recipients.iter().any(|one| {
                    denial.row.recipients.iter().any(|other| other.entity.is_some() && other.entity == one.entity)
                });
                if a != b && denies(b) && same && (source(a) != source(b) || source(a).is_none()) {
                    disputes.push(Dispute { claim: a, denial: b });
                }
            }
        }
    }
    disputes.sort_unstable();
    disputes.dedup();
    disputes
}
