//! Where are names, and what are they? The recognizer's, put right by what the tables and the page itself know.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use dateline_parse::{Parse, Pos, Token};
use dateline_record::EntityKind;
use dateline_text::{Page, Span, Story, Text};
use rustc_hash::FxHashMap;

use super::place::{is_city, is_division, is_kind_of_place, is_state};
use super::role::is_role_noun;
use super::table::{Country, Meant, TABLES};
use super::tidy;
use crate::ParsedStory;

/// A name where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Which of the page's parsed texts it stands in.
    pub(crate) part: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) span: Span<Page>,
    /// On one line.
    pub(crate) words: String,
    pub(crate) kind: EntityKind,
    /// The short form that follows in brackets: `OSCE`.
    pub(crate) short: Option<String>,
}

impl Name {
    /// Whether it stands before a noun as an adjective of a people, faith or camp: `European`, `Islamic`.
    pub(crate) fn is_attribute(&self, parse: &Parse<Story>) -> bool {
        let last = parse.token(self.tokens.end - 1);
        self.kind == EntityKind::Group && last.tag() == "JJ" && last.dep() == "amod" && !TABLES.is_shared(&self.words)
    }

    /// The country that an adjective before a noun tells of: `Norwegian fishermen`, `pro-Oslo`.
    ///
    /// The country is meant, but not named; `the Norwegians` are its people.
    pub(crate) fn adjective(&self, parse: &Parse<Story>) -> Option<&'static Country> {
        let (country, meant) = TABLES.country(&self.words)?;
        // `pro-Moscow`
        let before = |n: usize| self.tokens.start.checked_sub(n).map_or("", |index| parse.token(index).text());
        let has_side = |side: &str| matches!(side.to_lowercase().as_str(), "pro" | "anti" | "pro-" | "anti-");
        if has_side(before(1)) || before(1) == "-" && has_side(before(2)) {
            return Some(country);
        }
        if self.kind != EntityKind::Group {
            return None;
        }
        let last = parse.token(self.tokens.end - 1);
        let stands_before = matches!(last.dep(), "amod" | "compound" | "nmod") && last.head().index() > last.index();
        (meant == Meant::Adjective && stands_before).then_some(country)
    }

    /// Whether the words beside it, capitals both and no name of their own, make a longer name of it.
    pub(crate) fn is_part(&self, parse: &Parse<Story>) -> bool {
        let is_more = |token: &Token<'_, Story>| {
            token.tag() == "NNP" && token.text().starts_with(char::is_uppercase) && token.entity().is_none()
        };
        let before = parse.token(self.tokens.start).previous().filter(|token| is_more(token) && !is_title(*token));
        let mut behind = parse.token(self.tokens.end - 1).next();
        // `Halden's Top Dentists` is a title, `Halden's Mayor Alder` is not.
        let of_place = self.kind == EntityKind::Place;
        if let Some(mark) = behind.filter(|mark| of_place && mark.tag() == "POS") {
            let is_titled = |token: &Token<'_, Story>| {
                token.text().starts_with(char::is_uppercase)
                    && token.entity().is_none()
                    && is_role_noun(*token).is_none()
            };
            let first = mark.next().filter(is_titled);
            if first.and_then(Token::next).is_some_and(|next| is_titled(&next)) {
                return true;
            }
            behind = None;
        }
        if of_place && is_of_counties(parse, self.tokens.end) {
            return true;
        }
        // `Halden Harbour Master Tom Reed`: an office of the place, not a longer name of it.
        // `Halden Oblast` is what the page may call Halden; `Halden State` is a school, if anything.
        let behind = behind.filter(is_more).filter(|first| first.text() == "State" || !is_kind_of_place(first.text()));
        let behind = behind.filter(|first| {
            let run = std::iter::successors(Some(*first), |token| token.next()).take(6).take_while(is_more);
            !run.into_iter().any(|token| is_role_noun(token).is_some())
        });
        before.is_some() || behind.is_some()
    }
}

