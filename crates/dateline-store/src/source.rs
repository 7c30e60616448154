//! What is needed to read the pages of a store again?

use dateline_record::Told;
use dateline_text::{Page, Text};
use rusqlite::Row;

use crate::{Store, StoreError};

/// A page as it came, as far as the store keeps it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The page's id.
    pub id: i64,
    /// Its text.
    pub text: Text<Page>,
    /// The id that the input gave it.
    pub given_id: Option<String>,
    /// Where it was read from.
    pub source: Option<String>,
    /// The day it was published, unless its own text says so.
    pub published: Option<String>,
    /// Who says when it was published.
    pub published_from: Option<String>,
    /// When it was changed last.
    pub updated: Option<String>,
    /// When it was fetched.
    pub captured: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The paper or site.
    pub site: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The part of the paper.
    pub section: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// How its text came to be.
    pub layout: Option<String>,
    /// All that the page tells of itself.
    pub told: Vec<Told>,
    /// When the store learnt of it.
    pub added: String,
}

impl Store {
    /// Gives each page to `take`, in the order in which they were added, until it says that it has enough.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn each_kept(&self, mut take: impl FnMut(Kept) -> bool) -> Result<(), StoreError> {
        let sql =
            "SELECT id, given_id, source, published, published_from, updated, captured, url, title, site, authors,
                   section, language, layout, added FROM pages ORDER BY id";
        let mut failed = None;
        self.each_row(sql, |row| {
            let mut kept = kept(row)?;
            match self.text(kept.id) {
                Ok(Some(text)) => kept.text = text,
                Ok(None) => failed = Some(self.damaged(format!("the text of page {} is not there", kept.id))),
                Err(error) => failed = Some(error),
            }
            kept.told = self.told_of(kept.id)?;
            Ok(failed.is_none() && take(kept))
        })?;
        failed.map_or(Ok(()), Err)
    }

    /// What a page told of itself; nothing in stores of a schema that kept none of it.
    fn told_of(&self, page: i64) -> rusqlite::Result<Vec<Told>> {
        let sql = "SELECT field, value, \"from\", chosen FROM page_candidates WHERE page = ? ORDER BY id";
        let Ok(mut statement) = self.db.prepare_cached(sql) else { return Ok(Vec::new()) };
        let told = |row: &Row<'_>| {
            let (field, from): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(Told { field: field.into(), value: row.get(1)?, from: from.into(), is_chosen: row.get(3)? })
        };
        statement.query_map([page], told)?.collect()
    }

    /// What could not be read: where, why, when.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn skipped(&self) -> Result<Vec<[String; 3]>, StoreError> {
        let mut rows = Vec::new();
        self.each_row("SELECT place, reason, at FROM skipped ORDER BY id", |row| {
            rows.push([row.get(0)?, row.get(1)?, row.get(2)?]);
            Ok(true)
        })?;
        Ok(rows)
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let from: Option<String> = row.get("published_from")?;
    let published: Option<String> = row.get("published")?;
    let authors: Option<String> = row.get("authors")?;
    Ok(Kept {
        id: row.get("id")?,
        text: "".into(),
        given_id: row.get("given_id")?,
        source: row.get("source")?,
        published: published.filter(|_| from.as_deref() != Some("text")),
        published_from: from,
        updated: row.get("updated")?,
        captured: row.get("captured")?,
        url: row.get("url")?,
        title: row.get("title")?,
        site: row.get("site")?,
        authors: authors.and_then(|names| serde_json::from_str(&names).ok()).unwrap_or_default(),
        section: row.get("section")?,
        language: row.get("language")?,
        layout: row.get("layout")?,
        told: Vec::new(),
        added: row.get("added")?,
    })
}
