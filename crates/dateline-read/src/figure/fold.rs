//! `sixfold`, `tenfold`: so many times as much.
//!
//! ## What it reads
//! A number in words, or digits and a hyphen, that ends in `fold`.
//!
//! ## What it decides
//! The number, counted in times.
//!
//! ## What it leaves alone
//! `scaffold`, `manifold`, `unfold`.

use rust_decimal::Decimal;

use super::context::Context;
use super::draft::{Draft, Form};
use super::lexicon::{self, Word};

/// The fold at a piece.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Draft> {
    let word = context.words(at);
    let number = word.len().checked_sub(4).and_then(|n| word.split_at_checked(n))?;
    if !number.1.eq_ignore_ascii_case("fold") {
        return None;
    }
    let value = match lexicon::word(number.0) {
        Word::One(n) | Word::Teen(n) | Word::Ten(n) if n > 1 => Decimal::from(n),
        Word::Hundred => Decimal::ONE_HUNDRED,
        _ => return None,
    };
    let mut draft = Draft::new(at, at + 1, value, Form::Fold);
    draft.kind = Some(dateline_record::FigureKind::Other);
    draft.unit = Some("times".to_owned());
    Some(draft)
}