/// Whether a list of names goes on to the word for what they are: `Halden, Maren and Wexmouth Counties`.
fn is_of_counties(parse: &Parse<Story>, end: usize) -> bool {
    const LONGEST: usize = 16;
    let behind = (end..parse.n_tokens().min(end + LONGEST)).map(|index| parse.token(index));
    let mut list = behind.skip_while(|token| {
        let is_kind = matches!(token.lemma().to_lowercase().as_str(), "county" | "counties");
        !is_kind && (token.tag() == "NNP" || matches!(token.text(), "," | "and"))
    });
    list.next().is_some_and(|token| matches!(token.text(), "Counties" | "counties" | "County"))
}

/// Whether a word before a name is a title rather than a part of it: `Mayor Alder`, `Mr. Reed`.
fn is_title(token: Token<'_, Story>) -> bool {
    is_role_noun(token).is_some() || token.text().ends_with('.')
}

/// What the recognizer's label (OntoNotes) says an entity is; `None` for times and figures.
fn kind_of(label: &str) -> Option<EntityKind> {
    match label {
        "PERSON" => Some(EntityKind::Person),
        "ORG" => Some(EntityKind::Organization),
        "GPE" | "LOC" | "FAC" => Some(EntityKind::Place),
        "NORP" => Some(EntityKind::Group),
        "EVENT" | "PRODUCT" | "WORK_OF_ART" | "LAW" | "LANGUAGE" => Some(EntityKind::Other),
        _ => None,
    }
}

pub(crate) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of a page's parsed texts, by text and place; no two overlap.
pub(crate) fn names(parts: &[ParsedStory], page: &Text<Page>) -> Vec<Name> {
    let mut names = Vec::new();
    for (part, story) in parts.iter().enumerate() {
        let mut of_part = recognized(part, story, page);
        of_part.extend(written_out(part, story, page, &of_part));
        of_part.extend(passed_over(part, story, page, &of_part));
        names.extend(of_part);
    }
    names.retain(|name| {
        let may_be_field = matches!(name.kind, EntityKind::Organization | EntityKind::Other);
        let is_field = may_be_field && known_kind(&name.words).is_none();
        !tidy::is_no_name(&name.words) && !(is_field && tidy::is_field(&parts[name.part].parse, &name.tokens))
    });
    with_first_name(parts, page, &mut names);
    known_elsewhere(parts, page, &mut names);
    with_country(parts, page, &mut names);
    with_direction(parts, page, &mut names);
    with_field(parts, page, &mut names);
    settle_kinds(parts, &mut names);
    names.sort_by_key(|name| (name.part, name.tokens.start));
    names
}

/// A name of these tokens; `None` where they are none.
pub(crate) fn name(
    part: usize,
    story: &ParsedStory,
    page: &Text<Page>,
    tokens: Range<usize>,
    kind: EntityKind,
) -> Option<Name> {
    let parse = &story.parse;
    let (first, last) = (parse.token(tokens.start), parse.token(tokens.end - 1));
    let span = first.span().to(last.span());
    // As it was parsed: what the page writes in capitals has its usual letters here.
    let words = &parse.text()[span];
    let span = story.alignment.to_page(span);
    // A name does not run over two paragraphs, nor is it made of nothing but signs.
    if page[span].contains('\n') || !words.contains(char::is_alphanumeric) {
        return None;
    }
    Some(Name { part, tokens, span, words: one_line(words), kind, short: None })
}

