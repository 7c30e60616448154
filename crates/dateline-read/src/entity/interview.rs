//! Who is "I" and "you" where questions and answers take turns?
//!
//! In an interview printed line by line, `you` in a question and `I` in an answer are the one who is asked:
//! the person whom the text names most.

use dateline_parse::{Parse, Token};
use dateline_record::EntityKind;
use dateline_text::Story;

/// Questions that make an interview of a text.
const FEWEST_QUESTIONS: usize = 4;

/// Which of a text's lines are questions, and who is asked.
pub(crate) struct Interview {
    /// Whether each token stands in a line that ends with a question mark.
    is_asked: Vec<bool>,
    /// The person asked.
    pub(crate) asked: usize,
}

impl Interview {
    /// `None` when the text is no interview; `named` are the entities of its names and their kinds, in order.
    pub(crate) fn of(parse: &Parse<Story>, named: impl Iterator<Item = (usize, EntityKind)>) -> Option<Self> {
        let mut is_asked = vec![false; parse.n_tokens()];
        let (mut start, mut n_questions) = (0, 0);
        for token in parse.tokens() {
            let ends_line = token.text().contains('\n') || token.index() + 1 == parse.n_tokens();
            if ends_line {
                let last = parse.tokens_in(start..token.index() + 1).rev().find(|token| !token.is_space());
                if last.is_some_and(|last| last.text() == "?") {
                    is_asked[start..=token.index()].fill(true);
                    n_questions += 1;
                }
                start = token.index() + 1;
            }
        }
        if n_questions < FEWEST_QUESTIONS {
            return None;
        }
        let mut people: Vec<(usize, usize)> = Vec::new();
        for (entity, _) in named.filter(|(_, kind)| *kind == EntityKind::Person) {
            match people.iter_mut().find(|(known, _)| *known == entity) {
                Some((_, n)) => *n += 1,
                None => people.push((entity, 1)),
            }
        }
        // Of people named as often, the first.
        let (asked, _) = people.into_iter().rev().max_by_key(|&(_, n)| n)?;
        Some(Self { is_asked, asked })
    }

    /// Whether a pronoun stands for the person asked.
    pub(crate) fn means_asked(&self, token: Token<'_, Story>) -> bool {
        match token.text() {
            "you" | "You" | "your" | "Your" | "yourself" | "yours" => self.is_asked[token.index()],
            "I" | "me" | "Me" | "my" | "My" | "mine" | "myself" => !self.is_asked[token.index()],
            _ => false,
        }
    }
}
