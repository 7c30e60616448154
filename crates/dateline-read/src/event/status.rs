//! Did it happen? From tense, modals, negation, the words it hangs below, and conditions.
//!
//! From the word that names the happening up to the root, each step adds what it says of everything below it: `denied planning
//! to invade` is planned by one step and denied by the next.
//! Two denials cancel out.
//! After Saurí and Pustejovsky (2009), "FactBank: a corpus annotated with event factuality", whose source-introducing and
//! embedding predicates are the rows of `data/event/governors.tsv`.

use dateline_parse::Pos;
use dateline_record::Status;

use super::lexicon::{Effect, LEXICON};
use super::tree::{self, Word};
use super::trigger::Trigger;
use super::view::View;

/// How sure a happening is, and what it hangs on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sure {
    pub(super) status: Status,
    /// The tokens of the condition, first and last.
    pub(super) condition: Option<(usize, usize)>,
    /// Whether it is told below another verb or noun.
    pub(super) is_embedded: bool,
    /// Whether it stands in the future of who tells it.
    pub(super) is_coming: bool,
    /// Whether it is refused: it was to come, and will not.
    pub(super) is_refused: bool,
    /// Whether who will do it says so: `will`, `plans to`, in the main clause or in what is said.
    pub(super) is_announced: bool,
}

/// How many steps up are looked at.
const DEEP: usize = 20;

/// Prepositions that set the scene: what stands behind them is no part of the plan or threat before them.
const CIRCUMSTANCE: [&str; 12] = [
    "after",
    "amid",
    "because",
    "before",
    "despite",
    "during",
    "following",
    "over",
    "since",
    "through",
    "throughout",
    "while",
];

#[derive(Default)]
struct Seen {
    denials: u32,
    planned: bool,
    considered: bool,
    possible: bool,
    alleged: bool,
    hypothetical: bool,
    ongoing: bool,
    in_condition: bool,
    embedded: bool,
    condition: Option<(usize, usize)>,
    /// Whether it is told as past below what is still open: `wants to know what happened`.
    is_past: bool,
    /// The noun that is asked about, where it names words that were uttered.
    message: Option<usize>,
    /// How many walks up this one began from, in steps.
    depth: usize,
}

impl Seen {
    fn is_open(&self) -> bool {
        self.planned || self.considered || self.possible || self.hypothetical
    }

    fn take(&mut self, effect: Effect) {
        if self.is_past && matches!(effect, Effect::Planned | Effect::Considered | Effect::Possible) {
            return;
        }
        match effect {
            Effect::Planned => self.planned = true,
            Effect::Considered => self.considered = true,
            Effect::Possible => self.possible = true,
            Effect::Alleged => self.alleged = true,
            Effect::Denied => self.denials += 1,
            Effect::Hypothetical => self.hypothetical = true,
            Effect::Ongoing => self.ongoing = true,
            Effect::Support | Effect::SupportTyped | Effect::Suffer | Effect::Phase | Effect::ObjectControl => {}
        }
    }
}

/// What is told of a trigger.
pub(super) fn sure(view: &View<'_>, trigger: &Trigger<'_>) -> Sure {
    let word = trigger.word;
    let mut seen = Seen { message: is_message(word).then_some(word.index()), ..Seen::default() };
    if !tree::is_verb(word) {
        modifiers(word, &mut seen);
    }
    let verb = trigger.verb();
    if tree::is_verb(verb) {
        clause(view, verb, &mut seen, true, trigger.carrier.map(|_| word));
        if trigger.carrier.is_some() && !LEXICON.has(verb.lemma(), Effect::SupportTyped) {
            // `offered talks`: what carries the noun says how sure it is.
            LEXICON.effects(verb.lemma()).iter().for_each(|effect| seen.take(*effect));
        }
    } else if word.pos() == Pos::Adj && tree::is_verb(word.head()) {
        clause(view, word.head(), &mut seen, true, None);
    }
    if let Some(object) = trigger.with {
        modifiers(object, &mut seen);
    }
    climb(view, verb, &mut seen);
    if seen.condition.is_none() && seen.is_open() && !seen.in_condition {
        // `…, should Putin decide`, wherever the parser hung it.
        let root = word.sentence().root();
        seen.condition = root_condition(view, root).filter(|(first, _)| *first > word.index());
    }
    let status = if seen.in_condition {
        Status::Hypothetical
    } else if seen.condition.is_some() {
        Status::Conditional
    } else if seen.denials % 2 == 1 {
        Status::Denied
    } else if seen.considered {
        Status::Considered
    } else if seen.possible {
        Status::Possible
    } else if seen.planned {
        Status::Planned
    } else if seen.hypothetical {
        Status::Hypothetical
    } else if seen.alleged {
        Status::Alleged
    } else if seen.ongoing {
        Status::Ongoing
    } else {
        Status::Occurred
    };
    let is_coming = seen.planned || matches!(status, Status::Considered | Status::Conditional);
    let is_refused = status == Status::Denied && (seen.planned || seen.considered)
        || seen.condition.is_some() && seen.denials % 2 == 1;
    Sure {
        status,
        condition: seen.condition,
        is_embedded: seen.embedded,
        is_coming,
        is_refused,
        is_announced: status == Status::Planned && tree::is_verb(verb),
    }
}

