//! How is a store opened, made and brought up to date?

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dateline_text::{Page, Text};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};

use crate::table::TABLES;

/// Marks a file as a store of ours: `dtln` in ASCII, in SQLite's `application_id`.
const APPLICATION: i32 = 0x6474_6c6e;

/// The schema that this program writes, in SQLite's `user_version`.
const SCHEMA: i32 = 2;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Longest text of a page, in bytes; a longer one in the file is damage.
const LONGEST_TEXT: u64 = 1 << 30;

/// A store, open.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    path: PathBuf,
}

/// Why a store could not be opened, written or asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no store at {0}; `dateline add {0} PATH…` makes one")]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{0} is not a dateline store")]
    Foreign(PathBuf),
    /// A later program made it.
    #[error(
        "{path} has schema {found}, this dateline knows {known} at most; use the dateline that made it, or a later one"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i32,
        /// Ours.
        known: i32,
    },
    /// An earlier program made it, with other tables.
    #[error("{path} has schema {found}, this dateline writes {known}; `dateline reread {path}` brings it up to date")]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i32,
        /// Ours.
        known: i32,
    },
    /// The file is damaged.
    #[error("{path} is damaged ({reason}); `dateline verify {path}` names what is wrong")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// Another process is writing.
    #[error("{0} is being written by another process; try again when it is done")]
    Busy(PathBuf),
    /// The disk is full.
    #[error("the disk is full; what was added before is kept, and the same command goes on from there")]
    Full,
    /// The question cannot be asked.
    #[error("{0}")]
    Question(String),
    /// Anything else that SQLite says.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// A file beside the store.
    #[error("cannot write {path}: {reason}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
}

impl Store {
    /// Opens a store to ask it.
    ///
    /// # Errors
    /// When it is missing, no store, damaged, or of another schema.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let store = Self::open_to_reread(path)?;
        store.is_of_today()?;
        Ok(store)
    }

    /// Opens a store of this schema or an earlier one, for [`Store::each_kept`] and [`Store::skipped`].
    ///
    /// # Errors
    /// When it is missing, no store, damaged, or of a later schema.
    pub fn open_to_reread(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        // Readers of a store in WAL mode need to write its shared memory, so read-only is asked of SQLite, not of the file.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)
            .or_else(|_| Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY));
        let store = Self { db: db.map_err(|error| told(error, path))?, path: path.to_owned() };
        store.check()?;
        store.told(store.db.pragma_update(None, "query_only", true))?;
        Ok(store)
    }

    /// Opens a store to add to it; makes it when there is none.
    ///
    /// # Errors
    /// When it is no store, damaged, of another schema, or cannot be made.
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        let db = Connection::open(path).map_err(|error| told(error, path))?;
        let store = Self { db, path: path.to_owned() };
        store.told(store.db.busy_timeout(PATIENCE))?;
        if store.is_empty().is_ok_and(|is_empty| is_empty) {
            store.told(store.make())?;
        }
        store.check()?;
        store.is_of_today()?;
        store.told(store.db.pragma_update(None, "journal_mode", "wal"))?;
        // A committed page outlives the process; a power cut may cost the last commits, never the file.
        store.told(store.db.pragma_update(None, "synchronous", "normal"))?;
        store.told(store.db.pragma_update(None, "cache_size", -65_536))?;
        // References hold because ids are counted on, and `verify` checks them. SQLite would look through whole tables for
        // each row that another row named before it was there.
        store.told(store.db.pragma_update(None, "foreign_keys", false))?;
        Ok(store)
    }

    /// Writes all that is in its journal into the file, and closes it.
    ///
    /// # Errors
    /// When the file cannot be written, or is being read.
    pub fn close(self) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.told(self.db.pragma_update(None, "journal_mode", "delete"))?;
        self.db.close().map_err(|(_, error)| told(error, &path))
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing is in the file: it was just made, or whoever made it was stopped before its tables were there.
    fn is_empty(&self) -> Result<bool, rusqlite::Error> {
        let n: i64 = self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let application: i32 = self.db.pragma_query_value(None, "application_id", |row| row.get(0))?;
        Ok(n == 0 && application == 0)
    }

    /// Makes all tables at once, before there is a journal beside the file, so that whoever is stopped leaves all or none.
    fn make(&self) -> Result<(), rusqlite::Error> {
        // Bigger pages suit long rows and scans.
        self.db.pragma_update(None, "page_size", 8192)?;
        let making = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        // Another may have been faster.
        if self.is_empty()? {
            let tables: Vec<String> = TABLES.iter().map(|table| table.create() + ";\n").collect();
            making.execute_batch(&format!(
                "PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {SCHEMA};\n{}{}",
                tables.concat(),
                include_str!("schema.sql"),
            ))?;
        }
        making.commit()
    }

    fn check(&self) -> Result<(), StoreError> {
        self.told(self.db.busy_timeout(PATIENCE))?;
        // One for each table, and those that look things up.
        self.db.set_prepared_statement_cache_capacity(2 * TABLES.len());
        let number = |name| self.db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let application = number("application_id");
        if application.as_ref().is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::NotADatabase)) {
            return Err(StoreError::Foreign(self.path.clone()));
        }
        if self.told(self.is_empty())? {
            return Err(StoreError::Missing(self.path.clone()));
        }
        if self.told(application)? != APPLICATION {
            return Err(StoreError::Foreign(self.path.clone()));
        }
        let found = self.schema()?;
        if found > SCHEMA {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: SCHEMA });
        }
        Ok(())
    }

    fn schema(&self) -> Result<i32, StoreError> {
        self.told(self.db.pragma_query_value(None, "user_version", |row| row.get(0)))
    }

    fn is_of_today(&self) -> Result<(), StoreError> {
        let found = self.schema()?;
        if found < SCHEMA {
            return Err(StoreError::Older { path: self.path.clone(), found, known: SCHEMA });
        }
        Ok(())
    }

    /// The text of a page; `None` when there is no such page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn text(&self, page: i64) -> Result<Option<Text<Page>>, StoreError> {
        let packed: Option<Vec<u8>> =
            self.told(self.db.query_row("SELECT zstd FROM texts WHERE page = ?", [page], |row| row.get(0)).optional())?;
        packed.map(|packed| unpack(&packed).map_err(|reason| self.damaged(reason))).transpose()
    }

    pub(crate) fn damaged(&self, reason: String) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), reason }
    }

    pub(crate) fn told<T>(&self, result: Result<T, rusqlite::Error>) -> Result<T, StoreError> {
        result.map_err(|error| told(error, &self.path))
    }
}

fn unpack(packed: &[u8]) -> Result<Text<Page>, String> {
    let mut text = String::new();
    let unpacker = zstd::stream::read::Decoder::new(packed).map(|unpacker| unpacker.take(LONGEST_TEXT));
    let read = unpacker.and_then(|mut unpacker| unpacker.read_to_string(&mut text));
    read.map_err(|error| format!("a text cannot be unpacked: {error}"))?;
    Text::new(text).map_err(|error| error.to_string())
}

/// What an error of SQLite means to who uses the store.
fn told(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::Foreign(path.to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path: path.to_owned(), reason: error.to_string() },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(path.to_owned()),
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::CannotOpen) => StoreError::Write { path: path.to_owned(), reason: error.to_string() },
        _ => StoreError::Sqlite(error),
    }
}
