//! Which blocks of a page make a story together?
//!
//! A page is walked once from top to bottom with one story open at a time.
//! What begins a story: a kicker; a headline, where no story is open or a list has begun; text that was cut and does not
//! speak of what the open story speaks of.
//! What ends one: the next beginning, a list's heading, and the end of a text that was cut.
//! A paragraph behind a cut text goes to the story whose words it repeats.

use dateline_text::{Page, Text};

use crate::ahead::{Ahead, speakers};
use crate::block::{Block, Shape};
use crate::cohesion::Topic;
use crate::credit::is_city;
use crate::deck::{Deck, deck};
use crate::draft::{Draft, What};
use crate::interview::interviews;
use crate::sentences::Close;

/// How sure a deck behind a kicker must be.
const DECK: f32 = 0.2;
/// How sure one must be that no kicker announces.
pub(crate) const BARE_DECK: f32 = 5.0;
/// A cut text that shares this much with the story before it goes on with it.
const GOES_ON: f32 = 0.30;
/// The same, where marks show that the text was cut: the last paragraph of a story that breaks off.
const BREAKS_OFF: f32 = 0.20;
/// The same, where the text is longer by half than any paragraph of the story, as several paragraphs in a line are.
const DENSER: f32 = 0.50;
/// A paragraph that shares this much with a story that had ended takes it up again.
const TAKES_UP: f32 = 0.16;
/// Teasers are cut after more words than this.
const SHORT: u32 = 35;
/// Text below a headline that shares less than this with the open story begins another.
const LEAVES: f32 = 0.04;
/// The same, where the headline's words come back below it and the open story has none of them.
const LEAVES_WITH_HEAD: f32 = 0.20;

/// Groups the blocks of a page into stories, captions and lines of the site, in the order of their first blocks.
pub(crate) fn segment(page: &Text<Page>, blocks: &[Block], deck_words: usize) -> Vec<Draft> {
    let mut walk = Walk {
        page,
        blocks,
        deck_words,
        drafts: Vec::new(),
        open: None,
        left: None,
        pending: Vec::new(),
        is_listing: false,
    };
    let ahead = Ahead::of(blocks);
    let speakers = speakers(page, blocks);
    let interviews = interviews(blocks);
    for (i, block) in blocks.iter().enumerate() {
        match block.shape {
            Shape::Date => walk.beside(i),
            Shape::Byline | Shape::Dateline => match walk.open.map(|open| &walk.drafts[open]) {
                // A byline may also close a story; a dateline opens one.
                Some(draft) if !draft.is_done && (draft.n_body == 0 || block.shape == Shape::Byline) => walk.beside(i),
                _ => walk.begin(i, What::Story),
            },
            Shape::Caption => match walk.open {
                Some(open) if !walk.drafts[open].is_done => walk.beside(i),
                _ => walk.apart(i, What::Caption),
            },
            Shape::Site => walk.pending.push(i),
            Shape::List => {
                walk.close();
                walk.apart(i, What::Site);
                walk.is_listing = true;
            }
            Shape::Prose => match block.kicker {
                Some(kicker) if !speakers.contains_key(&page[block.span][..kicker.0]) => walk.kicker(i, kicker.1),
                _ if interviews[i] && walk.is_in_text() => walk.append(i),
                _ if block.is_heading() => walk.heading(i, &ahead),
                _ if block.is_cut() => walk.cut(i, &ahead),
                _ => walk.paragraph(i),
            },
        }
    }
    walk.close();
    let mut drafts = walk.drafts;
    let is_site = |block: &Block| matches!(block.shape, Shape::Site | Shape::List);
    let has_story = drafts.iter().any(|draft| draft.what == What::Story);
    if !has_story && (blocks.len() == 1 || !blocks.iter().all(is_site)) {
        // A line by itself is told for its own sake, and so are captions without a story.
        drafts = vec![Draft { is_plain: true, ..Draft::new((0..blocks.len()).collect(), What::Story) }];
    }
    drafts.sort_by_key(|draft| draft.blocks[0]);
    drafts
}

