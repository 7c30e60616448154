//! What does a number count? The noun and its phrase.
//!
//! ## What it reads
//! The parse: the noun that the number describes, the noun after `of`, and, for a number that stands alone after a verb,
//! the plural that the verb speaks of (`complaints rose to 2 million`).
//!
//! ## What it decides
//! `of`: the noun with its describing words and its own `of` phrase; the unit of a count: the noun as written.
//!
//! ## What it leaves alone
//! Numbers whose noun the parse does not show: `of` stays unknown.

use dateline_parse::{Pos, Token};
use dateline_record::FigureKind;
use dateline_text::Story;
use rust_decimal::Decimal;

use super::context::Context;
use super::draft::{Draft, Form};
use super::{age, unit};

type Word<'a> = Token<'a, Story>;

fn is_noun(token: Word<'_>) -> bool {
    matches!(token.pos(), Pos::Noun | Pos::Propn) && token.text().starts_with(|c: char| c.is_alphabetic())
}

/// Finds what a figure counts, and its unit when it is a count.
pub(super) fn read(context: &Context<'_>, draft: &mut Draft) {
    let Some(last) = last_token(context, draft) else { return };
    let noun = if draft.kind.is_some() && draft.form != Form::Fraction {
        measured(last)
    } else {
        counted(context, draft, last)
    };
    let noun = noun.or_else(|| of_verb(draft, last));
    if let Some(noun) = noun {
        draft.noun = Some(noun.index());
        let phrase = phrase(draft, context, noun);
        // What is counted stands outside the number.
        let number = context.pieces[draft.number.0].token..context.pieces[draft.end - 1].token + 1;
        draft.of = (!number.contains(&phrase.0)).then_some(phrase);
    }
    if draft.form == Form::Ordinal {
        draft.kind = Some(FigureKind::Ordinal);
        draft.unit = noun.map(|noun| noun.text().to_owned());
        return;
    }
    if draft.kind.is_some() && draft.kind != Some(FigureKind::Count) {
        return;
    }
    if draft.form != Form::Fraction && age::is_age(context, draft, noun.is_some()) {
        draft.kind = Some(FigureKind::Duration);
        draft.unit = Some("years old".to_owned());
        return;
    }
    draft.kind =
        Some(if matches!(draft.form, Form::Fraction | Form::Fold) { FigureKind::Other } else { FigureKind::Count });
    let Some(noun) = noun else { return };
    let mut words = noun.text().to_lowercase();
    // `four thousand loaves per day`, `31 goals a season`.
    let after = context.piece_of(noun.index() + 1);
    if let Some((_, below)) = unit::per(context, after).filter(|_| noun.index() > last.index()) {
        words = format!("{words}/{below}");
        draft.kind = Some(FigureKind::Rate);
    }
    draft.unit = Some(words);
}

/// The token that stands for the number: its last word, or its unit.
fn last_token<'a>(context: &Context<'a>, draft: &Draft) -> Option<Word<'a>> {
    let is_measure = draft.kind.is_some() && draft.end > draft.number.1 && draft.form != Form::Ordinal;
    context.token(if is_measure { draft.end - 1 } else { draft.number.1 - 1 })
}

