//! What does one line of a JSON Lines file say?

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

/// One page as a line of JSON: `{"id", "text" or "html", "published"?, "url"?, "title"?, "site"?}`.
///
/// Unknown fields are left alone, and a missing one is `None`, as is `null`.
///
/// ```
/// # use dateline_page::{Body, Line};
/// let line = Line::parse(r#"{"id": 7, "text": "Fog rose.", "published": "1931-03-05", "rank": 2}"#).unwrap();
/// assert_eq!((line.id, line.body), (7.into(), Body::Text("Fog rose.".into())));
/// assert_eq!(line.published.as_deref(), Some("1931-03-05"));
///
/// let error = Line::parse(r#"{"id": 7}"#).unwrap_err();
/// assert_eq!(error.to_string(), "the line has neither \"text\" nor \"html\"");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The page's name, a string or a number, given back as it came; `null` when there is none.
    pub id: Value,
    /// The page itself.
    pub body: Body,
    /// A day or a date-time, as it came: [`date`](crate::date) reads it.
    pub published: Option<String>,
    /// Where the page came from.
    pub url: Option<String>,
    /// The page's title.
    pub title: Option<String>,
    /// The paper or site.
    pub site: Option<String>,
}

/// The page of a [`Line`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Plain text.
    Text(String),
    /// HTML, which is handed on as it came: [`Line::text`] cannot read it.
    Html(String),
}

/// Why a line cannot be read.
#[derive(Debug)]
pub enum LineError {
    /// Not JSON, or not JSON as it should be.
    Json(serde_json::Error),
    /// JSON, but not an object.
    NotAnObject,
    /// A field holds what it cannot hold.
    Field {
        /// The field's name.
        name: &'static str,
        /// What it may hold.
        wanted: &'static str,
    },
    /// Neither `text` nor `html`.
    NoBody,
    /// The page is HTML.
    Unsupported,
}

impl Line {
    /// Reads one line.
    ///
    /// # Errors
    /// When it is not a JSON object, when a field has the wrong type, or when there is no page in it.
    pub fn parse(line: &str) -> Result<Self, LineError> {
        let fields: Value = serde_json::from_str(line).map_err(LineError::Json)?;
        if !fields.is_object() {
            return Err(LineError::NotAnObject);
        }
        let Fields { id, text, html, published, url, title, site } =
            Fields::deserialize(fields).map_err(LineError::Json)?;
        if !matches!(id, Value::Null | Value::String(_) | Value::Number(_)) {
            return Err(LineError::Field { name: "id", wanted: "a string or a number" });
        }
        let body = match (string("text", text)?, string("html", html)?) {
            (Some(text), _) => Body::Text(text),
            (None, Some(html)) => Body::Html(html),
            (None, None) => return Err(LineError::NoBody),
        };
        let published = match published {
            Value::Null => None,
            Value::String(day) => Some(day),
            _ => return Err(LineError::Field { name: "published", wanted: "a day, a date-time or null" }),
        };
        Ok(Self {
            id,
            body,
            published,
            url: string("url", url)?,
            title: string("title", title)?,
            site: string("site", site)?,
        })
    }

    /// The page's text.
    ///
    /// # Errors
    /// [`LineError::Unsupported`] when the page is HTML.
    pub fn text(&self) -> Result<&str, LineError> {
        match &self.body {
            Body::Text(text) => Ok(text),
            Body::Html(_) => Err(LineError::Unsupported),
        }
    }
}

#[derive(Deserialize)]
#[serde(default)]
struct Fields {
    id: Value,
    text: Value,
    html: Value,
    published: Value,
    url: Value,
    title: Value,
    site: Value,
}

impl Default for Fields {
    fn default() -> Self {
        let none = Value::Null;
        Self {
            id: none.clone(),
            text: none.clone(),
            html: none.clone(),
            published: none.clone(),
            url: none.clone(),
            title: none.clone(),
            site: none,
        }
    }
}

fn string(name: &'static str, value: Value) -> Result<Option<String>, LineError> {
    match value {
        Value::Null => Ok(None),
        Value::String(words) => Ok(Some(words)),
        _ => Err(LineError::Field { name, wanted: "a string" }),
    }
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the line is not JSON: {error}"),
            Self::NotAnObject => f.write_str("the line is JSON, but not an object"),
            Self::Field { name, wanted } => write!(f, "\"{name}\" is not {wanted}"),
            Self::NoBody => f.write_str("the line has neither \"text\" nor \"html\""),
            Self::Unsupported => f.write_str("HTML pages cannot be read yet"),
        }
    }
}

impl std::error::Error for LineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            _ => None,
        }
    }
}
