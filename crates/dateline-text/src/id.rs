//! Numbers of rows that cannot be mixed up.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// The number of a `Row` among its kind, from 0, unique per page.
///
/// ```
/// # use dateline_text::Id;
/// struct Boat;
/// let id: Id<Boat> = Id::new(3);
/// assert_eq!((id.index(), format!("{id:?}")), (3, "#3".to_owned()));
/// ```
pub struct Id<Row> {
    number: u32,
    kind: PhantomData<fn() -> Row>,
}

impl<Row> Id<Row> {
    /// The id of the row at this index.
    ///
    /// # Panics
    /// When the index does not fit 32 bits.
    pub fn new(index: usize) -> Self {
        Self { number: u32::try_from(index).expect("at most 4 billion rows a page"), kind: PhantomData }
    }

    /// Its index in the list of its kind.
    pub fn index(self) -> usize {
        self.number as usize
    }

    /// The number itself.
    pub fn get(self) -> u32 {
        self.number
    }
}

impl<Row> Clone for Id<Row> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Row> Copy for Id<Row> {}
impl<Row> PartialEq for Id<Row> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<Row> Eq for Id<Row> {}
impl<Row> PartialOrd for Id<Row> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Row> Ord for Id<Row> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}
impl<Row> Hash for Id<Row> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<Row> fmt::Debug for Id<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.number)
    }
}
