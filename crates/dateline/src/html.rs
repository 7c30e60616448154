//! Readings as one self-contained HTML file: pages with their sources, cues and contents marked.
//!
//! A file is [`HEAD`], the pages, and [`FOOT`]. Every character of a page is escaped, and nothing is fetched.

use std::fmt::Write;

use dateline_read::Reading;
use dateline_text::{Page, Span};

/// What stands before the pages.
pub(crate) const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who said what</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.65 Georgia, serif; color: #1b1b1b; background: #fff; }
h1 { font: 600 1rem/1.4 system-ui, sans-serif; margin: 3rem 0 1rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.source { background: #cfe4ff; border-radius: .2em; }
.cue { background: #ffd9b0; border-radius: .2em; }
.content { background: #e9f4df; }
.d2 { box-shadow: inset 0 -.12em #7aa35a; }
.d3 { box-shadow: inset 0 -.24em #7aa35a; }
.content.source { background: #cfe4ff; }
.content.cue { background: #ffd9b0; }
ol { font: .85rem/1.5 system-ui, sans-serif; padding-left: 2.2rem; }
li { margin: .3rem 0; }
.act { color: #666; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #16181a; }
  .source, .content.source { background: #1d3f66; }
  .cue, .content.cue { background: #6b4216; }
  .content { background: #24331b; }
  .act { color: #999; }
}
</style>
</head>
<body>
<p><span class="source">source</span> <span class="cue">cue</span> <span class="content">content</span>
<span class="content d2">content within content</span> <span class="content d3">and deeper</span></p>
"#;

/// What stands behind the pages.
pub(crate) const FOOT: &str = "</body>\n</html>\n";

/// A page as an article, with a list of its statements below.
pub(crate) fn page(reading: &Reading, name: &str) -> String {
    let mut out = format!("<article>\n<h1>{}</h1>\n<div class=\"text\">", escaped(name));
    marked(&mut out, reading);
    out.push_str("</div>\n");
    list(&mut out, reading);
    out.push_str("</article>\n");
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Source,
    Cue,
    Content,
}

/// The page's text, cut where a role begins or ends, so that marks may cross.
fn marked(out: &mut String, reading: &Reading) {
    let mut edges: Vec<(usize, bool, Role, usize)> = Vec::new();
    for (id, row) in reading.record.statements.iter().enumerate() {
        let mut add = |span: Span<Page>, role| {
            edges.push((span.start(), true, role, id));
            edges.push((span.end(), false, role, id));
        };
        row.content.iter().for_each(|span| add(*span, Role::Content));
        row.source.iter().for_each(|source| add(source.span, Role::Source));
        row.cue.iter().for_each(|cue| add(cue.span, Role::Cue));
    }
    // Ends come before beginnings at the same place.
    edges.sort_by_key(|&(at, begins, _, id)| (at, begins, id));
    let (mut at, mut n_contents) = (0, 0_usize);
    let (mut n_sources, mut cues): (usize, Vec<usize>) = (0, Vec::new());
    for (edge, begins, role, id) in edges {
        segment(out, reading, at, edge, (n_sources, &cues, n_contents));
        at = edge.max(at);
        match (role, begins) {
            (Role::Source, true) => n_sources += 1,
            (Role::Source, false) => n_sources = n_sources.saturating_sub(1),
            (Role::Content, true) => n_contents += 1,
            (Role::Content, false) => n_contents = n_contents.saturating_sub(1),
            (Role::Cue, true) => cues.push(id),
            (Role::Cue, false) => cues.retain(|cue| *cue != id),
        }
    }
    segment(out, reading, at, reading.text.len(), (0, &[], 0));
}

fn segment(out: &mut String, reading: &Reading, start: usize, end: usize, open: (usize, &[usize], usize)) {
    if start >= end {
        return;
    }
    let (n_sources, cues, n_contents) = open;
    let words = escaped(&reading.text.as_str()[start..end]);
    let mut classes: Vec<&str> = Vec::new();
    if n_contents > 0 {
        classes.push("content");
    }
    match n_contents {
        0 | 1 => {}
        2 => classes.push("d2"),
        _ => classes.push("d3"),
    }
    if n_sources > 0 {
        classes.push("source");
    }
    if !cues.is_empty() {
        classes.push("cue");
    }
    if classes.is_empty() {
        out.push_str(&words);
        return;
    }
    let title = cues.last().map(|id| format!(" title=\"{}\"", reading.record.statements[*id].act.as_str()));
    let _ = write!(out, "<span class=\"{}\"{}>{words}</span>", classes.join(" "), title.unwrap_or_default());
}

fn list(out: &mut String, reading: &Reading) {
    let one_line = |span: Span<Page>| {
        let words: Vec<&str> = reading.text[span].split_whitespace().collect();
        escaped(&words.join(" "))
    };
    out.push_str("<ol start=\"0\">\n");
    for row in &reading.record.statements {
        let source = row.source.as_ref().map_or_else(|| "–".to_owned(), |source| one_line(source.span));
        let name =
            row.source.as_ref().and_then(|source| source.entity).map(|entity| &reading.record.entities[entity].name);
        let name = name.filter(|name| escaped(name) != source).map(|name| format!(" ({})", escaped(name)));
        let cue = row.cue.as_ref().map_or_else(String::new, |cue| one_line(cue.span));
        let content: Vec<String> = row.content.iter().map(|span| one_line(*span)).collect();
        let within = row.within.map(|outer| format!(", within {outer}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "<li><span class=\"source\">{source}</span>{} <span class=\"cue\">{cue}</span> <span class=\"content\">{}</span> \
             <span class=\"act\">{}, {}{within}</span></li>",
            name.unwrap_or_default(),
            content.join(" … "),
            row.act.as_str(),
            row.mode.as_str(),
        );
    }
    out.push_str("</ol>\n");
}

/// Text that stays text wherever it stands in HTML.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_page_is_markup() {
        assert_eq!(escaped("<b a='\"'>&\u{1b}"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{fffd}");
    }
}
