//! Where does a line close, and how many sentences end inside it?

use memchr::memchr3_iter;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Close {
    /// With a full stop, question or exclamation mark, perhaps within quotation marks or brackets.
    Stop,
    /// With a colon or semicolon: something is to follow, but not in this line.
    Colon,
    /// With `...`, `…` or `Read more`: it was cut, and says so.
    Cut,
    /// With a word: a heading, or text that was cut.
    Open,
}

/// How a line closes, and how many of its bytes are text, without a `Read more`.
pub(crate) fn close(line: &str) -> (Close, usize) {
    const MORE: [&str; 9] = [
        "Read more",
        "Read More",
        "READ MORE",
        "Continue reading",
        "Full story",
        "read more",
        "[more]",
        "(more)",
        "More »",
    ];
    let mut text = line.trim_end_matches(['»', '>', '→', ' ', '›', '\u{a0}']);
    let mut is_cut = false;
    for more in MORE {
        if let Some(before) = text.trim_end_matches(['.', '…', '»']).strip_suffix(more) {
            let before = before.trim_end_matches([' ', '\u{a0}', '[', '(', '|']);
            // `Read more` ends a sentence of its own only where the text before it stands apart.
            if before.len() > 20 {
                text = before;
                is_cut = true;
            }
            break;
        }
    }
    let len = text.len();
    let bare = text.trim_end_matches(['"', '”', '\'', '’', ')', ']', '»', '*', '_', ' ']);
    let marks = text.trim_end_matches([']', ')', '"', '”', ' ']);
    if is_cut || marks.ends_with("...") || marks.ends_with('…') || marks.ends_with(". . .") {
        return (Close::Cut, len);
    }
    let close = match bare.chars().next_back() {
        Some('.' | '!' | '?' | '。') => Close::Stop,
        Some(':' | ';') => Close::Colon,
        _ => Close::Open,
    };
    (close, len)
}

/// How many sentences end inside the line, before its end.
pub(crate) fn n_inner_stops(line: &str) -> usize {
    let bytes = line.as_bytes();
    memchr3_iter(b'.', b'?', b'!', bytes).filter(|at| ends_sentence(line, *at)).count()
}

/// Whether the mark at this byte ends a sentence that another follows.
pub(crate) fn ends_sentence(line: &str, at: usize) -> bool {
    let bytes = line.as_bytes();
    let before = &line[..at];
    let last = before.chars().next_back().unwrap_or(' ');
    let short = before.len() - before.trim_end_matches(|c: char| c.is_alphabetic()).len();
    let after_dot = before.len() > short && bytes[before.len() - short - 1] == b'.';
    // `U.S.`, `J.`, `Mr.`: initials and the commonest abbreviations.
    if bytes[at] == b'.' {
        let word = &before[before.len() - short..];
        let is_initial = word.chars().count() == 1 && last.is_uppercase();
        let is_short = matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Dr"
                | "St"
                | "Gen"
                | "Sen"
                | "Rep"
                | "Gov"
                | "Lt"
                | "Col"
                | "Sgt"
                | "Capt"
                | "Prof"
                | "Rev"
                | "No"
                | "Jan"
                | "Feb"
                | "Aug"
                | "Sept"
                | "Oct"
                | "Nov"
                | "Dec"
                | "vs"
                | "Jr"
                | "Sr"
        );
        if (is_initial && !matches!(word, "I")) || is_short || (after_dot && short <= 2) {
            return false;
        }
    }
    if last.is_whitespace() {
        return false;
    }
    let rest = line[at + 1..].trim_start_matches(['"', '”', '\'', '’', ')', ']']);
    let text = rest.trim_start();
    text.len() < rest.len()
        && text.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '[' | '(')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_close_in_four_ways() {
        for (line, wanted) in [
            ("The fog rose.", Close::Stop),
            ("He said: “The fog rose.”", Close::Stop),
            ("The fog rose, and with it the", Close::Open),
            ("The fog rose, and with it the…", Close::Cut),
            ("The fog rose, and with it ... Read more", Close::Cut),
            ("The boats lost were:", Close::Colon),
        ] {
            assert_eq!(close(line).0, wanted, "{line}");
        }
        assert_eq!(close("The fog rose, and with it ... Read more").1, "The fog rose, and with it ...".len());
    }

    #[test]
    fn stops_inside_a_line_are_told_from_abbreviations() {
        assert_eq!(n_inner_stops("The fog rose. Mr. J. Alder of the U.S. Navy left. He sailed."), 2);
    }
}
