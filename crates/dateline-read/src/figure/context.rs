//! What every step of the reading looks at: the text, its pieces, its parse and its times.

use dateline_parse::{Parse, Token};
use dateline_text::{Span, Story};
use dateline_time::Time;

use super::lexicon::Word;
use super::piece::{Gap, Kind, Piece, pieces};

/// A story as figures are read from it.
pub(super) struct Context<'a> {
    pub(super) parse: &'a Parse<Story>,
    pub(super) text: &'a str,
    pub(super) pieces: Vec<Piece>,
    pub(super) times: &'a [Time],
}

impl<'a> Context<'a> {
    pub(super) fn new(parse: &'a Parse<Story>, times: &'a [Time]) -> Self {
        Self { parse, text: parse.text().as_str(), pieces: pieces(parse), times }
    }

    /// A piece's words as they stand; nothing beyond the ends.
    pub(super) fn words(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| &self.text[piece.start..piece.end])
    }

    /// The word of number that a piece is.
    pub(super) fn word(&self, at: usize) -> Word {
        self.pieces.get(at).map_or(Word::Other, Piece::word)
    }

    /// Whether a piece is this word, capitals aside.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.words(at).eq_ignore_ascii_case(word)
    }

    /// Whether a piece is one of these words, capitals aside.
    pub(super) fn one_of(&self, at: usize, words: &[&str]) -> bool {
        let here = self.words(at);
        words.iter().any(|word| here.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.kind == Kind::Mark(mark))
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, '-') || self.is_mark(at, '‐') || self.is_mark(at, '‑')
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_hyphen(at) || self.is_mark(at, '–') || self.is_mark(at, '—')
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(Piece::is_word)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.kind == Kind::Number)
    }

    /// Whether a piece stands right behind the one before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.gap == Gap::None)
    }

    /// Whether a piece belongs to the paragraph of the one before it.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.gap != Gap::Paragraph)
    }

    /// The token that a piece begins in.
    pub(super) fn token(&self, at: usize) -> Option<Token<'a, Story>> {
        let piece = self.pieces.get(at)?;
        (piece.token < self.parse.n_tokens()).then(|| self.parse.token(piece.token))
    }

    /// The place of pieces `first..end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Option<Span<Story>> {
        let (first, last) = (self.pieces.get(first)?, self.pieces.get(end.checked_sub(1)?)?);
        self.parse.text().span(first.start, last.end)
    }

    /// The first piece of a token or after it.
    pub(super) fn piece_of(&self, token: usize) -> usize {
        self.pieces.partition_point(|piece| piece.token < token)
    }
}
