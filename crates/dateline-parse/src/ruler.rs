//! Parts of speech, morphology and lemmas: from tag, word and arc, by the attribute ruler's rules and the lemmatizer.
//!
//! All rules of one token depend on its word, tag and label alone, so their outcome is remembered.
//! The few rules of two tokens are checked beside it; of two rules that set the same, the later one wins.

use rustc_hash::FxHashMap;

use crate::lemma::Lemmatizer;
use crate::lexicon::{Lexicon, WordId};
use crate::model::{ModelError, PatternToken, Rule};
use crate::parse::Pos;

/// A value and the number of the rule that set it, from 1; 0 if none did.
#[derive(Clone, Copy, Debug, Default)]
struct Set<T> {
    value: T,
    by: u16,
}

impl<T: Copy> Set<T> {
    fn set(&mut self, value: Option<T>, by: u16) {
        if let Some(value) = value
            && by > self.by
        {
            *self = Self { value, by };
        }
    }
}

/// What the rules make of a token.
#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    pos: Set<Pos>,
    morph: Set<u16>,
    /// An index in the ruler's lemmas.
    lemma: Set<u16>,
    tag: Set<u8>,
    dep: Set<u16>,
    /// The place of the lemma in `RulerMemory::letters`, once it is known.
    written: Option<(u32, u32)>,
    /// Which rules of two tokens its first and second token fit, by bit.
    firsts: u64,
    seconds: u64,
}

/// What a rule sets, with all names replaced by their indices.
#[derive(Clone, Copy, Debug, Default)]
struct Sets {
    pos: Option<Pos>,
    morph: Option<u16>,
    lemma: Option<u16>,
    tag: Option<u8>,
    dep: Option<u16>,
}

impl Outcome {
    fn apply(&mut self, sets: &Sets, by: u16) {
        self.pos.set(sets.pos, by);
        self.morph.set(sets.morph, by);
        self.lemma.set(sets.lemma, by);
        self.tag.set(sets.tag, by);
        self.dep.set(sets.dep, by);
    }
}

/// A rule of two tokens.
#[derive(Debug)]
struct Pair {
    tokens: [PatternToken; 2],
    index: usize,
    sets: Sets,
    by: u16,
}

#[derive(Debug)]
pub(crate) struct Ruler {
    singles: Vec<(Vec<PatternToken>, Sets, u16)>,
    pairs: Vec<Pair>,
    lemmas: Vec<Box<str>>,
    lemmatizer: Lemmatizer,
}

/// What the ruler remembers of the tokens it met; as long as the lexicon remembers their words.
#[derive(Debug, Default)]
pub(crate) struct RulerMemory {
    outcomes: FxHashMap<(WordId, u8, u16), Outcome>,
    letters: String,
}

impl RulerMemory {
    pub(crate) fn clear(&mut self) {
        self.outcomes.clear();
        self.letters.clear();
    }
}

/// What a token is, at last.
pub(crate) struct Ruled {
    pub(crate) pos: Pos,
    pub(crate) morph: u16,
    pub(crate) tag: u8,
    pub(crate) dep: u16,
}

/// The names that rules set, as indices of the pipeline's lists.
pub(crate) trait Names {
    fn tag(&mut self, name: &str) -> u8;
    fn dep(&mut self, name: &str) -> u16;
    fn morph(&mut self, name: &str) -> u16;
}

impl Ruler {
    pub(crate) fn lemmatizer(&self) -> &Lemmatizer {
        &self.lemmatizer
    }

    pub(crate) fn new(rules: &[Rule], names: &mut impl Names, lemmatizer: Lemmatizer) -> Result<Self, ModelError> {
        let (mut singles, mut pairs, mut lemmas) = (Vec::new(), Vec::new(), Vec::<Box<str>>::new());
        for (i, rule) in rules.iter().enumerate() {
            let by = (i + 1) as u16;
            let pos = match rule.pos.as_deref().map(|name| (name, Pos::from_name(name))) {
                None => None,
                Some((_, Some(pos))) => Some(pos),
                Some((name, None)) => {
                    return Err(ModelError::Inconsistent(format!("a rule sets the unknown part of speech {name}")));
                }
            };
            let sets = Sets {
                pos,
                morph: rule.morph.as_deref().map(|morph| names.morph(if morph == "_" { "" } else { morph })),
                lemma: rule.lemma.as_deref().map(|lemma| {
                    lemmas.push(lemma.into());
                    (lemmas.len() - 1) as u16
                }),
                tag: rule.tag.as_deref().map(|tag| names.tag(tag)),
                dep: rule.dep.as_deref().map(|dep| names.dep(dep)),
            };
            let mut alone = Vec::new();
            for pattern in &rule.patterns {
                match &pattern[..] {
                    [token] => alone.push(token.clone()),
                    [first, second] => {
                        pairs.push(Pair { tokens: [first.clone(), second.clone()], index: rule.index, sets, by });
                    }
                    _ => return Err(ModelError::Inconsistent("a rule of more than two tokens".to_owned())),
                }
            }
            if !alone.is_empty() {
                singles.push((alone, sets, by));
            }
        }
        if pairs.len() > 64 {
            return Err(ModelError::Inconsistent(format!("{} rules of two tokens; 64 are possible", pairs.len())));
        }
        Ok(Self { singles, pairs, lemmas, lemmatizer })
    }

