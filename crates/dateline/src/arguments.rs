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
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// How many pages are read at once; all cores unless said otherwise. The output is the same.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
    /// Where the answers go instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print each page's text with its record (json).
    #[arg(long)]
    pub(crate) with_text: bool,
    /// Print with each time how it got its value (text, json).
    #[arg(long)]
    pub(crate) explain: bool,
    /// Leave out events that are less sure than this, from 0 to 1, and the measures that rest on them.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = share, hide_default_value = true)]
    pub(crate) min_confidence: f64,
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

fn share(words: &str) -> Result<f64, String> {
    let share = words.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "not a number from 0 to 1".to_owned())
}

fn day(words: &str) -> Result<Date, String> {
    words.parse().map_err(|_| "not a day of the calendar; write it as 2021-12-06".to_owned())
}
