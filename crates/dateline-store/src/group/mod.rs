//! Which pages are copies of one another, and which tell the same story?
//!
//! Groups depend on the pages alone, not on the order in which they were added: pages are compared in the order of their
//! texts' hashes.

mod linkage;
mod near;
mod story;
mod terms;

use rusqlite::params;
use rustc_hash::FxHashMap;

use crate::answer::{Answer, Value};
use crate::{Store, StoreError};

use terms::{Named, Terms};

/// Where a page belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The page.
    pub page: i64,
    /// What the page calls itself: the id it was given, else the store's.
    pub id: String,
    /// The earliest of the pages that it is a copy of.
    pub near_duplicate_of: Option<i64>,
    /// The first page of its story; itself when no other page tells it.
    pub story_cluster: i64,
}

/// A page to be grouped.
struct Candidate {
    page: i64,
    id: String,
    published: String,
    sha256: String,
    text: String,
}

impl Store {
    /// Groups all pages that no newer version took the place of.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let mut pages = self.candidates()?;
        pages.sort_by(|a, b| (&a.sha256, &a.id, a.page).cmp(&(&b.sha256, &b.id, b.page)));
        let texts: Vec<&str> = pages.iter().map(|page| &*page.text).collect();
        let copies = near::groups(&texts);
        let mut named = self.told(self.named_on_pages())?;
        let terms: Vec<Terms> =
            pages.iter().map(|page| terms::terms(&page.text, &named.remove(&page.page).unwrap_or_default())).collect();
        let stories = story::clusters(&terms);
        // Pages without a day come last.
        let age = |&page: &usize| {
            let page = &pages[page];
            (page.published.is_empty(), page.published.clone(), page.sha256.clone(), page.id.clone())
        };
        let first_of = |groups: &[usize]| {
            let mut firsts: FxHashMap<usize, usize> = FxHashMap::default();
            for (page, &group) in groups.iter().enumerate() {
                let first = firsts.entry(group).or_insert(page);
                if age(&page) < age(first) {
                    *first = page;
                }
            }
            groups.iter().map(|group| firsts[group]).collect::<Vec<_>>()
        };
        let (originals, openings) = (first_of(&copies), first_of(&stories));
        let mut groups: Vec<Group> = pages
            .iter()
            .enumerate()
            .map(|(at, page)| Group {
                page: page.page,
                id: page.id.clone(),
                near_duplicate_of: (originals[at] != at).then(|| pages[originals[at]].page),
                story_cluster: pages[openings[at]].page,
            })
            .collect();
        groups.sort_by_key(|group| group.page);
        Ok(groups)
    }

    /// Keeps the groups, for timelines and lists.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn keep_groups(&self, groups: &[Group]) -> Result<(), StoreError> {
        let keep = || {
            let db = &self.db;
            db.execute_batch("BEGIN IMMEDIATE; DELETE FROM page_groups")?;
            let mut insert = db.prepare("INSERT INTO page_groups VALUES (?, ?, ?)")?;
            for group in groups {
                insert.execute(params![group.page, group.near_duplicate_of, group.story_cluster])?;
            }
            drop(insert);
            db.execute_batch("COMMIT")
        };
        let kept = keep();
        if kept.is_err() && !self.db.is_autocommit() {
            // What failed has been told; the old groups stay.
            let _ = self.db.execute_batch("ROLLBACK");
        }
        self.told(kept)
    }

    /// Stories that several pages tell, those of most independent origins first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stories(&self, limit: usize) -> Result<Answer, StoreError> {
        let sql = "SELECT g.story_cluster AS story, count(*) AS pages,
                     count(DISTINCT coalesce(g.near_duplicate_of, g.page)) AS origins,
                     count(DISTINCT p.site) AS outlets, min(p.published) AS first, max(p.published) AS last,
                     (SELECT coalesce(q.title, s.headline, q.source, q.given_id) FROM pages q
                      LEFT JOIN stories s ON s.page = q.id AND s.headline IS NOT NULL
                      WHERE q.id = g.story_cluster ORDER BY s.id LIMIT 1) AS title
                   FROM page_groups g JOIN pages p ON p.id = g.page
                   GROUP BY g.story_cluster HAVING count(*) > 1 ORDER BY origins DESC, pages DESC, story LIMIT ?";
        let limit = if limit == 0 { -1 } else { i64::try_from(limit).unwrap_or(i64::MAX) };
        let ask = || Answer::of(&mut self.db.prepare(sql)?, [limit]);
        self.told(ask())
    }

    fn candidates(&self) -> Result<Vec<Candidate>, StoreError> {
        let sql = "SELECT id, coalesce(given_id, id), ifnull(published, ''), text_sha256 FROM pages
                   WHERE superseded IS NULL ORDER BY id";
        let mut pages = Vec::new();
        self.each_row(sql, |row| {
            let id = Value::of(row.get_ref(1)?).to_string();
            pages.push(Candidate {
                page: row.get(0)?,
                id,
                published: row.get(2)?,
                sha256: row.get(3)?,
                text: String::new(),
            });
            Ok(true)
        })?;
        for page in &mut pages {
            if let Some(text) = self.text(page.page)? {
                page.text = text.as_str().to_owned();
            }
        }
        Ok(pages)
    }

    /// The names on each page with how often they come up, and the days it speaks of.
    fn named_on_pages(&self) -> rusqlite::Result<FxHashMap<i64, Named>> {
        let mut named: FxHashMap<i64, Named> = FxHashMap::default();
        let mut names = self.db.prepare(
            "SELECT e.page, CASE WHEN e.type = 'country' THEN e.country ELSE e.name END, count(*) FROM entities e
             JOIN mentions m ON m.entity = e.id AND m.kind = 'name' WHERE e.type <> 'other' GROUP BY e.id ORDER BY e.id",
        )?;
        let mut rows = names.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(name) = row.get::<_, Option<String>>(1)? {
                named.entry(row.get(0)?).or_default().names.push((name, row.get(2)?));
            }
        }
        let mut days = self.db.prepare(
            "SELECT page, substr(value, 1, 10) FROM times WHERE value GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' ORDER BY id",
        )?;
        let mut rows = days.query([])?;
        while let Some(row) = rows.next()? {
            named.entry(row.get(0)?).or_default().days.push(row.get(1)?);
        }
        Ok(named)
    }
}
