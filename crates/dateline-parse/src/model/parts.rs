//! The contents of a model, in plain values: what the converter fills in, and the file is written from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// All that a model holds.
///
/// Shapes are row-major, `(outputs, inputs)` for dense layers; all numbers are `f32`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Name of the model, for people: `en_core_web_sm 3.8.0`.
    pub name: String,
    /// The licence texts of the weights and word tables, each under its title.
    pub licences: Vec<(String, String)>,
    /// Names whose id is a small number instead of their hash (spaCy's `symbols.IDS`).
    pub symbols: BTreeMap<String, u64>,
    /// Norms of single words: quotation marks, dashes, currency signs (spaCy's `BASE_NORMS`).
    pub base_norms: BTreeMap<String, String>,
    /// Norms of other words, by string id (`lexeme_norm`).
    pub lexeme_norms: BTreeMap<u64, String>,
    /// How text is cut into tokens.
    pub tokenizer: TokenizerRules,
    /// The network that tagger and parser share.
    pub tok2vec: Network,
    /// The tagger's last layer: one row a tag.
    pub tagger: Affine,
    /// The tagger's tags, in the order of its rows.
    pub tags: Vec<String>,
    /// The parser's transition network.
    pub parser: StepNetwork,
    /// The network of the named entity recognizer.
    pub ner_tok2vec: Network,
    /// Its transition network.
    pub ner: StepNetwork,
    /// Word vectors, for models that have them.
    pub vectors: Option<VectorTable>,
    /// The attribute ruler's rules, in order.
    pub rules: Vec<Rule>,
    /// The lemmatizer's tables, by part of speech in lower case.
    pub lemmas: BTreeMap<String, LemmaTable>,
}

/// A dense layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affine {
    /// Number of outputs.
    pub n_outputs: usize,
    /// Number of inputs.
    pub n_inputs: usize,
    /// Weights `(outputs, inputs)`.
    pub weights: Vec<f32>,
    /// Bias `(outputs)`; empty where the layer has none.
    pub bias: Vec<f32>,
}

/// A maxout layer of three pieces, followed by layer normalization.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Maxout {
    /// Number of outputs.
    pub n_outputs: usize,
    /// Number of inputs.
    pub n_inputs: usize,
    /// Weights `(outputs, 3, inputs)`.
    pub weights: Vec<f32>,
    /// Bias `(outputs, 3)`.
    pub bias: Vec<f32>,
    /// Gain of the normalization `(outputs)`.
    pub gain: Vec<f32>,
    /// Bias of the normalization `(outputs)`.
    pub norm_bias: Vec<f32>,
}

/// What is looked up of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feature {
    /// Its norm.
    Norm,
    /// Its first character.
    Prefix,
    /// Its last three characters.
    Suffix,
    /// Its shape: `Xxxx`, `dd`.
    Shape,
    /// Whether a space follows.
    Spacy,
    /// Whether it is white space.
    IsSpace,
}

/// One hash-embedding table and what is looked up in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The feature.
    pub feature: Feature,
    /// The seed of its hash.
    pub seed: u32,
}

/// A hash-embedding table.
#[derive(Clone, Debug, PartialEq)]
pub struct EmbeddingTable {
    /// What is looked up, and how.
    pub column: Column,
    /// The rows, each as wide as the network.
    pub rows: Vec<f32>,
}

/// A network that makes a vector of each token and its neighbours: `MultiHashEmbed` and `MaxoutWindowEncoder`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Width of a token's vector.
    pub width: usize,
    /// The embedding tables, in the order in which they are concatenated.
    pub tables: Vec<EmbeddingTable>,
    /// Projection of the word vectors `(width, vector width)`, without bias, concatenated last.
    pub vectors: Option<Affine>,
    /// The layer that mixes the concatenated embeddings.
    pub mix: Maxout,
    /// The convolution layers, each over a token and its two neighbours, with residual.
    pub layers: Vec<Maxout>,
}

/// What a transition does, and the label it does it with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The action's number: parser 0 shift, 1 reduce, 2 left, 3 right, 4 break; entities 1 begin, 2 in, 3 last, 4 unit, 5 out.
    pub action: u8,
    /// Label of the arc or entity, else empty.
    pub label: String,
}

/// A transition network: a sum of feature vectors, maxout of two pieces, a dense layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepNetwork {
    /// From the token's vector to the hidden width.
    pub projection: Affine,
    /// Number of features of a state.
    pub n_features: usize,
    /// Hidden width.
    pub n_hidden: usize,
    /// `(features, hidden, 2, hidden)`
    pub lower: Vec<f32>,
    /// `(hidden, 2)`
    pub lower_bias: Vec<f32>,
    /// What a missing feature counts: `(features, hidden, 2)`.
    pub pad: Vec<f32>,
    /// From the hidden width to the scores of the moves.
    pub upper: Affine,
    /// The moves, in the order of the scores.
    pub moves: Vec<Move>,
}

