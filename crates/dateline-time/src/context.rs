//! What do rules see of a story? Its tokens, its anchor, what was told before, and the small patterns that rules share.
//!
//! Every pattern looks at a bounded number of tokens, so reading a story takes time in proportion to its length.

use dateline_text::{Span, Story, Text};
use jiff::civil::Date;

use crate::length::{Length, Unit};
use crate::lexer::{Kind, Token};
use crate::lexicon::{Class, NONE};
use crate::period::{Grain, Period, add_days};
use crate::when::When;
use crate::{Against, Anchor, Direction, Grammar, Modifier, Point};

/// What a rule found, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The first token of the expression.
    pub(crate) start: usize,
    /// The token after its last.
    pub(crate) end: usize,
    pub(crate) when: When,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) against: Against,
    /// What the rule took the words for.
    pub(crate) matched: &'static str,
    pub(crate) from: Option<Date>,
    pub(crate) direction: Option<Direction>,
    /// Nothing fixes the value; a note says so.
    pub(crate) unplaced: bool,
    /// It has the shape of a date, but there is no such day; a note says so, and no time is told.
    pub(crate) impossible: bool,
    /// Day and month could also stand the other way round; a note gives that reading.
    pub(crate) either: Option<Date>,
    /// Only that edge of the period is meant which the modifier tells.
    pub(crate) edge: bool,
    /// Nothing later refers back to it.
    pub(crate) aside: bool,
    /// A second expression, right after the first: the end of a range.
    pub(crate) and: Option<Box<Found>>,
}

impl Found {
    /// An expression that says all by itself.
    pub(crate) fn new(start: usize, end: usize, when: When, matched: &'static str) -> Self {
        Self {
            start,
            end,
            when,
            modifier: None,
            against: Against::None,
            matched,
            from: None,
            direction: None,
            unplaced: false,
            impossible: false,
            either: None,
            edge: false,
            aside: false,
            and: None,
        }
    }

    /// One that says all by itself and is a stretch of the calendar.
    pub(crate) fn period(start: usize, end: usize, period: Period, matched: &'static str) -> Self {
        Self::new(start, end, When::In(period), matched)
    }

    /// Words with the shape of a date that there is not.
    pub(crate) fn impossible(start: usize, end: usize) -> Self {
        Self { impossible: true, ..Self::new(start, end, When::Open(String::new()), "no such day") }
    }

    /// Counted from the anchor.
    pub(crate) fn anchored(self, context: &Context<'_>) -> Self {
        Self { against: context.anchor.against(), from: context.anchor.day(), ..self }
    }

    /// Counted from a time told before.
    pub(crate) fn narrated(self, from: Option<Date>) -> Self {
        Self { against: Against::Narrative, from, ..self }
    }

    pub(crate) fn modified(self, modifier: Option<Modifier>) -> Self {
        Self { modifier: modifier.or(self.modifier), ..self }
    }

    pub(crate) fn toward(self, direction: Option<Direction>) -> Self {
        Self { direction, ..self }
    }

    /// The token after the last of its expressions.
    pub(crate) fn reach(&self) -> usize {
        self.and.as_ref().map_or(self.end, |second| second.end)
    }

    /// A time told beside the thread of the story, which nothing refers back to: `a year earlier`.
    pub(crate) fn aside(self) -> Self {
        Self { aside: true, ..self }
    }

    /// The period, when it is one.
    pub(crate) fn as_period(&self) -> Option<Period> {
        match self.when {
            When::In(period) => Some(period),
            _ => None,
        }
    }
}

/// The times a story told so far, for what refers back.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    /// The last period of any grain.
    pub(crate) last: Option<Period>,
    /// The last day.
    pub(crate) day: Option<Date>,
    /// The last quarter or half.
    pub(crate) quarter: Option<Period>,
    /// A longer stretch (`the first nine months`) was told after that quarter, so comparisons are with a year, not a quarter.
    pub(crate) longer: bool,
    /// The year of the last date.
    pub(crate) year: Option<i16>,
    /// The first token after the last time told.
    pub(crate) at: usize,
}

impl Told {
    /// Keeps a time for what refers back; a history doesn't refer back to the day it was written on.
    pub(crate) fn tell(&mut self, found: &Found, chronicle: bool, today: Option<Date>) {
        if let When::Long(length, _) = &found.when {
            self.longer |= length.first.1 == Unit::Month && matches!(length.first.0.as_whole(), Some(6 | 9));
        }
        let Some(period) = found.when.period().filter(|_| !found.aside) else { return };
        if chronicle && matches!(found.against, Against::Story | Against::Page) {
            return;
        }
        self.last = Some(period);
        self.year = Some(period.first.year());
        self.at = found.end;
        match period.grain {
            Grain::Day => self.day = Some(period.first),
            Grain::Quarter | Grain::Half if self.is_reported(period, chronicle, today) => {
                (self.quarter, self.longer) = (Some(period), false);
            }
            _ => {}
        }
    }
}

