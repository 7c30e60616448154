//! What office does a person hold? The words of it before or behind the name.
//!
//! `Norwegian Minister of Fisheries Liv Aune`, `Ida Reed, the harbour board spokeswoman,`.

use std::ops::Range;
use std::sync::LazyLock;

use dateline_parse::{Parse, Pos, Token};
use dateline_text::Story;
use rustc_hash::FxHashMap;

use super::name::Name;
use super::table::{Meant, TABLES};

/// The words of an office, and what they tell.
#[derive(Clone, Debug)]
pub(crate) struct FoundRole {
    pub(crate) tokens: Range<usize>,
    /// In small letters.
    pub(crate) words: Vec<String>,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
    pub(crate) is_former: bool,
    /// Whether it is the highest of a country: `president`, `premier`.
    pub(crate) is_head: bool,
}

static ROLES: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let rows = include_str!("../../data/roles.csv").lines().skip(1);
    rows.filter_map(|row| row.split_once(',')).map(|(word, rank)| (word, rank == "1")).collect()
});

/// Whether a word names an office, and whether that of a country's head.
pub(crate) fn is_role_noun(token: Token<'_, Story>) -> Option<bool> {
    if !matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Adj) {
        return None;
    }
    let lower = token.text().to_lowercase();
    ROLES.get(lower.as_str()).or_else(|| ROLES.get(token.lemma())).copied()
}

/// The offices told of a person where the name stands.
pub(crate) fn roles(parse: &Parse<Story>, name: &Name, is_person: impl Fn(usize) -> bool) -> Vec<FoundRole> {
    let before = before(parse, name.tokens.start, &is_person);
    let behind = behind(parse, name.tokens.end, &is_person);
    let before = before.or_else(|| explained(parse, &name.tokens, &is_person));
    before.into_iter().chain(behind).filter_map(|tokens| role(parse, tokens)).collect()
}

/// The longest run of words before a name that an office is made of.
fn before(parse: &Parse<Story>, end: usize, is_person: &impl Fn(usize) -> bool) -> Option<Range<usize>> {
    const LONGEST: usize = 14;
    let mut start = end;
    while start > end.saturating_sub(LONGEST) && start > 0 && !is_person(start - 1) {
        let token = parse.token(start - 1);
        let text = token.text();
        let is_joint = matches!(text, "of" | "for" | "-" | "'s" | "’s") || (text == "the" && joins(parse, start));
        let is_and =
            text == "and" && start > 1 && is_role_word(parse.token(start)) && is_role_word(parse.token(start - 2));
        let is_word = match token.pos() {
            Pos::Noun => is_role_noun(token).is_some() || is_lower_part(token),
            Pos::Propn => true,
            Pos::Adj => is_role_word(token),
            Pos::Adv => text.eq_ignore_ascii_case("then"),
            _ => is_role_word(token) && !token.is_space(),
        };
        if token.is_space() || text.contains('\n') || !(is_joint || is_word || is_and) {
            break;
        }
        start -= 1;
    }
    // Not with a joint at the edge, nor a possessor's name that has no country: `Alder's spokeswoman`.
    while start < end && matches!(parse.token(start).text(), "of" | "for" | "-" | "the" | "and" | "'s" | "’s") {
        start += 1;
    }
    let range = start..end;
    (!range.is_empty() && range.clone().any(|index| is_role_noun(parse.token(index)).is_some())).then_some(range)
}

/// An office that the name explains: `the island's foreign minister, Liv Aune,`.
fn explained(parse: &Parse<Story>, name: &Range<usize>, is_person: &impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let comma = name.start.checked_sub(1).filter(|&comma| parse.token(comma).text() == ",")?;
    let head = parse.tokens_in(name.clone()).find(|token| !name.contains(&token.head().index()))?;
    // The parser may hang the name on the place of the office: `the mayor of Wexmouth, Ida Reed,`.
    let beside = head.head();
    let office = if beside.dep() == "pobj" && is_role_noun(beside).is_none() { beside.head().head() } else { beside };
    let is_explained = head.dep() == "appos" && office.index() < comma && is_role_noun(office).is_some();
    before(parse, comma, is_person).filter(|range| is_explained && range.contains(&office.index()))
}

/// `the` within an office: `Secretary of the Navy`.
fn joins(parse: &Parse<Story>, start: usize) -> bool {
    start > 1 && matches!(parse.token(start - 2).text(), "of" | "for")
}

/// Words in small letters that stand before an office: `foreign`, `prime`, `party`.
fn is_lower_part(token: Token<'_, Story>) -> bool {
    const PARTS: [&str; 40] = [
        "affairs",
        "army",
        "board",
        "campaign",
        "city",
        "company",
        "council",
        "court",
        "defence",
        "defense",
        "district",
        "economy",
        "education",
        "finance",
        "government",
        "group",
        "health",
        "home",
        "house",
        "information",
        "interior",
        "intelligence",
        "justice",
        "opposition",
        "parliament",
        "party",
        "police",
        "policy",
        "press",
        "prime",
        "relations",
        "rights",
        "school",
        "security",
        "state",
        "team",
        "trade",
        "union",
        "university",
        "vice",
    ];
    PARTS.contains(&token.text())
}

