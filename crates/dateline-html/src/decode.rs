//! In which encoding was the page written?

use encoding_rs::{Encoding, UTF_8};

/// Bytes at the head in which a page names its encoding; the HTML standard looks at as many.
const HEAD: usize = 1024;

/// A page as text.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Whether bytes had to be replaced.
    pub is_damaged: bool,
}

/// Decodes a page: by its byte order mark, the header's encoding, the one it names, or what its bytes look like.
pub fn decode(bytes: &[u8], header: Option<&str>) -> Decoded {
    let told = header.and_then(|label| Encoding::for_label(label.as_bytes()));
    let told = told.or_else(|| in_head(&bytes[..bytes.len().min(HEAD)]));
    // Many pages name an encoding that they are not in; what is valid UTF-8 with letters beyond ASCII is hardly anything else.
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = match told {
        _ if Encoding::for_bom(bytes).is_some() => UTF_8,
        _ if is_utf8 => UTF_8,
        Some(told) if told != UTF_8 => told,
        _ => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(&bytes[..bytes.len().min(1 << 16)], true);
            detector.guess(None, chardetng::Utf8Detection::Allow)
        }
    };
    let (text, encoding, is_damaged) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), is_damaged }
}

fn in_head(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let at = head.windows(8).position(|window| window == b"charset=")?;
    let label = &head[at + 8..];
    let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
    let end = label
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_'))
        .unwrap_or(label.len());
    Encoding::for_label(&label[..end])
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn encodings_are_found() {
        let cases: [(&[u8], Option<&str>, &str, &str); 6] = [
            (b"<p>caf\xc3\xa9", None, "UTF-8", "<p>café"),
            (b"\xef\xbb\xbf<p>caf\xc3\xa9", None, "UTF-8", "<p>café"),
            (b"<meta charset=\"iso-8859-1\"><p>caf\xe9", None, "windows-1252", "<meta charset=\"iso-8859-1\"><p>café"),
            (b"<p>caf\xe9", Some("latin1"), "windows-1252", "<p>café"),
            (b"<meta charset=utf-8><p>caf\xe9 au lait", None, "windows-1252", "<meta charset=utf-8><p>café au lait"),
            (b"<meta charset=iso-8859-1><p>caf\xc3\xa9", None, "UTF-8", "<meta charset=iso-8859-1><p>café"),
        ];
        for (bytes, header, encoding, text) in cases {
            let decoded = decode(bytes, header);
            assert_eq!((decoded.encoding, &*decoded.text), (encoding, text));
        }
    }
}
