//! How does a record become rows of tables?

use std::borrow::Cow;

use dateline_record::{Change, EventType, Phrase, Record};
use dateline_text::{Page, Span, Text};

use crate::joined::quote;
use crate::table::{In, TABLES};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
}

use Cell::{Integer, Null, Real};

fn words<'a>(words: impl Into<Cow<'a, str>>) -> Cell<'a> {
    Cell::Text(words.into())
}

fn maybe<'a>(of: Option<&'a str>) -> Cell<'a> {
    of.map_or(Null, words)
}

fn flag(is: bool) -> Cell<'static> {
    Integer(i64::from(is))
}

/// The id that the next row of each table gets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NextIds(pub(crate) [i64; TABLES.len()]);

impl NextIds {
    pub(crate) fn of(&self, table: In) -> i64 {
        self.0[table as usize]
    }
}

/// What the store knows of a page besides its record.
pub(crate) struct Came<'a> {
    pub(crate) given_id: Option<&'a str>,
    /// When, as RFC 3339.
    pub(crate) added: &'a str,
    /// Which reader read it.
    pub(crate) reader: &'a str,
    /// How its text came to be, in the words of who cut it.
    pub(crate) layout: Option<&'a str>,
    /// The store-wide id of each entity that has a name.
    pub(crate) known: &'a [Option<i64>],
}

