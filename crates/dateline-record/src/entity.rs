//! Who and what is named on a page.

use dateline_text::{Page, Span};

/// Somebody or something that is named, once for all its mentions on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The offices that the page gives it.
    pub roles: Vec<Role>,
    /// ISO 3166-1 alpha-2 code of the country it is, or belongs to.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Where it lies, of places.
    pub geo: Option<Geo>,
    /// Indices of those that a group is made of, where the page names them: `the two leaders`.
    pub members: Vec<usize>,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// An entity of which nothing is known but its name.
    pub fn new(name: impl Into<String>, kind: EntityKind, mentions: Vec<Mention>) -> Self {
        Self {
            name: name.into(),
            kind,
            roles: Vec::new(),
            country: None,
            sector: None,
            wikidata: None,
            geo: None,
            members: Vec::new(),
            mentions,
        }
    }
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

/// An office that the page gives a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words.
    pub span: Span<Page>,
    /// Index of the organization among the entities, when the words name one.
    pub organization: Option<usize>,
    /// ISO 3166-1 alpha-2 code of the country, when the words name one.
    pub country: Option<String>,
    /// Whether the words say that it is over: `then-`, `former`.
    pub is_former: bool,
}

/// Where a place lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Geo {
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: u32,
    /// GeoNames feature class.
    pub feature: Option<String>,
    /// First-level division, by its GeoNames code.
    pub admin1: Option<String>,
    /// Why it is this place: what `--explain` prints.
    pub why: &'static str,
}

/// One place where an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span<Page>,
    /// What kind of words.
    pub kind: MentionKind,
    /// Why it is the entity that it is a mention of: what `--explain` prints. Empty where nothing was to be decided.
    pub why: &'static str,
}

impl Mention {
    /// A mention that stands for itself.
    pub fn new(span: Span<Page>, kind: MentionKind) -> Self {
        Self { span, kind, why: "" }
    }
}

/// By what words an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// Its name, or part of it.
    Name,
    /// Other nouns: `the foreign minister`.
    Nominal,
    /// A pronoun.
    Pronoun,
    /// A relative pronoun, which grammar ties to the noun before it: `Alder, who …`.
    Relative,
}

impl MentionKind {
    /// Its name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
            Self::Relative => "relative",
        }
    }
}