/// What a share, a sum or a measure is of: `90 percent of people`, `a $150 million loan`, `a 19% drop`.
fn measured(last: Word<'_>) -> Option<Word<'_>> {
    let mut token = last;
    for _ in 0..4 {
        if let Some(noun) = of_child(token) {
            return Some(noun);
        }
        let head = token.head();
        if matches!(token.dep(), "nummod" | "compound" | "amod" | "quantmod" | "nmod" | "npadvmod" | "punct")
            && head != token
        {
            if head.index() > last.index()
                && is_noun(head)
                && matches!(token.dep(), "nummod" | "compound" | "amod" | "nmod")
            {
                return Some(head);
            }
            token = head;
        } else {
            break;
        }
    }
    None
}

/// The noun after `of` that belongs to a token.
fn of_child(token: Word<'_>) -> Option<Word<'_>> {
    let of = token
        .children()
        .take(MOST_CHILDREN)
        .find(|child| child.dep() == "prep" && child.text().eq_ignore_ascii_case("of"))?;
    of.child("pobj").filter(|noun| is_noun(*noun))
}

/// The noun that a number counts.
fn counted<'a>(context: &Context<'a>, draft: &Draft, last: Word<'a>) -> Option<Word<'a>> {
    let fraction = matches!(draft.form, Form::Fraction);
    // `two of the people`, `dozens of colleagues`.
    let of = draft.after();
    if context.is(of, "of") && context.goes_on(of) {
        let prep = context.token(of)?;
        let noun = prep.child("pobj").filter(|noun| matches!(noun.pos(), Pos::Noun | Pos::Propn | Pos::Pron));
        let noun = noun.or_else(|| following_noun(context, of + 1));
        if let Some(noun) = noun.filter(|noun| noun.index() > prep.index()) {
            return if noun.pos() == Pos::Pron { None } else { Some(noun) };
        }
    }
    // A compound over a hyphen: `23-parish`, `four-cylinder`.
    let hyphen = draft.after();
    let joined =
        context.is_hyphen(hyphen) && context.glued(hyphen) && context.glued(hyphen + 1) && context.is_word(hyphen + 1);
    if joined && !context.one_of(hyphen + 1, &["plus", "odd", "ish", "strong", "something", "to", "or", "and"]) {
        return context.token(hyphen + 1);
    }
    let mut token = last;
    for _ in 0..4 {
        let head = token.head();
        let bound = matches!(
            token.dep(),
            "nummod" | "compound" | "quantmod" | "amod" | "advmod" | "nmod" | "det" | "predet" | "poss" | "npadvmod"
        );
        if !bound || head == token {
            break;
        }
        if head.index() > last.index() && is_noun(head) && near(context, draft, head) {
            // `40 page report`: what is counted is the pages.
            let next = context.token(draft.after()).filter(|next| next.tag() == "NN" && context.is_word(draft.after()));
            let many = draft.value != Decimal::ONE && head.tag() == "NN";
            let counted =
                next.filter(|next| many && (*next == head || next.index() < head.index() && next.dep() == "compound"));
            return Some(counted.unwrap_or_else(|| whole(head)));
        }
        token = head;
    }
    if fraction {
        return following_noun(context, draft.after());
    }
    if matches!(last.dep(), "nummod" | "compound" | "quantmod") || draft.form != Form::Fraction {
        return following_noun(context, draft.after());
    }
    None
}

/// The noun that a noun of a compound leads to: `embassies` of `U.S. embassies`.
fn whole(noun: Word<'_>) -> Word<'_> {
    let above = std::iter::successors(Some(noun), |noun| {
        let head = noun.head();
        (matches!(noun.dep(), "compound" | "nmod")
            && is_noun(head)
            && head.index() > noun.index()
            && head.index() - noun.index() < 6)
            .then_some(head)
    });
    above.take(4).last().unwrap_or(noun)
}

/// Whether nothing that ends a phrase stands between a number and its noun.
fn near(context: &Context<'_>, draft: &Draft, noun: Word<'_>) -> bool {
    let from = draft.after();
    let to = context.piece_of(noun.index());
    to >= from && to - from <= 9 && (from..to).all(|at| !matches!(context.words(at), ";" | ":" | "(" | ")" | "." | "—"))
}

/// The noun right after, over adjectives and the nouns before it.
fn following_noun<'a>(context: &Context<'a>, at: usize) -> Option<Word<'a>> {
    let mut noun = None;
    let mut here = at;
    while here < at + 8 && context.goes_on(here) {
        let token = context.token(here)?;
        let word = context.is_word(here);
        // A word before a colon heads what follows.
        if context.is_mark(here + 1, ':') {
            break;
        }
        match token.tag() {
            "NN" | "NNS" | "NNP" | "NNPS" if word => noun = Some(token),
            "JJ" | "JJR" | "JJS" | "VBN" | "VBG" | "HYPH" | "RB" | "POS"
                if noun.is_none() && (word || context.is_hyphen(here)) => {}
            "HYPH" | "VBG" | "VBN" | "JJ"
                if context.is_hyphen(here) || context.glued(here) && context.is_hyphen(here - 1) => {}
            "CC" if noun.is_none() && here > at => {}
            "CD" if context.is(at.wrapping_sub(1), "of") && noun.is_none() => {}
            "DT" | "PRP$"
                if here == at && context.is(at.wrapping_sub(1), "of")
                    || here == at && noun.is_none() && context.is(at.wrapping_sub(1), "half") => {}
            _ => break,
        }
        if matches!(token.tag(), "NNS" | "NNPS") && !context.is_hyphen(here + 1) {
            // A plural mostly ends its phrase.
            break;
        }
        here += 1;
    }
    noun
}

/// For a bare number after a verb, the plural it speaks of: `complaints increased to 2 million`, `the toll was 214`.
fn of_verb<'a>(draft: &Draft, last: Word<'a>) -> Option<Word<'a>> {
    if draft.kind.is_some() || matches!(draft.form, Form::Ordinal | Form::Fraction) {
        return None;
    }
    let mut token = last;
    for _ in 0..3 {
        if !matches!(token.dep(), "pobj" | "prep" | "dobj" | "attr" | "nummod" | "npadvmod" | "acomp")
            || token.is_root()
        {
            break;
        }
        token = token.head();
        if matches!(token.pos(), Pos::Verb | Pos::Aux) {
            let subject =
                token.children().take(MOST_CHILDREN).find(|child| matches!(child.dep(), "nsubj" | "nsubjpass"))?;
            let tells = matches!(
                token.lemma(),
                "be" | "increase"
                    | "rise"
                    | "grow"
                    | "fall"
                    | "drop"
                    | "decline"
                    | "climb"
                    | "reach"
                    | "total"
                    | "stand"
                    | "number"
                    | "exceed"
                    | "top"
                    | "hit"
                    | "surpass"
                    | "jump"
                    | "decrease"
                    | "remain"
            );
            let countable =
                subject.tag() == "NNS" || matches!(subject.lemma(), "toll" | "tally" | "total" | "number" | "count");
            return (tells && countable && subject.index() < last.index()).then_some(subject);
        }
    }
    None
}

