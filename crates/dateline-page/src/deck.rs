//! Where does a deck end and the first sentence begin, when no full stop stands between them?
//!
//! Scrapers run a caption or headline together with the story's first sentence:
//! "Boats have stayed in for a week The fog over Wexmouth thickened yesterday, the harbour master said."
//! Every capitalised word before the first full stop is a candidate.
//! A candidate is weighed by the word before it (may a clause end there?), by itself (is it a name, or a word that is
//! written small inside a sentence?), and by what stands on both sides (is each a clause of its own?).

mod sign;
mod word;

use sign::{signs, weigh};
use word::words;

/// A deck found at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Deck {
    /// The byte after the deck.
    pub(crate) end: usize,
    /// The byte where the first sentence begins.
    pub(crate) lead: usize,
    /// How much better this place is than the next best, no deck at all among them; above 0.
    pub(crate) margin: f32,
}

/// The best place to end a deck in the first `most` words of the text.
pub(crate) fn deck(text: &str, most: usize) -> Option<Deck> {
    let words = words(text, most);
    // The lead is a sentence of its own, so its full stop is the first one, or the one after a quotation that ends the deck.
    let first_stop = words.iter().position(|word| word.ends_sentence).unwrap_or(words.len());
    let last = match words.get(first_stop) {
        Some(word) if word.closes_quote => first_stop + 1,
        _ => first_stop,
    };
    let mut best: Option<(usize, f32)> = None;
    // No deck at all weighs 0.
    let mut second = 0.0;
    for i in 3..words.len().min(last + 1) {
        if !words[i].begins {
            continue;
        }
        let stop = if i > first_stop {
            words[i..].iter().position(|word| word.ends_sentence).map_or(words.len(), |at| i + at)
        } else {
            first_stop
        };
        let Some(score) = signs(&words, i, stop).map(weigh) else { continue };
        match best {
            Some((_, most)) if score <= most => second = f32::max(second, score),
            _ => {
                second = best.map_or(second, |(_, most)| f32::max(second, most));
                best = Some((i, score));
            }
        }
    }
    let (i, score) = best?;
    (score > second).then(|| Deck { end: words[i - 1].end, lead: words[i].start, margin: score - second })
}
