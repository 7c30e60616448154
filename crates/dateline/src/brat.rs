//! A reading as brat standoff: text, and annotations beside it.
//!
//! brat wants two files a page. On one stream they follow each other, each under its name, as `head` prints several files.
//! Places are counted in characters, and no annotation runs over a line's end, as brat asks.

use std::fmt::Write;

use dateline_read::Reading;
use dateline_text::{Page, Span};

/// The page's text and its annotations.
pub(crate) fn page(reading: &Reading, name: &str) -> String {
    let name = name.strip_suffix(".txt").unwrap_or(name).replace(|c: char| c.is_control(), " ");
    let mut out = format!("==> {name}.txt <==\n{}\n==> {name}.ann <==\n", &*reading.text);
    let places = Places::new(&reading.text);
    let (mut n_words, mut n_relations) = (0, 0);
    for (index, row) in reading.record.statements.iter().enumerate() {
        let mut words = |out: &mut String, kind: &str, spans: &[Span<Page>]| {
            let pieces = lines(&reading.text, spans);
            if pieces.is_empty() {
                return None;
            }
            n_words += 1;
            let place = |piece: &Span<Page>| format!("{} {}", places.of(piece.start()), places.of(piece.end()));
            let placed: Vec<String> = pieces.iter().map(place).collect();
            let text: Vec<String> =
                pieces.iter().map(|piece| reading.text[*piece].replace(|c: char| c.is_control(), " ")).collect();
            let _ = writeln!(out, "T{n_words}\t{kind} {}\t{}", placed.join(";"), text.join(" "));
            Some(n_words)
        };
        let source = row.source.as_ref().and_then(|source| words(&mut out, "Source", &[source.span]));
        let cue = row.cue.as_ref().and_then(|cue| words(&mut out, "Cue", &[cue.span]));
        let content = words(&mut out, "Content", &row.content);
        let head = cue.or(content);
        let ends = [source, content].into_iter().flatten().filter(|end| Some(*end) != head);
        if let Some(head) = head {
            for end in ends {
                n_relations += 1;
                let _ = writeln!(out, "R{n_relations}\tAttribution Arg1:T{head} Arg2:T{end}");
            }
            let _ = writeln!(out, "A{}\tAct T{head} {}", 2 * index + 1, row.act.as_str());
            let _ = writeln!(out, "A{}\tMode T{head} {}", 2 * index + 2, row.mode.as_str());
        }
    }
    out
}

/// The parts of spans on each line.
fn lines(text: &dateline_text::Text<Page>, spans: &[Span<Page>]) -> Vec<Span<Page>> {
    let mut pieces = Vec::new();
    for span in spans {
        let mut start = span.start();
        for line in text[*span].split_inclusive('\n') {
            let piece = text.span(start, start + line.len()).map(|piece| text.trim(piece));
            pieces.extend(piece.filter(|piece| !piece.is_empty()));
            start += line.len();
        }
    }
    pieces
}

/// Bytes to characters, a step every so many bytes.
struct Places<'a> {
    text: &'a str,
    /// How many characters stand before each step.
    steps: Vec<usize>,
}

/// Bytes between two steps.
const STEP: usize = 1024;

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        let (mut steps, mut n) = (vec![0], 0);
        for (at, byte) in text.bytes().enumerate() {
            if at > 0 && at % STEP == 0 {
                steps.push(n);
            }
            // A byte that goes on with a character begins none.
            n += usize::from(byte & 0xc0 != 0x80);
        }
        Self { text, steps }
    }

    fn of(&self, byte: usize) -> usize {
        let step = (byte / STEP).min(self.steps.len() - 1);
        let rest = &self.text.as_bytes()[step * STEP..byte];
        self.steps[step] + rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        let text = "é".repeat(2000) + "a";
        let places = Places::new(&text);
        for n in [0, 1, 511, 512, 513, 1024, 1999, 2000] {
            assert_eq!(places.of(2 * n), n);
        }
        assert_eq!(places.of(text.len()), 2001);
    }
}
