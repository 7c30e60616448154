//! Which pages are there? Files, folders and lines, one after the other, without reading ahead.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use dateline_archive::{Found, plain};

/// A page to be read, or why there is none.
#[derive(Debug)]
pub(crate) enum Job {
    /// A page as it came.
    Page { name: String, bytes: Vec<u8> },
    /// An HTML page as it came.
    Html(Box<dateline_archive::Page>),
    /// A line of JSON.
    Line { name: String, number: usize, bytes: Vec<u8> },
    /// Something that could not be opened or read.
    Unreadable { message: String },
    /// A file of a folder that is no page.
    PassedOver,
}

impl From<Found> for Job {
    fn from(found: Found) -> Self {
        found.map_or_else(|message| Self::Unreadable { message }, |page| Self::Html(Box::new(page)))
    }
}

/// How a file is read, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Html,
    Lines,
    Warc,
    Feed,
    Mhtml,
    Other,
}

/// How a file's bytes are packed, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packed {
    Not,
    Gzip,
    Zstd,
}

fn unpacked(reader: impl Read + 'static, packed: Packed) -> io::Result<Box<dyn Read>> {
    Ok(match packed {
        Packed::Not => Box::new(reader),
        Packed::Gzip => Box::new(flate2::read::MultiGzDecoder::new(reader)),
        Packed::Zstd => Box::new(zstd::stream::read::Decoder::new(reader)?),
    })
}

fn kind(path: &Path) -> (Kind, Packed) {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    let (name, packed) = match (name.strip_suffix(".gz"), name.strip_suffix(".zst")) {
        (Some(inner), _) => (inner, Packed::Gzip),
        (None, Some(inner)) => (inner, Packed::Zstd),
        (None, None) => (name.as_str(), Packed::Not),
    };
    let kind = match Path::new(name).extension().and_then(|ending| ending.to_str()) {
        Some("jsonl" | "ndjson") => Kind::Lines,
        Some("txt" | "text" | "md") => Kind::Page,
        Some("html" | "htm" | "xhtml") => Kind::Html,
        Some("warc") => Kind::Warc,
        Some("rss" | "atom") => Kind::Feed,
        Some("mht" | "mhtml") => Kind::Mhtml,
        _ => Kind::Other,
    };
    (kind, packed)
}

/// What bytes are, whatever their name: how they begin tells.
fn kind_of(head: &[u8]) -> Kind {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let head = String::from_utf8_lossy(&head[..head.len().min(2048)]).to_ascii_lowercase();
    match () {
        () if head.starts_with("warc/") => Kind::Warc,
        () if head.starts_with("{\"") => Kind::Lines,
        () if head.contains("mime-version:") && head.contains("multipart/related") => Kind::Mhtml,
        () if head.starts_with("<rss") || head.starts_with("<feed") => Kind::Feed,
        () if head.starts_with("<?xml")
            && (head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:")) =>
        {
            Kind::Feed
        }
        () if head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") => {
            Kind::Html
        }
        () if head.starts_with("<?xml") && head.contains("<html") => Kind::Html,
        () => Kind::Page,
    }
}

/// Gives each page in turn; stops when `each` says so.
///
/// Bytes of a page beyond `most` are not kept: one more than that tells that there were more.
pub(crate) fn for_each(paths: &[PathBuf], most: usize, mut each: impl FnMut(Job) -> bool) {
    let standard_input = [PathBuf::from("-")];
    for path in if paths.is_empty() { &standard_input } else { paths } {
        let go_on = if path.as_os_str() == "-" {
            stdin(most, &mut each)
        } else if path.is_dir() {
            folder(path, most, &mut each)
        } else {
            // A file that was named is read, whatever its ending.
            file(path, most, &mut each)
        };
        if !go_on {
            return;
        }
    }
}

/// The bytes of all files, when none is packed and nothing comes from standard input.
pub(crate) fn total(paths: &[PathBuf]) -> Option<u64> {
    let of_file = |path: &Path| {
        let (kind, packed) = kind(path);
        (packed == Packed::Not).then(|| (kind, path.metadata().map_or(0, |file| file.len())))
    };
    let mut total = 0;
    for path in paths {
        if path.is_dir() {
            let files = walkdir::WalkDir::new(path).follow_links(true).into_iter().filter_map(Result::ok);
            for entry in files.filter(|entry| entry.file_type().is_file()) {
                let (kind, n_bytes) = of_file(entry.path())?;
                total += if kind == Kind::Other { 0 } else { n_bytes };
            }
        } else {
            total += of_file(path).filter(|_| path.as_os_str() != "-")?.1;
        }
    }
    (!paths.is_empty()).then_some(total)
}

