//! A terminal explorer for conflict-diplomacy timelines.
//!
//! The rooms below stand in the order of the data's journey; each imports only rooms of a lower
//! floor, and `tests/layers.rs` fails when one does not:
//!
//! ```text
//!         data set          article, chronology, page          keys, mouse         shell
//!             │                          │                          │                │
//!    ┌────────▼────────┐   ┌─────────────▼──────────────┐     ┌─────▼─────┐    ┌─────▼─────┐
//!  2 │ ingest          │ 2 │ document   file → text     │   6 │ tui       │  6 │ cli       │
//!    │ rows → drafts   │   └─────────────┬──────────────┘     └─────▲─────┘    └─────▲─────┘
//!    └────────┬────────┘   ┌─────────────▼──────────────┐           │ plain          │ bytes
//!             │            │ 3 extract  prose → drafts  │           │ data           │
//!             │            │ 2 syntax   trees, clauses  │     ┌─────┴─────┐    ┌─────┴─────┐
//!             │            │ 3 find     who, what, when │   4 │ view      │  4 │ export    │
//!             │            │ 4 bind     events to days  │     └─────▲─────┘    └─────▲─────┘
//!             │            │ 5 tell     titles, records │           └───────┬────────┘
//!             │            │ 1 lexicon  words for all   │             ┌─────┴─────┐
//!             │            │ 0 reading  nouns for all   │           3 │ query     │
//!             │            └─────────────┬──────────────┘             └─────▲─────┘
//!             └────────────┬─────────────┘                                  │
//!                 ┌────────▼────────┐                  ┌─────────────────┐  │
//!               1 │ model           │ ─────────────► 2 │ index           │──┘
//!                 │ the timeline    │                  │ postings, words │
//!                 └────────▲────────┘                  └─────────────────┘
//!               2 │ notebook  decided, corrected, noted: laid over
//!               4 │ engine    a history in a database, and what of it is asked
//!
//! world (5) loads along this path in the background; config (5); base (0) serves all
//! ```

#![forbid(unsafe_code)]

pub mod base;
pub mod model;

pub mod document;
pub mod extract;
pub mod index;
pub mod ingest;
pub mod notebook;

pub mod query;

pub mod engine;
pub mod export;
pub mod view;

pub mod config;
pub mod world;

pub mod cli;
pub mod tui;
