//! Which words tell that something happens, and what kind of thing?
//!
//! Verbs first, each in the sense whose conditions hold; a verb that only carries a noun (`hold talks`, `come under attack`) gives
//! way to it; then nouns, and adjectives that bind (`willing to help`).

use dateline_parse::Pos;
use rustc_hash::FxHashSet;

use super::lexicon::{Condition, Effect, LEXICON, Sense};
use super::tree::{self, Word};
use super::view::View;

/// A word that tells a happening.
#[derive(Clone)]
pub(super) struct Trigger<'a> {
    /// The verb, noun or adjective that names it.
    pub(super) word: Word<'a>,
    pub(super) sense: Option<&'static Sense>,
    /// The verb that carries a noun.
    pub(super) carrier: Option<Word<'a>>,
    /// The object that the sense is made with.
    pub(super) with: Option<Word<'a>>,
}

impl<'a> Trigger<'a> {
    /// The verb whose subject, time and certainty are the happening's.
    pub(super) fn verb(&self) -> Word<'a> {
        self.carrier.unwrap_or(self.word)
    }

    pub(super) fn is_noun(&self) -> bool {
        self.carrier.is_none() && !tree::is_verb(self.word) && self.word.pos() != Pos::Adj
    }

    /// Whether it is what somebody says that others must do.
    pub(super) fn is_demand(&self) -> bool {
        self.word.dep() == "aux"
    }

    /// Its kind of happening, as a word.
    pub(super) fn family(&self) -> &'a str {
        LEXICON.family(self.with.unwrap_or(self.word).lemma())
    }
}

/// Verbs that tell of no happening.
const STATES: [&str; 44] = [
    "tend",
    "manage",
    "proceed",
    "help",
    "be",
    "have",
    "do",
    "seem",
    "appear",
    "become",
    "remain",
    "include",
    "contain",
    "consist",
    "belong",
    "mean",
    "say",
    "tell",
    "add",
    "know",
    "think",
    "believe",
    "feel",
    "like",
    "concern",
    "need",
    "want",
    "depend",
    "exist",
    "matter",
    "cost",
    "weigh",
    "follow",
    "involve",
    "relate",
    "represent",
    "resemble",
    "let",
    "come",
    "go",
    "get",
    "according",
    "accord",
    "base",
];

/// All triggers of a part, in order.
pub(super) fn triggers<'a>(view: &View<'a>, cues: &FxHashSet<usize>) -> Vec<Trigger<'a>> {
    let mut found = Vec::new();
    let mut used: FxHashSet<usize> = FxHashSet::default();
    for word in view.parse.tokens() {
        let is_verb = word.pos() == Pos::Verb
            || word.pos() == Pos::Aux && matches!(word.lemma(), "have" | "do") && word.child("dobj").is_some();
        if is_verb && !matches!(word.dep(), "aux" | "auxpass" | "amod" | "compound") {
            of_verb(view, word, cues, &mut used, &mut found);
        }
    }
    for word in view.parse.tokens() {
        if used.contains(&word.index()) {
            continue;
        }
        match word.pos() {
            Pos::Noun | Pos::Propn
                if word
                    .entity()
                    .is_none_or(|entity| matches!(entity.label(), "EVENT" | "DATE" | "CARDINAL" | "LAW" | "ORG")) =>
            {
                if view.entity(word).is_none()
                    && let Some(sense) = noun_sense(view, word)
                {
                    found.push(Trigger { word, sense: Some(sense), carrier: None, with: None });
                }
            }
            Pos::Adj => {
                let below = word.child("xcomp").filter(|below| tree::is_infinitive(*below));
                if below.is_some()
                    && matches!(word.dep(), "acomp" | "oprd" | "ROOT" | "conj")
                    && let Some(sense) = verb_sense(view, word)
                {
                    found.push(Trigger { word, sense: Some(sense), carrier: None, with: None });
                }
            }
            _ => {}
        }
    }
    merge(found)
}

/// In order; without nouns that only name again what their verb tells (`gave $3 million in food aid`), and without those that
/// count the harm an attack does (`shelled the town, wounding seven`).
fn merge<'a>(mut found: Vec<Trigger<'a>>) -> Vec<Trigger<'a>> {
    let kinds: rustc_hash::FxHashMap<usize, dateline_record::EventType> =
        found.iter().filter_map(|trigger| Some((trigger.verb().index(), trigger.sense?.kind?))).collect();
    found.retain(|trigger| {
        let Some(kind) = trigger.sense.and_then(|sense| sense.kind) else { return true };
        let above = if trigger.is_noun() {
            tree::noun_governor(trigger.word)
        } else {
            let is_harm = trigger.carrier.is_none()
                && trigger.word.tag() == "VBG"
                && trigger.word.dep() == "advcl"
                && matches!(trigger.word.lemma(), "kill" | "injure" | "wound");
            is_harm.then(|| trigger.word.head())
        };
        above.is_none_or(|above| kinds.get(&above.index()) != Some(&kind))
    });
    found.sort_by_key(|trigger| trigger.word.index());
    found
}

