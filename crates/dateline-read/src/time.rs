//! When: the times of a story, on its page.

use dateline_page::PageStory;
use dateline_parse::{Parse, Token};
use dateline_record::TimeRow;
use dateline_text::{Alignment, Span, Story};
use dateline_time::{Anchor, Direction, Grammar, Part, Time};
use jiff::civil::Date;

/// What a parse tells about words of time.
pub(crate) struct Parsed<'a>(pub(crate) &'a Parse<Story>);

impl Parsed<'_> {
    fn token(&self, span: Span<Story>) -> Option<Token<'_, Story>> {
        let tokens = self.0.tokens_of(span);
        (!tokens.is_empty()).then(|| self.0.token(tokens.start))
    }
}

impl Grammar for Parsed<'_> {
    fn part(&self, word: Span<Story>) -> Option<Part> {
        use dateline_parse::Pos;
        Some(match self.token(word)?.pos() {
            Pos::Noun => Part::Noun,
            Pos::Propn => Part::ProperNoun,
            Pos::Verb | Pos::Aux => Part::Verb,
            Pos::Num => Part::Numeral,
            _ => Part::Other,
        })
    }

    fn direction(&self, place: Span<Story>) -> Option<Direction> {
        direction(self.token(place)?)
    }
}

/// Which way the nearest verb above a word looks.
fn direction(word: Token<'_, Story>) -> Option<Direction> {
    let verb = std::iter::once(word)
        .chain(word.ancestors())
        .find(|token| matches!(token.tag(), "VB" | "VBD" | "VBP" | "VBZ" | "VBN" | "VBG") && token.dep() != "amod")?;
    let auxiliaries: Vec<&str> =
        verb.children().filter(|c| matches!(c.dep(), "aux" | "auxpass")).map(Token::lemma).collect();
    if auxiliaries.iter().any(|lemma| matches!(*lemma, "will" | "shall" | "'ll" | "wo")) {
        return Some(Direction::Ahead);
    }
    match verb.tag() {
        "VBD" => Some(Direction::Back),
        "VBN" if auxiliaries.iter().any(|lemma| matches!(*lemma, "have" | "be")) => Some(Direction::Back),
        _ => None,
    }
}

/// The day that a story's times are counted from.
pub(crate) fn anchor(story: &PageStory, page: Option<Date>) -> Anchor {
    match (story.published, page) {
        (Some(day), _) => Anchor::story(day),
        (None, Some(day)) => Anchor::page(day),
        (None, None) => Anchor::unknown(),
    }
}

/// A time as a row of the record.
pub(crate) fn row(time: &Time, alignment: &Alignment) -> TimeRow {
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
