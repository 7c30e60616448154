//! What is a page about? Its words, names, numbers and days, with how much each counts.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// The names on a page with how often they come up, and the days it speaks of.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) names: Vec<(String, i64)>,
    pub(super) days: Vec<String>,
}

/// Terms with their counts, sorted.
pub(super) type Terms = Vec<(String, f32)>;

/// Words at the head of a page, which tell what it is about.
const LEAD: usize = 40;

/// How often a word of the lead counts, and a name's mention, and a day.
const LEAD_COUNTS: f32 = 2.0;
const NAME_COUNTS: f32 = 2.0;
const DAY_COUNTS: f32 = 2.0;

/// Words that tell nothing of what a page is about.
const STOP: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "before", "being", "but", "by",
    "can", "could", "day", "days", "did", "do", "does", "first", "for", "from", "had", "has", "have", "he", "her",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "last", "may", "might", "more", "most", "mr", "mrs",
    "ms", "new", "no", "not", "of", "on", "one", "or", "other", "our", "out", "over", "people", "said", "say", "says",
    "shall", "she", "should", "so", "than", "that", "the", "their", "them", "then", "these", "they", "this", "those",
    "time", "to", "two", "up", "was", "we", "were", "what", "when", "where", "which", "who", "will", "with", "would",
    "year", "years", "you", "your",
];

/// What a page is about.
pub(super) fn terms(text: &str, named: &Named) -> Terms {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut counts: FxHashMap<String, f32> = FxHashMap::default();
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | ',' | '.'));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            if word.len() > 1 {
                *counts.entry(format!("#{word}")).or_default() += 1.0;
            }
            continue;
        }
        // Initials, and words on both sides of a stop without a space, are their parts.
        for part in word.split([',', '.']).filter(|part| !part.is_empty()) {
            let lower = part.to_lowercase().replace('’', "'");
            let bare = lower.strip_suffix("'s").unwrap_or(&lower);
            if bare.len() > 1 && STOP.binary_search(&bare).is_err() {
                *counts.entry(stemmer.stem(bare).into_owned()).or_default() +=
                    if at < LEAD { LEAD_COUNTS } else { 1.0 };
            }
        }
    }
    for (name, n) in &named.names {
        *counts.entry(format!("@{}", crate::known::fold(name))).or_default() += NAME_COUNTS * *n as f32;
    }
    for day in &named.days {
        *counts.entry(format!("%{day}")).or_default() += DAY_COUNTS;
    }
    let mut terms: Terms = counts.into_iter().collect();
    terms.sort_by(|a, b| a.0.cmp(&b.0));
    terms
}

#[cfg(test)]
mod tests {
    use super::{Named, STOP, terms};

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP.is_sorted());
    }

    #[test]
    fn a_page_is_about_its_words_and_names() {
        let named = Named { names: vec![("Greta Alder".to_owned(), 2)], days: vec!["1931-03-03".to_owned()] };
        let terms = terms("Alder's ferries carried 1,200 passengers; the ferry was late.", &named);
        let found: Vec<&str> = terms.iter().map(|(term, _)| &**term).collect();
        assert_eq!(found, ["#1,200", "%1931-03-03", "@greta alder", "alder", "carri", "ferri", "late", "passeng"]);
        assert_eq!(terms.iter().find(|(term, _)| term == "ferri").unwrap().1, 4.0);
    }
}