/// What stands before a noun: `possible sanctions`, `no talks`, `any attack`.
fn modifiers(noun: Word<'_>, seen: &mut Seen) {
    for child in noun.children() {
        match child.dep() {
            "amod" | "compound" | "nmod" => {
                if !LEXICON.is("modifier", child.lemma()) && !LEXICON.is("modifier", child.text()) {
                    continue;
                }
                let effects = LEXICON.effects(child.lemma());
                let effects = if effects.is_empty() { LEXICON.effects(child.text()) } else { effects };
                effects.iter().for_each(|effect| seen.take(*effect));
            }
            "det" | "neg" => match child.text().to_ascii_lowercase().as_str() {
                "no" | "neither" => seen.denials += 1,
                "any" => seen.hypothetical = true,
                _ => {}
            },
            _ => {}
        }
    }
}

/// What a verb's own clause says: negation, modals, adverbs, progressive, conditions.
fn clause(view: &View<'_>, verb: Word<'_>, seen: &mut Seen, is_own: bool, happening: Option<Word<'_>>) {
    let mut has_modal = false;
    for child in verb.children() {
        let lower = child.text().to_ascii_lowercase();
        match child.dep() {
            "neg" => seen.denials += u32::from(!is_not_only(child)),
            "aux" => {
                has_modal |= modal(verb, &lower, seen);
            }
            "advmod" | "npadvmod" => match lower.as_str() {
                "potentially" | "possibly" | "perhaps" | "maybe" | "probably" | "likely" => seen.possible = true,
                "allegedly" | "reportedly" | "apparently" | "purportedly" | "supposedly" => seen.alleged = true,
                "never" | "hardly" | "rarely" => seen.denials += 1,
                _ => {}
            },
            "nsubj" | "nsubjpass" | "dobj" => {
                let none = matches!(lower.as_str(), "nobody" | "none" | "neither" | "nothing")
                    || child.children().any(|det| det.dep() == "det" && det.text().eq_ignore_ascii_case("no"));
                // The noun that a verb carries is the happening itself, and has been asked.
                if none && happening != Some(child) {
                    seen.denials += 1;
                }
            }
            _ => {}
        }
    }
    if is_own
        && verb.tag() == "VBG"
        && verb.children().any(|child| {
            child.dep() == "aux"
                && matches!(
                    child.text().to_ascii_lowercase().as_str(),
                    "is" | "are" | "'s" | "’s" | "'re" | "’re" | "am" | "been"
                )
        })
    {
        seen.ongoing = true;
    }
    // A headline's plan: `Ministers to meet`.
    if is_own
        && tree::is_infinitive(verb)
        && (verb.is_root() || matches!(verb.dep(), "ccomp" | "relcl" | "conj"))
        && tree::own_subject(verb).is_some()
    {
        seen.planned = true;
    }
    let is_past = verb.tag() == "VBD" || verb.tag() == "VBN" && !has_modal;
    if seen.condition.is_none() && (seen.is_open() || has_modal || !is_past) {
        seen.condition = condition(view, verb);
    }
}

/// Whether `not` belongs to `not only`.
fn is_not_only(not: Word<'_>) -> bool {
    not.next().is_some_and(|next| matches!(next.text().to_ascii_lowercase().as_str(), "only" | "just" | "least"))
}

fn modal(verb: Word<'_>, lower: &str, seen: &mut Seen) -> bool {
    match lower {
        "will" | "shall" | "'ll" | "’ll" | "wo" | "would" | "'d" | "’d" => {
            let base = matches!(verb.tag(), "VB" | "VBN" | "VBG" | "VBP");
            if lower.ends_with('d') && !base {
                return false;
            }
            seen.planned = true;
        }
        "could" | "may" | "might" | "can" | "ca" => seen.possible = true,
        "should" | "must" | "ought" => seen.hypothetical = true,
        _ => return false,
    }
    true
}

