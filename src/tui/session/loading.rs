//! Files that are read: how far that is, and showing what was read.

use std::sync::Arc;

use crate::{
    base::{rows::Row, text},
    model::{File, Timeline},
    query::{Plan, Query},
    tui::{
        layout::Needs,
        session::{Look, Session},
        theme::Role,
    },
    view::counted,
    world,
};

/// Whether the files are read.
#[derive(Clone, Debug, Default)]
pub enum Load {
    /// Not yet begun.
    #[default]
    Waiting,
    /// Being read.
    Running {
        /// Events found so far.
        events: u64,
        /// How much is read, 0 to 100.
        percent: Option<u8>,
        /// Whether a pipe is waited for.
        waiting: bool,
    },
    /// Read.
    Done,
    /// They can't be read.
    Failed(String),
}

/// The beginning of a file, shown while the rest is being loaded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Of how many rows it is.
    pub rows: u32,
    /// The event that was selected because it is the first or was asked for on the command line, not
    /// because somebody went there.
    pub unmoved: Option<Row>,
}

impl Session {
    /// How far the files are read.
    #[must_use]
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// Whether the files are read, or can't be.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        matches!(self.load, Load::Done | Load::Failed(_))
    }

    /// Whether there are events to show, or none will come.
    #[must_use]
    pub fn has_something(&self) -> bool {
        self.is_loaded() || !self.timeline().is_empty()
    }

    /// Takes news of the loading.
    pub fn loaded(&mut self, news: world::News) {
        match news {
            world::News::Progress { events, percent, waiting } => {
                self.load = Load::Running { events, percent, waiting };
            }
            world::News::Head(loaded) => {
                self.rows_have_come();
                self.swap_in_head(loaded);
            }
            world::News::Loaded(loaded) => {
                self.rows_have_come();
                self.load = Load::Done;
                self.swap_in(loaded);
            }
            world::News::Failed(error) => {
                self.say(error.to_string(), Role::Error);
                self.load = Load::Failed(error.to_string());
                self.is_incomplete |= self.head.is_some();
                self.rows_do_not_come();
            }
        }
    }

    /// Shows the beginning of what is being loaded, or more of it; not before it has all names that
    /// the filter asks for.
    fn swap_in_head(&mut self, loaded: world::Loaded) {
        if self.head.is_none() && Plan::new(&self.look.query, &loaded.store).is_err() {
            return;
        }
        let rows = loaded.head;
        let stays = self.swap_in(loaded);
        let unmoved = self.look.selected.filter(|_| !stays);
        self.head = rows.map(|rows| Head { rows, unmoved });
    }

    /// Shows newly loaded data; what was selected stays selected if it is still there, but not the
    /// event of a beginning from which nobody moved away. Whether it stayed.
    pub(super) fn swap_in(&mut self, loaded: world::Loaded) -> bool {
        let is_whole = loaded.head.is_none();
        let old = Arc::clone(&self.store);
        let head = self.head.take();
        let reloaded = head.is_none() && !old.timeline().is_empty();
        let unmoved = head.and_then(|head| head.unmoved);
        if self.look.selected == unmoved {
            self.look.selected = None;
        }
        self.store = loaded.store;
        self.over = loaded.over;
        self.laying = None;
        self.shown.unfiltered = None;
        self.loads += 1;
        self.renumber(old.timeline());
        if !reloaded {
            let mut files = self.store.timeline().files().iter();
            self.place.reading = files.all(File::is_article);
        }
        self.needs = needs_of(self.timeline());
        self.issues = loaded.issues;
        self.left_out = loaded.left_out;
        self.is_incomplete = !loaded.incomplete.is_empty();
        let stays = self.look.selected.is_some();
        self.subject = None;
        self.reading = None;
        if let Err(error) = self.refilter() {
            self.say_filter_dropped(format!("filter dropped: {error}"));
            self.adopt(Look { query: Query::default(), ..self.look.clone() });
        }
        if let Some(search) = self.search.take() {
            self.look_for(&search.words);
        }
        if !stays && !self.at.is_empty() && self.open_survey().is_none() {
            match self.landing(&self.at) {
                Ok(landing) => self.select(landing.row),
                Err(words) if is_whole => self.say_no_moment(words),
                // It may come yet.
                Err(_) => {}
            }
        }
        if is_whole && self.open_survey().is_none() {
            self.at.clear();
        }
        self.say_issues(reloaded);
        stays
    }

    fn say_issues(&mut self, reloaded: bool) {
        match self.issues.len() {
            0 if reloaded => {
                self.notice(format!("read again: {}", counted(self.timeline().len(), "event")));
            }
            0 => {}
            1 => self.say(self.issues[0].to_string(), Role::Warning),
            more => {
                let left_out = match self.left_out {
                    0 => String::new(),
                    1 => ", 1 file left out".to_owned(),
                    files => format!(", {files} files left out"),
                };
                let words = format!(
                    "{more} problems found{left_out}; g m lists them, 'demarche check' explains"
                );
                self.say(words, Role::Warning);
            }
        }
    }
}

/// What a timeline takes on the screen, its lines aside.
fn needs_of(timeline: &Timeline) -> Needs {
    /// The marks before a name and the counts behind it, in cells.
    const BESIDE: usize = 14;
    let names = timeline.actors().iter().map(|actor| text::width(&actor.name));
    Needs {
        names: (names.max().unwrap_or(0) + BESIDE).min(u16::MAX.into()) as u16,
        statements: !timeline.statements().is_empty(),
        texts: timeline.sources().iter().any(|source| source.text.is_some()),
        ..Needs::default()
    }
}
