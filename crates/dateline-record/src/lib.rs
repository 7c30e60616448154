//! What does a reading say? One plain type per table of the record, each row with the place it was read from.
//!
//! Rows have no wire format of their own: [`json`] prints them, and a store keeps them, each in its own way.
//! All spans are places on the page, so that every value can be checked against the page's words.
//!
//! ```
//! use dateline_record::{Entity, EntityKind, Mention, MentionKind, PageRow, Record, json};
//! use dateline_text::{Page, Text};
//!
//! let text: Text<Page> = "Mayor Alder resigned.".into();
//! let mut record = Record::new(PageRow::new(&text, "hash".to_owned()));
//! let span = text.find("Alder").unwrap();
//! let mentions = vec![Mention::new(span, MentionKind::Name)];
//! record.entities.push(Entity::new("Alder", EntityKind::Person, mentions));
//! let line = json::line(&record, &text, &json::Options::default());
//! assert!(line.contains(r#""mentions":[{"span":[6,11],"text":"Alder","kind":"name"}]"#));
//! ```

#[macro_use]
mod names;
mod entity;
mod event;
mod figure;
pub mod json;
mod page;
mod statement;
mod story;
mod time;

use dateline_text::{Note, Page, Span};

pub use entity::{Entity, EntityKind, Geo, Mention, MentionKind, Role};
pub use event::{EventRow, EventType, MeasureRow, MeasureStatus, Status};
pub use figure::{Bound, Change, FigureKind, FigureRow};
pub use page::{PageRow, Published, PublishedFrom, Told};
pub use statement::{Act, Cue, Dispute, Mode, Phrase, Source, SourceKind, StatementRow};
pub use story::{BlockKind, BlockRow, Dateline, StoryKind, StoryRow};
pub use time::TimeRow;

/// All that was read of one page.
///
/// A row's id is its index in its list; lists are ordered by span.
#[derive(Clone, Debug)]
pub struct Record {
    /// The page.
    pub page: PageRow,
    /// Its stories, and what stands between them.
    pub stories: Vec<StoryRow>,
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// When.
    pub times: Vec<TimeRow>,
    /// How many.
    pub figures: Vec<FigureRow>,
    /// Who said what.
    pub statements: Vec<StatementRow>,
    /// Who did what to whom.
    pub events: Vec<EventRow>,
    /// What is threatened, promised or in force.
    pub measures: Vec<MeasureRow>,
    /// Which statements contradict each other.
    pub disputes: Vec<Dispute>,
    /// What could not be read, and why.
    pub notes: Vec<Note<Page>>,
}

impl Record {
    /// A record with nothing in it but the page.
    pub fn new(page: PageRow) -> Self {
        Self {
            page,
            stories: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            figures: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            measures: Vec::new(),
            disputes: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Index of the innermost statement whose content holds these words.
    pub fn statement_at(&self, span: Span<Page>) -> Option<usize> {
        let length = |row: &StatementRow| row.content.iter().map(|part| part.len()).sum::<usize>();
        let holding = self.statements.iter().enumerate();
        let holding = holding.filter(|(_, row)| row.content.iter().any(|part| part.contains(span)));
        holding.min_by_key(|(index, row)| (length(row), *index)).map(|(index, _)| index)
    }

    /// Index of the first event that killed, injured or arrested as many as this figure tells.
    pub fn event_of(&self, figure: usize) -> Option<usize> {
        self.events.iter().position(|event| [event.killed, event.injured, event.arrested].contains(&Some(figure)))
    }

    /// Leaves out events less sure than `least`, and the measures that rest on them; what is left is numbered anew.
    pub fn keep_events(&mut self, least: f64) {
        let mut now = vec![None; self.events.len()];
        let mut n_kept = 0;
        for (event, id) in self.events.iter().zip(&mut now) {
            if event.confidence >= least {
                *id = Some(n_kept);
                n_kept += 1;
            }
        }
        self.events.retain(|event| event.confidence >= least);
        self.measures.retain_mut(|measure| match measure.event {
            None => true,
            Some(id) => {
                measure.event = now.get(id).copied().flatten();
                measure.event.is_some()
            }
        });
    }
}