fn of_verb<'a>(
    view: &View<'a>,
    verb: Word<'a>,
    cues: &FxHashSet<usize>,
    used: &mut FxHashSet<usize>,
    found: &mut Vec<Trigger<'a>>,
) {
    demand(verb, found);
    let sense = verb_sense(view, verb);
    let objects = tree::objects(verb);
    let own_object = sense.and_then(|sense| {
        let condition =
            sense.when.iter().find(|condition| condition.slot == "o" && !condition.is_not && !condition.words.any)?;
        let is_thing = !condition.words.human && !condition.words.party;
        object_words(&objects).into_iter().find(|object| is_thing && view.fits(&condition.words, *object))
    });
    if let (Some(sense), Some(object)) = (sense, own_object) {
        used.insert(object.index());
        found.push(Trigger { word: verb, sense: Some(sense), carrier: None, with: Some(object) });
        return;
    }
    let carries_typed = LEXICON.has(verb.lemma(), Effect::SupportTyped);
    let carries = carries_typed
        || LEXICON.has(verb.lemma(), Effect::Support)
        || LEXICON.has(verb.lemma(), Effect::Suffer)
        || matches!(verb.lemma(), "take" | "occur" | "happen" | "break" | "come");
    if carries && let Some(noun) = carried(view, verb, &objects, used) {
        // `will come under attack`: the noun is what happens, the verb tells how sure it is.
        let of_noun = noun_sense(view, noun);
        if of_noun.is_some_and(|of_noun| of_noun.kind.is_some())
            || !carries_typed && sense.is_none_or(|sense| sense.kind.is_none())
        {
            used.insert(noun.index());
            found.push(Trigger { word: noun, sense: of_noun, carrier: Some(verb), with: None });
            // `a ceremony attended by thousands`: neither says it all.
            if noun.index() > verb.index() || of_noun.is_some_and(|sense| sense.kind.is_some()) {
                return;
            }
            found.push(Trigger { word: verb, sense: None, carrier: None, with: None });
            return;
        }
    }
    if let Some(sense) = sense {
        found.push(Trigger { word: verb, sense: Some(sense), carrier: None, with: None });
        return;
    }
    let is_event = !STATES.contains(&verb.lemma())
        && !cues.contains(&verb.index())
        && verb.text().chars().any(char::is_alphabetic);
    if is_event {
        found.push(Trigger { word: verb, sense: None, carrier: None, with: None });
    }
}

/// `Berlin said that Serbia must hand him over` demands it of Serbia.
fn demand<'a>(verb: Word<'a>, found: &mut Vec<Trigger<'a>>) {
    let must = verb.children().find(|child| child.dep() == "aux" && child.text().eq_ignore_ascii_case("must"));
    let says = (verb.dep() == "ccomp" && tree::is_verb(verb.head())).then(|| verb.head());
    if let (Some(must), Some(says)) = (must, says)
        && matches!(
            says.lemma(),
            "say" | "add" | "tell" | "warn" | "insist" | "declare" | "stress" | "reiterate" | "argue"
        )
    {
        let sense = LEXICON.verbs.get("must").and_then(|senses| senses.first().copied());
        found.push(Trigger { word: must, sense, carrier: Some(says), with: None });
    }
}

/// The noun that a verb carries: its object, or what stands behind its preposition (`came under attack`).
fn carried<'a>(view: &View<'a>, verb: Word<'a>, objects: &[Word<'a>], used: &FxHashSet<usize>) -> Option<Word<'a>> {
    let direct = object_words(objects);
    let behind =
        ["under", "to", "into", "in", "out", "on"].into_iter().filter_map(|name| tree::preposition(verb, name));
    // `talks took place`, `fighting broke out`
    let place = matches!(verb.lemma(), "take" | "occur" | "happen" | "break");
    let subject = place.then(|| tree::own_subject(verb)).flatten();
    direct
        .into_iter()
        .filter(|noun| noun.index() + 30 > verb.index())
        .chain(subject)
        .chain(behind.filter(|_| {
            matches!(verb.lemma(), "come" | "participate" | "engage" | "carry" | "take" | "enter" | "attend")
        }))
        .find(|noun| noun.pos() == Pos::Noun && !used.contains(&noun.index()) && noun_sense(view, *noun).is_some())
}

