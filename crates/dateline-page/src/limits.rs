//! How much of a page is read at most?

/// Bounds that keep the reading of any page linear in time and memory.
///
/// ```
/// # use dateline_page::{Limits, decode};
/// let limits = Limits { page_bytes: 4, ..Limits::default() };
/// assert_eq!(&*decode(b"A fog rose.", &limits).text, "A fo");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A page's bytes as they came; what is beyond is not read, and a note says so. At most 1 GiB counts.
    pub page_bytes: usize,
    /// The lines at the head of a page among which its date and byline are looked for.
    pub head_lines: usize,
    /// The words at the start of a line in which a deck without its full stop is looked for.
    pub deck_words: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { page_bytes: 64 << 20, head_lines: 12, deck_words: 90 }
    }
}
