//! Which blocks are the article?

use crate::block::{Block, Kind, Tree};

/// Characters from which a block is running text.
const RUNNING: usize = 60;

/// Blocks of an article: its text, and its captions.
pub(crate) fn blocks(tree: &Tree) -> Vec<&Block> {
    let asides = asides(tree);
    let is_aside = |block: &Block| asides[block.node];
    let weights =
        |block: &Block| if is_aside(block) { -0.3 * (block.n_chars as f64).min(200.0) } else { weight(block) };
    let sums = sums(tree, weights);
    let of_node = |node: usize| {
        let blocks = &tree.nodes[node].blocks;
        sums[blocks.end] - sums[blocks.start]
    };
    let running = self::sums(tree, |block| if is_aside(block) { 0.0 } else { weight(block).max(0.0) });
    let running_of = |node: usize| {
        let blocks = &tree.nodes[node].blocks;
        running[blocks.end] - running[blocks.start]
    };
    let Some(node) = named(tree, running_of).or_else(|| container(tree, running_of, of_node)) else {
        return Vec::new();
    };
    let range = tree.nodes[node].blocks.clone();
    let blocks = tree.blocks[range].iter();
    let blocks: Vec<&Block> = blocks.filter(|block| is_text(block) && (!is_aside(block) || asides[node])).collect();
    trim(blocks)
}

/// The element that is named as the text, or the smallest one around several that are parts of one.
fn named(tree: &Tree, running_of: impl Fn(usize) -> f64) -> Option<usize> {
    let all = running_of(0);
    let fitting =
        |node: &usize| !tree.nodes[*node].is_aside && running_of(*node) >= 0.1 * all && running_of(*node) > 0.0;
    let named: Vec<usize> = (0..tree.nodes.len()).filter(|&node| tree.nodes[node].is_body).filter(fitting).collect();
    let most = named.iter().map(|&node| running_of(node)).fold(0.0, f64::max);
    // Where a page goes on with further articles, the first one is its own.
    let first = *named.iter().find(|&&node| running_of(node) >= 0.3 * most)?;
    let around = named.iter().copied().reduce(|a, b| common(tree, a, b))?;
    let best =
        if running_of(first) < 0.8 * running_of(around) && is_one(tree, around, &named) { around } else { first };
    (running_of(best) >= 0.25 * all).then_some(best)
}

/// Whether the parts of an element belong to one article: no other heading stands between them.
fn is_one(tree: &Tree, around: usize, parts: &[usize]) -> bool {
    let is_in_part = |at: usize| parts.iter().any(|&part| tree.nodes[part].blocks.contains(&at));
    let starts = parts.iter().map(|&part| tree.nodes[part].blocks.start).min().unwrap_or(0);
    let between = starts..tree.nodes[around].blocks.end;
    let is_heading = |at: usize| matches!(tree.blocks[at].kind, Kind::Heading(1 | 2)) && !is_in_part(at);
    let n_articles = tree.nodes[around + 1..].iter().take_while(|node| node.blocks.start < between.end);
    let n_articles = n_articles.filter(|node| node.is_article).count();
    !between.clone().any(is_heading) && n_articles <= 1
}

/// The first `article` or `main` with a good part of the page's running text; the innermost of nested ones.
fn element(tree: &Tree, running_of: impl Fn(usize) -> f64) -> Option<usize> {
    let all = running_of(0);
    let is_it = |node: &usize| {
        tree.nodes[*node].is_article
            && !tree.nodes[*node].is_aside
            && running_of(*node) > 0.0
            && running_of(*node) >= 0.4 * all
    };
    let first = (0..tree.nodes.len()).find(is_it)?;
    let inside = tree.nodes[first].blocks.clone();
    let inner = (first + 1..tree.nodes.len()).take_while(|&node| tree.nodes[node].blocks.end <= inside.end);
    Some(inner.filter(is_it).last().unwrap_or(first))
}

