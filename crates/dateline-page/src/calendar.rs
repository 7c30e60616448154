//! Which day, and what time of it, do these words name outright?
//!
//! Only the full forms that mastheads, feeds and page heads use: day, month and year are all there.
//! What words such as "yesterday" mean is not asked here.

use jiff::civil::Date;

/// A day written in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where the date begins and ends in the text scanned: without its weekday and time.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The byte after the date and all that goes with it (time, zone).
    pub(crate) past: usize,
    pub(crate) day: Day,
    /// The time as written, with its zone: `10:00:00 GMT`.
    pub(crate) time: Option<String>,
    /// Whether it begins with the year: `2021-12-06`.
    pub(crate) year_first: bool,
}

/// The day of a [`Written`] date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    Known(Date),
    /// `03/04/2021`: the third of April or the fourth of March.
    Either([Date; 2]),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The date that the text begins with; a weekday and a time may stand before it.
pub(crate) fn written(text: &str) -> Option<Written> {
    let mut scan = Scan { text, at: 0 };
    let before = scan.time();
    if before.is_some() {
        scan.skip(" ,|");
        scan.on_or_at();
    }
    scan.on_or_at();
    scan.weekday();
    let start = scan.at;
    let first_number = scan.number();
    let (day, year_first) = match first_number {
        Some(number) => scan.after_number(number)?,
        None => (scan.month_first()?, false),
    };
    let end = scan.at;
    let mut past = end;
    let mut time = before;
    scan.time_gap();
    if let Some(written) = scan.time() {
        time.get_or_insert(written);
        past = scan.at;
    }
    Some(Written { start, end, past, day, time, year_first })
}

/// 1 for `january` or `jan`, `None` for other words; in any case.
fn month(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let is_name = |name: &&str| {
        *name == word || (name.starts_with(&word) && word.len() == 3) || (word == "sept" && *name == "september")
    };
    MONTHS.iter().position(is_name).map(|i| i as i8 + 1)
}

/// Whether the word is a month, whole or cut to three letters.
pub(crate) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// Whether the word is a weekday, whole or cut to three or more letters.
pub(crate) fn is_weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.len() >= 3 && WEEKDAYS.iter().any(|name| *name == word || (word.len() <= 5 && name.starts_with(&word)))
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

#[derive(Clone, Copy)]
struct Number {
    value: u32,
    n_digits: usize,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip(&mut self, these: &str) {
        self.at = self.text.len() - self.rest().trim_start_matches(|c| these.contains(c)).len();
    }

    fn eat(&mut self, c: char) -> bool {
        let is_next = self.rest().starts_with(c);
        self.at += if is_next { c.len_utf8() } else { 0 };
        is_next
    }

    fn word(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let n = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        self.at += n;
        (n > 0).then(|| &rest[..n])
    }

