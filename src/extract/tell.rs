//! What was read is told: as records of a timeline, as annotations.

pub mod anchor;
pub mod annotation;
pub mod confidence;
pub mod entry;
pub mod lower;
pub mod receipt;
mod title;
