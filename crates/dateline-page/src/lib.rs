//! What stands on this page? A page as it came, cut into dated stories, each aligned to its page.
//!
//! [`decode`] reads bytes, [`Line`] a line of JSON; [`cut`] dates the page and cuts it into stories.
//! The language layer is not asked: lines, capitals, stops and the words that paragraphs share decide.
//! Every function takes whatever it is given: any bytes, any text.
//!
//! ```
//! use dateline_page::{Limits, Meta, cut, decode};
//!
//! let limits = Limits::default();
//! let page = decode(b"Fog closes harbour\nMarch 5, 1931\nWEXMOUTH (AP) - The harbour was closed.", &limits).text;
//! let cut = cut(&page, &Meta::default(), &limits);
//! let story = &cut.stories[0];
//! assert_eq!(&page[story.headline.unwrap()], "Fog closes harbour");
//! assert_eq!(&page[story.dateline.unwrap().place.unwrap()], "WEXMOUTH");
//! assert_eq!(&*story.body.as_ref().unwrap().text, "Fog closes harbour\n\nThe harbour was closed.");
//! ```

/// Reads whatever bytes come, by every way into this crate: the body of a fuzz target.
///
/// The bytes are decoded and cut, and read as a line of JSON whose text is cut.
/// Returns the stories of both, so that nothing is optimised away.
///
/// ```
/// assert_eq!(dateline_page::read_any(b"\xff\xfe{\0").len(), 1);
/// ```
pub fn read_any(bytes: &[u8]) -> Vec<PageStory> {
    let limits = Limits::default();
    let decoded = decode(bytes, &limits);
    let mut stories = cut(&decoded.text, &Meta::default(), &limits).stories;
    if let Ok(line) = Line::parse(&decoded.text) {
        let page = line.text().ok().and_then(|text| dateline_text::Text::new(text).ok());
        if let Some(page) = page {
            let meta = Meta { published: line.published.as_deref(), ..Meta::default() };
            stories.extend(cut(&page, &meta, &limits).stories);
        }
    }
    stories
}

mod ahead;
mod block;
mod boilerplate;
mod calendar;
mod caption;
mod cohesion;
mod credit;
mod cut;
mod date;
mod deck;
mod decode;
mod draft;
mod head;
mod interview;
mod json_line;
mod kicker;
mod layout;
mod limits;
mod lines;
mod segment;
mod sentences;
mod story;
mod words;
mod write;

pub use cut::{Cut, Meta, cut};
pub use date::{From, Published, date};
pub use decode::{Decoded, decode, odd_characters};
pub use json_line::{Body, Line, LineError};
pub use layout::{Layout, Part};
pub use limits::Limits;
pub use story::{Dateline, Kind, PageStory, StoryText};