/// The innermost element around both.
fn common(tree: &Tree, mut a: usize, mut b: usize) -> usize {
    // Elements are numbered as they open, so who is around another has the lower number.
    while a != b {
        if a > b {
            a = tree.nodes[a].parent;
        } else {
            b = tree.nodes[b].parent;
        }
    }
    a
}

/// Without what stands before the first and behind the last running text, and lines of hints.
fn trim(mut blocks: Vec<&Block>) -> Vec<&Block> {
    blocks.retain(|block| block.kind == Kind::Caption || !is_hint(&block.text));
    let is_item = |block: &Block| block.kind == Kind::Item && block.n_chars >= LONG_ITEM && block.n_linked == 0;
    let is_running = |block: &&Block| {
        block.kind != Kind::Caption && (block.n_chars >= RUNNING || ends(&block.text) || is_item(block))
    };
    let Some(last) = blocks.iter().rposition(is_running) else { return blocks };
    blocks.truncate(last + 1);
    let first = blocks.iter().position(|block| is_running(block) && !is_of_head(block)).unwrap_or(0);
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        let is_before = at <= first && first <= HEAD;
        let is_apart = matches!(block.kind, Kind::Caption | Kind::Heading(_));
        !is_before && (at > HEAD || !is_of_head(block)) || is_apart
    });
    blocks
}

/// Characters from which an item of a list without links says something.
const LONG_ITEM: usize = 25;

/// Blocks among which an article's day, address and the like may stand.
const HEAD: usize = 6;

fn is_of_head(block: &Block) -> bool {
    let is_address = block.text.starts_with("http") && !block.text.contains(' ');
    is_address || block.n_chars < 100 && !ends(&block.text) && crate::day::parse(&block.text).is_some()
}

/// Whether a text ends as a sentence does.
fn ends(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']).ends_with(['.', '!', '?', '…', ':', '。'])
}

/// Lines that send readers elsewhere, or say what a picture or program is.
const HINTS: &[&str] = &[
    "advert",
    "advertisement",
    "advertising",
    "also read",
    "also see",
    "article continues",
    "caption",
    "citation:",
    "click here",
    "click to",
    "close",
    "comments",
    "continue reading",
    "copyright",
    "credit:",
    "don't miss",
    "don’t miss",
    "email",
    "explore further",
    "facebook",
    "file photo",
    "follow us",
    "font size",
    "get the latest",
    "have a tip",
    "image credit",
    "image source",
    "image:",
    "join the conversation",
    "leave a comment",
    "like this story",
    "listen:",
    "loading",
    "more",
    "more from",
    "more on",
    "more stories",
    "most read",
    "never miss",
    "photo by",
    "photo:",
    "photograph by",
    "photos:",
    "please enable javascript",
    "please subscribe",
    "print",
    "print this",
    "read also",
    "read more",
    "read next",
    "recommended",
    "related",
    "release date:",
    "see also",
    "share",
    "share on",
    "share this",
    "show comments",
    "sign up",
    "skip to",
    "sponsored",
    "story timeline",
    "subscribe",
    "support us",
    "tell us what you think",
    "text size",
    "this slideshow requires",
    "this video",
    "trending",
    "tweet",
    "twitter",
    "view comments",
    "watch more",
    "watch now",
    "watch:",
    "what do you think",
    "whatsapp",
    "you may also like",
    "you might also like",
];

/// Words of the small print under an article.
const SMALL_PRINT: &[&str] = &[
    "affiliate commission",
    "contributed reporting",
    "contributed to this",
    "all rights reserved",
    "copyrighted property",
    "earn a commission",
    "email alerts",
    "newsletter",
    "may not be published, broadcast",
    "our website uses cookies",
    "permission must be obtained",
    "privacy policy",
    "requires javascript",
    "terms of service",
    "to our free",
    "website uses cookies",
    "contains references to products from",
    "under a creative commons",
    "we recommend the best products",
];

/// The longest paragraph of small print, in bytes.
const LONGEST_SMALL_PRINT: usize = 260;

/// The longest line of such a kind, in characters.
const LONGEST_HINT: usize = 120;

