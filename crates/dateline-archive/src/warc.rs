//! WARC archives (ISO 28500), record by record: a broken one costs itself only.

use std::io::{self, BufRead, Read};

use crate::{Found, Page, plain};

/// The most bytes of a record's header.
const LONGEST_HEADER: usize = 1 << 16;

/// The most headers of an HTTP answer.
const MOST_HEADERS: usize = 128;

/// What a record's header tells.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    url: Option<String>,
    date: Option<String>,
    content_type: String,
    length: Option<u64>,
}

/// Gives each HTML page of an archive to `each`; stops when it says so.
///
/// Bytes of a page beyond `most` are passed over.
pub fn each_page(name: &str, mut reader: impl BufRead, most: usize, each: &mut impl FnMut(Found) -> bool) -> bool {
    let mut number = 0;
    let mut is_lost = false;
    loop {
        number += 1;
        let place = format!("{name}:{number}");
        let cannot = |error: &io::Error| Err(format!("cannot read {place}: {}", plain(error)));
        match header(&mut reader) {
            Ok(None) => return true,
            Ok(Some(header)) if header.length.is_some() => {
                is_lost = false;
                let length = header.length.unwrap_or_default();
                let mut block = Vec::new();
                let is_page = matches!(header.kind.as_str(), "response" | "resource");
                let wanted = if is_page { length.min(most as u64 + LONGEST_HEADER as u64) } else { 0 };
                let read = (&mut reader).take(wanted).read_to_end(&mut block);
                let rest = read.and_then(|_| io::copy(&mut (&mut reader).take(length - wanted), &mut io::sink()));
                if let Err(error) = rest {
                    return each(cannot(&error));
                }
                if (block.len() as u64) < wanted {
                    each(Err(format!("{place}: the record breaks off")));
                    return true;
                }
                if let Some(page) = is_page.then(|| page(place, header, block, most)).flatten()
                    && !each(Ok(page))
                {
                    return false;
                }
            }
            // What follows is passed over until a record begins again.
            Ok(Some(_)) => {
                let message = format!("{place}: no WARC record begins here; passed over to the next");
                if !std::mem::replace(&mut is_lost, true) && !each(Err(message)) {
                    return false;
                }
                number -= 1;
            }
            Err(error) => return each(cannot(&error)),
        }
    }
}

/// The next record's header; one without a length when the bytes here are none.
fn header(reader: &mut impl BufRead) -> io::Result<Option<Header>> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *reader).take(LONGEST_HEADER as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if !line.trim_ascii().is_empty() {
            break;
        }
    }
    let mut header = Header::default();
    if !line.starts_with(b"WARC/") {
        return Ok(Some(header));
    }
    let mut n_bytes = 0;
    loop {
        line.clear();
        let n = (&mut *reader).take(LONGEST_HEADER as u64).read_until(b'\n', &mut line)?;
        n_bytes += n;
        if n == 0 || line.trim_ascii().is_empty() || n_bytes > LONGEST_HEADER {
            return Ok(Some(header));
        }
        let line = String::from_utf8_lossy(&line);
        let Some((field, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['<', '>']).to_owned();
        match field.trim().to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => header.url = Some(value),
            "warc-date" => header.date = Some(value),
            "content-type" => header.content_type = value.to_ascii_lowercase(),
            "content-length" => header.length = value.parse().ok(),
            _ => {}
        }
    }
}

