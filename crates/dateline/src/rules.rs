//! The manuals of the reading rules.

use std::io::Write;

use anyhow::{Result, bail};

use crate::arguments::Rules;
use crate::{End, output};

pub(crate) fn print(options: &Rules) -> Result<End> {
    let mut out = output::open(None)?;
    match &options.name {
        Some(name) => match dateline_time::RULES.iter().find(|rule| rule.name == name) {
            Some(rule) => write!(out, "# {}\n\n{}", rule.name, rule.manual())?,
            None => bail!("no rule is called {name}; `dateline rules` lists them"),
        },
        None => {
            let width = dateline_time::RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
            for rule in dateline_time::RULES {
                let manual = rule.manual();
                writeln!(out, "{:width$}  {}", rule.name, manual.lines().next().unwrap_or_default())?;
            }
        }
    }
    out.flush()?;
    Ok(End::Read)
}
