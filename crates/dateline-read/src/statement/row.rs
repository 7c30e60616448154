//! From drafts to rows of the record.

use std::ops::Range;

use dateline_parse::Pos;
use dateline_record::{
    Cue, EntityKind, Mention, MentionKind, Mode, Phrase, Record, Source, SourceKind, StatementRow, TimeRow,
};
use dateline_text::{Page, Span};

use super::draft::Draft;
use super::source::{self, Described};
use super::tree::{Tree, is_mark};
use super::{Statements, act, detail};
use crate::ParsedStory;
use crate::relative::antecedent;

/// What is known of the page before its statements: who is mentioned where, and the times.
pub(super) struct Known<'a> {
    /// Mentions by their place.
    mentions: Vec<(Span<Page>, usize)>,
    record: &'a Record,
}

impl<'a> Known<'a> {
    pub(super) fn new(record: &'a Record) -> Self {
        let mut mentions: Vec<(Span<Page>, usize)> = Vec::new();
        for (index, entity) in record.entities.iter().enumerate() {
            mentions.extend(entity.mentions.iter().map(|mention| (mention.span, index)));
        }
        mentions.sort_by_key(|(span, index)| (span.start(), span.end(), *index));
        Self { mentions, record }
    }

    /// The mentions that begin in a stretch, in order.
    fn mentions_in(&self, span: Span<Page>) -> impl Iterator<Item = &(Span<Page>, usize)> {
        let first = self.mentions.partition_point(|(mention, _)| mention.start() < span.start());
        self.mentions[first..].iter().take_while(move |(mention, _)| mention.start() < span.end())
    }

    /// Whether a person is named in a stretch.
    fn names_person_in(&self, span: Span<Page>) -> bool {
        self.mentions_in(span).any(|(mention, entity)| {
            let entity = &self.record.entities[*entity];
            let is_name = entity.mentions.iter().any(|known| known.span == *mention && known.kind == MentionKind::Name);
            entity.kind == EntityKind::Person && is_name
        })
    }

    /// The times that begin in a stretch, in order.
    pub(super) fn times_in(&self, span: Span<Page>) -> impl Iterator<Item = (usize, &TimeRow)> {
        let first = self.record.times.partition_point(|row| row.span.start() < span.start());
        let rows = self.record.times.iter().enumerate().skip(first);
        rows.take_while(move |(_, row)| row.span.start() < span.end())
    }

    /// The entity mentioned at this place; the longest mention that holds it.
    pub(super) fn entity(&self, place: Span<Page>) -> Option<usize> {
        let after = self.mentions.partition_point(|(span, _)| span.start() <= place.start());
        // Mentions hardly overlap, so those that hold the place begin shortly before it.
        let near = self.mentions[after.saturating_sub(6)..after].iter();
        near.filter(|(span, _)| span.contains(place)).max_by_key(|(span, _)| span.len()).map(|(_, index)| *index)
    }
}

