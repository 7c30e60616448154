//! Whose surname is it? Full names by their parts: surnames with their small words, first names, couples, spellings.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use dateline_record::EntityKind;

use super::name::Name;
use super::table::TABLES;
use super::told::title_gender;
use crate::ParsedStory;

/// For each surname and first name the one full name it can stand for; `None` where there are several.
pub(super) fn people(names: &[Name]) -> BTreeMap<String, Option<String>> {
    let mut people: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut full: Vec<&str> = names
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.contains(' '))
        .map(|n| n.words.as_str())
        .collect();
    // `von der Alder` is the surname of `Ida von der Alder`, and no name of its own.
    let surnames: BTreeSet<&str> = full.iter().filter_map(|name| particled(name)).collect();
    full.retain(|name| !surnames.contains(in_sentence(name).as_ref()));
    // `Ida and Tom Reed`: she bears his name.
    let couples: Vec<String> = couples(names).into_values().collect();
    full.extend(couples.iter().map(String::as_str));
    full.sort_unstable();
    full.dedup();
    // `John Paul Reed` and `John Reed` are one; the longer stands for both.
    let longest = |name: &str| {
        let ends = |other: &&&str| other.len() > name.len() && first(other) == first(name) && last(other) == last(name);
        full.iter().find(ends).map_or(name, |other| other).to_owned()
    };
    let wholes: Vec<String> = full.iter().map(|name| longest(&respelt(&full, name))).collect();
    for (name, whole) in full.iter().zip(&wholes).filter(|(name, whole)| name != whole) {
        people.insert((*name).to_owned(), Some(whole.clone()));
    }
    let mut tell = |short: &str, whole: &String| {
        let entry = people.entry(short.to_owned()).or_insert_with(|| Some(whole.clone()));
        if entry.as_deref().is_some_and(|known| known != whole) {
            *entry = None;
        }
    };
    for (name, whole) in full.iter().zip(&wholes) {
        tell(surname(name), whole);
        particled(name).into_iter().for_each(|surname| tell(surname, whole));
    }
    // `Alder` is Ida Alder rather than half of what the recognizer calls `Alder Boats`.
    let surnames: BTreeSet<&str> = full.iter().map(|name| surname(name)).collect();
    let of_first = full.iter().zip(&wholes).filter(|(name, _)| {
        let first = first(name);
        !surnames.contains(first) || TABLES.first_name(first).is_some()
    });
    of_first.for_each(|(name, whole)| tell(first(name), whole));
    people
}

/// A full name as another of the page spells it with one letter changed: `Marianna Reed` of `Marianne Reed`.
pub(super) fn respelt(full: &[&str], name: &str) -> String {
    const SHORTEST: usize = 6;
    const ALIKE: usize = 3;
    let (own, rest) = name.split_once(' ').unwrap_or((name, ""));
    let start = own.char_indices().nth(ALIKE).map_or(own, |(at, _)| &own[..at]);
    let from = full.partition_point(|other| *other < start);
    let is_same = |other: &&&str| {
        let (first, surname) = other.split_once(' ').unwrap_or((other, ""));
        let gender = |name: &str| TABLES.first_name(name).flatten();
        let are_apart = matches!((gender(own), gender(first)), (Some(a), Some(b)) if a != b);
        surname == rest && first.len() >= SHORTEST && first.len() == own.len() && !are_apart && {
            first.chars().zip(own.chars()).filter(|(a, b)| a != b).count() == 1
        }
    };
    let near = full[from..].iter().take_while(|other| other.starts_with(start) && **other < name);
    near.take(NEAR).find(is_same).map_or(name, |other| other).to_owned()
}

/// How many names are looked at for another spelling.
const NEAR: usize = 64;

