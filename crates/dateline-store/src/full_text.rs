//! How are words searched for?
//!
//! What users type is never handed to FTS5 as it is: its syntax has many signs, and a lone quotation mark is an error there.

use crate::StoreError;

/// Bytes shown on either side of what was found.
const AROUND: usize = 70;

/// A word, or words that stand together.
struct Term {
    words: String,
    is_beginning: bool,
}

/// The words of a question: `"…"` keeps words together, an unpaired mark is one like any other sign, `*` ends a beginning.
fn terms(question: &str) -> Vec<Term> {
    let plain = question.replace(['“', '”', '„', '«', '»'], "\"");
    let mut terms = Vec::new();
    let parts: Vec<&str> = plain.split('"').collect();
    for (at, part) in parts.iter().enumerate() {
        let is_quoted = at % 2 == 1 && at + 1 < parts.len();
        let pieces: Vec<&str> = if is_quoted { vec![part] } else { part.split_whitespace().collect() };
        for piece in pieces {
            if piece.chars().any(char::is_alphanumeric) {
                let words = piece.trim_end_matches('*');
                terms.push(Term { words: words.to_owned(), is_beginning: words.len() < piece.len() });
            }
        }
    }
    terms
}

/// A question as FTS5 reads it: all terms must be there.
///
/// # Errors
/// When it has no word.
pub(crate) fn full_text(question: &str) -> Result<String, StoreError> {
    let terms: Vec<String> = terms(question)
        .iter()
        .map(|term| format!("\"{}\"{}", term.words, if term.is_beginning { "*" } else { "" }))
        .collect();
    if terms.is_empty() {
        return Err(StoreError::Question(format!("{question:?} has no word to search for")));
    }
    Ok(terms.join(" "))
}

/// How the words begin that a question may have found: FTS5 compares stems, so endings are left open.
pub(crate) fn beginnings(question: &str) -> Vec<String> {
    let words: Vec<String> = terms(question)
        .iter()
        .flat_map(|term| term.words.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .collect();
    let stem = |word: &String| {
        let n_chars = word.chars().count();
        let kept = if n_chars > 5 { n_chars - 2 } else { n_chars };
        word.chars().take(kept).collect()
    };
    words.iter().map(stem).collect()
}

/// The first place where one of the words stands, with those around it; the words found are in brackets.
pub(crate) fn snippet(text: &str, beginnings: &[String]) -> String {
    let is_word = |c: char| c.is_alphanumeric();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|from| at + from) {
        let end = text[start..].find(|c| !is_word(c)).map_or(text.len(), |to| start + to);
        let word = text[start..end].to_lowercase();
        if beginnings.iter().any(|beginning| word.starts_with(beginning.as_str())) {
            found.push((start, end));
        }
        let is_far = found.first().is_some_and(|(first, _)| end > first + 2 * AROUND);
        if is_far {
            break;
        }
        at = end;
    }
    let (first, last) = (found.first().map_or(0, |(start, _)| *start), found.first().map_or(0, |(_, end)| *end));
    let from = text.ceil_char_boundary(first.saturating_sub(AROUND));
    let from = if from == 0 { 0 } else { text[from..first].find(' ').map_or(from, |space| from + space + 1) };
    let to = text.floor_char_boundary((last + AROUND).min(text.len()));
    let to = if to == text.len() { to } else { text[last..to].rfind(' ').map_or(to, |space| last + space) };
    let mut shown = String::new();
    let mut at = from;
    for (start, end) in found.into_iter().filter(|(start, end)| *start >= from && *end <= to) {
        shown.extend([&text[at..start], "[", &text[start..end], "]"]);
        at = end;
    }
    shown.push_str(&text[at..to]);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{shown}{}", if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{beginnings, full_text, snippet};

    #[test]
    fn questions_are_read() {
        let cases = [
            ("border troops", r#""border" "troops""#),
            (r#""red line" talks"#, r#""red line" "talks""#),
            (r#""red line"#, r#""red" "line""#),
            ("sanction*", r#""sanction"*"#),
            ("AND (OR", r#""AND" "(OR""#),
            ("“fresh talks”", r#""fresh talks""#),
        ];
        for (question, read) in cases {
            assert_eq!(full_text(question).unwrap(), read, "{question}");
        }
        assert!(full_text(r#" "" - * "#).is_err());
    }

    #[test]
    fn what_was_found_is_shown() {
        let text = "The ferry was late.\nMayor Alder sanctioned two captains, and the harbour board met at noon.";
        assert_eq!(
            snippet(text, &beginnings("sanctions")),
            "The ferry was late. Mayor Alder [sanctioned] two captains, and the harbour board met at noon."
        );
        assert_eq!(snippet("", &beginnings("x")), "");
    }
}
