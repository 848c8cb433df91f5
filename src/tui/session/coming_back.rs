//! Coming back to files: how they were looked at when they were left, and looking at them so again.

use std::sync::Arc;

use crate::{
    config::places::Left,
    notebook::Notebook,
    query::Query,
    tui::{
        layout::Slot,
        session::{Load, Look, Moment, Session},
        theme::Role,
    },
    view::{Unit, View, actors::Sort, chronicle, overview::Zoom},
};

/// What is taken up of the time before, until the files are read.
#[derive(Clone, Debug, Default)]
pub struct Back {
    /// Whether it goes to the event that was selected.
    has_event: bool,
    /// Whether it filters.
    has_filter: bool,
    /// What is not to be had any more.
    missed: Vec<String>,
    /// The notebooks that undo went back to, and last the one that was there.
    notebooks: Vec<Arc<Notebook>>,
}

/// So many changes of the notebook can be undone after coming back.
const UNDONE: usize = 20;

impl Session {
    /// Begins as the files were left; where something else is asked for already, that holds.
    pub fn come_back(&mut self, left: &Left) {
        let mut back = Back::default();
        let mut query = |text: &str| {
            Query::parse(text).unwrap_or_else(|_| {
                back.missed.push(format!("the filter {text}"));
                Query::default()
            })
        };
        let (on, off) = (query(&left.query), query(&left.off));
        if self.look.query == Query::default() {
            back.has_filter = on != Query::default();
            self.look.query = on;
            self.look.off = off;
        }
        if self.at.is_empty() {
            back.has_event = !left.at.is_empty();
            self.at.clone_from(&left.at);
        }
        if self.look.view == View::default() {
            self.look.view = View::named(&left.view).unwrap_or_default();
        }
        self.look.zoom = Unit::named(&left.zoom).map_or(Zoom::Fit, Zoom::To);
        self.look.sort = Sort::named(&left.sort).unwrap_or_default();
        // What was written by another version, or by hand, is not undone.
        let read = |text: &String| toml::from_str(text).ok().map(Arc::new);
        back.notebooks = left.notebooks.iter().map(read).collect::<Option<_>>().unwrap_or_default();
        self.back = Some(back);
    }

    /// Takes up what undo went back to, if the notebook is still the one that was left.
    fn take_up_history(&mut self, mut notebooks: Vec<Arc<Notebook>>) {
        let last = notebooks.pop();
        if last.is_some_and(|last| *last == self.notes().notebook.tidied()) {
            for notebook in notebooks {
                let look = self.look.clone();
                self.history.remember(Moment { look, notebook });
            }
        }
    }

    /// The notebooks that undo goes back to, and last the present one; nothing where that is all.
    fn notebooks(&self) -> Vec<String> {
        let now = Arc::clone(&self.notes().notebook);
        let mut notebooks: Vec<Arc<Notebook>> = self.history.notebooks().cloned().collect();
        notebooks.push(now);
        notebooks.dedup();
        let first = notebooks.len().saturating_sub(UNDONE + 1);
        let texts = notebooks[first..].iter().map(|it| toml::to_string(&it.tidied()).ok());
        let texts: Option<Vec<String>> = texts.collect();
        texts.filter(|texts| texts.len() > 1).unwrap_or_default()
    }

    /// How the files are looked at now; `None` while they are not read, or have no events.
    #[must_use]
    pub fn left(&self) -> Option<Left> {
        if !matches!(self.load(), Load::Done) || self.timeline().is_empty() {
            return None;
        }
        let look = &self.look;
        let selected = look.selected.filter(|_| self.open_survey().is_none());
        let at = selected.map(|row| self.timeline().event(row).id().into_owned());
        let zoom = match look.zoom {
            Zoom::Fit => "",
            Zoom::To(unit) => unit.name(),
        };
        Some(Left {
            at: at.unwrap_or_default(),
            view: look.view.name().to_owned(),
            query: look.query.to_string(),
            off: look.off.to_string(),
            zoom: zoom.to_owned(),
            sort: look.sort.name().to_owned(),
            notebooks: self.notebooks(),
        })
    }

    /// Says that the filter can't be asked of the files; of one from before, with the rest.
    pub(super) fn say_filter_dropped(&mut self, words: String) {
        match self.back.as_mut().filter(|back| back.has_filter) {
            Some(back) => {
                back.has_filter = false;
                back.missed.push(format!("the filter {}", self.look.query));
            }
            None => self.say(words, Role::Error),
        }
    }

    /// Says that the moment to begin at is not there; of one from before, with the rest.
    pub(super) fn say_no_moment(&mut self, words: String) {
        match self.back.as_mut().filter(|back| back.has_event) {
            Some(back) => {
                back.has_event = false;
                back.missed.push("the event".to_owned());
            }
            None => self.say(words, Role::Error),
        }
    }

    /// What of the time before was taken up, and what is missed, once the files are read; `None` if
    /// that makes no difference.
    pub fn came_back(&mut self) -> Option<String> {
        let mut back = self.back.take_if(|_| matches!(self.load, Load::Done))?;
        self.take_up_history(std::mem::take(&mut back.notebooks));
        let mut parts = Vec::new();
        let first = chronicle::first(self.rows());
        if let Some(row) = self.look.selected.filter(|&row| back.has_event && Some(row) != first) {
            parts.push(self.timeline().when(row).words());
        }
        if back.has_filter {
            parts.push(self.look.query.to_string());
        }
        if self.look.view != View::default() {
            parts.push(self.look.view.name().to_owned());
        }
        let missed = (!back.missed.is_empty())
            .then(|| format!("not to be had any more: {}", back.missed.join(", ")));
        let back =
            (!parts.is_empty()).then(|| format!("back where you were: {}", parts.join(", ")));
        let words: Vec<String> = back.into_iter().chain(missed).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// Looks at everything again as somebody does who opens the files for the first time.
    pub fn start_afresh(&mut self) {
        let first = chronicle::first(&self.shown.answer.all);
        self.close_source();
        self.search = None;
        self.name.clear();
        self.change(|look| *look = Look { selected: first, ..Look::default() });
        self.go_to(Slot::Timeline);
        self.notice("everything as at first; u goes back");
    }
}
