//! Which names are places because they stand where places stand, and are known as such?
//!
//! The recognizer takes `Valencia` for a person and passes `Donetsk` over; behind `in` or before `, Spain` a well-known
//! name of the gazetteer is a place, unless the page has a person of that name.

use std::collections::{BTreeMap, BTreeSet};

use dateline_parse::{Parse, Pos, Token};
use dateline_record::EntityKind;
use dateline_text::{Page, Story, Text};

use super::coref::TELLS;
use super::grammar::is_subject;
use super::name::{Name, keep, name};
use super::people::people;
use super::place::{is_city, is_division, is_state, landmark};
use super::table::TABLES;
use crate::ParsedStory;

/// Inhabitants that a place must have to be believed against the recognizer's word for something else.
const KNOWN: u32 = 50_000;
/// Inhabitants of one to be believed where the recognizer sees no name at all.
const WELL_KNOWN: u32 = 300_000;

/// Makes places of names that the gazetteer knows, where their neighbours speak for it.
pub(crate) fn settle(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    named_as_cities(parts, page, names);
    that_speak(parts, names);
    with_article(parts, names);
    let people = names.iter().filter(|name| name.kind == EntityKind::Person && name.words.contains(' '));
    let of_people: BTreeSet<String> = people.flat_map(|name| name.words.split(' ').map(str::to_owned)).collect();
    let is_known = |words: &str, least: u32| {
        // `in Sydney`: a first name must be better known as a city's.
        let least = if TABLES.first_name(words).is_some() { least.max(WELL_KNOWN) } else { least };
        !of_people.contains(words)
            && TABLES.country(words).is_none()
            && TABLES.body(words).is_none()
            && (is_state(words)
                || is_city(words).into_iter().chain(is_division(words)).any(|population| population >= least))
    };
    let mut places: BTreeSet<String> = BTreeSet::new();
    for name in names
        .iter()
        .filter(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Other))
    {
        if stands_as_place(&parts[name.part].parse, name.tokens.start) && is_known(&name.words, KNOWN) {
            places.insert(name.words.clone());
        }
    }
    places.extend(where_things_are(parts, names, &of_people));
    for name in names.iter_mut().filter(|name| places.contains(&name.words)) {
        name.kind = EntityKind::Place;
    }
    let mut found = Vec::new();
    for (part, story) in parts.iter().enumerate() {
        let parse = &story.parse;
        let mut is_taken = vec![false; parse.n_tokens()];
        names.iter().filter(|name| name.part == part).for_each(|name| is_taken[name.tokens.clone()].fill(true));
        let is_name =
            |index: usize| index < parse.n_tokens() && !is_taken[index] && parse.token(index).pos() == Pos::Propn;
        for start in (1..parse.n_tokens()).filter(|&start| is_name(start) && !is_name(start - 1)) {
            let end = (start + 1..start + 4).find(|&end| !is_name(end)).unwrap_or(start + 4);
            let Some(name) = name(part, story, page, start..end, EntityKind::Place) else { continue };
            if stands_as_place(parse, start) && is_known(&name.words, WELL_KNOWN) || places.contains(&name.words) {
                found.push(name);
            }
        }
    }
    names.extend(found);
    names.sort_by_key(|name| (name.part, name.tokens.start));
}

/// Surnames that the recognizer takes for places, by what they do: `Speaking in Halden, Maren said he was tired.`
///
/// No place of the gazetteer speaks so, and nowhere does the name stand as a place.
fn that_speak(parts: &[ParsedStory], names: &mut [Name]) {
    let is_known = |words: &str| {
        let is_place = is_state(words) || is_city(words).is_some() || is_division(words).is_some();
        is_place || landmark(words).is_some() || TABLES.country(words).is_some()
    };
    let (mut speakers, mut places) = (BTreeSet::new(), BTreeSet::new());
    for name in names.iter().filter(|name| name.kind == EntityKind::Place) {
        let parse = &parts[name.part].parse;
        let last = parse.token(name.tokens.end - 1);
        if last.dep() == "nsubj" && TELLS.contains(&last.head().lemma()) && !is_known(&name.words) {
            speakers.insert(name.words.clone());
        } else if matches!(last.dep(), "pobj" | "appos") {
            places.insert(name.words.clone());
        }
    }
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Place) {
        if speakers.contains(&name.words) && !places.contains(&name.words) {
            name.kind = EntityKind::Person;
        }
    }
}

