//! Who did it, and to whom?

use dateline_parse::Pos;
use dateline_record::{EventType, Phrase};

use super::lexicon::{Effect, LEXICON};
use super::tree::{self, Word};
use super::trigger::{Trigger, contents};
use super::view::View;

/// How many on one side are kept.
const MANY: usize = 60;

/// Where somebody near is looked for when no slot of the sense is filled.
const ANYWHERE: [&str; 19] = [
    "d",
    "o's",
    "o.against",
    "o.on",
    "o.of",
    "o.with",
    "o.to",
    "against",
    "with",
    "to",
    "on",
    "from",
    "of",
    "over",
    "for",
    "in",
    "at",
    "into",
    "toward",
];

/// The heads of the phrases on each side.
pub(super) struct Sides<'a> {
    pub(super) actors: Vec<Word<'a>>,
    pub(super) recipients: Vec<Word<'a>>,
}

/// Both sides of a happening.
pub(super) fn sides<'a>(view: &View<'a>, trigger: &Trigger<'a>) -> Sides<'a> {
    let suffers =
        trigger.carrier.is_some_and(|verb| LEXICON.has(verb.lemma(), Effect::Suffer) || verb.lemma() == "come");
    let mut actors = actors(view, trigger, suffers);
    // `lifted by Easter`
    actors.retain(|word| !view.is_time(*word));
    let mut recipients = recipients(view, trigger, suffers, &actors, 3);
    dedup(&mut actors);
    dedup(&mut recipients);
    recipients.retain(|word| !actors.contains(word));
    Sides { actors, recipients }
}

fn dedup(words: &mut Vec<Word<'_>>) {
    let mut seen = rustc_hash::FxHashSet::default();
    words.retain(|word| seen.insert(word.index()));
    words.truncate(MANY);
}

fn rows<'a>(first: Option<Word<'a>>) -> Vec<Word<'a>> {
    first.map_or_else(Vec::new, tree::members)
}

fn actors<'a>(view: &View<'a>, trigger: &Trigger<'a>, suffers: bool) -> Vec<Word<'a>> {
    let noun = trigger.word;
    if trigger.carrier.is_none() && !trigger.is_noun() {
        if trigger.word.pos() == Pos::Adj {
            return rows(tree::above_subject(trigger.word.head(), 6));
        }
        let between = || tree::preposition(trigger.word, "between").filter(|one| tree::members(*one).len() > 1);
        return rows(tree::doer(trigger.word).or_else(between));
    }
    if let Some(between) = tree::preposition(noun, "between") {
        return tree::members(between);
    }
    if let Some(verb) = trigger.carrier {
        if suffers {
            return rows(
                tree::preposition(noun, "by")
                    .or_else(|| tree::preposition(noun, "from"))
                    .or_else(|| named_owner(view, noun)),
            );
        }
        let doer = tree::doer(verb).filter(|doer| *doer != noun);
        let doer = doer.or_else(|| named_owner(view, noun)).or_else(|| tree::preposition(noun, "by"));
        return rows(doer);
    }
    // A noun by itself: whose it is, by whom, or of whom where nobody can be done to.
    let owner = noun.child("poss").or_else(|| tree::preposition(noun, "by")).or_else(|| named_owner(view, noun));
    if owner.is_some() {
        return rows(owner);
    }
    if !trigger.sense.is_some_and(|sense| sense.to.contains(&"of"))
        && let Some(of) = tree::preposition(noun, "of").filter(|of| view.is_party(*of))
    {
        return tree::members(of);
    }
    // `a package of sanctions` belongs to who seeks it.
    let governed = governed_owner(noun);
    if governed.is_empty() && trigger.sense.is_some_and(|sense| sense.kind.is_none()) {
        return tree::noun_governor(noun)
            .filter(|verb| tree::is_verb(*verb))
            .map_or_else(Vec::new, |verb| rows(tree::doer(verb)));
    }
    governed
}

