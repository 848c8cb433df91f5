//! What the targets run: the same as `tests/bytes.rs`, for as long as one likes.
//!
//! ```sh
//! cargo install cargo-fuzz
//! cargo +nightly fuzz run data_set                                    # with a nightly compiler
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none data_set          # with a stable one
//! ```
//!
//! The files of `data/formats` are a good corpus to begin with, each after a byte with the number of
//! its format. The project has no unsafe code, so that a sanitizer finds little and costs much.

#[path = "../../tests/bytes/entries.rs"]
mod entries;

pub use entries::{
    archive, article, chronology, container, data_set, date, file, map, native, notebook, page, query,
};
