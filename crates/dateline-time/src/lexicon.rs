//! What can this word be in an expression of time?
//!
//! The words are data (`data/words.tsv`): a word may have several classes, each with a value (`second` is the unit 0 and
//! the ordinal 2).
//! A rule asks a token for a class, or names a word; words that no rule and no class knows are not in the table.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word can be; the value that goes with it stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// `one` to `ninety`: the number.
    Number,
    /// `hundred`, `thousand`, `million`: the factor.
    Scale,
    /// `first`, `twentieth`: the number; -1 for `last`.
    Ordinal,
    /// `twenties`: the number of the first year of the decade in its century.
    Decade,
    /// `st`, `nd`, `rd`, `th`.
    Suffix,
    /// `January`: 1 to 12.
    Month,
    /// `Jan`: 1 to 12.
    ShortMonth,
    /// `Monday`: 1 to 7.
    Weekday,
    /// `Mondays`.
    Weekdays,
    /// `Mon`.
    ShortWeekday,
    /// `day`: see [`crate::length::Unit`].
    Unit,
    /// `days`.
    Units,
    /// `hrs`, `yr`.
    ShortUnit,
    /// `spring`: 1 to 4.
    Season,
    /// `springs`.
    Seasons,
    /// `morning`: see [`crate::clock::DayPart`].
    Part,
    /// `mornings`.
    Parts,
    /// `noon`, `midnight`: the hour.
    Noon,
    /// `today`: days from the anchor.
    Deictic,
    /// `tonight`.
    Tonight,
    /// `overnight`.
    Overnight,
    /// `last`, `this`, `next`: -1, 0, 1.
    Relative,
    /// `daily`: the unit it repeats with.
    Often,
    /// `every`, `each`.
    Every,
    /// `per`.
    Per,
    /// `once`, `twice`.
    Times,
    /// `EST`: minutes from UTC.
    Zone,
    /// `early`, `mid`, `late`: 1, 2, 3.
    Edge,
    /// `about`, `nearly`: may begin a bound.
    Bound,
    /// `several`.
    Vague,
    /// `couple`, `dozen`: the number.
    Couple,
    /// `now`, `recently`, `soon`: 0, -1, 1.
    Ref,
    /// `street`: what a numbered noun names is no time.
    Noun,
    /// `BC`, `AD`.
    Era,
    /// `fiscal`.
    Fiscal,
    /// `half`.
    Half,
    /// A verb in the past.
    Past,
    /// A word that looks ahead.
    Ahead,
    /// A verb in the present.
    Present,
    /// A verb in the present that tells what is planned: `opens`.
    Schedule,
    /// Ends in -ed, but is no past.
    NotPast,
    /// What is counted by a number before it.
    Counted,
    /// May stand before a year.
    Prep,
    /// The first word of a feast.
    Feast,
    /// `the`: 1, `a` and `an`: 0.
    Article,
    /// A number in figures; no row of the table has this class.
    Figure,
    /// A quote before figures, as in `'89`; no row of the table has this class.
    Quote,
    /// `EOM`: an edge of a unit in short.
    Short,
    /// A word that rules name.
    Word,
}

