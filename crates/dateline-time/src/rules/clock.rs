//! `10:30 a.m. EST`, `noon`, `5 o'clock`, `half past seven`, `1500 GMT`, `4 a.m. Thursday`: a time on the clock.
//!
//! ## What it reads
//! Hours and minutes with `a.m.`, `p.m.`, `o'clock`, a zone, `in the morning`; `noon`, `midnight`; then a day, if one follows.
//! Hours and minutes alone (`10:30`) after `at`, `by`, `until`, `from` and the like, or when nothing else is there.
//!
//! ## What it decides
//! The day, when none is told: that of writing; in a history the day last told.
//! In a message (a line with the moment it was written) a bare hour after `at` will do, and a time that is past is tomorrow's.
//! The same time by other clocks, in brackets (`10:35 a.m. (0735 GMT) Friday`), belongs to it.
//! A zone is kept in the value; the moments are those of the clocks there.
//!
//! ## What it leaves alone
//! Scores (`3:2`), verses (`John 3:16`), ratios, running times, and hours there are none (`25:61`).

use crate::clock::{Clock, DayPart};
use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Figure, Class::Noon, Class::Number, Class::Half, Class::Unit];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let (clock, end) = told(context, at)?;
    if !shown(context, at, end, clock) {
        return None;
    }
    let end = elsewhere(context, end).filter(|_| clock.zone.is_none()).unwrap_or(end);
    let comma = if context.mark(end) == ',' { end + 1 } else { end };
    let on = if context.one_of(comma, &["on", "of"]) { comma + 1 } else { comma };
    if let Some((day, date)) = day_or_part(context, on) {
        let part = match day.when {
            When::Part(_, part) => Some(part),
            _ => None,
        };
        let when = When::Clock(Some(date), in_part(clock, part));
        return Some(Found { start: at, when, matched: "time of day, and its day", ..day });
    }
    let matched = "time of day";
    if context.message
        && let Some(now) = context.anchor.moment()
        && clock.sure
        && clock.on(now.date())? < now
    {
        let tomorrow = now.date().tomorrow().ok()?;
        return Some(Found::new(at, end, When::Clock(Some(tomorrow), clock), matched).anchored(context));
    }
    if context.chronicle
        && let Some(day) = context.told.day
    {
        return Some(Found::new(at, end, When::Clock(Some(day), clock), matched).narrated(Some(day)));
    }
    Some(Found::new(at, end, When::Clock(context.today(), clock), matched).anchored(context))
}

/// `(0735 GMT)`, `(9:30 p.m. EDT)`: the same time by other clocks, in brackets; the token after it.
fn elsewhere(context: &Context<'_>, at: usize) -> Option<usize> {
    if context.mark(at) != '(' {
        return None;
    }
    let (clock, end) = told(context, at + 1)?;
    (clock.zone.is_some() && context.mark(end) == ')').then_some(end + 1)
}

/// A day, or a part of one, that stands beside a time of day; and its date.
pub(super) fn day_or_part(context: &Context<'_>, at: usize) -> Option<(Found, jiff::civil::Date)> {
    let part = super::day_part::read(context, at).filter(|found| found.start == at);
    if let Some(found) = part
        && let When::Part(Some(day), _) = found.when
    {
        return Some((found, day));
    }
    let day = context.day_at(at).filter(|found| !found.unplaced)?;
    let date = day.as_period()?.first;
    Some((day, date))
}

/// The time in the half of the day that a part of it tells: `7` in the evening is 19:00.
pub(super) fn in_part(clock: Clock, part: Option<DayPart>) -> Clock {
    if clock.sure {
        return clock;
    }
    let afternoon = match part {
        Some(DayPart::Morning) => Some(false),
        Some(DayPart::Afternoon | DayPart::Evening) => Some(true),
        Some(DayPart::Night) => Some(clock.hour > 5 && clock.hour < 12),
        Some(DayPart::Daytime | DayPart::Midday) | None => None,
    };
    afternoon.and_then(|afternoon| clock.half(afternoon)).unwrap_or(clock)
}

/// A time, with all that belongs to it but the day; and the token after it.
pub(super) fn told(context: &Context<'_>, at: usize) -> Option<(Clock, usize)> {
    let (clock, end) = face(context, at)?;
    let (clock, end) = match meridiem(context, end) {
        Some((afternoon, next)) => (clock.half(afternoon)?, next),
        None => (clock, end),
    };
    let (clock, end) = oclock(context, clock, end);
    let (clock, end) = zone(context, clock, end);
    // A bare number tells no half of the day: `rose 3 to 20`.
    let bare = clock.minute.is_none() && clock.zone.is_none() && end == at + 1 && !context.has(at, Class::Noon);
    let clock = Clock { sure: clock.sure && !bare, ..clock };
    // `in the morning`, `at night`
    let part = if context.run(end, &["in", "the"]) {
        end + 2
    } else if context.is(end, "at") {
        end + 1
    } else {
        end
    };
    if part > end && !clock.sure {
        let afternoon = match context.word(part) {
            "morning" => Some(false),
            "afternoon" | "evening" => Some(true),
            "night" => Some(clock.hour > 5 && clock.hour < 12),
            _ => None,
        };
        if let Some(afternoon) = afternoon
            && let Some(clock) = clock.half(afternoon)
        {
            return Some((clock, part + 1));
        }
    }
    Some((clock, end))
}

