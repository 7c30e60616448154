//! Which blocks of text does a page have, and where do they stand in its tree?

use scraper::Html;
use scraper::node::{Element, Node};
use std::ops::Range;

use crate::hints::{Hint, hint};

/// What kind of block it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `p`, or text that stands by itself.
    Paragraph,
    /// `h1` to `h6`, with its level.
    Heading(u8),
    /// `li`, `dt`, `dd`.
    Item,
    /// In a `blockquote`.
    Quote,
    /// `figcaption`, or what is named a caption.
    Caption,
    /// A cell of a table.
    Cell,
    /// `pre`.
    Preformatted,
}

/// A block of text.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its text, white space collapsed.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Characters of it that are links.
    pub(crate) n_linked: usize,
    /// Number of its characters.
    pub(crate) n_chars: usize,
    /// The nearest element that makes a block, by its place among [`Tree::nodes`].
    pub(crate) node: usize,
    /// Whether it is named as byline, day and the like.
    pub(crate) is_head: bool,
    /// Whether it comes from a `p` element.
    pub(crate) is_paragraph: bool,
}

/// An element that makes blocks.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) parent: usize,
    /// The blocks that it and those in it hold.
    pub(crate) blocks: Range<usize>,
    pub(crate) is_body: bool,
    pub(crate) is_article: bool,
    /// Whether its names or place say that it is no part of the text.
    pub(crate) is_aside: bool,
    /// Whether it is named as readers' comments.
    pub(crate) is_comments: bool,
}

/// A page as blocks and the elements that hold them; the first one is the page.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) blocks: Vec<Block>,
    pub(crate) nodes: Vec<Part>,
    /// Whether the page goes on beyond what was read.
    pub(crate) is_cut: bool,
}

/// Elements whose text is for machines, forms or menus.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "video", "audio",
    "map", "select", "option", "textarea", "input", "button", "nav", "head", "title", "dialog", "menu", "datalist",
    "applet", "frameset", "noframes", "source", "track", "progress", "meter", "rp", "rt",
];

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "caption",
];

/// What holds for the text in an element.
#[derive(Clone, Copy)]
struct Within {
    node: usize,
    kind: Kind,
    is_link: bool,
    is_head: bool,
    is_paragraph: bool,
    is_pre: bool,
    is_block: bool,
}

/// A block in the making.
#[derive(Default)]
struct Draft {
    text: String,
    n_linked: usize,
    has_gap: bool,
    n_breaks: usize,
}

/// The blocks of a page, at most `most` elements deep or long.
pub(crate) fn tree(html: &Html, most: usize) -> Tree {
    let page = Part { parent: 0, blocks: 0..0, is_body: false, is_article: false, is_aside: false, is_comments: false };
    let mut tree = Tree { blocks: Vec::new(), nodes: vec![page], is_cut: false };
    let first = Within {
        node: 0,
        kind: Kind::Paragraph,
        is_link: false,
        is_head: false,
        is_paragraph: false,
        is_pre: false,
        is_block: true,
    };
    let mut stack = vec![first];
    let mut draft = Draft::default();
    let mut skipped = 0_usize;
    let mut n_seen = 0_usize;
    for edge in html.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    n_seen += 1;
                    if n_seen > most {
                        tree.is_cut = true;
                        break;
                    }
                    if skipped > 0 || is_skipped(element) {
                        skipped += 1;
                        continue;
                    }
                    let above = *stack.last().expect("the page's own stays");
                    if element.name() == "br" {
                        draft.n_breaks += 1;
                        if draft.n_breaks > 1 {
                            draft.flush(&above, &mut tree);
                        } else {
                            draft.has_gap = true;
                        }
                        stack.push(Within { is_block: false, ..above });
                        continue;
                    }
                    let within = open(element, above, &mut tree, &mut draft);
                    stack.push(within);
                }
                Node::Text(text) if skipped == 0 => {
                    let within = stack.last().expect("the page's own stays");
                    draft.push(text, within);
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Node::Element(_) = node.value() {
                    if skipped > 0 {
                        skipped -= 1;
                        continue;
                    }
                    let within = stack.pop().expect("each close has its open");
                    if within.is_block {
                        draft.flush(&within, &mut tree);
                        tree.nodes[within.node].blocks.end = tree.blocks.len();
                    }
                }
            }
        }
    }
    for within in stack.iter().rev().filter(|within| within.is_block) {
        draft.flush(within, &mut tree);
        tree.nodes[within.node].blocks.end = tree.blocks.len();
    }
    tree
}