impl Class {
    pub(crate) const fn bit(self) -> u64 {
        1 << self as u8
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Self::Number,
            "scale" => Self::Scale,
            "ordinal" => Self::Ordinal,
            "decade" => Self::Decade,
            "suffix" => Self::Suffix,
            "month" => Self::Month,
            "short-month" => Self::ShortMonth,
            "weekday" => Self::Weekday,
            "weekdays" => Self::Weekdays,
            "short-weekday" => Self::ShortWeekday,
            "unit" => Self::Unit,
            "units" => Self::Units,
            "short-unit" => Self::ShortUnit,
            "season" => Self::Season,
            "seasons" => Self::Seasons,
            "part" => Self::Part,
            "parts" => Self::Parts,
            "noon" => Self::Noon,
            "deictic" => Self::Deictic,
            "tonight" => Self::Tonight,
            "overnight" => Self::Overnight,
            "relative" => Self::Relative,
            "often" => Self::Often,
            "every" => Self::Every,
            "per" => Self::Per,
            "times" => Self::Times,
            "zone" => Self::Zone,
            "edge" => Self::Edge,
            "bound" => Self::Bound,
            "vague" => Self::Vague,
            "couple" => Self::Couple,
            "ref" => Self::Ref,
            "noun" => Self::Noun,
            "era" => Self::Era,
            "fiscal" => Self::Fiscal,
            "half" => Self::Half,
            "past" => Self::Past,
            "ahead" => Self::Ahead,
            "present" => Self::Present,
            "schedule" => Self::Schedule,
            "not-past" => Self::NotPast,
            "counted" => Self::Counted,
            "prep" => Self::Prep,
            "feast" => Self::Feast,
            "article" => Self::Article,
            "short" => Self::Short,
            "word" => Self::Word,
            _ => return None,
        })
    }
}

/// A word of the table, in lower case, with all it can be.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) word: &'static str,
    /// One bit per class.
    pub(crate) mask: u64,
    values: Vec<(Class, i32)>,
}

impl Entry {
    pub(crate) fn get(&self, class: Class) -> Option<i32> {
        if self.mask & class.bit() == 0 {
            return None;
        }
        self.values.iter().find(|(c, _)| *c == class).map(|&(_, value)| value)
    }
}

/// No word of the table is longer, so longer ones are not looked up.
const LONGEST: usize = 15;

/// The rows of a table: no comments, no empty lines, cut at tabs.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

/// No word of the table.
pub(crate) static NONE: Entry = Entry { word: "", mask: 0, values: Vec::new() };
/// A number in figures.
pub(crate) static FIGURE: Entry = Entry { word: "", mask: Class::Figure.bit(), values: Vec::new() };
/// A single quote.
pub(crate) static QUOTE: Entry = Entry { word: "", mask: Class::Quote.bit(), values: Vec::new() };

static WORDS: LazyLock<FxHashMap<&'static [u8], Entry>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static [u8], Entry> = FxHashMap::default();
    let mut add = |word: &'static str, class: Class, value: i32| {
        let entry = words.entry(word.as_bytes()).or_insert_with(|| Entry { word, mask: 0, values: Vec::new() });
        if entry.mask & class.bit() == 0 {
            entry.mask |= class.bit();
            entry.values.push((class, value));
        }
    };
    for row in rows(include_str!("../data/words.tsv")) {
        if let [word, class, value] = row[..]
            && let (Some(class), Ok(value)) = (Class::named(class), value.parse())
        {
            add(word, class, value);
        }
    }
    for name in crate::feast::names() {
        for (i, word) in name.split(' ').enumerate() {
            add(word, if i == 0 { Class::Feast } else { Class::Word }, 0);
        }
    }
    words
});

/// The entry of a word of ASCII letters, whatever its case; [`NONE`] when the table doesn't have it.
pub(crate) fn entry(word: &str) -> &'static Entry {
    let mut lower = [0; LONGEST];
    match lower.get_mut(..word.len()) {
        Some(lower) => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            WORDS.get(&*lower).unwrap_or(&NONE)
        }
        None => &NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_and_each_has_a_class() {
        let rows: Vec<_> = rows(include_str!("../data/words.tsv")).collect();
        assert!(rows.len() > 500);
        for pair in rows.windows(2) {
            assert!((pair[0][0], pair[0][1]) < (pair[1][0], pair[1][1]), "{pair:?}");
        }
        for row in rows {
            assert!(
                row[0].len() <= LONGEST && Class::named(row[1]).is_some() && row[2].parse::<i32>().is_ok(),
                "{row:?}"
            );
        }
    }

    #[test]
    fn a_word_can_be_many_things() {
        assert_eq!(entry("Second").get(Class::Unit), Some(0));
        assert_eq!(entry("second").get(Class::Ordinal), Some(2));
        assert_eq!(entry("second").get(Class::Month), None);
        assert_eq!(entry("extraordinarily-long").word, "");
    }
}
