//! `according to the board`, `in the words of the keeper`, `as she put it`, `in her view`: a phrase attributes its sentence.
//!
//! ## What it reads
//! `according to`, `as told by`, `as first reported in`, `in the words of`, `in the view of`, `in … view`, `as … put it / said / noted`.
//!
//! ## What it decides
//! The content is the clause the phrase stands in, without the phrase.
//!
//! ## What it leaves alone
//! `as` with a clause of time or manner.

use std::ops::Range;

use dateline_parse::Token;
use dateline_text::Story;

use crate::statement::lexicon::{Frames, LEXICON, Part};
use crate::statement::source;
use crate::statement::tree::{Tree, child};

/// A phrase that attributes.
pub(in crate::statement) struct Phrase<'a> {
    pub(in crate::statement) head: Token<'a, Story>,
    pub(in crate::statement) words: Range<usize>,
    pub(in crate::statement) source: Range<usize>,
    /// All its words, source included.
    pub(in crate::statement) core: Range<usize>,
}

pub(in crate::statement) fn read<'a>(tree: &Tree<'a>) -> Vec<Phrase<'a>> {
    tree.parse.tokens().filter_map(|token| one(tree, token)).collect()
}

fn one<'a>(tree: &Tree<'a>, token: Token<'a, Story>) -> Option<Phrase<'a>> {
    let at = token.index();
    let words = if tree.is(at, &["according"]) && tree.is(at + 1, &["to"]) {
        at..at + 2
    } else if tree.is(at, &["in"])
        && tree.is(at + 1, &["the"])
        && tree.is(at + 2, &["words", "view", "opinion", "eyes", "estimation"])
        && tree.is(at + 3, &["of"])
    {
        at..at + 4
    } else {
        as_told_by(tree, at)?
    };
    let head = words.clone().map(|at| tree.token(at)).find(|word| word.tag() == "VBN").unwrap_or(token);
    let last = tree.token(words.end - 1);
    let object =
        child(last, &["pobj"]).or_else(|| child(token, &["pobj"])).filter(|object| object.index() >= words.end);
    // `paid according to rank`: a bare noun that is no source is a measure.
    if object
        .is_some_and(|object| object.tag() == "NN" && object.children().len() == 0 && !source::is_known(object.lemma()))
    {
        return None;
    }
    let sentence = tree.sentence(at);
    let source = match object {
        Some(object) => {
            let range = tree.subtree(object);
            range.start.max(words.end)..range.end
        }
        None => {
            let end = (words.end..sentence.end)
                .find(|&at| matches!(tree.text(at), "," | "." | ";" | ":"))
                .unwrap_or(sentence.end);
            words.end..end
        }
    };
    // `according to her owners, who said …`: the clause behind the comma is the paper's own.
    let who = (source.start + 1..source.end)
        .find(|&at| tree.text(at - 1) == "," && matches!(tree.token(at).tag(), "WP" | "WP$" | "WDT"));
    let source = tree.trim(source.start..who.unwrap_or(source.end));
    (!source.is_empty()).then_some(Phrase { head, core: words.start..source.end, words, source })
}

/// `as reported by`, `as first noted in`
fn as_told_by(tree: &Tree<'_>, at: usize) -> Option<Range<usize>> {
    if !tree.is(at, &["as"]) {
        return None;
    }
    if at + 3 >= tree.n() {
        return None;
    }
    let verb = if tree.token(at + 1).tag() == "RB" { at + 2 } else { at + 1 };
    let tells = |at: usize| {
        let token = tree.token(at);
        let entries = LEXICON.entries(Part::Verb, token.lemma());
        token.tag() == "VBN" && entries.iter().any(|entry| entry.tail.is_empty() && entry.has(Frames::THAT))
    };
    (verb + 1 < tree.n() && tells(verb) && tree.is(verb + 1, &["by", "in", "on"])).then_some(at..verb + 2)
}

/// The clause around the phrase, in one piece or two.
pub(in crate::statement) fn around(tree: &Tree<'_>, core: &Range<usize>) -> Vec<Range<usize>> {
    let sentence = tree.sentence(core.start);
    let pieces = [sentence.start..core.start, core.end..sentence.end];
    let mut content: Vec<Range<usize>> =
        pieces.into_iter().map(|piece| tree.trim(piece)).filter(|piece| !piece.is_empty()).collect();
    // `But according to …` leaves a bare conjunction.
    content.retain(|piece| !matches!(tree.token(piece.start).tag(), "WP" | "WP$" | "WDT"));
    content.retain(|piece| piece.len() > 1 || !matches!(tree.token(piece.start).tag(), "CC" | "RB" | "IN"));
    content
}
