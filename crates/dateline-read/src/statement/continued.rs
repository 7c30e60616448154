//! Quotations without a verb of their own: they go on with what was said before, in their paragraph or the one above.

use std::ops::Range;

use super::draft::Draft;
use super::tree::{Tree, is_mark};

/// Adds each paragraph that is nothing but quotation to the statement whose quotation ends the paragraph before it, and a sentence of
/// quotation to the one before it in its paragraph.
pub(super) fn join(tree: &Tree<'_>, drafts: &mut [Draft]) {
    let mut is_content = vec![false; tree.n()];
    for piece in drafts.iter().flat_map(|draft| &draft.content) {
        is_content[piece.clone()].fill(true);
    }
    let ends_quoted = |draft: &Draft| {
        matches!(draft.rule, "quoted" | "clause" | "introduced")
            && tree.quotation_of(draft.head).is_none()
            && draft.content.iter().any(|piece| tree.quotation_of(piece.end - 1).is_some())
    };
    let mut ends: Vec<(usize, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| ends_quoted(draft))
        .map(|(i, draft)| (draft.hull().end, i))
        .collect();
    ends.sort_unstable();
    let (mut next, mut last): (usize, Option<(usize, usize)>) = (0, None);
    for quoted in &tree.quoted {
        while next < ends.len() && ends[next].0 <= quoted.start {
            last = last.max(Some(ends[next]));
            next += 1;
        }
        if quoted.is_empty() || is_content[quoted.start] {
            continue;
        }
        if let Some((end, index)) = last.filter(|(end, _)| goes_on(tree, *end, quoted)) {
            drafts[index].content.push(quoted.clone());
            last = Some((quoted.end.max(end), index));
            continue;
        }
        if !fills_paragraph(tree, quoted.start) {
            continue;
        }
        if let Some((end, index)) = last {
            let paragraph = tree.paragraph(end - 1);
            if paragraph + 1 == tree.paragraph(quoted.start) {
                drafts[index].content.push(quoted.clone());
                last = Some((quoted.end, index));
            }
        }
    }
}

/// Whether a whole sentence of quotation follows in the paragraph with nobody else named between: `… She is 58. “I like it.”`
fn goes_on(tree: &Tree<'_>, end: usize, quoted: &Range<usize>) -> bool {
    const FAR: usize = 40;
    const LEAST: usize = 6;
    let between = end..quoted.start;
    let is_whole = |at: Option<usize>| at.is_some_and(|at| matches!(tree.text(at), "." | "?" | "!"));
    let last = (quoted.start..quoted.end).rev().find(|&at| !is_mark(tree.text(at)));
    quoted.len() >= LEAST
        && between.len() <= FAR
        && tree.paragraph(end - 1) == tree.paragraph(quoted.start)
        && is_whole(tree.before(quoted.start))
        && is_whole(last)
        && between.clone().all(|at| tree.token(at).entity().is_none_or(|entity| entity.label() != "PERSON"))
        && tree
            .behind(quoted.end)
            .is_none_or(|at| at >= tree.sentence(quoted.start).end || tree.token(at).starts_sentence())
}

/// Whether a paragraph begins with a quotation and holds nothing else but quotations.
fn fills_paragraph(tree: &Tree<'_>, start: usize) -> bool {
    let paragraph = tree.paragraph(start);
    if tree.before(start).is_some() {
        return false;
    }
    (start..tree.n())
        .take_while(|&at| tree.paragraph(at) == paragraph)
        .all(|at| tree.quotation_of(at).is_some() || tree.token(at).is_space() || tree.token(at).dep() == "punct")
}
