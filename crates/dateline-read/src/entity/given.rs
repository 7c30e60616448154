//! Which names does the user bring along? A table that is asked before the built-in ones.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;

use dateline_record::{Entity, EntityKind};
use dateline_text::{Page, Text};

use super::name::{Name, one_line};
use super::table::TABLES;
use crate::ParsedStory;

/// Names that a user knows, and what they stand for.
///
/// ```
/// use dateline_read::Names;
///
/// let table = "name,type,country,sector,wikidata,aliases\nWexmouth Harbour Board,organization,GB,GOV,,WHB|Harbour Board\n";
/// assert_eq!(Names::parse(table).unwrap().len(), 1);
/// let error = Names::parse("name,type\nWexmouth,planet\n").unwrap_err();
/// assert_eq!(error.line, 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Names {
    rows: Vec<Row>,
    /// Each name and alias, and the row it is of.
    words: BTreeMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Row {
    name: String,
    kind: EntityKind,
    country: Option<String>,
    sector: Option<String>,
    wikidata: Option<String>,
}

/// What is wrong with a table of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesError {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for NamesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for NamesError {}

/// The columns there may be; `name` and `type` there must be.
const COLUMNS: [&str; 6] = ["name", "type", "country", "sector", "wikidata", "aliases"];

impl Names {
    /// Reads a table in CSV (RFC 4180) whose first line names its columns, in any order: `name` and `type`, and any of
    /// `country` (ISO 3166-1 alpha-2), `sector` (PLOVER), `wikidata` and `aliases` (with `|` between them).
    ///
    /// # Errors
    /// [`NamesError`] for the first line that cannot be taken as it is.
    pub fn parse(table: &str) -> Result<Self, NamesError> {
        let table = table.strip_prefix('\u{feff}').unwrap_or(table);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(table.as_bytes());
        let at = |line: u64, message: String| Err(NamesError { line, message });
        let headers = reader.headers().map_err(|error| wrong(&error))?.clone();
        let mut columns: HashMap<&str, usize> = HashMap::new();
        for (index, header) in headers.iter().enumerate() {
            if !COLUMNS.contains(&header) {
                return at(1, format!("no column is called {header:?}; there are {}", COLUMNS.join(", ")));
            }
            if columns.insert(header, index).is_some() {
                return at(1, format!("the column {header} is there twice"));
            }
        }
        if let Some(missing) = COLUMNS[..2].iter().find(|column| !columns.contains_key(**column)) {
            return at(1, format!("the column {missing} is missing; the first line names the columns"));
        }
        let mut names = Self::default();
        for record in reader.records() {
            let record = record.map_err(|error| wrong(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let field = |column: &str| columns.get(column).and_then(|&index| record.get(index)).unwrap_or_default();
            let row = Row::parse(&field).map_err(|message| NamesError { line, message })?;
            let index = names.rows.len();
            let words = [row.name.as_str()].into_iter().chain(field("aliases").split('|'));
            for words in words.map(one_line).filter(|words| !words.is_empty()) {
                if let Some(&known) = names.words.get(&words).filter(|known| **known != index) {
                    return at(line, format!("{words:?} is a name of {:?} already", names.rows[known].name));
                }
                names.words.insert(words, index);
            }
            names.rows.push(row);
        }
        Ok(names)
    }

    /// How many there are, aliases not counted.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts the user's names in the place of what was found where they stand; which name is of which row.
    pub(super) fn find(
        &self,
        parts: &[ParsedStory],
        page: &Text<Page>,
        names: &mut Vec<Name>,
    ) -> HashMap<(usize, usize), usize> {
        let mut found = HashMap::new();
        if self.is_empty() {
            return found;
        }
        for (part, story) in parts.iter().enumerate() {
            let parse = &story.parse;
            let mut is_taken = vec![false; parse.n_tokens()];
            let mut start = 0;
            let mut of_part = Vec::new();
            while start < parse.n_tokens() {
                let Some((tokens, row)) = self.longest(story, start) else {
                    start += 1;
                    continue;
                };
                start = tokens.end;
                is_taken[tokens.clone()].fill(true);
                found.insert((part, tokens.start), row);
                let (first, last) = (parse.token(tokens.start), parse.token(tokens.end - 1));
                let span = story.alignment.to_page(first.span().to(last.span()));
                let Row { name, kind, .. } = &self.rows[row];
                debug_assert!(!page[span].is_empty());
                of_part.push(Name { part, tokens, span, words: name.clone(), kind: *kind, short: None });
            }
            names.retain(|name| name.part != part || !is_taken[name.tokens.clone()].contains(&true));
            names.extend(of_part);
        }
        names.sort_by_key(|name| (name.part, name.tokens.start));
        found
    }

    /// The longest of the names that begins at a token, in whole tokens.
    fn longest(&self, story: &ParsedStory, start: usize) -> Option<(Range<usize>, usize)> {
        let parse = &story.parse;
        let mut best = None;
        for end in start + 1..=parse.n_tokens() {
            let span = parse.token(start).span().to(parse.token(end - 1).span());
            let words = one_line(&parse.text()[span]);
            let Some((next, row)) = self.words.range(words.clone()..).next() else { break };
            if words.is_empty() || !next.starts_with(&words) {
                break;
            }
            if *next == words {
                best = Some((start..end, *row));
            }
        }
        best
    }

    /// Tells an entity what the user says of it.
    pub(super) fn tell(&self, row: usize, entity: &mut Entity) {
        let Row { name, kind, country, sector, wikidata } = &self.rows[row];
        entity.name.clone_from(name);
        // What the built-in tables say is of a namesake, unless they agree on what it is.
        if entity.kind != *kind {
            (entity.country, entity.sector, entity.wikidata, entity.geo) = (None, None, None, None);
        }
        entity.kind = *kind;
        for (told, given) in
            [(&mut entity.country, country), (&mut entity.sector, sector), (&mut entity.wikidata, wikidata)]
        {
            if given.is_some() {
                told.clone_from(given);
            }
        }
    }
}

impl Row {
    fn parse<'a>(field: &impl Fn(&str) -> &'a str) -> Result<Self, String> {
        let name = one_line(field("name"));
        if name.is_empty() {
            return Err("the name is empty".to_owned());
        }
        const KINDS: [EntityKind; 6] = [
            EntityKind::Person,
            EntityKind::Organization,
            EntityKind::Country,
            EntityKind::Place,
            EntityKind::Group,
            EntityKind::Other,
        ];
        let kind = KINDS.into_iter().find(|kind| kind.as_str() == field("type")).ok_or_else(|| {
            format!("the type {:?} is none of {}", field("type"), KINDS.map(EntityKind::as_str).join(", "))
        })?;
        let some = |column: &str| Some(field(column)).filter(|field| !field.is_empty()).map(str::to_owned);
        let (country, sector, wikidata) = (some("country"), some("sector"), some("wikidata"));
        if let Some(code) =
            country.as_ref().filter(|code| !TABLES.countries.iter().any(|country| country.iso == **code))
        {
            return Err(format!("the country {code:?} is no code of ISO 3166-1 in two capitals"));
        }
        if let Some(code) =
            sector.as_ref().filter(|code| code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err(format!("the sector {code:?} is no code of PLOVER in three capitals"));
        }
        let is_id =
            |id: &str| id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if let Some(id) = wikidata.as_ref().filter(|id| !is_id(id)) {
            return Err(format!("{id:?} is no id of Wikidata; they are written as Q42"));
        }
        Ok(Self { name, kind, country, sector, wikidata })
    }
}

fn wrong(error: &csv::Error) -> NamesError {
    let line = error.position().map_or(1, csv::Position::line);
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} fields, where the first line has {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    NamesError { line, message }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bad_table_is_told_by_its_line() {
        for (table, line, message) in [
            ("", 1, "the column name is missing; the first line names the columns"),
            ("name\nWexmouth\n", 1, "the column type is missing; the first line names the columns"),
            (
                "name,type,colour\n",
                1,
                "no column is called \"colour\"; there are name, type, country, sector, wikidata, aliases",
            ),
            ("name,type,type\n", 1, "the column type is there twice"),
            ("name,type\n,place\n", 2, "the name is empty"),
            ("name,type\nWexmouth,place\nAlder\n", 3, "1 fields, where the first line has 2"),
            (
                "name,type,country\nWexmouth,place,XX\n",
                2,
                "the country \"XX\" is no code of ISO 3166-1 in two capitals",
            ),
            ("name,type,sector\nAlder,person,boss\n", 2, "the sector \"boss\" is no code of PLOVER in three capitals"),
            ("name,type,wikidata\nAlder,person,42\n", 2, "\"42\" is no id of Wikidata; they are written as Q42"),
            (
                "name,type,aliases\nAnn Alder,person,Alder\nBob Alder,person,Alder\n",
                3,
                "\"Alder\" is a name of \"Ann Alder\" already",
            ),
        ] {
            assert_eq!(Names::parse(table).unwrap_err(), NamesError { line, message: message.to_owned() }, "{table}");
        }
        assert_eq!(Names::parse("\u{feff}type,name\r\nplace,\"Wexmouth, East\"\r\n").unwrap().len(), 1);
    }

    proptest! {
        #[test]
        fn any_table_is_taken_or_told(table in "(name,type,aliases\n)?([a-zA-Z\",|\n ]|place){0,80}") {
            match Names::parse(&table) {
                Ok(names) => prop_assert!(names.words.len() >= names.len()),
                Err(error) => prop_assert!(error.line > 0 && !error.message.is_empty()),
            }
        }
    }
}
