//! `his claim that`, `the board's criticism of the plan`: a noun attributes.
//!
//! ## What it reads
//! A noun of saying or thinking with a clause, an infinitive or a phrase behind it.
//!
//! ## What it decides
//! The source is who owns the noun (`her warning`, `the warning of the board`), or the subject of the verb that carries it
//! (`They made a promise to …`).
//!
//! ## What it leaves alone
//! A noun with a phrase but without an owner: `support for the roof`.

use std::ops::Range;

use dateline_parse::Token;
use dateline_record::Act;
use dateline_text::Story;

use crate::statement::cue::{Found, subject};
use crate::statement::lexicon::{Frames, Kind, LEXICON, Part};
use crate::statement::source;
use crate::statement::tree::{Tree, child, is_verb};

/// Verbs that only carry their noun: `make a promise`.
const CARRIERS: &[&str] = &[
    "make",
    "have",
    "give",
    "issue",
    "offer",
    "express",
    "voice",
    "release",
    "hold",
    "take",
    "raise",
    "deliver",
    "send",
    "repeat",
    "share",
    "show",
    "put",
    "put_out",
    "announce",
    "reiterate",
    "level",
    "lodge",
    "cite",
    "harbor",
    "post",
    "publish",
    "file",
    "get",
];

/// A noun cue with its content and its source.
pub(in crate::statement) struct Noun<'a> {
    pub(in crate::statement) cue: Found<'a>,
    pub(in crate::statement) content: Range<usize>,
    pub(in crate::statement) source: Option<Range<usize>>,
}

pub(in crate::statement) fn read<'a>(tree: &Tree<'a>) -> Vec<Noun<'a>> {
    tree.parse.tokens().filter(|token| matches!(token.tag(), "NN" | "NNS")).filter_map(|noun| one(tree, noun)).collect()
}

fn one<'a>(tree: &Tree<'a>, noun: Token<'a, Story>) -> Option<Noun<'a>> {
    let lemma = noun.lemma().to_lowercase();
    let entry = LEXICON.entries(Part::Noun, &lemma).iter().find(|entry| entry.tail.is_empty())?;
    let mut end = noun.index() + 1;
    let mut is_clause = false;
    let mut content = None;
    for below in noun.children().filter(|child| child.index() > noun.index()) {
        let range = tree.subtree(below);
        match below.dep() {
            "acl" | "ccomp" | "relcl" | "advcl"
                if entry.has(Frames::THAT) && tree.is_that(range.start) && !is_relative(tree, range.start) =>
            {
                is_clause = true;
                content = Some(range);
            }
            "acl" | "xcomp" | "relcl"
                if entry.has(Frames::TO) && tree.is(range.start, &["to", "not"]) && below.tag() == "VB" =>
            {
                content = Some(range);
            }
            "prep" if entry.takes(below.text()) && content.is_none() => {
                let object = child(below, &["pobj", "pcomp"])?;
                let range = tree.subtree(object);
                end = below.index() + 1;
                content = Some(range.start.max(end)..range.end);
            }
            _ => continue,
        }
        break;
    }
    // Where the tree hangs the clause elsewhere, `that` right behind the noun tells.
    let that = noun.index() + 1;
    if content.is_none() && entry.has(Frames::THAT) && tree.is_that(that) && !is_relative(tree, that) {
        let range = tree.subtree(tree.token(that).head());
        if range.contains(&that) && range.end > that + 2 {
            is_clause = true;
            content = Some(that..range.end);
        }
    }
    let content = content?;
    let (source, start) = owner(tree, noun, is_clause)?;
    // What is thought, found or meant is nobody's where nobody is named: `the idea that fog is ice`.
    let is_uttered = matches!(entry.kind, Kind::Speech | Kind::Feeling);
    // `over claims of theft`: of several, somebody has uttered them.
    let is_told_of = noun.tag() == "NNS"
        && matches!(entry.act, Act::Accuse | Act::Claim)
        && noun.dep() == "pobj"
        && tree.is(end - 1, &["about", "of"]);
    if source.is_none() && !((is_clause || is_told_of) && is_uttered) {
        return None;
    }
    if let Some(giver) = source.as_ref().filter(|source| source.start > noun.index()) {
        // `warnings from his lawyer that`
        end = giver.start;
    }
    let words = start..end;
    let cue = Found { head: noun, entry, words, is_passive: false, subject: None };
    Some(Noun { cue, content, source })
}

