//! Which countries and cities are teams? `Norway beat Chile 2-1` tells of eleven players, not of two states.
//!
//! On a page of sports a country or place that does not stand as one (`in Norway`) more often than not is its team.

use std::collections::BTreeMap;

use dateline_parse::Token;
use dateline_record::EntityKind;
use dateline_text::Story;

use super::name::Name;
use crate::ParsedStory;

/// Words that reports of matches are full of, by lemma.
const SPORTS: [&str; 42] = [
    "bowler",
    "champion",
    "championship",
    "coach",
    "cricket",
    "cup",
    "defeat",
    "defender",
    "fixture",
    "football",
    "forward",
    "fullback",
    "game",
    "goal",
    "goalkeeper",
    "half-time",
    "halftime",
    "hockey",
    "innings",
    "kick",
    "league",
    "match",
    "midfielder",
    "offside",
    "penalty",
    "pitcher",
    "player",
    "quarterback",
    "quarterfinal",
    "referee",
    "rugby",
    "scorer",
    "scrum",
    "semifinal",
    "soccer",
    "squad",
    "striker",
    "substitute",
    "team",
    "touchdown",
    "tournament",
    "wicket",
];
/// What one team does to another.
const PLAYS: [&str; 13] = [
    "beat", "concede", "defeat", "draw", "equalise", "equalize", "face", "lose", "meet", "play", "score", "thrash",
    "win",
];
/// Different words of sports that make a page one of sports, and how many in all among a thousand.
const FEWEST_WORDS: usize = 4;
const FEWEST_IN_1000: usize = 15;

/// Makes teams of countries and places on a page of sports.
pub(crate) fn settle(parts: &[ParsedStory], names: &mut [Name]) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut n_tokens = 0;
    for token in parts.iter().flat_map(|story| story.parse.tokens()) {
        n_tokens += 1;
        if let Ok(at) = SPORTS.binary_search(&token.lemma()) {
            *seen.entry(SPORTS[at]).or_default() += 1;
        }
    }
    let n_sports: usize = seen.values().sum();
    if seen.len() < FEWEST_WORDS || n_sports * 1000 < n_tokens * FEWEST_IN_1000 {
        return;
    }
    // For each name, how often it stands as a place, how often not, and whether it ever plays.
    let mut stands: BTreeMap<String, (usize, usize, bool)> = BTreeMap::new();
    for name in names.iter().filter(|name| is_place(name)) {
        let parse = &parts[name.part].parse;
        let last = parse.token(name.tokens.end - 1);
        let (place, team, plays) = stands.entry(name.words.clone()).or_default();
        *(if is_located(parse.token(name.tokens.start), last) { place } else { team }) += 1;
        *plays |= plays_itself(last);
    }
    // Where several play, the others that never stand as places do too.
    let is_series = stands.values().filter(|&&(place, team, plays)| plays && team > place).count() > 1;
    for name in names.iter_mut().filter(|name| is_place(name)) {
        let is_team = |&(place, team, plays): &(usize, usize, bool)| {
            plays && team > place || is_series && place == 0 && is_nation(name)
        };
        if stands.get(&name.words).is_some_and(is_team) {
            name.kind = EntityKind::Organization;
        }
    }
}

/// Whether a name is a country's, or that of a part that plays for itself.
fn is_nation(name: &Name) -> bool {
    name.kind == EntityKind::Country
        || matches!(name.words.as_str(), "England" | "Northern Ireland" | "Scotland" | "Wales")
}

fn is_place(name: &Name) -> bool {
    matches!(name.kind, EntityKind::Country | EntityKind::Place)
}

/// Whether a name stands where a place does: `in Norway`, `Bergen, Norway`.
fn is_located(first: Token<'_, Story>, last: Token<'_, Story>) -> bool {
    let before = first.previous().map(|token| token.text().to_lowercase()).unwrap_or_default();
    matches!(before.as_str(), "in" | "at" | "from" | "near" | "to" | "outside" | "across" | ",")
        || last.dep() == "appos"
}

/// Whether it is said to play, score or win, or to be played against.
fn plays_itself(last: Token<'_, Story>) -> bool {
    let verb = match last.dep() {
        "nsubj" | "nsubjpass" | "dobj" => last.head(),
        "pobj" if matches!(last.head().text(), "against" | "over" | "by") => return true,
        "poss" => return true,
        "conj" => last.head().head(),
        _ => return false,
    };
    PLAYS.contains(&verb.lemma())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_free_of_doubles() {
        assert!(SPORTS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(PLAYS.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
