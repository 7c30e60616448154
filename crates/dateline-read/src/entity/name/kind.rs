//! What is a name the name of? What the tables, the noun before it, its last word and most of its places on the page say.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_parse::Parse;
use dateline_record::EntityKind;
use dateline_text::Story;
use rustc_hash::FxHashMap;

use super::Name;
use crate::ParsedStory;
use crate::entity::place::{is_city, is_division, is_state};
use crate::entity::role::is_role_noun;
use crate::entity::table::{Meant, TABLES};

/// What the tables say a name is.
pub(super) fn known_kind(words: &str) -> Option<EntityKind> {
    if let Some((_, meant)) = TABLES.country(words) {
        return Some(match meant {
            Meant::Name => EntityKind::Country,
            Meant::Adjective | Meant::People => EntityKind::Group,
            Meant::Capital => EntityKind::Place,
            Meant::Seat => EntityKind::Organization,
        });
    }
    let person = || TABLES.person(words).map(|_| EntityKind::Person);
    TABLES.body(words).map(|body| body.kind).or_else(person)
}

/// Cities that many pages name, and first-level divisions, are hardly ever anything else.
pub(crate) fn is_well_known_place(words: &str) -> bool {
    const MANY: u32 = 300_000;
    TABLES.first_name(words).is_none()
        && (is_city(words).is_some_and(|population| population >= MANY)
            || is_division(words).is_some_and(|population| population >= MANY))
}

/// A town of several words, which nobody is called: `Baton Rouge`.
fn is_town_of_words(words: &str) -> bool {
    const KNOWN: u32 = 50_000;
    let is_nobodys = |(first, _): (&str, &str)| first == "Santa" || TABLES.first_name(first).is_none();
    words.split_once(' ').is_some_and(is_nobodys) && is_city(words).is_some_and(|population| population >= KNOWN)
}

/// What the noun right before a name says it is: `advocacy group Halden Watch`, `spokeswoman Ida Reed`.
fn told_kind(parse: &Parse<Story>, name: &Name) -> Option<EntityKind> {
    const BODIES: [&str; 25] = [
        "agency",
        "airline",
        "alliance",
        "bank",
        "broadcaster",
        "charity",
        "company",
        "firm",
        "giant",
        "group",
        "magazine",
        "maker",
        "manufacturer",
        "militia",
        "network",
        "newspaper",
        "operator",
        "organisation",
        "organization",
        "party",
        "producer",
        "retailer",
        "startup",
        "union",
        "watchdog",
    ];
    const PLACES: [&str; 9] =
        ["city", "county", "district", "island", "province", "region", "suburb", "town", "village"];
    const TITLES: [&str; 16] = [
        "Adm.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Gen.", "Gov.", "Lt.", "Maj.", "Pfc.", "Prof.", "Rep.", "Rev.",
        "Sen.", "Sgt.", "Supt.",
    ];
    let before = parse.token(name.tokens.start.checked_sub(1)?);
    let lemma = before.lemma();
    if TITLES.contains(&before.text()) {
        return Some(EntityKind::Person);
    }
    if before.tag() != "NN" {
        return None;
    }
    match () {
        () if BODIES.contains(&lemma) => Some(EntityKind::Organization),
        () if PLACES.contains(&lemma) => Some(EntityKind::Place),
        () if is_role_noun(before).is_some() && name.words.contains(' ') => Some(EntityKind::Person),
        () => None,
    }
}

