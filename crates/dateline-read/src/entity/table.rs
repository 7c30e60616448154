//! What is known of names before the page is read: countries, bodies, first names, words for offices.
//!
//! The tables are files in `data/`; a test keeps them sorted and free of doubles, NOTICE tells where they come from.

use std::sync::LazyLock;

use dateline_record::EntityKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// A country or territory of ISO 3166-1.
#[derive(Debug)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(crate) iso: &'static str,
    pub(crate) name: &'static str,
    pub(crate) wikidata: Option<&'static str>,
    pub(crate) geonames: Option<u32>,
}

/// By what kind of word a country is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// `Russia`, `US`
    Name,
    /// `Russian`
    Adjective,
    /// `Russians`
    People,
    /// `Moscow`
    Capital,
    /// `the Kremlin`
    Seat,
}

/// An organization that many pages name, or a product or event that is taken for one.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) name: &'static str,
    pub(crate) kind: EntityKind,
    pub(crate) sector: Option<&'static str>,
    pub(crate) country: Option<&'static str>,
    pub(crate) wikidata: Option<&'static str>,
}

/// Somebody whose full name hardly ever means anybody else.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) gender: Option<Gender>,
    pub(crate) country: Option<&'static str>,
    pub(crate) wikidata: Option<&'static str>,
}

/// What a first name or a title tells of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) countries: Vec<Country>,
    pub(crate) bodies: Vec<Body>,
    persons: Vec<Known>,
    person_names: FxHashMap<&'static str, usize>,
    country_words: FxHashMap<&'static str, (usize, Meant)>,
    body_names: FxHashMap<&'static str, usize>,
    /// Names that several countries have bodies by: the country, and the body's index.
    shared_names: FxHashMap<&'static str, Vec<(&'static str, usize)>>,
    first_names: FxHashMap<&'static str, Option<Gender>>,
    sectors: FxHashMap<&'static str, &'static str>,
}

/// How the tables write a name, by the name in small letters, and whether it is a country's or of its people or capital.
static CASED: LazyLock<FxHashMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    let countries = TABLES.country_words.keys().map(|name| (*name, true));
    let others = TABLES.body_names.keys().chain(TABLES.person_names.keys()).map(|name| (*name, false));
    let mut cased: FxHashMap<String, (&str, bool)> = FxHashMap::default();
    for (name, is_country) in countries.chain(others) {
        let known = cased.entry(name.to_lowercase()).or_insert((name, is_country));
        // Of `EU` and `Eu` it is always the same; a country comes before a body.
        *known = if known.1 == is_country { (known.0.min(name), is_country) } else { *known };
    }
    cased
});

/// How the tables write what is given in small letters, and whether it is a country, its people or its capital.
pub(crate) fn cased(lower: &str) -> Option<(&'static str, bool)> {
    CASED.get(lower).copied()
}

/// The tables in the binary.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);

const COUNTRIES: &str = include_str!("../../data/countries.csv");
const BODIES: &str = include_str!("../../data/bodies.csv");
const FIRMS: &str = include_str!("../../data/firms.csv");
const SHARED: &str = include_str!("../../data/bodies_by_country.csv");
const PERSONS: &str = include_str!("../../data/persons.csv");
const FIRST_NAMES: &str = include_str!("../../data/first_names.csv");
const SECTORS: &str = include_str!("../../data/sectors.csv");

/// Sorted.
static COMMON_SURNAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/common_surnames.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// The rows of a table, its head left out. A field in quotation marks may hold commas.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| {
        let mut fields = Vec::new();
        let mut rest = line;
        loop {
            let (field, after) = match rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
                Some((field, after)) => (field, after.strip_prefix(',')),
                None => rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after))),
            };
            fields.push(field);
            match after {
                Some(after) => rest = after,
                None => return fields,
            }
        }
    })
}

