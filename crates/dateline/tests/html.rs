//! Pages as they come: HTML files, lines, archives, feeds, and whatever calls itself one.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8"><title>Harbour closed | The Wexmouth Herald</title>
<meta property="og:site_name" content="The Wexmouth Herald"><meta name="author" content="Ines Marlow">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour closed","datePublished":"1999-03-05T08:00:00Z",
"dateModified":"1999-03-06","author":{"@type":"Person","name":"Ines Marlow"}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies on this site, and would like to tell you all about them at some length.</p></div>
<article><h1>Harbour closed</h1><p class="byline">By Ines Marlow</p><time datetime="1999-03-05">March 5, 1999</time>
<div class="article-body"><p>The harbour of Wexmouth was closed on Tuesday after a tanker ran aground, the mayor said.</p>
<figure><img src="a.jpg"><figcaption>A tanker lies aground off Wexmouth in a picture by the coast guard.</figcaption></figure>
<p>&ldquo;Nobody was hurt,&rdquo; Mayor Greta Alder said at a news conference. Two tugs are on their way from the capital.</p>
<aside class="related"><p>Read more: the last time that a tanker ran aground was in 1987, and it took two weeks to free it.</p></aside>
<p>Read more</p><p>The port handles forty ships a day.</p></div></article>
<div id="comments"><p>First of all I would like to say that I have never liked that mayor, and neither has my wife.</p></div>
<footer><p>Copyright The Wexmouth Herald. All rights reserved by the people who own the paper.</p></footer></body></html>"#;

/// Runs `dateline read … --format json --with-text` in a folder with these files.
fn read(files: &[(&str, &[u8])], arguments: &[&str]) -> (Vec<Value>, Output) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder.path()).arg("read").args(arguments).args(["--format", "json", "--with-text"]);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output)
}

#[test]
fn an_article_is_taken_out_of_its_page() {
    let (records, _) = read(&[("a.html", PAGE.as_bytes())], &["a.html"]);
    let page = &records[0]["page"];
    assert_eq!(page["title"], "Harbour closed");
    assert_eq!(page["site"], "The Wexmouth Herald");
    assert_eq!(page["authors"], serde_json::json!(["Ines Marlow"]));
    assert_eq!(page["published"]["value"], "1999-03-05");
    assert_eq!(page["updated"], "1999-03-06");
    assert_eq!(page["language"], "en");
    let text = records[0]["text"].as_str().unwrap();
    assert_eq!(
        text,
        "Harbour closed\n\nThe harbour of Wexmouth was closed on Tuesday after a tanker ran aground, the mayor said.\n\n\
         “Nobody was hurt,” Mayor Greta Alder said at a news conference. Two tugs are on their way from the capital.\n\n\
         The port handles forty ships a day.\n\n\
         A tanker lies aground off Wexmouth in a picture by the coast guard."
    );
    let stories = records[0]["stories"].as_array().unwrap();
    assert_eq!((stories.len(), &stories[0]["headline"]["text"]), (2, &Value::from("Harbour closed")));
    assert_eq!((&stories[0]["kind"], &stories[1]["kind"]), (&Value::from("main"), &Value::from("caption")));
    let tuesday = records[0]["times"].as_array().unwrap().iter().find(|time| time["text"] == "Tuesday").unwrap();
    assert_eq!(tuesday["value"], "1999-03-02");
}

#[test]
fn what_a_page_tells_of_itself_is_explained() {
    let (records, _) = read(&[("a.html", PAGE.as_bytes())], &["a.html", "--explain"]);
    let candidates = records[0]["page"]["candidates"].as_array().unwrap();
    let has = |field: &str, from: &str, chosen: bool| {
        candidates.iter().any(|c| c["field"] == field && c["from"] == from && c["chosen"] == chosen)
    };
    assert!(has("published", "json-ld", true) && has("day", "time", false) && has("updated", "json-ld", true));
    assert!(has("title", "heading", true) && has("author", "meta", true) && has("title", "title", false));
}