/// The figures or words of a time: `10:30`, `10`, `noon`, `half past seven`, `quarter to five`.
fn face(context: &Context<'_>, at: usize) -> Option<(Clock, usize)> {
    if let Some(hour) = context.get(at, Class::Noon) {
        let clock = Clock::new(hour as u32, Some(0), None)?;
        return Some((Clock { sure: true, ..clock }, at + 1));
    }
    if let Some(found) = past_the_hour(context, at) {
        return Some(found);
    }
    if !context.token(at).is_number() {
        let hour = context.get(at, Class::Number).filter(|n| (1..=12).contains(n))?;
        let end = at + 1;
        let spoken = |at: usize| context.cardinal(at).filter(|(n, _)| (10..60).contains(n));
        // `three thirty`, `five-thirty`; but `two twenty-year-olds` has no minutes.
        if let Some((minutes, after)) = spoken(context.past_hyphen(end)).filter(|&(_, after)| !context.joins(after))
            && !context.has(after, Class::Units)
        {
            return Some((Clock::new(hour as u32, Some(minutes as u32), None)?, after));
        }
        return Some((Clock::new(hour as u32, None, None)?, end));
    }
    let token = context.token(at);
    if !context.stands_alone(at) || token.grouped {
        return None;
    }
    let minute = |at: usize| {
        let token = context.token(at);
        (token.is_number() && token.digits == 2 && token.glued).then_some(token.number)
    };
    let colon = |at: usize| context.glued(at) && (context.mark(at) == ':' || context.is(at, "h"));
    if token.digits <= 2 && colon(at + 1) {
        let Some(minutes) = minute(at + 2) else {
            return context.is(at + 1, "h").then(|| Some((Clock::new(token.number, None, None)?, at + 2)))?;
        };
        if colon(at + 3) && minute(at + 4).is_some() {
            return Some((Clock::new(token.number, Some(minutes), minute(at + 4))?, at + 5));
        }
        return Some((Clock::new(token.number, Some(minutes), None)?, at + 3));
    }
    if token.digits <= 2 && context.mark(at + 1) == '.' && context.glued(at + 1) && minute(at + 2).is_some() {
        // `10.30am`
        meridiem(context, at + 3)?;
        return Some((Clock::new(token.number, minute(at + 2), None)?, at + 3));
    }
    if token.digits == 4 || token.digits == 3 {
        let military = context.one_of(at + 1, &["hours", "hrs"]) && token.digits == 4
            || context.has(at + 1, Class::Zone) && context.token(at + 1).upper
            || meridiem(context, at + 1).is_some();
        return if military {
            Some((Clock::new(token.number / 100, Some(token.number % 100), None)?, at + 1))
        } else {
            None
        };
    }
    (token.digits <= 2).then(|| Some((Clock::new(token.number, None, None)?, at + 1)))?
}

/// `half past seven`, `quarter to five`, `20 minutes past eight`.
fn past_the_hour(context: &Context<'_>, at: usize) -> Option<(Clock, usize)> {
    let (minutes, next) = match context.word(at) {
        "half" => (30, at + 1),
        "quarter" => (15, at + 1),
        "a" if context.is(at + 1, "quarter") => (15, at + 2),
        _ => {
            let (n, next) = match context.figure(at, 2) {
                Some(n) => (i64::from(n), at + 1),
                None => context.cardinal(at)?,
            };
            let unit = context.one_of(next, &["minutes", "min", "mins", "minute"]);
            (u32::try_from(n).ok().filter(|n| (1..60).contains(n))?, if unit { next + 1 } else { next })
        }
    };
    let to = match context.word(next) {
        "past" => false,
        "to" | "before" if minutes != 30 => true,
        "of" if context.is(at, "quarter") => true,
        "after" => false,
        _ => return None,
    };
    let figures = context.token(at).is_number();
    let (hour, end) = match context.figure(next + 1, 2) {
        Some(hour) => (i64::from(hour), next + 2),
        None => match context.get(next + 1, Class::Noon) {
            Some(hour) => (i64::from(hour), next + 2),
            None => context.cardinal(next + 1)?,
        },
    };
    // `20 to 30` is a range.
    if figures && to && !context.one_of(next.wrapping_sub(1), &["minutes", "min", "mins"])
        || context.has(end, Class::Units)
        || context.has(end, Class::Counted)
    {
        return None;
    }
    let hour = u32::try_from(hour).ok().filter(|hour| (1..=24).contains(hour))?;
    let clock = if to {
        Clock::new(if hour == 1 { 12 } else { hour - 1 }, Some(60 - minutes), None)
    } else {
        Clock::new(hour, Some(minutes), None)
    };
    Some((clock?, end))
}

