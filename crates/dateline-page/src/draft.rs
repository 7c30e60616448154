//! What is known of a story while its blocks are being gathered?

use crate::cohesion::Topic;
use crate::deck::Deck;

/// Blocks that belong together.
pub(crate) struct Draft {
    /// The blocks, by index, ascending.
    pub(crate) blocks: Vec<usize>,
    /// How many of the first blocks are headlines.
    pub(crate) n_heads: usize,
    pub(crate) what: What,
    /// A deck run together with the first sentence of the block that begins the story.
    pub(crate) deck: Option<Deck>,
    /// The block, among `blocks`, whose kicker is the story's.
    pub(crate) kicker: Option<usize>,
    /// Whether all of its blocks are text, whatever they look like.
    pub(crate) is_plain: bool,
    /// Whether its text has broken off, or is a single line as teasers are.
    pub(crate) is_done: bool,
    pub(crate) n_body: usize,
    pub(crate) n_body_words: u32,
    /// The words of its longest paragraph.
    pub(crate) longest: u32,
    pub(crate) topic: Topic,
    /// How many of `blocks` are in `topic`.
    pub(crate) n_in_topic: usize,
}

impl Draft {
    pub(crate) fn new(blocks: Vec<usize>, what: What) -> Self {
        Self {
            blocks,
            n_heads: 0,
            what,
            deck: None,
            kicker: None,
            is_plain: false,
            is_done: false,
            n_body: 0,
            n_body_words: 0,
            longest: 0,
            topic: Topic::default(),
            n_in_topic: 0,
        }
    }

    /// Whether a kicker announces it.
    pub(crate) fn has_kicker(&self) -> bool {
        self.kicker.is_some()
    }
}

/// What a draft is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Story,
    Caption,
    Site,
}
