//! How are the records of many pages kept and asked?
//!
//! A store is one SQLite file, so that other tools open it too.
//! Its tables and columns are named as in the record, each row has the page it was read from, and spans point into the
//! page's text, which is kept compressed.
//!
//! Two axes of time: `published` is the day a page claims, `added` the moment this store learnt of it.

mod answer;
mod ask;
mod explain;
mod export;
mod full_text;
mod group;
mod joined;
mod known;
mod parquet;
mod rows;
mod select;
mod source;
mod sql;
mod stats;
mod store;
mod table;
mod timeline;
mod verify;
mod writer;

pub use answer::{Answer, Value};
pub use ask::{Ask, Filter};
pub use explain::Explained;
pub use export::{Shape, export};
pub use group::{Group, GroupLimits};
pub use joined::Outcome;
pub use parquet::schema;
pub use source::Kept;
pub use stats::Stats;
pub use store::{Store, StoreError};
pub use table::{Column, Kind, TABLES, Table};
pub use verify::{Fault, by_table};
pub use writer::{Added, Came, Writer};
