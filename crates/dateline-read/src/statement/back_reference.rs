//! Of whom are `two of the people`? Of the unnamed source told before.
//!
//! ## What it reads
//! Sources that point back: `two of the people`, `one of them`, `the officials`.
//!
//! ## What it decides
//! They are of the last unnamed source in their story that is called by the same noun; both are mentions of one group.
//!
//! ## What it leaves alone
//! Sources that are known already, and nouns that no unnamed source before was called by.

use dateline_record::{Entity, EntityKind, Mention, MentionKind, Record, Source, SourceKind, StatementRow};
use dateline_text::{Page, Text};

/// How many statements before are looked at.
const FAR: usize = 12;

/// A group that several statements have for their source.
#[derive(Debug)]
pub(super) struct Group {
    entity: Entity,
    /// The statements, by index.
    rows: Vec<usize>,
}

/// Links the sources of `rows`; what they are mentions of already goes to `mentions`.
pub(super) fn link(page: &Text<Page>, rows: &mut [StatementRow], mentions: &mut Vec<(usize, Mention)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for index in 0..rows.len() {
        let Some(source) = rows[index].source.clone().filter(|source| source.entity.is_none()) else { continue };
        let words = page[source.span].to_lowercase();
        let Some(noun) = pointed_at(&words) else { continue };
        let is_same = |other: &Source| {
            other.is_anonymous
                && other.kind == SourceKind::People
                && other.span != source.span
                && (noun == "them" || page[other.span].to_lowercase().split_whitespace().any(|word| word == noun))
        };
        let before = (index.saturating_sub(FAR)..index).rev().find(|&before| {
            rows[before].story == rows[index].story && rows[before].source.as_ref().is_some_and(is_same)
        });
        let Some((before, first)) = before.and_then(|before| Some((before, rows[before].source.clone()?))) else {
            continue;
        };
        if noun == "them"
            && let Some(source) = &mut rows[index].source
        {
            source.is_anonymous = true;
            source.kind = if source.count == Some(1) { SourceKind::Person } else { SourceKind::People };
        }
        let why = "the words of a source that points back at an earlier one";
        let mention = Mention { span: source.span, kind: MentionKind::Nominal, why };
        if let Some(entity) = first.entity {
            mentions.push((entity, mention));
            if let Some(source) = &mut rows[index].source {
                source.entity = Some(entity);
            }
        } else if let Some(group) = groups.iter_mut().find(|group| group.rows.contains(&before)) {
            group.rows.push(index);
            group.entity.mentions.push(mention);
        } else {
            let why = "a source that later ones point back at";
            let whole = Mention { span: first.span, kind: MentionKind::Nominal, why };
            let entity = Entity::new(page[first.span].replace('\n', " "), EntityKind::Group, vec![whole, mention]);
            groups.push(Group { entity, rows: vec![before, index] });
        }
    }
    groups
}

/// The noun that a source points back at: `people` of `two of the people`.
fn pointed_at(words: &str) -> Option<&str> {
    let whole = match words.split_once(" of ") {
        Some((share, whole)) if share.split(' ').count() <= 2 => whole,
        _ => words,
    };
    if whole == "them" && whole.len() < words.len() {
        return Some("them");
    }
    let noun = ["the ", "these ", "those "].into_iter().find_map(|article| whole.strip_prefix(article))?;
    let is_plain = !noun.contains([' ', ',']) && (noun.ends_with('s') || noun == "people");
    is_plain.then_some(noun)
}

/// Puts groups among the record's entities, which stay in the order of their first mentions.
pub(super) fn tell(record: &mut Record, groups: Vec<Group>) {
    if groups.is_empty() {
        return;
    }
    for mut group in groups {
        for row in group.rows {
            if let Some(source) = &mut record.statements[row].source {
                source.entity = Some(record.entities.len());
            }
        }
        group.entity.mentions.sort_by_key(|mention| mention.span);
        group.entity.mentions.dedup_by_key(|mention| mention.span);
        record.entities.push(group.entity);
    }
    let mut order: Vec<usize> = (0..record.entities.len()).collect();
    order.sort_by_key(|&index| record.entities[index].mentions.first().map(|mention| mention.span.start()));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut entities: Vec<Option<Entity>> = std::mem::take(&mut record.entities).into_iter().map(Some).collect();
    record.entities = order.into_iter().filter_map(|old| entities[old].take()).collect();
    let renumber = |entity: &mut Option<usize>| {
        if let Some(entity) = entity {
            *entity = place[*entity];
        }
    };
    for role in record.entities.iter_mut().flat_map(|entity| &mut entity.roles) {
        renumber(&mut role.organization);
    }
    for line in record.stories.iter_mut().filter_map(|story| story.dateline.as_mut()) {
        renumber(&mut line.entity);
    }
    for row in &mut record.statements {
        if let Some(source) = &mut row.source {
            renumber(&mut source.entity);
            source.affiliation.iter_mut().for_each(|phrase| renumber(&mut phrase.entity));
        }
        for phrase in [&mut row.addressee, &mut row.medium, &mut row.occasion].into_iter().flatten() {
            renumber(&mut phrase.entity);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_back() {
        assert_eq!(pointed_at("two of the people"), Some("people"));
        assert_eq!(pointed_at("one of them"), Some("them"));
        assert_eq!(pointed_at("the officials"), Some("officials"));
        assert_eq!(pointed_at("the mayor"), None);
        assert_eq!(pointed_at("the senior officials"), None);
        assert_eq!(pointed_at("them"), None);
    }
}
