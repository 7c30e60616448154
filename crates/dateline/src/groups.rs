//! `dateline groups`.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Result;
use dateline_store::{GroupLimits, Store};
use serde_json::json;

use crate::arguments::{Groups, Tabular};
use crate::{End, output, table};

pub(crate) fn groups(options: &Groups) -> Result<End> {
    drop(Store::open(&options.store)?);
    let store = Store::open_or_create(&options.store)?;
    store.regroup(&GroupLimits::default())?;
    if !matches!(options.print.format, Tabular::Json | Tabular::Jsonl) {
        let stories = store.stories(options.print.limit)?;
        table::print(&stories, options.print.format)?;
        return Ok(if stories.rows.is_empty() { End::Nothing } else { End::Read });
    }
    let groups = store.groups()?;
    let ids: HashMap<i64, &str> = groups.iter().map(|group| (group.page, &*group.id)).collect();
    let mut out = output::open(None)?;
    for group in &groups {
        let of = group.near_duplicate_of.map(|page| ids[&page]);
        let line = json!({"id": group.id, "near_duplicate_of": of, "story_cluster": ids[&group.story_cluster]});
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(if groups.is_empty() { End::Nothing } else { End::Read })
}
