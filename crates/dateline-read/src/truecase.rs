//! How would it be written in the middle of a sentence? Capitals put right before a text is parsed.
//!
//! A headline in capitals and a page without any tell the tagger nothing.
//! Words get the capitals that the page gives them elsewhere, or that the tables of names do; letters are only ever
//! exchanged for the same letter of as many bytes, so every place stays where it is (after Lita and others, "tRuEcasIng",
//! 2003).

use std::ops::Range;
use std::sync::LazyLock;

use dateline_page::StoryText;
use dateline_parse::{Pipeline, Pos};
use dateline_text::{Page, Text};
use rustc_hash::FxHashMap;

use crate::entity::{TABLES, cased, is_well_known_place};

/// How the letters of a line are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// As usual.
    Mixed,
    /// All in capitals.
    Shouted,
    /// No capital at all.
    Bare,
}

/// How a page writes words inside its sentences, by the words in small letters.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    forms: FxHashMap<String, FxHashMap<String, usize>>,
}

impl Usage {
    /// Counts the words of a page's ordinary lines, those that begin a sentence left out, and the surnames of others.
    pub(crate) fn of(page: &Text<Page>, pipeline: &Pipeline) -> Self {
        let mut forms: FxHashMap<String, FxHashMap<String, usize>> = FxHashMap::default();
        for line in page.lines() {
            let is_mixed = script(line) == Script::Mixed;
            for pair in words(line).windows(2) {
                let between = &line[pair[0].end..pair[1].start];
                let word = &line[pair[1].clone()];
                let lower = word.to_lowercase();
                let form = match is_mixed {
                    true => matches!(between, " " | ", " | "'" | "’" | "-").then(|| word.to_owned()),
                    false => {
                        let first = line[pair[0].clone()].to_lowercase();
                        let is_surname = between == " " && is_first_name(&first, pipeline);
                        (is_surname && may_be_surname(&lower, pipeline)).then(|| capitalized(&lower))
                    }
                };
                if let Some(form) = form {
                    *forms.entry(lower).or_default().entry(form).or_default() += 1;
                }
            }
        }
        Self { forms }
    }

    /// How it mostly writes a word; of forms as frequent, the one with fewer capitals.
    fn form(&self, lower: &str) -> Option<&str> {
        let forms = self.forms.get(lower)?;
        forms
            .iter()
            .max_by_key(|(form, n)| (**n, std::cmp::Reverse(n_capitals(form)), *form))
            .map(|(form, _)| form.as_str())
    }
}

/// Whether a page has lines that want it.
pub(crate) fn is_wanted(page: &Text<Page>) -> bool {
    page.lines().any(|line| script(line) != Script::Mixed)
}

/// The text with its capitals put right; itself, where they are as usual.
pub(crate) fn restore(text: StoryText, usage: &Usage, pipeline: &Pipeline) -> StoryText {
    // Where some sentences have capitals, a line without them is a line of its writer's.
    let is_bare = !text.text.lines().any(|line| script(line) == Script::Mixed && line.contains(char::is_uppercase));
    let mut written = String::with_capacity(text.text.len());
    for line in text.text.split_inclusive('\n') {
        match script(line) {
            Script::Mixed => written.push_str(line),
            Script::Bare if !is_bare => written.push_str(line),
            script => written.push_str(&rewritten(line, script, usage, pipeline)),
        }
    }
    // Every letter is where it was, whatever the tables write.
    let places = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
    if written == text.text.as_str() || places(&written) != places(&text.text) {
        return text;
    }
    match Text::new(written) {
        Ok(written) => StoryText { text: written, ..text },
        Err(_) => text,
    }
}

/// The least words and letters that tell a shouted line from a short form.
const LEAST: (usize, usize) = (3, 12);

/// The least words that tell a writer without capitals from a line of a list.
const LEAST_BARE: usize = 6;

