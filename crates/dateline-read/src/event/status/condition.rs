//! What does a happening hang on? `if …`, `unless …`, `should Putin decide`, `in the event of …`.

use dateline_parse::Pos;

use crate::event::tree::{self, Word};
use crate::event::view::View;

/// The clause a verb hangs on: `if …`, `unless …`, `should Putin decide`, `in the event of …`.
pub(super) fn condition(view: &View<'_>, verb: Word<'_>) -> Option<(usize, usize)> {
    for child in verb.children() {
        let opens = match child.dep() {
            "advcl" => has_if(child) || inverted(child).is_some(),
            "prep" => is_in_case(child),
            _ => false,
        };
        if opens {
            return Some(trim(view, view.edge(child)));
        }
    }
    None
}

pub(super) fn has_if(verb: Word<'_>) -> bool {
    verb.children().any(|child| {
        matches!(child.dep(), "mark" | "advmod")
            && child.index() < verb.index()
            && matches!(child.text().to_ascii_lowercase().as_str(), "if" | "unless" | "provided" | "lest")
    })
}

/// `in case of`, `in the event of`.
pub(super) fn is_in_case(preposition: Word<'_>) -> bool {
    let noun = preposition.child("pobj");
    preposition.text().eq_ignore_ascii_case("in")
        && noun.is_some_and(|noun| matches!(noun.lemma(), "event" | "case") && tree::preposition(noun, "of").is_some())
}

/// `should Putin decide`, `had they known`: the auxiliary before the subject, not in a question.
pub(super) fn inverted<'a>(verb: Word<'a>) -> Option<Word<'a>> {
    let subject = verb.children().find(|child| matches!(child.dep(), "nsubj" | "nsubjpass"))?;
    let first = verb.children().find(|child| {
        child.dep() == "aux"
            && child.index() < subject.index()
            && matches!(child.text().to_ascii_lowercase().as_str(), "should" | "had" | "were")
    })?;
    let ends = verb.sentence().tokens().next_back().is_some_and(|last| last.text() == "?");
    let before = first.previous().is_none_or(|word| word.pos() == Pos::Punct || first.starts_sentence());
    (before && !ends).then_some(first)
}

fn trim(view: &View<'_>, (mut first, mut last): (usize, usize)) -> (usize, usize) {
    let is_blank = |index: usize| {
        let token = view.parse.token(index);
        token.is_space() || token.pos() == Pos::Punct
    };
    while first < last && is_blank(first) {
        first += 1;
    }
    while last > first && is_blank(last) {
        last -= 1;
    }
    (first, last)
}

/// `…, should Putin decide`, as the root of its sentence: its tokens.
pub(super) fn root_condition(view: &View<'_>, root: Word<'_>) -> Option<(usize, usize)> {
    let first = inverted(root)?;
    let last = root.children().filter(|child| child.index() > root.index()).map(|child| view.edge(child).1).max();
    Some(trim(view, (first.index(), last.unwrap_or(root.index()).max(root.index()))))
}
