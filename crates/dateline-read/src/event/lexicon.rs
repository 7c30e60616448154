//! Which words name which kind of happening? The tables of `data/event`, as patterns over a parse.
//!
//! A row of `verbs.tsv` or `nouns.tsv` gives a PLOVER type, mode and contexts, when it holds, where the recipients stand, and
//! the words it holds for.
//! What it takes to hold is written as `slot=words`: `o` is the object, `s` the subject, `p` a particle, `m` a modifier,
//! `x` the verb below, `c` a clause below, `r` what the object is called, `near` any noun around, any other name a preposition; `@class` stands for a row of `classes.tsv`, `*` for any
//! word; `!` before it turns it round.
//! Of the rows that hold, the one that asks for most wins.

use std::sync::LazyLock;

use dateline_record::EventType;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) const VERBS_TSV: &str = include_str!("../../data/event/verbs.tsv");
pub(super) const NOUNS_TSV: &str = include_str!("../../data/event/nouns.tsv");
pub(super) const CLASSES_TSV: &str = include_str!("../../data/event/classes.tsv");
pub(super) const FAMILIES_TSV: &str = include_str!("../../data/event/families.tsv");
pub(super) const GOVERNORS_TSV: &str = include_str!("../../data/event/governors.tsv");

/// One reading of a word as a happening.
#[derive(Debug)]
pub(super) struct Sense {
    /// Its PLOVER type; none for happenings that PLOVER has no type for.
    pub(super) kind: Option<EventType>,
    pub(super) mode: Option<&'static str>,
    pub(super) contexts: Vec<&'static str>,
    pub(super) when: Vec<Condition>,
    /// Where the recipients stand, the likeliest first.
    pub(super) to: Vec<&'static str>,
    /// How much it asks for.
    pub(super) weight: u32,
}

/// What must stand in a slot.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) slot: &'static str,
    pub(super) is_not: bool,
    pub(super) words: Words,
}

/// Words of a slot.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Any at all.
    pub(super) any: bool,
    /// A human being, `@human`.
    pub(super) human: bool,
    /// Somebody who can act: a human being, an organization, a country; `@who`.
    pub(super) party: bool,
    /// One of these.
    pub(super) of: FxHashSet<&'static str>,
}

/// What a word does to the happening told below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// `plan to`, `agree to`: it is decided on.
    Planned,
    /// `consider`, `call for`: it is thought about.
    Considered,
    /// `fear`, `threat of`: it may be.
    Possible,
    /// `accuse of`, `claims of`: somebody says so.
    Alleged,
    /// `deny`, `refuse to`, `prevent`: it is not.
    Denied,
    /// `would-be`, `whether`: only spoken of.
    Hypothetical,
    /// `ongoing`: under way.
    Ongoing,
    /// `hold talks`, `launch an attack`: the verb only carries the noun.
    Support,
    /// `announce an arrest`: likewise, for nouns with a type.
    SupportTyped,
    /// `come under attack`: the subject is who it is done to.
    Suffer,
    /// `begin`, `continue`: as sure as the verb itself.
    Phase,
    /// `order`, `urge`: whom it is said to will do it.
    ObjectControl,
}

type Senses = FxHashMap<&'static str, Vec<&'static Sense>>;

/// The tables, read once.
pub(super) struct Lexicon {
    pub(super) verbs: Senses,
    pub(super) nouns: Senses,
    classes: FxHashMap<&'static str, FxHashSet<&'static str>>,
    governors: FxHashMap<&'static str, Vec<Effect>>,
    families: FxHashMap<&'static str, &'static str>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let classes: FxHashMap<&str, FxHashSet<&str>> =
        rows(CLASSES_TSV).filter_map(|row| Some((*row.first()?, row.get(1)?.split('|').collect()))).collect();
    let verbs = senses(VERBS_TSV, &classes);
    let nouns = senses(NOUNS_TSV, &classes);
    let mut governors: FxHashMap<&str, Vec<Effect>> = FxHashMap::default();
    for row in rows(GOVERNORS_TSV) {
        if let [effect, words] = row[..]
            && let Some(effect) = effect_of(effect)
        {
            for word in words.split('|') {
                governors.entry(word).or_default().push(effect);
            }
        }
    }
    let families = rows(FAMILIES_TSV)
        .filter_map(|row| Some(row.first()?.split('|').collect::<Vec<_>>()))
        .flat_map(|family| family.clone().into_iter().map(move |word| (word, family[0])))
        .collect();
    Lexicon { verbs, nouns, classes, governors, families }
});