/// Makes rows of a story's drafts.
pub(super) fn rows(
    tree: &Tree<'_>,
    part: &ParsedStory,
    drafts: &[Draft],
    within: &[Option<usize>],
    known: &Known<'_>,
    found: &mut Statements,
) {
    let base = found.rows.len();
    let place = |tokens: &Range<usize>| {
        tree.span(tokens).map(|span| part.alignment.to_page(span)).filter(|span| !span.is_empty())
    };
    let mut index = vec![None; drafts.len()];
    let mut kept = Vec::new();
    for (i, draft) in drafts.iter().enumerate() {
        let content: Vec<Span<Page>> = draft.content.iter().filter_map(place).collect();
        let words = place(&draft.words);
        // What nobody is told to have said has no cue, and stands where its content does.
        let Some(cue) = words.or_else(|| content.first().copied().filter(|_| draft.words.is_empty())) else { continue };
        if content.is_empty() {
            continue;
        }
        let source = source_row(tree, draft, known, place);
        index[i] = Some(base + kept.len());
        let addressee = draft.addressee.as_ref().and_then(|range| {
            let span = place(range)?;
            let head = place(&(head_of(tree, range)..head_of(tree, range) + 1))?;
            Some(Phrase { span, entity: known.entity(head).or_else(|| known.entity(span)) })
        });
        let (medium, occasion) = detail::setting(tree, draft, within[i].map(|outer| &drafts[outer]));
        let around: Option<Vec<Span<Page>>> =
            within[i].map(|outer| drafts[outer].content.iter().filter_map(place).collect());
        let phrase = |range: Option<Range<usize>>| {
            range.as_ref().and_then(place).map(|span| Phrase { span, entity: known.entity(span) })
        };
        let taken: Vec<Span<Page>> = content.iter().copied().chain(source.as_ref().map(|source| source.span)).collect();
        let sentence = place(&tree.sentence(draft.head)).unwrap_or(cue);
        if let Some(entity) = source.as_ref().and_then(|source| source.entity) {
            found.pronouns.extend(first_person(tree, draft, entity, known, place));
        }
        kept.push((
            i,
            StatementRow {
                story: part.story,
                cue: words.map(|span| Cue { span, lemma: tree.token(draft.head).lemma().to_lowercase() }),
                mode: mode(tree, draft),
                act: act::act(tree, draft),
                addressee,
                medium: phrase(medium),
                occasion: phrase(occasion),
                time: detail::time(known, sentence, cue, &taken, around.as_deref()).filter(|_| draft.rule != "noun"),
                source,
                content,
                within: None,
                replies_to: None,
            },
        ));
    }
    for (i, mut row) in kept {
        row.within = within[i].and_then(|outer| index[outer]);
        found.rows.push(row);
    }
}

/// The token of some that the others hang on.
pub(super) fn head_of(tree: &Tree<'_>, range: &Range<usize>) -> usize {
    let is_head = |at: &usize| {
        let token = tree.token(*at);
        token.is_root() || !range.contains(&token.head().index())
    };
    range.clone().find(is_head).unwrap_or(range.start)
}

fn source_row(
    tree: &Tree<'_>,
    draft: &Draft,
    known: &Known<'_>,
    place: impl Fn(&Range<usize>) -> Option<Span<Page>>,
) -> Option<Source> {
    let range = draft.source.as_ref()?;
    let span = place(range)?;
    let at = draft.speaker.filter(|at| range.contains(at)).unwrap_or_else(|| head_of(tree, range));
    let mut head = tree.token(at);
    let mut entity = place(&(at..at + 1)).and_then(|head| known.entity(head));
    // Who `who` is, the noun before it tells.
    if let Some(noun) = antecedent(head) {
        head = noun;
        entity = place(&(head.index()..head.index() + 1)).and_then(|head| known.entity(head));
    }
    let of = head.child("prep").filter(|of| of.text() == "of").and_then(|of| of.child("pobj"));
    // `The island's foreign minister, Liv Aune`, whom the parser may hang on the place in `the mayor of Wexmouth, Ida Reed`.
    let entity = entity.or_else(|| {
        let names = head.children().chain(of.into_iter().flat_map(dateline_parse::Token::children));
        let names = names.filter(|name| name.dep() == "appos" && range.contains(&name.index()));
        let mut entities = names.filter_map(|name| known.entity(place(&(name.index()..name.index() + 1))?));
        entities.find(|entity| known.record.entities[*entity].kind == EntityKind::Person)
    });
    let behind = of.and_then(|noun| place(&(noun.index()..noun.index() + 1))).and_then(|noun| known.entity(noun));
    let is_share = matches!(head.pos(), Pos::Num | Pos::Det | Pos::Pron | Pos::Adj);
    let is_given = |kind: SourceKind| matches!(kind, SourceKind::Data | SourceKind::Document);
    let is_named = known.names_person_in(span);
    let kind = entity.map(|entity| known.record.entities[entity].kind);
    let told = source::describe(tree, range, head, kind, is_named);
    // `figures from the board`: whose they are.
    let giver = is_given(told.kind).then(|| giver(known, span)).flatten();
    let entity = entity.or(behind.filter(|_| is_share)).or(giver);
    let affiliation = match told.kind {
        SourceKind::People | SourceKind::Person if !is_named => {
            affiliation(tree, range, head.index(), entity, known, &place)
        }
        _ => None,
    };
    let Described { kind, is_anonymous, count } = told;
    Some(Source { span, entity, is_anonymous, count, affiliation, kind })
}

