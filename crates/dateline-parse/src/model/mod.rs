//! What the pipeline knows: weights, word tables and rules, read from one file.

mod file;
mod parts;
mod slab;
mod strings;

pub use file::ModelError;
pub use parts::{
    Affine, Column, Condition, EmbeddingTable, Exception, ExceptionToken, Feature, LemmaTable, Maxout, Move, Network,
    Parts, Pattern, PatternToken, Rule, StepNetwork, TokenizerRules, VectorTable,
};

pub(crate) use file::{Bytes, LoadedLemmas, LoadedNetwork, LoadedVectors, Model};
pub(crate) use parts::CharSet;
pub use parts::{CharRanges, Glyph};
pub(crate) use slab::Slab;
pub(crate) use strings::{SortedMap, SortedStrings};

/// The id of a string that is no symbol, as spaCy's `StringStore` has it.
pub fn string_hash(text: &str) -> u64 {
    crate::hash::murmur64a(text.as_bytes())
}