    /// One to four digits that no fifth follows.
    fn number(&mut self) -> Option<Number> {
        let rest = self.rest();
        let n_digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&n_digits) {
            return None;
        }
        self.at += n_digits;
        Some(Number { value: rest[..n_digits].parse().ok()?, n_digits })
    }

    fn weekday(&mut self) {
        let at = self.at;
        if self.word().is_some_and(is_weekday) {
            self.skip(".,");
            self.skip(" ");
        } else {
            self.at = at;
        }
    }

    fn on_or_at(&mut self) {
        let at = self.at;
        if self.word().is_some_and(|word| word.eq_ignore_ascii_case("on") || word.eq_ignore_ascii_case("at")) {
            self.skip(" ");
        } else {
            self.at = at;
        }
    }

    /// `December 6, 2021`, `Dec. 6th 2021`.
    fn month_first(&mut self) -> Option<Day> {
        let month = month(self.word()?)?;
        self.eat('.');
        self.skip(" ");
        let day = self.number()?;
        self.ordinal();
        self.eat(',');
        self.skip(" ");
        self.known(day, month)
    }

    fn after_number(&mut self, first: Number) -> Option<(Day, bool)> {
        let separator = self.rest().chars().next()?;
        if matches!(separator, '-' | '/' | '.') && self.text.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_digit)
        {
            self.at += 1;
            let second = self.number()?;
            if !self.eat(separator) {
                return None;
            }
            let third = self.number()?;
            return if first.n_digits == 4 && second.n_digits <= 2 && third.n_digits <= 2 {
                Some((Day::Known(day(first.value, second.value, third.value)?), true))
            } else if third.n_digits == 4 && first.n_digits <= 2 && second.n_digits <= 2 {
                // Day first as in most of the world, month first as in the United States.
                let readings =
                    (day(third.value, second.value, first.value), day(third.value, first.value, second.value));
                match readings {
                    (Some(one), Some(other)) if one != other => Some((Day::Either([one, other]), false)),
                    (Some(one), _) | (None, Some(one)) => Some((Day::Known(one), false)),
                    (None, None) => None,
                }
            } else {
                None
            };
        }
        // `6 December 2021`, `6th of December, 2021`, `06-Dec-2021`.
        self.ordinal();
        self.skip(" -");
        let at = self.at;
        if self.word() == Some("of") {
            self.skip(" ");
        } else {
            self.at = at;
        }
        let month = month(self.word()?)?;
        self.skip(".,- ");
        Some((self.known(first, month)?, false))
    }

    fn ordinal(&mut self) {
        let at = self.at;
        if !self.word().is_some_and(|word| matches!(word, "st" | "nd" | "rd" | "th")) {
            self.at = at;
        }
    }

    fn known(&mut self, date: Number, month: i8) -> Option<Day> {
        let year = self.number()?;
        if year.n_digits != 4 || date.n_digits > 2 || self.rest().starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        day(year.value, u32::from(month.unsigned_abs()), date.value).map(Day::Known)
    }

    fn time_gap(&mut self) {
        self.skip(" ,|T–—-");
        self.on_or_at();
    }

    /// `10:00`, `3:05 p.m. EST`, `10.30am`, `03:00:00.000Z`, `0300 GMT`.
    fn time(&mut self) -> Option<String> {
        let at = self.at;
        let found = self.clock();
        if found.is_none() {
            self.at = at;
        }
        found.map(|()| self.text[at..self.at].trim_end().to_owned())
    }

    fn clock(&mut self) -> Option<()> {
        let hour = self.number()?;
        let mut is_clock = false;
        if hour.n_digits <= 2 && (self.eat(':') || self.eat('.')) {
            let minute = self.number()?;
            if hour.value > 24 || minute.value > 59 || minute.n_digits != 2 {
                return None;
            }
            is_clock = true;
            if self.eat(':') {
                self.number()?;
                if self.eat('.') {
                    self.at += self.rest().bytes().take_while(u8::is_ascii_digit).count();
                }
            }
        }
        let at = self.at;
        self.skip(" ");
        let half = self.rest().as_bytes();
        let is_half = |with: &[u8]| half.len() >= with.len() && half[..with.len()].eq_ignore_ascii_case(with);
        if is_half(b"a.m.") || is_half(b"p.m.") {
            self.at += 4;
            is_clock = true;
        } else if is_half(b"am") || is_half(b"pm") {
            self.at += 2;
            is_clock = true;
        } else {
            self.at = at;
        }
        let at = self.at;
        self.skip(" ");
        match self.rest().as_bytes().first() {
            Some(b'+' | b'-') if is_clock && self.text.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_digit) => {
                self.at +=
                    1 + self.rest()[1..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b':').count();
            }
            Some(byte) if byte.is_ascii_uppercase() => {
                let zone = self.word()?;
                let is_zone =
                    matches!(
                        zone,
                        "Z" | "GMT"
                            | "UTC"
                            | "BST"
                            | "CET"
                            | "CEST"
                            | "IST"
                            | "JST"
                            | "KST"
                            | "MSK"
                            | "SGT"
                            | "AEST"
                            | "AEDT"
                            | "ET"
                            | "CT"
                            | "MT"
                            | "PT"
                    ) || (zone.len() == 3 && "ECMP".contains(&zone[..1]) && matches!(&zone[1..], "ST" | "DT"));
                if is_zone {
                    is_clock |= hour.n_digits == 4;
                } else {
                    self.at = at;
                }
            }
            _ => self.at = at,
        }
        is_clock.then_some(())
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1500..=2200).contains(&year) {
        return None;
    }
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}
