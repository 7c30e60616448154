//! What does a question give back?

use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Params, Row, Statement};

/// A table: named columns, and rows of as many values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Value {
    /// Unknown.
    Null,
    /// A number without a fraction.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Words.
    Text(String),
    /// Bytes that are no text: how many.
    Bytes(usize),
}

impl Value {
    /// The words, of a cell that has any.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(words) => Some(words),
            _ => None,
        }
    }

    /// As JSON has it.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null | Self::Bytes(_) => serde_json::Value::Null,
            Self::Integer(number) => (*number).into(),
            Self::Real(number) => (*number).into(),
            Self::Text(words) => words.as_str().into(),
        }
    }

    /// The number, of a cell without a fraction.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn of(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(words) => Self::Text(String::from_utf8_lossy(words).into_owned()),
            ValueRef::Blob(bytes) => Self::Bytes(bytes.len()),
        }
    }
}

impl Answer {
    /// All that a prepared question gives.
    pub(crate) fn of(statement: &mut Statement<'_>, params: impl Params) -> rusqlite::Result<Self> {
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let n_columns = columns.len();
        let values = |row: &Row<'_>| (0..n_columns).map(|at| row.get_ref(at).map(Value::of)).collect();
        let rows = statement.query_map(params, values)?.collect::<Result<_, _>>()?;
        Ok(Self { columns, rows })
    }

    /// The first rows that a prepared question without parameters gives; all for a limit of 0.
    pub(crate) fn of_first(statement: &mut Statement<'_>, limit: usize) -> rusqlite::Result<Self> {
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let n_columns = columns.len();
        let mut rows = Vec::new();
        let mut found = statement.query([])?;
        while limit == 0 || rows.len() < limit {
            let Some(row) = found.next()? else { break };
            rows.push((0..n_columns).map(|at| row.get_ref(at).map(Value::of)).collect::<Result<_, _>>()?);
        }
        Ok(Self { columns, rows })
    }

    /// Where a column stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Integer(number) => number.fmt(f),
            Self::Real(number) => number.fmt(f),
            Self::Text(words) => words.fmt(f),
            Self::Bytes(n_bytes) => write!(f, "{n_bytes} bytes"),
        }
    }
}
