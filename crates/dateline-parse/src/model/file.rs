//! The file a model is kept in.
//!
//! ```text
//! 16 bytes  "dateline model\n\0"
//!  4 bytes  format version
//!  4 bytes  CRC-32 of all that follows
//!  8 bytes  length of all that follows
//!  4 bytes  length of the table
//!  …        the table (postcard): names and rules, and where each array lies
//!  …        the arrays, each on a multiple of 64 bytes
//! ```
//! All numbers are little-endian. The same [`Parts`] give the same bytes.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::parts::{
    Affine, Column, EmbeddingTable, LemmaTable, Maxout, Move, Network, Parts, Rule, StepNetwork, TokenizerRules,
};
use super::slab::Number;
use super::{Slab, SortedMap, SortedStrings};

const MAGIC: &[u8; 16] = b"dateline model\n\0";
/// Counts up whenever the meaning of the bytes changes.
const VERSION: u32 = 1;
const HEAD: usize = 32;
const ALIGNMENT: usize = 64;

/// A file that is not a model, or not one that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// It does not begin as a model does.
    NotAModel,
    /// It is of another version of the format.
    Version {
        /// The version found.
        found: u32,
        /// The version that can be read.
        expected: u32,
    },
    /// It ends early, or goes on too long.
    Length {
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        expected: u64,
    },
    /// Its bytes are not those that were written.
    Damaged,
    /// Its contents do not fit each other; says which.
    Inconsistent(String),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(f, "not a dateline model file"),
            Self::Version { found, expected } => {
                write!(
                    f,
                    "model file of format version {found}; this program reads version {expected}: convert it anew"
                )
            }
            Self::Length { found, expected } => {
                write!(f, "model file is {found} bytes long where {expected} were written: cut short or added to")
            }
            Self::Damaged => write!(f, "model file is damaged: its checksum does not match"),
            Self::Inconsistent(what) => write!(f, "model file does not hold together: {what}"),
        }
    }
}

impl std::error::Error for ModelError {}

/// What of a model lies in memory as numbers and words, ready to be packed or looked up.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) table: Table,
    pub(crate) tok2vec: LoadedNetwork,
    pub(crate) tagger: Affine,
    pub(crate) parser: StepNetwork,
    pub(crate) ner_tok2vec: LoadedNetwork,
    pub(crate) ner: StepNetwork,
    pub(crate) vectors: Option<LoadedVectors>,
    pub(crate) lemmas: BTreeMap<String, LoadedLemmas>,
}

#[derive(Clone, Debug)]
pub(crate) struct LoadedNetwork {
    pub(crate) width: usize,
    pub(crate) tables: Vec<(Column, Slab<f32>)>,
    pub(crate) vectors: Option<Affine>,
    pub(crate) mix: Maxout,
    pub(crate) layers: Vec<Maxout>,
}

#[derive(Clone, Debug)]
pub(crate) struct LoadedVectors {
    pub(crate) width: usize,
    pub(crate) rows: Slab<f32>,
    keys: Slab<u64>,
    row_of: Slab<u32>,
}

impl LoadedVectors {
    /// The vector of a word, by string id.
    pub(crate) fn get(&self, id: u64) -> Option<&[f32]> {
        let row = self.row_of[self.keys.binary_search(&id).ok()?] as usize;
        self.rows.get(row * self.width..(row + 1) * self.width)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct LoadedLemmas {
    pub(crate) rules: Vec<(String, String)>,
    pub(crate) exceptions: SortedMap,
    pub(crate) index: SortedStrings,
}

/// Names and rules, and where the arrays lie.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) licences: Vec<(String, String)>,
    pub(crate) symbols: BTreeMap<String, u64>,
    pub(crate) base_norms: BTreeMap<String, String>,
    pub(crate) lexeme_norms: Vec<(u64, String)>,
    pub(crate) tokenizer: TokenizerRules,
    pub(crate) tags: Vec<String>,
    pub(crate) rules: Vec<Rule>,
    lemma_rules: BTreeMap<String, Vec<(String, String)>>,
    tok2vec: NetworkShape,
    ner_tok2vec: NetworkShape,
    parser: StepShape,
    ner: StepShape,
    vector_width: Option<u32>,
    arrays: BTreeMap<String, Place>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct NetworkShape {
    width: u32,
    columns: Vec<Column>,
    n_layers: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct StepShape {
    n_features: u32,
    n_hidden: u32,
    moves: Vec<Move>,
}

/// Where an array lies, in bytes behind the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    start: u64,
    len: u64,
}

// ------------------------------------------------------------------ writing

struct Writer {
    arrays: BTreeMap<String, Place>,
    bytes: Vec<u8>,
}

impl Writer {
    fn put(&mut self, name: impl Into<String>, bytes: impl IntoIterator<Item = u8>) {
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGNMENT), 0);
        let start = self.bytes.len();
        self.bytes.extend(bytes);
        let place = Place { start: start as u64, len: (self.bytes.len() - start) as u64 };
        let before = self.arrays.insert(name.into(), place);
        debug_assert!(before.is_none(), "an array is written once");
    }

