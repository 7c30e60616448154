//! Which lines belong to the site and not to any story?
//!
//! The phrases are in `data/boilerplate.csv`: whole lines, beginnings of short lines, and words that no story holds.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lines::head;

/// What kind of line the site put there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// The heading over a list of other stories: `Most read`.
    List,
    /// Anything else: share lines, newsletter prompts, comment rules, copyright.
    Line,
}

/// Longer lines, in bytes, are text whatever they begin with.
const LONGEST: usize = 700;

/// The longest phrase of the table, in bytes, and room for marks around it.
const LONGEST_PHRASE: usize = 64;

/// What the line is, when it is the site's.
pub(crate) fn site_line(line: &str) -> Option<Site> {
    if line.len() > LONGEST || line.is_empty() {
        return None;
    }
    if !line.contains(char::is_alphanumeric) && !line.contains('©') {
        // A rule of stars or dashes.
        return Some(Site::Line);
    }
    // All phrases are found within so many bytes.
    let opening = head(line, LONGEST_PHRASE);
    let lower = opening.to_lowercase().replace('’', "'");
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | '.' | ':'));
    if opening.len() == line.len() {
        let bare = lower.trim_end_matches([':', '.', ' ', '…']);
        if let Some(site) = PHRASES.whole.get(bare).or_else(|| PHRASES.whole.get(lower)) {
            return Some(*site);
        }
    }
    // A heading is a few words; a prompt may be a sentence or two.
    let n_words = || line.split_whitespace().count();
    let mut end = 0;
    for (i, word) in lower.split(' ').enumerate().take(6) {
        end += word.len() + usize::from(i > 0);
        let opening = &lower[..end];
        match PHRASES.starts.get(opening).or_else(|| PHRASES.starts.get(opening.trim_end_matches([',', '.']))) {
            Some(Site::List) if n_words() <= 6 && !line.ends_with(['.', '"', '”']) => return Some(Site::List),
            Some(Site::Line) if n_words() <= if opening.ends_with(':') { 20 } else { 90 } => return Some(Site::Line),
            _ => {}
        }
    }
    PHRASES.holds.iter().any(|phrase| line.contains(phrase)).then_some(Site::Line)
}

/// Whether a line is a list of other stories run together with its heading: `MOST READ IN NEWS Fog …`.
pub(crate) fn is_run_list(line: &str) -> bool {
    let opening = head(line, 40);
    let lower = opening.to_lowercase();
    let mut end = 0;
    for (i, word) in lower.split(' ').enumerate().take(4) {
        end += word.len() + usize::from(i > 0);
        let is_list = |list: &FxHashMap<&str, Site>| list.get(&lower[..end]) == Some(&Site::List);
        // Lower case may differ in length beyond ASCII; then it is none of the phrases.
        let Some(rest) = line.get(end..) else { return false };
        if i > 0
            && (is_list(&PHRASES.whole) || is_list(&PHRASES.starts))
            && rest.trim_start().starts_with(char::is_uppercase)
        {
            return rest.starts_with(' ');
        }
    }
    false
}

struct Phrases {
    whole: FxHashMap<&'static str, Site>,
    starts: FxHashMap<&'static str, Site>,
    holds: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { whole: FxHashMap::default(), starts: FxHashMap::default(), holds: Vec::new() };
    for (words, how, kind) in rows() {
        let site = if kind == "list" { Site::List } else { Site::Line };
        match how {
            "whole" => drop(phrases.whole.insert(words, site)),
            "starts" => drop(phrases.starts.insert(words, site)),
            _ => phrases.holds.push(words),
        }
    }
    phrases
});

/// The rows of the table: words, how they are matched, what they are.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("../data/boilerplate.csv").lines().skip(1).filter_map(|row| {
        let (row, kind) = row.rsplit_once(',')?;
        let (words, how) = row.rsplit_once(',')?;
        Some((words.trim_matches('"'), how, kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_without_doubles_and_in_lower_case() {
        let rows: Vec<_> = rows().collect();
        assert!(rows.windows(2).all(|pair| (pair[0].0, pair[0].1) < (pair[1].0, pair[1].1)));
        for (words, how, kind) in rows {
            assert!(how == "holds" || words == words.to_lowercase());
            assert!(words.len() + 8 < LONGEST_PHRASE);
            assert!(["whole", "starts", "holds"].contains(&how), "{how}");
            assert!(["list", "share", "more", "prompt", "comment", "rights"].contains(&kind), "{kind}");
        }
    }

    #[test]
    fn lines_of_the_site_are_told_from_text() {
        assert_eq!(site_line("MORE NEWS"), Some(Site::List));
        assert_eq!(site_line("Editor’s picks:"), Some(Site::List));
        assert_eq!(site_line("Sign up for our harbour letter."), Some(Site::Line));
        assert_eq!(site_line("* * *"), Some(Site::Line));
        assert_eq!(site_line("More than ten boats sank."), None);
        assert_eq!(site_line("Share prices fell."), None);
    }
}
