//! What is done by saying it? From the cue's sense, and the mood of what is said.
//!
//! ## What it reads
//! The act that the table gives the cue, negation, questions, and conditions with harm in them.
//!
//! ## What it decides
//! `said he would not` stays a saying; `did not deny` is no denial; `said they would pay “a heavy price” if …` is a threat.
//!
//! ## What it leaves alone
//! Acts that the verb names itself.

use dateline_record::Act;

use super::draft::Draft;
use super::tree::Tree;

/// Harm that somebody can hold out.
const HARM: &[&str] = &[
    "attack",
    "block",
    "bomb",
    "consequence",
    "cost",
    "crush",
    "destroy",
    "force",
    "harm",
    "hit",
    "jail",
    "kill",
    "penalty",
    "price",
    "punish",
    "punishment",
    "reprisal",
    "retaliate",
    "retaliation",
    "sanction",
    "shoot",
    "strike",
    "sue",
    "tariff",
    "war",
];

/// The act of a draft.
pub(super) fn act(tree: &Tree<'_>, draft: &Draft) -> Act {
    let tokens = || draft.content.iter().cloned().flatten().map(|at| tree.token(at));
    let is_negated = draft.words.clone().any(|at| tree.token(at).dep() == "neg");
    match draft.act {
        Act::Deny | Act::Reject if is_negated => Act::Say,
        Act::Say => {
            let asks = draft.content.iter().any(|piece| {
                let last = piece.clone().rev().take(2).find(|&at| tree.text(at).contains('?'));
                last.is_some() && tree.quotation_of(piece.start).is_some()
            });
            if asks {
                return Act::Ask;
            }
            let is_conditional =
                tokens().any(|token| matches!(token.lemma(), "if" | "unless") && token.dep() == "mark");
            let will = tokens()
                .any(|token| matches!(token.lemma(), "will" | "prepare" | "ready" | "shall" | "would" | "prepared"));
            let harm = tokens().any(|token| HARM.contains(&token.lemma()));
            if is_conditional && will && harm { Act::Threaten } else { Act::Say }
        }
        act => act,
    }
}
