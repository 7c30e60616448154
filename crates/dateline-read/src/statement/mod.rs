//! Who said what: statements with their sources, cues and contents.
//!
//! The road: `cue.rs` finds words of the table that attribute (`lexicon.rs`), `frame/` looks in the patterns of reporting for what
//! they attribute, `verb.rs` and `assemble.rs` join cue, source and content to drafts, `repair.rs` sets their edges right, `coordinate.rs` parts
//! verbs that share a source, `continued.rs` adds
//! paragraphs of quotation, `unowned.rs` quotations that nobody is told to have said, and `decide.rs` keeps what does not contradict itself.
//! `tree.rs` and `quotation.rs` are what all of these ask of a story; `row.rs` makes rows of the drafts, with `source.rs`, `act.rs`,
//! `detail.rs`, `reply.rs` and `back_reference.rs` for who it is, what is done by it, where and when, what it answers, and of whom `two of the people` are.
//!
//! ```
//! use dateline_read::{Reader, Source};
//! use dateline_record::{Act, Mode};
//!
//! let reader = Reader::new(dateline_parse::Pipeline::embedded());
//! let reading = reader.read(reader.given("Mary Alder warned that the ice was thin."), Source::default());
//! let warning = &reading.record.statements[0];
//! assert_eq!((warning.act, warning.mode), (Act::Warn, Mode::Indirect));
//! assert_eq!(&reading.text[warning.source.as_ref().unwrap().span], "Mary Alder");
//! assert_eq!(&reading.text[warning.content[0]], "that the ice was thin");
//! ```

mod act;
mod assemble;
mod back_reference;
mod continued;
mod coordinate;
mod cue;
mod decide;
mod detail;
mod draft;
mod frame;
mod lexicon;
mod quotation;
mod repair;
mod reply;
mod row;
mod source;
mod tree;
mod unowned;
mod verb;

use dateline_record::{Mention, Record, StatementRow};
use dateline_text::{Page, Text};

use crate::ParsedStory;
use tree::Tree;

/// What was read.
#[derive(Debug, Default)]
pub struct Statements {
    /// The statements, ordered by span.
    pub rows: Vec<StatementRow>,
    /// Pronouns of the first person in quotations, and unnamed sources, with the entity they are.
    pub pronouns: Vec<(usize, Mention)>,
    /// Unnamed sources that are pointed back at.
    groups: Vec<back_reference::Group>,
}

/// Reads the statements of a page, once its entities and times are known.
pub fn read(parts: &[ParsedStory], page: &Text<Page>, record: &Record) -> Statements {
    let known = row::Known::new(record);
    let mut found = Statements::default();
    for part in parts {
        let tree = Tree::new(&part.parse);
        let mut drafts = assemble::drafts(&tree);
        for draft in &mut drafts {
            repair::repair(&tree, draft);
        }
        let mut drafts = decide::decide(drafts);
        let within = decide::nesting(&drafts);
        coordinate::split(&tree, &mut drafts, &within);
        continued::join(&tree, &mut drafts);
        let within = decide::nesting(&drafts);
        unowned::add(&tree, &mut drafts, &within);
        let within = decide::nesting(&drafts);
        row::rows(&tree, part, &drafts, &within, &known, &mut found);
    }
    row::order(&mut found);
    reply::link(page, &mut found.rows);
    found.groups = back_reference::link(page, &mut found.rows, &mut found.pronouns);
    found
}

/// Puts what was read into the record.
pub(crate) fn tell(record: &mut Record, found: Statements) {
    record.statements = found.rows;
    for (entity, mention) in found.pronouns {
        let mentions = &mut record.entities[entity].mentions;
        let at = mentions.partition_point(|known| known.span < mention.span);
        if mentions.get(at).is_none_or(|known| known.span != mention.span) {
            mentions.insert(at, mention);
        }
    }
    back_reference::tell(record, found.groups);
}
