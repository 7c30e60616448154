//! How do pages come into a store?
//!
//! Pages are written in the order they are given, in transactions of many.
//! What is committed stays, whatever becomes of the process; what is not is added again by the same command.

use dateline_record::{Entity, Record};
use dateline_text::{Page, Text};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, ToSql, params};
use rustc_hash::FxHashMap;

use crate::known::{fold, key};
use crate::rows::{self, Cell, NextIds};
use crate::table::{In, TABLES};
use crate::{Store, StoreError};

/// Level at which texts are packed: most of what higher ones save, at a tenth of their time.
const LEVEL: i32 = 6;

/// Store-wide ids kept in memory; a name that is not there is looked up.
const MOST_REMEMBERED: usize = 100_000;

/// What came with a page, besides its record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Came<'a> {
    /// The id that the input gave it.
    pub given_id: Option<&'a str>,
    /// Which reader read it: name and version.
    pub reader: &'a str,
    /// How its text came to be, in the words of who cut it; kept for reading it again.
    pub layout: Option<&'a str>,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new; its id.
    New(i64),
    /// It is a new version of the page with the second id.
    Newer(i64, i64),
    /// It was there already.
    Known(i64),
}

/// Adds pages to a store.
#[derive(Debug)]
pub struct Writer<'a> {
    store: &'a Store,
    next: NextIds,
    known: FxHashMap<String, i64>,
    /// The first ids of this transaction.
    first: NextIds,
    /// Pages that this transaction's pages take the place of.
    superseded: Vec<i64>,
    n_waiting: usize,
}

impl Store {
    /// Begins to add.
    ///
    /// # Errors
    /// When another process is writing, or the store cannot be read.
    pub fn writer(&self) -> Result<Writer<'_>, StoreError> {
        self.told(self.db.execute_batch("BEGIN IMMEDIATE"))?;
        let next = self.told(self.next_ids())?;
        let first = next.clone();
        let known = FxHashMap::default();
        Ok(Writer { store: self, next, known, first, superseded: Vec::new(), n_waiting: 0 })
    }

    fn next_ids(&self) -> Result<NextIds, rusqlite::Error> {
        let mut next = NextIds([1; TABLES.len()]);
        for (id, table) in next.0.iter_mut().zip(TABLES) {
            let sql = format!("SELECT ifnull(max(id), 0) + 1 FROM {}", table.name);
            *id = self.db.query_row(&sql, [], |row| row.get(0))?;
        }
        Ok(next)
    }

    /// The page with this text, address and given id, if the store has it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn page(&self, sha256: &str, url: Option<&str>, given_id: Option<&str>) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT id FROM pages WHERE text_sha256 = ? AND ifnull(url, '') = ? AND ifnull(given_id, '') = ?";
        let find = || {
            let mut statement = self.db.prepare_cached(sql)?;
            let row = params![sha256, url.unwrap_or_default(), given_id.unwrap_or_default()];
            statement.query_row(row, |row| row.get(0)).optional()
        };
        self.told(find())
    }
}

