//! A reading for people: stories as blocks, names coloured by kind.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use dateline_read::Reading;
use dateline_record::{Bound, Change, EntityKind, MentionKind, Phrase, PublishedFrom, StoryKind, StoryRow};
use dateline_text::{Page, Span};

fn style(kind: EntityKind) -> Style {
    let color = match kind {
        EntityKind::Person => AnsiColor::Cyan,
        EntityKind::Organization => AnsiColor::Magenta,
        EntityKind::Country | EntityKind::Place => AnsiColor::Green,
        EntityKind::Group => AnsiColor::Yellow,
        EntityKind::Other => AnsiColor::Blue,
    };
    Style::new().fg_color(Some(color.into()))
}

const TIME: Style = Style::new().underline();
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// The page with its colours as escape codes; whoever writes it takes them out where they are not wanted.
pub(crate) fn page(reading: &Reading, name: &str, explain: bool) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{BOLD}{name}{BOLD:#}  {DIM}{}{DIM:#}", published(reading));
    let mut marks: Vec<(Span<Page>, Style)> = reading.record.times.iter().map(|time| (time.span, TIME)).collect();
    for entity in &reading.record.entities {
        marks.extend(entity.mentions.iter().map(|mention| (mention.span, style(entity.kind))));
    }
    marks.sort_by_key(|(span, _)| *span);
    for row in &reading.record.stories {
        story(&mut out, reading, row, &marks);
    }
    entities(&mut out, reading);
    times(&mut out, reading, explain);
    figures(&mut out, reading);
    statements(&mut out, reading);
    events(&mut out, reading);
    out
}

fn published(reading: &Reading) -> String {
    match &reading.record.page.published {
        None => "no date".to_owned(),
        Some(published) => {
            let from = match published.from {
                PublishedFrom::Argument => "as told with --dated",
                PublishedFrom::Metadata => "as told with the page",
                PublishedFrom::Text => "as the page says",
                PublishedFrom::Url => "as its address says",
                PublishedFrom::Http => "as the answer that brought it says",
            };
            format!("{}, {from}", published.value)
        }
    }
}

fn story(out: &mut String, reading: &Reading, row: &StoryRow, marks: &[(Span<Page>, Style)]) {
    let text = &reading.text;
    let whole = text.as_str();
    let words = |span: Option<Span<Page>>| span.map(|span| text[span].split_whitespace().collect::<Vec<_>>().join(" "));
    let kicker = words(row.kicker).map(|kicker| format!(" · {kicker}")).unwrap_or_default();
    let cut = if row.truncated { " · breaks off" } else { "" };
    let _ = writeln!(out, "\n{DIM}── {}{kicker}{cut}{DIM:#}", row.kind.as_str());
    for (name, span) in [("headline", row.headline), ("deck", row.deck), ("by", row.byline)] {
        if let Some(words) = words(span) {
            let _ = writeln!(out, "{DIM}{name:>8}{DIM:#}  {words}");
        }
    }
    if let Some(line) = &row.dateline {
        let _ = writeln!(out, "{DIM}{:>8}{DIM:#}  {}", "from", words(Some(line.span)).unwrap_or_default());
    }
    if row.kind == StoryKind::Boilerplate {
        let _ = writeln!(out, "{DIM}{}{DIM:#}", words(Some(row.span)).unwrap_or_default());
        return;
    }
    let mut at = row.span.start();
    let last_head = [row.kicker, row.headline, row.deck, row.byline, row.dateline.map(|line| line.span)];
    // What was shown above is not shown again, where the story begins with it.
    for span in last_head.into_iter().flatten() {
        if whole[at.min(span.start())..span.start()].trim_matches([' ', '\n', '\r', ':', '\t']).is_empty() {
            at = span.end();
        }
    }
    let body = &whole[at..row.span.end()];
    at += body.len() - body.trim_start_matches(|c: char| c.is_whitespace() || c == ':').len();
    let first = marks.partition_point(|(span, _)| span.start() < at);
    let mut paragraphs = String::new();
    for (span, style) in marks[first..].iter().take_while(|(span, _)| span.end() <= row.span.end()) {
        if span.start() < at {
            continue;
        }
        let _ = write!(paragraphs, "{}{style}{}{style:#}", &whole[at..span.start()], &text[*span]);
        at = span.end();
    }
    paragraphs.push_str(&whole[at..row.span.end()]);
    for line in paragraphs.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let _ = writeln!(out, "{}", safe(line));
    }
}

