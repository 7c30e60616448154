//! When: the times of a story, on its page.

use dateline_page::{Kind, PageStory, Published};
use dateline_parse::{Parse, Pos, Token};
use dateline_record::TimeRow;
use dateline_text::{Alignment, Span, Story};
use dateline_time::{Anchor, Grammar, Part};
use jiff::civil::Time;

use crate::ParsedStory;

/// What a parse tells about words of time.
///
/// Which way a sentence looks is left to the words nearby: they proved the better judge, on TimeBank and AQUAINT.
pub(crate) struct Parsed<'a>(pub(crate) &'a Parse<Story>);

impl Parsed<'_> {
    fn token(&self, span: Span<Story>) -> Option<Token<'_, Story>> {
        let tokens = self.0.tokens_of(span);
        (!tokens.is_empty()).then(|| self.0.token(tokens.start))
    }
}

impl Grammar for Parsed<'_> {
    fn part(&self, word: Span<Story>) -> Option<Part> {
        Some(match self.token(word)?.pos() {
            Pos::Noun => Part::Noun,
            Pos::Propn => Part::ProperNoun,
            Pos::Verb | Pos::Aux => Part::Verb,
            Pos::Num => Part::Numeral,
            _ => Part::Other,
        })
    }
}

/// What the parses of a story's parts tell about words of time in the whole.
pub(crate) struct Spread<'a> {
    /// How the whole lies on the page.
    pub(crate) alignment: &'a Alignment,
    pub(crate) parts: &'a [ParsedStory],
}

impl Grammar for Spread<'_> {
    fn part(&self, word: Span<Story>) -> Option<Part> {
        let on_page = self.alignment.to_page(word);
        self.parts.iter().find_map(|part| Parsed(&part.parse).part(part.alignment.to_story(on_page)?))
    }
}

/// The times of a whole that lie in one of its parts, as places of that part.
pub(crate) fn carry(times: &[dateline_time::Time], from: &Alignment, to: &Alignment) -> Vec<dateline_time::Time> {
    let carried = |time: &dateline_time::Time| {
        let span = to.to_story(from.to_page(time.span))?;
        Some(dateline_time::Time { span, ..time.clone() })
    };
    times.iter().filter_map(carried).collect()
}

/// The day that a story's times are counted from, and the moment where the page's main story has one.
pub(crate) fn anchor(story: &PageStory, page: Option<&Published>) -> Anchor {
    let moment = || {
        let page = page.filter(|_| story.kind == Kind::Main)?;
        let clock: Time = page.time.as_deref()?.get(..5)?.parse().ok()?;
        Some(page.date.to_datetime(clock))
    };
    match (story.published, page) {
        (Some(day), _) => moment().map_or(Anchor::story(day), |moment| Anchor::story(day).at(moment)),
        (None, Some(page)) => Anchor::page(page.date),
        (None, None) => Anchor::unknown(),
    }
}

/// A time as a row of the record.
pub(crate) fn row(time: &dateline_time::Time, alignment: &Alignment) -> TimeRow {
    TimeRow {
        span: alignment.to_page(time.span),
        kind: time.kind.as_str(),
        value: time.value.clone(),
        modifier: time.modifier.map(dateline_time::Modifier::as_str),
        quant: time.quant,
        freq: time.freq.clone(),
        start: time.start.map(|point| point.to_string()),
        end: time.end.map(|point| point.to_string()),
        anchor: time.anchor.as_str(),
        rule: time.rule,
        explanation: time.explain(),
    }
}
