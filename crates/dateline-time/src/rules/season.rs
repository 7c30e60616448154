//! `last summer`, `the winter of 1932`, `this fall`: a season.
//!
//! ## What it reads
//! A season with `last`, `this`, `next` before it, or a year beside it; alone, after `the` or `in`.
//!
//! ## What it decides
//! The year, when the writer leaves it out: the nearest such season where the sentence looks; in a history the year last told.
//! Seasons are those of the north: spring is March to May; a winter bears the year in which it begins.
//!
//! ## What it leaves alone
//! `spring` and `fall` that are no seasons: `prices fall`, `a spring in her step`, `the fall of Rome`, `Palm Springs`.

use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Grain, Period};
use crate::when::When;
use crate::{Direction, Part};

pub(super) const BEGINS: &[Class] = &[Class::Season, Class::Relative, Class::Article, Class::Figure];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let the = context.past_the(at);
    if let Some(year) = context.four_digits(the) {
        let season = context.get(the + 1, Class::Season)?;
        return Some(Found::period(at, the + 2, Period::season(year, season as i8)?, "year and season"));
    }
    let anchored = super::relative_unit::relation(context, the);
    let narrated = super::narrative_unit::relation(context, the).filter(|_| the > at || context.is(the, "that"));
    let (relation, name) = match (anchored, narrated) {
        (_, Some((n, next))) if context.chronicle || anchored.is_none() => (Some((n, true)), next),
        (Some((n, next)), _) => (Some((n, false)), next),
        _ => (None, the),
    };
    let season = context.get(name, Class::Season)? as i8;
    let end = name + 1;
    if context.glued(end) && context.joins(end) && context.is(end + 1, "like") {
        return None;
    }
    if let Some((n, true)) = relation {
        let from = context.told.last.map(|p| p.first).or(context.today())?;
        let same = Period::season(from.year(), season)?;
        let period = match n {
            1 if same.first <= from => same.shift(4)?,
            -1 if same.first >= from => same.shift(-4)?,
            _ => same,
        };
        return Some(Found::period(at, end, period, "season told from the time last told").narrated(Some(from)));
    }
    let comma = if context.mark(end) == ',' { end + 1 } else { end };
    let of = if context.one_of(comma, &["of", "in"]) { comma + 1 } else { comma };
    if relation.is_none() {
        if let Some((year, next)) = context.year(of) {
            return Some(Found::period(at, next, Period::season(year, season)?, "season and year"));
        }
        // `will fall this year` is no autumn.
        let led = of > end || the > at || is_season(context, name, end);
        if let (Some((n, next)), Some(today), true) = (super::relative_unit::years(context, of), context.today(), led) {
            let year = today.year().checked_add(i16::try_from(n).ok()?)?;
            let period = Period::season(year, season)?;
            return Some(Found::period(at, next, period, "season of this, last or next year").anchored(context));
        }
        if !is_season(context, name, end) {
            return None;
        }
    }
    let Some(today) = context.today() else {
        let open = ["XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI"][usize::from(season.unsigned_abs()) - 1];
        return Some(Found { unplaced: true, ..Found::new(at, end, When::Open(open.to_owned()), "season") });
    };
    if let (Some(year), true, None) = (context.told.year, context.chronicle, relation) {
        let found = Found::period(at, end, Period::season(year, season)?, "season, of the year last told");
        return Some(found.narrated(None));
    }
    let this = Period::season(today.year(), season)?;
    let here = Period::containing(Grain::Season, today)?;
    let (direction, period) = match relation {
        Some((0, _)) => (None, this),
        Some((n, _)) if n < 0 => (None, if this.first < here.first { this } else { this.shift(-4)? }),
        Some(_) => (None, if this.first > here.first { this } else { this.shift(4)? }),
        None => match context.direction(at, end) {
            Some(Direction::Ahead) => {
                (Some(Direction::Ahead), if this.first < here.first { this.shift(4)? } else { this })
            }
            back => (back, if this.first > here.first { this.shift(-4)? } else { this }),
        },
    };
    Some(Found::period(at, end, period, "season").anchored(context).toward(direction))
}

/// Whether the word is a season, with no year or relation to show it.
fn is_season(context: &Context<'_>, at: usize, end: usize) -> bool {
    if context.part(at) == Some(Part::Verb) {
        return false;
    }
    let leads = context
        .one_of(at.wrapping_sub(1), &["in", "since", "by", "until", "during", "through", "early", "late", "mid", "of"]);
    let the = context.is(at.wrapping_sub(1), "the")
        && context
            .one_of(at.wrapping_sub(2), &["in", "since", "by", "until", "during", "through", "for", "over", "of"]);
    let after = context.token(end);
    let word_follows = after.kind == Kind::Word && after.entry.word.is_empty();
    if context.one_of(at, &["spring", "fall", "autumn"]) {
        return (leads || the) && !word_follows && !context.is(end, "of") && !context.joins(end);
    }
    let part_of_a_name = context.token(at).upper || context.token(at).capital && after.capital;
    (leads || the || !word_follows) && !part_of_a_name && !context.joins(end)
}
