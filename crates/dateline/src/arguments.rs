//! The command line. Help, completions and `docs/cli.md` come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Dated news into a record that can be asked: who said what, who did what to whom, when.
///
/// Each row of the record points at the exact bytes it was read from.
/// Nothing leaves this machine, and the same input gives the same bytes.
#[derive(Debug, Parser)]
#[command(version, name = "dateline", arg_required_else_help = true, max_term_width = 100)]
pub struct Arguments {
    /// When to colour what is printed; NO_COLOR is obeyed too.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Read pages, and print what they say.
    Read(Read),
    /// Read pages, and keep what they say in a store.
    Add(Add),
    /// Read all pages of a store again, with this dateline.
    Reread(Reread),
    /// Search the pages of a store by their words.
    Search(Ask<Search>),
    /// Who said what.
    Statements(Ask<Statements>),
    /// Who did what to whom.
    Events(Ask<Events>),
    /// How many of what.
    Figures(Ask<Figures>),
    /// What is threatened, promised, drafted, agreed, imposed, lifted or refused.
    Measures(Ask<Measures>),
    /// Claims with those who deny them.
    Disputes(Ask<Disputes>),
    /// Who and what is named, and on how many pages.
    Entities(Ask<Entities>),
    /// What happened to somebody, day by day.
    Timeline(Ask<Timeline>),
    /// Group copies of one page, and pages that tell one story.
    Groups(Groups),
    /// Ask a store in SQL.
    Sql(Sql),
    /// Print the words that a row of a store rests on.
    Explain(Explain),
    /// Print a page of a store.
    Show(Show),
    /// Tell what a store holds.
    Stats {
        /// The store.
        store: PathBuf,
    },
    /// Check each row of a store against the words of its page.
    Verify(Verify),
    /// Write the tables of a store as files that other tools read.
    Export(Export),
    /// Print the manuals of the reading rules.
    Rules(Rules),
    /// Print the completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the licences of the model and data in this binary.
    Licences,
}

/// Read pages, and print what they say.
///
/// A page is a text file; of a file that ends in .jsonl or .ndjson each line is one,
/// `{"id", "text", "published"?, "url"?, "title"?, "site"?}`. Both may be gzipped (.gz).
/// Answers come in the order of the pages, whatever the number of threads.
///
/// Exit status: 0 all was read, 1 there was nothing to read, 2 something could not be read.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  dateline read page.txt\n  dateline read page.txt --dated 2021-12-06 --format json\n  \
dateline read news.jsonl.gz --format json --output records.jsonl\n  curl -s … | dateline read - --format conllu"
)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) input: Input,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Where the answers go instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print each page's text with its record (json).
    #[arg(long)]
    pub(crate) with_text: bool,
    /// Print with each time how it got its value (text, json), and why each mention and each place is what it is (json).
    #[arg(long)]
    pub(crate) explain: bool,
    /// Leave out events that are less sure than this, from 0 to 1, and the measures that rest on them.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = share, hide_default_value = true)]
    pub(crate) min_confidence: f64,
}

/// Which pages, and how they are read.
#[derive(Args, Debug)]
pub(crate) struct Input {
    /// Files, folders (walked in the order of names), or - for standard input, which is also read when none is named.
    pub(crate) paths: Vec<PathBuf>,
    /// The day all pages were published, whatever they say themselves.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) dated: Option<Date>,
    /// A table of names to look for before those that are built in.
    ///
    /// CSV whose first line names the columns: name and type (person, organization, country, place, group, other), and any of
    /// country (ISO 3166-1 alpha-2), sector (PLOVER), wikidata and aliases (with | between them).
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) names: Option<PathBuf>,
    /// How many pages are read at once; all cores unless said otherwise. The output is the same.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
    /// Fail in the end (exit status 2) when a page was skipped or could not be read as it is.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print no summary and no progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// The most bytes of a page that are read.
    #[arg(long, value_name = "N", default_value_t = dateline_page::Limits::default().page_bytes)]
    pub(crate) page_bytes: usize,
    /// The most bytes of a story that are parsed at once; a longer one is cut at a paragraph's end.
    #[arg(long, value_name = "N", default_value_t = dateline_read::Limits::default().story_bytes)]
    pub(crate) story_bytes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: stories as blocks, names coloured by kind.
    Text,
    /// The record, one page a line.
    Json,
    /// Sentences, words and trees (CoNLL-U).
    Conllu,
    /// TimeML: the page with its times in TIMEX3 tags.
    Timeml,
    /// brat standoff: of each page `==> NAME.txt <==` and its text, then `==> NAME.ann <==` and its statements.
    Brat,
    /// One HTML file: the pages with sources, cues and contents marked.
    Html,
}