/// Whether `p.m.` stands here; and the token after it. Its last stop is left to the sentence if that ends here.
pub(super) fn meridiem(context: &Context<'_>, at: usize) -> Option<(bool, usize)> {
    match context.word(at) {
        "am" => return Some((false, at + 1)),
        "pm" => return Some((true, at + 1)),
        _ => {}
    }
    let afternoon = match context.text_of(at) {
        "a" | "A" => false,
        "p" | "P" => true,
        _ => return None,
    };
    let dotted = |at: usize| context.mark(at) == '.' && context.glued(at);
    let m = if dotted(at + 1) { at + 2 } else { return None };
    if !context.is(m, "m") {
        return None;
    }
    let ends = context.ends_sentence(m + 1)
        && context.weekday(m + 2).is_none()
        && context.month(m + 2).is_none()
        && !context.has(m + 2, Class::Zone)
        || context.token(m + 2).breaks;
    Some((afternoon, if dotted(m + 1) && !ends { m + 2 } else { m + 1 }))
}

/// `o'clock`, `hours`, `sharp`.
fn oclock(context: &Context<'_>, clock: Clock, at: usize) -> (Clock, usize) {
    if context.is(at, "o") && context.mark(at + 1) == '\'' && context.is(at + 2, "clock") {
        let (clock, end) = (clock, at + 3);
        return match meridiem(context, end).and_then(|(afternoon, next)| Some((clock.half(afternoon)?, next))) {
            Some(found) => found,
            None => (clock, end),
        };
    }
    if context.is(at, "oclock") || context.one_of(at, &["hours", "hrs"]) && clock.minute.is_some() {
        return (clock, at + 1);
    }
    (clock, at)
}

/// A zone: `EST`, `(GMT)`, `local time`, `Eastern time`.
fn zone(context: &Context<'_>, clock: Clock, at: usize) -> (Clock, usize) {
    let open = if context.mark(at) == '(' { at + 1 } else { at };
    if let Some(offset) =
        context.get(open, Class::Zone).filter(|_| context.token(open).upper && context.token(open).len() > 1)
    {
        let end = if open > at && context.mark(open + 1) == ')' { open + 2 } else { open + 1 };
        if open == at || end == open + 2 {
            return (Clock { zone: Some(offset as i16), ..clock }, end);
        }
    }
    if matches!(context.text_of(at), "local" | "Eastern" | "Central" | "Pacific" | "Mountain")
        && context.is(at + 1, "time")
    {
        return (clock, at + 2);
    }
    (clock, at)
}

/// Whether the words show that a time of day is meant.
fn shown(context: &Context<'_>, at: usize, end: usize, clock: Clock) -> bool {
    let last = end - 1;
    let words = ["clock", "oclock", "hrs", "hours", "morning", "afternoon", "evening", "night", "time"];
    if context.has(at, Class::Noon) {
        // `High Noon`
        return !(context.token(at).capital && context.before(at).capital);
    }
    let said =
        clock.zone.is_some() || meridiem(context, last).is_some() || context.is(last, "m") || context.mark(last) == '.';
    let past = context.is(at + 1, "past") || context.is(at + 2, "past") || context.run(at, &["quarter", "to"]);
    if said || past || context.one_of(last, &words) {
        return true;
    }
    let colon = clock.minute.is_some() && context.token(at).is_number();
    if context.message {
        return colon || shown_in_message(context, at, end, clock);
    }
    let leads = context.one_of(
        at.wrapping_sub(1),
        &["at", "by", "until", "till", "from", "before", "after", "since", "around", "about"],
    );
    let alone = at == 0 || context.token(at).digits == 2 && context.mark(at.wrapping_sub(1)) == '(';
    let closes =
        matches!(context.mark(end), '.' | ',') || context.token(end).kind == Kind::Word || end == context.tokens.len();
    colon && closes && (leads || alone && clock.second.is_none())
}

/// `at 3`, `around four`, `9 tomorrow morning`: in a message a bare hour will do.
fn shown_in_message(context: &Context<'_>, at: usize, end: usize, clock: Clock) -> bool {
    let told = day_or_part(context, end);
    let leads = context.mark(at.wrapping_sub(1)) == '@' || context.one_of(at.wrapping_sub(1), &["at", "around"]);
    let closes = matches!(context.mark(end), '.' | ',' | '?' | '!') || end == context.tokens.len() || told.is_some();
    let small = context.token(at).digits <= 2;
    if leads && closes && small {
        return true;
    }
    let in_part = told.is_some_and(|(day, _)| matches!(day.when, When::Part(..)));
    clock.minute.is_none() && context.token(at).is_number() && small && in_part
}
