//! `today`, `yesterday`, `the day after tomorrow`: a day told from the day of writing.
//!
//! ## What it reads
//! `today`, `yesterday`, `tomorrow`, and `the day before` or `after` one of them.
//!
//! ## What it decides
//! The day, from the anchor; without an anchor nothing.
//!
//! ## What it leaves alone
//! Names: `USA Today`, `Tomorrow's World`.

use crate::context::{Context, Found};
use crate::lexer::Kind;
use crate::lexicon::Class;
use crate::period::{Period, add_days};
use crate::when::When;

pub(super) const BEGINS: &[Class] = &[Class::Deictic, Class::Article, Class::Unit];

pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Found> {
    let day = context.past_the(at);
    let (extra, name) = match context.word(day) {
        "day" if context.one_of(day + 1, &["before", "after"]) => {
            (if context.is(day + 1, "before") { -1 } else { 1 }, day + 2)
        }
        _ if day == at => (0, at),
        _ => return None,
    };
    let offset = i64::from(context.get(name, Class::Deictic)?) + extra;
    let before = context.before(at);
    // `USA Today`, `the ''Today'' show`
    let quoted = matches!(before.kind, Kind::Mark('"' | '\''))
        && matches!(context.mark(name + 1), '"' | '\'')
        && context.past_s(name + 1) == name + 1;
    if context.token(name).capital && (before.upper && before.len() > 1 || quoted) {
        return None;
    }
    let Some(today) = context.today() else {
        let when = When::Open("XXXX-XX-XX".to_owned());
        return Some(Found { unplaced: true, ..Found::new(at, name + 1, when, "day told from the day of writing") });
    };
    let found = Found::period(at, name + 1, Period::day(add_days(today, offset)?), "day told from the day of writing");
    Some(found.anchored(context))
}
