//! What does each line of a page look like: prose, a caption, a byline, a line of the site?

use dateline_text::{Page, Span, Text};

use crate::boilerplate::{Site, is_run_list, site_line};
use crate::caption::is_caption;
use crate::credit::{byline, dateline, is_all_names, opens_story};
use crate::head::is_date_line;
use crate::kicker::kicker;
use crate::lines::lines;
use crate::sentences::{Close, close, n_inner_stops};

/// A line, or the lines that a paragraph was wrapped into.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) span: Span<Page>,
    pub(crate) shape: Shape,
    /// Words, counted up to 255.
    pub(crate) n_words: u32,
    pub(crate) n_inner_stops: u32,
    pub(crate) close: Close,
    /// The bytes of the block that are text: all but a `Read more` at its end.
    pub(crate) text_len: usize,
    /// Whether it begins with a dateline, as only a story's first paragraph does.
    pub(crate) opens_story: bool,
    /// Whether it begins as only text does that others precede: with a pronoun, a quotation or a small letter.
    pub(crate) leans_back: bool,
    /// Whether it is a message from a social network, whose ends are nobody's.
    is_message: bool,
    /// Whether it ends with a question mark.
    pub(crate) is_question: bool,
    /// Whether it begins with a capital, a figure or a quotation mark.
    pub(crate) begins_large: bool,
    /// The kicker's length, and where the text begins behind it.
    pub(crate) kicker: Option<(usize, usize)>,
}

/// What a block is by its look alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Prose,
    /// A date and its labels.
    Date,
    /// Who wrote it.
    Byline,
    /// Place and agency on a line of their own.
    Dateline,
    Caption,
    /// The heading over a list of other stories.
    List,
    /// A line of the site.
    Site,
}

impl Block {
    /// A line that could be a headline: short, no sentence ends in it, and no full stop at its end.
    pub(crate) fn is_heading(&self) -> bool {
        self.shape == Shape::Prose
            && self.n_words <= 24
            && self.n_inner_stops <= 1
            && (self.close == Close::Open || self.is_question && self.n_words <= 16)
            && self.begins_large
            && self.kicker.is_none()
    }

    /// Text long enough to be a paragraph that was cut off.
    pub(crate) fn is_cut(&self) -> bool {
        self.shape == Shape::Prose
            && !self.is_message
            && match self.close {
                Close::Cut => self.n_words >= 12,
                Close::Open => self.n_words >= 28 && (self.n_inner_stops >= 1 || self.n_words >= 45),
                Close::Stop | Close::Colon => false,
            }
    }
}

/// The blocks of a page from this byte on, in order, none of them empty.
pub(crate) fn blocks(page: &Text<Page>, from: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut group: Vec<Span<Page>> = Vec::new();
    for line in lines(page) {
        let line = match line {
            line if line.end() <= from => page.span(from, from).unwrap_or(line),
            line if line.start() < from => page.trim(page.span(from, line.end()).unwrap_or(line)),
            line => line,
        };
        if line.is_empty() {
            push_group(page, &group, &mut blocks);
            group.clear();
        } else {
            group.push(line);
        }
    }
    push_group(page, &group, &mut blocks);
    // The paper's name below the writer's.
    for i in 1..blocks.len() {
        let is_paper = blocks[i].is_heading() && blocks[i].n_words <= 4 && is_all_names(&page[blocks[i].span]);
        if blocks[i - 1].shape == Shape::Byline && is_paper {
            blocks[i].shape = Shape::Byline;
        }
    }
    blocks
}

/// Lines between two empty ones: a block each, or one block where they were wrapped.
fn push_group(page: &Text<Page>, group: &[Span<Page>], blocks: &mut Vec<Block>) {
    let goes_on = |pair: &[Span<Page>]| {
        !page[pair[0]].ends_with(['.', '?', '!', '"', '”', ':', '…']) && page[pair[1]].starts_with(char::is_lowercase)
    };
    let n_joints = group.windows(2).filter(|pair| goes_on(pair)).count();
    let longest = group.iter().map(|line| line.len()).max().unwrap_or(0);
    let is_wrapped = group.len() >= 3 && longest <= 120 && n_joints * 5 >= (group.len() - 1) * 2;
    let mut at = 0;
    while at < group.len() {
        let mut end = at + 1;
        while end < group.len() && (is_wrapped || goes_on(&group[end - 1..=end])) {
            end += 1;
        }
        blocks.push(look(page, group[at].to(group[end - 1])));
        at = end;
    }
}

fn look(page: &Text<Page>, span: Span<Page>) -> Block {
    let words = &page[span];
    let (close, text_len) = close(words);
    let origin = dateline(words);
    let shape = match site_line(words) {
        _ if is_date_line(words) => Shape::Date,
        Some(Site::List) => Shape::List,
        Some(Site::Line) => Shape::Site,
        None if close != Close::Stop && is_run_list(words) => Shape::Site,
        None if byline(words).is_some() => Shape::Byline,
        None if origin.as_ref().is_some_and(|origin| origin.whole.end == words.len()) => Shape::Dateline,
        None if is_caption(words) => Shape::Caption,
        None => Shape::Prose,
    };
    Block {
        span,
        shape,
        n_words: n_words(words),
        n_inner_stops: u32::try_from(n_inner_stops(words)).unwrap_or(u32::MAX),
        close,
        text_len,
        opens_story: shape == Shape::Prose && origin.is_some_and(|origin| opens_story(words, &origin)),
        leans_back: leans_back(words),
        is_message: words.contains("(@") || words.contains("pic.twitter.com"),
        is_question: words.ends_with('?'),
        begins_large: words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'$€£".contains(c)),
        kicker: kicker(words),
    }
}

/// Words, counted up to 255: what lies between white space of ASCII.
fn n_words(words: &str) -> u32 {
    let mut n = 0;
    let mut is_in_word = false;
    for byte in words.bytes() {
        let is_blank = byte.is_ascii_whitespace();
        n += u32::from(!is_blank && !is_in_word);
        is_in_word = !is_blank;
        if n == 255 {
            break;
        }
    }
    n
}

fn leans_back(words: &str) -> bool {
    const PRONOUNS: [&str; 14] =
        ["He", "She", "It", "They", "His", "Her", "Its", "Their", "But", "And", "That", "Those", "Also", "Meanwhile"];
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    words.starts_with(['"', '“', '‘', '\'', '`', '…', '.'])
        || words.starts_with(char::is_lowercase)
        || PRONOUNS.contains(&first)
}