fn folder(root: &Path, most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let addresses = addresses(root);
    let mut files = walkdir::WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    files.all(|entry| match entry {
        Err(error) => {
            let path = error.path().unwrap_or(root).display();
            let reason = error.io_error().map_or_else(|| error.to_string(), plain);
            each(Job::Unreadable { message: format!("cannot read {path}: {reason}") })
        }
        Ok(entry) if entry.file_type().is_dir() => true,
        Ok(entry) if kind(entry.path()).0 == Kind::Other => each(Job::PassedOver),
        Ok(entry) => {
            let relative = entry.path().strip_prefix(root).ok().map(|path| path.to_string_lossy().replace('\\', "/"));
            let address = relative.and_then(|path| addresses.get(&path).cloned());
            file(entry.path(), most, &mut |job| {
                each(match job {
                    Job::Html(mut html) => {
                        html.url = html.url.take().or_else(|| address.clone());
                        Job::Html(html)
                    }
                    job => job,
                })
            })
        }
    })
}

/// The addresses of a folder's files: `urls.csv` in it, whose first two columns are file and address.
fn addresses(root: &Path) -> HashMap<String, String> {
    let Ok(mut table) = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(root.join("urls.csv"))
    else {
        return HashMap::new();
    };
    let rows = table.records().filter_map(Result::ok);
    rows.filter_map(|row| Some((row.get(0)?.trim().to_owned(), row.get(1)?.trim().to_owned()))).collect()
}

fn file(path: &Path, most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let name = path.display().to_string();
    let unreadable = |error: &io::Error| Job::Unreadable { message: format!("cannot read {name}: {}", plain(error)) };
    let (kind, packed) = kind(path);
    let opened = File::open(path).and_then(|opened| unpacked(opened, packed));
    let mut reader = match opened {
        Ok(opened) => BufReader::with_capacity(1 << 18, opened),
        Err(error) => return each(unreadable(&error)),
    };
    let kind = match (kind, reader.fill_buf()) {
        (Kind::Other, Ok(head)) => kind_of(head),
        (kind, _) => kind,
    };
    read_as(kind, &name, reader, most, each)
}

/// Standard input, as what it begins like; gzip and zstd are known by their first bytes.
fn stdin(most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let unreadable =
        |error: &io::Error| Job::Unreadable { message: format!("cannot read standard input: {}", plain(error)) };
    let mut input = BufReader::with_capacity(1 << 18, io::stdin());
    let packed = match input.fill_buf() {
        Ok([0x1f, 0x8b, ..]) => Packed::Gzip,
        Ok([0x28, 0xb5, 0x2f, 0xfd, ..]) => Packed::Zstd,
        Ok(_) => Packed::Not,
        Err(error) => return each(unreadable(&error)),
    };
    let mut input = match unpacked(input, packed) {
        Ok(input) => BufReader::with_capacity(1 << 18, input),
        Err(error) => return each(unreadable(&error)),
    };
    match input.fill_buf() {
        Ok(head) => {
            let kind = kind_of(head);
            read_as(kind, "-", input, most, each)
        }
        Err(error) => each(unreadable(&error)),
    }
}

fn read_as(kind: Kind, name: &str, reader: impl BufRead, most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let name = name.to_owned();
    match kind {
        Kind::Lines => return lines(&name, reader, most, each),
        Kind::Warc => return dateline_archive::warc(&name, reader, most, &mut |found| each(found.into())),
        _ => {}
    }
    match whole(reader, most) {
        Ok(bytes) => match kind {
            Kind::Html => each(Ok(dateline_archive::Page { name, bytes, ..Default::default() }).into()),
            Kind::Feed => dateline_archive::feed(&name, &bytes, &mut |found| each(found.into())),
            Kind::Mhtml => each(dateline_archive::mhtml(&name, &bytes).into()),
            _ => each(Job::Page { name, bytes }),
        },
        Err(error) if name == "-" => {
            each(Job::Unreadable { message: format!("cannot read standard input: {}", plain(&error)) })
        }
        Err(error) => each(Job::Unreadable { message: format!("cannot read {name}: {}", plain(&error)) }),
    }
}

fn whole(reader: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take((most as u64).saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A JSON line holds its page with escapes, so it may be longer than the page.
const MOST_ESCAPED: usize = 6;

fn lines(name: &str, mut reader: impl BufRead, most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let most = most.saturating_mul(MOST_ESCAPED).saturating_add(1 << 16);
    for number in 1.. {
        let mut bytes = Vec::new();
        let read = (&mut reader).take(most as u64).read_until(b'\n', &mut bytes);
        let go_on = match read {
            Ok(0) => return true,
            Ok(_) if bytes.len() >= most && bytes.last() != Some(&b'\n') => {
                let message = format!("{name}:{number}: the line is longer than {most} bytes");
                if let Err(error) = skip_line(&mut reader) {
                    return each(Job::Unreadable { message: format!("cannot read {name}: {}", plain(&error)) });
                }
                each(Job::Unreadable { message })
            }
            Ok(_) if bytes.trim_ascii().is_empty() => true,
            Ok(_) => each(Job::Line { name: name.to_owned(), number, bytes }),
            // What follows a place that cannot be read cannot be told apart into lines.
            Err(error) => {
                let message = format!("cannot read {name} from line {number} on: {}", plain(&error));
                return each(Job::Unreadable { message });
            }
        };
        if !go_on {
            return false;
        }
    }
    true
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => {
                reader.consume(at + 1);
                return Ok(());
            }
            None => {
                let len = buffer.len();
                reader.consume(len);
            }
        }
    }
}
