//! How much is read at once at most?

/// Bounds that keep memory in check on odd pages; what they cut off or up, a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bounds on the page.
    pub page: dateline_page::Limits,
    /// Bytes of a story that are parsed as one document; a longer story is cut at a paragraph's end.
    ///
    /// Parsing needs about 150 bytes of memory for each.
    pub story_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { page: dateline_page::Limits::default(), story_bytes: 256 << 10 }
    }
}
