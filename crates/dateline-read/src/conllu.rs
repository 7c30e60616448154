//! A page's parses as CoNLL-U, so that other people's tools can read them.
//!
//! Ten columns; entities stand in MISC as `NER=B-PERSON`, places as `Range=start:end` in bytes of the page.
//! Labels are ClearNLP's, as the model was trained on them, not those of Universal Dependencies.

use std::fmt::Write;

use crate::{ParsedStory, Reading};

/// The page's sentences, story by story.
///
/// `id` names the page in `# newdoc id`. White space that is a token of its own is left out, as CoNLL-U has no place
/// for it; a word that hung on it hangs on its head.
pub fn page(reading: &Reading, id: &str) -> String {
    let mut out = format!("# newdoc id = {}\n", id.replace(['\n', '\r'], " "));
    for (i, story) in reading.stories.iter().enumerate() {
        for sentence in story.parse.sentences() {
            let mut body = String::new();
            write_sentence(&mut body, reading, story, sentence.range());
            if body.is_empty() {
                continue;
            }
            let text =
                reading.text[story.alignment.to_page(sentence.span())].split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "# sent_id = {id}-{i}-{}\n# text = {text}\n{body}", sentence.index());
        }
    }
    out
}

fn write_sentence(out: &mut String, reading: &Reading, story: &ParsedStory, range: std::ops::Range<usize>) {
    let parse = &story.parse;
    let words: Vec<usize> = range.filter(|&index| !parse.token(index).is_space()).collect();
    let number = |index: usize| words.binary_search(&index).ok().map(|at| at + 1);
    for (at, &index) in words.iter().enumerate() {
        let token = parse.token(index);
        let head = if token.is_root() { None } else { token.ancestors().find_map(|above| number(above.index())) };
        let span = story.alignment.to_page(token.span());
        let or_blank =
            |text: &str| if text.is_empty() { "_".to_owned() } else { text.replace(char::is_whitespace, "_") };
        let mut misc = String::new();
        if let Some(entity) = token.entity() {
            let place = if entity.range().start == index { 'B' } else { 'I' };
            let _ = write!(misc, "NER={place}-{}|", entity.label());
        }
        let _ = write!(misc, "Range={}:{}", span.start(), span.end());
        if !token.has_space() {
            misc.push_str("|SpaceAfter=No");
        }
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{misc}",
            at + 1,
            or_blank(&reading.text[span]),
            or_blank(token.lemma()),
            or_blank(token.pos().as_str()),
            or_blank(token.tag()),
            or_blank(token.morph()),
            head.unwrap_or(0),
            or_blank(token.dep()),
        );
    }
}
