//! How long is it? Counts and units, as TIMEX3 durations write them.

use jiff::civil::{Date, DateTime};

use crate::period::{Grain, add_days, add_months};

/// A unit of time, from a second to a millennium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Weekend,
    Millennium,
}

impl Unit {
    /// The unit with this number in the table of words.
    pub(crate) fn numbered(n: i32) -> Option<Self> {
        use Unit::*;
        let all =
            [Second, Minute, Hour, Day, Week, Fortnight, Month, Quarter, Year, Decade, Century, Weekend, Millennium];
        all.get(usize::try_from(n).ok()?).copied()
    }

    /// The grain of a period as long as this; `None` for what is shorter than a day, and for fortnights and millennia.
    pub(crate) fn grain(self) -> Option<Grain> {
        Some(match self {
            Self::Day => Grain::Day,
            Self::Week => Grain::Week,
            Self::Month => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::Year => Grain::Year,
            Self::Decade => Grain::Decade,
            Self::Century => Grain::Century,
            Self::Weekend => Grain::Weekend,
            Self::Second | Self::Minute | Self::Hour | Self::Fortnight | Self::Millennium => return None,
        })
    }

    fn letters(self) -> &'static str {
        match self {
            Self::Second => "S",
            Self::Minute => "M",
            Self::Hour => "H",
            Self::Day => "D",
            Self::Week | Self::Fortnight => "W",
            Self::Month => "M",
            Self::Quarter => "Q",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
            Self::Weekend => "WE",
            Self::Millennium => "ML",
        }
    }
}

/// How many: thousandths, so that `2.5` is exact; `None` when the words don't say (`several`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count(pub(crate) Option<i64>);

impl Count {
    pub(crate) const ONE: Self = Self(Some(1000));

    pub(crate) fn whole(n: i64) -> Self {
        Self(n.checked_mul(1000))
    }

    /// The number, if it is whole and known.
    pub(crate) fn as_whole(self) -> Option<i64> {
        self.0.filter(|n| n % 1000 == 0).map(|n| n / 1000)
    }

    fn written(self, factor: i64) -> String {
        match self.0.and_then(|n| n.checked_mul(factor)) {
            None => "X".to_owned(),
            Some(n) if n % 1000 == 0 => (n / 1000).to_string(),
            Some(n) => format!("{}.{:03}", n / 1000, n % 1000).trim_end_matches('0').to_owned(),
        }
    }
}

/// A length of time: at most two counts, the larger unit first (`2 years and 6 months`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) first: (Count, Unit),
    pub(crate) second: Option<(Count, Unit)>,
}

impl Length {
    pub(crate) fn new(count: Count, unit: Unit) -> Self {
        Self { first: (count, unit), second: None }
    }

    /// Whether the words say how long; `several years` don't.
    pub(crate) fn is_known(self) -> bool {
        self.first.0.0.is_some()
    }

    pub(crate) fn value(self) -> String {
        let (mut value, mut in_hours) = ("P".to_owned(), false);
        for (count, unit) in [Some(self.first), self.second].into_iter().flatten() {
            if unit < Unit::Day && !in_hours {
                value.push('T');
                in_hours = true;
            }
            value.push_str(&count.written(if unit == Unit::Fortnight { 2 } else { 1 }));
            value.push_str(unit.letters());
        }
        value
    }

    /// The moment this length after (`sign` 1) or before (-1) another; `None` when the count is unknown.
    pub(crate) fn after_moment(self, moment: DateTime, sign: i64) -> Option<DateTime> {
        let mut to = moment;
        for (count, unit) in [Some(self.first), self.second].into_iter().flatten() {
            let seconds = match unit {
                Unit::Second => 1,
                Unit::Minute => 60,
                Unit::Hour => 3600,
                _ => {
                    let (day, _) = shift(to.date(), (count, unit), sign)?;
                    to = day.to_datetime(to.time());
                    continue;
                }
            };
            let seconds = count.0?.checked_mul(seconds)?.checked_mul(sign)? / 1000;
            to = to.checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()?;
        }
        Some(to)
    }

    /// The day this length after (`sign` 1) or before (-1) a day, and how fine the answer is; `None` when the count is unknown,
    /// or the length is shorter than a day.
    pub(crate) fn shifted(self, day: Date, sign: i64) -> Option<(Date, Grain)> {
        let (to, mut grain) = shift(day, self.first, sign)?;
        let Some(second) = self.second else { return Some((to, grain)) };
        let (to, finer) = shift(to, second, sign)?;
        grain = grain.min(finer);
        Some((to, grain))
    }
}

fn shift(day: Date, (count, unit): (Count, Unit), sign: i64) -> Option<(Date, Grain)> {
    let thousandths = count.0?.checked_mul(sign)?;
    let scaled = |per: i64| thousandths.checked_mul(per).map(|n| n / 1000);
    let (day, grain) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => (add_days(day, scaled(1)?)?, Grain::Day),
        Unit::Week | Unit::Weekend => (add_days(day, scaled(7)?)?, Grain::Week),
        Unit::Fortnight => (add_days(day, scaled(14)?)?, Grain::Week),
        Unit::Month => (add_months(day, scaled(1)?)?, Grain::Month),
        Unit::Quarter => (add_months(day, scaled(3)?)?, Grain::Quarter),
        Unit::Year => (add_months(day, scaled(12)?)?, Grain::Year),
        Unit::Decade => (add_months(day, scaled(120)?)?, Grain::Year),
        Unit::Century => (add_months(day, scaled(1200)?)?, Grain::Year),
        Unit::Millennium => (add_months(day, scaled(12000)?)?, Grain::Year),
    };
    // Half a year is told in months, half a week in days.
    let grain = if thousandths % 1000 == 0 {
        grain
    } else if grain == Grain::Week {
        Grain::Day
    } else {
        Grain::Month
    };
    Some((day, grain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_as_timex3() {
        let half = Count(Some(2500));
        assert_eq!(Length::new(half, Unit::Year).value(), "P2.5Y");
        assert_eq!(Length::new(Count::whole(24), Unit::Hour).value(), "PT24H");
        assert_eq!(Length::new(Count(None), Unit::Month).value(), "PXM");
        assert_eq!(Length::new(Count::ONE, Unit::Fortnight).value(), "P2W");
        let long = Length { first: (Count::ONE, Unit::Day), second: Some((Count::whole(6), Unit::Hour)) };
        assert_eq!(long.value(), "P1DT6H");
    }

    #[test]
    fn a_length_from_a_day() {
        let day = jiff::civil::date(2021, 12, 6);
        let months = Length::new(Count::whole(18), Unit::Month);
        assert_eq!(months.shifted(day, -1), Some((jiff::civil::date(2020, 6, 6), Grain::Month)));
        assert_eq!(Length::new(Count(Some(i64::MAX)), Unit::Year).shifted(day, 1), None);
    }
}
