//! Which stories stand on a page, and what is each one's text?

use dateline_text::{Note, Page, Span, Text};
use jiff::civil::Date;

use crate::block::{Block, Shape, blocks};
use crate::date::{date_with, from_text};
use crate::draft::{Draft, What};
use crate::head::{head_dates, line_of_dates};
use crate::layout::{Layout, Part};
use crate::segment::segment;
use crate::sentences::Close;
use crate::write::write;
use crate::{Kind, Limits, PageStory, Published};

/// What is known of a page besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta<'m> {
    /// The day that whoever asked for the reading gave.
    pub dated: Option<Date>,
    /// The day or date-time that came with the page.
    pub published: Option<&'m str>,
    /// How its text came to be, when that is known.
    pub layout: Layout,
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
    let paragraphs = meta.layout.paragraphs(page);
    let is_article = paragraphs.is_some();
    let from = if is_article || page.get(first..from).is_some_and(|head| head.contains('\n')) { 0 } else { from };
    let blocks = blocks(page, from);
    let drafts = match &paragraphs {
        None => segment(page, &blocks, limits.deck_words),
        Some(_) if blocks.is_empty() => Vec::new(),
        Some(paragraphs) => article(paragraphs, &blocks),
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
            let mut story = write(page, &blocks, draft, kind, published, limits);
            if kind == Kind::Main {
                let parts = paragraphs.iter().flatten().copied();
                let is_told =
                    |(_, part): &(Span<Page>, Part)| !matches!(part, Part::Title | Part::Paragraph | Part::Caption);
                story.parts = is_article.then(|| parts.filter(is_told).collect());
            }
            story
        })
        .collect();
    Cut { published, stories, notes }
}

/// The drafts of an article: its text, and each of its captions.
fn article(paragraphs: &[(Span<Page>, Part)], blocks: &[Block]) -> Vec<Draft> {
    let is_titled = paragraphs.first().is_some_and(|(_, part)| *part == Part::Title);
    let n_captions = paragraphs.iter().rev().take_while(|(_, part)| *part == Part::Caption).count();
    let captions = paragraphs.get(paragraphs.len() - n_captions).map_or(usize::MAX, |(span, _)| span.start());
    // Its text comes first, so there is always some.
    let first_caption = blocks.partition_point(|block| block.span.start() < captions).max(1);
    let story = Draft {
        n_heads: usize::from(is_titled),
        is_plain: true,
        ..Draft::new((0..first_caption).collect(), What::Story)
    };
    let captions = (first_caption..blocks.len()).map(|caption| Draft::new(vec![caption], What::Caption));
    std::iter::once(story).chain(captions).collect()
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
