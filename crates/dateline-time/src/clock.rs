//! What time of day is it? Clock times and the parts of a day.

use jiff::civil::{Date, DateTime, Time as CivilTime};

/// A part of a day, with the letters TIMEX3 gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
    Midday,
}

impl DayPart {
    /// The part with this number in the table of words.
    pub(crate) fn numbered(n: i32) -> Option<Self> {
        use DayPart::*;
        [Morning, Afternoon, Evening, Night, Daytime, Midday].get(usize::try_from(n).ok()?).copied()
    }

    pub(crate) fn letters(self) -> &'static str {
        ["TMO", "TAF", "TEV", "TNI", "TDT", "TMI"][self as usize]
    }

    /// The hours it usually covers, the last excluded; a night runs into the next day.
    fn hours(self) -> (i8, i8) {
        [(6, 12), (12, 18), (18, 24), (21, 30), (6, 18), (11, 14)][self as usize]
    }

    /// When it begins and ends on a day.
    pub(crate) fn on(self, day: Date) -> Option<(DateTime, DateTime)> {
        let at = |hour: i8| {
            let day = if hour < 24 { day } else { day.tomorrow().ok()? };
            Some(day.at(hour % 24, 0, 0, 0))
        };
        let (from, to) = self.hours();
        Some((at(from)?, at(to)?))
    }
}

/// A time on the clock, as fine as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// 0 to 24; 24 is the midnight that ends a day.
    pub(crate) hour: i8,
    pub(crate) minute: Option<i8>,
    pub(crate) second: Option<i8>,
    /// Minutes from UTC, when a zone is named.
    pub(crate) zone: Option<i16>,
    /// Whether morning or afternoon is told, or follows.
    pub(crate) sure: bool,
}

impl Clock {
    /// A time, unless there is none such (`25:61`).
    pub(crate) fn new(hour: u32, minute: Option<u32>, second: Option<u32>) -> Option<Self> {
        let part = |n: Option<u32>| match n {
            None => Some(None),
            Some(n) if n < 60 => Some(Some(n as i8)),
            Some(_) => None,
        };
        let (minute, second) = (part(minute)?, part(second)?);
        let whole = minute.unwrap_or(0) == 0 && second.unwrap_or(0) == 0;
        (hour < 24 || (hour == 24 && whole)).then_some(Self {
            hour: hour as i8,
            minute,
            second,
            zone: None,
            sure: hour > 12 || hour == 0,
        })
    }

    /// The same time in the afternoon or the morning; `None` for `14 a.m.`
    pub(crate) fn half(self, afternoon: bool) -> Option<Self> {
        if !(1..=12).contains(&self.hour) {
            return (afternoon && self.hour > 12 && self.hour < 24).then_some(self);
        }
        let hour = self.hour % 12 + if afternoon { 12 } else { 0 };
        Some(Self { hour, sure: true, ..self })
    }

    pub(crate) fn value(self) -> String {
        let mut value = format!("T{:02}:{:02}", self.hour, self.minute.unwrap_or(0));
        if let Some(second) = self.second {
            value.push_str(&format!(":{second:02}"));
        }
        match self.zone {
            None => {}
            Some(0) => value.push('Z'),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                value.push_str(&format!("{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60));
            }
        }
        value
    }

    /// The moment on a day, by the clocks of the place the words speak of.
    pub(crate) fn on(self, day: Date) -> Option<DateTime> {
        let time = CivilTime::new(self.hour % 24, self.minute.unwrap_or(0), self.second.unwrap_or(0), 0).ok()?;
        let day = if self.hour == 24 { day.tomorrow().ok()? } else { day };
        Some(day.to_datetime(time))
    }

    /// How many seconds the words cover: an hour is as exact as a minute in print.
    pub(crate) fn seconds(self) -> i64 {
        if self.second.is_some() { 1 } else { 60 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_such_time() {
        assert_eq!(Clock::new(25, Some(61), None), None);
        assert_eq!(Clock::new(24, Some(1), None), None);
        assert_eq!(Clock::new(14, None, None).unwrap().half(false), None);
    }

    #[test]
    fn noon_and_midnight() {
        let twelve = Clock::new(12, None, None).unwrap();
        assert_eq!(twelve.half(true).unwrap().value(), "T12:00");
        assert_eq!(twelve.half(false).unwrap().value(), "T00:00");
        let midnight = Clock::new(24, None, None).unwrap();
        assert_eq!(midnight.on(jiff::civil::date(2021, 12, 31)), Some(jiff::civil::datetime(2022, 1, 1, 0, 0, 0, 0)));
    }
}
