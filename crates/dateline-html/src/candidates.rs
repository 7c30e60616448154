//! What does a page tell of itself, and where?

use jiff::civil::Date;
use scraper::node::{Element, Node};
use scraper::{ElementRef, Html};

use crate::page::Came;
use crate::{day, json_ld};

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// The paper or site.
    Site,
    /// Somebody who wrote it.
    Author,
    /// The part of the paper.
    Section,
    /// The address that the page names as its own.
    Canonical,
    /// When it was published.
    Published,
    /// When it was changed last.
    Updated,
    /// A day that the page shows, and does not say what of.
    Day,
}

/// Where it was found; the order is that of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// JSON-LD of the article.
    JsonLd,
    /// OpenGraph and other `property`s.
    OpenGraph,
    /// A `meta` element with a `name`.
    Meta,
    /// Microdata: `itemprop`.
    Microdata,
    /// A `time` element.
    Time,
    /// The address.
    Url,
    /// An element whose names say so.
    Named,
    /// The heading.
    Heading,
    /// The `title` element.
    TitleElement,
    /// Words of the page.
    Text,
    /// The header of the answer that it came with.
    Http,
}

impl Field {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Site => "site",
            Self::Author => "author",
            Self::Section => "section",
            Self::Canonical => "canonical",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Day => "day",
        }
    }
}

impl Found {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JsonLd => "json-ld",
            Self::OpenGraph => "opengraph",
            Self::Meta => "meta",
            Self::Microdata => "microdata",
            Self::Time => "time",
            Self::Url => "url",
            Self::Named => "named",
            Self::Heading => "heading",
            Self::TitleElement => "title",
            Self::Text => "text",
            Self::Http => "http",
        }
    }
}

/// Something that a page tells of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What.
    pub field: Field,
    /// As it stands there.
    pub value: String,
    /// The day it means, of days.
    pub day: Option<Date>,
    /// Where.
    pub found: Found,
    /// How many elements come before it: what stands above is likelier to speak of the article.
    pub(crate) at: usize,
}

/// The most candidates: a page of a thousand teasers has a day for each.
const MOST: usize = 400;

/// Words that are shown as a day are short.
const LONGEST_DAY: usize = 120;

const PUBLISHED: &[&str] = &[
    "article.created",
    "article.published",
    "article:create",
    "article:post_date",
    "article:published",
    "article:published_date",
    "article:published_time",
    "article_date_original",
    "bt:pubdate",
    "citation_date",
    "citation_online_date",
    "citation_publication_date",
    "contentdate",
    "cxenseparse:recs:publishtime",
    "date",
    "date_published",
    "datepublished",
    "dc.date",
    "dc.date.created",
    "dc.date.issued",
    "dc:created",
    "dc:date",
    "dcsext.articlefirstpublished",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "displaydate",
    "eprints.date",
    "field-name-post-date",
    "gentime",
    "mediator_published_time",
    "og:article:published_time",
    "og:pubdate",
    "og:publish_date",
    "og:published_time",
    "originalpublicationdate",
    "parsely-pub-date",
    "pdate",
    "ptime",
    "pub_date",
    "pubdate",
    "publication_date",
    "publicationdate",
    "publish-date",
    "publish_date",
    "publish_time",
    "publishdate",
    "published-date",
    "published_date",
    "published_time",
    "rbpubdate",
    "release_date",
    "rnews:datepublished",
    "sailthru.date",
    "shareaholic:article_published_time",
    "timestamp",
    "vr:published_time",
    "weibo:article:create_at",
];

const UPDATED: &[&str] = &[
    "article:modified",
    "article:modified_date",
    "article:modified_time",
    "date_modified",
    "datemodified",
    "dc.date.modified",
    "dc:modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "lastmodified",
    "modificationdate",
    "modified",
    "og:modified_time",
    "og:updated_time",
    "revised",
    "rnews:datemodified",
    "utime",
    "vr:updated_time",
];