/// The clause a verb hangs on: `if …`, `unless …`, `should Putin decide`, `in the event of …`.
fn condition(view: &View<'_>, verb: Word<'_>) -> Option<(usize, usize)> {
    for child in verb.children() {
        let opens = match child.dep() {
            "advcl" => has_if(child) || inverted(child).is_some(),
            "prep" => is_in_case(child),
            _ => false,
        };
        if opens {
            return Some(trim(view, view.edge(child)));
        }
    }
    None
}

fn has_if(verb: Word<'_>) -> bool {
    verb.children().any(|child| {
        matches!(child.dep(), "mark" | "advmod")
            && child.index() < verb.index()
            && matches!(child.text().to_ascii_lowercase().as_str(), "if" | "unless" | "provided" | "lest")
    })
}

/// `in case of`, `in the event of`.
fn is_in_case(preposition: Word<'_>) -> bool {
    let noun = preposition.child("pobj");
    preposition.text().eq_ignore_ascii_case("in")
        && noun.is_some_and(|noun| matches!(noun.lemma(), "event" | "case") && tree::preposition(noun, "of").is_some())
}

/// `should Putin decide`, `had they known`: the auxiliary before the subject, not in a question.
fn inverted<'a>(verb: Word<'a>) -> Option<Word<'a>> {
    let subject = verb.children().find(|child| matches!(child.dep(), "nsubj" | "nsubjpass"))?;
    let first = verb.children().find(|child| {
        child.dep() == "aux"
            && child.index() < subject.index()
            && matches!(child.text().to_ascii_lowercase().as_str(), "should" | "had" | "were")
    })?;
    let ends = verb.sentence().tokens().next_back().is_some_and(|last| last.text() == "?");
    let before = first.previous().is_none_or(|word| word.pos() == Pos::Punct || first.starts_sentence());
    (before && !ends).then_some(first)
}

fn trim(view: &View<'_>, (mut first, mut last): (usize, usize)) -> (usize, usize) {
    let is_blank = |index: usize| {
        let token = view.parse.token(index);
        token.is_space() || token.pos() == Pos::Punct
    };
    while first < last && is_blank(first) {
        first += 1;
    }
    while last > first && is_blank(last) {
        last -= 1;
    }
    (first, last)
}

/// What the words above say.
fn climb(view: &View<'_>, from: Word<'_>, seen: &mut Seen) {
    let mut word = from;
    // Each time an object asks its verb, the way left gets shorter: no walk is longer than twice this.
    seen.depth += 4;
    for _ in 0..DEEP.saturating_sub(seen.depth) {
        if tree::is_verb(word) && has_if(word) && matches!(word.dep(), "advcl" | "ccomp" | "conj")
            || inverted(word).is_some() && !word.is_root()
        {
            seen.in_condition = true;
            return;
        }
        if word.children().any(|mark| mark.dep() == "mark" && mark.text().eq_ignore_ascii_case("whether")) {
            seen.possible = true;
        }
        if word.is_root() {
            return;
        }
        let above = word.head();
        match word.dep() {
            "conj" => {
                if tree::is_verb(word) && tree::is_verb(above) {
                    share(view, word, above, seen);
                }
                // What governs the first of a row governs the others.
                word = above;
                continue_row(&mut word);
                continue;
            }
            "relcl" => {
                // `an event to be held in May`
                seen.planned |= tree::is_infinitive(word) && !is_singled_out(above);
                return;
            }
            "advcl" => {
                if tree::is_infinitive(word) && tree::own_subject(word).is_none() {
                    // A purpose; that of a call or visit is what was said there.
                    let is_talk = matches!(above.tag(), "VBD" | "VBN")
                        && (LEXICON.is("talk-verb", above.lemma()) || above.lemma() == "gather");
                    seen.planned |= !is_talk && !seen.is_past;
                    seen.embedded = true;
                    if let Some(inverted) = root_condition(view, above)
                        && seen.condition.is_none()
                    {
                        seen.condition = Some(inverted);
                    }
                }
                return;
            }
            "acl" if word.tag() == "VBG" || word.tag() == "VBN" && !tree::is_infinitive(word) => return,
            // `flight delayed`, as headlines leave out the auxiliary.
            "nsubj"
                if LEXICON.has(above.lemma(), Effect::Denied)
                    && above.child("dobj").is_none()
                    && !tree::is_verb(word) => {}
            // `expects sales to rise`
            "nsubj"
                if tree::is_infinitive(above)
                    && above.dep() != "relcl"
                    && !tree::is_verb(word)
                    && is_indefinite(word) =>
            {
                word = above;
                continue;
            }
            "nsubj" | "csubj" => return,
            "prep" | "agent" | "pcomp" | "pobj" if above.pos() == Pos::Adp || above.dep() == "prep" => {
                if above.text().eq_ignore_ascii_case("without") {
                    seen.denials += 1;
                }
                if CIRCUMSTANCE.contains(&above.text().to_ascii_lowercase().as_str()) {
                    return;
                }
                if is_in_case(above) {
                    seen.in_condition = true;
                    return;
                }
                word = above;
                continue;
            }
            "nsubjpass" | "dobj" | "attr" | "oprd" | "xcomp" | "ccomp" | "acl" | "acomp" | "prep" | "pcomp"
            | "pobj" | "appos" | "compound" | "nmod" | "poss" | "dative" | "parataxis" | "dep" | "amod" => {}
            _ => return,
        }
        // An inverted condition that the parser made the main clause.
        if above.is_root()
            && let Some(found) = root_condition(view, above)
        {
            if seen.condition.is_none() && seen.is_open() {
                seen.condition = Some(found);
            }
            return;
        }
        if !govern(view, word, above, seen) {
            return;
        }
        word = above;
    }
}

