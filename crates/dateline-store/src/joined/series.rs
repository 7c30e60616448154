//! How did a figure go on over time?
//!
//! A series is what is counted in one place, as new ones, in all, or otherwise, day by day.
//! What a later page tells of the same day, when it is another number, revises it.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use crate::answer::{Answer, Value};
use crate::select::Select;
use crate::{Filter, Store, StoreError};

const COLUMNS: [&str; 13] = [
    "place", "change", "day", "value", "upper", "unit", "bound", "revises", "pages", "told", "words", "figure", "page",
];

/// A figure as one page tells it.
struct Told {
    value: f64,
    upper: Option<f64>,
    unit: Option<String>,
    bound: String,
    published: String,
    words: String,
    figure: i64,
    page: i64,
}

impl Store {
    /// What is counted in a unit, place by place and day by day, in the order in which pages told it.
    ///
    /// # Errors
    /// [`StoreError::Question`] when no unit is named; else when the store cannot be read.
    pub fn series(&self, filter: &Filter) -> Result<Answer, StoreError> {
        if filter.unit.is_none() {
            return Err(StoreError::Question(
                "a series is of one unit: name it with --unit, as in --unit cases".to_owned(),
            ));
        }
        let mut select = self.figures(filter)?;
        select.columns =
            "k.name, ifnull(f.change, ''), f.day, f.value, f.upper, f.unit, f.bound, ifnull(p.published, ''), \
                          f.text || ifnull(' ' || f.\"of\", ''), f.id, p.id"
                .to_owned();
        select.order = "k.name, f.day, ifnull(p.published, '9'), f.id".to_owned();
        select.and("f.day IS NOT NULL AND f.value IS NOT NULL", []);
        crate::ask::visible(&mut select, filter);
        self.told(self.days_of(&select, filter.limit))
    }

    fn days_of(&self, select: &Select, limit: usize) -> rusqlite::Result<Answer> {
        let mut statement = self.db.prepare(&select.sql())?;
        let mut rows = statement.query(params_from_iter(select.params().chain([Sql::Integer(-1)])))?;
        let mut days: BTreeMap<(Option<String>, &str, String), Vec<Told>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let change: String = row.get(1)?;
            let class = match change.as_str() {
                "new" => "new",
                "cumulative" => "cumulative",
                "increase_by" | "decrease_by" => "difference",
                _ => "",
            };
            days.entry((row.get(0)?, class, row.get(2)?)).or_default().push(Told {
                value: row.get(3)?,
                upper: row.get(4)?,
                unit: row.get(5)?,
                bound: row.get(6)?,
                published: row.get(7)?,
                words: row.get(8)?,
                figure: row.get(9)?,
                page: row.get(10)?,
            });
        }
        let mut out = Vec::new();
        for ((place, class, day), told) in days {
            let mut before: Option<f64> = None;
            let mut at = 0;
            while let Some(first) = told.get(at) {
                // The same number again confirms it; another one revises it.
                let same =
                    told[at..].iter().take_while(|of| (of.value, of.upper) == (first.value, first.upper)).count();
                let mut pages: Vec<i64> = told[at..at + same].iter().map(|of| of.page).collect();
                pages.sort_unstable();
                pages.dedup();
                let words = |words: &str| if words.is_empty() { Value::Null } else { Value::Text(words.to_owned()) };
                let number = |of: Option<f64>| of.map_or(Value::Null, Value::Real);
                out.push(vec![
                    place.clone().map_or(Value::Null, Value::Text),
                    words(class),
                    Value::Text(day.clone()),
                    Value::Real(first.value),
                    number(first.upper),
                    first.unit.clone().map_or(Value::Null, Value::Text),
                    words(&first.bound),
                    number(before.filter(|before| *before != first.value)),
                    Value::Integer(pages.len() as i64),
                    words(&first.published),
                    words(&first.words),
                    Value::Integer(first.figure),
                    Value::Integer(first.page),
                ]);
                before = Some(first.value);
                at += same;
            }
        }
        out.truncate(if limit == 0 { usize::MAX } else { limit });
        Ok(Answer { columns: COLUMNS.map(str::to_owned).to_vec(), rows: out })
    }
}
