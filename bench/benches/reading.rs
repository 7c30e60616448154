//! How many bytes a second does each part of the reading take? On the example page, over and over.
//!
//! `cargo bench -p dateline-bench`; run as a test, each bench runs once.
#![allow(clippy::disallowed_methods, reason = "a bench reads its pages")]

use std::sync::LazyLock;

use dateline_page::{Limits, Meta, cut, decode};
use dateline_parse::Pipeline;
use dateline_read::{Reader, Source};
use dateline_text::{Page, Story, Text};
use divan::Bencher;
use divan::counter::BytesCount;

const HARBOUR: &str = include_str!("../../examples/harbour.txt");

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Pipeline::embedded()));

fn main() {
    divan::main();
}

fn story() -> Text<Story> {
    HARBOUR.into()
}

#[divan::bench]
fn page_into_stories(bencher: Bencher) {
    let page: Text<Page> = HARBOUR.into();
    let limits = Limits::default();
    bencher.counter(BytesCount::of_str(HARBOUR)).bench(|| cut(&page, &Meta::default(), &limits));
}

#[divan::bench]
fn bytes_into_text(bencher: Bencher) {
    let limits = Limits::default();
    bencher.counter(BytesCount::of_str(HARBOUR)).bench(|| decode(HARBOUR.as_bytes(), &limits));
}

#[divan::bench]
fn story_into_parse(bencher: Bencher) {
    let (story, pipeline) = (story(), READER.pipeline());
    bencher.counter(BytesCount::of_str(HARBOUR)).bench(|| pipeline.parse(&story));
}

#[divan::bench]
fn story_into_times(bencher: Bencher) {
    let story = story();
    let anchor = dateline_time::Anchor::story(jiff::civil::date(2031, 3, 5));
    bencher.counter(BytesCount::of_str(HARBOUR)).bench(|| dateline_time::read(&story, &anchor, &dateline_time::Plain));
}

#[divan::bench]
fn parse_into_figures(bencher: Bencher) {
    let story = story();
    let parse = READER.pipeline().parse(&story);
    let anchor = dateline_time::Anchor::story(jiff::civil::date(2031, 3, 5));
    let times = dateline_time::read(&story, &anchor, &dateline_time::Plain).times;
    bencher.counter(BytesCount::of_str(HARBOUR)).bench(|| dateline_read::figure::read(&parse, &times));
}

#[divan::bench]
fn parse_into_statements(bencher: Bencher) {
    let reading = READER.read(READER.decode(HARBOUR.as_bytes()), Source::default());
    bencher
        .counter(BytesCount::of_str(HARBOUR))
        .bench(|| dateline_read::statement::read(&reading.stories, &reading.text, &reading.record).rows.len());
}

#[divan::bench]
fn page_into_record(bencher: Bencher) {
    bencher
        .counter(BytesCount::of_str(HARBOUR))
        .bench(|| READER.read(READER.decode(HARBOUR.as_bytes()), Source::default()).record.entities.len());
}

/// How many times the hard pages below hold their words: the bytes a second must not fall from the first to the last.
const TIMES: [usize; 3] = [1, 4, 16];

fn into_record(bencher: Bencher, page: &str) {
    bencher
        .counter(BytesCount::of_str(page))
        .bench(|| READER.read(READER.decode(page.as_bytes()), Source::default()).record.events.len());
}

/// Rows of fifty countries on each side.
#[divan::bench(args = TIMES, sample_count = 9, sample_size = 1)]
fn rows_of_countries_into_record(bencher: Bencher, n: usize) {
    let row = "Norway, Denmark, Sweden, France, Spain, ".repeat(10);
    into_record(bencher, &format!("{row}and Italy attacked {row}and Chile.\n\n").repeat(n));
}

/// Conditions within conditions, in one sentence.
#[divan::bench(args = TIMES, sample_count = 9, sample_size = 1)]
fn nested_conditions_into_record(bencher: Bencher, n: usize) {
    into_record(bencher, &format!("{}Denmark moves.", "Norway will attack if ".repeat(50 * n)));
}

/// Denials of denials, in one sentence.
#[divan::bench(args = TIMES, sample_count = 9, sample_size = 1)]
fn denied_denials_into_record(bencher: Bencher, n: usize) {
    into_record(bencher, &format!("{}it attacked Denmark.", "Norway denied that it did not deny that ".repeat(50 * n)));
}

/// Quotations that are never closed.
#[divan::bench(args = TIMES, sample_count = 9, sample_size = 1)]
fn open_quotations_into_record(bencher: Bencher, n: usize) {
    into_record(bencher, &"“He said that she said: “It is closed. ".repeat(50 * n));
}

/// What many say of one happening, each with a figure of their own.
#[divan::bench(args = TIMES, sample_count = 9, sample_size = 1)]
fn figures_of_many_into_record(bencher: Bencher, n: usize) {
    let page: String = (0..50 * n).map(|i| format!("Tom{i} Reed{i} said {i} people were arrested.\n\n")).collect();
    into_record(bencher, &page);
}

/// How many sentences the pages of names below have: the bytes a second must not fall from the first to the last.
const SENTENCES: [usize; 2] = [1_250, 5_000];

fn names(n: usize) -> String {
    (0..n).map(|i| format!("Tom{i} Reed{i} met Ida Alder; she saw that they froze. ")).collect()
}

/// A page of names and of pronouns for them.
#[divan::bench(args = SENTENCES, sample_count = 3, sample_size = 1)]
fn names_into_record(bencher: Bencher, n: usize) {
    into_record(bencher, &names(n));
}

/// The same in capitals, and without any: each line is given its usual ones first.
#[divan::bench(args = SENTENCES, sample_count = 3, sample_size = 1)]
fn shouted_names_into_record(bencher: Bencher, n: usize) {
    into_record(bencher, &names(n).to_uppercase());
}

#[divan::bench(args = SENTENCES, sample_count = 3, sample_size = 1)]
fn names_without_capitals_into_record(bencher: Bencher, n: usize) {
    into_record(bencher, &names(n).to_lowercase());
}

/// Names of three hundred characters.
#[divan::bench(args = [50, 200], sample_count = 3, sample_size = 1)]
fn long_names_into_record(bencher: Bencher, n: usize) {
    let page: String = (0..n).map(|i| format!("{}Reed{i} met Ida Alder. ", "Tom Alder ".repeat(30))).collect();
    into_record(bencher, &page);
}

/// Nothing but pronouns.
#[divan::bench(args = SENTENCES, sample_count = 3, sample_size = 1)]
fn pronouns_into_record(bencher: Bencher, n: usize) {
    into_record(bencher, &"He saw her, and she told them that it was theirs. ".repeat(n));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn start(bencher: Bencher) {
    bencher.bench(Pipeline::embedded);
}
