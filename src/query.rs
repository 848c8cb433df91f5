//! The query language: text → [`Expr`] → a plan for one timeline → rows.
//!
//! A [`Query`] is read from text, changed by keys and printed again; [`Plan::new`] looks up what
//! its names mean in a [`Store`](crate::index::Store), and [`Plan::run`] finds the [`Answer`].
//!
//! **Invariants.** `parse(print(query))` is the query again. Every field is spelled in one table
//! ([`Field`]). A name or a field that nobody knows is a [`QueryError`] with a place, never an
//! empty answer. An answer has the same rows, whatever index found them.

pub mod tally;

mod advice;
mod answer;
mod asked;
mod complete;
mod edit;
mod error;
mod expr;
mod field;
mod found;
mod lex;
mod meaning;
mod parse;
mod plan;
mod print;
mod resolve;
mod run;
mod scope;
mod slip;
mod test;
mod tree;

pub use self::{
    advice::advice,
    answer::Answer,
    asked::{Asked, Held},
    complete::{Completion, Completions, complete},
    edit::Query,
    error::{At, QueryError},
    expr::{Colon, Comparison, Expr, Term, Value, What},
    field::{Field, Takes},
    meaning::meaning,
    plan::Plan,
    run::{Partial, Watch},
};

#[cfg(test)]
mod tests;
