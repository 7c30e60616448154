//! What does the grammar of a story say, as the frames ask for it?
//!
//! Each subtree's first and last token are worked out once, so that a frame costs no more than the tokens it looks at.

use std::ops::Range;

use dateline_parse::{Parse, Pos, Token};
use dateline_text::{Span, Story};

use super::quotation::quotations;

/// How many tokens of its sentence a frame looks at on either side of its cue: no page costs more than its length.
const FAR: usize = 250;

/// A parsed story with what all frames need of it.
pub(super) struct Tree<'a> {
    pub(super) parse: &'a Parse<Story>,
    /// The first and the last token of each token's subtree.
    extent: Vec<(u32, u32)>,
    /// The tokens of each quotation.
    pub(super) quoted: Vec<Range<usize>>,
    /// The quotation that each token stands in.
    quotation_of: Vec<Option<u32>>,
    /// The number of each token's paragraph.
    paragraph: Vec<u32>,
    /// The first token of each sentence, or of its part in a paragraph, and the end of the last.
    sentences: Vec<u32>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(parse: &'a Parse<Story>) -> Self {
        let n = parse.n_tokens();
        let mut extent: Vec<(u32, u32)> = (0..n as u32).map(|index| (index, index)).collect();
        // From the leaves up: children before their heads.
        let mut order: Vec<u32> = Vec::with_capacity(n);
        order.extend(parse.tokens().filter(|token| token.is_root()).map(|token| token.index() as u32));
        let mut at = 0;
        while at < order.len() && order.len() <= n {
            let token = parse.token(order[at] as usize);
            order.extend(token.children().map(|child| child.index() as u32));
            at += 1;
        }
        for &index in order.iter().rev() {
            let token = parse.token(index as usize);
            if !token.is_root() {
                let (first, last) = extent[index as usize];
                let head = &mut extent[token.head().index()];
                *head = (head.0.min(first), head.1.max(last));
            }
        }
        let quotations = quotations(parse.text());
        let mut quotation_of = vec![None; n];
        let mut quoted = Vec::with_capacity(quotations.len());
        for (index, quotation) in quotations.iter().enumerate() {
            let range = parse.text().span(quotation.start, quotation.end).map_or(0..0, |span| parse.tokens_of(span));
            quotation_of[range.clone()].fill(Some(index as u32));
            quoted.push(range);
        }
        let mut paragraph = Vec::with_capacity(n);
        let mut sentences: Vec<u32> = Vec::new();
        let mut number = 0;
        for token in parse.tokens() {
            let is_first = token.starts_sentence() || paragraph.last().is_some_and(|last| *last != number);
            if is_first || runs_on(token) {
                sentences.push(token.index() as u32);
            }
            paragraph.push(number);
            if token.text().contains('\n') {
                number += 1;
            }
        }
        sentences.push(n as u32);
        Self { parse, extent, quoted, quotation_of, paragraph, sentences }
    }

    pub(super) fn n(&self) -> usize {
        self.parse.n_tokens()
    }

    pub(super) fn token(&self, index: usize) -> Token<'a, Story> {
        self.parse.token(index)
    }

    /// From the first to the last token below `token`.
    pub(super) fn subtree(&self, token: Token<'_, Story>) -> Range<usize> {
        let (first, last) = self.extent[token.index()];
        first as usize..last as usize + 1
    }

    pub(super) fn quotation_of(&self, index: usize) -> Option<usize> {
        self.quotation_of.get(index).copied().flatten().map(|index| index as usize)
    }

    pub(super) fn paragraph(&self, index: usize) -> u32 {
        self.paragraph.get(index).copied().unwrap_or(u32::MAX)
    }

    /// The tokens of the sentence of a token that lie in its paragraph, no more than [`FAR`] to either side.
    pub(super) fn sentence(&self, index: usize) -> Range<usize> {
        let after = self.sentences.partition_point(|&start| start as usize <= index);
        let start = self.sentences[after.saturating_sub(1)] as usize;
        let end = self.sentences.get(after).map_or(self.n(), |&end| end as usize);
        start.max(index.saturating_sub(FAR))..end.min(index + FAR)
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        if index < self.n() { self.token(index).text() } else { "" }
    }

    pub(super) fn is(&self, index: usize, words: &[&str]) -> bool {
        let text = self.text(index);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether a token is the `that` of a clause.
    pub(super) fn is_that(&self, index: usize) -> bool {
        self.is(index, &["that"]) && (self.token(index).tag() == "IN" || self.token(index).dep() == "mark")
    }

    /// The span of some tokens; `None` of none.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Option<Span<Story>> {
        if tokens.is_empty() || tokens.end > self.n() {
            return None;
        }
        Some(self.token(tokens.start).span().to(self.token(tokens.end - 1).span()))
    }

    /// Without white space, commas and stops at the edges, and quotation marks that have no partner within.
    pub(super) fn trim(&self, mut tokens: Range<usize>) -> Range<usize> {
        let whole = tokens.clone();
        let is_edge = |index: usize| {
            let token = self.token(index);
            token.is_space() || matches!(token.text(), "," | "." | ";" | ":" | "—" | "–" | "-" | "--" | "…")
        };
        loop {
            if tokens.is_empty() {
                return tokens;
            }
            if is_edge(tokens.start) || self.is_lone_mark(tokens.start, &whole) {
                tokens.start += 1;
            } else if is_edge(tokens.end - 1) || self.is_lone_mark(tokens.end - 1, &whole) {
                tokens.end -= 1;
            } else {
                return tokens;
            }
        }
    }

    /// Whether a token is a mark of a quotation that does not lie within `tokens`.
    fn is_lone_mark(&self, index: usize, tokens: &Range<usize>) -> bool {
        if !is_mark(self.text(index)) {
            return false;
        }
        match self.quotation_of(index) {
            Some(quotation) => {
                let range = &self.quoted[quotation];
                range.start < tokens.start || range.end > tokens.end
            }
            None => true,
        }
    }

    /// The next token to the left that is no white space, within the paragraph.
    pub(super) fn before(&self, index: usize) -> Option<usize> {
        let paragraph = self.paragraph(index);
        (0..index).rev().take_while(|&at| self.paragraph(at) == paragraph).find(|&at| !self.token(at).is_space())
    }

    /// The next token at or behind `index` that is no white space, within the paragraph of the token before it.
    pub(super) fn behind(&self, index: usize) -> Option<usize> {
        let paragraph = self.paragraph(index.checked_sub(1)?);
        (index..self.n()).take_while(|&at| self.paragraph(at) == paragraph).find(|&at| !self.token(at).is_space())
    }
}