    fn put_floats(&mut self, name: impl Into<String>, numbers: &[f32]) {
        self.put(name, numbers.iter().flat_map(|x| x.to_le_bytes()));
    }

    fn put_affine(&mut self, name: &str, layer: &Affine) {
        self.put_floats(format!("{name}/weights"), &layer.weights);
        self.put_floats(format!("{name}/bias"), &layer.bias);
    }

    fn put_maxout(&mut self, name: &str, layer: &Maxout) {
        self.put_floats(format!("{name}/weights"), &layer.weights);
        self.put_floats(format!("{name}/bias"), &layer.bias);
        self.put_floats(format!("{name}/gain"), &layer.gain);
        self.put_floats(format!("{name}/norm-bias"), &layer.norm_bias);
    }

    fn put_network(&mut self, name: &str, network: &Network) -> NetworkShape {
        for (i, table) in network.tables.iter().enumerate() {
            self.put_floats(format!("{name}/table-{i}"), &table.rows);
        }
        if let Some(vectors) = &network.vectors {
            self.put_affine(&format!("{name}/vectors"), vectors);
        }
        self.put_maxout(&format!("{name}/mix"), &network.mix);
        for (i, layer) in network.layers.iter().enumerate() {
            self.put_maxout(&format!("{name}/layer-{i}"), layer);
        }
        NetworkShape {
            width: network.width as u32,
            columns: network.tables.iter().map(|table| table.column).collect(),
            n_layers: network.layers.len() as u32,
        }
    }

    fn put_step(&mut self, name: &str, step: &StepNetwork) -> StepShape {
        self.put_affine(&format!("{name}/projection"), &step.projection);
        self.put_floats(format!("{name}/lower"), &step.lower);
        self.put_floats(format!("{name}/lower-bias"), &step.lower_bias);
        self.put_floats(format!("{name}/pad"), &step.pad);
        self.put_affine(&format!("{name}/upper"), &step.upper);
        StepShape { n_features: step.n_features as u32, n_hidden: step.n_hidden as u32, moves: step.moves.clone() }
    }

    fn put_strings<'a>(&mut self, name: &str, words: impl Iterator<Item = &'a str>) {
        let mut bytes = Vec::new();
        let mut ends = Vec::new();
        for word in words {
            bytes.extend_from_slice(word.as_bytes());
            ends.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        }
        self.put(format!("{name}/ends"), ends);
        self.put(format!("{name}/words"), bytes);
    }

    fn put_lemmas(&mut self, pos: &str, lemmas: &LemmaTable) {
        let joined: Vec<String> = lemmas.exceptions.values().map(|forms| forms.join("\t")).collect();
        self.put_strings(&format!("lemmas/{pos}/exceptions"), lemmas.exceptions.keys().map(String::as_str));
        self.put_strings(&format!("lemmas/{pos}/forms"), joined.iter().map(String::as_str));
        let mut index: Vec<&str> = lemmas.index.iter().map(String::as_str).collect();
        index.sort_unstable();
        index.dedup();
        self.put_strings(&format!("lemmas/{pos}/index"), index.into_iter());
    }
}