    /// What the rules make of a text's tokens, one after the other.
    ///
    /// `token` gives a token's word, tag and label; `each` takes what it is, and its lemma.
    pub(crate) fn apply<'a>(
        &self,
        n: usize,
        lexicon: &Lexicon,
        memory: &mut RulerMemory,
        names: &RulerNames<'a>,
        token: impl Fn(usize) -> (WordId, u8, u16),
        mut each: impl FnMut(usize, Ruled, &str),
    ) {
        let mut before = Outcome::default();
        let mut this = if n > 0 { self.outcome(token(0), lexicon, memory, names) } else { before };
        for i in 0..n {
            let after = if i + 1 < n { self.outcome(token(i + 1), lexicon, memory, names) } else { Outcome::default() };
            let as_first = this.firsts & after.seconds;
            let as_second = this.seconds & before.firsts;
            let mut outcome = this;
            let mut of_pairs = false;
            for (pair, of) in self.pairs.iter().zip(0..) {
                if as_first >> of & 1 == 1 && pair.index == 0 || as_second >> of & 1 == 1 && pair.index == 1 {
                    outcome.apply(&pair.sets, pair.by);
                    of_pairs = true;
                }
            }
            let ruled = Ruled {
                pos: outcome.pos.value,
                morph: outcome.morph.value,
                tag: if outcome.tag.by > 0 { outcome.tag.value } else { token(i).1 },
                dep: if outcome.dep.by > 0 { outcome.dep.value } else { token(i).2 },
            };
            match outcome.written {
                Some((start, end)) if !of_pairs => {
                    each(i, ruled, &memory.letters[start as usize..end as usize]);
                }
                _ => {
                    let lemma = self.lemma(&outcome, token(i).0, lexicon, names);
                    each(i, ruled, &lemma);
                }
            }
            before = this;
            this = after;
        }
    }

    fn lemma(&self, outcome: &Outcome, word: WordId, lexicon: &Lexicon, names: &RulerNames<'_>) -> Box<str> {
        if outcome.lemma.by > 0 {
            return self.lemmas[usize::from(outcome.lemma.value)].clone();
        }
        let morph = names.morphs[usize::from(outcome.morph.value)].as_ref();
        self.lemmatizer.lemma(lexicon.text(word), lexicon.lower(word), outcome.pos.value, morph)
    }

    fn outcome(
        &self,
        key: (WordId, u8, u16),
        lexicon: &Lexicon,
        memory: &mut RulerMemory,
        names: &RulerNames<'_>,
    ) -> Outcome {
        if let Some(outcome) = memory.outcomes.get(&key) {
            return *outcome;
        }
        let (word, tag, dep) = key;
        let (tag, dep) = (names.tags[usize::from(tag)].as_ref(), names.deps[usize::from(dep)].as_ref());
        let (lower, is_space) = (lexicon.lower(word), lexicon.word(word).is_space);
        let fits = |token: &PatternToken| {
            token.tag.fits(tag)
                && token.dep.fits(dep)
                && token.is_space.is_none_or(|wanted| wanted == is_space)
                && token.lower.fits(lower)
        };
        let mut outcome = Outcome::default();
        for (patterns, sets, by) in &self.singles {
            if patterns.iter().any(fits) {
                outcome.apply(sets, *by);
            }
        }
        for (pair, of) in self.pairs.iter().zip(0..) {
            outcome.firsts |= u64::from(fits(&pair.tokens[0])) << of;
            outcome.seconds |= u64::from(fits(&pair.tokens[1])) << of;
        }
        let lemma = self.lemma(&outcome, word, lexicon, names);
        let start = memory.letters.len() as u32;
        memory.letters.push_str(&lemma);
        outcome.written = Some((start, memory.letters.len() as u32));
        memory.outcomes.insert(key, outcome);
        outcome
    }
}

/// The pipeline's names, by index.
pub(crate) struct RulerNames<'a> {
    pub(crate) tags: &'a [Box<str>],
    pub(crate) deps: &'a [Box<str>],
    pub(crate) morphs: &'a [Box<str>],
}
