//! What must be known of the whole page before it is walked from top to bottom?

use std::collections::BTreeMap;

use dateline_text::{Page, Text};

use crate::block::{Block, Shape};

/// Kickers that three or more lines have: who speaks, in an interview, and not what is told.
pub(crate) fn speakers<'p>(page: &'p Text<Page>, blocks: &[Block]) -> BTreeMap<&'p str, usize> {
    let mut heads = BTreeMap::new();
    for block in blocks {
        if let Some((len, _)) = block.kicker {
            *heads.entry(&page[block.span][..len]).or_insert(0) += 1;
        }
    }
    heads.retain(|_, n| *n >= 3);
    heads
}

/// What comes after each block, up to the next list.
pub(crate) struct Ahead {
    /// The next block of prose.
    pub(crate) prose: Vec<Option<usize>>,
    /// The next block of prose that is no heading.
    pub(crate) body: Vec<Option<usize>>,
}

impl Ahead {
    pub(crate) fn of(blocks: &[Block]) -> Self {
        let mut ahead = Self { prose: vec![None; blocks.len()], body: vec![None; blocks.len()] };
        let (mut prose, mut body) = (None, None);
        for (i, block) in blocks.iter().enumerate().rev() {
            (ahead.prose[i], ahead.body[i]) = (prose, body);
            match block.shape {
                Shape::List => (prose, body) = (None, None),
                Shape::Prose => {
                    prose = Some(i);
                    if !block.is_heading() {
                        body = Some(i);
                    }
                }
                _ => {}
            }
        }
        ahead
    }
}