struct Walk<'p> {
    page: &'p Text<Page>,
    blocks: &'p [Block],
    deck_words: usize,
    drafts: Vec<Draft>,
    /// The story that the next paragraph would go on with.
    open: Option<usize>,
    /// The last story of several paragraphs that a teaser stopped: it may go on behind the teaser.
    left: Option<usize>,
    /// Lines of the site since the open story's last block.
    pending: Vec<usize>,
    is_listing: bool,
}

impl Walk<'_> {
    fn kicker(&mut self, i: usize, text_from: usize) {
        let block = &self.blocks[i];
        let words = &self.page[block.span];
        let deck =
            deck(&words[text_from..block.text_len.max(text_from)], self.deck_words).filter(|deck| deck.margin >= DECK);
        let is_short = block.n_words < 20;
        // A headline above it is its own.
        if let Some(open) = self.open.filter(|open| !self.drafts[*open].is_done && self.drafts[*open].n_body == 0) {
            let is_done = block.is_cut();
            let is_place = is_city(&words[..block.kicker.map_or(0, |kicker| kicker.0)]);
            self.append(i);
            let draft = &mut self.drafts[open];
            draft.is_done = is_done;
            if !is_place {
                draft.kicker = Some(draft.blocks.len() - 1);
            }
            return;
        }
        let begins = match self.open {
            Some(open) if !self.drafts[open].is_done && self.drafts[open].n_body > 0 => {
                !is_short && (block.is_cut() || deck.is_some() || self.share(open, i) < TAKES_UP)
            }
            _ => true,
        };
        if !begins {
            self.append(i);
            return;
        }
        self.begin(i, What::Story);
        // A teaser is a line; a story that begins with a kicker goes on, and no other stands before it.
        let is_done = block.is_cut() || (deck.is_some() && self.drafts.len() > 1);
        let draft = self.last();
        draft.kicker = Some(0);
        draft.deck = deck.map(|deck| Deck { end: deck.end + text_from, lead: deck.lead + text_from, ..deck });
        draft.is_done = is_done;
        if block.n_words <= 24 && block.close == Close::Open {
            draft.n_heads = 1;
        } else {
            draft.n_body = 1;
            draft.n_body_words = block.n_words;
            draft.longest = block.n_words;
        }
    }

    fn heading(&mut self, i: usize, ahead: &Ahead) {
        let block = &self.blocks[i];
        let next_is_heading = ahead.prose[i].is_some_and(|next| self.blocks[next].is_heading());
        let Some(body) = ahead.body[i] else {
            // Nothing follows it.
            match self.open {
                Some(open) if !self.is_listing && !self.drafts[open].is_done => self.append(i),
                None if self.drafts.iter().all(|draft| draft.what != What::Story) && !self.is_listing => {
                    self.begin(i, What::Story);
                    self.last().n_heads = 1;
                }
                _ => self.apart(i, What::Site),
            }
            return;
        };
        let open = self.open.filter(|open| !self.drafts[*open].is_done);
        let is_inside = open.is_some_and(|open| {
            let draft = &self.drafts[open];
            draft.n_body > if self.is_listing { 2 } else { 0 }
        });
        match open {
            Some(open) if is_inside => {
                let leaves = if self.blocks[body].is_cut() {
                    !next_is_heading && self.share(open, body) < GOES_ON
                } else {
                    !next_is_heading
                        && block.n_words >= 4
                        && !block.is_question
                        && !block.leans_back
                        && self.heads_another(open, i, body)
                };
                if leaves {
                    self.begin(i, What::Story);
                    self.last().n_heads = 1;
                } else {
                    self.append(i);
                }
            }
            Some(open) if self.drafts[open].n_body == 0 && !self.is_listing => {
                // A second headline, unless the first was but the name of a section.
                let draft = &mut self.drafts[open];
                let is_section =
                    draft.n_heads == 1 && draft.blocks.len() == 1 && self.blocks[draft.blocks[0]].n_words <= 2;
                if is_section && block.n_words > 3 {
                    draft.what = What::Site;
                    draft.n_heads = 0;
                    self.begin(i, What::Story);
                    self.last().n_heads = 1;
                } else {
                    // A short line or a question heads a section of the story.
                    let is_second =
                        draft.n_heads == 1 && draft.blocks.len() == 1 && block.n_words >= 5 && !block.is_question;
                    draft.n_heads += usize::from(is_second);
                    draft.blocks.push(i);
                }
            }
            _ if self.is_listing && next_is_heading => self.apart(i, What::Site),
            _ => {
                self.begin(i, What::Story);
                self.last().n_heads = 1;
            }
        }
    }

    fn cut(&mut self, i: usize, ahead: &Ahead) {
        let open = self.open;
        match open {
            Some(open) if !self.drafts[open].is_done && self.drafts[open].n_body == 0 => {
                self.append(i);
                self.drafts[open].is_done = true;
            }
            Some(open) if !self.drafts[open].is_done && self.goes_on(open, i, ahead) => self.append(i),
            _ => {
                self.begin_body(i);
                self.last().is_done = true;
            }
        }
    }

    fn paragraph(&mut self, i: usize) {
        let open = self.open;
        match open {
            Some(open) if self.opens_another(open, i) => self.begin_body(i),
            Some(open) if !self.drafts[open].is_done => self.append(i),
            Some(open) if self.blocks[i].leans_back || self.share(open, i) >= self.takes_up(open) => {
                self.drafts[open].is_done = false;
                self.append(i);
            }
            Some(_) => {
                let before = self.left;
                match before {
                    Some(before) if self.share(before, i) >= TAKES_UP => {
                        self.flush();
                        self.open = Some(before);
                        self.append(i);
                    }
                    _ => self.begin_body(i),
                }
            }
            None => self.begin_body(i),
        }
    }

    /// Whether text that was cut is the open story's own: a paragraph without its stop, or where the story breaks off.
    fn goes_on(&mut self, open: usize, i: usize, ahead: &Ahead) -> bool {
        let block = &self.blocks[i];
        if block.leans_back || (block.n_words < SHORT && !self.is_listing) {
            return true;
        }
        if self.opens_another(open, i) {
            return false;
        }
        let share = self.share(open, i);
        // A teaser is several paragraphs in one line.
        let is_denser = block.n_inner_stops >= 2 && block.n_words * 2 > self.drafts[open].longest * 3;
        // Where the story goes on behind it, only a text of another topic was set between.
        let next = ahead.prose[i].filter(|next| {
            let next = &self.blocks[*next];
            next.kicker.is_none() && !next.is_cut() && !next.is_heading()
        });
        let is_between = next.is_some_and(|next| {
            let leans_back = self.blocks[next].leans_back;
            leans_back || self.share(open, next) >= TAKES_UP || self.share_of_two(i, next) >= TAKES_UP
        });
        let is_long = block.n_words >= 60 && block.n_inner_stops >= 2;
        share
            >= match (is_between, block.close) {
                (true, _) if is_long => LEAVES * 2.0,
                (true, _) => 0.0,
                (false, _) if is_denser => DENSER,
                (false, Close::Cut) => BREAKS_OFF,
                (false, _) => GOES_ON,
            }
    }

    /// Whether a story is open whose text has begun.
    fn is_in_text(&self) -> bool {
        self.open.is_some_and(|open| !self.drafts[open].is_done && self.drafts[open].n_body > 0)
    }

    /// Whether a dateline begins another story; above its own, a story has at most captions and a summary.
    fn opens_another(&self, open: usize, i: usize) -> bool {
        const SUMMARY: u32 = 150;
        self.blocks[i].opens_story && self.drafts[open].n_body_words > SUMMARY
    }

    /// What a paragraph must share with an ended story to take it up again: less, where a headline stands above it.
    fn takes_up(&self, open: usize) -> f32 {
        let draft = &self.drafts[open];
        if draft.n_heads > 0 && !self.is_listing && !draft.has_kicker() { LEAVES * 2.0 } else { TAKES_UP }
    }

    fn begin_body(&mut self, i: usize) {
        self.begin(i, What::Story);
        let n_words = self.blocks[i].n_words;
        let draft = self.last();
        draft.n_body = 1;
        draft.n_body_words = n_words;
        draft.longest = n_words;
    }

    fn begin(&mut self, i: usize, what: What) {
        self.close();
        self.open = Some(self.drafts.len());
        self.push(vec![i], what);
    }

    fn push(&mut self, blocks: Vec<usize>, what: What) {
        self.drafts.push(Draft::new(blocks, what));
    }

    fn last(&mut self) -> &mut Draft {
        self.drafts.last_mut().expect("a draft was just begun")
    }

    /// The open story goes on with this block; what the site put before it lies within the story.
    fn append(&mut self, i: usize) {
        let n_words = self.blocks[i].n_words;
        if let Some(open) = self.open {
            let draft = &mut self.drafts[open];
            draft.blocks.append(&mut self.pending);
            draft.blocks.push(i);
            draft.n_body += 1;
            draft.n_body_words = draft.n_body_words.saturating_add(n_words);
            draft.longest = draft.longest.max(n_words);
        }
    }

    /// A line that goes with the open story, if there is one, and is no part of its text.
    fn beside(&mut self, i: usize) {
        if let Some(open) = self.open {
            let draft = &mut self.drafts[open];
            draft.blocks.append(&mut self.pending);
            draft.blocks.push(i);
        }
    }

    /// A block that belongs to no story.
    fn apart(&mut self, i: usize, what: What) {
        self.flush();
        match self.drafts.last_mut() {
            Some(last) if last.what == what && what == What::Site && last.blocks[last.blocks.len() - 1] + 1 == i => {
                last.blocks.push(i);
            }
            _ => self.push(vec![i], what),
        }
    }

    fn close(&mut self) {
        self.flush();
        if let Some(open) = self.open.take() {
            let draft = &self.drafts[open];
            if !draft.is_done && draft.n_body >= 2 {
                self.left = Some(open);
            }
        }
    }

    /// What the site put behind the last story stands by itself.
    fn flush(&mut self) {
        for i in std::mem::take(&mut self.pending) {
            match self.drafts.last_mut() {
                Some(last) if last.what == What::Site && last.blocks[last.blocks.len() - 1] + 1 == i => {
                    last.blocks.push(i);
                }
                _ => self.push(vec![i], What::Site),
            }
        }
    }

    /// How much of what the block speaks of the story speaks of.
    fn share(&mut self, draft: usize, i: usize) -> f32 {
        let topic = Topic::of(&self.page[self.blocks[i].span]);
        self.topic(draft).share(&topic)
    }

    /// The same for one block and a later one.
    fn share_of_two(&self, i: usize, next: usize) -> f32 {
        let topic = |i: usize| Topic::of(&self.page[self.blocks[i].span]);
        topic(i).share(&topic(next))
    }

    /// Whether a heading and the paragraphs below it, at most three, speak of something else than the open story.
    ///
    /// A headline's words come back in the text below it; those of a section's heading also stand in the story above.
    fn heads_another(&mut self, open: usize, heading: usize, from: usize) -> bool {
        let mut section = Topic::default();
        let mut n_words = 0;
        for block in self.blocks[from..].iter().take(3).take_while(|block| !block.is_heading()) {
            section.add(&self.page[block.span]);
            n_words += block.n_words;
        }
        if n_words < 40 || self.blocks[from].leans_back {
            return false;
        }
        let heading = Topic::of(&self.page[self.blocks[heading].span]);
        let is_told_below = section.n_shared(&heading) >= 2;
        let story = self.topic(open);
        let share = story.share(&section);
        share < LEAVES || (share < LEAVES_WITH_HEAD && is_told_below && story.n_shared(&heading) == 0)
    }

    fn topic(&mut self, draft: usize) -> &Topic {
        let draft = &mut self.drafts[draft];
        for i in &draft.blocks[draft.n_in_topic..] {
            if self.blocks[*i].shape == Shape::Prose {
                draft.topic.add(&self.page[self.blocks[*i].span]);
            }
        }
        draft.n_in_topic = draft.blocks.len();
        &draft.topic
    }
}
