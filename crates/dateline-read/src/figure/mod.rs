//! How many of what? The figures of a story.
//!
//! The road: the text is cut into pieces (`piece`); numbers are read from them in digits, words and fractions; money and units
//! are read beside them; numbers that are no figures are dropped; ranges, pairs and scores are joined; then each figure gets its
//! bound, what it counts (through the parse), the change it tells, and whether it is a record.
//! `consistency` compares the figures of one story.
//! All of it takes time in proportion to the text, and any text gives figures or nothing.
//!
//! ```
//! use dateline_parse::Pipeline;
//! use dateline_read::figure;
//! use dateline_text::{Story, Text};
//!
//! let story: Text<Story> = "More than 90 percent of the boats were lost, and the yard paid $3.5bn.".into();
//! let parse = Pipeline::embedded().parse(&story);
//! let reading = figure::read(&parse, &[]);
//! let rows: Vec<_> = reading.figures.iter().map(|f| (&story[f.span], f.value.to_string(), f.unit.as_deref())).collect();
//! assert_eq!(
//!     rows,
//!     [
//!         ("More than 90 percent", "90".to_owned(), Some("%")),
//!         ("$3.5bn", "3500000000".to_owned(), Some("USD")),
//!     ]
//! );
//! ```

mod age;
mod bound;
mod change;
mod consistency;
mod context;
mod counted;
mod digits;
mod draft;
mod fold;
mod fraction;
mod high;
mod lexicon;
mod money;
mod name;
mod not_figure;
mod ordinal;
mod piece;
mod range;
mod restated;
mod unit;
mod when;
mod words;

use dateline_parse::Parse;
use dateline_record::{Bound, Change, FigureKind, FigureRow};
use dateline_text::{Alignment, Note, Span, Story};
use dateline_time::Time;
pub use rust_decimal::Decimal;

use context::Context;
use digits::Digits;
use draft::{Draft, Form};
use piece::Kind;

/// A figure of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Bound, number and unit as written.
    pub span: Span<Story>,
    /// The value; of a range the lower end.
    pub value: Decimal,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// What kind of figure it is.
    pub kind: FigureKind,
    /// The head noun, the ISO 4217 code of money, the UCUM code where one fits.
    pub unit: Option<String>,
    /// The noun phrase counted.
    pub of: Option<Span<Story>>,
    /// How the value bounds what it tells of.
    pub bound: Bound,
    /// What change it tells.
    pub change: Option<Change>,
    /// Whether it is called a record.
    pub record: bool,
    /// The figure it changed from, by index.
    pub from: Option<usize>,
    /// The time that its clause tells, by index among the times.
    pub time: Option<usize>,
}

/// What was read in one story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The figures, by span; no two overlap.
    pub figures: Vec<Figure>,
    /// What could not be read, and what does not agree.
    pub notes: Vec<Note<Story>>,
}

/// Reads the figures of a parsed story, given its times.
///
/// Never fails, for any text.
pub fn read(parse: &Parse<Story>, times: &[Time]) -> Reading {
    let context = Context::new(parse, times);
    let mut notes = Vec::new();
    let mut drafts = numbers(&context, &mut notes);
    drafts.retain(|draft| !not_figure::is_no_figure(&context, draft));
    money::join_cents(&context, &mut drafts);
    let mut end = 0;
    for draft in &mut drafts {
        bound::read(&context, draft);
        // The words before a figure are its own.
        draft.first = draft.first.max(end).min(draft.number.0);
        end = draft.end;
    }
    let mut drafts = range::join(&context, drafts);
    for draft in &mut drafts {
        counted::read(&context, draft);
        high::read(&context, draft);
        change::read(&context, draft);
    }
    restated::read(&context, &mut drafts);
    let mut reading = Reading { figures: Vec::with_capacity(drafts.len()), notes };
    for draft in drafts {
        reading.figures.extend(figure(&context, draft));
    }
    reading.notes.extend(consistency::notes(parse, &reading.figures));
    reading
}

