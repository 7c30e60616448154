//! Which days do the words mean? Words about time and the day of a story in, TIMEX3 values and days out.
//!
//! [`read`] is the whole of it: pure and total, with no clock, no network and no files.
//! Any text gives times and notes, in time proportional to its length.
//!
//! ```
//! use dateline_text::{Story, Text};
//! use dateline_time::{Anchor, Plain, read};
//!
//! let text: Text<Story> = "The mayor said on Friday that the bridge, closed 18 months ago, will open by Christmas.".into();
//! let reading = read(&text, &Anchor::story(jiff::civil::date(2021, 12, 6)), &Plain);
//! let rows: Vec<_> = reading.times.iter().map(|time| (&text[time.span], time.value.as_str(), time.rule)).collect();
//! assert_eq!(
//!     rows,
//!     [
//!         ("Friday", "2021-12-03", "weekday"),
//!         ("18 months ago", "2020-06", "ago"),
//!         ("Christmas", "2021-12-25", "feast"),
//!     ]
//! );
//! ```
//!
//! # Three kinds of text
//!
//! News looks back from its day, unless a verb looks ahead.
//! A history tells many years, and a day without a year belongs to the year last told.
//! A message, a line with the moment it was written ([`Anchor::at`]), speaks of what is to come, and to the day:
//! `Monday` is the next one.
//! Which kind a text is follows from the text itself.
//!
//! # How it works
//!
//! The road: the text is cut into tokens, whose words are looked up in a table of classes, each token that may begin a time is
//! shown to the [`RULES`] that begin so, the longest reading wins, and its meaning is written as value and interval.
//! What a time refers back to (`two days later`) is the time told before it; a [`Grammar`] lets a caller with a parse say which way
//! a clause looks.

mod anchor;
mod clock;
mod context;
mod counts;
mod direction;
mod feast;
mod grammar;
mod length;
mod lexer;
mod lexicon;
mod period;
mod reading;
mod rules;
mod time;
mod when;
mod years;

pub use anchor::{Against, Anchor};
pub use grammar::{Direction, Grammar, Part, Plain};

pub use reading::read;
pub use rules::{RULES, Rule};
pub use time::{Derivation, Kind, Modifier, Point, Reading, Time};
