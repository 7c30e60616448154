//! Groups of pages: what is a copy, what tells the same story, and that neither depends on how the pages came.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

use std::collections::BTreeMap;

use dateline_record::{PageRow, Published, PublishedFrom, Record};
use dateline_store::{Came, GroupLimits, Store};
use dateline_text::{Page, Text};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

const FERRY: &str = "The night ferry to Wexmouth ran aground on Tuesday with forty passengers on board, the harbour \
    master said. Nobody was hurt. Two tugs pulled it free at noon, and divers looked for damage below the water line. \
    The ferry company said that the captain, who has sailed for thirty years, had not slept for two days.";
const BRIDGE: &str = "Mayor Greta Alder opened the new bridge across the Wye on Saturday before a crowd of thousands. \
    It took six years to build and cost twice what was planned. Lorries may use it from next month on. The old ferry \
    will be kept as a museum, and schools are asked to send their classes.";
const SANDBANK: &str = "A ferry bound for Wexmouth struck a sandbank in fog on Tuesday. The harbour master sent two tugs, \
    which freed it by noon. None of the forty passengers on the ferry was hurt, and divers found no damage.";

/// A page: its id, its day, its text.
type Given = (String, Option<&'static str>, String);

fn add(store: &Store, pages: &[Given]) {
    let mut writer = store.writer().unwrap();
    for (id, day, words) in pages {
        let text: Text<Page> = words.as_str().into();
        let sha256 = Sha256::digest(words.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut page = PageRow::new(&text, sha256);
        page.published = day.map(|day| Published { value: day.to_owned(), from: PublishedFrom::Metadata, span: None });
        page.url = Some(format!("http://a.example/{id}"));
        let came = Came { given_id: Some(id), reader: "test", layout: None };
        writer.add(&Record::new(page), &text, came, "2031-03-07T00:00:00.000Z").unwrap();
    }
    writer.finish().unwrap();
}

/// Each page's original and story, by the ids that the pages were given.
fn groups(store: &Store) -> BTreeMap<String, (Option<String>, String)> {
    let groups = store.groups().unwrap();
    let ids: BTreeMap<i64, String> = groups.iter().map(|group| (group.page, group.id.clone())).collect();
    let of = |page: i64| ids[&page].clone();
    groups.iter().map(|group| (group.id.clone(), (group.near_duplicate_of.map(of), of(group.story_cluster)))).collect()
}

/// A store whose pages came in portions; `few` are compared all with all.
fn store(pages: &[&[Given]], few: usize) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(&folder.path().join("news.db")).unwrap();
    for pages in pages {
        add(&store, pages);
        store.regroup(&GroupLimits { few }).unwrap();
    }
    (folder, store)
}

fn given(id: &str, day: &'static str, words: &str) -> Given {
    (id.to_owned(), Some(day), words.to_owned())
}

#[test]
fn copies_are_found_and_borrowers_are_not() {
    let pages = [
        given("wire", "2031-03-01", FERRY),
        given("light", "2031-03-02", &FERRY.replace("forty", "40").replace("noon", "midday")),
        given(
            "lede",
            "2031-03-02",
            &format!("Divers are at work in the harbour after a mishap in the fog. {}", &FERRY[90..]),
        ),
        given("brief", "2031-03-02", &FERRY[..118]),
        given("bridge", "2031-03-03", BRIDGE),
        given("borrower", "2031-03-04", &format!("{BRIDGE} {}", &FERRY[FERRY.len() - 140..])),
        given(
            "round-up",
            "2031-03-04",
            &format!("Morning notes. {} {} And it will rain.", &FERRY[..100], &BRIDGE[..100]),
        ),
        given("fog", "2031-03-05", "Fog."),
        given("again", "2031-03-06", "Fog."),
    ];
    let (_folder, store) = store(&[&pages], 2_000);
    let groups = groups(&store);
    let original = |id: &str| groups[id].0.as_deref();
    for copy in ["light", "lede", "brief"] {
        assert_eq!(original(copy), Some("wire"), "{copy}");
    }
    assert_eq!((original("wire"), original("bridge")), (None, None));
    assert_ne!(original("borrower"), Some("wire"), "who borrows the end of a text does not copy it");
    assert_eq!(original("round-up"), None, "a round-up is no copy");
    assert_eq!((original("fog"), original("again")), (None, Some("fog")));
}

#[test]
fn a_story_is_told_within_weeks() {
    let year_later = given("later", "2032-03-02", SANDBANK);
    let pages = [
        given("wire", "2031-03-01", FERRY),
        given("own", "2031-03-02", &SANDBANK.replace("sent", "called")),
        year_later,
    ];
    let (_folder, store) = store(&[&pages], 0);
    let groups = groups(&store);
    assert_eq!((&*groups["own"].1, &*groups["wire"].1), ("wire", "wire"));
    assert_eq!(groups["later"].1, "later", "what happened in another year is another story");
}

#[test]
fn a_newer_version_takes_the_place_of_the_old_one() {
    let old = [given("wire", "2031-03-01", FERRY), given("copy", "2031-03-02", FERRY)];
    let new = [given("wire", "2031-03-01", BRIDGE)];
    let (_folder, changed) = store(&[&old, &new], 2_000);
    let (_other, fresh) = store(&[&[given("copy", "2031-03-02", FERRY), given("wire", "2031-03-01", BRIDGE)]], 2_000);
    assert_eq!(groups(&changed), groups(&fresh));
    assert_eq!(changed.regroup(&GroupLimits::default()).unwrap(), 0, "nothing came since");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the pages are, in whatever order and portions they come, the groups are the same.
    #[test]
    fn groups_depend_on_the_pages_alone(
        pages in prop::collection::vec(
            (prop::collection::vec(0..12_usize, 1..7), prop::option::weighted(0.9, 0..8_usize)), 1..24),
        turn in 0..24_usize,
        portion in 1..9_usize,
        few in 0..30_usize,
    ) {
        const DAYS: [&str; 8] = [
            "2031-01-01", "2031-01-09", "2031-01-20", "2031-02-01", "2031-02-02", "2031-02-14", "2031-03-03", "2031-06-30",
        ];
        let sentences: Vec<&str> = [FERRY, BRIDGE, SANDBANK].iter().flat_map(|text| text.split_inclusive(". ")).collect();
        let pages: Vec<Given> = pages
            .iter()
            .enumerate()
            .map(|(at, (words, day))| {
                let words: String = words.iter().map(|word| sentences[word % sentences.len()]).collect();
                (format!("{at}"), day.map(|day| DAYS[day]), format!("{words} {at}"))
            })
            .collect();
        let (_folder, whole) = store(&[&pages], few);
        let mut turned = pages.clone();
        turned.rotate_left(turn % pages.len());
        turned.reverse();
        let portions: Vec<&[Given]> = turned.chunks(portion).collect();
        let (_other, in_portions) = store(&portions, few);
        prop_assert_eq!(groups(&whole), groups(&in_portions));
    }
}
