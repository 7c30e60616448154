//! The words that figures are told with: tables that are data, looked up by the word as it stands.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word can be in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// `one` to `nine`
    One(u64),
    /// `zero`, `ten` to `nineteen`
    Teen(u64),
    /// `twenty` to `ninety`
    Ten(u64),
    /// `hundred`
    Hundred,
    /// `thousand`, `million`, `crore`: multiplies what stands before it.
    Scale(u64),
    /// `dozen`
    Dozen,
    /// `dozens`, `hundreds`, `millions`: how many of them is left open.
    Vague(u64),
    /// `half`, `quarters`, `fifths`: what a fraction is made of.
    Part(u64),
    /// `first` to `millionth`
    Ordinal(u64),
    /// Not a word of number.
    Other,
}

/// A table's rows, without its comments.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
}

/// A table from words to what stands beside them.
pub(super) type Table = LazyLock<FxHashMap<&'static str, &'static str>>;

pub(super) const NUMBERS_TSV: &str = include_str!("../../data/figure/numbers.tsv");
pub(super) const UNITS_TSV: &str = include_str!("../../data/figure/units.tsv");
pub(super) const CURRENCIES_TSV: &str = include_str!("../../data/figure/currencies.tsv");
pub(super) const SIGNS_TSV: &str = include_str!("../../data/figure/signs.tsv");
pub(super) const BOUNDS_TSV: &str = include_str!("../../data/figure/bounds.tsv");
pub(super) const BOUNDS_AFTER_TSV: &str = include_str!("../../data/figure/bounds_after.tsv");
pub(super) const CHANGES_TSV: &str = include_str!("../../data/figure/changes.tsv");
pub(super) const CHANGE_NOUNS_TSV: &str = include_str!("../../data/figure/change_nouns.tsv");
pub(super) const LABELS_TSV: &str = include_str!("../../data/figure/labels.tsv");

static NUMBERS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let entry = |(word, rest): (&'static str, &'static str)| {
        let (class, value) = rest.split_once('\t')?;
        let value: u64 = value.parse().ok()?;
        let word_of = match class {
            "one" => Word::One(value),
            "teen" => Word::Teen(value),
            "ten" => Word::Ten(value),
            "hundred" => Word::Hundred,
            "scale" => Word::Scale(value),
            "dozen" => Word::Dozen,
            "vague" => Word::Vague(value),
            "part" => Word::Part(value),
            "ordinal" => Word::Ordinal(value),
            _ => return None,
        };
        Some((word, word_of))
    };
    rows(NUMBERS_TSV).filter_map(entry).collect()
});

/// The longest word of number: longer ones are not looked up.
const LONGEST: usize = 12;

/// What a word can be in a number, capitals aside.
pub(super) fn word(word: &str) -> Word {
    if word.len() > LONGEST || !word.is_ascii() {
        return Word::Other;
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).unwrap_or_default();
    NUMBERS.get(lower).copied().unwrap_or(Word::Other)
}

/// Whether tables are sorted and free of doubles; for the tests of this crate.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_free_of_doubles() {
        let tables = [
            NUMBERS_TSV,
            UNITS_TSV,
            CURRENCIES_TSV,
            SIGNS_TSV,
            BOUNDS_TSV,
            BOUNDS_AFTER_TSV,
            CHANGES_TSV,
            CHANGE_NOUNS_TSV,
            LABELS_TSV,
        ];
        for table in tables {
            let lines: Vec<_> = table.lines().filter(|line| !line.starts_with("# ")).collect();
            assert!(lines.len() > 10 && lines.is_sorted(), "{lines:?}");
            let words: Vec<_> = rows(table).map(|(word, _)| word).collect();
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "a double in {words:?}");
        }
    }

    #[test]
    fn every_word_of_number_has_a_class() {
        for (word_, _) in rows(NUMBERS_TSV) {
            assert_ne!(word(word_), Word::Other, "{word_}");
        }
        assert_eq!(word("Twelve"), Word::Teen(12));
        assert_eq!(word("twelvemonth"), Word::Other);
    }
}
