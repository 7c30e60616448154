//! Where and for whom was a story written? Datelines as places and agencies of the record.
//!
//! Datelines are cut out before a story is parsed, so their names are read here: `KYIV, Ukraine (AP) —` names a city,
//! a country and an agency.

use dateline_record::{Dateline, Entity, EntityKind, Mention, MentionKind};
use dateline_text::{Page, Span, Text};
use rustc_hash::FxHashMap;

use super::fold::fold;
use super::join::OF_LONGER;
use super::place::{Around, Context, Found, Within, country_of, state_name};
use super::table::{Meant, TABLES};

/// A dateline's names, before they are joined to those of the text.
#[derive(Debug)]
pub(crate) struct Origin {
    /// Where the story was written.
    place: Option<Part>,
    /// The country, state or province behind it.
    container: Option<Part>,
    agency: Option<(Span<Page>, &'static str)>,
}

/// A place that is named.
#[derive(Debug)]
struct Part {
    span: Span<Page>,
    name: String,
    found: Option<Found>,
    country: Option<&'static str>,
}

/// What a dateline says, in the light of the page.
pub(crate) fn read(page: &Text<Page>, line: &Dateline, context: &Context) -> Origin {
    let mut origin = Origin { place: None, container: None, agency: None };
    origin.agency = line.agency.and_then(|span| Some((span, TABLES.body(&page[span])?.name)));
    let Some(whole) = line.place else { return origin };
    let mut pieces = page[whole].split(',');
    // Of two places in a line the first one counts: `LONDON/PARIS`.
    let first = pieces.next().unwrap_or_default();
    let first = first.split('/').next().and_then(|first| first.split(" and ").next()).unwrap_or_default();
    let name = named(first.trim());
    let behind = pieces.next().map_or("", str::trim);
    let within = Within::meant_by(behind);
    let at = |words: &str, from: usize| {
        let start = from + page[whole][from - whole.start()..].find(words)?;
        page.span(start, start + words.len()).filter(|span| !span.is_empty())
    };
    if !within.is_empty() {
        let name = state_name(behind).map_or_else(|| behind.to_owned(), named);
        let found = if TABLES.country(behind).is_some() { None } else { context.choose(&name, &[]) };
        origin.container =
            at(behind, whole.start() + first.len()).map(|span| Part { span, name, found, country: None });
    }
    let country = country_of(&within);
    let found = context.choose(&name, &[Around { within, ..Around::default() }]);
    origin.place = at(first.trim(), whole.start()).map(|span| Part { span, name, found, country });
    origin
}

impl Origin {
    /// Where it was written, when that is a place of the gazetteer.
    pub(crate) fn found(&self) -> Option<Found> {
        self.place.as_ref()?.found
    }

    /// Joins its names to the page's entities, or adds them; the index of the place's.
    ///
    /// `places` are the indices of places by their folded names, as [`places`] has them.
    pub(crate) fn join(&self, entities: &mut Vec<Entity>, places: &mut FxHashMap<String, usize>) -> Option<usize> {
        if let Some((span, name)) = self.agency {
            let index = entity(entities, name, EntityKind::Organization, |entity| entity.name == name);
            if let Some(body) = TABLES.body(name) {
                entities[index].sector = body.sector.map(str::to_owned);
                entities[index].country = body.country.map(str::to_owned);
                entities[index].wikidata = body.wikidata.map(str::to_owned);
            }
            mention(&mut entities[index], span);
        }
        if let Some(container) = &self.container {
            join(entities, places, container);
        }
        self.place.as_ref().map(|place| join(entities, places, place))
    }
}

/// The first place of each folded name; what is but part of longer names is no place by itself.
pub(crate) fn places(entities: &[Entity]) -> FxHashMap<String, usize> {
    let mut places = FxHashMap::default();
    let is_place = |entity: &Entity| {
        entity.kind == EntityKind::Place && entity.mentions.iter().any(|mention| mention.why != OF_LONGER)
    };
    for (index, entity) in entities.iter().enumerate().filter(|(_, entity)| is_place(entity)) {
        places.entry(fold(&entity.name)).or_insert(index);
    }
    places
}

fn join(entities: &mut Vec<Entity>, places: &mut FxHashMap<String, usize>, part: &Part) -> usize {
    let country = TABLES.country(&part.name).filter(|(_, meant)| *meant == Meant::Name).map(|(country, _)| country);
    let index = if let Some(country) = country {
        let is_it =
            |entity: &Entity| entity.kind == EntityKind::Country && entity.country.as_deref() == Some(country.iso);
        let index = entity(entities, country.name, EntityKind::Country, is_it);
        entities[index].country = Some(country.iso.to_owned());
        entities[index].wikidata = country.wikidata.map(str::to_owned);
        entities[index].geo = country.geonames.map(super::country_geo);
        index
    } else if let Some(body) = TABLES.body(&part.name) {
        // `UNITED NATIONS (AP) —`.
        let index = entity(entities, body.name, EntityKind::Organization, |entity| entity.name == body.name);
        entities[index].sector = body.sector.map(str::to_owned);
        entities[index].wikidata = body.wikidata.map(str::to_owned);
        index
    } else {
        let index = *places.entry(fold(&part.name)).or_insert_with(|| {
            entities.push(Entity::new(&part.name, EntityKind::Place, Vec::new()));
            entities.len() - 1
        });
        if let Some(found) = &part.found {
            super::tell_place(&mut entities[index], found);
        } else if entities[index].country.is_none() {
            entities[index].country = part.country.map(str::to_owned);
        }
        index
    };
    mention(&mut entities[index], part.span);
    index
}

/// The index of the entity that is meant, added when there is none.
fn entity(entities: &mut Vec<Entity>, name: &str, kind: EntityKind, is_it: impl Fn(&Entity) -> bool) -> usize {
    entities.iter().position(is_it).unwrap_or_else(|| {
        entities.push(Entity::new(name, kind, Vec::new()));
        entities.len() - 1
    })
}

fn mention(entity: &mut Entity, span: Span<Page>) {
    entity.mentions.push(Mention { span, kind: MentionKind::Name, why: "named in the dateline" });
}

/// `KUALA LUMPUR` and `kuala lumpur` as names are written; words with dots or of both cases are left as they are.
fn named(words: &str) -> String {
    const SMALL: [&str; 12] = ["al", "da", "de", "del", "do", "el", "en", "la", "le", "of", "on", "upon"];
    let mut name = String::with_capacity(words.len());
    for (i, word) in words.split_inclusive([' ', '-', '\'', '’']).enumerate() {
        let lower = word.to_lowercase();
        let is_mixed = word.contains(char::is_lowercase) && word.contains(char::is_uppercase);
        if is_mixed || word.contains('.') {
            name.push_str(word);
        } else if i > 0 && SMALL.contains(&lower.trim_end_matches([' ', '-'])) {
            name.push_str(&lower);
        } else {
            let mut letters = lower.chars();
            name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            name.push_str(letters.as_str());
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_written_as_names() {
        for (words, name) in [
            ("LONDON", "London"),
            ("STRATFORD-UPON-AVON", "Stratford-upon-Avon"),
            ("RIO DE JANEIRO", "Rio de Janeiro"),
            ("McALLEN", "McALLEN"),
            ("new south wales", "New South Wales"),
            ("", ""),
        ] {
            assert_eq!(named(words), name);
        }
    }
}
