//! Long lists of words that are looked up where they lie in the file.

use super::Slab;

/// Words in byte order, without doubles: found by halving, so nothing is built when the model is loaded.
#[derive(Clone, Debug)]
pub(crate) struct SortedStrings {
    /// Where each word ends; the first begins at 0.
    ends: Slab<u32>,
    words: Slab<u8>,
}

impl SortedStrings {
    /// `None` unless the ends are in order and within the words, all of them UTF-8, in order and without doubles.
    pub(crate) fn new(ends: Slab<u32>, words: Slab<u8>) -> Option<Self> {
        let strings = Self { ends, words };
        let whole = strings.ends.last().map_or(0, |&end| end as usize) == strings.words.len();
        let in_order = strings.ends.windows(2).all(|pair| pair[0] <= pair[1]);
        if !whole || !in_order || std::str::from_utf8(&strings.words).is_err() {
            return None;
        }
        let sorted = (1..strings.ends.len()).all(|i| strings.bytes(i - 1) < strings.bytes(i));
        let on_boundaries = (0..strings.ends.len()).all(|i| std::str::from_utf8(strings.bytes(i)).is_ok());
        (sorted && on_boundaries).then_some(strings)
    }

    /// The index of a word.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.bytes(middle).cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn bytes(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.words[start..self.ends[index] as usize]
    }
}

/// Words in byte order, each with a value.
#[derive(Clone, Debug)]
pub(crate) struct SortedMap {
    keys: SortedStrings,
    ends: Slab<u32>,
    values: Slab<u8>,
}

impl SortedMap {
    /// `None` unless each key has a value in UTF-8.
    pub(crate) fn new(keys: SortedStrings, ends: Slab<u32>, values: Slab<u8>) -> Option<Self> {
        let map = Self { keys, ends, values };
        let whole = map.ends.last().map_or(0, |&end| end as usize) == map.values.len();
        let in_order = map.ends.windows(2).all(|pair| pair[0] <= pair[1]);
        let fits = whole && in_order && map.ends.len() == map.keys.len();
        (fits && (0..map.ends.len()).all(|i| map.value(i).is_some())).then_some(map)
    }

    /// The value of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&str> {
        self.value(self.keys.find(word)?)
    }

    fn value(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        std::str::from_utf8(self.values.get(start..self.ends[index] as usize)?).ok()
    }
}
