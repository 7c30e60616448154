//! `dateline read`.

use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::eprintln;
use anyhow::{Context, Result, anyhow, bail};
use dateline_page::{Body, Decoded, Line, Meta};
use dateline_parse::Pipeline;
use dateline_read::{Limits, Names, Reader, Reading, Source, conllu};
use dateline_record::json;
use dateline_text::Note;
use serde_json::Value;

use crate::arguments::{Format, Read};
use crate::input::{self, Job};
use crate::ordered::each_in_order;
use crate::progress::Progress;
use crate::{End, brat, html, notes, output, show, tell_error};

/// What became of a job.
struct Answer {
    /// For the output.
    out: String,
    /// For standard error: notes on the page, for people.
    notes: Vec<String>,
    n_bytes: usize,
    outcome: Outcome,
}

enum Outcome {
    Read,
    /// Read, but not as it is: characters were replaced, or parts left out.
    Damaged,
    /// One page of many could not be read.
    Skipped(String),
    /// A file could not be read.
    Failed(String),
    PassedOver,
}

pub(crate) fn read(options: &Read) -> Result<End> {
    if options.paths.is_empty() && std::io::stdin().is_terminal() {
        bail!("nothing to read: name files or folders, or pipe a page in (`dateline read --help`)");
    }
    let names = options.names.as_deref().map_or_else(|| Ok(Names::default()), names)?;
    let mut out = output::open(options.output.as_deref())?;
    let page = dateline_page::Limits { page_bytes: options.page_bytes, ..dateline_page::Limits::default() };
    let limits = Limits { page, story_bytes: options.story_bytes };
    let reader = Reader::new(Pipeline::embedded()).with_limits(limits).with_names(names);
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    // The first Ctrl-C ends the run when what was begun is done; a second one at once.
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .context("cannot listen for Ctrl-C")?;
    let n_threads = options.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut progress = Progress::new(options.quiet);
    let (mut has_failed, mut is_damaged) = (false, false);
    let (head, foot) = if options.format == Format::Html { (html::HEAD, html::FOOT) } else { ("", "") };
    out.write_all(head.as_bytes()).context("cannot write the answer")?;
    let work = |job: Job| answer(&reader, options, job);
    let jobs = |each: &mut dyn FnMut(Job) -> bool| input::for_each(&options.paths, options.page_bytes, each);
    let done = each_in_order(n_threads, &stop, jobs, work, |answer| {
        for note in &answer.notes {
            progress.suspend(|| eprintln!("{note}"));
        }
        match &answer.outcome {
            Outcome::Read => progress.page(answer.n_bytes, false),
            Outcome::Damaged => {
                is_damaged = true;
                progress.page(answer.n_bytes, false);
            }
            Outcome::Skipped(message) => {
                progress.page(answer.n_bytes, true);
                progress.suspend(|| tell_error(message));
            }
            Outcome::Failed(message) => {
                has_failed = true;
                progress.page(answer.n_bytes, true);
                progress.suspend(|| tell_error(message));
            }
            Outcome::PassedOver => progress.n_passed_over += 1,
        }
        out.write_all(answer.out.as_bytes()).context("cannot write the answer")
    });
    let done = done.and_then(|()| out.write_all(foot.as_bytes()).context("cannot write the answer"));
    let done = done.and_then(|()| out.flush().context("cannot write the answer"));
    let is_interrupted = stop.load(Ordering::Relaxed);
    progress.finish(is_interrupted);
    done?;
    Ok(match () {
        () if is_interrupted => End::Interrupted,
        () if has_failed || options.strict && (progress.n_skipped > 0 || is_damaged) => End::Failed,
        () if progress.n_pages == 0 => End::Nothing,
        () => End::Read,
    })
}

/// The user's table of names.
fn names(path: &Path) -> Result<Names> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table = String::from_utf8(bytes).map_err(|error| {
        let bytes = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
        anyhow!("{}: line {line}: not UTF-8", path.display())
    })?;
    Names::parse(&table).with_context(|| path.display().to_string())
}