impl Writer<'_> {
    /// Adds a page; `now` is the moment at which the store learns of it, as RFC 3339.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add(&mut self, record: &Record, text: &Text<Page>, came: Came<'_>, now: &str) -> Result<Added, StoreError> {
        let page = &record.page;
        if let Some(id) = self.store.page(&page.text_sha256, page.url.as_deref(), came.given_id)? {
            return Ok(Added::Known(id));
        }
        let older = self.store.told(self.older(record, came.given_id))?;
        let written = self.write(record, text, came, now);
        let id = self.store.told(written)?;
        self.n_waiting += 1;
        let Some(older) = older else { return Ok(Added::New(id)) };
        let sql = "UPDATE pages SET superseded = ?, superseded_by = ? WHERE id = ?";
        self.store.told(self.store.db.execute(sql, params![now, id, older]))?;
        self.superseded.push(older);
        Ok(Added::Newer(id, older))
    }

    /// Notes that a page could not be read.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn skip(&mut self, place: &str, reason: &str, now: &str) -> Result<(), StoreError> {
        let id = &mut self.next.0[In::Skipped as usize];
        let sql = In::Skipped.insert();
        self.store.told(self.store.db.execute(sql, params![*id, place, reason, now]))?;
        *id += 1;
        Ok(())
    }

    /// Pages added since the last commit.
    pub fn n_waiting(&self) -> usize {
        self.n_waiting
    }

    /// Makes what was added stay, and goes on.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        self.store.told(self.settle())?;
        self.store.told(self.store.db.execute_batch("COMMIT; BEGIN IMMEDIATE"))?;
        // Another process may have written between the two.
        let next = self.store.told(self.store.next_ids())?;
        if next != self.next {
            self.known.clear();
        }
        (self.next, self.first) = (next.clone(), next);
        self.superseded.clear();
        self.n_waiting = 0;
        Ok(())
    }

    /// Commits, and leaves the store to be read.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn finish(self) -> Result<(), StoreError> {
        self.store.told(self.settle())?;
        self.store.told(self.store.db.execute_batch("COMMIT; PRAGMA optimize"))?;
        Ok(())
    }

    /// The page that this one is a newer version of: same address, or same file when it has none.
    fn older(&self, record: &Record, given_id: Option<&str>) -> Result<Option<i64>, rusqlite::Error> {
        let page = &record.page;
        let (sql, name) = match (&page.url, &page.source) {
            (Some(url), _) => ("SELECT id FROM pages WHERE url = ? AND superseded IS NULL", url),
            (None, Some(source)) if given_id.is_none() && source != "-" => {
                ("SELECT id FROM pages WHERE source = ? AND url IS NULL AND superseded IS NULL", source)
            }
            _ => return Ok(None),
        };
        self.store.db.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()
    }

    fn write(&mut self, record: &Record, text: &Text<Page>, came: Came<'_>, now: &str) -> Result<i64, rusqlite::Error> {
        let known = record.entities.iter().map(|entity| self.known(entity)).collect::<Result<Vec<_>, _>>()?;
        let db = &self.store.db;
        let came =
            rows::Came { given_id: came.given_id, added: now, reader: came.reader, layout: came.layout, known: &known };
        let page = rows::each(record, text, &came, &mut self.next, |table, cells| {
            let mut insert = db.prepare_cached(table.insert())?;
            insert.execute(rusqlite::params_from_iter(cells)).map(|_| ())
        })?;
        let packed = zstd::bulk::compress(text.as_bytes(), LEVEL).expect("memory can be written");
        db.prepare_cached("INSERT INTO texts VALUES (?, ?)")?.execute(params![page, packed])?;
        db.prepare_cached("INSERT INTO pages_fts(rowid, text) VALUES (?, ?)")?.execute(params![page, text.as_str()])?;
        Ok(page)
    }

    fn known(&mut self, entity: &Entity) -> Result<Option<i64>, rusqlite::Error> {
        let Some(key) = key(entity) else { return Ok(None) };
        if let Some(&id) = self.known.get(&key) {
            return Ok(Some(id));
        }
        let db = &self.store.db;
        let mut find = db.prepare_cached("SELECT id FROM known WHERE key = ?")?;
        let id = match find.query_row([&key], |row| row.get(0)).optional()? {
            Some(id) => id,
            None => {
                let id = self.next.of(In::Known);
                let folded = fold(&entity.name);
                let row = params![id, key, entity.name, entity.kind.as_str(), entity.country, entity.wikidata, folded];
                db.prepare_cached(In::Known.insert())?.execute(row)?;
                self.next.0[In::Known as usize] += 1;
                id
            }
        };
        if self.known.len() >= MOST_REMEMBERED {
            self.known.clear();
        }
        self.known.insert(key, id);
        Ok(Some(id))
    }

    /// Fills the full-text indexes and the counts by month for all pages of the transaction at once.
    fn settle(&self) -> Result<(), rusqlite::Error> {
        let db = &self.store.db;
        let new = |table: In| [self.first.of(table), self.next.of(table) - 1];
        db.execute(
            "INSERT INTO statements_fts(rowid, content_text, source_text)
             SELECT id, content_text, source_text FROM statements WHERE id BETWEEN ? AND ?",
            new(In::Statements),
        )?;
        db.execute(
            "INSERT INTO known_fts(rowid, name) SELECT id, name FROM known WHERE id BETWEEN ? AND ?",
            new(In::Known),
        )?;
        let [first, last] = new(In::Pages);
        self.count_months(first, last, 1)?;
        // A version that another took the place of counts no longer.
        self.superseded.iter().try_for_each(|&page| self.count_months(page, page, -1))
    }

    fn count_months(&self, first: i64, last: i64, sign: i64) -> Result<(), rusqlite::Error> {
        const COUNTS: [&str; 3] = [
            "SELECT e.known, substr(p.published, 1, 7), ?3 * count(DISTINCT p.id), 0, 0
             FROM pages p JOIN entities e ON e.page = p.id
             WHERE p.id BETWEEN ?1 AND ?2 AND e.known IS NOT NULL AND p.published IS NOT NULL GROUP BY 1, 2",
            "SELECT speaker, substr(day, 1, 7), 0, ?3 * count(*), 0 FROM statements
             WHERE page BETWEEN ?1 AND ?2 AND speaker IS NOT NULL AND day IS NOT NULL GROUP BY 1, 2",
            "SELECT a.known, substr(e.day, 1, 7), 0, 0, ?3 * count(DISTINCT e.id)
             FROM events e JOIN event_actors a ON a.event = e.id
             WHERE e.page BETWEEN ?1 AND ?2 AND a.known IS NOT NULL AND e.day IS NOT NULL GROUP BY 1, 2",
        ];
        for count in COUNTS {
            let sql = format!(
                "INSERT INTO entity_months {count}
                 ON CONFLICT DO UPDATE SET pages = pages + excluded.pages,
                   statements = statements + excluded.statements, events = events + excluded.events"
            );
            self.store.db.prepare_cached(&sql)?.execute(params![first, last, sign])?;
        }
        Ok(())
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        // What was not committed is given up; nothing is open after `finish`, and then this does nothing.
        if !self.store.db.is_autocommit() {
            let _ = self.store.db.execute_batch("ROLLBACK");
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(words) => ValueRef::Text(words.as_bytes()),
        }))
    }
}
