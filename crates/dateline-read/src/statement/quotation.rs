//! Which words stand between quotation marks?
//!
//! ## What it reads
//! Curly, straight and doubled marks (`“…”`, `"…"`, `''…''`, `«…»`), single ones where they cannot be apostrophes,
//! and quotations of several paragraphs, of which only the last is closed.
//!
//! ## What it decides
//! Where a mark is missing: a quotation that is not closed ends with its paragraph, a closing mark without an opening one
//! is passed over. So a wrong mark costs one quotation at most.
//!
//! ## What it leaves alone
//! Quotations within quotations: the outer one is kept.

/// A stretch of text between quotation marks, which belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Byte of the opening mark.
    pub(super) start: usize,
    /// Byte behind the closing mark, or the end of the paragraph where it has none.
    pub(super) end: usize,
    /// Whether a closing mark stands at its end.
    pub(super) is_closed: bool,
}

/// The quotations of a text, in order and apart from each other.
pub(super) fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let end = start + paragraph.trim_end().len();
        let before = found.len();
        double(text, start, end, &mut found);
        if found.len() == before {
            single(text, start, end, &mut found);
        }
        start += paragraph.len();
    }
    found
}

fn double(text: &str, start: usize, end: usize, found: &mut Vec<Quotation>) {
    let bytes = text.as_bytes();
    let mut open: Option<usize> = None;
    let mut skip = 0;
    for (at, c) in text[start..end.max(start)].char_indices().map(|(at, c)| (start + at, c)) {
        if at < skip {
            continue;
        }
        let width = match c {
            '\'' | '`' if bytes.get(at + 1) == Some(&bytes[at]) && at + 1 < end => 2,
            '"' | '“' | '”' | '„' | '«' | '»' | '‟' => c.len_utf8(),
            _ => continue,
        };
        let behind = at + width;
        skip = behind;
        let opens = match c {
            '“' | '„' | '«' | '‟' | '`' => true,
            '”' | '»' => false,
            _ => {
                let blank_before =
                    text[start..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "([—–-/".contains(c));
                let blank_behind =
                    text[behind..end].chars().next().is_none_or(|c| c.is_whitespace() || ".,;:!?)]—–".contains(c));
                if blank_before == blank_behind { open.is_none() } else { blank_before }
            }
        };
        match (open, opens) {
            (None, true) => open = Some(at),
            // A second opening mark: the first was never closed, so it covers no more than up to here.
            (Some(first), true) => {
                if !matches!(c, '“' | '"') || text[first..at].trim_end().ends_with(['.', '!', '?', ',']) {
                    let last = first + text[first..at].trim_end().len();
                    found.push(Quotation { start: first, end: last, is_closed: false });
                    open = Some(at);
                }
            }
            (Some(first), false) => {
                found.push(Quotation { start: first, end: behind, is_closed: true });
                open = None;
            }
            (None, false) => {}
        }
    }
    if let Some(first) = open {
        found.push(Quotation { start: first, end, is_closed: false });
    }
}

/// Single marks, in a paragraph without double ones: an apostrophe neither opens before a digit nor closes within a word.
fn single(text: &str, start: usize, end: usize, found: &mut Vec<Quotation>) {
    let mut open: Option<usize> = None;
    for (at, c) in text[start..end.max(start)].char_indices().map(|(at, c)| (start + at, c)) {
        if !matches!(c, '\'' | '‘' | '’') {
            continue;
        }
        let behind = at + c.len_utf8();
        let before = text[start..at].chars().next_back();
        let after = text[behind..end].chars().next();
        let may_open =
            before.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c)) && after.is_some_and(char::is_alphabetic);
        let may_close = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric());
        match open {
            None if may_open && c != '’' => open = Some(at),
            // A plural's apostrophe stands before a word; a mark that closes stands behind a stop or at an edge.
            Some(first)
                if may_close
                    && (before.is_some_and(|c| ".,!?".contains(c))
                        || after.is_none_or(|c| !c.is_whitespace())
                        || before != Some('s')) =>
            {
                found.push(Quotation { start: first, end: behind, is_closed: true });
                open = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotations(text).iter().map(|quotation| &text[quotation.start..quotation.end]).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        assert_eq!(found("“Fog,” she said. “Thick fog.”"), ["“Fog,”", "“Thick fog.”"]);
        assert_eq!(found("\"Fog,\" she said. \"Thick fog.\""), ["\"Fog,\"", "\"Thick fog.\""]);
        assert_eq!(found("''Fog,'' she said."), ["''Fog,''"]);
        assert_eq!(found("‘Fog,’ she said of the ships’ lamps."), ["‘Fog,’"]);
        assert_eq!(found("Keeper: 'Fog is worse in May'"), ["'Fog is worse in May'"]);
        assert_eq!(found("The keepers' lamps and the '90s didn't help."), [""; 0]);
        assert_eq!(found("“He said ‘no’ twice.”"), ["“He said ‘no’ twice.”"]);
    }

    #[test]
    fn a_missing_mark_costs_one_quotation() {
        assert_eq!(found("“Fog.\n“More fog.”\nCalm ” and “calm”."), ["“Fog.", "“More fog.”", "“calm”"]);
        assert_eq!(found("“Fog was here. “More came.” It left."), ["“Fog was here.", "“More came.”"]);
        assert_eq!(found("\"Fog"), ["\"Fog"]);
        assert_eq!(found("fog\""), [""; 0]);
    }
}
