//! Which tables does a store have? One list, from which the schema, the inserts and the exports are made.
//!
//! Tables and columns are named as in the record.
//! What the record nests stands flat: `source.text` is `source_text`, a span is `…_start` and `…_end`.

use std::sync::LazyLock;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number without a fraction: ids, bytes, flags (0 or 1).
    Integer,
    /// A number.
    Real,
    /// Words, days, names of cases.
    Text,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The table whose `id` it names.
    pub references: Option<&'static str>,
}

/// A table of the store; the first column is its `id`.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

const fn int(name: &'static str) -> Column {
    Column { name, kind: Kind::Integer, references: None }
}

const fn real(name: &'static str) -> Column {
    Column { name, kind: Kind::Real, references: None }
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text, references: None }
}

const fn to(name: &'static str, table: &'static str) -> Column {
    Column { name, kind: Kind::Integer, references: Some(table) }
}

macro_rules! tables {
    ($($Table:ident = $name:literal: [$($column:expr),* $(,)?],)*) => {
        /// A table by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub(crate) enum In { $($Table,)* }

        /// All tables of rows, in an order in which each stands after those it refers to, as far as that can be.
        pub const TABLES: &[Table] = &[$(Table { name: $name, columns: &[$($column),*] },)*];
    };
}

tables! {
    Pages = "pages": [
        int("id"), text("source"), text("given_id"), text("text_sha256"), int("bytes"), text("language"),
        text("published"), text("published_from"), int("published_start"), int("published_end"),
        text("url"), text("title"), text("site"), text("authors"), text("section"), text("updated"), text("captured"),
        text("added"), text("superseded"), to("superseded_by", "pages"), text("reader"),
        text("layout"),
    ],
    PageCandidates = "page_candidates": [
        int("id"), to("page", "pages"), text("field"), text("value"), text("from"), int("chosen"),
    ],
    Known = "known": [
        int("id"), text("key"), text("name"), text("type"), text("country"), text("wikidata"), text("fold"),
    ],
    Stories = "stories": [
        int("id"), to("page", "pages"), int("span_start"), int("span_end"), text("kind"), text("kicker"),
        int("headline_start"), int("headline_end"), text("headline"), int("deck_start"), int("deck_end"), text("deck"),
        int("byline_start"), int("byline_end"), text("byline"),
        int("dateline_start"), int("dateline_end"), text("dateline"), text("place"), text("agency"),
        to("dateline_entity", "entities"), text("published"), int("truncated"),
    ],
    Blocks = "blocks": [
        int("id"), to("page", "pages"), to("story", "stories"), int("span_start"), int("span_end"), text("text"),
        text("kind"), int("level"),
    ],
    Entities = "entities": [
        int("id"), to("page", "pages"), text("name"), text("type"), text("country"), text("sector"), text("wikidata"),
        real("lat"), real("lon"), int("geonames"), text("feature"), text("admin1"), to("known", "known"),
    ],
    Roles = "roles": [
        int("id"), to("page", "pages"), to("entity", "entities"), int("span_start"), int("span_end"), text("text"),
        to("organization", "entities"), text("country"), int("former"),
    ],
    Mentions = "mentions": [
        int("id"), to("page", "pages"), to("entity", "entities"), int("span_start"), int("span_end"), text("text"),
        text("kind"),
    ],
    Times = "times": [
        int("id"), to("page", "pages"), int("span_start"), int("span_end"), text("text"), text("type"), text("value"),
        text("mod"), text("quant"), text("freq"), text("start"), text("end"), text("anchor"), text("rule"),
        text("explanation"),
    ],
    Figures = "figures": [
        int("id"), to("page", "pages"), int("span_start"), int("span_end"), text("text"), real("value"), real("upper"),
        text("kind"), text("unit"), int("of_start"), int("of_end"), text("of"), text("bound"), text("change"),
        to("from", "figures"), int("record"), to("event", "events"), to("place_entity", "entities"), to("place", "known"),
        to("time", "times"), to("statement", "statements"), text("day"),
    ],
    Statements = "statements": [
        int("id"), to("page", "pages"), to("story", "stories"), int("span_start"), int("span_end"),
        int("source_start"), int("source_end"), text("source_text"), to("source_entity", "entities"),
        to("speaker", "known"), text("source_kind"), int("anonymous"), int("count"),
        int("affiliation_start"), int("affiliation_end"), text("affiliation_text"), to("affiliation_entity", "entities"),
        int("cue_start"), int("cue_end"), text("cue_text"), text("cue_lemma"), text("content_text"),
        text("mode"), text("act"),
        int("addressee_start"), int("addressee_end"), text("addressee_text"), to("addressee_entity", "entities"),
        int("medium_start"), int("medium_end"), text("medium_text"), to("medium_entity", "entities"),
        int("occasion_start"), int("occasion_end"), text("occasion_text"), to("occasion_entity", "entities"),
        to("time", "times"), to("within", "statements"), to("replies_to", "statements"), text("day"),
    ],
    StatementContents = "statement_contents": [
        int("id"), to("page", "pages"), to("statement", "statements"), int("span_start"), int("span_end"), text("text"),
    ],
    StatementKeys = "statement_keys": [
        int("id"), to("page", "pages"), to("statement", "statements"), int("key"),
    ],
    StatementAbout = "statement_about": [
        int("id"), to("page", "pages"), to("statement", "statements"), to("known", "known"), text("day"),
    ],
    Events = "events": [
        int("id"), to("page", "pages"), to("story", "stories"), int("span_start"), int("span_end"), text("text"),
        text("type"), text("plover"), text("mode"), text("contexts"),
        int("place_start"), int("place_end"), text("place_text"), to("place_entity", "entities"),
        to("time", "times"), text("status"), int("condition_start"), int("condition_end"), text("condition"),
        to("deadline", "times"), to("statement", "statements"), to("killed", "figures"), to("injured", "figures"),
        to("arrested", "figures"), real("confidence"), text("day"),
    ],
    EventActors = "event_actors": [
        int("id"), to("page", "pages"), to("event", "events"), text("role"), int("span_start"), int("span_end"),
        text("text"), to("entity", "entities"), to("known", "known"),
    ],
    EventMentions = "event_mentions": [
        int("id"), to("page", "pages"), to("event", "events"), int("span_start"), int("span_end"), text("text"),
    ],
    Measures = "measures": [
        int("id"), to("page", "pages"), to("event", "events"), int("action_start"), int("action_end"), text("action"),
        text("kind"), text("status"), int("condition_start"), int("condition_end"), text("condition"),
        to("deadline", "times"), to("statement", "statements"), text("day"),
    ],
    MeasureSides = "measure_sides": [
        int("id"), to("page", "pages"), to("measure", "measures"), text("side"), to("entity", "entities"),
        to("known", "known"),
    ],
    Disputes = "disputes": [
        int("id"), to("page", "pages"), to("claim", "statements"), to("denial", "statements"),
    ],
    Groups = "groups": [
        int("id"), to("page", "pages"), to("near_duplicate_of", "pages"), to("story_cluster", "pages"),
    ],
    Notes = "notes": [
        int("id"), to("page", "pages"), text("code"), int("span_start"), int("span_end"), text("message"), text("help"),
    ],
    Skipped = "skipped": [
        int("id"), text("place"), text("reason"), text("at"),
    ],
}

