//! What does each word at the start of a line look like, and how else does the line have it?

use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::is_weekday;
use crate::sentences::ends_sentence;
use crate::words::{Class, class};

/// A word as it stands in a line.
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Without the marks around it.
    pub(super) core: &'t str,
    pub(super) lower: String,
    pub(super) class: Class,
    /// Whether a sentence could begin here: a capital or a figure, perhaps after an opening quotation mark.
    pub(super) begins: bool,
    pub(super) is_capital: bool,
    pub(super) opens_quote: bool,
    pub(super) ends_sentence: bool,
    pub(super) closes_quote: bool,
    /// Whether it ends with a stop that ends no sentence.
    pub(super) is_abbreviation: bool,
    /// Whether a comma, colon or the like follows.
    pub(super) is_held: bool,
    /// Open quotation marks and brackets before this word.
    pub(super) depth: i32,
    /// Whether the line has it in small letters, and with a capital inside a sentence, at another place.
    pub(super) is_small_elsewhere: bool,
    pub(super) is_name_elsewhere: bool,
    /// Whether the word before it stands before it at another place too.
    pub(super) is_pair_elsewhere: bool,
}

/// The first words of a text.
pub(super) fn words(text: &str, most: usize) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(most.min(text.len() / 4 + 1));
    let mut depth = 0;
    let mut in_plain_quote = false;
    let mut at = 0;
    // A word of a megabyte is no word: stop there.
    while words.len() < most {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &text[at..];
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if len == 0 || len > 200 {
            break;
        }
        let whole = &rest[..len];
        let core = whole.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = core.to_lowercase();
        let opens_quote = whole.starts_with(['"', '“', '‘', '\'', '[', '(']);
        let before = depth + i32::from(in_plain_quote);
        for c in whole.chars() {
            match c {
                '“' | '(' | '[' => depth += 1,
                '”' | ')' | ']' => depth = (depth - 1).max(0),
                '"' => in_plain_quote = !in_plain_quote,
                _ => {}
            }
        }
        let bare = whole.trim_end_matches(['"', '”', '\'', '’', ')', ']']);
        let stop = at + bare.len();
        let is_capital = core.starts_with(char::is_uppercase);
        let known = class(lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(&lower));
        let ends = bare.ends_with(['.', '?', '!']) && (stop == text.len() || ends_sentence(text, stop - 1));
        words.push(Word {
            start: at,
            end: at + len,
            core,
            class: known,
            begins: is_capital || core.starts_with(|c: char| c.is_ascii_digit()),
            is_capital,
            opens_quote,
            ends_sentence: ends,
            is_abbreviation: bare.ends_with('.') && !ends,
            closes_quote: bare.len() < whole.len(),
            is_held: bare.ends_with([',', ':', ';', '—', '–', '-', '/']) || whole.ends_with([',', ';', ':']),
            depth: before,
            is_small_elsewhere: false,
            is_name_elsewhere: false,
            is_pair_elsewhere: false,
            lower,
        });
        at += len;
    }
    look_elsewhere(&mut words);
    words
}

/// Tells each word with a capital how else the line has it.
fn look_elsewhere(words: &mut [Word<'_>]) {
    let mut small = FxHashSet::default();
    let mut names: FxHashMap<&str, usize> = FxHashMap::default();
    for (i, word) in words.iter().enumerate() {
        if !word.is_capital {
            small.insert(word.lower.as_str());
        } else if i > 0 && !words[i - 1].ends_sentence {
            *names.entry(word.core).or_default() += 1;
        }
    }
    let mut pairs: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for pair in words.windows(2) {
        *pairs.entry((pair[0].core, pair[1].core)).or_default() += 1;
    }
    let elsewhere: Vec<[bool; 3]> = words
        .iter()
        .enumerate()
        .map(|(i, word)| {
            let itself = usize::from(i > 0 && !words[i - 1].ends_sentence);
            let is_name = names.get(word.core).is_some_and(|n| *n > itself);
            let is_pair = i > 0 && pairs.get(&(words[i - 1].core, word.core)).is_some_and(|n| *n > 1);
            [small.contains(word.lower.as_str()), is_name, is_pair]
        })
        .collect();
    for (word, elsewhere) in words.iter_mut().zip(elsewhere) {
        [word.is_small_elsewhere, word.is_name_elsewhere, word.is_pair_elsewhere] = elsewhere;
    }
}

/// What a word that could begin a sentence looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A function word with a capital: inside a sentence it would be small.
    Small,
    /// A common noun or adjective with a capital, which may also begin a name.
    Common,
    Name,
    /// `54-year-old`.
    Aged,
    Figure,
}

impl Word<'_> {
    pub(super) fn form(&self) -> Form {
        if !self.is_capital {
            if self.lower.contains("-year") { Form::Aged } else { Form::Figure }
        } else if self.class.is(Class::OPENS) {
            Form::Small
        } else if self.class.is(Class::COMMON) {
            Form::Common
        } else {
            Form::Name
        }
    }

    pub(super) fn is_number_word(&self) -> bool {
        matches!(
            self.lower.as_str(),
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "first"
                | "second"
        )
    }

    pub(super) fn is_weekday(&self) -> bool {
        is_weekday(self.core)
    }
}
