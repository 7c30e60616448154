//! Disjoint sets, each named by its first member.

/// Sets of the numbers below some number.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    /// Each number a set of its own.
    pub(super) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    /// The first member of the set that a number is in.
    pub(super) fn first(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}
