//! What became of a measure that was threatened or promised?
//!
//! The view `v_measure_outcomes` tells it: a later page has a measure of the same kind by one of the same parties, on one
//! of the same, that has come further or was refused.

use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

/// What became of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The measure of the later page.
    pub measure: i64,
    /// How far it has come: `agreed`, `imposed`, `lifted`, `refused`.
    pub status: String,
    /// The day on which that was told.
    pub day: Option<String>,
}

impl Store {
    /// The first outcome of a measure, as other pages tell it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outcome(&self, measure: i64) -> Result<Option<Outcome>, StoreError> {
        let sql = "SELECT outcome, status, day FROM v_measure_outcomes WHERE measure = ? ORDER BY day, outcome LIMIT 1";
        let ask = || {
            let mut statement = self.db.prepare_cached(sql)?;
            let outcome =
                |row: &rusqlite::Row<'_>| Ok(Outcome { measure: row.get(0)?, status: row.get(1)?, day: row.get(2)? });
            statement.query_row([measure], outcome).optional()
        };
        self.told(ask())
    }
}
