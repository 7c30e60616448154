//! Who and what is named on a page, and what else stands for it.
//!
//! The road: `name.rs` finds names, `join.rs` tells which are one, `role.rs` reads offices, `coref.rs` follows pronouns
//! and offices back to names (`grammar.rs` tells what they cannot mean, `interview.rs` who is asked, `people.rs` who has no name, `nominal.rs` what `the company` takes up); `table.rs` holds what is known before the page is read, `given.rs` what the user knows.
//! `tidy.rs` tells what is no name, `team.rs` which countries and cities are teams.
//! `locative.rs` corrects what stands where places stand, `place.rs` tells which place of `gazetteer.rs` is meant, and
//! `origin.rs` reads datelines.

mod coref;
mod fold;
mod gazetteer;
mod given;
mod grammar;
mod holder;
mod interview;
mod join;
mod locative;
mod name;
mod nominal;
mod origin;
pub(crate) mod people;
mod place;
mod role;
mod surname;
mod table;
mod team;
mod tidy;
mod told;

use dateline_record::{Entity, EntityKind, Geo, Mention, MentionKind, Role, StoryRow};
use dateline_text::{Page, Text};

pub use given::{Names, NamesError};
pub(crate) use name::is_well_known_place;
pub(crate) use table::{TABLES, cased};

use name::Name;
use origin::Origin;
use place::{Around, Context, Found};

use crate::ParsedStory;

/// The entities of a page of that day (ISO 8601), ordered by their first mentions; the stories' datelines are told which
/// of them they name.
pub(crate) fn entities(
    parts: &[ParsedStory],
    page: &Text<Page>,
    stories: &mut [StoryRow],
    given: &Names,
    day: Option<&str>,
) -> Vec<Entity> {
    let mut names = name::names(parts, page);
    locative::settle(parts, page, &mut names);
    team::settle(parts, &mut names);
    let rows = given.find(parts, page, &mut names);
    let (joined, whys) = join::join(&names, parts, day);
    let (links, nameless) = coref::links(parts, &names, &joined);
    let mut entities: Vec<Entity> = joined
        .iter()
        .map(|one| Entity {
            name: one.name.clone(),
            kind: one.kind,
            roles: Vec::new(),
            country: one.country.map(str::to_owned),
            sector: one.sector.map(str::to_owned),
            wikidata: one.wikidata.map(str::to_owned),
            geo: one.geonames.map(country_geo),
            members: Vec::new(),
            mentions: one.names.iter().map(|&i| mention(&names[i], whys[i], parts)).collect(),
        })
        .collect();
    for (one, entity) in joined.iter().zip(&mut entities) {
        for (i, role) in &one.roles {
            let story = &parts[names[*i].part];
            let (first, last) = (story.parse.token(role.tokens.start), story.parse.token(role.tokens.end - 1));
            let span = story.alignment.to_page(first.span().to(last.span()));
            let words = name::one_line(&page[span]);
            if !entity.roles.iter().any(|known| name::one_line(&page[known.span]) == words) {
                let country = role.country.map(str::to_owned);
                entity.roles.push(Role { span, organization: None, country, is_former: role.is_former });
            }
        }
        entity.roles.sort_by_key(|role| role.span);
    }
    entities.extend(nameless.iter().map(|one| {
        let story = &parts[one.part];
        let (first, last) = (story.parse.token(one.tokens.start), story.parse.token(one.tokens.end - 1));
        let words = name::one_line(&page[story.alignment.to_page(first.span().to(last.span()))]);
        Entity { members: one.members.clone(), ..Entity::new(words, one.kind, Vec::new()) }
    }));
    for link in links {
        let story = &parts[link.part];
        let (first, last) = (story.parse.token(link.tokens.start), story.parse.token(link.tokens.end - 1));
        let span = story.alignment.to_page(first.span().to(last.span()));
        entities[link.entity].mentions.push(Mention { span, kind: link.kind, why: link.why });
    }
    let mut context = Context::new(&names);
    let datelines = stories.iter().enumerate().filter_map(|(story, row)| Some((story, row.dateline.as_ref()?)));
    let origins: Vec<(usize, Origin)> =
        datelines.map(|(story, line)| (story, origin::read(page, line, &context))).collect();
    origins.iter().filter_map(|(_, origin)| origin.found()).for_each(|found| context.set_home(found));
    for (one, entity) in joined.iter().zip(&mut entities) {
        let of_entity = one.names.iter().map(|&i| &names[i]);
        let of_entity: Vec<&Name> =
            of_entity.filter(|name| name.adjective(&parts[name.part].parse).is_none()).collect();
        tell_where(entity, &of_entity, &context, parts);
        let row = of_entity.iter().find_map(|name| rows.get(&(name.part, name.tokens.start)));
        if let Some(&row) = row {
            given.tell(row, entity);
        }
    }
    let mut places = origin::places(&entities);
    let named: Vec<(usize, Option<usize>)> =
        origins.into_iter().map(|(story, origin)| (story, origin.join(&mut entities, &mut places))).collect();
    for entity in &mut entities {
        entity.mentions.sort_by_key(|mention| mention.span);
        entity.mentions.dedup_by_key(|mention| mention.span);
    }
    tell_organizations(&mut entities);
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by_key(|&index| entities[index].mentions[0].span);
    for (story, entity) in named {
        let id = entity.and_then(|entity| order.iter().position(|&index| index == entity));
        if let Some(line) = &mut stories[story].dateline {
            line.entity = id;
        }
    }
    let mut place_of = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, &index)| place_of[index] = place);
    for role in entities.iter_mut().flat_map(|entity| &mut entity.roles) {
        role.organization = role.organization.map(|index| place_of[index]);
    }
    for member in entities.iter_mut().flat_map(|entity| &mut entity.members) {
        *member = place_of[*member];
    }
    entities.sort_by_key(|entity| entity.mentions[0].span);
    entities
}

