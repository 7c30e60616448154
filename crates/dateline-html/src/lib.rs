//! What does an HTML page say? Its article as plain text, with its title, authors and days.
//!
//! The page's tree is walked once and becomes blocks: paragraphs, headings, list items, captions.
//! The part of the tree with the most running text is the article; within it, what is a link, a hint or a form is left out.
//! Metadata is collected from all places that tell it, each with where it was found; the choice comes last.

mod article;
mod block;
mod candidates;
mod choose;
mod day;
mod decode;
mod hints;
mod json_ld;
mod page;
mod shallow;

pub use block::Kind;
pub use candidates::{Candidate, Field, Found};
pub use decode::{Decoded, decode};
pub use page::{Article, Came, Limits, Note, read};
