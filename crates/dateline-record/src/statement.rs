//! Who said what, and which statements contradict each other.

use dateline_text::{Page, Span};

/// What somebody said, wrote, believes, plans or found, as the page attributes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// Index of its story.
    pub story: usize,
    /// Who said it; nobody when the page does not tell: `it was alleged`.
    pub source: Option<Source>,
    /// The words that attribute it; none where quotation goes on without them.
    pub cue: Option<Cue>,
    /// What was said, as written, quotation marks included: one span or several, in order.
    pub content: Vec<Span<Page>>,
    /// How it is given.
    pub mode: Mode,
    /// What is done by saying it.
    pub act: Act,
    /// Whom it was said to.
    pub addressee: Option<Phrase>,
    /// Where it was said or published: a press conference, a network, a paper.
    pub medium: Option<Phrase>,
    /// The meeting or event at which it was said.
    pub occasion: Option<Phrase>,
    /// Index of the time when it was said.
    pub time: Option<usize>,
    /// Index of the innermost statement whose content holds it.
    pub within: Option<usize>,
    /// Index of the statement it denies, rejects or answers.
    pub replies_to: Option<usize>,
}

impl StatementRow {
    /// From its first word to its last, whichever part they belong to.
    pub fn span(&self) -> Span<Page> {
        let parts = self.source.iter().map(|source| source.span).chain(self.cue.iter().map(|cue| cue.span));
        let mut parts = parts.chain(self.content.iter().copied());
        let first = parts.next().expect("a statement has content");
        parts.fold(first, Span::to)
    }
}

/// The words that attribute a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words.
    pub span: Span<Page>,
    /// The lemma of their head.
    pub lemma: String,
}

/// Whom a statement is attributed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The whole noun phrase.
    pub span: Span<Page>,
    /// Index of the entity it is.
    pub entity: Option<usize>,
    /// Whether it keeps its name back: `officials`, `a person familiar with the talks`.
    pub is_anonymous: bool,
    /// How many they are, when the words count them.
    pub count: Option<u32>,
    /// Whose officials or staff they are.
    pub affiliation: Option<Phrase>,
    /// What kind of source it is.
    pub kind: SourceKind,
}

/// Words, and the entity they mean when it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub span: Span<Page>,
    /// Index of the entity.
    pub entity: Option<usize>,
}

/// Two statements that cannot both be right: a denial with what it denies, or two sources that tell it differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dispute {
    /// Index of the statement that claims.
    pub claim: usize,
    /// Index of the statement that denies it; of two that only differ the later one.
    pub denial: usize,
}

names! {
    /// What kind of source a statement has.
    pub enum SourceKind {
        /// One human being.
        Person = "person",
        /// A company, agency, party, paper as such.
        Organization = "organization",
        /// A country as an actor.
        Country = "country",
        /// Several, or people without a name.
        People = "people",
        /// A report, letter, law, indictment.
        Document = "document",
        /// Polls, figures, research.
        Data = "data",
        /// News media.
        Media = "media",
        /// Nobody is told.
        Unknown = "unknown",
    }
}

names! {
    /// How a statement is given.
    pub enum Mode {
        /// In the source's own words, between quotation marks.
        Direct = "direct",
        /// In the paper's words.
        Indirect = "indirect",
        /// In both.
        Mixed = "mixed",
    }
}

names! {
    /// What is done by saying it: from the cue's sense and the mood of the clause.
    pub enum Act {
        /// Nothing but saying.
        Say = "say",
        /// Asserting what may be doubted.
        Claim = "claim",
        /// Passing on what was found or heard.
        Report = "report",
        /// Blaming somebody.
        Accuse = "accuse",
        /// Saying that it is not so.
        Deny = "deny",
        /// Refusing an offer, a demand, a view.
        Reject = "reject",
        /// Saying that it is so indeed.
        Confirm = "confirm",
        /// Making a decision known.
        Announce = "announce",
        /// Binding oneself.
        Promise = "promise",
        /// Holding out harm.
        Threaten = "threaten",
        /// Pointing at a danger.
        Warn = "warn",
        /// Requiring.
        Demand = "demand",
        /// Asking a question or a favour.
        Ask = "ask",
        /// Putting forward an idea.
        Suggest = "suggest",
        /// Foreseeing.
        Expect = "expect",
        /// Thinking, knowing, feeling.
        Believe = "believe",
        /// Meaning to do.
        Plan = "plan",
        /// Answering.
        Respond = "respond",
    }
}
