//! One of several actors is chosen, and something is done with it.

use crate::{
    base::text,
    model::ActorId,
    tui::{
        action::{Action, Context},
        overlay::{Item, Kind, Layer, List, Wish},
        pane::Hints,
        session::{Session, WithActor},
        theme::Role,
    },
};

/// The choice of an actor.
#[derive(Debug)]
pub struct WhichActor {
    what: WithActor,
    actors: Vec<ActorId>,
    list: List,
}

impl WhichActor {
    /// A choice among these.
    #[must_use]
    pub fn new(session: &Session, what: WithActor, actors: Vec<ActorId>) -> Self {
        let items = actors.iter().map(|&id| {
            let actor = session.timeline().actor(id);
            Item {
                right: actor.kind.name().replace('_', " "),
                ..Item::words(text::neutralise(&actor.name), Role::Text)
            }
        });
        let list = List::to_choose(what.question(), items.collect());
        Self { what, actors, list }
    }
}

impl Kind for WhichActor {
    const NAME: &'static str = "choice of an actor";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open];
}

impl Layer for WhichActor {
    shows_list! {}

    fn hints(&self) -> Hints {
        super::CHOOSES
    }

    fn act(&mut self, session: &mut Session, _action: Action) -> Wish {
        if let Some(&actor) = self.actors.get(self.list.at()) {
            session.with_actor(self.what, actor);
        }
        Wish::Close
    }
}
