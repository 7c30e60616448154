//! What happened to somebody, day by day?

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use crate::answer::{Answer, Value};
use crate::ask::{of_event, visible};
use crate::select::Select;
use crate::{Filter, Store, StoreError};

/// Columns of a timeline.
const COLUMNS: [&str; 11] =
    ["day", "type", "status", "actors", "words", "recipients", "place", "pages", "origins", "event", "page"];

/// What is told of one happening, over all pages.
#[derive(Default)]
struct Happening {
    words: String,
    actors: String,
    recipients: String,
    place: Option<String>,
    pages: Vec<i64>,
    origins: Vec<String>,
    event: i64,
    page: i64,
}

/// An event as one page tells it.
struct Told {
    id: i64,
    day: String,
    kind: String,
    status: String,
    words: String,
    place: Option<String>,
    page: i64,
    origin: String,
}

impl Store {
    /// The events that somebody takes part in, ordered by day; those of one day, type, status and sides are one row.
    ///
    /// `pages` counts the pages that tell it, `origins` the agencies and pages that these were copied from.
    ///
    /// # Errors
    /// When nobody is called so, or the store cannot be read.
    pub fn timeline(&self, name: &str, filter: &Filter) -> Result<Answer, StoreError> {
        let known = self.named(name)?;
        if known.is_empty() {
            return Ok(Answer { columns: COLUMNS.map(str::to_owned).to_vec(), rows: Vec::new() });
        }
        let ids: Vec<String> = known.iter().map(i64::to_string).collect();
        let mut select = Select::new(
            "e.id, e.day, ifnull(e.type, ''), e.status, e.text, e.place_text, p.id, o.origin".to_owned(),
            "events e JOIN pages p ON p.id = e.page JOIN v_origins o ON o.page = p.id",
            "e.day, e.id",
        );
        let of_entity = format!("SELECT event FROM event_actors WHERE known IN ({})", ids.join(", "));
        select.and(format!("e.id IN ({of_entity})"), []);
        select.and("e.day IS NOT NULL", []);
        of_event(&mut select, filter);
        visible(&mut select, filter);
        self.told(self.happenings(&select, filter.limit))
    }

    fn happenings(&self, select: &Select, limit: usize) -> rusqlite::Result<Answer> {
        let mut statement = self.db.prepare(&select.sql())?;
        let params = select.params().chain([Sql::Integer(-1)]);
        let told = statement.query_map(params_from_iter(params), |row| {
            Ok(Told {
                id: row.get(0)?,
                day: row.get(1)?,
                kind: row.get(2)?,
                status: row.get(3)?,
                words: row.get(4)?,
                place: row.get(5)?,
                page: row.get(6)?,
                origin: row.get(7)?,
            })
        })?;
        let mut sides = self.db.prepare(
            "SELECT a.role, ifnull(k.name, a.text), ifnull(a.known, -1) FROM event_actors a \
             LEFT JOIN known k ON k.id = a.known WHERE a.event = ? ORDER BY a.id",
        )?;
        let mut happenings: BTreeMap<_, Happening> = BTreeMap::new();
        for told in told {
            let told = told?;
            let (mut who, mut actors, mut recipients) = (Vec::new(), Vec::new(), Vec::new());
            let mut rows = sides.query([told.id])?;
            while let Some(row) = rows.next()? {
                let (role, name, known): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                who.push((role.clone(), if known < 0 { name.to_lowercase() } else { known.to_string() }));
                if role == "actor" { &mut actors } else { &mut recipients }.push(name);
            }
            who.sort();
            let happening = happenings.entry((told.day, told.kind, told.status, who)).or_default();
            if happening.pages.is_empty() {
                happening.words = told.words;
                happening.actors = actors.join(", ");
                happening.recipients = recipients.join(", ");
                (happening.event, happening.page) = (told.id, told.page);
            }
            happening.place = happening.place.take().or(told.place);
            happening.pages.push(told.page);
            happening.origins.push(told.origin);
        }
        let limit = if limit == 0 { usize::MAX } else { limit };
        let rows = happenings.into_iter().take(limit).map(|((day, kind, status, _), of)| {
            let place = of.place.map_or(Value::Null, Value::Text);
            let words = [day, kind, status, of.actors, of.words, of.recipients].map(Value::Text);
            let counts =
                [place, distinct(of.pages), distinct(of.origins), Value::Integer(of.event), Value::Integer(of.page)];
            words.into_iter().chain(counts).collect()
        });
        Ok(Answer { columns: COLUMNS.map(str::to_owned).to_vec(), rows: rows.collect() })
    }
}

/// How many different ones there are.
fn distinct<T: Ord>(mut of: Vec<T>) -> Value {
    of.sort_unstable();
    of.dedup();
    Value::Integer(of.len() as i64)
}
