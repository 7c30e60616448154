//! Does the reader find the events, measures and disputes that its corpora say, and nothing else?
//!
//! A corpus is a text that anyone who reads newspapers can add to: each line is a page of its own, and below it stand its events:
//! carets under the words, then type (`a>b` where PLOVER's rules make it `b`), who did it, to whom, whether it happened, and
//! `key=value` for the rest.
//! `dated` gives the pages below it a day.
//! Only events with a type are shown, unless the corpus begins with `# all`; one that begins with `# measures` or `# disputes` shows
//! those.
//! `UPDATE=1 cargo test -p dateline-read` writes what is found; read the diff before it is committed.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use dateline_page::Meta;
use dateline_parse::Pipeline;
use dateline_read::{Reader, Reading, Source};
use dateline_record::{EventRow, EventType, Phrase};
use dateline_text::{Page, Span};
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Pipeline::embedded()));

fn read(page: &str, dated: Option<&str>) -> Reading {
    let meta = Meta { dated: dated.and_then(|day| day.parse().ok()), ..Meta::default() };
    READER.read(READER.given(page), Source { meta, ..Source::default() })
}

/// The lines of a corpus with what is found in them; and how many rows each has.
fn check(corpus: &str) -> (String, Vec<usize>) {
    let (shows_all, shows_measures, shows_disputes) =
        (corpus.starts_with("# all"), corpus.starts_with("# measures"), corpus.starts_with("# disputes"));
    let (mut out, mut found) = (String::new(), Vec::new());
    let mut dated = None;
    for line in corpus.lines().filter(|line| !line.trim_start().starts_with('^')) {
        writeln!(out, "{line}").unwrap();
        if let Some(day) = line.strip_prefix("dated ") {
            dated = Some(day);
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let reading = read(line, dated);
        hold(&reading);
        let record = &reading.record;
        let mut n_rows = 0;
        let mut mark = |span: Span<Page>, told: String| {
            common::mark(&mut out, line, span.range(), &told);
            n_rows += 1;
        };
        if shows_measures {
            for row in &record.measures {
                let names =
                    |ids: &[usize]| -> Vec<&str> { ids.iter().map(|&id| record.entities[id].name.as_str()).collect() };
                let mut told = format!(
                    "{} {} {:?} on {:?}",
                    row.kind.as_str(),
                    row.status.as_str(),
                    names(&row.by),
                    names(&row.on)
                );
                rest(&mut told, &reading, row.condition, row.deadline, &[]);
                mark(row.action, told);
            }
        } else if shows_disputes {
            for row in &record.disputes {
                let words = |id: usize| -> String {
                    record.statements[id].content.iter().map(|span| &reading.text[*span]).collect()
                };
                let denial = record.statements[row.denial].cue.as_ref().map(|cue| cue.span);
                mark(denial.unwrap_or(record.statements[row.denial].content[0]), format!("{:?}", words(row.claim)));
            }
        } else {
            for row in record.events.iter().filter(|row| shows_all || row.kind.is_some()) {
                mark(row.span, told(&reading, row));
            }
        }
        found.push(n_rows);
    }
    (out, found)
}

fn told(reading: &Reading, row: &EventRow) -> String {
    let side = |side: &[Phrase]| -> String {
        let one = |phrase: &Phrase| {
            let words = reading.text[phrase.span].replace('\n', " ");
            let name = phrase.entity.map(|entity| reading.record.entities[entity].name.clone());
            name.filter(|name| *name != words).map_or(words.clone(), |name| format!("{words} = {name}"))
        };
        side.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let mut told = row.kind.map_or("–", EventType::as_str).to_owned();
    if row.plover != row.kind {
        write!(told, ">{}", row.plover.map_or("–", EventType::as_str)).unwrap();
    }
    write!(told, " [{}] → [{}] {}", side(&row.actors), side(&row.recipients), row.status.as_str()).unwrap();
    let figure = |id: Option<usize>| id.map(|id| reading.record.figures[id].value.clone());
    let keys = [
        ("mode", row.mode.map(str::to_owned)),
        ("place", row.place.map(|place| reading.text[place.span].to_owned())),
        ("time", row.time.map(|id| reading.record.times[id].value.clone())),
        ("killed", figure(row.killed)),
        ("injured", figure(row.injured)),
        ("arrested", figure(row.arrested)),
        ("mentions", Some(row.mentions.len()).filter(|&n| n > 1).map(|n| n.to_string())),
    ];
    rest(&mut told, reading, row.condition, row.deadline, &keys);
    told
}

fn rest(
    told: &mut String,
    reading: &Reading,
    condition: Option<Span<Page>>,
    deadline: Option<usize>,
    keys: &[(&str, Option<String>)],
) {
    for (key, value) in keys.iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
        write!(told, " {key}={value}").unwrap();
    }
    if let Some(deadline) = deadline {
        write!(told, " by={}", reading.record.times[deadline].value).unwrap();
    }
    if let Some(condition) = condition {
        write!(told, " when={:?}", &reading.text[condition]).unwrap();
    }
}

/// What must hold of any page.
fn hold(reading: &Reading) {
    let record = &reading.record;
    for row in &record.events {
        assert!(!row.span.is_empty() && row.mentions.contains(&row.span));
        assert!((0.0..=1.0).contains(&row.confidence), "{}", row.confidence);
        assert!(row.statement.is_none_or(|id| id < record.statements.len()));
        assert!(row.time.into_iter().chain(row.deadline).all(|id| id < record.times.len()));
        let figures = [row.killed, row.injured, row.arrested];
        assert!(figures.into_iter().flatten().all(|id| id < record.figures.len()));
        let sides = row.actors.iter().chain(&row.recipients);
        assert!(sides.filter_map(|phrase| phrase.entity).all(|id| id < record.entities.len()));
        assert!(row.actors.len() <= 60 && row.recipients.len() <= 60);
        assert_eq!(row.kind.is_some(), row.plover.is_some());
    }
    assert!(record.events.windows(2).all(|pair| pair[0].span <= pair[1].span));
    assert!(record.measures.iter().all(|row| row.event.is_none_or(|id| id < record.events.len())));
    assert!(record.disputes.iter().all(|row| row.claim != row.denial && row.denial < record.statements.len()));
}

#[test]
fn every_corpus_is_read_as_it_says() {
    common::every_corpus("corpus/event", check);
}

/// Every type has a corpus that shows it.
#[test]
#[allow(clippy::disallowed_methods, reason = "tests read files")]
fn every_type_has_a_corpus() {
    for kind in EventType::ALL {
        let path = common::folder("corpus/event").join(format!("{}.txt", kind.as_str().to_lowercase()));
        let corpus = fs::read_to_string(&path).unwrap_or_default();
        assert!(corpus.contains(&format!("^ {}", kind.as_str())), "{} shows no {}", path.display(), kind.as_str());
    }
}

#[test]
fn nesting_and_endless_rows_take_little_time() {
    let nested = "Norway will attack if ".repeat(400) + "Denmark moves.";
    let countries = vec!["Norway, Denmark, Sweden, France, Spain"; 200].join(", ");
    let row = format!("{countries} and Italy attacked {countries}.");
    let denials = "Norway denied that it denied that ".repeat(400) + "it attacked Denmark.";
    let depth = "the attack on the ally of ".repeat(600) + "Denmark was denied.";
    for page in [nested, row, denials, depth] {
        hold(&read(&page, None));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Words of conflict, plans and conditions, in any order.
    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop_oneof![
        8 => prop::sample::select(vec![
            "Norway", "Denmark", "the", "rebels", "attacked", "attack", "sanctions", "on", "if", "unless", "should", "not", "no",
            "denied", "that", "to", "by", "Friday", "killing", "12", "people", "and", ",", ".", "will", "could", "talks", "between",
            "imposed", "which", "were", "of", "its", "troops", "withdraw", "said", "“", "”", "\n\n", "for", "with", "hold", "against",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,5}",
    ], 0..40)) {
        hold(&read(&words.join(" "), None));
    }
}