/// One name, one kind on a page: what most of its places are; a person's where a full name speaks for it.
pub(super) fn settle_kinds(parts: &[ParsedStory], names: &mut [Name]) {
    let told = names.iter().filter_map(|name| Some((name.words.clone(), told_kind(&parts[name.part].parse, name)?)));
    // `Church of Norrland` makes a faith of the word by itself, unless it is a land's.
    let faiths = names.iter().filter_map(|name| Some(first_word(name.words.strip_prefix("Church of ")?)));
    let faiths = faiths.filter(|faith| known_kind(faith).is_none() && !is_well_known_place(faith) && !is_state(faith));
    let told: BTreeMap<String, EntityKind> =
        told.chain(faiths.map(|faith| (faith, EntityKind::Organization))).collect();
    let mut counts: BTreeMap<String, BTreeMap<EntityKind, usize>> = BTreeMap::new();
    for name in names.iter() {
        *counts.entry(name.words.clone()).or_default().entry(name.kind).or_default() += 1;
    }
    let mut surnames: BTreeMap<String, usize> = BTreeMap::new();
    for (words, kinds) in &counts {
        if let Some((_, surname)) = words.rsplit_once(' ')
            && most(kinds) == EntityKind::Person
        {
            *surnames.entry(surname.to_owned()).or_default() += 1;
        }
    }
    for name in names {
        if known_kind(&name.words).is_some() {
            continue;
        }
        name.kind = most(&counts[&name.words]);
        let first = name.words.split(' ').next().unwrap_or_default();
        let is_full =
            name.words.contains(' ') && TABLES.first_name(first).is_some() && name.words.split(' ').count() <= 3;
        if let Some(kind) = told.get(&name.words) {
            name.kind = *kind;
        } else if surnames.contains_key(&name.words) || has_initials(&name.words, &surnames) {
            name.kind = EntityKind::Person;
        } else if is_family(&parts[name.part].parse, name, &surnames) {
            name.kind = EntityKind::Group;
        } else if (is_well_known_place(&name.words) || is_town_of_words(&name.words)) && name.kind != EntityKind::Group
        {
            name.kind = EntityKind::Place;
        } else if let Some(kind) = kind_by_word(&name.words).filter(|_| name.kind != EntityKind::Other) {
            name.kind = kind;
        } else if is_full && matches!(name.kind, EntityKind::Organization | EntityKind::Place) {
            name.kind = EntityKind::Person;
        }
    }
}

fn first_word(words: &str) -> String {
    words.split(' ').next().unwrap_or_default().to_owned()
}

/// `JK Reed`, where the page has somebody of that surname.
fn has_initials(words: &str, surnames: &BTreeMap<String, usize>) -> bool {
    words.split_once(' ').is_some_and(|(first, surname)| {
        first.len() <= 3 && first.bytes().all(|b| b.is_ascii_uppercase()) && surnames.contains_key(surname)
    })
}

/// `the Reeds`, where the page has somebody of that surname.
fn is_family(parse: &Parse<Story>, name: &Name, surnames: &BTreeMap<String, usize>) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |index| parse.token(index).text());
    before.eq_ignore_ascii_case("the") && name.words.strip_suffix('s').is_some_and(|one| surnames.contains_key(one))
}

/// Of kinds as frequent, the first in their order.
fn most(kinds: &BTreeMap<EntityKind, usize>) -> EntityKind {
    kinds.iter().rev().max_by_key(|(_, n)| **n).map_or(EntityKind::Other, |(kind, _)| *kind)
}

/// What the last word of a name says it is: `Lake`, `University`.
pub(super) fn kind_by_word(words: &str) -> Option<EntityKind> {
    static WORDS: LazyLock<FxHashMap<&str, EntityKind>> = LazyLock::new(|| {
        let rows = include_str!("../../../data/name_words.csv").lines().skip(1);
        let kind = |kind: &str| if kind == "place" { EntityKind::Place } else { EntityKind::Organization };
        rows.filter_map(|row| row.split_once(',')).map(|(word, of)| (word, kind(of))).collect()
    });
    let (_, last) = words.rsplit_once(' ')?;
    let first = words.split(' ').next().unwrap_or_default();
    // What is named after its kind: `University of Halden`, `Lake Halden`, `Bank of Norrland`.
    let by_first = WORDS
        .get(first)
        .filter(|_| words.contains(" of ") || matches!(first, "Lake" | "Cape" | "Port" | "Mount" | "Gulf"));
    by_first.or_else(|| WORDS.get(last)).copied()
}
