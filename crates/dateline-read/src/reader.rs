//! From a page's text to its record.

use dateline_page::{Decoded, Meta, PageStory, Part, StoryText, cut, decode, odd_characters};
use dateline_parse::{Parse, Pipeline};
use dateline_record::{
    BlockKind, BlockRow, Dateline, PageRow, Published, PublishedFrom, Record, StoryKind, StoryRow, Told,
};
use dateline_text::{Alignment, Note, Page, Span, Story, Text};
use sha2::{Digest, Sha256};

use crate::{Limits, Names, entity, event, figure, figure_place, split, statement, time, truecase};

/// Reads pages; shared between threads.
#[derive(Debug)]
pub struct Reader {
    pipeline: Pipeline,
    limits: Limits,
    names: Names,
}

/// What came with a page.
#[derive(Clone, Debug, Default)]
pub struct Source<'a> {
    /// Where it was read from.
    pub name: Option<String>,
    /// Its day, as told from outside.
    pub meta: Meta<'a>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The paper or site.
    pub site: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The part of the paper it stands in.
    pub section: Option<String>,
    /// When it was changed last.
    pub updated: Option<String>,
    /// When it was captured.
    pub captured: Option<String>,
    /// Who says when it was published, when that came with the page.
    pub published_from: Option<PublishedFrom>,
    /// All that the page tells of itself.
    pub told: Vec<Told>,
    /// ISO 639-1 code of its language, when that is known; a page in another language than English is not read.
    pub language: Option<String>,
}

/// What was read of one page.
#[derive(Debug)]
pub struct Reading {
    /// The page's text, which all spans of the record point into.
    pub text: Text<Page>,
    /// The rows.
    pub record: Record,
    /// The parsed texts of the page's stories, in order; a long story has several.
    pub stories: Vec<ParsedStory>,
}

/// A story's text, or a part of it, as parsed.
#[derive(Debug)]
pub struct ParsedStory {
    /// Its index among the record's stories.
    pub story: usize,
    /// The parse; of a line in capitals, or a text without any, as it would be written usually, byte for byte in place.
    pub parse: Parse<Story>,
    /// How it lies on the page.
    pub alignment: Alignment,
}

impl Reader {
    /// A reader with the default limits.
    pub fn new(pipeline: Pipeline) -> Self {
        Self { pipeline, limits: Limits::default(), names: Names::default() }
    }

    /// The same reader with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The same reader with names that it looks for before those it knows itself.
    #[must_use]
    pub fn with_names(self, names: Names) -> Self {
        Self { names, ..self }
    }

    /// The language layer it reads with.
    pub fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// A page's bytes as text, with notes on what was odd about them.
    pub fn decode(&self, bytes: &[u8]) -> Decoded {
        decode(bytes, &self.limits.page)
    }

    /// A page whose characters are known already, as from JSON; what is beyond the limit is left out, with a note.
    pub fn given(&self, words: &str) -> Decoded {
        let most = words.floor_char_boundary(self.limits.page.page_bytes.min(1 << 30));
        let text: Text<Page> = Text::new(&words[..most]).expect("at most 1 GiB");
        let mut notes = odd_characters(&text);
        if most < words.len() {
            let message = format!("only the first {most} of the page's {} bytes are read", words.len());
            notes.push(Note::new("page/too-long", None, message).with_help("cut the page up, or raise --page-bytes"));
        }
        Decoded { text, encoding: "UTF-8", notes }
    }

