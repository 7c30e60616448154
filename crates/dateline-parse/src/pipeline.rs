//! The whole way from text to parse, and what is reused between texts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dateline_text::Text;

use crate::arc_eager::{ArcEager, ArcState};
use crate::kernel::{Arithmetic, Isa, Lanes, Packed, floats};
use crate::lemma::Lemmatizer;
use crate::lexicon::{Lexicon, Vocabulary};
use crate::model::{Bytes, LoadedVectors, Model, ModelError};
use crate::ner::{Ner, NerState};
use crate::net::{Network, WordVectors};
use crate::parse::{Names, Parse, Row};
use crate::ruler::{Ruler, RulerMemory, RulerNames};
use crate::step::{Features, Step};
use crate::tokenizer::{Cut, Tokenizer};
use crate::tree::{Children, Lifted, put_back_lifted, sentence_starts};

/// Words whose vectors are kept, unless [`Pipeline::with_memory`] says otherwise: about 47 MB for `en_core_web_sm`.
const WORDS_KEPT: usize = 6144;

/// A model ready to parse; shared between threads.
///
/// A text is read as one document: convolutions, stack and entities run across its sentences.
///
/// ```
/// # use dateline_parse::Pipeline;
/// # use dateline_text::{Story, Text};
/// let pipeline = Pipeline::embedded();
/// let story: Text<Story> = "She closed the port of Wexmouth.".into();
/// let tags: Vec<_> = pipeline.parse(&story).tokens().map(|token| token.tag().to_owned()).collect();
/// assert_eq!(tags, ["PRP", "VBD", "DT", "NN", "IN", "NNP", "."]);
/// ```
pub struct Pipeline {
    name: String,
    licences: Vec<(String, String)>,
    tokenizer: Tokenizer,
    vectors: Option<LoadedVectors>,
    tok2vec: Network,
    tagger: Packed,
    n_tags: usize,
    parser: ArcEager,
    root: u16,
    lifted: Vec<Option<Lifted>>,
    ner_tok2vec: Network,
    ner: Ner,
    ruler: Ruler,
    names: Arc<Names>,
    isa: Isa,
    words_kept: usize,
    /// Workspaces not in use.
    spare: Mutex<Vec<Workspace>>,
}

/// What parsing needs and keeps from text to text: word caches and scratch space.
///
/// One for each thread; [`Pipeline::parse`] manages its own.
pub struct Workspace {
    lexicon: Lexicon,
    words: WordVectors,
    ruler: RulerMemory,
    cuts: Vec<Cut>,
    tags: Vec<u8>,
    tag_scores: Vec<Lanes>,
    features: [Features; 2],
    arcs: ArcState,
    children: Children,
    left_edges: Vec<u32>,
    starts: Vec<bool>,
    named: NerState,
}

/// Collects names and gives each an index.
#[derive(Default)]
struct NameList(Vec<Box<str>>);

impl NameList {
    fn index(&mut self, name: &str) -> usize {
        if let Some(index) = self.0.iter().position(|known| **known == *name) {
            return index;
        }
        self.0.push(name.into());
        self.0.len() - 1
    }
}

#[derive(Default)]
struct NameLists {
    tags: NameList,
    deps: NameList,
    morphs: NameList,
    entities: NameList,
}

impl crate::ruler::Names for NameLists {
    fn tag(&mut self, name: &str) -> u8 {
        self.tags.index(name) as u8
    }
    fn dep(&mut self, name: &str) -> u16 {
        self.deps.index(name) as u16
    }
    fn morph(&mut self, name: &str) -> u16 {
        self.morphs.index(name) as u16
    }
}

