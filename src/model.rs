//! The timeline: events, actors, statements and sources in columns, in time order.

pub mod day;
pub mod when;