#[test]
fn headings_quotations_and_items_are_told_apart_from_the_text() {
    let page = "<title>Harbour closed</title><meta name=date content=1999-03-05><article><h1>Harbour closed</h1>\
        <p>The harbour of Wexmouth was closed on Tuesday after a tanker ran aground, the mayor said.</p>\
        <h2>Tugs on their way</h2><p>Two tugs are on their way from the capital, and will be there by the evening.</p>\
        <blockquote><p>Nobody was hurt, and nothing has run out so far, which is a wonder.</p></blockquote>\
        <ul><li>Ships that wait at sea: forty</li><li>Pilots at work in the harbour: two</li></ul>\
        <p>The port handles forty ships a day, the harbour office said.</p></article>";
    let (records, _) = read(&[("a.html", page.as_bytes())], &["a.html"]);
    let story = &records[0]["stories"][0];
    let blocks: Vec<(&str, &str)> = story["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| (block["kind"].as_str().unwrap(), block["text"].as_str().unwrap()))
        .collect();
    assert_eq!(
        blocks,
        [
            ("heading", "Tugs on their way"),
            ("quotation", "Nobody was hurt, and nothing has run out so far, which is a wonder."),
            ("item", "Ships that wait at sea: forty"),
            ("item", "Pilots at work in the harbour: two"),
        ]
    );
    assert_eq!(story["blocks"][0]["level"], 2);
    let said = records[0]["statements"].as_array().unwrap();
    assert!(
        said.iter().all(|row| !row["content"].to_string().contains("Tugs on")),
        "a heading is no part of a sentence"
    );
    let (records, _) = read(&[("a.txt", b"Boats stayed in.")], &["a.txt"]);
    assert_eq!(records[0]["stories"][0]["blocks"], Value::Null);
}

#[test]
fn what_a_server_says_counts_last() {
    let record = |head: &str, captured: &str, html: &str| {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n{html}");
        format!("WARC/1.0\r\nWARC-Type: response\r\n{captured}Content-Length: {}\r\n\r\n{answer}\r\n\r\n", answer.len())
    };
    let bare =
        "<title>Fog</title><article><p>The harbour of Wexmouth was closed after a tanker ran aground.</p></article>";
    let modified = "Last-Modified: Fri, 05 Mar 1999 08:00:00 GMT\r\nDate: Sun, 07 Mar 1999 09:00:00 GMT\r\n";
    let made_now = "Last-Modified: Sun, 07 Mar 1999 09:00:00 GMT\r\n";
    let at = "WARC-Date: 1999-03-07T09:00:00Z\r\n";
    let dated = PAGE.replace("1999-03-05", "1999-03-02").replace("March 5", "March 2");
    let archive = [
        record(modified, at, bare),
        record(made_now, at, bare),
        record(modified, at, &dated),
        record(modified, "", bare),
    ];
    let (records, _) = read(&[("a.warc", archive.concat().as_bytes())], &["a.warc"]);
    let published = |at: usize| &records[at]["page"]["published"];
    assert_eq!((&published(0)["value"], &published(0)["from"]), (&Value::from("1999-03-05"), &Value::from("http")));
    assert_eq!(published(1), &Value::Null, "a page that was made when it was asked for");
    assert_eq!((&published(2)["value"], &published(2)["from"]), (&Value::from("1999-03-02"), &Value::from("metadata")));
    assert_eq!(
        (&published(3)["value"], &records[3]["page"]["captured"]),
        (&Value::from("1999-03-05"), &Value::from("1999-03-07T09:00:00Z"))
    );
}

#[test]
fn a_page_is_read_from_whatever_holds_it() {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/fog\r\nWARC-Date: 1999-03-07T00:00:00Z\r\n\
         Content-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(warc.as_bytes()).unwrap();
    let line = serde_json::json!({"id": "x", "html": PAGE, "url": "https://herald.example/fog"}).to_string();
    let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Herald</title><item><title>Harbour closed</title>\
        <link>https://herald.example/fog</link><pubDate>Fri, 05 Mar 1999 08:00:00 GMT</pubDate>\
        <description>The harbour of Wexmouth was closed on Tuesday after a tanker ran aground.</description></item></channel></rss>";
    let mhtml = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://herald.example/fog\r\n\
         Date: Sun, 7 Mar 1999 00:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; \
         boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n----b--\r\n"
    );
    let files: &[(&str, &[u8])] = &[
        ("a.html", PAGE.as_bytes()),
        ("b.warc", warc.as_bytes()),
        ("c.warc.gz", &gzip.finish().unwrap()),
        ("d.html.zst", &zstd::bulk::compress(PAGE.as_bytes(), 3).unwrap()),
        ("e.jsonl", line.as_bytes()),
        ("f.rss", feed.as_bytes()),
        ("g.mhtml", mhtml.as_bytes()),
        ("urls.csv", b"a.html,https://herald.example/fog\n"),
    ];
    let (records, output) = read(files, &["."]);
    assert_eq!(records.len(), 7, "{}", String::from_utf8_lossy(&output.stderr));
    for record in &records {
        assert_eq!(record["page"]["title"], "Harbour closed");
        assert_eq!(record["page"]["published"]["value"], "1999-03-05");
        assert!(record["text"].as_str().unwrap().contains("was closed on Tuesday after a tanker ran aground"));
    }
    let urls: Vec<_> = records.iter().map(|record| record["page"]["url"].as_str()).collect();
    let known = Some("https://herald.example/fog");
    assert_eq!(urls, [known, known, known, None, known, known, known]);
    assert_eq!(records[1]["page"]["captured"], "1999-03-07T00:00:00Z");
}