/// The organization or country among a source's words that is not its head: `Harbour Office officials`.
fn affiliation(
    tree: &Tree<'_>,
    range: &Range<usize>,
    head: usize,
    own: Option<usize>,
    known: &Known<'_>,
    place: &impl Fn(&Range<usize>) -> Option<Span<Page>>,
) -> Option<Phrase> {
    let whole = place(range)?;
    let head = place(&(head..head + 1))?;
    let near = known.mentions_in(whole).find(|(span, entity)| {
        let kind = known.record.entities[*entity].kind;
        !span.contains(head)
            && Some(*entity) != own
            && matches!(kind, EntityKind::Organization | EntityKind::Country | EntityKind::Place | EntityKind::Group)
    });
    if let Some((span, entity)) = near {
        return Some(Phrase { span: *span, entity: Some(*entity) });
    }
    // A name that is not known: the capitalised words before the noun.
    let names = |at: &usize| tree.token(*at).dep() == "compound" && tree.token(*at).tag().starts_with("NNP");
    let first = range.clone().find(names)?;
    let end = (first..range.end).take_while(names).last()? + 1;
    Some(Phrase { span: place(&(first..end))?, entity: None })
}

/// The organization whose data or document it is.
fn giver(known: &Known<'_>, span: Span<Page>) -> Option<usize> {
    let mut near =
        known.mentions_in(span).filter(|(_, entity)| known.record.entities[*entity].kind == EntityKind::Organization);
    near.next().map(|(_, entity)| *entity)
}

/// `I` in what somebody says is who says it; `we` too, where an organization or a country speaks.
fn first_person(
    tree: &Tree<'_>,
    draft: &Draft,
    entity: usize,
    known: &Known<'_>,
    place: impl Fn(&Range<usize>) -> Option<Span<Page>>,
) -> Vec<(usize, Mention)> {
    let of_cue = tree.quotation_of(draft.head);
    let words: &[&str] = match known.record.entities[entity].kind {
        EntityKind::Person => &["i", "me", "my", "mine", "myself"],
        EntityKind::Organization | EntityKind::Country => &["we", "us", "our", "ours", "ourselves"],
        _ => return Vec::new(),
    };
    let tokens = draft.content.iter().cloned().flatten();
    let quoted = tokens.filter(|&at| tree.quotation_of(at).is_some_and(|quotation| Some(quotation) != of_cue));
    let pronouns = quoted.filter(|&at| tree.token(at).tag().starts_with("PRP") && tree.is(at, words));
    pronouns
        .filter_map(|at| place(&(at..at + 1)))
        .filter(|span| known.mentions_in(*span).next().is_none() && known.entity(*span).is_none())
        .map(|span| {
            (entity, Mention { span, kind: MentionKind::Pronoun, why: "who says it, in the statement's own words" })
        })
        .collect()
}

/// By how much of the content stands between quotation marks.
fn mode(tree: &Tree<'_>, draft: &Draft) -> Mode {
    let (mut inside, mut outside) = (0, 0);
    for at in draft.content.iter().cloned().flatten() {
        let token = tree.token(at);
        if token.is_space() || is_mark(token.text()) || token.dep() == "punct" {
            continue;
        }
        let n = token.text().len();
        if tree.quotation_of(at).is_some() { inside += n } else { outside += n }
    }
    if inside == 0 {
        Mode::Indirect
    } else if outside * 20 <= inside + outside {
        Mode::Direct
    } else {
        Mode::Mixed
    }
}

/// Orders the rows by span, and lets what points at rows follow.
pub(super) fn order(found: &mut Statements) {
    let mut order: Vec<usize> = (0..found.rows.len()).collect();
    order.sort_by_key(|&index| {
        let row = &found.rows[index];
        (row.span(), row.cue.as_ref().map(|cue| cue.span), index)
    });
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut rows: Vec<StatementRow> = order.into_iter().map(|old| found.rows[old].clone()).collect();
    // A pronoun that stands in two quotations, one within the other, is the inner speaker's.
    found.pronouns.sort_by_key(|(entity, mention)| (mention.span, *entity));
    found.pronouns.dedup_by_key(|(_, mention)| mention.span);
    for row in &mut rows {
        row.within = row.within.map(|index| place[index]);
        row.replies_to = row.replies_to.map(|index| place[index]);
    }
    found.rows = rows;
}
