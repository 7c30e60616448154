//! What the pipeline says of a text: tokens in trees and sentences, and named entities.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use dateline_text::{Span, Text};

/// A part of speech of Universal Dependencies, `Space` for white space, `None` where no rule said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are Universal Dependencies' own")]
pub enum Pos {
    #[default]
    None,
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
    Space,
}

impl Pos {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::None,
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
        Self::Space,
    ];

    /// The name in capitals, as in CoNLL-U; empty for `None`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
            Self::Space => "SPACE",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pos| pos.as_str() == name)
    }

    pub(crate) fn as_lower_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Adj => "adj",
            Self::Adp => "adp",
            Self::Adv => "adv",
            Self::Aux => "aux",
            Self::Cconj => "cconj",
            Self::Det => "det",
            Self::Intj => "intj",
            Self::Noun => "noun",
            Self::Num => "num",
            Self::Part => "part",
            Self::Pron => "pron",
            Self::Propn => "propn",
            Self::Punct => "punct",
            Self::Sconj => "sconj",
            Self::Sym => "sym",
            Self::Verb => "verb",
            Self::X => "x",
            Self::Space => "space",
        }
    }
}

impl fmt::Display for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The value of a feature in a morphology such as `Number=Sing|Person=3`.
pub(crate) fn feature_of<'a>(morph: &'a str, feature: &str) -> Option<&'a str> {
    morph.split('|').find_map(|pair| pair.strip_prefix(feature)?.strip_prefix('='))
}

/// The names that rows refer to by index.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) tags: Vec<Box<str>>,
    pub(crate) deps: Vec<Box<str>>,
    pub(crate) morphs: Vec<Box<str>>,
    pub(crate) entities: Vec<Box<str>>,
}

/// A token as it is kept: 32 bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) head: u32,
    pub(crate) lemma_end: u32,
    pub(crate) sentence: u32,
    pub(crate) dep: u16,
    pub(crate) morph: u16,
    pub(crate) tag: u8,
    pub(crate) pos: Pos,
    pub(crate) space: bool,
}

/// A text's tokens, trees, sentences and named entities.
///
/// Everything is asked through borrowed views: [`Token`], [`Sentence`], [`Entity`].
///
/// ```
/// # use dateline_parse::{Pipeline, Pos};
/// # use dateline_text::{Story, Text};
/// let pipeline = Pipeline::embedded();
/// let story: Text<Story> = "Mayor Alder resigned. The council meets on Friday.".into();
/// let parse = pipeline.parse(&story);
/// let resigned = parse.tokens().find(|token| token.lemma() == "resign").unwrap();
/// assert_eq!((resigned.pos(), resigned.dep()), (Pos::Verb, "ROOT"));
/// let subject = resigned.children().find(|child| child.dep() == "nsubj").unwrap();
/// assert_eq!(&story[subject.subtree_span()], "Mayor Alder");
/// assert_eq!(parse.sentences().count(), 2);
/// assert_eq!(parse.entities().map(|e| (&story[e.span()], e.label())).last(), Some(("Friday", "DATE")));
/// ```
pub struct Parse<In> {
    pub(crate) text: Text<In>,
    pub(crate) names: Arc<Names>,
    pub(crate) rows: Vec<Row>,
    pub(crate) lemmas: String,
    /// The first token of each sentence.
    pub(crate) sentences: Vec<u32>,
    /// First token, end token, label.
    pub(crate) entities: Vec<(u32, u32, u8)>,
    /// The children of token `t`: `children[child_ends[t - 1]..child_ends[t]]`.
    pub(crate) children: Vec<u32>,
    pub(crate) child_ends: Vec<u32>,
}

impl<In> Parse<In> {
    /// The text.
    pub fn text(&self) -> &Text<In> {
        &self.text
    }

    /// How many tokens there are.
    pub fn n_tokens(&self) -> usize {
        self.rows.len()
    }

