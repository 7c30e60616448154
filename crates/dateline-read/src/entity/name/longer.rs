//! Where is a name longer than the recognizer's? First names, countries, directions and fields that belong to it.

use std::collections::{BTreeMap, BTreeSet};

use dateline_parse::Token;
use dateline_record::EntityKind;
use dateline_text::{Page, Story, Text};

use super::kind::kind_by_word;
use super::{Name, is_title, keep, kind_of, name};
use crate::ParsedStory;
use crate::entity::table::{Meant, TABLES};

/// The recognizer's `Reed` of `Ida Reed`, where the page has the whole name elsewhere or `Ida` is a first name.
pub(super) fn with_first_name(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.words.contains(' '));
    let full: BTreeSet<String> = full.map(|name| name.words.clone()).collect();
    let at_end = |(i, name): (usize, &Name)| ((name.part, name.tokens.end), (i, name.tokens.len()));
    let ends: BTreeMap<(usize, usize), (usize, usize)> = names.iter().enumerate().map(at_end).collect();
    let mut is_kept = vec![true; names.len()];
    let is_single = |name: &Name| name.kind == EntityKind::Person && !name.words.contains(' ') && name.tokens.start > 0;
    let before = |name: &Name| parts[name.part].parse.token(name.tokens.start - 1);
    // What stands before a surname time and again, and is no title, is the first name.
    let mut pairs: BTreeMap<(String, String), usize> = BTreeMap::new();
    for surname in names.iter().filter(|name| is_single(name) && is_like_first_name(before(name))) {
        *pairs.entry((before(surname).text().to_owned(), surname.words.clone())).or_default() += 1;
    }
    for surname in names.iter_mut() {
        if !is_single(surname) {
            continue;
        }
        let first = before(surname);
        let is_bare = first.tag() == "NNP"
            && first.entity().is_none()
            && first.sentence().range().contains(&surname.tokens.start);
        let is_known = full.contains(&format!("{} {}", first.text(), surname.words))
            || TABLES.first_name(first.text()).is_some() && !is_title(first) && TABLES.country(first.text()).is_none()
            || pairs.get(&(first.text().to_owned(), surname.words.clone())).is_some_and(|&n| n > 1);
        let tokens = surname.tokens.start - 1..surname.tokens.end;
        let whole = (is_bare && is_known)
            .then(|| name(surname.part, &parts[surname.part], page, tokens, EntityKind::Person))
            .flatten();
        if let Some(whole) = whole {
            // The first name by itself is no other person; a longer name that ends with it is.
            match ends.get(&(surname.part, surname.tokens.start)) {
                Some(&(other, 1)) => is_kept[other] = false,
                Some(_) => continue,
                None => {}
            }
            *surname = whole;
        }
    }
    keep(names, &is_kept);
}

