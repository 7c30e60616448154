//! `cargo xtask bodies`: firms, agencies and other organizations that names alone tell, from the items of Wikidata that
//! the name-suggestion-index keeps.
//!
//! An item is taken when its description says what kind of organization it is, when it has accounts and pages enough to
//! be well known, and when its name hardly means anything else: the name is of one item, and holds a word that is no
//! word of English, no person's name and no place. The same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::fold::fold;

/// Accounts and pages (`identities`) that an item must have to count as well known.
const WELL_KNOWN: usize = 4;
/// And when it is to be known by a single word.
const KNOWN_BY_A_WORD: usize = 6;
/// What stands behind a firm's name and is left out in news, in small letters.
const LEGAL_FORMS: [&str; 35] = [
    "ab",
    "ag",
    "asa",
    "a.s.",
    "a/s",
    "b.v.",
    "co",
    "co.",
    "company",
    "corp",
    "corp.",
    "corporation",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "inc.",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "ltd",
    "ltd.",
    "n.v.",
    "nv",
    "oy",
    "oyj",
    "plc",
    "s.a.",
    "s.p.a.",
    "s.r.o.",
    "sa",
    "se",
    "spa",
];
/// Where the words end that say what kind of thing is described.
const ENDS_OF_HEAD: [&str; 22] = [
    "and",
    "at",
    "based",
    "by",
    "for",
    "founded",
    "from",
    "headquartered",
    "in",
    "located",
    "of",
    "on",
    "operated",
    "operating",
    "owned",
    "run",
    "serving",
    "specializing",
    "that",
    "to",
    "which",
    "with",
];
/// What is not taken: divisions of something else, places, schools of one town.
const NOT_TAKEN: [&str; 17] = [
    "academy",
    "borough",
    "brand",
    "city",
    "county",
    "district",
    "division",
    "estate",
    "fire",
    "library",
    "municipality",
    "municipal",
    "school",
    "schools",
    "subsidiary",
    "town",
    "zone",
];
/// Words of a description, and the sector they tell; the first that is found counts.
const KINDS: [(&str, &str); 76] = [
    ("central bank", "GOV"),
    ("political party", "PTY"),
    ("trade union", "LAB"),
    ("labor union", "LAB"),
    ("labour union", "LAB"),
    ("news agency", "JRN"),
    ("newspaper", "JRN"),
    ("magazine", "JRN"),
    ("broadcaster", "JRN"),
    ("television network", "JRN"),
    ("television channel", "JRN"),
    ("radio network", "JRN"),
    ("news website", "JRN"),
    ("university", "EDU"),
    ("university system", "EDU"),
    ("police", "COP"),
    ("gendarmerie", "COP"),
    ("law enforcement", "COP"),
    ("armed forces", "MIL"),
    ("service branch", "MIL"),
    ("warfare branch", "MIL"),
    ("intelligence agency", "SPY"),
    ("intergovernmental organization", "IGO"),
    ("cross society", "NGO"),
    ("crescent society", "NGO"),
    ("nonprofit", "NGO"),
    ("non-profit", "NGO"),
    ("not-for-profit", "NGO"),
    ("charity", "NGO"),
    ("charitable", "NGO"),
    ("humanitarian", "NGO"),
    ("conservation organization", "NGO"),
    ("environmental organization", "NGO"),
    ("voluntary association", "NGO"),
    ("archdiocese", "REL"),
    ("diocese", "REL"),
    ("church", "REL"),
    ("hospital", "MED"),
    ("ambulance service", "MED"),
    ("health system", "MED"),
    ("healthcare system", "MED"),
    ("ministry", "GOV"),
    ("government agency", "GOV"),
    ("government department", "GOV"),
    ("federal agency", "GOV"),
    ("state agency", "GOV"),
    ("executive department", "GOV"),
    ("executive agency", "GOV"),
    ("transport agency", "GOV"),
    ("transportation agency", "GOV"),
    ("regulator", "GOV"),
    ("airline", "BUS"),
    ("automaker", "BUS"),
    ("bank", "BUS"),
    ("banking", "BUS"),
    ("brewery", "BUS"),
    ("chain", "BUS"),
    ("company", "BUS"),
    ("conglomerate", "BUS"),
    ("corporation", "BUS"),
    ("credit union", "BUS"),
    ("department store", "BUS"),
    ("enterprise", "BUS"),
    ("fashion house", "BUS"),
    ("financial institution", "BUS"),
    ("financial services", "BUS"),
    ("firm", "BUS"),
    ("hypermarket", "BUS"),
    ("insurer", "BUS"),
    ("manufacturer", "BUS"),
    ("operator", "BUS"),
    ("provider", "BUS"),
    ("railway", "BUS"),
    ("retailer", "BUS"),
    ("supermarket", "BUS"),
    ("utility", "BUS"),
];

/// name-suggestion-index's `dist/wikidata/wikidata.min.json`.
#[derive(Deserialize)]
struct Index {
    wikidata: BTreeMap<String, Item>,
}

/// An item of Wikidata.
#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    label: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    identities: BTreeMap<String, serde_json::Value>,
}

