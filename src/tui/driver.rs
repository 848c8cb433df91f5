//! Drives an explorer without a terminal: everything it asks for is done at once, so that nothing is
//! left to wait for.

use std::{collections::VecDeque, sync::Arc};

use crate::{
    notebook::Notebook,
    tui::{action::Action, app::App, effect::Effect, event::Event, keeping::Keep, saved::Saved},
    world::{Generation, Loaded, Message, News, Wanted, WorldError},
};

/// Loads what is wanted.
pub type Load<'a> = dyn FnMut(&Wanted) -> Result<Loaded, WorldError> + 'a;

/// Keeps a notebook as long as the program runs.
pub struct InMemory;

impl Keep for InMemory {
    fn keep(&mut self, _: &Arc<Notebook>) -> Saved {
        Saved::Done
    }

    fn look(&mut self, _: &Arc<Notebook>) -> Option<Saved> {
        None
    }
}

/// An explorer, and what it asked of the world outside.
pub struct Driver<'a> {
    /// The explorer.
    pub app: &'a mut App,
    load: &'a mut Load<'a>,
    keep: &'a mut dyn Keep,
    /// What was copied last.
    pub copied: Option<Arc<str>>,
    /// Whether it wants to end.
    pub ended: bool,
}

impl<'a> Driver<'a> {
    /// An explorer of what `load` loads, now and whenever it is to be loaded again.
    pub fn new(app: &'a mut App, load: &'a mut Load<'a>, keep: &'a mut dyn Keep) -> Self {
        let mut driver = Self { app, load, keep, copied: None, ended: false };
        let begun = driver.app.begin();
        if driver.app.session().survey().is_none() {
            let first = driver.loaded(&Wanted::Again(None));
            driver.feed(first);
        }
        driver.carry_out(begun);
        driver
    }

    /// Lets something happen, and all that comes of it.
    pub fn feed(&mut self, event: Event) {
        let effects = self.app.update(event);
        self.carry_out(effects);
    }

    /// Does what an action says, and all that comes of it.
    pub fn perform(&mut self, action: Action) {
        let effects = self.app.perform(action);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let event = match effect {
                Effect::Quit => {
                    self.ended = true;
                    None
                }
                Effect::Copy(text) => {
                    self.copied = Some(text);
                    None
                }
                Effect::Start(job) => job.run().map(Event::Done),
                Effect::Reload(notebook) => Some(self.loaded(&Wanted::Again(Some(notebook)))),
                Effect::Fetch(fetch) => Some(self.loaded(&Wanted::Rows(fetch))),
                Effect::Keep(notebook) => Some(Event::Saved(self.keep.keep(&notebook))),
                // Other files are for whoever has a terminal.
                Effect::Open(_)
                | Effect::Suspend
                | Effect::Redraw
                | Effect::Mouse(_)
                | Effect::CancelLoad
                | Effect::StopSurvey => None,
            };
            effects.extend(event.into_iter().flat_map(|event| self.app.update(event)));
        }
    }

    /// Loads at once.
    fn loaded(&mut self, wanted: &Wanted) -> Event {
        let news = (self.load)(wanted).map_or_else(News::Failed, News::Loaded);
        Event::Load(Message { generation: Generation::default(), news })
    }
}
