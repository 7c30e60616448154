//! A figure while it is read: each step fills in what it knows.

use dateline_record::{Bound, Change, FigureKind};
use rust_decimal::Decimal;

/// How a number is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With digits: `8,461`, `3.5 million`.
    Digits,
    /// With words: `three`, `a dozen`.
    Words,
    /// `dozens`, `hundreds of thousands`
    Vague,
    /// `two-thirds`, `½`, `half of`
    Fraction,
    /// `third`, `22nd`
    Ordinal,
    /// `sixfold`
    Fold,
}

/// A figure while it is read; places are pieces, ends exclusive.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The number alone: digits, words, scale.
    pub(super) number: (usize, usize),
    /// All its words: bound, sign of money, number, unit.
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) form: Form,
    /// What the scale words multiplied by; a range shares it.
    pub(super) scale: Decimal,
    pub(super) kind: Option<FigureKind>,
    pub(super) unit: Option<String>,
    pub(super) bound: Option<Bound>,
    pub(super) change: Option<Change>,
    pub(super) record: bool,
    /// The noun phrase counted, as tokens.
    pub(super) of: Option<(usize, usize)>,
    /// The noun counted, as a token.
    pub(super) noun: Option<usize>,
    /// The figure, among the drafts, that it changed from.
    pub(super) from: Option<usize>,
    /// Whether it is one of two numbers of a score or vote.
    pub(super) is_score: bool,
}

impl Draft {
    pub(super) fn new(first: usize, end: usize, value: Decimal, form: Form) -> Self {
        Self {
            number: (first, end),
            first,
            end,
            value,
            upper: None,
            form,
            scale: Decimal::ONE,
            kind: None,
            unit: None,
            bound: None,
            change: None,
            record: false,
            of: None,
            noun: None,
            from: None,
            is_score: false,
        }
    }

    /// The piece after the number.
    pub(super) fn after(&self) -> usize {
        self.number.1
    }
}
