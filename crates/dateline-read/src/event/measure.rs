//! What is threatened, promised, drafted, considered, agreed, imposed, lifted or refused?

use dateline_record::{EventType, MeasureRow, MeasureStatus, Status};
use dateline_text::{Page, Span};

use super::join::Draft;
use super::lexicon::LEXICON;
use super::status::Sure;
use super::tree::{self, Word};
use super::trigger::Trigger;
use super::view::View;

/// How far a measure has come, as the words around an event tell it, and the words that name it.
#[derive(Clone, Copy)]
pub(super) struct Hint {
    status: MeasureStatus,
    action: Span<Page>,
}

/// Words above a measure that tell how far it has come.
fn stage(lemma: &str) -> Option<MeasureStatus> {
    Some(match lemma {
        "draft" | "draw" | "prepare" | "work" | "write" | "design" => MeasureStatus::Drafted,
        "threaten" | "warn" | "threat" | "warning" | "ultimatum" => MeasureStatus::Threatened,
        "promise" | "pledge" | "vow" | "offer" | "commit" | "undertake" | "guarantee" => MeasureStatus::Promised,
        "agree" | "agreement" | "approve" | "adopt" | "pass" | "decide" | "endorse" => MeasureStatus::Agreed,
        "refuse" | "reject" | "decline" | "oppose" | "veto" | "rule" => MeasureStatus::Refused,
        "consider" | "weigh" | "mull" | "discuss" | "propose" | "seek" | "explore" | "debate" | "study" | "suggest"
        | "proposal" | "option" => MeasureStatus::Considered,
        _ => return None,
    })
}

/// Whether an event of this kind is something one decides on.
fn is_measure(kind: EventType, family: &str) -> bool {
    match kind {
        EventType::Sanction | EventType::Aid | EventType::Mobilize | EventType::Coerce | EventType::Threaten => true,
        EventType::Consult | EventType::Cooperate => true,
        EventType::Concede | EventType::Retreat => true,
        EventType::Assault | EventType::Protest => matches!(family, "strike" | "attack" | "invade"),
        EventType::Agree | EventType::Support | EventType::Request | EventType::Accuse | EventType::Reject => false,
    }
}

impl Hint {
    pub(super) fn of(view: &View<'_>, trigger: &Trigger<'_>, sure: &Sure) -> Option<Self> {
        let kind = trigger.sense?.kind?;
        if !is_measure(kind, trigger.family()) {
            return None;
        }
        let hostile = matches!(
            kind,
            EventType::Sanction | EventType::Coerce | EventType::Mobilize | EventType::Assault | EventType::Threaten
        );
        let above = stages_above(trigger);
        let status = match sure.status {
            Status::Occurred | Status::Ongoing => match kind {
                EventType::Concede | EventType::Retreat => MeasureStatus::Lifted,
                EventType::Sanction | EventType::Coerce => MeasureStatus::Imposed,
                _ => return None,
            },
            Status::Denied => above.filter(|stage| *stage == MeasureStatus::Refused)?,
            Status::Hypothetical | Status::Alleged => above?,
            Status::Possible | Status::Considered | Status::Conditional | Status::Planned => {
                above.unwrap_or(match sure.status {
                    Status::Planned | Status::Conditional if hostile => MeasureStatus::Threatened,
                    Status::Planned => MeasureStatus::Promised,
                    Status::Conditional => MeasureStatus::Promised,
                    _ => MeasureStatus::Considered,
                })
            }
        };
        Some(Self { status, action: action(view, trigger) })
    }
}

/// The first word above that tells how far it has come.
fn stages_above(trigger: &Trigger<'_>) -> Option<MeasureStatus> {
    let mut word = trigger.verb();
    for _ in 0..8 {
        if word.is_root() {
            return None;
        }
        let above = word.head();
        if matches!(word.dep(), "nsubj" | "advcl") {
            return None;
        }
        // `prepared to impose costs` holds harm out, whoever says so.
        let found = if above.lemma() == "prepared" { None } else { stage(above.lemma()) };
        if found.is_some() {
            return found;
        }
        word = above;
    }
    None
}

/// The words that name a measure: the noun phrase, or the verb with its object.
fn action(view: &View<'_>, trigger: &Trigger<'_>) -> Span<Page> {
    let phrase = |noun: Word<'_>| {
        let (first, mut last) = view.words(noun);
        for child in noun.children().filter(|child| child.dep() == "prep") {
            let (from, to) = view.edge(child);
            if from == last + 1 && !matches!(child.text(), "in" | "as" | "on") {
                last = to;
            }
        }
        (first, last)
    };
    if trigger.is_noun() {
        let container = container(trigger.word);
        let (first, last) = phrase(container);
        return view.span(first, last.max(trigger.word.index()));
    }
    let verb = trigger.verb();
    let noun = if trigger.carrier.is_some() { Some(trigger.word) } else { trigger.with };
    match noun {
        Some(noun) if noun.index() > verb.index() => {
            let (_, last) = view.words(noun);
            view.span(verb.index(), last)
        }
        // `sanctions that could be imposed on Russia`
        Some(noun) => {
            let (first, _) = (noun.index(), 0);
            let last = verb
                .children()
                .filter(|child| child.dep() == "prep" && child.index() > verb.index())
                .map(|child| view.edge(child).1)
                .next();
            view.span(first, last.unwrap_or(verb.index()))
        }
        None => {
            let last = tree::objects(verb)
                .into_iter()
                .filter(|object| object.index() > verb.index())
                .map(|object| view.words(object).1)
                .max();
            view.span(verb.index(), last.unwrap_or(verb.index()))
        }
    }
}

/// `a joint package` of `sanctions`.
fn container(noun: Word<'_>) -> Word<'_> {
    let mut at = noun;
    for _ in 0..3 {
        if at.dep() == "pobj" && at.head().text() == "of" && LEXICON.is("container", at.head().head().lemma()) {
            at = at.head().head();
        } else {
            break;
        }
    }
    at
}

/// The register, by place.
pub(super) fn measures(drafts: &[Draft]) -> Vec<MeasureRow> {
    let ids = |side: &[dateline_record::Phrase]| {
        let mut ids: Vec<usize> = side.iter().filter_map(|phrase| phrase.entity).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let mut measures: Vec<MeasureRow> = drafts
        .iter()
        .enumerate()
        .filter_map(|(index, draft)| {
            let hint = draft.hint?;
            let row = &draft.row;
            Some(MeasureRow {
                event: Some(index),
                action: hint.action,
                by: ids(&row.actors),
                on: ids(&row.recipients),
                kind: row.kind?,
                status: hint.status,
                condition: row.condition,
                deadline: row.deadline,
                statement: row.statement,
            })
        })
        .collect();
    measures.sort_by_key(|measure| (measure.action, measure.event));
    measures
}