/// Whose surname it is where several bear it: of the one whom `Mrs.` before it tells, or who alone had been named when it
/// was first used by itself.
pub(super) fn named_before(
    names: &[Name],
    people: &BTreeMap<String, Option<String>>,
    parts: &[ParsedStory],
) -> BTreeMap<usize, String> {
    let is_shared = |short: &str| matches!(people.get(short), Some(None));
    let couples = couples(names);
    let mut told: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut used: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (i, name) in names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Person) {
        let words = name.words.as_str();
        if let Some(whole) = couples.get(&i) {
            let surname = names.get(i + 1).map_or("", |name| surname(&name.words));
            told.entry(surname).or_default().insert(whole.clone());
        } else if words.contains(' ') {
            let whole = people.get(words).cloned().flatten().unwrap_or_else(|| words.to_owned());
            for short in [surname(words), first(words)].into_iter().filter(|short| is_shared(short)) {
                told.entry(short).or_default().insert(whole.clone());
            }
        } else if is_shared(words) {
            let known = told.get(words);
            let title = title_gender(&parts[name.part].parse, name.tokens.start).filter(|_| known.is_some());
            if let Some(gender) = title {
                let is_of = |whole: &&String| TABLES.first_name(first(whole)).flatten() == Some(gender);
                let mut fit = known.into_iter().flatten().filter(is_of);
                if let (Some(whole), None) = (fit.next(), fit.next()) {
                    found.insert(i, whole.clone());
                }
                continue;
            }
            let only = || known.filter(|known| known.len() == 1)?.first().cloned();
            if let Some(whole) = used.entry(words).or_insert_with(only) {
                found.insert(i, whole.clone());
            }
        }
    }
    found
}

/// The whole name of those whom only a first name stands for, beside somebody of the same surname: `Ida and Tom Reed`.
pub(super) fn couples(names: &[Name]) -> BTreeMap<usize, String> {
    let pairs = names.windows(2).enumerate().filter(|(_, pair)| {
        let [one, other] = pair else { return false };
        one.part == other.part
            && one.tokens.end + 1 == other.tokens.start
            && one.kind == EntityKind::Person
            && other.kind == EntityKind::Person
            && other.words.split(' ').count() == 2
            && TABLES.first_name(&one.words).is_some()
            && TABLES.first_name(first(&other.words)).is_some()
    });
    pairs.map(|(i, pair)| (i, format!("{} {}", pair[0].words, last(&pair[1].words)))).collect()
}

pub(super) fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

pub(super) fn last(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// The last word of a name, generation and Arabic article aside: `Reed` of `Tom Reed Jr.`, `Harbi` of `Omar al-Harbi`.
pub(super) fn surname(name: &str) -> &str {
    let mut words = name.rsplit(' ');
    let surname = words.next().unwrap_or(name);
    let surname = match surname {
        "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" => words.next().unwrap_or(surname),
        _ => surname,
    };
    without_article(surname)
}

/// `Harbi` of `al-Harbi`; itself without one.
pub(super) fn without_article(word: &str) -> &str {
    const ARTICLES: [&str; 8] = ["al-", "Al-", "el-", "El-", "ul-", "an-", "as-", "ash-"];
    let bare = ARTICLES.iter().find_map(|article| word.strip_prefix(article));
    bare.filter(|bare| bare.starts_with(char::is_uppercase)).unwrap_or(word)
}

/// A surname with the small words that belong to it: `von der Alder` of `Ida von der Alder`.
pub(super) fn particled(name: &str) -> Option<&str> {
    let starts = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
    starts.into_iter().find(|rest| is_particle(first(rest)) && rest.contains(' '))
}

/// A surname as it stands within a sentence: `von der Alder` of `Von der Alder`.
pub(super) fn in_sentence(name: &str) -> Cow<'_, str> {
    match name.split_once(' ') {
        Some((first, rest)) if is_particle(first) => format!("{} {rest}", first.to_lowercase()).into(),
        _ => name.into(),
    }
}

/// Words that begin a surname: `von`, `bin`, `de`.
pub(super) fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 27] = [
        "abu", "af", "al", "av", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du",
        "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum",
    ];
    PARTICLES.binary_search(&word.to_lowercase().as_str()).is_ok()
}
