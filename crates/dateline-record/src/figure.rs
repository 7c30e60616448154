//! The figures that a page tells: how many of what, and whether that is a bound, a change or a record.

use dateline_text::{Page, Span};

/// What kind of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// Things that are counted: `2,417 new claims`.
    Count,
    /// Hundredths, percentage points and basis points.
    Percent,
    /// A sum of money.
    Money,
    /// The place in a row: `third`.
    Ordinal,
    /// A length of time, or an age.
    Duration,
    /// A length.
    Distance,
    /// So much of one thing for each of another: speeds, `16 per 100,000`.
    Rate,
    /// All other measures, and fractions.
    Other,
}

/// How the value bounds what it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Just as many.
    Exact,
    /// `more than`
    MoreThan,
    /// `at least`
    AtLeast,
    /// `fewer than`
    LessThan,
    /// `up to`
    AtMost,
    /// `about`, `nearly`
    About,
    /// From the value to `upper`.
    Between,
}

/// What change a figure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// So many more than before: `new cases`.
    New,
    /// All so far: `the toll`.
    Cumulative,
    /// By so much more.
    IncreaseBy,
    /// By so much less.
    DecreaseBy,
    /// Up to so much.
    IncreaseTo,
    /// Down to so much.
    DecreaseTo,
}

impl FigureKind {
    /// As the record names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Ordinal => "ordinal",
            Self::Duration => "duration",
            Self::Distance => "distance",
            Self::Rate => "rate",
            Self::Other => "other",
        }
    }
}

impl Bound {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Exact, Self::MoreThan, Self::AtLeast, Self::LessThan, Self::AtMost, Self::About, Self::Between];

    /// As the record names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::MoreThan => "more_than",
            Self::AtLeast => "at_least",
            Self::LessThan => "less_than",
            Self::AtMost => "at_most",
            Self::About => "about",
            Self::Between => "between",
        }
    }

    /// The bound of this name.
    ///
    /// ```
    /// use dateline_record::Bound;
    /// assert_eq!(Bound::from_name("at_least"), Some(Bound::AtLeast));
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bound| bound.as_str() == name)
    }
}

impl Change {
    /// As the record names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Cumulative => "cumulative",
            Self::IncreaseBy => "increase_by",
            Self::DecreaseBy => "decrease_by",
            Self::IncreaseTo => "increase_to",
            Self::DecreaseTo => "decrease_to",
        }
    }
}

/// A number with its unit, what it is of, and what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// Bound, number and unit as written.
    pub span: Span<Page>,
    /// The value, an exact decimal as JSON writes numbers.
    pub value: String,
    /// The upper end of a range, likewise.
    pub upper: Option<String>,
    /// What kind of figure it is.
    pub kind: FigureKind,
    /// What it is counted in: the head noun, the ISO 4217 code of money, the UCUM code where one fits.
    pub unit: Option<String>,
    /// The noun phrase counted.
    pub of: Option<Span<Page>>,
    /// How the value bounds what it tells of.
    pub bound: Bound,
    /// What change it tells.
    pub change: Option<Change>,
    /// Whether it is called a record.
    pub record: bool,
    /// The place of the figure that it changed from.
    pub from: Option<Span<Page>>,
    /// The place of the time that its clause tells.
    pub time: Option<Span<Page>>,
    /// Index of the place or country that it is a figure of, among the entities.
    pub place: Option<usize>,
}
