//! Text into tokens, as spaCy's tokenizer cuts it.
//!
//! White space divides text into chunks; a chunk loses prefixes and suffixes one after the other, is looked up among the
//! exceptions, taken as one token if it is an address, else cut at its infixes.
//! A second pass joins what the first cut but an exception keeps together (`a.m.`, `:-)`).
//! What a chunk is cut into depends on the chunk alone, so it is remembered.

mod address;
mod affix;

use rustc_hash::FxHashMap;

use crate::chars::is_space;
use crate::lexicon::{Lexicon, Vocabulary, WordId};
use crate::model::{Exception, TokenizerRules};

use address::AddressPattern;
use affix::AffixSet;

/// A token as cut: where it stands, and what word it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    pub(crate) start: u32,
    pub(crate) len: u32,
    pub(crate) word: WordId,
    /// Whether one space follows, which is then no token of its own.
    pub(crate) space: bool,
}

/// A piece of a chunk: its text, and its norm if an exception gives it one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: Box<str>,
    pub(crate) norm: Option<Box<str>>,
}

/// Sequences of token texts, by their first.
type Sequences = FxHashMap<Box<str>, Vec<Box<[Box<str>]>>>;

#[derive(Debug)]
pub(crate) struct Tokenizer {
    pub(crate) vocabulary: Vocabulary,
    prefixes: AffixSet,
    suffixes: AffixSet,
    infixes: AffixSet,
    address: AddressPattern,
    exceptions: FxHashMap<Box<str>, Box<[Piece]>>,
    /// Sequences of tokens that an exception may join again, by their first; longest first.
    rejoined: Sequences,
}

impl Tokenizer {
    pub(crate) fn new(rules: &TokenizerRules, vocabulary: Vocabulary) -> Self {
        let pieces = |exception: &Exception| {
            let piece = |token: &crate::model::ExceptionToken| Piece {
                text: token.text.as_str().into(),
                norm: token.norm.as_deref().map(Into::into),
            };
            exception.tokens.iter().map(piece).collect::<Box<[_]>>()
        };
        let mut tokenizer = Self {
            vocabulary,
            prefixes: AffixSet::new(&rules.prefixes),
            suffixes: AffixSet::new(&rules.suffixes),
            infixes: AffixSet::new(&rules.infixes),
            address: AddressPattern::new(&rules.host_end),
            exceptions: rules.exceptions.iter().map(|e| (e.word.as_str().into(), pieces(e))).collect(),
            rejoined: FxHashMap::default(),
        };
        let mut rejoined = Sequences::default();
        for exception in &rules.exceptions {
            let word = exception.word.as_str();
            let is_cut = word.contains(' ')
                || tokenizer.prefixes.at_start(word) > 0
                || tokenizer.suffixes.at_end(word) > 0
                || tokenizer.infixes.find_from(word, 0).is_some();
            if !is_cut {
                continue;
            }
            let mut sequence: Vec<Box<str>> = Vec::new();
            for_each_chunk(word, |chunk| match chunk {
                Chunk::Run { start, end } => {
                    sequence.extend(tokenizer.cut(&word[start..end], false).into_iter().map(|piece| piece.text));
                }
                Chunk::Space => {}
            });
            if let Some(first) = sequence.first() {
                rejoined.entry(first.clone()).or_default().push(sequence.into());
            }
        }
        for sequences in rejoined.values_mut() {
            sequences.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            sequences.dedup();
        }
        tokenizer.rejoined = rejoined;
        tokenizer
    }

    /// Whether an exception may join tokens again from one with this text on.
    pub(crate) fn may_rejoin(&self, text: &str) -> bool {
        self.rejoined.contains_key(text)
    }

    /// Cuts a text; `cuts` is emptied first.
    pub(crate) fn tokenize(&self, text: &str, lexicon: &mut Lexicon, cuts: &mut Vec<Cut>) {
        cuts.clear();
        for_each_chunk(text, |chunk| match chunk {
            Chunk::Run { start, end } => {
                let mut at = start as u32;
                for &(word, len) in lexicon.chunk(&text[start..end], self) {
                    cuts.push(Cut { start: at, len, word, space: false });
                    at += len;
                }
            }
            Chunk::Space => {
                if let Some(last) = cuts.last_mut() {
                    last.space = true;
                }
            }
        });
        self.rejoin(text, lexicon, cuts);
    }

