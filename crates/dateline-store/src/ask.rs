//! Which rows answer a question?

use rusqlite::types::Value as Sql;

use crate::answer::{Answer, Value};
use crate::full_text::{beginnings, full_text, snippet};
use crate::joined::{Denial, is_repeated};
use crate::known::fold;
use crate::select::Select;
use crate::{Store, StoreError};

/// Names that one filter may stand for; more are cut off.
const MOST_NAMES: i64 = 2_000;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Pages by their words.
    Pages,
    /// Who said what.
    Statements,
    /// Who did what to whom.
    Events,
    /// How many.
    Figures,
    /// What is threatened, promised or in force.
    Measures,
    /// Claims and their denials.
    Disputes,
    /// Who and what is named.
    Entities,
}

/// Which rows are wanted: all that fit every filter that is set.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who says it: a name, or part of one.
    pub speaker: Option<String>,
    /// What kind of source says it.
    pub source: Option<String>,
    /// Who or what is named in it.
    pub about: Option<String>,
    /// What is done by saying it.
    pub act: Option<String>,
    /// How it is given: direct, indirect, mixed.
    pub mode: Option<String>,
    /// Who does it.
    pub actor: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// The type of event or entity, the kind of measure or figure.
    pub kind: Option<String>,
    /// Whether it happened; how far it has come.
    pub status: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country of who takes part or is named.
    pub country: Option<String>,
    /// What figures count.
    pub unit: Option<String>,
    /// The first day, as ISO 8601.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Words that stand in it; `"…"` keeps words together, `*` ends a beginning.
    pub words: Option<String>,
    /// Only what was published by that day, in the version of that day.
    pub as_of: Option<String>,
    /// Only what the store knew at that moment, as RFC 3339.
    pub known_at: Option<String>,
    /// Of statements that several pages give, only the first.
    pub once: bool,
    /// Of entities, only names of several bearers.
    pub ambiguous: bool,
    /// Only events at least so sure.
    pub min_confidence: Option<f64>,
    /// The most rows; 0 for all.
    pub limit: usize,
}

/// Denials whose claims are looked for on other pages, the newest first.
const MOST_DENIALS: usize = 200;

/// Columns that tell which page a row is from.
const PAGE: &str = "p.published, coalesce(p.site, p.url, p.source, p.given_id) AS origin, p.id AS page";

impl Store {
    /// The rows that answer.
    ///
    /// # Errors
    /// [`StoreError::Question`] when words cannot be searched; else when the store cannot be read.
    pub fn ask(&self, ask: Ask, filter: &Filter) -> Result<Answer, StoreError> {
        let select = match ask {
            Ask::Pages => return self.search(filter),
            Ask::Entities => return self.entities(filter),
            Ask::Statements => self.statements(filter)?,
            Ask::Events => self.events(filter)?,
            Ask::Figures => self.figures(filter)?,
            Ask::Measures => self.measures(filter)?,
            Ask::Disputes => return self.disputes(filter),
        };
        let mut answer = self.answer(select, filter)?;
        match ask {
            Ask::Statements => self.count_pages(&mut answer)?,
            Ask::Measures => self.tell_outcomes(&mut answer)?,
            _ => {}
        }
        Ok(answer)
    }

    /// On how many pages each statement stands.
    fn count_pages(&self, answer: &mut Answer) -> Result<(), StoreError> {
        let Some(at) = answer.columns.iter().position(|column| column == "pages") else { return Ok(()) };
        for row in &mut answer.rows {
            let Some(id) = row[0].as_i64() else { continue };
            let ids: Vec<String> = self.same_statements(id)?.iter().map(i64::to_string).collect();
            let sql = format!("SELECT count(DISTINCT page) FROM statements WHERE id IN ({})", ids.join(", "));
            row[at] = Value::Integer(1 + self.ask_number(&sql)?);
        }
        Ok(())
    }

    /// What became of each measure.
    fn tell_outcomes(&self, answer: &mut Answer) -> Result<(), StoreError> {
        let Some(at) = answer.columns.iter().position(|column| column == "outcome") else { return Ok(()) };
        for row in &mut answer.rows {
            if let Some(outcome) = row[0].as_i64().map(|id| self.outcome(id)).transpose()?.flatten() {
                let day = outcome.day.map(|day| format!(" {day}")).unwrap_or_default();
                row[at] = Value::Text(format!("{}{day} (measure:{})", outcome.status, outcome.measure));
            }
        }
        Ok(())
    }

