//! On which day was the page published, and who says so?

use dateline_text::{Note, Page, Span, Text};
use jiff::civil::Date;

use crate::Limits;
use crate::calendar::{Day, Written, written};
use crate::head::{HeadDate, head_dates};

/// The day a page was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// The time of that day as it was written, with its zone if one was: `10:00:00 GMT`.
    pub time: Option<String>,
    /// Who says so.
    pub from: From,
    /// Where the page says so: the date alone, without weekday and time.
    pub span: Option<Span<Page>>,
}

/// Who says when a page was published; the first has the last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum From {
    /// Whoever asked for the reading.
    Argument,
    /// What came with the page.
    Metadata,
    /// The head of the page itself.
    Text,
}

impl From {
    /// Its name in the record: `argument`, `metadata`, `text`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Argument => "argument",
            Self::Metadata => "metadata",
            Self::Text => "text",
        }
    }
}

/// The page's day: the argument, else the metadata, else a full date at the head of the text.
///
/// [`cut`](crate::cut()) also looks below a headline that stands beneath teasers.
/// Impossible dates are no dates, and `03/04/2021` is not guessed at; notes say what was passed over.
///
/// ```
/// # use dateline_page::{From, Limits, date};
/// let page = "Fog closes harbour\nThursday, March 5, 1931\nThe harbour was closed.".into();
/// let (published, notes) = date(&page, None, None, &Limits::default());
/// let published = published.unwrap();
/// assert_eq!((published.date.to_string().as_str(), published.from), ("1931-03-05", From::Text));
/// assert_eq!(&page[published.span.unwrap()], "March 5, 1931");
/// assert!(notes.is_empty());
/// ```
pub fn date(
    page: &Text<Page>,
    argument: Option<Date>,
    metadata: Option<&str>,
    limits: &Limits,
) -> (Option<Published>, Vec<Note<Page>>) {
    date_with(page, argument, metadata, &head_dates(page, limits))
}

/// The same, where the dates at the page's head are already found.
pub(crate) fn date_with(
    page: &Text<Page>,
    argument: Option<Date>,
    metadata: Option<&str>,
    heads: &[HeadDate],
) -> (Option<Published>, Vec<Note<Page>>) {
    let mut notes = Vec::new();
    if let Some(date) = argument {
        return (Some(Published { date, time: None, from: From::Argument, span: None }), notes);
    }
    if let Some(words) = metadata {
        match whole_date(words) {
            Some(Written { day: Day::Known(date), time, .. }) => {
                return (Some(Published { date, time, from: From::Metadata, span: None }), notes);
            }
            Some(_) => notes.push(Note::new(
                "page/date-ambiguous",
                None,
                format!("\"published\" is {words:?}: the day or the month may come first"),
            )),
            None => notes.push(
                Note::new("page/date-metadata", None, format!("\"published\" is {words:?}, which is no day"))
                    .with_help("write it as 2021-12-06"),
            ),
        }
    }
    let published = from_text(heads);
    if published.is_none() {
        notes.extend(heads.iter().filter(|head| matches!(head.written.day, Day::Either(_))).map(|head| {
            Note::new(
                "page/date-ambiguous",
                Some(head.date),
                format!("cannot tell the day of {:?} from the month", &page[head.date]),
            )
            .with_help("give the page's day with --dated")
        }));
    }
    (published, notes)
}

/// The best of some dates on a page: of publication before any, any before one of an update, then the first.
pub(crate) fn from_text(heads: &[HeadDate]) -> Option<Published> {
    let days = heads.iter().filter_map(|head| match head.written.day {
        Day::Known(date) => Some((head.rank, head, date)),
        Day::Either(_) => None,
    });
    let (_, head, date) = days.min_by_key(|(rank, ..)| *rank)?;
    Some(Published { date, time: head.written.time.clone(), from: From::Text, span: Some(head.date) })
}

/// A day or a date-time and nothing else.
fn whole_date(words: &str) -> Option<Written> {
    let words = words.trim();
    let written = written(words)?;
    // Whatever follows a full date and a blank or `T` is a time in some form or other.
    let rest = &words[written.end..];
    (rest.is_empty() || rest.starts_with([' ', 'T', 't', ',', '+', 'Z'])).then_some(written)
}