    /// The token at an index.
    ///
    /// # Panics
    /// When there are not so many.
    pub fn token(&self, index: usize) -> Token<'_, In> {
        assert!(index < self.rows.len(), "token {index} of {}", self.rows.len());
        Token { parse: self, index }
    }

    /// All tokens, white space included.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'_, In>> + ExactSizeIterator {
        self.tokens_in(0..self.rows.len())
    }

    /// Some tokens, by index.
    pub fn tokens_in(
        &self,
        tokens: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Token<'_, In>> + ExactSizeIterator {
        tokens.map(|index| self.token(index))
    }

    /// The tokens that share a byte with a span.
    pub fn tokens_of(&self, span: Span<In>) -> Range<usize> {
        let start = self.rows.partition_point(|row| row.end as usize <= span.start());
        let end = self.rows.partition_point(|row| (row.start as usize) < span.end());
        start..end.max(start)
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> impl DoubleEndedIterator<Item = Sentence<'_, In>> + ExactSizeIterator {
        (0..self.sentences.len()).map(|index| Sentence { parse: self, index })
    }

    /// The named entities, in order.
    pub fn entities(&self) -> impl DoubleEndedIterator<Item = Entity<'_, In>> + ExactSizeIterator {
        (0..self.entities.len()).map(|index| Entity { parse: self, index })
    }

    /// The noun phrases that hold no other, in order: spaCy's `noun_chunks` for English.
    pub fn noun_chunks(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        crate::chunks::noun_chunks(self)
    }

    fn span(&self, start: u32, end: u32) -> Span<In> {
        self.text.span(start as usize, end as usize).expect("tokens lie on character boundaries of their text")
    }

    fn span_of(&self, tokens: Range<usize>) -> Span<In> {
        match self.rows.get(tokens) {
            Some([first, .., last]) => self.span(first.start, last.end),
            Some([only]) => self.span(only.start, only.end),
            _ => self.span(0, 0),
        }
    }
}

impl<In> fmt::Debug for Parse<In> {
    /// One token a line: `index text tag dep→head`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in self.tokens() {
            writeln!(f, "{} {:?} {} {}→{}", token.index, token.text(), token.tag(), token.dep(), token.head().index)?;
        }
        Ok(())
    }
}

/// A token of a [`Parse`].
pub struct Token<'a, In> {
    parse: &'a Parse<In>,
    index: usize,
}

impl<In> Clone for Token<'_, In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Token<'_, In> {}
impl<In> PartialEq for Token<'_, In> {
    /// The same token of the same parse.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.parse, other.parse) && self.index == other.index
    }
}
impl<In> Eq for Token<'_, In> {}

impl<In> fmt::Debug for Token<'_, In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:?}", self.index, self.text())
    }
}