    fn answer(&self, mut select: Select, filter: &Filter) -> Result<Answer, StoreError> {
        visible(&mut select, filter);
        let limit = if filter.limit == 0 { -1 } else { i64::try_from(filter.limit).unwrap_or(i64::MAX) };
        let ask = || {
            let mut statement = self.db.prepare(&select.sql())?;
            let params = select.params().chain([Sql::Integer(limit)]);
            Answer::of(&mut statement, rusqlite::params_from_iter(params))
        };
        self.told(ask())
    }

    fn statements(&self, filter: &Filter) -> Result<Select, StoreError> {
        let content = if filter.words.is_some() { "highlight(statements_fts, 0, '[', ']')" } else { "s.content_text" };
        let mut select = Select::new(
            format!(
                "s.id, s.day, ifnull(k.name, s.source_text) AS speaker, s.act, s.mode, {content} AS content, \
                 1 AS pages, {PAGE}"
            ),
            "statements s JOIN pages p ON p.id = s.page LEFT JOIN known k ON k.id = s.speaker",
            "s.day DESC, s.id",
        );
        self.of_statement(&mut select, filter, "s")?;
        between(&mut select, filter, "s.day");
        if filter.once {
            select.and(format!("NOT {}", is_repeated()), []);
        }
        if let Some(words) = &filter.words {
            select.from = format!("statements_fts CROSS JOIN {}", select.from);
            select.and("statements_fts.rowid = s.id AND statements_fts MATCH ?", [Sql::Text(full_text(words)?)]);
            select.order = "statements_fts.rank, s.id".to_owned();
        }
        Ok(select)
    }

    /// The filters that a statement must fit: who says it, how, and what about.
    fn of_statement(&self, select: &mut Select, filter: &Filter, s: &str) -> Result<(), StoreError> {
        if let Some(speaker) = &filter.speaker {
            let named = self.named(speaker)?;
            if named.is_empty() {
                // Sources without a name are found by their words.
                select.and(format!("({s}.speaker IS NULL AND {s}.source_text LIKE ?)"), [like(speaker)]);
            } else {
                select.and(format!("{s}.{}", one_of("speaker", &named)), []);
            }
        }
        if let Some(about) = &filter.about {
            let named = one_of("known", &self.named(about)?);
            select.and(format!("{s}.id IN (SELECT statement FROM statement_about WHERE {named})"), []);
        }
        if let Some(country) = &filter.country {
            let named =
                "SELECT x.statement FROM known n JOIN statement_about x ON x.known = n.id WHERE n.country = ?1c";
            let speakers = "SELECT id FROM known WHERE country = ?";
            let about = named.replace("?1c", "?");
            let country = Sql::Text(country.to_uppercase());
            select.and(format!("({s}.speaker IN ({speakers}) OR {s}.id IN ({about}))"), [country.clone(), country]);
        }
        select.equal(&format!("{s}.source_kind"), filter.source.as_ref());
        select.equal(&format!("{s}.act"), filter.act.as_ref());
        select.equal(&format!("{s}.mode"), filter.mode.as_ref());
        Ok(())
    }

    fn events(&self, filter: &Filter) -> Result<Select, StoreError> {
        let side = |role: &str| {
            format!(
                "(SELECT group_concat(ifnull(k.name, a.text), ', ') FROM event_actors a \
                 LEFT JOIN known k ON k.id = a.known WHERE a.event = e.id AND a.role = '{role}')"
            )
        };
        let mut select = Select::new(
            format!(
                "e.id, e.day, e.type, e.status, {} AS actors, e.text AS words, {} AS recipients, e.place_text AS place, \
                 e.confidence, {PAGE}",
                side("actor"),
                side("recipient")
            ),
            "events e JOIN pages p ON p.id = e.page",
            "e.day DESC, e.id",
        );
        for (role, name) in [("actor", &filter.actor), ("recipient", &filter.recipient)] {
            if let Some(name) = name {
                let named = self.named(name)?;
                // Who has no name is found by the words.
                let (who, words) = match named.is_empty() {
                    true => ("known IS NULL AND text LIKE ?".to_owned(), Some(like(name))),
                    false => (one_of("known", &named), None),
                };
                select.and(format!("e.id IN (SELECT event FROM event_actors WHERE {who} AND role = '{role}')"), words);
            }
        }
        if let Some(about) = &filter.about {
            let named = one_of("known", &self.named(about)?);
            select.and(format!("e.id IN (SELECT event FROM event_actors WHERE {named})"), []);
        }
        if let Some(country) = &filter.country {
            select.and(
                "e.id IN (SELECT a.event FROM known n JOIN event_actors a ON a.known = n.id WHERE n.country = ?)",
                [Sql::Text(country.to_uppercase())],
            );
        }
        self.at_place(&mut select, filter, "e")?;
        of_event(&mut select, filter);
        self.on_page(&mut select, filter, "e.page")?;
        Ok(select)
    }