/// Ships and other things that the recognizer takes for people: `aboard the Maren`. Nobody has an article each time.
fn with_article(parts: &[ParsedStory], names: &mut [Name]) {
    let mut of_words: BTreeMap<String, bool> = BTreeMap::new();
    for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
        let token = parts[name.part].parse.token(name.tokens.end - 1);
        let article = parts[name.part].parse.token(name.tokens.start).previous();
        let has_article = article.is_some_and(|before| before.text().eq_ignore_ascii_case("the"));
        // `the Alder plan`, `the Alders`
        let is_whole = !matches!(token.dep(), "compound" | "nmod" | "amod" | "poss") && token.tag() == "NNP";
        let is_thing = has_article && is_whole && name.tokens.len() == 1 && TABLES.person(&name.words).is_none();
        name.words.split(' ').for_each(|word| *of_words.entry(word.to_owned()).or_insert(true) &= is_thing);
    }
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Person) {
        if of_words.get(&name.words) == Some(&true) {
            name.kind = EntityKind::Other;
        }
    }
}

/// Names of one word that no table knows, taken for people, in which things are: `prices in Skarvik`.
///
/// One that acts or has a first name or title is somebody, `in Alder's boat` or not.
fn where_things_are(parts: &[ParsedStory], names: &[Name], of_people: &BTreeSet<String>) -> BTreeSet<String> {
    let (mut places, mut people) = (BTreeSet::new(), BTreeSet::new());
    for name in names.iter().filter(|name| name.kind == EntityKind::Person && !name.words.contains(' ')) {
        let parse = &parts[name.part].parse;
        let token = parse.token(name.tokens.start);
        let before = token.previous().map_or("", Token::text);
        let acts = is_subject(token) && !matches!(token.head().lemma(), "be" | "become" | "have" | "lie" | "remain");
        let is_owner = token.next().is_some_and(|next| next.tag() == "POS");
        if token.dep() == "pobj" && matches!(before, "in" | "near" | "outside") && !is_owner {
            places.insert(name.words.clone());
        } else if acts || token.dep() == "appos" || before.len() > 1 && before.ends_with('.') {
            people.insert(name.words.clone());
        }
    }
    let is_nobodys = |words: &String| {
        !people.contains(words)
            && !of_people.contains(words)
            && TABLES.first_name(words).is_none()
            && TABLES.person(words).is_none()
    };
    places.into_iter().filter(is_nobodys).collect()
}

/// People whose surnames are cities': `Ulva Bergen, a teacher, left. Bergen said …`.
///
/// The city's name stands right behind another word of a name, and what the person is behind it; nowhere does it stand
/// as a place.
fn named_as_cities(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    let touches = |names: &[Name], i: usize| {
        i > 0
            && names[i - 1].part == names[i].part
            && names[i - 1].tokens == (names[i].tokens.start - 1..names[i].tokens.start)
            && names[i - 1].kind != EntityKind::Country
    };
    let (mut bearers, mut places) = (BTreeSet::new(), BTreeSet::new());
    for (i, name) in names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Place) {
        let parse = &parts[name.part].parse;
        let last = parse.token(name.tokens.end - 1);
        let before = name.tokens.start.checked_sub(1).map(|index| parse.token(index));
        if before.is_some_and(|token| token.dep() == "prep") {
            places.insert(name.words.clone());
        }
        let is_told = last.children().any(|child| child.dep() == "appos" && people(child).is_some_and(|p| !p.is_many));
        if touches(names, i) && is_told {
            bearers.insert(name.words.clone());
        }
    }
    bearers.retain(|words| !places.contains(words));
    let mut is_kept = vec![true; names.len()];
    for i in 0..names.len() {
        if bearers.contains(&names[i].words) {
            names[i].kind = EntityKind::Person;
            if touches(names, i) {
                let tokens = names[i - 1].tokens.start..names[i].tokens.end;
                let part = names[i].part;
                if let Some(whole) = name(part, &parts[part], page, tokens, EntityKind::Person) {
                    names[i] = whole;
                }
                is_kept[i - 1] = false;
            }
        }
    }
    keep(names, &is_kept);
}

/// Whether a place is asked for by the word before: `in Valencia`, `the city of Donetsk`.
fn stands_as_place(parse: &Parse<Story>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).map(|index| parse.token(index)) else { return false };
    let of_what = || before.previous().map(|token| token.text().to_lowercase());
    match before.text().to_lowercase().as_str() {
        "in" | "near" | "outside" | "across" | "throughout" | "central" | "northern" | "southern" | "eastern"
        | "western" | "downtown" => true,
        "of" => of_what().is_some_and(|kind| {
            matches!(
                kind.as_str(),
                "capital"
                    | "city"
                    | "district"
                    | "mayor"
                    | "north"
                    | "east"
                    | "outskirts"
                    | "port"
                    | "province"
                    | "region"
                    | "residents"
                    | "south"
                    | "state"
                    | "streets"
                    | "suburb"
                    | "town"
                    | "village"
                    | "west"
            )
        }),
        _ => false,
    }
}
