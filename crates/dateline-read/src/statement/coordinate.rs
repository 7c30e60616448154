//! `said the toll was too high and called for a vote`: which verb does the second one go with?
//!
//! ## What it reads
//! A verb of saying without a subject of its own, coordinated within what another verb of saying says.
//!
//! ## What it decides
//! Where both have the same form, the second goes with the first: it has the same source, and what the first says ends before it.
//!
//! ## What it leaves alone
//! Verbs within quotation marks, and those of another form: `said they think and hope`.

use super::draft::Draft;
use super::tree::Tree;

/// How many tokens before a verb its conjunction may stand.
const FAR: usize = 4;

/// Takes coordinated verbs out of the content that holds them; `within` is the draft that holds each one.
pub(super) fn split(tree: &Tree<'_>, drafts: &mut [Draft], within: &[Option<usize>]) {
    for inner in 0..drafts.len() {
        let Some(outer) = within[inner] else { continue };
        let (head, above) = (tree.token(drafts[inner].head), tree.token(drafts[outer].head));
        let is_speech = matches!(drafts[inner].rule, "clause" | "quoted" | "object" | "infinitive");
        let is_same = matches!(head.tag(), "VBD" | "VBZ" | "VBP") && head.tag() == above.tag();
        let is_bare = head.dep() == "conj" && !head.children().any(|child| child.dep().starts_with("nsubj"));
        let starts = drafts[inner].words.start;
        let cc = (starts.saturating_sub(FAR)..starts).rev().find(|&at| tree.token(at).tag() == "CC");
        let Some(cc) = cc.filter(|_| is_speech && is_same && is_bare && drafts[outer].rule == "clause") else {
            continue;
        };
        let is_plain = (cc + 1..starts).all(|at| tree.text(at) == "," || tree.token(at).tag().starts_with("RB"));
        let is_open = tree.quotation_of(cc) == tree.quotation_of(drafts[outer].head);
        if !is_plain || !is_open || cc <= drafts[outer].words.end + 1 {
            continue;
        }
        let pieces = std::mem::take(&mut drafts[outer].content);
        drafts[outer].content = pieces
            .into_iter()
            .map(|piece| tree.trim(piece.start..piece.end.min(cc.max(piece.start))))
            .filter(|piece| !piece.is_empty())
            .collect();
        drafts[inner].source = drafts[outer].source.clone();
        drafts[inner].speaker = drafts[outer].speaker;
    }
}
