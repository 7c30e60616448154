//! What must hold of any bytes at all: the bodies of the fuzz targets, which are also property tests.
//!
//! `cargo fuzz run --features libfuzzer page` looks for bytes that break one; what it finds becomes a corpus case.

use std::sync::LazyLock;

use dateline_html::Came;
use dateline_page::{Limits, Line, Meta, cut};
use dateline_parse::{Pipeline, model::Parts};
use dateline_read::{Reader, Source};
use dateline_record::json;
use dateline_text::{Story, Text};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Pipeline::embedded()));

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Tokens lie one behind the other, and only single spaces lie between them.
pub fn tokenizer(bytes: &[u8]) {
    let text: Text<Story> = words(bytes).as_str().into();
    let parse = READER.pipeline().parse(&text);
    let mut end = 0;
    for token in parse.tokens() {
        let between = &text.as_str()[end..token.span().start()];
        assert!(!token.span().is_empty() && matches!(between, "" | " "), "{between:?} before {token:?}");
        end = token.span().end();
    }
    assert!(matches!(&text.as_str()[end..], "" | " "));
}

/// Stories of a page lie on it, each apart from the others or within one, and their texts are its words.
pub fn page(bytes: &[u8]) {
    let decoded = READER.decode(bytes);
    let page = &decoded.text;
    let stories = cut(page, &Meta::default(), &Limits::default()).stories;
    for pair in stories.windows(2) {
        assert!(pair[0].span.start() <= pair[1].span.start());
        assert!(!pair[0].span.overlaps(pair[1].span) || pair[0].span.contains(pair[1].span));
    }
    for body in stories.iter().filter_map(|story| story.body.as_ref()) {
        for piece in body.alignment.pieces() {
            let told = body.alignment.to_story(piece).expect("a piece is part of its story");
            assert_eq!(body.text[told], page[piece]);
        }
    }
}

