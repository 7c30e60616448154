//! Which statement does a denial, a rejection or an answer speak to?
//!
//! ## What it reads
//! Statements that deny, reject or respond.
//!
//! ## What it decides
//! The statement within their content (`dismissed suggestions that …`); else the last one before, by somebody else, that shares
//! at least two words of content with them.
//!
//! ## What it leaves alone
//! Denials of what nobody on the page is told to have said.

use std::collections::BTreeSet;

use dateline_record::{Act, StatementRow};
use dateline_text::{Page, Text};

/// How many statements before are looked at.
const FAR: usize = 24;

/// Fills `replies_to` of all rows.
pub(super) fn link(page: &Text<Page>, rows: &mut [StatementRow]) {
    let mut inner = vec![None; rows.len()];
    for (index, row) in rows.iter().enumerate().rev() {
        if let Some(outer) = row.within {
            inner[outer] = Some(index);
        }
    }
    for index in 0..rows.len() {
        if !matches!(rows[index].act, Act::Deny | Act::Reject | Act::Respond) {
            continue;
        }
        rows[index].replies_to = inner[index].or_else(|| {
            let own = words(page, &rows[index]);
            let who = rows[index].source.as_ref().and_then(|source| source.entity);
            (index.saturating_sub(FAR)..index).rev().find(|&before| {
                let other = &rows[before];
                let is_other =
                    other.source.as_ref().and_then(|source| source.entity).is_none_or(|other| Some(other) != who);
                is_other
                    && other.story == rows[index].story
                    && rows[index].within != Some(before)
                    && other.source.is_some()
                    && words(page, other).intersection(&own).count() >= 2
            })
        });
    }
}

/// The first letters of the longer words of a statement's content, so that `invade` meets `invasion`.
fn words(page: &Text<Page>, row: &StatementRow) -> BTreeSet<String> {
    let words = row.content.iter().flat_map(|span| page[*span].split(|c: char| !c.is_alphanumeric()));
    words
        .filter(|word| word.chars().count() >= 5)
        .take(200)
        .map(|word| word.to_lowercase().chars().take(5).collect())
        .collect()
}
