//! What does a page say? The road from its text to its record.
//!
//! The page is cut into stories, each story is parsed, and rows are read from the parses:
//! [`entity`](crate) joins names, times are resolved against the story's day, else the page's.
//! Reading never fails: a hard page gives fewer rows and more notes.
//!
//! ```
//! use dateline_page::{Meta, decode};
//! use dateline_read::{Reader, Source};
//!
//! let reader = Reader::new(dateline_parse::Pipeline::embedded());
//! let page = reader.decode(b"March 5, 1931\nMayor Alder opened the bridge on Tuesday.");
//! let reading = reader.read(page, Source { meta: Meta::default(), ..Source::default() });
//! let record = &reading.record;
//! assert_eq!(record.page.published.as_ref().unwrap().value, "1931-03-05");
//! assert_eq!(record.entities[0].name, "Alder");
//! ```

pub mod conllu;
mod entity;
mod event;
pub mod figure;
mod figure_place;
mod limits;
mod reader;
mod relative;
mod split;
pub mod statement;
mod time;
pub mod timeml;
mod truecase;

pub use entity::{Names, NamesError};
pub use limits::Limits;
pub use reader::{ParsedStory, Reader, Reading, Source, text_sha256};
