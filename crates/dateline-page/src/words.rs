//! What does a word's form tell about a clause: may it end one, begin one, or be its finite verb?
//!
//! A small list of closed classes and of the verbs and nouns that news is full of; the words are in `data/words.csv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The classes of a word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u8);

impl Class {
    /// No clause ends with it: *the*, *of*, *was*.
    pub(crate) const BINDS: Self = Self(1);
    /// In lower case unless a sentence begins with it: *after*, *several*.
    pub(crate) const OPENS: Self = Self(2);
    /// News leads begin with it: *on*, *yesterday*.
    pub(crate) const LEADS: Self = Self(4);
    /// May end a clause though it looks like a preposition: *carried on*.
    pub(crate) const PARTICLE: Self = Self(8);
    /// A finite verb: *was*, *took*.
    pub(crate) const VERB: Self = Self(16);
    /// A noun that a name often follows: *minister*, *broadcaster*.
    pub(crate) const TITLE: Self = Self(32);
    /// A noun or adjective that news leads begin with; names may hold it too: *police*, *national*.
    pub(crate) const COMMON: Self = Self(128);
    /// A name-like word that any story may hold: *Monday*, *United*.
    pub(crate) const GENERIC: Self = Self(64);

    /// Whether the word is of one of these classes.
    pub(crate) fn is(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }
}

/// The classes of a word in lower case.
pub(crate) fn class(lower: &str) -> Class {
    WORDS.get(lower).copied().unwrap_or_default()
}

/// Whether the word, in lower case, can be a finite verb: by the list, or by its ending in `-ed`.
pub(crate) fn is_verb(lower: &str) -> bool {
    class(lower).is(Class::VERB) || (lower.len() >= 5 && lower.ends_with("ed"))
}

static WORDS: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for row in rows() {
        let bit = match row.1 {
            "binds" => Class::BINDS,
            "opens" => Class::OPENS,
            "leads" => Class::LEADS,
            "particle" => Class::PARTICLE,
            "verb" => Class::VERB,
            "title" => Class::TITLE,
            "common" => Class::COMMON,
            _ => Class::GENERIC,
        };
        let class: &mut Class = words.entry(row.0).or_default();
        class.0 |= bit.0;
    }
    words
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../data/words.csv").lines().skip(1).filter_map(|row| row.split_once(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_without_doubles_and_knows_its_classes() {
        let rows: Vec<_> = rows().collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        let classes = ["binds", "opens", "leads", "particle", "verb", "title", "common", "generic"];
        assert!(rows.iter().all(|(_, class)| classes.contains(class)));
    }

    #[test]
    fn classes_are_looked_up() {
        assert!(class("the").is(Class::BINDS) && class("the").is(Class::OPENS) && !class("the").is(Class::VERB));
        assert!(is_verb("resigned") && is_verb("took") && !is_verb("harbour"));
    }
}
