//! Who said it: the words of the source, and what kind of source it is.

use std::ops::Range;
use std::sync::LazyLock;

use dateline_parse::{Pos, Token};
use dateline_record::{EntityKind, SourceKind};
use dateline_text::Story;
use rustc_hash::{FxHashMap, FxHashSet};

use super::cue::Found;
use super::tree::Tree;

/// The whole noun phrase with this head, as written: with appositions and relative clauses, without what belongs to the cue.
pub(super) fn phrase(tree: &Tree<'_>, head: Token<'_, Story>, cue: &Found<'_>) -> Option<Range<usize>> {
    let mut range = tree.subtree(head);
    // A participle's noun holds the cue: `a letter saying …`.
    if range.contains(&cue.head.index()) {
        if head.index() < cue.words.start {
            range.end = range.end.min(cue.words.start);
        } else {
            range.start = range.start.max(cue.words.end);
        }
    }
    if range.start < cue.words.end && cue.words.start < range.end {
        if head.index() < cue.words.start { range.end = cue.words.start } else { range.start = cue.words.end }
    }
    let sentence = tree.sentence(head.index());
    range = range.start.max(sentence.start)..range.end.min(sentence.end);
    while range.start < head.index()
        && (tree.token(range.start).dep() == "cc"
            || tree.is(range.start, &["even", "only", "just", "then", "meanwhile", "yet"])
            || tree.text(range.start) == ",")
    {
        range.start += 1;
    }
    // `Ann Reed, who kept the light, said`: the clause between commas only tells of her.
    if range.end <= cue.words.start {
        let who = (head.index() + 1..range.end)
            .find(|&at| tree.text(at - 1) == "," && matches!(tree.token(at).tag(), "WP" | "WP$" | "WDT"));
        range.end = who.map_or(range.end, |who| who - 1);
    }
    let range = tree.trim(range);
    (!range.is_empty()).then_some(range)
}

/// The noun phrase right before a cue, by its words alone.
pub(super) fn before(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    let end = cue.words.start;
    let sentence = tree.sentence(cue.head.index());
    let mut last = end.checked_sub(1).filter(|&last| last >= sentence.start)?;
    // `Reed, 58, told`: what stands between commas belongs to the noun before it.
    if tree.text(last) == "," {
        let first = (sentence.start.max(last.saturating_sub(25))..last).rev().find(|&at| tree.text(at) == ",")?;
        last = first.checked_sub(1).filter(|&last| last >= sentence.start)?;
        if !tree.token(last).tag().starts_with("NNP") {
            return None;
        }
    }
    if !(matches!(tree.token(last).tag(), "NNP" | "NNPS" | "NNS" | "NN")
        || matches!(tree.text(last), "he" | "she" | "He" | "She" | "they" | "They"))
    {
        return None;
    }
    let belongs = |at: &usize| {
        let token = tree.token(*at);
        let is_name = token.text().starts_with(char::is_uppercase) && token.text().chars().any(char::is_lowercase);
        matches!(token.pos(), Pos::Propn | Pos::Noun | Pos::Adj | Pos::Det | Pos::Num)
            || token.tag() == "POS"
            || is_name
    };
    let start = (sentence.start..last).rev().take_while(belongs).last().unwrap_or(last);
    let range = tree.trim(start..end);
    (!range.is_empty()
        && range.len() <= 10
        && range.clone().all(|at| tree.quotation_of(at) == tree.quotation_of(cue.head.index())))
    .then_some(range)
}

/// The name right behind a cue, by its words alone: `said Robin Hale, half joking`.
pub(super) fn after(tree: &Tree<'_>, cue: &Found<'_>) -> Option<Range<usize>> {
    let start = cue.words.end;
    let sentence = tree.sentence(cue.head.index());
    let end = (start..sentence.end.min(start + 5)).find(|&at| tree.token(at).tag() != "NNP").unwrap_or(start);
    (end > start && matches!(tree.text(end), "," | "." | "(")).then_some(start..end)
}

/// The words between the last comma and a cue that ends its sentence, and their head: `…, a study published on Monday found.`
pub(super) fn closing<'a>(tree: &Tree<'a>, cue: &Found<'_>) -> Option<(Range<usize>, Token<'a, Story>)> {
    const MOST: usize = 18;
    let sentence = tree.sentence(cue.head.index());
    let is_last = cue.words.end >= sentence.end
        || matches!(tree.text(cue.words.end), "." | "!" | "?")
        || tree.token(cue.words.end).is_space();
    let first = sentence.start.max(cue.words.start.saturating_sub(MOST));
    let comma = (first..cue.words.start).rev().find(|&at| tree.text(at) == ",").filter(|_| is_last)?;
    let range = comma + 1..cue.words.start;
    // The noun that the phrase begins with is its head.
    let head = range.clone().map(|at| tree.token(at)).find(|token| {
        can_speak(*token) && !matches!(token.dep(), "det" | "amod" | "compound" | "nummod" | "poss" | "nmod")
    })?;
    let is_plain = range.clone().all(|at| tree.quotation_of(at).is_none())
        && matches!(tree.token(range.start).dep(), "det" | "amod" | "compound" | "nummod" | "poss" | "nsubj" | "nmod");
    is_plain.then_some((range, head))
}

