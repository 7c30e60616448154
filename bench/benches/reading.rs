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

/// A row of fifty countries on each side, and conditions within conditions: what must not cost more than its length.
#[divan::bench]
fn hard_events_into_record(bencher: Bencher) {
    let row = "Norway, Denmark, Sweden, France, Spain, ".repeat(10);
    let page =
        format!("{row}and Italy attacked {row}and Chile.\n\n{}Denmark moves.", "Norway will attack if ".repeat(50));
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| READER.read(READER.decode(page.as_bytes()), Source::default()).record.events.len());
}

/// A page of names and of pronouns for them, and one four times as long: the bytes a second must not fall.
#[divan::bench(args = [1_250, 5_000], sample_count = 3, sample_size = 1)]
fn names_into_record(bencher: Bencher, n: usize) {
    let page: String = (0..n).map(|i| format!("Tom{i} Reed{i} met Ida Alder; she saw that they froze. ")).collect();
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| READER.read(READER.decode(page.as_bytes()), Source::default()).record.entities.len());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn start(bencher: Bencher) {
    bencher.bench(Pipeline::embedded);
}
