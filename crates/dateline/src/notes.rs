//! Notes for people: what could not be read, with the line it stands on.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use dateline_text::{Note, Page, Text};

/// The longest line that is shown whole, in bytes.
const LONG_LINE: usize = 160;

/// A note as compilers print them; colours are the caller's to take out.
pub(crate) fn shown(note: &Note<Page>, page: &Text<Page>, name: &str) -> String {
    let page = page.as_str();
    let title = Level::NOTE.primary_title(&*note.message).id(note.code);
    let window = note.span.map(|span| {
        let (from, to) = around(page, span.start(), span.end());
        let line = 1 + page[..from].matches('\n').count();
        // Control characters would garble the terminal; each is replaced by one as long.
        let source: String = page[from..to].chars().map(|c| if c.is_ascii_control() { '\u{1a}' } else { c }).collect();
        (source.replace('\u{1a}', " "), line, span.start() - from..(span.end() - from).min(to - from))
    });
    let mut group = match &window {
        Some((source, line, range)) => {
            let snippet = Snippet::source(source.as_str()).path(name).line_start(*line);
            title.element(snippet.annotation(AnnotationKind::Primary.span(range.clone())))
        }
        None => title.element(annotate_snippets::Origin::path(name)),
    };
    if let Some(help) = &note.help {
        group = group.element(Level::HELP.message(&**help));
    }
    Renderer::styled().render(&[group])
}

/// The line around a place, or as much of it as can be shown.
fn around(page: &str, start: usize, end: usize) -> (usize, usize) {
    let from = page[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = page[start..].find('\n').map_or(page.len(), |at| start + at);
    let from = page.ceil_char_boundary(from.max(start.saturating_sub(LONG_LINE / 2)));
    let to = page.floor_char_boundary(to.min(end.min(start + LONG_LINE) + LONG_LINE / 2));
    (from.min(start), to.max(start))
}
