//! What does the recognizer name? Its entities, without article and possessive, and cut where two were run together.

use std::ops::Range;

use dateline_parse::{Parse, Pos, Token};
use dateline_record::EntityKind;
use dateline_text::{Page, Story, Text};

use super::kind::known_kind;
use super::{Name, kind_of, name};
use crate::ParsedStory;
use crate::entity::role::is_role_noun;
use crate::entity::table::TABLES;
use crate::entity::tidy;

/// The recognizer's names, without article and possessive at their edges, and cut where two were run together.
pub(super) fn recognized(part: usize, story: &ParsedStory, page: &Text<Page>) -> Vec<Name> {
    let mut names = Vec::new();
    for entity in story.parse.entities() {
        let Some(kind) = kind_of(entity.label()) else { continue };
        for tokens in cut_at_and(&story.parse, entity.range(), kind) {
            let tokens = without_verb(&story.parse, tokens, kind);
            let tokens = without_score(&story.parse, trimmed(&story.parse, tidy::unlabelled(&story.parse, tokens)));
            if tokens.is_empty() {
                continue;
            }
            if let Some(mut name) = name(part, story, page, tokens, kind) {
                if tidy::is_no_name(&name.words) {
                    continue;
                }
                name.kind = known_kind(&name.words).unwrap_or(if is_doubtful(&name.words) {
                    EntityKind::Other
                } else {
                    name.kind
                });
                names.push(name);
            }
        }
    }
    names
}

/// Names with figures are models, versions and laws; shouted words are hardly names at all.
fn is_doubtful(words: &str) -> bool {
    let is_shouted = words.len() > 8 && words.contains(' ') && !words.contains(char::is_lowercase);
    words.contains(|c: char| c.is_ascii_digit()) || is_shouted
}

/// `Alder and Reed` is two people, `Marks and Spencer` may be one firm.
fn cut_at_and(parse: &Parse<Story>, tokens: Range<usize>, kind: EntityKind) -> Vec<Range<usize>> {
    // `Alder warns Iceland` is two names.
    let acts = |&index: &usize| {
        let token = parse.token(index);
        matches!(token.tag(), "VBZ" | "VBD" | "MD") && token.text().starts_with(char::is_lowercase)
    };
    if let Some(verb) = tokens.clone().find(acts) {
        let ends = [tokens.start..verb, verb + 1..tokens.end];
        return ends.into_iter().flat_map(|tokens| cut_at_and(parse, tokens, kind)).collect();
    }
    if !matches!(kind, EntityKind::Person | EntityKind::Place) {
        // `by Easter, Foreign Minister Liv Aune`: an office begins behind the comma.
        let is_office = tokens.end < parse.n_tokens() && is_role_noun(parse.token(tokens.end)).is_some();
        let comma = tokens.clone().find(|&index| parse.token(index).text() == ",").filter(|_| is_office);
        let name = tokens.start..comma.unwrap_or(tokens.end);
        return vec![name];
    }
    let mut cut = Vec::new();
    let mut start = tokens.start;
    for index in tokens.clone() {
        if matches!(parse.token(index).text(), "and" | "&" | "," | "/" | "or") {
            cut.push(start..index);
            start = index + 1;
        }
    }
    cut.push(start..tokens.end);
    cut.retain(|range| !range.is_empty());
    cut.into_iter().flat_map(|tokens| tidy::pieces(parse, tokens)).collect()
}

fn trimmed(parse: &Parse<Story>, tokens: Range<usize>) -> Range<usize> {
    let is_edge = |token: Token<'_, Story>| {
        token.is_space()
            || matches!(token.tag(), "POS" | "``" | "''" | "," | "." | ":" | "-LRB-" | "HYPH")
            || matches!(token.text(), "'" | "’" | "\"" | "“" | "”" | "-" | "–" | "—" | "#" | "@")
    };
    let is_article = |token: Token<'_, Story>| {
        matches!(token.text(), "the" | "The" | "a" | "A" | "an" | "An" | "this" | "its" | "his" | "her" | "their")
    };
    // `pro-Moscow` is a leaning, `Moscow` the name.
    let is_side = |token: Token<'_, Story>| {
        let is_prefix = ["pro", "anti"].iter().any(|side| token.text().eq_ignore_ascii_case(side));
        is_prefix && token.next().is_some_and(|next| next.text() == "-")
    };
    let mut tokens = tokens;
    while !tokens.is_empty()
        && (is_edge(parse.token(tokens.start))
            || is_article(parse.token(tokens.start))
            || is_side(parse.token(tokens.start)))
    {
        tokens.start += 1;
    }
    while !tokens.is_empty() && is_edge(parse.token(tokens.end - 1)) {
        tokens.end -= 1;
    }
    tokens
}

/// `Married Norwegian` of a headline is a Norwegian.
fn without_verb(parse: &Parse<Story>, tokens: Range<usize>, kind: EntityKind) -> Range<usize> {
    let is_verb = tokens.len() == 2 && parse.token(tokens.start).pos() == Pos::Verb;
    let is_people = || TABLES.country(parse.token(tokens.end - 1).text()).is_some();
    if kind == EntityKind::Group && is_verb && is_people() { tokens.end - 1..tokens.end } else { tokens }
}

/// `Norway 2` of a table of results is the country.
fn without_score(parse: &Parse<Story>, tokens: Range<usize>) -> Range<usize> {
    let is_number = |index: usize| parse.token(index).text().bytes().all(|b| b.is_ascii_digit());
    if tokens.len() < 2 {
        return tokens;
    }
    let bare = match (is_number(tokens.start), is_number(tokens.end - 1)) {
        (true, false) => tokens.start + 1..tokens.end,
        (false, true) => tokens.start..tokens.end - 1,
        _ => return tokens,
    };
    let words: Vec<&str> = parse.tokens_in(bare.clone()).map(Token::text).collect();
    if TABLES.country(&words.join(" ")).is_some() { bare } else { tokens }
}