pub(crate) fn some(field: &'static str) -> Option<&'static str> {
    (!field.is_empty()).then_some(field)
}

fn several(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').filter(|name| !name.is_empty())
}

fn gender_of(letter: &str) -> Option<Gender> {
    match letter {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}

impl Tables {
    fn built_in() -> Self {
        let mut tables = Self::default();
        for row in rows(COUNTRIES) {
            let &[iso, name, wikidata, geonames, capitals, adjectives, people, aliases, seats] = &row[..] else {
                continue;
            };
            let index = tables.countries.len();
            tables.countries.push(Country { iso, name, wikidata: some(wikidata), geonames: geonames.parse().ok() });
            // What is written first has the last word: a name counts before a capital of the same name.
            let words = [(name, Meant::Name)].into_iter();
            let words = words.chain(several(aliases).map(|word| (word, Meant::Name)));
            let words = words.chain(several(adjectives).map(|word| (word, Meant::Adjective)));
            let words = words.chain(several(people).map(|word| (word, Meant::People)));
            let words = words.chain(several(capitals).map(|word| (word, Meant::Capital)));
            for (word, meant) in words.chain(several(seats).map(|word| (word, Meant::Seat))) {
                tables.country_words.entry(word).or_insert((index, meant));
            }
        }
        tables.add_bodies(rows(BODIES));
        for row in rows(SHARED) {
            let &[words, country, body] = &row[..] else { continue };
            if let Some(&index) = tables.body_names.get(body) {
                tables.shared_names.entry(words).or_default().push((country, index));
            }
        }
        for row in rows(PERSONS) {
            let &[name, gender, country, wikidata, aliases] = &row[..] else { continue };
            let index = tables.persons.len();
            let (country, wikidata) = (some(country), some(wikidata));
            tables.persons.push(Known { name, gender: gender_of(gender), country, wikidata });
            for name in [name].into_iter().chain(several(aliases)) {
                tables.person_names.entry(name).or_insert(index);
            }
        }
        // What was chosen by a rule yields to what was chosen by hand.
        let ids: FxHashSet<&str> = tables.bodies.iter().filter_map(|body| body.wikidata).collect();
        let is_new = |row: &Vec<&'static str>| row.get(4).is_some_and(|id| !ids.contains(id));
        let is_person = |row: &Vec<&'static str>| tables.person_names.contains_key(row[0]);
        let firms: Vec<_> = rows(FIRMS).filter(|row| is_new(row) && !is_person(row)).collect();
        tables.add_bodies(firms.into_iter());
        for row in rows(FIRST_NAMES) {
            let &[name, gender] = &row[..] else { continue };
            tables.first_names.insert(name, gender_of(gender));
        }
        tables.sectors = rows(SECTORS).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect();
        tables
    }

    fn add_bodies(&mut self, rows: impl Iterator<Item = Vec<&'static str>>) {
        for row in rows {
            let &[name, kind, sector, country, wikidata, aliases] = &row[..] else { continue };
            let index = self.bodies.len();
            let kind = if kind == "other" { EntityKind::Other } else { EntityKind::Organization };
            self.bodies.push(Body {
                name,
                kind,
                sector: some(sector),
                country: some(country),
                wikidata: some(wikidata),
            });
            for name in [name].into_iter().chain(several(aliases)) {
                self.body_names.entry(name).or_insert(index);
            }
        }
    }

    /// The country that a word or phrase means, as it is written.
    pub(crate) fn country(&self, words: &str) -> Option<(&Country, Meant)> {
        self.country_words.get(words).map(|&(index, meant)| (&self.countries[index], meant))
    }

    /// The organization of this name, with its country before it or not: `U.S. Department of Justice`.
    pub(crate) fn body(&self, words: &str) -> Option<&Body> {
        if let Some(&index) = self.body_names.get(words) {
            return Some(&self.bodies[index]);
        }
        let cuts = words.match_indices(' ').take(2).map(|(at, _)| (&words[..at], &words[at + 1..]));
        let of_country = |(country, rest): (&str, &str)| {
            let (country, meant) = self.country(country)?;
            let is_its = |body: &&Body| body.country == Some(country.iso) && body.kind == EntityKind::Organization;
            let body = || self.body_names.get(rest).map(|&index| &self.bodies[index]).filter(is_its);
            if !matches!(meant, Meant::Name | Meant::Adjective) {
                return None;
            }
            body().or_else(|| self.body_in(rest, country.iso))
        };
        cuts.into_iter().find_map(of_country)
    }

    /// The organization that a country calls so, of a name that others have too: `Supreme Court`.
    pub(crate) fn body_in(&self, words: &str, country: &str) -> Option<&Body> {
        let (_, index) = self.shared_names.get(words)?.iter().find(|(of, _)| *of == country)?;
        Some(&self.bodies[*index])
    }

    /// Whether bodies of several countries may be called so.
    pub(crate) fn is_shared(&self, words: &str) -> bool {
        self.shared_names.contains_key(words)
    }

    /// The person of this full name.
    pub(crate) fn person(&self, words: &str) -> Option<&Known> {
        self.person_names.get(words).map(|&index| &self.persons[index])
    }

    /// Whether many people are called so: a first name and one of the surnames that most people have.
    pub(crate) fn is_common(&self, words: &str) -> bool {
        let ends = words.split_once(' ').map(|(first, rest)| (first, rest.rsplit(' ').next().unwrap_or(rest)));
        ends.is_some_and(|(first, surname)| {
            self.first_names.contains_key(first) && COMMON_SURNAMES.binary_search(&surname).is_ok()
        })
    }

    /// Whether it is a first name, and whose.
    pub(crate) fn first_name(&self, word: &str) -> Option<Option<Gender>> {
        self.first_names.get(word).copied()
    }

    /// PLOVER's sector of just this phrase, in small letters.
    pub(crate) fn sector_of(&self, phrase: &str) -> Option<&'static str> {
        self.sectors.get(phrase).copied()
    }

    /// PLOVER's sector of a phrase in small letters: its longest ending that is known.
    pub(crate) fn sector(&self, phrase: &str) -> Option<&'static str> {
        let mut rest = phrase;
        loop {
            if let Some(sector) = self.sector_of(rest) {
                return Some(sector);
            }
            rest = rest.split_once(' ')?.1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_free_of_doubles() {
        for table in [COUNTRIES, BODIES, FIRMS, PERSONS, FIRST_NAMES, SECTORS] {
            let keys: Vec<&str> = rows(table).map(|row| row[0]).collect();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", keys.windows(2).find(|p| p[0] >= p[1]));
            let n_fields = table.lines().next().unwrap().split(',').count();
            assert!(rows(table).all(|row| row.len() == n_fields));
        }
        let shared: Vec<[&str; 3]> = rows(SHARED).map(|row| row.try_into().unwrap()).collect();
        assert!(shared.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", shared.windows(2).find(|p| p[0] >= p[1]));
        for [words, country, name] in shared {
            let body = TABLES.body(name).unwrap_or_else(|| panic!("{name} of {words} is no body"));
            assert!(body.name == name && body.country == Some(country), "{words}");
        }
    }

    #[test]
    fn common_surnames_are_sorted_and_free_of_doubles() {
        assert!(COMMON_SURNAMES.len() > 900 && COMMON_SURNAMES.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(TABLES.is_common("Tom Reed") && !TABLES.is_common("Barack Obama") && !TABLES.is_common("Reed"));
    }

    #[test]
    fn one_id_is_of_one_row() {
        let ids = TABLES.bodies.iter().filter_map(|body| body.wikidata);
        let mut ids: Vec<&str> = ids.chain(TABLES.persons.iter().filter_map(|person| person.wikidata)).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", ids.windows(2).find(|p| p[0] == p[1]));
        assert!(ids.iter().all(|id| id.strip_prefix('Q').is_some_and(|n| n.parse::<u32>().is_ok())));
        let names = [names_of(BODIES), names_of(PERSONS)].concat();
        let distinct: FxHashSet<&str> = names.iter().copied().collect();
        let twice = || names.iter().filter(|name| names.iter().filter(|other| other == name).count() > 1);
        assert_eq!(names.len(), distinct.len(), "a name or alias is there twice: {:?}", twice().collect::<Vec<_>>());
        let firms = names_of(FIRMS);
        assert_eq!(firms.len(), firms.iter().collect::<FxHashSet<_>>().len(), "a firm's name is there twice");
    }

    /// The names and aliases of a table's rows.
    fn names_of(table: &'static str) -> Vec<&'static str> {
        rows(table)
            .flat_map(|row| [row[0]].into_iter().chain(several(row[row.len() - 1])).collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn what_was_chosen_by_hand_counts_first() {
        let by_hand: FxHashSet<&str> = names_of(BODIES).into_iter().collect();
        let firm = rows(FIRMS).find(|row| !by_hand.contains(row[0])).unwrap();
        let persons: FxHashSet<&str> = names_of(PERSONS).into_iter().collect();
        for name in rows(FIRMS).map(|row| row[0]).filter(|name| persons.contains(name)) {
            assert!(by_hand.contains(name) || TABLES.body(name).is_none(), "{name} is a person");
        }
        assert_eq!(TABLES.body(firm[0]).and_then(|body| body.wikidata), some(firm[4]));
    }

    #[test]
    fn names_mean_what_they_say() {
        let country = |words: &str| TABLES.country(words).map(|(country, meant)| (country.iso, meant));
        assert_eq!(country("U.S."), Some(("US", Meant::Name)));
        assert_eq!(country("Russian"), Some(("RU", Meant::Adjective)));
        assert_eq!(country("Danes"), Some(("DK", Meant::People)));
        assert_eq!(country("Moscow"), Some(("RU", Meant::Capital)));
        assert_eq!(country("Kremlin"), Some(("RU", Meant::Seat)));
        assert_eq!(country("us"), None);
        assert_eq!(TABLES.country("France").unwrap().0.wikidata, Some("Q142"));
        assert_eq!(TABLES.body("OSCE").unwrap().name, "Organization for Security and Co-operation in Europe");
        assert_eq!(TABLES.body("U.S. Department of Justice").unwrap().name, "Department of Justice");
        assert!(TABLES.body("British Department of Justice").is_none() && TABLES.body("Supreme Court").is_none());
        assert_eq!(TABLES.body_in("Supreme Court", "US").unwrap().name, "U.S. Supreme Court");
        assert_eq!(TABLES.first_name("Greta"), Some(Some(Gender::Female)));
        assert_eq!(TABLES.sector("deputy foreign minister"), Some("GOV"));
        assert_eq!(TABLES.sector("baker"), None);
    }
}