/// Notes that mean that a page was not read as it is.
const DAMAGE: [&str; 3] = ["page/malformed", "page/too-long", "page/html"];

fn answer(reader: &Reader, options: &Read, job: Job) -> Answer {
    let (n_bytes, place) = match &job {
        Job::Page { name, bytes } => (bytes.len(), name.clone()),
        Job::Line { name, number, bytes } => (bytes.len(), format!("{name}:{number}")),
        Job::Unreadable { .. } | Job::PassedOver => (0, String::new()),
    };
    let nothing = |outcome| Answer { out: String::new(), notes: Vec::new(), n_bytes, outcome };
    let page = match job {
        Job::Unreadable { message } => return nothing(Outcome::Failed(message)),
        Job::PassedOver => return nothing(Outcome::PassedOver),
        Job::Page { name, bytes } => PageToRead {
            decoded: reader.decode(&bytes),
            id: None,
            name,
            published: None,
            url: None,
            title: None,
            site: None,
        },
        Job::Line { bytes, .. } => match line(reader, &bytes, &place) {
            Ok(page) => page,
            Err(message) => return nothing(Outcome::Skipped(format!("{place}: {message}"))),
        },
    };
    // A fault of ours in one page must not lose the others.
    let read = catch_unwind(AssertUnwindSafe(|| page.read(reader, options)));
    let Ok((out, reading, name)) = read else {
        return nothing(Outcome::Skipped(format!("{place}: dateline failed on this page; please report it")));
    };
    let notes = &reading.record.notes;
    let is_damaged = notes.iter().any(|note| DAMAGE.contains(&note.code));
    let shown = |note: &Note<_>| notes::shown(note, &reading.text, &name);
    Answer {
        notes: if options.format == Format::Text { notes.iter().map(shown).collect() } else { Vec::new() },
        out,
        n_bytes,
        outcome: if is_damaged { Outcome::Damaged } else { Outcome::Read },
    }
}

/// A page whose text is known, and what came with it.
struct PageToRead {
    decoded: Decoded,
    id: Option<Value>,
    name: String,
    published: Option<String>,
    url: Option<String>,
    title: Option<String>,
    site: Option<String>,
}

fn line(reader: &Reader, bytes: &[u8], place: &str) -> Result<PageToRead, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8 from byte {} on", error.valid_up_to()))?;
    let line = Line::parse(text.trim_start_matches('\u{feff}').trim_end()).map_err(|error| error.to_string())?;
    let decoded = match &line.body {
        Body::Text(text) => reader.given(text),
        Body::Html(_) => {
            let mut decoded = reader.given("");
            decoded.notes.push(Note::new("page/html", None, "the page is HTML, which cannot be read yet"));
            decoded
        }
    };
    Ok(PageToRead {
        decoded,
        id: Some(line.id),
        name: place.to_owned(),
        published: line.published,
        url: line.url,
        title: line.title,
        site: line.site,
    })
}

impl PageToRead {
    fn read(self, reader: &Reader, options: &Read) -> (String, Reading, String) {
        let meta = Meta { dated: options.dated, published: self.published.as_deref() };
        // A line is named by its id; where it stood is of no use to who reads the record.
        let named = self.id.is_none().then(|| self.name.clone());
        let source = Source { name: named, meta, url: self.url, title: self.title, site: self.site };
        let mut reading = reader.read(self.decoded, source);
        reading.record.keep_events(options.min_confidence);
        let id = match &self.id {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Null) | None => self.name.clone(),
            Some(id) => id.to_string(),
        };
        let out = match options.format {
            Format::Text => show::page(&reading, &id, options.explain) + "\n",
            Format::Conllu => conllu::page(&reading, &id),
            Format::Timeml => dateline_read::timeml::page(&reading, &id),
            Format::Brat => brat::page(&reading, &id),
            Format::Html => html::page(&reading, &id),
            Format::Json => {
                let json = json::Options { id: self.id, with_text: options.with_text, explain: options.explain };
                json::line(&reading.record, &reading.text, &json) + "\n"
            }
        };
        (out, reading, self.name)
    }
}
