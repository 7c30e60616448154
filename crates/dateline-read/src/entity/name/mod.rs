//! Where are names, and what are they? The recognizer's, put right by what the tables and the page itself know.

mod kind;
mod longer;
mod passed_over;
mod recognized;

use std::ops::Range;

use dateline_parse::{Parse, Token};
use dateline_record::EntityKind;
use dateline_text::{Page, Span, Story, Text};

use super::place::is_kind_of_place;
use super::role::is_role_noun;
use super::table::{Country, Meant, TABLES};
use super::tidy;
use crate::ParsedStory;
use kind::{known_kind, settle_kinds};
use longer::{with_country, with_direction, with_field, with_first_name};
use passed_over::{known_at_length, known_elsewhere, passed_over, written_out};
use recognized::recognized;

pub(crate) use kind::is_well_known_place;

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
            // Between quotation marks it is a title, whatever it is of: `“Halden's Top Mayors”`.
            let opens = parse.token(self.tokens.start).previous().is_some_and(|token| is_mark(token.text()));
            let is_quoted = |next: &Token<'_, Story>| opens && next.text().starts_with(char::is_uppercase);
            if first.and_then(Token::next).is_some_and(|next| is_titled(&next) || is_quoted(&next)) {
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

fn is_mark(text: &str) -> bool {
    matches!(text, "\"" | "“" | "'" | "‘" | "``")
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
        let is_known = || known_kind(&name.words).is_some();
        let is_body = matches!(name.kind, EntityKind::Organization | EntityKind::Other) && !is_known();
        let is_field = is_body && tidy::is_field(&parts[name.part].parse, &name.tokens);
        !is_field && !tidy::is_no_name(&name.words)
    });
    with_first_name(parts, page, &mut names);
    known_at_length(parts, page, &mut names);
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

/// A noun with a capital inside a sentence: a name that the tagger does not know.
fn is_unknown_noun(token: Token<'_, Story>) -> bool {
    let is_inside = token.sentence().range().start != token.index();
    is_inside && token.tag() == "NN" && token.text().len() > 3 && {
        let mut letters = token.text().chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    }
}

/// Leaves out names; what is to be left out is collected first, so that many cost no more than few.
pub(crate) fn keep(names: &mut Vec<Name>, is_kept: &[bool]) {
    let mut kept = is_kept.iter();
    names.retain(|_| kept.next().is_none_or(|kept| *kept));
}
