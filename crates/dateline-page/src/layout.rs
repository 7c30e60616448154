//! What is known of the paragraphs of a page's text besides their words?

use std::fmt;

use dateline_text::{Page, Span, Text};

/// What is known of the layout of a page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Nothing: stories may be glued together.
    #[default]
    Unknown,
    /// One article, taken out of its page by somebody who saw the page whole.
    ///
    /// What each of its paragraphs is; an empty line ends a paragraph. The title comes first, captions come last.
    Article(Vec<Part>),
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The headline.
    Title,
    /// Running text.
    Paragraph,
    /// A heading within the text, with its level from 1 to 6.
    Heading(u8),
    /// Words of somebody else, set off.
    Quotation,
    /// A line of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// Text whose lines are kept as they are.
    Preformatted,
    /// Words under a picture.
    Caption,
}

impl Part {
    fn letter(self) -> char {
        match self {
            Self::Title => 't',
            Self::Paragraph => 'p',
            Self::Heading(level) => char::from(b'0' + level.clamp(1, 6)),
            Self::Quotation => 'q',
            Self::Item => 'i',
            Self::Cell => 'd',
            Self::Preformatted => 'f',
            Self::Caption => 'c',
        }
    }

    fn of_letter(letter: char) -> Option<Self> {
        Some(match letter {
            't' => Self::Title,
            'p' => Self::Paragraph,
            '1'..='6' => Self::Heading(letter as u8 - b'0'),
            'q' => Self::Quotation,
            'i' => Self::Item,
            'd' => Self::Cell,
            'f' => Self::Preformatted,
            'c' => Self::Caption,
            _ => return None,
        })
    }
}

impl fmt::Display for Layout {
    /// `article:tp2pc`, a letter a paragraph; nothing when nothing is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Article(parts) = self else { return Ok(()) };
        f.write_str(NAME)?;
        parts.iter().try_for_each(|part| write!(f, "{}", part.letter()))
    }
}

/// How the name of an article's layout begins.
const NAME: &str = "article:";

impl Layout {
    /// The layout of this name; unknown when it is none.
    ///
    /// ```
    /// use dateline_page::{Layout, Part};
    /// let layout = Layout::Article(vec![Part::Title, Part::Paragraph, Part::Heading(2), Part::Caption]);
    /// assert_eq!((layout.to_string().as_str(), Layout::from_name("article:tp2c")), ("article:tp2c", layout));
    /// assert_eq!((Layout::from_name(""), Layout::from_name("article:xyz")), (Layout::Unknown, Layout::Unknown));
    /// ```
    pub fn from_name(name: &str) -> Self {
        let parts = name.strip_prefix(NAME).and_then(|letters| letters.chars().map(Part::of_letter).collect());
        parts.map_or(Self::Unknown, Self::Article)
    }

    /// The paragraphs of an article, and what each is; `None` when that is not known.
    ///
    /// Paragraphs beyond those that the layout knows are running text.
    pub(crate) fn paragraphs(&self, page: &Text<Page>) -> Option<Vec<(Span<Page>, Part)>> {
        let Self::Article(parts) = self else { return None };
        let mut at = 0;
        let mut paragraphs = Vec::with_capacity(parts.len());
        for words in page.split(BETWEEN) {
            let span = page.span(at, at + words.len()).map(|span| page.trim(span)).filter(|span| !span.is_empty());
            at += words.len() + BETWEEN.len();
            let Some(span) = span else { continue };
            paragraphs.push((span, parts.get(paragraphs.len()).copied().unwrap_or(Part::Paragraph)));
        }
        Some(paragraphs)
    }
}

/// What ends a paragraph.
const BETWEEN: &str = "\n\n";
