//! People without a name: `two officials`, `the pilot`. Which nouns are people, and what is told of them?

use std::ops::Range;
use std::sync::LazyLock;

use dateline_parse::{Parse, Pos, Token};
use dateline_text::Story;
use rustc_hash::FxHashMap;

use super::role::is_role_noun;
use super::table::Gender;

/// A noun for one human being or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct People {
    pub(crate) is_many: bool,
    pub(crate) gender: Option<Gender>,
}

const NOUNS: &str = include_str!("../../data/people.csv");

static GENDERS: LazyLock<FxHashMap<&'static str, Option<Gender>>> = LazyLock::new(|| {
    let gender = |letter: &str| match letter {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    };
    NOUNS.lines().skip(1).filter_map(|row| row.split_once(',')).map(|(noun, of)| (noun, gender(of))).collect()
});

/// Nouns that are several in the singular.
const SEVERAL: [&str; 7] = ["couple", "crew", "family", "pair", "people", "police", "team"];

/// What a noun says of people; `None` when it is no noun for them.
pub(crate) fn people(token: Token<'_, Story>) -> Option<People> {
    if token.pos() != Pos::Noun {
        return None;
    }
    let gender = match GENDERS.get(token.lemma()) {
        Some(gender) => *gender,
        None if is_role_noun(token).is_some() => None,
        None => return None,
    };
    let is_many = matches!(token.tag(), "NNS" | "NNPS") || SEVERAL.contains(&token.lemma());
    Some(People { is_many, gender })
}

/// The words that belong to such a noun: from its first word to itself, and `of …` behind it.
pub(crate) fn phrase(parse: &Parse<Story>, noun: Token<'_, Story>) -> Range<usize> {
    let left = noun.children().filter(|child| child.index() < noun.index()).flat_map(Token::subtree_tokens);
    let start = left.min().unwrap_or(noun.index()).min(noun.index());
    let start =
        (start..=noun.index()).find(|&index| !parse.token(index).is_space() && parse.token(index).pos() != Pos::Punct);
    start.unwrap_or(noun.index())..noun.index() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_sorted_and_free_of_doubles() {
        let nouns: Vec<&str> = NOUNS.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
        assert!(nouns.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(SEVERAL.iter().all(|noun| nouns.contains(noun)));
    }
}
