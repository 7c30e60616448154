//! Who is the subject, what is the object, which prepositions follow? Grammar's answers, gaps filled in.
//!
//! The parser ties each word to one other; a subject may be shared over a chain of verbs, left out after `to`, or stand before
//! a relative clause.
//! Each walk here is bounded, so that no sentence, however nested, costs more than its length.

use dateline_parse::{Pos, Token};
use dateline_text::Story;

use super::lexicon::{Effect, LEXICON};
use crate::relative::antecedent;

pub(super) type Word<'a> = Token<'a, Story>;

/// How far a walk goes up or down.
const DEEP: usize = 8;
/// How many members of a row are looked at.
const MANY: usize = 60;

/// A row's members: `the US, EU members and the UK` from `US`.
pub(super) fn members(first: Word<'_>) -> Vec<Word<'_>> {
    let mut row = vec![first];
    let mut at = 0;
    while at < row.len() && row.len() < MANY {
        let joined = row[at].children().filter(|child| child.dep() == "conj" && is_nominal(*child));
        row.extend(joined);
        at += 1;
    }
    row.truncate(MANY);
    row
}

/// Whether a word can be somebody or something.
pub(super) fn is_nominal(word: Word<'_>) -> bool {
    matches!(word.pos(), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Adj | Pos::Det | Pos::X)
}

pub(super) fn is_verb(word: Word<'_>) -> bool {
    matches!(word.pos(), Pos::Verb | Pos::Aux)
}

/// Whether a verb stands in the passive: `was arrested`, `the man arrested on Friday`.
pub(super) fn is_passive(verb: Word<'_>) -> bool {
    if verb.children().any(|child| matches!(child.dep(), "auxpass" | "nsubjpass")) {
        return true;
    }
    if verb.tag() != "VBN" || verb.children().any(|child| matches!(child.dep(), "aux" | "nsubj" | "dobj")) {
        return false;
    }
    match verb.dep() {
        "acl" | "amod" => true,
        "conj" => is_passive_head(verb.head()),
        "advcl" | "ROOT" | "xcomp" | "ccomp" | "pcomp" => true,
        _ => false,
    }
}

/// As far as the first verb of a row tells: walks up it once.
fn is_passive_head(mut verb: Word<'_>) -> bool {
    for _ in 0..DEEP {
        if verb.children().any(|child| matches!(child.dep(), "auxpass" | "nsubjpass")) || verb.dep() == "acl" {
            return true;
        }
        if verb.dep() != "conj" {
            return false;
        }
        verb = verb.head();
    }
    false
}

/// The subject as the clause itself has it, active or passive.
pub(super) fn own_subject(verb: Word<'_>) -> Option<Word<'_>> {
    let subject = verb.children().find(|child| matches!(child.dep(), "nsubj" | "nsubjpass"))?;
    Some(antecedent(subject).unwrap_or(subject))
}

/// Whoever does it: the subject, or `by` in the passive; from verbs above where the clause leaves it out.
pub(super) fn doer(verb: Word<'_>) -> Option<Word<'_>> {
    if is_passive(verb) {
        return agent(verb).or_else(|| implied_agent(verb));
    }
    above_subject(verb, DEEP)
}

/// `by` and whom.
fn agent(verb: Word<'_>) -> Option<Word<'_>> {
    let by = verb
        .children()
        .find(|child| child.dep() == "agent" || child.dep() == "prep" && child.text().eq_ignore_ascii_case("by"))?;
    by.child("pobj").filter(|who| !matches!(who.lemma(), "force" | "mistake" | "way" | "vote"))
}

/// The passive below a plan: `working on sanctions that could be imposed` is done by who works on them.
fn implied_agent(verb: Word<'_>) -> Option<Word<'_>> {
    if !matches!(verb.dep(), "relcl" | "acl") || !is_nominal(verb.head()) {
        return None;
    }
    let governor = noun_governor(verb.head())?;
    let drafts = LEXICON.has(governor.lemma(), Effect::Considered) || LEXICON.has(governor.lemma(), Effect::Planned);
    (is_verb(governor) && drafts).then(|| above_subject(governor, DEEP - 1))?
}

/// The verb that a noun is the object of, over prepositions and containers.
pub(super) fn noun_governor(noun: Word<'_>) -> Option<Word<'_>> {
    let mut word = noun;
    for _ in 0..DEEP {
        match word.dep() {
            "dobj" | "nsubjpass" | "attr" | "oprd" => return Some(word.head()),
            "pobj" | "conj" | "prep" | "pcomp" | "appos" | "compound" => {
                word = word.head();
                if is_verb(word) {
                    return Some(word);
                }
            }
            _ => return None,
        }
    }
    None
}

/// The subject of an active clause, looked for above where it has none.
pub(super) fn above_subject(verb: Word<'_>, deep: usize) -> Option<Word<'_>> {
    if let Some(subject) = own_subject(verb) {
        return Some(subject);
    }
    if deep == 0 || verb.is_root() {
        return None;
    }
    let head = verb.head();
    match verb.dep() {
        "conj" if is_verb(head) => {
            // `X was arrested and said`: who is arrested speaks.
            above_subject(head, deep - 1)
        }
        "xcomp" | "ccomp" | "advcl" | "dep" | "parataxis" if is_verb(head) || head.pos() == Pos::Adj => {
            controller(verb, head, deep)
        }
        "pcomp" => {
            // `by recapping`, `accused of killing`, `responsible for killing`.
            let above = head.head();
            if is_verb(above) {
                controller(verb, above, deep)
            } else if above.pos() == Pos::Adj {
                above_subject(above.head(), deep - 1)
            } else {
                owner(above, deep - 1)
            }
        }
        "acl" if verb.tag() == "VBG" => Some(head),
        "acl" | "relcl" => {
            if let Some(owner) = owner(head, deep - 1) {
                return Some(owner);
            }
            None
        }
        "acomp" | "attr" | "prep" | "dobj" | "amod" if is_verb(head) => above_subject(head, deep - 1),
        _ => None,
    }
}

/// Who does what stands below a verb: its subject, or whom it orders, asks, makes.
fn controller<'a>(below: Word<'a>, verb: Word<'a>, deep: usize) -> Option<Word<'a>> {
    let is_object_control = LEXICON.has(verb.lemma(), Effect::ObjectControl) && below.dep() != "advcl";
    if is_object_control {
        if verb.children().any(|child| child.dep() == "nsubjpass") {
            return own_subject(verb);
        }
        let object =
            verb.children().find(|child| matches!(child.dep(), "dobj" | "dative") && child.index() > verb.index());
        if let Some(object) =
            object.and_then(|object| if object.pos() == Pos::Adp { object.child("pobj") } else { Some(object) })
        {
            return Some(object);
        }
        if let Some(on) = preposition(verb, "on").or_else(|| preposition(verb, "upon")) {
            return Some(on);
        }
    }
    if verb.pos() == Pos::Adj {
        return above_subject(verb.head(), deep - 1);
    }
    above_subject(verb, deep - 1)
}

/// Whose plan, threat, decision a noun tells: the possessor, the nationality, or who has it.
pub(super) fn owner(noun: Word<'_>, deep: usize) -> Option<Word<'_>> {
    if let Some(possessor) = noun.children().find(|child| child.dep() == "poss" || child.dep() == "nsubj") {
        return Some(possessor);
    }
    if let Some(by) = preposition(noun, "by") {
        return Some(by);
    }
    let named = noun.children().find(|child| {
        matches!(child.dep(), "amod" | "compound" | "nmod")
            && (child.pos() == Pos::Propn
                || child.entity().is_some_and(|e| matches!(e.label(), "NORP" | "GPE" | "ORG" | "PERSON")))
    });
    if named.is_some() {
        return named;
    }
    if deep == 0 {
        return None;
    }
    let governor = noun_governor(noun)?;
    is_verb(governor).then(|| doer_bounded(governor, deep - 1))?
}

fn doer_bounded(verb: Word<'_>, deep: usize) -> Option<Word<'_>> {
    if is_passive(verb) { agent(verb) } else { above_subject(verb, deep) }
}

/// What is done to: the object, the passive's subject, the word before a relative clause.
pub(super) fn objects(verb: Word<'_>) -> Vec<Word<'_>> {
    let direct = verb.children().filter(|child| matches!(child.dep(), "dobj" | "attr" | "oprd"));
    let mut objects: Vec<Word<'_>> =
        direct.filter(|object| is_nominal(*object)).map(|object| antecedent(object).unwrap_or(object)).collect();
    if is_passive(verb) {
        let undergoer = own_subject(verb).or_else(|| {
            let mut at = verb;
            for _ in 0..DEEP {
                match at.dep() {
                    "acl" | "amod" => return is_nominal(at.head()).then(|| at.head()),
                    "conj" if is_verb(at.head()) => {
                        at = at.head();
                        if let Some(subject) = own_subject(at) {
                            return Some(subject);
                        }
                    }
                    "advcl" | "xcomp" if is_verb(at.head()) => return own_subject(at.head()),
                    _ => return None,
                }
            }
            None
        });
        objects.splice(0..0, undergoer);
    } else if objects.is_empty() && verb.dep() == "relcl" {
        // `sanctions that NATO imposed`
        let gap = verb.children().any(|child| child.dep() == "nsubj" && !matches!(child.tag(), "WDT" | "WP"));
        if gap && is_nominal(verb.head()) {
            objects.push(verb.head());
        }
    }
    objects
}

/// The noun behind a preposition of a word.
pub(super) fn preposition<'a>(word: Word<'a>, name: &str) -> Option<Word<'a>> {
    prepositions(word, name).next()
}

/// All nouns behind prepositions of this name.
pub(super) fn prepositions<'a>(word: Word<'a>, name: &str) -> impl Iterator<Item = Word<'a>> {
    let name = name.to_owned();
    word.children().filter(|child| matches!(child.dep(), "prep" | "dative" | "agent" | "prt" | "advmod")).flat_map(
        move |child| {
            let is_it = child.text().eq_ignore_ascii_case(&name);
            let direct = is_it.then(|| child.children().find(|noun| matches!(noun.dep(), "pobj" | "pcomp"))).flatten();
            // `out of`, `in front of`: the second word counts too.
            let below = child
                .children()
                .filter(|second| second.dep() == "prep")
                .find(|second| is_it || second.text().eq_ignore_ascii_case(&name))
                .and_then(|second| second.child("pobj"));
            direct.or(below)
        },
    )
}

/// The verb below: `threatened to shell`.
pub(super) fn below(verb: Word<'_>) -> Option<Word<'_>> {
    verb.children().find(|child| {
        child.index() > verb.index() && (child.dep() == "xcomp" || child.dep() == "ccomp" && is_infinitive(*child))
    })
}

/// Whether a verb has `to`.
pub(super) fn is_infinitive(verb: Word<'_>) -> bool {
    verb.children().any(|child| child.tag() == "TO" && child.dep() == "aux")
}

/// A finite clause below: `warned that the road would close`.
pub(super) fn clause(verb: Word<'_>) -> Option<Word<'_>> {
    verb.children()
        .find(|child| matches!(child.dep(), "ccomp") && child.index() > verb.index() && !is_infinitive(*child))
}

/// Whether a determiner points back: `the`, `this`.
pub(super) fn points_back(det: Word<'_>) -> bool {
    matches!(det.text().to_ascii_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
}
