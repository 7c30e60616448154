//! Does a store say what its pages say?

use std::collections::BTreeMap;

use dateline_text::{Page, Text};
use sha2::{Digest, Sha256};

use crate::table::{TABLES, Table};
use crate::{Store, StoreError};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `statements 17`, `pages 3`, or the file.
    pub place: String,
    /// What is wrong.
    pub reason: String,
}

/// Faults that are told; a file damaged throughout has one for each row.
const MOST_FAULTS: usize = 1_000;

impl Store {
    /// Checks the file, the references, each text against its hash, and each span against its text; `on_table` is told
    /// what is checked.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn verify(&self, mut on_table: impl FnMut(&str)) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        on_table("file");
        for row in self.rows("PRAGMA integrity_check(100)")?.rows {
            if let Some(words) = row[0].as_str().filter(|words| *words != "ok") {
                faults.push(Fault { place: "file".to_owned(), reason: words.to_owned() });
            }
        }
        if !faults.is_empty() {
            // Rows of a damaged file may be anything.
            return Ok(faults);
        }
        on_table("references");
        for row in self.rows("PRAGMA foreign_key_check")?.rows.into_iter().take(MOST_FAULTS) {
            let id = row[1].as_i64().unwrap_or_default();
            let place = format!("{} {id}", row[0].as_str().unwrap_or("?"));
            let reason = format!("refers to a row of {} that is not there", row[2].as_str().unwrap_or("?"));
            faults.push(Fault { place, reason });
        }
        on_table("texts");
        let mut texts = Texts { store: self, last: None };
        self.each_row("SELECT id, text_sha256, bytes FROM pages ORDER BY id", |row| {
            let page: i64 = row.get(0)?;
            let (hash, n_bytes): (String, i64) = (row.get(1)?, row.get(2)?);
            let reason = match texts.of(page) {
                Err(reason) => Some(reason.clone()),
                Ok(text) if text.len() as i64 != n_bytes => Some(format!("has {} bytes, not {n_bytes}", text.len())),
                Ok(text) if sha256(text) != hash => Some("its text is not the one its hash names".to_owned()),
                Ok(_) => None,
            };
            faults.extend(reason.map(|reason| Fault { place: format!("pages {page}"), reason }));
            Ok(faults.len() < MOST_FAULTS)
        })?;
        for table in TABLES {
            on_table(table.name);
            self.verify_spans(table, &mut texts, &mut faults)?;
        }
        Ok(faults)
    }

    fn verify_spans(&self, table: &Table, texts: &mut Texts<'_>, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
        let spans: Vec<_> = table.spans().collect();
        if spans.is_empty() {
            return Ok(());
        }
        let page = if table.name == "pages" { "id" } else { "page" };
        let columns: Vec<String> = spans
            .iter()
            .map(|(stem, words)| {
                let words = words.map_or("NULL".to_owned(), |words| format!("\"{words}\""));
                format!("\"{stem}_start\", \"{stem}_end\", {words}")
            })
            .collect();
        // Rows of a page were written together, so in the order of ids each text is unpacked once.
        let sql = format!("SELECT id, {page}, {} FROM {} ORDER BY id", columns.join(", "), table.name);
        self.each_row(&sql, |row| {
            let (id, page): (i64, i64) = (row.get(0)?, row.get(1)?);
            let text = texts.of(page);
            for (at, (stem, _)) in spans.iter().enumerate() {
                let (start, end): (Option<i64>, Option<i64>) = (row.get(2 + 3 * at)?, row.get(3 + 3 * at)?);
                let words: Option<String> = row.get(4 + 3 * at)?;
                let reason = match (start, end, text) {
                    (None, None, _) | (_, _, Err(_)) => None,
                    (Some(start), Some(end), Ok(text)) => {
                        let of_text = usize::try_from(start).ok().zip(usize::try_from(end).ok());
                        match of_text.and_then(|(start, end)| text.as_str().get(start..end)) {
                            None => Some(format!("{stem} {start}..{end} lies outside its page's text")),
                            Some(found) if words.as_ref().is_some_and(|words| words != found) => Some(format!(
                                "{stem} {start}..{end} says {found:?}, not {:?}",
                                words.unwrap_or_default()
                            )),
                            Some(_) => None,
                        }
                    }
                    _ => Some(format!("{stem} has one end only")),
                };
                faults.extend(reason.map(|reason| Fault { place: format!("{} {id}", table.name), reason }));
            }
            Ok(faults.len() < MOST_FAULTS)
        })
    }

    /// Gives each row to `take`, until it says that it has enough.
    pub(crate) fn each_row(
        &self,
        sql: &str,
        mut take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<bool>,
    ) -> Result<(), StoreError> {
        let mut run = || {
            let mut statement = self.db.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if !take(row)? {
                    break;
                }
            }
            Ok(())
        };
        self.told(run())
    }
}

/// The text of the page that was asked for last.
struct Texts<'a> {
    store: &'a Store,
    last: Option<(i64, Result<Text<Page>, String>)>,
}

impl Texts<'_> {
    fn of(&mut self, page: i64) -> Result<&Text<Page>, &String> {
        if self.last.as_ref().is_none_or(|(last, _)| *last != page) {
            let text = self.store.text(page).map_err(|error| error.to_string());
            let text = text.and_then(|text| text.ok_or_else(|| "its text is not there".to_owned()));
            self.last = Some((page, text));
        }
        self.last.as_ref().expect("set above").1.as_ref()
    }
}

fn sha256(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// How many faults each table has, for a summary.
pub fn by_table(faults: &[Fault]) -> BTreeMap<&str, usize> {
    faults.iter().fold(BTreeMap::new(), |mut counts, fault| {
        *counts.entry(fault.place.split(' ').next().unwrap_or_default()).or_default() += 1;
        counts
    })
}
