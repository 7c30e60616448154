//! Which claim of another page does a denial answer?
//!
//! A statement that denies or rejects, and whose own page has no claim for it, answers a claim of the month before that
//! names who denies, or the country that they speak for, in much the same words.

use rusqlite::types::Value as Sql;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashSet;

use crate::answer::Value;
use crate::known::fold;
use crate::{Store, StoreError};

/// A denial that waits for its claim.
pub(crate) struct Denial {
    pub(crate) statement: i64,
    pub(crate) words: String,
}

/// Days that a claim may be old.
const OLDEST: u32 = 30;

/// Claims that are compared with a denial.
const MOST_CLAIMS: u32 = 300;

/// Words that both must have.
const FEWEST_SHARED: usize = 2;

/// The least part of the shorter one's words that the other must have.
const LEAST_SHARED: f64 = 0.4;

/// Words that are in every sentence.
const COMMON: [&str; 32] = [
    "about", "after", "also", "been", "before", "being", "could", "does", "ever", "from", "have", "having", "into",
    "more", "never", "over", "said", "says", "should", "some", "such", "than", "that", "their", "them", "there",
    "they", "this", "were", "which", "with", "would",
];

impl Store {
    /// The claim of another page that a denial answers.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn claim(&self, denial: &Denial) -> Result<Option<i64>, StoreError> {
        let words = words(&denial.words);
        if words.len() < FEWEST_SHARED {
            return Ok(None);
        }
        // The claims that name who denies, or their country, by day: an index has them in this order.
        let sql = format!(
            "SELECT c.id, c.content_text FROM (
               SELECT t.statement, t.day FROM statements s JOIN known k ON k.id = s.speaker
               JOIN known n ON n.id = k.id OR n.type = 'country' AND n.key = 'country:' || k.country
               JOIN statement_about t ON t.known = n.id AND t.day BETWEEN date(s.day, '-{OLDEST} days') AND s.day
               WHERE s.id = ?1 ORDER BY t.day DESC, t.statement LIMIT {MOST_CLAIMS}) t
             JOIN statements s ON s.id = ?1
             JOIN statements c ON c.id = t.statement AND c.page <> s.page AND c.speaker IS NOT s.speaker
             JOIN pages q ON q.id = c.page AND q.superseded IS NULL
             WHERE c.act NOT IN ('deny', 'reject', 'ask') ORDER BY t.day DESC, c.id"
        );
        let mut best: Option<(usize, i64)> = None;
        let read = (|| {
            let mut statement = self.db.prepare_cached(&sql)?;
            let mut rows = statement.query([denial.statement])?;
            while let Some(row) = rows.next()? {
                let (claim, content): (i64, String) = (row.get(0)?, row.get(1)?);
                let of_claim = self::words(&content);
                let n_shared = of_claim.intersection(&words).count();
                let least = LEAST_SHARED * of_claim.len().min(words.len()) as f64;
                if n_shared >= FEWEST_SHARED && n_shared as f64 >= least && best.is_none_or(|(most, _)| n_shared > most)
                {
                    best = Some((n_shared, claim));
                }
            }
            Ok(())
        })();
        self.told(read)?;
        Ok(best.map(|(_, claim)| claim))
    }

    /// The row of a dispute across pages, with the columns of those within one.
    pub(crate) fn dispute(&self, claim: i64, denial: i64) -> Result<Vec<Value>, StoreError> {
        let sql = "SELECT NULL, n.day, ifnull(ck.name, c.source_text), c.content_text, ifnull(k.name, n.source_text),
                     n.content_text, p.published, coalesce(p.site, p.url, p.source, p.given_id), p.id, c.page
                   FROM statements c JOIN statements n ON n.id = ? JOIN pages p ON p.id = n.page
                   LEFT JOIN known k ON k.id = n.speaker LEFT JOIN known ck ON ck.id = c.speaker WHERE c.id = ?";
        let ask = || {
            let mut statement = self.db.prepare_cached(sql)?;
            let n_columns = statement.column_count();
            let params = rusqlite::params_from_iter([Sql::Integer(denial), Sql::Integer(claim)]);
            statement.query_row(params, |row| (0..n_columns).map(|at| row.get_ref(at).map(Value::of)).collect())
        };
        self.told(ask())
    }
}

/// The stems of the words that a content is about.
fn words(content: &str) -> FxHashSet<String> {
    let folded = fold(content);
    let telling = folded.split(' ').filter(|word| word.chars().count() > 3 && COMMON.binary_search(word).is_err());
    let stemmer = Stemmer::create(Algorithm::English);
    telling.map(|word| stemmer.stem(word).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{COMMON, words};

    #[test]
    fn words_that_tell_nothing_are_left_out() {
        assert!(COMMON.is_sorted());
        let mut found: Vec<String> = words("that his country had ever stopped ships from there").into_iter().collect();
        found.sort();
        assert_eq!(found, ["countri", "ship", "stop"]);
    }
}