impl Parts {
    /// The model as a file. The same parts give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer { arrays: BTreeMap::new(), bytes: Vec::new() };
        let tok2vec = writer.put_network("tok2vec", &self.tok2vec);
        writer.put_affine("tagger", &self.tagger);
        let parser = writer.put_step("parser", &self.parser);
        let ner_tok2vec = writer.put_network("ner-tok2vec", &self.ner_tok2vec);
        let ner = writer.put_step("ner", &self.ner);
        if let Some(vectors) = &self.vectors {
            writer.put_floats("vectors/rows", &vectors.rows);
            writer.put("vectors/keys", vectors.row_of.keys().flat_map(|key| key.to_le_bytes()));
            writer.put("vectors/row-of", vectors.row_of.values().flat_map(|row| row.to_le_bytes()));
        }
        for (pos, lemmas) in &self.lemmas {
            writer.put_lemmas(pos, lemmas);
        }
        let table = Table {
            name: self.name.clone(),
            licences: self.licences.clone(),
            symbols: self.symbols.clone(),
            base_norms: self.base_norms.clone(),
            lexeme_norms: self.lexeme_norms.iter().map(|(&id, norm)| (id, norm.clone())).collect(),
            tokenizer: self.tokenizer.clone(),
            tags: self.tags.clone(),
            rules: self.rules.clone(),
            lemma_rules: self.lemmas.iter().map(|(pos, lemmas)| (pos.clone(), lemmas.rules.clone())).collect(),
            tok2vec,
            ner_tok2vec,
            parser,
            ner,
            vector_width: self.vectors.as_ref().map(|vectors| vectors.width as u32),
            arrays: writer.arrays,
        };
        let table = postcard::to_allocvec(&table).expect("plain values can be written to memory");
        let arrays_at = (HEAD + 4 + table.len()).next_multiple_of(ALIGNMENT);
        let mut file = Vec::with_capacity(arrays_at + writer.bytes.len());
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&VERSION.to_le_bytes());
        file.extend_from_slice(&[0; 12]);
        file.extend_from_slice(&(table.len() as u32).to_le_bytes());
        file.extend_from_slice(&table);
        file.resize(arrays_at, 0);
        file.extend_from_slice(&writer.bytes);
        let checksum = crc32fast::hash(&file[HEAD..]);
        let len = (file.len() - HEAD) as u64;
        file[20..24].copy_from_slice(&checksum.to_le_bytes());
        file[24..32].copy_from_slice(&len.to_le_bytes());
        file
    }
}

// ------------------------------------------------------------------ reading

/// The bytes of a model: for ever in memory, or only now.
#[derive(Clone, Copy)]
pub(crate) enum Bytes<'a> {
    Static(&'static [u8]),
    Borrowed(&'a [u8]),
}

impl<'a> Bytes<'a> {
    #[allow(clippy::match_same_arms, reason = "the two live for different times")]
    fn get(&self) -> &'a [u8] {
        match *self {
            Self::Static(bytes) => bytes,
            Self::Borrowed(bytes) => bytes,
        }
    }
}

struct Reader<'a> {
    bytes: Bytes<'a>,
    arrays_at: usize,
    arrays: BTreeMap<String, Place>,
}

fn inconsistent<T>(what: impl Into<String>) -> Result<T, ModelError> {
    Err(ModelError::Inconsistent(what.into()))
}

impl<'a> Reader<'a> {
    fn array<T: Number>(&self, name: &str) -> Result<Slab<T>, ModelError> {
        let Some(place) = self.arrays.get(name) else { return inconsistent(format!("no array {name}")) };
        let range = usize::try_from(place.start).ok().and_then(|start| {
            let start = self.arrays_at.checked_add(start)?;
            Some(start..start.checked_add(usize::try_from(place.len).ok()?)?)
        });
        let outside = || ModelError::Inconsistent(format!("array {name} lies outside the file"));
        let range = range.ok_or_else(outside)?;
        let slab = match self.bytes {
            Bytes::Static(bytes) => Slab::in_file(bytes.get(range).ok_or_else(outside)?),
            Bytes::Borrowed(bytes) => Slab::copied(bytes.get(range).ok_or_else(outside)?),
        };
        slab.ok_or_else(|| ModelError::Inconsistent(format!("array {name} is no whole number of values")))
    }

    /// An array of so many numbers, all finite.
    fn floats(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        let array: Slab<f32> = self.array(name)?;
        if array.len() != len {
            return inconsistent(format!("array {name} has {} numbers instead of {len}", array.len()));
        }
        if !array.iter().all(|x| x.is_finite()) {
            return inconsistent(format!("array {name} holds a number that is not finite"));
        }
        Ok(array.to_vec())
    }

    fn affine(&self, name: &str, n_outputs: usize, n_inputs: usize, has_bias: bool) -> Result<Affine, ModelError> {
        let weights = self.floats(&format!("{name}/weights"), n_outputs * n_inputs)?;
        let bias = self.floats(&format!("{name}/bias"), if has_bias { n_outputs } else { 0 })?;
        Ok(Affine { n_outputs, n_inputs, weights, bias })
    }

