//! Which lines stand under a picture?
//!
//! Those that say who took it, at their end or beginning, and those that number it in a gallery.

use crate::credit::is_agency;
use crate::lines::tail;

/// Whether a line is a caption: it ends or begins with who took the picture.
pub(crate) fn is_caption(line: &str) -> bool {
    if line.len() > 600 || line.is_empty() {
        return false;
    }
    const BEGINS: [&str; 12] = [
        "Photo:",
        "Photos:",
        "Image:",
        "Picture:",
        "Photograph:",
        "Photo by",
        "Photos by",
        "Photo credit",
        "Image credit",
        "File photo",
        "Caption:",
        "Credit:",
    ];
    // `2/16 A market in the fog`: a picture of a gallery.
    let n_digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if n_digits > 0 && line[n_digits..].starts_with('/') {
        let rest = &line[n_digits + 1..];
        let n_digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
        if n_digits > 0 && rest[n_digits..].starts_with(' ') {
            return true;
        }
    }
    if line.len() < 300 && BEGINS.iter().any(|begin| line.starts_with(begin)) {
        return true;
    }
    let tail = tail(line, 70);
    const LABELS: [&str; 8] =
        ["Image: ", "Photo: ", "Photograph: ", "Picture: ", "Photo by ", "AP Photo/", "Image by ", "Illustration: "];
    if !tail.contains([':', '/', '('])
        && !line.ends_with("Images")
        && !tail.contains("hoto")
        && !tail.contains("via ")
        && !tail.contains("mage by ")
    {
        return false;
    }
    let is_credited = |label: &str| {
        tail.rfind(label).is_some_and(|at| {
            let rest = &tail[at + label.len()..];
            rest.split_whitespace().count() <= 8 && !rest.contains(['"', '“', '?'])
        })
    };
    if LABELS.iter().any(|label| is_credited(label)) {
        return true;
    }
    let end = tail.trim_end_matches([')', '.', ']', ' ']);
    const ENDS: [&str; 12] = [
        "/Reuters",
        "/REUTERS",
        "/AP",
        "/AFP",
        "Getty Images",
        "/Associated Press",
        "via AP",
        "via Reuters",
        "/EPA",
        "AP Photo",
        "AFP PHOTO",
        "File photo",
    ];
    if ENDS.iter().any(|with| end.ends_with(with)) {
        return true;
    }
    // `Boats in the fog. (Reuters)`: an agency in brackets closes captions; stories begin with it.
    let in_brackets = tail.rfind('(').filter(|_| tail.ends_with(')')).map(|open| &tail[open + 1..tail.len() - 1]);
    in_brackets.is_some_and(|words| is_agency(words) && !words.eq_ignore_ascii_case("agencies"))
        || tail.contains("REUTERS/")
        || tail.contains("(Photo")
}
