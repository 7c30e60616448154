//! Which times does a page tell? Reads JSON Lines with `id`, `text` and `published`, and prints one record a line with the
//! page's times.
//!
//! ```sh
//! cargo run --release -p dateline-time --example times -- pages.jsonl
//! ```
//!
//! `published` is a day (`2021-12-06`) or a moment (`2021-12-06T04:30:00`), or null.
//! With `--explain` each time also tells how its value came about.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};

use dateline_text::{Story, Text};
use dateline_time::{Anchor, Plain, read};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Page {
    id: Value,
    text: String,
    published: Option<String>,
}

fn main() -> io::Result<()> {
    let (flags, files): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let explain = flags.iter().any(|flag| flag == "--explain");
    let mut out = io::BufWriter::new(io::stdout().lock());
    for file in files {
        for line in BufReader::new(File::open(file)?).lines() {
            let page: Page = serde_json::from_str(&line?)?;
            let text: Text<Story> = Text::new(page.text).map_err(io::Error::other)?;
            let reading = read(&text, &anchor(page.published.as_deref()), &Plain);
            let times: Vec<Value> = reading
                .times
                .iter()
                .enumerate()
                .map(|(id, time)| {
                    let mut row = json!({
                        "id": id,
                        "span": [time.span.start(), time.span.end()],
                        "text": &text[time.span],
                        "type": time.kind.as_str(),
                        "value": time.value,
                        "mod": time.modifier.map(dateline_time::Modifier::as_str),
                        "start": time.start.map(|start| start.to_string()),
                        "end": time.end.map(|end| end.to_string()),
                        "anchor": time.anchor.as_str(),
                        "rule": time.rule,
                    });
                    if explain {
                        row["explain"] = time.explain().into();
                    }
                    row
                })
                .collect();
            serde_json::to_writer(&mut out, &json!({ "id": page.id, "times": times }))?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()
}

/// The day, or the moment, of a page; unknown when it is not told or is no date.
fn anchor(published: Option<&str>) -> Anchor {
    let Some(published) = published else { return Anchor::unknown() };
    if let Ok(moment) = published.parse::<DateTime>()
        && published.contains('T')
    {
        return Anchor::page(moment.date()).at(moment);
    }
    published.parse::<Date>().map_or(Anchor::unknown(), Anchor::page)
}