    fn at_place(&self, select: &mut Select, filter: &Filter, e: &str) -> Result<(), StoreError> {
        if let Some(place) = &filter.place {
            let named = one_of("known", &self.named(place)?);
            let of_entity = format!("{e}.place_entity IN (SELECT id FROM entities WHERE {named})");
            select.and(format!("({of_entity} OR {e}.place_text LIKE ?)"), [like(place)]);
        }
        Ok(())
    }

    pub(crate) fn figures(&self, filter: &Filter) -> Result<Select, StoreError> {
        let columns = format!(
            "f.id, f.day, f.text, f.value, f.upper, f.unit, f.\"of\", k.name AS place, f.kind, f.bound, f.change, f.record, {PAGE}"
        );
        let mut select = Select::new(
            columns,
            "figures f JOIN pages p ON p.id = f.page LEFT JOIN known k ON k.id = f.place",
            "f.day DESC, f.id",
        );
        select.equal("f.kind", filter.kind.as_ref());
        if let Some(unit) = &filter.unit {
            select.and(
                "(f.unit = ? COLLATE NOCASE OR f.\"of\" LIKE ?)",
                [Sql::Text(unit.clone()), Sql::Text(format!("%{}%", unit.replace(['%', '_'], " ")))],
            );
        }
        if let Some(about) = &filter.about {
            let named = one_of("known", &self.named(about)?);
            select.and(format!("f.page IN (SELECT page FROM entities WHERE {named})"), []);
        }
        if let Some(place) = &filter.place {
            select.and(format!("f.{}", one_of("place", &self.named(place)?)), []);
        }
        self.on_page(&mut select, filter, "f.page")?;
        between(&mut select, filter, "f.day");
        Ok(select)
    }

    fn measures(&self, filter: &Filter) -> Result<Select, StoreError> {
        let side = |side: &str| {
            format!(
                "(SELECT group_concat(k.name, ', ') FROM measure_sides x JOIN known k ON k.id = x.known \
                 WHERE x.measure = m.id AND x.side = '{side}')"
            )
        };
        let mut select = Select::new(
            format!(
                "m.id, m.day, m.kind, m.status, {} AS \"by\", m.action, {} AS \"on\", m.condition, t.value AS deadline, \
                 ifnull(k.name, s.source_text) AS said_by, NULL AS outcome, {PAGE}",
                side("by"),
                side("on")
            ),
            "measures m JOIN pages p ON p.id = m.page LEFT JOIN times t ON t.id = m.deadline \
             LEFT JOIN statements s ON s.id = m.statement LEFT JOIN known k ON k.id = s.speaker",
            "m.day DESC, m.id",
        );
        for (side, name) in [("by", &filter.actor), ("on", &filter.recipient)] {
            if let Some(name) = name {
                let named = one_of("known", &self.named(name)?);
                select
                    .and(format!("m.id IN (SELECT measure FROM measure_sides WHERE {named} AND side = '{side}')"), []);
            }
        }
        if let Some(about) = &filter.about {
            let named = one_of("known", &self.named(about)?);
            select.and(format!("m.id IN (SELECT measure FROM measure_sides WHERE {named})"), []);
        }
        if let Some(country) = &filter.country {
            select.and(
                "m.id IN (SELECT x.measure FROM known n JOIN measure_sides x ON x.known = n.id WHERE n.country = ?)",
                [Sql::Text(country.to_uppercase())],
            );
        }
        if filter.speaker.is_some() || filter.act.is_some() || filter.mode.is_some() || filter.source.is_some() {
            let of_speaker = Filter { about: None, country: None, ..filter.clone() };
            self.of_statement(&mut select, &of_speaker, "s")?;
        }
        select.equal("m.kind", filter.kind.as_ref());
        select.equal("m.status", filter.status.as_ref());
        self.on_page(&mut select, filter, "m.page")?;
        between(&mut select, filter, "m.day");
        Ok(select)
    }