    /// The second pass: exceptions that the first cut up.
    fn rejoin(&self, text: &str, lexicon: &mut Lexicon, cuts: &mut Vec<Cut>) {
        let word = |cut: &Cut| &text[cut.start as usize..(cut.start + cut.len) as usize];
        let mut matches: Vec<(usize, usize)> = Vec::new();
        for (i, cut) in cuts.iter().enumerate() {
            if !lexicon.word(cut.word).may_rejoin {
                continue;
            }
            for sequence in &self.rejoined[word(cut)] {
                let end = i + sequence.len();
                if end <= cuts.len() && sequence.iter().zip(&cuts[i..end]).all(|(text, cut)| **text == *word(cut)) {
                    matches.push((i, end));
                }
            }
        }
        if matches.is_empty() {
            return;
        }
        // Longest first, then leftmost; a match counts when neither its first nor its last token is in one before it.
        matches.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut taken = vec![false; cuts.len()];
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for (start, end) in matches {
            if !taken[start] && !taken[end - 1] {
                kept.push((start, end));
            }
            taken[start..end].fill(true);
        }
        kept.sort_unstable();
        let mut out = Vec::with_capacity(cuts.len());
        let mut next = 0;
        for (start, end) in kept {
            out.extend_from_slice(&cuts[next..start]);
            next = end;
            let last = cuts[end - 1];
            let whole = &text[cuts[start].start as usize..(last.start + last.len) as usize];
            let Some(pieces) = self.exceptions.get(whole) else {
                out.extend_from_slice(&cuts[start..end]);
                continue;
            };
            let mut at = cuts[start].start;
            for piece in pieces {
                let len = piece.text.len() as u32;
                let word = lexicon.intern(&piece.text, piece.norm.as_deref(), self);
                out.push(Cut { start: at, len, word, space: false });
                at += len;
            }
            if let Some(out) = out.last_mut() {
                out.space = last.space;
            }
        }
        out.extend_from_slice(&cuts[next..]);
        *cuts = out;
    }

    /// Cuts one chunk, with or without regard to the exceptions.
    pub(crate) fn cut(&self, chunk: &str, with_exceptions: bool) -> Vec<Piece> {
        let exception = |text: &str| self.exceptions.get(text).filter(|_| with_exceptions);
        if let Some(pieces) = exception(chunk) {
            return pieces.to_vec();
        }
        let piece = |text: &str| Piece { text: text.into(), norm: None };
        let mut rest = chunk;
        let mut before = Vec::new();
        let mut after = Vec::new();
        let mut last_len = 0;
        while !rest.is_empty() && rest.len() != last_len {
            if exception(rest).is_some() {
                break;
            }
            last_len = rest.len();
            let prefix = self.prefixes.at_start(rest);
            let without_prefix = &rest[prefix..];
            if prefix > 0 && exception(without_prefix).is_some() {
                before.push(piece(&rest[..prefix]));
                rest = without_prefix;
                break;
            }
            // The suffix is looked for behind the prefix, but stripped off the whole.
            let suffix = self.suffixes.at_end(without_prefix);
            let without_suffix = &rest[..rest.len() - suffix];
            if suffix > 0 && exception(without_suffix).is_some() {
                after.push(piece(&rest[without_suffix.len()..]));
                rest = without_suffix;
                break;
            }
            if prefix > 0 {
                before.push(piece(&rest[..prefix]));
            }
            if suffix > 0 {
                after.push(piece(&rest[rest.len() - suffix..]));
            }
            // The suffix lies behind the prefix, so both can go.
            rest = &rest[prefix..rest.len() - suffix];
        }
        let mut pieces = before;
        if let Some(known) = exception(rest) {
            pieces.extend_from_slice(known);
        } else if !rest.is_empty() {
            if self.address.matches(rest) {
                pieces.push(piece(rest));
            } else {
                self.cut_at_infixes(rest, |text| pieces.push(piece(text)));
            }
        }
        pieces.extend(after.into_iter().rev());
        pieces
    }

    fn cut_at_infixes<'a>(&self, text: &'a str, mut each: impl FnMut(&'a str)) {
        let (mut start, mut search) = (0, 0);
        while let Some((from, to)) = self.infixes.find_from(text, search) {
            search = to;
            if from == 0 {
                continue;
            }
            if from != start {
                each(&text[start..from]);
            }
            each(&text[from..to]);
            start = to;
        }
        if start < text.len() {
            each(&text[start..]);
        }
    }
}

/// What a text falls into before it is cut.
enum Chunk {
    /// Characters all white or all not; a space that ends the token before it is left out.
    Run { start: usize, end: usize },
    /// One space behind a token.
    Space,
}

/// Walks over the runs of a text, as spaCy does: a run of white space loses its first space to the token before it.
fn for_each_chunk(text: &str, mut each: impl FnMut(Chunk)) {
    let Some(first) = text.chars().next() else { return };
    let mut start = 0;
    let mut in_space = is_space(first);
    let mut step = |at: usize, c: char, is_space: bool| {
        if is_space == in_space {
            return;
        }
        if start < at {
            each(Chunk::Run { start, end: at });
        }
        if c == ' ' {
            each(Chunk::Space);
            start = at + 1;
        } else {
            start = at;
        }
        in_space = is_space;
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < 0x80 {
            step(at, char::from(byte), matches!(byte, b'\t'..=b'\r' | b'\x1c'..=b' '));
            at += 1;
        } else {
            let c = text[at..].chars().next().unwrap_or('\u{fffd}');
            step(at, c, is_space(c));
            at += c.len_utf8();
        }
    }
    if start < text.len() {
        each(Chunk::Run { start, end: text.len() });
        // A text that ends in one space behind a word: the space was already told by `step`.
    }
}
