//! Drives an explorer without a terminal: everything it asks for is done at once, so that nothing is
//! left to wait for.

use std::{collections::VecDeque, sync::Arc};

use crate::{
    notebook::Notebook,
    tui::{action::Action, app::App, effect::Effect, event::Event, keeping::Keep, saved::Saved},
    world::{Generation, Loaded, Message, News, WorldError},
};

/// Loads the inputs, with this notebook if it is another one.
pub type Load<'a> = dyn FnMut(Option<Arc<Notebook>>) -> Result<Loaded, WorldError> + 'a;

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
        let first = driver.loaded(None);
        driver.feed(first);
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
                Effect::Reload(notebook) => Some(self.loaded(Some(notebook))),
                Effect::Keep(notebook) => Some(Event::Saved(self.keep.keep(&notebook))),
                // Other files are for whoever has a terminal.
                Effect::Open(_)
                | Effect::Suspend
                | Effect::Redraw
                | Effect::Mouse(_)
                | Effect::CancelLoad => None,
            };
            effects.extend(event.into_iter().flat_map(|event| self.app.update(event)));
        }
    }

    /// Loads the inputs at once.
    fn loaded(&mut self, notebook: Option<Arc<Notebook>>) -> Event {
        let news = (self.load)(notebook).map_or_else(News::Failed, News::Loaded);
        Event::Load(Message { generation: Generation::default(), news })
    }
}