impl Told {
    /// Whether a report's comparisons may be with this quarter: not with one still to come; and once the quarter that has just
    /// ended was told, only with that one and its half.
    fn is_reported(&self, period: Period, chronicle: bool, today: Option<Date>) -> bool {
        let Some(today) = today.filter(|_| !chronicle) else { return true };
        let just_ended = |q: &Period| q.grain == Grain::Quarter && q.shift(1).is_some_and(|next| next.contains(today));
        match self.quarter.filter(just_ended) {
            Some(quarter) => period.contains(quarter.first),
            None => period.first <= today,
        }
    }
}

static NOTHING: Token = Token {
    entry: &NONE,
    start: 0,
    end: 0,
    number: 0,
    digits: 0,
    kind: Kind::Mark('\0'),
    glued: false,
    breaks: true,
    capital: false,
    upper: false,
    grouped: false,
};

/// All that a rule sees.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a Text<Story>,
    pub(crate) tokens: &'a [Token],
    pub(crate) anchor: &'a Anchor,
    pub(crate) grammar: &'a dyn Grammar,
    pub(crate) told: Told,
    /// A history rather than news: years are told, and days without one belong to the year last told.
    pub(crate) chronicle: bool,
    /// A message rather than a story: a line, with the moment it was written. Such speak of what is to come, and to
    /// the day; so `Monday` is the next one, and `in two weeks` a day.
    pub(crate) message: bool,
    /// In this text's numeric dates the day comes first; `None` when no date of it tells.
    pub(crate) day_first: Option<bool>,
}

