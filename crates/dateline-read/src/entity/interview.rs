//! Who is "I" and "you" where questions and answers take turns?
//!
//! `We` in the answers are those whom they speak for, the same throughout.
//! In an interview printed line by line, `you` in a question and `I` in an answer are the one who is asked:
//! the person whom the text names most.

use dateline_parse::{Parse, Token};
use dateline_record::EntityKind;
use dateline_text::Story;

use super::grammar::quotation;

/// Lines with `you` that end with a question mark and make an interview of a text; what a column asks its readers are fewer.
const FEWEST_QUESTIONS: usize = 2;
/// Words of the first person, in no quotation, that answers have.
const FEWEST_ANSWERS: usize = 3;

const FIRST: [&str; 4] = ["i", "me", "my", "we"];
const SECOND: [&str; 2] = ["you", "your"];

/// Which of a text's lines are questions, and who is asked.
pub(crate) struct Interview {
    /// Whether each token stands in a line that ends with a question mark.
    is_asked: Vec<bool>,
    /// The person asked, where one is named more than others.
    asked: Option<usize>,
}

impl Interview {
    /// `None` when the text is no interview; `named` are the entities of its names and their kinds, in order.
    pub(crate) fn of(parse: &Parse<Story>, named: impl Iterator<Item = (usize, EntityKind)>) -> Option<Self> {
        let mut is_asked = vec![false; parse.n_tokens()];
        let (mut start, mut n_questions, mut n_answers) = (0, 0, 0);
        for token in parse.tokens() {
            let ends_line = token.text().contains('\n') || token.index() + 1 == parse.n_tokens();
            if !ends_line {
                continue;
            }
            let line = start..token.index() + 1;
            let speaks = |persons: &[&str]| {
                let own = parse.tokens_in(line.clone()).filter(|token| token.tag().starts_with("PRP"));
                let own = own.filter(|token| persons.contains(&token.text().to_lowercase().as_str()));
                own.filter(|token| quotation(*token).is_none()).count()
            };
            let last = parse.tokens_in(line.clone()).rev().find(|token| !token.is_space());
            if last.is_some_and(|last| last.text() == "?") {
                n_questions += usize::from(speaks(&SECOND) > 0);
                is_asked[line].fill(true);
            } else {
                n_answers += speaks(&FIRST);
            }
            start = token.index() + 1;
        }
        if n_questions < FEWEST_QUESTIONS || n_answers < FEWEST_ANSWERS {
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
        let asked = people.into_iter().rev().max_by_key(|&(_, n)| n).map(|(entity, _)| entity);
        Some(Self { is_asked, asked })
    }

    /// Whom a pronoun of the first or second person stands for.
    pub(crate) fn turn(&self, token: Token<'_, Story>) -> Option<Turn> {
        let is_asked = self.is_asked[token.index()];
        match token.text().to_lowercase().as_str() {
            "you" | "your" | "yourself" | "yours" if is_asked => self.asked.map(Turn::Asked),
            "i" | "me" | "my" | "mine" | "myself" if token.tag().starts_with("PRP") => {
                if is_asked {
                    Some(Turn::Asking)
                } else {
                    self.asked.map(Turn::Asked)
                }
            }
            "we" | "us" | "our" | "ours" | "ourselves" if !is_asked && token.tag().starts_with("PRP") => {
                Some(Turn::AskedAndOthers)
            }
            "you" | "your" | "yours" | "yourself" if token.tag().starts_with("PRP") => Some(Turn::Anyone),
            _ => None,
        }
    }
}

/// Who takes turns in an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// The person asked, by entity.
    Asked(usize),
    /// `I` in a question.
    Asking,
    /// `we` in an answer: those whom the person asked speaks for.
    AskedAndOthers,
    /// `you` in an answer: hardly ever the one who asks, but whoever might do what is told.
    Anyone,
}
