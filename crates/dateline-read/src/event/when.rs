//! When, where, until when, and how many were hurt?

use dateline_parse::Pos;
use dateline_record::{EntityKind, Phrase, Status};
use rustc_hash::FxHashMap;

use super::sides::Sides;
use super::tree::{self, Word};
use super::trigger::Trigger;
use super::view::View;

/// The words that times hang on: token to the times there, and whether `by`, `before` or `until` stands before them.
pub(super) struct Times {
    at: FxHashMap<usize, Vec<(usize, bool)>>,
}

/// Words before a time that make it a deadline.
const UNTIL: [&str; 4] = ["by", "before", "until", "within"];

impl Times {
    pub(super) fn new(view: &View<'_>) -> Self {
        let mut at: FxHashMap<usize, Vec<(usize, bool)>> = FxHashMap::default();
        for &(index, first, last) in &view.times {
            let row = &view.record.times[index];
            if !matches!(row.kind, "DATE" | "TIME") || row.value.ends_with("_REF") && row.value != "PRESENT_REF" {
                continue;
            }
            let inside = |word: &Word<'_>| (first..=last).contains(&word.index());
            let top = view.parse.tokens_in(first..last + 1).find(|word| word.is_root() || !inside(&word.head()));
            let Some(top) = top else { continue };
            let mut word = top;
            let mut is_until = false;
            for _ in 0..6 {
                if word.is_root() {
                    break;
                }
                let above = word.head();
                is_until |= above.pos() == Pos::Adp && UNTIL.contains(&above.text().to_ascii_lowercase().as_str());
                let goes_on = above.pos() == Pos::Adp
                    || above.pos() == Pos::Sconj
                    || above.dep() == "prep"
                    || above.dep() == "advmod"
                    || above.pos() == Pos::Adv;
                word = above;
                if !goes_on {
                    break;
                }
            }
            at.entry(word.index()).or_default().push((index, is_until));
        }
        Self { at }
    }

    fn of(&self, word: Word<'_>, until: bool) -> Option<usize> {
        self.at.get(&word.index())?.iter().find(|(_, is_until)| *is_until == until).map(|(index, _)| *index)
    }

    /// When a happening is.
    pub(super) fn time(&self, trigger: &Trigger<'_>) -> Option<usize> {
        let own = self.of(trigger.word, false).or_else(|| self.of(trigger.verb(), false));
        if own.is_some() {
            return own;
        }
        let of_object = trigger.with.and_then(|object| self.of(object, false));
        if of_object.is_some() {
            return of_object;
        }
        let verb = trigger.verb();
        if tree::is_verb(verb) {
            // A time may be hung on the object or on a place beside it.
            let near = tree::objects(verb).into_iter().filter(|object| object.index() > verb.index());
            let near = near
                .chain(verb.children().filter(|child| child.dep() == "prep").filter_map(|child| child.child("pobj")));
            if let Some(time) = near.filter_map(|noun| self.of(noun, false)).next() {
                return Some(time);
            }
        }
        let mut word = verb;
        for _ in 0..6 {
            if word.is_root() {
                return None;
            }
            let above = word.head();
            match word.dep() {
                "xcomp" | "conj" | "pcomp" | "prep" | "dobj" | "pobj" => {
                    if word.dep() == "conj" && tree::is_verb(word) && tree::own_subject(word).is_some() {
                        return None;
                    }
                    let is_way = tree::is_verb(above)
                        || above.pos() == Pos::Adp
                        || above.dep() == "prep"
                        || word.dep() == "prep"
                        || word.dep() == "conj";
                    if !is_way {
                        return None;
                    }
                    if let Some(time) = self.of(above, false) {
                        return Some(time);
                    }
                    if word.dep() == "dobj" {
                        return None;
                    }
                }
                _ => return None,
            }
            word = above;
        }
        None
    }

    /// Until when it must be: the verb's own deadline, or that of its condition.
    pub(super) fn deadline(&self, trigger: &Trigger<'_>, condition: Option<(usize, usize)>) -> Option<usize> {
        let own = self.of(trigger.word, true).or_else(|| self.of(trigger.verb(), true));
        own.or_else(|| {
            let (first, last) = condition?;
            let parse = trigger.word.parse();
            (first..=last).find_map(|token| self.of(parse.token(token), true))
        })
    }
}

