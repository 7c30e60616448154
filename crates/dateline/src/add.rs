//! `dateline add`.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use dateline_page::Layout;
use dateline_read::{Reader, Reading, text_sha256};
use dateline_store::{Added, Came, GroupLimits, Store, StoreError, Writer};
use jiff::Timestamp;

use crate::arguments::Add;
use crate::pages::{self, Made, PageToRead, Taken};
use crate::{End, tell};

/// What was read longer ago is committed, so that not much is lost with the process.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Which reader this is, kept with each page.
pub(crate) const READER: &str = concat!("dateline ", env!("CARGO_PKG_VERSION"));

/// What a thread makes of a page.
enum Page {
    /// The store has it.
    Known,
    Read(Box<Reading>, Option<String>, Layout),
}

pub(crate) fn add(options: &Add) -> Result<End> {
    let store = Store::open_or_create(&options.store)?;
    // Threads ask it which pages are there; reading them again is what costs.
    let asked = Mutex::new(Store::open(&options.store)?);
    let writer = RefCell::new(store.writer()?);
    let (mut n_new, mut n_newer, mut n_known) = (0_usize, 0_usize, 0_usize);
    let mut since = Instant::now();
    let work = |reader: &Reader, page: PageToRead| made(reader, options, page, &asked);
    let end = pages::each(&options.input, work, |taken, _| {
        let mut writer = writer.borrow_mut();
        let now = now();
        match taken {
            Taken::Skipped(place, reason) => writer.skip(&place, &reason, &now)?,
            Taken::Made(Page::Known) => n_known += 1,
            Taken::Made(Page::Read(reading, given_id, layout)) => {
                let layout = Some(layout.to_string()).filter(|layout| !layout.is_empty());
                let came = Came { given_id: given_id.as_deref(), reader: READER, layout: layout.as_deref() };
                match writer.add(&reading.record, &reading.text, came, &now)? {
                    Added::New(_) => n_new += 1,
                    Added::Newer(..) => n_newer += 1,
                    Added::Known(_) => n_known += 1,
                }
            }
        }
        if writer.n_waiting() >= options.batch || since.elapsed() >= LONGEST_WAIT {
            writer.commit()?;
            since = Instant::now();
        }
        Ok(())
    });
    let end = match end {
        Ok(end) => {
            finish(writer)?;
            // What is stopped goes on when it is called again.
            if !matches!(end, End::Interrupted) && !options.no_groups {
                store.regroup(&GroupLimits::default())?;
            }
            end
        }
        // What was read before the disk was full or the input broke stays.
        Err(error) if error.downcast_ref::<StoreError>().is_none() => {
            finish(writer)?;
            return Err(error);
        }
        Err(error) => return Err(error).context(format!("{}", options.store.display())),
    };
    if !options.input.quiet {
        tell(&format!(
            "{}: {n_new} new pages, {n_newer} new versions, {n_known} known already",
            options.store.display()
        ));
    }
    Ok(end)
}

fn finish(writer: RefCell<Writer<'_>>) -> Result<(), StoreError> {
    writer.into_inner().finish()
}

fn made(reader: &Reader, options: &Add, page: PageToRead, asked: &Mutex<Store>) -> Result<Made<Page>, String> {
    let given_id = page.given_id();
    let sha256 = text_sha256(&page.decoded.text);
    let known = {
        // A thread that failed while it asked has changed nothing.
        let store = asked.lock().unwrap_or_else(PoisonError::into_inner);
        store.page(&sha256, page.url.as_deref(), given_id.as_deref()).map_err(|error| error.to_string())?
    };
    if known.is_some() {
        return Ok(Made { made: Page::Known, notes: Vec::new(), is_damaged: false });
    }
    let layout = page.layout();
    let reading = page.read(reader, &options.input);
    let is_damaged = pages::is_damaged(&reading);
    Ok(Made { made: Page::Read(Box::new(reading), given_id, layout), notes: Vec::new(), is_damaged })
}

/// This moment, in UTC with milliseconds, so that moments sort as their words do.
pub(crate) fn now() -> String {
    format!("{:.3}", Timestamp::now())
}