/// Word vectors: some words share a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorTable {
    /// Width of a vector.
    pub width: usize,
    /// The rows.
    pub rows: Vec<f32>,
    /// The row of a word, by string id.
    pub row_of: BTreeMap<u64, u32>,
}

/// How a run of characters without white space is cut into tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenizerRules {
    /// Patterns at the start, the first that fits counts.
    pub prefixes: Vec<Pattern>,
    /// Patterns at the end, the longest that fits counts.
    pub suffixes: Vec<Pattern>,
    /// Patterns within.
    pub infixes: Vec<Pattern>,
    /// The characters that the last part of a host name is made of.
    pub host_end: CharRanges,
    /// Words that are cut as listed.
    pub exceptions: Vec<Exception>,
}

/// Some characters: ranges of code points, both ends included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharRanges(pub Vec<(u32, u32)>);

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glyph {
    /// The characters that fit.
    pub chars: CharRanges,
    /// Whether as many of them as follow belong to the match.
    pub repeats: bool,
}

/// What a prefix, suffix or infix looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// The characters that must stand before, in order.
    pub behind: Vec<CharRanges>,
    /// The characters of the match, in order.
    pub body: Vec<Glyph>,
    /// The character that must stand behind it, or must not.
    pub ahead: Option<(bool, CharRanges)>,
}

/// A word and the tokens it is cut into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The word as written.
    pub word: String,
    /// Its tokens, in order; together they are the word.
    pub tokens: Vec<ExceptionToken>,
}

/// A token of an [`Exception`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionToken {
    /// The token as written.
    pub text: String,
    /// Its norm, where it has one of its own.
    pub norm: Option<String>,
}

/// A rule of the attribute ruler.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Any of these may fit; each is one or two tokens long.
    pub patterns: Vec<Vec<PatternToken>>,
    /// Which token of the match is set.
    pub index: usize,
    /// Part of speech to set.
    pub pos: Option<String>,
    /// Morphology to set, as `Number=Sing|Person=3`.
    pub morph: Option<String>,
    /// Lemma to set.
    pub lemma: Option<String>,
    /// Tag to set.
    pub tag: Option<String>,
    /// Label of the arc to set.
    pub dep: Option<String>,
}

/// What one token of a pattern must be; all conditions hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatternToken {
    /// On its tag.
    pub tag: Condition,
    /// On its text in lower case.
    pub lower: Condition,
    /// On the label of its arc.
    pub dep: Condition,
    /// On its being white space.
    pub is_space: Option<bool>,
}

/// A condition on one attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Anything goes.
    #[default]
    Any,
    /// One of these.
    In(Vec<String>),
    /// None of these.
    NotIn(Vec<String>),
}

impl Condition {
    pub(crate) fn fits(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::In(values) => values.iter().any(|v| v == value),
            Self::NotIn(values) => values.iter().all(|v| v != value),
        }
    }
}

/// How words of one part of speech are brought to their lemma (spaCy's rule lemmatizer).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LemmaTable {
    /// Endings and what they are replaced with, in order.
    pub rules: Vec<(String, String)>,
    /// Words and their lemmas, the first set first.
    pub exceptions: BTreeMap<String, Vec<String>>,
    /// The lemmas known.
    pub index: Vec<String>,
}

/// [`CharRanges`] made for asking.
#[derive(Clone, Debug, Default)]
pub(crate) struct CharSet {
    ascii: u128,
    ranges: Vec<(u32, u32)>,
}

impl CharSet {
    /// Ranges may come in any order and overlap.
    pub(crate) fn new(ranges: &CharRanges) -> Self {
        let mut sorted: Vec<_> = ranges.0.iter().copied().filter(|&(first, last)| first <= last).collect();
        sorted.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(sorted.len());
        for (first, last) in sorted {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        let ascii = (0..128).filter(|&c| merged.iter().any(|r| (r.0..=r.1).contains(&c))).map(|c| 1 << c).sum();
        Self { ascii, ranges: merged }
    }

    pub(crate) fn contains(&self, c: char) -> bool {
        let c = u32::from(c);
        if c < 128 {
            return self.ascii >> c & 1 == 1;
        }
        let after = self.ranges.partition_point(|&(first, _)| first <= c);
        after > 0 && self.ranges[after - 1].1 >= c
    }
}
