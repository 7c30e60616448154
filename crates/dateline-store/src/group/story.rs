//! Which pages tell the same story?
//!
//! Pages are vectors of weighted terms. Each is first drawn towards its nearest neighbours (query expansion by
//! pseudo-relevance feedback, Rocchio 1971), since two reports of one event may share few words with each other but many
//! with a third; then pages are joined by average linkage.
//! Among many pages only those of the same fortnight are compared, so a new page changes nothing beyond the weeks around
//! its day.

use rustc_hash::FxHashMap;

use super::linkage::average_linkage;
use super::rarity::{Vector, unit};

/// Days that pages of one story lie apart at most, from one to the next.
pub(super) const DAYS: i64 = 14;

/// How far the pages lie that a pair's likeness depends on: those it is drawn to, and whose words they share.
pub(super) const AROUND: i64 = 3 * DAYS;

/// Heaviest terms by which pages are compared.
const MOST_TERMS: usize = 200;

/// What the likeness of pages counts whose days lie further apart.
const FAR: f32 = 0.95;

/// Neighbours that a page is drawn to.
const N_NEIGHBOURS: usize = 4;

/// The least similarity of a neighbour.
const LEAST_NEIGHBOURLY: f32 = 0.12;

/// The least average similarity of pages of one story.
const LEAST_ALIKE: f32 = 0.56;

/// Similarities below this are as good as none.
const FLOOR: f32 = 0.2;

/// Heaviest terms kept of a page that was drawn to its neighbours.
const MOST_EXPANDED: usize = 400;

/// A page to be compared; pages stand in an order that depends on their texts alone.
pub(super) struct Page {
    pub(super) id: i64,
    pub(super) day: Option<i64>,
    pub(super) vector: Vector,
}

/// Which pages are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All with all; those whose days lie far apart must be the more alike.
    All,
    /// Those of the same fortnight, and those without a day with each other.
    Weeks,
}

impl Scope {
    /// What the likeness of two pages counts, by their days.
    fn weight(self, a: Option<i64>, b: Option<i64>) -> f32 {
        match (self, a, b) {
            (_, Some(a), Some(b)) if (a - b).abs() <= DAYS => 1.0,
            (Self::All, Some(_), Some(_)) => FAR,
            (Self::All, ..) | (Self::Weeks, None, None) => 1.0,
            (Self::Weeks, ..) => 0.0,
        }
    }
}

/// Two pages and how alike they are, by their places among the pages.
pub(super) type Edge = (usize, usize, f32);

/// The pairs of pages that are alike, of which one is wanted.
///
/// Right for pages that have all pages of [`AROUND`] days around them beside them.
pub(super) fn edges(pages: &[Page], scope: Scope, is_wanted: impl Fn(&Page) -> bool) -> Vec<Edge> {
    let own = common_terms(pages, scope);
    let vectors: Vec<&Vector> = own.iter().collect();
    let near = similarities(pages, scope, &vectors, LEAST_NEIGHBOURLY);
    let expanded: Vec<Vector> = vectors.iter().zip(&near).map(|(own, near)| expanded(own, near, &vectors)).collect();
    let alike = similarities(pages, scope, &expanded.iter().collect::<Vec<_>>(), FLOOR);
    let mut edges = Vec::new();
    for (a, row) in alike.iter().enumerate() {
        let of_a = row.iter().filter(|(b, _)| *b > a && (is_wanted(&pages[a]) || is_wanted(&pages[*b])));
        edges.extend(of_a.map(|&(b, similarity)| (a, b, similarity)));
    }
    edges
}