/// What a name may mean besides an organization.
struct Meanings {
    /// Words of English, in small letters.
    words: HashSet<String>,
    /// Names that dictionaries have, in small letters.
    proper: HashSet<String>,
    /// First names and surnames, folded.
    persons: HashSet<String>,
    first_names: HashSet<String>,
    /// Names and adjectives of countries, as written.
    countries: HashMap<String, String>,
    /// Names of states and provinces that news names without their country, folded.
    states: HashMap<String, String>,
    places: fst::Map<Vec<u8>>,
    /// Names that the tables made by hand have.
    taken: HashSet<String>,
}

/// Writes `firms.csv` into the folder of the reader's tables.
pub(crate) fn make(index: &Path, words: &Path, surnames: &Path, folder: &Path) -> Result<()> {
    let items: Index = serde_json::from_slice(&std::fs::read(index)?)
        .with_context(|| format!("{} is not the index's table of items", index.display()))?;
    let meanings = Meanings::read(words, surnames, folder)?;
    let mut n_items: HashMap<String, u32> = HashMap::new();
    for item in items.wikidata.values() {
        let names: BTreeSet<String> = [&item.label[..], bare(&item.label)].into_iter().map(fold).collect();
        for name in names {
            *n_items.entry(name).or_default() += 1;
        }
    }
    let is_unique = |name: &str| n_items.get(&fold(name)) == Some(&1);
    let mut rows = BTreeMap::new();
    for (id, item) in items.wikidata.iter().filter(|(_, item)| item.identities.len() >= WELL_KNOWN) {
        let Some(sector) = sector(&item.description) else { continue };
        let names: BTreeSet<&str> = [bare(&item.label), &item.label].into_iter().collect();
        let mut names: Vec<&str> =
            names.into_iter().filter(|name| is_unique(name) && meanings.is_distinctive(name)).collect();
        names.retain(|name| name.contains(' ') || item.identities.len() >= KNOWN_BY_A_WORD);
        names.sort_by_key(|name| name.len());
        if let [name, aliases @ ..] = &names[..] {
            let country = meanings.country(&item.description).unwrap_or_default();
            rows.insert(*name, format!("{name},organization,{sector},{country},{id},{}\n", aliases.join("|")));
        }
    }
    eprintln!("{} rows", rows.len());
    let rows: String = rows.into_values().collect();
    std::fs::write(folder.join("firms.csv"), format!("name,type,sector,country,wikidata,aliases\n{rows}"))?;
    Ok(())
}

/// A label without the article before it and the legal form behind it: `Acme` of `The Acme Company, Inc.`.
fn bare(label: &str) -> &str {
    let mut rest = label.strip_prefix("The ").unwrap_or(label);
    while let Some((before, last)) = rest.rsplit_once(' ')
        && LEGAL_FORMS.contains(&&last.to_lowercase()[..])
    {
        rest = before.trim_end_matches([',', '&', ' ']);
    }
    rest
}

/// The sector of what a description speaks of, if that is an organization of its own.
fn sector(description: &str) -> Option<&'static str> {
    let words = description.split(' ').map(|word| word.trim_end_matches([',', ';', ')']).to_lowercase());
    let head: Vec<String> =
        words.take_while(|word| !ENDS_OF_HEAD.contains(&&word[..]) && !word.starts_with('(')).collect();
    if head.iter().any(|word| NOT_TAKEN.contains(&&word[..])) {
        return None;
    }
    let head = format!(" {} ", head.join(" "));
    KINDS.iter().find(|(words, _)| head.contains(&format!(" {words} "))).map(|(_, sector)| *sector)
}

impl Meanings {
    fn read(words: &Path, surnames: &Path, folder: &Path) -> Result<Self> {
        let text = |path: &Path| std::fs::read_to_string(path).with_context(|| path.display().to_string());
        let table = |name: &str| text(&folder.join(name));
        let field = |row: &str, index: usize| fields(row).get(index).copied().unwrap_or_default().to_owned();
        let words = text(words)?;
        let words = words.lines().filter(|word| !word.contains('\''));
        let (words, proper): (Vec<_>, Vec<_>) = words.partition(|word| word.starts_with(char::is_lowercase));
        let [words, proper] = [words, proper].map(|words| words.into_iter().map(str::to_lowercase).collect());
        let first_names: HashSet<String> = table("first_names.csv")?.lines().map(|row| fold(&field(row, 0))).collect();
        let surnames = text(surnames)?;
        let surnames = surnames.lines().filter_map(|line| line.split_whitespace().next()).map(fold);
        let persons = first_names.iter().cloned().chain(surnames).collect();
        let mut countries = HashMap::new();
        for row in table("countries.csv")?.lines().skip(1) {
            for names in [field(row, 1), field(row, 5), field(row, 7)] {
                let names = names.split('|').filter(|name| !name.is_empty());
                countries.extend(names.map(|name| (name.to_owned(), field(row, 0))));
            }
        }
        let states = table("states.csv")?;
        let states =
            states.lines().skip(1).map(|row| (field(row, 0), field(row, 1))).filter(|(name, _)| name.len() > 4);
        let mut taken = HashSet::new();
        for name in ["bodies.csv", "persons.csv", "bodies_by_country.csv"] {
            for row in table(name)?.lines().skip(1) {
                let aliases = fields(row).pop().unwrap_or_default();
                taken.extend([field(row, 0)].into_iter().chain(aliases.split('|').map(str::to_owned)));
            }
        }
        Ok(Self {
            words,
            proper,
            persons,
            first_names,
            countries,
            states: states.collect(),
            places: fst::Map::new(std::fs::read(folder.join("places.fst"))?)?,
            taken,
        })
    }

