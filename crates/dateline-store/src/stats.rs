//! What does a store hold?

use crate::answer::Answer;
use crate::table::TABLES;
use crate::{Store, StoreError};

/// What a store holds.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// Tables with the number of their rows.
    pub tables: Vec<(&'static str, u64)>,
    /// Pages that a newer version took the place of.
    pub superseded: u64,
    /// The file's bytes.
    pub bytes: u64,
    /// The first and the last day that pages claim.
    pub days: Option<(String, String)>,
    /// Pages a month, in order.
    pub months: Vec<(String, u64)>,
    /// Entities that most pages name: name, type, pages.
    pub entities: Vec<(String, String, u64)>,
    /// Events by type, most first.
    pub events: Vec<(String, u64)>,
    /// Statements by act, most first.
    pub acts: Vec<(String, u64)>,
}

impl Store {
    /// Counts what is there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let number =
            |sql: &str| self.told(self.db.query_row(sql, [], |row| row.get::<_, i64>(0))).map(i64::cast_unsigned);
        let mut tables = Vec::new();
        for table in TABLES {
            tables.push((table.name, number(&format!("SELECT count(*) FROM {}", table.name))?));
        }
        let bytes = number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")?;
        let superseded = number("SELECT count(*) FROM pages WHERE superseded IS NOT NULL")?;
        let days = "SELECT min(published), max(published) FROM pages";
        let days = self.told(self.db.query_row(days, [], |row| Ok((row.get(0)?, row.get(1)?))))?;
        let days = match days {
            (Some(first), Some(last)) => Some((first, last)),
            _ => None,
        };
        let pairs = |sql: &str| -> Result<Vec<(String, u64)>, StoreError> {
            let rows = self.rows(sql)?.rows.into_iter();
            Ok(rows.filter_map(|row| Some((row[0].as_str()?.to_owned(), row[1].as_i64()?.cast_unsigned()))).collect())
        };
        let entities = self.rows(
            "SELECT k.name, k.type, sum(m.pages) AS n FROM entity_months m JOIN known k ON k.id = m.known
             GROUP BY k.id HAVING n > 0 ORDER BY n DESC, k.id LIMIT 15",
        )?;
        let entities = entities.rows.into_iter().filter_map(|row| {
            Some((row[0].as_str()?.to_owned(), row[1].as_str()?.to_owned(), row[2].as_i64()?.cast_unsigned()))
        });
        Ok(Stats {
            tables,
            superseded,
            bytes,
            days,
            months: pairs(
                "SELECT substr(published, 1, 7) AS month, count(*) FROM pages
                 WHERE superseded IS NULL AND published IS NOT NULL GROUP BY 1 ORDER BY 1",
            )?,
            entities: entities.collect(),
            events: pairs("SELECT type, count(*) FROM events WHERE type IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1")?,
            acts: pairs("SELECT act, count(*) FROM statements GROUP BY 1 ORDER BY 2 DESC, 1")?,
        })
    }

    /// The number that a `SELECT` of one value gives.
    ///
    /// # Errors
    /// When the store cannot be read, or the question is another.
    pub fn ask_number(&self, sql: &str) -> Result<i64, StoreError> {
        self.told(self.db.query_row(sql, [], |row| row.get(0)))
    }

    /// What a question of ours gives.
    pub(crate) fn rows(&self, sql: &str) -> Result<Answer, StoreError> {
        let ask = || Answer::of(&mut self.db.prepare(sql)?, []);
        self.told(ask())
    }
}
