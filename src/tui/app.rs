//! The explorer: panes, what lies over them, and the session that they share.
//!
//! **Invariants.** [`App::update`] is the only way in which anything changes, and what it wants
//! from the world outside it returns as effects; it opens no file, asks no clock and knows no
//! terminal. After each update everything is settled: the layout fits the size, every cursor is on
//! a line that exists, and every list is scrolled to its cursor. So drawing only reads.

mod act;
mod chips;
mod draw;
mod footer;
mod keys;
mod mouse;
mod next_keys;
mod title;
mod told;
mod tour;

use std::{ffi::OsString, sync::Arc};

use crate::{
    base::{issue::Issue, text},
    config::places::{Left, Recent},
    engine::Engine,
    query::Query,
    tui::{
        action::{Action, Context},
        effect::Effect,
        event::Event,
        keymap::{Key, Keymap},
        layout::{Class, Layout, Slot},
        overlay::{self, Overlay, whole_row::WholeRow},
        pane::{self, Pane},
        saved,
        session::{Session, Survey},
        theme::{Glyphs, Role, Theme},
        work::{Exported, Outcome},
    },
    view::View,
    world::Notes,
};

pub use keys::{Answerer, answerers};

use tour::Tour;

/// How the explorer starts.
#[derive(Debug)]
pub struct Start {
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// The signs.
    pub glyphs: &'static Glyphs,
    /// Whether the mouse is taken from the terminal.
    pub mouse: bool,
    /// The filter to begin with.
    pub query: Query,
    /// The date or id to begin at; empty for the first event.
    pub at: String,
    /// In which way the events are viewed at first.
    pub view: View,
    /// The files and their format as the command line names them, for the command that `Y`
    /// copies.
    pub files: Vec<OsString>,
    /// Whether the tour is offered.
    pub offers_tour: bool,
    /// What is wrong with the configuration.
    pub issues: Vec<Issue>,
    /// What was decided, written and noted before.
    pub notes: Notes,
    /// Whether the notebook is on disk.
    pub saved: saved::Saved,
    /// How the files were left, to look at them so again.
    pub left: Option<Left>,
    /// The files that were opened lately, the latest first.
    pub recent: Vec<Recent>,
    /// The history in a database that is looked at in the place of files.
    pub engine: Option<Arc<Engine>>,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            keymap: Keymap::default(),
            theme: Theme::default(),
            glyphs: &Glyphs::UNICODE,
            mouse: false,
            query: Query::default(),
            at: String::new(),
            view: View::default(),
            files: Vec::new(),
            offers_tour: false,
            issues: Vec::new(),
            notes: Notes::default(),
            saved: saved::Saved::Nowhere,
            left: None,
            recent: Vec::new(),
            engine: None,
        }
    }
}

/// The explorer.
#[derive(Debug)]
pub struct App {
    keymap: Keymap,
    theme: Theme,
    glyphs: &'static Glyphs,
    session: Session,
    panes: Vec<Box<dyn Pane>>,
    /// What lies over the panes, the topmost last.
    overlays: Vec<Overlay>,
    /// The keys that were typed so far and that others may follow.
    typed: Vec<Key>,
    /// What was asked for before the events were there, to be done when they are.
    kept: Vec<Kept>,
    /// How far the tour is, if it is on.
    tour: Option<Tour>,
}

/// Something that was asked for before the events were there.
#[derive(Clone, Copy, Debug)]
enum Kept {
    Act(Action),
    Press(Key),
}

