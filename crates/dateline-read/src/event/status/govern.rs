//! What does one word say of what hangs below it, and do the words further up still speak of that?

use dateline_parse::Pos;

use super::Seen;
use super::clause::{clause, modifiers};
use super::climb::climb;
use super::condition::{condition, is_in_case};
use crate::event::lexicon::{Effect, LEXICON};
use crate::event::tree::{self, Word};
use crate::event::view::View;

/// What a word above says of what is below it; whether words further up still speak of it.
pub(super) fn govern(view: &View<'_>, below: Word<'_>, above: Word<'_>, seen: &mut Seen) -> bool {
    // `pushed back the launch` puts it off, `would like to thank` thanks.
    let effects: &[Effect] = match above.lemma() {
        "push" if above.children().any(|child| child.text().eq_ignore_ascii_case("back")) => &[],
        "like" if LEXICON.is("performative", below.lemma()) => return false,
        // `killed the deal`
        "kill" if LEXICON.is("undertaking", below.lemma()) => &[Effect::Denied],
        lemma => LEXICON.effects(lemma),
    };
    let told = effects.iter().any(|effect| {
        !matches!(
            effect,
            Effect::Support | Effect::SupportTyped | Effect::Suffer | Effect::ObjectControl | Effect::Phase
        )
    });
    let finite = below.dep() == "ccomp" && !tree::is_infinitive(below);
    if finite && above.lemma() == "deny" && above.dep() == "conj" && above.head().lemma() == "confirm" {
        // `has neither confirmed nor denied that`
        seen.embedded = true;
        seen.possible = true;
        return true;
    }
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
            seen.planned |= above.lemma() == "announce" && !LEXICON.is("done", below.lemma());
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
            // `will allow users to record`: what will be made possible is coming.
            let is_enabled = matches!(above.lemma(), "allow" | "enable" | "let" | "permit") && has_will(above);
            effects
                .iter()
                .filter(|effect| !(is_kept && **effect == Effect::Denied || is_enabled && **effect == Effect::Possible))
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
        // `a day to celebrate`
        let is_occasion = LEXICON.is("occasion", above.lemma());
        seen.planned |= !is_singled_out(above) && !is_occasion && !seen.is_past;
        seen.embedded = true;
        // `the cancelled deal to lease tankers`
        modifiers(above, seen);
        return true;
    }
    above.pos() == Pos::Adj
        || LEXICON.is("container", above.lemma())
        || matches!(below.dep(), "compound" | "nmod" | "poss")
}

/// Whether a verb stands in the future: `will allow`.
pub(super) fn has_will(verb: Word<'_>) -> bool {
    verb.children().any(|child| {
        child.dep() == "aux"
            && matches!(child.text().to_ascii_lowercase().as_str(), "will" | "shall" | "'ll" | "’ll" | "wo")
    })
}

/// `the first ship to sail`: an infinitive behind what is counted or singled out tells what it does.
pub(super) fn is_singled_out(noun: Word<'_>) -> bool {
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

/// Whether what a verb says of its clause holds of its object too.
fn passes_on(verb: Word<'_>, told: bool) -> bool {
    told || LEXICON.has(verb.lemma(), Effect::Phase) || matches!(verb.lemma(), "be" | "have" | "go")
}

/// Whether a noun phrase is news: no article that points back.
pub(super) fn is_indefinite(word: Word<'_>) -> bool {
    let noun = if word.pos() == Pos::Adp { word.child("pobj").unwrap_or(word) } else { word };
    !noun.children().any(|child| child.dep() == "det" && tree::points_back(child))
}

/// `did not deny that`: the denial denied.
fn denied_above(verb: Word<'_>, seen: &mut Seen) {
    if tree::is_verb(verb) && verb.children().any(|child| child.dep() == "neg") {
        seen.denials += 1;
    }
}
