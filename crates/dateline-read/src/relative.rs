//! Whom does `who` stand for? Relative pronouns and the noun that their clause tells more of.
//!
//! `Alder, who said …`, `the board, for which she works`, `a man whose boat sank`.

use dateline_parse::{Pos, Token};
use dateline_text::Story;

/// How many words up the tree the clause's verb may be.
const DEEP: usize = 8;

/// The noun that a relative pronoun stands for: what the clause hangs on that the pronoun opens.
///
/// `None` for every other word, for questions (`asked who came`) and where the parser hung the clause on no noun.
pub(crate) fn antecedent(pronoun: Token<'_, Story>) -> Option<Token<'_, Story>> {
    let is_that = pronoun.text().eq_ignore_ascii_case("that");
    let is_which = matches!(pronoun.tag(), "WDT" | "WP" | "WP$") && !matches!(pronoun.lemma(), "what" | "whatever");
    if !(is_which || is_that) || pronoun.dep() == "mark" {
        return None;
    }
    let mut clause = pronoun;
    for _ in 0..DEEP {
        match clause.dep() {
            // `that` opens much else that hangs on a noun; there it has no place in the clause.
            "relcl" | "acl" if clause != pronoun => break,
            "nsubj" | "nsubjpass" | "dobj" | "pobj" | "dative" | "attr" | "poss" | "agent" | "prep" | "conj"
            | "xcomp" | "ccomp" => clause = clause.head(),
            _ => return None,
        }
    }
    let noun = clause.head();
    let is_noun = matches!(noun.pos(), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Adj | Pos::Det | Pos::X);
    // `the man asked last week who came`: the pronoun opens a question within the clause.
    let before = pronoun.parse().tokens_in(noun.index() + 1..pronoun.index().max(noun.index() + 1)).rev().take(DEEP);
    let is_open = before.into_iter().all(|word| word != clause && word.head() != clause || word.pos() != Pos::Verb);
    (matches!(clause.dep(), "relcl" | "acl") && is_noun && noun.index() < pronoun.index() && is_open).then_some(noun)
}
