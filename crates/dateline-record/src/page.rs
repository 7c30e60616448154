//! The page a record is of.

use std::borrow::Cow;

use dateline_text::{Page, Span, Text};

/// One page.
#[derive(Clone, Debug)]
pub struct PageRow {
    /// Where it was read from: a file's path, `-` for standard input.
    pub source: Option<String>,
    /// SHA-256 of the text that was read, in UTF-8, as 64 hexadecimal digits.
    pub text_sha256: String,
    /// Length of that text in bytes.
    pub bytes: usize,
    /// ISO 639-1 code; `None` when it was not looked for.
    pub language: Option<String>,
    /// The day it was published.
    pub published: Option<Published>,
    /// When it was changed last, as it says itself: ISO 8601 day or moment.
    pub updated: Option<String>,
    /// When it was captured: RFC 3339.
    pub captured: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The paper or site.
    pub site: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The part of the paper it stands in.
    pub section: Option<String>,
    /// All that the page tells of itself.
    pub told: Vec<Told>,
}

impl PageRow {
    /// A page of which nothing is known but its text.
    pub fn new(text: &Text<Page>, text_sha256: String) -> Self {
        Self {
            source: None,
            text_sha256,
            bytes: text.len(),
            language: None,
            published: None,
            updated: None,
            captured: None,
            url: None,
            title: None,
            site: None,
            authors: Vec::new(),
            section: None,
            told: Vec::new(),
        }
    }
}

/// Something that a page tells of itself, whether or not it is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What: `title`, `author`, `published`, `updated`, `site`, `section`, `canonical`, `day`.
    pub field: Cow<'static, str>,
    /// As it stands there.
    pub value: String,
    /// Where: `json-ld`, `opengraph`, `meta`, `microdata`, `time`, `url`, `named`, `heading`, `title`, `text`, `http`.
    pub from: Cow<'static, str>,
    /// Whether it is the one that is believed.
    pub is_chosen: bool,
}

/// The day a page was published, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// ISO 8601 day.
    pub value: String,
    /// Who says so.
    pub from: PublishedFrom,
    /// Where the page says so.
    pub span: Option<Span<Page>>,
}

/// Who says when a page was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedFrom {
    /// Whoever asked for the reading.
    Argument,
    /// What came with the page.
    Metadata,
    /// The page's own text.
    Text,
    /// Its address.
    Url,
    /// The answer that brought it, or its capture.
    Http,
}

impl PublishedFrom {
    /// Its name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Argument => "argument",
            Self::Metadata => "metadata",
            Self::Text => "text",
            Self::Url => "url",
            Self::Http => "http",
        }
    }
}
