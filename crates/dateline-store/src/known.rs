//! Which entities of different pages are one?
//!
//! Those that one Wikidata or GeoNames id names; countries by their code; persons and organizations by name and country;
//! all others by type and name.
//! Where a page does not tell the country, and all other pages know one bearer of the name, it is that one (`v_known`).
//! Names of several bearers stay apart, and are listed as ambiguous; nobody is joined by a surname alone.

use dateline_record::{Entity, EntityKind, MentionKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What an entity is known by across pages; `None` when it has no name.
pub(crate) fn key(entity: &Entity) -> Option<String> {
    let kind = entity.kind.as_str();
    if !entity.mentions.iter().any(|mention| mention.kind == MentionKind::Name) {
        return None;
    }
    if let (EntityKind::Country, Some(country)) = (entity.kind, &entity.country) {
        return Some(format!("country:{country}"));
    }
    if let Some(geo) = &entity.geo {
        return Some(format!("geonames:{}", geo.geonames));
    }
    if let Some(wikidata) = &entity.wikidata {
        return Some(format!("wikidata:{wikidata}"));
    }
    let name = fold(&entity.name);
    let country =
        entity.country.as_deref().filter(|_| matches!(entity.kind, EntityKind::Person | EntityKind::Organization));
    let country = country.map(|country| format!("@{country}")).unwrap_or_default();
    (!name.is_empty()).then(|| format!("{kind}:{name}{country}"))
}

/// A name without case, accents, punctuation and articles, as names are compared.
pub(crate) fn fold(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '.' | '\'' | '’'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let words = if words.len() > 1 && words[0] == "the" { &words[1..] } else { &words[..] };
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn names_are_folded() {
        let cases = [
            ("The Alder Group", "alder group"),
            ("José  Núñez", "jose nunez"),
            ("U.S. Steel", "us steel"),
            ("O’Hara-Finch", "ohara finch"),
            ("The", "the"),
            ("…", ""),
        ];
        for (name, folded) in cases {
            assert_eq!(fold(name), folded, "{name}");
        }
    }
}
