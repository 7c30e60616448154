//! Where are the words, the numbers and the marks of a text?
//!
//! A light cut of its own: runs of letters, runs of digits, single marks.
//! Whether white space stands before a token is kept, so `3pm`, `1990s` and `2021-12-06` can be told from `3 pm` and
//! `2021 - 12`.

use crate::lexicon::{self, Entry, FIGURE, NONE, QUOTE};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Number,
    /// A single mark; all sorts of hyphens, quotes and dashes count as one each.
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) entry: &'static Entry,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The value of a number, at most `u32::MAX`.
    pub(crate) number: u32,
    /// How many digits a number has, at most 255.
    pub(crate) digits: u8,
    pub(crate) kind: Kind,
    /// Nothing stands between this token and the one before.
    pub(crate) glued: bool,
    /// A new line begins before it.
    pub(crate) breaks: bool,
    /// The first letter is a capital.
    pub(crate) capital: bool,
    /// All letters are capitals.
    pub(crate) upper: bool,
    /// A number with commas between groups of three digits.
    pub(crate) grouped: bool,
}

impl Token {
    pub(crate) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Cuts a text of at most 4 GiB.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let (mut at, mut glued, mut breaks) = (0, true, true);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let mut token = Token {
            entry: &NONE,
            start: start as u32,
            end: 0,
            number: 0,
            digits: 0,
            kind: Kind::Word,
            glued,
            breaks,
            capital: false,
            upper: false,
            grouped: false,
        };
        if byte.is_ascii_alphabetic() {
            at += bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            token.capital = byte.is_ascii_uppercase();
            if bytes.get(at).is_some_and(|b| !b.is_ascii()) && letter_at(text, at).is_some() {
                at = end_of_letters(text, at);
            } else {
                token.entry = lexicon::entry(&text[start..at]);
                token.upper = token.capital && bytes[start..at].iter().all(u8::is_ascii_uppercase);
            }
        } else if byte.is_ascii_digit() {
            at = number(bytes, at, &mut token);
        } else if byte.is_ascii() {
            at += 1;
            if byte.is_ascii_whitespace() {
                glued = false;
                breaks |= byte == b'\n' || byte == b'\r';
                continue;
            }
            token.kind = Kind::Mark(if byte == b'`' { '\'' } else { byte as char });
        } else {
            let mark = text[at..].chars().next().unwrap_or(' ');
            if mark.is_whitespace() {
                at += mark.len_utf8();
                glued = false;
                continue;
            } else if mark.is_alphanumeric() {
                // A word in another script, or with an accent; no rule knows it.
                at = end_of_letters(text, at);
                token.capital = mark.is_uppercase();
            } else {
                at += mark.len_utf8();
                token.kind = Kind::Mark(match mark {
                    '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => '-',
                    '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
                    '\u{201c}' | '\u{201d}' => '"',
                    other => other,
                });
            }
        }
        if token.kind == Kind::Mark('\'') {
            token.entry = &QUOTE;
        }
        token.end = at as u32;
        tokens.push(token);
        (glued, breaks) = (true, false);
    }
    tokens
}

fn letter_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next().filter(|c| c.is_alphanumeric())
}

fn end_of_letters(text: &str, at: usize) -> usize {
    at + text[at..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>()
}

/// Reads digits, and commas that stand before groups of exactly three; gives where it ends.
fn number(bytes: &[u8], start: usize, token: &mut Token) -> usize {
    token.kind = Kind::Number;
    token.entry = &FIGURE;
    let mut at = start;
    let mut eat = |at: &mut usize, limit: usize| {
        let from = *at;
        while *at - from < limit && bytes.get(*at).is_some_and(u8::is_ascii_digit) {
            token.number = token.number.saturating_mul(10).saturating_add(u32::from(bytes[*at] - b'0'));
            token.digits = token.digits.saturating_add(1);
            *at += 1;
        }
    };
    eat(&mut at, usize::MAX);
    if at - start <= 3 {
        while bytes.get(at) == Some(&b',')
            && bytes.get(at + 1..at + 4).is_some_and(|group| group.iter().all(u8::is_ascii_digit))
            && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
        {
            at += 1;
            eat(&mut at, 3);
            token.grouped = true;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        let text = "In 1,200 days\u{2019} time\u{2014}3pm Caf\u{e9} x";
        let cut: Vec<_> = tokens(text).iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
        assert_eq!(cut, ["In", "1,200", "days", "\u{2019}", "time", "\u{2014}", "3", "pm", "Caf\u{e9}", "x"]);
        assert_eq!(tokens("1,200")[0].number, 1200);
        assert_eq!(tokens("5, 1990").len(), 3);
    }

    #[test]
    fn a_long_number_is_one_token() {
        let digits = "9".repeat(1_000_000);
        let cut = tokens(&digits);
        assert_eq!((cut.len(), cut[0].number, cut[0].digits), (1, u32::MAX, 255));
    }
}
