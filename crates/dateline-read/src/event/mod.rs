//! What happened, what may happen, and who did it to whom?
//!
//! The road: `trigger` finds the words that tell of a happening and the sense of each (`lexicon`, `data/event`); `sides` finds who
//! did it and to whom over the tree (`tree`), as phrases with their entities (`view`); `status` tells whether it happened;
//! `when` adds time, place, deadline and casualties; `join` makes mentions of one happening one row; `measure` keeps the register
//! of what is threatened or promised; `dispute` finds who denies whom and `contradiction` who tells it otherwise; `confidence` tells how likely a row is right.

mod confidence;
mod contradiction;
mod dispute;
mod join;
mod lexicon;
mod measure;
mod sides;
mod status;
mod tree;
mod trigger;
mod view;
mod when;

use dateline_record::{Act, EventRow, EventType, Record, StatementRow, Status};
use dateline_text::{Page, Span, Text};

use crate::ParsedStory;
use join::Draft;
use lexicon::{Effect, LEXICON};
use measure::Hint;
use view::View;

/// Reads events, measures and disputes from the parsed stories of a page, when all its other rows are known.
pub(crate) fn read(parts: &[ParsedStory], page: &Text<Page>, record: &mut Record) {
    let mut drafts = Vec::new();
    {
        let record = &*record;
        let mentions = view::mentions(record);
        let offices = view::offices(record);
        let countries = view::countries(record);
        let voices = Voices::new(&record.statements);
        for part in parts {
            let view = View::new(part, record, &mentions, &offices, &countries);
            of_part(&view, &voices, &mut drafts);
        }
    }
    drafts.sort_by_key(|draft: &Draft| (draft.row.span, draft.row.kind));
    drafts.dedup_by_key(|draft| draft.row.span);
    join::share_sides(&mut drafts);
    let drafts = join::join(drafts);
    record.measures = measure::measures(&drafts);
    let voices = Voices::new(&record.statements);
    record.disputes = dispute::disputes(&drafts, record);
    record.disputes.extend(contradiction::contradictions(page, &drafts, record, &voices));
    record.disputes.sort_unstable();
    record.disputes.dedup();
    record.events = drafts.into_iter().map(|draft| draft.row).collect();
}

/// Which statement tells what stands at a place.
pub(super) struct Voices {
    /// Content, and the statement's index, by place.
    contents: Vec<(Span<Page>, usize)>,
    /// The furthest end among the contents up to each.
    reach: Vec<usize>,
    acts: Vec<Act>,
}

impl Voices {
    fn new(statements: &[StatementRow]) -> Self {
        let mut contents: Vec<(Span<Page>, usize)> = statements
            .iter()
            .enumerate()
            .flat_map(|(index, statement)| statement.content.iter().map(move |span| (*span, index)))
            .collect();
        contents.sort_unstable();
        let mut far = 0;
        let reach = contents
            .iter()
            .map(|(span, _)| {
                far = far.max(span.end());
                far
            })
            .collect();
        Self { contents, reach, acts: statements.iter().map(|statement| statement.act).collect() }
    }

    /// The innermost statement whose content holds a place.
    pub(super) fn at(&self, place: Span<Page>) -> Option<usize> {
        // Nested contents are few; what lies further back than this holds a whole page.
        const NEAR: usize = 64;
        let end = self.contents.partition_point(|(span, _)| span.start() <= place.start());
        let holding = (end.saturating_sub(NEAR)..end).rev().take_while(|&index| self.reach[index] >= place.end());
        holding
            .map(|index| self.contents[index])
            .filter(|(span, _)| span.contains(place))
            .min_by_key(|(span, index)| (span.len(), *index))
            .map(|(_, index)| index)
    }
}