/// The vectors without terms that no other page of the same days has: they join a page to none.
fn common_terms(pages: &[Page], scope: Scope) -> Vec<Vector> {
    let mut days: FxHashMap<u32, Vec<Option<i64>>> = FxHashMap::default();
    for page in pages {
        page.vector.iter().for_each(|(term, _)| days.entry(*term).or_default().push(page.day));
    }
    days.values_mut().for_each(|days| days.sort_unstable());
    let is_common = |term: u32, day: Option<i64>| {
        let days = &days[&term];
        if scope == Scope::All {
            return days.len() > 1;
        }
        let from = days.partition_point(|of| *of < day.map(|day| day - DAYS));
        let to = days.partition_point(|of| *of <= day.map(|day| day + DAYS));
        to - from > 1
    };
    let common = |page: &Page| {
        let terms = page.vector.iter().filter(|(term, _)| is_common(*term, page.day));
        unit(terms.copied().collect(), MOST_TERMS)
    };
    pages.iter().map(common).collect()
}

/// The pages at least so similar to each page, with how similar they are, in order.
fn similarities(pages: &[Page], scope: Scope, vectors: &[&Vector], least: f32) -> Vec<Vec<(usize, f32)>> {
    let mut with_term: FxHashMap<u32, Vec<(usize, f32)>> = FxHashMap::default();
    for (page, vector) in vectors.iter().enumerate() {
        for &(term, weight) in *vector {
            with_term.entry(term).or_default().push((page, weight));
        }
    }
    let mut sums = vec![0.0_f32; vectors.len()];
    let similar = |(page, vector): (usize, &&Vector)| {
        let mut touched = Vec::new();
        for (term, weight) in *vector {
            for &(other, other_weight) in &with_term[term] {
                if scope == Scope::Weeks && scope.weight(pages[page].day, pages[other].day) == 0.0 {
                    continue;
                }
                if sums[other] == 0.0 {
                    touched.push(other);
                }
                sums[other] += weight * other_weight;
            }
        }
        touched.sort_unstable();
        let mut found = Vec::new();
        for other in touched {
            let sum = std::mem::take(&mut sums[other]) * scope.weight(pages[page].day, pages[other].day);
            if sum >= least && other != page {
                found.push((other, sum));
            }
        }
        found
    };
    vectors.iter().enumerate().map(similar).collect()
}

/// A page drawn to its nearest neighbours, each by how near it is.
fn expanded(own: &Vector, near: &[(usize, f32)], vectors: &[&Vector]) -> Vector {
    let mut near = near.to_vec();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.truncate(N_NEIGHBOURS);
    let mut sum: FxHashMap<u32, f32> = own.iter().copied().collect();
    for (other, similarity) in near {
        for &(term, weight) in vectors[other] {
            *sum.entry(term).or_default() += similarity * weight;
        }
    }
    let mut terms: Vector = sum.into_iter().collect();
    terms.sort_unstable_by_key(|(term, _)| *term);
    unit(terms, MOST_EXPANDED)
}

/// The story of each of `n` pages, named by its first page, from the pairs that are alike.
///
/// Pages that are joined by no pair of a story's likeness are never of one story, so each such part is clustered for itself.
pub(super) fn clusters(n: usize, edges: &[Edge]) -> Vec<usize> {
    let mut parts = super::sets::Sets::new(n);
    for (a, b, _) in edges.iter().filter(|(.., similarity)| *similarity >= LEAST_ALIKE) {
        parts.join(*a, *b);
    }
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for page in 0..n {
        members.entry(parts.first(page)).or_default().push(page);
    }
    let mut of_part: FxHashMap<usize, Vec<&Edge>> = FxHashMap::default();
    for edge in edges {
        let part = parts.first(edge.0);
        if part == parts.first(edge.1) {
            of_part.entry(part).or_default().push(edge);
        }
    }
    let mut clusters: Vec<usize> = (0..n).collect();
    for (part, edges) in of_part {
        let members = &members[&part];
        let place = |page: usize| members.binary_search(&page).unwrap_or(0);
        let mut similar: Vec<Vec<(u32, f32)>> = vec![Vec::new(); members.len()];
        for &&(a, b, similarity) in &edges {
            let (a, b) = (place(a), place(b));
            similar[a].push((b as u32, similarity));
            similar[b].push((a as u32, similarity));
        }
        for (at, first) in average_linkage(&similar, LEAST_ALIKE).into_iter().enumerate() {
            clusters[members[at]] = members[first];
        }
    }
    clusters
}
