//! Which pairs of pages have to be compared anew, now that pages of some days came or went?
//!
//! A page with a day changes nothing beyond the weeks around it.
//! While there are few pages all are compared.

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::rarity::unpacked;
use super::story::{self, AROUND, DAYS, Edge, Page, Scope};
use crate::{GroupLimits, Store};

/// Days that are compared at once: a bound on memory.
const AT_ONCE: i64 = 28;

impl Store {
    /// Which pages of those that are there are compared.
    pub(super) fn scope(&self, limits: &GroupLimits) -> rusqlite::Result<Scope> {
        let n_pages: i64 = self.db.query_row("SELECT count(*) FROM page_sketches", [], |row| row.get(0))?;
        Ok(if n_pages <= i64::try_from(limits.few).unwrap_or(i64::MAX) { Scope::All } else { Scope::Weeks })
    }

    /// Compares the pages around some days, and keeps the pairs that are alike; `before` is which pages were compared the
    /// last time.
    pub(super) fn compare_weeks(&self, days: &[Option<i64>], before: Scope, scope: Scope) -> rusqlite::Result<()> {
        if scope == Scope::All {
            self.db.execute("DELETE FROM page_alike", [])?;
            let pages = self.pages("true", [0, 0])?;
            return self.keep_edges(&pages, &story::edges(&pages, scope, |_| true));
        }
        if scope != before {
            let all = "SELECT DISTINCT day FROM page_sketches";
            let all: Vec<Option<i64>> =
                self.db.prepare(all)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            self.db.execute("DELETE FROM page_alike", [])?;
            return self.compare_weeks(&all, scope, scope);
        }
        if days.contains(&None) {
            self.db
                .execute("DELETE FROM page_alike WHERE a IN (SELECT page FROM page_sketches WHERE day IS NULL)", [])?;
            let pages = self.pages("day IS NULL", [0, 0])?;
            self.keep_edges(&pages, &story::edges(&pages, scope, |_| true))?;
        }
        // A page changes which words its neighbours share with others, and those draw theirs.
        for (first, last) in spans(days.iter().flatten().map(|day| (day - 2 * DAYS, day + 2 * DAYS))) {
            let is_within = "IN (SELECT page FROM page_sketches WHERE day BETWEEN ? AND ?)";
            for side in ["a", "b"] {
                self.db.execute(&format!("DELETE FROM page_alike WHERE {side} {is_within}"), [first, last])?;
            }
            let mut from = first;
            while from <= last {
                let to = last.min(from + AT_ONCE - 1);
                let pages = self.pages("day BETWEEN ? AND ?", [from - AROUND, to + AROUND])?;
                let is_wanted = |page: &Page| page.day.is_some_and(|day| (from..=to).contains(&day));
                self.keep_edges(&pages, &story::edges(&pages, scope, is_wanted))?;
                from = to + 1;
            }
        }
        Ok(())
    }

    /// Pages with their vectors, in the order of their texts' hashes.
    fn pages(&self, which: &str, days: [i64; 2]) -> rusqlite::Result<Vec<Page>> {
        let sql = format!(
            "SELECT s.page, s.day, s.vector FROM page_sketches s JOIN pages p ON p.id = s.page WHERE {which}
             ORDER BY p.text_sha256, ifnull(p.given_id, ''), s.page"
        );
        let mut pages = self.db.prepare(&sql)?;
        let n = pages.parameter_count();
        let page = |row: &rusqlite::Row<'_>| {
            Ok(Page { id: row.get(0)?, day: row.get(1)?, vector: unpacked(row.get_ref(2)?.as_blob()?) })
        };
        pages.query_map(rusqlite::params_from_iter(&days[..n]), page)?.collect()
    }

    fn keep_edges(&self, pages: &[Page], edges: &[Edge]) -> rusqlite::Result<()> {
        let mut insert = self.db.prepare_cached("INSERT OR REPLACE INTO page_alike VALUES (?, ?, ?)")?;
        edges.iter().try_for_each(|&(a, b, similarity)| {
            let (a, b) = (pages[a].id, pages[b].id);
            insert.execute(params![a.min(b), a.max(b), similarity]).map(|_| ())
        })
    }

    /// The story of each page, by their places; named by its earliest page.
    pub(super) fn stories_of(&self, places: &FxHashMap<i64, usize>) -> rusqlite::Result<Vec<usize>> {
        let mut rows = self.db.prepare("SELECT a, b, similarity FROM page_alike")?;
        let mut rows = rows.query([])?;
        let mut edges: Vec<Edge> = Vec::new();
        while let Some(row) = rows.next()? {
            let (a, b) = (places[&row.get(0)?], places[&row.get(1)?]);
            edges.push((a.min(b), a.max(b), row.get(2)?));
        }
        edges.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        Ok(story::clusters(places.len(), &edges))
    }
}

/// Spans of days, those that touch made one.
fn spans(spans: impl Iterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
    let mut sorted: Vec<(i64, i64)> = spans.collect();
    sorted.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (first, last) in sorted {
        match merged.last_mut() {
            Some(before) if first <= before.1 + 1 => before.1 = before.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    #[test]
    fn spans_that_touch_are_one() {
        assert_eq!(super::spans([(5, 9), (1, 3), (4, 6), (20, 21)].into_iter()), [(1, 9), (20, 21)]);
    }
}
