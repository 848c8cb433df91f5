//! A terminal explorer for conflict-diplomacy timelines.
//!
//! The rooms below stand in the order of the data's journey; each imports only rooms of a lower
//! floor, and `tests/layers.rs` fails when one does not:
//!
//! ```text
//!             file / stdin / article                 keys, mouse                 shell
//!                    │                                    │                        │
//!    ┌───────────────▼──────────────┐          ┌──────────▼─────────┐   ┌──────────▼────────┐
//!  2 │ ingest       rows → drafts   │        6 │ tui                │ 6 │ cli               │
//!    └───────────────┬──────────────┘          └──────────▲─────────┘   └──────────▲────────┘
//!                    ▼                                    │ plain data             │ bytes
//!    ┌──────────────────────────────┐          ┌─────────┴─────────┐   ┌──────────┴────────┐
//!  1 │ model        the timeline    │        4 │ view              │ 4 │ export            │
//!    └───────────────┬──────────────┘          └─────────▲─────────┘   └──────────▲────────┘
//!                    ▼                                    └────────┬───────────────┘
//!    ┌──────────────────────────────┐                    ┌────────┴────────┐
//!  2 │ index        postings, words │ ─────────────────► │ query         3 │
//!    └──────────────────────────────┘                    └─────────────────┘
//!    world (5) loads along this path in the background; config (5); base (0) serves all
//! ```

#![forbid(unsafe_code)]

pub mod base;
pub mod model;

pub mod extract;
pub mod index;
pub mod ingest;

pub mod query;

pub mod export;
pub mod view;

pub mod config;
pub mod world;

pub mod cli;
pub mod tui;
