//! A record as one line of JSON.
//!
//! The names here are the contract with everybody who reads the output; fields may be added, never renamed.
//! Tables that no part of dateline fills yet are printed as empty lists.

use dateline_text::{Note, Page, Span, Text};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::{Dateline, Entity, FigureRow, Geo, Mention, PageRow, Record, Role, StoryRow, TimeRow};

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
        page: page(&record.page),
        stories: record.stories.iter().enumerate().map(|(id, row)| story(id, row, text, words)).collect(),
        entities: record.entities.iter().enumerate().map(|(id, row)| entity(id, row, text)).collect(),
        times: record.times.iter().enumerate().map(|(id, row)| time(id, row, text, options.explain)).collect(),
        figures: record.figures.iter().enumerate().map(|(id, row)| figure(id, row, record, text)).collect(),
        statements: [],
        events: [],
        measures: [],
        disputes: [],
        notes: record.notes.iter().map(note).collect(),
        text: options.with_text.then_some(text),
    };
    serde_json::to_string(&wire).expect("texts, numbers and lists can be written to memory")
}

/// Nothing: no rows of this table are read yet.
type Empty = [(); 0];

#[derive(Serialize)]
struct Wire<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    page: WirePage<'a>,
    stories: Vec<WireStory<'a>>,
    entities: Vec<WireEntity<'a>>,
    times: Vec<WireTime<'a>>,
    figures: Vec<WireFigure<'a>>,
    statements: Empty,
    events: Empty,
    measures: Empty,
    disputes: Empty,
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
    url: Option<&'a str>,
    title: Option<&'a str>,
    site: Option<&'a str>,
    authors: &'a [String],
}

#[derive(Serialize)]
struct WirePublished<'a> {
    value: &'a str,
    from: &'static str,
    span: Option<Place>,
}

fn page(row: &PageRow) -> WirePage<'_> {
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
        url: row.url.as_deref(),
        title: row.title.as_deref(),
        site: row.site.as_deref(),
        authors: &row.authors,
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
    byline: Option<Words<'a>>,
    dateline: Option<WireDateline<'a>>,
    published: Option<&'a str>,
    truncated: bool,
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
    WireStory {
        id,
        span: place(row.span),
        kind: row.kind.as_str(),
        kicker: row.kicker.map(|span| &text[span]),
        headline: row.headline.map(&words),
        deck: row.deck.map(&words),
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
}

#[derive(Serialize)]
struct WireMention<'a> {
    span: Place,
    text: &'a str,
    kind: &'static str,
}

fn entity<'a>(id: usize, row: &'a Entity, text: &'a Text<Page>) -> WireEntity<'a> {
    let mention = |mention: &Mention| WireMention {
        span: place(mention.span),
        text: &text[mention.span],
        kind: mention.kind.as_str(),
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
    event: Option<()>,
    place: Option<()>,
    time: Option<usize>,
    statement: Option<()>,
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
        event: None,
        place: None,
        time: row.time.and_then(|span| record.times.binary_search_by_key(&span, |row| row.span).ok()),
        statement: None,
    }
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