    fn maxout(&self, name: &str, n_outputs: usize, n_inputs: usize) -> Result<Maxout, ModelError> {
        Ok(Maxout {
            n_outputs,
            n_inputs,
            weights: self.floats(&format!("{name}/weights"), 3 * n_outputs * n_inputs)?,
            bias: self.floats(&format!("{name}/bias"), 3 * n_outputs)?,
            gain: self.floats(&format!("{name}/gain"), n_outputs)?,
            norm_bias: self.floats(&format!("{name}/norm-bias"), n_outputs)?,
        })
    }

    fn network(
        &self,
        name: &str,
        shape: &NetworkShape,
        vector_width: Option<u32>,
    ) -> Result<LoadedNetwork, ModelError> {
        let width = shape.width as usize;
        if width == 0 || !width.is_multiple_of(16) || width > 1024 || shape.columns.len() > 16 || shape.n_layers > 16 {
            return inconsistent(format!(
                "{name} is {width} wide with {} tables and {} layers; widths are multiples of 16 up to 1024",
                shape.columns.len(),
                shape.n_layers
            ));
        }
        if shape.columns.is_empty() || shape.n_layers == 0 {
            return inconsistent(format!("{name} has no tables or no layers"));
        }
        let mut tables = Vec::new();
        for (i, &column) in shape.columns.iter().enumerate() {
            let rows: Slab<f32> = self.array(&format!("{name}/table-{i}"))?;
            if rows.is_empty() || !rows.len().is_multiple_of(width) || u32::try_from(rows.len() / width).is_err() {
                return inconsistent(format!("{name}/table-{i} has no whole number of rows"));
            }
            tables.push((column, rows));
        }
        let vectors = match vector_width {
            Some(inputs) => Some(self.affine(&format!("{name}/vectors"), width, inputs as usize, false)?),
            None => None,
        };
        let n_parts = tables.len() + usize::from(vectors.is_some());
        let mix = self.maxout(&format!("{name}/mix"), width, width * n_parts)?;
        let layers = (0..shape.n_layers)
            .map(|i| self.maxout(&format!("{name}/layer-{i}"), width, 3 * width))
            .collect::<Result<_, _>>()?;
        Ok(LoadedNetwork { width, tables, vectors, mix, layers })
    }

    fn step(&self, name: &str, shape: &StepShape, width: usize, n_features: usize) -> Result<StepNetwork, ModelError> {
        let (hidden, features) = (shape.n_hidden as usize, shape.n_features as usize);
        if hidden == 0 || hidden % 16 != 0 || hidden > 256 || features != n_features {
            return inconsistent(format!("{name} has {features} features and a hidden width of {hidden}"));
        }
        if shape.moves.is_empty() || shape.moves.len() > 4096 {
            return inconsistent(format!("{name} has {} moves", shape.moves.len()));
        }
        Ok(StepNetwork {
            projection: self.affine(&format!("{name}/projection"), hidden, width, true)?,
            n_features: features,
            n_hidden: hidden,
            lower: self.floats(&format!("{name}/lower"), features * hidden * 2 * hidden)?,
            lower_bias: self.floats(&format!("{name}/lower-bias"), hidden * 2)?,
            pad: self.floats(&format!("{name}/pad"), features * hidden * 2)?,
            upper: self.affine(&format!("{name}/upper"), shape.moves.len(), hidden, true)?,
            moves: shape.moves.clone(),
        })
    }

    fn strings(&self, name: &str) -> Result<SortedStrings, ModelError> {
        let (ends, words) = (self.array(&format!("{name}/ends"))?, self.array(&format!("{name}/words"))?);
        SortedStrings::new(ends, words)
            .ok_or_else(|| ModelError::Inconsistent(format!("{name} is not a sorted list of words")))
    }

    fn lemmas(&self, pos: &str, rules: &[(String, String)]) -> Result<LoadedLemmas, ModelError> {
        let keys = self.strings(&format!("lemmas/{pos}/exceptions"))?;
        let forms = format!("lemmas/{pos}/forms");
        let (ends, words) = (self.array(&format!("{forms}/ends"))?, self.array(&format!("{forms}/words"))?);
        let exceptions = SortedMap::new(keys, ends, words)
            .ok_or_else(|| ModelError::Inconsistent(format!("{forms} does not fit the exceptions")))?;
        Ok(LoadedLemmas { rules: rules.to_vec(), exceptions, index: self.strings(&format!("lemmas/{pos}/index"))? })
    }

