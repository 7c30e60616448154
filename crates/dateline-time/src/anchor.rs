//! From which day are "yesterday" and "next week" counted?

use jiff::civil::{Date, DateTime, Time};

/// What a time was resolved against; the `anchor` of a record's time.
///
/// ```
/// use dateline_time::Against;
/// assert_eq!((Against::Page.as_str(), Against::None.as_str()), (Some("page"), None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// The story's own day.
    Story,
    /// The day of the page; the story has none of its own.
    Page,
    /// A time mentioned before: `two days later`, `that year`.
    Narrative,
    /// Nothing: the words say all (`3 December 2021`, `two weeks`), or there was nothing to resolve against.
    None,
}

impl Against {
    /// `story`, `page`, `narrative`; `None` for what stands alone.
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Story => Some("story"),
            Self::Page => Some("page"),
            Self::Narrative => Some("narrative"),
            Self::None => None,
        }
    }
}

/// The day, or the moment, a text was written on.
///
/// ```
/// use dateline_time::{Against, Anchor};
/// use jiff::civil::date;
///
/// let anchor = Anchor::story(date(2021, 12, 6));
/// assert_eq!((anchor.day(), anchor.against()), (Some(date(2021, 12, 6)), Against::Story));
/// assert_eq!(Anchor::unknown().day(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    // Invariant: `against` is `None` exactly when `day` is, and `time` is only there with a day.
    day: Option<Date>,
    time: Option<Time>,
    against: Against,
}

impl Anchor {
    /// The story's own day is known.
    pub fn story(day: Date) -> Self {
        Self { day: Some(day), time: None, against: Against::Story }
    }

    /// Only the day of the page is known.
    pub fn page(day: Date) -> Self {
        Self { against: Against::Page, ..Self::story(day) }
    }

    /// No day is known: what is relative stays words.
    pub fn unknown() -> Self {
        Self { day: None, time: None, against: Against::None }
    }

    /// The same anchor, with the moment when it is known: `in 5 minutes` needs it.
    #[must_use]
    pub fn at(self, moment: DateTime) -> Self {
        match self.day {
            Some(_) => Self { day: Some(moment.date()), time: Some(moment.time()), ..self },
            None => self,
        }
    }

    /// The day it was written on.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// The moment it was written at, when that is known.
    pub fn moment(&self) -> Option<DateTime> {
        Some(self.day?.to_datetime(self.time?))
    }

    /// What to say a time was resolved against that was counted from here.
    pub fn against(&self) -> Against {
        self.against
    }
}