/// Whether a proper noun before a surname may be a first name that the tables do not know: no title, no country.
fn is_like_first_name(token: Token<'_, Story>) -> bool {
    const HONOURS: [&str; 20] = [
        "Archbishop",
        "Aunt",
        "Ayatollah",
        "Bishop",
        "Cardinal",
        "Dame",
        "Father",
        "Hurricane",
        "Imam",
        "Lady",
        "Lord",
        "Mother",
        "Mullah",
        "Pope",
        "Rabbi",
        "Saint",
        "Sheikh",
        "Sir",
        "Storm",
        "Uncle",
    ];
    let word = token.text();
    let has_shape = {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    token.tag() == "NNP"
        && token.entity().is_none()
        && has_shape
        && word.len() > 2
        && !is_title(token)
        && !HONOURS.contains(&word)
        && TABLES.country(word).is_none()
}

/// `U.S. Department of Justice` is one name, though the recognizer sees two.
pub(super) fn with_country(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    names.sort_by_key(|name| (name.part, name.tokens.start));
    let mut is_kept = vec![true; names.len()];
    for i in 0..names.len().saturating_sub(1) {
        let (country, body) = (&names[i], &names[i + 1]);
        let touches = country.part == body.part && country.tokens.end == body.tokens.start;
        let is_country = matches!(TABLES.country(&country.words), Some((_, Meant::Name)));
        let is_body = body.kind == EntityKind::Organization
            && (kind_by_word(&body.words) == Some(EntityKind::Organization) || TABLES.body(&body.words).is_some());
        if touches && is_country && is_body {
            let tokens = country.tokens.start..body.tokens.end;
            if let Some(whole) = name(body.part, &parts[body.part], page, tokens, EntityKind::Organization) {
                names[i + 1] = Name { short: names[i + 1].short.clone(), ..whole };
                is_kept[i] = false;
            }
        }
    }
    keep(names, &is_kept);
}

/// `Southern California` is one name, though the recognizer may see two, or the second alone.
pub(super) fn with_direction(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    let is_direction = |words: &str| {
        matches!(
            words,
            "Northern" | "Southern" | "Eastern" | "Western" | "Central" | "Upper" | "Lower" | "Greater" | "Inner"
        )
    };
    let mut is_kept = vec![true; names.len()];
    for i in 0..names.len() {
        let place = &names[i];
        let parse = &parts[place.part].parse;
        let before = place.tokens.start.checked_sub(1).map(|index| parse.token(index));
        let is_pair = place.kind == EntityKind::Place && before.is_some_and(|token| is_direction(token.text()));
        let whole = is_pair
            .then(|| name(place.part, &parts[place.part], page, place.tokens.start - 1..place.tokens.end, place.kind));
        if let Some(whole) = whole.flatten() {
            names[i] = whole;
            if i > 0 && names[i - 1].part == names[i].part && names[i - 1].tokens.end > names[i].tokens.start {
                is_kept[i - 1] = false;
            }
        }
    }
    keep(names, &is_kept);
}

/// `Department of Education` is one name, though the recognizer may stop at `Department`.
pub(super) fn with_field(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    const HEADS: [&str; 9] =
        ["Academy", "Bureau", "College", "Department", "Faculty", "Institute", "Ministry", "Office", "University"];
    // `Institute for the Study of War`, `Council on Foreign Relations`.
    const HEADS_FOR: [&str; 15] = [
        "Academy",
        "Agency",
        "Association",
        "Board",
        "Bureau",
        "Center",
        "Centre",
        "Commission",
        "Committee",
        "Council",
        "Foundation",
        "Institute",
        "Office",
        "Organization",
        "Society",
    ];
    let mut is_kept = vec![true; names.len()];
    for i in 0..names.len() {
        let parse = &parts[names[i].part].parse;
        let end = names[i].tokens.end;
        let head = parse.token(end - 1).text();
        let is_word = |index: usize| {
            index < parse.n_tokens()
                && matches!(parse.token(index).tag(), "NNP" | "NNPS")
                && parse.token(index).text().starts_with(char::is_uppercase)
                // `paid the Office on Monday`
                && parse.token(index).entity().is_none_or(|entity| kind_of(entity.label()).is_some())
        };
        if !is_kept[i] || end + 2 >= parse.n_tokens() {
            continue;
        }
        let first = match parse.token(end).text() {
            "of" if HEADS.contains(&head) => end + 1,
            "for" | "on" if HEADS_FOR.contains(&head) && names[i].tokens.len() > 1 => {
                end + 1 + usize::from(parse.token(end + 1).text() == "the")
            }
            _ => continue,
        };
        if is_word(first) {
            let mut stop = first;
            while is_word(stop) || stop < parse.n_tokens() && parse.token(stop).text() == "and" && is_word(stop + 1) {
                stop += 1;
            }
            let tokens = names[i].tokens.start..stop;
            if let Some(whole) = name(names[i].part, &parts[names[i].part], page, tokens, EntityKind::Organization) {
                names[i] = whole;
                let of_part = names[i].part;
                let behind = names.iter().zip(&mut is_kept).skip(i + 1);
                let inside = behind.take_while(|(other, _)| other.part == of_part && other.tokens.start < stop);
                inside.for_each(|(_, kept)| *kept = false);
            }
        }
    }
    keep(names, &is_kept);
}
