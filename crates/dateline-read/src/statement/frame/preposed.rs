//! `The bridge is closed, she said`: a clause before the verb, without quotation marks.
//!
//! ## What it reads
//! A comma and then source and verb, or verb and source, with no clause of their own behind them.
//!
//! ## What it decides
//! The clause goes from the beginning of the sentence to the comma; what follows the verb's clause after another comma goes on with it.
//!
//! ## What it leaves alone
//! Phrases that only set the scene: `After the meeting, she said …`.

use std::ops::Range;

use dateline_parse::Token;
use dateline_text::Story;

use crate::statement::cue::Found;
use crate::statement::lexicon::Frames;
use crate::statement::tree::{Tree, is_finite, is_verb};

/// The words before the cue clause, and those behind it where it stands in the middle.
pub(in crate::statement) fn read(tree: &Tree<'_>, cue: &Found<'_>, core: &Range<usize>) -> Option<Vec<Range<usize>>> {
    if !cue.entry.has(Frames::THAT) {
        return None;
    }
    let comma = tree.before(core.start)?;
    if !matches!(tree.text(comma), "," | "—" | "–" | "--") {
        return None;
    }
    let sentence = tree.sentence(cue.head.index());
    if comma < sentence.start {
        return None;
    }
    let mut left = sentence.start..comma + 1;
    // Within a quotation, what is said stands within it too.
    if let Some(quotation) = tree.quotation_of(cue.head.index()) {
        left.start = left.start.max(tree.quoted[quotation].start);
    }
    let behind = (core.end..sentence.end.min(core.end + 8)).find(|&at| tree.text(at) == ",");
    // `The bridge, she said, is closed.`
    let rest = behind.map(|at| at + 1..sentence.end).filter(|rest| {
        let goes_on =
            |at: &usize| is_verb(tree.token(*at)) && is_finite(tree.token(*at)) && !sets_scene(tree.token(*at), cue);
        let finite = rest.clone().find(goes_on);
        let has_subject = |at: usize| {
            let token = tree.token(at);
            let verb = if token.dep().starts_with("aux") { token.head() } else { token };
            verb.children().any(|child| child.dep().starts_with("nsubj") && child.index() >= rest.start)
        };
        // `she said, and left` goes on with what she did.
        let is_new = tree.is(rest.start, &["and", "but"]) && !finite.is_some_and(has_subject);
        finite.is_some() && !is_new && !tree.is(rest.start, &["which", "who"]) && tree.token(rest.start).tag() != "VBG"
    });
    let has_clause = left.clone().any(|at| {
        let token = tree.token(at);
        is_verb(token)
            && is_finite(token)
            && !sets_scene(token, cue)
            && (!matches!(token.dep(), "advcl" | "relcl") && token.head() != cue.head
                || matches!(token.dep(), "ccomp" | "ROOT" | "parataxis" | "conj"))
    });
    let is_split = behind == Some(core.end) && rest.is_some();
    if !has_clause && !is_split {
        return None;
    }
    let mut content = vec![left];
    content.extend(rest);
    Some(content)
}

/// Whether a token belongs to a phrase that hangs on the cue as time, manner or reason: `Asked if it was safe, she said no`.
fn sets_scene(token: Token<'_, Story>, cue: &Found<'_>) -> bool {
    let mut top = token;
    for above in token.ancestors() {
        if above == cue.head {
            return matches!(top.dep(), "advcl" | "prep" | "npadvmod" | "advmod");
        }
        top = above;
    }
    false
}