fn is_role_word(token: Token<'_, Story>) -> bool {
    const WORDS: [&str; 46] = [
        "acting",
        "assistant",
        "associate",
        "attorney",
        "chief",
        "co",
        "communist",
        "conservative",
        "current",
        "democratic",
        "deputy",
        "elected",
        "ex",
        "executive",
        "federal",
        "first",
        "foreign",
        "former",
        "general",
        "honorary",
        "incoming",
        "interim",
        "international",
        "joint",
        "late",
        "leading",
        "liberal",
        "local",
        "long-time",
        "longtime",
        "managing",
        "military",
        "national",
        "outgoing",
        "permanent",
        "political",
        "presidential",
        "prime",
        "public",
        "regional",
        "retired",
        "senior",
        "special",
        "supreme",
        "then",
        "vice",
    ];
    let lower = token.text().to_lowercase();
    is_role_noun(token).is_some()
        || WORDS.contains(&lower.as_str())
        || lower.starts_with("then-")
        || lower.starts_with("ex-")
        || token.pos() == Pos::Propn
        || TABLES.country(token.text()).is_some()
}

/// The words between a comma behind a name and the next: `, the White House spokeswoman,`.
fn behind(parse: &Parse<Story>, start: usize, is_person: &impl Fn(usize) -> bool) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    if start + 2 >= parse.n_tokens() || parse.token(start).text() != "," {
        return None;
    }
    let from = start + 1;
    let from = if matches!(parse.token(from).text(), "the" | "a" | "an" | "The") { from + 1 } else { from };
    let stop = (from..parse.n_tokens().min(from + LONGEST)).find(|&index| {
        let token = parse.token(index);
        matches!(token.text(), "," | "." | ";" | ")" | "and" | "said" | "who" | "—" | "–") || token.is_space()
    })?;
    if stop == from || (from..stop).any(is_person) {
        return None;
    }
    // The noun of the apposition is an office, before whatever hangs behind it.
    let head = (from..stop)
        .take_while(|&index| !matches!(parse.token(index).pos(), Pos::Adp | Pos::Verb | Pos::Aux))
        .last()?;
    let is_office = is_role_noun(parse.token(head)).is_some();
    let verb_free = (from..stop).all(|index| !matches!(parse.token(index).tag(), "VBD" | "VBZ" | "VBP" | "VBG" | "MD"));
    (is_office && verb_free).then_some(from..stop)
}

fn role(parse: &Parse<Story>, tokens: Range<usize>) -> Option<FoundRole> {
    let words: Vec<String> = parse.tokens_in(tokens.clone()).map(|token| token.text().to_lowercase()).collect();
    let countries =
        tokens.clone().flat_map(|index| (index + 1..=tokens.end.min(index + 4)).rev().map(move |end| index..end));
    let country = countries
        .filter_map(|range| {
            let phrase: Vec<&str> = parse.tokens_in(range).map(Token::text).collect();
            let phrase = phrase.join(" ");
            let phrase = phrase.strip_prefix("then-").unwrap_or(&phrase);
            TABLES.country(phrase).filter(|(_, meant)| *meant != Meant::Capital).map(|(country, _)| country.iso)
        })
        .next();
    let last_noun = tokens.clone().rev().find(|&index| is_role_noun(parse.token(index)).is_some())?;
    let last = last_noun - tokens.start;
    // `secretary of state`, else what stands before the last noun: `secretary` of `secretary of the boat club`.
    let whole = (0..=last).find_map(|from| TABLES.sector_of(&words[from..].join(" ")));
    let sector = whole.or_else(|| TABLES.sector(&words[..=last].join(" ")));
    let is_former = words.iter().any(|word| matches!(word.as_str(), "former" | "then" | "ex" | "late" | "retired"))
        || words.iter().any(|word| word.starts_with("then-") || word.starts_with("ex-"));
    let is_head = tokens.clone().any(|index| is_role_noun(parse.token(index)) == Some(true))
        && !words.iter().any(|word| {
            matches!(
                word.as_str(),
                "vice" | "deputy" | "spokeswoman" | "spokesman" | "spokesperson" | "adviser" | "aide"
            )
        });
    Some(FoundRole { country, sector, is_former, is_head, tokens, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_sorted_and_free_of_doubles() {
        let words: Vec<&str> =
            include_str!("../../data/roles.csv").lines().skip(1).filter_map(|row| row.split(',').next()).collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ROLES.len() == words.len() && ROLES["president"] && !ROLES["mayor"]);
    }
}
