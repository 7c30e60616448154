//! `Alder: bridge is safe`, `KEEPER: I lit it.`, `“Fog is worse than ice.” — Mary Alder`: a mark attributes.
//!
//! ## What it reads
//! A paragraph that begins with a name or a source and a colon: headlines and interviews. A quotation with a dash and a name behind it.
//!
//! ## What it decides
//! Whether the words before the colon can speak: a person, a body, a poll, or a word in capitals that begins several paragraphs.
//!
//! ## What it leaves alone
//! Labels: `Update:`, `What to know:`.

use std::ops::Range;

use dateline_parse::Pos;
use rustc_hash::FxHashMap;

use crate::statement::source;
use crate::statement::tree::{Tree, is_mark};

/// A mark between a source and its words.
pub(in crate::statement) struct Mark {
    pub(in crate::statement) words: usize,
    pub(in crate::statement) source: Range<usize>,
    pub(in crate::statement) content: Range<usize>,
}

/// A source before a colon has no more words than this.
const MOST: usize = 7;

pub(in crate::statement) fn read(tree: &Tree<'_>) -> Vec<Mark> {
    let mut starts: FxHashMap<&str, usize> = FxHashMap::default();
    let paragraphs: Vec<Range<usize>> = paragraphs(tree);
    for paragraph in &paragraphs {
        if let Some(colon) = colon(tree, paragraph) {
            *starts.entry(words(tree, paragraph.start, colon)).or_default() += 1;
        }
    }
    let mut found = Vec::new();
    for paragraph in &paragraphs {
        if let Some(colon) = colon(tree, paragraph) {
            let source = paragraph.start..colon;
            let n_times = starts.get(words(tree, source.start, colon)).copied().unwrap_or(0);
            if speaks(tree, &source, n_times) {
                found.push(Mark { words: colon, source, content: colon + 1..paragraph.end });
            }
        } else if let Some(mark) = signed(tree, paragraph) {
            found.push(mark);
        }
    }
    found
}

fn paragraphs(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for at in 1..=tree.n() {
        if at == tree.n() || tree.paragraph(at) != tree.paragraph(start) {
            let mut range = start..at;
            while !range.is_empty() && tree.token(range.start).is_space() {
                range.start += 1;
            }
            while !range.is_empty() && tree.token(range.end - 1).is_space() {
                range.end -= 1;
            }
            // A transcript may stand in quotation marks as a whole.
            if !range.is_empty()
                && is_mark(tree.text(range.start))
                && (range.start + 1..range.end.min(range.start + MOST)).any(|at| tree.text(at) == ":")
            {
                range.start += 1;
            }
            if range.len() > 2 {
                paragraphs.push(range);
            }
            start = at;
        }
    }
    paragraphs
}

fn words<'a>(tree: &Tree<'a>, start: usize, end: usize) -> &'a str {
    tree.span(&(start..end)).map_or("", |span| &tree.parse.text()[span])
}

/// The colon near a paragraph's beginning.
fn colon(tree: &Tree<'_>, paragraph: &Range<usize>) -> Option<usize> {
    let near = paragraph.start + 1..paragraph.end.min(paragraph.start + MOST + 1);
    let colon = near.clone().find(|&at| tree.text(at) == ":")?;
    (colon + 2 < paragraph.end).then_some(colon)
}

fn speaks(tree: &Tree<'_>, source: &Range<usize>, n_times: usize) -> bool {
    let tokens = || source.clone().map(|at| tree.token(at));
    if tokens().any(|token| matches!(token.pos(), Pos::Verb | Pos::Aux) || is_mark(token.text())) {
        return false;
    }
    let last = tree.token(source.end - 1);
    let is_named = last.entity().is_some_and(|entity| matches!(entity.label(), "PERSON" | "ORG" | "GPE" | "NORP"));
    let is_capital = |text: &str| text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    let is_caps =
        tokens().filter(|token| token.text().chars().any(char::is_alphabetic)).all(|token| is_capital(token.text()));
    let is_source = source::tells(last) || last.tag() == "NNS" && source::is_known(last.lemma());
    is_named && tokens().all(|token| token.tag() != "IN" || token.text() == "of")
        || is_source && source.len() <= 3
        || is_caps && n_times >= 2
}

/// A quotation that fills its paragraph up to a dash and a name.
fn signed(tree: &Tree<'_>, paragraph: &Range<usize>) -> Option<Mark> {
    let quotation = tree.quotation_of(paragraph.start)?;
    let quoted = tree.quoted[quotation].clone();
    let dash = tree.behind(quoted.end)?;
    let is_dash = matches!(tree.text(dash), "—" | "–" | "-" | "--" | "―");
    let source = dash + 1..paragraph.end;
    let is_name = !source.is_empty()
        && source.len() <= 16
        && tree.token(source.start).text().starts_with(char::is_uppercase)
        && !source.clone().any(|at| matches!(tree.token(at).pos(), Pos::Verb | Pos::Aux));
    (is_dash && is_name && quoted.start == paragraph.start && quoted.len() > 4).then_some(Mark {
        words: dash,
        source,
        content: quoted,
    })
}
