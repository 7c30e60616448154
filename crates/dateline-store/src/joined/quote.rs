//! Which pages give the same statement?
//!
//! Statements share a key when a quoted sentence, or all of their content, is the same but for case, accents and
//! punctuation.
//! They are one when they share a key and nothing says that different people made them.

use dateline_record::Mode;
use xxhash_rust::xxh3::xxh3_64;

use crate::known::fold;
use crate::{Store, StoreError};

/// The fewest words of a quoted sentence that tells which statement it is from.
const FEWEST_QUOTED: usize = 5;

/// The fewest words of a content that does.
const FEWEST_WORDS: usize = 8;

/// The most keys of a statement.
const MOST: usize = 12;

/// What a statement is known by across pages; nothing when it is too short to be told from others.
pub(crate) fn keys(contents: &[&str], mode: Mode) -> Vec<i64> {
    let mut keys = Vec::new();
    let mut add = |words: &str, fewest: usize| {
        let folded = fold(words);
        if folded.split(' ').count() >= fewest {
            let key = i64::from_ne_bytes(xxh3_64(folded.as_bytes()).to_ne_bytes());
            if !keys.contains(&key) && keys.len() < MOST {
                keys.push(key);
            }
        }
    };
    add(&contents.join(" "), FEWEST_WORDS);
    if mode != Mode::Indirect {
        for content in contents {
            for quoted in quoted(content) {
                quoted.split_inclusive(['.', '!', '?']).for_each(|sentence| add(sentence, FEWEST_QUOTED));
            }
        }
    }
    keys
}

/// The stretches within quotation marks; the last one may stay open, as quotations of several paragraphs do.
fn quoted(content: &str) -> impl Iterator<Item = &str> {
    content.split(['"', '“', '”']).enumerate().filter(|(at, _)| at % 2 == 1).map(|(_, words)| words)
}

/// Whether nothing says that the speakers of `s` and `o` are two: one is unknown, or one's name is part of the other's.
pub(crate) const SAME_SPEAKER: &str = "(s.speaker IS NULL OR o.speaker IS NULL OR s.speaker = o.speaker OR EXISTS (
    SELECT 1 FROM known a, known b WHERE a.id = s.speaker AND b.id = o.speaker AND a.type = b.type
    AND (a.country IS NULL OR b.country IS NULL OR a.country = b.country)
    AND (instr(' ' || a.fold || ' ', ' ' || b.fold || ' ') OR instr(' ' || b.fold || ' ', ' ' || a.fold || ' '))))";

/// Whether another page, published earlier, gives the statement `s` of the page `p`.
pub(crate) fn is_repeated() -> String {
    format!(
        "EXISTS (SELECT 1 FROM statement_keys x JOIN statement_keys y ON y.key = x.key AND y.page <> x.page
         JOIN statements o ON o.id = y.statement JOIN pages q ON q.id = o.page
         WHERE x.statement = s.id AND q.superseded IS NULL
         AND (ifnull(q.published, '9'), q.id) < (ifnull(p.published, '9'), p.id) AND {SAME_SPEAKER})"
    )
}

impl Store {
    /// The statements of other pages that are the same as this one, by day of publication.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn same_statements(&self, statement: i64) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT DISTINCT o.id FROM statements s JOIN statement_keys x ON x.statement = s.id
             JOIN statement_keys y ON y.key = x.key AND y.page <> x.page
             JOIN statements o ON o.id = y.statement JOIN pages q ON q.id = o.page
             WHERE s.id = ? AND q.superseded IS NULL AND {SAME_SPEAKER}
             ORDER BY ifnull(q.published, '9'), o.id"
        );
        let ask = || {
            let mut statements = self.db.prepare_cached(&sql)?;
            statements.query_map([statement], |row| row.get(0))?.collect()
        };
        self.told(ask())
    }
}

#[cfg(test)]
mod tests {
    use super::{keys, quoted};
    use dateline_record::Mode;

    fn share(a: (&str, Mode), b: (&str, Mode)) -> bool {
        let b = keys(&[b.0], b.1);
        keys(&[a.0], a.1).iter().any(|key| b.contains(key))
    }

    #[test]
    fn a_quoted_sentence_is_known_again() {
        let whole = "“We shall not wait another summer. Our ships stay where they are.”";
        let part = "\"Our ships stay where they are,\"";
        assert!(share((whole, Mode::Direct), (part, Mode::Direct)));
        assert!(share(("that “Our ships stay where they are”", Mode::Mixed), (part, Mode::Direct)));
        assert!(!share((part, Mode::Direct), ("\"Our ships stay there,\"", Mode::Direct)));
        assert!(!share(("\"No comment.\"", Mode::Direct), ("\"No comment.\"", Mode::Direct)), "what everybody says");
    }

    #[test]
    fn indirect_words_are_known_again_as_a_whole() {
        let told = "that the harbour would be closed to all ships until Easter";
        assert!(share((told, Mode::Indirect), (told, Mode::Indirect)));
        assert!(!share((told, Mode::Indirect), ("that the harbour would be closed to all ships", Mode::Indirect)));
    }

    #[test]
    fn quoted_stretches_are_found() {
        let of = |content| quoted(content).collect::<Vec<_>>();
        assert_eq!(of("\"Yes,\" and \"no\""), ["Yes,", "no"]);
        assert_eq!(of("the “red line” was crossed"), ["red line"]);
        assert_eq!(of("“It goes on"), ["It goes on"]);
    }
}
