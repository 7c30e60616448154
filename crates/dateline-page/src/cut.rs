//! Which stories stand on a page, and what is each one's text?

use std::fmt;

use dateline_text::{Note, Page, Text};
use jiff::civil::Date;

use crate::block::{Block, Shape, blocks};
use crate::date::{date_with, from_text};
use crate::draft::{Draft, What};
use crate::head::{head_dates, line_of_dates};
use crate::segment::segment;
use crate::sentences::Close;
use crate::write::write;
use crate::{Kind, Limits, PageStory, Published};

/// What is known of a page besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meta<'m> {
    /// The day that whoever asked for the reading gave.
    pub dated: Option<Date>,
    /// The day or date-time that came with the page.
    pub published: Option<&'m str>,
    /// How its text came to be, when that is known.
    pub layout: Layout,
}

/// What is known of the layout of a page's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Nothing: stories may be glued together.
    #[default]
    Unknown,
    /// One article, taken out of its page by somebody who saw the page whole.
    Article {
        /// Whether its first paragraph is its headline.
        is_titled: bool,
        /// How many of its last paragraphs are captions.
        n_captions: usize,
    },
}

impl fmt::Display for Layout {
    /// `article`, `article+title+2` with two captions; nothing when nothing is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => Ok(()),
            Self::Article { is_titled, n_captions } => {
                let title = if *is_titled { "+title" } else { "" };
                write!(f, "article{title}+{n_captions}")
            }
        }
    }
}

impl Layout {
    /// The layout of this name; unknown when it is none.
    ///
    /// ```
    /// use dateline_page::Layout;
    /// let layout = Layout::Article { is_titled: true, n_captions: 2 };
    /// assert_eq!((layout.to_string().as_str(), Layout::from_name("article+title+2")), ("article+title+2", layout));
    /// assert_eq!(Layout::from_name(""), Layout::Unknown);
    /// ```
    pub fn from_name(name: &str) -> Self {
        let Some(rest) = name.strip_prefix("article") else { return Self::Unknown };
        let titled = rest.strip_prefix("+title");
        let n_captions = titled.unwrap_or(rest).strip_prefix('+').and_then(|n| n.parse().ok()).unwrap_or(0);
        Self::Article { is_titled: titled.is_some(), n_captions }
    }
}

/// A page, cut up.
#[derive(Clone, Debug)]
pub struct Cut {
    /// The page's day, if anything tells it.
    pub published: Option<Published>,
    /// The stories and what stands between them, in the order of their first bytes.
    pub stories: Vec<PageStory>,
    /// What could not be told.
    pub notes: Vec<Note<Page>>,
}

/// Cuts a page into its stories.
///
/// ```
/// # use dateline_page::{Kind, Limits, Meta, cut};
/// let page = "date 1931-03-05 The harbour was closed. Boats stayed in.\n\
///     FOG: Two pilots were missing all night, their families said The pilot house at Wexmouth stood empty yesterday. \
///     Its keeper, Jonas Reed, waited for the"
///     .into();
/// let cut = cut(&page, &Meta::default(), &Limits::default());
/// let [main, teaser] = &cut.stories[..] else { panic!() };
/// assert_eq!((main.kind, &page[main.span]), (Kind::Main, "The harbour was closed. Boats stayed in."));
/// assert_eq!((teaser.kind, teaser.truncated), (Kind::Teaser, true));
/// assert_eq!(&page[teaser.kicker.unwrap()], "FOG");
/// assert_eq!(&page[teaser.deck.unwrap()], "Two pilots were missing all night, their families said");
/// assert_eq!(cut.published.unwrap().date.to_string(), "1931-03-05");
/// ```
pub fn cut(page: &Text<Page>, meta: &Meta<'_>, limits: &Limits) -> Cut {
    let heads = head_dates(page, limits);
    let (published, notes) = date_with(page, meta.dated, meta.published, &heads);
    // A date that the first line of text begins with is no part of the story.
    let first = page.trim(page.whole()).start();
    let from = heads.first().filter(|head| head.whole.start() == first).map_or(0, |head| past(page, head.whole.end()));
    let is_article = meta.layout != Layout::Unknown;
    let from = if is_article || page.get(first..from).is_some_and(|head| head.contains('\n')) { 0 } else { from };
    let blocks = blocks(page, from);
    let drafts = match meta.layout {
        Layout::Unknown => segment(page, &blocks, limits.deck_words),
        Layout::Article { .. } if blocks.is_empty() => Vec::new(),
        Layout::Article { is_titled, n_captions } => {
            // Its text comes first, so there is always some.
            let first_caption = blocks.len().saturating_sub(n_captions).max(1);
            let story = Draft {
                n_heads: usize::from(is_titled),
                is_plain: true,
                ..Draft::new((0..first_caption).collect(), What::Story)
            };
            let captions = (first_caption..blocks.len()).map(|caption| Draft::new(vec![caption], What::Caption));
            std::iter::once(story).chain(captions).collect()
        }
    };
    let main = main(&drafts, &blocks);
    // Where teasers stand above the main story, its date does not stand at the head of the page.
    let published = published.or_else(|| {
        let dates = drafts[main?].blocks.iter().filter(|i| blocks[**i].shape == Shape::Date);
        from_text(&dates.flat_map(|i| line_of_dates(page, blocks[*i].span)).collect::<Vec<_>>())
    });
    let day = published.as_ref().map(|published| published.date);
    let stories = drafts
        .iter()
        .enumerate()
        .map(|(i, draft)| {
            let kind = match draft.what {
                What::Caption => Kind::Caption,
                What::Site => Kind::Boilerplate,
                What::Story if main == Some(i) => Kind::Main,
                What::Story => Kind::Teaser,
            };
            let published = if kind == Kind::Main { day } else { None };
            write(page, &blocks, draft, kind, published, limits)
        })
        .collect();
    Cut { published, stories, notes }
}

/// The byte behind a date and the marks that set it off from the text.
fn past(page: &str, date: usize) -> usize {
    page.len() - page[date..].trim_start_matches([' ', '|', '•', '·', '–', '—', '-', ':', ')', ']', ',']).len()
}

/// The story the page is for: the only one, else the first of those that are whole and not much shorter than others.
fn main(drafts: &[Draft], blocks: &[Block]) -> Option<usize> {
    let stories: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].what == What::Story).collect();
    if let [only] = stories[..] {
        return Some(only);
    }
    // Paragraphs that close, a few of them, and no kicker.
    let weight = |i: usize| {
        let draft = &drafts[i];
        let is_whole = |block: &Block| {
            let is_paragraph = block.shape == Shape::Prose && !block.is_heading() && !block.is_cut();
            is_paragraph && matches!(block.close, Close::Stop | Close::Colon)
        };
        let doubt = u32::from(draft.has_kicker()) + u32::from(draft.n_body < 2);
        if draft.blocks.iter().any(|i| is_whole(&blocks[*i])) { draft.n_body_words >> doubt } else { 0 }
    };
    let most = stories.iter().map(|i| weight(*i)).max().filter(|most| *most > 0)?;
    stories.into_iter().find(|i| weight(*i) >= most.div_ceil(2))
}