/// The last of a row's heads.
fn continue_row(word: &mut Word<'_>) {
    for _ in 0..DEEP {
        if word.dep() != "conj" {
            return;
        }
        *word = word.head();
    }
}

/// What a verb shares with the first of its row: `would underscore and reaffirm`.
fn share(view: &View<'_>, verb: Word<'_>, first: Word<'_>, seen: &mut Seen) {
    let has_own = verb.children().any(|child| child.dep() == "aux") || tree::own_subject(verb).is_some();
    if has_own {
        return;
    }
    let alike = verb.tag() == first.tag();
    if alike {
        for child in first.children().filter(|child| child.dep() == "aux") {
            modal(verb, &child.text().to_ascii_lowercase(), seen);
        }
        if seen.is_open() && seen.condition.is_none() {
            seen.condition = condition(view, first);
        }
    }
}

/// `…, should Putin decide`, as the root of its sentence: its tokens.
fn root_condition(view: &View<'_>, root: Word<'_>) -> Option<(usize, usize)> {
    let first = inverted(root)?;
    let last = root.children().filter(|child| child.index() > root.index()).map(|child| view.edge(child).1).max();
    Some(trim(view, (first.index(), last.unwrap_or(root.index()).max(root.index()))))
}

/// What a word above says of what is below it; whether words further up still speak of it.
fn govern(view: &View<'_>, below: Word<'_>, above: Word<'_>, seen: &mut Seen) -> bool {
    let effects = LEXICON.effects(above.lemma());
    let told = effects.iter().any(|effect| {
        !matches!(
            effect,
            Effect::Support | Effect::SupportTyped | Effect::Suffer | Effect::ObjectControl | Effect::Phase
        )
    });
    let finite = below.dep() == "ccomp" && !tree::is_infinitive(below);
    if finite {
        seen.embedded = true;
        seen.is_past |= below.tag() == "VBD" && !seen.is_open();
        for effect in effects {
            if matches!(effect, Effect::Alleged | Effect::Denied)
                || matches!(effect, Effect::Possible | Effect::Considered | Effect::Planned)
                    && !seen.is_open()
                    && below.tag() != "VBD"
            {
                seen.take(*effect);
            }
        }
        if told {
            denied_above(above, seen);
        }
        if matches!(above.lemma(), "see" | "have" | "get") && matches!(below.tag(), "VBN" | "VBG") && !seen.is_past {
            // `will see the ships delivered`
            clause(view, above, seen, false, None);
        }
        if seen.is_open() && seen.condition.is_none() {
            seen.condition = condition(view, above);
        }
        return true;
    }
    if tree::is_verb(above) {
        let is_object = matches!(below.dep(), "dobj" | "nsubj" | "nsubjpass" | "attr" | "oprd" | "prep");
        let is_part = below.dep() != "prep"
            || matches!(
                below.text().to_ascii_lowercase().as_str(),
                "of" | "on" | "to" | "into" | "with" | "against" | "through"
            );
        if is_object && is_part && !passes_on(above, told) && is_indefinite(below) {
            // `will bring improvements`
            let mut own = Seen { depth: seen.depth, ..Seen::default() };
            clause(view, above, &mut own, true, None);
            climb(view, above, &mut own);
            seen.planned |= own.planned;
            seen.possible |= own.possible;
            seen.considered |= own.considered;
            seen.in_condition |= own.in_condition;
            seen.planned |= above.lemma() == "announce";
            seen.condition = seen.condition.or(own.condition);
            return false;
        }
        let passes = told
            || LEXICON.has(above.lemma(), Effect::Phase)
            || above.lemma() == "be"
            || above.lemma() == "have"
            || above.lemma() == "go";
        if is_object && !passes {
            return false;
        }
        if below.dep() == "prep"
            && !matches!(
                below.text().to_ascii_lowercase().as_str(),
                "of" | "for" | "about" | "on" | "against" | "from" | "to" | "with"
            )
        {
            return false;
        }
        seen.embedded |= above.lemma() != "be" && above.pos() != Pos::Aux;
        if below.dep() == "xcomp" && matches!(above.lemma(), "stop" | "cease" | "quit") {
            seen.denials += 1;
        }
        if told {
            let is_kept = seen.message == Some(below.index()) && !LEXICON.is("undone", above.lemma());
            effects
                .iter()
                .filter(|effect| !(is_kept && **effect == Effect::Denied))
                .for_each(|effect| seen.take(*effect));
        }
        let is_bound = matches!(above.lemma(), "go" | "be") && tree::is_infinitive(below);
        // `is going to sign`, `is to be signed`
        seen.planned |= is_bound && !seen.is_past;
        // `appears to be running`
        seen.possible |= matches!(above.lemma(), "seem" | "appear") && below.dep() == "xcomp" && !seen.is_past;
        if seen.is_past {
            let mut own = Seen::default();
            clause(view, above, &mut own, false, Some(below));
            seen.denials += own.denials;
        } else {
            clause(view, above, seen, false, Some(below));
        }
        if above.lemma() == "need" && above.children().any(|child| child.dep() == "neg") {
            // `need not buy`: who need not may still.
            seen.denials = seen.denials.saturating_sub(1);
            seen.possible = true;
        }
        return true;
    }
    if matches!(above.lemma(), "event" | "case") && above.dep() == "pobj" && is_in_case(above.head()) {
        seen.in_condition = true;
        return false;
    }
    // A noun or adjective: a plan, a threat, the possibility of.
    if told {
        seen.embedded = true;
        effects.iter().for_each(|effect| seen.take(*effect));
        modifiers(above, seen);
        return true;
    }
    if matches!(below.dep(), "acl") && tree::is_infinitive(below) && above.pos() == Pos::Noun {
        seen.planned |= !is_singled_out(above) && !seen.is_past;
        seen.embedded = true;
        // `the cancelled deal to lease tankers`
        modifiers(above, seen);
        return true;
    }
    above.pos() == Pos::Adj
        || LEXICON.is("container", above.lemma())
        || matches!(below.dep(), "compound" | "nmod" | "poss")
}

