//! Events of one's own on their way into the chronology that was opened.

use std::path::PathBuf;

use crate::{
    base::rows::RowSet,
    extract::bind::dating::OF_ENTRY,
    model::{Event, Review},
    tui::{
        session::{History, Session},
        theme::Role,
        work::{Append, Appended, Work},
    },
};

impl Session {
    /// The events of one's own, with the chronology into which they can go; or why they can't.
    pub fn to_append(&self) -> Result<(RowSet, PathBuf), &'static str> {
        let timeline = self.timeline();
        let kept = |review: Option<Review>| review != Some(Review::Rejected);
        let own = timeline.events_where(|decision| decision.mine && kept(decision.review));
        if own.is_empty() {
            return Err("there is no event of your own; e writes one");
        }
        let mut files = self.opened_files();
        let is_entry = |date_rule: &str| date_rule.starts_with(OF_ENTRY);
        match (files.next(), files.next(), timeline.read_files()) {
            // One that was only just begun has no entry yet.
            (Some(path), None, [file])
                if file.is_article()
                    && path.is_file()
                    && (timeline.events().any(|event| is_entry(event.date_rule()))
                        || timeline.events().all(Event::is_mine)) =>
            {
                Ok((own, path.to_owned()))
            }
            _ => Err("only a chronology that was opened alone, as text, can be appended to"),
        }
    }

    /// Writes the events of one's own into the chronology; they leave the notebook then.
    pub fn append(&mut self) {
        match self.to_append() {
            Ok((rows, path)) => drop(self.start(Work::Append(Append { rows, path }))),
            Err(why) => self.notice(why),
        }
    }

    /// Hears what became of it.
    pub(super) fn appended(&mut self, appended: Appended) {
        match appended {
            Appended::Failed(words) => self.say(words, Role::Error),
            Appended::Written(ids, words) => {
                self.edit(|notebook, _, _| {
                    notebook.events.retain(|entry| !(entry.mine && ids.contains(&entry.name.id)));
                    notebook.forget_unused_actors();
                });
                // The file is not taken back, so the notebook isn't either: it would be there twice.
                self.history = History::default();
                self.reload();
                self.notice(words);
            }
        }
    }
}
