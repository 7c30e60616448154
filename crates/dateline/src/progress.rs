//! What is told while a long job runs, and at its end.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use anstream::eprintln;
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

/// Pages and bytes so far, on standard error, when that is a terminal.
pub(crate) struct Progress {
    start: Instant,
    bar: ProgressBar,
    is_quiet: bool,
    /// Bytes of all there is to read, when that is known.
    total: Option<u64>,
    pub(crate) n_pages: usize,
    pub(crate) n_bytes: usize,
    pub(crate) n_skipped: usize,
    pub(crate) n_passed_over: usize,
}

impl Progress {
    pub(crate) fn new(is_quiet: bool, total: Option<u64>) -> Self {
        let bar = if is_quiet || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let bar = ProgressBar::new_spinner();
            bar.set_style(ProgressStyle::with_template("{spinner} {msg}").expect("the template is well-formed"));
            bar
        };
        Self { start: Instant::now(), bar, is_quiet, total, n_pages: 0, n_bytes: 0, n_skipped: 0, n_passed_over: 0 }
    }

    /// A page was read, or skipped.
    pub(crate) fn page(&mut self, n_bytes: usize, is_skipped: bool) {
        self.n_bytes += n_bytes;
        if is_skipped {
            self.n_skipped += 1;
        } else {
            self.n_pages += 1;
        }
        // A short job needs no bar.
        if !self.bar.is_hidden() && self.start.elapsed() > Duration::from_millis(500) {
            self.bar.set_message(self.counts() + &self.left());
            self.bar.tick();
        }
    }

    /// Prints without disturbing the bar.
    pub(crate) fn suspend<R>(&self, print: impl FnOnce() -> R) -> R {
        self.bar.suspend(print)
    }

    /// Ends the bar, and tells the sum when there was more than one page or something amiss.
    pub(crate) fn finish(&self, is_interrupted: bool) {
        self.bar.finish_and_clear();
        let is_worth_telling = self.n_pages > 1 || self.n_skipped > 0 || self.n_passed_over > 0 || is_interrupted;
        if self.is_quiet || !is_worth_telling {
            return;
        }
        let stopped = if is_interrupted { "stopped: " } else { "" };
        eprintln!("{stopped}{} in {:.1} s", self.counts(), self.start.elapsed().as_secs_f64());
        if self.n_passed_over > 0 {
            eprintln!("passed over: {} that are neither .txt nor .jsonl", files(self.n_passed_over));
        }
    }

    /// How long the rest takes at the rate so far.
    fn left(&self) -> String {
        let Some(total) = self.total.filter(|total| *total > self.n_bytes as u64 && self.n_bytes > 0) else {
            return String::new();
        };
        let share = total as f64 / self.n_bytes as f64 - 1.0;
        let left = self.start.elapsed().mul_f64(share.min(1e6));
        format!(", {} left", HumanDuration(left))
    }

    fn counts(&self) -> String {
        let megabytes = self.n_bytes as f64 / 1e6;
        let rate = megabytes / self.start.elapsed().as_secs_f64().max(1e-3);
        let pages = if self.n_pages == 1 { "page" } else { "pages" };
        let skipped = if self.n_skipped > 0 { format!(", {} skipped", self.n_skipped) } else { String::new() };
        format!("{} {pages}, {megabytes:.1} MB, {rate:.1} MB/s{skipped}", self.n_pages)
    }
}

fn files(n: usize) -> String {
    if n == 1 { "1 file".to_owned() } else { format!("{n} files") }
}
