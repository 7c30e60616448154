//! What a store holds: a row with its words, a page, the sum of all, its faults, its tables as files.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result, bail};
use dateline_store::{Explained, Store, StoreError, export as write_tables};

use crate::arguments::{Explain, Export, Shape, Show, Verify};
use crate::{End, output, table};

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
const MARK: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));

/// Bytes of the page shown on either side of a row's words.
const AROUND: usize = 240;

/// Cells of the longest bar of a chart.
const BAR: u64 = 40;

pub(crate) fn row(options: &Explain) -> Result<End> {
    let store = Store::open(&options.store)?;
    let Some(row) = store.explain(&options.row)? else { return Ok(End::Nothing) };
    let mut out = output::open(None)?;
    words(&mut out, &row)?;
    // What other pages say of the same.
    let others = match row.table {
        "statements" => store.same_statements(row.id)?.iter().map(|id| ("also", format!("statement:{id}"))).collect(),
        "measures" => {
            store.outcome(row.id)?.map(|of| ("outcome", format!("measure:{}", of.measure))).into_iter().collect()
        }
        _ => Vec::new(),
    };
    for (what, reference) in others {
        if let Some(other) = store.explain(&reference)? {
            write!(out, "\n{DIM}{what}{DIM:#}  ")?;
            words(&mut out, &other)?;
        }
    }
    out.flush()?;
    Ok(End::Read)
}

/// A row with the words of its page that it rests on.
fn words(out: &mut impl Write, row: &Explained) -> Result<()> {
    writeln!(out, "{BOLD}{} {}{BOLD:#}  {DIM}page {}{DIM:#}\n", row.table, row.id, row.page)?;
    let text = row.text.as_str();
    let (first, last) = row
        .spans
        .iter()
        .fold((usize::MAX, 0), |(first, last), (_, span)| (first.min(span.start()), last.max(span.end())));
    if first < last {
        let from = text.ceil_char_boundary(first.saturating_sub(AROUND));
        let from = text[from..first].find('\n').map_or(from, |at| from + at + 1);
        let to = text.floor_char_boundary((last + AROUND).min(text.len()));
        let to = text[last..to].find('\n').map_or(to, |at| last + at);
        let mut at = from;
        let mut passage = String::new();
        for (name, span) in &row.spans {
            if span.start() < at {
                continue;
            }
            passage.push_str(&clean(&text[at..span.start()]));
            passage.push_str(&format!("{MARK}{}{MARK:#}{DIM}⟨{name}⟩{DIM:#}", clean(&row.text[*span])));
            at = span.end();
        }
        passage.push_str(&clean(&text[at..to.max(at)]));
        writeln!(out, "{passage}\n")?;
    }
    let width = row.columns.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in &row.columns {
        writeln!(out, "{DIM}{name:>width$}{DIM:#}  {}", table::shown(value))?;
    }
    for (name, span) in &row.spans {
        writeln!(out, "{DIM}{:>width$}{DIM:#}  bytes {}..{} of the page's text", name, span.start(), span.end())?;
    }
    Ok(())
}

/// Without control characters, which must not command the terminal; line ends stay.
fn clean(words: &str) -> String {
    words.replace(|c: char| c.is_control() && c != '\n' && c != '\t', "\u{fffd}")
}

pub(crate) fn page(options: &Show) -> Result<End> {
    let store = Store::open(&options.store)?;
    let Some(text) = store.text(options.page)? else { return Ok(End::Nothing) };
    let mut out = output::open(None)?;
    let page = options.page;
    let ask = |sql: &str| store.sql(&sql.replace("?1", &page.to_string()), 0, std::time::Duration::from_secs(60));
    let head = ask("SELECT * FROM pages WHERE id = ?1")?;
    let width = head.columns.iter().map(String::len).max().unwrap_or(0);
    for (name, value) in head.columns.iter().zip(head.rows.first().into_iter().flatten()) {
        if *value != dateline_store::Value::Null {
            writeln!(out, "{DIM}{name:>width$}{DIM:#}  {}", table::shown(value))?;
        }
    }
    writeln!(out, "\n{}", clean(&text).trim_end())?;
    out.flush()?;
    drop(out);
    for (title, sql) in [
        (
            "what the page tells of itself",
            "SELECT field, value, \"from\", iif(chosen, 'yes', 'no') AS believed FROM page_candidates WHERE page = ?1",
        ),
        ("statements", "SELECT id, day, speaker, act, mode, content FROM v_statements WHERE page = ?1 ORDER BY id"),
        ("events", "SELECT id, day, type, status, actors, words, recipients FROM v_events WHERE page = ?1 ORDER BY id"),
        (
            "measures",
            "SELECT id, kind, status, \"by\", action, \"on\", condition, deadline FROM v_measures WHERE page = ?1",
        ),
        (
            "figures",
            "SELECT id, text, value, upper, unit, \"of\", bound, change FROM v_figures WHERE page = ?1 ORDER BY id",
        ),
    ] {
        let answer = ask(sql)?;
        if !answer.rows.is_empty() {
            let mut out = output::open(None)?;
            writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
            out.flush()?;
            drop(out);
            table::print(&answer, crate::arguments::Tabular::Table)?;
        }
    }
    Ok(End::Read)
}

