//! Which place is meant by a name, if any that is known?
//!
//! A name weighs as much as its place has inhabitants; the page adds to that by the countries and divisions it names.
//! What stands behind the name (`Paris, Texas`) decides. Two places of like weight, or a small one that nothing speaks
//! for: no place is told. Better none than a wrong one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_parse::Parse;
use dateline_record::{EntityKind, Geo};
use dateline_text::Story;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::fold;
use super::gazetteer::{Class, GAZETTEER, Place};
use super::name::Name;
use super::table::{Meant, TABLES};
use crate::ParsedStory;

const STATES: &str = include_str!("../../data/states.csv");
const LANDMARKS: &str = include_str!("../../data/landmarks.csv");
const IDS: &str = include_str!("../../data/place_ids.csv");
const DISPUTED: &str = include_str!("../../data/disputed.csv");

/// Divisions that news in English names without their country, and the short forms of some, folded.
static STATE_WORDS: LazyLock<FxHashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = STATES.lines().skip(1).filter_map(|row| row.split_once(','));
    rows.filter_map(|(words, code)| Some((words, code.split_once(',')?))).collect()
});

/// Squares, islands, landscapes that lie in one country, and are neither city nor division.
static LANDMARK_COUNTRIES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| LANDMARKS.lines().skip(1).filter_map(|row| row.rsplit_once(',')).collect());

/// Divisions that more than one country holds to be its own, by GeoNames' codes: no country is told of what lies there.
static DISPUTED_DIVISIONS: LazyLock<FxHashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = DISPUTED.lines().skip(1).filter_map(|row| row.split_once(','));
    rows.filter_map(|(country, rest)| Some((country, rest.split_once(',')?.0))).collect()
});

/// Wikidata's ids of cities and divisions, by those of GeoNames.
static ID_OF: LazyLock<FxHashMap<u32, &'static str>> = LazyLock::new(|| {
    let known = ids().filter(|(_, country, _, _)| !country.is_empty());
    known.filter_map(|(name, country, class, id)| Some((bearer(name, country, class)?.geonames, id))).collect()
});

/// Wikidata's ids of seas, continents and landscapes, by name.
static LANDSCAPE_IDS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    ids().filter(|(_, country, _, _)| country.is_empty()).map(|(name, _, _, id)| (name, id)).collect()
});

/// The rows of the table of ids: name, country, GeoNames' feature class, Wikidata's id.
fn ids() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    IDS.lines().skip(1).filter_map(|row| {
        let mut fields = row.split(',');
        Some((fields.next()?, fields.next()?, fields.next()?, fields.next()?))
    })
}

/// The place of a name in a country with the most inhabitants, by its first name rather than another.
fn bearer(name: &str, country: &str, class: &str) -> Option<Place> {
    let class = if class == "A" { Class::Division } else { Class::City };
    let of_name = GAZETTEER.named(name).filter(|place| place.country == country && place.class == class);
    of_name.max_by_key(|place| (!place.is_alias, place.population))
}

/// What is found for a name of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    place: Place,
    /// What decided for it.
    why: &'static str,
}

impl Found {
    pub(crate) fn geo(&self) -> Geo {
        let Place { at, country, admin1, class, geonames, .. } = self.place;
        let degrees = |n: i32| f64::from(n) / 1e5;
        Geo {
            lat: at.map(|(lat, _)| degrees(lat)),
            lon: at.map(|(_, lon)| degrees(lon)),
            geonames,
            feature: Some(if class == Class::City { "P" } else { "A" }.to_owned()),
            admin1: (!matches!(admin1, "" | "00")).then(|| format!("{country}.{admin1}")),
            why: self.why,
        }
    }

    pub(crate) fn wikidata(&self) -> Option<&'static str> {
        ID_OF.get(&self.place.geonames).copied()
    }

    /// ISO 3166-1 alpha-2, unless it is disputed.
    pub(crate) fn country(&self) -> Option<&'static str> {
        let Place { country, admin1, .. } = self.place;
        (!DISPUTED_DIVISIONS.contains(&(country, admin1))).then_some(country)
    }
}

/// Inhabitants of the best-known city of this name, written with a capital: for those who doubt that it is a person's.
///
/// Names by which a city goes in other languages alone do not count.
pub(crate) fn is_city(words: &str) -> Option<u32> {
    plain(words, Class::City).map(|place| place.population)
}

/// Inhabitants of the cities in the best-known first-level division of this name, written with a capital.
pub(crate) fn is_division(words: &str) -> Option<u32> {
    plain(words, Class::Division).map(|place| place.population)
}