/// Gives each row of a page to `put`, its id first; counts `next` on.
///
/// # Errors
/// Those of `put`.
pub(crate) fn each<E>(
    record: &Record,
    text: &Text<Page>,
    came: &Came<'_>,
    next: &mut NextIds,
    mut put: impl FnMut(In, &[Cell<'_>]) -> Result<(), E>,
) -> Result<i64, E> {
    let base = next.clone();
    let id = |table: In, index: usize| Integer(base.of(table) + index as i64);
    let to = |table: In, index: Option<usize>| index.map_or(Null, |index| id(table, index));
    let known = |entity: Option<usize>| entity.and_then(|entity| came.known[entity]).map_or(Null, Integer);
    let place = |span: Option<Span<Page>>| match span {
        Some(span) => [Integer(span.start() as i64), Integer(span.end() as i64)],
        None => [Null, Null],
    };
    let says = |span: Option<Span<Page>>| span.map_or(Null, |span| words(&text[span]));
    let spot = |span: Option<Span<Page>>| {
        let [start, end] = place(span);
        [start, end, says(span)]
    };
    let phrase = |phrase: Option<&Phrase>| {
        let [start, end, words] = spot(phrase.map(|phrase| phrase.span));
        [start, end, words, to(In::Entities, phrase.and_then(|phrase| phrase.entity))]
    };
    let page_id = base.of(In::Pages);
    let page = || Integer(page_id);
    let mut row = |table: In, cells: &[Cell<'_>]| {
        debug_assert_eq!(cells.len() + 1, table.table().columns.len(), "{}", table.table().name);
        let mut whole = Vec::with_capacity(cells.len() + 1);
        whole.push(Integer(next.of(table)));
        whole.extend_from_slice(cells);
        next.0[table as usize] += 1;
        put(table, &whole)
    };

    let mentions = Mentions::of(record);
    let of = &record.page;
    let [from, until] = place(of.published.as_ref().and_then(|published| published.span));
    row(
        In::Pages,
        &[
            maybe(of.source.as_deref()),
            maybe(came.given_id),
            words(&*of.text_sha256),
            Integer(of.bytes as i64),
            maybe(of.language.as_deref()),
            maybe(of.published.as_ref().map(|published| &*published.value)),
            maybe(of.published.as_ref().map(|published| published.from.as_str())),
            from,
            until,
            maybe(of.url.as_deref()),
            maybe(of.title.as_deref()),
            maybe(of.site.as_deref()),
            if of.authors.is_empty() { Null } else { words(serde_json::json!(of.authors).to_string()) },
            maybe(of.section.as_deref()),
            maybe(of.updated.as_deref()),
            maybe(of.captured.as_deref()),
            words(came.added),
            Null,
            Null,
            words(came.reader),
            maybe(came.layout),
        ],
    )?;
    for (at, told) in of.told.iter().enumerate() {
        // Pages repeat themselves.
        if !of.told[..at].contains(told) {
            let is_chosen = flag(told.is_chosen);
            row(
                In::PageCandidates,
                &[page(), words(&*told.field), words(&*told.value), words(&*told.from), is_chosen],
            )?;
        }
    }
    for (index, story) in record.stories.iter().enumerate() {
        for block in story.blocks.iter().flatten() {
            let [start, end, says] = spot(Some(block.span));
            let level = block.level.map_or(Null, |level| Integer(i64::from(level)));
            row(In::Blocks, &[page(), id(In::Stories, index), start, end, says, words(block.kind.as_str()), level])?;
        }
        let dateline = story.dateline.as_ref();
        let mut cells = vec![page()];
        cells.extend(place(Some(story.span)));
        cells.extend([words(story.kind.as_str()), says(story.kicker)]);
        for span in [story.headline, story.deck, story.byline, dateline.map(|line| line.span)] {
            cells.extend(spot(span));
        }
        cells.extend([says(dateline.and_then(|line| line.place)), says(dateline.and_then(|line| line.agency))]);
        cells.push(to(In::Entities, dateline.and_then(|line| line.entity)));
        cells.extend([maybe(story.published.as_deref()), flag(story.truncated)]);
        row(In::Stories, &cells)?;
    }
    for (index, entity) in record.entities.iter().enumerate() {
        let geo = entity.geo.as_ref();
        let degrees = |of: Option<f64>| of.map_or(Null, Real);
        row(
            In::Entities,
            &[
                page(),
                words(&*entity.name),
                words(entity.kind.as_str()),
                maybe(entity.country.as_deref()),
                maybe(entity.sector.as_deref()),
                maybe(entity.wikidata.as_deref()),
                degrees(geo.and_then(|geo| geo.lat)),
                degrees(geo.and_then(|geo| geo.lon)),
                geo.map_or(Null, |geo| Integer(i64::from(geo.geonames))),
                maybe(geo.and_then(|geo| geo.feature.as_deref())),
                maybe(geo.and_then(|geo| geo.admin1.as_deref())),
                known(Some(index)),
            ],
        )?;
        for role in &entity.roles {
            let [start, end, says] = spot(Some(role.span));
            row(
                In::Roles,
                &[
                    page(),
                    id(In::Entities, index),
                    start,
                    end,
                    says,
                    to(In::Entities, role.organization),
                    maybe(role.country.as_deref()),
                    flag(role.is_former),
                ],
            )?;
        }
        for mention in &entity.mentions {
            let [start, end, says] = spot(Some(mention.span));
            row(In::Mentions, &[page(), id(In::Entities, index), start, end, says, words(mention.kind.as_str())])?;
        }
    }
    for time in &record.times {
        let [start, end, says] = spot(Some(time.span));
        row(
            In::Times,
            &[
                page(),
                start,
                end,
                says,
                words(time.kind),
                words(&*time.value),
                maybe(time.modifier),
                maybe(time.quant),
                maybe(time.freq.as_deref()),
                maybe(time.start.as_deref()),
                maybe(time.end.as_deref()),
                maybe(time.anchor),
                words(time.rule),
                words(&*time.explanation),
            ],
        )?;
    }
    let day = |time: Option<usize>, story: Option<usize>| {
        let of_time = time.and_then(|time| record.times[time].start.as_deref()).and_then(|start| start.get(..10));
        let of_story = story.and_then(|story| record.stories[story].published.as_deref());
        maybe(of_time.or(of_story).or(record.page.published.as_ref().and_then(|published| published.value.get(..10))))
    };
    let time_at = |span: Span<Page>| record.times.binary_search_by_key(&span, |time| time.span).ok();
    let story_at = |span: Span<Page>| record.stories.iter().position(|story| story.span.contains(span));
    for (index, figure) in record.figures.iter().enumerate() {
        let [start, end, says] = spot(Some(figure.span));
        let [of_start, of_end, of] = spot(figure.of);
        let number = |of: Option<&String>| of.and_then(|of| of.parse().ok()).map_or(Null, Real);
        let time = figure.time.and_then(time_at);
        let from = figure.from.and_then(|from| record.figures.binary_search_by_key(&from, |figure| figure.span).ok());
        row(
            In::Figures,
            &[
                page(),
                start,
                end,
                says,
                number(Some(&figure.value)),
                number(figure.upper.as_ref()),
                words(figure.kind.as_str()),
                maybe(figure.unit.as_deref()),
                of_start,
                of_end,
                of,
                words(figure.bound.as_str()),
                maybe(figure.change.map(Change::as_str)),
                to(In::Figures, from),
                flag(figure.record),
                to(In::Events, record.event_of(index)),
                to(In::Entities, figure.place),
                known(figure.place),
                to(In::Times, time),
                to(In::Statements, record.statement_at(figure.span)),
                day(time, story_at(figure.span)),
            ],
        )?;
    }
    for (index, statement) in record.statements.iter().enumerate() {
        let source = statement.source.as_ref();
        let mut cells = vec![page(), id(In::Stories, statement.story)];
        cells.extend(place(Some(statement.span())));
        cells.extend(spot(source.map(|source| source.span)));
        let entity = source.and_then(|source| source.entity);
        cells.extend([to(In::Entities, entity), known(entity)]);
        cells.push(maybe(source.map(|source| source.kind.as_str())));
        cells.push(source.map_or(Null, |source| flag(source.is_anonymous)));
        cells.push(source.and_then(|source| source.count).map_or(Null, |count| Integer(i64::from(count))));
        cells.extend(phrase(source.and_then(|source| source.affiliation.as_ref())));
        cells.extend(spot(statement.cue.as_ref().map(|cue| cue.span)));
        cells.push(maybe(statement.cue.as_ref().map(|cue| &*cue.lemma)));
        let content: Vec<&str> = statement.content.iter().map(|span| &text[*span]).collect();
        cells.push(words(content.join(" … ")));
        cells.extend([words(statement.mode.as_str()), words(statement.act.as_str())]);
        for part in [&statement.addressee, &statement.medium, &statement.occasion] {
            cells.extend(phrase(part.as_ref()));
        }
        cells.extend([to(In::Times, statement.time), to(In::Statements, statement.within)]);
        cells.extend([to(In::Statements, statement.replies_to), day(statement.time, Some(statement.story))]);
        row(In::Statements, &cells)?;
        for span in &statement.content {
            let [start, end, says] = spot(Some(*span));
            row(In::StatementContents, &[page(), id(In::Statements, index), start, end, says])?;
        }
        for key in quote::keys(&content, statement.mode) {
            row(In::StatementKeys, &[page(), id(In::Statements, index), Integer(key)])?;
        }
        for entity in mentions.within(&statement.content) {
            if let Some(about) = came.known[entity] {
                let day = day(statement.time, Some(statement.story));
                row(In::StatementAbout, &[page(), id(In::Statements, index), Integer(about), day])?;
            }
        }
    }
    for (index, event) in record.events.iter().enumerate() {
        let mut cells = vec![page(), id(In::Stories, event.story)];
        cells.extend(spot(Some(event.span)));
        cells.extend([
            maybe(event.kind.map(EventType::as_str)),
            maybe(event.plover.map(EventType::as_str)),
            maybe(event.mode),
        ]);
        cells.push(if event.contexts.is_empty() { Null } else { words(event.contexts.join(" ")) });
        cells.extend(phrase(event.place.as_ref()));
        cells.extend([to(In::Times, event.time), words(event.status.as_str())]);
        cells.extend(spot(event.condition));
        cells.extend([to(In::Times, event.deadline), to(In::Statements, event.statement)]);
        cells.extend([event.killed, event.injured, event.arrested].map(|figure| to(In::Figures, figure)));
        cells.extend([Real(event.confidence), day(event.time, Some(event.story))]);
        row(In::Events, &cells)?;
        for (role, sides) in [("actor", &event.actors), ("recipient", &event.recipients)] {
            for side in sides {
                let [start, end, says, entity] = phrase(Some(side));
                row(
                    In::EventActors,
                    &[page(), id(In::Events, index), words(role), start, end, says, entity, known(side.entity)],
                )?;
            }
        }
        for span in &event.mentions {
            let [start, end, says] = spot(Some(*span));
            row(In::EventMentions, &[page(), id(In::Events, index), start, end, says])?;
        }
    }
    for (index, measure) in record.measures.iter().enumerate() {
        let mut cells = vec![page(), to(In::Events, measure.event)];
        cells.extend(spot(Some(measure.action)));
        cells.extend([words(measure.kind.as_str()), words(measure.status.as_str())]);
        cells.extend(spot(measure.condition));
        cells.extend([to(In::Times, measure.deadline), to(In::Statements, measure.statement)]);
        cells.push(day(None, story_at(measure.action)));
        row(In::Measures, &cells)?;
        for (side, entities) in [("by", &measure.by), ("on", &measure.on)] {
            for &entity in entities {
                let cells =
                    [page(), id(In::Measures, index), words(side), id(In::Entities, entity), known(Some(entity))];
                row(In::MeasureSides, &cells)?;
            }
        }
    }
    for dispute in &record.disputes {
        row(In::Disputes, &[page(), id(In::Statements, dispute.claim), id(In::Statements, dispute.denial)])?;
    }
    for note in &record.notes {
        let [start, end] = place(note.span);
        row(In::Notes, &[page(), words(note.code), start, end, words(&*note.message), maybe(note.help.as_deref())])?;
    }
    Ok(page_id)
}

/// The mentions of a page in the order of their places, each with its entity.
struct Mentions(Vec<(Span<Page>, usize)>);

impl Mentions {
    fn of(record: &Record) -> Self {
        let entities = record.entities.iter().enumerate();
        let mut all: Vec<_> =
            entities.flat_map(|(at, entity)| entity.mentions.iter().map(move |mention| (mention.span, at))).collect();
        all.sort_unstable();
        Self(all)
    }

    /// The entities mentioned in these places, each once, in order.
    fn within(&self, spans: &[Span<Page>]) -> Vec<usize> {
        let mut found = Vec::new();
        for span in spans {
            let first = self.0.partition_point(|(at, _)| at.start() < span.start());
            let inside = self.0[first..].iter().take_while(|(at, _)| at.start() < span.end());
            found.extend(inside.filter(|(at, _)| at.end() <= span.end()).map(|(_, entity)| *entity));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