impl Pipeline {
    /// The model in the binary: `en_core_web_sm` 3.8.0.
    ///
    /// # Panics
    /// Never, unless the binary itself is damaged.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Self {
        #[repr(C, align(64))]
        struct Aligned<T: ?Sized>(T);
        static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/en_core_web_sm.dlm"));
        Self::build(Bytes::Static(&FILE.0)).expect("the model in the binary is whole: a test loads it")
    }

    /// A model file's bytes.
    ///
    /// # Errors
    /// [`ModelError`] when it is not a model, is damaged, or does not hold together.
    pub fn load(file: &[u8]) -> Result<Self, ModelError> {
        Self::build(Bytes::Borrowed(file))
    }

    fn build(file: Bytes<'_>) -> Result<Self, ModelError> {
        let model = Model::read(file)?;
        let table = &model.table;
        let vocabulary = Vocabulary::new(
            table.symbols.iter().map(|(name, &id)| (name.as_str(), id)),
            table.base_norms.iter().map(|(word, norm)| (word.as_str(), norm.as_str())),
            table.lexeme_norms.iter().map(|(id, norm)| (*id, norm.as_str())),
        );
        let mut names = NameLists::default();
        for tag in &table.tags {
            names.tags.0.push(tag.as_str().into());
        }
        names.morphs.index("");
        let n_labels = |moves: &[crate::model::Move]| {
            moves.iter().map(|m| &m.label).collect::<std::collections::BTreeSet<_>>().len()
        };
        if n_labels(&model.parser.moves) > 10_000 || n_labels(&model.ner.moves) > 250 {
            return Err(ModelError::Inconsistent("too many labels".to_owned()));
        }
        let root = names.deps.index("ROOT") as u16;
        let parser =
            ArcEager::new(Step::new(&model.parser), &model.parser.moves, |label| names.deps.index(label) as u16)?;
        let lifted: BTreeMap<usize, Lifted> = (0..names.deps.0.len())
            .filter_map(|index| {
                let (label, below) = names.deps.0[index].split_once("||").map(|(l, b)| (l.to_owned(), b.to_owned()))?;
                let label = names.deps.index(&label) as u16;
                Some((index, Lifted { label, below: names.deps.index(&below) as u16 }))
            })
            .collect();
        let ner = Ner::new(Step::new(&model.ner), &model.ner.moves, |label| names.entities.index(label) as u8)?;
        let ruler = Ruler::new(&table.rules, &mut names, Lemmatizer::new(model.lemmas))?;
        if names.tags.0.len() > 256 || names.deps.0.len() > 65_536 || names.morphs.0.len() > 65_536 {
            return Err(ModelError::Inconsistent("too many tags, labels or morphologies".to_owned()));
        }
        let lifted = (0..names.deps.0.len()).map(|index| lifted.get(&index).copied()).collect();
        let tagger = &model.tagger;
        Ok(Self {
            name: table.name.clone(),
            licences: table.licences.clone(),
            tokenizer: Tokenizer::new(&table.tokenizer, vocabulary),
            tok2vec: Network::new(&model.tok2vec)?,
            tagger: Packed::affine(&tagger.weights, Some(&tagger.bias), tagger.n_outputs, tagger.n_inputs),
            n_tags: tagger.n_outputs,
            parser,
            root,
            lifted,
            ner_tok2vec: Network::new(&model.ner_tok2vec)?,
            ner,
            ruler,
            names: Arc::new(Names {
                tags: names.tags.0,
                deps: names.deps.0,
                morphs: names.morphs.0,
                entities: names.entities.0,
            }),
            vectors: model.vectors,
            isa: Isa::best(),
            words_kept: WORDS_KEPT,
            spare: Mutex::new(Vec::new()),
        })
    }

    /// The same pipeline with the arithmetic done by `isa`, or portably where this machine lacks it.
    #[must_use]
    pub fn with_isa(self, isa: Isa) -> Self {
        Self { isa, ..self }
    }

    /// The same pipeline, which keeps the vectors of so many words for each thread; at least 2,052.
    ///
    /// More words cost memory (7.5 kB each for `en_core_web_sm`), fewer cost time. The result is the same.
    #[must_use]
    pub fn with_memory(self, words: usize) -> Self {
        Self { words_kept: words, ..self }
    }

    /// The model's name and version.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The licences of the model's weights and tables: title and text.
    pub fn licences(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.licences.iter().map(|(title, text)| (title.as_str(), text.as_str()))
    }

    /// The parts of speech that a word in lower case, or one that it may be a form of, has in the model's lemma tables.
    ///
    /// The tables are WordNet's: nouns, verbs, adjectives and adverbs, with some names of places and people among the
    /// nouns (`paris`).
    pub fn word_kinds(&self, lower: &str) -> Vec<crate::Pos> {
        self.ruler.lemmatizer().kinds(lower)
    }

    /// Parses a text, with a workspace of its own or one left from before.
    pub fn parse<In>(&self, text: &Text<In>) -> Parse<In> {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut workspace = spare.unwrap_or_else(|| self.workspace());
        let parse = self.parse_with(text, &mut workspace);
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(workspace);
        parse
    }

    /// A workspace, for [`Pipeline::parse_with`].
    pub fn workspace(&self) -> Workspace {
        Workspace {
            lexicon: Lexicon::default(),
            words: WordVectors::new(self.words_kept, 2),
            ruler: RulerMemory::default(),
            cuts: Vec::new(),
            tags: Vec::new(),
            tag_scores: Vec::new(),
            features: Default::default(),
            arcs: ArcState::default(),
            children: Children::default(),
            left_edges: Vec::new(),
            starts: Vec::new(),
            named: NerState::default(),
        }
    }

    /// Parses a text with a workspace that [`Pipeline::workspace`] of this pipeline gave.
    pub fn parse_with<In>(&self, text: &Text<In>, workspace: &mut Workspace) -> Parse<In> {
        let arithmetic = Arithmetic::new(self.isa);
        let Workspace { lexicon, words, ruler, cuts, features, arcs, starts, named, tags, .. } = workspace;
        if lexicon.is_full() {
            lexicon.clear();
            words.clear();
            ruler.clear();
        }
        self.tokenizer.tokenize(text, lexicon, cuts);
        let n = cuts.len();
        let [for_tree, for_names] = features;
        for_tree.begin(self.parser.step());
        for_names.begin(self.ner.step());
        tags.clear();
        let networks = [&self.tok2vec, &self.ner_tok2vec];
        words.for_each_block(cuts, lexicon, &networks, self.vectors.as_ref(), arithmetic, |network, _, vectors| {
            if network == 0 {
                self.tag(vectors, arithmetic, tags, &mut workspace.tag_scores);
                for_tree.extend(self.parser.step(), vectors, self.tok2vec.width(), arithmetic);
            } else {
                for_names.extend(self.ner.step(), vectors, self.ner_tok2vec.width(), arithmetic);
            }
        });
        self.parser.parse(n, for_tree, self.root, arithmetic, arcs);
        let is_space = |token: usize| lexicon.word(cuts[token].word).is_space;
        put_back_lifted(&mut arcs.heads, &mut arcs.labels, &self.lifted, is_space, &mut workspace.children);
        sentence_starts(&arcs.heads, &mut workspace.left_edges, starts);
        self.ner.read(for_names, arithmetic, is_space, |token| starts[token], named);
        self.collect(text, workspace)
    }

    /// The best tag of each of a block's tokens; the first of equals.
    fn tag(&self, vectors: &[Lanes], arithmetic: Arithmetic, tags: &mut Vec<u8>, scores: &mut Vec<Lanes>) {
        let (n, n_lanes) = (vectors.len() / self.tok2vec.width(), self.tagger.n_lanes());
        scores.resize(n * n_lanes, Lanes::default());
        arithmetic.affine(&self.tagger, floats(vectors), self.tagger.n_inputs(), n, scores);
        tags.extend(scores.chunks_exact(n_lanes).map(|row| {
            let row = floats(row)[..self.n_tags].iter().enumerate();
            let best = row
                .fold((0, f32::NEG_INFINITY), |best, (tag, &score)| if score > best.1 { (tag, score) } else { best });
            best.0 as u8
        }));
    }

    /// Rules and lemmas, and the rows of the parse.
    fn collect<In>(&self, text: &Text<In>, workspace: &mut Workspace) -> Parse<In> {
        let Workspace { lexicon, ruler, cuts, arcs, starts, named, tags, .. } = workspace;
        let n = cuts.len();
        let mut parse = Parse {
            text: text.clone(),
            names: Arc::clone(&self.names),
            rows: Vec::with_capacity(n),
            lemmas: String::with_capacity(text.len()),
            sentences: Vec::new(),
            entities: named.entities.iter().map(|named| (named.start, named.end, named.label)).collect(),
            children: Vec::new(),
            child_ends: Vec::new(),
        };
        let names = RulerNames { tags: &self.names.tags, deps: &self.names.deps, morphs: &self.names.morphs };
        let token = |i: usize| (cuts[i].word, tags[i], arcs.labels[i]);
        self.ruler.apply(n, lexicon, ruler, &names, token, |i, ruled, lemma| {
            if starts[i] || i == 0 {
                parse.sentences.push(i as u32);
            }
            parse.lemmas.push_str(lemma);
            parse.rows.push(Row {
                start: cuts[i].start,
                end: cuts[i].start + cuts[i].len,
                head: arcs.heads[i],
                lemma_end: parse.lemmas.len() as u32,
                sentence: (parse.sentences.len() - 1) as u32,
                dep: ruled.dep,
                morph: ruled.morph,
                tag: ruled.tag,
                pos: ruled.pos,
                space: cuts[i].space,
            });
        });
        parse.fill_children();
        parse
    }
}

impl<In> Parse<In> {
    /// Sorts the tokens by their heads.
    fn fill_children(&mut self) {
        let n = self.rows.len();
        self.child_ends = vec![0; n];
        for (i, row) in self.rows.iter().enumerate().filter(|(i, row)| row.head as usize != *i) {
            debug_assert!(i < n);
            self.child_ends[row.head as usize] += 1;
        }
        let mut end = 0;
        for count in &mut self.child_ends {
            end += *count;
            *count = end - *count;
        }
        // Now each count is where the head's children begin; filling moves it to where they end.
        self.children = vec![0; end as usize];
        for (i, row) in self.rows.iter().enumerate().filter(|(i, row)| row.head as usize != *i) {
            let at = &mut self.child_ends[row.head as usize];
            self.children[*at as usize] = i as u32;
            *at += 1;
        }
    }
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipeline").field("name", &self.name).field("isa", &self.isa).finish_non_exhaustive()
    }
}