/// Where: a place behind `in`, `at`, `near`, on the verb or on what it is done to.
pub(super) fn place(view: &View<'_>, trigger: &Trigger<'_>, sides: &Sides<'_>) -> Option<Phrase> {
    let verb = trigger.verb();
    let mut from: Vec<Word<'_>> = vec![trigger.word, verb];
    if tree::is_verb(verb) {
        from.extend(tree::objects(verb));
    }
    from.extend(sides.recipients.iter().take(4));
    let places = ["in", "at", "near", "outside", "across", "on", "around", "inside", "from"];
    let behind = places.iter().flat_map(|name| from.iter().filter_map(|word| tree::preposition(*word, name)));
    let mut behind = behind.chain(tree::is_verb(verb).then(|| tree::objects(verb)).into_iter().flatten());
    behind.find_map(|word| {
        let entity = view.entity(word)?;
        let is_place = match view.kind(entity) {
            EntityKind::Place => true,
            EntityKind::Country => {
                tree::is_verb(word.head().head())
                    && word.dep() == "pobj"
                    && word.head().text().eq_ignore_ascii_case("in")
            }
            _ => false,
        };
        is_place.then(|| view.phrase(word))
    })
}

/// The figures of those killed, injured and arrested.
#[derive(Clone, Copy, Default)]
pub(super) struct Hurt {
    pub(super) killed: Option<usize>,
    pub(super) injured: Option<usize>,
    pub(super) arrested: Option<usize>,
}

/// What a verb or noun of harm counts.
pub(super) fn hurt(view: &View<'_>, trigger: &Trigger<'_>) -> Hurt {
    let mut hurt = Hurt::default();
    let verb = trigger.verb();
    count(view, verb, &mut hurt, 3);
    if trigger.word != verb {
        count(view, trigger.word, &mut hurt, 2);
    }
    hurt
}

fn count(view: &View<'_>, word: Word<'_>, hurt: &mut Hurt, deep: usize) {
    let figure = |noun: Word<'_>| {
        let (first, last) = view.words(noun);
        view.head_count(first, last)
    };
    let slot = match word.lemma() {
        "kill" | "slay" | "murder" | "massacre" | "execute" | "behead" | "slaughter" | "death" | "killing" => Some(0),
        "injure" | "wound" | "hurt" | "maim" => Some(1),
        "arrest" | "detain" | "jail" | "imprison" | "detention" => Some(2),
        _ => None,
    };
    if let Some(slot) = slot {
        let counted = if tree::is_verb(word) {
            tree::objects(word).into_iter().find_map(figure)
        } else {
            tree::preposition(word, "of").and_then(figure)
        };
        let place = [&mut hurt.killed, &mut hurt.injured, &mut hurt.arrested].into_iter().nth(slot);
        if let (Some(place), Some(counted)) = (place, counted) {
            place.get_or_insert(counted);
        }
    }
    if deep == 0 {
        return;
    }
    for child in word.children() {
        match child.dep() {
            // `killing more than 100`, `leaving ten dead`
            "advcl" | "conj" | "xcomp"
                if tree::is_verb(child) && tree::own_subject(child).is_none() && child.index() > word.index() =>
            {
                if child.lemma() == "leave" {
                    leave(view, child, hurt);
                }
                count(view, child, hurt, deep - 1);
            }
            _ => {}
        }
    }
}

/// `leaving ten dead and twenty injured`
fn leave(view: &View<'_>, verb: Word<'_>, hurt: &mut Hurt) {
    for below in verb.children().filter(|child| child.index() > verb.index()) {
        let people = below.children().find(|child| matches!(child.dep(), "nsubj")).or_else(|| verb.child("dobj"));
        let Some(figure) = people.and_then(|people| {
            let (first, last) = view.words(people);
            view.head_count(first, last)
        }) else {
            continue;
        };
        match below.lemma() {
            "dead" => _ = hurt.killed.get_or_insert(figure),
            "injured" | "wounded" | "injure" | "wound" => _ = hurt.injured.get_or_insert(figure),
            _ => {}
        }
    }
}

/// Whether a status leaves it open that it comes.
pub(super) fn is_open(status: Status) -> bool {
    matches!(
        status,
        Status::Planned | Status::Considered | Status::Possible | Status::Conditional | Status::Hypothetical
    )
}