impl Lexicon {
    /// Whether a word belongs to a class.
    pub(super) fn is(&self, class: &str, lemma: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(lemma))
    }

    /// What a word does to what is told below it.
    pub(super) fn effects(&self, lemma: &str) -> &[Effect] {
        self.governors.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The word that stands for all that name the same kind of happening: `invade` for `invasion`.
    pub(super) fn family<'a>(&self, lemma: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.families.get(lemma).copied().unwrap_or(lemma)
    }

    pub(super) fn has(&self, lemma: &str, effect: Effect) -> bool {
        self.effects(lemma).contains(&effect)
    }
}

/// The rows of a table, without its comments.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

fn effect_of(name: &str) -> Option<Effect> {
    Some(match name {
        "planned" => Effect::Planned,
        "considered" => Effect::Considered,
        "possible" => Effect::Possible,
        "alleged" => Effect::Alleged,
        "denied" => Effect::Denied,
        "hypothetical" => Effect::Hypothetical,
        "ongoing" => Effect::Ongoing,
        "support" => Effect::Support,
        "support-typed" => Effect::SupportTyped,
        "suffer" => Effect::Suffer,
        "phase" => Effect::Phase,
        "object-control" => Effect::ObjectControl,
        _ => return None,
    })
}

fn senses(table: &'static str, classes: &FxHashMap<&'static str, FxHashSet<&'static str>>) -> Senses {
    let mut senses: Senses = FxHashMap::default();
    for row in rows(table) {
        let [kind, mode, contexts, when, to, words] = row[..] else { continue };
        let when: Vec<Condition> = when.split(' ').filter_map(|text| condition(text, classes)).collect();
        let weight = when
            .iter()
            .map(|condition| match &condition.words {
                Words { any: true, .. } => 1,
                Words { human: true, .. } | Words { party: true, .. } => 2,
                _ => 3,
            })
            .sum();
        let words: Vec<&'static str> = words.split('|').collect();
        // The tables live as long as the program, so the senses may be leaked once.
        let sense: &'static Sense = Box::leak(Box::new(Sense {
            kind: EventType::from_name(kind),
            mode: (!mode.is_empty()).then_some(mode),
            contexts: contexts.split(' ').filter(|context| !context.is_empty()).collect(),
            when,
            to: to.split(' ').filter(|slot| !slot.is_empty()).collect(),
            weight,
        }));
        for word in words {
            senses.entry(word).or_default().push(sense);
        }
    }
    for of_word in senses.values_mut() {
        of_word.sort_by_key(|sense| std::cmp::Reverse(sense.weight));
    }
    senses
}

fn condition(text: &'static str, classes: &FxHashMap<&'static str, FxHashSet<&'static str>>) -> Option<Condition> {
    let (text, is_not) = text.strip_prefix('!').map_or((text, false), |rest| (rest, true));
    let (slot, told) = text.split_once('=')?;
    let mut words = Words::default();
    for word in told.split('|') {
        match (word, word.strip_prefix('@')) {
            ("*", _) => words.any = true,
            (_, Some("human")) => words.human = true,
            (_, Some("who")) => words.party = true,
            (_, Some(class)) => words.of.extend(classes.get(class).into_iter().flatten()),
            _ => _ = words.of.insert(word),
        }
    }
    Some(Condition { slot, is_not, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_free_of_doubles() {
        for table in [VERBS_TSV, NOUNS_TSV, CLASSES_TSV, GOVERNORS_TSV, FAMILIES_TSV] {
            let lines: Vec<_> = table.lines().filter(|line| !line.starts_with("# ")).collect();
            assert!(lines.len() > 8 && lines.is_sorted(), "{:?}", lines.windows(2).find(|pair| pair[0] > pair[1]));
        }
    }

    #[test]
    fn every_row_is_read_and_no_word_has_two_senses_alike() {
        for table in [VERBS_TSV, NOUNS_TSV] {
            let mut seen = FxHashSet::default();
            for row in rows(table) {
                let [kind, _, _, when, _, words] = row[..] else { panic!("six columns in {row:?}") };
                assert!(kind == "-" || EventType::from_name(kind).is_some(), "{kind}");
                assert!(words.split('|').collect::<Vec<_>>().windows(2).all(|pair| pair[0] < pair[1]), "{words}");
                for word in words.split('|') {
                    assert!(seen.insert((word, when)), "{word} twice when {when:?}");
                }
                for class in when.split(['=', '|', ' ']).filter_map(|word| word.strip_prefix('@')) {
                    assert!(matches!(class, "human" | "who") || LEXICON.classes.contains_key(class), "@{class}");
                }
            }
        }
        for row in rows(GOVERNORS_TSV) {
            assert!(effect_of(row[0]).is_some(), "{row:?}");
        }
    }
}
