//! A time that was read: its words, its TIMEX3 value, the days it means, and why.

use std::fmt;

use dateline_text::{Note, Span, Story};
use jiff::civil::{Date, DateTime};

use crate::{Against, Direction};

/// The TIMEX3 type of a time.
///
/// ```
/// assert_eq!(dateline_time::Kind::Duration.as_str(), "DURATION");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A day or longer: `Friday`, `last week`, `the 1990s`.
    Date,
    /// A time of day: `10 p.m.`, `Friday night`.
    Time,
    /// A length of time: `two weeks`.
    Duration,
    /// What repeats: `every Monday`.
    Set,
}

impl Kind {
    /// As TIMEX3 writes it: `DATE`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The TIMEX3 `mod` of a time: which part of it is meant, or how exact it is.
///
/// ```
/// assert_eq!(dateline_time::Modifier::OnOrBefore.as_str(), "ON_OR_BEFORE");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// `early 2021`
    Start,
    /// `mid-2021`
    Mid,
    /// `late 2021`
    End,
    /// `about two weeks`
    Approx,
    /// `pre-2021`
    Before,
    /// `post-2021`
    After,
    /// `2021 or earlier`
    OnOrBefore,
    /// `2021 or later`
    OnOrAfter,
    /// `less than a week`
    LessThan,
    /// `more than a week`
    MoreThan,
    /// `up to a week`
    EqualOrLess,
    /// `at least a week`
    EqualOrMore,
}

impl Modifier {
    /// As TIMEX3 writes it: `ON_OR_BEFORE`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// An end of an interval: the beginning of a day, or a moment by the clocks of the place the words speak of.
///
/// ```
/// use dateline_time::Point;
/// use jiff::civil::date;
/// assert_eq!(Point::Day(date(2021, 12, 3)).to_string(), "2021-12-03");
/// assert_eq!(Point::Moment(date(2021, 12, 3).at(10, 30, 0, 0)).to_string(), "2021-12-03T10:30:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// The day's first moment.
    Day(Date),
    /// A moment of a day.
    Moment(DateTime),
}

impl fmt::Display for Point {
    /// `2021-12-03`, or `2021-12-03T10:30:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Moment(moment) => write!(f, "{moment}"),
        }
    }
}

/// Why a time has its value: what `--explain` prints.
///
/// ```
/// use dateline_time::{Anchor, Direction, Plain, read};
/// let anchor = Anchor::story(jiff::civil::date(2021, 12, 6));
/// let reading = read(&"They will meet on Friday.".into(), &anchor, &Plain);
/// let derivation = &reading.times[0].derivation;
/// assert_eq!((derivation.matched, derivation.from), ("weekday", anchor.day()));
/// assert_eq!(derivation.direction, Some(Direction::Ahead));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// What the rule took the words for: `weekday`, `unit before the anchor`.
    pub matched: &'static str,
    /// The day it was counted from.
    pub from: Option<Date>,
    /// Which way the sentence looks, where that mattered.
    pub direction: Option<Direction>,
}

/// Words about time, with their value.
///
/// ```
/// use dateline_time::{Anchor, Kind, Modifier, Plain, read};
///
/// let text = "The council meets early next year.".into();
/// let reading = read(&text, &Anchor::story(jiff::civil::date(2021, 12, 6)), &Plain);
/// let time = &reading.times[0];
/// assert_eq!((&text[time.span], time.kind, time.value.as_str()), ("early next year", Kind::Date, "2022"));
/// assert_eq!(time.modifier, Some(Modifier::Start));
/// assert_eq!(time.explain(), "edge: unit and this, last or next; counted from 2021-12-06; value 2022");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The words.
    pub span: Span<Story>,
    /// The TIMEX3 type.
    pub kind: Kind,
    /// The TIMEX3 value: `2021-12-03`, `P2W`, `PRESENT_REF`; with `X` for what nobody knows.
    pub value: String,
    /// The TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// The TIMEX3 `quant` of a set: `EVERY`, `EACH`.
    pub quant: Option<&'static str>,
    /// The TIMEX3 `freq` of a set: `2X` for `twice a week`.
    pub freq: Option<String>,
    /// The beginning of what it means, when that is known; the modifier is not applied to it.
    pub start: Option<Point>,
    /// The end, excluded.
    pub end: Option<Point>,
    /// What it was resolved against.
    pub anchor: Against,
    /// The name of the rule that read it.
    pub rule: &'static str,
    /// Why it has this value.
    pub derivation: Derivation,
}

impl Time {
    /// One line: rule, what was matched, anchor, direction, value.
    pub fn explain(&self) -> String {
        let Derivation { matched, from, direction } = &self.derivation;
        let from = from.map(|day| format!("; counted from {day}")).unwrap_or_default();
        let direction = direction.map(|d| format!("; the sentence looks {}", d.as_str())).unwrap_or_default();
        format!("{}: {matched}{from}{direction}; value {}", self.rule, self.value)
    }
}

/// What was read in one story: times in the order of their spans, and what could not be read.
///
/// ```
/// use dateline_time::{Anchor, Plain, Reading, read};
/// let Reading { times, notes } = read(&"No time at all.".into(), &Anchor::unknown(), &Plain);
/// assert!(times.is_empty() && notes.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The times, by span; no two overlap.
    pub times: Vec<Time>,
    /// What could not be placed, and why.
    pub notes: Vec<Note<Story>>,
}
