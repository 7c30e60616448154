//! How a story lies on its page.

use crate::{Page, Span, Story, Text};

/// The pieces of a page that make up a story, in order.
///
/// A story is mostly one stretch of its page.
/// Where a headline was run together with the first sentence, or a share line stands between two paragraphs,
/// it is several, joined by white space that the page does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    // Invariant: not empty; ascending and disjoint on both sides; a piece is as long in the story as on the page.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    in_story: u32,
    on_page: u32,
    len: u32,
}

impl Alignment {
    /// Cuts a story from its page: these pieces, joined by `joint`.
    ///
    /// # Panics
    /// When there are no pieces, or they are not in order and disjoint, or a span is another page's.
    pub fn join(page: &Text<Page>, pieces: &[Span<Page>], joint: &str) -> (Text<Story>, Self) {
        assert!(!pieces.is_empty(), "a story has at least one piece");
        assert!(pieces.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "pieces are in order and disjoint");
        let mut words = String::with_capacity(pieces.iter().map(|piece| piece.len() + joint.len()).sum());
        let mut aligned = Vec::with_capacity(pieces.len());
        for (i, &piece) in pieces.iter().enumerate() {
            if i > 0 {
                words.push_str(joint);
            }
            aligned.push(Piece {
                in_story: words.len() as u32,
                on_page: piece.start() as u32,
                len: piece.len() as u32,
            });
            words.push_str(&page[piece]);
        }
        (Text::new(words).expect("a story is hardly longer than its page"), Self { pieces: aligned })
    }

    /// Where a place of the story lies on the page.
    ///
    /// A place over a joint becomes the stretch of the page from its first byte to its last;
    /// one within a joint becomes the empty place where the next piece begins.
    pub fn to_page(&self, span: Span<Story>) -> Span<Page> {
        let (start, end) = (span.start() as u32, span.end() as u32);
        // The first piece that ends after `start`, and the last that begins before `end`.
        let first = self.pieces.partition_point(|piece| piece.in_story + piece.len <= start);
        let last = self.pieces.partition_point(|piece| piece.in_story < end);
        let begin = match self.pieces.get(first) {
            Some(piece) => piece.on_page + start.saturating_sub(piece.in_story),
            None => return self.after_last(),
        };
        if last == 0 || last - 1 < first {
            return Span::new(begin, begin);
        }
        let piece = self.pieces[last - 1];
        let stop = piece.on_page + (end - piece.in_story).min(piece.len);
        Span::new(begin, stop.max(begin))
    }

    /// Where a place on the page lies in the story; `None` unless both its ends are in pieces of the story.
    pub fn to_story(&self, span: Span<Page>) -> Option<Span<Story>> {
        let place = |byte: u32, is_end: bool| {
            let last = self.pieces.partition_point(|piece| piece.on_page + u32::from(is_end) <= byte);
            let piece = self.pieces[last.checked_sub(1)?];
            let within = byte - piece.on_page;
            (within <= piece.len).then_some(piece.in_story + within)
        };
        let start = place(span.start() as u32, false)?;
        let end = if span.is_empty() { start } else { place(span.end() as u32, true)? };
        (start <= end).then(|| Span::new(start, end))
    }

    /// The pieces of the page, in order.
    pub fn pieces(&self) -> impl ExactSizeIterator<Item = Span<Page>> + '_ {
        self.pieces.iter().map(|piece| Span::new(piece.on_page, piece.on_page + piece.len))
    }

    fn after_last(&self) -> Span<Page> {
        let piece = self.pieces[self.pieces.len() - 1];
        Span::new(piece.on_page + piece.len, piece.on_page + piece.len)
    }
}
