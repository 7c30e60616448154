//! The stories of a page.

use dateline_text::{Page, Span};

/// A stretch of a page: a story, or what stands between stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRow {
    /// From its first byte to its last.
    pub span: Span<Page>,
    /// What it is.
    pub kind: StoryKind,
    /// `SURGE` in `SURGE: …`.
    pub kicker: Option<Span<Page>>,
    /// The line above the text.
    pub headline: Option<Span<Page>>,
    /// A second headline, or a caption run together with the first sentence.
    pub deck: Option<Span<Page>>,
    /// Its paragraphs that are more than running text, where the page's layout tells; `None` when it is not known.
    pub blocks: Option<Vec<BlockRow>>,
    /// Who wrote it.
    pub byline: Option<Span<Page>>,
    /// Where, and for which agency.
    pub dateline: Option<Dateline>,
    /// The story's own day as ISO 8601; `None` when only the page's is known.
    pub published: Option<String>,
    /// Whether its text breaks off.
    pub truncated: bool,
}

/// A paragraph that is more than running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockRow {
    /// All of it.
    pub span: Span<Page>,
    /// What it is.
    pub kind: BlockKind,
    /// The level of a heading, from 1 to 6.
    pub level: Option<u8>,
}

names! {
    /// What kind of paragraph it is.
    pub enum BlockKind {
        /// A heading within the text.
        Heading = "heading",
        /// Words of somebody else, set off from the text.
        Quotation = "quotation",
        /// A line of a list.
        Item = "item",
        /// A cell of a table.
        Cell = "cell",
        /// Text whose lines are kept as they are.
        Preformatted = "preformatted",
    }
}

/// What kind of stretch it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryKind {
    /// The story the page is for.
    Main,
    /// Another story, told in part.
    Teaser,
    /// Words under a picture.
    Caption,
    /// Text of the site.
    Boilerplate,
}

impl StoryKind {
    /// Its name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Teaser => "teaser",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A place and agency line: `KYIV, Ukraine (AP) —`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it.
    pub span: Span<Page>,
    /// `KYIV, Ukraine`.
    pub place: Option<Span<Page>>,
    /// `AP`.
    pub agency: Option<Span<Page>>,
    /// Index of the place among the entities.
    pub entity: Option<usize>,
}