/// `the account that she uses`: the pronoun is the clause's own subject or object.
fn is_relative(tree: &Tree<'_>, that: usize) -> bool {
    matches!(tree.token(that).dep(), "dobj" | "nsubj" | "nsubjpass" | "pobj" | "attr")
}

/// Who owns the noun, and where the cue begins.
fn owner(tree: &Tree<'_>, noun: Token<'_, Story>, is_clause: bool) -> Option<(Option<Range<usize>>, usize)> {
    let has_mark =
        |token: &Token<'_, Story>| token.children().any(|child| child.dep() == "case" && child.tag() == "POS");
    let owner = child(noun, &["poss"])
        .or_else(|| noun.children().find(|child| child.index() < noun.index() && has_mark(child)));
    if let Some(owner) = owner {
        let range = tree.subtree(owner);
        // `'s` belongs to the cue.
        let mark = range.clone().rev().find(|&at| tree.token(at).dep() == "case");
        return Some(match mark {
            Some(mark) => (Some(range.start..mark), mark),
            None => (Some(range.clone()), range.end),
        });
    }
    // `warnings from his lawyer that`, `a demand by the council that`
    let giver = noun.children().find(|child| child.dep() == "prep" && tree.is(child.index(), &["from", "by"]));
    if let Some(who) = giver.filter(|giver| giver.index() <= noun.index() + 2).and_then(|giver| child(giver, &["pobj"]))
    {
        let range = tree.subtree(who);
        let that = range.clone().find(|&at| tree.is_that(at)).unwrap_or(range.end);
        return Some((Some(range.start..that), first_of(tree, noun)));
    }
    // `Local press reports that`: a body before the noun is its owner.
    let body = noun.children().rfind(|child| child.dep() == "compound" && child.index() + 1 == noun.index());
    if let Some(body) = body.filter(|body| {
        source::is_known(&body.lemma().to_lowercase())
            || source::is_known(&body.text().to_lowercase())
            || matches!(body.entity().map(dateline_parse::Entity::label), Some("ORG"))
            // A verb in the present that the parser takes for a noun: `Reed claims that`.
            || noun.tag() == "NNS" && body.tag().starts_with("NNP") && is_clause
    }) {
        return Some((Some(tree.subtree(body).start..noun.index()), noun.index()));
    }
    let head = noun.head();
    let carries = noun.dep() == "dobj" && is_verb(head) && CARRIERS.contains(&head.lemma());
    if carries {
        let who = subject(head, 0)?;
        let range = tree.subtree(who);
        let first = head
            .children()
            .filter(|child| matches!(child.dep(), "aux" | "neg" | "advmod") && child.index() < head.index());
        let start = first.map(Token::index).filter(|&at| at >= range.end).min().unwrap_or(head.index());
        return Some((Some(range.start..range.end.min(start)), start));
    }
    Some((None, first_of(tree, noun)))
}

/// The first of the words before a noun that belong to it: `a tacit acknowledgement`.
fn first_of(tree: &Tree<'_>, noun: Token<'_, Story>) -> usize {
    let is_part = |at: &usize| {
        let token = tree.token(*at);
        token.head() == noun && matches!(token.dep(), "det" | "amod" | "compound" | "nummod")
            || token.head().head() == noun && token.dep() == "advmod"
    };
    (0..noun.index()).rev().take(6).take_while(is_part).last().unwrap_or(noun.index())
}
