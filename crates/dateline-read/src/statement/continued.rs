//! Paragraphs of quotation without a verb of their own: they go on with what was said before.

use super::draft::Draft;
use super::tree::Tree;

/// Adds each paragraph that is nothing but quotation to the statement whose quotation ends the paragraph before it.
pub(super) fn join(tree: &Tree<'_>, drafts: &mut [Draft]) {
    let mut is_content = vec![false; tree.n()];
    for piece in drafts.iter().flat_map(|draft| &draft.content) {
        is_content[piece.clone()].fill(true);
    }
    let ends_quoted = |draft: &Draft| {
        matches!(draft.rule, "quoted" | "clause")
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
        if quoted.is_empty() || is_content[quoted.start] || !fills_paragraph(tree, quoted.start) {
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