/// Without control characters that are not ours: a page must not command the terminal.
fn safe(line: &str) -> String {
    let mut rest = line;
    let mut out = String::with_capacity(line.len());
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\t') {
        out.push_str(&rest[..at]);
        let code = rest[at..].strip_prefix("\x1b[").map(|code| code.split_inclusive('m').next().unwrap_or_default());
        match code {
            // Our own codes: digits and semicolons, ended by m.
            Some(code)
                if code.ends_with('m') && code[..code.len() - 1].bytes().all(|b| b.is_ascii_digit() || b == b';') =>
            {
                out.push_str(&rest[at..at + 2 + code.len()]);
                rest = &rest[at + 2 + code.len()..];
            }
            _ => {
                out.push('\u{fffd}');
                rest = &rest[at + rest[at..].chars().next().map_or(1, char::len_utf8)..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entities(out: &mut String, reading: &Reading) {
    let kinds = [
        (EntityKind::Person, "people"),
        (EntityKind::Organization, "organizations"),
        (EntityKind::Country, "countries"),
        (EntityKind::Place, "places"),
        (EntityKind::Group, "groups"),
        (EntityKind::Other, "other names"),
    ];
    let mut is_first = true;
    for (kind, title) in kinds {
        let style = style(kind);
        let of_kind = reading.record.entities.iter().filter(|entity| entity.kind == kind);
        let names: Vec<String> = of_kind
            .map(|entity| {
                let n = entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name).count();
                let times = if n > 1 { format!(" {DIM}×{n}{DIM:#}") } else { String::new() };
                let role = entity
                    .roles
                    .first()
                    .map(|role| reading.text[role.span].split_whitespace().collect::<Vec<_>>().join(" "));
                let role = role.map(|role| format!(" {DIM}({role}){DIM:#}")).unwrap_or_default();
                format!("{style}{}{style:#}{role}{times}", entity.name.replace(char::is_control, " "))
            })
            .collect();
        if !names.is_empty() {
            let gap = if std::mem::take(&mut is_first) { "\n" } else { "" };
            let _ = writeln!(out, "{gap}{DIM}{title:>13}{DIM:#}  {}", names.join(", "));
        }
    }
}

fn times(out: &mut String, reading: &Reading, explain: bool) {
    for (i, time) in reading.record.times.iter().enumerate() {
        let title = if i == 0 { "times" } else { "" };
        let words = reading.text[time.span].replace(char::is_control, " ");
        let modifier = time.modifier.map(|modifier| format!(" {modifier}")).unwrap_or_default();
        let why = if explain { format!("  {DIM}{}{DIM:#}", time.explanation) } else { String::new() };
        let _ = writeln!(out, "{DIM}{title:>13}{DIM:#}  {TIME}{words}{TIME:#} = {}{modifier}{why}", time.value);
    }
}

/// The events that PLOVER has a type for; the others are in the record.
fn events(out: &mut String, reading: &Reading) {
    let clean = |span: Span<Page>| reading.text[span].replace(char::is_control, " ");
    let side = |side: &[Phrase]| -> String {
        let names = side.iter().map(|phrase| match phrase.entity {
            Some(entity) => reading.record.entities[entity].name.replace(char::is_control, " "),
            None => clean(phrase.span),
        });
        names.collect::<Vec<_>>().join(", ")
    };
    let typed = reading.record.events.iter().filter_map(|event| Some((event, event.kind?)));
    for (i, (event, kind)) in typed.enumerate() {
        let title = if i == 0 { "events" } else { "" };
        let (by, on) = (side(&event.actors), side(&event.recipients));
        let sides = match (by.is_empty(), on.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("  {by}"),
            _ => format!("  {by} → {on}"),
        };
        let condition = event.condition.map(|span| format!("  {DIM}when{DIM:#} {}", clean(span))).unwrap_or_default();
        let status = event.status.as_str();
        let _ = writeln!(
            out,
            "{DIM}{title:>13}{DIM:#}  {} = {} {DIM}{status}{DIM:#}{sides}{condition}",
            clean(event.span),
            kind.as_str()
        );
    }
}

fn figures(out: &mut String, reading: &Reading) {
    for (i, figure) in reading.record.figures.iter().enumerate() {
        let title = if i == 0 { "figures" } else { "" };
        let clean = |span: Span<Page>| reading.text[span].replace(char::is_control, " ");
        let words = clean(figure.span);
        let upper = figure.upper.as_ref().map(|upper| format!("–{upper}")).unwrap_or_default();
        let unit =
            figure.unit.as_ref().map(|unit| format!(" {}", unit.replace(char::is_control, " "))).unwrap_or_default();
        let of = figure.of.map(|span| format!("  {DIM}of{DIM:#} {}", clean(span))).unwrap_or_default();
        let bound = Some(figure.bound).filter(|bound| *bound != Bound::Exact).map(Bound::as_str);
        let told = [bound, figure.change.map(Change::as_str), figure.record.then_some("record")];
        let told: String =
            told.into_iter().flatten().map(|word| format!("  {DIM}{}{DIM:#}", word.replace('_', " "))).collect();
        let _ = writeln!(out, "{DIM}{title:>13}{DIM:#}  {words} = {}{upper}{unit}{of}{told}", figure.value);
    }
}

/// Who said what, a line each; what stands within another statement is set in.
fn statements(out: &mut String, reading: &Reading) {
    const MOST: usize = 100;
    let one_line = |span: Span<Page>| {
        let words: Vec<&str> = reading.text[span].split_whitespace().collect();
        words.join(" ").replace(char::is_control, " ")
    };
    let rows = &reading.record.statements;
    for (i, row) in rows.iter().enumerate() {
        let title = if i == 0 { "statements" } else { "" };
        let depth = std::iter::successors(row.within, |outer| rows[*outer].within).take(8).count();
        let source = row.source.as_ref().map_or_else(|| "–".to_owned(), |source| one_line(source.span));
        let cue = row.cue.as_ref().map(|cue| one_line(cue.span)).unwrap_or_default();
        let content: Vec<String> = row.content.iter().map(|span| one_line(*span)).collect();
        let mut content = content.join(" … ");
        if let Some((end, _)) = content.char_indices().nth(MOST) {
            content.truncate(end);
            content.push('…');
        }
        let _ = writeln!(
            out,
            "{DIM}{title:>13}{DIM:#}  {:indent$}{BOLD}{source}{BOLD:#} {DIM}{cue}{DIM:#} {content}  {DIM}{}{DIM:#}",
            "",
            row.act.as_str(),
            indent = 2 * depth,
        );
    }
}
