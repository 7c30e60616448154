//! Which blocks of a page are an interview: questions and answers, line by line?
//!
//! Within an interview nothing else begins: a question is no headline, however it reads,
//! and an answer that trails off was not cut.

use crate::block::{Block, Shape};

/// So many questions make an interview.
const FEWEST: usize = 4;
/// Blocks that an answer may have.
const LONGEST_ANSWER: usize = 8;

/// For each block, whether questions of one interview stand before and behind it, or it is one.
pub(crate) fn interviews(blocks: &[Block]) -> Vec<bool> {
    let mut within = vec![false; blocks.len()];
    let mut first = None;
    let (mut last, mut n) = (0, 0);
    let mut mark = |first: Option<usize>, last: usize, n: usize| {
        if let Some(first) = first.filter(|_| n >= FEWEST) {
            within[first..=last].fill(true);
        }
    };
    for (i, block) in blocks.iter().enumerate() {
        let is_beginning = block.shape == Shape::List || block.shape == Shape::Dateline;
        if is_beginning || (first.is_some() && i - last > LONGEST_ANSWER) {
            mark(first.take(), last, n);
            n = 0;
        }
        if block.shape == Shape::Prose && block.is_question {
            first = first.or(Some(i));
            last = i;
            n += 1;
        }
    }
    mark(first, last, n);
    within
}
