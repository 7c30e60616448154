//! Which names did the recognizer pass over? Those that the page has elsewhere, that the tables know, that are written as
//! names are, and those whose short form stands behind them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use dateline_parse::{Parse, Pos, Token};
use dateline_record::EntityKind;
use dateline_text::{Page, Story, Text};

use super::kind::{kind_by_word, known_kind};
use super::{Name, is_unknown_noun, name};
use crate::ParsedStory;
use crate::entity::role::is_role_noun;
use crate::entity::table::TABLES;
use crate::entity::tidy;

/// Runs of proper nouns that the recognizer passed over, where a title, a first name or the last word tells what they are.
pub(super) fn passed_over(part: usize, story: &ParsedStory, page: &Text<Page>, names: &[Name]) -> Vec<Name> {
    let parse = &story.parse;
    let mut is_taken = vec![false; parse.n_tokens()];
    for name in names {
        is_taken[name.tokens.clone()].fill(true);
    }
    let is_proper = |index: usize| {
        let token = parse.token(index);
        matches!(token.tag(), "NNP" | "NNPS")
            && token.text().starts_with(char::is_uppercase)
            && token.entity().is_none()
    };
    // `Aune said`: who acts by one word, and is told by two elsewhere, is somebody.
    let acts = |token: &Token<'_, Story>| {
        let index = token.index();
        let has_more = index > 0 && is_proper(index - 1) || index + 1 < parse.n_tokens() && is_proper(index + 1);
        !is_taken[index] && (is_proper(index) || is_unknown_noun(*token)) && !has_more && token.dep() == "nsubj"
    };
    let mut unknown: Vec<Name> = Vec::new();
    let surnames: BTreeSet<&str> = parse.tokens().filter(acts).map(Token::text).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < parse.n_tokens() {
        let start = index;
        while index < parse.n_tokens() && !is_taken[index] && is_proper(index) {
            index += 1;
        }
        if index == start && !is_taken[index] && is_brand(parse.token(index).text()) {
            found.extend(name(part, story, page, index..index + 1, EntityKind::Other));
        }
        if index == start {
            index += 1;
            continue;
        }
        let Some(name) = name(part, story, page, start..index, EntityKind::Other) else { continue };
        let first = name.words.split(' ').next().unwrap_or_default();
        let n_words = name.words.split(' ').count();
        // `Vera,` and `Thanks, Vera`: a first name by itself, where no sentence begins with it as a verb or noun.
        let is_alone = n_words == 1 && name.words.len() > 2 && TABLES.country(first).is_none();
        let is_person =
            (is_alone || (2..=4).contains(&n_words)) && TABLES.first_name(first).is_some() && !name.words.contains('.');
        let is_person = is_person
            || n_words == 2
                && index - start == 2
                && surnames.contains(parse.token(index - 1).text())
                && name.words.len() > 7
                && kind_by_word(&name.words).is_none()
                && name.words.split(' ').all(|word| word.contains(|c: char| c.is_lowercase()));
        let kind = kind_by_word(&name.words).or(is_person.then_some(EntityKind::Person));
        match kind {
            Some(kind) => found.push(Name { kind, ..name }),
            None => unknown.push(name),
        }
    }
    // A word that is written as a name time and again is one, whatever of.
    let mut n_of: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for name in &unknown {
        let (n, is_inside) = n_of.entry(name.words.clone()).or_default();
        *n += 1;
        *is_inside |= parse.token(name.tokens.start).sentence().range().start != name.tokens.start;
    }
    let is_name = |name: &Name| {
        let last = parse.token(name.tokens.end - 1);
        n_of[&name.words] >= (2, true)
            && name.words.len() > 2
            && name.words.contains(|c: char| c.is_lowercase())
            && is_role_noun(last).is_none()
            && !tidy::is_no_name(&name.words)
            && !name.words.ends_with('.')
            && !matches!(name.words.as_str(), "East" | "North" | "South" | "West")
    };
    unknown.retain(is_name);
    found.extend(unknown);
    found
}

