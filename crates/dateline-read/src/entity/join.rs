//! Which names are one? Full names and surnames, long and short forms, countries by any of their words.

use std::collections::{BTreeMap, BTreeSet};

use dateline_parse::{Parse, Pos};
use dateline_record::EntityKind;
use dateline_text::Story;

use super::name::Name;
use super::place::{Around, Within, country_of_place};
use super::role::FoundRole;
use super::surname::{in_sentence, last, named_before, people, without_article};
use super::table::{Body, Gender, Meant, TABLES};
use super::told::{hold_office, one};
use crate::ParsedStory;

/// Names that are one, and what they tell.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    /// Indices of the names, in order.
    pub(crate) names: Vec<usize>,
    /// Index of the name, and the office told there.
    pub(crate) roles: Vec<(usize, FoundRole)>,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
    pub(crate) wikidata: Option<&'static str>,
    pub(crate) geonames: Option<u32>,
    pub(crate) gender: Option<Gender>,
}

/// Why a name is of an entity of its own: `Halden` of `Halden State`.
pub(crate) const OF_LONGER: &str = "part of a longer name";

/// The countries that a page tells of.
pub(super) struct Countries {
    /// Those of its places, bodies and peoples.
    all: BTreeSet<&'static str>,
    /// The one that it names most.
    pub(super) home: Option<&'static str>,
}

impl Countries {
    fn of(names: &[Name]) -> Self {
        let counted = counted(names);
        let bodies = names.iter().filter(|name| name.kind == EntityKind::Organization);
        let of_bodies = bodies.filter_map(|name| TABLES.body(&name.words)?.country);
        Self { home: home(&counted), all: counted.keys().copied().chain(of_bodies).collect() }
    }

    pub(super) fn has(&self, country: &str) -> bool {
        self.all.contains(country)
    }
}

/// Joins the names of a page of that day (ISO 8601), ordered by their first places; and for each name why it is of its
/// entity.
pub(crate) fn join(names: &[Name], parts: &[ParsedStory], day: Option<&str>) -> (Vec<Joined>, Vec<&'static str>) {
    let is_told = countries_told(names);
    let told = Countries::of(names);
    let initials = initials(names);
    let mut shorts: BTreeMap<&str, &str> =
        initials.iter().filter_map(|(short, long)| Some((short.as_str(), (*long)?))).collect();
    shorts.extend(names.iter().filter_map(|name| Some((name.short.as_deref()?, name.words.as_str()))));
    let mut people = people(names);
    let before = named_before(names, &people, parts);
    people.extend(cut_short(names));
    let in_people = tokens_of_people(names, parts);
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut whys = Vec::with_capacity(names.len());
    let apart = namesakes(names, parts);
    for (i, name) in names.iter().enumerate() {
        let parse = &parts[name.part].parse;
        let (key, why) = key(name, parse, &is_told, told.home, &shorts, &people);
        let (key, why) = match apart.get(&i) {
            Some(within) => (format!("{key} in {within}"), "the namesake that lies where the page says"),
            None => match before.get(&i) {
                Some(whole) => (of_person(whole), "the one of that name who had been named before"),
                None => (key, why),
            },
        };
        whys.push(why);
        groups.entry(key).or_default().push(i);
    }
    let mut joined: Vec<Joined> =
        groups.into_iter().map(|(key, of)| one(&key, of, names, parts, &in_people, &told)).collect();
    joined.sort_by_key(|joined| names[joined.names[0]].span);
    if let Some(day) = day {
        for one in joined.iter_mut().filter(|one| one.kind == EntityKind::Person && one.wikidata.is_none()) {
            if hold_office(one, day, |country| told.has(country)) {
                one.names.iter().for_each(|&i| whys[i] = "who held the office on the page's day");
            }
        }
    }
    (joined, whys)
}

/// For each text, whether each of its tokens is part of a person's name.
fn tokens_of_people(names: &[Name], parts: &[ParsedStory]) -> Vec<Vec<bool>> {
    let mut in_people: Vec<Vec<bool>> = parts.iter().map(|story| vec![false; story.parse.n_tokens()]).collect();
    for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
        in_people[name.part][name.tokens.clone()].fill(true);
    }
    in_people
}

