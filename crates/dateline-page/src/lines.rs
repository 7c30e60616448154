//! Where does each line of a page begin and end? Also heads and tails of lines.

use dateline_text::{Page, Span, Text};

/// The lines of a page, without their ends and the white space around them; empty ones too.
///
/// A line ends with `\n`, `\r\n` or a lone `\r`.
pub(crate) fn lines(page: &Text<Page>) -> impl Iterator<Item = Span<Page>> + '_ {
    let bytes = page.as_bytes();
    let mut start = 0;
    let mut ends = memchr::memchr2_iter(b'\n', b'\r', bytes).chain(std::iter::once(bytes.len()));
    std::iter::from_fn(move || {
        loop {
            let end = ends.next()?;
            let begin = std::mem::replace(&mut start, end + 1);
            let is_crlf = begin == end && begin > 0 && bytes.get(end) == Some(&b'\n') && bytes[begin - 1] == b'\r';
            if !is_crlf {
                // Both ends stand beside ASCII bytes or the text's own ends.
                let span = page.span(begin, end).unwrap_or_else(|| page.whole());
                return Some(page.trim(span));
            }
        }
    })
}

/// The text's first bytes, at most so many, up to a character boundary.
pub(crate) fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The text's last bytes, at most so many and what belongs to the first character of them.
pub(crate) fn tail(text: &str, most: usize) -> &str {
    &text[head(text, text.len().saturating_sub(most)).len()..]
}
