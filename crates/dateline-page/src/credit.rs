//! Who wrote it, and where? Bylines, agency lines and datelines.
//!
//! Names of agencies and of the cities that style books let stand alone are in `data/`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::calendar::is_weekday;
use crate::lines::head;
use crate::words::is_verb;

/// A place and agency line, as bytes of the text it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// All of it, with its dash: `WEXMOUTH, Ruritania (AP) —`.
    pub(crate) whole: Range<usize>,
    /// `WEXMOUTH, Ruritania`.
    pub(crate) place: Option<Range<usize>>,
    /// `AP`.
    pub(crate) agency: Option<Range<usize>>,
}

/// A line that says who wrote the story, and the place and agency named in it.
pub(crate) fn byline(line: &str) -> Option<Option<Origin>> {
    if line.len() > 120 || line.ends_with(['.', '?', '!', ':', '"', '”']) && !line.ends_with("Inc.") {
        return None;
    }
    let n_words = line.split_whitespace().count();
    if let Some(rest) =
        line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by "))
    {
        let first = rest.split_whitespace().next()?;
        let is_name = first.starts_with(char::is_uppercase) && n_words <= 14;
        // `By Friday, 3 boats were back` is no byline: names hold no figures and few small words.
        let n_small = rest.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
        let head_verb = rest.split_whitespace().any(|word| is_verb(word) && word.starts_with(char::is_lowercase));
        return (is_name && !is_weekday(first.trim_end_matches(',')) && n_small <= 4 && !head_verb).then_some(None);
    }
    if n_words > 9 {
        return None;
    }
    if is_agency(line) {
        return Some(None);
    }
    // `Reuters, WASHINGTON`, `AFP / LIMA`, `Ann Reed / Staff reporter`, `Ann Reed, Wexmouth Herald correspondent`.
    let mut at = 0;
    for part in line.split_inclusive([',', '/', '|']) {
        let end = at + part.len();
        let head = line[..end].trim_end_matches([',', '/', '|', ' ']);
        let tail = &line[end..];
        if !tail.is_empty() && is_agency(head) {
            let place = tail.trim_start().trim_start_matches("in ");
            let begins = line.len() - place.len();
            if is_place(place) {
                let origin =
                    Origin { whole: 0..line.len(), place: Some(begins..line.len()), agency: Some(0..head.len()) };
                return Some(Some(origin));
            }
        }
        let city_or_agency = tail.trim();
        let other = city_or_agency.strip_prefix("with ").unwrap_or_default();
        if is_agency(head) && (is_agency(other) || other == "agencies") {
            return Some(None);
        }
        // An agency that the list does not know, before a city that it does.
        if is_city(city_or_agency) && is_all_names(head) && line[..end].ends_with(',') {
            let begins = line.len() - city_or_agency.len();
            let origin = Origin { whole: 0..line.len(), place: Some(begins..line.len()), agency: Some(0..head.len()) };
            return Some(Some(origin));
        }
        if !tail.is_empty() && is_agency(city_or_agency) && is_all_names(head) {
            return Some(None);
        }
        at = end;
    }
    let last = line.rsplit([' ', '/']).next()?.to_ascii_lowercase();
    let is_job = matches!(last.as_str(), "correspondent" | "reporter" | "writer" | "editor");
    (is_job && n_words >= 2 && line.starts_with(char::is_uppercase) && line.contains([',', '/', '|'])).then_some(None)
}

/// The dateline that a paragraph begins with, or that makes up a line.
pub(crate) fn dateline(text: &str) -> Option<Origin> {
    let window = head(text, 110);
    // Capitals, brackets or slashes: most paragraphs have none of them.
    let first = window.split([' ', ',']).next()?;
    if first.contains(char::is_lowercase) && !window.contains(['(', '/']) {
        return None;
    }
    let (head_len, whole_len) = dash(window)?;
    let head = &window[..head_len];
    let (place_part, agency) = match head.rfind('(').filter(|_| head.ends_with(')')) {
        Some(open) => {
            let agency = open + 1..head.len() - 1;
            let words = &head[agency.clone()];
            let is_name = words.starts_with(char::is_uppercase) && !words.contains(|c: char| c.is_ascii_digit());
            if words.len() > 30 || !is_name && !is_agency(words) {
                return None;
            }
            (&head[..open], Some(agency))
        }
        None => match head.trim_end_matches('/').rfind('/').filter(|_| head.ends_with('/')) {
            Some(open) => (&head[..open], Some(open + 1..head.len() - 1)),
            None => (head, None),
        },
    };
    let place_words = place_part.trim_end_matches([' ', ',']);
    let place = without_day(place_words);
    let known = agency.as_ref().is_some_and(|agency| is_agency(&head[agency.clone()]));
    let is_origin = match (place.is_empty(), &agency) {
        (true, Some(_)) => known,
        (true, None) => false,
        (false, Some(_)) => (known && is_all_names(place)) || is_place(place),
        (false, None) => is_place(place),
    };
    is_origin.then(|| Origin { whole: 0..whole_len, place: (!place.is_empty()).then_some(0..place.len()), agency })
}

