//! A model of random numbers, small enough to be made for each test.

use std::collections::BTreeMap;

use dateline_parse::model::{
    Affine, CharRanges, Column, Condition, EmbeddingTable, Exception, ExceptionToken, Feature, Glyph, LemmaTable,
    Maxout, Move, Network, Parts, Pattern, PatternToken, Rule, StepNetwork, TokenizerRules, VectorTable, string_hash,
};

const WIDTH: usize = 16;
const VECTOR_WIDTH: usize = 5;

/// A linear congruential generator (Numerical Recipes' constants).
struct Random(u32);

impl Random {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / 8_388_608.0 - 1.0
    }

    fn numbers(&mut self, n: usize) -> Vec<f32> {
        (0..n).map(|_| self.next()).collect()
    }

    fn affine(&mut self, n_outputs: usize, n_inputs: usize, has_bias: bool) -> Affine {
        let bias = if has_bias { self.numbers(n_outputs) } else { Vec::new() };
        Affine { n_outputs, n_inputs, weights: self.numbers(n_outputs * n_inputs), bias }
    }

    fn maxout(&mut self, n_outputs: usize, n_inputs: usize) -> Maxout {
        Maxout {
            n_outputs,
            n_inputs,
            weights: self.numbers(3 * n_outputs * n_inputs),
            bias: self.numbers(3 * n_outputs),
            gain: self.numbers(n_outputs),
            norm_bias: self.numbers(n_outputs),
        }
    }

    fn network(&mut self, features: &[Feature], vectors: bool) -> Network {
        let mut tables = Vec::new();
        for (i, &feature) in features.iter().enumerate() {
            let column = Column { feature, seed: i as u32 + 8 };
            tables.push(EmbeddingTable { column, rows: self.numbers(WIDTH * (10 + i)) });
        }
        let vectors = vectors.then(|| self.affine(WIDTH, VECTOR_WIDTH, false));
        let n_parts = tables.len() + usize::from(vectors.is_some());
        let mix = self.maxout(WIDTH, WIDTH * n_parts);
        let layers = (0..2).map(|_| self.maxout(WIDTH, 3 * WIDTH)).collect();
        Network { width: WIDTH, tables, vectors, mix, layers }
    }

    fn step(&mut self, n_features: usize, moves: &[(u8, &str)]) -> StepNetwork {
        StepNetwork {
            projection: self.affine(WIDTH, WIDTH, true),
            n_features,
            n_hidden: WIDTH,
            lower: self.numbers(n_features * WIDTH * 2 * WIDTH),
            lower_bias: self.numbers(WIDTH * 2),
            pad: self.numbers(n_features * WIDTH * 2),
            upper: self.affine(moves.len(), WIDTH, true),
            moves: moves.iter().map(|&(action, label)| Move { action, label: label.to_owned() }).collect(),
        }
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

/// A model of random weights, with a few rules of each kind.
pub(crate) fn parts(seed: u32, vectors: bool) -> Parts {
    let mut random = Random(seed);
    let for_tree = [Feature::Norm, Feature::Prefix, Feature::Shape, Feature::Spacy, Feature::IsSpace];
    let arcs = [(0, ""), (1, ""), (2, "nsubj"), (2, "prep||dobj"), (3, "dobj"), (3, "prep"), (4, "ROOT")];
    let names =
        [(1, "ORG"), (1, "PERSON"), (2, "ORG"), (2, "PERSON"), (3, "ORG"), (3, "PERSON"), (4, "ORG"), (4, ""), (5, "")];
    Parts {
        name: format!("tiny {seed}"),
        licences: vec![("Weights".to_owned(), "Anybody may use them.".to_owned())],
        symbols: BTreeMap::from([("X".to_owned(), 101)]),
        base_norms: BTreeMap::from([("“".to_owned(), "\"".to_owned())]),
        lexeme_norms: BTreeMap::from([(string_hash("colour"), "color".to_owned())]),
        tokenizer: tokenizer(),
        tok2vec: random.network(&for_tree, vectors),
        tagger: random.affine(4, WIDTH, true),
        tags: words(&["NN", "VBD", "DT", "."]),
        parser: random.step(8, &arcs),
        ner_tok2vec: random.network(&[Feature::Norm, Feature::Suffix], vectors),
        ner: random.step(3, &names),
        vectors: vectors.then(|| VectorTable {
            width: VECTOR_WIDTH,
            rows: random.numbers(3 * VECTOR_WIDTH),
            row_of: [("Mayor", 0), ("Alder", 1), ("say", 2)].map(|(word, row)| (string_hash(word), row)).into(),
        }),
        rules: rules(),
        lemmas: BTreeMap::from([(
            "verb".to_owned(),
            LemmaTable {
                rules: vec![("ed".to_owned(), String::new())],
                exceptions: BTreeMap::from([("said".to_owned(), words(&["say"]))]),
                index: words(&["wait", "say"]),
            },
        )]),
    }
}

fn rules() -> Vec<Rule> {
    let is = |word: &str| Condition::In(words(&[word]));
    let any = PatternToken::default;
    let pos = |tag: &str, pos: &str| Rule {
        patterns: vec![vec![PatternToken { tag: is(tag), ..any() }]],
        pos: Some(pos.to_owned()),
        ..Rule::default()
    };
    let not_nothing = Condition::NotIn(words(&["nothing"]));
    let pair = Rule {
        patterns: vec![vec![PatternToken { lower: is("ca"), ..any() }, PatternToken { dep: not_nothing, ..any() }]],
        index: 1,
        lemma: Some("not".to_owned()),
        ..Rule::default()
    };
    let space = Rule {
        patterns: vec![vec![PatternToken { is_space: Some(true), ..any() }]],
        tag: Some("_SP".to_owned()),
        pos: Some("SPACE".to_owned()),
        ..Rule::default()
    };
    vec![pos("NN", "NOUN"), pos("VBD", "VERB"), pos("DT", "DET"), pair, space]
}

fn tokenizer() -> TokenizerRules {
    let one = |chars: &str| CharRanges(chars.chars().map(|c| (u32::from(c), u32::from(c))).collect());
    let affix = |chars: &str| Pattern { body: vec![Glyph { chars: one(chars), repeats: false }], ..Pattern::default() };
    let letters = CharRanges(vec![(97, 122), (65, 90)]);
    let stop = Pattern { behind: vec![letters.clone()], ..affix(".") };
    let hyphen = Pattern { behind: vec![letters.clone()], ahead: Some((true, letters)), ..affix("-/") };
    let exception = |word: &str, tokens: &[(&str, Option<&str>)]| Exception {
        word: word.to_owned(),
        tokens: tokens
            .iter()
            .map(|&(text, norm)| ExceptionToken { text: text.to_owned(), norm: norm.map(str::to_owned) })
            .collect(),
    };
    TokenizerRules {
        prefixes: vec![affix("\"(")],
        suffixes: vec![affix(",;!\")"), stop],
        infixes: vec![hyphen],
        host_end: CharRanges(vec![(97, 122)]),
        exceptions: vec![
            exception("a.m.", &[("a.m.", None)]),
            exception("can't", &[("ca", Some("can")), ("n't", Some("not"))]),
        ],
    }
}

/// Puts length and checksum of a changed file right.
pub(crate) fn seal(bytes: &mut [u8]) {
    let len = (bytes.len() - 32) as u64;
    let checksum = crc32fast::hash(&bytes[32..]);
    bytes[20..24].copy_from_slice(&checksum.to_le_bytes());
    bytes[24..32].copy_from_slice(&len.to_le_bytes());
}
