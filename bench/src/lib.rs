//! Timings; see `bin/` and `benches/`.