/// Objects, and what containers hold: `a series of strikes`.
fn object_words<'a>(objects: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    for object in objects.iter().flat_map(|object| tree::members(*object)) {
        words.push(object);
        words.extend(contents(object));
    }
    words
}

/// What a container holds: `strikes` of `a series of strikes`.
pub(super) fn contents(noun: Word<'_>) -> Vec<Word<'_>> {
    let mut held = Vec::new();
    let mut at = noun;
    for _ in 0..4 {
        if !LEXICON.is("container", at.lemma()) && at.pos() != Pos::Num {
            break;
        }
        let Some(inner) = tree::preposition(at, "of") else { break };
        held.extend(tree::members(inner));
        at = inner;
    }
    held
}

/// The sense of a verb (or of an adjective that binds) that holds here.
pub(super) fn verb_sense(view: &View<'_>, verb: Word<'_>) -> Option<&'static Sense> {
    let senses = LEXICON.verbs.get(verb.lemma()).or_else(|| LEXICON.verbs.get(verb.text().to_lowercase().as_str()))?;
    senses.iter().copied().find(|sense| sense.when.iter().all(|condition| holds(view, verb, condition)))
}

/// The sense of a noun that holds here.
pub(super) fn noun_sense(view: &View<'_>, noun: Word<'_>) -> Option<&'static Sense> {
    let lower = noun.text().to_lowercase();
    let senses = LEXICON.nouns.get(noun.lemma()).or_else(|| LEXICON.nouns.get(lower.as_str()))?;
    let is_part = matches!(noun.dep(), "compound" | "nmod" | "npadvmod") && noun.head().pos() != Pos::Verb;
    if is_part {
        return None;
    }
    senses.iter().copied().find(|sense| sense.when.iter().all(|condition| holds(view, noun, condition)))
}

fn holds(view: &View<'_>, word: Word<'_>, condition: &Condition) -> bool {
    slot(word, condition.slot).iter().any(|word| view.fits(&condition.words, *word)) != condition.is_not
}

/// The words in a slot, as conditions see it.
fn slot<'a>(word: Word<'a>, name: &'static str) -> Vec<Word<'a>> {
    let is_noun = !tree::is_verb(word);
    match name {
        "o" => object_words(&tree::objects(word)),
        "s" => tree::doer(word).map_or_else(Vec::new, tree::members),
        "p" => word
            .children()
            .filter(|child| {
                child.dep() == "prt"
                    || matches!(child.dep(), "advmod" | "prep" | "npadvmod")
                        && child.children().all(|below| below.dep() == "prep")
            })
            .collect(),
        "r" => word
            .children()
            .filter(|child| {
                child.index() > word.index() && matches!(child.dep(), "oprd" | "ccomp" | "acomp" | "xcomp" | "attr")
            })
            .flat_map(|child| {
                std::iter::once(child)
                    .chain(child.children().filter(|below| matches!(below.dep(), "acomp" | "attr" | "oprd")))
            })
            .collect(),
        "near" => {
            let sentence = word.sentence().range();
            let (from, to) = (sentence.start.max(word.index().saturating_sub(40)), sentence.end.min(word.index() + 40));
            word.parse().tokens_in(from..to).filter(|near| near.pos() == Pos::Noun).collect()
        }
        "x" => tree::below(word).into_iter().collect(),
        "c" => tree::clause(word).into_iter().collect(),
        "m" if is_noun => modifiers(word),
        "m" => object_words(&tree::objects(word))
            .into_iter()
            .chain(word.children().filter(|child| child.dep() == "prep").filter_map(|child| child.child("pobj")))
            .flat_map(modifiers)
            .collect(),
        _ => tree::prepositions(word, name)
            .filter(|noun| noun.entity().is_none_or(|entity| !matches!(entity.label(), "DATE" | "TIME")))
            .flat_map(|noun| {
                let mut all = tree::members(noun);
                all.extend(contents(noun));
                all
            })
            .collect(),
    }
}

fn modifiers<'a>(noun: Word<'a>) -> Vec<Word<'a>> {
    noun.children().filter(|child| matches!(child.dep(), "amod" | "compound" | "nmod")).collect()
}

/// The cues of statements that lie in a part, by token.
pub(super) fn cue_tokens(view: &View<'_>) -> FxHashSet<usize> {
    let alignment = &view.part.alignment;
    let mut tokens = FxHashSet::default();
    let (Some(first), Some(last)) = (alignment.pieces().next(), alignment.pieces().last()) else { return tokens };
    for statement in &view.record.statements {
        let Some(cue) = &statement.cue else { continue };
        if cue.span.start() < first.start() || cue.span.end() > last.end() {
            continue;
        }
        if let Some(span) = alignment.to_story(cue.span) {
            tokens.extend(view.parse.tokens_of(span));
        }
    }
    tokens
}
