//! What is told of names that are one? Kind, country, sector, id and gender, by the tables and the offices beside them.

use dateline_parse::{Parse, Pos};
use dateline_record::EntityKind;
use dateline_text::Story;

use super::holder::holder;
use super::join::{Countries, Joined, body};
use super::name::Name;
use super::role::{FoundRole, roles};
use super::surname::{first, is_particle};
use super::table::{Gender, Known, Meant, TABLES};
use crate::ParsedStory;

pub(super) fn one(
    key: &str,
    of: Vec<usize>,
    names: &[Name],
    parts: &[ParsedStory],
    in_people: &[Vec<bool>],
    told: &Countries,
) -> Joined {
    let longest = of.iter().rev().max_by_key(|&&i| (names[i].words.split(' ').count(), names[i].words.len()));
    let longest = longest.map_or("", |&i| names[i].words.as_str());
    let first = &names[of[0]];
    let mut joined = Joined {
        name: longest.to_owned(),
        kind: first.kind,
        roles: Vec::new(),
        country: None,
        sector: None,
        wikidata: None,
        geonames: None,
        gender: None,
        names: of,
    };
    if let Some(country) =
        key.strip_prefix('=').and_then(|iso| TABLES.countries.iter().find(|country| country.iso == iso))
    {
        joined.name = country.name.to_owned();
        joined.kind = EntityKind::Country;
        joined.country = Some(country.iso);
        (joined.wikidata, joined.geonames) = (country.wikidata, country.geonames);
        return joined;
    }
    if let Some((country, _)) = TABLES.country(longest) {
        joined.country = Some(country.iso);
    }
    if joined.kind == EntityKind::Group
        && let Some(party) = body(first, &parts[first.part].parse, told.home).filter(|body| body.sector == Some("PTY"))
    {
        // `Democrats` are people of a party.
        (joined.country, joined.sector, joined.wikidata) = (party.country, party.sector, party.wikidata);
    }
    if let Some(body) = key.strip_prefix('@').and_then(|name| TABLES.body(name)) {
        joined.name = body.name.to_owned();
        joined.kind = body.kind;
        (joined.country, joined.sector) = (body.country, body.sector);
        // Two letters by themselves may be the short form of much else, unless everybody knows the body by them.
        let is_told = body.sector == Some("IGO") || joined.names.iter().any(|&i| names[i].words.len() > 2);
        // `Nordvik Films` is not Nordvik.
        let is_other = |name: &Name| {
            let parse = &parts[name.part].parse;
            name.is_part(parse) || joined.kind == EntityKind::Other && is_edition(parse, name)
        };
        let is_whole = !joined.names.iter().all(|&i| is_other(&names[i]));
        joined.wikidata = body.wikidata.filter(|_| is_told && is_whole);
    }
    match joined.kind {
        EntityKind::Person => person(&mut joined, names, parts, in_people, told),
        EntityKind::Organization if joined.sector.is_none() => {
            joined.sector = TABLES.sector(&joined.name.to_lowercase());
            let words: Vec<&str> = joined.name.split(' ').collect();
            let countries = words.iter().filter_map(|word| TABLES.country(word));
            let named =
                countries.filter(|(_, meant)| !matches!(meant, Meant::Capital | Meant::People)).map(|(c, _)| c.iso);
            joined.country = joined.country.or_else(|| named.into_iter().next()).or_else(|| korean(&words));
        }
        _ => {}
    }
    joined
}

/// `Korea …` in a body's name: the South's bodies write it so, the North's do not.
pub(super) fn korean(words: &[&str]) -> Option<&'static str> {
    (words.first() == Some(&"Korea")).then_some("KR")
}

/// Whether a year before an event's name tells which one of many it is: `the 2012 Olympics`.
pub(super) fn is_edition(parse: &Parse<Story>, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |index| parse.token(index).text());
    before.len() == 4 && before.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn person(
    joined: &mut Joined,
    names: &[Name],
    parts: &[ParsedStory],
    in_people: &[Vec<bool>],
    told: &Countries,
) {
    for &i in &joined.names {
        let name = &names[i];
        let parse = &parts[name.part].parse;
        let is_person = |token: usize| in_people[name.part][token];
        joined.roles.extend(roles(parse, name, is_person).into_iter().map(|role| (i, role)));
        joined.gender = joined.gender.or_else(|| title_gender(parse, name.tokens.start));
    }
    joined.country = joined.roles.iter().find_map(|(_, role)| role.country);
    joined.sector = joined.roles.iter().find_map(|(_, role)| role.sector);
    let known = joined.names.iter().find_map(|&i| TABLES.person(&names[i].words));
    // Many are called Tom Reed: the page tells of the country of the one whom everybody knows, or another is meant.
    let is_likely = |known: &&Known| {
        let here = known.country.is_none_or(|country| told.has(country));
        !TABLES.is_common(&joined.name) || here && joined.country.is_none_or(|country| known.country == Some(country))
    };
    if let Some(known) = known.filter(|known| is_name_of(&joined.name, known.name)).filter(is_likely) {
        joined.country = joined.country.or(known.country);
        joined.gender = joined.gender.or(known.gender);
        joined.wikidata = known.wikidata;
    }
    if joined.gender.is_none() && joined.name.contains(' ') {
        joined.gender = TABLES.first_name(first(&joined.name)).flatten();
    }
}

/// Whether the longest name that a page has for somebody may be that of somebody the tables know.
///
/// `Tom Reed Jr.` is not Ida Reed, though `Reed` by itself is hers.
pub(super) fn is_name_of(longest: &str, known: &str) -> bool {
    let is_known = TABLES.person(longest).is_some_and(|person| person.name == known);
    is_known || !longest.contains(' ') || is_particle(first(longest)) || first(longest) == first(known)
}

/// Tells of somebody known by surname and office alone whom the office's table means; whether there is such a one.
pub(super) fn hold_office(one: &mut Joined, day: &str, is_told: impl Fn(&str) -> bool) -> bool {
    let roles: Vec<FoundRole> = one.roles.iter().map(|(_, role)| role.clone()).collect();
    let Some(known) = holder(&one.name, &roles, day, is_told) else { return false };
    one.wikidata = known.wikidata;
    one.country = one.country.or(known.country);
    one.gender = one.gender.or(known.gender);
    true
}

/// What the word before a name tells: `Mr.`, `spokeswoman`, `Queen`.
pub(super) fn title_gender(parse: &Parse<Story>, start: usize) -> Option<Gender> {
    let before = parse.token(start.checked_sub(1)?);
    // `Halden will miss Reed` tells nothing.
    if before.pos() == Pos::Verb {
        return None;
    }
    let word = before.text().to_lowercase();
    const FEMALE: [&str; 13] = [
        "mrs.",
        "mrs",
        "ms.",
        "ms",
        "miss",
        "lady",
        "queen",
        "princess",
        "dame",
        "actress",
        "duchess",
        "sister",
        "congresswoman",
    ];
    const MALE: [&str; 9] = ["mr.", "mr", "sir", "lord", "king", "prince", "duke", "brother", "congressman"];
    if FEMALE.contains(&word.as_str()) || word.ends_with("woman") {
        Some(Gender::Female)
    } else if MALE.contains(&word.as_str()) || word.ends_with("sman") || word.ends_with("rman") {
        Some(Gender::Male)
    } else {
        None
    }
}