fn script(line: &str) -> Script {
    let (mut n_words, mut n_letters, mut n_capitals) = (0, 0, 0);
    for word in line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let capitals = self::n_capitals(word);
        // `iPhone`, `McAlder`: no line in capitals, and `I` is one with and without.
        if word != "I" {
            n_capitals += capitals;
        }
        n_words += 1;
        n_letters += word.chars().count();
        if capitals != 0 && capitals < word.chars().count() && n_words > 1 {
            return Script::Mixed;
        }
    }
    if n_words >= LEAST.0 && n_letters >= LEAST.1 && n_capitals * 20 >= n_letters * 19 {
        Script::Shouted
    } else if n_words >= LEAST_BARE && n_capitals == 0 {
        Script::Bare
    } else {
        Script::Mixed
    }
}

fn n_capitals(word: &str) -> usize {
    word.chars().filter(|c| c.is_uppercase()).count()
}

/// Where words stand: runs of letters.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, letter) in line.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        let end = at + letter.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

/// Words that are never names by themselves, nor surnames: what grammar is made of, and the verbs of headlines.
static SMALL: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../data/small_words.txt").lines().filter(|line| !line.starts_with('#')).collect());

fn is_small(lower: &str) -> bool {
    SMALL.binary_search(&lower).is_ok()
}

/// How many words a name of the tables may have.
const LONGEST: usize = 6;

fn rewritten(line: &str, script: Script, usage: &Usage, pipeline: &Pipeline) -> String {
    let lower = lowered(line);
    let words = words(&lower);
    let word = |i: usize| &lower[words[i].clone()];
    let mut out = lower.clone();
    let mut i = 0;
    while i < words.len() {
        // What the tables write, the longest first.
        let table = (1..=LONGEST.min(words.len() - i)).rev().find_map(|n| {
            let range = words[i].start..words[i + n - 1].end;
            let (name, _) = cased(&lower[range.clone()]).filter(|(name, _)| name.len() == range.len())?;
            (n > 1 || stands_alone(word(i), script, pipeline)).then_some((n, range, name))
        });
        // `U.S. officials`: a letter with a dot ends no sentence.
        let begins = i == 0 || words[i - 1].len() > 1 && is_stop(&lower[words[i - 1].end..words[i].start]);
        let range = words[i].clone();
        if let Some((n, range, name)) = table {
            out.replace_range(range, name);
            i += n;
            continue;
        }
        let known = usage.form(word(i)).filter(|form| form.len() == range.len());
        let is_dotted = lower[range.end..].starts_with('.') && range.len() == 1;
        let is_suffix = lower[..range.start].ends_with(['\'', '’']) && range.len() <= 2 && i > 0;
        let is_name = match script {
            _ if word(i) == "i" && !is_suffix => true,
            _ if is_suffix => false,
            _ if let Some(known) = known => {
                out.replace_range(range.clone(), known);
                false
            }
            Script::Shouted if is_dotted => true,
            _ if is_calendar(word(i)) => true,
            _ if is_small(word(i)) => false,
            _ => is_named(&words, i, &lower, script, pipeline),
        };
        if is_name || begins {
            capitalize(&mut out, range);
        }
        i += 1;
    }
    out
}

/// Whether a name of one word in the tables is meant wherever the word stands.
fn stands_alone(lower: &str, script: Script, pipeline: &Pipeline) -> bool {
    match cased(lower) {
        // `US` in capitals is the country, `us` without is we; `WHO` may be either.
        Some((_, true)) => script == Script::Shouted || !is_small(lower) && lower.len() > 3,
        Some((name, false)) => {
            let kinds = pipeline.word_kinds(lower);
            let is_short_form = n_capitals(name) == name.len() && name.len() > 2;
            !is_small(lower) && (kinds.is_empty() || is_short_form && kinds == [Pos::Noun])
        }
        None => false,
    }
}

