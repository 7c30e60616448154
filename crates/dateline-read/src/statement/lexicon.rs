//! Which words attribute, in which frames, and what is done by saying them?
//!
//! The words are data: `data/statement/cues.csv`, a row a sense, compiled from knowledge of the language.

use std::sync::LazyLock;

use dateline_record::Act;
use rustc_hash::FxHashMap;

/// What part of speech a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Verb,
    Noun,
    Adjective,
}

/// How the source stands to what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It speaks.
    Speech,
    /// It writes, prints or broadcasts.
    Writing,
    /// It finds out: polls, research, courts.
    Finding,
    /// It thinks or knows.
    Belief,
    /// It means to do.
    Intention,
    /// It feels.
    Feeling,
}

/// Where a cue's content may stand; a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::statement) struct Frames(pub(in crate::statement) u16);

impl Frames {
    /// A clause of its own: `said (that) the bridge is closed`.
    pub(super) const THAT: Self = Self(1);
    /// A question: `asked why`.
    pub(super) const WH: Self = Self(2);
    /// Words between quotation marks, on either side.
    pub(super) const QUOTE: Self = Self(4);
    /// An infinitive: `wants to leave`.
    pub(super) const TO: Self = Self(8);
    /// A gerund: `denied taking it`.
    pub(super) const ING: Self = Self(16);
    /// Its object: `criticised the plan`.
    pub(super) const OBJECT: Self = Self(32);
    /// Its object is the one who is told: `told the board that`.
    pub(super) const TELL: Self = Self(64);
    /// A phrase after a preposition: `criticism of the plan`, `responded on Tuesday to the letter`.
    pub(super) const PHRASE: Self = Self(128);
    /// A clause with `that` only: `the court held that`, not `the court held the door`.
    pub(super) const MARKED: Self = Self(256);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn named(name: &str) -> Self {
        match name {
            "that" => Self::THAT,
            "that!" => Self(Self::THAT.0 | Self::MARKED.0),
            "wh" => Self::WH,
            "quote" => Self::QUOTE,
            "to" => Self::TO,
            "ing" => Self::ING,
            "object" => Self::OBJECT,
            "tell" => Self::TELL,
            _ => Self::PHRASE,
        }
    }
}

/// A cue as the table has it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) act: Act,
    pub(super) frames: Frames,
    /// The prepositions that may introduce its content.
    prepositions: Vec<&'static str>,
    /// The words behind the head, of a cue of several words.
    pub(super) tail: Vec<&'static str>,
}

impl Entry {
    pub(super) fn has(&self, frames: Frames) -> bool {
        self.frames.has(frames)
    }

    /// Whether this preposition may introduce its content.
    pub(super) fn takes(&self, preposition: &str) -> bool {
        self.prepositions.contains(&preposition)
    }
}

/// All cues: for each part of speech by their head's lemma.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    cues: [FxHashMap<&'static str, Vec<Entry>>; 3],
}

/// The table in the binary.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

const CUES: &str = include_str!("../../data/statement/cues.csv");

impl Lexicon {
    fn built_in() -> Self {
        let mut lexicon = Self::default();
        for line in CUES.lines().skip(1) {
            let fields: Vec<&'static str> = line.split(',').collect();
            let &[lemma, part, kind, act, frames] = &fields[..] else { continue };
            let (Some(part), Some(kind), Some(act)) = (part_named(part), kind_named(kind), act_named(act)) else {
                continue;
            };
            let mut words = lemma.split(' ');
            let head = words.next().unwrap_or_default();
            let named: Vec<&'static str> = frames.split('|').collect();
            // Of nouns and adjectives `to` may be a preposition as well.
            let named_to = (part != Part::Verb && named.contains(&"to")).then_some("to");
            let entry = Entry {
                kind,
                act,
                frames: named.iter().fold(Frames::default(), |all, name| Frames(all.0 | Frames::named(name).0)),
                prepositions: named
                    .into_iter()
                    .filter(|name| Frames::named(name) == Frames::PHRASE)
                    .map(|name| name.trim_start_matches('~'))
                    .chain(named_to)
                    .collect(),
                tail: words.collect(),
            };
            lexicon.cues[part as usize].entry(head).or_default().push(entry);
        }
        for entries in lexicon.cues.iter_mut().flat_map(FxHashMap::values_mut) {
            // The longest first, so that `point out` is not taken for `point`.
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.tail.len()));
        }
        lexicon
    }

    /// The cues with this head, the longest first.
    pub(super) fn entries(&self, part: Part, head: &str) -> &[Entry] {
        self.cues[part as usize].get(head).map_or(&[], Vec::as_slice)
    }
}

fn part_named(name: &str) -> Option<Part> {
    Some(match name {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adjective" => Part::Adjective,
        _ => return None,
    })
}

fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "speech" => Kind::Speech,
        "writing" => Kind::Writing,
        "finding" => Kind::Finding,
        "belief" => Kind::Belief,
        "intention" => Kind::Intention,
        "feeling" => Kind::Feeling,
        _ => return None,
    })
}

fn act_named(name: &str) -> Option<Act> {
    Some(match name {
        "say" => Act::Say,
        "claim" => Act::Claim,
        "report" => Act::Report,
        "accuse" => Act::Accuse,
        "deny" => Act::Deny,
        "reject" => Act::Reject,
        "confirm" => Act::Confirm,
        "announce" => Act::Announce,
        "promise" => Act::Promise,
        "threaten" => Act::Threaten,
        "warn" => Act::Warn,
        "demand" => Act::Demand,
        "ask" => Act::Ask,
        "suggest" => Act::Suggest,
        "expect" => Act::Expect,
        "believe" => Act::Believe,
        "plan" => Act::Plan,
        "respond" => Act::Respond,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_free_of_doubles_and_readable() {
        let keys: Vec<(&str, &str)> = CUES
            .lines()
            .skip(1)
            .map(|line| {
                let mut fields = line.split(',');
                (fields.next().unwrap(), fields.next().unwrap())
            })
            .collect();
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", keys.windows(2).find(|p| p[0] >= p[1]));
        let n_entries: usize = LEXICON.cues.iter().flat_map(FxHashMap::values).map(Vec::len).sum();
        assert_eq!(n_entries, keys.len(), "every row is read");
    }

    #[test]
    fn a_longer_cue_comes_first() {
        let point = LEXICON.entries(Part::Verb, "point");
        assert!(point.iter().any(|entry| entry.tail == ["out"] && entry.has(Frames::THAT)));
        let criticism = &LEXICON.entries(Part::Noun, "criticism")[0];
        assert!(criticism.takes("of") && !criticism.takes("into"));
        assert_eq!(criticism.act, Act::Accuse);
    }
}