    fn vectors(&self, width: u32) -> Result<LoadedVectors, ModelError> {
        let width = width as usize;
        let (rows, keys): (Slab<f32>, Slab<u64>) = (self.array("vectors/rows")?, self.array("vectors/keys")?);
        let row_of: Slab<u32> = self.array("vectors/row-of")?;
        let n_rows = rows.len().checked_div(width).unwrap_or(0);
        if width == 0 || width > 4096 || n_rows * width != rows.len() || keys.len() != row_of.len() {
            return inconsistent("the vectors' rows, keys and width do not fit");
        }
        if !keys.is_sorted() || row_of.iter().any(|&row| row as usize >= n_rows) {
            return inconsistent("the vectors' keys are not in order, or name a row that is not there");
        }
        Ok(LoadedVectors { width, rows, keys, row_of })
    }
}

impl Model {
    /// Reads a file: checks its head, its checksum and that all shapes fit.
    pub(crate) fn read(bytes: Bytes<'_>) -> Result<Self, ModelError> {
        let file = bytes.get();
        if file.len() < HEAD + 4 || &file[..16] != MAGIC {
            return Err(ModelError::NotAModel);
        }
        let u32_at = |at: usize| u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]);
        let (version, checksum) = (u32_at(16), u32_at(20));
        let expected = u64::from(u32_at(24)) | u64::from(u32_at(28)) << 32;
        if version != VERSION {
            return Err(ModelError::Version { found: version, expected: VERSION });
        }
        let found = (file.len() - HEAD) as u64;
        if found != expected {
            return Err(ModelError::Length { found, expected });
        }
        if crc32fast::hash(&file[HEAD..]) != checksum {
            return Err(ModelError::Damaged);
        }
        let table_end = (HEAD + 4).checked_add(u32_at(HEAD) as usize).filter(|&end| end <= file.len());
        let Some(table_end) = table_end else { return inconsistent("the table is longer than the file") };
        let table: Table = match postcard::from_bytes(&file[HEAD + 4..table_end]) {
            Ok(table) => table,
            Err(error) => return inconsistent(format!("the table cannot be read ({error})")),
        };
        let arrays_at = table_end.next_multiple_of(ALIGNMENT);
        let reader = Reader { bytes, arrays_at, arrays: table.arrays.clone() };
        let tok2vec = reader.network("tok2vec", &table.tok2vec, table.vector_width)?;
        let ner_tok2vec = reader.network("ner-tok2vec", &table.ner_tok2vec, table.vector_width)?;
        if table.tags.is_empty() || table.tags.len() > 250 {
            return inconsistent(format!("{} tags; from 1 to 250 are possible", table.tags.len()));
        }
        if !table.lexeme_norms.is_sorted_by_key(|(id, _)| id) {
            return inconsistent("the norms are not in order");
        }
        let long_pattern = |rule: &Rule| {
            rule.patterns.iter().any(|pattern| !(1..=2).contains(&pattern.len()) || rule.index >= pattern.len())
        };
        if table.rules.iter().any(long_pattern) || table.rules.len() > 10_000 {
            return inconsistent("a rule has a pattern of no token or more than two");
        }
        let whole =
            |e: &super::parts::Exception| e.tokens.iter().map(|t| t.text.as_str()).collect::<String>() == e.word;
        if !table
            .tokenizer
            .exceptions
            .iter()
            .all(|e| whole(e) && e.tokens.iter().all(|t| !t.text.is_empty()) && !e.word.is_empty())
        {
            return inconsistent("the tokens of an exception are not the word");
        }
        let patterns = [&table.tokenizer.prefixes, &table.tokenizer.suffixes, &table.tokenizer.infixes];
        if patterns.iter().any(|patterns| patterns.iter().any(|pattern| pattern.body.is_empty())) {
            return inconsistent("a pattern of the tokenizer matches nothing");
        }
        Ok(Self {
            tagger: reader.affine("tagger", table.tags.len(), tok2vec.width, true)?,
            parser: reader.step("parser", &table.parser, tok2vec.width, crate::arc_eager::N_FEATURES)?,
            ner: reader.step("ner", &table.ner, ner_tok2vec.width, crate::ner::N_FEATURES)?,
            vectors: table.vector_width.map(|width| reader.vectors(width)).transpose()?,
            lemmas: table
                .lemma_rules
                .iter()
                .map(|(pos, rules)| Ok((pos.clone(), reader.lemmas(pos, rules)?)))
                .collect::<Result<_, _>>()?,
            tok2vec,
            ner_tok2vec,
            table,
        })
    }
}

/// The table for an embedding, by its parts; for tests and converters.
impl EmbeddingTable {
    /// How many rows a table of this width has.
    pub fn n_rows(&self, width: usize) -> usize {
        self.rows.len().checked_div(width).unwrap_or(0)
    }
}
