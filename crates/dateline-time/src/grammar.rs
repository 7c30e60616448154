//! What does a caller know about the sentence that this crate doesn't?
//!
//! All methods have an answer for "I don't know", so a caller implements what its parse can tell.

use dateline_text::{Span, Story};

/// Which way a clause looks from the day it was written on.
///
/// ```
/// assert_eq!(dateline_time::Direction::Ahead.as_str(), "ahead");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Told as past: `met on Friday`.
    Back,
    /// Planned, wished or feared: `will meet on Friday`.
    Ahead,
}

impl Direction {
    /// `back` or `ahead`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Ahead => "ahead",
        }
    }
}

/// What part a word plays, as far as it decides whether it is about time.
///
/// ```
/// use dateline_text::{Span, Story};
/// use dateline_time::{Anchor, Grammar, Part, read};
///
/// struct Verbs;
/// impl Grammar for Verbs {
///     fn part(&self, _: Span<Story>) -> Option<Part> {
///         Some(Part::Verb)
///     }
/// }
/// assert!(read(&"In March.".into(), &Anchor::unknown(), &Verbs).times.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A common noun: `the march`, `a second`.
    Noun,
    /// Part of a name of any kind: `May`, `March 2021`, `Friday`.
    ProperNoun,
    /// A verb, auxiliaries included: `they march`, `may`.
    Verb,
    /// A number in figures or words.
    Numeral,
    /// Anything else.
    Other,
}

/// What a reader of the sentence can tell about a place in it.
///
/// Every method has a default that knows nothing; then the reading looks at the words nearby.
///
/// ```
/// use dateline_text::{Span, Story, Text};
/// use dateline_time::{Anchor, Direction, Grammar, read};
///
/// struct Ahead;
/// impl Grammar for Ahead {
///     fn direction(&self, _: Span<Story>) -> Option<Direction> {
///         Some(Direction::Ahead)
///     }
/// }
/// let text: Text<Story> = "Talks on Friday.".into();
/// let anchor = Anchor::story(jiff::civil::date(2021, 12, 6));
/// assert_eq!(read(&text, &anchor, &Ahead).times[0].value, "2021-12-10");
/// ```
pub trait Grammar {
    /// Which way the verb that governs this place looks, from its tense, aspect and modality; `None` when nothing tells.
    fn direction(&self, _place: Span<Story>) -> Option<Direction> {
        None
    }

    /// The part of speech of the word at this place.
    fn part(&self, _word: Span<Story>) -> Option<Part> {
        None
    }

    /// Whether this place lies in the name of a person, an organisation or a work, where no time is meant (`Sunday Times`).
    fn in_name(&self, _place: Span<Story>) -> bool {
        false
    }
}

/// No parse at all: the words nearby are all there is.
///
/// ```
/// use dateline_text::{Story, Text};
/// use dateline_time::{Grammar, Plain};
/// let text: Text<Story> = "in March".into();
/// assert_eq!(Plain.direction(text.whole()), None);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Grammar for Plain {}
