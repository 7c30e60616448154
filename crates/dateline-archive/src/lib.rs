//! Which HTML pages lie in an archive, a feed or a saved page?
//!
//! Each reader gives pages one after the other to a function that says whether to go on.
//! What cannot be read is given as a sentence with its place, and costs nothing but itself.
//!
//! ```
//! let archive = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\n\
//!     Content-Type: text/html\r\nContent-Length: 7\r\n\r\n<p>Fog.\r\n\r\n";
//! let mut pages = Vec::new();
//! dateline_archive::warc("a.warc", archive.as_bytes(), 1 << 20, &mut |page| {
//!     pages.push(page);
//!     true
//! });
//! let page = pages.pop().unwrap().unwrap();
//! assert_eq!((page.url.as_deref(), &page.bytes[..]), (Some("http://a.example/"), &b"<p>Fog."[..]));
//! ```

mod feed;
mod mhtml;
mod warc;

use std::io;

pub use feed::each_page as feed;
pub use mhtml::page as mhtml;
pub use warc::each_page as warc;

/// An HTML page, and what came with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Where it stands: the file, and its place in it.
    pub name: String,
    /// The page as it came.
    pub bytes: Vec<u8>,
    /// The encoding that the answer's header names.
    pub charset: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The paper or site.
    pub site: Option<String>,
    /// When it was published: RFC 3339.
    pub published: Option<String>,
    /// When it was fetched: RFC 3339.
    pub captured: Option<String>,
    /// When its server says that it was changed last: HTTP's `Last-Modified`.
    pub modified: Option<String>,
}

/// A page, or why there is none, with its place.
pub type Found = Result<Page, String>;

/// An error without its number.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