fn is_hint(text: &str) -> bool {
    if text.len() > LONGEST_SMALL_PRINT {
        return false;
    }
    let small = text.to_lowercase();
    if SMALL_PRINT.iter().any(|words| small.contains(words)) {
        return true;
    }
    if text.len() > LONGEST_HINT {
        return false;
    }
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let found = HINTS.iter().find(|hint| lower.starts_with(**hint));
    // A sentence that begins so goes on: `Subscribe` and `Related:` stand alone or before a colon.
    found.is_some_and(|hint| {
        let rest = &lower[hint.len()..];
        !rest.starts_with(char::is_alphabetic) && (rest.len() < 60 || rest.starts_with([':', '.', '-', '–', '—']))
    })
}

/// Sums of weights from the left, so that the weight of any element is a difference.
fn sums(tree: &Tree, weight: impl Fn(&Block) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0];
    sums.extend(tree.blocks.iter().scan(0.0, |sum, block| {
        *sum += weight(block);
        Some(*sum)
    }));
    sums
}

/// Which elements are no part of the text, or stand in one that is none.
///
/// Names lie: an element that holds most of the page's running text is no aside, whatever it is called.
fn asides(tree: &Tree) -> Vec<bool> {
    let sums = sums(tree, |block| weight(block).max(0.0));
    let all = sums.last().copied().unwrap_or_default();
    let mut asides = vec![false; tree.nodes.len()];
    for (node, part) in tree.nodes.iter().enumerate().skip(1) {
        let share = (sums[part.blocks.end] - sums[part.blocks.start]) / all.max(1.0);
        let most = if part.is_comments { 0.8 } else { 0.4 };
        asides[node] = asides[part.parent] || part.is_aside && share < most;
    }
    asides
}

/// How much a block speaks for the element that holds it.
fn weight(block: &Block) -> f64 {
    let n = block.n_chars as f64;
    let linked = block.n_linked as f64 / n.max(1.0);
    if block.is_head && n < 200.0 {
        return -0.3 * n;
    }
    match block.kind {
        Kind::Caption | Kind::Heading(_) => 0.0,
        _ if linked > 0.5 => -n.min(100.0),
        Kind::Paragraph | Kind::Quote | Kind::Preformatted if block.n_chars >= RUNNING => n * (1.0 - linked),
        Kind::Item if block.n_chars >= 2 * RUNNING => 0.4 * n * (1.0 - linked),
        Kind::Cell if block.n_chars >= 2 * RUNNING => 0.5 * n * (1.0 - linked),
        _ if block.is_paragraph => 0.5 * n,
        _ => -0.2 * n,
    }
}

/// The element that holds the article.
fn container(tree: &Tree, running_of: impl Fn(usize) -> f64, of_node: impl Fn(usize) -> f64) -> Option<usize> {
    let element = element(tree, &running_of);
    let within = element.unwrap_or(0);
    let inside = tree.nodes[within].blocks.clone();
    let nodes =
        (within..tree.nodes.len()).take_while(|&node| tree.nodes[node].blocks.end <= inside.end || node == within);
    let nodes: Vec<usize> = nodes.collect();
    if element.is_some() {
        let all = running_of(within);
        return nodes.into_iter().rev().find(|&node| running_of(node) >= 0.85 * all);
    }
    let most = nodes.iter().map(|&node| of_node(node)).fold(0.0, f64::max);
    // The deepest element that holds nearly as much.
    nodes.into_iter().rev().find(|&node| most > 0.0 && of_node(node) >= 0.9 * most)
}

fn is_text(block: &Block) -> bool {
    let linked = block.n_linked as f64 / block.n_chars.max(1) as f64;
    if block.is_head && block.n_chars < 200 {
        return false;
    }
    match block.kind {
        Kind::Caption => true,
        Kind::Heading(_) => linked < 0.8,
        _ if linked > 0.6 => block.is_paragraph && block.n_chars > 120,
        _ => true,
    }
}
