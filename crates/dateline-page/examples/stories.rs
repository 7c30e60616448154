//! Which stories stand on these pages? JSON Lines in, one record with `page` and `stories` a line out.
//!
//! ```sh
//! cargo run -p dateline-page --example stories -- pages.jsonl
//! ```
//!
//! A file that does not end in `.jsonl` is one page of plain text.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

use std::io::Write;

use dateline_page::{Limits, Line, Meta, PageStory, cut, decode};
use dateline_text::{Page, Span, Text};
use serde_json::{Value, json};

fn main() {
    let limits = Limits::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                std::process::exit(2);
            }
        };
        let records = if path.ends_with(".jsonl") {
            let all = decode(&bytes, &Limits { page_bytes: 1 << 30, ..limits });
            let lines = all.text.lines().filter(|line| !line.trim().is_empty());
            lines.map(|line| read_line(line, &limits)).collect()
        } else {
            vec![record(&Value::Null, &decode(&bytes, &limits).text, None, &limits)]
        };
        for record in records {
            if writeln!(out, "{record}").is_err() {
                return;
            }
        }
    }
}

fn read_line(line: &str, limits: &Limits) -> Value {
    let told = Line::parse(line).and_then(|line| {
        let page = Text::from(line.text()?);
        Ok(record(&line.id, &page, line.published.as_deref(), limits))
    });
    told.unwrap_or_else(|error| json!({"id": null, "stories": [], "notes": [error.to_string()]}))
}

fn record(id: &Value, page: &Text<Page>, published: Option<&str>, limits: &Limits) -> Value {
    let cut = cut(page, &Meta { published, ..Meta::default() }, limits);
    let published = cut.published.as_ref().map(|published| {
        let span = published.span.map(place);
        json!({"value": published.date.to_string(), "from": published.from.name(), "span": span})
    });
    let stories: Vec<_> = cut.stories.iter().enumerate().map(|(i, story)| row(i, page, story)).collect();
    let notes: Vec<_> = cut
        .notes
        .iter()
        .map(|note| json!({"code": note.code, "span": note.span.map(place), "message": note.message}))
        .collect();
    json!({
        "id": id,
        "page": {"published": published, "bytes": page.len()},
        "stories": stories, "entities": [], "times": [], "figures": [], "statements": [], "events": [], "measures": [],
        "disputes": [], "notes": notes,
    })
}

fn row(id: usize, page: &Text<Page>, story: &PageStory) -> Value {
    let words = |span: Span<Page>| json!({"span": place(span), "text": &page[span]});
    json!({
        "id": id,
        "span": place(story.span),
        "kind": story.kind.name(),
        "kicker": story.kicker.map(|span| &page[span]),
        "headline": story.headline.map(words),
        "deck": story.deck.map(words),
        "byline": story.byline.map(words),
        "dateline": story.dateline.map(|line| json!({
            "span": place(line.span), "text": &page[line.span],
            "place": line.place.map(|span| &page[span]), "agency": line.agency.map(|span| &page[span]),
        })),
        "published": story.published.map(|date| date.to_string()),
        "truncated": story.truncated,
    })
}

fn place(span: Span<Page>) -> [usize; 2] {
    [span.start(), span.end()]
}
