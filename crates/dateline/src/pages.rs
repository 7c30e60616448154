//! Pages of the inputs, each worked on by some thread and taken in order: what `read` and `add` share.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::eprintln;
use anyhow::{Context, Result, anyhow, bail};
use dateline_html::{Article, Came, Candidate, Field, Found};
use dateline_page::{Body, Decoded, Layout, Line, Meta, Part};
use dateline_parse::Pipeline;
use dateline_read::{Limits, Names, Reader, Reading, Source};
use dateline_record::{PublishedFrom, Told};
use dateline_text::Note;
use serde_json::Value;

use crate::arguments::Input;
use crate::input::{self, Job};
use crate::ordered::each_in_order;
use crate::progress::Progress;
use crate::{End, tell_error};

/// A page whose text is known, and what came with it.
pub(crate) struct PageToRead {
    pub(crate) decoded: Decoded,
    /// The id of its line.
    pub(crate) id: Option<Value>,
    /// Where it stands.
    pub(crate) name: String,
    pub(crate) published: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) site: Option<String>,
    /// What the page's HTML told besides.
    article: Option<Article>,
    captured: Option<String>,
    /// When its server says that it was changed last.
    modified: Option<String>,
}

/// What was made of a page.
pub(crate) struct Made<T> {
    pub(crate) made: T,
    /// For standard error: notes on the page, for people.
    pub(crate) notes: Vec<String>,
    /// Whether characters were replaced, or parts left out.
    pub(crate) is_damaged: bool,
}

/// What is taken, in the order of the pages.
pub(crate) enum Taken<T> {
    Made(T),
    /// One page of many could not be read: where it stands, and why.
    Skipped(String, String),
}

/// What became of a job.
enum Outcome<T> {
    Made(Made<T>),
    Skipped(String, String),
    /// A file could not be read.
    Failed(String),
    PassedOver,
}

/// Notes that mean that a page was not read as it is.
const DAMAGE: [&str; 3] = ["page/malformed", "page/too-long", "html/long"];

/// Whether a page was not read as it is.
pub(crate) fn is_damaged(reading: &Reading) -> bool {
    reading.record.notes.iter().any(|note| DAMAGE.contains(&note.code))
}

/// Gives each page of the inputs to `work` on some thread, and what it makes of it to `take`, in order.
///
/// # Errors
/// When the inputs cannot be begun, and those of `take`.
pub(crate) fn each<T: Send>(
    input: &Input,
    work: impl Fn(&Reader, PageToRead) -> Result<Made<T>, String> + Sync,
    mut take: impl FnMut(Taken<T>, &Progress) -> Result<()>,
) -> Result<End> {
    if input.paths.is_empty() && std::io::stdin().is_terminal() {
        bail!("nothing to read: name files or folders, or pipe a page in (see --help)");
    }
    let names = input.names.as_deref().map_or_else(|| Ok(Names::default()), names)?;
    let page = dateline_page::Limits { page_bytes: input.page_bytes, ..dateline_page::Limits::default() };
    let limits = Limits { page, story_bytes: input.story_bytes };
    let reader = Reader::new(Pipeline::embedded()).with_limits(limits).with_names(names);
    let stop = stop_on_ctrl_c()?;
    let n_threads = input.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut progress = Progress::new(input.quiet, input::total(&input.paths));
    let (mut has_failed, mut has_damage) = (false, false);
    let work = |job: Job| outcome(&reader, job, &work);
    let jobs = |each: &mut dyn FnMut(Job) -> bool| input::for_each(&input.paths, input.page_bytes, each);
    let done = each_in_order(n_threads, &stop, jobs, work, |(n_bytes, outcome)| match outcome {
        Outcome::Made(made) => {
            for note in &made.notes {
                progress.suspend(|| eprintln!("{note}"));
            }
            has_damage |= made.is_damaged;
            progress.page(n_bytes, false);
            take(Taken::Made(made.made), &progress)
        }
        Outcome::Skipped(place, reason) => {
            progress.page(n_bytes, true);
            progress.suspend(|| tell_error(&format!("{place}: {reason}")));
            take(Taken::Skipped(place, reason), &progress)
        }
        Outcome::Failed(message) => {
            has_failed = true;
            progress.page(n_bytes, true);
            progress.suspend(|| tell_error(&message));
            Ok(())
        }
        Outcome::PassedOver => {
            progress.n_passed_over += 1;
            Ok(())
        }
    });
    let is_interrupted = stop.load(Ordering::Relaxed);
    progress.finish(is_interrupted);
    done?;
    Ok(match () {
        () if is_interrupted => End::Interrupted,
        () if has_failed || input.strict && (progress.n_skipped > 0 || has_damage) => End::Failed,
        () if progress.n_pages == 0 => End::Nothing,
        () => End::Read,
    })
}

