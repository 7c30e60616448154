//! `Wednesday at 10 a.m.`, `April 5, 10:30`, `2021-12-06T10:00`: a day, and a time on the clock after it.
//!
//! ## What it reads
//! A day and a time, with `at`, `from`, a comma, a part of the day or `T` between.
//!
//! ## What it decides
//! The moment; `Friday evening at 8` is in the evening.
//!
//! ## What it leaves alone
//! A number after a day that shows no time: `On Friday 10 people`.

use crate::context::{Context, Found};
use crate::lexicon::Class;
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[
    Class::Figure,
    Class::Month,
    Class::ShortMonth,
    Class::Weekday,
    Class::ShortWeekday,
    Class::Deictic,
    Class::Relative,
    Class::Article,
    Class::Tonight,
];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let day = context.inner(at, 2).filter(|found| !found.unplaced)?;
    let (date, part) = match &day.when {
        When::In(period) if period.grain == crate::period::Grain::Day => (period.first, None),
        When::Part(Some(date), part) => (*date, Some(*part)),
        _ => return None,
    };
    let mut next = day.end;
    if matches!(context.mark(next), ',' | '@') {
        next += 1;
    }
    let joined = context.is(next, "t") && context.glued(next) && context.glued(next + 1);
    let at_word = context.one_of(next, &["at", "by", "from", "around", "for", "between"]);
    if joined || at_word || context.mark(next) == '@' {
        next += 1;
    }
    if let Some(clocks) = super::range::clock_pair(context, next) {
        let figures = clocks.first.minute.is_some() || clocks.last.minute.is_some();
        if clocks.sure || figures || at_word && context.one_of(next - 1, &["from", "between"]) || context.message {
            let [first, last] = [clocks.first, clocks.last].map(|clock| super::clock::in_part(clock, part));
            let one = |start: usize, end: usize, clock| Found {
                start,
                end,
                when: When::Clock(Some(date), clock),
                matched: "day and times",
                ..day.clone()
            };
            let second = one(clocks.second, clocks.end, last);
            return Some(Found { and: Some(Box::new(second)), ..one(at, clocks.first_end, first) });
        }
    }
    let (clock, end) = super::clock::told(context, next)?;
    let shown = clock.sure
        || clock.minute.is_some()
        || at_word && (context.is(next - 1, "at") || context.message && context.is(next - 1, "around"))
        || context.one_of(end.wrapping_sub(1), &["clock", "oclock"])
        || context.mark(next - 1) == '@';
    // `Monday 21` is a day of the month.
    let bare = clock.minute.is_none() && !at_word && context.token(next).is_number() && end == next + 1;
    if !shown || bare || context.has(end, Class::Counted) || context.has(end, Class::Units) || context.mark(end) == '%'
    {
        return None;
    }
    let clock = super::clock::in_part(clock, part);
    Some(Found { end, when: When::Clock(Some(date), clock), matched: "day and time", ..day })
}
