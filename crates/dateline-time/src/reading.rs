//! How is a story read, from its first token to its last?

use dateline_text::{Note, Story, Text};

use crate::context::{Context, Found, Told};
use crate::lexer::{self, Kind, Token};
use crate::lexicon::Class;
use crate::period::Period;
use crate::rules::{BEGINS, Rule};
use crate::when::When;
use crate::{Anchor, Derivation, Grammar, Reading, Time};

/// A text of no more tokens, with a moment, is a message.
const MESSAGE: usize = 20;

/// Reads the times of a story, told on the day of the anchor.
///
/// What the story calls `yesterday` is counted from the anchor; without one such words are times without days, and noted.
/// Never fails, for any text.
///
/// ```
/// use dateline_time::{Anchor, Plain, read};
///
/// let text = "The council meets next week.".into();
/// let reading = read(&text, &Anchor::unknown(), &Plain);
/// assert_eq!((reading.times[0].value.as_str(), reading.times[0].start), ("XXXX-WXX", None));
/// assert_eq!(reading.notes[0].code, "time/no-anchor");
/// ```
pub fn read(text: &Text<Story>, anchor: &Anchor, grammar: &dyn Grammar) -> Reading {
    let tokens = lexer::tokens(text);
    let mut context = Context {
        text,
        tokens: &tokens,
        anchor,
        grammar,
        told: Told::default(),
        chronicle: is_chronicle(&tokens, anchor),
        message: anchor.moment().is_some() && tokens.len() <= MESSAGE,
        day_first: day_first(&tokens),
    };
    let mut reading = Reading::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.entry.mask & BEGINS == 0 || may_be_skipped(&tokens, at) {
            at += 1;
            continue;
        }
        let Some((found, rule)) = context.best(at, u8::MAX) else {
            at += 1;
            continue;
        };
        if context.span(found.start, found.end).is_some_and(|span| grammar.in_name(span)) {
            at += 1;
            continue;
        }
        at = found.end.max(at + 1);
        let mut next = Some(found);
        while let Some(mut found) = next {
            next = found.and.take().map(|second| *second);
            if let Some(second) = &next {
                at = second.end.max(at);
            }
            context.told.tell(&found, context.chronicle, anchor.day());
            tell(&mut reading, &context, found, rule);
        }
    }
    reading
}

/// An article is only worth a look when a word of time may follow it.
fn may_be_skipped(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.entry.get(Class::Article).is_some() && tokens.get(at + 1).is_none_or(|next| next.entry.mask & BEGINS == 0)
}

/// Writes a time down, with its notes.
fn tell(reading: &mut Reading, context: &Context<'_>, found: Found, rule: &'static Rule) {
    let Some(span) = context.span(found.start, found.end) else { return };
    if found.impossible {
        let message = format!("there is no such day: \"{}\"", &context.text[span]);
        reading.notes.push(Note::new("time/no-such-day", Some(span), message));
        return;
    }
    if found.unplaced {
        let words = &context.text[span];
        let message = format!("cannot place \"{words}\": the story has no date");
        reading.notes.push(Note::new("time/no-anchor", Some(span), message).with_help("give one with --dated"));
    }
    if let Some(other) = found.either {
        let message = format!("day and month may be the other way round: {}", Period::day(other).value());
        reading.notes.push(Note::new("time/either", Some(span), message));
    }
    let (start, end) = match found.modifier.filter(|_| found.edge).and_then(|modifier| found.when.edge(modifier)) {
        Some((start, end)) => (Some(start), Some(end)),
        None => found.when.interval(),
    };
    let (kind, value) = (found.when.kind(), found.when.value());
    let (quant, freq) = match found.when {
        When::Every { quant, freq, .. } => (quant, freq),
        _ => (None, None),
    };
    let derivation = Derivation { matched: found.matched, from: found.from, direction: found.direction };
    reading.times.push(Time {
        span,
        kind,
        value,
        modifier: found.modifier,
        quant,
        freq,
        start,
        end,
        anchor: found.against,
        rule: rule.name,
        derivation,
    });
}

/// Whether a text is a history rather than news: it tells many years that are not the anchor's, some of them with their months, and
/// few days from its own.
fn is_chronicle(tokens: &[Token], anchor: &Anchor) -> bool {
    let here = anchor.day().map(|day| u32::from(day.year().unsigned_abs()));
    let deictic = Class::Deictic.bit() | Class::Weekday.bit() | Class::Tonight.bit();
    let month = Class::Month.bit() | Class::ShortMonth.bit() | Class::Season.bit();
    let (mut years, mut dated, mut days) = (0_usize, 0_usize, 0_usize);
    for (i, token) in tokens.iter().enumerate() {
        let is_year = token.digits == 4
            && !token.grouped
            && (1000..2100).contains(&token.number)
            && here.is_none_or(|here| token.number.abs_diff(here) > 1);
        let era = token.entry.mask & Class::Era.bit() != 0 && token.upper && i > 0 && tokens[i - 1].is_number();
        years += usize::from(is_year || era);
        // `May 1863`, `4 May 1863`, `May 4, 1863`
        let near = &tokens[i.saturating_sub(3)..i];
        dated += usize::from(era || is_year && near.iter().any(|token| token.entry.mask & month != 0));
        days += usize::from(token.kind == Kind::Word && token.entry.mask & deictic != 0);
    }
    years >= 8 && dated >= if days == 0 { 1 } else { 3 } && years > 4 * days
}

/// In numeric dates of this text, whether the day stands first; `None` when no date of it tells, or they contradict each other.
fn day_first(tokens: &[Token]) -> Option<bool> {
    let stroke = |token: &Token| token.glued && matches!(token.kind, Kind::Mark('/' | '-' | '.'));
    let small = |token: &Token| token.is_number() && (1..=31).contains(&token.number) && token.digits <= 2;
    let (mut day_first, mut month_first) = (false, false);
    for five in tokens.windows(5) {
        let date = small(&five[0])
            && stroke(&five[1])
            && small(&five[2])
            && stroke(&five[3])
            && five[4].is_number()
            && matches!(five[4].digits, 2 | 4)
            && five[1].kind == five[3].kind;
        if date {
            day_first |= five[0].number > 12 && five[2].number <= 12;
            month_first |= five[2].number > 12 && five[0].number <= 12;
        }
    }
    (day_first != month_first).then_some(day_first)
}