/// Print the manuals of the reading rules.
#[derive(Args, Debug)]
pub(crate) struct Rules {
    /// The rule's name; all are listed when it is left out.
    pub(crate) name: Option<String>,
}

/// Read pages, and keep what they say in a store.
///
/// A store is one SQLite file; it is made when there is none.
/// A page that is there already is passed over, so a run that was stopped goes on when it is called again.
/// Changed text under the same address is a new version; the old one stays, and `--as-of` asks it.
///
/// Exit status: 0 all was read, 1 there was nothing to read, 2 something could not be read or written.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  dateline add news.db pages/\n  dateline add news.db news.jsonl.gz\n  \
dateline statements news.db --speaker Alder --since \"last week\"")]
pub(crate) struct Add {
    /// The store.
    pub(crate) store: PathBuf,
    /// How many pages are committed at once; those of the last two seconds are in any case.
    #[arg(long, value_name = "N", default_value_t = 256)]
    pub(crate) batch: usize,
    /// Leave the new pages out of groups of copies and stories, until `dateline groups` is called.
    #[arg(long)]
    pub(crate) no_groups: bool,
    #[command(flatten)]
    pub(crate) input: Input,
}

/// Read all pages of a store again, with this dateline.
///
/// The new reading is written beside the store, and takes its place when it is whole; until then the old one answers.
/// What the store knew when is kept: days on which pages were added, and versions that others took the place of.
#[derive(Args, Debug)]
pub(crate) struct Reread {
    /// The store.
    pub(crate) store: PathBuf,
    /// A table of names to look for before those that are built in; see `dateline read --help`.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) names: Option<PathBuf>,
    /// How many pages are read at once; all cores unless said otherwise.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
    /// Print no summary and no progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// A question to a store.
#[derive(Args, Debug)]
pub(crate) struct Ask<Filters: Args> {
    /// The store.
    pub(crate) store: PathBuf,
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[command(flatten)]
    pub(crate) days: Days,
    #[command(flatten)]
    pub(crate) print: Print,
}

/// Which days, and whose knowledge.
#[derive(Args, Debug, Default)]
pub(crate) struct Days {
    /// The first day: 2021-12-06, 2021-12, or words such as "last week".
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<String>,
    /// The last day, likewise.
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    /// The day that "yesterday" and the like are seen from; today unless said otherwise.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) today: Option<Date>,
    /// Only what was published by that day, in the versions of that day.
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<String>,
    /// Only what the store knew at that moment: 2021-12-06T12:00:00Z, or a day for its end.
    #[arg(long, value_name = "TIME")]
    pub(crate) known_at: Option<String>,
}

/// How an answer is printed.
#[derive(Args, Debug)]
pub(crate) struct Print {
    /// The most rows; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Tabular::Table)]
    pub(crate) format: Tabular,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tabular {
    /// A table that fits the terminal.
    Table,
    /// A list of objects.
    Json,
    /// An object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// A Markdown table.
    Markdown,
}

#[derive(Args, Debug)]
pub(crate) struct Search {
    /// The words; all must be there. "…" keeps words together, * ends a beginning.
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// Only pages that name this.
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Option<String>,
}

/// Who said what.
///
/// Exit status: 0 something was found, 1 nothing was, 2 the question could not be asked.
#[derive(Args, Debug)]
pub(crate) struct Statements {
    /// Who says it: a name, part of one, or words of an unnamed source.
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// What kind of source: person, organization, country, people, document, data, media, unknown.
    #[arg(long, value_name = "KIND")]
    pub(crate) source: Option<String>,
    /// Who or what is named in it.
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Option<String>,
    /// What is done by saying it: say, claim, deny, threaten, promise, …
    #[arg(long)]
    pub(crate) act: Option<String>,
    /// direct, indirect or mixed.
    #[arg(long)]
    pub(crate) mode: Option<String>,
    /// The country of who says it or is named, as a code of two letters.
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Words that stand in it, best matches first.
    #[arg(long = "match", value_name = "WORDS")]
    pub(crate) words: Option<String>,
    /// Of a statement that several pages give, only the first.
    #[arg(long)]
    pub(crate) once: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Events {
    /// Who does it.
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// To whom.
    #[arg(long, value_name = "NAME")]
    pub(crate) recipient: Option<String>,
    /// Who takes part, on whichever side.
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Option<String>,
    /// The PLOVER type: CONSULT, SANCTION, ASSAULT, …
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// occurred, ongoing, planned, considered, possible, conditional, alleged, denied or hypothetical.
    #[arg(long)]
    pub(crate) status: Option<String>,
    /// Where.
    #[arg(long)]
    pub(crate) place: Option<String>,
    /// The country of who takes part, as a code of two letters.
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Only events at least so sure, from 0 to 1.
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<f64>,
    /// Words on the page.
    #[arg(long = "match", value_name = "WORDS")]
    pub(crate) words: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Figures {
    /// What is counted: cases, USD, subscribers.
    #[arg(long)]
    pub(crate) unit: Option<String>,
    /// count, percent, money, ordinal, duration, distance, rate or other.
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// Where it is counted.
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Option<String>,
    /// Day by day, with what later pages revised; needs --unit.
    #[arg(long, requires = "unit")]
    pub(crate) series: bool,
    /// Only on pages that name this.
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Option<String>,
    /// Words on the page.
    #[arg(long = "match", value_name = "WORDS")]
    pub(crate) words: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Measures {
    /// Who takes it.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// On or for whom.
    #[arg(long, value_name = "NAME")]
    pub(crate) on: Option<String>,
    /// Who takes part, on whichever side.
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Option<String>,
    /// Who says so.
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// The PLOVER type it would be: SANCTION, AID, …
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// considered, drafted, threatened, promised, agreed, imposed, lifted or refused.
    #[arg(long)]
    pub(crate) status: Option<String>,
    /// The country of either side, as a code of two letters.
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Words on the page.
    #[arg(long = "match", value_name = "WORDS")]
    pub(crate) words: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Disputes {
    /// Who denies.
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// Who or what is named in the denial.
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Option<String>,
    /// Words on the page.
    #[arg(long = "match", value_name = "WORDS")]
    pub(crate) words: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Entities {
    /// A name, or part of one; all are listed when it is left out, those on most pages first.
    pub(crate) name: Option<String>,
    /// person, organization, country, place, group or other.
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// Its country, as a code of two letters.
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Only names of several bearers, which are kept apart.
    #[arg(long)]
    pub(crate) ambiguous: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Timeline {
    /// Who or what: a name, or part of one.
    pub(crate) name: String,
    /// The PLOVER type: CONSULT, SANCTION, ASSAULT, …
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// occurred, planned, denied, …
    #[arg(long)]
    pub(crate) status: Option<String>,
    /// Only events at least so sure, from 0 to 1.
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<f64>,
}

/// Ask a store in SQL.
///
/// Only questions: whatever would write is refused.
/// The tables are those of the record; `v_statements`, `v_events`, `v_figures`, `v_measures` and `v_disputes` have names and
/// days spelled out.
#[derive(Args, Debug)]
pub(crate) struct Sql {
    /// The store.
    pub(crate) store: PathBuf,
    /// One SELECT.
    pub(crate) sql: String,
    /// The most seconds it may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    pub(crate) timeout: f64,
    #[command(flatten)]
    pub(crate) print: Print,
}

/// Group copies of one page, and pages that tell one story.
///
/// The groups are kept in the store, and timelines count by them how many independent origins tell something.
/// A table lists the stories that several pages tell; json and jsonl print each page with the page it is a copy of and the
/// story it belongs to, both named by ids.
#[derive(Args, Debug)]
pub(crate) struct Groups {
    /// The store.
    pub(crate) store: PathBuf,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The store.
    pub(crate) store: PathBuf,
    /// A table and an id: statement:17, event:3, figure:9.
    pub(crate) row: String,
}

#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The store.
    pub(crate) store: PathBuf,
    /// The page's id.
    pub(crate) page: i64,
}

/// Check each row of a store against the words of its page.
///
/// Exit status: 0 all holds, 2 there are faults, which are named.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// The store.
    pub(crate) store: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Export {
    /// The store.
    pub(crate) store: PathBuf,
    /// Where the files go; made when it is not there.
    pub(crate) folder: PathBuf,
    /// What kind of files.
    #[arg(long = "as", value_enum, value_name = "KIND", default_value_t = Shape::Csv)]
    pub(crate) shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// Comma-separated values with a line of names.
    Csv,
    /// An object a line.
    Jsonl,
    /// Apache Parquet, which DuckDB, Polars, pandas and Spark read.
    Parquet,
}

fn share(words: &str) -> Result<f64, String> {
    let share = words.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "not a number from 0 to 1".to_owned())
}

fn day(words: &str) -> Result<Date, String> {
    words.parse().map_err(|_| "not a day of the calendar; write it as 2021-12-06".to_owned())
}
