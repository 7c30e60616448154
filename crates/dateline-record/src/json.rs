//! A record as one line of JSON.
//!
//! The names here are the contract with everybody who reads the output; fields may be added, never renamed.

use dateline_text::{Note, Page, Span, Text};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::{
    BlockRow, Dateline, Entity, EventRow, EventType, FigureRow, Geo, MeasureRow, Mention, PageRow, Phrase, Record,
    Role, Source, StatementRow, StoryRow, TimeRow, Told,
};

/// What goes into a line besides the record.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The id that came with the page, given back as it came.
    pub id: Option<Value>,
    /// Whether the page's text goes with it.
    pub with_text: bool,
    /// Whether each time says why it has its value.
    pub explain: bool,
}

/// The record of the page `text` as one line, without the newline.
///
/// # Panics
/// When the record is of another page than `text`.
pub fn line(record: &Record, text: &Text<Page>, options: &Options) -> String {
    let words = |span: Span<Page>| Words { span: place(span), text: &text[span] };
    let wire = Wire {
        id: options.id.as_ref(),
        page: page(&record.page, options.explain),
        stories: record.stories.iter().enumerate().map(|(id, row)| story(id, row, text, words)).collect(),
        entities: record.entities.iter().enumerate().map(|(id, row)| entity(id, row, text, options.explain)).collect(),
        times: record.times.iter().enumerate().map(|(id, row)| time(id, row, text, options.explain)).collect(),
        figures: record.figures.iter().enumerate().map(|(id, row)| figure(id, row, record, text)).collect(),
        statements: record.statements.iter().enumerate().map(|(id, row)| statement(id, row, text)).collect(),
        events: record.events.iter().enumerate().map(|(id, row)| event(id, row, text)).collect(),
        measures: record.measures.iter().enumerate().map(|(id, row)| measure(id, row, text)).collect(),
        disputes: record.disputes.iter().map(|row| WireDispute { claim: row.claim, denial: row.denial }).collect(),
        notes: record.notes.iter().map(note).collect(),
        text: options.with_text.then_some(text),
    };
    serde_json::to_string(&wire).expect("texts, numbers and lists can be written to memory")
}

#[derive(Serialize)]
struct Wire<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    page: WirePage<'a>,
    stories: Vec<WireStory<'a>>,
    entities: Vec<WireEntity<'a>>,
    times: Vec<WireTime<'a>>,
    figures: Vec<WireFigure<'a>>,
    statements: Vec<WireStatement<'a>>,
    events: Vec<WireEvent<'a>>,
    measures: Vec<WireMeasure<'a>>,
    disputes: Vec<WireDispute>,
    notes: Vec<WireNote<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

type Place = [usize; 2];

fn place(span: Span<Page>) -> Place {
    [span.start(), span.end()]
}

#[derive(Serialize)]
struct Words<'a> {
    span: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct WirePage<'a> {
    source: Option<&'a str>,
    text_sha256: &'a str,
    bytes: usize,
    language: Option<&'a str>,
    published: Option<WirePublished<'a>>,
    updated: Option<&'a str>,
    captured: Option<&'a str>,
    url: Option<&'a str>,
    title: Option<&'a str>,
    site: Option<&'a str>,
    authors: &'a [String],
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<WireTold<'a>>>,
}

#[derive(Serialize)]
struct WireTold<'a> {
    field: &'a str,
    value: &'a str,
    from: &'a str,
    chosen: bool,
}

#[derive(Serialize)]
struct WirePublished<'a> {
    value: &'a str,
    from: &'static str,
    span: Option<Place>,
}

fn told(row: &Told) -> WireTold<'_> {
    WireTold { field: &row.field, value: &row.value, from: &row.from, chosen: row.is_chosen }
}

