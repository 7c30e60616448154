//! Names, offices, countries and what stands for them, over `corpus/entities.txt`.
//!
//! A case is a page behind `> `, and what it names: kind, name, then country, sector and offices in brackets, then other
//! words that stand for it. `UPDATE=1 cargo test` writes the corpus anew; read the difference before you commit it.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use dateline_parse::Pipeline;
use dateline_read::{Reader, Source};
use dateline_record::{EntityKind, MentionKind};
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Pipeline::embedded()));

fn shown(page: &str) -> String {
    let reading = READER.read(READER.given(page), Source::default());
    let mut out = String::new();
    for entity in &reading.record.entities {
        let _ = write!(out, "    {} {}", entity.kind.as_str(), entity.name);
        let roles = entity.roles.iter().map(|role| {
            let former = if role.is_former { " (former)" } else { "" };
            let body = role.organization.map(|body| format!(" of {}", reading.record.entities[body].name));
            format!("{:?}{}{former}", &reading.text[role.span], body.unwrap_or_default())
        });
        let told: Vec<String> =
            entity.country.iter().cloned().chain(entity.sector.iter().cloned()).chain(roles).collect();
        if !told.is_empty() {
            let _ = write!(out, " [{}]", told.join(", "));
        }
        let words = |kind: MentionKind| {
            let of_kind = entity.mentions.iter().filter(move |mention| mention.kind == kind);
            of_kind.map(|mention| &reading.text[mention.span]).collect::<Vec<_>>().join(", ")
        };
        let names = words(MentionKind::Name);
        if names != entity.name {
            let _ = write!(out, " = {names}");
        }
        for kind in [MentionKind::Nominal, MentionKind::Pronoun, MentionKind::Relative] {
            if !words(kind).is_empty() {
                let _ = write!(out, " ~ {}", words(kind));
            }
        }
        out.push('\n');
    }
    out
}

#[test]
fn pages_name_what_the_corpus_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/entities.txt");
    let corpus = std::fs::read_to_string(&path).unwrap();
    let mut got = String::new();
    for case in corpus.split("\n\n") {
        let kept: Vec<&str> = case.lines().filter(|line| line.starts_with(['#', '>'])).collect();
        let page: Vec<&str> = kept.iter().filter_map(|line| line.strip_prefix("> ")).collect();
        let _ = write!(got, "{}\n{}\n", kept.join("\n"), shown(&page.join("\n")));
    }
    let got = got.trim_end().to_owned() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &got).unwrap();
    }
    let corpus = std::fs::read_to_string(&path).unwrap();
    for (i, (expected, got)) in corpus.lines().zip(got.lines()).enumerate() {
        assert_eq!(got, expected, "{}:{}", path.display(), i + 1);
    }
    assert_eq!(got.lines().count(), corpus.lines().count());
}

/// Whatever stands for something else says why it is that, and so does each place on the map.
#[test]
fn every_link_says_why() {
    let page = "Liv Aune, mayor of Bergen, Norway, met the Norwegian king in Oslo. She said: \"I am glad.\" The mayor left. \
                Nordvik Shipping lost money. The company closed its yard.";
    let record = READER.read(READER.given(page), Source::default()).record;
    let links = |kind: MentionKind| {
        let all = record.entities.iter().flat_map(|entity| &entity.mentions);
        all.filter(|mention| mention.kind == kind).map(|mention| mention.why).collect::<Vec<_>>()
    };
    assert_eq!(links(MentionKind::Pronoun).len(), 3);
    assert_eq!(links(MentionKind::Nominal).len(), 3);
    for kind in [MentionKind::Name, MentionKind::Nominal, MentionKind::Pronoun] {
        assert!(links(kind).iter().all(|why| !why.is_empty()), "{:?}", links(kind));
    }
    let places: Vec<&str> = record.entities.iter().filter_map(|entity| Some(entity.geo.as_ref()?.why)).collect();
    assert_eq!(places, ["stands with what it lies in", "the country itself", "a capital"]);
}

/// The id of the first person of a page of that day.
fn id(day: Option<&str>, words: &str) -> Option<String> {
    let meta = dateline_page::Meta { published: day, ..dateline_page::Meta::default() };
    let record = READER.read(READER.given(words), Source { meta, ..Source::default() }).record;
    let person = record.entities.iter().find(|entity| entity.kind == EntityKind::Person).unwrap();
    person.wikidata.clone()
}

/// A common name means the one whom everybody knows only where the page tells of their country.
#[test]
fn common_names_need_their_country() {
    assert_eq!(id(None, "The U.S. singer Michael Jackson sang in New York.").as_deref(), Some("Q2831"));
    assert_eq!(id(None, "Norwegian singer Michael Jackson sang in Halden."), None);
    assert_eq!(id(None, "Michael Jackson, a carpenter, left Halden."), None);
    assert_eq!(id(None, "Barack Obama left Halden.").as_deref(), Some("Q76"), "hardly anybody else is called so");
}

/// Title and surname mean who held the office on the page's day, and nobody where the day or the office does not fit.
#[test]
fn offices_tell_whom_a_surname_means() {
    let bush = "U.S. President Bush spoke on Monday.";
    assert_eq!(id(Some("2007-05-14"), bush).as_deref(), Some("Q207"));
    assert_eq!(id(Some("1990-05-14"), bush).as_deref(), Some("Q23505"));
    assert_eq!(id(Some("1998-05-14"), bush), None, "nobody of that name held it");
    assert_eq!(id(None, bush), None, "no day is known");
    assert_eq!(id(Some("2007-05-14"), "Norwegian President Bush spoke on Monday."), None);
    assert_eq!(id(Some("2007-05-14"), "The club's president, Bush, spoke on Monday."), None);
    assert_eq!(id(Some("2007-05-14"), "U.S. President Tom Bush spoke on Monday."), None);
    assert_eq!(id(Some("2007-05-14"), "Former U.S. President Clinton spoke on Monday.").as_deref(), Some("Q1124"));
}

/// Work grows with the page, and nothing brings it down.
#[test]
fn odd_pages_are_read() {
    let many: String = (0..5000).map(|i| format!("Tom{i} Reed{i} met Ida Alder. ")).collect();
    let turns = "What do you say?\nWe say that they did it; I never saw you.\n".repeat(2000);
    for page in [
        "He said she was his and it theirs.",
        &"A".repeat(300),
        "THE MAYOR OF HALDEN SAID NO TO THE BBC.",
        &many,
        &turns,
    ] {
        let record = READER.read(READER.given(page), Source::default()).record;
        assert!(record.entities.iter().all(|entity| !entity.mentions.is_empty() && !entity.name.is_empty()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_names_are_read(words in prop::collection::vec("Mr\\.|President|the|[A-Z][a-z]{2,6}|he|she|it|I|said|of|and|\\(|\\)|[A-Z]{2,4}|,|\\.|\"|Paris|Russia|Russian|'s", 1..50)) {
        let page = words.join(" ");
        let reading = READER.read(READER.given(&page), Source::default());
        for entity in &reading.record.entities {
            prop_assert!(entity.mentions.windows(2).all(|pair| pair[0].span < pair[1].span));
        }
    }
}
