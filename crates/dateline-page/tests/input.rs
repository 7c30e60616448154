//! Are bytes and lines of JSON read as they were meant, and told about where they were not?

use dateline_page::{Body, Decoded, Kind, Limits, Line, Meta, cut, decode};
use dateline_text::{Page, Text};

/// The text, the encoding and the codes of the notes.
fn check(bytes: &[u8]) -> (String, &'static str, Vec<&'static str>) {
    let Decoded { text, encoding, notes } = decode(bytes, &Limits::default());
    (text.to_string(), encoding, notes.iter().map(|note| note.code).collect())
}

fn utf16(words: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    words.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf8_with_and_without_its_mark() {
    assert_eq!(check("Fête at Wexmouth".as_bytes()), ("Fête at Wexmouth".into(), "UTF-8", vec![]));
    assert_eq!(check("\u{feff}Fête".as_bytes()), ("Fête".into(), "UTF-8", vec![]));
    assert_eq!(check(b""), (String::new(), "UTF-8", vec![]));
    assert_eq!(check(b"\xef\xbb\xbf"), (String::new(), "UTF-8", vec![]));
}

#[test]
fn utf16_with_its_mark_and_evident_without() {
    let words = "The fête at Wexmouth began.\r\nBoats stayed in.";
    for (unit, name) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")] {
        assert_eq!(check(&utf16(&format!("\u{feff}{words}"), unit)), (words.into(), name, vec!["page/encoding"]));
        assert_eq!(check(&utf16(words, unit)), (words.into(), name, vec!["page/encoding"]));
    }
    // Half a unit at the end.
    let mut bytes = utf16(words, u16::to_le_bytes);
    bytes.push(b'!');
    assert_eq!(check(&bytes).2, ["page/encoding", "page/malformed"]);
}

#[test]
fn other_encodings_are_detected() {
    assert_eq!(
        check(b"The f\xeate at the caf\xe9 on Wexmouth\x92s mole began."),
        ("The fête at the café on Wexmouth’s mole began.".into(), "windows-1252", vec!["page/encoding"])
    );
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("Туман накрыл гавань, и суда остались на месте.");
    let (text, encoding, _) = check(&cyrillic);
    assert_eq!((text.as_str(), encoding), ("Туман накрыл гавань, и суда остались на месте.", "windows-1251"));
}

#[test]
fn damaged_utf8_stays_utf8() {
    let (text, encoding, notes) = check("Fête, café, naïve, Zoë \u{2014} and \u{2019}".as_bytes());
    assert_eq!((encoding, notes.len()), ("UTF-8", 0), "{text}");
    let mut bytes = "Fête, café, naïve, Zoë".as_bytes().to_vec();
    bytes.insert(6, 0xff);
    assert_eq!(check(&bytes), ("Fête,\u{fffd} café, naïve, Zoë".into(), "UTF-8", vec!["page/malformed"]));
}

#[test]
fn nul_and_control_characters_are_told() {
    let decoded = decode(b"The fog\0 rose\x07 over\0 it.\tSo", &Limits::default());
    let told: Vec<_> =
        decoded.notes.iter().map(|note| (note.code, note.span.unwrap().range(), &*note.message)).collect();
    assert_eq!(
        told,
        [
            ("page/nul", 7..8, "NUL characters in the text: 2; the first is shown"),
            ("page/control", 13..14, "control characters in the text: 1; the first is shown")
        ]
    );
}

#[test]
fn a_page_beyond_the_limit_is_cut_between_characters() {
    let limits = Limits { page_bytes: 2, ..Limits::default() };
    let decoded = decode("Fête".as_bytes(), &limits);
    assert_eq!((&*decoded.text, decoded.encoding, decoded.notes[0].code), ("F", "UTF-8", "page/too-long"));
    assert_eq!(decoded.notes.len(), 1);
}

#[test]
fn a_lone_line_of_eight_megabytes_is_one_story() {
    let words = "The fog rose over Wexmouth, and the boats stayed in. ".repeat(8_000_000 / 53);
    let page: Text<Page> = words.as_str().into();
    let cut = cut(&page, &Meta::default(), &Limits::default());
    assert_eq!(cut.stories.len(), 1);
    assert_eq!((cut.stories[0].kind, cut.stories[0].span), (Kind::Main, page.trim(page.whole())));
}

#[test]
fn fifty_thousand_paragraphs_are_one_story() {
    let words = "The fog rose over Wexmouth, and Mayor Alder kept the boats in.\n\n".repeat(50_000);
    let page: Text<Page> = words.as_str().into();
    assert_eq!(cut(&page, &Meta::default(), &Limits::default()).stories.len(), 1);
}

#[test]
fn lines_of_json() {
    let line = Line::parse(
        r#"{"id": "a-7", "text": "Fog rose.\nBoats stayed.", "published": null, "url": "http://example.org/", "title": "Fog", "site": "Herald", "rank": [1]}"#,
    )
    .unwrap();
    assert_eq!(line.id, "a-7");
    assert_eq!(line.text().unwrap(), "Fog rose.\nBoats stayed.");
    assert_eq!((line.published, line.url.as_deref()), (None, Some("http://example.org/")));
    assert_eq!((line.title.as_deref(), line.site.as_deref()), (Some("Fog"), Some("Herald")));
    let line = Line::parse(r#"{"id": 7, "html": "<p>Fog</p>"}"#).unwrap();
    assert_eq!(line.body, Body::Html("<p>Fog</p>".into()));
    assert_eq!(line.text().unwrap_err().to_string(), "HTML pages cannot be read yet");
    assert!(Line::parse(r#"{"text": "no id"}"#).unwrap().id.is_null());
}

#[test]
fn lines_that_are_no_pages_say_why() {
    for (line, why) in [
        ("", "the line is not JSON: EOF while parsing a value at line 1 column 0"),
        ("{\"id\": 1, \"text\": \"Fog", "the line is not JSON: EOF while parsing a string at line 1 column 22"),
        ("[1]", "the line is JSON, but not an object"),
        ("{}", "the line has neither \"text\" nor \"html\""),
        (r#"{"text": null}"#, "the line has neither \"text\" nor \"html\""),
        (r#"{"text": 7}"#, "\"text\" is not a string"),
        (r#"{"id": {}, "text": "Fog"}"#, "\"id\" is not a string or a number"),
        (r#"{"text": "Fog", "published": 1931}"#, "\"published\" is not a day, a date-time or null"),
    ] {
        assert_eq!(Line::parse(line).unwrap_err().to_string(), why);
    }
}
