//! Where exactly is it written? Texts, places in them, and how a story lies on its page.
//!
//! Every other crate of dateline builds on these few types.
//! A [`Span`] knows which kind of text it belongs to, so a place in a [`Story`] can't be taken for one on the [`Page`].
//! An [`Alignment`] carries places from one to the other.
//!
//! ```
//! use dateline_text::{Alignment, Page, Story, Text};
//!
//! let page: Text<Page> = "SURGE: Prices rose Bread is dear.".into();
//! let deck = page.span(7, 18).unwrap();
//! let body = page.span(19, 33).unwrap();
//! let (story, alignment): (Text<Story>, Alignment) = Alignment::join(&page, &[deck, body], "\n\n");
//! assert_eq!(&*story, "Prices rose\n\nBread is dear.");
//! let bread = story.find("Bread").unwrap();
//! assert_eq!(&page[alignment.to_page(bread)], "Bread");
//! ```

mod alignment;
mod id;
mod note;
mod span;
mod text;

pub use alignment::Alignment;
pub use id::Id;
pub use note::Note;
pub use span::Span;
pub use text::{Text, TooLong};

/// Marks texts and spans of a page as it came: decoded to Unicode, otherwise untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {}

/// Marks texts and spans of one story, cut from a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Story {}