/// Whether a sentence begins here without a stop before it, as where captions and stories run together: `figures showed More than half`.
fn runs_on(token: Token<'_, Story>) -> bool {
    let is_small = |token: Token<'_, Story>| token.text().chars().all(char::is_lowercase);
    matches!(token.tag(), "DT" | "JJR" | "JJS" | "PRP$" | "CD" | "EX" | "IN")
        && token.text().starts_with(char::is_uppercase)
        && token.text().chars().any(char::is_lowercase)
        && token.previous().is_some_and(is_small)
        && token.next().is_some_and(is_small)
}

/// Whether a token is a quotation mark.
pub(super) fn is_mark(text: &str) -> bool {
    matches!(text, "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" | "‘" | "’" | "'" | "‟")
}

/// Whether a verb is finite or has an auxiliary that is.
pub(super) fn is_finite(token: Token<'_, Story>) -> bool {
    matches!(token.tag(), "VBD" | "VBZ" | "VBP" | "MD")
        || token.children().any(|child| {
            matches!(child.dep(), "aux" | "auxpass") && matches!(child.tag(), "VBD" | "VBZ" | "VBP" | "MD")
        })
}

/// Whether a token is a verb, also where the parser calls it an auxiliary.
pub(super) fn is_verb(token: Token<'_, Story>) -> bool {
    matches!(token.pos(), Pos::Verb | Pos::Aux)
}

/// The child of a token with one of these labels.
pub(super) fn child<'a>(token: Token<'a, Story>, deps: &[&str]) -> Option<Token<'a, Story>> {
    token.children().find(|child| deps.contains(&child.dep()))
}
