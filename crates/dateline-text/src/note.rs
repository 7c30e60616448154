//! What could not be read, and why.

use std::borrow::Cow;

use crate::Span;

/// Something that could not be read, or was read with a reservation.
///
/// Reading never fails: a hard page gives fewer rows and more notes.
///
/// ```
/// # use dateline_text::{Note, Page, Text};
/// let page: Text<Page> = "The council meets next week.".into();
/// let note = Note::new("time/no-anchor", page.find("next week"), "cannot place \"next week\": the page has no date")
///     .with_help("give one with --dated");
/// assert_eq!((note.code, &page[note.span.unwrap()]), ("time/no-anchor", "next week"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<In> {
    /// A stable name, `area/what`: `page/encoding`, `time/no-anchor`.
    pub code: &'static str,
    /// The words it is about; `None` when it is about the page as a whole.
    pub span: Option<Span<In>>,
    /// One line for people, without a full stop.
    pub message: Cow<'static, str>,
    /// What the reader can do about it.
    pub help: Option<Cow<'static, str>>,
}

impl<In> Note<In> {
    /// A note without help.
    pub fn new(code: &'static str, span: Option<Span<In>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, span, message: message.into(), help: None }
    }

    /// The same note, with what to do about it.
    #[must_use]
    pub fn with_help(self, help: impl Into<Cow<'static, str>>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same note about another place, as when a story's note is told of its page.
    pub fn map<Out>(self, place: impl FnOnce(Span<In>) -> Span<Out>) -> Note<Out> {
        Note { code: self.code, span: self.span.map(place), message: self.message, help: self.help }
    }
}
