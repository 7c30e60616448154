//! In what patterns is something attributed? One file each.

pub(super) mod according;
pub(super) mod adjective;
pub(super) mod adverb;
pub(super) mod clause;
pub(super) mod colon;
pub(super) mod headline;
pub(super) mod infinitive;
pub(super) mod introduced;
pub(super) mod noun;
pub(super) mod object;
pub(super) mod passive;
pub(super) mod preposed;
pub(super) mod put_it;
pub(super) mod quoted;
pub(super) mod relative;
