//! Which words does a row rest on?

use dateline_text::{Page, Span, Text};
use rusqlite::OptionalExtension;
use rusqlite::types::ValueRef;

use crate::answer::Value;
use crate::table::{TABLES, Table};
use crate::{Store, StoreError};

/// A row with the words it rests on.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Its table.
    pub table: &'static str,
    /// Its id.
    pub id: i64,
    /// Its columns with what stands in them, those that are unknown left out.
    pub columns: Vec<(&'static str, Value)>,
    /// The page's id.
    pub page: i64,
    /// The page's text.
    pub text: Text<Page>,
    /// The row's spans, each with the name of what it is, in order.
    pub spans: Vec<(String, Span<Page>)>,
}

impl Store {
    /// The row that `statement:17`, `event:3` or `figures:9` names, with its words; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Question`] when the reference names no table; else when the store cannot be read.
    pub fn explain(&self, reference: &str) -> Result<Option<Explained>, StoreError> {
        let (table, id) = parse(reference)?;
        let sql = format!("SELECT * FROM {} WHERE id = ?", table.name);
        let get = || {
            let mut statement = self.db.prepare(&sql)?;
            let values = |row: &rusqlite::Row<'_>| {
                (0..table.columns.len()).map(|at| row.get_ref(at).map(Value::of)).collect::<rusqlite::Result<Vec<_>>>()
            };
            statement.query_row([id], values).optional()
        };
        let Some(values) = self.told(get())? else { return Ok(None) };
        let of = |name: &str| table.columns.iter().position(|column| column.name == name).map(|at| &values[at]);
        let page = of("page").and_then(Value::as_i64).unwrap_or(id);
        let text = self.text(page)?.ok_or_else(|| self.damaged(format!("the text of page {page} is not there")))?;
        let mut spans = Vec::new();
        for (stem, _) in table.spans() {
            let end = |name: &str| of(&format!("{stem}_{name}")).and_then(Value::as_i64);
            let ends = end("start").zip(end("end"));
            let ends =
                ends.and_then(|(start, end)| text.span(usize::try_from(start).ok()?, usize::try_from(end).ok()?));
            spans.extend(ends.map(|span| (stem.clone(), span)));
        }
        if table.name == "statements" {
            spans.retain(|(stem, _)| stem != "span");
            spans.extend(self.told(self.contents(id, &text))?.into_iter().map(|span| ("content".to_owned(), span)));
        }
        spans.sort_by_key(|(_, span)| *span);
        let columns = table.columns.iter().map(|column| column.name).zip(values.iter().cloned());
        let columns = columns
            .filter(|(name, value)| *value != Value::Null && !name.ends_with("_start") && !name.ends_with("_end"));
        Ok(Some(Explained { table: table.name, id, columns: columns.collect(), page, text, spans }))
    }

    fn contents(&self, statement: i64, text: &Text<Page>) -> rusqlite::Result<Vec<Span<Page>>> {
        let mut sql =
            self.db.prepare("SELECT span_start, span_end FROM statement_contents WHERE statement = ? ORDER BY id")?;
        let ends = sql.query_map([statement], |row| Ok((row.get_ref(0)?.as_usize(), row.get_ref(1)?.as_usize())))?;
        let ends = ends.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(ends.into_iter().filter_map(|(start, end)| text.span(start?, end?)).collect())
    }
}

trait AsUsize {
    fn as_usize(&self) -> Option<usize>;
}

impl AsUsize for ValueRef<'_> {
    fn as_usize(&self) -> Option<usize> {
        self.as_i64().ok().and_then(|number| usize::try_from(number).ok())
    }
}

fn parse(reference: &str) -> Result<(&'static Table, i64), StoreError> {
    let unclear = || {
        let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        StoreError::Question(format!(
            "{reference:?} names no row; write a table and an id, such as statement:17 (tables: {})",
            names.join(", ")
        ))
    };
    let (name, id) = reference.split_once(':').ok_or_else(unclear)?;
    let id = id.trim().parse().map_err(|_| unclear())?;
    let plural = [name.to_owned(), format!("{name}s"), format!("{}ies", name.strip_suffix('y').unwrap_or(name))];
    // Only rows of a page have words.
    let with_words =
        |table: &&Table| table.columns.iter().any(|column| column.name == "page" || column.name == "text_sha256");
    let table = TABLES.iter().filter(with_words).find(|table| plural.iter().any(|name| name == table.name));
    Ok((table.ok_or_else(unclear)?, id))
}
