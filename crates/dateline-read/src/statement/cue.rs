//! Where is a cue, how far does it reach, and whose is it?

use std::ops::Range;

use dateline_parse::{Pos, Token};
use dateline_text::Story;

use super::lexicon::{Entry, LEXICON, Part};
use super::tree::{Tree, child, is_verb};

/// A cue in a sentence.
#[derive(Clone)]
pub(super) struct Found<'a> {
    /// The verb, noun or adjective.
    pub(super) head: Token<'a, Story>,
    pub(super) entry: &'static Entry,
    /// Its words, with auxiliaries, adverbs between them, and particles.
    pub(super) words: Range<usize>,
    /// Whether it is passive.
    pub(super) is_passive: bool,
    /// The head of its subject, by the tree.
    pub(super) subject: Option<Token<'a, Story>>,
}

/// The verb cues of a story, in order. Of several entries that fit, the one with most words is taken.
pub(super) fn verbs<'a>(tree: &Tree<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let mut taken = 0;
    for token in tree.parse.tokens() {
        if token.index() < taken || !(token.tag().starts_with("VB") || token.tag() == "MD") {
            continue;
        }
        let lemma = token.lemma().to_lowercase();
        for entry in LEXICON.entries(Part::Verb, &lemma) {
            let Some(end) = tail_end(tree, token.index() + 1, &entry.tail) else { continue };
            // In `would like` the verb comes last.
            let head = if token.tag() == "MD" { tree.token(end - 1) } else { token };
            if token.tag() == "MD" && !is_verb(head) {
                continue;
            }
            if is_modifier(head) {
                continue;
            }
            let words = start(tree, head)..end;
            let is_passive = is_passive(head);
            found.push(Found { head, entry, words, is_passive, subject: subject(head, 0) });
            taken = end;
            break;
        }
    }
    found
}

/// Where the words behind the head end, when they stand there.
pub(super) fn tail_end(tree: &Tree<'_>, from: usize, tail: &[&str]) -> Option<usize> {
    let fits = tail.iter().enumerate().all(|(i, word)| tree.is(from + i, &[word]));
    fits.then_some(from + tail.len())
}

/// `the said letter`, `a reported attack`: a participle before its noun.
fn is_modifier(token: Token<'_, Story>) -> bool {
    matches!(token.dep(), "amod" | "compound" | "aux" | "auxpass" | "nmod" | "prep" | "case" | "mark")
}

pub(super) fn is_passive(verb: Token<'_, Story>) -> bool {
    verb.tag() == "VBN"
        && (child(verb, &["auxpass", "nsubjpass", "csubjpass"]).is_some()
            || matches!(verb.dep(), "acl" | "advcl") && child(verb, &["aux"]).is_none()
            || verb.dep() == "conj" && child(verb, &["aux", "nsubj"]).is_none() && is_passive_head(verb.head()))
}

fn is_passive_head(verb: Token<'_, Story>) -> bool {
    verb.tag() == "VBN" && child(verb, &["auxpass", "nsubjpass"]).is_some()
}

/// Verbs that only say how the saying goes on.
const ASPECT: &[&str] = &[
    "begin", "come", "continue", "get", "go", "happen", "help", "keep", "manage", "proceed", "rush", "start", "tend",
    "use", "hasten",
];

/// The first word of the cue: auxiliaries, negation and adverbs before the verb belong to it.
fn start(tree: &Tree<'_>, verb: Token<'_, Story>) -> usize {
    let mut start = verb.index();
    let mut head = verb;
    loop {
        while start > 0 {
            let before = tree.token(start - 1);
            let is_part = matches!(before.dep(), "aux" | "auxpass" | "neg" | "advmod")
                && (before.head() == head
                    || before.head() == verb
                    || before.head().dep() == "advmod"
                    || before.head().index() == start)
                && !matches!(before.tag(), "WRB" | "WP")
                && !matches!(before.text(), "," | "So" | "so" | "How" | "how" | "when" | "as" | "As");
            if !is_part {
                break;
            }
            start -= 1;
        }
        // `went on to say`, `continues to argue`: what governs the infinitive belongs to the cue.
        let above = head.head();
        let is_near =
            matches!(head.dep(), "xcomp" | "advcl" | "ccomp") && above.index() < start && start - above.index() <= 3;
        if is_near && above.pos() == Pos::Verb && ASPECT.contains(&above.lemma()) {
            let between_is_plain =
                (above.index() + 1..start).all(|at| matches!(tree.token(at).pos(), Pos::Adp | Pos::Adv | Pos::Part));
            if between_is_plain {
                start = above.index();
                head = above;
                continue;
            }
        }
        return start;
    }
}

/// The head of who does it, by the tree; `depth` bounds the way up.
pub(super) fn subject<'a>(verb: Token<'a, Story>, depth: usize) -> Option<Token<'a, Story>> {
    let own = verb.children().find(|child| matches!(child.dep(), "nsubj" | "nsubjpass"));
    if own.is_some() {
        return own.filter(|own| own.tag() != "EX");
    }
    if depth > 8 || verb.is_root() {
        return None;
    }
    let head = verb.head();
    match verb.dep() {
        "conj" if is_verb(head) => subject(head, depth + 1),
        "xcomp" | "advcl" | "ccomp" | "dep" | "parataxis" if is_verb(head) => {
            if verb.dep() != "xcomp" && matches!(verb.tag(), "VBD" | "VBZ" | "VBP") {
                return None;
            }
            let object = head.children().find(|child| child.dep() == "dobj" && child.index() < verb.index());
            match object {
                Some(object) if verb.dep() == "xcomp" => Some(object),
                _ => subject(head, depth + 1),
            }
        }
        "pcomp" if head.dep() == "prep" || head.dep() == "agent" => {
            let above = head.head();
            if is_verb(above) { subject(above, depth + 1) } else { None }
        }
        "acl" if verb.tag() == "VBG" => Some(head),
        "xcomp" | "acomp" => subject(head, depth + 1),
        _ => None,
    }
}

/// Where the cue ends when words of time or medium close up to it: `said Monday`, `said in a statement`.
pub(super) fn with_setting(
    tree: &Tree<'_>,
    cue: &Found<'_>,
    source: Option<&Range<usize>>,
    content: &[Range<usize>],
) -> usize {
    let end = cue.words.end;
    let sentence = tree.sentence(cue.head.index());
    let stop = (end..sentence.end).find(|&at| {
        matches!(tree.text(at), "," | "." | ":" | ";")
            || content.iter().any(|piece| piece.contains(&at))
            || source.is_some_and(|source| source.contains(&at))
    });
    let stop = stop.unwrap_or(sentence.end);
    if stop == end || stop > end + 3 {
        return end;
    }
    let is_medium = tree.is(end, &["in", "on"])
        && tree.is(stop - 1, &["statement", "interview", "tweet", "Twitter", "Facebook", "email"]);
    let is_day = tree.token(end).dep() == "npadvmod" || tree.token(stop - 1).dep() == "npadvmod";
    let is_adverb = stop == end + 1 && tree.token(end).tag() == "RB";
    let is_time =
        (end..stop).all(|at| tree.token(at).entity().is_some_and(|entity| matches!(entity.label(), "DATE" | "TIME")));
    if is_medium || is_adverb || is_day && is_time { stop } else { end }
}
