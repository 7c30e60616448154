//! Which words of a story are its headline, deck, byline and dateline, and which are its text?

use std::ops::Range;

use dateline_text::{Alignment, Page, Span, Text};
use jiff::civil::Date;

use crate::block::{Block, Shape};
use crate::credit::{Origin, byline, dateline, is_city};
use crate::date::from_text;
use crate::deck::deck;
use crate::draft::{Draft, What};
use crate::head::line_of_dates;
use crate::lines::head;
use crate::segment::BARE_DECK;
use crate::sentences::Close;
use crate::{Dateline, Kind, Limits, PageStory, StoryText};

/// Makes a story of the blocks that belong to it.
pub(crate) fn write(
    page: &Text<Page>,
    blocks: &[Block],
    draft: &Draft,
    kind: Kind,
    published: Option<Date>,
    limits: &Limits,
) -> PageStory {
    let (first, last) = (draft.blocks[0], draft.blocks[draft.blocks.len() - 1]);
    let story = PageStory {
        span: blocks[first].span.to(blocks[last].span),
        kind,
        kicker: None,
        headline: None,
        deck: None,
        byline: None,
        dateline: None,
        captions: Vec::new(),
        parts: None,
        published,
        truncated: false,
        body: None,
    };
    if draft.what != What::Story {
        return story;
    }
    let mut writer = Writer { page, draft, limits, story, pieces: Vec::new(), is_broken: true, has_body: false };
    let mut before = first;
    for (n, i) in draft.blocks.iter().enumerate() {
        // Another story stands between.
        writer.is_broken |= *i > before + 1;
        before = *i;
        let block = &blocks[*i];
        if draft.is_plain || block.shape == Shape::Prose {
            writer.prose(block, n);
        } else {
            writer.aside(block);
        }
    }
    writer.finish()
}

struct Writer<'p> {
    page: &'p Text<Page>,
    draft: &'p Draft,
    limits: &'p Limits,
    story: PageStory,
    /// Stretches of the page that are text, so far.
    pieces: Vec<Span<Page>>,
    /// Whether the next stretch begins a piece of its own, because something before it was left out or ends there.
    is_broken: bool,
    has_body: bool,
}

impl Writer<'_> {
    /// A block that goes with the story and is no text.
    fn aside(&mut self, block: &Block) {
        let words = &self.page[block.span];
        let origin = match block.shape {
            Shape::Byline => {
                self.story.byline.get_or_insert(block.span);
                byline(words).flatten()
            }
            Shape::Dateline => dateline(words),
            Shape::Caption => {
                self.story.captions.push(block.span);
                None
            }
            Shape::Date => {
                if let Some(told) = from_text(&line_of_dates(self.page, block.span)) {
                    self.story.published.get_or_insert(told.date);
                }
                None
            }
            Shape::Prose | Shape::List | Shape::Site => None,
        };
        if let Some(origin) = origin {
            self.credit(block.span, &origin);
        }
        self.is_broken = true;
    }

    /// The `n`th block of the story, which is text.
    fn prose(&mut self, block: &Block, n: usize) {
        let is_kicker = self.draft.kicker == Some(n);
        let mut text = self.part(block.span, 0..block.text_len);
        if let (true, Some((len, from))) = (is_kicker, block.kicker) {
            self.story.kicker = Some(self.part(block.span, 0..len));
            text = self.part(block.span, from..block.text_len.max(from));
        }
        self.story.truncated = block.is_cut()
            || (self.story.kind == Kind::Teaser && block.close == Close::Cut)
            || (is_kicker && block.close == Close::Open);
        if n < self.draft.n_heads {
            let slot = if self.story.headline.is_none() { &mut self.story.headline } else { &mut self.story.deck };
            slot.get_or_insert(text);
            self.alone(text);
            return;
        }
        let is_first = !std::mem::replace(&mut self.has_body, true);
        if is_first {
            text = self.after_deck(block, text, n);
        }
        if is_first || (block.opens_story && self.story.dateline.is_none()) {
            text = self.after_dateline(text);
        }
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if !self.is_broken => *last = last.to(text),
            _ => self.pieces.push(text),
        }
        // What follows a `Read more` does not touch the text before it.
        self.is_broken = text.end() < block.span.end();
    }

    /// The text behind a deck that it was run together with.
    fn after_deck(&mut self, block: &Block, text: Span<Page>, n: usize) -> Span<Page> {
        let found = match self.draft.deck {
            // The walk looked behind the kicker already.
            Some(deck) if n == 0 => Some((deck, block.span)),
            _ if self.draft.has_kicker() || self.story.headline.is_some() => None,
            _ => {
                let found = deck(&self.page[text], self.limits.deck_words);
                found.filter(|deck| deck.margin >= BARE_DECK).map(|deck| (deck, text))
            }
        };
        let Some((deck, within)) = found else { return text };
        let begins = text.start() - within.start();
        let head = self.part(within, begins..deck.end.max(begins));
        self.story.deck.get_or_insert(head);
        self.alone(head);
        self.part(within, deck.lead..text.end() - within.start())
    }

    /// The text behind a dateline.
    fn after_dateline(&mut self, text: Span<Page>) -> Span<Page> {
        let words = &self.page[text];
        let Some(origin) = dateline(words).or_else(|| self.city(words)) else { return text };
        self.credit(text, &origin);
        self.is_broken = true;
        self.part(text, origin.whole.end..text.len())
    }

    /// `TOKYO: The …`, where the word before the colon is a city and not a kicker.
    fn city(&self, words: &str) -> Option<Origin> {
        let colon = head(words, 40).find(": ")?;
        let is_place = !self.draft.has_kicker() && is_city(&words[..colon]);
        is_place.then(|| Origin { whole: 0..colon + 2, place: Some(0..colon), agency: None })
    }

    fn credit(&mut self, within: Span<Page>, origin: &Origin) {
        let part = |range: &Range<usize>| self.part(within, range.clone());
        let line = Dateline {
            span: part(&origin.whole),
            place: origin.place.as_ref().map(part),
            agency: origin.agency.as_ref().map(part),
        };
        self.story.dateline.get_or_insert(line);
    }

    /// A piece of its own.
    fn alone(&mut self, text: Span<Page>) {
        if !text.is_empty() {
            self.pieces.push(text);
        }
        self.is_broken = true;
    }

    /// These bytes of a span, without white space at their edges.
    fn part(&self, within: Span<Page>, bytes: Range<usize>) -> Span<Page> {
        let part = self.page.span(within.start() + bytes.start, within.start() + bytes.end);
        self.page.trim(part.unwrap_or(within))
    }

    fn finish(mut self) -> PageStory {
        if !self.pieces.is_empty() {
            let (text, alignment) = Alignment::join(self.page, &self.pieces, "\n\n");
            self.story.body = Some(StoryText { text, alignment });
        }
        self.story
    }
}