fn page(row: &PageRow, explain: bool) -> WirePage<'_> {
    WirePage {
        source: row.source.as_deref(),
        text_sha256: &row.text_sha256,
        bytes: row.bytes,
        language: row.language.as_deref(),
        published: row.published.as_ref().map(|published| WirePublished {
            value: &published.value,
            from: published.from.as_str(),
            span: published.span.map(place),
        }),
        updated: row.updated.as_deref(),
        captured: row.captured.as_deref(),
        url: row.url.as_deref(),
        title: row.title.as_deref(),
        site: row.site.as_deref(),
        authors: &row.authors,
        section: row.section.as_deref(),
        candidates: (explain && !row.told.is_empty()).then(|| row.told.iter().map(told).collect()),
    }
}

#[derive(Serialize)]
struct WireStory<'a> {
    id: usize,
    span: Place,
    kind: &'static str,
    kicker: Option<&'a str>,
    headline: Option<Words<'a>>,
    deck: Option<Words<'a>>,
    blocks: Option<Vec<WireBlock<'a>>>,
    byline: Option<Words<'a>>,
    dateline: Option<WireDateline<'a>>,
    published: Option<&'a str>,
    truncated: bool,
}

#[derive(Serialize)]
struct WireBlock<'a> {
    span: Place,
    text: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
}

#[derive(Serialize)]
struct WireDateline<'a> {
    span: Place,
    text: &'a str,
    place: Option<&'a str>,
    agency: Option<&'a str>,
    entity: Option<usize>,
}

fn story<'a>(
    id: usize,
    row: &'a StoryRow,
    text: &'a Text<Page>,
    words: impl Fn(Span<Page>) -> Words<'a>,
) -> WireStory<'a> {
    let dateline = |line: &Dateline| WireDateline {
        span: place(line.span),
        text: &text[line.span],
        place: line.place.map(|span| &text[span]),
        agency: line.agency.map(|span| &text[span]),
        entity: line.entity,
    };
    let block = |row: &BlockRow| WireBlock {
        span: place(row.span),
        text: &text[row.span],
        kind: row.kind.as_str(),
        level: row.level,
    };
    WireStory {
        id,
        span: place(row.span),
        kind: row.kind.as_str(),
        kicker: row.kicker.map(|span| &text[span]),
        headline: row.headline.map(&words),
        deck: row.deck.map(&words),
        blocks: row.blocks.as_ref().map(|blocks| blocks.iter().map(block).collect()),
        byline: row.byline.map(&words),
        dateline: row.dateline.as_ref().map(dateline),
        published: row.published.as_deref(),
        truncated: row.truncated,
    }
}

#[derive(Serialize)]
struct WireEntity<'a> {
    id: usize,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    roles: Vec<WireRole<'a>>,
    country: Option<&'a str>,
    sector: Option<&'a str>,
    wikidata: Option<&'a str>,
    geo: Option<WireGeo<'a>>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    members: &'a [usize],
    mentions: Vec<WireMention<'a>>,
}

#[derive(Serialize)]
struct WireRole<'a> {
    text: &'a str,
    span: Place,
    organization: Option<usize>,
    country: Option<&'a str>,
    former: bool,
}

#[derive(Serialize)]
struct WireGeo<'a> {
    lat: Option<f64>,
    lon: Option<f64>,
    geonames: u32,
    feature: Option<&'a str>,
    admin1: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'static str>,
}

#[derive(Serialize)]
struct WireMention<'a> {
    span: Place,
    text: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'static str>,
}

fn entity<'a>(id: usize, row: &'a Entity, text: &'a Text<Page>, explain: bool) -> WireEntity<'a> {
    let told = |why: &'static str| (explain && !why.is_empty()).then_some(why);
    let mention = |mention: &Mention| WireMention {
        span: place(mention.span),
        text: &text[mention.span],
        kind: mention.kind.as_str(),
        explanation: told(mention.why),
    };
    let role = |role: &'a Role| WireRole {
        text: &text[role.span],
        span: place(role.span),
        organization: role.organization,
        country: role.country.as_deref(),
        former: role.is_former,
    };
    let geo = |geo: &'a Geo| WireGeo {
        lat: geo.lat,
        lon: geo.lon,
        geonames: geo.geonames,
        feature: geo.feature.as_deref(),
        admin1: geo.admin1.as_deref(),
        explanation: told(geo.why),
    };
    WireEntity {
        id,
        name: &row.name,
        kind: row.kind.as_str(),
        roles: row.roles.iter().map(role).collect(),
        country: row.country.as_deref(),
        sector: row.sector.as_deref(),
        wikidata: row.wikidata.as_deref(),
        geo: row.geo.as_ref().map(geo),
        members: &row.members,
        mentions: row.mentions.iter().map(mention).collect(),
    }
}

