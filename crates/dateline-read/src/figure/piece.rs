//! What stands in the text: words, digits and marks, each with the token of the parse that it begins in.
//!
//! The parse cuts `$3.5bn` and `10-12` where grammar wants it; figures want their own cut.
//! Digits run on over separators and an exponent (`1,234.5`, `6e13`); letters make words; every other character is a mark.
//! Only ASCII digits are numbers: a text of mixed digits is left alone.

use dateline_parse::Parse;
use dateline_text::Story;

use super::lexicon::{self, Word};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Word(Word),
    Mark(char),
}

/// What stands between a piece and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Space,
    /// The end of a paragraph: nothing is read across it.
    Paragraph,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) gap: Gap,
    /// The token it begins in.
    pub(super) token: usize,
}

impl Piece {
    /// The word of number it is; `Word::Other` when none.
    pub(super) fn word(&self) -> Word {
        match self.kind {
            Kind::Word(word) => word,
            _ => Word::Other,
        }
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word(_))
    }
}

/// Cuts a story into pieces.
pub(super) fn pieces(parse: &Parse<Story>) -> Vec<Piece> {
    let text = parse.text().as_str();
    let n_tokens = parse.n_tokens();
    let mut pieces = Vec::with_capacity(n_tokens + n_tokens / 4);
    let (mut at, mut token) = (0, 0);
    let mut gap = Gap::Paragraph;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            let n = text[at..].find(|c: char| !c.is_whitespace()).unwrap_or(text.len() - at);
            let is_break = text[at..at + n].matches('\n').count() > 1;
            gap = if is_break || pieces.is_empty() { Gap::Paragraph } else { Gap::Space };
            at += n;
            continue;
        }
        let (end, kind) = cut(text, at, c);
        while token + 1 < n_tokens && parse.token(token).span().end() <= at {
            token += 1;
        }
        pieces.push(Piece { start: at, end, kind, gap, token });
        gap = Gap::None;
        at = end;
    }
    pieces
}

/// The end and kind of the piece that begins at `at`.
fn cut(text: &str, at: usize, c: char) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let leading_point = c == '.'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.');
    if c.is_ascii_digit() || leading_point {
        return (number_end(text, at), Kind::Number);
    }
    if c.is_alphabetic() {
        let rest = &text[at..];
        let n = rest.find(|c: char| !(c.is_alphabetic() || is_joined(c))).unwrap_or(rest.len());
        return (at + n, Kind::Word(lexicon::word(&rest[..n])));
    }
    (at + c.len_utf8(), Kind::Mark(c))
}

/// Marks that belong to the letter before them, as Tamil and Devanagari vowels do.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}') || ('\u{900}'..='\u{dff}').contains(&c)
}

/// The end of a run of digits: separators stand between digits, an exponent ends it.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = start + 1;
    while digit(at) || matches!(bytes.get(at), Some(b',' | b'.')) && digit(at + 1) {
        at += 1;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let rest = &text[at + 1..];
        let signed = rest.strip_prefix(['-', '+', '−']).unwrap_or(rest);
        let n = signed.bytes().take_while(u8::is_ascii_digit).count();
        if n > 0 && !signed[n..].starts_with(|c: char| c.is_alphanumeric()) {
            return text.len() - signed.len() + n;
        }
    }
    at
}
