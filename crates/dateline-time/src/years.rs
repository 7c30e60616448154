//! Which year is `1990`, `'89`, `480 BC`, `nineteen ninety-seven`?

use crate::context::Context;
use crate::lexer::Kind;
use crate::lexicon::Class;

impl Context<'_> {
    /// A year that follows a month or a season, or stands in another place where a year is expected; and the token after it.
    pub(crate) fn year(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(found) = self.year_with_era(at) {
            return Some(found);
        }
        if let Some(year) = self.four_digits(at) {
            return Some((year, at + 1));
        }
        if self.mark(at) == '\'' {
            return self.short_year(at);
        }
        self.spoken_year(at)
    }

    /// Four digits between 1000 and 2199 that are no part of a longer number or a name.
    pub(crate) fn four_digits(&self, at: usize) -> Option<i16> {
        let token = self.token(at);
        if !token.is_number() || token.digits != 4 || !(1000..2200).contains(&token.number) {
            return None;
        }
        let year = self.figure(at, 4)?;
        let after = self.token(at + 1);
        let goes_on = after.glued
            && match after.kind {
                Kind::Word => true,
                Kind::Number => true,
                Kind::Mark('.' | ',' | ':') => self.token(at + 2).is_number() && self.glued(at + 2),
                Kind::Mark('%' | '\u{b0}') => true,
                Kind::Mark(_) => false,
            };
        (!goes_on).then_some(year as i16)
    }

    /// `'89`: the year with these last digits that is nearest to the anchor, up to 20 years ahead.
    pub(crate) fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let token = self.token(at + 1);
        let is = self.mark(at) == '\'' && token.is_number() && token.glued && token.digits == 2;
        let free = !self.glued(at) || matches!(self.before(at).kind, Kind::Mark('(' | '-' | '/'));
        if !is || !free || (self.glued(at + 2) && self.token(at + 2).kind == Kind::Word) {
            return None;
        }
        Some((self.century_of(token.number as i16), at + 2))
    }

    /// The full year of two digits, nearest to the anchor's year or the one last told.
    pub(crate) fn century_of(&self, two: i16) -> i16 {
        let about = self.anchor.day().map_or(2000, jiff::civil::Date::year);
        let about = if self.chronicle { self.told.year.unwrap_or(about) } else { about };
        let year = about.div_euclid(100) * 100 + two;
        if year > about + 20 {
            year - 100
        } else if year < about - 79 {
            year + 100
        } else {
            year
        }
    }

    /// `480 BC`, `AD 70`, `70 CE`; years before 1 are counted as astronomers do, 1 BC is 0.
    pub(crate) fn year_with_era(&self, at: usize) -> Option<(i16, usize)> {
        if self.is(at, "ad") && self.token(at).upper {
            let year = self.figure(at + 1, 4).filter(|year| *year > 0)?;
            return Some((year as i16, at + 2));
        }
        let year = i32::try_from(self.figure(at, 4).filter(|year| *year > 0)?).ok()?;
        let (before_christ, next) = self.era(at + 1)?;
        let year = if before_christ { 1 - year } else { year };
        (-9998..=9998).contains(&year).then_some((year as i16, next))
    }

    /// Whether an era is before Christ; and the token after it.
    pub(crate) fn era(&self, at: usize) -> Option<(bool, usize)> {
        if let Some(sign) = self.get(at, Class::Era) {
            return self.token(at).upper.then_some((sign < 0, at + 1));
        }
        // B.C., A.D., B.C.E.
        let dotted = |at: usize| self.mark(at) == '.' && self.glued(at);
        let letters = (self.text_of(at), self.text_of(at + 2));
        let before_christ = match letters {
            ("B", "C") => true,
            ("A", "D") => false,
            _ => return None,
        };

        (dotted(at + 1) && self.glued(at + 2)).then(|| (before_christ, if dotted(at + 3) { at + 4 } else { at + 3 }))
    }

    /// `nineteen ninety-seven`, `two thousand and three`.
    fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let first = self.get(at, Class::Number)?;
        if self.is(at, "two") && self.is(at + 1, "thousand") {
            let (n, next) = self.cardinal(at)?;
            return (2000..2100).contains(&n).then_some((n as i16, next));
        }
        if !(10..=20).contains(&first) {
            return None;
        }
        let tens = self.get(at + 1, Class::Number).filter(|n| *n >= 10)?;
        let ones = self.past_hyphen(at + 2);
        let (last, next) = match self.get(ones, Class::Number) {
            Some(n) if n < 10 && tens >= 20 => (n, ones + 1),
            _ => (0, at + 2),
        };
        Some(((first * 100 + tens + last) as i16, next))
    }
}