/// Who plans, considers, threatens, denies what a noun names.
fn governed_owner(noun: Word<'_>) -> Vec<Word<'_>> {
    let mut word = noun;
    for _ in 0..6 {
        let head = word.head();
        if word.is_root() {
            break;
        }
        match word.dep() {
            "pobj" | "conj" | "appos" => word = head,
            "prep" if tree::is_verb(head) => {
                return if is_owning(head) { rows(tree::doer(head)) } else { Vec::new() };
            }
            "prep" => {
                let governs = LEXICON.is("container", head.lemma()) || !LEXICON.effects(head.lemma()).is_empty();
                if !governs {
                    return Vec::new();
                }
                if let Some(owner) = tree::owner(head, 0) {
                    return rows(Some(owner));
                }
                word = head;
            }
            "dobj" | "attr" => {
                return if is_owning(head) { rows(tree::doer(head)) } else { Vec::new() };
            }
            _ => break,
        }
    }
    Vec::new()
}

/// Whether who is the subject of a word would do what its object tells: `considers sanctions`, but not `fears an attack`.
fn is_owning(word: Word<'_>) -> bool {
    LEXICON
        .effects(word.lemma())
        .iter()
        .any(|effect| matches!(effect, Effect::Planned | Effect::Considered | Effect::Phase))
        || matches!(word.lemma(), "deny" | "threaten")
}

/// The nationality or name before a noun: `Russian invasion`, `NATO talks`.
fn named_owner<'a>(view: &View<'a>, noun: Word<'a>) -> Option<Word<'a>> {
    let before = |child: &Word<'a>| matches!(child.dep(), "amod" | "compound" | "nmod" | "nsubj" | "poss");
    noun.children()
        .filter(before)
        .find(|child| view.is_party(*child) && child.pos() != Pos::Noun || child.dep() == "poss")
}

fn recipients<'a>(
    view: &View<'a>,
    trigger: &Trigger<'a>,
    suffers: bool,
    actors: &[Word<'a>],
    deep: usize,
) -> Vec<Word<'a>> {
    if trigger.is_demand() {
        return rows(tree::own_subject(trigger.word.head()));
    }
    if suffers {
        return trigger.carrier.map_or_else(Vec::new, |verb| rows(tree::doer(verb)));
    }
    let slots: &[&str] = trigger.sense.map_or(&[], |sense| sense.to.as_slice());
    let is_noun = trigger.carrier.is_some() || trigger.is_noun();
    let mut places: Vec<Word<'a>> = vec![trigger.word];
    places.extend(trigger.carrier);
    // What stands in the slots of the sense, best of all somebody.
    let mut things: Vec<Word<'a>> = Vec::new();
    for slot in slots {
        for place in &places {
            for word in in_slot(view, *place, trigger, slot, deep) {
                match view.party_within(word, 2).filter(|party| is_other(view, *party, actors)) {
                    Some(party) => {
                        return tree::members(party);
                    }
                    None => things.push(word),
                }
            }
        }
    }
    if trigger.sense.is_none() && !is_noun {
        return tree::objects(trigger.word)
            .into_iter()
            .filter(|word| word.index() > 0)
            .flat_map(tree::members)
            .collect();
    }
    // `in response to the Russian buildup`
    let governor = if is_noun { tree::noun_governor(trigger.word).filter(|verb| tree::is_verb(*verb)) } else { None };
    for place in places.iter().copied().chain(governor) {
        for reply in
            tree::prepositions(place, "in").filter(|noun| matches!(noun.lemma(), "response" | "retaliation" | "reply"))
        {
            let to = ["to", "for"].into_iter().find_map(|name| tree::preposition(reply, name));
            if let Some(party) = to.and_then(|to| view.party_within(to, 2)) {
                return tree::members(party);
            }
        }
    }
    // Then anybody near.
    for place in &places {
        let mutual =
            trigger.sense.is_some_and(|sense| matches!(sense.kind, Some(EventType::Consult | EventType::Cooperate)));
        let slots: &[&str] = if mutual { &["with", "o.with", "to", "o.to", "against"] } else { &ANYWHERE };
        for slot in slots.iter().copied() {
            for word in in_slot(view, *place, trigger, slot, deep) {
                let is_help = slot == "to"
                    && is_noun
                    && trigger.sense.is_some_and(|sense| sense.kind == Some(EventType::Sanction));
                if is_help {
                    continue;
                }
                if let Some(party) = view
                    .party_within(word, 1)
                    .filter(|party| is_other(view, *party, actors) && party.index() != place.index())
                {
                    return tree::members(party);
                }
            }
        }
    }
    things.retain(|word| is_thing(*word) && !actors.contains(word) && word.index() != trigger.word.index());
    things.truncate(1);
    things
}

