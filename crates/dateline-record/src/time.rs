//! The times that a page names.

use dateline_text::{Page, Span};

/// Words about time, with the TIMEX3 value they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeRow {
    /// The words.
    pub span: Span<Page>,
    /// TIMEX3 type: `DATE`, `TIME`, `DURATION`, `SET`.
    pub kind: &'static str,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<&'static str>,
    /// TIMEX3 quant, of a set.
    pub quant: Option<&'static str>,
    /// TIMEX3 freq, of a set.
    pub freq: Option<String>,
    /// The first day or moment of what it means.
    pub start: Option<String>,
    /// The end, excluded.
    pub end: Option<String>,
    /// What it was resolved against: `story`, `page`, `narrative`.
    pub anchor: Option<&'static str>,
    /// The rule that read it.
    pub rule: &'static str,
    /// Why it has this value, in one line.
    pub explanation: String,
}
