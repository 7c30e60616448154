//! Does a paragraph speak of what the story before it speaks of?
//!
//! Lexical cohesion after Halliday and Hasan (1976): a paragraph that goes on with a story repeats its names and its
//! longer words, one that begins another story hardly does.
//! Names and words that any story may hold (*Monday*, *police*) do not count.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::words::{Class, class};

/// The names and longer words of some paragraphs.
#[derive(Default)]
pub(crate) struct Topic {
    names: FxHashSet<u64>,
    words: FxHashSet<u64>,
}

/// Words this long are mostly of the topic; their first letters stand for all their forms.
const LONG: usize = 6;

impl Topic {
    /// The topic of one paragraph.
    pub(crate) fn of(text: &str) -> Self {
        let mut topic = Self::default();
        topic.add(text);
        topic
    }

    /// Adds a paragraph.
    pub(crate) fn add(&mut self, text: &str) {
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))) {
            let word = word.trim_matches(['\'', '’', '-']);
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            let is_name = word.starts_with(char::is_uppercase);
            if word.len() > 40 || word.len() < if is_name { 3 } else { LONG } {
                continue;
            }
            let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
            let lower = if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
            if class(&lower).is(Class::GENERIC) {
                continue;
            }
            if is_name {
                if !class(&lower).is(Class::OPENS) {
                    self.names.insert(hash(&lower));
                }
            } else if lower.chars().count() >= LONG {
                let end = lower.char_indices().nth(LONG).map_or(lower.len(), |(at, _)| at);
                self.words.insert(hash(&lower[..end]));
            }
        }
    }

    /// How many of the other topic's names and longer words this one holds.
    pub(crate) fn n_shared(&self, other: &Self) -> usize {
        let n =
            |ours: &FxHashSet<u64>, theirs: &FxHashSet<u64>| theirs.iter().filter(|item| ours.contains(item)).count();
        n(&self.names, &other.names) + n(&self.words, &other.words)
    }

    /// What share of the paragraph's names and longer words this topic holds, added up: 0 to 2.
    ///
    /// Short paragraphs are held to be poorer in both than they are, so that one shared word is not yet a topic.
    pub(crate) fn share(&self, paragraph: &Self) -> f32 {
        let shared = |ours: &FxHashSet<u64>, theirs: &FxHashSet<u64>, doubt: f32| {
            let n_shared = theirs.iter().filter(|item| ours.contains(item)).count();
            n_shared as f32 / (theirs.len() as f32 + doubt)
        };
        shared(&self.names, &paragraph.names, 2.0) + shared(&self.words, &paragraph.words, 4.0)
    }
}

/// FNV-1a: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
