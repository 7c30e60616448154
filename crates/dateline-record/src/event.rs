//! Who did what to whom, whether it happened, and what is threatened or promised.

use dateline_text::{Page, Span};

use crate::Phrase;

/// Something that happened, may happen, or is said to have happened, once for all its mentions on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// Index of the story that tells it first.
    pub story: usize,
    /// The words that name it.
    pub span: Span<Page>,
    /// What kind of happening it is; none for those that PLOVER has no type for: a sale, a launch, a flight.
    pub kind: Option<EventType>,
    /// The type under PLOVER's coding rules: coming CONSULT, SUPPORT, COOPERATE and AID are AGREE, coming RETREAT is CONCEDE,
    /// force and sanctions that are announced are THREATEN, and cooperation that is refused is REJECT.
    pub plover: Option<EventType>,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// PLOVER contexts, in order.
    pub contexts: Vec<&'static str>,
    /// Who did it.
    pub actors: Vec<Phrase>,
    /// To whom.
    pub recipients: Vec<Phrase>,
    /// Where.
    pub place: Option<Phrase>,
    /// Index of the time when.
    pub time: Option<usize>,
    /// Whether it happened.
    pub status: Status,
    /// The clause it hangs on.
    pub condition: Option<Span<Page>>,
    /// Index of the time until when.
    pub deadline: Option<usize>,
    /// Index of the innermost statement that tells it; the paper's own voice when none does.
    pub statement: Option<usize>,
    /// Index of the figure that tells how many were killed.
    pub killed: Option<usize>,
    /// Index of the figure that tells how many were injured.
    pub injured: Option<usize>,
    /// Index of the figure that tells how many were arrested.
    pub arrested: Option<usize>,
    /// All words on the page that name it, in order.
    pub mentions: Vec<Span<Page>>,
    /// How likely type and sides are right, from 0 to 1; see `eval/`.
    pub confidence: f64,
}

/// What is threatened, promised, drafted, considered, agreed, imposed, lifted or refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRow {
    /// Index of the event it is.
    pub event: Option<usize>,
    /// The words that name it.
    pub action: Span<Page>,
    /// Indices of the entities that take it.
    pub by: Vec<usize>,
    /// Indices of the entities it is taken on, or for.
    pub on: Vec<usize>,
    /// What kind of happening it would be.
    pub kind: EventType,
    /// How far it has come.
    pub status: MeasureStatus,
    /// The clause it hangs on.
    pub condition: Option<Span<Page>>,
    /// Index of the time until when.
    pub deadline: Option<usize>,
    /// Index of the statement that tells it.
    pub statement: Option<usize>,
}

names! {
    /// PLOVER's event types (PLOVER manual, draft 2.0).
    pub enum EventType {
        /// Agreeing, promising.
        Agree = "AGREE",
        /// Meeting, talking.
        Consult = "CONSULT",
        /// Backing in words or by diplomacy.
        Support = "SUPPORT",
        /// Giving way.
        Concede = "CONCEDE",
        /// Working together.
        Cooperate = "COOPERATE",
        /// Giving help.
        Aid = "AID",
        /// Withdrawing, releasing, easing.
        Retreat = "RETREAT",
        /// Asking, demanding.
        Request = "REQUEST",
        /// Blaming, criticizing.
        Accuse = "ACCUSE",
        /// Refusing.
        Reject = "REJECT",
        /// Threatening.
        Threaten = "THREATEN",
        /// Demonstrating.
        Protest = "PROTEST",
        /// Breaking off, fining, boycotting.
        Sanction = "SANCTION",
        /// Readying forces.
        Mobilize = "MOBILIZE",
        /// Arresting, seizing, suppressing.
        Coerce = "COERCE",
        /// Attacking.
        Assault = "ASSAULT",
    }
}

names! {
    /// Whether an event happened.
    pub enum Status {
        /// It did.
        Occurred = "occurred",
        /// It is under way.
        Ongoing = "ongoing",
        /// It is decided on.
        Planned = "planned",
        /// It is thought about.
        Considered = "considered",
        /// It may.
        Possible = "possible",
        /// It will if something else does.
        Conditional = "conditional",
        /// Somebody says so who may be doubted.
        Alleged = "alleged",
        /// It did not, or somebody says so.
        Denied = "denied",
        /// It is only spoken of.
        Hypothetical = "hypothetical",
    }
}

names! {
    /// How far a measure has come.
    pub enum MeasureStatus {
        /// Thought about.
        Considered = "considered",
        /// Being written.
        Drafted = "drafted",
        /// Held out as harm.
        Threatened = "threatened",
        /// Held out as help.
        Promised = "promised",
        /// Agreed on.
        Agreed = "agreed",
        /// In force.
        Imposed = "imposed",
        /// No longer in force.
        Lifted = "lifted",
        /// Turned down.
        Refused = "refused",
    }
}