/// Countries that the page names, or whose people or adjective it has.
fn countries_told(names: &[Name]) -> Vec<&'static str> {
    let told = names.iter().filter_map(|name| TABLES.country(&name.words));
    told.filter(|(_, meant)| !matches!(meant, Meant::Capital | Meant::Seat)).map(|(country, _)| country.iso).collect()
}

/// For the initials of each name of several words the one long name they may stand for: `NHC` of `Norrland Harbour Council`.
fn initials(names: &[Name]) -> BTreeMap<String, Option<&str>> {
    const FEWEST: usize = 3;
    let mut found: BTreeMap<String, Option<&str>> = BTreeMap::new();
    let is_long = |name: &&Name| matches!(name.kind, EntityKind::Organization | EntityKind::Other);
    for words in names.iter().filter(is_long).map(|name| name.words.as_str()) {
        let firsts = words.split(' ').filter_map(|word| word.chars().next());
        let short: String = firsts.filter(|letter| letter.is_uppercase()).collect();
        if short.chars().count() >= FEWEST && short != words {
            let entry = found.entry(short).or_insert(Some(words));
            *entry = entry.filter(|known| *known == words);
        }
    }
    found
}

/// What bodies are called for short, by the word for what they are.
const HEADS: [&str; 16] = [
    "Academy",
    "Agency",
    "Army",
    "Assembly",
    "Association",
    "Bank",
    "Board",
    "Church",
    "College",
    "Commission",
    "Committee",
    "Council",
    "Court",
    "Institute",
    "Ministry",
    "University",
];

/// For each name of a body or place that the page also writes at length, the long one, if there is but one.
///
/// `Harbour Watch` of `Harbour Watch of Halden`, `New York` of `New York City`.
fn cut_short(names: &[Name]) -> BTreeMap<String, Option<String>> {
    let is_of = |name: &&Name, kind: EntityKind| name.kind == kind && name.words.contains(' ');
    let words: BTreeSet<&str> = names.iter().map(|name| name.words.as_str()).collect();
    let mut short: BTreeMap<String, Option<String>> = BTreeMap::new();
    let of_bodies = names.iter().filter(|name| is_of(name, EntityKind::Organization)).filter_map(|name| {
        let (head, _) = name.words.split_once(" of ").or_else(|| name.words.split_once(" for "))?;
        Some((head, name.words.as_str())).filter(|(head, _)| head.contains(' '))
    });
    let of_places = names.iter().filter(|name| is_of(name, EntityKind::Place)).filter_map(|name| {
        let head = name.words.strip_suffix(" City").or_else(|| name.words.strip_suffix(", D.C."))?;
        Some((head, name.words.as_str()))
    });
    // `the Church` of `Church of Norrland`, `the Council` of `Halden Council`.
    let of_heads = names.iter().filter(|name| is_of(name, EntityKind::Organization)).filter_map(|name| {
        let front = name.words.split(" of ").next().and_then(|front| front.split(" for ").next())?;
        let head = last(front);
        HEADS.contains(&head).then_some((head, name.words.as_str()))
    });
    // `Ministry of Fisheries` of `Norwegian Ministry of Fisheries`.
    let of_countries = names.iter().filter(|name| is_of(name, EntityKind::Organization)).flat_map(|name| {
        let cuts = name.words.match_indices(' ').take(2).map(|(at, _)| (&name.words[..at], &name.words[at + 1..]));
        let cuts = cuts.filter(|(country, rest)| rest.contains(' ') && TABLES.country(country).is_some());
        cuts.map(|(_, rest)| (rest, name.words.as_str()))
    });
    let of_bodies = of_bodies.chain(of_countries);
    for (head, long) in of_bodies.chain(of_places).chain(of_heads).filter(|(head, _)| words.contains(head)) {
        let entry = short.entry(head.to_owned()).or_insert_with(|| Some(long.to_owned()));
        if entry.as_deref().is_some_and(|known| known != long) {
            *entry = None;
        }
    }
    short
}

