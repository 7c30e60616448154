//! A statement as the frames find it, in tokens of its story.

use std::ops::Range;

use dateline_record::Act;

/// One attribution before it is settled which others it agrees with.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The frame that read it.
    pub(super) rule: &'static str,
    /// The token that attributes.
    pub(super) head: usize,
    /// The cue's words.
    pub(super) words: Range<usize>,
    pub(super) source: Option<Range<usize>>,
    /// The token that names the source.
    pub(super) speaker: Option<usize>,
    pub(super) content: Vec<Range<usize>>,
    pub(super) act: Act,
    /// The tokens of who is told, where the verb says so.
    pub(super) addressee: Option<Range<usize>>,
}

impl Draft {
    pub(super) fn len(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }

    pub(super) fn holds(&self, token: usize) -> bool {
        self.content.iter().any(|range| range.contains(&token))
    }

    /// From its first token to its last.
    pub(super) fn hull(&self) -> Range<usize> {
        let ranges = self.content.iter().chain(&self.source).chain([&self.words]);
        ranges.fold(self.words.clone(), |all, range| all.start.min(range.start)..all.end.max(range.end))
    }
}
