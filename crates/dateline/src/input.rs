//! Which pages are there? Files, folders and lines, one after the other, without reading ahead.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A page to be read, or why there is none.
#[derive(Debug)]
pub(crate) enum Job {
    /// A page as it came.
    Page { name: String, bytes: Vec<u8> },
    /// A line of JSON.
    Line { name: String, number: usize, bytes: Vec<u8> },
    /// Something that could not be opened or read.
    Unreadable { message: String },
    /// A file of a folder that is no page.
    PassedOver,
}

/// How a file is read, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Lines,
    Other,
}

fn kind(path: &Path) -> (Kind, bool) {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    let (name, is_packed) = match name.strip_suffix(".gz") {
        Some(inner) => (inner, true),
        None => (name.as_str(), false),
    };
    let kind = match Path::new(name).extension().and_then(|ending| ending.to_str()) {
        Some("jsonl" | "ndjson") => Kind::Lines,
        Some("txt" | "text" | "md") => Kind::Page,
        _ => Kind::Other,
    };
    (kind, is_packed)
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

fn folder(root: &Path, most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let mut files = walkdir::WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    files.all(|entry| match entry {
        Err(error) => {
            let path = error.path().unwrap_or(root).display();
            let reason = error.io_error().map_or_else(|| error.to_string(), plain);
            each(Job::Unreadable { message: format!("cannot read {path}: {reason}") })
        }
        Ok(entry) if entry.file_type().is_dir() => true,
        Ok(entry) if kind(entry.path()).0 == Kind::Other => each(Job::PassedOver),
        Ok(entry) => file(entry.path(), most, each),
    })
}

fn file(path: &Path, most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let name = path.display().to_string();
    let unreadable = |error: &io::Error| Job::Unreadable { message: format!("cannot read {name}: {}", plain(error)) };
    let opened = match File::open(path) {
        Ok(opened) => opened,
        Err(error) => return each(unreadable(&error)),
    };
    let (kind, is_packed) = kind(path);
    let reader: Box<dyn Read> =
        if is_packed { Box::new(flate2::read::MultiGzDecoder::new(opened)) } else { Box::new(opened) };
    if kind == Kind::Lines {
        return lines(&name, BufReader::with_capacity(1 << 18, reader), most, each);
    }
    match whole(reader, most) {
        Ok(bytes) => each(Job::Page { name, bytes }),
        Err(error) => each(unreadable(&error)),
    }
}

/// Standard input: lines of JSON when the first is one, else a page.
fn stdin(most: usize, each: &mut impl FnMut(Job) -> bool) -> bool {
    let mut input = BufReader::with_capacity(1 << 18, io::stdin());
    let is_json = match input.fill_buf() {
        Ok(head) => head.trim_ascii_start().starts_with(b"{\""),
        Err(error) => {
            return each(Job::Unreadable { message: format!("cannot read standard input: {}", plain(&error)) });
        }
    };
    if is_json {
        return lines("-", input, most, each);
    }
    match whole(input, most) {
        Ok(bytes) => each(Job::Page { name: "-".to_owned(), bytes }),
        Err(error) => each(Job::Unreadable { message: format!("cannot read standard input: {}", plain(&error)) }),
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

/// An error without its number.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