    /// Claims with their denials: those of one page, and denials whose claim another page has.
    fn disputes(&self, filter: &Filter) -> Result<Answer, StoreError> {
        let mut answer = self.answer(self.disputes_of_pages(filter)?, filter)?;
        let mut select = Select::new(
            "s.id, s.content_text".to_owned(),
            "statements s JOIN pages p ON p.id = s.page",
            "s.day DESC, s.id",
        );
        select.and("s.act IN ('deny', 'reject') AND s.speaker IS NOT NULL AND s.day IS NOT NULL", []);
        select.and("s.id NOT IN (SELECT denial FROM disputes)", []);
        self.of_statement(&mut select, filter, "s")?;
        self.on_page(&mut select, filter, "s.page")?;
        between(&mut select, filter, "s.day");
        let alone = self.answer(select, &Filter { limit: MOST_DENIALS, ..filter.clone() })?;
        let n_before = answer.rows.len();
        for row in alone.rows {
            let (Some(statement), Value::Text(words)) = (row[0].as_i64(), &row[1]) else { continue };
            let denial = Denial { statement, words: words.clone() };
            if let Some(claim) = self.claim(&denial)? {
                answer.rows.push(self.dispute(claim, statement)?);
            }
        }
        if answer.rows.len() > n_before {
            let day = |row: &[Value]| row[1].as_str().map(str::to_owned);
            answer.rows.sort_by_key(|row| std::cmp::Reverse(day(row)));
            answer.rows.truncate(if filter.limit == 0 { usize::MAX } else { filter.limit });
        }
        Ok(answer)
    }

    fn disputes_of_pages(&self, filter: &Filter) -> Result<Select, StoreError> {
        let mut select = Select::new(
            format!(
                "d.id, s.day, ifnull(ck.name, c.source_text) AS claimed_by, c.content_text AS claim, \
                 ifnull(k.name, s.source_text) AS denied_by, s.content_text AS denial, {PAGE}, d.page AS claim_page"
            ),
            "disputes d JOIN statements s ON s.id = d.denial JOIN statements c ON c.id = d.claim \
             JOIN pages p ON p.id = d.page LEFT JOIN known k ON k.id = s.speaker LEFT JOIN known ck ON ck.id = c.speaker",
            "s.day DESC, d.id",
        );
        self.of_statement(&mut select, filter, "s")?;
        self.on_page(&mut select, filter, "d.page")?;
        between(&mut select, filter, "s.day");
        Ok(select)
    }

    /// Only rows of pages with these words.
    fn on_page(&self, select: &mut Select, filter: &Filter, page: &str) -> Result<(), StoreError> {
        if let Some(words) = &filter.words {
            let sql = format!("{page} IN (SELECT rowid FROM pages_fts WHERE pages_fts MATCH ?)");
            select.and(sql, [Sql::Text(full_text(words)?)]);
        }
        Ok(())
    }

    fn search(&self, filter: &Filter) -> Result<Answer, StoreError> {
        let Some(words) = &filter.words else {
            return Err(StoreError::Question("nothing to search for: give words".to_owned()));
        };
        let headline = "(SELECT headline FROM stories WHERE page = p.id AND headline IS NOT NULL ORDER BY id LIMIT 1)";
        let mut select = Select::new(
            format!(
                "p.id, p.published, coalesce(p.site, p.url, p.source, p.given_id) AS origin, \
                 coalesce(p.title, {headline}) AS title, NULL AS words"
            ),
            "pages_fts CROSS JOIN pages p ON p.id = pages_fts.rowid",
            "pages_fts.rank, p.id",
        );
        select.and("pages_fts MATCH ?", [Sql::Text(full_text(words)?)]);
        if let Some(about) = &filter.about {
            let named = one_of("known", &self.named(about)?);
            select.and(format!("p.id IN (SELECT page FROM entities WHERE {named})"), []);
        }
        between(&mut select, filter, "p.published");
        let mut answer = self.answer(select, filter)?;
        let beginnings = beginnings(words);
        for row in &mut answer.rows {
            let text = row[0].as_i64().map(|page| self.text(page)).transpose()?.flatten();
            if let (Some(text), Some(last)) = (text, row.last_mut()) {
                *last = Value::Text(snippet(&text, &beginnings));
            }
        }
        Ok(answer)
    }