#[test]
fn a_page_in_another_language_is_not_read_further() {
    let page = "<html><head><title>Der Hafen</title><meta name=date content=1999-03-05></head><body><p>Der Hafen von Kiel \
        wurde am Dienstag gesperrt, nachdem ein Tanker auf Grund gelaufen war, wie die Polizei mitteilte.</p><p>Verletzt \
        wurde nach Angaben der Behörden niemand, doch der Verkehr ruht bis auf Weiteres.</p></body></html>";
    let (records, _) = read(&[("a.html", page.as_bytes())], &["a.html"]);
    let record = &records[0];
    assert_eq!(
        (&record["page"]["language"], &record["page"]["title"]),
        (&Value::from("de"), &Value::from("Der Hafen"))
    );
    assert_eq!(record["page"]["published"]["value"], "1999-03-05");
    assert_eq!(record["notes"][0]["code"], "page/language");
    assert_eq!(record["entities"], serde_json::json!([]));
}

#[test]
fn odd_pages_cost_nothing_but_themselves() {
    let deep = "<div>".repeat(100_000) + "<p>The harbour of Wexmouth was closed on Tuesday after a tanker ran aground.";
    let wide = (0..20_000).fold(String::new(), |mut page, i| {
        let _ = write!(page, "<table><tr><td>{i}<p");
        page
    });
    let cases: [(&str, Vec<u8>); 6] = [
        ("deep.html", deep.into_bytes()),
        ("wide.html", wide.into_bytes()),
        ("empty.html", Vec::new()),
        ("bytes.html", (0..=255).cycle().take(50_000).collect()),
        ("lying.html", b"<meta charset=utf-16le><p>caf\xe9 and harbour \xff\xfe were closed on Tuesday.".to_vec()),
        ("open.html", b"<script><!-- <p>never closed".to_vec()),
    ];
    let files: Vec<(&str, &[u8])> = cases.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    let (records, output) = read(&files, &["."]);
    assert_eq!(records.len(), cases.len(), "{}", String::from_utf8_lossy(&output.stderr));
    let deep = records.iter().find(|record| record["page"]["source"] == "./deep.html").unwrap();
    assert!(deep["text"].as_str().unwrap().contains("was closed on Tuesday"));
}

#[test]
fn a_page_of_many_megabytes_is_cut() {
    let words = "<p>The harbour of Wexmouth was closed on Tuesday.</p>";
    let page = format!("<html><body><article>{words}</article>{}</body></html>", "<i class=x></i>".repeat(600_000));
    let (records, _) = read(&[("a.html", page.as_bytes())], &["a.html"]);
    assert!(records[0]["text"].as_str().unwrap().contains("was closed on Tuesday"));
    assert_eq!(records[0]["notes"][0]["code"], "html/long");
}

#[test]
fn a_bomb_is_cut_short() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        gzip.write_all(&[b'a'; 1 << 16]).unwrap();
    }
    let (records, _) = read(&[("bomb.html.gz", &gzip.finish().unwrap())], &["bomb.html.gz", "--page-bytes", "100000"]);
    assert!(records[0]["page"]["bytes"].as_u64().unwrap() <= 100_001);
}
