//! Is it an address on the network? spaCy's `url_match`, by hand.
//!
//! ```text
//! (scheme://)? (user@)? (IPv4 | (label.)+ end) (:port)? ([/?#] anything)?
//! ```
//! A label begins and ends with a letter or digit and has at most 64 characters;
//! the end has 2 to 63 lower-case characters; addresses for private networks do not count.

use crate::chars::{is_decimal, is_word};
use crate::model::{CharRanges, CharSet};

#[derive(Debug)]
pub(super) struct AddressPattern {
    host_end: CharSet,
}

impl AddressPattern {
    pub(super) fn new(host_end: &CharRanges) -> Self {
        Self { host_end: CharSet::new(host_end) }
    }

    /// Whether the whole text is an address. The text holds no white space.
    pub(super) fn matches(&self, text: &str) -> bool {
        if !text.contains('.') {
            return false;
        }
        if self.matches_behind_scheme(text) {
            return true;
        }
        let Some(scheme_end) = text.find("://") else { return false };
        let scheme = &text[..scheme_end];
        let is_scheme = |c: char| is_word(c) || matches!(c, '+' | '-' | '.');
        scheme.chars().nth(1).is_some()
            && scheme.chars().all(is_scheme)
            && self.matches_behind_scheme(&text[scheme_end + 3..])
    }

    fn matches_behind_scheme(&self, text: &str) -> bool {
        // Any `@` but the first character may end the user; hosts hold none, so the search is over after one pass.
        let behind_users = text.match_indices('@').filter(|&(at, _)| at > 0).map(|(at, _)| at + 1);
        std::iter::once(0).chain(behind_users).any(|at| self.matches_host(&text[at..]))
    }

    fn matches_host(&self, text: &str) -> bool {
        ipv4(text).any(|end| ends_well(&text[end..]))
            || self.named_host(text).is_some_and(|end| ends_well(&text[end..]))
    }

    /// Where a host of labels ends that begins at the start. The last part ends where the host does,
    /// since nothing that may follow is part of a label.
    fn named_host(&self, text: &str) -> Option<usize> {
        let of_host = |c: char| c == '.' || is_label_inner(c) || self.host_end.contains(c);
        let end = text.find(|c| !of_host(c)).unwrap_or(text.len());
        let (labels, last) = text[..end].rsplit_once('.')?;
        let n_last = last.chars().count();
        let good_end = (2..=63).contains(&n_last) && last.chars().all(|c| self.host_end.contains(c));
        (good_end && labels.split('.').all(is_label)).then_some(end)
    }
}

fn is_label_edge(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c)
}

fn is_label_inner(c: char) -> bool {
    is_label_edge(c) || c == '_' || c == '-'
}

fn is_label(label: &str) -> bool {
    label.starts_with(is_label_edge)
        && label.ends_with(is_label_edge)
        && label.chars().all(is_label_inner)
        && label.chars().nth(64).is_none()
}

/// Whether what follows the host is nothing, a port, or a path.
fn ends_well(text: &str) -> bool {
    let behind_port = match text.strip_prefix(':') {
        None => text,
        Some(port) => {
            let end = port.find(|c| !is_decimal(c)).unwrap_or(port.len());
            if !(2..=5).contains(&port[..end].chars().count()) {
                return false;
            }
            &port[end..]
        }
    };
    behind_port.is_empty() || behind_port.starts_with(['/', '?', '#'])
}

/// Where an IPv4 address at the start may end: its last number may be taken shorter. Those of private networks do not count.
fn ipv4(text: &str) -> impl Iterator<Item = usize> {
    let end = match text.splitn(4, '.').collect::<Vec<_>>()[..] {
        [a, b, c, last] if is_public(a, b, c) => {
            let start = text.len() - last.len();
            let digits = last.bytes().take_while(u8::is_ascii_digit).count().min(3);
            let good = |n: &usize| !last.starts_with('0') && last[..*n].parse::<u16>().is_ok_and(|value| value <= 254);
            (1..=digits).rev().filter(good).map(|n| start + n).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    end.into_iter()
}

/// Whether an address may begin with these three numbers.
fn is_public(a: &str, b: &str, c: &str) -> bool {
    // `1?\d{1,2}|2[0-4]\d|25[0-5]`: any spelling of 0 to 255 but those of three digits that begin with 0.
    let number = |digits: &str| {
        let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let good = plain && (digits.len() < 3 || !digits.starts_with('0'));
        digits.parse::<u16>().ok().filter(|&value| good && value <= 255)
    };
    let (Some(first), Some(second), Some(_)) = (number(a), number(b), number(c)) else { return false };
    let private = matches!((first, b), (10 | 127, _) | (169, "254") | (192, "168"))
        || first == 172 && b.len() == 2 && (16..=31).contains(&second);
    !a.starts_with('0') && first <= 223 && !private
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_spacy() {
        let pattern = AddressPattern::new(&CharRanges(vec![(97, 122), (0xe0, 0xf6)]));
        for yes in [
            "example.org",
            "www.example.org/a?b=c@d",
            "https://example.org:8080/x",
            "user@example.org",
            "user:pass@example.co.uk",
            "8.8.8.8",
            "http://8.8.4.4:80/",
            "a-b.example",
            "exämple.de",
            "x.org#top",
        ] {
            assert!(pattern.matches(yes), "{yes}");
        }
        for no in [
            "example",
            "example.org.",
            "Example.ORG",
            "10.0.0.1",
            "192.168.1.1",
            "172.16.0.1",
            "-a.org",
            "a-.org",
            "1.2.3",
            "8.8.8.8x",
            "x.org:1",
            "x.o",
            "end.Then",
            ".org",
            "@.org",
        ] {
            assert!(!pattern.matches(no), "{no}");
        }
    }
}
