//! Which pages does a new page share its wording with, and which are copies by that?

use std::collections::BTreeMap;
use std::rc::Rc;

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::near::{FEWEST_SHARED, Shingled, is_copy};
use super::sets::Sets;
use crate::{Store, StoreError};

/// Pages that a new page is held against: those that share its rarest wording.
const MOST_SUSPECTS: usize = 64;

/// Pages looked up by one shingle; on more it is a phrase of the trade.
const MOST_PAGES: i64 = 1_000;

/// Texts kept while pages are compared.
const MOST_KEPT: usize = 4_096;

/// Of many copies of one original, the first few tell as much as all.
const MOST_PARTS: usize = 32;

/// What a text too short for shingles is known by: a copy of it is the same.
pub(super) fn whole(text: &str, shingled: &Shingled) -> Option<i64> {
    let words = text.trim();
    let hash = || i64::from_ne_bytes(xxhash_rust::xxh3::xxh3_64(words.as_bytes()).to_ne_bytes());
    (shingled.len() < FEWEST_SHARED && !words.is_empty()).then(hash)
}

impl Store {
    /// Holds new pages against all others that share some wording, and keeps what they share.
    pub(super) fn compare_copies(&self, new: &[i64]) -> Result<(), StoreError> {
        // Copies come together, so the same texts are asked for again and again.
        let mut kept: FxHashMap<i64, Rc<Shingled>> = FxHashMap::default();
        let mut shingled = |page: i64| -> Result<Rc<Shingled>, StoreError> {
            if let Some(known) = kept.get(&page) {
                return Ok(Rc::clone(known));
            }
            if kept.len() >= MOST_KEPT {
                kept.clear();
            }
            let new = Rc::new(self.shingled(page)?);
            kept.insert(page, Rc::clone(&new));
            Ok(new)
        };
        for &page in new {
            let own = shingled(page)?;
            for other in self.told(self.suspects(page, &own, new))? {
                let Some(shared) = own.shared(&*shingled(other)?) else { continue };
                let sql = "INSERT OR REPLACE INTO page_pairs VALUES (?, ?, ?, ?, ?)";
                let (a, b) = (page.min(other), page.max(other));
                let (opens_b, opens_a) = match page == a {
                    true => (shared.opens_second, shared.opens_first),
                    false => (shared.opens_first, shared.opens_second),
                };
                let put = || self.db.prepare_cached(sql)?.execute(params![a, b, shared.n as i64, opens_b, opens_a]);
                self.told(put())?;
            }
        }
        Ok(())
    }

    fn shingled(&self, page: i64) -> Result<Shingled, StoreError> {
        Ok(Shingled::of(&self.text(page)?.unwrap_or_else(|| "".into())))
    }

    /// The pages that share the rarest wording with a page; of two new ones, the later is held against the earlier.
    fn suspects(&self, page: i64, own: &Shingled, new: &[i64]) -> rusqlite::Result<Vec<i64>> {
        let mut with_shingle = self.db.prepare_cached("SELECT page FROM shingle_pages WHERE shingle = ? LIMIT ?")?;
        let mut rarity: BTreeMap<i64, f64> = BTreeMap::new();
        for shingle in own.sample() {
            let pages = with_shingle.query_map([shingle, MOST_PAGES], |row| row.get::<_, i64>(0))?;
            let pages = pages.collect::<rusqlite::Result<Vec<_>>>()?;
            for &other in &pages {
                *rarity.entry(other).or_default() += 1.0 / pages.len() as f64;
            }
        }
        rarity.retain(|other, _| *other < page || *other > page && new.binary_search(other).is_err());
        let mut suspects: Vec<(i64, f64)> = rarity.into_iter().collect();
        suspects.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        suspects.truncate(MOST_SUSPECTS);
        Ok(suspects.into_iter().map(|(other, _)| other).collect())
    }

    /// The group of copies of each page, by their places in order of age; named by the earliest.
    pub(super) fn copies(&self, places: &FxHashMap<i64, usize>) -> Result<Vec<usize>, StoreError> {
        let mut lens = vec![0_usize; places.len()];
        let mut sets = Sets::new(places.len());
        let mut short: FxHashMap<i64, usize> = FxHashMap::default();
        self.each_row("SELECT page, n_shingles, whole FROM page_sketches ORDER BY page", |row| {
            let place = places[&row.get(0)?];
            lens[place] = row.get::<_, u32>(1)? as usize;
            if let Some(whole) = row.get::<_, Option<i64>>(2)? {
                sets.join(*short.entry(whole).or_insert(place), place);
            }
            Ok(true)
        })?;
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        let mut opened: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut pages = vec![0_i64; places.len()];
        self.each_row("SELECT a, b, n_shared, opens_b, opens_a FROM page_pairs ORDER BY a, b", |row| {
            let (a, b): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (at, bt) = (places[&a], places[&b]);
            (pages[at], pages[bt]) = (a, b);
            pairs.push((at, bt, row.get::<_, u32>(2)? as usize));
            if row.get(3)? {
                opened.entry(at).or_default().push(bt);
            }
            if row.get(4)? {
                opened.entry(bt).or_default().push(at);
            }
            Ok(true)
        })?;
        let mut is_round_up = vec![false; places.len()];
        for (whole, mut parts) in opened.into_iter().filter(|(_, parts)| parts.len() > 1) {
            parts.sort_unstable();
            parts.truncate(MOST_PARTS);
            is_round_up[whole] = self.is_round_up(&parts.iter().map(|part| pages[*part]).collect::<Vec<_>>())?;
        }
        for (a, b, n_shared) in pairs {
            if is_copy(n_shared, (lens[a], lens[b]), (is_round_up[a], is_round_up[b])) {
                sets.join(a, b);
            }
        }
        Ok((0..places.len()).map(|place| sets.first(place)).collect())
    }

    /// Whether two of the texts that a page opens have little to do with each other.
    fn is_round_up(&self, parts: &[i64]) -> Result<bool, StoreError> {
        let parts = parts.iter().map(|page| self.shingled(*page)).collect::<Result<Vec<_>, _>>()?;
        Ok(parts.iter().enumerate().any(|(at, a)| parts[at + 1..].iter().any(|b| a.is_apart(b))))
    }
}