fn is_skipped(element: &Element) -> bool {
    let name = element.name();
    if SKIPPED.contains(&name) {
        return true;
    }
    matches!(element.attr("role"), Some("navigation" | "search" | "dialog" | "menu"))
}

/// Whether it is not shown, at first.
fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden").is_some_and(|is| is.eq_ignore_ascii_case("true"))
        || style.contains("display:none")
        || style.contains("display: none")
}

fn open(element: &Element, above: Within, tree: &mut Tree, draft: &mut Draft) -> Within {
    let name = element.name();
    let names = [element.attr("class"), element.attr("id")];
    let hint = names.into_iter().flatten().find_map(|names| hint(names).filter(|_| name != "body" && name != "html"));
    let is_link = above.is_link || name == "a" && element.attr("href").is_some();
    let mut within = Within { is_link, is_block: false, ..above };
    match hint {
        Some(Hint::Caption) => within.kind = Kind::Caption,
        Some(Hint::Head) => within.is_head = true,
        Some(Hint::Body | Hint::Aside | Hint::Comments) | None => {}
    }
    let is_hidden = is_hidden(element);
    // An inline element that is named as an aside or caption, or hidden, is a block of its own.
    let is_word = matches!(name, "a" | "b" | "em" | "i" | "strong" | "mark" | "abbr" | "cite" | "q" | "u" | "code");
    let is_aside = is_hidden || matches!(hint, Some(Hint::Aside | Hint::Comments)) && !is_word;
    let is_apart = is_aside || hint == Some(Hint::Caption);
    if !BLOCKS.contains(&name) && !is_apart {
        return within;
    }
    draft.flush(&above, tree);
    let is_caption = above.kind == Kind::Caption || within.kind == Kind::Caption;
    within.kind = match name {
        _ if is_caption => Kind::Caption,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name.as_bytes()[1] - b'0'),
        "li" | "dt" | "dd" => Kind::Item,
        "blockquote" => Kind::Quote,
        "figcaption" | "figure" | "caption" => Kind::Caption,
        "td" | "th" => Kind::Cell,
        "pre" => Kind::Preformatted,
        _ if matches!(above.kind, Kind::Quote | Kind::Item | Kind::Cell) => above.kind,
        _ => Kind::Paragraph,
    };
    within.is_paragraph = name == "p";
    within.is_pre |= name == "pre";
    within.is_block = true;
    within.node = tree.nodes.len();
    let is_body = hint == Some(Hint::Body) && !matches!(name, "p" | "h1" | "h2" | "h3" | "h4")
        || element.attr("itemprop").is_some_and(|is| is.contains("articleBody"));
    let at = tree.blocks.len();
    tree.nodes.push(Part {
        parent: above.node,
        blocks: at..at,
        is_body,
        is_article: matches!(name, "article" | "main"),
        is_aside: is_aside || matches!(name, "aside" | "footer" | "address"),
        is_comments: hint == Some(Hint::Comments),
    });
    within
}

impl Draft {
    fn push(&mut self, text: &str, within: &Within) {
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end_matches(char::is_whitespace);
            if !word.is_empty() {
                if self.has_gap && !self.text.is_empty() {
                    self.text.push(if within.is_pre { '\n' } else { ' ' });
                }
                self.has_gap = false;
                self.n_breaks = 0;
                self.text.push_str(word);
                if within.is_link {
                    self.n_linked += word.chars().count();
                }
            }
            self.has_gap |= word.len() < piece.len();
        }
    }

    fn flush(&mut self, within: &Within, tree: &mut Tree) {
        let text = std::mem::take(&mut self.text);
        let n_linked = std::mem::take(&mut self.n_linked);
        (self.has_gap, self.n_breaks) = (false, 0);
        if text.is_empty() {
            return;
        }
        let n_chars = text.chars().filter(|c| !c.is_whitespace()).count();
        tree.blocks.push(Block {
            text,
            kind: within.kind,
            n_linked,
            n_chars,
            node: within.node,
            is_head: within.is_head,
            is_paragraph: within.is_paragraph,
        });
    }
}
