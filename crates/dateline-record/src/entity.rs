//! Who and what is named on a page.

use dateline_text::{Page, Span};

/// Somebody or something that is named, once for all its mentions on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, agency, party, institution.
    Organization,
    /// A country.
    Country,
    /// Any other place.
    Place,
    /// A people, a faith, a political camp.
    Group,
    /// A work, event, product, law, language.
    Other,
}

impl EntityKind {
    /// Its name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Country => "country",
            Self::Place => "place",
            Self::Group => "group",
            Self::Other => "other",
        }
    }
}

/// One place where an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span<Page>,
    /// What kind of words.
    pub kind: MentionKind,
}

/// By what words an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// Its name, or part of it.
    Name,
}

impl MentionKind {
    /// Its name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
        }
    }
}