fn plain(words: &str, class: Class) -> Option<Place> {
    if !words.starts_with(char::is_uppercase) {
        return None;
    }
    GAZETTEER.named(words).find(|place| place.class == class && !place.is_alias)
}

/// Whether it is the full name of a division that news in English names without its country.
pub(crate) fn is_state(words: &str) -> bool {
    words.len() > 4
        && words.starts_with(char::is_uppercase)
        && state_name(words).is_some_and(|name| name == fold(words))
}

/// The country that a state's or a great city's name speaks for.
pub(crate) fn country_of_place(words: &str) -> Option<&'static str> {
    let state = state(words).filter(|_| words.len() > 3).map(|state| state.country);
    state.or_else(|| plain(words, Class::City).filter(|place| place.population >= LARGE).map(|place| place.country))
}

/// The country of a landmark or landscape.
pub(crate) fn landmark(words: &str) -> Option<&'static str> {
    LANDMARK_COUNTRIES.get(words).copied()
}

/// Wikidata's id of a sea, continent or landscape.
pub(crate) fn landscape_id(words: &str) -> Option<&'static str> {
    LANDSCAPE_IDS.get(words).copied()
}

/// What a page tells of where it is about.
#[derive(Debug, Default)]
pub(crate) struct Context {
    countries: BTreeSet<&'static str>,
    /// By the gazetteer's count.
    divisions: BTreeSet<u16>,
    /// The country of the dateline.
    home: Option<&'static str>,
}

impl Context {
    /// What the names of a page tell.
    pub(crate) fn new(names: &[Name]) -> Self {
        let mut context = Self::default();
        let told = names.iter().filter(|name| !matches!(name.kind, EntityKind::Person | EntityKind::Other));
        for (words, kind) in told.map(|name| (name.words.as_str(), name.kind)).collect::<BTreeSet<_>>() {
            context.add(words, kind == EntityKind::Place);
        }
        context
    }

    /// Takes note of a country, or of a division when the words are a place's.
    fn add(&mut self, words: &str, is_place: bool) {
        if let Some((country, meant)) = TABLES.country(words) {
            // A capital's name may be that of another city: `Hamilton`, `Georgetown`.
            if meant != Meant::Capital {
                self.countries.insert(country.iso);
            }
        } else if !is_place {
            // `Victoria` may be anything; only where it is a place it tells of Australia.
        } else if let Some(state) = state(words).filter(|_| words.len() > 3) {
            self.countries.insert(state.country);
            self.divisions.insert(state.division);
        } else if let Some(place) = GAZETTEER.named(words).next().filter(|p| p.class == Class::Division && !p.is_alias)
        {
            self.divisions.insert(place.division);
        }
    }

    /// Takes note of where a story was written.
    pub(crate) fn set_home(&mut self, found: Found) {
        self.home = self.home.or(Some(found.place.country));
        self.divisions.insert(found.place.division);
    }

    fn weight(&self, place: &Place, is_capital: bool) -> f64 {
        let mut weight = f64::from(place.population.max(1)).log10();
        weight += if is_capital { 0.7 } else { 0.0 };
        weight += if self.countries.contains(place.country) { 1.0 } else { 0.0 };
        weight += if self.home == Some(place.country) { 0.5 } else { 0.0 };
        weight += if place.class == Class::City && self.divisions.contains(&place.division) { 1.0 } else { 0.0 };
        weight - if place.is_alias { 1.0 } else { 0.0 }
    }

    fn speaks_for(&self, place: &Place) -> bool {
        self.countries.contains(place.country)
            || self.home == Some(place.country)
            || place.class == Class::City && self.divisions.contains(&place.division)
    }

