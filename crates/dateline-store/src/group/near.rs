//! Which texts are copies of one another: whole, trimmed, with a new lede, or told in brief?
//!
//! Texts share runs of three words (shingles). A copy is found by how much of the shorter text the longer one contains
//! (Broder 1997, containment), so a brief of two sentences is a copy, and an article that borrows another's last
//! paragraphs, or opens several others, is not.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Words of a shingle.
const N_WORDS: usize = 3;

/// One shingle in so many is looked up; all are compared once a pair is suspected.
const SAMPLE: u64 = 4;

/// A shingle on more pages than this is a phrase of the trade, and tells nothing.
const MOST_PAGES: usize = 200;

/// The least part of the shorter text that the longer one contains.
const LEAST_CONTAINED: f64 = 0.6;

/// The fewest shingles shared: fewer are chance.
const FEWEST_SHARED: usize = 8;

/// Shingles that a text opens with.
const OPENING: usize = 16;

/// A text by its shingles.
struct Shingled {
    /// Their hashes, sorted, each once.
    all: Vec<u64>,
    /// Those it opens with.
    opening: Vec<u64>,
}

/// Two texts that share something.
struct Pair {
    a: usize,
    b: usize,
    n_shared: usize,
}

/// The group of each text, named by the first text in it.
pub(super) fn groups(texts: &[&str]) -> Vec<usize> {
    let shingled: Vec<Shingled> = texts.iter().map(|text| Shingled::of(text)).collect();
    let pairs = pairs(&shingled);
    let is_round_up = round_ups(&shingled, &pairs);
    let mut groups = Groups((0..texts.len()).collect());
    for pair in &pairs {
        let (a, b) = (shingled[pair.a].all.len(), shingled[pair.b].all.len());
        // What a round-up contains are other texts' openings: only who contains the round-up itself copies it.
        let measure = match (is_round_up[pair.a], is_round_up[pair.b]) {
            (false, false) => a.min(b),
            (true, false) => a,
            (false, true) => b,
            (true, true) => a.max(b),
        };
        if pair.n_shared as f64 >= LEAST_CONTAINED * measure as f64 {
            groups.join(pair.a, pair.b);
        }
    }
    // Texts too short for shingles are copies when they are the same.
    let mut short: FxHashMap<&str, usize> = FxHashMap::default();
    for (text, _) in shingled.iter().enumerate().filter(|(_, shingled)| shingled.all.len() < FEWEST_SHARED) {
        let words = texts[text].trim();
        if !words.is_empty() {
            let first = *short.entry(words).or_insert(text);
            groups.join(first, text);
        }
    }
    (0..texts.len()).map(|text| groups.first(text)).collect()
}

/// All pairs that share at least [`FEWEST_SHARED`] shingles, as far as the sample shows.
fn pairs(shingled: &[Shingled]) -> Vec<Pair> {
    let sample = |text: usize| shingled[text].all.iter().filter(|shingle| *shingle % SAMPLE == 0);
    let mut of_shingle: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for text in 0..shingled.len() {
        sample(text).for_each(|shingle| of_shingle.entry(*shingle).or_default().push(text));
    }
    let mut pairs = Vec::new();
    for a in 0..shingled.len() {
        let lists = sample(a).map(|shingle| &of_shingle[shingle]).filter(|texts| texts.len() <= MOST_PAGES);
        let mut suspects: Vec<usize> = lists.flatten().copied().filter(|b| *b > a).collect();
        suspects.sort_unstable();
        suspects.dedup();
        let counted = suspects.into_iter().map(|b| Pair { a, b, n_shared: shared(&shingled[a].all, &shingled[b].all) });
        pairs.extend(counted.filter(|pair| pair.n_shared >= FEWEST_SHARED));
    }
    pairs
}

/// Which texts open several others: two that have little to do with each other begin in it and go on elsewhere.
fn round_ups(shingled: &[Shingled], pairs: &[Pair]) -> Vec<bool> {
    let mut opened: Vec<Vec<usize>> = vec![Vec::new(); shingled.len()];
    for pair in pairs {
        for (whole, part) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let opening = &shingled[part].opening;
            let n_opening = opening.iter().filter(|shingle| shingled[whole].all.binary_search(shingle).is_ok()).count();
            let goes_on = (pair.n_shared as f64) < LEAST_CONTAINED * shingled[part].all.len() as f64;
            let is_more = (pair.n_shared as f64) < LEAST_CONTAINED * shingled[whole].all.len() as f64;
            if goes_on && is_more && 2 * n_opening >= opening.len() {
                opened[whole].push(part);
            }
        }
    }
    let are_apart = |a: usize, b: usize| {
        let (a, b) = (&shingled[a].all, &shingled[b].all);
        10 * shared(a, b) < a.len().min(b.len())
    };
    // Of many copies of one original, the first few tell as much as all.
    let is_round_up = |parts: &Vec<usize>| {
        let parts = &parts[..parts.len().min(32)];
        parts.iter().enumerate().any(|(i, a)| parts[i + 1..].iter().any(|b| are_apart(*a, *b)))
    };
    opened.iter().map(is_round_up).collect()
}

impl Shingled {
    fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut all: Vec<u64> = words.windows(N_WORDS).map(|words| xxh3_64(words.join(" ").as_bytes())).collect();
        let opening = all[..all.len().min(OPENING)].to_vec();
        all.sort_unstable();
        all.dedup();
        Self { all, opening }
    }
}

fn shared(a: &[u64], b: &[u64]) -> usize {
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

/// Disjoint sets, each named by its first member.
struct Groups(Vec<usize>);

impl Groups {
    fn first(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::groups;

    const FERRY: &str = "The night ferry to Wexmouth ran aground on Tuesday with forty passengers on board, the harbour \
        master said. Nobody was hurt. Two tugs pulled it free at noon, and divers looked for damage below the water line. \
        The ferry company said that the captain, who has sailed for thirty years, had not slept for two days.";
    const BRIDGE: &str = "Mayor Greta Alder opened the new bridge across the Wye on Saturday before a crowd of thousands. \
        It took six years to build and cost twice what was planned. Lorries may use it from next month on. The old ferry \
        will be kept as a museum, and schools are asked to send their classes.";

    #[test]
    fn copies_are_found_and_borrowers_are_not() {
        let light = FERRY.replace("forty", "40").replace("noon", "midday");
        let lede = format!("Divers are at work in the harbour after a mishap in the fog. {}", &FERRY[90..]);
        let brief = &FERRY[..118];
        let borrower = format!("{BRIDGE} {}", &FERRY[FERRY.len() - 140..]);
        let round_up = format!("Morning notes. {} {} And it will rain.", &FERRY[..100], &BRIDGE[..100]);
        let texts = [FERRY, &light, &lede, brief, BRIDGE, &borrower, &round_up, "Fog.", "Fog.", ""];
        let groups = groups(&texts);
        assert_eq!(groups[..4], [0, 0, 0, 0]);
        assert_eq!(groups[4], 4);
        assert_ne!(groups[5], 0, "who borrows the end of a text does not copy it");
        assert_ne!(groups[6], 0, "a round-up is no copy");
        assert_ne!(groups[6], 4, "a round-up is no copy");
        assert_eq!(groups[7..], [7, 7, 9]);
    }
}