/// Whether a word is written as none but brands are: `easyJet`, `eToro`. A single `i` is a gadget's.
fn is_brand(word: &str) -> bool {
    let n_small = word.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_small = (1..=6).contains(&n_small) && !(n_small == 1 && word.starts_with('i')) && word != "mRNA";
    let rest = &word.as_bytes()[n_small..];
    is_small
        && word.bytes().all(|b| b.is_ascii_alphabetic())
        && rest.len() > 2
        && rest[0].is_ascii_uppercase()
        && rest[1..].iter().all(u8::is_ascii_lowercase)
}

/// How many words a name that is looked for may have, or may have more.
const LONGEST: usize = 6;

/// Names of the tables that the recognizer saw half of: `Dallas Cowboys`, of which it took `Dallas` for a place.
pub(super) fn known_at_length(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    let mut found = Vec::new();
    for half in names.iter().filter(|half| half.short.is_none()) {
        let story = &parts[half.part];
        let parse = &story.parse;
        let is_proper = |index: &usize| {
            let token = parse.token(*index);
            token.text().starts_with(char::is_uppercase) && token.entity().is_none() && !token.is_space()
        };
        let n_more = (half.tokens.end..parse.n_tokens().min(half.tokens.end + LONGEST)).take_while(is_proper).count();
        let whole = (1..=n_more).rev().find_map(|n| {
            let tokens = half.tokens.start..half.tokens.end + n;
            let whole = name(half.part, story, page, tokens, EntityKind::Other)?;
            let kind = TABLES.body(&whole.words).map(|body| body.kind)?;
            Some(Name { kind, ..whole })
        });
        found.extend(whole);
    }
    let mut is_taken: Vec<Vec<bool>> = parts.iter().map(|story| vec![false; story.parse.n_tokens()]).collect();
    found.retain(|name: &Name| {
        let tokens = &mut is_taken[name.part][name.tokens.clone()];
        let is_free = !tokens.contains(&true);
        if is_free {
            tokens.fill(true);
        }
        is_free
    });
    names.retain(|name| !is_taken[name.part][name.tokens.clone()].contains(&true));
    names.extend(found);
}

/// Names that the page has elsewhere, or the tables know, where the recognizer passed them over.
pub(super) fn known_elsewhere(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    let mut kinds: BTreeMap<String, EntityKind> = BTreeMap::new();
    for name in names.iter().filter(|name| name.kind != EntityKind::Other) {
        kinds.entry(name.words.clone()).or_insert(name.kind);
        if let Some(short) = &name.short {
            kinds.insert(short.clone(), name.kind);
        }
        // A surname by itself is the person's, where it is a proper noun.
        if name.kind == EntityKind::Person
            && let Some((_, surname)) = name.words.rsplit_once(' ')
            && surname.len() > 2
            && known_kind(surname).is_none()
        {
            kinds.entry(surname.to_owned()).or_insert(EntityKind::Person);
        }
    }
    for (part, story) in parts.iter().enumerate() {
        let parse = &story.parse;
        // What is written out in full takes the place of the halves that the recognizer saw.
        let whole: Vec<Range<usize>> =
            names.iter().filter(|n| n.part == part && n.short.is_some()).map(|n| n.tokens.clone()).collect();
        names.retain(|n| {
            n.part != part
                || n.short.is_some()
                || !whole.iter().any(|w| w.start < n.tokens.end && n.tokens.start < w.end)
        });
        let mut is_taken = vec![false; parse.n_tokens()];
        for name in names.iter().filter(|name| name.part == part) {
            is_taken[name.tokens.clone()].fill(true);
        }
        let mut index = 0;
        while index < parse.n_tokens() {
            let token = parse.token(index);
            if is_taken[index] || !token.text().starts_with(char::is_uppercase) {
                index += 1;
                continue;
            }
            let ends = (1..=LONGEST).rev().map(|n| index + n).filter(|&end| end <= parse.n_tokens());
            let found = ends.filter(|&end| !is_taken[index..end].contains(&true)).find_map(|end| {
                let name = name(part, story, page, index..end, EntityKind::Other)?;
                let is_proper = token.pos() == Pos::Propn || end - index > 1 || is_unknown_noun(token);
                let known = known_kind(&name.words).filter(|kind| *kind != EntityKind::Group);
                let told = kinds.get(&name.words).copied();
                let told = told.filter(|kind| is_proper || *kind == EntityKind::Person && is_bare_subject(token));
                let kind = known.or(told)?;
                longer_body(part, story, page, index..end, &is_taken).or(Some(Name { kind, ..name }))
            });
            match found {
                Some(name) => {
                    index = name.tokens.end;
                    names.push(name);
                }
                None => index += 1,
            }
        }
    }
}

