//! What is found in clauses.

pub mod event;
