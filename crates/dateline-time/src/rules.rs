//! Which rules are there, and which of them reads the words at a place?
//!
//! Each rule is a file of this folder, and the file's head is its manual.
//! A rule says by which classes of words it may begin; of all rules that read something at a token the longest wins,
//! then the one that stands first in [`RULES`].

mod ago;
mod anniversary;
mod bound;
mod century;
mod clock;
mod date_clock;
mod day_of_month;
mod day_part;
mod decade;
mod deictic_day;
mod duration;
mod edge;
mod feast;
mod fiscal_year;
mod half;
mod iso_date;
mod month;
mod month_day;
mod narrative_unit;
mod numeric_date;
mod offset;
mod quarter;
mod range;
mod reference;
mod relative_unit;
mod season;
mod set;
mod span_of;
mod unit_of;
mod weekday;
mod year;

use crate::context::{Context, Found};
use crate::lexicon::Class;

/// A rule: what it is called, what its manual says, and how it reads.
///
/// ```
/// let weekday = dateline_time::RULES.iter().find(|rule| rule.name == "weekday").unwrap();
/// assert!(weekday.manual().starts_with("`on Friday`"));
/// ```
pub struct Rule {
    /// Its name, as it stands in the record.
    pub name: &'static str,
    /// The source of its file.
    source: &'static str,
    /// The classes of words by which it begins.
    begins: u64,
    /// Rules that build on others may only call rules of a lower layer.
    layer: u8,
    read: fn(&Context<'_>, usize) -> Option<Found>,
}

impl Rule {
    /// Its manual, in Markdown: what it reads, what it decides, what it leaves alone.
    pub fn manual(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.name)
    }
}

const fn classes(classes: &[Class]) -> u64 {
    let (mut mask, mut i) = (0, 0);
    while i < classes.len() {
        mask |= classes[i].bit();
        i += 1;
    }
    mask
}

macro_rules! rule {
    ($name:literal, $module:ident, $layer:literal) => {
        Rule {
            name: $name,
            source: include_str!(concat!("rules/", stringify!($module), ".rs")),
            begins: classes($module::BEGINS),
            layer: $layer,
            read: $module::read,
        }
    };
}

/// All rules, in the order in which they are preferred when they read equally far.
pub static RULES: &[Rule] = &[
    rule!("iso-date", iso_date, 0),
    rule!("numeric-date", numeric_date, 0),
    rule!("month-day", month_day, 0),
    rule!("month", month, 0),
    rule!("day-of-month", day_of_month, 0),
    rule!("feast", feast, 0),
    rule!("weekday", weekday, 0),
    rule!("deictic-day", deictic_day, 0),
    rule!("quarter", quarter, 0),
    rule!("season", season, 0),
    rule!("decade", decade, 0),
    rule!("century", century, 0),
    rule!("fiscal-year", fiscal_year, 0),
    rule!("year", year, 0),
    rule!("relative-unit", relative_unit, 0),
    rule!("narrative-unit", narrative_unit, 0),
    rule!("ago", ago, 1),
    rule!("offset", offset, 1),
    rule!("anniversary", anniversary, 1),
    rule!("span-of", span_of, 0),
    rule!("unit-of", unit_of, 1),
    rule!("half", half, 1),
    rule!("set", set, 0),
    rule!("duration", duration, 0),
    rule!("clock", clock, 1),
    rule!("day-part", day_part, 1),
    rule!("date-clock", date_clock, 2),
    rule!("reference", reference, 0),
    rule!("edge", edge, 2),
    rule!("range", range, 2),
    rule!("bound", bound, 3),
];

/// All classes by which some rule begins.
pub(crate) static BEGINS: u64 = {
    let (mut mask, mut i) = (0, 0);
    while i < RULES.len() {
        mask |= RULES[i].begins;
        i += 1;
    }
    mask
};

impl Context<'_> {
    /// The best reading at a token by rules below a layer, and the rule.
    pub(crate) fn best(&self, at: usize, layer: u8) -> Option<(Found, &'static Rule)> {
        let mask = self.token(at).entry.mask;
        if mask & BEGINS == 0 {
            return None;
        }
        let mut best: Option<(Found, &'static Rule)> = None;
        for rule in RULES {
            if rule.begins & mask == 0 || rule.layer >= layer {
                continue;
            }
            // A reading that begins later is found when the reading comes to that token.
            if let Some(found) = (rule.read)(self, at)
                && found.start == at
                && best.as_ref().is_none_or(|(b, _)| found.reach() > b.reach())
            {
                best = Some((found, rule));
            }
        }
        best
    }

    /// The best reading at a token, for a rule of this layer that builds on others.
    pub(crate) fn inner(&self, at: usize, layer: u8) -> Option<Found> {
        self.best(at, layer).map(|(found, _)| found).filter(|found| !found.impossible)
    }

    /// A day told here by a rule of the lowest layer: `Friday`, `Dec. 3`, `tomorrow`.
    pub(crate) fn day_at(&self, at: usize) -> Option<Found> {
        let mut best: Option<Found> = None;
        for read in [
            iso_date::read,
            numeric_date::read,
            month_day::read,
            weekday::read,
            deictic_day::read,
            feast::read,
            narrative_unit::read,
            day_of_month::read,
        ] {
            if let Some(found) = read(self, at)
                && found.start == at
                && (found.as_period().is_some_and(|p| p.grain == crate::period::Grain::Day) || found.unplaced)
                && !found.impossible
                && best.as_ref().is_none_or(|b| found.end > b.end)
            {
                best = Some(found);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::entry;

    /// A rule that names a word which the table doesn't have would never match it.
    #[test]
    fn every_word_a_rule_names_is_in_the_table() {
        let others = [
            include_str!("context.rs"),
            include_str!("direction.rs"),
            include_str!("years.rs"),
            include_str!("counts.rs"),
        ];
        let mut named = 0;
        for source in RULES.iter().map(|rule| rule.source).chain(others) {
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            let lists = code.split("&[").skip(1).filter_map(|rest| rest.split_once(']')).map(|(list, _)| list);
            let calls = code.split(".is(").skip(1).filter_map(|rest| rest.split_once("\")")).map(|(call, _)| {
                // The word is the last literal of the call.
                &call[call.rfind('"').unwrap_or(0)..]
            });
            let lists = lists.filter(|list| list.trim_start().starts_with('"')).flat_map(|list| list.split(','));
            for word in lists.chain(calls).map(|word| word.trim().trim_matches('"')) {
                if word.is_empty() || !word.bytes().all(|b| b.is_ascii_lowercase()) {
                    continue;
                }
                assert_eq!(entry(word).word, word, "not in words.tsv");
                named += 1;
            }
        }
        assert!(named > 300, "{named} words");
    }
}
