//! Which way does the sentence look at this place, by its words alone?
//!
//! The nearest verb to the left in the same sentence decides, else the nearest to the right: `will`, `plans to`, `due` look
//! ahead; `said`, `was` and words in -ed look back.
//! A preposition right before the time is stronger than a verb: `by Friday`, `since Friday`.

use crate::Direction;
use crate::context::Context;
use crate::lexer::{Kind, Token};
use crate::lexicon::Class;

/// No verb is looked for further away than this, in tokens.
const REACH: usize = 18;

impl Context<'_> {
    /// The direction at an expression, from the caller's parse if it knows, else from the words nearby.
    pub(crate) fn direction(&self, start: usize, end: usize) -> Option<Direction> {
        if let Some(direction) = self.span(start, end).and_then(|span| self.grammar.direction(span)) {
            return Some(direction);
        }
        // `The hearing is on Thursday.`
        let on = if self.is(start.wrapping_sub(1), "on") { start.wrapping_sub(2) } else { start.wrapping_sub(1) };
        if self.one_of(on, &["is", "are"]) {
            return Some(Direction::Ahead);
        }
        // `ahead of Thursday's meeting`
        if self.is(start.wrapping_sub(1), "of") && self.is(start.wrapping_sub(2), "ahead") {
            return Some(Direction::Ahead);
        }
        if self.one_of(start.wrapping_sub(1), &["to", "until", "till", "through"]) && self.puts_off(start) {
            return Some(Direction::Ahead);
        }
        // `since shortly after the 3 May vote`
        let mut since = start;
        while since > 0
            && start - since < 4
            && self.one_of(since - 1, &["the", "after", "before", "shortly", "just", "soon", "since"])
        {
            since -= 1;
            if self.is(since, "since") {
                return Some(Direction::Back);
            }
        }
        match self.word(start.wrapping_sub(1)) {
            "since" => return Some(Direction::Back),
            "by" | "until" | "till" => match self.leans(start) {
                None => return self.verb_after(end).or(Some(Direction::Ahead)),
                Some(Direction::Ahead) => return Some(Direction::Ahead),
                Some(Direction::Back) => {}
            },
            _ => {}
        }
        // `Friday's vote` was mostly held already.
        if self.past_s(end) > end {
            let ahead = self.verb_after(end).filter(|direction| *direction == Direction::Ahead);
            return ahead.filter(|_| self.leans(start).is_none()).or(Some(Direction::Back));
        }
        let direction = self.leans(start).or_else(|| self.verb_after(end));
        if self.message { direction.or(Some(Direction::Ahead)) } else { direction }
    }

    /// `postponed until Tuesday`, `moved to Sunday`: a verb that puts something off stands shortly before.
    fn puts_off(&self, start: usize) -> bool {
        let verbs = &["postponed", "moved", "delayed", "extended", "adjourned", "rescheduled", "deferred", "suspended"];
        (1..=8)
            .take_while(|back| start >= *back && !self.ends_sentence(start - back))
            .any(|back| self.one_of(start - back, verbs))
    }

    /// The nearest verb to the left.
    fn leans(&self, start: usize) -> Option<Direction> {
        let mut at = start;
        for _ in 0..REACH {
            if self.token(at).breaks || at == 0 {
                return None;
            }
            at -= 1;
            if self.ends_sentence(at) {
                return None;
            }
            if let Some(direction) = self.verb(at) {
                return Some(direction);
            }
        }
        None
    }

    fn verb_after(&self, end: usize) -> Option<Direction> {
        (end..end + REACH)
            .take_while(|&at| at < self.tokens.len() && !self.token(at).breaks && !self.ends_sentence(at))
            .find_map(|at| {
                // `On Friday, he planned to...`: the planning was on Friday.
                if self.has(at, Class::Ahead) && (self.ends_in_ed(self.token(at)) || self.is(at, "set")) {
                    return Some(Direction::Back);
                }
                // `Thursday marks a year`; but the release on Sunday that comes before a debate is no plan.
                if at == end && self.is(at, "marks") {
                    return Some(Direction::Ahead);
                }
                if self.has(at, Class::Schedule) && at != end {
                    return None;
                }
                self.verb(at)
            })
    }

    fn verb(&self, at: usize) -> Option<Direction> {
        let token = self.token(at);
        if token.entry.mask & Class::Schedule.bit() != 0 {
            return Some(Direction::Ahead);
        }
        if token.entry.mask & Class::Ahead.bit() != 0 {
            // The month and the name are no modals.
            if self.is(at, "may") && token.capital {
                return None;
            }
            // `a record set in August`, but `set for August`
            if self.is(at, "set") && !self.one_of(at + 1, &["to", "for"]) {
                return Some(Direction::Back);
            }
            // `might have gone`, `could not be reached`
            let have = (self.is(at + 1, "have") || self.is(at + 2, "have")) && !self.one_of(at, &["will", "shall"]);
            if have || self.is(at, "could") && self.is(at + 1, "not") {
                return Some(Direction::Back);
            }
            // What had been scheduled is past.
            if self.had_been(at) {
                return Some(Direction::Back);
            }
            // `as planned`, `as previously scheduled`: the verb before it tells.
            let as_planned = self.is(at.wrapping_sub(1), "as")
                || self.is(at.wrapping_sub(2), "as")
                    && self.one_of(at.wrapping_sub(1), &["previously", "originally", "first"]);
            if as_planned && (self.ends_in_ed(token) || self.is(at, "due")) {
                return None;
            }
            // `neither he nor they could be located`
            if self.is(at, "could") && self.is_negated(at) {
                return Some(Direction::Back);
            }
            return Some(Direction::Ahead);
        }
        if self.is(at, "to") && self.has(at.wrapping_sub(1), Class::Present) {
            return Some(Direction::Ahead);
        }
        if token.entry.mask & Class::Past.bit() != 0 || self.ends_in_ed(token) {
            // `will have met`, `to be held`, `could have been`
            let could_not = self.is(at.wrapping_sub(1), "be")
                && (self.negated_could(at - 1) || self.is(at.wrapping_sub(2), "could") && self.is_negated(at - 1));
            return match self.before(at).entry.word {
                "have" if self.one_of(at.wrapping_sub(2), &["will", "shall", "ll"]) => Some(Direction::Ahead),
                "be" if could_not => Some(Direction::Back),
                "be" => Some(Direction::Ahead),
                // `when the bridge is opened in May` may look either way; `a proposed law` tells nothing.
                "is" | "are" | "being" => None,
                "a" | "an" | "the" | "still" if self.ends_in_ed(token) => None,
                _ => Some(Direction::Back),
            };
        }
        // `are taking place`
        (self.ends_in(token, b"ing") && self.one_of(at.wrapping_sub(1), &["is", "are"])).then_some(Direction::Ahead)
    }

    /// `had been scheduled`, `had been due to expire`: what was ahead then.
    fn had_been(&self, at: usize) -> bool {
        (1..=4)
            .take_while(|back| {
                let word = at.wrapping_sub(*back);
                self.has(word, Class::Ahead) || self.one_of(word, &["to", "been"])
            })
            .filter(|back| self.is(at - back, "been"))
            .any(|back| {
                let had = at.wrapping_sub(back + 1);
                let adverb = self.one_of(had, &["previously", "originally", "first"]);
                self.is(if adverb { had.wrapping_sub(1) } else { had }, "had")
            })
    }

    /// Whether `neither`, `nor`, `nobody` or `none` stands before this token in its sentence.
    fn is_negated(&self, at: usize) -> bool {
        (1..=10)
            .take_while(|back| at >= *back && !self.ends_sentence(at - back))
            .any(|back| self.one_of(at - back, &["neither", "nor", "nobody", "none"]))
    }

    /// Whether `could not` or `couldn't` stands before this token.
    fn negated_could(&self, at: usize) -> bool {
        let n = self.one_of(at.wrapping_sub(1), &["not", "t"]);
        n && (1..=3).any(|back| self.one_of(at.wrapping_sub(1 + back), &["could", "couldn"]))
    }

    fn ends_in_ed(&self, token: &Token) -> bool {
        token.kind == Kind::Word
            && token.len() > 4
            && token.entry.mask & Class::NotPast.bit() == 0
            && !token.capital
            && self.ends_in(token, b"ed")
    }

    fn ends_in(&self, token: &Token, tail: &[u8]) -> bool {
        let start = (token.end as usize).saturating_sub(tail.len());
        token.len() > tail.len() && self.text.as_bytes().get(start..token.end as usize) == Some(tail)
    }

    /// Whether a sentence ends with this token: a mark that ends one, before a capital or a quotation mark.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        match self.mark(at) {
            '?' | '!' | ';' => true,
            '.' => {
                let quote = self.token(at + 1).glued && matches!(self.mark(at + 1), '"' | '\'' | ')');
                let next = self.token(if quote { at + 2 } else { at + 1 });
                let next = if quote && next.kind == Kind::Mark('\'') { self.token(at + 3) } else { next };
                !next.glued
                    && (next.capital || next.kind == Kind::Mark('"') || next.is_number())
                    && self.before(at).entry.mask & (Class::ShortMonth.bit() | Class::ShortWeekday.bit()) == 0
                    && !(self.before(at).capital && self.before(at).len() <= 3)
                    && !(self.before(at).len() == 1
                        && next.entry.mask
                            & (Class::Weekday.bit() | Class::Month.bit() | Class::ShortMonth.bit() | Class::Zone.bit())
                            != 0)
            }
            _ => false,
        }
    }
}