/// `Nordvik Films` of `Nordvik`: a body by its last word, which is no part of another name.
fn longer_body(
    part: usize,
    story: &ParsedStory,
    page: &Text<Page>,
    tokens: Range<usize>,
    is_taken: &[bool],
) -> Option<Name> {
    const MOST: usize = 3;
    let parse = &story.parse;
    let is_more = |index: &usize| {
        let token = parse.token(*index);
        let is_proper = matches!(token.tag(), "NNP" | "NNPS") && token.text().starts_with(char::is_uppercase);
        is_proper && !is_taken[*index] && token.entity().is_none()
    };
    let end = (tokens.end..parse.n_tokens().min(tokens.end + MOST)).take_while(is_more).last()? + 1;
    let whole = name(part, story, page, tokens.start..end, EntityKind::Organization)?;
    (kind_by_word(&whole.words) == Some(EntityKind::Organization)).then_some(whole)
}

/// A noun that begins its sentence and acts, with nothing before or below it: `Waters said`, where Ann Waters is told of.
fn is_bare_subject(token: Token<'_, Story>) -> bool {
    let begins = token.sentence().range().start == token.index();
    begins && token.pos() == Pos::Noun && token.dep() == "nsubj" && token.children().next().is_none()
}

/// Bodies whose short form stands behind them in brackets (after Schwartz and Hearst, "A simple algorithm for
/// identifying abbreviation definitions in biomedical text", 2003): the name is as long as its letters ask.
pub(super) fn written_out(part: usize, story: &ParsedStory, page: &Text<Page>, names: &[Name]) -> Vec<Name> {
    let parse = &story.parse;
    let mut found = Vec::new();
    for open in 1..parse.n_tokens().saturating_sub(2) {
        let short = parse.token(open + 1);
        let is_short = matches!(parse.token(open).text(), "(" | "[")
            && matches!(parse.token(open + 2).text(), ")" | "]")
            && (2..=8).contains(&short.text().len())
            && short.text().bytes().filter(u8::is_ascii_uppercase).count() >= 2
            && short.text().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !is_short {
            continue;
        }
        let Some(start) = long_form(parse, open, short.text()) else { continue };
        if let Some(mut long) = name(part, story, page, start..open, EntityKind::Organization) {
            let of_recognizer = names.iter().filter(|name| name.tokens.start < open && start < name.tokens.end);
            long.kind = of_recognizer.map(|name| name.kind).next().unwrap_or(long.kind);
            if matches!(long.kind, EntityKind::Place | EntityKind::Group) {
                long.kind = EntityKind::Organization;
            }
            long.short = Some(short.text().to_owned());
            found.push(long);
        }
    }
    found
}

/// Where the words begin whose initials, small words aside, are the letters of a short form.
fn long_form(parse: &Parse<Story>, end: usize, short: &str) -> Option<usize> {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut at = letters.len();
    let first_possible = end.saturating_sub(2 * letters.len() + 3);
    for index in (first_possible..end).rev() {
        let token = parse.token(index);
        let initial = token.text().chars().next()?.to_lowercase().next()?;
        let is_small =
            matches!(token.text(), "of" | "the" | "and" | "for" | "in" | "on" | "to" | "-" | "'s" | "’s" | "&");
        if token.is_space() || matches!(token.tag(), "." | "," | ":") {
            return None;
        }
        let has_hyphen_behind = index + 1 < end && parse.token(index + 1).text() == "-";
        let has_hyphen_before = index > 0 && parse.token(index - 1).text() == "-";
        if at > 0 && initial == letters[at - 1] && (!is_small || at > 1) {
            at -= 1;
        } else if !is_small && !has_hyphen_behind && !has_hyphen_before {
            // A word that gives no letter, and is no half of one with a hyphen.
            return None;
        }
        if at == 0 {
            return token.text().starts_with(char::is_uppercase).then_some(index);
        }
    }
    None
}