/// The page in a record; none when it is something else, or an answer that is no page.
fn page(name: String, header: Header, block: Vec<u8>, most: usize) -> Option<Page> {
    let page = Page { name, url: header.url, captured: header.date, ..Page::default() };
    if header.kind == "resource" {
        let charset = charset(&header.content_type);
        return header.content_type.contains("html").then_some(Page { bytes: block, charset, ..page });
    }
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut answer = httparse::Response::new(&mut headers);
    let start = match answer.parse(&block) {
        Ok(httparse::Status::Complete(start)) => start,
        _ => return None,
    };
    let as_is = |name: &str| {
        let found = answer.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|header| String::from_utf8_lossy(header.value).into_owned())
    };
    let of = |name: &str| as_is(name).map(|value| value.to_ascii_lowercase());
    let modified = as_is("last-modified");
    // An archive that does not say when a page was fetched has the answer that does.
    let captured = page.captured.clone().or_else(|| moment(&as_is("date")?));
    let is_page = answer.code == Some(200) && of("content-type").is_none_or(|kind| kind.contains("html"));
    let charset = of("content-type").as_deref().and_then(charset);
    let is_chunked = of("transfer-encoding").is_some_and(|how| how.contains("chunked"));
    let packing = of("content-encoding").unwrap_or_default();
    if !is_page {
        return None;
    }
    let body = &block[start..];
    // Archives differ in whether they keep chunks and packing; the bytes tell.
    let body = if is_chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let unpacked = |reader: &mut dyn Read| {
        let mut bytes = Vec::new();
        reader.take(most as u64 + 1).read_to_end(&mut bytes).ok().map(|_| bytes)
    };
    let bytes = match body.first_chunk::<2>() {
        Some([0x1f, 0x8b]) => unpacked(&mut flate2::read::MultiGzDecoder::new(&body[..])),
        Some([0x78, _]) if packing.contains("deflate") => unpacked(&mut flate2::read::ZlibDecoder::new(&body[..])),
        _ => None,
    };
    Some(Page { bytes: bytes.unwrap_or(body), charset, modified, captured, ..page })
}

/// The moment of a header (RFC 9110), as RFC 3339.
fn moment(header: &str) -> Option<String> {
    let moment = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(header).ok()?;
    Some(moment.to_string())
}

fn charset(content_type: &str) -> Option<String> {
    let (_, label) = content_type.split_once("charset=")?;
    let label = label.trim_matches(['"', '\'', ' ']);
    Some(label.split([';', ' ', '"']).next()?.to_owned())
}

/// The body without its chunks' lengths; none when it has no chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.windows(2).take(32).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(..size)?);
        body = body.get(size + 2..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::each_page;

    fn record(kind: &str, url: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 1999-03-05T10:00:00Z\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn pages(archive: &str) -> Vec<String> {
        let mut pages = Vec::new();
        each_page("a.warc", archive.as_bytes(), 1 << 20, &mut |job| {
            pages.push(match job {
                Ok(page) => format!("{} {}", page.url.unwrap_or_default(), String::from_utf8(page.bytes).unwrap()),
                Err(message) => format!("! {message}"),
            });
            true
        });
        pages
    }

    #[test]
    fn a_broken_record_costs_itself_only() {
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Fog.";
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Fo\r\n2\r\ng.\r\n0\r\n\r\n";
        let gone = "HTTP/1.1 404 Gone\r\nContent-Type: text/html\r\n\r\n<p>No.";
        let archive = [
            record("warcinfo", "", "software: a program"),
            record("response", "http://a.example/", answer),
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>lost\r\n\r\n"
                .to_owned(),
            record("response", "http://b.example/", chunked),
            record("response", "http://c.example/", gone),
            record("resource", "http://d.example/", "plain"),
        ];
        assert_eq!(
            pages(&archive.concat()),
            [
                "http://a.example/ <p>Fog.",
                "! a.warc:3: no WARC record begins here; passed over to the next",
                "http://b.example/ <p>Fog.",
            ]
        );
        assert_eq!(
            pages(&record("response", "http://a.example/", answer)[..150]),
            ["! a.warc:1: the record breaks off"]
        );
        assert_eq!(pages("no archive"), ["! a.warc:1: no WARC record begins here; passed over to the next"]);
    }

    #[test]
    fn an_archive_may_break_off_or_be_damaged_anywhere() {
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Fog.";
        let whole = record("response", "http://a.example/", answer) + &record("response", "http://b.example/", answer);
        for at in 0..whole.len() {
            assert!(pages(&whole[..at]).len() <= 2, "broken off at {at}");
            let mut damaged = whole.clone().into_bytes();
            damaged[at] = b'#';
            let found = pages(&String::from_utf8(damaged).unwrap());
            let is_whole = |page: &String| page.ends_with("example/ <p>Fog.");
            assert!(found.len() <= 3 && found.iter().filter(|page| is_whole(page)).count() <= 2, "damaged at {at}");
        }
    }
}
