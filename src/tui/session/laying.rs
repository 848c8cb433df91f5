//! The notebook over what was read: changed, laid over anew, kept on disk.

use std::sync::Arc;

use crate::{
    index::Store,
    model::{Event, StatementId, Timeline},
    notebook::{Laid, Notebook},
    query::Query,
    tui::{
        effect::Effect,
        saved::Saved,
        session::{Look, Session},
        theme::Role,
        work::Work,
    },
    view::Record,
    world::{Notes, Over},
};

impl Session {
    /// Begins with a notebook.
    pub fn begin_with(&mut self, notes: Notes, saved: Saved) {
        if let Saved::ReadOnly(why) = &saved {
            self.say(format!("the notebook is read-only: {why}"), Role::Warning);
        }
        (self.notes, self.saved) = (notes, saved);
    }

    /// What was decided, written and noted.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// How the notebook lies over what was read.
    #[must_use]
    pub fn laid(&self) -> &Laid {
        &self.over.laid
    }

    /// Counts up whenever something about a record may have become another.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.loads + self.edits
    }

    /// Changes the notebook in a way that can be undone; whether it was changed.
    pub fn edit(&mut self, change: impl FnOnce(&mut Notebook, &Laid, &Timeline)) -> bool {
        if !self.can_edit() {
            return false;
        }
        let mut notebook = Notebook::clone(&self.notes.notebook);
        change(&mut notebook, &self.over.laid, self.over.read.timeline());
        if notebook == *self.notes.notebook {
            return false;
        }
        self.history.remember(self.moment());
        self.take_notebook(Arc::new(notebook));
        true
    }

    /// Whether the notebook can be changed; says why not.
    pub fn can_edit(&mut self) -> bool {
        let why_not = match &self.saved {
            Saved::Nowhere => Some("this session has no notebook".to_owned()),
            Saved::ReadOnly(why) => Some(format!("the notebook is read-only: {why}")),
            _ if self.head.is_some() || !self.is_loaded() => {
                Some("the file is still being read".to_owned())
            }
            _ => None,
        };
        let can = why_not.is_none();
        if let Some(why) = why_not {
            self.say(why, Role::Warning);
        }
        can
    }

    /// Makes a notebook the present one: it is kept and laid over what was read.
    pub(super) fn take_notebook(&mut self, notebook: Arc<Notebook>) {
        self.saved = Saved::Underway;
        self.effects.push(Effect::Keep(Arc::clone(&notebook)));
        self.adopt_notebook(notebook);
    }

    fn adopt_notebook(&mut self, notebook: Arc<Notebook>) {
        let rereads = notebook.published != self.notes.notebook.published;
        self.notes.notebook = notebook;
        if rereads {
            self.reload();
        } else {
            self.lay();
        }
    }

    /// Hears that the notebook was written, or why it was not.
    pub fn saved(&mut self, saved: Saved) {
        match &saved {
            Saved::Failed(why) => self.say(format!("not saved: {why}"), Role::Error),
            // What was changed here meanwhile is on its way, and comes back merged in turn.
            Saved::Merged { ours, .. } if **ours != *self.notes.notebook => return,
            Saved::Merged { merged, words, .. } => {
                let notebook = Arc::clone(merged);
                self.say(words.clone(), Role::Warning);
                if !matches!(self.saved, Saved::ReadOnly(_)) {
                    self.saved = Saved::Done;
                }
                self.adopt_notebook(notebook);
                return;
            }
            _ => {}
        }
        self.saved = saved;
    }

    /// Whether nothing is lost by ending; what would be is said once.
    pub fn may_quit(&mut self) -> bool {
        let Saved::Failed(why) = &self.saved else { return true };
        let words = format!("your last changes are not saved: {why}; q again quits without them");
        self.say(words, Role::Error);
        self.saved = Saved::Done;
        false
    }

    fn lay(&mut self) {
        let read = Arc::clone(&self.over.read);
        if self.is_small() {
            let (store, over) = self.notes.lay(read);
            self.take_laid(store, Arc::new(over));
        } else {
            self.laying = Some(self.start(Work::Lay(self.notes.clone(), read)));
        }
    }

    /// Shows the records with what was decided about them now.
    pub(super) fn take_laid(&mut self, store: Arc<Store>, over: Arc<Over>) {
        let keeps_numbers = self.over.laid.numbers_like(&over.laid);
        let old = std::mem::replace(&mut self.store, store);
        self.over = over;
        self.laying = None;
        self.shown.unfiltered = None;
        if keeps_numbers {
            self.edits += 1;
        } else {
            self.loads += 1;
            let number = self.reading.map(|reading| (reading.number, reading.from));
            let record = self.reading.map(|reading| reading.record);
            self.subject = self.subject.and_then(|it| self.renumbered(old.timeline(), it));
            self.reading = record
                .and_then(|it| self.renumbered(old.timeline(), it))
                .zip(number)
                .map(|(record, (number, from))| super::Reading {
                    record,
                    number,
                    from,
                    turns: false,
                });
            self.renumber(old.timeline());
        }
        if let Some(id) = self.goes_to.take() {
            self.look.selected = self.timeline().find_event(&id).or(self.look.selected);
            self.subject = self.look.selected.map(Record::Event);
        }
        if let Err(error) = self.refilter() {
            self.say(format!("filter dropped: {error}"), Role::Error);
            self.adopt(Look { query: Query::default(), ..self.look.clone() });
        }
    }

    /// Gives all looks the rows that their selected events have now.
    pub(super) fn renumber(&mut self, old: &Timeline) {
        let mut looks: Vec<&mut Look> = self.history.looks_mut().collect();
        looks.push(&mut self.look);
        let mut known = rustc_hash::FxHashMap::default();
        let timeline = self.store.timeline();
        for look in looks {
            let Some(row) = look.selected else { continue };
            look.selected = *known.entry(row).or_insert_with(|| {
                let there = row < old.len();
                there.then(|| timeline.find_event(&old.event(row).id())).flatten()
            });
        }
    }

    /// The same record among those of today.
    fn renumbered(&self, old: &Timeline, record: Record) -> Option<Record> {
        let timeline = self.timeline();
        match record {
            Record::Event(row) => {
                let id = (row < old.len()).then(|| old.event(row)).map(Event::id)?;
                timeline.find_event(&id).map(Record::Event)
            }
            Record::Statement(id) => {
                let id = &old.statements().get(id.index())?.id;
                let place = timeline.statements().iter().position(|said| said.id == *id)?;
                Some(Record::Statement(StatementId(place as u32)))
            }
            Record::Actor(_) => None,
            Record::Source(id) => Some(Record::Source(id)),
        }
    }

    /// Goes to a new event, now or once it is there.
    pub(super) fn show_new(&mut self, id: &str) {
        match self.timeline().find_event(id) {
            Some(row) => {
                self.select(row);
                if !self.rows().contains(row) {
                    self.notice("written; the filters hide it");
                }
            }
            None => self.goes_to = Some(id.to_owned()),
        }
    }
}