    /// Whether a name hardly means anything but an organization.
    fn is_distinctive(&self, name: &str) -> bool {
        let is_written_so = name.starts_with(char::is_alphanumeric)
            && name.contains(char::is_uppercase)
            && name
                .chars()
                .all(|c| c.is_alphanumeric() && c < '\u{250}' || matches!(c, ' ' | '&' | '\'' | '-' | '.' | '!'));
        let is_otherwise = self.taken.contains(name) || self.countries.contains_key(name) || self.is_place(name);
        if !is_written_so || is_otherwise {
            return false;
        }
        let words: Vec<&str> = name.split([' ', '-', '&']).filter(|word| !word.is_empty()).collect();
        match words[..] {
            [] => false,
            // Initials stand for many things.
            [word] => {
                let stem = stem(word);
                let is_initials = word.len() < 6 && !word.contains(char::is_lowercase);
                let is_word = self.is_word(stem) || self.proper.contains(&stem.to_lowercase());
                let is_word = is_word || self.is_place(stem) || self.persons.contains(&fold(stem));
                stem.len() > 3 && !is_initials && !is_word && !self.countries.contains_key(stem)
            }
            // A person's name.
            [first, _] if self.first_names.contains(&fold(first)) => false,
            _ => words.iter().any(|word| self.tells_apart(stem(word))) || self.tells_where(name),
        }
    }

    /// Whether a word in a name of several says whose it is.
    fn tells_apart(&self, word: &str) -> bool {
        word.len() > 2 && !self.is_word(word) && !self.is_place(word) && !word.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether a name of several words has a country's or state's in it.
    fn tells_where(&self, name: &str) -> bool {
        phrases(name).any(|words| self.countries.contains_key(words) || self.states.contains_key(&fold(words)))
    }

    fn is_word(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    fn is_place(&self, words: &str) -> bool {
        self.places.contains_key(fold(words))
    }

    /// The first country that a description names, itself or by a state of it.
    fn country(&self, description: &str) -> Option<&str> {
        let of_continent = |words: &str| {
            ["Latin", "North", "South", "Central"].iter().any(|part| description.contains(&format!("{part} {words}")))
        };
        let country = |words: &str| self.countries.get(words).filter(|_| !of_continent(words));
        phrases(description)
            .find_map(|words| country(words).or_else(|| self.states.get(&fold(words))))
            .map(String::as_str)
    }
}

/// The fields of a row; one in quotation marks may hold commas.
fn fields(row: &str) -> Vec<&str> {
    let mut fields = Vec::new();
    let mut rest = Some(row);
    while let Some(row) = rest {
        let quoted = row.strip_prefix('"').and_then(|row| row.split_once('"'));
        let field;
        (field, rest) = match quoted {
            Some((field, after)) => (field, after.strip_prefix(',')),
            None => row.split_once(',').map_or((row, None), |(field, after)| (field, Some(after))),
        };
        fields.push(field);
    }
    fields
}

/// A word without the mark of the genitive.
fn stem(word: &str) -> &str {
    word.strip_suffix("'s").or(word.strip_suffix('\'')).unwrap_or(word)
}

/// All runs of up to four words, the longer before the shorter at each place.
fn phrases(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| !c.is_alphanumeric() && c != '.';
    let starts = std::iter::once(0).chain(text.match_indices([' ', '-', '(']).map(|(at, _)| at + 1));
    starts.flat_map(move |start| {
        let rest = &text[start..];
        let ends = rest.match_indices(is_end).map(|(at, _)| at).chain([rest.len()]).take(4);
        let ends: Vec<usize> = ends.collect();
        ends.into_iter().rev().map(move |end| &rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_loses_its_legal_form() {
        assert_eq!(bare("The Acme Company, Inc."), "Acme");
        assert_eq!(bare("Acme & Co."), "Acme");
        assert_eq!(bare("Group"), "Group");
    }

    #[test]
    fn a_description_tells_the_kind() {
        assert_eq!(sector("American supermarket chain"), Some("BUS"));
        assert_eq!(sector("private university in Lagos"), Some("EDU"));
        assert_eq!(sector("school district in Texas"), None);
        assert_eq!(sector("subsidiary of a bank"), None);
        assert_eq!(sector("river in Norway"), None);
    }

    #[test]
    fn phrases_are_runs_of_words() {
        let all: Vec<&str> = phrases("New York bank").collect();
        assert_eq!(all, ["New York bank", "New York", "New", "York bank", "York", "bank"]);
    }
}
