//! How many? Counts, cardinals and ordinals, in figures and in words.

use crate::context::Context;
use crate::length::Count;
use crate::lexer::Kind;
use crate::lexicon::Class;

impl Context<'_> {
    /// A count in figures or words: `24`, `2.5`, `2 1/2`, `twenty-five`, `a couple of`, `several`, `two and a half`;
    /// and the token after it. An article is no count here.
    pub(crate) fn count(&self, at: usize) -> Option<(Count, usize)> {
        let (count, next) = if self.token(at).is_number() { self.figures(at)? } else { self.number_words(at)? };
        // `two and a half`, `two-and-a-half`
        let and = self.past_hyphen(next);
        if self.is(and, "and") {
            let a = self.past_hyphen(and + 1);
            let half = if self.one_of(a, &["a", "one"]) { self.past_hyphen(a + 1) } else { a };
            if self.is(half, "half") {
                return Some((Count(count.0.and_then(|n| n.checked_add(500))), half + 1));
            }
        }
        Some((count, next))
    }

    fn figures(&self, at: usize) -> Option<(Count, usize)> {
        let token = self.token(at);
        if token.digits > 7 || !self.stands_alone(at) {
            return None;
        }
        let whole = i64::from(token.number) * 1000;
        let after = self.token(at + 1);
        if after.glued && self.mark(at + 1) == '.' && self.glued(at + 2) && self.token(at + 2).is_number() {
            let tail = self.token(at + 2);
            if tail.digits > 3 {
                return None;
            }
            let thousandths = i64::from(tail.number) * 10_i64.pow(3 - u32::from(tail.digits));
            return Some((Count(Some(whole + thousandths)), at + 3));
        }
        let half = if after.glued { after } else { self.token(at + 1) };
        if half.kind == Kind::Word && self.text_of(at + 1) == "\u{bd}" {
            return Some((Count(Some(whole + 500)), at + 2));
        }
        let fraction = |at: usize| {
            let (top, bottom) = (self.token(at), self.token(at + 2));
            let is =
                top.is_number() && self.mark(at + 1) == '/' && self.glued(at + 1) && bottom.is_number() && bottom.glued;
            (is && top.digits == 1 && bottom.digits == 1 && 0 < top.number && top.number < bottom.number)
                .then(|| i64::from(top.number) * 1000 / i64::from(bottom.number))
        };
        let second = self.past_hyphen(at + 1);
        if let Some(part) = fraction(second) {
            return Some((Count(Some(whole + part)), second + 3));
        }
        if let Some(part) = fraction(at) {
            return Some((Count(Some(part)), at + 3));
        }
        if let Some(scale) = self.get(at + 1, Class::Scale) {
            return Some((Count(whole.checked_mul(i64::from(scale))), at + 2));
        }
        Some((Count(Some(whole)), at + 1))
    }

    fn number_words(&self, at: usize) -> Option<(Count, usize)> {
        if self.has(at, Class::Vague) {
            return Some((Count(None), at + 1));
        }
        if let Some(n) = self.get(at, Class::Couple) {
            let next = if self.is(at + 1, "of") { at + 2 } else { at + 1 };
            return Some((Count::whole(i64::from(n)), next));
        }
        if self.has(at, Class::Half) {
            let next = self.past_hyphen(at + 1);
            return Some((Count(Some(500)), if self.one_of(next, &["a", "an"]) { next + 1 } else { next }));
        }
        self.cardinal(at).map(|(n, next)| (Count::whole(n), next))
    }

    /// A whole number in words, below a thousand million.
    pub(crate) fn cardinal(&self, at: usize) -> Option<(i64, usize)> {
        let (mut total, mut group, mut next) = (0_i64, 0_i64, at);
        // A number has at most a dozen words; beyond that nobody counts.
        for _ in 0..12 {
            let and = if next > at && self.is(next, "and") { next + 1 } else { self.past_hyphen(next) };
            if let Some(n) = self.get(and, Class::Number).map(i64::from) {
                let fits = group == 0 || (group % 100 == 0) || (n < 10 && group % 10 == 0 && group % 100 >= 20);
                if !fits || (and > next && self.is(next, "and") && group % 100 != 0) || (and > next && next == at) {
                    break;
                }
                // `two and three` is a list; `a hundred and three` is a number.
                if self.is(next, "and") && group < 100 && total == 0 {
                    break;
                }
                group += n;
                next = and + 1;
            } else if let Some(scale) = self.get(next, Class::Scale).map(i64::from) {
                let count = group.max(1);
                if scale == 100 {
                    if group >= 100 {
                        break;
                    }
                    group = count * 100;
                } else {
                    total = total.checked_add(count.checked_mul(scale)?)?;
                    group = 0;
                }
                next += 1;
            } else {
                break;
            }
        }
        (next > at).then_some((total.checked_add(group)?, next))
    }

    /// An ordinal: `third`, `3rd`, `twenty-first`; and the token after it. -1 is `last`.
    pub(crate) fn ordinal(&self, at: usize) -> Option<(i32, usize)> {
        let token = self.token(at);
        if token.is_number() {
            let n = self.figure(at, 3)?;
            return (self.has(at + 1, Class::Suffix) && self.glued(at + 1)).then_some((n as i32, at + 2));
        }
        if let Some(n) = self.get(at, Class::Ordinal) {
            return Some((n, at + 1));
        }
        let tens = self.get(at, Class::Number).filter(|n| *n >= 20)?;
        let next = self.past_hyphen(at + 1);
        let ones = self.get(next, Class::Ordinal).filter(|n| (1..10).contains(n))?;
        Some((tens + ones, next + 1))
    }
}
