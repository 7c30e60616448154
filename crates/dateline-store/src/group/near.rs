//! Which texts are copies of one another: whole, trimmed, with a new lede, or told in brief?
//!
//! Texts share runs of three words (shingles). A copy is found by how much of the shorter text the longer one contains
//! (Broder 1997, containment), so a brief of two sentences is a copy, and an article that borrows another's last
//! paragraphs, or opens several others, is not.

use xxhash_rust::xxh3::xxh3_64;

/// Words of a shingle.
const N_WORDS: usize = 3;

/// One shingle in so many is looked up; all are compared once a pair is suspected.
const SAMPLE: u64 = 4;

/// The least part of the shorter text that the longer one contains.
const LEAST_CONTAINED: f64 = 0.6;

/// The fewest shingles shared: fewer are chance.
pub(super) const FEWEST_SHARED: usize = 8;

/// Shingles that a text opens with.
const OPENING: usize = 16;

/// A text by its shingles.
pub(super) struct Shingled {
    /// Their hashes, sorted, each once.
    all: Vec<u64>,
    /// Those it opens with.
    opening: Vec<u64>,
}

/// What two texts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    /// How many shingles.
    pub(super) n: usize,
    /// Whether the first one holds the opening of the second, which goes on elsewhere.
    pub(super) opens_second: bool,
    /// Whether the second one holds the opening of the first, which goes on elsewhere.
    pub(super) opens_first: bool,
}

impl Shingled {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut all: Vec<u64> = words.windows(N_WORDS).map(|words| xxh3_64(words.join(" ").as_bytes())).collect();
        let opening = all[..all.len().min(OPENING)].to_vec();
        all.sort_unstable();
        all.dedup();
        Self { all, opening }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The shingles by which texts are looked up.
    pub(super) fn sample(&self) -> impl Iterator<Item = i64> {
        let sample = self.all.iter().filter(|shingle| *shingle % SAMPLE == 0);
        sample.map(|shingle| i64::from_ne_bytes(shingle.to_ne_bytes()))
    }

    /// What it shares with another text; nothing when that is little.
    pub(super) fn shared(&self, other: &Self) -> Option<Shared> {
        let n = count_shared(&self.all, &other.all);
        let opens = |whole: &Self, part: &Self| {
            let n_opening = part.opening.iter().filter(|shingle| whole.all.binary_search(shingle).is_ok()).count();
            let is_less = |of: &Self| (n as f64) < LEAST_CONTAINED * of.len() as f64;
            is_less(part) && is_less(whole) && 2 * n_opening >= part.opening.len()
        };
        (n >= FEWEST_SHARED).then(|| Shared { n, opens_second: opens(self, other), opens_first: opens(other, self) })
    }

    /// Whether two texts have little to do with each other.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        10 * count_shared(&self.all, &other.all) < self.len().min(other.len())
    }
}

/// Whether one of two texts of these lengths copies the other; of round-ups, what they contain are other texts' openings:
/// only who contains the round-up itself copies it.
pub(super) fn is_copy(n_shared: usize, (a, b): (usize, usize), is_round_up: (bool, bool)) -> bool {
    let measure = match is_round_up {
        (false, false) => a.min(b),
        (true, false) => a,
        (false, true) => b,
        (true, true) => a.max(b),
    };
    n_shared as f64 >= LEAST_CONTAINED * measure as f64
}

fn count_shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}
