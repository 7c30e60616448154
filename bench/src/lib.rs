//! Timings; see `bin/` and `benches/`.

/// Numbers that look random and are the same on every machine (SplitMix64, Steele et al. 2014).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// Numbers that go on from this one.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `below`.
    pub fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }

    /// Small numbers far more often than big ones, as names are in the news.
    pub fn skewed(&mut self, below: usize) -> usize {
        let at = self.next(below);
        at * self.next(below) / below
    }
}
