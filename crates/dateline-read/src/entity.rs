//! Who is named on a page: names from the recognizer, joined where they are one.
//!
//! The same name is one entity throughout the page.
//! A person's surname is joined to the full name, when the page has only one person it can be.

use std::collections::BTreeMap;

use dateline_parse::Parse;
use dateline_record::{Entity, EntityKind, Mention, MentionKind};
use dateline_text::{Alignment, Page, Span, Story, Text};

/// A name where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub(crate) span: Span<Page>,
    pub(crate) kind: EntityKind,
}

/// What the recognizer's label (OntoNotes) says an entity is; `None` for times and figures.
fn kind_of(label: &str) -> Option<EntityKind> {
    match label {
        "PERSON" => Some(EntityKind::Person),
        "ORG" => Some(EntityKind::Organization),
        "GPE" | "LOC" | "FAC" => Some(EntityKind::Place),
        "NORP" => Some(EntityKind::Group),
        "EVENT" | "PRODUCT" | "WORK_OF_ART" | "LAW" | "LANGUAGE" => Some(EntityKind::Other),
        _ => None,
    }
}

/// The names of a parsed story, without article and possessive at their edges.
pub(crate) fn names(parse: &Parse<Story>, alignment: &Alignment, page: &Text<Page>, found: &mut Vec<Named>) {
    for entity in parse.entities() {
        let Some(kind) = kind_of(entity.label()) else { continue };
        let words = entity.tokens().filter(|token| !token.is_space());
        let mut words = words.skip_while(|token| matches!(token.text(), "the" | "The" | "a" | "A" | "an" | "An"));
        let Some(first) = words.next() else { continue };
        let last = words.filter(|token| token.tag() != "POS").last().unwrap_or(first);
        let span = alignment.to_page(first.span().to(last.span()));
        // A name does not run over two paragraphs, nor is it made of nothing but signs.
        let text = &page[span];
        if text.contains('\n') || !text.contains(char::is_alphanumeric) {
            continue;
        }
        found.push(Named { span, kind });
    }
}

/// Joins the names of a page into entities, ordered by their first mentions.
pub(crate) fn join(mut named: Vec<Named>, page: &Text<Page>) -> Vec<Entity> {
    named.sort_by_key(|name| name.span);
    named.dedup_by_key(|name| name.span);
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, name) in named.iter().enumerate() {
        by_name.entry(key(&page[name.span])).or_default().push(i);
    }
    let people = full_names(&by_name, &named);
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (name, mentions) in &by_name {
        let full = match people.get(name.as_str()) {
            Some(Some(full)) if is_person(mentions, &named) => full,
            _ => name.as_str(),
        };
        groups.entry(full).or_default().extend(mentions);
    }
    let mut entities: Vec<Entity> = groups.into_values().map(|mentions| entity(mentions, &named, page)).collect();
    entities.sort_by_key(|entity| entity.mentions[0].span);
    entities
}

fn entity(mut mentions: Vec<usize>, named: &[Named], page: &Text<Page>) -> Entity {
    mentions.sort_unstable();
    let longest = mentions.iter().map(|&i| one_line(&page[named[i].span])).max_by_key(|name| {
        // Of names as long, the first on the page.
        (name.split(' ').count(), name.len())
    });
    let mention = |&i: &usize| Mention { span: named[i].span, kind: MentionKind::Name };
    Entity {
        name: longest.unwrap_or_default(),
        kind: kind(&mentions, named),
        mentions: mentions.iter().map(mention).collect(),
    }
}

/// What most mentions are; of equals the first.
fn kind(mentions: &[usize], named: &[Named]) -> EntityKind {
    let count = |kind: EntityKind| mentions.iter().filter(|&&i| named[i].kind == kind).count();
    let kinds = mentions.iter().rev().map(|&i| named[i].kind);
    kinds.max_by_key(|&kind| count(kind)).unwrap_or(EntityKind::Other)
}

fn is_person(mentions: &[usize], named: &[Named]) -> bool {
    kind(mentions, named) == EntityKind::Person
}

/// For each surname the one full name it can stand for; `None` where there are several.
fn full_names<'a>(by_name: &'a BTreeMap<String, Vec<usize>>, named: &[Named]) -> BTreeMap<&'a str, Option<&'a str>> {
    let mut people: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (name, mentions) in by_name {
        if let Some((_, surname)) = name.rsplit_once(' ')
            && is_person(mentions, named)
        {
            people.entry(surname).and_modify(|full| *full = None).or_insert(Some(name));
        }
    }
    people
}

/// A name as it is compared: on one line, dots and capitals aside.
fn key(name: &str) -> String {
    one_line(name).replace('.', "").to_lowercase()
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
