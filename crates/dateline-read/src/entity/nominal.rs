//! What do `the company` and `the country` stand for? Nouns that take up a name by what kind of thing it is.

use std::ops::Range;

use dateline_parse::{Pos, Token};
use dateline_record::EntityKind;
use dateline_text::Story;

/// Nouns that take up a body, by lemma.
const BODIES: [&str; 25] = [
    "agency",
    "airline",
    "alliance",
    "bank",
    "bloc",
    "body",
    "broadcaster",
    "carmaker",
    "chain",
    "charity",
    "club",
    "company",
    "firm",
    "forum",
    "group",
    "grouping",
    "ministry",
    "newspaper",
    "organisation",
    "organization",
    "party",
    "planemaker",
    "retailer",
    "union",
    "university",
];

/// Words between article and noun that tell the size of a body.
const LONGEST: usize = 5;

/// The words of a noun that takes up something named, and the kinds it may be: `the company`, `this country`.
///
/// Only the bare noun does: `the oil company that sued` is told apart by what stands beside it.
pub(crate) fn taken_up(noun: Token<'_, Story>) -> Option<(Range<usize>, &'static [EntityKind])> {
    if noun.pos() != Pos::Noun || noun.tag() != "NN" {
        return None;
    }
    let kinds: &[EntityKind] = match noun.lemma() {
        "country" | "nation" => &[EntityKind::Country],
        "city" | "town" | "village" | "island" | "province" => &[EntityKind::Place],
        lemma if BODIES.binary_search(&lemma).is_ok() => &[EntityKind::Organization],
        _ => return None,
    };
    // `the 30-nation alliance`: how many there are in it tells it from no other.
    let parse = noun.parse();
    let size = |token: &Token<'_, Story>| {
        let is_number = token.pos() == Pos::Num || token.text().bytes().all(|b| b.is_ascii_digit());
        is_number || matches!(token.text(), "-" | "nation" | "member" | "state" | "country" | "strong")
    };
    let start = (0..LONGEST).take_while(|n| noun.index() > *n && size(&parse.token(noun.index() - n - 1))).count();
    let article = parse.token(noun.index().checked_sub(start + 1)?);
    let sized = article.index() + 1..noun.index();
    let is_bare = matches!(article.text().to_lowercase().as_str(), "the" | "this")
        && article.head() == noun
        && noun.children().all(|child| {
            let is_beside = child == article || child.pos() == Pos::Punct || child.dep() == "case";
            is_beside || sized.contains(&child.index())
        });
    // `the company president`, `the city council` are other things.
    let is_whole = !matches!(noun.dep(), "compound" | "amod" | "nmod" | "appos" | "attr");
    (is_bare && is_whole).then_some((article.index()..noun.index() + 1, kinds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_sorted_and_free_of_doubles() {
        assert!(BODIES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
