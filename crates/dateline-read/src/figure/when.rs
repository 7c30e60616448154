//! Which time does a figure's clause tell?
//!
//! Only a time that hangs on the same verb as the figure, when there is no other, is taken: what is less plain stays unknown.

use dateline_parse::{Pos, Token};
use dateline_text::Story;
use dateline_time::Kind;

use super::context::Context;

/// How many times are looked at on either side of a figure.
const NEAR: usize = 4;

/// The time of a figure's clause, by index among the times.
pub(super) fn time(context: &Context<'_>, number: usize) -> Option<usize> {
    if context.times.is_empty() {
        return None;
    }
    let token = context.token(number)?;
    let sentence = token.sentence().span();
    let verb = verb(token)?;
    let here = context.times.partition_point(|time| time.span.start() < token.span().start());
    let mut found = None;
    for index in here.saturating_sub(NEAR)..(here + NEAR).min(context.times.len()) {
        let time = &context.times[index];
        if !matches!(time.kind, Kind::Date | Kind::Time) || !sentence.contains(time.span) {
            continue;
        }
        let tokens = context.parse.tokens_of(time.span);
        if tokens.is_empty() || tokens.contains(&token.index()) {
            continue;
        }
        if self::verb(context.parse.token(tokens.end - 1)) == Some(verb) {
            if found.is_some() {
                return None;
            }
            found = Some(index);
        }
    }
    found
}

/// The nearest verb above a token; a deep tree is not climbed to the top.
fn verb(token: Token<'_, Story>) -> Option<Token<'_, Story>> {
    token.ancestors().take(12).find(|above| matches!(above.pos(), Pos::Verb | Pos::Aux))
}
