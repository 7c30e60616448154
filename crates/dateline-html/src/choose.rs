//! Of all that a page tells of itself, what is believed?

use jiff::civil::Date;

use crate::candidates::{Candidate, Field, Found};

fn of(candidates: &[Candidate], field: Field) -> impl Iterator<Item = &Candidate> {
    candidates.iter().filter(move |candidate| candidate.field == field)
}

fn by(candidates: &[Candidate], field: Field, found: Found) -> Option<&Candidate> {
    of(candidates, field).find(|candidate| candidate.found == found)
}

/// The title: what the head of the page says, without the site's name; the heading when it says the same.
pub(crate) fn title(candidates: &[Candidate]) -> Option<String> {
    let told = [Found::OpenGraph, Found::JsonLd, Found::Meta, Found::Microdata, Found::TitleElement];
    let told: Vec<&Candidate> = told.iter().filter_map(|found| by(candidates, Field::Title, *found)).collect();
    let headings: Vec<&Candidate> =
        of(candidates, Field::Title).filter(|candidate| candidate.found == Found::Heading).collect();
    for heading in &headings {
        let heading_words = fold(&heading.value);
        let says_so = |title: &&Candidate| {
            let title = fold(&title.value);
            !heading_words.is_empty()
                && (title.starts_with(&heading_words) || title.contains(&heading_words) && heading_words.len() > 15)
        };
        if told.iter().any(says_so) {
            return Some(heading.value.clone());
        }
    }
    let site = site(candidates);
    let title = told.first().map(|title| without_site(&title.value, site.as_deref()));
    title.filter(|title| !title.is_empty()).or_else(|| headings.first().map(|heading| heading.value.clone()))
}

fn fold(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A title without ` | The Wexmouth Herald` at its end.
fn without_site(title: &str, site: Option<&str>) -> String {
    for sign in [" | ", " – ", " — ", " - ", " :: ", " » ", " • ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(sign) {
            let is_site = site.is_some_and(|site| fold(tail) == fold(site));
            let is_short = sign != " - " && head.split(' ').count() >= 3 && tail.split(' ').count() <= 4;
            if is_site || is_short {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// The paper or site.
pub(crate) fn site(candidates: &[Candidate]) -> Option<String> {
    let found = [Found::OpenGraph, Found::JsonLd, Found::Meta];
    let site = found.iter().find_map(|found| by(candidates, Field::Site, *found));
    site.map(|site| site.value.trim_start_matches('@').to_owned())
}

/// The part of the paper.
pub(crate) fn section(candidates: &[Candidate]) -> Option<String> {
    of(candidates, Field::Section).min_by_key(|candidate| candidate.found).map(|candidate| candidate.value.clone())
}

/// The address that the page names as its own.
pub(crate) fn canonical(candidates: &[Candidate]) -> Option<String> {
    let found = [Found::Meta, Found::OpenGraph];
    found.iter().find_map(|found| by(candidates, Field::Canonical, *found)).map(|candidate| candidate.value.clone())
}

/// Who wrote it, by the most trusted place that tells names.
pub(crate) fn authors(candidates: &[Candidate]) -> Vec<String> {
    let site = site(candidates).map(|site| fold(&site));
    for found in [Found::JsonLd, Found::Meta, Found::Microdata, Found::OpenGraph, Found::Named] {
        let told = of(candidates, Field::Author).filter(|candidate| candidate.found == found);
        let mut names: Vec<String> = Vec::new();
        for name in told.flat_map(|candidate| people(&candidate.value)) {
            let is_known = names.iter().any(|known| fold(known) == fold(&name));
            if !is_known && Some(fold(&name)) != site {
                names.push(name);
            }
        }
        // A byline that names ten is a list of all who write for the paper.
        if found == Found::Named {
            names.truncate(1);
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// The names in a byline.
fn people(byline: &str) -> Vec<String> {
    let mut rest = byline.trim();
    for start in ["Written by", "written by", "Posted by", "By:", "By", "BY", "by", "Author:", "From", "Von", "Par"] {
        if let Some(after) = rest.strip_prefix(start).filter(|after| after.starts_with([' ', ':', '\u{a0}'])) {
            rest = after.trim_start_matches([' ', ':', '\u{a0}']);
            break;
        }
    }
    let split = rest.replace(" and ", ",").replace(" & ", ",").replace(" und ", ",").replace(['|', ';', '/'], ",");
    let is_name = |name: &&str| {
        let n_words = name.split_whitespace().count();
        (1..=5).contains(&n_words)
            && name.chars().count() > 2
            && !name.contains(['@', ':', '<', '#'])
            && !name.contains("http")
            && !name.contains("www.")
            && !name.chars().any(|c| c.is_ascii_digit())
            && !matches!(
                name.to_lowercase().as_str(),
                "admin" | "editor" | "staff" | "author" | "guest" | "none" | "null" | "undefined"
            )
    };
    if rest.contains("http") {
        return Vec::new();
    }
    split.split(',').map(str::trim).filter(is_name).map(str::to_owned).collect()
}

/// The days of publication and of the last change, of a page fetched on a day.
pub(crate) fn days(candidates: &[Candidate], captured: Option<Date>) -> (Option<Candidate>, Option<Candidate>) {
    let trusted = [Found::JsonLd, Found::OpenGraph, Found::Meta, Found::Microdata, Found::Time];
    let published = trusted.iter().find_map(|found| by(candidates, Field::Published, *found));
    let in_url = by(candidates, Field::Published, Found::Url);
    let shown = [Found::Time, Found::Named, Found::Text]
        .iter()
        .find_map(|found| of(candidates, Field::Day).filter(|day| day.found == *found).min_by_key(|day| day.at));
    // A server that makes its pages when asked says that they were changed just then.
    let is_just_made = |candidate: &Candidate| candidate.found == Found::Http && candidate.day >= captured;
    let updated = of(candidates, Field::Updated)
        .filter(|candidate| !is_just_made(candidate))
        .min_by_key(|candidate| (candidate.found, candidate.at))
        .cloned();
    let published = published.or(in_url).or(by(candidates, Field::Published, Found::Named)).or(shown).cloned();
    // A page that tells only its last change was published then, as far as it says.
    let published = published.or_else(|| updated.clone());
    let published = match (published, beside_heading(candidates), in_url) {
        // What readers saw beside the headline is the page's day, when the head of the page names another.
        (Some(told), Some(shown), _) if days_apart(&told, shown) > 1 => Some(shown.clone()),
        // Moments are told in some zone; the address has the paper's own day.
        (Some(told), _, Some(in_url)) if days_apart(&told, in_url) == 1 => Some(in_url.clone()),
        (told, ..) => told,
    };
    (published, updated)
}

/// Elements between a headline and the day that stands with it.
const BESIDE: usize = 40;

/// The day that stands with the headline, and is not called that of a change.
fn beside_heading(candidates: &[Candidate]) -> Option<&Candidate> {
    let heading = of(candidates, Field::Title).filter(|candidate| candidate.found == Found::Heading).last()?;
    let shown = candidates.iter().filter(|candidate| matches!(candidate.field, Field::Day | Field::Published));
    let shown = shown.filter(|candidate| matches!(candidate.found, Found::Named | Found::Text));
    shown
        .filter(|candidate| candidate.at > heading.at && candidate.at - heading.at <= BESIDE)
        .min_by_key(|candidate| candidate.at)
}

fn days_apart(a: &Candidate, b: &Candidate) -> i32 {
    match (a.day, b.day) {
        (Some(a), Some(b)) => (b - a).get_days().abs(),
        _ => 0,
    }
}