/// Whether somebody is none of those who do it: not `its` in `opened its ports to Denmark`.
fn is_other(view: &View<'_>, party: Word<'_>, actors: &[Word<'_>]) -> bool {
    let entity = view.who_is(party);
    !actors
        .iter()
        .any(|actor| *actor == party || party.pos() == Pos::Pron && entity.is_some() && view.who_is(*actor) == entity)
}

/// Whether a noun phrase names a thing, and not what somebody says.
fn is_thing(word: Word<'_>) -> bool {
    !word.children().any(|child| matches!(child.dep(), "acl" | "ccomp") && !matches!(child.tag(), "VBN" | "VBG"))
        && matches!(word.pos(), Pos::Noun | Pos::Propn | Pos::Num)
        && word.entity().is_none_or(|entity| !matches!(entity.label(), "DATE" | "TIME"))
}

/// The words in a slot of the recipients.
fn in_slot<'a>(view: &View<'a>, word: Word<'a>, trigger: &Trigger<'a>, slot: &str, deep: usize) -> Vec<Word<'a>> {
    let objects = || -> Vec<Word<'a>> {
        if tree::is_verb(word) || word.pos() == Pos::Adj {
            tree::objects(word).into_iter().filter(|object| *object != trigger.word).collect()
        } else {
            Vec::new()
        }
    };
    match slot {
        "o" => objects(),
        "d" => word.children().filter(|child| child.dep() == "dative" && child.pos() != Pos::Adp).collect(),
        "x" => {
            let Some(below) = tree::below(word) else { return Vec::new() };
            // Whoever the verb below is done to, as its own sense has it.
            if tree::own_subject(below).is_none()
                && let Some(sense) = super::trigger::verb_sense(view, below)
                && deep > 0
            {
                let inner = Trigger { word: below, sense: Some(sense), carrier: None, with: None };
                return recipients(view, &inner, false, &[], deep - 1);
            }
            let inner = tree::objects(below);
            if let Some(subject) = tree::own_subject(below).filter(|_| !inner.is_empty() || tree::is_infinitive(below))
            {
                return vec![subject];
            }
            let mut all = inner;
            for name in ["against", "with", "to", "from", "on", "at"] {
                all.extend(tree::preposition(below, name));
            }
            // What has a party first.
            all.sort_by_key(|word| view.party_within(*word, 2).is_none());
            all
        }
        "c" => tree::clause(word).and_then(tree::own_subject).into_iter().collect(),
        "o's" => objects()
            .into_iter()
            .chain(objects().into_iter().flat_map(contents))
            .filter_map(|object| {
                object.child("poss").or_else(|| object.child("nsubj")).or_else(|| {
                    object.children().find(|child| {
                        matches!(child.dep(), "amod" | "compound" | "nmod")
                            && child.pos() != Pos::Noun
                            && view.is_party(*child)
                    })
                })
            })
            .collect(),
        _ => match slot.split_once('.') {
            Some(("o", name)) => {
                let objects = objects();
                let held: Vec<Word<'a>> = objects.iter().copied().flat_map(contents).collect();
                objects.into_iter().chain(held).filter_map(|object| tree::preposition(object, name)).collect()
            }
            Some((outer, name)) => {
                tree::prepositions(word, outer).filter_map(|noun| tree::preposition(noun, name)).collect()
            }
            None => {
                let mut all: Vec<Word<'a>> = tree::prepositions(word, slot).collect();
                if all.is_empty() && word.dep() == "conj" && !tree::is_verb(word) {
                    // `sanctions and assistance to Ukraine`, hung on the first of the row.
                    all.extend(tree::prepositions(word.head(), slot).filter(|noun| noun.index() > word.index()));
                }
                all
            }
        },
    }
}

/// Sides as phrases; those who meet are on both.
pub(super) fn phrases(view: &View<'_>, sides: &Sides<'_>, kind: Option<EventType>) -> (Vec<Phrase>, Vec<Phrase>) {
    let of = |words: &[Word<'_>]| -> Vec<Phrase> {
        let mut phrases: Vec<Phrase> =
            words.iter().filter(|word| !is_filler(**word)).map(|word| view.phrase(*word)).collect();
        phrases.sort_by_key(|phrase| phrase.span);
        phrases.dedup_by_key(|phrase| phrase.span);
        phrases
    };
    let (actors, mut recipients) = (of(&sides.actors), of(&sides.recipients));
    if kind == Some(EventType::Consult) && recipients.is_empty() && actors.len() > 1 {
        recipients.clone_from(&actors);
    }
    (actors, recipients)
}

/// `it`, `there`, `this`: nobody, unless an entity is known.
fn is_filler(word: Word<'_>) -> bool {
    let points_back = |det: Word<'_>| {
        det.dep() == "det" && matches!(det.text().to_ascii_lowercase().as_str(), "this" | "that" | "these" | "those")
    };
    let is_thing = matches!(
        word.lemma(),
        "process"
            | "move"
            | "plan"
            | "step"
            | "measure"
            | "decision"
            | "announcement"
            | "deal"
            | "agreement"
            | "proposal"
    );
    word.dep() == "expl"
        || matches!(word.text().to_ascii_lowercase().as_str(), "there" | "this" | "that" | "which" | "what")
        || is_thing && word.children().any(points_back)
}
