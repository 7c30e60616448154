//! Tokens into a tree: spaCy's arc-eager, non-monotonic transition system, greedily.
//!
//! Honnibal and Johnson, "An Improved Non-monotonic Transition System for Dependency Parsing" (EMNLP 2015),
//! with the break move that marks sentence starts.

use crate::kernel::{Arithmetic, Lanes};
use crate::model::{ModelError, Move};
use crate::step::{Features, NONE, Step, best, mask};

/// First and second of the buffer; first, second, third of the stack; last left child of the buffer's first and of the
/// stack's first, last right child of the stack's first.
pub(crate) const N_FEATURES: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

/// The moves of a parser, and which of them each kind of state allows.
#[derive(Debug)]
pub(crate) struct ArcEager {
    step: Step,
    /// Each move's action, and the index of its label in the pipeline's labels.
    moves: Vec<(Action, u16)>,
    /// By the four bits of what is allowed: shift 1, reduce 2, arcs 4, break 8.
    masks: Vec<Vec<Lanes>>,
}

/// Where a text's parse stands.
#[derive(Debug, Default)]
pub(crate) struct ArcState {
    stack: Vec<u32>,
    /// Tokens put back in front of the buffer, the first last.
    put_back: Vec<u32>,
    next: u32,
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<u16>,
    /// A head's child added last on the left and on the right, and for each child the one added before it.
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    before: Vec<u32>,
    unshiftable: Vec<bool>,
    sentence_start: Vec<bool>,
    scores: Vec<Lanes>,
}

impl ArcEager {
    /// `label` gives the index of a label.
    pub(crate) fn new(step: Step, moves: &[Move], mut label: impl FnMut(&str) -> u16) -> Result<Self, ModelError> {
        let action = |m: &Move| match m.action {
            0 => Ok(Action::Shift),
            1 => Ok(Action::Reduce),
            2 => Ok(Action::Left),
            3 => Ok(Action::Right),
            4 => Ok(Action::Break),
            other => Err(ModelError::Inconsistent(format!("the parser has a move of the unknown action {other}"))),
        };
        let moves = moves.iter().map(|m| Ok((action(m)?, label(&m.label)))).collect::<Result<Vec<_>, ModelError>>()?;
        for needed in [Action::Shift, Action::Reduce] {
            if !moves.iter().any(|m| m.0 == needed) {
                return Err(ModelError::Inconsistent(format!("the parser lacks the move {needed:?}")));
            }
        }
        let masks = (0..16u8)
            .map(|allowed| {
                mask(&step, |i| match moves[i].0 {
                    Action::Shift => allowed & 1 != 0,
                    Action::Reduce => allowed & 2 != 0,
                    Action::Left | Action::Right => allowed & 4 != 0,
                    Action::Break => allowed & 8 != 0,
                })
            })
            .collect();
        Ok(Self { step, moves, masks })
    }

    pub(crate) fn step(&self) -> &Step {
        &self.step
    }

    /// Parses a text of `n` tokens: heads (itself where it has none) and labels; `root` is the label of those.
    pub(crate) fn parse(
        &self,
        n: usize,
        features: &mut Features,
        root: u16,
        arithmetic: Arithmetic,
        state: &mut ArcState,
    ) {
        state.begin(n, self.step.n_score_lanes());
        // Every token is shifted, reduced, and put back a bounded number of times; a model out of its mind may go in
        // circles, and is stopped.
        let mut patience = 64 * n + 64;
        while patience > 0 && !state.is_done(n) {
            patience -= 1;
            let view = state.view(n);
            features.scores(&self.step, view.tokens, arithmetic, &mut state.scores);
            let Some(chosen) = best(&mut state.scores, &self.masks[view.allowed]) else { break };
            let (action, label) = self.moves[chosen];
            state.apply(action, label, view.tokens);
        }
        for (token, head) in state.heads.iter_mut().enumerate() {
            if *head == NONE {
                *head = token as u32;
                state.labels[token] = root;
            }
        }
    }
}

struct View {
    tokens: [u32; N_FEATURES],
    allowed: usize,
}

