//! A question in SQL, asked without a chance to write.

use std::sync::mpsc;
use std::time::Duration;

use rusqlite::ErrorCode;

use crate::answer::Answer;
use crate::{Store, StoreError};

impl Store {
    /// What one `SELECT` gives, if it is done in time; at most `limit` rows, or all for 0.
    ///
    /// # Errors
    /// [`StoreError::Question`] when the SQL is wrong, writes, or takes too long.
    pub fn sql(&self, sql: &str, limit: usize, time: Duration) -> Result<Answer, StoreError> {
        let wrong = |error: &rusqlite::Error| StoreError::Question(plain(error));
        let mut statement = self.db.prepare(sql).map_err(|error| wrong(&error))?;
        if !statement.readonly() {
            return Err(StoreError::Question("only questions are asked here; this would write".to_owned()));
        }
        let interrupt = self.db.get_interrupt_handle();
        let (done, is_done) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // Whoever ends the question hangs up.
                if is_done.recv_timeout(time) == Err(mpsc::RecvTimeoutError::Timeout) {
                    interrupt.interrupt();
                }
            });
            let answer = Answer::of_first(&mut statement, limit);
            drop(done);
            answer.map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::OperationInterrupted) => {
                    StoreError::Question(format!("not done after {} s; --timeout gives more", time.as_secs_f64()))
                }
                _ => wrong(&error),
            })
        })
    }
}

/// What SQLite says, without its codes.
fn plain(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, offset, .. } => format!("{msg} (at byte {offset})"),
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        _ => error.to_string(),
    }
}