/// Whether a word that page and tables do not know is written with a capital.
fn is_named(words: &[Range<usize>], i: usize, lower: &str, script: Script, pipeline: &Pipeline) -> bool {
    let word = |i: usize| &lower[words[i].clone()];
    let is_behind = i > 0 && lower[words[i - 1].end..words[i].start] == *" ";
    is_behind && is_first_name(word(i - 1), pipeline) && may_be_surname(word(i), pipeline)
        || is_first_name(word(i), pipeline)
        || is_well_known_place(&capitalized(word(i)))
        || script == Script::Shouted && word(i).len() > 2 && pipeline.word_kinds(word(i)).is_empty()
}

/// Whether a word is a first name, and nothing else that the model knows.
fn is_first_name(lower: &str, pipeline: &Pipeline) -> bool {
    TABLES.first_name(&capitalized(lower)).is_some() && !is_small(lower) && pipeline.word_kinds(lower).is_empty()
}

/// Whether a word behind a first name may be the surname: no verb, adjective or adverb.
fn may_be_surname(lower: &str, pipeline: &Pipeline) -> bool {
    lower.len() > 1 && !is_small(lower) && pipeline.word_kinds(lower).iter().all(|kind| *kind == Pos::Noun)
}

/// Names of days and months that are no other words.
fn is_calendar(lower: &str) -> bool {
    const NAMES: [&str; 16] = [
        "april",
        "december",
        "february",
        "friday",
        "january",
        "july",
        "june",
        "monday",
        "november",
        "october",
        "saturday",
        "september",
        "sunday",
        "thursday",
        "tuesday",
        "wednesday",
    ];
    NAMES.binary_search(&lower).is_ok()
}

/// Whether a sentence ends between two words.
fn is_stop(between: &str) -> bool {
    let ends = between.trim_end_matches(['"', '”', '’', ' ', '\n', '(', '“', '\'']);
    ends.ends_with(['.', '!', '?', ':']) && between.len() > 1
}

/// In small letters, those left as they are whose small letter has other bytes.
fn lowered(line: &str) -> String {
    line.chars().map(|c| only(c.to_lowercase(), c)).collect()
}

fn capitalized(word: &str) -> String {
    let mut word = word.to_owned();
    let end = word.len();
    capitalize(&mut word, 0..end);
    word
}

fn capitalize(text: &mut String, word: Range<usize>) {
    if let Some(first) = text[word.clone()].chars().next() {
        let capital = only(first.to_uppercase(), first);
        text.replace_range(word.start..word.start + first.len_utf8(), capital.encode_utf8(&mut [0; 4]));
    }
}

/// The one letter that another becomes, when it has as many bytes.
fn only(mut becomes: impl Iterator<Item = char>, letter: char) -> char {
    match (becomes.next(), becomes.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use dateline_text::Alignment;

    use super::*;

    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::embedded);

    fn restored(page: &str, pipeline: &Pipeline) -> String {
        let page: Text<Page> = page.into();
        let (text, alignment) = Alignment::join(&page, &[page.whole()], "");
        let restored = restore(StoryText { text, alignment }, &Usage::of(&page, pipeline), pipeline);
        assert_eq!(restored.text.len(), page.len());
        restored.text.to_string()
    }

    #[test]
    fn texts_are_written_as_the_corpus_says() {
        for case in include_str!("../corpus/truecase.txt").split("\n\n") {
            let of =
                |mark: &str| case.lines().filter_map(|line| line.strip_prefix(mark)).collect::<Vec<_>>().join("\n");
            assert!(!of("> ").is_empty());
            assert_eq!(restored(&of("> "), &PIPELINE), of("= "), "{case}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_letter_moves(page in "([A-ZÄÉİßĐ' .\n-]{0,30}|[a-zäéıß' .\n-]{0,30}|US |NATO |éa ){0,8}") {
            let page: Text<Page> = page.as_str().into();
            let restored = restored(&page, &PIPELINE);
            let places = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            proptest::prop_assert_eq!(places(&restored), places(&page));
        }
    }

    #[test]
    fn small_words_are_sorted_and_free_of_doubles() {
        assert!(SMALL.len() > 400 && SMALL.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