impl<'a, In> Token<'a, In> {
    fn row(self) -> &'a Row {
        &self.parse.rows[self.index]
    }

    /// The parse it belongs to.
    pub fn parse(self) -> &'a Parse<In> {
        self.parse
    }

    /// Its index in the text.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its place.
    pub fn span(self) -> Span<In> {
        self.parse.span(self.row().start, self.row().end)
    }

    /// Its words.
    pub fn text(self) -> &'a str {
        let row = self.row();
        &self.parse.text.as_str()[row.start as usize..row.end as usize]
    }

    /// Whether one space follows, which belongs to no token.
    pub fn has_space(self) -> bool {
        self.row().space
    }

    /// Its part-of-speech tag (Penn Treebank, as in OntoNotes): `NNP`, `VBD`.
    pub fn tag(self) -> &'a str {
        &self.parse.names.tags[usize::from(self.row().tag)]
    }

    /// Its part of speech (Universal Dependencies).
    pub fn pos(self) -> Pos {
        self.row().pos
    }

    /// Its morphology (Universal Dependencies): `Number=Sing|Person=3`, or empty.
    pub fn morph(self) -> &'a str {
        &self.parse.names.morphs[usize::from(self.row().morph)]
    }

    /// The value of one feature of its morphology: `Tense` → `Past`.
    pub fn feature(self, name: &str) -> Option<&'a str> {
        feature_of(self.morph(), name)
    }

    /// Its lemma.
    pub fn lemma(self) -> &'a str {
        let start = self.index.checked_sub(1).map_or(0, |before| self.parse.rows[before].lemma_end);
        &self.parse.lemmas[start as usize..self.row().lemma_end as usize]
    }

    /// The label of the arc to its head (ClearNLP): `nsubj`, `ROOT`.
    pub fn dep(self) -> &'a str {
        &self.parse.names.deps[usize::from(self.row().dep)]
    }

    /// Whether it is white space.
    pub fn is_space(self) -> bool {
        self.pos() == Pos::Space
    }

    /// Its head; itself for a root.
    pub fn head(self) -> Self {
        Self { index: self.row().head as usize, ..self }
    }

    /// Whether it is the root of its tree.
    pub fn is_root(self) -> bool {
        self.row().head as usize == self.index
    }

    /// Whether a sentence begins with it.
    pub fn starts_sentence(self) -> bool {
        self.parse.sentences[self.row().sentence as usize] as usize == self.index
    }

    /// The sentence it belongs to.
    pub fn sentence(self) -> Sentence<'a, In> {
        Sentence { parse: self.parse, index: self.row().sentence as usize }
    }

    /// The token after it.
    pub fn next(self) -> Option<Self> {
        (self.index + 1 < self.parse.n_tokens()).then(|| Self { index: self.index + 1, ..self })
    }

    /// The token before it.
    pub fn previous(self) -> Option<Self> {
        Some(Self { index: self.index.checked_sub(1)?, ..self })
    }

    /// The tokens whose head it is, from left to right.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        let start = self.index.checked_sub(1).map_or(0, |before| self.parse.child_ends[before]);
        let end = self.parse.child_ends[self.index];
        self.parse.children[start as usize..end as usize]
            .iter()
            .map(move |&index| Self { index: index as usize, ..self })
    }

    /// The child with this label that comes first.
    pub fn child(self, dep: &str) -> Option<Self> {
        self.children().find(|child| child.dep() == dep)
    }

    /// Its head, the head of that, and so on up to the root; the text's length at most.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        let above = |token: Self| (!token.is_root()).then(|| token.head());
        std::iter::successors(above(self), move |&token| above(token)).take(self.parse.n_tokens())
    }

    /// It and all below it, in the order of the text.
    pub fn subtree(self) -> Vec<Self> {
        let mut below = vec![self];
        let mut at = 0;
        while at < below.len() && below.len() <= self.parse.n_tokens() {
            let token = below[at];
            below.extend(token.children());
            at += 1;
        }
        below.sort_by_key(|token| token.index);
        below.dedup();
        below
    }

    /// From the first to the last token of its subtree.
    pub fn subtree_tokens(self) -> Range<usize> {
        let subtree = self.subtree();
        subtree[0].index..subtree[subtree.len() - 1].index + 1
    }

    /// The place from the first to the last token of its subtree.
    pub fn subtree_span(self) -> Span<In> {
        self.parse.span_of(self.subtree_tokens())
    }

    /// The named entity it is part of.
    pub fn entity(self) -> Option<Entity<'a, In>> {
        let after = self.parse.entities.partition_point(|&(start, ..)| start as usize <= self.index);
        let index = after.checked_sub(1)?;
        (self.index < self.parse.entities[index].1 as usize).then_some(Entity { parse: self.parse, index })
    }
}

/// A sentence of a [`Parse`].
pub struct Sentence<'a, In> {
    parse: &'a Parse<In>,
    index: usize,
}

impl<In> Clone for Sentence<'_, In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Sentence<'_, In> {}

impl<'a, In> Sentence<'a, In> {
    /// Its index among the sentences.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its tokens, by index.
    pub fn range(self) -> Range<usize> {
        let end = self.parse.sentences.get(self.index + 1).map_or(self.parse.rows.len(), |&next| next as usize);
        self.parse.sentences[self.index] as usize..end
    }

    /// Its tokens.
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'a, In>> + ExactSizeIterator {
        self.parse.tokens_in(self.range())
    }

    /// Its place, with white space at its end where that is a token.
    pub fn span(self) -> Span<In> {
        self.parse.span_of(self.range())
    }

    /// Its first root.
    pub fn root(self) -> Token<'a, In> {
        let first = self.parse.token(self.range().start);
        self.tokens().find(|token| token.is_root()).unwrap_or(first)
    }
}

/// A named entity of a [`Parse`].
pub struct Entity<'a, In> {
    parse: &'a Parse<In>,
    index: usize,
}

impl<In> Clone for Entity<'_, In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Entity<'_, In> {}

impl<'a, In> Entity<'a, In> {
    /// Its index among the entities.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its label (OntoNotes): `PERSON`, `GPE`.
    pub fn label(self) -> &'a str {
        &self.parse.names.entities[usize::from(self.parse.entities[self.index].2)]
    }

    /// Its tokens, by index.
    pub fn range(self) -> Range<usize> {
        let (start, end, _) = self.parse.entities[self.index];
        start as usize..end as usize
    }

    /// Its tokens.
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'a, In>> + ExactSizeIterator {
        self.parse.tokens_in(self.range())
    }

    /// Its place.
    pub fn span(self) -> Span<In> {
        self.parse.span_of(self.range())
    }
}