    /// Reads a page.
    pub fn read(&self, page: Decoded, source: Source<'_>) -> Reading {
        let Decoded { text, mut notes, .. } = page;
        let cut = cut(&text, &source.meta, &self.limits.page);
        notes.extend(cut.notes);
        let mut record = Record::new(PageRow {
            source: source.name,
            published: cut.published.as_ref().map(|day| published(day, source.published_from)),
            updated: source.updated,
            captured: source.captured,
            url: source.url,
            title: source.title,
            site: source.site,
            authors: source.authors,
            section: source.section,
            told: source.told,
            language: source.language.clone(),
            ..PageRow::new(&text, text_sha256(&text))
        });
        record.stories = cut.stories.iter().map(story_row).collect();
        if text.as_str().trim().is_empty() {
            notes.push(Note::new("page/empty", None, "the page has no text"));
        }
        if let Some(language) = source.language.filter(|language| language != "en") {
            let message =
                format!("the page is in another language than English ({language}), and its text is not read");
            notes.push(Note::new("page/language", None, message));
            record.notes = notes;
            return Reading { text, record, stories: Vec::new() };
        }
        let usage = truecase::is_wanted(&text).then(|| truecase::Usage::of(&text, &self.pipeline));
        let mut stories = Vec::new();
        for (story, of_page) in cut.stories.into_iter().enumerate() {
            let anchor = time::anchor(&of_page, cut.published.as_ref());
            let span = of_page.span;
            if let Some(line) = &of_page.dateline {
                // A dateline is no sentence, so it is not parsed; its day is read all the same.
                let (line, alignment) = Alignment::join(&text, &[line.span], "");
                let read = dateline_time::read(&line, &anchor, &dateline_time::Plain);
                record.times.extend(read.times.iter().map(|time| time::row(time, &alignment)));
            }
            let apart = texts_apart(&of_page, &text);
            let heads: Vec<Span<Page>> = of_page.headline.into_iter().chain(of_page.deck).collect();
            let lines = lines(&of_page, &text);
            let whole = of_page.body;
            let mut parts = Vec::new();
            for body in whole.clone().map_or_else(Vec::new, |body| split::apart(&text, body, &heads, &lines)) {
                let cut = split::split(&text, body, self.limits.story_bytes);
                if cut.len() > 1 {
                    notes.push(long_story(span, cut.len(), self.limits.story_bytes));
                }
                parts.extend(cut);
            }
            let parsed = |text: StoryText| {
                let text = match &usage {
                    Some(usage) => truecase::restore(text, usage, &self.pipeline),
                    None => text,
                };
                ParsedStory { story, parse: self.pipeline.parse(&text.text), alignment: text.alignment }
            };
            let parts: Vec<ParsedStory> = parts.into_iter().map(parsed).collect();
            // A headline's day is what its text goes on from, so times are read over all parts at once.
            let over_all = whole.map(|StoryText { text, alignment }| {
                (dateline_time::read(&text, &anchor, &time::Spread { alignment: &alignment, parts: &parts }), alignment)
            });
            if let Some((read, alignment)) = &over_all {
                record.times.extend(read.times.iter().map(|time| time::row(time, alignment)));
                notes.extend(read.notes.iter().cloned().map(|note| note.map(|span| alignment.to_page(span))));
            }
            for part in parts {
                let times =
                    over_all.as_ref().map_or_else(Vec::new, |(read, of)| time::carry(&read.times, of, &part.alignment));
                read_figures(&part, &times, &mut record, &mut notes);
                stories.push(part);
            }
            for part in apart.into_iter().map(parsed) {
                let read = dateline_time::read(part.parse.text(), &anchor, &time::Parsed(&part.parse));
                record.times.extend(read.times.iter().map(|time| time::row(time, &part.alignment)));
                notes.extend(read.notes.into_iter().map(|note| note.map(|span| part.alignment.to_page(span))));
                read_figures(&part, &read.times, &mut record, &mut notes);
                stories.push(part);
            }
        }
        let day = record.page.published.as_ref().and_then(|day| day.value.get(..10));
        record.entities = entity::entities(&stories, &text, &mut record.stories, &self.names, day);
        record.times.sort_by_key(|time| time.span);
        record.figures.sort_by_key(|figure| figure.span);
        figure_place::tell(&stories, &mut record);
        let statements = statement::read(&stories, &text, &record);
        statement::tell(&mut record, statements);
        notes.sort_by_key(|note| (note.span, note.code));
        event::read(&stories, &text, &mut record);
        record.notes = notes;
        Reading { text, record, stories }
    }
}

