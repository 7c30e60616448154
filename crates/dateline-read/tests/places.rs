//! Does each place of a page lie where its corpus says, and is no place told that is not clear?
//!
//! A corpus is a text that anyone who reads newspapers can add to: lines with `>` are a page, and below it stand its
//! places and countries: name, type, country, GeoNames id, feature class and division, `-` for what is not told.
//! The place of a dateline is marked with `*`. `UPDATE=1 cargo test -p dateline-read` writes what is found; read the diff before it
//! is committed.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use dateline_parse::Pipeline;
use dateline_read::{Names, Reader, Reading, Source};
use dateline_record::EntityKind;

fn read(reader: &Reader, page: &str) -> Reading {
    let reading = reader.read(reader.given(page), Source::default());
    for entity in &reading.record.entities {
        let spans: Vec<_> = entity.mentions.iter().map(|mention| mention.span).collect();
        assert!(!spans.is_empty() && spans.windows(2).all(|pair| pair[0] < pair[1]), "{page}");
    }
    let first: Vec<_> = reading.record.entities.iter().map(|entity| entity.mentions[0].span).collect();
    assert!(first.is_sorted(), "entities are in the order of their first mentions: {page}");
    reading
}

fn places(reading: &Reading) -> String {
    let mut out = String::new();
    let origins: Vec<usize> =
        reading.record.stories.iter().filter_map(|story| story.dateline.as_ref()?.entity).collect();
    for (id, entity) in reading.record.entities.iter().enumerate() {
        let is_origin = origins.contains(&id);
        if !matches!(entity.kind, EntityKind::Place | EntityKind::Country) && !is_origin {
            continue;
        }
        let mark = if is_origin { "*" } else { "" };
        let or = |field: Option<&str>| field.unwrap_or("-").to_owned();
        let geo = entity.geo.as_ref();
        let id = geo.map_or("-".to_owned(), |geo| geo.geonames.to_string());
        let (feature, admin1) = (or(geo.and_then(|g| g.feature.as_deref())), or(geo.and_then(|g| g.admin1.as_deref())));
        let (name, kind, country) = (&entity.name, entity.kind.as_str(), or(entity.country.as_deref()));
        writeln!(out, "{mark}{name} | {kind} | {country} | {id} {feature} {admin1}").unwrap();
    }
    out
}

/// The corpus with what is found, and the number of its pages.
fn check(reader: &Reader, corpus: &str) -> (String, usize) {
    let (mut out, mut page, mut n_pages) = (String::new(), String::new(), 0);
    let mut flush = |page: &mut String, out: &mut String| {
        if !page.is_empty() {
            out.push_str(&places(&read(reader, page)));
            page.clear();
            n_pages += 1;
        }
    };
    for line in corpus.lines() {
        if let Some(words) = line.strip_prefix('>') {
            page.push_str(words.trim_start());
            page.push('\n');
        } else {
            flush(&mut page, &mut out);
        }
        if line.is_empty() || line.starts_with(['>', '#']) {
            writeln!(out, "{line}").unwrap();
        }
    }
    flush(&mut page, &mut out);
    (out, n_pages)
}

#[test]
fn places_lie_where_the_corpus_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/places.txt");
    let corpus = fs::read_to_string(&path).unwrap();
    let (found, n_pages) = check(&Reader::new(Pipeline::embedded()), &corpus);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).unwrap();
    }
    assert!(n_pages > 25);
    assert_eq!(found, fs::read_to_string(&path).unwrap(), "UPDATE=1 cargo test -p dateline-read --test places");
}

#[test]
fn a_users_names_come_before_the_built_in_ones() {
    let table = "name,type,country,sector,wikidata,aliases\n\
                 Paris Bakery,organization,GB,BUS,Q42,Paris|the Bakers' Paris\n\
                 Wexmouth,place,GB,,,Old Wexmouth\n";
    let reader = Reader::new(Pipeline::embedded()).with_names(Names::parse(table).unwrap());
    let reading =
        read(&reader, "Paris sold bread in Old Wexmouth on Tuesday. The road to Wexmouth was closed by France.");
    let told: Vec<_> = reading
        .record
        .entities
        .iter()
        .map(|entity| {
            let (country, wikidata) = (entity.country.as_deref(), entity.wikidata.as_deref());
            (entity.name.as_str(), entity.kind.as_str(), country, wikidata, entity.mentions.len())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Paris Bakery", "organization", Some("GB"), Some("Q42"), 1),
            ("Wexmouth", "place", Some("GB"), None, 2),
            ("France", "country", Some("FR"), Some("Q142"), 1),
        ]
    );
}

#[test]
fn a_page_of_nothing_but_places_is_read() {
    let reader = Reader::new(Pipeline::embedded());
    let names = ["Paris, Texas, ", "LONDON (AP) — ", "Springfield, ", "Kyiv in ", "N.Y., ", "— ", "Georgia, "];
    let page: String = (0..2000).map(|i| names[i * i % names.len()]).collect();
    let reading = read(&reader, &page);
    assert!(reading.record.entities.iter().any(|entity| entity.kind == EntityKind::Place));
}