impl Context<'_> {
    /// The token at an index; beyond the ends a mark that is nothing.
    pub(crate) fn token(&self, at: usize) -> &Token {
        self.tokens.get(at).unwrap_or(&NOTHING)
    }

    /// The token before an index.
    pub(crate) fn before(&self, at: usize) -> &Token {
        at.checked_sub(1).map_or(&NOTHING, |at| self.token(at))
    }

    pub(crate) fn get(&self, at: usize, class: Class) -> Option<i32> {
        self.token(at).entry.get(class)
    }

    pub(crate) fn has(&self, at: usize, class: Class) -> bool {
        self.token(at).entry.mask & class.bit() != 0
    }

    /// The word at an index in lower case, if the table of words has it, else "".
    pub(crate) fn word(&self, at: usize) -> &'static str {
        self.token(at).entry.word
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    pub(crate) fn one_of(&self, at: usize, words: &[&str]) -> bool {
        let here = self.word(at);
        !here.is_empty() && words.contains(&here)
    }

    /// Whether these words stand here, one after the other.
    pub(crate) fn run(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at + i, word))
    }

    pub(crate) fn mark(&self, at: usize) -> char {
        match self.token(at).kind {
            Kind::Mark(mark) => mark,
            _ => '\0',
        }
    }

    pub(crate) fn glued(&self, at: usize) -> bool {
        self.token(at).glued
    }

    /// Past a hyphen that joins two words, if there is one.
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        if self.joins(at) { at + 1 } else { at }
    }

    /// Whether a hyphen stands here that joins two words.
    pub(crate) fn joins(&self, at: usize) -> bool {
        self.mark(at) == '-' && self.glued(at) && self.glued(at + 1)
    }

    /// Past `the`, if it stands here.
    pub(crate) fn past_the(&self, at: usize) -> usize {
        if self.is(at, "the") { at + 1 } else { at }
    }

    /// Past a full stop that belongs to an abbreviation.
    pub(crate) fn past_dot(&self, at: usize) -> usize {
        if self.mark(at) == '.' && self.glued(at) { at + 1 } else { at }
    }

    /// Past `'s`, if it stands here.
    pub(crate) fn past_s(&self, at: usize) -> usize {
        if self.mark(at) == '\'' && self.glued(at) && self.is(at + 1, "s") && self.glued(at + 1) { at + 2 } else { at }
    }

    /// The bytes of a run of tokens.
    pub(crate) fn span(&self, start: usize, end: usize) -> Option<Span<Story>> {
        let last = self.tokens.get(end.checked_sub(1)?)?;
        self.text.span(self.tokens.get(start)?.start as usize, last.end as usize)
    }

    pub(crate) fn text_of(&self, at: usize) -> &str {
        let token = self.token(at);
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// A number in figures of at most this many digits that stands alone: not glued to a word or a number before it.
    pub(crate) fn figure(&self, at: usize, digits: u8) -> Option<u32> {
        let token = self.token(at);
        (token.is_number() && token.digits <= digits && !token.grouped && self.stands_alone(at)).then_some(token.number)
    }

    /// Whether the number here is no part of a longer one, of a name, or of a sum of money: `$20`, `B52`, `1.20`, `F-16`.
    pub(crate) fn stands_alone(&self, at: usize) -> bool {
        if !self.glued(at) {
            return true;
        }
        let before = self.before(at);
        match before.kind {
            Kind::Word => {
                let in_a_moment = before.entry.word == "t" && at >= 2 && self.token(at - 2).is_number();
                in_a_moment || before.entry.mask & (Class::Month.bit() | Class::ShortMonth.bit()) != 0
            }
            Kind::Number => false,
            Kind::Mark(mark) => match mark {
                '$' | '£' | '€' | '#' | '¥' | '%' | '@' | '_' | '\\' | '+' | '=' | '&' | '^' | '~' | '*' => false,
                // `example.org/2021`; but `Oct/2`.
                '/' if before.glued && at >= 2 && self.token(at - 2).kind == Kind::Word => {
                    self.token(at - 2).entry.mask & (Class::Month.bit() | Class::ShortMonth.bit()) != 0
                }
                '.' | ':' | ',' | '/' => {
                    at < 2 || !(before.glued && self.token(at - 2).is_number() && self.token(at - 2).digits > 0)
                }
                '-' => at < 2 || !before.glued || self.token(at - 2).is_number() || !self.token(at - 2).upper,
                _ => true,
            },
        }
    }

    /// A unit in the singular or plural, abbreviations included if they are `short`.
    pub(crate) fn unit(&self, at: usize) -> Option<Unit> {
        let n = self.get(at, Class::Unit).or_else(|| self.get(at, Class::Units))?;
        Unit::numbered(n)
    }

    /// A month's name, or its abbreviation with its dot; and the token after it.
    pub(crate) fn month(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(month) = self.get(at, Class::Month) {
            return Some((month as i8, at + 1));
        }
        let month = self.get(at, Class::ShortMonth)?;
        Some((month as i8, self.past_dot(at + 1)))
    }

    /// A weekday's name, or its abbreviation with its dot; and the token after it.
    pub(crate) fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(day) = self.get(at, Class::Weekday) {
            return Some((day as i8, at + 1));
        }
        let day = self.get(at, Class::ShortWeekday)?;
        Some((day as i8, self.past_dot(at + 1)))
    }

    /// The year of a month without one, in a history: the year last told, or the one beside it around its turn.
    pub(crate) fn year_told(&self, month: i8) -> Option<i16> {
        let year = self.told.year.filter(|_| self.chronicle)?;
        let last = self.told.last.filter(|p| p.grain <= Grain::Month).map(|p| p.first.month());
        match (last, month) {
            (Some(10..=12), 1..=3) => year.checked_add(1),
            (Some(1 | 2), 11 | 12) => year.checked_sub(1),
            _ => Some(year),
        }
    }

    /// Where a length that begins or ends now lies; `sign` is 1 for one that begins. To the minute if it is that short and the
    /// moment is known; `next three days` begins tomorrow, quarters are those of the calendar.
    pub(crate) fn stretch(&self, length: Length, sign: i64) -> Option<(Point, Point)> {
        let order = |a: Point, b: Point| if sign > 0 { (a, b) } else { (b, a) };
        let today = self.today()?;
        if length.first.1 < Unit::Day {
            let now = self.anchor.moment()?;
            let other = length.after_moment(now, sign)?;
            return Some(order(Point::Moment(now), Point::Moment(other)));
        }
        let from = match length.first.1 {
            Unit::Day if sign > 0 => add_days(today, 1)?,
            Unit::Quarter => {
                let here = Period::containing(Grain::Quarter, today)?;
                if sign > 0 { here.end()? } else { here.first }
            }
            _ => today,
        };
        let (other, _) = length.shifted(from, sign)?;
        Some(order(Point::Day(from), Point::Day(other)))
    }

    /// The day times are counted from.
    pub(crate) fn today(&self) -> Option<Date> {
        self.anchor.day()
    }

    /// The part of speech, when the caller knows.
    pub(crate) fn part(&self, at: usize) -> Option<crate::Part> {
        self.grammar.part(self.span(at, at + 1)?)
    }
}
