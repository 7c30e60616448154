//! Which dates stand at the head of a page, and which lines are nothing but dates?

use dateline_text::{Page, Span, Text};

use crate::Limits;
use crate::calendar::{Written, is_month, is_weekday, written};
use crate::lines::lines;

/// A date at the head of a page.
pub(crate) struct HeadDate {
    /// What is no part of a story: the date with its label, weekday and time; mostly a whole line.
    pub(crate) whole: Span<Page>,
    /// The date alone.
    pub(crate) date: Span<Page>,
    pub(crate) written: Written,
    /// Publication before a bare date before an update.
    pub(crate) rank: u8,
}

/// The dates that head the page, in order.
pub(crate) fn head_dates(page: &Text<Page>, limits: &Limits) -> Vec<HeadDate> {
    let mut found = Vec::new();
    for (i, line) in lines(page).filter(|line| !line.is_empty()).take(limits.head_lines).enumerate() {
        let n_before = found.len();
        line_dates(page, line, i == 0, &mut found);
        let is_paragraph = line.len() > 400 || (line.len() > 160 && page[line].ends_with('.'));
        if found.len() == n_before && is_paragraph {
            break;
        }
    }
    // A page that is nothing but a date tells it, and is not dated by it.
    if found.len() == 1 && found[0].whole.contains(page.trim(page.whole())) {
        found.clear();
    }
    found
}

/// The dates on a line of its own further down, as under a teaser's headline.
pub(crate) fn line_of_dates(page: &Text<Page>, line: Span<Page>) -> Vec<HeadDate> {
    let mut found = Vec::new();
    line_dates(page, line, false, &mut found);
    found
}

/// The date that makes up a line, label and all; for lines behind the head.
pub(crate) fn is_date_line(words: &str) -> bool {
    if words.len() > 120 || !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (at, _) = labels(words);
    written(&words[at..]).is_some_and(|date| is_over(&words[at + date.past..])) || is_all_time(words)
}

/// Whether every word of a short line is about when the page came out: `Updated 9:52 PM ET`, `Mar. 8`, `2 days ago`.
fn is_all_time(words: &str) -> bool {
    const ABOUT: [&str; 34] = [
        "ago",
        "am",
        "at",
        "date",
        "dated",
        "day",
        "days",
        "edt",
        "est",
        "et",
        "first",
        "gmt",
        "hour",
        "hours",
        "hrs",
        "ist",
        "last",
        "min",
        "minute",
        "minutes",
        "modified",
        "mon",
        "on",
        "pm",
        "posted",
        "pst",
        "pdt",
        "published",
        "read",
        "time",
        "updated",
        "utc",
        "bst",
        "cst",
    ];
    if words.len() > 80 {
        return false;
    }
    let (mut n_days, mut n_labels, mut n_figures) = (0, 0, 0);
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let lower = word.to_ascii_lowercase();
        let figure = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let rest = &lower[figure.len()..];
        if !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit()) {
            if !matches!(rest, "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "t" | "z") {
                return false;
            }
            n_figures += 1;
        } else if is_month(&lower) || is_weekday(&lower) {
            n_days += 1;
        } else if matches!(lower.as_str(), "published" | "posted" | "updated" | "modified" | "ago") {
            n_labels += 1;
        } else if !ABOUT.contains(&lower.as_str()) && !matches!(lower.as_str(), "a" | "m" | "p" | "t") {
            return false;
        }
    }
    let is_clock = words.contains(':') && n_figures >= 2;
    let is_slashed = words.matches('/').count() == 2 && n_figures >= 3;
    n_figures > 0
        && (n_labels > 0
            || is_slashed
            || (n_days > 0 && (n_figures >= 2 || words.len() < 16))
            || (is_clock && words.len() < 30))
}

fn line_dates(page: &Text<Page>, line: Span<Page>, is_first: bool, found: &mut Vec<HeadDate>) {
    let words = &page[line];
    let mut push = |from: usize, labels_from: usize, rank: u8, written: Written| -> Option<usize> {
        let date = page.span(line.start() + from + written.start, line.start() + from + written.end)?;
        let whole = page.span(line.start() + labels_from, line.start() + from + written.past)?;
        let past = from + written.past;
        found.push(HeadDate { whole, date, written, rank });
        Some(past)
    };
    let (mut at, rank) = labels(words);
    if let Some(date) = written(&words[at..]) {
        let rest = &words[at + date.past..];
        let is_line =
            is_over(rest) || (words.len() < 160 && rest.trim_start().starts_with(['|', '•', '·', '–', '—', '(', '/']));
        let more = labels(rest.trim_start());
        let is_labelled = rank != BARE;
        let begins_text = rest.starts_with(char::is_whitespace) && begins_sentence(rest.trim_start());
        let inline = is_first && begins_text && (is_labelled || date.year_first);
        if is_line || inline || more.1 != BARE {
            let Some(past) = push(at, 0, rank, date) else { return };
            if more.1 == BARE && (!is_line || is_over(rest)) {
                return;
            }
            at = past;
        }
    }
    // More of them in a short line: behind a byline, a place, a bar or another date.
    if words.len() > 160 {
        return;
    }
    let is_credit = at > 0 || words.starts_with("By ") || words.contains(['|', '•', '·']) || rank != BARE;
    while let Some(step) = words[at..].find([' ', '|', '•', '·', ':', '(']) {
        at += step;
        let gap = words[at..].chars().next().map_or(1, char::len_utf8);
        at += gap;
        let (label, rank) = labels(&words[at..]);
        let from = at + label;
        if !(is_credit || label > 0) {
            continue;
        }
        if let Some(date) = written(&words[from..]) {
            let rest = &words[from + date.past..];
            if is_over(rest) || labels(rest.trim_start()).1 != BARE || rest.trim_start().starts_with(['|', '•', '·'])
            {
                match push(from, at, rank, date) {
                    Some(past) => at = past,
                    None => return,
                }
            }
        }
    }
}

const BARE: u8 = 1;

/// The bytes of the labels a date line begins with (`Last updated:`), and the rank they give the date.
fn labels(words: &str) -> (usize, u8) {
    let mut at = 0;
    let mut rank = BARE;
    loop {
        let rest = &words[at..];
        let gap =
            rest.len() - rest.trim_start_matches([' ', ':', '\t', '[', '(', '|', '•', '·', '-', '–', '—', '/']).len();
        let word: &str = {
            let rest = &rest[gap..];
            &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()]
        };
        let is_label = match word.to_ascii_lowercase().as_str() {
            "date" | "dated" | "published" | "posted" | "publication" | "issued" | "created" | "released" | "filed" => {
                rank = if rank == 2 { 2 } else { 0 };
                true
            }
            "updated" | "modified" | "edited" | "update" => {
                rank = 2;
                true
            }
            "last" | "first" | "originally" | "on" | "at" | "time" => true,
            _ => false,
        };
        if !is_label {
            return match rank {
                // "on", "last" or "time" alone label nothing.
                BARE => (0, BARE),
                _ => (at + gap, rank),
            };
        }
        at += gap + word.len();
    }
}

fn is_over(rest: &str) -> bool {
    !rest.contains(char::is_alphanumeric)
}

fn begins_sentence(rest: &str) -> bool {
    let first = rest.trim_start_matches(['“', '"', '\'', '‘', '-', '–', '—', ' ', '(', '[', '`']);
    first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}
