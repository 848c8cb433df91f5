//! The nouns of a reading that all stages share.

pub mod branches;
pub mod clause;
pub mod event;
pub mod tree;
