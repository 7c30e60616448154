//! Feeds (RSS, Atom): each entry is a page.

use feed_rs::model::Entry;

use crate::{Found, Page};

/// Gives each entry of a feed to `each`; stops when it says so.
pub fn each_page(name: &str, bytes: &[u8], each: &mut impl FnMut(Found) -> bool) -> bool {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => return each(Err(format!("cannot read {name} as a feed: {error}"))),
    };
    let site = feed.title.as_ref().map(|title| title.content.clone());
    let mut entries = feed.entries.iter().enumerate();
    entries.all(|(at, entry)| each(Ok(page(format!("{name}#{}", at + 1), entry, site.clone()))))
}

fn page(name: String, entry: &Entry, site: Option<String>) -> Page {
    let title = entry.title.as_ref().map(|title| title.content.clone());
    let body = entry.content.as_ref().and_then(|content| content.body.clone());
    let body = body.or_else(|| entry.summary.as_ref().map(|summary| summary.content.clone())).unwrap_or_default();
    let published = entry.published.or(entry.updated).map(|moment| moment.to_rfc3339());
    // The entry stands in an article element, so that short texts are found too.
    let html = format!("<!doctype html><meta charset=utf-8><article><p>{body}</p></article>");
    Page {
        name,
        bytes: html.into_bytes(),
        charset: Some("utf-8".to_owned()),
        url: entry.links.first().map(|link| link.href.clone()),
        title,
        site,
        published,
        ..Page::default()
    }
}
