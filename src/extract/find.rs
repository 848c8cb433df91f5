//! What is found in clauses: times, actors, statements, events. Everything here reads clauses and the
//! tree, never flat tags; only time expressions, which are found before clauses matter, read coarse
//! parts of speech.

pub mod actor;
pub mod event;
pub mod statement;
pub mod time;
