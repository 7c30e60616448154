//! Where and when was it said?
//!
//! ## What it reads
//! Phrases of the cue's sentence that are neither source nor content: `in a statement`, `on Facebook`, `at a rally`, `on Tuesday`.
//!
//! ## What it decides
//! Whether a phrase names a medium or an occasion, by `data/statement/media.csv`; the time nearest to the cue is that of saying.
//!
//! ## What it leaves alone
//! Times and places within what is said.

use std::ops::Range;
use std::sync::LazyLock;

use dateline_text::{Page, Span};
use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::row::Known;
use super::tree::{Tree, child};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Medium,
    Occasion,
}

const MEDIA: &str = include_str!("../../data/statement/media.csv");

static ROLES: LazyLock<FxHashMap<&'static str, Role>> = LazyLock::new(|| {
    let rows = MEDIA.lines().skip(1).filter_map(|line| line.split_once(','));
    rows.map(|(name, role)| (name, if role == "occasion" { Role::Occasion } else { Role::Medium })).collect()
});

/// The medium and the occasion of a draft, as tokens.
pub(super) fn setting(
    tree: &Tree<'_>,
    draft: &Draft,
    outer: Option<&Draft>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let sentence = tree.sentence(draft.head);
    if draft.rule == "noun" {
        return (None, None);
    }
    let (mut medium, mut occasion) = (None, None);
    for at in sentence.clone() {
        let token = tree.token(at);
        if !matches!(token.dep(), "prep" | "dative")
            || !tree.is(at, &["on", "in", "at", "during", "via", "through", "by", "to", "from"])
        {
            continue;
        }
        // A phrase of the statement around this one is that one's.
        if outer.is_some_and(|outer| !outer.holds(at))
            || draft.holds(at)
            || draft.source.as_ref().is_some_and(|source| source.contains(&at))
        {
            continue;
        }
        let Some(object) = child(token, &["pobj"]) else { continue };
        let range = tree.subtree(object);
        let range = tree.trim(range.start.max(sentence.start)..content_start(draft, range.start, range.end));
        if range.is_empty() || !range.contains(&object.index()) {
            continue;
        }
        match role(tree, object.index(), &range) {
            Some(Role::Medium) if medium.is_none() => medium = Some(range),
            Some(Role::Occasion) if occasion.is_none() => occasion = Some(range),
            _ => {}
        }
    }
    // Who is told may be a paper: `told Reuters`.
    if let Some(addressee) = draft.addressee.as_ref().filter(|_| medium.is_none()) {
        let last = addressee.end - 1;
        if role(tree, last, addressee) == Some(Role::Medium) && tree.token(last).tag().starts_with("NNP") {
            medium = Some(addressee.clone());
        }
    }
    (medium, occasion)
}

/// Whether the name that ends with this token is a medium's.
pub(super) fn is_medium(tree: &Tree<'_>, last: usize) -> bool {
    role(tree, last, &(last.saturating_sub(3)..last + 1)) == Some(Role::Medium)
}

fn content_start(draft: &Draft, start: usize, end: usize) -> usize {
    let next = draft.content.iter().map(|piece| piece.start).chain([draft.words.start]).filter(|&at| at > start);
    next.min().map_or(end, |next| end.min(next))
}

/// What a phrase with this head is, by the longest name in the table.
fn role(tree: &Tree<'_>, head: usize, range: &Range<usize>) -> Option<Role> {
    let is_name = tree.token(head).tag().starts_with("NNP");
    for start in range.start.max(head.saturating_sub(3))..=head {
        let words = tree.span(&(start..head + 1))?;
        let words = &tree.parse.text()[words];
        let found = if is_name { ROLES.get(words) } else { ROLES.get(words.to_lowercase().as_str()) };
        if let Some(role) = found {
            return Some(*role);
        }
    }
    if is_name { None } else { ROLES.get(tree.token(head).lemma()).copied() }
}

/// The time of saying: of the sentence's times outside of source and content the one nearest to the cue.
pub(super) fn time(
    known: &Known<'_>,
    sentence: Span<Page>,
    cue: Span<Page>,
    taken: &[Span<Page>],
    around: Option<&[Span<Page>]>,
) -> Option<usize> {
    let is_free = |span: Span<Page>| {
        around.is_none_or(|around| around.iter().any(|piece| piece.contains(span)))
            && taken.iter().all(|other| !other.overlaps(span))
    };
    let distance = |span: Span<Page>| {
        if span.start() >= cue.end() { span.start() - cue.end() } else { cue.start().saturating_sub(span.end()) }
    };
    known
        .times_in(sentence)
        .filter(|(_, row)| matches!(row.kind, "DATE" | "TIME") && is_free(row.span) && distance(row.span) < 90)
        .min_by_key(|(index, row)| (distance(row.span), *index))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_free_of_doubles() {
        let names: Vec<&str> = MEDIA.lines().skip(1).map(|line| line.split_once(',').unwrap().0).collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", names.windows(2).find(|p| p[0] >= p[1]));
        assert_eq!(ROLES.len(), names.len());
        assert_eq!(ROLES.get("rally"), Some(&Role::Occasion));
    }
}