impl ArcState {
    fn begin(&mut self, n: usize, n_score_lanes: usize) {
        self.stack.clear();
        self.put_back.clear();
        self.next = 0;
        for tokens in [&mut self.heads, &mut self.last_left, &mut self.last_right, &mut self.before] {
            tokens.clear();
            tokens.resize(n, NONE);
        }
        self.labels.clear();
        self.labels.resize(n, 0);
        for marks in [&mut self.unshiftable, &mut self.sentence_start] {
            marks.clear();
            marks.resize(n, false);
        }
        if let Some(first) = self.sentence_start.first_mut() {
            *first = true;
        }
        self.scores.clear();
        self.scores.resize(n_score_lanes, Lanes::default());
    }

    fn is_done(&self, n: usize) -> bool {
        self.stack.is_empty() && self.put_back.is_empty() && self.next as usize == n
    }

    fn buffer(&self, i: usize, n: usize) -> u32 {
        match self.put_back.len().checked_sub(i + 1) {
            Some(at) => self.put_back[at],
            None => {
                let token = self.next as usize + i - self.put_back.len();
                if token < n { token as u32 } else { NONE }
            }
        }
    }

    fn view(&self, n: usize) -> View {
        let (b0, b1) = (self.buffer(0, n), self.buffer(1, n));
        let depth = self.stack.len();
        let s = |i: usize| depth.checked_sub(i + 1).map_or(NONE, |at| self.stack[at]);
        let s0 = s(0);
        let of = |children: &[u32], head: u32| if head == NONE { NONE } else { children[head as usize] };
        let tokens =
            [b0, b1, s0, s(1), s(2), of(&self.last_left, b0), of(&self.last_left, s0), of(&self.last_right, s0)];
        let left = n - self.next as usize + self.put_back.len();
        let starts = |token: u32| token != NONE && self.sentence_start[token as usize];
        let shift = depth == 0 || left >= 2 && !starts(b0) && !self.unshiftable[b0 as usize];
        let arcs = depth > 0 && left > 0 && !starts(b0);
        let breaks = left >= 2 && b1 == b0 + 1 && !starts(b1);
        let allowed =
            usize::from(shift) | usize::from(depth > 0) << 1 | usize::from(arcs) << 2 | usize::from(breaks) << 3;
        View { tokens, allowed }
    }

    fn apply(&mut self, action: Action, label: u16, [b0, b1, s0, ..]: [u32; N_FEATURES]) {
        match action {
            Action::Shift => self.push_buffer(),
            Action::Reduce => {
                self.stack.pop();
                if self.heads[s0 as usize] == NONE && !self.stack.is_empty() {
                    self.unshiftable[s0 as usize] = true;
                    self.put_back.push(s0);
                }
            }
            Action::Left => {
                self.detach(s0);
                self.attach(s0, b0, label);
                self.unshiftable[b0 as usize] = false;
                self.stack.pop();
            }
            Action::Right => {
                self.attach(b0, s0, label);
                self.push_buffer();
            }
            Action::Break => self.sentence_start[b1 as usize] = true,
        }
    }

    fn push_buffer(&mut self) {
        match self.put_back.pop() {
            Some(token) => self.stack.push(token),
            None => {
                self.stack.push(self.next);
                self.next += 1;
            }
        }
    }

    /// The list of a head's children that a child belongs to.
    fn last_of(&mut self, head: u32, child: u32) -> &mut u32 {
        let lasts = if head > child { &mut self.last_left } else { &mut self.last_right };
        &mut lasts[head as usize]
    }

    fn attach(&mut self, child: u32, head: u32, label: u16) {
        let last = self.last_of(head, child);
        let before = std::mem::replace(last, child);
        self.before[child as usize] = before;
        self.heads[child as usize] = head;
        self.labels[child as usize] = label;
    }

    fn detach(&mut self, child: u32) {
        let head = self.heads[child as usize];
        if head == NONE {
            return;
        }
        let before = self.before[child as usize];
        let last = self.last_of(head, child);
        if *last == child {
            *last = before;
            return;
        }
        // In spaCy's system the arc taken back is the last one made; follow the list should it not be.
        let mut at = *last;
        while at != NONE {
            let next = self.before[at as usize];
            if next == child {
                self.before[at as usize] = before;
                return;
            }
            at = next;
        }
    }
}
