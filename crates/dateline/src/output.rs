//! Where answers go.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use crate::End;

/// A file, or standard output; colours are taken out where they are not wanted.
pub(crate) fn open(path: Option<&Path>) -> Result<Box<dyn Write>> {
    match path {
        None => Ok(Box::new(BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout())))),
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Ok(Box::new(BufWriter::with_capacity(1 << 16, anstream::AutoStream::never(file))))
        }
    }
}

/// Prints who made what is in the binary besides our code, and under which licences.
pub(crate) fn licences() -> Result<End> {
    let mut out = open(None)?;
    let pipeline = dateline_parse::Pipeline::embedded();
    writeln!(out, "{}\n", include_str!("../../../NOTICE").trim())?;
    writeln!(out, "The licences of the model {}:\n", pipeline.name())?;
    for (title, text) in pipeline.licences() {
        writeln!(out, "{title}\n\n{}\n", text.trim())?;
    }
    out.flush()?;
    Ok(End::Read)
}