    /// The place that `name` means, these standing around it where it is told, if that is clear.
    pub(crate) fn choose(&self, name: &str, around: &[Around]) -> Option<Found> {
        let mut containers = around.iter().filter(|around| !around.within.is_empty());
        let container = containers.next();
        // A page that tells of `Portland, Maine` and of `Portland, Oregon` tells of two places.
        if let Some(first) = container
            && containers.any(|other| other.within != first.within && !other.is_list && !first.is_list)
        {
            return None;
        }
        let n_of = |class| around.iter().filter(|around| around.class == Some(class)).count();
        let mut class = [Class::City, Class::Division].into_iter().find(|&class| 2 * n_of(class) > around.len());
        let (bare, asked) = without_kind(name);
        let mut candidates: Vec<Place> = GAZETTEER.named(name).collect();
        if candidates.is_empty() && asked.is_some() {
            candidates = GAZETTEER.named(bare).collect();
            class = class.or(asked);
        }
        // A bare code may be anything: `LA`, `OK`.
        let is_code = name.len() == 2;
        if let Some(state) = state(name).filter(|_| candidates.is_empty() && !is_code) {
            candidates.push(state);
        }
        if let Some(class) = class {
            candidates.retain(|place| place.class == class);
        }
        if let Some(container) = container {
            let is_in = |place: &Place| container.within.iter().any(|within| within.holds(place));
            let best = candidates.iter().filter(|place| is_in(place)).max_by(|a, b| self.compare(name, a, b));
            // What is not where the page says it is may be an unknown namesake, or the words are two of a list.
            let is_huge = |place: &Place| place.population >= HUGE && !place.is_alias;
            if best.is_some() || !container.is_list && !candidates.iter().any(is_huge) {
                return best.map(|place| Found { place: *place, why: "stands with what it lies in" });
            }
        }
        // A city and the division that bears its name are one to most who write of them.
        if class.is_none() {
            let is_meant = |place: &&Place| place.class == Class::City && (!place.is_alias || place.population >= HUGE);
            let cities: BTreeSet<u16> = candidates.iter().filter(is_meant).map(|place| place.division).collect();
            let has_capital = candidates.iter().any(|place| is_capital(name, place));
            candidates.retain(|p| p.class == Class::City || !has_capital && !cities.contains(&p.division));
        }
        candidates.sort_by(|a, b| self.compare(name, b, a));
        let best = *candidates.first()?;
        let lead = candidates.get(1).map_or(f64::MAX, |next| self.weigh(name, &best) - self.weigh(name, next));
        let is_state = !is_code && state(name).is_some_and(|state| state.geonames == best.geonames);
        let is_clear = lead >= LEAD || is_state && lead > 0.0;
        let enough = match (self.speaks_for(&best), best.is_alias) {
            // Words that any country has places by: `West Coast`, `Central Region`.
            _ if is_common(name) => u32::MAX,
            _ if is_state || is_capital(name, &best) => 0,
            (true, false) => 0,
            (true, true) => LARGE,
            // Many a division is called as things are elsewhere: `Delta`, `Central`.
            (false, _) if best.class == Class::Division => u32::MAX,
            (false, false) => LARGE,
            (false, true) => HUGE,
        };
        let why = match () {
            () if is_state => "a division that is known without its country",
            () if is_capital(name, &best) => "a capital",
            () if self.speaks_for(&best) => "the page speaks of its country or division",
            () => "by far the best known of the name",
        };
        (is_clear && best.population >= enough).then_some(Found { place: best, why })
    }

    fn weigh(&self, name: &str, place: &Place) -> f64 {
        self.weight(place, is_capital(name, place))
    }

    fn compare(&self, name: &str, a: &Place, b: &Place) -> std::cmp::Ordering {
        self.weigh(name, a).total_cmp(&self.weigh(name, b)).then(b.geonames.cmp(&a.geonames))
    }
}

/// How much heavier than the next a place must be to be told: twice and a half the inhabitants.
const LEAD: f64 = 0.4;
/// Inhabitants of a city that needs no word from the page to be known by its name, or needs one by another name of its.
const LARGE: u32 = 500_000;
/// Inhabitants of one that is known by its other names too.
const HUGE: u32 = 1_000_000;

fn is_capital(name: &str, place: &Place) -> bool {
    place.class == Class::City
        && TABLES.country(name).is_some_and(|(country, meant)| meant == Meant::Capital && country.iso == place.country)
}

/// Whether a name is made of nothing but words for directions and kinds of land.
fn is_common(name: &str) -> bool {
    const WORDS: [&str; 26] = [
        "area",
        "bay",
        "capital",
        "center",
        "central",
        "centre",
        "city",
        "coast",
        "delta",
        "district",
        "east",
        "eastern",
        "federal",
        "highlands",
        "island",
        "islands",
        "lake",
        "lower",
        "north",
        "northern",
        "region",
        "south",
        "southern",
        "upper",
        "west",
        "western",
    ];
    fold(name).split(' ').all(|word| WORDS.contains(&word))
}

