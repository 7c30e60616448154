//! Which pages are copies of one another, and which tell the same story?
//!
//! Groups depend on the pages alone, not on the order in which they were added, and they are brought up to date by what
//! came since: a new page is compared with the pages that share its wording (`copies`), and with those of the weeks around
//! its day (`weeks`).

mod copies;
mod linkage;
mod near;
mod rarity;
mod sets;
mod story;
mod terms;
mod weeks;

use std::collections::BTreeMap;

use rusqlite::params;
use rustc_hash::FxHashMap;

use crate::answer::{Answer, Value};
use crate::table::In;
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

/// Bounds on the work of grouping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupLimits {
    /// Pages that are compared all with all; among more, only those of the same fortnight may tell one story.
    pub few: usize,
}

impl Default for GroupLimits {
    fn default() -> Self {
        Self { few: 2_000 }
    }
}

/// A page that is grouped.
struct Member {
    page: i64,
    id: String,
    published: String,
    sha256: String,
}

impl Store {
    /// Brings the groups up to date with the pages that were added, and those that newer versions took the place of, since.
    /// Gives how many those were.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn regroup(&self, limits: &GroupLimits) -> Result<usize, StoreError> {
        self.told(self.db.execute_batch("BEGIN IMMEDIATE"))?;
        let regrouped = self.regrouped(limits);
        let ended = self.db.execute_batch(if regrouped.is_ok() { "COMMIT" } else { "ROLLBACK" });
        let n_changed = regrouped?;
        self.told(ended)?;
        Ok(n_changed)
    }

    fn regrouped(&self, limits: &GroupLimits) -> Result<usize, StoreError> {
        let gone = self.told(self.ids(
            "SELECT g.page FROM page_sketches g JOIN pages p ON p.id = g.page WHERE p.superseded IS NOT NULL ORDER BY 1",
        ))?;
        let new = self.told(self.ids(
            "SELECT id FROM pages WHERE superseded IS NULL AND id NOT IN (SELECT page FROM page_sketches) ORDER BY 1",
        ))?;
        if gone.is_empty() && new.is_empty() {
            return Ok(0);
        }
        let before = self.told(self.scope(limits))?;
        let mut days = self.told(self.days(&gone))?;
        for page in &gone {
            self.forget(*page)?;
        }
        for page in &new {
            self.sketch(*page)?;
        }
        days.extend(self.told(self.days(&new))?);
        self.compare_copies(&new)?;
        let scope = self.told(self.scope(limits))?;
        self.told(self.compare_weeks(&days, before, scope))?;
        let members = self.told(self.members())?;
        let places: FxHashMap<i64, usize> = members.iter().enumerate().map(|(at, member)| (member.page, at)).collect();
        let copies = self.copies(&places)?;
        let stories = self.told(self.stories_of(&places))?;
        self.told(self.keep(&members, &copies, &stories))?;
        Ok(gone.len() + new.len())
    }

    /// The groups, as they were brought up to date last.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn groups(&self) -> Result<Vec<Group>, StoreError> {
        let sql = "SELECT g.page, coalesce(p.given_id, p.id), g.near_duplicate_of, g.story_cluster
                   FROM groups g JOIN pages p ON p.id = g.page ORDER BY g.page";
        let mut groups = Vec::new();
        self.each_row(sql, |row| {
            groups.push(Group {
                page: row.get(0)?,
                id: Value::of(row.get_ref(1)?).to_string(),
                near_duplicate_of: row.get(2)?,
                story_cluster: row.get(3)?,
            });
            Ok(true)
        })?;
        Ok(groups)
    }

    /// How many pages each term is on, of pages that no newer version took the place of: what `data/rarity.tsv` is made of.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn rarity(&self) -> Result<BTreeMap<String, usize>, StoreError> {
        let mut on_pages = BTreeMap::new();
        for page in self.told(self.ids("SELECT id FROM pages WHERE superseded IS NULL"))? {
            for (term, _) in self.terms(page)? {
                *on_pages.entry(term).or_default() += 1;
            }
        }
        Ok(on_pages)
    }

    /// Stories that several pages tell, those of most independent origins first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stories(&self, limit: usize) -> Result<Answer, StoreError> {
        let sql = "SELECT g.story_cluster AS story, count(*) AS pages,
                     count(DISTINCT o.origin) AS origins,
                     count(DISTINCT p.site) AS outlets, min(p.published) AS first, max(p.published) AS last,
                     (SELECT coalesce(q.title, s.headline, q.source, q.given_id) FROM pages q
                      LEFT JOIN stories s ON s.page = q.id AND s.headline IS NOT NULL
                      WHERE q.id = g.story_cluster ORDER BY s.id LIMIT 1) AS title
                   FROM groups g JOIN pages p ON p.id = g.page JOIN v_origins o ON o.page = g.page
                   GROUP BY g.story_cluster HAVING count(*) > 1 ORDER BY origins DESC, pages DESC, story LIMIT ?";
        let limit = if limit == 0 { -1 } else { i64::try_from(limit).unwrap_or(i64::MAX) };
        let ask = || Answer::of(&mut self.db.prepare(sql)?, [limit]);
        self.told(ask())
    }

    fn ids(&self, sql: &str) -> rusqlite::Result<Vec<i64>> {
        self.db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    }

    /// The days of pages, each once.
    fn days(&self, pages: &[i64]) -> rusqlite::Result<Vec<Option<i64>>> {
        let mut day = self.db.prepare_cached("SELECT day FROM page_sketches WHERE page = ?")?;
        let days = pages.iter().map(|page| day.query_row([page], |row| row.get(0)));
        let mut days: Vec<Option<i64>> = days.collect::<rusqlite::Result<_>>()?;
        days.sort_unstable();
        days.dedup();
        Ok(days)
    }

    /// Keeps what a page is compared by.
    fn sketch(&self, page: i64) -> Result<(), StoreError> {
        let text = self.text(page)?.unwrap_or_else(|| "".into());
        let shingled = near::Shingled::of(&text);
        let vector = rarity::packed(&rarity::vector(&self.terms(page)?));
        let whole = copies::whole(&text, &shingled);
        let write = || {
            let sql = "INSERT INTO page_sketches
                       SELECT id, CAST(julianday(substr(published, 1, 10)) AS INTEGER), ?, ?, ? FROM pages WHERE id = ?";
            self.db.prepare_cached(sql)?.execute(params![shingled.len() as i64, whole, vector, page])?;
            let mut insert = self.db.prepare_cached("INSERT INTO shingle_pages VALUES (?, ?)")?;
            shingled.sample().try_for_each(|shingle| insert.execute(params![shingle, page]).map(|_| ()))
        };
        self.told(write())
    }

    /// Forgets a page that a newer version took the place of.
    fn forget(&self, page: i64) -> Result<(), StoreError> {
        let text = self.text(page)?.unwrap_or_else(|| "".into());
        let delete = || {
            let mut shingle = self.db.prepare_cached("DELETE FROM shingle_pages WHERE shingle = ? AND page = ?")?;
            near::Shingled::of(&text).sample().try_for_each(|of| shingle.execute([of, page]).map(|_| ()))?;
            for sql in [
                "DELETE FROM page_pairs WHERE a = ?",
                "DELETE FROM page_pairs WHERE b = ?",
                "DELETE FROM page_alike WHERE a = ?",
                "DELETE FROM page_alike WHERE b = ?",
                "DELETE FROM page_sketches WHERE page = ?",
                "DELETE FROM groups WHERE page = ?",
            ] {
                self.db.prepare_cached(sql)?.execute([page])?;
            }
            Ok(())
        };
        self.told(delete())
    }

    /// What a page is about.
    fn terms(&self, page: i64) -> Result<Terms, StoreError> {
        let text = self.text(page)?.unwrap_or_else(|| "".into());
        Ok(terms::terms(&text, &self.told(self.named_on(page))?))
    }

    /// The names on a page with how often they come up, and the days it speaks of.
    fn named_on(&self, page: i64) -> rusqlite::Result<Named> {
        let mut names = self.db.prepare_cached(
            "SELECT CASE WHEN e.type = 'country' THEN e.country ELSE e.name END, count(*) FROM entities e
             JOIN mentions m ON m.entity = e.id AND m.kind = 'name'
             WHERE e.page = ? AND e.type <> 'other' AND (e.type <> 'country' OR e.country IS NOT NULL) GROUP BY e.id ORDER BY e.id",
        )?;
        let names = names.query_map([page], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let mut days = self.db.prepare_cached(
            "SELECT substr(value, 1, 10) FROM times
             WHERE page = ? AND value GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' ORDER BY id",
        )?;
        let days = days.query_map([page], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Named { names, days })
    }

    /// All pages that are grouped, the earliest first; pages without a day come last.
    fn members(&self) -> rusqlite::Result<Vec<Member>> {
        let sql = "SELECT p.id, coalesce(p.given_id, p.id), ifnull(p.published, ''), p.text_sha256
                   FROM page_sketches s JOIN pages p ON p.id = s.page";
        let mut pages = self.db.prepare(sql)?;
        let member = |row: &rusqlite::Row<'_>| {
            let id = Value::of(row.get_ref(1)?).to_string();
            Ok(Member { page: row.get(0)?, id, published: row.get(2)?, sha256: row.get(3)? })
        };
        let mut members = pages.query_map([], member)?.collect::<rusqlite::Result<Vec<_>>>()?;
        members.sort_by(|a, b| {
            let age = |of: &Member| (of.published.is_empty(), of.published.clone(), of.sha256.clone(), of.id.clone());
            age(a).cmp(&age(b)).then(a.page.cmp(&b.page))
        });
        Ok(members)
    }

    /// Writes the groups that changed.
    fn keep(&self, members: &[Member], copies: &[usize], stories: &[usize]) -> rusqlite::Result<()> {
        let mut kept: FxHashMap<i64, (Option<i64>, i64)> = FxHashMap::default();
        let mut rows = self.db.prepare("SELECT page, near_duplicate_of, story_cluster FROM groups")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            kept.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        let mut put = self.db.prepare(&In::Groups.insert().replacen("INSERT", "INSERT OR REPLACE", 1))?;
        for (at, member) in members.iter().enumerate() {
            let original = (copies[at] != at).then(|| members[copies[at]].page);
            let opening = members[stories[at]].page;
            if kept.get(&member.page) != Some(&(original, opening)) {
                put.execute(params![member.page, member.page, original, opening])?;
            }
        }
        Ok(())
    }
}