fn of_part(view: &View<'_>, voices: &Voices, drafts: &mut Vec<Draft>) {
    let cues = trigger::cue_tokens(view);
    let times = when::Times::new(view);
    for trigger in trigger::triggers(view, &cues) {
        let sides = sides::sides(view, &trigger);
        let kind = trigger.sense.and_then(|sense| sense.kind);
        let (actors, recipients) = sides::phrases(view, &sides, kind);
        let mut sure = status::sure(view, &trigger);
        let (first, last) = extent(&trigger);
        let span = view.span(first, last);
        let statement = voices.at(view.span(trigger.word.index(), trigger.word.index()));
        if let Some(statement) = statement.filter(|_| !status::is_message(trigger.word)) {
            let cue = view.record.statements[statement].cue.as_ref();
            sure.status = told(sure.status, voices.acts[statement], cue.map_or("", |cue| cue.lemma.as_str()));
        }
        let time = times.time(&trigger);
        if matches!(sure.status, Status::Occurred | Status::Ongoing) && time.is_some_and(|time| is_ahead(view, time)) {
            sure.status = Status::Planned;
            sure.is_coming = true;
        }
        let hurt = when::hurt(view, &trigger);
        let row = EventRow {
            story: view.part.story,
            span,
            kind,
            plover: kind.map(|kind| plover(kind, trigger.sense.and_then(|sense| sense.mode), &sure)),
            mode: trigger.sense.and_then(|sense| sense.mode),
            contexts: trigger.sense.map_or_else(Vec::new, |sense| sense.contexts.clone()),
            actors,
            recipients,
            place: when::place(view, &trigger, &sides),
            time,
            status: sure.status,
            condition: sure.condition.map(|(first, last)| view.span(first, last)),
            deadline: if when::is_open(sure.status) { times.deadline(&trigger, sure.condition) } else { None },
            statement,
            killed: hurt.killed,
            injured: hurt.injured,
            arrested: hurt.arrested,
            mentions: vec![span],
            confidence: confidence::confidence(view, &trigger, &sure),
        };
        let points_back = trigger.is_noun()
            && row.actors.is_empty()
            && row.recipients.is_empty()
            && trigger.word.children().any(|child| child.dep() == "det" && tree::points_back(child));
        let family = trigger.family().to_owned();
        drafts.push(Draft { family, points_back, hint: Hint::of(view, &trigger, &sure), row });
    }
}

/// Whether a time lies after the day its story was published.
fn is_ahead(view: &View<'_>, time: usize) -> bool {
    let story = view.record.stories.get(view.part.story).and_then(|story| story.published.as_deref());
    let page = view.record.page.published.as_ref().map(|published| published.value.as_str());
    let (Some(day), Some(start)) = (story.or(page), view.record.times[time].start.as_deref()) else { return false };
    // Days are ISO 8601, and compare as they are written.
    start.get(..10).zip(day.get(..10)).is_some_and(|(start, day)| start > day)
}

/// The words that name a happening: the verb and the noun it carries, when they stand near each other.
fn extent(trigger: &trigger::Trigger<'_>) -> (usize, usize) {
    const FAR: usize = 8;
    let word = trigger.word.index();
    if trigger.is_demand() {
        return (word, word);
    }
    let other = trigger.carrier.or(trigger.with).map_or(word, tree::Word::index);
    // A verb before its noun; `talks were held` is told by the noun alone, `costs … imposed` by the verb.
    let verb = trigger.verb().index();
    let noun = if trigger.carrier.is_some() { word } else { other };
    if verb < noun && noun - verb <= FAR { (verb, noun) } else { (word, word) }
}

/// What a happening is under PLOVER's coding rules: cooperation to come is agreed on, and so is what will be yielded (PLOVER's map
/// has CAMEO's 035, intent to yield, as AGREE, and 116, to find guilty, as ACCUSE); force to come is threatened, and what is refused
/// is rejected.
fn plover(kind: EventType, mode: Option<&str>, sure: &status::Sure) -> EventType {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Retreat, Sanction,
        Support, Threaten,
    };
    match kind {
        Agree | Consult | Support | Cooperate | Aid | Concede | Retreat if sure.is_refused => Reject,
        Assault | Coerce | Mobilize | Protest | Sanction if sure.is_announced => Threaten,
        Sanction if mode == Some("convict") => Accuse,
        Consult | Support | Cooperate | Aid | Concede | Retreat if sure.is_coming => Agree,
        _ => kind,
    }
}

/// A status in the voice of who tells it: an accusation is no report; but what is condemned has happened.
fn told(status: Status, act: Act, cue: &str) -> Status {
    match (status, act) {
        (Status::Occurred | Status::Ongoing, Act::Accuse) if !LEXICON.has(cue, Effect::Alleged) => status,
        (Status::Occurred | Status::Ongoing, Act::Accuse | Act::Claim | Act::Respond) => Status::Alleged,
        (Status::Occurred | Status::Ongoing, Act::Deny | Act::Reject) => Status::Denied,
        (status, _) => status,
    }
}
