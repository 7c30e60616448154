//! `She listed the reasons: “The bridge is old.”`, `“Fine!” beamed Mary Alder`: a quotation beside a verb that the table does not have.
//!
//! ## What it reads
//! A clause with a colon behind it and then a quotation, in the same paragraph or the next; a quotation with a verb in the past and a
//! name behind it.
//!
//! ## What it decides
//! The clause's subject says it, and what stands between subject and colon is the cue.
//!
//! ## What it leaves alone
//! Quotations that a cue of the table has, titles, and clauses whose subject cannot speak.

use std::ops::Range;

use dateline_parse::Token;
use dateline_text::Story;

use crate::statement::cue::subject;
use crate::statement::source;
use crate::statement::tree::{Tree, child, is_finite, is_mark, is_verb};

/// A quotation, who says it and the words that introduce it.
pub(in crate::statement) struct Introduced {
    pub(in crate::statement) head: usize,
    pub(in crate::statement) words: Range<usize>,
    pub(in crate::statement) speaker: usize,
    pub(in crate::statement) source: Range<usize>,
    pub(in crate::statement) content: Range<usize>,
}

/// A quotation of fewer tokens, marks included, may be a title.
const LEAST: usize = 6;

/// How long the words between subject and colon may be.
const MOST: usize = 25;

/// The quotations that `is_taken` tells to be nobody's yet.
pub(in crate::statement) fn read(tree: &Tree<'_>, is_taken: impl Fn(&Range<usize>) -> bool) -> Vec<Introduced> {
    let mut found = Vec::new();
    for range in &tree.quoted {
        if range.len() < LEAST || is_taken(range) {
            continue;
        }
        found.extend(before_colon(tree, range).or_else(|| inverted(tree, range)));
    }
    found
}

/// `She listed the reasons:`
fn before_colon(tree: &Tree<'_>, quotation: &Range<usize>) -> Option<Introduced> {
    let colon = (0..quotation.start).rev().take(3).find(|&at| !tree.token(at).is_space())?;
    if tree.text(colon) != ":" || tree.paragraph(colon) + 1 < tree.paragraph(quotation.start) {
        return None;
    }
    let sentence = tree.sentence(colon);
    // `Added Mary Alder: “…”`
    let first = tree.token(sentence.start);
    let name = sentence.start + 1..colon;
    let is_name = !name.is_empty() && name.len() <= 4 && name.clone().all(|at| tree.token(at).tag() == "NNP");
    if is_name && matches!(first.tag(), "VBD" | "VBN") {
        return Some(Introduced {
            head: first.index(),
            words: first.index()..first.index() + 1,
            speaker: colon - 1,
            source: name,
            content: quotation.clone(),
        });
    }
    // The last finite verb before the colon with a subject of its own or of the verb it goes with.
    let verb = (sentence.start..colon).rev().map(|at| tree.token(at)).find(|token| {
        is_verb(*token)
            && is_finite(*token)
            && !matches!(token.dep(), "aux" | "auxpass" | "relcl" | "acl")
            && (token.dep() != "ccomp" || token.head().index() > colon)
    })?;
    let who = subject(verb, 0).filter(|who| who.index() < verb.index() && speaks(tree, *who))?;
    let mut source = tree.subtree(who);
    let start = (source.end.min(verb.index())..verb.index())
        .find(|&at| tree.token(at).head() == verb && matches!(tree.token(at).dep(), "aux" | "neg" | "advmod"))
        .unwrap_or(verb.index());
    source.end = source.end.min(start);
    if source.start >= source.end || source.start < sentence.start {
        return None;
    }
    let is_open = (source.start..colon).all(|at| tree.quotation_of(at).is_none());
    (is_open && colon - start <= MOST).then(|| Introduced {
        head: verb.index(),
        words: start..colon,
        speaker: who.index(),
        source: tree.trim(source),
        content: quotation.clone(),
    })
}

/// `“…!” beamed Mary Alder`, `“…,” an angry Alder retaliated.`
fn inverted(tree: &Tree<'_>, quotation: &Range<usize>) -> Option<Introduced> {
    let behind = tree.behind(quotation.end)?;
    let last = (quotation.start..quotation.end).rev().find(|&at| !is_mark(tree.text(at)))?;
    let verb = (behind..tree.n().min(behind + 8)).map(|at| tree.token(at)).find(|token| token.tag() == "VBD")?;
    let who = child(verb, &["nsubj", "dobj", "attr", "oprd", "npadvmod"]).filter(|who| speaks(tree, *who))?;
    let source = tree.subtree(who);
    let is_beside = if verb.index() == behind {
        matches!(tree.text(last), "," | "!" | "?") && who.tag() == "NNP" && source.start == behind + 1
    } else {
        tree.text(last) == "," && source == (behind..verb.index()) && matches!(tree.text(verb.index() + 1), "." | ",")
    };
    is_beside.then(|| Introduced {
        head: verb.index(),
        words: verb.index()..verb.index() + 1,
        speaker: who.index(),
        source: tree.trim(source),
        content: quotation.clone(),
    })
}

/// Whether somebody can speak, or a paper or document that can be quoted.
fn speaks(tree: &Tree<'_>, who: Token<'_, Story>) -> bool {
    let is_named = who.entity().is_some_and(|entity| matches!(entity.label(), "PERSON" | "ORG" | "NORP" | "GPE"));
    is_named || tree.is(who.index(), &["he", "she", "they", "I", "we"]) || source::is_known(&who.lemma().to_lowercase())
}