/// Set once somebody asks to stop.
pub(crate) fn stop_on_ctrl_c() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    // The first Ctrl-C ends the run when what was begun is done; a second one at once.
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(stop)
}

/// The user's table of names.
pub(crate) fn names(path: &Path) -> Result<Names> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table = String::from_utf8(bytes).map_err(|error| {
        let bytes = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
        anyhow!("{}: line {line}: not UTF-8", path.display())
    })?;
    Names::parse(&table).with_context(|| path.display().to_string())
}

/// What is said of a page that we fail on.
const FAULT: &str = "dateline failed on this page; please report it";

/// What becomes of a job, and how many bytes it has.
fn outcome<T>(
    reader: &Reader,
    job: Job,
    work: &impl Fn(&Reader, PageToRead) -> Result<Made<T>, String>,
) -> (usize, Outcome<T>) {
    let (n_bytes, place) = match &job {
        Job::Page { name, bytes } => (bytes.len(), name.clone()),
        Job::Html(page) => (page.bytes.len(), page.name.clone()),
        Job::Line { name, number, bytes } => (bytes.len(), format!("{name}:{number}")),
        Job::Unreadable { .. } | Job::PassedOver => (0, String::new()),
    };
    let page = match job {
        Job::Unreadable { message } => return (n_bytes, Outcome::Failed(message)),
        Job::PassedOver => return (n_bytes, Outcome::PassedOver),
        Job::Page { name, bytes } => PageToRead {
            decoded: reader.decode(&bytes),
            id: None,
            name,
            published: None,
            url: None,
            title: None,
            site: None,
            article: None,
            captured: None,
            modified: None,
        },
        Job::Html(page) => match catch_unwind(AssertUnwindSafe(|| html(reader, *page))) {
            Ok(page) => page,
            Err(_) => return (n_bytes, Outcome::Skipped(place, FAULT.to_owned())),
        },
        Job::Line { bytes, .. } => match line(reader, &bytes, &place) {
            Ok(page) => page,
            Err(message) => return (n_bytes, Outcome::Skipped(place, message)),
        },
    };
    // A fault of ours in one page must not lose the others.
    let made = catch_unwind(AssertUnwindSafe(|| work(reader, page)));
    let made = made.unwrap_or_else(|_| Err(FAULT.to_owned()));
    (n_bytes, made.map_or_else(|reason| Outcome::Skipped(place, reason), Outcome::Made))
}

fn line(reader: &Reader, bytes: &[u8], place: &str) -> Result<PageToRead, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8 from byte {} on", error.valid_up_to()))?;
    let line = Line::parse(text.trim_start_matches('\u{feff}').trim_end()).map_err(|error| error.to_string())?;
    let page = |decoded| PageToRead {
        decoded,
        id: Some(line.id.clone()),
        name: place.to_owned(),
        published: line.published.clone(),
        url: line.url.clone(),
        title: line.title.clone(),
        site: line.site.clone(),
        article: None,
        captured: None,
        modified: None,
    };
    Ok(match &line.body {
        Body::Text(text) => page(reader.given(text)),
        Body::Html(html) => of_article(reader, html, page(reader.given(""))),
    })
}

/// An HTML page as the text of its article.
fn html(reader: &Reader, page: dateline_archive::Page) -> PageToRead {
    let decoded = dateline_html::decode(&page.bytes, page.charset.as_deref());
    let empty = PageToRead {
        decoded: reader.given(""),
        id: None,
        name: page.name,
        published: page.published,
        url: page.url,
        title: page.title,
        site: page.site,
        article: None,
        captured: page.captured,
        modified: page.modified,
    };
    let mut page = of_article(reader, &decoded.text, empty);
    if decoded.is_damaged {
        let message = format!("bytes that are no {} were replaced", decoded.encoding);
        page.decoded.notes.push(Note::new("page/malformed", None, message));
    }
    page
}

