//! Which drafts are kept, and which stand within which?

use super::draft::Draft;

/// The drafts that do not contradict each other, in the order of the text.
pub(super) fn decide(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.retain(|draft| !draft.content.is_empty());
    // A cue of more words holds one of fewer: `expressed concern` and `expressed`.
    drafts.sort_by_key(|draft| (draft.words.start, std::cmp::Reverse(draft.words.end), draft.head));
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let is_taken = kept
            .iter()
            .rev()
            .take(4)
            .any(|other| other.words.start < draft.words.end && draft.words.start < other.words.end);
        if !is_taken {
            kept.push(draft);
        }
    }
    kept.sort_by_key(|draft| (draft.hull().start, draft.hull().end, draft.head));
    kept
}

/// The innermost draft whose content holds each one's cue.
pub(super) fn nesting(drafts: &[Draft]) -> Vec<Option<usize>> {
    // Content pieces by their first token; those that are open are few.
    let mut pieces: Vec<(usize, usize, usize)> = drafts
        .iter()
        .enumerate()
        .flat_map(|(i, draft)| draft.content.iter().map(move |piece| (piece.start, piece.end, i)))
        .collect();
    pieces.sort_unstable();
    let mut cues: Vec<(usize, usize)> = drafts.iter().enumerate().map(|(i, draft)| (draft.head, i)).collect();
    cues.sort_unstable();
    let mut within = vec![None; drafts.len()];
    let (mut next, mut open): (usize, Vec<(usize, usize)>) = (0, Vec::new());
    for (head, i) in cues {
        while next < pieces.len() && pieces[next].0 <= head {
            open.push((pieces[next].1, pieces[next].2));
            next += 1;
        }
        open.retain(|&(end, _)| end > head);
        within[i] = open
            .iter()
            .map(|&(_, outer)| outer)
            // What holds another is longer, so nothing ever holds itself.
            .filter(|&outer| (drafts[outer].len(), outer) > (drafts[i].len(), i))
            .min_by_key(|&outer| (drafts[outer].len(), outer));
    }
    within
}
