//! Quotations that nobody is told to have said, when something is said within them.
//!
//! ## What it reads
//! Paragraphs of a printed speech or letter: `“I think the harbour is safe.”` with no verb of saying around it.
//!
//! ## What it decides
//! The quotation is a statement without cue and source, and what stands in it is within that; paragraphs of quotation that follow
//! each other are one.
//!
//! ## What it leaves alone
//! Quotations in which nothing is said: titles, and words that the paper only sets apart.

use dateline_record::Act;

use super::draft::Draft;
use super::tree::Tree;

/// Adds a statement for each quotation that holds a whole statement and belongs to none itself.
pub(super) fn add(tree: &Tree<'_>, drafts: &mut Vec<Draft>, within: &[Option<usize>]) {
    let mut holds = vec![false; tree.quoted.len()];
    for (draft, within) in drafts.iter().zip(within) {
        if within.is_none()
            && draft.rule != "colon"
            && let Some(quotation) = tree.quotation_of(draft.head)
        {
            let (hull, whole) = (draft.hull(), &tree.quoted[quotation]);
            holds[quotation] |= whole.start <= hull.start && hull.end <= whole.end && hull.len() < whole.len();
        }
    }
    let mut is_content = vec![false; tree.n()];
    for piece in drafts.iter().flat_map(|draft| &draft.content) {
        if tree.quotation_of(piece.start).is_none_or(|quotation| tree.quoted[quotation].start == piece.start) {
            is_content[piece.clone()].fill(true);
        }
    }
    let mut last: Option<(u32, usize)> = None;
    for (quotation, range) in tree.quoted.iter().enumerate() {
        if !holds[quotation] || is_content[range.start] {
            continue;
        }
        let paragraph = tree.paragraph(range.start);
        match last {
            Some((before, draft)) if before + 1 >= paragraph => drafts[draft].content.push(range.clone()),
            _ => {
                last = Some((paragraph, drafts.len()));
                drafts.push(Draft {
                    rule: "unowned",
                    head: range.start,
                    words: range.start..range.start,
                    source: None,
                    speaker: None,
                    content: vec![range.clone()],
                    act: Act::Say,
                    addressee: None,
                });
            }
        }
        last = last.map(|(_, draft)| (tree.paragraph(range.end - 1), draft));
    }
}