#[derive(Serialize)]
struct WireTime<'a> {
    id: usize,
    span: Place,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<&'a str>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    anchor: Option<&'static str>,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a str>,
}

fn time<'a>(id: usize, row: &'a TimeRow, text: &'a Text<Page>, explain: bool) -> WireTime<'a> {
    WireTime {
        id,
        span: place(row.span),
        text: &text[row.span],
        kind: row.kind,
        value: &row.value,
        modifier: row.modifier,
        quant: row.quant,
        freq: row.freq.as_deref(),
        start: row.start.as_deref(),
        end: row.end.as_deref(),
        anchor: row.anchor,
        rule: row.rule,
        explanation: explain.then_some(&row.explanation),
    }
}

#[derive(Serialize)]
struct WireFigure<'a> {
    id: usize,
    span: Place,
    text: &'a str,
    value: Option<Box<RawValue>>,
    upper: Option<Box<RawValue>>,
    kind: &'static str,
    unit: Option<&'a str>,
    of: Option<Words<'a>>,
    bound: &'static str,
    change: Option<&'static str>,
    from: Option<usize>,
    record: bool,
    event: Option<usize>,
    place: Option<usize>,
    time: Option<usize>,
    statement: Option<usize>,
}

fn figure<'a>(id: usize, row: &'a FigureRow, record: &Record, text: &'a Text<Page>) -> WireFigure<'a> {
    // A decimal is written digit by digit: no float in between.
    let number = |value: &String| RawValue::from_string(value.clone()).ok();
    WireFigure {
        id,
        span: place(row.span),
        text: &text[row.span],
        value: number(&row.value),
        upper: row.upper.as_ref().and_then(number),
        kind: row.kind.as_str(),
        unit: row.unit.as_deref(),
        of: row.of.map(|span| Words { span: place(span), text: &text[span] }),
        bound: row.bound.as_str(),
        change: row.change.map(crate::Change::as_str),
        from: row.from.and_then(|span| record.figures.binary_search_by_key(&span, |row| row.span).ok()),
        record: row.record,
        event: record.event_of(id),
        place: row.place,
        time: row.time.and_then(|span| record.times.binary_search_by_key(&span, |row| row.span).ok()),
        statement: record.statement_at(row.span),
    }
}

#[derive(Serialize)]
struct WireStatement<'a> {
    id: usize,
    story: usize,
    source: Option<WireSource<'a>>,
    cue: Option<WireCue<'a>>,
    content: Vec<Place>,
    mode: &'static str,
    act: &'static str,
    addressee: Option<WirePhrase<'a>>,
    medium: Option<WirePhrase<'a>>,
    occasion: Option<WirePhrase<'a>>,
    time: Option<usize>,
    within: Option<usize>,
    replies_to: Option<usize>,
}

#[derive(Serialize)]
struct WireSource<'a> {
    span: Place,
    text: &'a str,
    entity: Option<usize>,
    anonymous: bool,
    count: Option<u32>,
    affiliation: Option<WirePhrase<'a>>,
    kind: &'static str,
}

#[derive(Serialize)]
struct WireCue<'a> {
    span: Place,
    text: &'a str,
    lemma: &'a str,
}

#[derive(Serialize)]
struct WirePhrase<'a> {
    span: Place,
    text: &'a str,
    entity: Option<usize>,
}

fn phrase<'a>(row: &Phrase, text: &'a Text<Page>) -> WirePhrase<'a> {
    WirePhrase { span: place(row.span), text: &text[row.span], entity: row.entity }
}

