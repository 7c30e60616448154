//! What do rows of different pages have to do with each other?
//!
//! All of it is asked for when it is wanted, from keys that depend on a page alone: the order in which pages came is of no
//! account, and nothing grows stale.

mod dispute;
mod measure;
pub(crate) mod quote;
mod series;

pub(crate) use dispute::Denial;
pub use measure::Outcome;
pub(crate) use quote::is_repeated;