/// `the first ship to sail`: an infinitive behind what is counted or singled out tells what it does.
fn is_singled_out(noun: Word<'_>) -> bool {
    let of = noun.head().dep() == "prep" && noun.head().text().eq_ignore_ascii_case("of");
    let whole = of.then(|| noun.head().head());
    [Some(noun), whole].into_iter().flatten().any(|noun| {
        noun.children().any(|child| {
            child.index() < noun.index()
                && (child.tag() == "JJS"
                    || matches!(
                        child.text().to_ascii_lowercase().as_str(),
                        "first" | "second" | "third" | "last" | "latest" | "only"
                    ))
        })
    })
}

/// Whether a noun names words that were uttered: who rejects a proposal does not undo that it was made.
pub(super) fn is_message(noun: Word<'_>) -> bool {
    matches!(noun.dep(), "dobj" | "nsubjpass") && LEXICON.is("message", noun.lemma())
}

/// Whether what a verb says of its clause holds of its object too.
fn passes_on(verb: Word<'_>, told: bool) -> bool {
    told || LEXICON.has(verb.lemma(), Effect::Phase) || matches!(verb.lemma(), "be" | "have" | "go")
}

/// Whether a noun phrase is news: no article that points back.
fn is_indefinite(word: Word<'_>) -> bool {
    let noun = if word.pos() == Pos::Adp { word.child("pobj").unwrap_or(word) } else { word };
    !noun.children().any(|child| {
        child.dep() == "det"
            && matches!(child.text().to_ascii_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
    })
}

/// `did not deny that`: the denial denied.
fn denied_above(verb: Word<'_>, seen: &mut Seen) {
    if tree::is_verb(verb) && verb.children().any(|child| child.dep() == "neg") {
        seen.denials += 1;
    }
}
