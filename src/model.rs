//! The timeline: events, actors, statements and sources in columns, in time order.
//!
//! Importers fill [`Draft`]s and push them into [`Shard`]s, one a loading thread;
//! [`Timeline::build`] merges the shards. After that nothing changes: queries, panes and exports
//! read the same [`Timeline`] at the same time.
//!
//! **Invariants.** Nothing is invented: what a draft leaves open stays open. A row's number is
//! its rank in time order. Nothing here reads a file, knows a data set's format, or prints; only
//! [`native`] knows the field names of our own file.

pub mod column;
pub mod day;
pub mod draft;
pub mod native;
pub mod text;
pub mod title;
pub mod when;

mod actor;
mod amend;
mod anchor;
mod astray;
mod candidate;
mod country;
mod cycles;
mod decision;
mod event;
mod events;
mod fingerprint;
mod kind;
mod known;
mod merge;
mod place;
mod receipt;
mod repeats;
mod rows;
mod shard;
mod source;
mod standing;
mod statement;
mod timeline;
mod vocabulary;

pub use self::{
    actor::{Actor, ActorId, ActorKind, Office, Participation, Role},
    amend::{Amendments, EventChange, In, Moved, Of, Quoted, StatementChange},
    astray::Astray,
    candidate::Scope,
    country::Country,
    decision::{Decided, Decision, Review},
    draft::{Draft, EvidenceDraft, StatementDraft},
    event::Event,
    fingerprint::Fingerprint,
    kind::{Kind, Quad},
    known::{Basis, Confidence, Fatalities, Measured, Status},
    place::{Place, PlaceDraft},
    receipt::{Account, LeftOut, Leftover, Receipt, Unused},
    repeats::Repeats,
    rows::{Cell, RowReader, Rows, RowsError, Search},
    shard::Shard,
    source::{Anchor, Cited, Evidence, Source, SourceId, SourceKind, Span},
    statement::{Form, Statement, StatementId},
    text::TextId,
    timeline::{File, Holds, Timeline},
    when::When,
};
