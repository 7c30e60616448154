//! A question to SQLite in the making: its clauses, and the parameters in the order in which they stand.

use rusqlite::types::Value;

pub(crate) struct Select {
    pub(crate) columns: String,
    pub(crate) from: String,
    wheres: Vec<String>,
    params: Vec<Value>,
    pub(crate) group: Option<&'static str>,
    pub(crate) order: String,
}

impl Select {
    pub(crate) fn new(columns: String, from: &str, order: &str) -> Self {
        let (from, order) = (from.to_owned(), order.to_owned());
        Self { columns, from, wheres: Vec::new(), params: Vec::new(), group: None, order }
    }

    /// Narrows it down; `condition` has a `?` for each parameter.
    pub(crate) fn and(&mut self, condition: impl Into<String>, params: impl IntoIterator<Item = Value>) {
        self.wheres.push(condition.into());
        self.params.extend(params);
    }

    /// Narrows it down to rows with this value, in whatever case.
    pub(crate) fn equal(&mut self, column: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.and(format!("{column} = ? COLLATE NOCASE"), [Value::Text(value.clone())]);
        }
    }

    /// The parameters, but for the limit, which comes last.
    pub(crate) fn params(&self) -> impl Iterator<Item = Value> {
        self.params.iter().cloned()
    }

    pub(crate) fn sql(&self) -> String {
        let wheres =
            if self.wheres.is_empty() { String::new() } else { format!("WHERE {}", self.wheres.join(" AND ")) };
        let group = self.group.map(|column| format!("GROUP BY {column}")).unwrap_or_default();
        format!("SELECT {} FROM {} {wheres} {group} ORDER BY {} LIMIT ?", self.columns, self.from, self.order)
    }
}
