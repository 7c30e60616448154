//! `“The bridge is closed,” she said. “It will open in May.”`: words between quotation marks beside the cue.
//!
//! ## What it reads
//! A verb of saying or writing with a quotation right before it, right behind it, or both.
//!
//! ## What it decides
//! Which quotations are this verb's: one before it up to a comma, one behind a comma, a colon or the end of the sentence.
//! A quotation that goes on over paragraphs or sentences is taken whole.
//!
//! ## What it leaves alone
//! A quotation that ends in a comma has its own verb behind it. Single words in quotation marks say nothing.

use std::ops::Range;

use crate::statement::lexicon::{Frames, LEXICON, Part};
use crate::statement::tree::{Tree, is_mark};

/// The quotation that ends right before the cue clause, with the words of its sentence before it.
pub(in crate::statement) fn left(tree: &Tree<'_>, core: &Range<usize>) -> Option<Range<usize>> {
    let mut at = tree.before(core.start)?;
    if matches!(tree.text(at), "," | "—" | "–" | "-" | "--") {
        at = tree.before(at)?;
    }
    let quotation = tree.quotation_of(at)?;
    let range = tree.quoted[quotation].clone();
    if range.end != at + 1 || range.contains(&core.start) || range.len() < 3 {
        return None;
    }
    // A quotation that ends in a stop belongs to the sentence before.
    let last = range.clone().rev().find(|&at| !is_mark(tree.text(at)) && !tree.token(at).is_space())?;
    if tree.text(last) == "." && !is_alone(tree, core) {
        return None;
    }
    // Mixed: the sentence begins before the quotation.
    let sentence = tree.sentence(range.start);
    let mut start = range.start;
    if sentence.start < range.start && sentence.end > core.start {
        let colon = tree.before(range.start).filter(|&at| tree.text(at) == ":");
        start = if colon.is_some() { range.start } else { sentence.start };
    }
    Some(start..range.end)
}

/// `“The bridge is closed.” Reed said.`: a sentence of nothing but source and cue.
fn is_alone(tree: &Tree<'_>, core: &Range<usize>) -> bool {
    let paragraph = tree.paragraph(core.start);
    core.len() > 1
        && core.len() <= 6
        && tree.quotation_of(core.start).is_none()
        && tree.text(core.end) == "."
        && tree.paragraph(core.end) == paragraph
}

/// The quotation behind the cue clause that belongs to it; `has_left` tells that one stands before it.
pub(in crate::statement) fn right(tree: &Tree<'_>, core: &Range<usize>, has_left: bool) -> Option<Range<usize>> {
    const FAR: usize = 40;
    let paragraph = tree.paragraph(core.end.checked_sub(1)?);
    let sentence = tree.sentence(core.end - 1);
    // A tail may stand between, with a title in it: `she said on “Harbour Talk.” “It …”`
    let near = core.end..tree.n().min(core.end + FAR);
    let near = near.take_while(|&at| tree.paragraph(at) == paragraph);
    let mut last = core.end - 1;
    let mut n_quotations = 0;
    let mut at_quotation = None;
    for at in near {
        last = at;
        let Some(quotation) = tree.quotation_of(at).filter(|quotation| Some(*quotation) != at_quotation) else {
            continue;
        };
        at_quotation = Some(quotation);
        n_quotations += 1;
        let range = &tree.quoted[quotation];
        if range.start != at || range.contains(&(core.end - 1)) || n_quotations > 3 {
            return None;
        }
        if opens(tree, core, range, &sentence, has_left) {
            return Some(range.clone());
        }
        let is_title =
            range.len() <= 9 && tree.before(at).is_some_and(|before| !matches!(tree.text(before), "," | "." | ":"));
        if !is_title {
            return None;
        }
    }
    if n_quotations == 0 { below(tree, core, last) } else { None }
}

/// Whether a quotation behind the cue clause is what the cue says.
fn opens(tree: &Tree<'_>, core: &Range<usize>, range: &Range<usize>, sentence: &Range<usize>, has_left: bool) -> bool {
    let mark = range.start;
    let Some(before) = tree.before(mark) else { return false };
    let ends_title = tree.quotation_of(before).is_some() && before >= core.end;
    let stops = (core.end..mark).filter(|&at| matches!(tree.text(at), "." | "?" | "!")).count();
    // Another verb of saying between them has the quotation for itself.
    let is_cue = |at: usize| {
        let token = tree.token(at);
        let entries = LEXICON.entries(Part::Verb, token.lemma());
        let is_finite = matches!(token.tag(), "VBD" | "VBZ" | "VBP") || token.tag() == "VBG" && stops == 0;
        is_finite && entries.iter().any(|entry| entry.tail.is_empty() && entry.has(Frames::QUOTE))
    };
    if (core.end..mark).any(is_cue) {
        return false;
    }
    let word = tree.text(before);
    let is_near = before < core.end;
    let opens = match word {
        ":" => true,
        "," => mark <= core.end + 12 || has_left,
        "." | "?" | "!" => has_left && stops == 1 && starts_sentence(tree, mark),
        "—" | "–" | "--" => has_left,
        _ if ends_title => has_left && stops <= 1 && starts_sentence(tree, mark),
        _ => (is_near || tree.is(before, &["saying", "and", "that"]) && has_left) && range.len() > 3,
    };
    let is_later =
        stops > 0 && !has_left && word != ":" || stops == 0 && mark >= sentence.end && word != ":" && !has_left;
    let is_followed = (matches!(word, "." | "?" | "!") || has_left) && has_own_cue(tree, range);
    opens && !is_later && !is_followed
}

/// The quotation that begins the next paragraph, where a colon ends this one: `He said:`.
fn below(tree: &Tree<'_>, core: &Range<usize>, last: usize) -> Option<Range<usize>> {
    let stop = (core.end..=last).rev().find(|&at| !tree.token(at).is_space())?;
    if tree.text(stop) != ":" || (core.end..stop).any(|at| matches!(tree.text(at), "." | "?" | "!")) {
        return None;
    }
    let first = (stop + 1..tree.n()).find(|&at| !tree.token(at).is_space())?;
    let quotation = tree.quotation_of(first)?;
    let range = tree.quoted[quotation].clone();
    (range.start == first && tree.paragraph(first) == tree.paragraph(stop) + 1).then_some(range)
}

fn starts_sentence(tree: &Tree<'_>, mark: usize) -> bool {
    tree.text(mark + 1).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric())
}

/// Whether a quotation ends in a comma, so that its own verb follows.
fn has_own_cue(tree: &Tree<'_>, range: &Range<usize>) -> bool {
    let last = (range.start..range.end).rev().find(|&at| !is_mark(tree.text(at)) && !tree.token(at).is_space());
    last.is_some_and(|last| tree.text(last) == ",") && tree.behind(range.end).is_some()
        || tree.behind(range.end).is_some_and(|at| tree.text(at) == ",")
}

/// Quotations that follow `range` in its paragraph with nothing between.
pub(in crate::statement) fn follow_on(tree: &Tree<'_>, range: &Range<usize>) -> usize {
    let mut end = range.end;
    while let Some(at) = tree.behind(end) {
        let Some(quotation) = tree.quotation_of(at) else { break };
        let next = tree.quoted[quotation].clone();
        if next.start != at || has_own_cue(tree, &next) {
            break;
        }
        end = next.end;
    }
    end
}
