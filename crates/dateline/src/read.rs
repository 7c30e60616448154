//! `dateline read`.

use std::io::Write;

use anyhow::{Context, Result};
use dateline_read::conllu;
use dateline_record::json;
use dateline_text::Note;

use crate::arguments::{Format, Read};
use crate::pages::{self, Made, PageToRead, Taken};
use crate::{End, brat, html, notes, output, show};

pub(crate) fn read(options: &Read) -> Result<End> {
    let mut out = output::open(options.output.as_deref())?;
    if options.format == Format::Html {
        out.write_all(html::HEAD.as_bytes()).context("cannot write the answer")?;
    }
    let work = |reader: &_, page: PageToRead| Ok(answer(reader, options, page));
    let end = pages::each(&options.input, work, |taken, _| match taken {
        Taken::Made(answer) => out.write_all(answer.as_bytes()).context("cannot write the answer"),
        Taken::Skipped(..) => Ok(()),
    })?;
    if options.format == Format::Html {
        out.write_all(html::FOOT.as_bytes()).context("cannot write the answer")?;
    }
    out.flush().context("cannot write the answer")?;
    Ok(end)
}

fn answer(reader: &dateline_read::Reader, options: &Read, page: PageToRead) -> Made<String> {
    let (id, name) = (page.id.clone(), page.name.clone());
    let shown = page.given_id().unwrap_or_else(|| name.clone());
    let mut reading = page.read(reader, &options.input);
    reading.record.keep_events(options.min_confidence);
    let made = match options.format {
        Format::Text => show::page(&reading, &shown, options.explain) + "\n",
        Format::Conllu => conllu::page(&reading, &shown),
        Format::Timeml => dateline_read::timeml::page(&reading, &shown),
        Format::Brat => brat::page(&reading, &shown),
        Format::Html => html::page(&reading, &shown),
        Format::Json => {
            let json = json::Options { id, with_text: options.with_text, explain: options.explain };
            json::line(&reading.record, &reading.text, &json) + "\n"
        }
    };
    let note = |note: &Note<_>| notes::shown(note, &reading.text, &name);
    let is_shown = options.format == Format::Text;
    let notes = if is_shown { reading.record.notes.iter().map(note).collect() } else { Vec::new() };
    Made { made, notes, is_damaged: pages::is_damaged(&reading) }
}
