//! Who was meant by title and surname alone on the page's day? `President Alder`, by a table of who held which office when.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::role::FoundRole;
use super::table::{Known, Meant, TABLES, rows, some};

/// Somebody's time in an office.
#[derive(Debug)]
struct Term {
    /// In small letters, without its country: `prime minister`.
    office: &'static str,
    /// ISO 3166-1 alpha-2; `None` of an office of many countries.
    country: Option<&'static str>,
    /// ISO 8601, a day, a month or a year.
    from: &'static str,
    /// The last day, month or year; `None` when none was known yet.
    to: Option<&'static str>,
    /// The holder's row of the table of people.
    name: &'static str,
}

impl Term {
    /// Whether a day, as ISO 8601 writes it, lies in it; in a former's case, behind it.
    fn fits(&self, day: &str, is_former: bool) -> bool {
        let is_past = self.to.is_some_and(|to| day.get(..to.len()).unwrap_or(day) > to);
        self.from <= day && is_past == is_former
    }
}

const HOLDERS: &str = include_str!("../../data/office_holders.csv");

/// Terms by surname.
static TERMS: LazyLock<FxHashMap<&'static str, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<&str, Vec<Term>> = FxHashMap::default();
    for row in rows(HOLDERS) {
        let &[surname, office, country, from, to, name] = &row[..] else { continue };
        let term = Term { office, country: some(country), from, to: some(to), name };
        terms.entry(surname).or_default().push(term);
    }
    terms
});

/// The one who is told by surname and offices on a page of that day; `None` where nobody is, or more than one may be.
///
/// `is_told` says whether the page names a country: an office without its country is one of a country that it names.
pub(crate) fn holder(
    surname: &str,
    roles: &[FoundRole],
    day: &str,
    is_told: impl Fn(&str) -> bool,
) -> Option<&'static Known> {
    let terms = TERMS.get(surname)?;
    let fits = |term: &&Term| {
        roles.iter().any(|role| {
            let is_country = match (role.country, term.country) {
                (Some(of_role), Some(of_term)) => of_role == of_term,
                (None, Some(of_term)) => is_told(of_term),
                (_, None) => true,
            };
            is_country && is_office(role, term.office) && term.fits(day, role.is_former)
        })
    };
    let mut names: Vec<&str> = terms.iter().filter(fits).map(|term| term.name).collect();
    names.dedup();
    match names[..] {
        [name] => TABLES.person(name),
        _ => None,
    }
}

/// Whether the words told are those of an office: its country, and words for its time, aside.
fn is_office(role: &FoundRole, office: &str) -> bool {
    let is_aside = |word: &&str| {
        matches!(*word, "the" | "then" | "former" | "ex" | "late" | "-" | "'s" | "’s" | "incumbent" | "outgoing")
    };
    let words = role.words.iter().map(String::as_str).filter(|word| !is_aside(word));
    // `U.S.` stands among the words in small letters.
    let is_country = |word: &str| {
        let (capital, shouted) = (capitalized(word), word.to_uppercase());
        let meant = [capital.as_str(), shouted.as_str()].into_iter().find_map(|word| TABLES.country(word));
        meant.is_some_and(|(_, meant)| matches!(meant, Meant::Name | Meant::Adjective | Meant::Seat))
    };
    words.filter(|word| !is_country(word)).eq(office.split(' ').filter(|word| !is_country(word)))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_sorted_and_of_people_known() {
        let lines: Vec<&str> = HOLDERS.lines().skip(1).collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", lines.windows(2).find(|p| p[0] >= p[1]));
        for row in rows(HOLDERS) {
            let [_, office, country, from, to, name] = row[..] else { panic!("{row:?}") };
            assert!(TABLES.person(name).is_some_and(|known| known.name == name), "{name} is no row of people");
            assert!(office == office.to_lowercase() && (country.is_empty() || country.len() == 2), "{row:?}");
            let is_day =
                |day: &str| matches!(day.len(), 4 | 7 | 10) && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            assert!(is_day(from) && (to.is_empty() || is_day(to) && from <= to), "{row:?}");
        }
    }
}
