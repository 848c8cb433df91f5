//! What the targets run: the same as `tests/bytes.rs`, for as long as one likes.

#[path = "../../tests/bytes/entries.rs"]
mod entries;

pub use entries::{article, container, data_set, date, map, native, query};
