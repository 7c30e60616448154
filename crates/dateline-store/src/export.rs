//! How do the rows of a store become files that other tools read?

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use crate::answer::Value;
use crate::parquet::Parquet;
use crate::table::{TABLES, Table};
use crate::{Store, StoreError};

/// What kind of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Comma-separated values with a line of names; unknown is an empty cell.
    Csv,
    /// A JSON object a line; unknown is `null`.
    Jsonl,
    /// Apache Parquet, packed with zstd; words are plain `Utf8`, which all readers take.
    Parquet,
}

impl Shape {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }
}

/// Writes each table into a file of its own, which `open` opens by its name; gives the names with their numbers of rows.
///
/// # Errors
/// When the store cannot be read, or a file not be written.
pub fn export(
    store: &Store,
    shape: Shape,
    mut open: impl FnMut(&str) -> io::Result<Box<dyn Write + Send>>,
) -> Result<Vec<(String, u64)>, StoreError> {
    let mut files = Vec::new();
    for table in TABLES {
        let name = format!("{}.{}", table.name, shape.ending());
        let fails = |error: io::Error| StoreError::Write { path: PathBuf::from(&name), reason: error.to_string() };
        let file = BufWriter::with_capacity(1 << 18, open(&name).map_err(fails)?);
        let mut out: Box<dyn Sink> = match shape {
            Shape::Csv => Box::new(Csv(csv::Writer::from_writer(file))),
            Shape::Jsonl => Box::new(Jsonl { file, table }),
            Shape::Parquet => Box::new(Parquet::new(file, table).map_err(fails)?),
        };
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        out.begin(&names).map_err(fails)?;
        let mut n_rows = 0;
        let mut failed = None;
        store.each_row(&format!("SELECT * FROM {} ORDER BY id", table.name), |row| {
            let values =
                (0..names.len()).map(|at| row.get_ref(at).map(Value::of)).collect::<rusqlite::Result<Vec<_>>>()?;
            n_rows += 1;
            failed = out.row(&values).err();
            Ok(failed.is_none())
        })?;
        failed.map_or_else(|| out.end(), Err).map_err(fails)?;
        files.push((name, n_rows));
    }
    Ok(files)
}

pub(crate) trait Sink {
    fn begin(&mut self, names: &[&str]) -> io::Result<()>;
    fn row(&mut self, values: &[Value]) -> io::Result<()>;
    fn end(&mut self) -> io::Result<()>;
}

struct Csv<W: Write>(csv::Writer<W>);

impl<W: Write> Sink for Csv<W> {
    fn begin(&mut self, names: &[&str]) -> io::Result<()> {
        Ok(self.0.write_record(names)?)
    }

    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        Ok(self.0.write_record(values.iter().map(Value::to_string))?)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

struct Jsonl<'a, W> {
    file: W,
    table: &'a Table,
}

impl<W: Write> Sink for Jsonl<'_, W> {
    fn begin(&mut self, _: &[&str]) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let names = self.table.columns.iter().map(|column| column.name.to_owned());
        let row: serde_json::Map<_, _> = names.zip(values.iter().map(Value::to_json)).collect();
        serde_json::to_writer(&mut self.file, &row)?;
        self.file.write_all(b"\n")
    }

    fn end(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