/// The longest phrase that is told as counted, in tokens after its noun.
const LONGEST: usize = 16;

/// How many children of a word are looked at: a word with more heads a list, not a phrase.
const MOST_CHILDREN: usize = 32;

/// The tokens of a subtree, unless it is larger than a phrase: a chain of subtrees is not walked again and again.
fn small_subtree(token: Word<'_>) -> Option<std::ops::Range<usize>> {
    let (mut first, mut last) = (token.index(), token.index());
    let mut below = vec![token];
    let mut at = 0;
    while let Some(&token) = below.get(at) {
        first = first.min(token.index());
        last = last.max(token.index());
        if last - first > LONGEST || below.len() > 2 * LONGEST {
            return None;
        }
        below.extend(token.children().take(MOST_CHILDREN));
        at += 1;
    }
    Some(first..last + 1)
}

/// The phrase of a noun: from its first describing word after the number to the end of its `of` phrase.
fn phrase(draft: &Draft, context: &Context<'_>, noun: Word<'_>) -> (usize, usize) {
    let number_end = context.pieces.get(draft.end - 1).map_or(0, |piece| piece.token + 1);
    let mut first = noun.index();
    for child in noun.children().take(MOST_CHILDREN) {
        let describes = matches!(child.dep(), "amod" | "compound" | "nmod" | "poss");
        if describes && child.index() < noun.index() {
            first = first.min(small_subtree(child).map_or(child.index(), |tokens| tokens.start));
        }
    }
    if first < number_end && noun.index() >= number_end {
        first = number_end;
    }
    let leads = |at: usize| {
        let token = context.parse.token(at);
        matches!(token.pos(), Pos::Cconj | Pos::Punct | Pos::Num | Pos::Space | Pos::Det)
            || token.text().starts_with(|c: char| c.is_ascii_digit())
    };
    while first < noun.index() && leads(first) {
        first += 1;
    }
    let of = noun
        .children()
        .take(MOST_CHILDREN)
        .find(|child| child.dep() == "prep" && child.text().eq_ignore_ascii_case("of") && child.index() > noun.index());
    let relative = noun
        .children()
        .take(MOST_CHILDREN)
        .find(|child| matches!(child.dep(), "relcl" | "acl") && child.index() > noun.index());
    let places =
        noun.children().take(MOST_CHILDREN).find(|child| child.dep() == "prep" && child.index() == noun.index() + 1);
    let mut end = noun.index() + 1;
    for below in [of, relative, places].into_iter().flatten() {
        if let Some(tokens) = small_subtree(below)
            && tokens.end > end
            && tokens.start > noun.index()
            && tokens.end - noun.index() <= LONGEST
        {
            end = tokens.end;
        }
    }
    while end > noun.index() + 1 && context.parse.token(end - 1).pos() == Pos::Punct {
        end -= 1;
    }
    (first, end)
}
