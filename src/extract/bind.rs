//! What was found is bound together: events to their days, statements to their events.

pub mod dating;
pub mod speech;