/// The figures of a part, whose times are known.
fn read_figures(part: &ParsedStory, times: &[dateline_time::Time], record: &mut Record, notes: &mut Vec<Note<Page>>) {
    let figures = figure::read(&part.parse, times);
    record.figures.extend(figure::rows(&figures.figures, times, &part.alignment));
    notes.extend(figures.notes.into_iter().map(|note| note.map(|span| part.alignment.to_page(span))));
}

/// What is read of a story apart from its text: captions, and who wrote it.
fn texts_apart(story: &PageStory, page: &Text<Page>) -> Vec<StoryText> {
    let is_caption = story.kind == dateline_page::Kind::Caption;
    let captions = story.captions.iter().copied().chain(is_caption.then_some(story.span)).chain(story.byline);
    captions
        .filter(|span| !page[*span].trim().is_empty())
        .map(|span| {
            let (text, alignment) = Alignment::join(page, &[span], "");
            StoryText { text, alignment }
        })
        .collect()
}

/// Paragraphs of a story that are no sentences: headings within it, and lines of lists and tables without a stop.
fn lines(story: &PageStory, page: &Text<Page>) -> Vec<Span<Page>> {
    let is_line = |(span, part): &&(Span<Page>, Part)| match part {
        Part::Heading(_) => true,
        Part::Item | Part::Cell => !page[*span].ends_with(['.', '!', '?', '"', '”']),
        _ => false,
    };
    story.parts.iter().flatten().filter(is_line).map(|(span, _)| *span).take(MOST_LINES).collect()
}

/// Lines of a story that are parsed for themselves; those of a long table stay in the text.
const MOST_LINES: usize = 200;

fn block_row((span, part): &(Span<Page>, Part)) -> Option<BlockRow> {
    let (kind, level) = match part {
        Part::Heading(level) => (BlockKind::Heading, Some(*level)),
        Part::Quotation => (BlockKind::Quotation, None),
        Part::Item => (BlockKind::Item, None),
        Part::Cell => (BlockKind::Cell, None),
        Part::Preformatted => (BlockKind::Preformatted, None),
        Part::Title | Part::Paragraph | Part::Caption => return None,
    };
    Some(BlockRow { span: *span, kind, level })
}

fn long_story(span: Span<Page>, n_parts: usize, most: usize) -> Note<Page> {
    let message = format!("the story is longer than {most} bytes, and was read in {n_parts} parts");
    Note::new("story/long", Some(span), message)
        .with_help("nothing is left out, but what is said across a cut may be missed; --story-bytes sets the length")
}

fn published(published: &dateline_page::Published, came: Option<PublishedFrom>) -> Published {
    Published {
        value: published.date.to_string(),
        from: match published.from {
            dateline_page::From::Argument => PublishedFrom::Argument,
            dateline_page::From::Metadata => came.unwrap_or(PublishedFrom::Metadata),
            dateline_page::From::Text => PublishedFrom::Text,
        },
        span: published.span,
    }
}

fn story_row(story: &PageStory) -> StoryRow {
    StoryRow {
        span: story.span,
        kind: match story.kind {
            dateline_page::Kind::Main => StoryKind::Main,
            dateline_page::Kind::Teaser => StoryKind::Teaser,
            dateline_page::Kind::Caption => StoryKind::Caption,
            dateline_page::Kind::Boilerplate => StoryKind::Boilerplate,
        },
        kicker: story.kicker,
        headline: story.headline,
        deck: story.deck,
        blocks: story.parts.as_ref().map(|parts| parts.iter().filter_map(block_row).collect()),
        byline: story.byline,
        dateline: story.dateline.map(|line| Dateline {
            span: line.span,
            place: line.place,
            agency: line.agency,
            entity: None,
        }),
        published: story.published.map(|day| day.to_string()),
        truncated: story.truncated,
    }
}

/// The SHA-256 that a record names a text by, in UTF-8, as 64 hexadecimal digits.
pub fn text_sha256(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
