//! What the user has written down: from the files of the configuration directory, the environment
//! and the command line to one `Config`.
//!
//! **Invariants.** A mistake in a file is an issue with file, line and the nearest valid word, and
//! costs only its own line. Nothing here knows what a theme or an action is: names are kept as
//! they were written.

pub mod document;