fn key(
    name: &Name,
    parse: &Parse<Story>,
    is_told: &[&'static str],
    home: Option<&'static str>,
    shorts: &BTreeMap<&str, &str>,
    people: &BTreeMap<String, Option<String>>,
) -> (String, &'static str) {
    let words = name.words.as_str();
    if let Some(country) = name.adjective(parse) {
        return (format!("={}", country.iso), "an adjective of the country");
    }
    if name.kind != EntityKind::Person
        && let Some(iso) = half_of_korea(words, is_told)
    {
        let of = if name.kind == EntityKind::Organization { format!("team {iso}") } else { format!("={iso}") };
        return (of, "the Korea that the page names");
    }
    // `Halden State` tells nothing of Halden.
    if name.kind == EntityKind::Place && name.is_part(parse) {
        return (format!("part {}", normal(words)), OF_LONGER);
    }
    if name.kind != EntityKind::Person
        && let Some((country, meant)) = TABLES.country(words)
    {
        match meant {
            // A country's team is not the country.
            Meant::Name if name.kind == EntityKind::Organization => {
                return (format!("team {}", country.iso), "the country's team");
            }
            Meant::Name => return (format!("={}", country.iso), "a name of the country"),
            Meant::Capital if is_told.contains(&country.iso) && !is_where(parse, name) => {
                return (format!("={}", country.iso), "the capital for the government");
            }
            _ => {}
        }
    }
    let is_body = name.kind != EntityKind::Group;
    if let Some(body) = body(name, parse, home).filter(|_| is_body) {
        return (format!("@{}", body.name), "a name of the body, by the tables");
    }
    if let Some(long) = shorts.get(words) {
        let key = TABLES.body(long).map_or_else(|| normal(long), |body| format!("@{}", body.name));
        return (key, "the short form of a name that the page has at length");
    }
    match people.get(without_article(&in_sentence(words))) {
        Some(Some(full)) if name.kind == EntityKind::Person => {
            (of_person(full), "part of the only full name that has it")
        }
        _ if name.kind == EntityKind::Person => (of_person(words), "the same name"),
        Some(Some(long)) if name.words.contains(' ') || HEADS.contains(&words) => {
            let key = TABLES.body(long).map_or_else(|| normal(long), |body| format!("@{}", body.name));
            (key, "short for the only longer name that has it")
        }
        _ => (normal(words), "the same name"),
    }
}

/// `the North` where both Koreas are told of, and `Korea` where only one is.
fn half_of_korea(words: &str, is_told: &[&'static str]) -> Option<&'static str> {
    match (words, is_told.contains(&"KP"), is_told.contains(&"KR")) {
        ("Korea", true, false) | ("North", true, true) => Some("KP"),
        ("Korea", false, true) | ("South", true, true) => Some("KR"),
        _ => None,
    }
}

/// What is the same for all names of a person.
fn of_person(full: &str) -> String {
    let name = normal(TABLES.person(full).map_or(full, |known| known.name));
    // `J. K. Reed` and `JK Reed` are one.
    let mut key = String::from("person");
    let mut was_initial = false;
    for word in name.split(' ') {
        let is_initial = word.chars().count() == 1;
        key.push_str(if is_initial && was_initial { "" } else { " " });
        key.push_str(word);
        was_initial = is_initial;
    }
    key
}

/// Places of one name that the page tells to lie in different places, each with a number for where it lies:
/// `Portland, Oregon` and `Portland, Maine`. One without such words is the one named last.
fn namesakes(names: &[Name], parts: &[ParsedStory]) -> BTreeMap<usize, usize> {
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, name) in names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Place) {
        told.entry(&name.words).or_default().push(i);
    }
    let mut apart = BTreeMap::new();
    for of_name in told.into_values().filter(|of_name| of_name.len() > 1) {
        let mut seen: Vec<Vec<Within>> = Vec::new();
        let mut last = None;
        let within: Vec<Option<usize>> = of_name
            .iter()
            .map(|&i| {
                let around = Around::of(&parts[names[i].part].parse, &names[i]);
                if !around.within.is_empty() && !around.is_list {
                    let known = seen.iter().position(|within| *within == around.within);
                    last = known.or(Some(seen.len()));
                    if known.is_none() {
                        seen.push(around.within);
                    }
                }
                last
            })
            .collect();
        // `Paris, France` and `Paris, Texas` lie apart; `Halden, Nordland` and `Halden, Norway` may be one.
        let is_apart = |a: &Vec<Within>, b: &Vec<Within>| a.iter().all(|a| b.iter().all(|b| a.excludes(*b)));
        let are_apart = seen.iter().enumerate().any(|(n, a)| seen[n + 1..].iter().any(|b| is_apart(a, b)));
        if are_apart {
            apart.extend(of_name.iter().zip(within).map(|(&i, within)| (i, within.unwrap_or(0))));
        }
    }
    apart
}

/// The body that a name means on a page about `home`.
pub(super) fn body(name: &Name, parse: &Parse<Story>, home: Option<&'static str>) -> Option<&'static Body> {
    let words = name.words.as_str();
    if !TABLES.is_shared(words) {
        return TABLES.body(words);
    }
    // `the state Senate` is not the country's, and `Nordvik Supreme Court` is cut short.
    let before = name.tokens.start.checked_sub(1).map(|index| parse.token(index));
    let is_other = before.is_some_and(|token| {
        matches!(token.lemma(), "state" | "provincial" | "federal") || token.tag() == "NNP" && token.entity().is_none()
    });
    home.filter(|_| !is_other).and_then(|country| TABLES.body_in(words, country))
}

/// The country that a page names most, where there is but one.
fn home(counted: &BTreeMap<&'static str, usize>) -> Option<&'static str> {
    let most = counted.values().copied().max()?;
    let mut first = counted.iter().filter(|(_, n)| **n == most).map(|(country, _)| *country);
    first.next().filter(|_| first.next().is_none())
}

/// How often a page names each country, by any of its words, its states and its great cities, and by bodies whose names
/// have more words than one.
fn counted(names: &[Name]) -> BTreeMap<&'static str, usize> {
    let mut counted: BTreeMap<&'static str, usize> = BTreeMap::new();
    for name in names.iter().filter(|name| name.kind != EntityKind::Person) {
        let country = TABLES.country(&name.words).map(|(country, _)| country.iso);
        let of_place = || if name.kind == EntityKind::Place { country_of_place(&name.words) } else { None };
        let of_body = || {
            let (first, _) = name.words.split_once(' ').filter(|_| name.kind == EntityKind::Organization)?;
            TABLES.body(&name.words).and_then(|body| body.country).or(TABLES.country(first).map(|(c, _)| c.iso))
        };
        if let Some(country) = country.or_else(of_place).or_else(of_body) {
            *counted.entry(country).or_default() += 1;
        }
    }
    counted
}

/// Whether a capital is meant as a place: `in Moscow`.
fn is_where(parse: &Parse<Story>, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map(|index| parse.token(index));
    let is_locative = before.is_some_and(|token| {
        matches!(
            token.lemma(),
            "in" | "at"
                | "to"
                | "from"
                | "near"
                | "outside"
                | "around"
                | "across"
                | "into"
                | "through"
                | "via"
                | "reach"
                | "visit"
                | "leave"
                | "central"
                | "downtown"
        )
    });
    let behind = (name.tokens.end + 1 < parse.n_tokens()).then(|| parse.token(name.tokens.end));
    let is_listed = behind
        .is_some_and(|token| token.text() == "," && parse.token(token.index() + 1).pos() == Pos::Propn)
        || behind.is_some_and(|token| token.text() == "-");
    is_locative
        || is_listed
        || name.tokens.start == 0 && behind.is_some_and(|token| matches!(token.text(), "," | "(" | "—" | "–"))
}

/// As names are compared: dots, capitals and what firms add aside.
fn normal(words: &str) -> String {
    let lower = words.replace('.', "").replace('’', "'").to_lowercase();
    let bare = [" inc", " corp", " corporation", " ltd", " plc", " llc", " co"]
        .iter()
        .find_map(|ending| lower.strip_suffix(ending));
    bare.unwrap_or(&lower).trim_end_matches(',').to_owned()
}
