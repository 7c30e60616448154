//! Does each figure know where it is counted?
//!
//! A corpus has a sentence a line, and behind `=>` its figures with their places; `-` where the sentence tells none.

mod common;

use dateline_parse::Pipeline;
use dateline_read::{Reader, Source};

#[test]
fn figures_know_where_they_are_counted() {
    let reader = Reader::new(Pipeline::embedded());
    let told = |line: &str| {
        let reading = reader.read(reader.given(line), Source::default());
        let told = reading.record.figures.iter().map(|figure| {
            let place = figure.place.map_or("-", |place| &*reading.record.entities[place].name);
            format!("{} {place}", &reading.text[figure.span])
        });
        told.collect::<Vec<_>>().join("; ")
    };
    let check = |corpus: &str| {
        let (mut out, mut found) = (String::new(), Vec::new());
        for line in corpus.lines() {
            let Some((sentence, _)) = line.split_once(" => ") else {
                out.push_str(&format!("{line}\n"));
                continue;
            };
            let told = told(sentence);
            found.push(told.split("; ").filter(|figure| !figure.ends_with(" -")).count());
            out.push_str(&format!("{sentence} => {told}\n"));
        }
        (out, found)
    };
    for (path, found) in common::every_corpus("corpus/figure_place", check) {
        assert!(found.contains(&0), "{} has no miss", path.display());
    }
}
