//! Which characters do these bytes mean?
//!
//! A byte order mark decides; then zero bytes in every other place, which only UTF-16 has; then valid UTF-8;
//! then what [`chardetng`] makes of the bytes, as browsers do for pages that do not say.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_text::{Note, Page, Text};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::Limits;

/// A page's text, and how it was read from the page's bytes.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text: without a byte order mark, otherwise as it came, newlines included.
    pub text: Text<Page>,
    /// The encoding's name in the WHATWG Encoding Standard: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// What was not plain UTF-8, and what cannot be meant as text.
    pub notes: Vec<Note<Page>>,
}

/// Reads bytes as text, whatever they are.
///
/// Malformed sequences become `U+FFFD`.
///
/// ```
/// # use dateline_page::{Limits, decode};
/// let page = decode(b"\xef\xbb\xbfThe f\xc3\xaate began.", &Limits::default());
/// assert_eq!((&*page.text, page.encoding, page.notes.len()), ("The fête began.", "UTF-8", 0));
///
/// let page = decode(b"The f\xeate began in the caf\xe9.", &Limits::default());
/// assert_eq!((&*page.text, page.notes[0].code), ("The fête began in the café.", "page/encoding"));
/// ```
pub fn decode(bytes: &[u8], limits: &Limits) -> Decoded {
    let mut notes = Vec::new();
    // Any encoding makes at most three bytes of UTF-8 from one byte, so 1 GiB always fits a text.
    let most = limits.page_bytes.min(1 << 30);
    let all = bytes.len();
    let bytes = &bytes[..most.min(all)];
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (guess(bytes, bytes.len() < all), bytes),
    };
    let (mut words, malformed) = encoding.decode_without_bom_handling(rest);
    if bytes.len() < all {
        // The cut may have gone through a character: that is our doing, not the page's.
        if malformed && words.ends_with('\u{FFFD}') {
            words = Cow::Owned(words.trim_end_matches('\u{FFFD}').to_owned());
        }
        notes.push(
            Note::new("page/too-long", None, format!("only the first {most} of the page's {all} bytes are read"))
                .with_help("cut the page up, or raise the limit"),
        );
    }
    let text: Text<Page> = Text::new(words).expect("at most 3 GiB, since at most 1 GiB came");
    if encoding != UTF_8 {
        notes.push(Note::new("page/encoding", None, format!("the page is not UTF-8; read as {}", encoding.name())));
    }
    if malformed && text.contains('\u{FFFD}') {
        let n_replaced = text.matches('\u{FFFD}').count();
        let first = text.find("\u{FFFD}");
        notes.push(
            Note::new("page/malformed", first, format!("malformed sequences of {}: {n_replaced}", encoding.name()))
                .with_help("each reads as U+FFFD; the first is shown"),
        );
    }
    notes.extend(odd_characters(&text));
    Decoded { text, encoding: encoding.name(), notes }
}

/// Notes on characters that no writer means: NUL and other control characters.
///
/// ```
/// # use dateline_page::odd_characters;
/// let notes = odd_characters(&"A fog\0 rose.".into());
/// assert_eq!((notes[0].code, notes[0].span.unwrap().range()), ("page/nul", 5..6));
/// ```
pub fn odd_characters(text: &Text<Page>) -> Vec<Note<Page>> {
    let mut notes = Vec::new();
    let mut tell = |code, name: &str, n: usize, first: Option<usize>| {
        if let Some(first) = first {
            let span = text.span(first, first + 1);
            notes.push(Note::new(code, span, format!("{name} in the text: {n}; the first is shown")));
        }
    };
    let bytes = text.as_bytes();
    let first = memchr::memchr(0, bytes);
    tell("page/nul", "NUL characters", first.map_or(0, |first| memchr::memchr_iter(0, &bytes[first..]).count()), first);
    // Tab, line feed, form feed and carriage return lay out text; escape, bell and the like do not.
    let is_control = |byte: &u8| (*byte < 0x20 || *byte == 0x7F) && !matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r');
    let first = bytes.iter().position(is_control);
    let n = first.map_or(0, |first| bytes[first..].iter().filter(|byte| is_control(byte)).count());
    tell("page/control", "control characters", n, first);
    notes
}

fn guess(bytes: &[u8], is_cut: bool) -> &'static Encoding {
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return UTF_8,
        Err(error) if is_cut && error.error_len().is_none() => return UTF_8,
        Err(_) => {}
    }
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 as writers of Latin letters use it: zero in every other byte, and hardly ever in the bytes between.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    let n_units = sample.len() / 2;
    match n_units {
        0 | 1 => None,
        _ if low_first * 10 >= n_units * 4 && high_first * 20 <= n_units => Some(UTF_16LE),
        _ if high_first * 10 >= n_units * 4 && low_first * 20 <= n_units => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most sequences beyond ASCII are good UTF-8, so that the rest are damage and not another encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 2
}