fn statement<'a>(id: usize, row: &'a StatementRow, text: &'a Text<Page>) -> WireStatement<'a> {
    let source = |source: &Source| WireSource {
        span: place(source.span),
        text: &text[source.span],
        entity: source.entity,
        anonymous: source.is_anonymous,
        count: source.count,
        affiliation: source.affiliation.as_ref().map(|row| phrase(row, text)),
        kind: source.kind.as_str(),
    };
    WireStatement {
        id,
        story: row.story,
        source: row.source.as_ref().map(source),
        cue: row.cue.as_ref().map(|cue| WireCue { span: place(cue.span), text: &text[cue.span], lemma: &cue.lemma }),
        content: row.content.iter().copied().map(place).collect(),
        mode: row.mode.as_str(),
        act: row.act.as_str(),
        addressee: row.addressee.as_ref().map(|row| phrase(row, text)),
        medium: row.medium.as_ref().map(|row| phrase(row, text)),
        occasion: row.occasion.as_ref().map(|row| phrase(row, text)),
        time: row.time,
        within: row.within,
        replies_to: row.replies_to,
    }
}

#[derive(Serialize)]
struct WireEvent<'a> {
    id: usize,
    story: usize,
    span: Place,
    text: &'a str,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    plover: Option<&'static str>,
    mode: Option<&'static str>,
    contexts: &'a [&'static str],
    actors: Vec<WirePhrase<'a>>,
    recipients: Vec<WirePhrase<'a>>,
    place: Option<usize>,
    place_words: Option<Words<'a>>,
    time: Option<usize>,
    status: &'static str,
    condition: Option<Words<'a>>,
    deadline: Option<usize>,
    statement: Option<usize>,
    killed: Option<usize>,
    injured: Option<usize>,
    arrested: Option<usize>,
    mentions: Vec<Words<'a>>,
    confidence: f64,
}

fn event<'a>(id: usize, row: &'a EventRow, text: &'a Text<Page>) -> WireEvent<'a> {
    let words = |span: Span<Page>| Words { span: place(span), text: &text[span] };
    let phrases = |rows: &[Phrase]| rows.iter().map(|row| phrase(row, text)).collect();
    WireEvent {
        id,
        story: row.story,
        span: place(row.span),
        text: &text[row.span],
        kind: row.kind.map(EventType::as_str),
        plover: row.plover.map(EventType::as_str),
        mode: row.mode,
        contexts: &row.contexts,
        actors: phrases(&row.actors),
        recipients: phrases(&row.recipients),
        place: row.place.and_then(|place| place.entity),
        place_words: row.place.map(|place| words(place.span)),
        time: row.time,
        status: row.status.as_str(),
        condition: row.condition.map(words),
        deadline: row.deadline,
        statement: row.statement,
        killed: row.killed,
        injured: row.injured,
        arrested: row.arrested,
        mentions: row.mentions.iter().copied().map(words).collect(),
        // Two digits: more would feign a precision that no calibration has.
        confidence: (row.confidence * 100.0).round() / 100.0,
    }
}

#[derive(Serialize)]
struct WireMeasure<'a> {
    id: usize,
    event: Option<usize>,
    action: Words<'a>,
    by: &'a [usize],
    on: &'a [usize],
    kind: &'static str,
    status: &'static str,
    condition: Option<Words<'a>>,
    deadline: Option<usize>,
    statement: Option<usize>,
}

fn measure<'a>(id: usize, row: &'a MeasureRow, text: &'a Text<Page>) -> WireMeasure<'a> {
    let words = |span: Span<Page>| Words { span: place(span), text: &text[span] };
    WireMeasure {
        id,
        event: row.event,
        action: words(row.action),
        by: &row.by,
        on: &row.on,
        kind: row.kind.as_str(),
        status: row.status.as_str(),
        condition: row.condition.map(words),
        deadline: row.deadline,
        statement: row.statement,
    }
}

#[derive(Serialize)]
struct WireDispute {
    claim: usize,
    denial: usize,
}

#[derive(Serialize)]
struct WireNote<'a> {
    code: &'static str,
    span: Option<Place>,
    message: &'a str,
    help: Option<&'a str>,
}

fn note(note: &Note<Page>) -> WireNote<'_> {
    WireNote { code: note.code, span: note.span.map(place), message: &note.message, help: note.help.as_deref() }
}
