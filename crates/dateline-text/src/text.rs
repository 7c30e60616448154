//! Text that is read: shared, immutable, at most 4 GiB.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Index};
use std::sync::Arc;

use crate::Span;

/// A text of the kind `In` ([`Page`](crate::Page) or [`Story`](crate::Story)); cheap to clone.
///
/// It derefs to `str`, and is indexed by spans of its own kind.
///
/// ```
/// # use dateline_text::{Page, Text};
/// let page: Text<Page> = "Fog over Wexmouth".into();
/// let fog = page.span(0, 3).unwrap();
/// assert_eq!(&page[fog], "Fog");
/// assert_eq!(page.span(0, 99), None);
/// ```
pub struct Text<In> {
    // Invariant: at most u32::MAX bytes.
    words: Arc<str>,
    space: PhantomData<fn() -> In>,
}

/// The text has more than 4 GiB, so its places do not fit a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// The length of the text, in bytes.
    pub bytes: usize,
}

impl<In> Text<In> {
    /// Takes the text over.
    ///
    /// # Errors
    /// [`TooLong`] when it has more than `u32::MAX` bytes.
    pub fn new(words: impl Into<Arc<str>>) -> Result<Self, TooLong> {
        let words = words.into();
        match u32::try_from(words.len()) {
            Ok(_) => Ok(Self { words, space: PhantomData }),
            Err(_) => Err(TooLong { bytes: words.len() }),
        }
    }

    /// The place of these bytes; `None` unless both ends lie in the text, in order and on character boundaries.
    pub fn span(&self, start: usize, end: usize) -> Option<Span<In>> {
        self.words.get(start..end)?;
        // In bounds, so both fit: the invariant of `words`.
        Some(Span::new(start as u32, end as u32))
    }

    /// The place of the whole text.
    pub fn whole(&self) -> Span<In> {
        Span::new(0, self.words.len() as u32)
    }

    /// The first place where `words` stand.
    pub fn find(&self, words: &str) -> Option<Span<In>> {
        let start = self.words.find(words)?;
        self.span(start, start + words.len())
    }

    /// The span without the white space at its edges; empty at its start when there is nothing else.
    pub fn trim(&self, span: Span<In>) -> Span<In> {
        let words = &self[span];
        let from_left = words.trim_start();
        let start = if from_left.is_empty() { span.start() } else { span.end() - from_left.len() };
        let end = start + from_left.trim_end().len();
        Span::new(start as u32, end as u32)
    }

    /// The words themselves.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// The words themselves, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.words)
    }
}

impl<In> Index<Span<In>> for Text<In> {
    type Output = str;

    /// # Panics
    /// When the span was handed out by another text, and does not fit this one.
    fn index(&self, span: Span<In>) -> &str {
        &self.words[span.range()]
    }
}

impl<In> Deref for Text<In> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

impl<In> From<&str> for Text<In> {
    /// # Panics
    /// When the text has more than 4 GiB; [`Text::new`] says so instead.
    fn from(words: &str) -> Self {
        Self::new(words).expect("a text has at most 4 GiB")
    }
}

impl<In> Clone for Text<In> {
    fn clone(&self) -> Self {
        Self { words: Arc::clone(&self.words), space: PhantomData }
    }
}

impl<In> fmt::Debug for Text<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.words, f)
    }
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text has {} bytes; 4 GiB are the most a text may have", self.bytes)
    }
}

impl std::error::Error for TooLong {}