pub(crate) fn stats(path: &Path) -> Result<End> {
    let store = Store::open(path)?;
    let stats = store.stats()?;
    let mut out = output::open(None)?;
    let n_pages = stats.tables.iter().find(|(name, _)| *name == "pages").map_or(0, |(_, n)| *n);
    let megabytes = stats.bytes as f64 / 1e6;
    let each = stats.bytes.checked_div(n_pages).map(|bytes| format!(", {bytes} bytes a page")).unwrap_or_default();
    writeln!(out, "{BOLD}{}{BOLD:#}  {megabytes:.1} MB{each}", path.display())?;
    if let Some((first, last)) = &stats.days {
        writeln!(out, "{DIM}published from {first} to {last}{DIM:#}")?;
    }
    if stats.superseded > 0 {
        writeln!(out, "{DIM}{} pages are older versions of others{DIM:#}", stats.superseded)?;
    }
    writeln!(out)?;
    for (name, n_rows) in stats.tables.iter().filter(|(_, n)| *n > 0) {
        writeln!(out, "{DIM}{name:>18}{DIM:#}  {n_rows}")?;
    }
    let entities: Vec<_> = stats.entities.iter().map(|(name, _, n)| (name.clone(), *n)).collect();
    let last_months = stats.months.len().saturating_sub(24);
    let charts = [
        ("pages by month", &stats.months[last_months..]),
        ("named on most pages", &entities[..]),
        ("events by type", &stats.events[..]),
        ("statements by act", &stats.acts[..]),
    ];
    for (title, rows) in charts.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
        let most = rows.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
        for (name, n) in rows {
            let bar = "█".repeat(usize::try_from((n * BAR).div_ceil(most)).unwrap_or(0));
            let name: String = clean(name).chars().take(24).collect();
            writeln!(out, "{DIM}{name:>24}{DIM:#}  {bar} {n}")?;
        }
    }
    out.flush()?;
    Ok(if n_pages == 0 { End::Nothing } else { End::Read })
}

pub(crate) fn verify(options: &Verify) -> Result<End> {
    let store = Store::open(&options.store)?;
    let faults = store.verify(|_| {})?;
    let mut out = output::open(None)?;
    if faults.is_empty() {
        let n_pages = store.ask_number("SELECT count(*) FROM pages")?;
        writeln!(out, "{}: {n_pages} pages, all rows say what their pages say", options.store.display())?;
    }
    for fault in &faults {
        writeln!(out, "{}: {}", fault.place, clean(&fault.reason))?;
    }
    for (table, n_faults) in dateline_store::by_table(&faults) {
        writeln!(out, "{DIM}{table}: {n_faults} faults{DIM:#}")?;
    }
    out.flush()?;
    Ok(if faults.is_empty() { End::Read } else { End::Failed })
}

pub(crate) fn export(options: &Export) -> Result<End> {
    let store = Store::open(&options.store)?;
    std::fs::create_dir_all(&options.folder).with_context(|| format!("cannot make {}", options.folder.display()))?;
    let shape = match options.shape {
        Shape::Csv => dateline_store::Shape::Csv,
        Shape::Jsonl => dateline_store::Shape::Jsonl,
        Shape::Parquet => dateline_store::Shape::Parquet,
    };
    let files = write_tables(&store, shape, |name| Ok(Box::new(File::create(options.folder.join(name))?)));
    let files = match files {
        Err(StoreError::Write { path, reason }) => {
            bail!("cannot write {}: {reason}", options.folder.join(path).display())
        }
        files => files?,
    };
    let mut out = output::open(None)?;
    for (name, n_rows) in files {
        writeln!(out, "{}  {n_rows} rows", options.folder.join(name).display())?;
    }
    out.flush()?;
    Ok(End::Read)
}
