//! What is known of a story once it is cut from its page?

use dateline_text::{Alignment, Page, Span, Story, Text};
use jiff::civil::Date;

use crate::layout::Part;

/// What kind of text a stretch of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The story the page is for.
    Main,
    /// Another story, told in part to lead readers to it.
    Teaser,
    /// Words under a picture that belong to no story.
    Caption,
    /// Text of the site: share lines, `Most read`, comment rules, copyright.
    Boilerplate,
}

impl Kind {
    /// Its name in the record: `main`, `teaser`, `caption`, `boilerplate`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Teaser => "teaser",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// One story of a page, or a stretch of it that belongs to none.
///
/// All spans lie within `span`.
#[derive(Clone, Debug)]
pub struct PageStory {
    /// From its first byte to its last; another story may be set into a main story's span.
    pub span: Span<Page>,
    /// What it is.
    pub kind: Kind,
    /// `FOG` in `FOG: …`, without the colon.
    pub kicker: Option<Span<Page>>,
    /// The line above the text.
    pub headline: Option<Span<Page>>,
    /// A second headline, or a caption or headline that was run together with the first sentence.
    pub deck: Option<Span<Page>>,
    /// Who wrote it: `By Ann Reed`, `Staff reporter`, `Reuters, WASHINGTON`.
    pub byline: Option<Span<Page>>,
    /// Where it was written, and for which agency.
    pub dateline: Option<Dateline>,
    /// Captions within the story.
    pub captions: Vec<Span<Page>>,
    /// Of an article whose layout is known, its paragraphs that are more than running text: headings, quotations, items.
    pub parts: Option<Vec<(Span<Page>, Part)>>,
    /// The story's own day; `None` when only the page's is known, as with teasers.
    pub published: Option<Date>,
    /// Whether its text breaks off.
    pub truncated: bool,
    /// Its text to be parsed; `None` for captions and boilerplate, and for a story with no text but its byline.
    pub body: Option<StoryText>,
}

/// The place and agency line of a story: `WEXMOUTH, Ruritania (AP) —`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it.
    pub span: Span<Page>,
    /// `WEXMOUTH, Ruritania`.
    pub place: Option<Span<Page>>,
    /// `AP`.
    pub agency: Option<Span<Page>>,
}

/// The text of a story that a parser is to read, and how it lies on the page.
///
/// Headline, deck and paragraphs, with an empty line between pieces that do not touch on the page.
/// Kicker, byline, dateline, dates, captions and lines of the site are left out.
#[derive(Clone, Debug)]
pub struct StoryText {
    /// The words.
    pub text: Text<Story>,
    /// Where they stand on the page.
    pub alignment: Alignment,
}
