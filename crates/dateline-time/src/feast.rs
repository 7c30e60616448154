//! On which day is Easter, Thanksgiving, Eid?
//!
//! The feasts are data (`data/feasts.tsv`), each with a rule and its source.
//! Easter and the Hebrew, Chinese and Muslim calendars are those of `calendrical_calculations` (Reingold and Dershowitz,
//! *Calendrical Calculations*); the Muslim calendar is the one computed for Mecca, so where a month begins by sight
//! of the moon its feasts may lie a day off. A Jewish feast is told by its daylight, though it begins the evening before.
//! Diwali and Holi are a table (`data/hindu.tsv`); outside of it, outside the years 1583 to 2200, and for the Muslim calendar
//! outside 1900 to 2100, a feast has no day.

use std::sync::{LazyLock, Mutex, PoisonError};

use calendrical_calculations::chinese_based::{Chinese, YearBounds};
use calendrical_calculations::hebrew::BookHebrew;
use calendrical_calculations::rata_die::RataDie;
use calendrical_calculations::{gregorian, islamic, julian};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::lexicon::rows;
use crate::period::{add_days, date};

/// A feast of the table.
#[derive(Debug)]
pub(crate) struct Feast {
    /// The words of its name, in lower case.
    pub(crate) words: Vec<&'static str>,
    rule: Rule,
    /// For how many days it lasts.
    pub(crate) days: i64,
}

#[derive(Clone, Copy, Debug)]
enum Rule {
    Fixed {
        month: i8,
        day: i8,
    },
    /// The n-th weekday of a month, and some days on.
    Nth {
        month: i8,
        weekday: i8,
        n: i32,
        days: i64,
    },
    /// The first such weekday on or after a day.
    After {
        month: i8,
        day: i8,
        weekday: i8,
    },
    Easter(i64),
    Orthodox(i64),
    Islamic {
        month: u8,
        day: u8,
    },
    Hebrew {
        month: u8,
        day: u8,
    },
    Chinese(i64),
    /// Days after one of the table of Hindu feasts.
    Hindu(&'static str, i64),
    /// The working day nearest to a day.
    Near {
        month: i8,
        day: i8,
    },
}

static FEASTS: LazyLock<Vec<Feast>> =
    LazyLock::new(|| rows(include_str!("../data/feasts.tsv")).filter_map(|row| feast(&row)).collect());

type Known = FxHashMap<(u8, i64, i16), Option<Date>>;

/// The days computed so far of feasts that go by the moon: by Muslim month and day, or 0 and days after the Chinese new year.
static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

static HINDU: LazyLock<Vec<(&str, Date)>> = LazyLock::new(|| {
    let day = |row: &[&'static str]| {
        let [feast, year, month, day] = row else { return None };
        Some((*feast, date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?))
    };
    rows(include_str!("../data/hindu.tsv")).filter_map(|row| day(&row)).collect()
});

fn feast(row: &[&'static str]) -> Option<Feast> {
    let mut words = row.get(1)?.split(' ');
    let kind = words.next()?;
    let n: Vec<i32> = words.map_while(|word| word.parse().ok()).collect();
    let at = |i: usize| n.get(i).copied();
    let small = |i: usize| Some(at(i)? as i8);
    let unsigned = |i: usize| Some(at(i)? as u8);
    let (rule, days) = match kind {
        "fixed" => (Rule::Fixed { month: small(0)?, day: small(1)? }, at(2)),
        "nth" => {
            let days = i64::from(at(3).unwrap_or(0));
            (Rule::Nth { month: small(0)?, weekday: small(1)?, n: at(2)?, days }, None)
        }
        "after" => (Rule::After { month: small(0)?, day: small(1)?, weekday: small(2)? }, None),
        "easter" => (Rule::Easter(at(0)?.into()), at(1)),
        "orthodox" => (Rule::Orthodox(at(0)?.into()), at(1)),
        "islamic" => (Rule::Islamic { month: unsigned(0)?, day: unsigned(1)? }, at(2)),
        "hebrew" => (Rule::Hebrew { month: unsigned(0)?, day: unsigned(1)? }, at(2)),
        "chinese" => (Rule::Chinese(at(0)?.into()), None),
        "diwali" | "holi" => (Rule::Hindu(kind, at(0)?.into()), at(1)),
        "near" => (Rule::Near { month: small(0)?, day: small(1)? }, None),
        _ => return None,
    };
    Some(Feast { words: row.first()?.split(' ').collect(), rule, days: i64::from(days.unwrap_or(1)) })
}

/// The names of all feasts, words apart.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    rows(include_str!("../data/feasts.tsv")).filter_map(|row| row.first().copied())
}

/// The feasts whose name begins with a word, in the order of the table.
pub(crate) fn beginning(word: &str) -> &'static [Feast] {
    let first = FEASTS.partition_point(|feast| feast.words[0] < word);
    let end = first + FEASTS[first..].partition_point(|feast| feast.words[0] == word);
    &FEASTS[first..end]
}

