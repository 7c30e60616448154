//! Where does content begin and end, where the tree is at odds with quotation marks, cue and source?

use std::ops::Range;

use super::draft::Draft;
use super::tree::Tree;

/// Sets a draft's pieces right: whole quotations, no words of the cue or the source, nothing at the edges that is no word.
pub(super) fn repair(tree: &Tree<'_>, draft: &mut Draft) {
    let mut pieces = Vec::new();
    for piece in std::mem::take(&mut draft.content) {
        let piece = whole_quotations(tree, piece, draft);
        for piece in without(piece, &draft.words) {
            match &draft.source {
                Some(source) if !source.contains(&piece.start) || piece.end > source.end => {
                    pieces.extend(without(piece, source));
                }
                _ => pieces.push(piece),
            }
        }
    }
    let mut pieces: Vec<Range<usize>> =
        pieces.into_iter().map(|piece| tree.trim(piece)).filter(|piece| !piece.is_empty()).collect();
    pieces.sort_by_key(|piece| piece.start);
    for piece in pieces {
        match draft.content.last_mut() {
            Some(last) if piece.start <= last.end => last.end = last.end.max(piece.end),
            _ => draft.content.push(piece),
        }
    }
}

/// A quotation that a piece begins or ends in belongs to it whole, unless the cue stands in it too.
fn whole_quotations(tree: &Tree<'_>, mut piece: Range<usize>, draft: &Draft) -> Range<usize> {
    if piece.is_empty() {
        return piece;
    }
    let of_cue = tree.quotation_of(draft.head);
    if let Some(first) = tree.quotation_of(piece.start).filter(|first| Some(*first) != of_cue) {
        let range = &tree.quoted[first];
        if range.start + 2 >= piece.start || range.start >= draft.words.end {
            piece.start = range.start;
        }
    }
    if let Some(last) = tree.quotation_of(piece.end - 1).filter(|last| Some(*last) != of_cue) {
        piece.end = piece.end.max(tree.quoted[last].end);
    } else if let Some(last) = tree.quotation_of(piece.end).filter(|last| Some(*last) != of_cue) {
        // Only the closing mark is left over.
        if tree.quoted[last].end == piece.end + 1 && tree.quoted[last].start >= piece.start {
            piece.end += 1;
        }
    }
    piece
}

/// A range without another: none, one or two pieces.
fn without(piece: Range<usize>, other: &Range<usize>) -> Vec<Range<usize>> {
    if other.end <= piece.start || piece.end <= other.start {
        return vec![piece];
    }
    [piece.start..other.start.max(piece.start), other.end.min(piece.end)..piece.end]
        .into_iter()
        .filter(|range| !range.is_empty())
        .collect()
}
