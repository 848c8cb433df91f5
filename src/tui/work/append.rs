//! Events of one's own, written into the chronology that was opened: on demand only, the one way in
//! which a file that was opened is ever written.

use std::{io::Write as _, path::PathBuf};

use crate::{
    base::{bytes, rows::RowSet, text::counted, whole},
    export::{Excerpt, Note, chronology},
    index::Store,
    model::Scope,
};

/// What is to be appended, and where.
#[derive(Debug)]
pub struct Append {
    /// The events.
    pub rows: RowSet,
    /// The chronology.
    pub path: PathBuf,
}

/// What became of it.
#[derive(Debug)]
pub enum Appended {
    /// The events with these ids stand in the file now.
    Written(Vec<String>, String),
    /// The file is as it was, for this reason.
    Failed(String),
}

impl Append {
    /// Writes the file, whole and at once, as it is now and with the new entries.
    pub(super) fn run(&self, store: &Store) -> Appended {
        /// No chronology that a person writes is larger.
        const LONGEST: u64 = 32 << 20;
        let timeline = store.timeline();
        let said = self.rows.iter().flat_map(|row| timeline.event(row).statements_in(Scope::Sure));
        let statements = RowSet::of(timeline.statements().len() as u32, said.map(|(id, _)| id.0));
        let note = Note::none();
        let excerpt = Excerpt {
            timeline,
            rows: &self.rows,
            statements: &statements,
            scope: Scope::Sure,
            note: &note,
            with_notes: false,
        };
        // Where a link leads is what is meant.
        let path = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        let written = bytes::read_setting(&path, LONGEST)
            .and_then(|text| chronology::appended(&text, &excerpt))
            .and_then(|text| whole::replace(&path, |out| out.write_all(text.as_bytes())));
        let shown = self.path.display();
        match written {
            Ok(()) => {
                let ids = self.rows.iter().map(|row| timeline.event(row).id().into_owned());
                let count = counted(self.rows.count(), "event");
                Appended::Written(ids.collect(), format!("{count} appended to {shown}"))
            }
            Err(error) => Appended::Failed(format!("{shown} was not written: {error}")),
        }
    }
}