impl App {
    /// An explorer with nothing to show yet.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let mut session = Session::new(start.query, start.at, start.files, start.mouse);
        session.look.view = start.view;
        session.recent = start.recent;
        if let Some(left) = &start.left {
            session.come_back(left);
        }
        let mut app = Self {
            keymap: start.keymap,
            theme: start.theme,
            glyphs: start.glyphs,
            session,
            panes: pane::all(),
            overlays: Vec::new(),
            typed: Vec::new(),
            kept: Vec::new(),
            tour: None,
        };
        if start.offers_tour {
            app.offer_tour();
        }
        for issue in start.issues {
            app.session.say(issue.to_string(), Role::Error);
        }
        app.session.begin_with(start.notes, start.saved);
        if let Some(engine) = start.engine {
            app.session.begin_survey(engine);
        }
        app
    }

    /// What it asks of the world outside before anything happens.
    pub fn begin(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.session.effects)
    }

    /// What all panes share.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Where everything stands.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.session.layout
    }

    /// The title for the terminal's window.
    #[must_use]
    pub fn title(&self) -> String {
        /// Longer titles are cut, in cells.
        const LONGEST: usize = 200;
        let title = self.session.timeline().title();
        match text::truncate(&title, LONGEST, "…").as_ref() {
            "" => "demarche".to_owned(),
            title => format!("{title} - demarche"),
        }
    }

    /// Lets something happen; what it asks of the world outside comes back.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => {
                if let Some(key) = Key::pressed(key) {
                    self.press(key);
                }
            }
            Event::Mouse(mouse) => self.point(mouse),
            Event::Paste(text) => self.paste(&text),
            Event::Resize(size) => self.session.resize(size),
            Event::Load(message) => {
                let before = self.session.loads;
                self.session.loaded(message.news);
                if self.session.loads != before {
                    // The numbers of its actors are not those of the new ones.
                    self.overlays.retain(|overlay| !matches!(overlay, Overlay::WhichActor(_)));
                }
                if let Some(words) = self.session.came_back() {
                    self.say_back(&words);
                }
                self.settle();
                self.catch_up();
            }
            Event::Done(done) => match done.result {
                Outcome::Completions(found) if self.session.wants_completions(done.generation) => {
                    if let Some(overlay) = self.overlays.last_mut() {
                        overlay.take_completions(found);
                    }
                }
                Outcome::Exported(Exported::Exists(format, path)) => {
                    self.overlays.push(overlay::export::Export::asking(format, path).into());
                }
                Outcome::Row(Ok(cells)) => {
                    let name = self.session.survey().map(Survey::name).unwrap_or_default();
                    self.overlays.push(WholeRow::new(&name, &cells).into());
                }
                _ => self.session.done(done),
            },
            Event::Saved(saved) => self.session.saved(saved),
            Event::Terminate => self.session.effects.push(Effect::Quit),
        }
        if self.session.match_arrived() {
            self.find(1);
        }
        self.settle();
        std::mem::take(&mut self.session.effects)
    }

    /// Does what an action says, as if its key were pressed.
    pub fn perform(&mut self, action: Action) -> Vec<Effect> {
        self.session.fresh = false;
        self.act(action);
        self.settle();
        std::mem::take(&mut self.session.effects)
    }

    /// Puts everything in order after a change.
    fn settle(&mut self) {
        self.session.place.strip = self.tour_height();
        let session = &mut self.session;
        session.lay_out();
        if session.layout.class == Class::TooSmall {
            return;
        }
        for number in 0..self.panes.len() {
            if standing(&self.panes, session, self.panes[number].slot()) != number {
                continue;
            }
            let pane = &mut self.panes[number];
            pane.settle(session);
            if session.entered == Some(pane.slot()) {
                session.entered = None;
                pane.enter(session);
            }
        }
        for overlay in &mut self.overlays {
            overlay.settle(session);
        }
    }

    /// Says what was taken up of the time before, and how to leave that.
    fn say_back(&mut self, words: &str) {
        let keys = self.keys_of(Action::StartAfresh);
        let keys = if keys.is_empty() { Action::StartAfresh.name() } else { &keys };
        let words = format!("{words} {} {keys} starts afresh", self.glyphs.separator);
        self.session.notice(words);
    }

    /// Does what was asked for before the events were there.
    fn catch_up(&mut self) {
        if self.session.has_something() {
            for kept in std::mem::take(&mut self.kept) {
                match kept {
                    Kept::Act(action) => self.act(action),
                    Kept::Press(key) => self.press(key),
                }
                self.settle();
            }
        }
    }

    /// Pasted text is typed as it is; without a prompt it is nothing.
    fn paste(&mut self, text: &str) {
        let session = &mut self.session;
        if !self.overlays.last_mut().is_some_and(|overlay| overlay.paste(session, text)) {
            self.session.notice("pasted text is not taken for keys; f or / opens a prompt for it");
        }
    }

    /// The pane in a slot.
    fn pane(&self, slot: Slot) -> &dyn Pane {
        self.panes[standing(&self.panes, &self.session, slot)].as_ref()
    }

    /// The pane in a slot, and the session.
    fn pane_mut(&mut self, slot: Slot) -> (&mut dyn Pane, &mut Session) {
        let number = standing(&self.panes, &self.session, slot);
        (self.panes[number].as_mut(), &mut self.session)
    }

    /// The pane that has the keys, unless something lies over it.
    fn focused(&self) -> &dyn Pane {
        self.pane(self.session.place.focus)
    }

    /// Where the keys go.
    fn context(&self) -> Context {
        self.overlays.last().map_or_else(|| self.focused().context(), Overlay::context)
    }
}

/// The number of the pane that has a slot now.
fn standing(panes: &[Box<dyn Pane>], session: &Session, slot: Slot) -> usize {
    let mut panes = panes.iter().map(AsRef::as_ref);
    let found = panes.position(|pane: &dyn Pane| pane.slot() == slot && pane.wants_slot(session));
    found.expect("a pane wants to stand in every slot")
}

#[cfg(test)]
mod tests;