/// Whether a paragraph's dateline is one that only a story's first has: an agency, or a city or a place and its country.
pub(crate) fn opens_story(text: &str, origin: &Origin) -> bool {
    let place = origin.place.clone().map(|place| &text[place]);
    origin.agency.is_some() || place.is_some_and(|place| is_city(place) || place.contains(", "))
}

/// A city that stands alone in a dateline, in capitals: `TOKYO`, `KUALA LUMPUR`.
pub(crate) fn is_city(words: &str) -> bool {
    CITIES.contains(words)
}

/// The bytes before the dash that ends a dateline, and those up to the text behind it.
fn dash(window: &str) -> Option<(usize, usize)> {
    let bytes = window.as_bytes();
    let mut at = 0;
    for (i, c) in window.char_indices() {
        at += 1;
        let is_dash = matches!(c, '—' | '–' | '-' | '_' | '―');
        let stands_free = is_dash && (window[..i].ends_with(char::is_whitespace) || c == '—');
        if stands_free && !window[..i].trim_end().is_empty() {
            let before = window[..i].trim_end();
            let rest = window[i..].trim_start_matches(['—', '–', '-', '_', '―']);
            if !(rest.is_empty() || rest.starts_with(char::is_whitespace) || c == '—') {
                return None;
            }
            let rest = rest.trim_start();
            return Some((before.len(), window.len() - rest.len()));
        }
        // `(CNN) The harbour …`, `WEXMOUTH (AP) The …`: no dash behind the agency.
        if c == ')' && bytes.get(i + 1) == Some(&b' ') {
            let head = &window[..=i];
            let open = head.rfind('(')?;
            let rest = window[i + 1..].trim_start();
            let no_dash = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
            if no_dash && is_agency(&head[open + 1..i]) {
                return Some((i + 1, window.len() - rest.len()));
            }
        }
        if matches!(c, ';' | '?' | '!' | '"' | '“') || at > 100 {
            return None;
        }
    }
    None
}

/// A place as datelines have it: its first word in capitals, then names (`WEXMOUTH, Ruritania`).
fn is_place(words: &str) -> bool {
    let first = words.split([' ', ',', '/']).next().unwrap_or_default();
    let is_capital = first.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !first.chars().any(char::is_lowercase);
    const NOT_PLACES: [&str; 14] = [
        "BREAKING",
        "UPDATE",
        "UPDATED",
        "EXCLUSIVE",
        "CORRECTION",
        "ANALYSIS",
        "OPINION",
        "VIDEO",
        "WATCH",
        "LIVE",
        "PHOTOS",
        "NOTE",
        "EDITORIAL",
        "REVIEW",
    ];
    is_capital && !NOT_PLACES.contains(&first) && is_all_names(words)
}

pub(crate) fn is_all_names(words: &str) -> bool {
    const SMALL: [&str; 13] = ["de", "of", "el", "al", "da", "do", "la", "le", "on", "upon", "and", "the", "en"];
    let mut n_words = 0;
    words.split([' ', ',', '/', '-']).filter(|word| !word.is_empty()).all(|word| {
        n_words += 1;
        n_words <= 6 && (word.starts_with(char::is_uppercase) || SMALL.contains(&word))
    }) && n_words > 0
}

/// `LONDON, March 3` without the day.
fn without_day(place: &str) -> &str {
    for (i, _) in place.match_indices(", ") {
        let word: &str = place[i + 2..].split([' ', '.']).next().unwrap_or_default();
        let is_day = matches!(
            word,
            "Jan"
                | "January"
                | "Feb"
                | "February"
                | "March"
                | "Mar"
                | "April"
                | "Apr"
                | "May"
                | "June"
                | "Jun"
                | "July"
                | "Jul"
                | "Aug"
                | "August"
                | "Sept"
                | "Sep"
                | "September"
                | "Oct"
                | "October"
                | "Nov"
                | "November"
                | "Dec"
                | "December"
        );
        if is_day {
            return &place[..i];
        }
    }
    place
}

pub(crate) fn is_agency(words: &str) -> bool {
    AGENCIES.contains(words)
}

static AGENCIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../data/agencies.txt").lines().collect());
static CITIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../data/cities.txt").lines().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_without_doubles() {
        for list in [include_str!("../data/agencies.txt"), include_str!("../data/cities.txt")] {
            let lines: Vec<_> = list.lines().collect();
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn datelines_name_place_and_agency() {
        let line = "WEXMOUTH, Ruritania (AP) — The fog rose.";
        let origin = dateline(line).unwrap();
        assert_eq!(&line[origin.whole], "WEXMOUTH, Ruritania (AP) — ");
        assert_eq!(origin.place.map(|place| &line[place]), Some("WEXMOUTH, Ruritania"));
        assert_eq!(origin.agency.map(|agency| &line[agency]), Some("AP"));
        assert_eq!(dateline("The fog — thick as ever — rose."), None);
        assert_eq!(dateline("BREAKING — The fog rose."), None);
    }
}
