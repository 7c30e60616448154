//! Questions to a store.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use dateline_store::{Answer, Filter, Store};
use dateline_text::{Story, Text};
use dateline_time::{Anchor, Plain, Point};
use jiff::Zoned;
use jiff::civil::Date;

use crate::arguments::{Ask, Days, Disputes, Entities, Events, Figures, Measures, Search, Sql, Statements, Timeline};
use crate::{End, table};

/// Filters that know which question they belong to.
pub(crate) trait Question: Args {
    /// Sets what they filter.
    fn fill(&self, filter: &mut Filter);

    /// Asks it.
    fn ask(&self, store: &Store, filter: &Filter) -> Result<Answer, dateline_store::StoreError>;
}

macro_rules! question {
    ($Type:ident asks $ask:ident: $($field:ident <- $from:ident),*) => {
        impl Question for $Type {
            fn fill(&self, filter: &mut Filter) {
                $(filter.$field = self.$from.clone();)*
            }

            fn ask(&self, store: &Store, filter: &Filter) -> Result<Answer, dateline_store::StoreError> {
                store.ask(dateline_store::Ask::$ask, filter)
            }
        }
    };
}

question!(Statements asks Statements: speaker <- speaker, source <- source, about <- about, act <- act, mode <- mode,
    country <- country, words <- words, once <- once);
question!(Events asks Events: actor <- actor, recipient <- recipient, about <- about, kind <- kind, status <- status,
    place <- place, country <- country, min_confidence <- min_confidence, words <- words);
question!(Measures asks Measures: actor <- by, recipient <- on, about <- about, speaker <- speaker, kind <- kind,
    status <- status, country <- country, words <- words);
question!(Disputes asks Disputes: speaker <- speaker, about <- about, words <- words);
question!(Entities asks Entities: words <- name, kind <- kind, country <- country, ambiguous <- ambiguous);

impl Question for Figures {
    fn fill(&self, filter: &mut Filter) {
        filter.unit.clone_from(&self.unit);
        filter.kind.clone_from(&self.kind);
        filter.place.clone_from(&self.place);
        filter.about.clone_from(&self.about);
        filter.words.clone_from(&self.words);
    }

    fn ask(&self, store: &Store, filter: &Filter) -> Result<Answer, dateline_store::StoreError> {
        if self.series { store.series(filter) } else { store.ask(dateline_store::Ask::Figures, filter) }
    }
}

impl Question for Search {
    fn fill(&self, filter: &mut Filter) {
        filter.words = Some(self.words.join(" "));
        filter.about.clone_from(&self.about);
    }

    fn ask(&self, store: &Store, filter: &Filter) -> Result<Answer, dateline_store::StoreError> {
        store.ask(dateline_store::Ask::Pages, filter)
    }
}

impl Question for Timeline {
    fn fill(&self, filter: &mut Filter) {
        filter.kind.clone_from(&self.kind);
        filter.status.clone_from(&self.status);
        filter.min_confidence = self.min_confidence;
    }

    fn ask(&self, store: &Store, filter: &Filter) -> Result<Answer, dateline_store::StoreError> {
        store.timeline(&self.name, filter)
    }
}

pub(crate) fn ask<Filters: Question>(question: &Ask<Filters>) -> Result<End> {
    let mut filter = Filter { limit: question.print.limit, ..Filter::default() };
    question.filters.fill(&mut filter);
    question.days.fill(&mut filter)?;
    let store = Store::open(&question.store)?;
    let answer = question.filters.ask(&store, &filter)?;
    table::print(&answer, question.print.format)?;
    Ok(if answer.rows.is_empty() { End::Nothing } else { End::Read })
}

pub(crate) fn sql(options: &Sql) -> Result<End> {
    if !(options.timeout > 0.0 && options.timeout < 1e9) {
        bail!("--timeout wants a number of seconds above 0");
    }
    let store = Store::open(&options.store)?;
    let answer = store.sql(&options.sql, options.print.limit, Duration::from_secs_f64(options.timeout))?;
    table::print(&answer, options.print.format)?;
    Ok(if answer.rows.is_empty() { End::Nothing } else { End::Read })
}

impl Days {
    fn fill(&self, filter: &mut Filter) -> Result<()> {
        let today = self.today.unwrap_or_else(|| Zoned::now().date());
        let first = |words: &String| days(words, today).map(|(first, _)| first.to_string());
        let last = |words: &String| days(words, today).map(|(_, last)| last.to_string());
        filter.since = self.since.as_ref().map(first).transpose()?;
        filter.until = self.until.as_ref().map(last).transpose()?;
        filter.as_of = self.as_of.as_ref().map(last).transpose()?;
        filter.known_at = match &self.known_at {
            None => None,
            Some(words) => Some(match words.parse::<jiff::Timestamp>() {
                Ok(moment) => format!("{moment:.3}"),
                Err(_) => format!("{}T23:59:59.999Z", days(words, today)?.1),
            }),
        };
        Ok(())
    }
}

/// The first and the last day that words about time mean, seen from a day.
fn days(words: &str, today: Date) -> Result<(Date, Date)> {
    if let Ok(day) = words.parse::<Date>() {
        return Ok((day, day));
    }
    let text: Text<Story> = words.into();
    let read = dateline_time::read(&text, &Anchor::page(today), &Plain);
    let day = |point: Point| match point {
        Point::Day(day) => day,
        Point::Moment(moment) => moment.date(),
    };
    let found = read.times.iter().find_map(|time| Some((time, day(time.start?), time.end?)));
    match found {
        Some((time, first, end)) if text.trim(text.whole()) == time.span => {
            let last = match end {
                Point::Day(day) => day.yesterday().unwrap_or(day),
                Point::Moment(moment) => moment.date(),
            };
            Ok((first, last.max(first)))
        }
        _ => bail!("{words:?} names no day; write it as 2021-12-06, 2021-12, or in words such as \"last week\""),
    }
}
