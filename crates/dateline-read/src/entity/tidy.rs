//! What is no name, or not all of it? Shouted words, addresses, labels that run into a name.

use std::ops::Range;
use std::sync::LazyLock;

use dateline_parse::{Parse, Token};
use dateline_text::Story;
use rustc_hash::FxHashSet;

use super::place::is_state;

/// Words that letters and web pages write with capitals, and that are never a name by themselves.
static NO_NAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../data/no_names.csv").lines().skip(1).collect());

/// Words of the longest state's name: `Newfoundland and Labrador`, `Australian Capital Territory`.
const LONGEST: usize = 3;

/// Whether words are an address, a file, a leaning (`pro-Halden`), or nothing but words that are no name.
pub(crate) fn is_no_name(words: &str) -> bool {
    const FILES: [&str; 8] = [".doc", ".gif", ".htm", ".html", ".jpg", ".pdf", ".png", ".xls"];
    let lower = words.to_lowercase();
    lower.contains('@')
        || ["pro-", "anti-"].iter().any(|side| words.starts_with(side))
        || FILES.iter().any(|ending| lower.ends_with(ending))
        || lower.split([' ', '!', '.']).filter(|word| !word.is_empty()).all(|word| NO_NAMES.contains(word))
}

/// Whether one word is the field of an office rather than a body: `Secretary of State`, `Minister of Fisheries`.
pub(crate) fn is_field(parse: &Parse<Story>, tokens: &Range<usize>) -> bool {
    let before = |n: usize| tokens.start.checked_sub(n).map_or("", |index| parse.token(index).text());
    let is_office = || {
        let office = before(2).to_lowercase();
        matches!(office.as_str(), "minister" | "secretary" | "undersecretary" | "under-secretary")
    };
    tokens.len() == 1 && before(1) == "of" && is_office()
}

/// The names that a person's or place's run of words is made of: not its label, each place by itself.
pub(crate) fn pieces(parse: &Parse<Story>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let text = |index: usize| parse.token(index).text();
    // `Ann Alder - Analyst`: what stands behind a dash tells of the person.
    let dash = tokens.clone().find(|&index| {
        matches!(text(index), "-" | "–" | "—") && index > tokens.start && parse.token(index - 1).has_space()
    });
    let tokens = tokens.start..dash.unwrap_or(tokens.end);
    // `Wexmouth Nevada`: a town, and the state that it lies in.
    let mut states = (tokens.end.saturating_sub(LONGEST).max(tokens.start + 1)..tokens.end)
        .filter(|&at| is_state(&phrase(parse, at..tokens.end)));
    match states.next() {
        Some(at) => vec![tokens.start..at, at..tokens.end],
        None => vec![tokens],
    }
}

/// A range without the label that it runs into: `Ann Alder Image:`.
pub(crate) fn unlabelled(parse: &Parse<Story>, tokens: Range<usize>) -> Range<usize> {
    const LABELS: [&str; 9] = ["Cell", "Email", "Fax", "File", "Image", "Phone", "Photo", "Subject", "Tel"];
    let is_label = |token: Token<'_, Story>| {
        LABELS.contains(&token.text()) && token.next().is_some_and(|next| next.text() == ":" || next.is_space())
    };
    let is_last = tokens.len() > 1 && is_label(parse.token(tokens.end - 1));
    tokens.start..tokens.end - usize::from(is_last)
}

fn phrase(parse: &Parse<Story>, tokens: Range<usize>) -> String {
    parse.tokens_in(tokens).map(Token::text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_free_of_doubles() {
        let words: Vec<&str> = include_str!("../../data/no_names.csv").lines().skip(1).collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", words.windows(2).find(|p| p[0] >= p[1]));
    }

    #[test]
    fn addresses_and_shouts_are_no_names() {
        for words in ["ann@wexmouth.example", "minutes.doc", "WOW", "Great Service", "N.B."] {
            assert_eq!(is_no_name(words), words != "N.B.", "{words}");
        }
    }
}