/// A line of JSON is read or refused with a reason.
pub fn json_line(bytes: &[u8]) {
    match Line::parse(&words(bytes)) {
        Ok(line) => drop(line.text().map(|text| page(text.as_bytes()))),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A model file is read or refused; that its checksum is right does not make it whole.
pub fn model(bytes: &[u8]) {
    let mut file = Parts::default().to_bytes();
    let _ = Pipeline::load(bytes);
    // The head as it should be, with these bytes behind it.
    file.truncate(32);
    file.extend_from_slice(bytes);
    let (len, checksum) = ((file.len() - 32) as u64, crc32fast::hash(&file[32..]));
    file[20..24].copy_from_slice(&checksum.to_le_bytes());
    file[24..32].copy_from_slice(&len.to_le_bytes());
    if let Ok(pipeline) = Pipeline::load(&file) {
        pipeline.parse::<Story>(&"Fog rose over the harbour.".into());
    }
}

/// Times lie in the text, in order and apart from each other.
pub fn time(bytes: &[u8]) {
    let text: Text<Story> = words(bytes).as_str().into();
    let anchor = dateline_time::Anchor::story(jiff::civil::date(2024, 2, 29));
    let times = dateline_time::read(&text, &anchor, &dateline_time::Plain).times;
    assert!(times.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
    assert!(times.iter().all(|time| !time.span.is_empty() && !time.value.is_empty()));
}

/// Figures lie in the text, in order, and a range does not run backwards.
pub fn figure(bytes: &[u8]) {
    let text: Text<Story> = words(bytes).as_str().into();
    let parse = READER.pipeline().parse(&text);
    let times = dateline_time::read(&text, &dateline_time::Anchor::unknown(), &dateline_time::Plain).times;
    let figures = dateline_read::figure::read(&parse, &times).figures;
    assert!(figures.windows(2).all(|pair| pair[0].span.start() <= pair[1].span.start()));
    assert!(figures.iter().all(|figure| !figure.span.is_empty()));
}

/// Events rest on rows that are there, and leaving out the less sure ones keeps it so.
pub fn event(bytes: &[u8]) {
    let mut record = READER.read(READER.decode(bytes), Source::default()).record;
    for least in [0.0, 0.5, 1.0] {
        record.keep_events(least);
        assert!(record.events.iter().all(|event| (least..=1.0).contains(&event.confidence) && !event.span.is_empty()));
        assert!(record.events.windows(2).all(|pair| pair[0].span <= pair[1].span));
        let n_events = record.events.len();
        assert!(record.measures.iter().all(|measure| measure.event.is_some_and(|event| event < n_events)));
    }
}

/// Statements are in order, have content, and stand within no circle; broken quotation marks are the point.
pub fn statement(bytes: &[u8]) {
    // Each byte a piece of reporting, so that marks and cues meet.
    const PIECES: [&str; 16] = [
        "“",
        "”",
        "\"",
        "'",
        "''",
        ", ",
        ". ",
        ": ",
        "\n\n",
        " said ",
        "Mary Alder",
        "the bridge is closed",
        " that ",
        "he ",
        " according to ",
        " his claim that ",
    ];
    let page: String = bytes.iter().map(|byte| PIECES[usize::from(byte % 16)]).collect();
    let reading = READER.read(READER.given(&page), Source::default());
    let rows = &reading.record.statements;
    assert!(rows.windows(2).all(|pair| pair[0].span() <= pair[1].span()));
    for (index, row) in rows.iter().enumerate() {
        assert!(!row.content.is_empty() && row.content.iter().all(|span| !span.is_empty()));
        let outer = std::iter::successors(row.within, |outer| rows[*outer].within);
        assert!(outer.take(rows.len() + 1).all(|outer| outer != index));
    }
}

/// A record's spans hold what it says they hold.
pub fn record(bytes: &[u8]) {
    let reading = READER.read(READER.decode(bytes), Source::default());
    let line = json::line(&reading.record, &reading.text, &json::Options::default());
    let value: serde_json::Value = serde_json::from_str(&line).expect("a record is JSON");
    check(&value, &reading.text);
}

/// An HTML page of any bytes gives some text, and days that are days.
pub fn html(bytes: &[u8]) {
    const TAGS: [&str; 16] = [
        "<p>",
        "</p>",
        "<div class=\"comments\">",
        "</div>",
        "<article>",
        "<a href=x>",
        "</a>",
        "<script>",
        "</script>",
        "<table><tr><td>",
        "<!--",
        "<time datetime=\"1999-03-05\">",
        "<meta name=date content=\"",
        "\">",
        "<h1>",
        "<br>",
    ];
    // Each control byte a tag, so that elements meet.
    let tagged: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| TAGS.get(usize::from(*byte)).map_or(std::slice::from_ref(byte), |tag| tag.as_bytes()))
        .copied()
        .collect();
    for bytes in [bytes, &tagged] {
        let decoded = dateline_html::decode(bytes, None);
        let limits = dateline_html::Limits { elements: 2_000, bytes: 10_000 };
        let captured = jiff::civil::date(2024, 2, 29);
        let came =
            Came { url: Some("http://a.example/2024/02/30/b"), captured: Some(captured), modified: Some("never") };
        let article = dateline_html::read(&decoded.text, &came, &limits);
        assert!(!article.text.contains("\n\n\n") && article.text.trim() == article.text);
        let n_paragraphs = article.text.split("\n\n").filter(|words| !words.is_empty()).count();
        assert_eq!(n_paragraphs, article.kinds.len() + usize::from(article.title.is_some()), "{:?}", article.text);
        let latest = jiff::civil::date(2024, 3, 1);
        assert!(article.candidates.iter().filter_map(|candidate| candidate.day).all(|day| day <= latest));
    }
}

/// An archive, feed or saved page of any bytes gives pages and faults, no more of them than bytes.
pub fn archive(bytes: &[u8]) {
    const WORDS: [&str; 16] = [
        "WARC/1.0\r\n",
        "WARC-Type: response\r\n",
        "WARC-Type: resource\r\n",
        "WARC-Target-URI: <http://a.example/>\r\n",
        "Content-Length: 60\r\n",
        "Content-Length: 18446744073709551615\r\n",
        "\r\n",
        "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Fog.",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Fo\r\n0\r\n\r\n",
        "\u{1f}\u{8b}",
        "<rss><channel><title>Fog</title><item><title>A</title>",
        "</item></channel></rss>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n",
        "--b\r\nContent-Type: text/html\r\n\r\n<p>Fog.\r\n",
    ];
    const MOST: usize = 1_000;
    // Each control byte some words, so that records meet.
    let worded: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| WORDS.get(usize::from(*byte)).map_or(std::slice::from_ref(byte), |words| words.as_bytes()))
        .copied()
        .collect();
    for bytes in [bytes, &worded] {
        let mut n_found = 0;
        let mut each = |found: dateline_archive::Found| {
            n_found += 1;
            match found {
                // Headers may stand before what is kept of a page.
                Ok(page) => assert!(page.bytes.len() <= MOST + (1 << 16) && page.name.starts_with("a.")),
                Err(message) => assert!(message.contains("a.") && !message.contains('\n'), "{message}"),
            }
            true
        };
        dateline_archive::warc("a.warc", bytes, MOST, &mut each);
        dateline_archive::feed("a.rss", bytes, &mut each);
        each(dateline_archive::mhtml("a.mht", bytes));
        assert!(n_found <= bytes.len() + 2);
    }
}

fn check(value: &serde_json::Value, page: &str) {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some([start, end]) = fields.get("span").and_then(|span| span.as_array()).map(Vec::as_slice) {
                let place = start.as_u64().unwrap_or(0) as usize..end.as_u64().unwrap_or(0) as usize;
                let there = page.get(place).expect("a span lies on the page, on character boundaries");
                if let Some(text) = fields.get("text").and_then(|text| text.as_str()) {
                    assert_eq!(there, text);
                }
            }
            fields.values().for_each(|field| check(field, page));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| check(item, page)),
        _ => {}
    }
}
