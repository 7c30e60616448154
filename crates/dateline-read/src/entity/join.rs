//! Which names are one? Full names and surnames, long and short forms, countries by any of their words.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use dateline_parse::{Parse, Pos};
use dateline_record::EntityKind;
use dateline_text::Story;

use super::holder::holder;
use super::name::Name;
use super::place::{Around, Within, country_of_place};
use super::role::{FoundRole, roles};
use super::table::{Body, Gender, Known, Meant, TABLES};
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
struct Countries<'a> {
    /// Those that it names, or whose people or adjective it has.
    named: &'a [&'static str],
    /// The one that it names most, by any of its words, its states and its great cities.
    home: Option<&'static str>,
}

impl Countries<'_> {
    fn has(&self, country: &str) -> bool {
        self.home == Some(country) || self.named.contains(&country)
    }
}

/// Joins the names of a page of that day (ISO 8601), ordered by their first places; and for each name why it is of its
/// entity.
pub(crate) fn join(names: &[Name], parts: &[ParsedStory], day: Option<&str>) -> (Vec<Joined>, Vec<&'static str>) {
    let is_told = countries_told(names);
    let home = home(names);
    let told = Countries { named: &is_told, home };
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
        let (key, why) = key(name, parse, &is_told, home, &shorts, &people);
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

/// For each surname and first name the one full name it can stand for; `None` where there are several.
fn people(names: &[Name]) -> BTreeMap<String, Option<String>> {
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
fn respelt(full: &[&str], name: &str) -> String {
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
fn named_before(
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

/// The whole name of those whom only a first name stands for, beside somebody of the same surname: `Ida and Tom Reed`.
fn couples(names: &[Name]) -> BTreeMap<usize, String> {
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

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

fn last(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// The last word of a name, generation and Arabic article aside: `Reed` of `Tom Reed Jr.`, `Harbi` of `Omar al-Harbi`.
fn surname(name: &str) -> &str {
    let mut words = name.rsplit(' ');
    let surname = words.next().unwrap_or(name);
    let surname = match surname {
        "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" => words.next().unwrap_or(surname),
        _ => surname,
    };
    without_article(surname)
}

/// `Harbi` of `al-Harbi`; itself without one.
fn without_article(word: &str) -> &str {
    const ARTICLES: [&str; 8] = ["al-", "Al-", "el-", "El-", "ul-", "an-", "as-", "ash-"];
    let bare = ARTICLES.iter().find_map(|article| word.strip_prefix(article));
    bare.filter(|bare| bare.starts_with(char::is_uppercase)).unwrap_or(word)
}

/// A surname with the small words that belong to it: `von der Alder` of `Ida von der Alder`.
fn particled(name: &str) -> Option<&str> {
    let starts = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
    starts.into_iter().find(|rest| is_particle(first(rest)) && rest.contains(' '))
}

/// A surname as it stands within a sentence: `von der Alder` of `Von der Alder`.
fn in_sentence(name: &str) -> Cow<'_, str> {
    match name.split_once(' ') {
        Some((first, rest)) if is_particle(first) => format!("{} {rest}", first.to_lowercase()).into(),
        _ => name.into(),
    }
}

/// Words that begin a surname: `von`, `bin`, `de`.
fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 27] = [
        "abu", "af", "al", "av", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du",
        "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum",
    ];
    PARTICLES.binary_search(&word.to_lowercase().as_str()).is_ok()
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
fn body(name: &Name, parse: &Parse<Story>, home: Option<&'static str>) -> Option<&'static Body> {
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

/// The country that a page names most, by any of its words, its states and its great cities.
fn home(names: &[Name]) -> Option<&'static str> {
    let mut told: BTreeMap<&'static str, usize> = BTreeMap::new();
    for name in names.iter().filter(|name| name.kind != EntityKind::Person) {
        let country = TABLES.country(&name.words).map(|(country, _)| country.iso);
        let of_place = || if name.kind == EntityKind::Place { country_of_place(&name.words) } else { None };
        let of_body = || {
            let (first, _) = name.words.split_once(' ').filter(|_| name.kind == EntityKind::Organization)?;
            TABLES.body(&name.words).and_then(|body| body.country).or(TABLES.country(first).map(|(c, _)| c.iso))
        };
        if let Some(country) = country.or_else(of_place).or_else(of_body) {
            *told.entry(country).or_default() += 1;
        }
    }
    let most = told.values().copied().max()?;
    let mut first = told.iter().filter(|(_, n)| **n == most).map(|(country, _)| *country);
    first.next().filter(|_| first.next().is_none())
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

fn one(
    key: &str,
    of: Vec<usize>,
    names: &[Name],
    parts: &[ParsedStory],
    in_people: &[Vec<bool>],
    told: &Countries<'_>,
) -> Joined {
    let longest = of.iter().rev().max_by_key(|&&i| (names[i].words.split(' ').count(), names[i].words.len()));
    let longest = longest.map_or("", |&i| names[i].words.as_str());
    let first = &names[of[0]];
    let mut joined = Joined {
        name: longest.to_owned(),
        kind: first.kind,
        roles: Vec::new(),
        country: None,
        sector: None,
        wikidata: None,
        geonames: None,
        gender: None,
        names: of,
    };
    if let Some(country) =
        key.strip_prefix('=').and_then(|iso| TABLES.countries.iter().find(|country| country.iso == iso))
    {
        joined.name = country.name.to_owned();
        joined.kind = EntityKind::Country;
        joined.country = Some(country.iso);
        (joined.wikidata, joined.geonames) = (country.wikidata, country.geonames);
        return joined;
    }
    if let Some((country, _)) = TABLES.country(longest) {
        joined.country = Some(country.iso);
    }
    if joined.kind == EntityKind::Group
        && let Some(party) = body(first, &parts[first.part].parse, told.home).filter(|body| body.sector == Some("PTY"))
    {
        // `Democrats` are people of a party.
        (joined.country, joined.sector, joined.wikidata) = (party.country, party.sector, party.wikidata);
    }
    if let Some(body) = key.strip_prefix('@').and_then(|name| TABLES.body(name)) {
        joined.name = body.name.to_owned();
        joined.kind = body.kind;
        (joined.country, joined.sector) = (body.country, body.sector);
        // Two letters by themselves may be the short form of much else, unless everybody knows the body by them.
        let is_told = body.sector == Some("IGO") || joined.names.iter().any(|&i| names[i].words.len() > 2);
        // `Nordvik Films` is not Nordvik.
        let is_other = |name: &Name| {
            let parse = &parts[name.part].parse;
            name.is_part(parse) || joined.kind == EntityKind::Other && is_edition(parse, name)
        };
        let is_whole = !joined.names.iter().all(|&i| is_other(&names[i]));
        joined.wikidata = body.wikidata.filter(|_| is_told && is_whole);
    }
    match joined.kind {
        EntityKind::Person => person(&mut joined, names, parts, in_people, told),
        EntityKind::Organization if joined.sector.is_none() => {
            joined.sector = TABLES.sector(&joined.name.to_lowercase());
            let words: Vec<&str> = joined.name.split(' ').collect();
            let countries = words.iter().filter_map(|word| TABLES.country(word));
            let named =
                countries.filter(|(_, meant)| !matches!(meant, Meant::Capital | Meant::People)).map(|(c, _)| c.iso);
            joined.country = joined.country.or_else(|| named.into_iter().next()).or_else(|| korean(&words));
        }
        _ => {}
    }
    joined
}

/// Whether a year before an event's name tells which one of many it is: `the 2012 Olympics`.
fn is_edition(parse: &Parse<Story>, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |index| parse.token(index).text());
    before.len() == 4 && before.bytes().all(|b| b.is_ascii_digit())
}

/// `Korea …` in a body's name: the South's bodies write it so, the North's do not.
fn korean(words: &[&str]) -> Option<&'static str> {
    (words.first() == Some(&"Korea")).then_some("KR")
}

fn person(joined: &mut Joined, names: &[Name], parts: &[ParsedStory], in_people: &[Vec<bool>], told: &Countries<'_>) {
    for &i in &joined.names {
        let name = &names[i];
        let parse = &parts[name.part].parse;
        let is_person = |token: usize| in_people[name.part][token];
        joined.roles.extend(roles(parse, name, is_person).into_iter().map(|role| (i, role)));
        joined.gender = joined.gender.or_else(|| title_gender(parse, name.tokens.start));
    }
    joined.country = joined.roles.iter().find_map(|(_, role)| role.country);
    joined.sector = joined.roles.iter().find_map(|(_, role)| role.sector);
    let known = joined.names.iter().find_map(|&i| TABLES.person(&names[i].words));
    // Many are called Tom Reed: the page tells of the country of the one whom everybody knows, or another is meant.
    let is_likely = |known: &&Known| {
        let here = known.country.is_none_or(|country| told.has(country));
        !TABLES.is_common(&joined.name) || here && joined.country.is_none_or(|country| known.country == Some(country))
    };
    if let Some(known) = known.filter(|known| is_name_of(&joined.name, known.name)).filter(is_likely) {
        joined.country = joined.country.or(known.country);
        joined.gender = joined.gender.or(known.gender);
        joined.wikidata = known.wikidata;
    }
    if joined.gender.is_none() && joined.name.contains(' ') {
        joined.gender = TABLES.first_name(first(&joined.name)).flatten();
    }
}

/// Whether the longest name that a page has for somebody may be that of somebody the tables know.
///
/// `Tom Reed Jr.` is not Ida Reed, though `Reed` by itself is hers.
fn is_name_of(longest: &str, known: &str) -> bool {
    let is_known = TABLES.person(longest).is_some_and(|person| person.name == known);
    is_known || !longest.contains(' ') || is_particle(first(longest)) || first(longest) == first(known)
}

/// Tells of somebody known by surname and office alone whom the office's table means; whether there is such a one.
fn hold_office(one: &mut Joined, day: &str, is_told: impl Fn(&str) -> bool) -> bool {
    let roles: Vec<FoundRole> = one.roles.iter().map(|(_, role)| role.clone()).collect();
    let Some(known) = holder(&one.name, &roles, day, is_told) else { return false };
    one.wikidata = known.wikidata;
    one.country = one.country.or(known.country);
    one.gender = one.gender.or(known.gender);
    true
}

/// What the word before a name tells: `Mr.`, `spokeswoman`, `Queen`.
fn title_gender(parse: &Parse<Story>, start: usize) -> Option<Gender> {
    let before = parse.token(start.checked_sub(1)?);
    // `Halden will miss Reed` tells nothing.
    if before.pos() == Pos::Verb {
        return None;
    }
    let word = before.text().to_lowercase();
    const FEMALE: [&str; 13] = [
        "mrs.",
        "mrs",
        "ms.",
        "ms",
        "miss",
        "lady",
        "queen",
        "princess",
        "dame",
        "actress",
        "duchess",
        "sister",
        "congresswoman",
    ];
    const MALE: [&str; 9] = ["mr.", "mr", "sir", "lord", "king", "prince", "duke", "brother", "congressman"];
    if FEMALE.contains(&word.as_str()) || word.ends_with("woman") {
        Some(Gender::Female)
    } else if MALE.contains(&word.as_str()) || word.ends_with("sman") || word.ends_with("rman") {
        Some(Gender::Male)
    } else {
        None
    }
}