/// Whether a token can speak: a noun, a name, a pronoun; `there` and a bare `it` cannot.
pub(super) fn can_speak(token: Token<'_, Story>) -> bool {
    matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Det | Pos::Adj | Pos::X | Pos::Sym)
        && !matches!(token.tag(), "EX" | "WRB")
        && !matches!(token.text(), "what" | "What" | "whatever")
}

/// What a source is, as far as its words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) kind: SourceKind,
    pub(super) is_anonymous: bool,
    pub(super) count: Option<u32>,
}

const SOURCES: &str = include_str!("../../data/statement/sources.csv");

/// Nouns that sources are called by: what kind, and whether a source that is called no more than this keeps its name back.
static NOUNS: LazyLock<FxHashMap<&'static str, (SourceKind, bool)>> = LazyLock::new(|| {
    let mut nouns = FxHashMap::default();
    for line in SOURCES.lines().skip(1) {
        let fields: Vec<&'static str> = line.split(',').collect();
        if let &[noun, kind, unnamed] = &fields[..] {
            let kind = match kind {
                "person" => SourceKind::Person,
                "people" => SourceKind::People,
                "organization" => SourceKind::Organization,
                "country" => SourceKind::Country,
                "document" => SourceKind::Document,
                "data" => SourceKind::Data,
                "media" => SourceKind::Media,
                _ => SourceKind::Unknown,
            };
            nouns.insert(noun, (kind, unnamed == "yes"));
        }
    }
    nouns
});

const MUTE: &str = include_str!("../../data/statement/mute.csv");

/// Nouns of things, times and happenings.
static MUTES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| MUTE.lines().skip(1).collect());

/// Verbs that things are the subject of: `the crash shows that`.
const TELLING: [&str; 16] = [
    "bear",
    "confirm",
    "demonstrate",
    "emphasize",
    "highlight",
    "illustrate",
    "indicate",
    "prove",
    "raise",
    "read",
    "reflect",
    "reveal",
    "show",
    "signal",
    "suggest",
    "underscore",
];

/// Whether a noun names something that says nothing, nor wants it, with this verb: `the plane promises comfort`.
pub(super) fn is_mute(token: Token<'_, Story>, verb: &str) -> bool {
    matches!(token.tag(), "NN" | "NNS")
        && token.text().starts_with(char::is_lowercase)
        && MUTES.contains(token.lemma())
        && token.entity().is_none_or(|entity| !matches!(entity.label(), "PERSON" | "ORG" | "GPE" | "NORP"))
        && !TELLING.contains(&verb)
}

/// Whether this noun is one that sources are called by.
pub(super) fn is_known(lemma: &str) -> bool {
    NOUNS.contains_key(lemma)
}

/// Whether a noun names data or a document, which tell what they show: `polls show a lead`.
pub(super) fn tells(token: Token<'_, Story>) -> bool {
    NOUNS.get(token.lemma()).is_some_and(|(kind, _)| matches!(kind, SourceKind::Data | SourceKind::Document))
}

