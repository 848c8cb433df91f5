//! One number for what a row says, so that a row read back is known to be the one that was loaded.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::model::{Draft, Event, Fatalities, Kind, When, place::PlaceDraft};

/// A number that two events have in common when they say the same of their id, date, kind, code,
/// title, place and dead, and have as many participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

/// What it is made of.
#[derive(Hash)]
struct Parts<'a> {
    id: &'a str,
    when: &'a When,
    kind: Kind,
    label: &'a str,
    code: (&'a str, &'a str),
    title: &'a str,
    place: Option<PlaceDraft<'a>>,
    fatalities: Option<Fatalities>,
    actors: usize,
}

impl Parts<'_> {
    fn fingerprint(&self) -> Fingerprint {
        let mut hasher = FxHasher::default();
        self.hash(&mut hasher);
        Fingerprint(hasher.finish())
    }
}

impl Draft<'_> {
    /// The fingerprint of the event that it becomes.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let parts = Parts {
            id: self.id,
            when: &self.when,
            kind: self.kind,
            label: self.label,
            code: (self.scheme, self.code),
            title: self.title,
            place: self.place,
            fatalities: self.fatalities,
            actors: self.actors.len(),
        };
        parts.fingerprint()
    }
}

impl Event<'_> {
    /// The fingerprint of the event; of one that a person corrected, as it was read.
    #[must_use]
    pub fn fingerprint(self) -> Fingerprint {
        if let Some(as_read) = self.decision().and_then(|decision| decision.as_read) {
            return as_read;
        }
        let id = self.stored_id();
        let parts = Parts {
            id: &id,
            when: self.when(),
            kind: self.kind(),
            label: self.label(),
            code: self.code(),
            title: self.stored_title(),
            place: self.place().map(|place| place.as_draft()),
            fatalities: self.fatalities(),
            actors: self.actors().len(),
        };
        parts.fingerprint()
    }
}
