//! The nouns of a reading that all stages share.

pub mod tree;