/// The full name of a state or province by a short form of it: `Calif.`, `NY`.
pub(crate) fn state_name(words: &str) -> Option<&'static str> {
    let code = STATE_WORDS.get(fold(words).as_str())?;
    STATE_WORDS.iter().filter(|(_, other)| *other == code).map(|(name, _)| *name).max_by_key(|name| (name.len(), *name))
}

/// The state or province that these words, or this short form, mean.
fn state(words: &str) -> Option<Place> {
    let folded = fold(words);
    let (country, admin1) = *STATE_WORDS.get(folded.as_str())?;
    // Two letters with dots are two words: `N.Y.`, but a physician's `M.D.`
    let is_dotted = folded.len() == 2 && words.contains('.') && words.bytes().filter(|b| *b == b'.').count() > 1;
    if is_dotted && !state_name(words).is_some_and(|name| name.contains(' ')) {
        return None;
    }
    division(country, admin1)
}

fn division(country: &str, admin1: &str) -> Option<Place> {
    static DIVISIONS: LazyLock<FxHashMap<(&'static str, &'static str), Place>> = LazyLock::new(|| {
        let names = STATES.lines().skip(1).filter_map(|row| row.split(',').next());
        let places = names.flat_map(|name| GAZETTEER.folded(name)).filter(|place| place.class == Class::Division);
        places.map(|place| ((place.country, place.admin1), place)).collect()
    });
    DIVISIONS.get(&(country, admin1)).copied()
}

/// A country, or a part of one, that a place is said to lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Within {
    country: &'static str,
    /// By the gazetteer's count.
    division: Option<u16>,
}

impl Within {
    fn holds(self, place: &Place) -> bool {
        match self.division {
            None => place.country == self.country,
            Some(division) => place.class == Class::City && place.division == division,
        }
    }

    /// Whether nothing can lie in both.
    pub(crate) fn excludes(self, other: Self) -> bool {
        self.country != other.country
            || self.division.zip(other.division).is_some_and(|(division, other)| division != other)
    }

    /// What these words may mean as a place that holds others.
    pub(crate) fn meant_by(words: &str) -> Vec<Self> {
        let country = TABLES.country(words).filter(|(_, meant)| *meant == Meant::Name);
        let mut within: Vec<Self> =
            country.map(|(country, _)| Self { country: country.iso, division: None }).into_iter().collect();
        if words.starts_with(char::is_uppercase) {
            let (bare, _) = without_kind(words);
            let named = GAZETTEER.named(words).chain(GAZETTEER.named(bare)).filter(|p| p.class == Class::Division);
            within.extend(state(words).into_iter().chain(named).map(|place| Self::division(&place)));
        }
        within.dedup();
        within
    }

    fn division(place: &Place) -> Self {
        Self { country: place.country, division: Some(place.division) }
    }
}

/// The one country that all these lie in.
pub(crate) fn country_of(within: &[Within]) -> Option<&'static str> {
    let first = within.first()?.country;
    within.iter().all(|within| within.country == first).then_some(first)
}

/// What stands around a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// Where the words around say that it lies: one of these.
    pub(crate) within: Vec<Within>,
    /// Whether they may as well be the next of a list: `Paris, Texas and Rome`.
    pub(crate) is_list: bool,
    /// What kind of place they say it is: `Donetsk region`, `the city of Donetsk`.
    pub(crate) class: Option<Class>,
}

impl Around {
    /// What the words beside a name say.
    pub(crate) fn of(parse: &Parse<Story>, name: &Name) -> Self {
        let mut around = Self::default();
        let text = |index: usize| (index < parse.n_tokens()).then(|| parse.token(index).text());
        let end = name.tokens.end;
        let is_joint = matches!(text(end), Some("," | "in"));
        // The longest words that mean a place: `New South Wales`, `N.Y.`.
        let ends = (end + 1..=(end + 4).min(parse.n_tokens())).rev();
        for stop in ends.filter(|stop| is_joint && *stop > end + 1) {
            let words = words(parse, end + 1..stop);
            // Two letters are a state's only behind a comma and in capitals: `in` is no Indiana.
            let is_code =
                words.len() == 2 && !(text(end) == Some(",") && words.bytes().all(|b| b.is_ascii_uppercase()));
            let within = if is_code { Vec::new() } else { Within::meant_by(&words) };
            if !within.is_empty() {
                around.within = within;
                around.is_list = matches!(text(stop), Some("and" | "or" | "&")) || text(end) == Some("in") || {
                    text(stop) == Some(",") && matches!(text(stop + 2), Some("," | "and" | "or"))
                };
                break;
            }
        }
        let before = |n: usize| name.tokens.start.checked_sub(n).and_then(text).unwrap_or_default();
        let kind = if before(1) == "of" { before(2) } else { before(1) };
        around.class = class_of(text(end).unwrap_or_default()).or_else(|| class_of(kind));
        let mut divisions =
            GAZETTEER.named(&name.words).filter(|place| place.class == Class::Division && !place.is_alias);
        if divisions.any(|place| stands_behind_city(parse, name, &place, "")) {
            around.class = Some(Class::Division);
        }
        around
    }
}

