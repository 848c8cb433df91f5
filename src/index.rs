//! A timeline with its indexes: from a name, a value or words to the rows that have them.
//!
//! [`Store::new`] builds everything once, in parallel, when a timeline is loaded; after that all
//! panes share it. What a column of one byte a row or of few distinct values can tell has a set of
//! rows for each value ([`Facet`]); who and where have sorted rows for each actor and place
//! ([`Postings`]); the rest is found by trying the rows that other terms leave.
//!
//! **Invariants.** An index gives the rows that looking at every row would give. Nothing here
//! knows the query language.

mod facet;
mod members;
mod names;
mod postings;
mod prose;
mod search;
mod sources;
mod store;

pub use self::{
    facet::Facet, members::Members, names::Names, postings::Postings, prose::find_prose,
    search::Search, sources::derived, store::Store,
};
