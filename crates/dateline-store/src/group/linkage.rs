//! Agglomerative clustering by average linkage (UPGMA, Sokal and Michener 1958) over a sparse graph of similarities.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two clusters with the average similarity of their members when it was computed.
struct Pair {
    average: f32,
    a: usize,
    b: usize,
    /// How often each had grown then; a pair of clusters that have grown since is out of date.
    grown: (u32, u32),
}

impl Pair {
    fn key(&self) -> (f32, usize, usize) {
        (self.average, self.a, self.b)
    }
}

impl Ord for Pair {
    /// Most similar first, then the first clusters: the order never depends on chance.
    fn cmp(&self, other: &Self) -> Ordering {
        let ((x, a, b), (y, c, d)) = (self.key(), other.key());
        x.total_cmp(&y).then((c, d).cmp(&(a, b)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pair {}

/// The cluster of each item, named by its first one: the two clusters most similar on average are joined as long as that is
/// at least `least`. Similarities that are not given are none.
pub(super) fn average_linkage(similar: &[Vec<(u32, f32)>], least: f32) -> Vec<usize> {
    let n = similar.len();
    // Sums of the similarities between the members of two clusters.
    let mut sums: Vec<BTreeMap<usize, f64>> =
        similar.iter().map(|row| row.iter().map(|&(other, sum)| (other as usize, f64::from(sum))).collect()).collect();
    let mut members: Vec<Vec<usize>> = (0..n).map(|item| vec![item]).collect();
    let mut grown = vec![0_u32; n];
    let mut heap = BinaryHeap::new();
    let pair = |a: usize, b: usize, sum: f64, members: &[Vec<usize>], grown: &[u32]| {
        let (a, b) = (a.min(b), a.max(b));
        let average = (sum / (members[a].len() * members[b].len()) as f64) as f32;
        (average >= least).then_some(Pair { average, a, b, grown: (grown[a], grown[b]) })
    };
    for (a, row) in sums.iter().enumerate() {
        heap.extend(row.iter().filter(|(b, _)| **b > a).filter_map(|(&b, &sum)| pair(a, b, sum, &members, &grown)));
    }
    while let Some(Pair { a, b, grown: then, .. }) = heap.pop() {
        if then != (grown[a], grown[b]) {
            continue;
        }
        let joined = std::mem::take(&mut members[b]);
        members[a].extend(joined);
        grown[a] += 1;
        grown[b] += 1;
        for (other, sum) in std::mem::take(&mut sums[b]) {
            sums[other].remove(&b);
            if other != a {
                *sums[a].entry(other).or_default() += sum;
                *sums[other].entry(a).or_default() += sum;
            }
        }
        sums[a].remove(&b);
        heap.extend(sums[a].iter().filter_map(|(&other, &sum)| pair(a, other, sum, &members, &grown)));
    }
    let mut cluster = vec![0; n];
    for members in &members {
        if let Some(&first) = members.iter().min() {
            members.iter().for_each(|&item| cluster[item] = first);
        }
    }
    cluster
}

#[cfg(test)]
mod tests {
    use super::average_linkage;

    #[test]
    fn chains_are_not_followed() {
        // 0–1 and 2–3 are alike; 1–2 alone does not join them.
        let similar = [vec![(1, 0.9)], vec![(0, 0.9), (2, 0.6)], vec![(1, 0.6), (3, 0.8)], vec![(2, 0.8)], vec![]];
        assert_eq!(average_linkage(&similar, 0.4), [0, 0, 2, 2, 4]);
        assert_eq!(average_linkage(&similar, 0.1), [0, 0, 0, 0, 4]);
        assert_eq!(average_linkage(&similar, 0.95), [0, 1, 2, 3, 4]);
    }
}
