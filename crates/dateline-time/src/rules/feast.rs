//! `by Christmas`, `Thanksgiving Day`, `last Easter`, `Ramadan 2018`: a feast or holiday.
//!
//! ## What it reads
//! A name of the table of feasts, with a year or `last`, `this`, `next` beside it; `Easter week`.
//!
//! ## What it decides
//! The year, when the writer leaves it out: the nearest such feast where the sentence looks.
//! A feast of several days means all of them, from its first day.
//!
//! ## What it leaves alone
//! People, places and compounds: `Easter Island`, `Christmas Humphreys`, `Christmas-tree light`; names in lower case.

use jiff::civil::Date;

use crate::Direction;
use crate::context::{Context, Found};
use crate::feast::{Feast, beginning};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period, add_days};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Feast, Class::Relative];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let (relation, name) = match super::relative_unit::relation_to_name(context, at) {
        Some((n, next)) => (Some(n), next),
        None => match super::narrative_unit::relation(context, at).filter(|_| context.message) {
            Some((n, next)) => (Some(n), next),
            None => (None, at),
        },
    };
    let (feast, mut end) = named(context, name)?;
    if context.one_of(at.wrapping_sub(1), &["a", "an"]) {
        // `a Christmas present`, `a new year`
        return None;
    }
    let one_word = feast.words.len() == 1;
    let token = context.token(name);
    let after = context.token(end);
    if context.joins(end)
        || !token.capital && one_word && !context.message && relation.is_none()
        || token.glued && context.mark(name.wrapping_sub(1)) == '-'
    {
        return None;
    }
    let named_for = after.capital
        && after.kind == Kind::Word
        && after.entry.mask & (Class::Weekday.bit() | Class::Month.bit() | Class::Ahead.bit()) == 0
        && !after.breaks;
    let (before, sentence) = (context.before(name), name == 0 || context.ends_sentence(name.wrapping_sub(1)));
    if named_for || one_word && before.capital && before.kind == Kind::Word && !sentence && before.entry.word.is_empty()
    {
        return None;
    }
    let matched = "feast";
    let week = context
        .one_of(end, &["week", "weekend"])
        .then(|| if context.is(end, "week") { Grain::Week } else { Grain::Weekend });
    if week.is_some() {
        end += 1;
    }
    let meaning = |day: Date| match week {
        Some(grain) => Some(When::In(Period::containing(grain, day)?)),
        None if feast.days > 1 => {
            Some(When::Days { value: Period::day(day).value(), start: day, end: add_days(day, feast.days)? })
        }
        None => Some(When::In(Period::day(day))),
    };
    let comma = if context.mark(end) == ',' { end + 1 } else { end };
    let of = if context.one_of(comma, &["of", "in"]) { comma + 1 } else { comma };
    if let Some((year, next)) = context.year(of) {
        return Some(Found::new(at, next, meaning(feast.in_year(year)?)?, "feast and year"));
    }
    let today = context.today()?;
    if let Some((n, next)) = super::relative_unit::years(context, of) {
        let year = today.year().checked_add(i16::try_from(n).ok()?)?;
        return Some(
            Found::new(at, next, meaning(feast.in_year(year)?)?, "feast of this, last or next year").anchored(context),
        );
    }
    if let (Some(year), true, None) = (context.told.year, context.chronicle, relation) {
        return Some(
            Found::new(at, end, meaning(feast.in_year(year)?)?, "feast, of the year last told").narrated(None),
        );
    }
    let near = |n: i16| feast.in_year(today.year().checked_add(n)?);
    let last = || near(0).filter(|day| *day < today).or_else(|| near(-1));
    let next = || near(0).filter(|day| *day > today).or_else(|| near(1));
    let (direction, day) = match relation {
        Some(0) => (None, near(0)),
        Some(n) => (None, if n < 0 { last() } else { next() }),
        None => {
            let direction = context.direction(at, end);
            let today_too = near(0).filter(|day| *day == today);
            let day = match direction {
                Some(direction) => today_too.or_else(|| toward(today, last(), next(), direction)),
                None => today_too.or_else(|| nearest(today, last(), next())),
            };
            (direction, day)
        }
    };
    Some(Found::new(at, end, meaning(day?)?, matched).anchored(context).toward(direction))
}

/// The last or the next, as the sentence looks, unless that is eight months off and the other is nearer.
fn toward(today: Date, last: Option<Date>, next: Option<Date>, direction: Direction) -> Option<Date> {
    let wanted = if direction == Direction::Ahead { next } else { last };
    let other = if direction == Direction::Ahead { last } else { next };
    let off =
        |day: Option<Date>| day.map_or(i32::MAX, |day| day.since(today).map_or(i32::MAX, |span| span.get_days().abs()));
    if off(wanted) > super::month_day::FAR && off(other) <= super::month_day::NEAR {
        nearest(today, last, next)
    } else {
        wanted
    }
}

fn nearest(today: Date, last: Option<Date>, next: Option<Date>) -> Option<Date> {
    let (Some(last), Some(next)) = (last, next) else { return last.or(next) };
    let days = |a: Date, b: Date| a.since(b).map_or(i32::MAX, |span| span.get_days());
    Some(if days(next, today) < days(today, last) { next } else { last })
}

/// The feast with the longest name that stands here, and the token after it.
fn named(context: &Context<'_>, at: usize) -> Option<(&'static Feast, usize)> {
    let mut best: Option<(&'static Feast, usize)> = None;
    for feast in beginning(context.word(at)) {
        let mut next = at;
        let fits = feast.words.iter().enumerate().all(|(i, word)| {
            if i > 0 && (context.mark(next) == '\'' || context.joins(next)) {
                next += 1;
            }
            let here = context.word(next) == *word;
            next += 1;
            here
        });
        if fits && best.is_none_or(|(_, end)| next > end) {
            best = Some((feast, next));
        }
    }
    best
}