fn words(parse: &Parse<Story>, tokens: std::ops::Range<usize>) -> String {
    let (first, last) = (parse.token(tokens.start), parse.token(tokens.end - 1));
    let span = first.span().to(last.span());
    super::name::one_line(&parse.text()[span])
}

/// What a word for a kind of place says.
fn class_of(word: &str) -> Option<Class> {
    match word.to_lowercase().as_str() {
        "city" | "town" | "village" | "capital" | "suburb" | "port" => Some(Class::City),
        "state" | "province" | "region" | "oblast" | "governorate" | "prefecture" | "krai" | "voivodeship" => {
            Some(Class::Division)
        }
        _ => None,
    }
}

/// Whether a word says what kind of place a name is of: `Oblast`, `City`.
pub(crate) fn is_kind_of_place(word: &str) -> bool {
    class_of(word).is_some()
}

/// A name without the word for what it is: `Kharkiv` of `Kharkiv Oblast`.
fn without_kind(name: &str) -> (&str, Option<Class>) {
    for (first, rest) in [("City of ", Class::City), ("State of ", Class::Division), ("Province of ", Class::Division)]
    {
        if let Some(bare) = name.strip_prefix(first) {
            return (bare, Some(rest));
        }
    }
    match name.rsplit_once(' ').map(|(bare, last)| (bare, class_of(last))) {
        Some((bare, Some(class))) => (bare, Some(class)),
        _ => (name, None),
    }
}

/// Whether the page means a division by the name of a country: `Atlanta, Georgia`.
///
/// It does when all its names stand behind a city of the division that the country has not.
pub(crate) fn division_not_country(country: &str, names: &[&Name], parts: &[ParsedStory]) -> Option<Found> {
    let place = GAZETTEER
        .named(&names.first()?.words)
        .find(|p| p.class == Class::Division && !p.is_alias && p.country != country)?;
    let is_there = |name: &&Name| stands_behind_city(&parts[name.part].parse, name, &place, country);
    names.iter().all(is_there).then_some(Found { place, why: "stands behind a city of it" })
}

/// Whether a name stands behind a comma and a city of the division, of which the country has none: `Macon, Georgia`.
fn stands_behind_city(parse: &Parse<Story>, name: &Name, division: &Place, country: &str) -> bool {
    let comma = name.tokens.start.checked_sub(1).filter(|&index| parse.token(index).text() == ",");
    let starts = comma.into_iter().flat_map(|comma| (comma.saturating_sub(4)..comma).map(move |start| start..comma));
    starts.into_iter().any(|tokens| {
        let of_name =
            GAZETTEER.named(&words(parse, tokens)).filter(|place| place.class == Class::City && !place.is_alias);
        let cities: Vec<Place> = of_name.collect();
        let is_there = cities.iter().any(|city| Within::division(division).holds(city));
        is_there && !cities.iter().any(|city| city.country == country)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_free_of_doubles() {
        for (table, n_keys) in [(STATES, 1), (LANDMARKS, 1), (DISPUTED, 2)] {
            let rows = table.lines().skip(1).map(|row| row.split(',').take(n_keys).collect::<Vec<_>>());
            let rows: Vec<Vec<&str>> = rows.collect();
            assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", rows.windows(2).find(|p| p[0] >= p[1]));
        }
        for (words, (country, admin1)) in &*STATE_WORDS {
            assert_eq!(fold(words), *words, "short forms are kept as they are compared");
            assert!(division(country, admin1).is_some(), "{words}");
        }
        let rows: Vec<_> = ids().collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        for (name, country, class, id) in rows {
            let is_known = country.is_empty() || bearer(name, country, class).is_some();
            assert!(is_known && id.strip_prefix('Q').is_some_and(|n| n.parse::<u32>().is_ok()), "{name}");
        }
        for country in LANDMARK_COUNTRIES.values() {
            assert!(TABLES.countries.iter().any(|known| known.iso == *country), "{country}");
        }
    }
}
