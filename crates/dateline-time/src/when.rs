//! What do the words mean, before it is written as TIMEX3?

use jiff::civil::Date;

use crate::clock::{Clock, DayPart};
use crate::length::Length;
use crate::period::{Grain, Period, add_days, add_months};
use crate::{Kind, Modifier, Point};

/// The meaning of an expression of time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// A day or longer.
    In(Period),
    /// A part of a day; of no day in particular when that is unknown.
    Part(Option<Date>, DayPart),
    /// A clock time, of a day if that is known.
    Clock(Option<Date>, Clock),
    /// -1 for `PAST_REF`, 0 for `PRESENT_REF`, 1 for `FUTURE_REF`.
    Vague(i8),
    /// A length, and where it lies if that is told (`the past two weeks`).
    Long(Length, Option<(Point, Point)>),
    /// What repeats.
    Every { value: String, quant: Option<&'static str>, freq: Option<String> },
    /// A date that nothing places: `XXXX-12-03`.
    Open(String),
    /// Days that have a name of their own, but no unit: the ten days of a feast.
    Days { value: String, start: Date, end: Date },
}

impl When {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::In(_) | Self::Vague(_) | Self::Days { .. } => Kind::Date,
            Self::Open(value) if value.contains('T') => Kind::Time,
            Self::Open(_) => Kind::Date,
            Self::Part(..) | Self::Clock(..) => Kind::Time,
            Self::Long(..) => Kind::Duration,
            Self::Every { .. } => Kind::Set,
        }
    }

    pub(crate) fn value(&self) -> String {
        let on =
            |day: &Option<Date>| day.map(|day| Period::day(day).value()).unwrap_or_else(|| "XXXX-XX-XX".to_owned());
        match self {
            Self::In(period) => period.value(),
            Self::Part(day, part) => on(day) + part.letters(),
            Self::Clock(day, clock) => on(day) + &clock.value(),
            Self::Vague(-1) => "PAST_REF".to_owned(),
            Self::Vague(0) => "PRESENT_REF".to_owned(),
            Self::Vague(_) => "FUTURE_REF".to_owned(),
            Self::Long(length, _) => length.value(),
            Self::Every { value, .. } | Self::Open(value) | Self::Days { value, .. } => value.clone(),
        }
    }

    /// The half-open interval that is meant.
    pub(crate) fn interval(&self) -> (Option<Point>, Option<Point>) {
        match self {
            Self::In(period) => match period.days() {
                Some((first, end)) => (Some(Point::Day(first)), Some(Point::Day(end))),
                None => (None, None),
            },
            Self::Part(Some(day), part) => match part.on(*day) {
                Some((from, to)) => (Some(Point::Moment(from)), Some(Point::Moment(to))),
                None => (None, None),
            },
            Self::Clock(Some(day), clock) => match clock.on(*day) {
                Some(from) => {
                    let to = from.checked_add(jiff::Span::new().seconds(clock.seconds())).ok();
                    (Some(Point::Moment(from)), to.map(Point::Moment))
                }
                None => (None, None),
            },
            Self::Long(_, Some((from, to))) => (Some(*from), Some(*to)),
            Self::Days { start, end, .. } => (Some(Point::Day(*start)), Some(Point::Day(*end))),
            _ => (None, None),
        }
    }

    /// Only the beginning or the end of a period, where the words say so (`the end of the month`): of a week three days, of a month
    /// ten, of a year the first three months or the last four (as Facebook's Duckling has them).
    pub(crate) fn edge(&self, modifier: Modifier) -> Option<(Point, Point)> {
        let Self::In(period) = self else { return None };
        let (first, end) = period.days()?;
        let (from, to) = match (period.grain, modifier) {
            (Grain::Week, Modifier::Start) => (first, add_days(first, 3)?),
            (Grain::Week, Modifier::End) => (add_days(first, 4)?, end),
            (Grain::Month, Modifier::Start) => (first, add_days(first, 10)?),
            (Grain::Month, Modifier::End) => (add_days(first, 20)?, end),
            (Grain::Year, Modifier::Start) => (first, add_months(first, 3)?),
            (Grain::Year, Modifier::End) => (add_months(first, 8)?, end),
            _ => return None,
        };
        Some((Point::Day(from), Point::Day(to)))
    }

    /// The period it lies in, for what refers back to it.
    pub(crate) fn period(&self) -> Option<Period> {
        match self {
            Self::In(period) => Some(*period),
            Self::Part(Some(day), _) | Self::Clock(Some(day), _) => Some(Period::day(*day)),
            Self::Days { start, .. } => Some(Period::day(*start)),
            _ => None,
        }
    }
}