/// The page with its article as text; what came with it is believed before what it says itself.
fn of_article(reader: &Reader, html: &str, page: PageToRead) -> PageToRead {
    let captured = page.captured.as_deref().and_then(|moment| moment.get(..10)?.parse().ok());
    let came = Came { url: page.url.as_deref(), captured, modified: page.modified.as_deref() };
    let article = dateline_html::read(html, &came, &dateline_html::Limits::default());
    let mut decoded = reader.given(&article.text);
    decoded.notes.extend(article.notes.iter().map(|(code, message)| Note::new(code, None, message.clone())));
    PageToRead {
        decoded,
        title: page.title.or_else(|| article.title.clone()),
        site: page.site.or_else(|| article.site.clone()),
        url: page.url.or_else(|| article.canonical.clone()),
        article: Some(article),
        ..page
    }
}

/// What a page tells of itself, and whether that is believed.
fn told(candidate: &Candidate, article: &Article) -> Told {
    let is = |chosen: &Option<String>| chosen.as_ref() == Some(&candidate.value);
    let is_chosen = match candidate.field {
        Field::Title => is(&article.title),
        Field::Site => is(&article.site),
        Field::Section => is(&article.section),
        Field::Canonical => is(&article.canonical),
        Field::Author => article.authors.iter().any(|author| candidate.value.contains(author.as_str())),
        Field::Published | Field::Day => article.published.as_ref() == Some(candidate),
        Field::Updated => article.updated.as_ref() == Some(candidate) || article.published.as_ref() == Some(candidate),
    };
    let (field, from) = (candidate.field.as_str(), candidate.found.as_str());
    Told { field: field.into(), value: candidate.value.clone(), from: from.into(), is_chosen }
}

fn part(kind: dateline_html::Kind) -> Part {
    match kind {
        dateline_html::Kind::Paragraph => Part::Paragraph,
        dateline_html::Kind::Heading(level) => Part::Heading(level),
        dateline_html::Kind::Item => Part::Item,
        dateline_html::Kind::Quote => Part::Quotation,
        dateline_html::Kind::Caption => Part::Caption,
        dateline_html::Kind::Cell => Part::Cell,
        dateline_html::Kind::Preformatted => Part::Preformatted,
    }
}

impl PageToRead {
    /// How its text came to be.
    pub(crate) fn layout(&self) -> Layout {
        let Some(article) = &self.article else { return Layout::Unknown };
        let title = article.title.is_some().then_some(Part::Title);
        Layout::Article(title.into_iter().chain(article.kinds.iter().map(|kind| part(*kind))).collect())
    }

    /// The id that its line gave it, as words.
    pub(crate) fn given_id(&self) -> Option<String> {
        match self.id.as_ref()? {
            Value::String(id) => Some(id.clone()),
            Value::Null => None,
            id => Some(id.to_string()),
        }
    }

    /// Its reading.
    pub(crate) fn read(self, reader: &Reader, input: &Input) -> Reading {
        let layout = self.layout();
        let article = self.article.unwrap_or_default();
        let of_page = article.published.as_ref().and_then(|published| Some((published.day?, published.found)));
        let day = of_page.map(|(day, _)| day.to_string());
        let published_from = match of_page {
            _ if self.published.is_some() => None,
            Some((_, Found::Url)) => Some(PublishedFrom::Url),
            Some((_, Found::Http)) => Some(PublishedFrom::Http),
            Some(_) => Some(PublishedFrom::Metadata),
            None => None,
        };
        let meta = Meta { dated: input.dated, published: self.published.as_deref().or(day.as_deref()), layout };
        // A line is named by its id; where it stood is of no use to who reads the record.
        let named = self.id.is_none().then_some(self.name);
        let told = article.candidates.iter().map(|candidate| told(candidate, &article)).collect();
        let source = Source {
            name: named,
            meta,
            url: self.url,
            title: self.title,
            site: self.site,
            authors: article.authors,
            section: article.section,
            updated: article.updated.map(|updated| updated.value),
            captured: self.captured,
            published_from,
            language: article.language.map(str::to_owned),
            told,
        };
        reader.read(self.decoded, source)
    }
}