/// All that a page, and what came with it, tells of the page.
pub(crate) fn candidates(html: &Html, came: &Came<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut n_headings = 0;
    for (at, node) in html.tree.root().descendants().enumerate() {
        if found.len() >= MOST {
            break;
        }
        let Node::Element(element) = node.value() else { continue };
        let Some(here) = ElementRef::wrap(node) else { continue };
        let mut put = |field: Field, value: &str, by: Found| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() && value.len() < 2000 {
                let day = matches!(field, Field::Published | Field::Updated | Field::Day).then(|| day::parse(&value));
                // A day that is none is no candidate.
                if day != Some(None) {
                    found.push(Candidate { field, value, day: day.flatten(), found: by, at });
                }
            }
        };
        match element.name() {
            "meta" => meta(element, &mut put),
            "link" if element.attr("rel") == Some("canonical") => {
                put(Field::Canonical, element.attr("href").unwrap_or_default(), Found::Meta);
            }
            "title" if here.parent().is_some_and(|parent| is_named(parent.value(), "head")) => {
                put(Field::Title, &words(here), Found::TitleElement);
            }
            "script" if element.attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                json_ld::each(&here.text().collect::<String>(), &mut put);
            }
            "h1" if n_headings < 5 => {
                n_headings += 1;
                put(Field::Title, &words(here), Found::Heading);
            }
            "time" => time(element, here, &mut put),
            "p" | "div" | "span" | "td" | "li" | "small" | "em" | "b" | "strong" if is_day_alone(here) => {
                put(Field::Day, &words(here), Found::Text);
                named(element, here, &mut put);
            }
            _ => named(element, here, &mut put),
        }
    }
    if let Some((value, day)) = came.modified.and_then(|value| Some((value.to_owned(), day::parse(value)?))) {
        found.push(Candidate { field: Field::Updated, value, day: Some(day), found: Found::Http, at: usize::MAX });
    }
    if let Some((url, day)) = came.url.and_then(|url| Some((url, day::in_url(url)?))) {
        found.push(Candidate {
            field: Field::Published,
            value: url.to_owned(),
            day: Some(day),
            found: Found::Url,
            at: 0,
        });
    } else if let Some((value, day)) = found
        .iter()
        .find(|candidate| candidate.field == Field::Canonical)
        .and_then(|candidate| Some((candidate.value.clone(), day::in_url(&candidate.value)?)))
    {
        found.push(Candidate { field: Field::Published, value, day: Some(day), found: Found::Url, at: 0 });
    }
    found
}

fn is_named(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(element) if element.name() == name)
}

/// Whether an element holds a day, and hardly anything else.
fn is_day_alone(element: ElementRef<'_>) -> bool {
    let mut n_bytes = 0;
    for child in element.children() {
        match child.value() {
            Node::Text(text) => n_bytes += text.trim().len(),
            Node::Comment(_) => {}
            _ => return false,
        }
        if n_bytes > LONGEST_LONE_DAY {
            return false;
        }
    }
    n_bytes >= 8 && day::parse(&words(element)).is_some()
}

/// The longest day with its week day and hour, in bytes.
const LONGEST_LONE_DAY: usize = 40;

