//! Answers as tables: for a terminal, and for other programs.

use std::io::{IsTerminal, Write};

use anyhow::Result;
use comfy_table::{Cell, ContentArrangement, Table, presets};
use dateline_store::{Answer, Value};
use serde_json::Map;

use crate::arguments::Tabular;
use crate::output;

/// Columns of a table that goes into a file or a pipe.
const WIDTH_ELSEWHERE: u16 = 160;

pub(crate) fn print(answer: &Answer, format: Tabular) -> Result<()> {
    let mut out = output::open(None)?;
    let object = |row: &Vec<Value>| -> Map<String, serde_json::Value> {
        answer.columns.iter().cloned().zip(row.iter().map(Value::to_json)).collect()
    };
    match format {
        Tabular::Table if answer.rows.is_empty() => {}
        Tabular::Table => writeln!(out, "{}", drawn(answer))?,
        Tabular::Markdown => writeln!(out, "{}", markdown(answer))?,
        Tabular::Json => {
            serde_json::to_writer_pretty(&mut out, &answer.rows.iter().map(object).collect::<Vec<_>>())?;
            writeln!(out)?;
        }
        Tabular::Jsonl => {
            for row in &answer.rows {
                serde_json::to_writer(&mut out, &object(row))?;
                writeln!(out)?;
            }
        }
        Tabular::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(&answer.columns)?;
            for row in &answer.rows {
                csv.write_record(row.iter().map(Value::to_string))?;
            }
            csv.flush()?;
        }
    }
    out.flush()?;
    Ok(())
}

fn drawn(answer: &Answer) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(WIDTH_ELSEWHERE);
    }
    table.set_header(&answer.columns);
    for row in &answer.rows {
        table.add_row(row.iter().map(|value| Cell::new(shown(value))));
    }
    // Numbers are short, and unreadable when they are broken.
    for (at, column) in table.column_iter_mut().enumerate() {
        let is_number = |row: &Vec<Value>| matches!(row[at], Value::Integer(_) | Value::Null);
        if answer.rows.iter().all(is_number) {
            column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
        }
    }
    table
}

fn markdown(answer: &Answer) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = answer.columns.iter().map(|_| "---".to_owned()).collect();
    let rows = answer.rows.iter().map(|row| line(row.iter().map(|value| shown(value).replace('|', "\\|")).collect()));
    [line(answer.columns.clone()), line(rule)].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// A value on one line, without what would command the terminal.
pub(crate) fn shown(value: &Value) -> String {
    let words = match value {
        Value::Real(number) => format!("{number}"),
        _ => value.to_string(),
    };
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(char::is_control, "\u{fffd}")
}
