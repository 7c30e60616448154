//! Which days does a week, a season, a fiscal year cover, and how is it written in TIMEX3?

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// How fine a period is, from a day up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Grain {
    /// `2021-12-03`
    Day,
    /// Saturday and Sunday of a week: `2021-W48-WE`
    Weekend,
    /// Monday to Sunday: `2021-W48`
    Week,
    /// `2021-12`
    Month,
    /// `2021-Q4`
    Quarter,
    /// `2021-SP`, three months of the northern year; a winter bears the year in which it begins.
    Season,
    /// `2021-H2`
    Half,
    /// `2021`, or `BC0480`
    Year,
    /// A year of accounts, `2021`; whose year it is nobody says, so its days are unknown.
    FiscalYear,
    /// `199`
    Decade,
    /// `19`
    Century,
}

/// A stretch of the calendar: the week, the year... that begins on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub(crate) grain: Grain,
    /// Its first day; of a fiscal year, 1 January of the year it is named for.
    pub(crate) first: Date,
}

/// The day `n` days on; `None` outside the years -9999 to 9999.
pub(crate) fn add_days(day: Date, n: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(n).ok()?).ok()
}

/// The same day of the month `n` months on, or the last of that month.
pub(crate) fn add_months(day: Date, n: i64) -> Option<Date> {
    day.checked_add(Span::new().try_months(n).ok()?).ok()
}

pub(crate) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn week_start(day: Date) -> Option<Date> {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

impl Period {
    pub(crate) fn day(first: Date) -> Self {
        Self { grain: Grain::Day, first }
    }

    /// A year; 0 is 1 BC, as astronomers count.
    pub(crate) fn year(year: i16) -> Option<Self> {
        Some(Self { grain: Grain::Year, first: date(year, 1, 1)? })
    }

    pub(crate) fn month(year: i16, month: i8) -> Option<Self> {
        Some(Self { grain: Grain::Month, first: date(year, month, 1)? })
    }

    pub(crate) fn quarter(year: i16, quarter: i8) -> Option<Self> {
        Some(Self {
            grain: Grain::Quarter,
            first: date(year, (1..=4).contains(&quarter).then(|| quarter * 3 - 2)?, 1)?,
        })
    }

    pub(crate) fn half(year: i16, half: i8) -> Option<Self> {
        Some(Self { grain: Grain::Half, first: date(year, (1..=2).contains(&half).then(|| half * 6 - 5)?, 1)? })
    }

    /// The season 1 to 4, spring to winter, that bears this year: winter begins in the December of it.
    pub(crate) fn season(year: i16, season: i8) -> Option<Self> {
        Some(Self { grain: Grain::Season, first: date(year, (1..=4).contains(&season).then(|| season * 3)?, 1)? })
    }

    pub(crate) fn iso_week(year: i16, week: i8) -> Option<Self> {
        let first = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        Some(Self { grain: Grain::Week, first })
    }

    /// The period of this grain in which the day lies; the weekend is the one that ends its week.
    pub(crate) fn containing(grain: Grain, day: Date) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        let first = match grain {
            Grain::Day => day,
            Grain::Week => week_start(day)?,
            Grain::Weekend => add_days(week_start(day)?, 5)?,
            Grain::Month => day.first_of_month(),
            Grain::Quarter => date(year, (month - 1) / 3 * 3 + 1, 1)?,
            Grain::Season if month < 3 => date(year - 1, 12, 1)?,
            Grain::Season => date(year, month / 3 * 3, 1)?,
            Grain::Half => date(year, (month - 1) / 6 * 6 + 1, 1)?,
            Grain::Year | Grain::FiscalYear => day.first_of_year(),
            Grain::Decade => date(year.div_euclid(10) * 10, 1, 1)?,
            Grain::Century => date(year.div_euclid(100) * 100, 1, 1)?,
        };
        Some(Self { grain, first })
    }

    /// The n-th period of the same grain after this one, or before it.
    pub(crate) fn shift(self, n: i64) -> Option<Self> {
        Some(Self { first: step(self.grain, self.first, n)?, ..self })
    }

    /// The day after its last day.
    pub(crate) fn end(self) -> Option<Date> {
        match self.grain {
            Grain::Weekend => add_days(self.first, 2),
            grain => step(grain, self.first, 1),
        }
    }

    /// The days it covers, unless nobody can say.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        (self.grain != Grain::FiscalYear).then_some((self.first, self.end()?))
    }

    pub(crate) fn contains(self, day: Date) -> bool {
        self.first <= day && self.end().is_none_or(|end| day < end)
    }

    /// As TIMEX3 writes it.
    pub(crate) fn value(self) -> String {
        let day = self.first;
        let year = written(day.year());
        match self.grain {
            Grain::Day => format!("{year}-{:02}-{:02}", day.month(), day.day()),
            Grain::Month => format!("{year}-{:02}", day.month()),
            Grain::Week | Grain::Weekend => {
                let week = day.iso_week_date();
                let tail = if self.grain == Grain::Weekend { "-WE" } else { "" };
                format!("{}-W{:02}{tail}", written(week.year()), week.week())
            }
            Grain::Quarter => format!("{year}-Q{}", (day.month() + 2) / 3),
            Grain::Half => format!("{year}-H{}", (day.month() + 5) / 6),
            Grain::Season => {
                format!("{year}-{}", ["SP", "SU", "FA", "WI"][usize::from(day.month().unsigned_abs()) / 3 - 1])
            }
            Grain::Year | Grain::FiscalYear => year,
            Grain::Decade => year[..year.len() - 1].to_owned(),
            Grain::Century => year[..year.len() - 2].to_owned(),
        }
    }
}

/// Four digits, or `BC` and four.
fn written(year: i16) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - i32::from(year)) }
}

fn step(grain: Grain, day: Date, n: i64) -> Option<Date> {
    let months = match grain {
        Grain::Day => return add_days(day, n),
        Grain::Week | Grain::Weekend => return add_days(day, n.checked_mul(7)?),
        Grain::Month => 1,
        Grain::Quarter | Grain::Season => 3,
        Grain::Half => 6,
        Grain::Year | Grain::FiscalYear => 12,
        Grain::Decade => 120,
        Grain::Century => 1200,
    };
    add_months(day, n.checked_mul(months)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_2021(grain: Grain) -> String {
        Period::containing(grain, date(2021, 12, 6).unwrap()).unwrap().value()
    }

    #[test]
    fn each_grain_has_its_spelling() {
        use Grain::*;
        let all = [Day, Weekend, Week, Month, Quarter, Season, Half, Year, FiscalYear, Decade, Century].map(in_2021);
        let expected = [
            "2021-12-06",
            "2021-W49-WE",
            "2021-W49",
            "2021-12",
            "2021-Q4",
            "2021-WI",
            "2021-H2",
            "2021",
            "2021",
            "202",
            "20",
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn the_calendar_has_ends() {
        assert_eq!(Period::year(9999).unwrap().end(), None);
        assert_eq!(Period::year(-479).unwrap().value(), "BC0480");
        assert_eq!(Period::month(2021, 13), None);
        assert_eq!(Period::day(Date::MAX).shift(i64::MAX), None);
    }
}