impl In {
    /// Its definition.
    pub(crate) fn table(self) -> &'static Table {
        &TABLES[self as usize]
    }

    /// Its `INSERT` with a parameter for each column.
    pub(crate) fn insert(self) -> &'static str {
        static INSERTS: LazyLock<Vec<String>> = LazyLock::new(|| TABLES.iter().map(Table::insert).collect());
        &INSERTS[self as usize]
    }
}

impl Table {
    /// Its `CREATE TABLE`.
    pub(crate) fn create(&self) -> String {
        let columns: Vec<String> = self.columns.iter().enumerate().map(|(at, column)| column.define(at == 0)).collect();
        format!("CREATE TABLE {} (\n  {}\n)", self.name, columns.join(",\n  "))
    }

    fn insert(&self) -> String {
        format!("INSERT INTO {} VALUES ({})", self.name, vec!["?"; self.columns.len()].join(", "))
    }

    /// Spans of the page that its rows hold, with the column of the words that stand there, where there is one.
    pub(crate) fn spans(&self) -> impl Iterator<Item = (String, Option<&'static str>)> {
        let words = |stem: &str| {
            let names = [stem.to_owned(), format!("{stem}_text")];
            let own = (stem == "span").then_some("text");
            let of_stem = self.columns.iter().map(|column| column.name).find(|name| names.iter().any(|n| n == name));
            of_stem.or(own.filter(|own| self.columns.iter().any(|column| column.name == *own)))
        };
        self.columns.iter().filter_map(move |column| {
            let stem = column.name.strip_suffix("_start")?;
            // The day of a page is read from words that say it in another way.
            Some((stem.to_owned(), words(stem).filter(|_| self.name != "pages")))
        })
    }
}

impl Column {
    fn define(&self, is_id: bool) -> String {
        if is_id {
            return format!("\"{}\" INTEGER PRIMARY KEY", self.name);
        }
        let kind = match self.kind {
            Kind::Integer => "INTEGER",
            Kind::Real => "REAL",
            Kind::Text => "TEXT",
        };
        // Rows refer to rows of their own page that may be written after them.
        let references = self.references.map(|table| format!(" REFERENCES {table}(id) DEFERRABLE INITIALLY DEFERRED"));
        format!("\"{}\" {kind}{}", self.name, references.unwrap_or_default())
    }
}