/// All numbers with their units and money, in order; none overlaps another.
fn numbers(context: &Context<'_>, notes: &mut Vec<Note<Story>>) -> Vec<Draft> {
    let story_has_pounds = context.text.contains('£');
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = 0;
    let mut end_of_last = 0;
    while at < context.pieces.len() {
        let Some(mut draft) = number(context, at, notes) else {
            at += 1;
            continue;
        };
        let before = money::before(context, draft.number.0).filter(|money| money.edge >= end_of_last);
        let before = before.filter(|_| matches!(draft.form, Form::Digits | Form::Fraction));
        if let Some(money) = before {
            money::set(&mut draft, money);
        }
        if draft.form != Form::Ordinal {
            let after = money::after(context, &draft, story_has_pounds).or_else(|| {
                // `hundreds of billions of dollars`
                let of = draft.form == Form::Vague && context.is(draft.after(), "of");
                of.then(|| money::by_word(context, draft.after() + 1))?
            });
            if let Some(money) = after {
                let code = draft.unit.take();
                money::set(&mut draft, money);
                draft.unit = code.or(draft.unit);
            }
            if draft.kind == Some(FigureKind::Money) {
                money::per(context, &mut draft);
            } else if let Some(unit) =
                unit::after(context, draft.after(), draft.form != Form::Words && draft.form != Form::Vague)
                    .or_else(|| of_unit(context, &draft))
            {
                draft.end = unit.end;
                draft.kind = Some(unit.kind);
                draft.unit = Some(unit.code);
            } else if context.is(draft.after(), "per")
                && let Some((end, below)) = unit::per(context, draft.after())
            {
                // `16 per 100,000`
                draft.end = end;
                draft.kind = Some(FigureKind::Rate);
                draft.unit = Some(format!("1/{below}"));
            }
        }
        draft.first = draft.first.max(end_of_last);
        at = draft.end.max(at + 1);
        end_of_last = at;
        drafts.push(draft);
    }
    drafts
}

/// `hundreds of miles`, `half an hour`: a unit after `of` or an article.
fn of_unit(context: &Context<'_>, draft: &Draft) -> Option<unit::Unit> {
    let of = draft.after();
    let open = matches!(draft.form, Form::Vague | Form::Fraction);
    let joined = context.one_of(of, &["of", "a", "an"]);
    let article = usize::from(context.is(of, "of") && context.one_of(of + 1, &["a", "an"]));
    (open && joined).then(|| unit::after(context, of + 1 + article, false))?
}

/// The number that begins at a piece.
fn number(context: &Context<'_>, at: usize, notes: &mut Vec<Note<Story>>) -> Option<Draft> {
    let piece = context.pieces[at];
    match piece.kind {
        Kind::Number => {
            if let Some(draft) = fraction::read(context, at).or_else(|| ordinal::read(context, at)) {
                return Some(draft);
            }
            let has_currency = money::before(context, at).is_some();
            match digits::read(context, at, has_currency)? {
                Ok(draft) => Some(draft),
                Err(Digits::TooLarge) => {
                    let span = context.span(at, at + 1);
                    let message = "the number has more digits than are kept, and is left out";
                    notes.push(Note::new("figure/too-large", span, message));
                    None
                }
                Err(_) => None,
            }
        }
        Kind::Mark(c) if !c.is_ascii() => fraction::read(context, at),
        Kind::Mark(_) => None,
        Kind::Word(word) => {
            let begins = word != lexicon::Word::Other || context.one_of(at, &["a", "an", "several", "few", "tens"]);
            if !begins {
                return fold::read(context, at);
            }
            fraction::read(context, at).or_else(|| ordinal::read(context, at)).or_else(|| words::read(context, at))
        }
    }
}

/// A draft as a figure.
fn figure(context: &Context<'_>, draft: Draft) -> Option<Figure> {
    let span = context.span(draft.first, draft.end)?;
    let of = draft.of.and_then(|(first, end)| {
        let (first, last) = (context.parse.token(first), context.parse.token(end.checked_sub(1)?));
        Some(first.span().to(last.span()))
    });
    Some(Figure {
        span,
        value: draft.value.normalize(),
        upper: draft.upper.map(|upper| upper.normalize()),
        kind: draft.kind.unwrap_or(FigureKind::Count),
        unit: draft.unit,
        of,
        bound: draft.bound.unwrap_or(Bound::Exact),
        change: draft.change,
        record: draft.record,
        from: draft.from,
        time: when::time(context, draft.number.0),
    })
}

/// The figures of a story as rows of its page's record.
pub fn rows(figures: &[Figure], times: &[Time], alignment: &Alignment) -> Vec<FigureRow> {
    let row = |figure: &Figure| FigureRow {
        span: alignment.to_page(figure.span),
        value: figure.value.to_string(),
        upper: figure.upper.map(|upper| upper.to_string()),
        kind: figure.kind,
        unit: figure.unit.clone(),
        of: figure.of.map(|span| alignment.to_page(span)),
        bound: figure.bound,
        change: figure.change,
        record: figure.record,
        from: figure.from.and_then(|index| figures.get(index)).map(|from| alignment.to_page(from.span)),
        time: figure.time.and_then(|index| times.get(index)).map(|time| alignment.to_page(time.span)),
        place: None,
    };
    figures.iter().map(row).collect()
}
