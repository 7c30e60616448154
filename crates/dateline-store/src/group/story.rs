//! Which pages tell the same story?
//!
//! Pages are vectors of weighted terms (tf–idf). Each is first drawn towards its nearest neighbours (query expansion by
//! pseudo-relevance feedback, Rocchio 1971), since two reports of one event may share few words with each other but many
//! with a third; then pages are joined by average linkage.

use rustc_hash::FxHashMap;

use super::linkage::average_linkage;
use super::terms::Terms;

/// Neighbours that a page is drawn to.
const N_NEIGHBOURS: usize = 4;

/// The least similarity of a neighbour.
const LEAST_NEIGHBOURLY: f32 = 0.12;

/// Rare terms count more than by the logarithm alone.
const IDF_POWER: f32 = 1.5;

/// The least average similarity of pages of one story.
const LEAST_ALIKE: f32 = 0.43;

/// Similarities below this are as good as none.
const FLOOR: f32 = 0.04;

/// Heaviest terms kept of a page, and of one drawn to its neighbours: bounds on the work for long pages.
const MOST_TERMS: usize = 400;
const MOST_EXPANDED: usize = 800;

/// A term on more pages than this is not looked up.
const MOST_PAGES: usize = 5_000;

/// Weights by term, sorted by term; their squares sum to 1.
type Vector = Vec<(u32, f32)>;

/// The cluster of each page, named by one of its pages.
pub(super) fn clusters(pages: &[Terms]) -> Vec<usize> {
    let vectors = vectors(pages);
    let near = similarities(&vectors, LEAST_NEIGHBOURLY);
    let expanded: Vec<Vector> = vectors.iter().zip(&near).map(|(own, near)| expanded(own, near, &vectors)).collect();
    average_linkage(&similarities(&expanded, FLOOR), LEAST_ALIKE)
}

fn vectors(pages: &[Terms]) -> Vec<Vector> {
    let mut n_pages: FxHashMap<&str, u32> = FxHashMap::default();
    for (term, _) in pages.iter().flatten() {
        *n_pages.entry(term).or_default() += 1;
    }
    // A term of one page joins it to no other.
    let mut known: Vec<&str> = n_pages.iter().filter(|(_, n)| **n > 1).map(|(term, _)| *term).collect();
    known.sort_unstable();
    let ids: FxHashMap<&str, u32> = known.iter().enumerate().map(|(id, term)| (*term, id as u32)).collect();
    let total = pages.len() as f32 + 1.0;
    let weight = |term: &str, count: f32| {
        let idf = (total / n_pages[term] as f32).ln().max(0.0).powf(IDF_POWER);
        (if count >= 1.0 { 1.0 + count.ln() } else { count }) * idf
    };
    let vector = |page: &Terms| {
        let terms = page.iter().filter_map(|(term, count)| Some((*ids.get(term.as_str())?, weight(term, *count))));
        unit(terms.collect(), MOST_TERMS)
    };
    pages.iter().map(vector).collect()
}

/// The heaviest terms, with weights whose squares sum to 1.
fn unit(mut terms: Vector, most: usize) -> Vector {
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

/// The pages at least so similar to each page, with how similar they are, in order.
fn similarities(vectors: &[Vector], least: f32) -> Vec<Vec<(u32, f32)>> {
    let mut with_term: FxHashMap<u32, Vec<(u32, f32)>> = FxHashMap::default();
    for (page, vector) in vectors.iter().enumerate() {
        for &(term, weight) in vector {
            with_term.entry(term).or_default().push((page as u32, weight));
        }
    }
    let mut sums = vec![0.0_f32; vectors.len()];
    let similar = |(page, vector): (usize, &Vector)| {
        let mut touched = Vec::new();
        for (term, weight) in vector {
            let pages = &with_term[term];
            if pages.len() > MOST_PAGES {
                continue;
            }
            for &(other, other_weight) in pages {
                if sums[other as usize] == 0.0 {
                    touched.push(other);
                }
                sums[other as usize] += weight * other_weight;
            }
        }
        touched.sort_unstable();
        let mut found = Vec::new();
        for other in touched {
            let sum = std::mem::take(&mut sums[other as usize]);
            if sum >= least && other as usize != page {
                found.push((other, sum));
            }
        }
        found
    };
    vectors.iter().enumerate().map(similar).collect()
}

/// A page drawn to its nearest neighbours, each by how near it is.
fn expanded(own: &Vector, near: &[(u32, f32)], vectors: &[Vector]) -> Vector {
    let mut near = near.to_vec();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.truncate(N_NEIGHBOURS);
    let mut sum: FxHashMap<u32, f32> = own.iter().copied().collect();
    for (other, similarity) in near {
        for &(term, weight) in &vectors[other as usize] {
            *sum.entry(term).or_default() += similarity * weight;
        }
    }
    let mut terms: Vector = sum.into_iter().collect();
    terms.sort_unstable_by_key(|(term, _)| *term);
    unit(terms, MOST_EXPANDED)
}
