//! How rare are a page's words in the news, and what is the page about by that?
//!
//! Rarity is taken from a table of news pages (`data/rarity.tsv`), not from the store: so what a page is about never
//! depends on which other pages there are.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::terms::Terms;

/// Weights by term, sorted by term; their squares sum to 1.
pub(super) type Vector = Vec<(u32, f32)>;

/// Heaviest terms kept of a page: a bound on the work for long pages.
const MOST_TERMS: usize = 400;

/// Rare terms count more than by the logarithm alone.
const IDF_POWER: f32 = 1.5;

/// Words on more pages than one in so many (about one in three, as a weight) join no pages.
const LEAST_WEIGHT: f32 = 1.5;

/// Pages that a term of no page of the table is taken to be on.
const UNSEEN: f32 = 0.5;

struct Rarity {
    n_pages: f32,
    on_pages: FxHashMap<&'static str, f32>,
}

static RARITY: LazyLock<Rarity> = LazyLock::new(|| {
    let mut rows = include_str!("../../data/rarity.tsv").lines().filter_map(|row| row.split_once('\t'));
    let n_pages = rows.next().and_then(|(_, n)| n.parse().ok()).unwrap_or(1.0);
    Rarity { n_pages, on_pages: rows.filter_map(|(term, n)| Some((term, n.parse().ok()?))).collect() }
});

/// Inverse document frequency (Spärck Jones 1972), sharpened; 0 for words that are everywhere.
fn weight(term: &str) -> f32 {
    let on_pages = RARITY.on_pages.get(term).copied().unwrap_or(0.0) + UNSEEN;
    let weight = ((RARITY.n_pages + 1.0) / on_pages).ln().max(0.0).powf(IDF_POWER);
    if weight < LEAST_WEIGHT { 0.0 } else { weight }
}

/// What a page is about: its terms by hash, weighted.
pub(super) fn vector(terms: &Terms) -> Vector {
    let weighted = terms.iter().filter_map(|(term, count)| {
        let count = if *count >= 1.0 { 1.0 + count.ln() } else { *count };
        let weight = count * weight(term);
        (weight > 0.0).then(|| (xxh3_64(term.as_bytes()) as u32, weight))
    });
    let mut vector: Vector = weighted.collect();
    vector.sort_unstable_by_key(|(term, _)| *term);
    vector.dedup_by_key(|(term, _)| *term);
    unit(vector, MOST_TERMS)
}

/// The heaviest terms, with weights whose squares sum to 1.
pub(super) fn unit(mut terms: Vector, most: usize) -> Vector {
    if terms.len() > most {
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(most);
    }
    terms.sort_unstable_by_key(|(term, _)| *term);
    let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        terms.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    terms
}

/// A vector as bytes: term and weight, four bytes each, little end first.
pub(super) fn packed(vector: &Vector) -> Vec<u8> {
    vector.iter().flat_map(|(term, weight)| term.to_le_bytes().into_iter().chain(weight.to_le_bytes())).collect()
}

/// The vector that such bytes hold.
pub(super) fn unpacked(bytes: &[u8]) -> Vector {
    let (pairs, _) = bytes.as_chunks::<8>();
    let pair = |[a, b, c, d, e, f, g, h]: &[u8; 8]| {
        (u32::from_le_bytes([*a, *b, *c, *d]), f32::from_le_bytes([*e, *f, *g, *h]))
    };
    pairs.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_free_of_doubles() {
        let terms: Vec<&str> =
            include_str!("../../data/rarity.tsv").lines().skip(1).filter_map(|row| row.split('\t').next()).collect();
        assert!(terms.windows(2).all(|pair| pair[0] < pair[1]) && terms.len() > 1000);
        assert!(weight("minist") > 0.0 && weight("minist") < weight("zeppelin"));
    }

    #[test]
    fn vectors_are_kept_as_bytes() {
        let vector = vector(&vec![("ferri".to_owned(), 3.0), ("wexmouth".to_owned(), 1.0)]);
        assert_eq!((vector.len(), unpacked(&packed(&vector))), (2, vector));
    }
}
