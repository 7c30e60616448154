//! Does the language layer say what spaCy says? Token by token, over analyses kept in a file.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use dateline_parse::{Isa, Parse, Pipeline};
use dateline_text::{Story, Text};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    tokens: Vec<Token>,
    entities: Vec<(usize, usize, String)>,
    /// Not in every file.
    noun_chunks: Option<Vec<(usize, usize)>>,
}

/// Start, end, tag, part of speech, morphology, lemma, label, head, whether a sentence starts.
type Token = (usize, usize, String, String, String, String, String, usize, StartsSentence);

#[derive(Deserialize)]
#[serde(untagged)]
enum StartsSentence {
    Yes(bool),
    Number(i8),
}

const COLUMNS: [&str; 10] =
    ["token", "tag", "pos", "morph", "lemma", "dep", "head", "sentence start", "entity", "noun chunk"];

pub(crate) fn compare(files: &[PathBuf], model: Option<&Path>, n_shown: usize) -> Result<ExitCode> {
    let load = || match model {
        None => Ok(Pipeline::embedded()),
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok::<_, anyhow::Error>(Pipeline::load(&bytes)?)
        }
    };
    let mut worst = 0;
    for isa in Isa::available() {
        let pipeline = load()?.with_isa(isa);
        let mut counts = [0; COLUMNS.len()];
        let (mut n_texts, mut n_tokens) = (0, 0);
        for path in files {
            for line in lines(path)? {
                let line: Line = serde_json::from_str(&line?).with_context(|| format!("in {}", path.display()))?;
                let text: Text<Story> = Text::new(line.text.as_str())?;
                let parse = pipeline.parse(&text);
                let before = counts;
                compare_one(&line, &parse, &mut counts, n_shown);
                n_texts += 1;
                n_tokens += line.tokens.len();
                if counts != before && n_shown > 0 {
                    eprintln!("in {}", line.id);
                }
            }
        }
        println!("{isa:?}: {n_texts} texts, {n_tokens} tokens, {}", pipeline.name());
        for (column, count) in COLUMNS.iter().zip(counts) {
            println!("  {column:<15} {count:>7} mismatches");
            worst = worst.max(count);
        }
    }
    Ok(if worst == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let is_packed = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn Read> =
        if is_packed { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
    Ok(BufReader::new(reader).lines())
}

fn compare_one(line: &Line, parse: &Parse<Story>, counts: &mut [usize; COLUMNS.len()], n_shown: usize) {
    let mut miss =
        |column: usize, expected: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug, at: &dyn std::fmt::Debug| {
            counts[column] += 1;
            if counts[column] <= n_shown {
                eprintln!("{}: expected {expected:?}, got {got:?} at {at:?}", COLUMNS[column]);
            }
        };
    let spans: Vec<(usize, usize)> = line.tokens.iter().map(|token| (token.0, token.1)).collect();
    let got: Vec<(usize, usize)> = parse.tokens().map(|token| (token.span().start(), token.span().end())).collect();
    if spans != got {
        // Behind the first difference no token can be compared with another.
        let same = spans.iter().zip(&got).take_while(|(a, b)| a == b).count();
        let show = |all: &[(usize, usize)]| {
            all[same..].iter().take(3).map(|&(a, b)| line.text[a..b].to_owned()).collect::<Vec<_>>()
        };
        miss(0, &show(&spans), &show(&got), &same);
        counts[0] += spans.len().max(got.len()) - same - 1;
        return;
    }
    for (token, expected) in parse.tokens().zip(&line.tokens) {
        let (_, _, tag, pos, morph, lemma, dep, head, starts) = expected;
        let starts = match *starts {
            StartsSentence::Yes(starts) => starts,
            StartsSentence::Number(n) => n == 1,
        };
        let texts = [tag, pos, morph, lemma, dep];
        let got = [token.tag(), token.pos().as_str(), token.morph(), token.lemma(), token.dep()];
        for (i, (expected, got)) in texts.into_iter().zip(got).enumerate() {
            if expected != got {
                miss(i + 1, expected, &got, &token);
            }
        }
        if *head != token.head().index() {
            miss(6, head, &token.head().index(), &token);
        }
        if starts != token.starts_sentence() {
            miss(7, &starts, &token.starts_sentence(), &token);
        }
    }
    let entities: Vec<(usize, usize, String)> =
        parse.entities().map(|e| (e.range().start, e.range().end, e.label().to_owned())).collect();
    for expected in line.entities.iter().filter(|e| !entities.contains(e)) {
        miss(8, expected, &"nothing", &parse.token(expected.0));
    }
    for extra in entities.iter().filter(|e| !line.entities.contains(e)) {
        miss(8, &"nothing", extra, &parse.token(extra.0));
    }
    if let Some(expected) = &line.noun_chunks {
        let chunks: Vec<(usize, usize)> = parse.noun_chunks().map(|chunk| (chunk.start, chunk.end)).collect();
        for expected in expected.iter().filter(|chunk| !chunks.contains(chunk)) {
            miss(9, expected, &"nothing", &parse.token(expected.0));
        }
        for extra in chunks.iter().filter(|chunk| !expected.contains(chunk)) {
            miss(9, &"nothing", extra, &parse.token(extra.0));
        }
    }
}
