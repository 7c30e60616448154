//! Which places bear a name? The table of cities and first-level divisions in the binary.
//!
//! `data/places.fst` maps a folded name to a run of postings, `data/places.bin` holds these and the places; both are
//! made by `cargo xtask gazetteer`, and read where they lie: nothing is unpacked, so opening them costs nothing.
//!
//! `places.bin`, all numbers little-endian: `DLPLACE1`; the numbers of divisions, places and postings (`u32` each);
//! four zero bytes; places (GeoNames id `u32`, latitude and longitude `i32` in 1e-5 degrees, `i32::MIN` when unknown,
//! inhabitants `u32`, division `u16`, GeoNames feature class, a zero byte), the most inhabitants first;
//! postings (`u32`: place, and in the highest bit whether the name is one of its other names), a name's by inhabitants;
//! divisions (country, two bytes, and GeoNames code, eight, filled up with zeros).

use std::sync::LazyLock;

use super::fold::fold;

const PLACE: usize = 20;
const DIVISION: usize = 10;
const HEAD: usize = 24;
const IS_ALIAS: u32 = 1 << 31;

/// Names, places and divisions.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    names: fst::Map<&'static [u8]>,
    places: &'static [u8],
    postings: &'static [u8],
    divisions: &'static [u8],
}

/// What kind of place it is: GeoNames' feature class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A first-level division (`A`).
    Division,
    /// A city, town or village (`P`).
    City,
}

/// A place of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) geonames: u32,
    /// Degrees north and east, in 1e-5.
    pub(crate) at: Option<(i32, i32)>,
    /// Of a division, the sum over its cities in the table.
    pub(crate) population: u32,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: &'static str,
    /// Which division it is or lies in, as the table counts them.
    pub(crate) division: u16,
    /// GeoNames' code of the division, empty when it has none.
    pub(crate) admin1: &'static str,
    pub(crate) class: Class,
    /// Whether it was asked for by one of its other names.
    pub(crate) is_alias: bool,
}

/// The table in the binary.
pub(crate) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let (names, places) = (include_bytes!("../../data/places.fst"), include_bytes!("../../data/places.bin"));
    Gazetteer::open(names, places).expect("a test reads the table in the binary")
});

impl Gazetteer {
    /// The table in these bytes; `None` when they are not one.
    fn open(names: &'static [u8], bytes: &'static [u8]) -> Option<Self> {
        let names = fst::Map::new(names).ok()?;
        let counted = bytes.strip_prefix(b"DLPLACE1")?;
        let n = |index: usize| counted.get(4 * index..4 * index + 4).map(|n| number(n) as usize);
        let (n_divisions, n_places, n_postings) = (n(0)?, n(1)?, n(2)?);
        let (places, rest) = bytes.get(HEAD..)?.split_at_checked(n_places.checked_mul(PLACE)?)?;
        let (postings, divisions) = rest.split_at_checked(n_postings.checked_mul(4)?)?;
        (divisions.len() == n_divisions.checked_mul(DIVISION)?).then_some(Self { names, places, postings, divisions })
    }

    /// The places of this name, accents and capitals aside; the most inhabitants first.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = Place> + use<'_> {
        self.folded(&fold(name))
    }

    /// The places of a name that is folded already.
    pub(crate) fn folded(&self, key: &str) -> impl Iterator<Item = Place> + use<'_> {
        let run = self.names.get(key).unwrap_or(0);
        let (start, n) = ((run >> 16) as usize, (run & 0xffff) as usize);
        let postings = self.postings.get(4 * start..4 * (start + n)).unwrap_or_default();
        postings.chunks_exact(4).filter_map(|posting| self.place(number(posting)))
    }

    fn place(&self, posting: u32) -> Option<Place> {
        let start = (posting & !IS_ALIAS) as usize * PLACE;
        let bytes = self.places.get(start..start + PLACE)?;
        let division = u16::from_le_bytes([bytes[16], bytes[17]]);
        let code = self.divisions.get(usize::from(division) * DIVISION..)?.get(..DIVISION)?;
        let (lat, lon) = (number(&bytes[4..8]) as i32, number(&bytes[8..12]) as i32);
        Some(Place {
            geonames: number(&bytes[..4]),
            at: (lat != i32::MIN).then_some((lat, lon)),
            population: number(&bytes[12..16]),
            country: std::str::from_utf8(&code[..2]).ok()?,
            division,
            admin1: std::str::from_utf8(&code[2..]).ok()?.trim_end_matches('\0'),
            class: if bytes[18] == b'A' { Class::Division } else { Class::City },
            is_alias: posting & IS_ALIAS != 0,
        })
    }
}

/// The number in four bytes.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use fst::Streamer;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_in_the_binary_is_whole() {
        let table = &*GAZETTEER;
        table.names.as_fst().verify().unwrap();
        let n_postings = table.postings.len() / 4;
        let mut names = table.names.stream();
        let mut next = 0;
        while let Some((key, run)) = names.next() {
            let key = std::str::from_utf8(key).unwrap();
            let (start, n) = ((run >> 16) as usize, (run & 0xffff) as usize);
            assert!(start == next && n > 0, "{key}: the postings of names follow each other");
            next = start + n;
            let places: Vec<Place> = table.folded(key).collect();
            assert!(places.len() == n && fold(key) == key, "{key}");
            assert!(places.windows(2).all(|pair| pair[0].population >= pair[1].population), "{key}");
            for place in places {
                let (lat, lon) = place.at.unwrap_or_default();
                assert!(lat.abs() <= 9_000_000 && lon.abs() <= 18_000_000, "{key}");
                assert!(place.geonames > 0 && place.country.bytes().all(|b| b.is_ascii_uppercase()), "{key}");
                assert_eq!(place.at.is_none(), place.class == Class::Division, "{key}");
            }
        }
        assert_eq!(next, n_postings);
    }

    #[test]
    fn places_are_found_by_all_their_spellings() {
        let first =
            |name: &str| GAZETTEER.named(name).next().map(|place| (place.geonames, place.country, place.admin1));
        let is_city = |place: &Place| place.class == Class::City;
        let city = |name: &str| GAZETTEER.named(name).find(is_city).map(|city| city.geonames);
        assert_eq!(city("Kyiv"), Some(703_448));
        assert_eq!(city("KIEV"), city("Kyiv"));
        assert_eq!(first("São Paulo"), first("sao paulo"));
        assert_eq!(first("Texas").unwrap().2, "TX");
        assert_eq!(first("Wexmouth"), None);
        assert_eq!(first(""), None);
    }

    #[test]
    fn what_is_no_table_is_not_opened() {
        let whole: &[u8] = include_bytes!("../../data/places.bin");
        let names: &[u8] = include_bytes!("../../data/places.fst");
        assert!(Gazetteer::open(names, whole).is_some());
        for bytes in [&whole[..whole.len() - 1], &whole[..HEAD], &whole[..10], b"", b"DLPLACE2"] {
            assert!(Gazetteer::open(names, bytes).is_none());
        }
        assert!(Gazetteer::open(&names[..20], whole).is_none());
    }

    proptest! {
        #[test]
        fn any_name_is_looked_up(name in ".{0,60}") {
            let places: Vec<Place> = GAZETTEER.named(&name).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0].population >= pair[1].population));
            prop_assert_eq!(places, GAZETTEER.named(&name.to_lowercase()).collect::<Vec<_>>());
        }
    }
}
