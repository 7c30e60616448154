//! Words to their lemmas: spaCy's rule lemmatizer.

use std::collections::BTreeMap;

use crate::chars::is_alpha;
use crate::model::LoadedLemmas;
use crate::parse::{Pos, feature_of};

#[derive(Debug)]
pub(crate) struct Lemmatizer {
    tables: BTreeMap<&'static str, LoadedLemmas>,
}

impl Lemmatizer {
    /// Tables of parts of speech that are none are left out.
    pub(crate) fn new(tables: BTreeMap<String, LoadedLemmas>) -> Self {
        let of = |name: &str| Pos::ALL.iter().map(|pos| pos.as_lower_str()).find(|lower| *lower == name);
        Self { tables: tables.into_iter().filter_map(|(name, table)| Some((of(&name)?, table))).collect() }
    }

    /// The lemma of a word; `lower` is the word in lower case, `morph` as `Number=Sing|Person=3`.
    pub(crate) fn lemma(&self, word: &str, lower: &str, pos: Pos, morph: &str) -> Box<str> {
        if pos == Pos::None || pos == Pos::Space || is_base(pos, morph) {
            return lower.into();
        }
        let Some(table) = self.tables.get(pos.as_lower_str()) else {
            return if pos == Pos::Propn { word.into() } else { lower.into() };
        };
        // The lemmatizer's list: what it finds in the index goes to the front, so the last found comes first.
        let mut forms: Vec<String> = Vec::new();
        let mut unknown: Option<String> = None;
        for (ending, instead) in &table.rules {
            let Some(stem) = lower.strip_suffix(ending.as_str()) else { continue };
            let form = format!("{stem}{instead}");
            if form.is_empty() {
                continue;
            }
            if table.index.contains(&form) {
                forms.insert(0, form);
            } else if !form.chars().all(is_alpha) {
                forms.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        for form in table.exceptions.get(lower).into_iter().flat_map(|forms| forms.split('\t')) {
            if !forms.iter().any(|known| known == form) {
                forms.insert(0, form.to_owned());
            }
        }
        forms.into_iter().next().or(unknown).unwrap_or_else(|| word.to_owned()).into()
    }
}

impl Lemmatizer {
    /// As which parts of speech the tables know a word in lower case, or one that it may be a form of.
    pub(crate) fn kinds(&self, lower: &str) -> Vec<Pos> {
        let knows = |table: &LoadedLemmas| {
            let is_form = |(ending, instead): &(String, String)| {
                let stem = lower.strip_suffix(ending.as_str());
                stem.is_some_and(|stem| table.index.contains(&format!("{stem}{instead}")))
            };
            table.index.contains(lower) || table.exceptions.get(lower).is_some() || table.rules.iter().any(is_form)
        };
        let of = |pos: &Pos| self.tables.get(pos.as_lower_str()).is_some_and(knows);
        Pos::ALL.into_iter().filter(of).collect()
    }
}

/// Whether the morphology says that the word is its own lemma.
fn is_base(pos: Pos, morph: &str) -> bool {
    let value = |feature: &str| feature_of(morph, feature);
    let degree = value("Degree") == Some("Pos");
    let form = value("VerbForm");
    match pos {
        Pos::Noun if value("Number") == Some("Sing") => true,
        Pos::Verb if form == Some("Fin") && value("Tense") == Some("Pres") && value("Number").is_none() => true,
        _ => degree || matches!(form, Some("Inf" | "None")),
    }
}
