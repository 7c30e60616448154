//! Where is what a figure counts?
//!
//! The place that the sentence hangs on the counted noun (`5,000 boats in Norrland`, `Norrland's 5,000 boats`), on its verb
//! (`In Norrland, 5,000 boats were counted`), or that does the counting (`Norrland counted 5,000 boats`); nothing else.

use dateline_parse::{Pos, Token};
use dateline_record::{EntityKind, MentionKind, Record};
use dateline_text::{Page, Span, Story};
use rustc_hash::FxHashMap;

use crate::ParsedStory;

type Word<'a> = Token<'a, Story>;

/// How far a walk goes up the tree.
const HIGH: usize = 8;

/// Prepositions before a place where something is.
const WHERE: [&str; 10] = ["across", "around", "at", "in", "inside", "near", "off", "outside", "throughout", "within"];

/// Verbs by which a place tells its figures.
const TELLS: [&str; 24] = [
    "add", "announce", "confirm", "count", "detect", "export", "have", "import", "log", "lose", "note", "post",
    "produce", "record", "register", "report", "see", "sell", "set", "spend", "suffer", "tally", "top", "total",
];

/// Verbs of which a figure measures the subject.
const MOVES: [&str; 22] = [
    "climb", "decline", "decrease", "double", "drop", "exceed", "fall", "grow", "hit", "increase", "jump", "pass",
    "plunge", "reach", "rise", "shrink", "slip", "stand", "surge", "top", "total", "tumble",
];

/// Those who count for a place.
const COUNTERS: [&str; 8] = ["agency", "authority", "doctor", "hospital", "ministry", "office", "official", "police"];

/// Tells each figure of a page its place.
pub(crate) fn tell(stories: &[ParsedStory], record: &mut Record) {
    let mut mentions: Vec<(Span<Page>, usize)> = Vec::new();
    for (index, entity) in record.entities.iter().enumerate() {
        if matches!(entity.kind, EntityKind::Place | EntityKind::Country) {
            let names = entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
            mentions.extend(names.map(|mention| (mention.span, index)));
        }
    }
    mentions.sort_unstable();
    for part in stories {
        let (Some(start), Some(end)) =
            (part.alignment.pieces().map(Span::start).min(), part.alignment.pieces().map(Span::end).max())
        else {
            continue;
        };
        let from = mentions.partition_point(|(span, _)| span.start() < start);
        let to = mentions.partition_point(|(span, _)| span.start() < end);
        let tokens = |span: Span<Page>| {
            let tokens = part.parse.tokens_of(part.alignment.to_story(span)?);
            (!tokens.is_empty()).then_some(tokens)
        };
        let mut places: FxHashMap<usize, usize> = FxHashMap::default();
        for &(span, entity) in &mentions[from..to] {
            places.extend(tokens(span).into_iter().flatten().map(|token| (token, entity)));
        }
        if places.is_empty() {
            continue;
        }
        let first = record.figures.partition_point(|figure| figure.span.start() < start);
        for figure in record.figures[first..].iter_mut().take_while(|figure| figure.span.start() < end) {
            let Some(tokens) = tokens(figure.span) else { continue };
            let is_top = |word: &Word<'_>| word.is_root() || !tokens.contains(&word.head().index());
            let top = part.parse.tokens_in(tokens.clone()).find(is_top);
            figure.place = top.and_then(|word| place(word, &places));
        }
    }
}

fn place(figure: Word<'_>, places: &FxHashMap<usize, usize>) -> Option<usize> {
    let mut word = figure;
    for _ in 0..HIGH {
        if let Some(found) = of_noun(word, figure, places) {
            return Some(found);
        }
        if word.pos() == Pos::Verb || word.pos() == Pos::Aux {
            return told_by(word, figure, places);
        }
        if word.is_root() {
            return None;
        }
        word = word.head();
    }
    None
}

/// The place that hangs on a word: by a preposition, or as whose it is.
fn beside(word: Word<'_>, figure: Word<'_>, places: &FxHashMap<usize, usize>) -> Option<usize> {
    let is_where = |prep: &Word<'_>| {
        prep.dep() == "prep" && WHERE.contains(&prep.text().to_ascii_lowercase().as_str()) && *prep != figure
    };
    let nouns = word.children().filter(is_where).filter_map(|prep| prep.child("pobj"));
    let whose = word.children().filter(|child| child.dep() == "poss" && *child != figure);
    nouns.chain(whose).find_map(|noun| named(noun, places))
}

/// The place that hangs on a noun, or on what it is of: `cases of measles in Norrland`.
fn of_noun(noun: Word<'_>, figure: Word<'_>, places: &FxHashMap<usize, usize>) -> Option<usize> {
    let of = || noun.children().find(|child| child.dep() == "prep" && child.text() == "of")?.child("pobj");
    beside(noun, figure, places).or_else(|| beside(of()?, figure, places))
}

/// The place that a noun names, itself or over `of`: `the port of Wexmouth`.
fn named(noun: Word<'_>, places: &FxHashMap<usize, usize>) -> Option<usize> {
    let of = || noun.children().find(|child| child.dep() == "prep" && child.text() == "of")?.child("pobj");
    places.get(&noun.index()).or_else(|| places.get(&of()?.index())).copied()
}

/// The place of a verb's subject, where the figure measures it, or it tells the figure as its own.
fn told_by(verb: Word<'_>, figure: Word<'_>, places: &FxHashMap<usize, usize>) -> Option<usize> {
    let (tells, moves) = (TELLS.contains(&verb.lemma()), MOVES.contains(&verb.lemma()));
    if !tells && !moves {
        return None;
    }
    let mut clause = verb;
    for _ in 0..HIGH {
        if let Some(subject) = clause.child("nsubj") {
            if subject.index() >= figure.index() {
                return None;
            }
            let is_measured = moves || COUNTERS.contains(&subject.lemma());
            let own = places.get(&subject.index()).copied().filter(|_| tells);
            return own.or_else(|| of_noun(subject, figure, places).filter(|_| is_measured));
        }
        if clause.dep() != "conj" {
            return None;
        }
        clause = clause.head();
    }
    None
}