impl Feast {
    /// Its first day in a year; `None` when it has none there that is known. The Muslim year is short: of two the first.
    pub(crate) fn in_year(&self, year: i16) -> Option<Date> {
        if !(1583..2200).contains(&year) {
            return None;
        }
        // The moon is slow to compute, and a page may name one feast many times.

        let key = match self.rule {
            Rule::Islamic { month, day } => (month, i64::from(day), year),
            Rule::Chinese(days) => (0, days, year),
            _ => return self.computed(year),
        };
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(key).or_insert_with(|| self.computed(year))
    }

    fn computed(&self, year: i16) -> Option<Date> {
        let long = i32::from(year);
        match self.rule {
            Rule::Fixed { month, day } => date(year, month, day),
            Rule::Nth { month, weekday, n, days } => {
                let first = date(year, month, 1)?;
                let last = first.last_of_month();
                let day = if n < 0 {
                    ahead(add_days(last, -6)?, weekday)
                } else {
                    add_days(ahead(first, weekday)?, 7 * (i64::from(n) - 1))
                };
                add_days(day?, days)
            }
            Rule::After { month, day, weekday } => ahead(date(year, month, day)?, weekday),
            Rule::Easter(days) => add_days(from_fixed(gregorian::easter(long))?, days),
            Rule::Orthodox(days) => add_days(from_fixed(julian::easter(long))?, days),
            Rule::Islamic { .. } if !(1900..2100).contains(&year) => None,
            Rule::Islamic { month, day } => {
                let about = ((long - 622) * 33).div_euclid(32);
                (about - 1..=about + 2).find_map(|hijri| {
                    from_fixed(islamic::fixed_from_saudi_islamic(hijri, month, day)).filter(|day| day.year() == year)
                })
            }
            Rule::Hebrew { month, day } => {
                let year_of_world = long + if (7..10).contains(&month) { 3761 } else { 3760 };
                // In a leap year Purim is in the second Adar, the thirteenth month.
                let month = if month == 12 && BookHebrew::is_hebrew_leap_year(year_of_world) { 13 } else { month };
                from_fixed(BookHebrew::fixed_from_book_hebrew(BookHebrew { year: year_of_world, month, day }))
            }
            Rule::Chinese(days) => {
                let mid_year = gregorian::fixed_from_gregorian(long, 7, 1);
                add_days(from_fixed(YearBounds::compute::<Chinese>(mid_year).new_year)?, days)
            }
            Rule::Hindu(name, days) => {
                let row = HINDU.iter().find(|(feast, day)| *feast == name && day.year() == year)?;
                add_days(row.1, days)
            }
            Rule::Near { month, day } => {
                let day = date(year, month, day)?;
                match day.weekday().to_monday_one_offset() {
                    6 => add_days(day, -1),
                    7 => add_days(day, 1),
                    _ => Some(day),
                }
            }
        }
    }
}

fn from_fixed(day: RataDie) -> Option<Date> {
    let (year, month, day) = gregorian::gregorian_from_fixed(day).ok()?;
    date(i16::try_from(year).ok()?, month as i8, day as i8)
}

/// The first such weekday on or after a day.
fn ahead(day: Date, weekday: i8) -> Option<Date> {
    let here = day.weekday().to_monday_one_offset();
    add_days(day, i64::from((weekday - here).rem_euclid(7)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(name: &str, year: i16) -> Option<String> {
        let words: Vec<_> = name.split(' ').collect();
        let feast = beginning(words[0]).iter().find(|feast| feast.words == words)?;
        Some(feast.in_year(year)?.to_string())
    }

    #[test]
    fn feasts_are_sorted_and_each_has_a_rule() {
        let all: Vec<_> = rows(include_str!("../data/feasts.tsv")).collect();
        assert_eq!(all.len(), FEASTS.len());
        assert!(all.iter().all(|row| row.len() == 3));
        assert!(FEASTS.windows(2).all(|pair| pair[0].words < pair[1].words));
    }

    #[test]
    fn known_days() {
        for (name, year, expected) in [
            ("easter", 2021, "2021-04-04"),
            ("orthodox easter", 2021, "2021-05-02"),
            ("thanksgiving", 2021, "2021-11-25"),
            ("black friday", 2021, "2021-11-26"),
            ("memorial day", 2021, "2021-05-31"),
            ("election day", 2020, "2020-11-03"),
            ("hanukkah", 2018, "2018-12-03"),
            ("passover", 2018, "2018-03-31"),
            ("rosh hashanah", 2018, "2018-09-10"),
            ("yom kippur", 2018, "2018-09-19"),
            ("purim", 2016, "2016-03-24"),
            ("lunar new year", 2021, "2021-02-12"),
            ("eid al fitr", 2021, "2021-05-13"),
            ("diwali", 2021, "2021-11-04"),
        ] {
            assert_eq!(day(name, year).as_deref(), Some(expected), "{name} {year}");
        }
        assert_eq!(day("diwali", 1999), None);
        assert_eq!(day("easter", 0), None);
    }
}