/// Tells of which body an office is: `the White House spokeswoman`, `chairman of Nordvik Shipping`.
fn tell_organizations(entities: &mut [Entity]) {
    let bodies = entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Organization);
    let named = bodies.flat_map(|(index, entity)| entity.mentions.iter().map(move |mention| (mention, index)));
    let names = named.filter(|(mention, _)| mention.kind == MentionKind::Name);
    let mut names: Vec<_> = names.map(|(mention, index)| (mention.span, index)).collect();
    names.sort_unstable();
    for role in entities.iter_mut().flat_map(|entity| &mut entity.roles) {
        let from = names.partition_point(|(span, _)| span.start() < role.span.start());
        let mut inside = names[from..].iter().take_while(|(span, _)| span.end() <= role.span.end());
        role.organization = inside.next().map(|(_, index)| *index);
    }
    // `the White House spokeswoman` is of the government that the White House is of.
    for index in 0..entities.len() {
        let entity = &entities[index];
        if entity.sector.is_none() && entity.kind == EntityKind::Person {
            let bodies = entity.roles.iter().filter_map(|role| role.organization);
            let sector = bodies.filter_map(|body| entities[body].sector.clone()).next();
            entities[index].sector = sector;
        }
    }
}

/// A name as a mention; an adjective means its country without naming it.
fn mention(name: &Name, why: &'static str, parts: &[ParsedStory]) -> Mention {
    let parse = &parts[name.part].parse;
    let is_adjective = name.adjective(parse).is_some() || name.is_attribute(parse);
    Mention { span: name.span, kind: if is_adjective { MentionKind::Nominal } else { MentionKind::Name }, why }
}

/// Tells of a place where it lies.
fn tell_where(entity: &mut Entity, names: &[&Name], context: &Context, parts: &[ParsedStory]) {
    match entity.kind {
        EntityKind::Country => {
            let country = entity.country.as_deref().unwrap_or_default();
            if let Some(found) = place::division_not_country(country, names, parts) {
                entity.kind = EntityKind::Place;
                entity.wikidata = None;
                entity.name.clone_from(&names[0].words);
                tell_place(entity, &found);
            }
        }
        EntityKind::Place => {
            let around: Vec<Around> = names.iter().map(|name| Around::of(&parts[name.part].parse, name)).collect();
            if let Some(found) = context.choose(&entity.name, &around) {
                tell_place(entity, &found);
                // `Ohio State` is not the state.
                if names.iter().all(|name| name.is_part(&parts[name.part].parse)) {
                    entity.wikidata = None;
                }
            } else {
                let behind =
                    around.iter().filter(|around| !around.is_list).find_map(|around| place::country_of(&around.within));
                if let Some(country) = place::landmark(&entity.name).or(behind) {
                    entity.country = Some(country.to_owned());
                }
                entity.wikidata = place::landscape_id(&entity.name).map(str::to_owned);
            }
        }
        _ => {}
    }
}

fn tell_place(entity: &mut Entity, found: &Found) {
    entity.country = found.country().map(str::to_owned);
    entity.geo = Some(found.geo());
    entity.wikidata = found.wikidata().map(str::to_owned);
}

/// What the tables know of where a country lies.
fn country_geo(geonames: u32) -> Geo {
    Geo { lat: None, lon: None, geonames, feature: Some("A".to_owned()), admin1: None, why: "the country itself" }
}
