//! What depends on a word alone: worked out once, and remembered as long as there is room.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHasher};

use crate::chars::{is_space, shape};
use crate::hash::murmur64a;
use crate::model::Feature;
use crate::tokenizer::Tokenizer;

/// The number of a word in a [`Lexicon`], until that forgets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordId(u32);

/// A word: a token's text together with its norm.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    text: Place,
    lower: Place,
    /// String id of the text.
    pub(crate) id: u64,
    norm: u64,
    prefix: u64,
    suffix: u64,
    shape: u64,
    pub(crate) is_space: bool,
    /// Whether an exception of the tokenizer may join tokens again from this one on.
    pub(crate) may_rejoin: bool,
    /// Where its vectors are kept, without and with a space behind it.
    pub(crate) slots: [u32; 2],
}

impl Word {
    /// The value of a feature.
    pub(crate) fn feature(&self, feature: Feature, spacy: bool) -> u64 {
        match feature {
            Feature::Norm => self.norm,
            Feature::Prefix => self.prefix,
            Feature::Suffix => self.suffix,
            Feature::Shape => self.shape,
            Feature::Spacy => u64::from(spacy),
            Feature::IsSpace => u64::from(self.is_space),
        }
    }
}

/// No slot is kept for the word.
pub(crate) const NO_SLOT: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    len: u32,
}

impl Place {
    fn range(self) -> Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }
}

/// The names and norms that the ids of words are made with.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    symbols: FxHashMap<Box<str>, u64>,
    base_norms: FxHashMap<Box<str>, Box<str>>,
    lexeme_norms: FxHashMap<u64, Box<str>>,
}

impl Vocabulary {
    pub(crate) fn new<'a>(
        symbols: impl Iterator<Item = (&'a str, u64)>,
        base_norms: impl Iterator<Item = (&'a str, &'a str)>,
        lexeme_norms: impl Iterator<Item = (u64, &'a str)>,
    ) -> Self {
        Self {
            symbols: symbols.map(|(name, id)| (name.into(), id)).collect(),
            base_norms: base_norms.map(|(word, norm)| (word.into(), norm.into())).collect(),
            lexeme_norms: lexeme_norms.map(|(id, norm)| (id, norm.into())).collect(),
        }
    }

    /// The id of a string: a symbol's number, else its hash.
    pub(crate) fn id(&self, text: &str) -> u64 {
        match self.symbols.get(text) {
            Some(&id) => id,
            None if text.is_empty() => 0,
            None => murmur64a(text.as_bytes()),
        }
    }

    /// The id of a word's norm, where the tokenizer gives none.
    fn norm(&self, text: &str, id: u64, lower: &str) -> u64 {
        match self.lexeme_norms.get(&id).or_else(|| self.base_norms.get(text)) {
            Some(norm) => self.id(norm),
            None => self.id(lower),
        }
    }
}

/// The words and chunks met so far.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    letters: String,
    words: Vec<Word>,
    /// Indices of `words`, by text and norm.
    by_text: HashTable<u32>,
    /// What a chunk is cut into: its place in `letters`, and a range of `pieces`.
    chunks: HashTable<(Place, Place)>,
    pieces: Vec<(WordId, u32)>,
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Lexicon {
    /// More bytes of words than this, and all is forgotten between two texts.
    const MOST_LETTERS: usize = 1 << 20;

    /// Whether it has grown so large that it should be cleared.
    pub(crate) fn is_full(&self) -> bool {
        self.letters.len() > Self::MOST_LETTERS
    }

    /// Forgets everything; no [`WordId`] handed out before may be used any more.
    pub(crate) fn clear(&mut self) {
        self.letters.clear();
        self.words.clear();
        self.by_text.clear();
        self.chunks.clear();
        self.pieces.clear();
    }

    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    pub(crate) fn word_mut(&mut self, id: WordId) -> &mut Word {
        &mut self.words[id.0 as usize]
    }

    /// The word's text in lower case.
    pub(crate) fn lower(&self, id: WordId) -> &str {
        &self.letters[self.word(id).lower.range()]
    }

    /// The word's text.
    pub(crate) fn text(&self, id: WordId) -> &str {
        &self.letters[self.word(id).text.range()]
    }

    /// What a chunk is cut into: words and their lengths in bytes.
    pub(crate) fn chunk(&mut self, chunk: &str, tokenizer: &Tokenizer) -> &[(WordId, u32)] {
        let key = hash(chunk);
        if let Some(&(_, pieces)) = self.chunks.find(key, |(place, _)| self.letters[place.range()] == *chunk) {
            return &self.pieces[pieces.range()];
        }
        let start = self.pieces.len() as u32;
        for piece in tokenizer.cut(chunk, true) {
            let word = self.intern(&piece.text, piece.norm.as_deref(), tokenizer);
            self.pieces.push((word, piece.text.len() as u32));
        }
        let pieces = Place { start, len: self.pieces.len() as u32 - start };
        // A chunk that is one word need not be written down twice.
        let place = match self.pieces[pieces.range()] {
            [(word, len)] if len as usize == chunk.len() => self.word(word).text,
            _ => self.keep(chunk),
        };
        let letters = &self.letters;
        self.chunks.insert_unique(key, (place, pieces), |(place, _)| hash(&letters[place.range()]));
        &self.pieces[pieces.range()]
    }

    /// The number of a word; `norm` is the tokenizer's, where it gives one.
    pub(crate) fn intern(&mut self, text: &str, norm: Option<&str>, tokenizer: &Tokenizer) -> WordId {
        let vocabulary = &tokenizer.vocabulary;
        let id = vocabulary.id(text);
        let lower = text.to_lowercase();
        let norm = match norm {
            Some(norm) => vocabulary.id(norm),
            None => vocabulary.norm(text, id, &lower),
        };
        let same = |&index: &u32| {
            let word = &self.words[index as usize];
            word.norm == norm && self.letters[word.text.range()] == *text
        };
        if let Some(&index) = self.by_text.find(hash(text), same) {
            return WordId(index);
        }
        let last_three = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        let first = text.chars().next().map_or(0, char::len_utf8);
        let text_place = self.keep(text);
        let word = Word {
            text: text_place,
            lower: if lower == text { text_place } else { self.keep(&lower) },
            id,
            norm,
            prefix: vocabulary.id(&text[..first]),
            suffix: vocabulary.id(&text[last_three..]),
            shape: vocabulary.id(&shape(text)),
            is_space: !text.is_empty() && text.chars().all(is_space),
            may_rejoin: tokenizer.may_rejoin(text),
            slots: [NO_SLOT; 2],
        };
        let index = self.words.len() as u32;
        self.words.push(word);
        let (letters, words) = (&self.letters, &self.words);
        self.by_text.insert_unique(hash(text), index, |&index| hash(&letters[words[index as usize].text.range()]));
        WordId(index)
    }

    fn keep(&mut self, text: &str) -> Place {
        let start = self.letters.len() as u32;
        self.letters.push_str(text);
        Place { start, len: text.len() as u32 }
    }
}
