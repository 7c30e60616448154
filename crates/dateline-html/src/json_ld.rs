//! What does JSON-LD tell of the article?

use serde_json::Value;

use crate::candidates::{Field, Found};

/// Values looked at in one script: some hold a whole catalogue.
const MOST: usize = 20_000;

/// Gives each field of the article to `put`.
pub(crate) fn each(script: &str, put: &mut impl FnMut(Field, &str, Found)) {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let script = script.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim().trim_end_matches(';');
    // Raw line ends in strings are common, and wrong.
    let value = serde_json::from_str::<Value>(script)
        .or_else(|_| serde_json::from_str(&script.replace(['\n', '\r', '\t'], " ")));
    let Ok(value) = value else { return };
    let mut waiting = vec![&value];
    let mut n_seen = 0;
    while let Some(value) = waiting.pop() {
        n_seen += 1;
        if n_seen > MOST {
            return;
        }
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(fields) => {
                if is_article(fields.get("@type")) {
                    article(fields, put);
                }
                waiting
                    .extend(["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|name| fields.get(*name)));
            }
            _ => {}
        }
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let is = |kind: &str| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "Report" | "WebPage" | "Review" | "Recipe" | "CreativeWork" | "VideoObject")
    };
    match kind {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn article(fields: &serde_json::Map<String, Value>, put: &mut impl FnMut(Field, &str, Found)) {
    let is_page = fields.get("@type").and_then(Value::as_str) == Some("WebPage");
    let singles = [
        ("headline", Field::Title),
        ("datePublished", Field::Published),
        ("dateCreated", Field::Day),
        ("dateModified", Field::Updated),
        ("articleSection", Field::Section),
    ];
    for (name, field) in singles {
        let value = fields.get(name);
        let value = value.and_then(|value| value.as_array().map_or(Some(value), |items| items.first()));
        if let Some(value) = value.and_then(Value::as_str) {
            put(field, value, Found::JsonLd);
        }
    }
    if is_page {
        return;
    }
    for (name, field) in [("author", Field::Author), ("creator", Field::Author), ("publisher", Field::Site)] {
        let value = fields.get(name);
        let one =
            value.into_iter().flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
        for who in one {
            let name = who.as_str().or_else(|| who.get("name")?.as_str());
            if let Some(name) = name {
                put(field, name, Found::JsonLd);
            }
        }
        if name == "author" && value.is_some() && fields.contains_key("creator") {
            // `creator` says the same again.
            put_site(fields, put);
            return;
        }
    }
}

fn put_site(fields: &serde_json::Map<String, Value>, put: &mut impl FnMut(Field, &str, Found)) {
    if let Some(name) = fields.get("publisher").and_then(|who| who.get("name")).and_then(Value::as_str) {
        put(Field::Site, name, Found::JsonLd);
    }
}