    fn entities(&self, filter: &Filter) -> Result<Answer, StoreError> {
        let mut select = Select::new(
            "k.same_as AS id, k.name, k.type, max(k.country) AS country, k.wikidata, count(DISTINCT e.page) AS pages, \
             (SELECT r.text FROM entities x JOIN roles r ON r.entity = x.id WHERE x.known = k.same_as \
              GROUP BY r.text ORDER BY count(*) DESC, r.text LIMIT 1) AS role, \
             min(p.published) AS first, max(p.published) AS last"
                .to_owned(),
            "v_known k JOIN entities e ON e.known = k.id JOIN pages p ON p.id = e.page",
            "pages DESC, k.same_as",
        );
        select.group = Some("k.same_as");
        if filter.ambiguous {
            let others = "SELECT 1 FROM v_known o WHERE o.fold = k.fold AND o.type = k.type AND o.same_as <> k.same_as";
            select.and(format!("k.fold <> '' AND EXISTS ({others})"), []);
            select.order = "k.fold, pages DESC, k.same_as".to_owned();
        }
        if let Some(name) = filter.words.as_ref().or(filter.about.as_ref()) {
            select.and(one_of("k.id", &self.named(name)?), []);
        }
        select.equal("k.type", filter.kind.as_ref());
        select.equal("k.country", filter.country.as_ref());
        between(&mut select, filter, "p.published");
        self.answer(select, filter)
    }

    /// The store-wide ids that a name may mean: those of just that name and persons who have it, else all that have its words.
    pub(crate) fn named(&self, name: &str) -> Result<Vec<i64>, StoreError> {
        let folded = fold(name);
        let words: Vec<String> =
            folded.split(' ').filter(|word| !word.is_empty()).map(|w| format!("\"{w}\"")).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let ask = || {
            let sql = "SELECT k.id, k.name, k.type, k.country FROM known_fts f JOIN known k ON k.id = f.rowid \
                       WHERE known_fts MATCH ?1 UNION SELECT id, name, type, country FROM known \
                       WHERE type = 'country' AND country = ?2 ORDER BY 1 LIMIT ?3";
            let mut statement = self.db.prepare_cached(sql)?;
            let params = rusqlite::params![words.join(" "), name.to_uppercase(), MOST_NAMES];
            let rows = statement.query_map(params, |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        let found = self.told(ask())?;
        let is_it = |(_, known, kind): &(i64, String, String)| {
            kind == "person" || kind == "country" && name.len() == 2 || fold(known) == folded
        };
        let exact: Vec<i64> = found.iter().filter(|known| is_it(known)).map(|(id, ..)| *id).collect();
        Ok(if exact.is_empty() { found.into_iter().map(|(id, ..)| id).collect() } else { exact })
    }
}

/// A pattern for words that hold these.
fn like(words: &str) -> Sql {
    Sql::Text(format!("%{}%", words.replace(['%', '_'], " ")))
}

/// Whether a column has one of these ids.
fn one_of(column: &str, ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("{column} IN ({})", ids.join(", "))
}

/// The filters that an event must fit in itself: its type, status, confidence and day.
pub(crate) fn of_event(select: &mut Select, filter: &Filter) {
    if let Some(kind) = &filter.kind {
        select.and("? COLLATE NOCASE IN (e.type, e.plover)", [Sql::Text(kind.clone())]);
    }
    select.equal("e.status", filter.status.as_ref());
    if let Some(least) = filter.min_confidence {
        select.and("e.confidence >= ?", [Sql::Real(least)]);
    }
    between(select, filter, "e.day");
}

/// Only rows of these days.
fn between(select: &mut Select, filter: &Filter, day: &str) {
    if let Some(since) = &filter.since {
        select.and(format!("{day} >= ?"), [Sql::Text(since.clone())]);
    }
    if let Some(until) = &filter.until {
        // Moments of the last day sort after its name.
        select.and(format!("{day} <= ?"), [Sql::Text(format!("{until}~"))]);
    }
}

/// Only rows of the versions of pages that are asked for: as published by a day, as known at a moment, else the last.
pub(crate) fn visible(select: &mut Select, filter: &Filter) {
    if let Some(day) = &filter.as_of {
        let day = Sql::Text(format!("{day}~"));
        let newer = "SELECT 1 FROM pages q WHERE q.id = p.superseded_by AND q.published <= ?";
        select.and(format!("p.published <= ? AND NOT EXISTS ({newer})"), [day.clone(), day]);
    }
    match &filter.known_at {
        Some(moment) => {
            let moment = Sql::Text(moment.clone());
            select.and("p.added <= ?", [moment.clone()]);
            if filter.as_of.is_none() {
                select.and("(p.superseded IS NULL OR p.superseded > ?)", [moment]);
            }
        }
        None if filter.as_of.is_none() => select.and("p.superseded IS NULL", []),
        None => {}
    }
}