/// The words of an element, as many as a title or day has.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    let mut words = String::new();
    for piece in element.text() {
        words.push_str(piece);
        words.push(' ');
        if words.len() > 600 {
            break;
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn meta(element: &Element, put: &mut impl FnMut(Field, &str, Found)) {
    let content = element.attr("content").unwrap_or_default();
    let keys = [
        (element.attr("property"), Found::OpenGraph),
        (element.attr("name"), Found::Meta),
        (element.attr("itemprop"), Found::Microdata),
        (element.attr("http-equiv"), Found::Meta),
    ];
    for (key, by) in keys {
        let Some(key) = key else { continue };
        let key = key.trim().to_ascii_lowercase();
        let field = match key.as_str() {
            "og:title" | "twitter:title" | "dc.title" | "dcterms.title" | "title" | "sailthru.title"
            | "parsely-title" | "headline" | "citation_title" => Field::Title,
            "og:site_name" | "application-name" | "dc.publisher" | "twitter:site" | "al:ios:app_name" => Field::Site,
            "author"
            | "article:author"
            | "article:author_name"
            | "dc.creator"
            | "dcterms.creator"
            | "parsely-author"
            | "sailthru.author"
            | "byl"
            | "byline"
            | "citation_author"
            | "creator"
            | "dc:creator"
            | "authors" => Field::Author,
            "article:section" | "section" | "parsely-section" => Field::Section,
            "og:url" => Field::Canonical,
            // When a page was begun is no day of publication, unless nothing else is told.
            "datecreated" | "created" => Field::Day,
            key if PUBLISHED.binary_search(&key).is_ok() => Field::Published,
            key if UPDATED.binary_search(&key).is_ok() => Field::Updated,
            _ => continue,
        };
        put(field, content, by);
    }
}

fn time(element: &Element, here: ElementRef<'_>, put: &mut impl FnMut(Field, &str, Found)) {
    let shown = words(here);
    let value = element.attr("datetime").filter(|value| day::parse(value).is_some()).unwrap_or(&shown);
    if value.len() > LONGEST_DAY {
        return;
    }
    let names = [element.attr("class"), element.attr("itemprop"), element.attr("id")];
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    let field = if names.contains("updated") && !names.contains("published") || names.contains("modified") {
        Field::Updated
    } else if names.contains("publish") || names.contains("entry-date") || element.attr("pubdate").is_some() {
        Field::Published
    } else {
        Field::Day
    };
    put(field, value, Found::Time);
}

/// Elements whose names or microdata say what they hold.
fn named(element: &Element, here: ElementRef<'_>, put: &mut impl FnMut(Field, &str, Found)) {
    if let Some(property) = element.attr("itemprop") {
        let content =
            || element.attr("content").or(element.attr("datetime")).map_or_else(|| words(here), str::to_owned);
        for property in property.split_ascii_whitespace() {
            match property.to_ascii_lowercase().as_str() {
                "headline" => put(Field::Title, &content(), Found::Microdata),
                "datepublished" => put(Field::Published, &content(), Found::Microdata),
                "datemodified" => put(Field::Updated, &content(), Found::Microdata),
                "author" => put(Field::Author, &content(), Found::Microdata),
                _ => {}
            }
        }
    }
    if element.name() == "a"
        && element.attr("rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "author"))
    {
        put(Field::Author, &words(here), Found::Named);
        return;
    }
    let names = [element.attr("class"), element.attr("id")].into_iter().flatten();
    let mut is_day = false;
    let mut is_author = false;
    for name in names.flat_map(str::split_ascii_whitespace).take(16) {
        let name = name.to_ascii_lowercase();
        let parts = || name.split(['-', '_']);
        is_day |= parts().any(|part| {
            matches!(
                part,
                "date"
                    | "pubdate"
                    | "published"
                    | "dateline"
                    | "timestamp"
                    | "posted"
                    | "time"
                    | "datetime"
                    | "meta"
                    | "byline"
                    | "postdate"
                    | "day"
                    | "submitted"
            )
        }) || name.contains("publish")
            || name.ends_with("date");
        is_author |= parts().any(|part| matches!(part, "author" | "byline" | "authorname" | "writer"))
            && !parts().any(|part| matches!(part, "bio" | "box" | "image" | "avatar"));
    }
    if !is_day && !is_author {
        return;
    }
    let words = words(here);
    if is_day && words.len() <= LONGEST_DAY {
        let lower = words.to_lowercase();
        let at = |words: &[&str]| words.iter().filter_map(|word| lower.find(word)).min();
        let updated = at(&["updated", "modified"]);
        let published = at(&["published", "written", "posted", "created", "first "]);
        // `Written: … Updated: …` tells both days.
        let field = match (published, updated) {
            (Some(published), Some(updated)) if published < updated => Field::Published,
            (_, Some(_)) => Field::Updated,
            _ => Field::Day,
        };
        put(field, &words, Found::Named);
    }
    if is_author && words.len() <= 80 {
        put(Field::Author, &words, Found::Named);
    }
}

#[cfg(test)]
mod tests {
    use super::{PUBLISHED, UPDATED};

    #[test]
    fn names_are_sorted_and_free_of_doubles() {
        for names in [PUBLISHED, UPDATED] {
            let wrong = names.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(wrong, None);
        }
    }
}
