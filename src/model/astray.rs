//! The records whose words are not where they should be, file by file.

use std::borrow::Cow;

use crate::model::{Anchor, Evidence, Timeline};

/// A record's id, and what its file names as its evidence of which the words are lost, moved or at
/// several places.
pub type Record<'t> = (Cow<'t, str>, Vec<Evidence>);

/// The records of a timeline with such words.
#[derive(Debug)]
pub struct Astray<'t> {
    /// Of each file, its events.
    events: Vec<Vec<Record<'t>>>,
    /// Of each file, its statements.
    statements: Vec<Vec<Record<'t>>>,
}

impl<'t> Astray<'t> {
    /// Looks at all records. O(events + statements + their evidence).
    #[must_use]
    pub fn new(timeline: &'t Timeline) -> Self {
        let none = || timeline.files().iter().map(|_| Vec::new()).collect();
        let mut astray = Self { events: none(), statements: none() };
        for event in timeline.events() {
            let entries = of(event.stated_evidence());
            if !entries.is_empty() {
                astray.events[usize::from(event.file_number())].push((event.id(), entries));
            }
        }
        for statement in timeline.statements() {
            let entries = of(&statement.evidence);
            if !entries.is_empty() {
                let of_file = &mut astray.statements[usize::from(statement.file)];
                of_file.push((Cow::from(&statement.id), entries));
            }
        }
        astray
    }

    /// The events of a file with such words.
    #[must_use]
    pub fn events(&self, file: u16) -> &[Record<'t>] {
        &self.events[usize::from(file)]
    }

    /// The statements of a file with such words.
    #[must_use]
    pub fn statements(&self, file: u16) -> &[Record<'t>] {
        &self.statements[usize::from(file)]
    }
}

fn of(evidence: &[Evidence]) -> Vec<Evidence> {
    let is_astray = |entry: &&Evidence| entry.anchor.is_some_and(|anchor| anchor != Anchor::Ok);
    evidence.iter().filter(is_astray).copied().collect()
}