/// The recognizer's names, without article and possessive at their edges, and cut where two were run together.
fn recognized(part: usize, story: &ParsedStory, page: &Text<Page>) -> Vec<Name> {
    let mut names = Vec::new();
    for entity in story.parse.entities() {
        let Some(kind) = kind_of(entity.label()) else { continue };
        for tokens in cut_at_and(&story.parse, entity.range(), kind) {
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

/// What the tables say a name is.
fn known_kind(words: &str) -> Option<EntityKind> {
    if let Some((_, meant)) = TABLES.country(words) {
        return Some(match meant {
            Meant::Name => EntityKind::Country,
            Meant::Adjective | Meant::People => EntityKind::Group,
            Meant::Capital => EntityKind::Place,
            Meant::Seat => EntityKind::Organization,
        });
    }
    let person = || TABLES.person(words).map(|_| EntityKind::Person);
    TABLES.body(words).map(|body| body.kind).or_else(person)
}

/// Bodies whose short form stands behind them in brackets (after Schwartz and Hearst, "A simple algorithm for
/// identifying abbreviation definitions in biomedical text", 2003): the name is as long as its letters ask.
fn written_out(part: usize, story: &ParsedStory, page: &Text<Page>, names: &[Name]) -> Vec<Name> {
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

/// The recognizer's `Reed` of `Ida Reed`, where the page has the whole name elsewhere or `Ida` is a first name.
fn with_first_name(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
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

/// Names that the page has elsewhere, or the tables know, where the recognizer passed them over.
fn known_elsewhere(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
    const LONGEST: usize = 6;
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
                Some(Name { kind, ..name })
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

/// Cities that many pages name, and first-level divisions, are hardly ever anything else.
pub(crate) fn is_well_known_place(words: &str) -> bool {
    const MANY: u32 = 300_000;
    TABLES.first_name(words).is_none()
        && (is_city(words).is_some_and(|population| population >= MANY)
            || is_division(words).is_some_and(|population| population >= MANY))
}

/// What the noun right before a name says it is: `advocacy group Halden Watch`, `spokeswoman Ida Reed`.
fn told_kind(parse: &Parse<Story>, name: &Name) -> Option<EntityKind> {
    const BODIES: [&str; 25] = [
        "agency",
        "airline",
        "alliance",
        "bank",
        "broadcaster",
        "charity",
        "company",
        "firm",
        "giant",
        "group",
        "magazine",
        "maker",
        "manufacturer",
        "militia",
        "network",
        "newspaper",
        "operator",
        "organisation",
        "organization",
        "party",
        "producer",
        "retailer",
        "startup",
        "union",
        "watchdog",
    ];
    const PLACES: [&str; 9] =
        ["city", "county", "district", "island", "province", "region", "suburb", "town", "village"];
    let before = parse.token(name.tokens.start.checked_sub(1)?);
    let lemma = before.lemma();
    if before.tag() != "NN" {
        return None;
    }
    match () {
        () if BODIES.contains(&lemma) => Some(EntityKind::Organization),
        () if PLACES.contains(&lemma) => Some(EntityKind::Place),
        () if is_role_noun(before).is_some() && name.words.contains(' ') => Some(EntityKind::Person),
        () => None,
    }
}

/// One name, one kind on a page: what most of its places are; a person's where a full name speaks for it.
fn settle_kinds(parts: &[ParsedStory], names: &mut [Name]) {
    let told = names.iter().filter_map(|name| Some((name.words.clone(), told_kind(&parts[name.part].parse, name)?)));
    // `Church of Norrland` makes a faith of the word by itself, unless it is a land's.
    let faiths = names.iter().filter_map(|name| Some(first_word(name.words.strip_prefix("Church of ")?)));
    let faiths = faiths.filter(|faith| known_kind(faith).is_none() && !is_well_known_place(faith) && !is_state(faith));
    let told: BTreeMap<String, EntityKind> =
        told.chain(faiths.map(|faith| (faith, EntityKind::Organization))).collect();
    let mut counts: BTreeMap<String, BTreeMap<EntityKind, usize>> = BTreeMap::new();
    for name in names.iter() {
        *counts.entry(name.words.clone()).or_default().entry(name.kind).or_default() += 1;
    }
    let mut surnames: BTreeMap<String, usize> = BTreeMap::new();
    for (words, kinds) in &counts {
        if let Some((_, surname)) = words.rsplit_once(' ')
            && most(kinds) == EntityKind::Person
        {
            *surnames.entry(surname.to_owned()).or_default() += 1;
        }
    }
    for name in names {
        if known_kind(&name.words).is_some() {
            continue;
        }
        name.kind = most(&counts[&name.words]);
        let first = name.words.split(' ').next().unwrap_or_default();
        let is_full =
            name.words.contains(' ') && TABLES.first_name(first).is_some() && name.words.split(' ').count() <= 3;
        if let Some(kind) = told.get(&name.words) {
            name.kind = *kind;
        } else if surnames.contains_key(&name.words) {
            name.kind = EntityKind::Person;
        } else if is_well_known_place(&name.words) && name.kind != EntityKind::Group {
            name.kind = EntityKind::Place;
        } else if let Some(kind) = kind_by_word(&name.words).filter(|_| name.kind != EntityKind::Other) {
            name.kind = kind;
        } else if is_full && matches!(name.kind, EntityKind::Organization | EntityKind::Place) {
            name.kind = EntityKind::Person;
        }
    }
}

/// A noun that begins its sentence and acts, with nothing before or below it: `Waters said`, where Ann Waters is told of.
fn is_bare_subject(token: Token<'_, Story>) -> bool {
    let begins = token.sentence().range().start == token.index();
    begins && token.pos() == Pos::Noun && token.dep() == "nsubj" && token.children().next().is_none()
}

/// A noun with a capital inside a sentence: a name that the tagger does not know.
fn is_unknown_noun(token: Token<'_, Story>) -> bool {
    let is_inside = token.sentence().range().start != token.index();
    is_inside && token.tag() == "NN" && token.text().len() > 3 && {
        let mut letters = token.text().chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    }
}

fn first_word(words: &str) -> String {
    words.split(' ').next().unwrap_or_default().to_owned()
}

/// Of kinds as frequent, the first in their order.
fn most(kinds: &BTreeMap<EntityKind, usize>) -> EntityKind {
    kinds.iter().rev().max_by_key(|(_, n)| **n).map_or(EntityKind::Other, |(kind, _)| *kind)
}

/// What the last word of a name says it is: `Lake`, `University`.
fn kind_by_word(words: &str) -> Option<EntityKind> {
    static WORDS: LazyLock<FxHashMap<&str, EntityKind>> = LazyLock::new(|| {
        let rows = include_str!("../../data/name_words.csv").lines().skip(1);
        let kind = |kind: &str| if kind == "place" { EntityKind::Place } else { EntityKind::Organization };
        rows.filter_map(|row| row.split_once(',')).map(|(word, of)| (word, kind(of))).collect()
    });
    let (_, last) = words.rsplit_once(' ')?;
    let first = words.split(' ').next().unwrap_or_default();
    // What is named after its kind: `University of Halden`, `Lake Halden`, `Bank of Norrland`.
    let by_first = WORDS
        .get(first)
        .filter(|_| words.contains(" of ") || matches!(first, "Lake" | "Cape" | "Port" | "Mount" | "Gulf"));
    by_first.or_else(|| WORDS.get(last)).copied()
}

/// Runs of proper nouns that the recognizer passed over, where a title, a first name or the last word tells what they are.
fn passed_over(part: usize, story: &ParsedStory, page: &Text<Page>, names: &[Name]) -> Vec<Name> {
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

/// `U.S. Department of Justice` is one name, though the recognizer sees two.
fn with_country(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
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

/// Leaves out names; what is to be left out is collected first, so that many cost no more than few.
pub(crate) fn keep(names: &mut Vec<Name>, is_kept: &[bool]) {
    let mut kept = is_kept.iter();
    names.retain(|_| kept.next().is_none_or(|kept| *kept));
}

/// `Southern California` is one name, though the recognizer may see two, or the second alone.
fn with_direction(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
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
fn with_field(parts: &[ParsedStory], page: &Text<Page>, names: &mut Vec<Name>) {
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
