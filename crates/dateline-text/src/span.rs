//! A place in a text: which bytes, and of what kind of text.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// A half-open range of bytes, `start..end`, in a text of the kind `In`.
///
/// Only a [`Text`](crate::Text) hands out spans, and an [`Alignment`](crate::Alignment) carries them over.
/// So `start <= end`, both ends lie on character boundaries of the text it came from,
/// and a place in a story cannot be used as a place on the page the story was cut from.
///
/// ```
/// # use dateline_text::{Story, Text};
/// let story: Text<Story> = "Mayor Alder resigned.".into();
/// let name = story.find("Alder").unwrap();
/// assert_eq!(format!("{name:?} {}", &story[name]), "6..11 Alder");
/// ```
pub struct Span<In> {
    // Invariant: start <= end.
    start: u32,
    end: u32,
    space: PhantomData<fn() -> In>,
}

impl<In> Span<In> {
    /// The caller vouches that both ends lie on character boundaries of its text.
    pub(crate) fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end, space: PhantomData }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte at all.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range, to slice a `str` with.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The shortest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether every byte of `other` is in this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

// Derives would ask the marker for the traits too.
impl<In> Clone for Span<In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Span<In> {}
impl<In> PartialEq for Span<In> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<In> Eq for Span<In> {}
impl<In> PartialOrd for Span<In> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<In> Ord for Span<In> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<In> Hash for Span<In> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<In> fmt::Debug for Span<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
