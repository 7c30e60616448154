//! Prefixes, suffixes and infixes: short patterns with a look behind and ahead.

use crate::model::{CharSet, Pattern};

/// A [`Pattern`] made for matching.
#[derive(Debug)]
struct Affix {
    behind: Vec<CharSet>,
    body: Vec<(CharSet, bool)>,
    ahead: Option<(bool, CharSet)>,
}

impl Affix {
    fn new(pattern: &Pattern) -> Self {
        Self {
            behind: pattern.behind.iter().map(CharSet::new).collect(),
            body: pattern.body.iter().map(|glyph| (CharSet::new(&glyph.chars), glyph.repeats)).collect(),
            ahead: pattern.ahead.as_ref().map(|(wanted, chars)| (*wanted, CharSet::new(chars))),
        }
    }

    /// Where a match that begins at `start` ends.
    fn match_at(&self, text: &str, start: usize) -> Option<usize> {
        let mut at = start;
        for (chars, repeats) in &self.body {
            let mut rest = text[at..].chars();
            let c = rest.next().filter(|&c| chars.contains(c))?;
            at += c.len_utf8();
            if *repeats {
                at += rest.take_while(|&c| chars.contains(c)).map(char::len_utf8).sum::<usize>();
            }
        }
        if let Some((wanted, chars)) = &self.ahead {
            let there = text[at..].chars().next().is_some_and(|c| chars.contains(c));
            if there != *wanted {
                return None;
            }
        }
        self.fits_behind(text, start).then_some(at)
    }

    /// Where a match that ends at the end of the text begins, as far left as possible.
    fn match_at_end(&self, text: &str) -> Option<usize> {
        let mut at = text.len();
        for (chars, repeats) in self.body.iter().rev() {
            let mut rest = text[..at].chars().rev();
            let c = rest.next().filter(|&c| chars.contains(c))?;
            at -= c.len_utf8();
            if *repeats {
                let more = rest.take_while(|&c| chars.contains(c)).map(char::len_utf8);
                let mut taken: Vec<usize> = std::iter::once(c.len_utf8()).chain(more).collect();
                at -= taken[1..].iter().sum::<usize>();
                // The glyphs before it may want the same characters: leave them as many as they need, but keep one.
                for (wanted, _) in self.body.iter().rev().skip(1) {
                    let before = text[..at].chars().next_back();
                    if before.is_some_and(|c| wanted.contains(c)) || taken.len() == 1 {
                        break;
                    }
                    at += taken.pop().unwrap_or(0);
                }
            }
        }
        // At the end nothing is ahead.
        let ahead_fits = self.ahead.as_ref().is_none_or(|(wanted, _)| !wanted);
        (at < text.len() && ahead_fits && self.fits_behind(text, at)).then_some(at)
    }

    fn fits_behind(&self, text: &str, at: usize) -> bool {
        let mut before = text[..at].chars().rev();
        self.behind.iter().rev().all(|chars| before.next().is_some_and(|c| chars.contains(c)))
    }
}

/// Some affixes, tried in order.
#[derive(Debug)]
pub(super) struct AffixSet {
    affixes: Vec<Affix>,
    /// The ASCII characters that a match may begin with.
    firsts: u128,
    /// The ASCII characters that a match may end with.
    lasts: u128,
}

impl AffixSet {
    pub(super) fn new(patterns: &[Pattern]) -> Self {
        let affixes: Vec<Affix> = patterns.iter().map(Affix::new).collect();
        let ascii = |place: fn(&Affix) -> Option<&(CharSet, bool)>| {
            (0..128u8)
                .filter(|&c| affixes.iter().filter_map(place).any(|(chars, _)| chars.contains(char::from(c))))
                .fold(0u128, |set, c| set | 1 << c)
        };
        let firsts = ascii(|affix| affix.body.first());
        let lasts = ascii(|affix| affix.body.last());
        Self { affixes, firsts, lasts }
    }

    /// The length of the first affix that stands at the start; 0 if none does.
    pub(super) fn at_start(&self, text: &str) -> usize {
        match text.bytes().next() {
            Some(first) if first >= 0x80 || self.firsts >> first & 1 == 1 => {
                self.affixes.iter().find_map(|affix| affix.match_at(text, 0)).unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// The length of the longest affix that stands at the end; 0 if none does.
    pub(super) fn at_end(&self, text: &str) -> usize {
        match text.bytes().next_back() {
            Some(last) if last >= 0x80 || self.lasts >> last & 1 == 1 => {
                let starts = self.affixes.iter().filter_map(|affix| affix.match_at_end(text));
                starts.min().map_or(0, |start| text.len() - start)
            }
            _ => 0,
        }
    }

    /// The first place from `from` on where an affix stands: start and end.
    pub(super) fn find_from(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let bytes = text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            let first = bytes[at];
            if first < 0x80 && self.firsts >> first & 1 == 0 {
                at += 1;
                continue;
            }
            if let Some(end) = self.affixes.iter().find_map(|affix| affix.match_at(text, at)) {
                return Some((at, end));
            }
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }
}
