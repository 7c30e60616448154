//! What do the names of classes and ids tell of an element?

/// What an element is for, as its names say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// The article's text.
    Body,
    /// Forms, menus, teasers, advertisements.
    Aside,
    /// Comments of readers.
    Comments,
    /// Words under a picture.
    Caption,
    /// Who wrote it, when, share buttons: belongs to the article, but not to its text.
    Head,
}

/// Parts of names of elements that are no part of an article's text, as whole words of the name.
const ASIDE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "advertorial",
    "adsense",
    "author-bio",
    "authorbio",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "carousel",
    "comment",
    "comments",
    "commentlist",
    "commenting",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "cta",
    "cross-sell",
    "disclaimer",
    "discussion",
    "disqus",
    "donate",
    "donation",
    "editors-picks",
    "feedback",
    "footer",
    "footnav",
    "form",
    "gdpr",
    "hidden",
    "infobox",
    "jump-link",
    "keywords",
    "leaderboard",
    "login",
    "mailing",
    "masthead",
    "menu",
    "metered",
    "modal",
    "more-from",
    "more-on",
    "mostread",
    "most-popular",
    "most-read",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "offscreen",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "piano",
    "popular",
    "popup",
    "post-nav",
    "prev-next",
    "print-only",
    "promo",
    "promoted",
    "promotion",
    "quiz",
    "rating",
    "ratings",
    "readmore",
    "read-more",
    "read-next",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "register",
    "related",
    "relatedposts",
    "related-posts",
    "replies",
    "reply",
    "respond",
    "rss",
    "rail",
    "screen-reader",
    "search",
    "share",
    "sharebar",
    "sharedaddy",
    "sharing",
    "shares",
    "sidebar",
    "sign-in",
    "signin",
    "signup",
    "sign-up",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "sr-only",
    "subscribe",
    "subscription",
    "taboola",
    "tag",
    "tags",
    "taglist",
    "teaser",
    "teasers",
    "toolbar",
    "tooltip",
    "topics",
    "trending",
    "upsell",
    "visually-hidden",
    "visuallyhidden",
    "whatsapp",
    "widget",
    "widgets",
    "zergnet",
    "you-may-also-like",
];

/// Names of the element that holds an article's text.
const BODY: &[&str] = &[
    "article-body",
    "article-content",
    "article-main-body",
    "article-page-content",
    "article-text",
    "article__body",
    "article__content",
    "article_body",
    "article_content",
    "article_text",
    "articlebody",
    "articlebodytext",
    "articlecontent",
    "articletext",
    "body-copy",
    "body-text",
    "bodycopy",
    "bodytext",
    "content-body",
    "content__article-body",
    "entry-body",
    "entry-content",
    "entry_content",
    "entrycontent",
    "field-name-body",
    "js-post-body",
    "main-content-text",
    "markdown-body",
    "mw-content-text",
    "mw-parser-output",
    "news-body",
    "news-content",
    "post-body",
    "post-content",
    "post-entry",
    "post-message",
    "post-text",
    "post_body",
    "post_content",
    "postcontent",
    "posttext",
    "rich-text",
    "s-prose",
    "single-content",
    "story-body",
    "story-body-text",
    "story-content",
    "story-content-body",
    "story-text",
    "story_body",
    "storybody",
    "storybodytext",
    "storycontent",
    "storytext",
    "td-post-content",
    "text-content",
    "the-content",
    "wysiwyg",
];

const COMMENTS: &[&str] =
    &["comment", "comments", "commentlist", "commenting", "disqus", "discussion", "replies", "respond"];

const CAPTION: &[&str] = &[
    "caption",
    "captions",
    "credit",
    "credits",
    "photo-credit",
    "image-caption",
    "wp-caption-text",
    "figcaption",
    "img-caption",
    "photocaption",
    "photo-caption",
    "image-credit",
];

const HEAD: &[&str] = &[
    "byline",
    "dateline",
    "author",
    "authors",
    "timestamp",
    "pubdate",
    "published",
    "post-meta",
    "entry-meta",
    "article-meta",
    "meta",
    "metadata",
    "publish-date",
    "post-date",
    "posted-on",
    "postmetadata",
    "story-meta",
];

/// What the names of an element say.
pub(crate) fn hint(names: &str) -> Option<Hint> {
    if names.is_empty() {
        return None;
    }
    let mut found = None;
    for name in names.split_ascii_whitespace().take(24) {
        let name = kebab(name);
        if BODY.contains(&&*name) || BODY.contains(&&*name.replace("__", "-").replace('-', "")) {
            return Some(Hint::Body);
        }
        found = found.or_else(|| of_name(&name));
    }
    found
}

/// `newsCaption` as `news-caption`.
fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && was_small {
            kebab.push('-');
        }
        was_small = c.is_ascii_lowercase() || c.is_ascii_digit();
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

fn of_name(name: &str) -> Option<Hint> {
    let is_in = |list: &[&str]| list.contains(&name);
    if is_in(CAPTION) {
        return Some(Hint::Caption);
    }
    if is_in(HEAD) {
        return Some(Hint::Head);
    }
    if is_in(COMMENTS) {
        return Some(Hint::Comments);
    }
    if is_in(ASIDE) {
        return Some(Hint::Aside);
    }
    // A longer name is what its words are; of modifiers such as `has-sidebar` or `no-comments` nothing is told.
    let mut words = name.split(['-', '_', ':', '.']).filter(|word| !word.is_empty());
    let first = words.next()?;
    if matches!(first, "has" | "no" | "with" | "is" | "js" | "not" | "without" | "single" | "wp" | "category") {
        return None;
    }
    let rest: Vec<&str> = words.collect();
    let all = || std::iter::once(first).chain(rest.iter().copied());
    if all().any(|word| CAPTION.contains(&word)) {
        return Some(Hint::Caption);
    }
    if all().any(|word| COMMENTS.contains(&word)) {
        return Some(Hint::Comments);
    }
    if all().any(|word| ASIDE.contains(&word)) || ASIDE.iter().any(|hint| hint.contains('-') && name.contains(hint)) {
        return Some(Hint::Aside);
    }
    all().any(|word| matches!(word, "byline" | "timestamp" | "dateline")).then_some(Hint::Head)
}