/// Describes the source with this head; `entity` is what its head is known to be, `is_named` whether a name is among its words.
pub(super) fn describe(
    tree: &Tree<'_>,
    words: &Range<usize>,
    head: Token<'_, Story>,
    entity: Option<EntityKind>,
    is_named: bool,
) -> Described {
    // Of `two of the people` the people are the noun.
    let noun = head
        .child("prep")
        .filter(|of| of.text() == "of" && matches!(head.pos(), Pos::Num | Pos::Det | Pos::Pron | Pos::Adj));
    let noun = noun.and_then(|of| of.child("pobj")).unwrap_or(head);
    let lemma = noun.lemma().to_lowercase();
    let listed = NOUNS.get(lemma.as_str()).or_else(|| NOUNS.get(noun.text().to_lowercase().as_str())).copied();
    let is_plural = matches!(noun.tag(), "NNS" | "NNPS")
        || words.clone().any(|at| tree.token(at).dep() == "conj" && tree.token(at).head() == head);
    let is_pronoun = noun.tag().starts_with("PRP") || matches!(noun.tag(), "WP" | "WDT");
    let by_entity = match entity {
        Some(EntityKind::Person) if listed.is_none() || is_pronoun || noun.pos() == Pos::Propn => {
            Some(SourceKind::Person)
        }
        Some(EntityKind::Organization) if listed.is_none_or(|(kind, _)| kind != SourceKind::Media) => {
            Some(SourceKind::Organization)
        }
        Some(EntityKind::Country) => Some(SourceKind::Country),
        Some(EntityKind::Group) if listed.is_none() => Some(SourceKind::People),
        Some(EntityKind::Place) if listed.is_none() => Some(SourceKind::Organization),
        _ => None,
    };
    let one_or_many = |kind: SourceKind| match kind {
        SourceKind::People | SourceKind::Person if is_plural => SourceKind::People,
        SourceKind::People
            if is_quantity(noun.text()) || lemma == "people" || lemma == "staff" || lemma == "personnel" =>
        {
            SourceKind::People
        }
        SourceKind::People => SourceKind::Person,
        kind => kind,
    };
    let by_noun = listed.map(|(kind, _)| one_or_many(kind));
    let by_form = match noun.text().to_lowercase().as_str() {
        "he" | "she" | "i" | "his" | "her" | "my" => Some(SourceKind::Person),
        "they" | "we" | "their" | "our" | "who" | "those" | "these" => Some(SourceKind::People),
        _ if is_plural && noun.tag() == "NNS" => Some(SourceKind::People),
        // By how English makes words for those who do something.
        word if noun.tag() == "NN"
            && ["er", "or", "ist", "ian", "man", "woman", "clerk"].iter().any(|end| word.ends_with(end)) =>
        {
            Some(SourceKind::Person)
        }
        _ => None,
    };
    let media = is_media_name(tree, noun).then_some(SourceKind::Media);
    let kind = media.or(by_entity).or(by_noun).or(by_form).unwrap_or(SourceKind::Unknown);
    let count = count(tree, words, head, noun);
    let first = tree.text(words.start).to_lowercase();
    let is_definite =
        matches!(first.as_str(), "the" | "this" | "that" | "his" | "her" | "my" | "its" | "their" | "our");
    let unnamed = listed.is_some_and(|(kind, unnamed)| unnamed && matches!(kind, SourceKind::People));
    let says_so =
        words.clone().any(|at| tree.is(at, &["anonymity", "anonymous", "anonymously", "unnamed", "unidentified"]));
    let is_anonymous = !is_pronoun
        && (says_so || unnamed && !is_named && (is_plural || kind == SourceKind::People || !is_definite))
        && !(entity == Some(EntityKind::Person) && noun.pos() == Pos::Propn);
    Described { kind, is_anonymous, count }
}

fn is_quantity(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "many" | "some" | "others" | "several" | "few" | "most" | "everyone" | "everybody"
    )
}

fn is_media_name(tree: &Tree<'_>, head: Token<'_, Story>) -> bool {
    head.pos() == Pos::Propn && super::detail::is_medium(tree, head.index())
}

/// How many they are: `two of the people`, `three officials`, `one aide`.
fn count(tree: &Tree<'_>, words: &Range<usize>, head: Token<'_, Story>, noun: Token<'_, Story>) -> Option<u32> {
    let number = [Some(head).filter(|head| head.pos() == Pos::Num), head.child("nummod"), noun.child("nummod")];
    if let Some(number) = number.into_iter().flatten().find(|token| words.contains(&token.index())) {
        return value(number.text());
    }
    if tree.token(words.start).tag() == "CD" {
        return value(tree.text(words.start));
    }
    let first = tree.text(words.start).to_lowercase();
    let is_one = matches!(first.as_str(), "a" | "an" | "another") && matches!(noun.tag(), "NN");
    (is_one && NOUNS.get(noun.lemma()).is_some_and(|(kind, _)| matches!(kind, SourceKind::People | SourceKind::Person)))
        .then_some(1)
}

fn value(word: &str) -> Option<u32> {
    const SMALL: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let lower = word.to_lowercase();
    match SMALL.iter().position(|small| *small == lower) {
        Some(value) => u32::try_from(value).ok(),
        None if lower == "dozen" => Some(12),
        None => lower.replace(',', "").parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_free_of_doubles() {
        let nouns: Vec<&str> = SOURCES.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
        assert!(nouns.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", nouns.windows(2).find(|p| p[0] >= p[1]));
        assert_eq!(NOUNS.len(), nouns.len());
        assert!(NOUNS.values().all(|(kind, _)| *kind != SourceKind::Unknown));
    }

    #[test]
    fn mute_nouns_are_sorted_and_no_sources() {
        let nouns: Vec<&str> = MUTE.lines().skip(1).collect();
        assert!(nouns.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", nouns.windows(2).find(|p| p[0] >= p[1]));
        assert!(nouns.iter().all(|noun| !is_known(noun)), "{:?}", nouns.iter().find(|noun| is_known(noun)));
    }

    #[test]
    fn counts_are_read() {
        assert_eq!([value("two"), value("1,200"), value("a")], [Some(2), Some(1200), None]);
    }
}
