//! The query language: text → [`Expr`] → a plan for one timeline → rows.
//!
//! A [`Query`] is read from text, changed by keys and printed again.
//!
//! **Invariants.** `parse(print(query))` is the query again. Every field is spelled in one table
//! ([`Field`]). A name or a field that nobody knows is a [`QueryError`] with a place, never an
//! empty answer. An answer has the same rows, whatever index found them.

mod edit;
mod error;
mod expr;
mod field;
mod lex;
mod parse;
mod print;

pub use self::{
    edit::Query,
    error::{At, QueryError},
    expr::{Colon, Comparison, Expr, Term, Value, What},
    field::{Field, Takes},
};

#[cfg(test)]
mod tests;
