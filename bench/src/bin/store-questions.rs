//! How fast does a store of a million statements answer, and how fast does it grow?
//!
//! `store-questions [STORE] [--statements N]` makes the store from a generator, when it is not there, and asks it.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench prints, reads clocks and writes files")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use dateline_bench::Dice;
use dateline_record::{
    Act, Cue, Entity, EntityKind, EventRow, EventType, Mention, MentionKind, Mode, PageRow, Phrase, Published,
    PublishedFrom, Record, Source, SourceKind, StatementRow, Status, StoryKind, StoryRow,
};
use dateline_store::{Ask, Came, Filter, Store};
use dateline_text::{Page, Span, Text};

const STATEMENTS_A_PAGE: usize = 10;
const PEOPLE: usize = 5_000;
const ROUNDS: usize = 21;

const NOUNS: [&str; 24] = [
    "harbour", "budget", "ferry", "bridge", "strike", "election", "quota", "tariff", "border", "school", "hospital",
    "court", "treaty", "storm", "tax", "port", "union", "pension", "railway", "mine", "senate", "army", "grain",
    "vaccine",
];

/// A page of statements, with an event each.
fn page(number: usize, dice: &mut Dice) -> (Text<Page>, Record) {
    let mut words = String::new();
    let mut parts = Vec::new();
    for _ in 0..STATEMENTS_A_PAGE {
        let (speaker, other) = (dice.skewed(PEOPLE), dice.skewed(PEOPLE));
        let (a, b) = (NOUNS[dice.next(NOUNS.len())], NOUNS[dice.next(NOUNS.len())]);
        let start = words.len();
        let name = format!("Speaker Number{speaker}");
        words.push_str(&name);
        words.push_str(" said ");
        let content = words.len();
        words.push_str(&format!("the {a} and the {b} would be talked about with "));
        let named = words.len();
        words.push_str(&format!("Speaker Number{other}"));
        let end = words.len();
        words.push_str(&format!(" in week {}. ", dice.next(52)));
        parts.push((speaker, other, start, start + name.len(), content, named, end));
    }
    words.push_str(&format!("Page {number}."));
    let text: Text<Page> = words.as_str().into();
    let at = |start: usize, end: usize| -> Span<Page> { text.span(start, end).expect("cut at ASCII") };
    let mut record = Record::new(PageRow::new(&text, format!("{number:064x}")));
    let day = format!("{}-{:02}-{:02}", 2010 + number % 12, 1 + dice.next(12), 1 + dice.next(28));
    record.page.published = Some(Published { value: day.clone(), from: PublishedFrom::Metadata, span: None });
    record.page.url = Some(format!("https://news.example/{number}"));
    record.stories.push(StoryRow {
        blocks: None,
        span: text.whole(),
        kind: StoryKind::Main,
        kicker: None,
        headline: None,
        deck: None,
        byline: None,
        dateline: None,
        published: Some(day),
        truncated: false,
    });
    let mut people: Vec<usize> = parts.iter().flat_map(|part| [part.0, part.1]).collect();
    people.sort_unstable();
    people.dedup();
    record.entities = people
        .iter()
        .map(|person| {
            let told = parts.iter().flat_map(|part| [(part.0, part.2, part.3), (part.1, part.5, part.6)]);
            let mentions = told
                .filter(|(who, ..)| who == person)
                .map(|(_, start, end)| Mention::new(at(start, end), MentionKind::Name))
                .collect();
            Entity::new(format!("Speaker Number{person}"), EntityKind::Person, mentions)
        })
        .collect();
    let id = |person: usize| people.binary_search(&person).ok();
    for (speaker, other, start, name_end, content, named, end) in parts {
        let said = at(name_end + 1, name_end + 5);
        record.events.push(EventRow {
            story: 0,
            span: said,
            kind: Some(EventType::ALL[dice.next(EventType::ALL.len())]),
            plover: None,
            mode: None,
            contexts: Vec::new(),
            actors: vec![Phrase { span: at(start, name_end), entity: id(speaker) }],
            recipients: vec![Phrase { span: at(named, end), entity: id(other) }],
            place: None,
            time: None,
            status: Status::ALL[dice.next(Status::ALL.len())],
            condition: None,
            deadline: None,
            statement: None,
            killed: None,
            injured: None,
            arrested: None,
            mentions: vec![said],
            confidence: 0.5,
        });
        record.statements.push(StatementRow {
            story: 0,
            source: Some(Source {
                span: at(start, name_end),
                entity: id(speaker),
                is_anonymous: false,
                count: None,
                affiliation: None,
                kind: SourceKind::Person,
            }),
            cue: Some(Cue { span: said, lemma: "say".to_owned() }),
            content: vec![at(content, end)],
            mode: Mode::Indirect,
            act: Act::ALL[dice.next(Act::ALL.len())],
            addressee: None,
            medium: None,
            occasion: None,
            time: None,
            within: None,
            replies_to: None,
        });
    }
    (text, record)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let n_statements = arguments
        .iter()
        .position(|argument| argument == "--statements")
        .map_or(1_000_000, |at| arguments[at + 1].parse().expect("a number of statements"));
    let path = arguments.first().filter(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let path = path.unwrap_or_else(|| std::env::temp_dir().join("dateline-store-questions.db"));
    if !path.exists() {
        let start = Instant::now();
        let store = Store::open_or_create(&path).expect("the store can be made");
        let mut writer = store.writer().expect("nobody else writes");
        let mut dice = Dice::new(1);
        let n_pages = n_statements / STATEMENTS_A_PAGE;
        for number in 0..n_pages {
            let (text, record) = page(number, &mut dice);
            writer.add(&record, &text, Came::default(), "2026-01-01T00:00:00.000Z").expect("the page is added");
            if writer.n_waiting() >= 256 {
                writer.commit().expect("the pages are kept");
            }
        }
        writer.finish().expect("the pages are kept");
        let took = start.elapsed().as_secs_f64();
        let bytes = path.metadata().expect("the store is there").len();
        println!(
            "made: {n_pages} pages in {took:.1} s, {:.0} pages/s, {} bytes a page",
            n_pages as f64 / took,
            bytes / n_pages as u64
        );
    }
    let store = Store::open(&path).expect("the store opens");
    let some = |words: &str| Some(words.to_owned());
    let base = Filter { limit: 50, ..Filter::default() };
    let questions: Vec<(&str, Ask, Filter)> = vec![
        ("by speaker", Ask::Statements, Filter { speaker: some("Number17"), ..base.clone() }),
        (
            "by speaker and days",
            Ask::Statements,
            Filter {
                speaker: some("Speaker Number3"),
                since: some("2014-01-01"),
                until: some("2014-06-30"),
                ..base.clone()
            },
        ),
        (
            "by act and month",
            Ask::Statements,
            Filter { act: some("deny"), since: some("2015-03-01"), until: some("2015-03-31"), ..base.clone() },
        ),
        ("about somebody", Ask::Statements, Filter { about: some("Number250"), ..base.clone() }),
        (
            "by speaker about somebody",
            Ask::Statements,
            Filter { speaker: some("Number5"), about: some("Number9"), ..base.clone() },
        ),
        ("full text, two words", Ask::Statements, Filter { words: some("vaccine ferry"), ..base.clone() }),
        (
            "full text, a phrase and a speaker",
            Ask::Statements,
            Filter { words: some("\"the grain\" pension"), speaker: some("Number40"), ..base.clone() },
        ),
        ("full text, a name", Ask::Statements, Filter { words: some("number4711"), ..base.clone() }),
        (
            "events by actor and type",
            Ask::Events,
            Filter { actor: some("Number12"), kind: some("SANCTION"), ..base.clone() },
        ),
        ("each statement once", Ask::Statements, Filter { speaker: some("Number17"), once: true, ..base.clone() }),
        ("disputes, over pages too", Ask::Disputes, Filter { about: some("Number9"), ..base.clone() }),
        ("all disputes", Ask::Disputes, base.clone()),
        ("pages by words", Ask::Pages, Filter { words: some("number49 mine"), ..base.clone() }),
        (
            "as of a day",
            Ask::Statements,
            Filter { speaker: some("Number8"), as_of: some("2016-01-01"), ..base.clone() },
        ),
    ];
    let told = |name: &str, mut times: Vec<Duration>, n_rows: usize| {
        times.sort_unstable();
        println!(
            "{name:36} median {:7.1} ms, worst {:7.1} ms, {n_rows} rows",
            millis(times[times.len() / 2]),
            millis(times[times.len() - 1])
        );
    };
    for (name, ask, filter) in &questions {
        let mut n_rows = 0;
        let times = (0..ROUNDS).map(|_| {
            let start = Instant::now();
            n_rows = store.ask(*ask, filter).expect("the question is sound").rows.len();
            start.elapsed()
        });
        told(name, times.collect(), n_rows);
    }
    let mut n_rows = 0;
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        n_rows = store.timeline("Number7", &base).expect("the question is sound").rows.len();
        start.elapsed()
    });
    told("timeline", times.collect(), n_rows);
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
