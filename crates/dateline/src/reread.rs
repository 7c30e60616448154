//! `dateline reread`.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anyhow::{Context, Result};
use dateline_page::{Layout, Meta};
use dateline_parse::Pipeline;
use dateline_read::{Names, Reader, Reading, Source};
use dateline_record::PublishedFrom;
use dateline_store::{Came, GroupLimits, Kept, Store};

use crate::add::READER;
use crate::arguments::Reread;
use crate::ordered::each_in_order;
use crate::progress::Progress;
use crate::{End, pages, tell};

/// Pages committed at once.
const BATCH: usize = 1024;

pub(crate) fn reread(options: &Reread) -> Result<End> {
    let old = Store::open_to_reread(&options.store)?;
    let names = options.names.as_deref().map_or_else(|| Ok(Names::default()), pages::names)?;
    let reader = Reader::new(Pipeline::embedded()).with_names(names);
    let beside = with_ending(&options.store, ".reread");
    // What an earlier run left there is not whole.
    remove(&beside)?;
    let new = Store::open_or_create(&beside)?;
    let stop = pages::stop_on_ctrl_c()?;
    let n_threads = options.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut progress =
        Progress::new(options.quiet, u64::try_from(old.ask_number("SELECT sum(bytes) FROM pages").unwrap_or(0)).ok());
    let mut writer = new.writer()?;
    let mut broken = Ok(());
    let store = options.store.clone();
    let jobs = |each: &mut dyn FnMut(Kept) -> bool| {
        // A connection belongs to one thread.
        broken = Store::open_to_reread(&store).and_then(|store| store.each_kept(each));
    };
    let work = |kept: Kept| {
        let reading = again(&reader, &kept);
        (kept, reading)
    };
    let done = each_in_order(n_threads, &stop, jobs, work, |(kept, reading)| {
        let came = Came { given_id: kept.given_id.as_deref(), reader: READER, layout: kept.layout.as_deref() };
        writer.add(&reading.record, &reading.text, came, &kept.added)?;
        if writer.n_waiting() >= BATCH {
            writer.commit()?;
        }
        progress.page(kept.text.len(), false);
        Ok(())
    });
    for [place, reason, at] in old.skipped()? {
        writer.skip(&place, &reason, &at)?;
    }
    let is_interrupted = stop.load(Ordering::Relaxed);
    progress.finish(is_interrupted);
    done?;
    broken?;
    if is_interrupted {
        drop(writer);
        drop(new);
        remove(&beside)?;
        return Ok(End::Interrupted);
    }
    writer.finish()?;
    new.regroup(&GroupLimits::default())?;
    new.close()?;
    drop(old);
    std::fs::rename(&beside, &options.store)
        .with_context(|| format!("cannot put the new reading in the place of {}", options.store.display()))?;
    // The old file's journal must not be taken for the new one's.
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(with_ending(&options.store, ending));
    }
    if !options.quiet {
        tell(&format!("{}: {} pages read again", options.store.display(), progress.n_pages));
    }
    Ok(if progress.n_pages == 0 { End::Nothing } else { End::Read })
}

fn again(reader: &Reader, kept: &Kept) -> Reading {
    let from = |name: &str| match name {
        "argument" => PublishedFrom::Argument,
        "url" => PublishedFrom::Url,
        "http" => PublishedFrom::Http,
        _ => PublishedFrom::Metadata,
    };
    let source = Source {
        name: kept.source.clone(),
        meta: Meta { dated: None, published: kept.published.as_deref(), layout: layout(kept) },
        url: kept.url.clone(),
        title: kept.title.clone(),
        site: kept.site.clone(),
        authors: kept.authors.clone(),
        section: kept.section.clone(),
        updated: kept.updated.clone(),
        captured: kept.captured.clone(),
        published_from: kept.published_from.as_deref().map(from),
        language: kept.language.clone(),
        told: kept.told.clone(),
    };
    reader.read(reader.given(&kept.text), source)
}

fn layout(kept: &Kept) -> Layout {
    kept.layout.as_deref().map_or(Layout::Unknown, Layout::from_name)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a store with its journals, where there is one.
fn remove(path: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let path = with_ending(path, ending);
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}
