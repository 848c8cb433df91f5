//! One of the views that have names is opened, or its name is taken away.

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        overlay::{Item, Kind, Layer, List, Wish},
        pane::Hints,
        session::Session,
        theme::Role,
    },
};

/// The choice of a view.
#[derive(Debug)]
pub struct Views {
    names: Vec<String>,
    list: List,
}

impl Views {
    /// The views of the notebook.
    #[must_use]
    pub fn new(session: &Session) -> Self {
        let views = &session.notes().notebook.views;
        let items = views.iter().map(|(name, view)| {
            let name = text::neutralise(name).into_owned();
            let query = if view.query.is_empty() { "everything" } else { &view.query };
            Item {
                right: view.view.clone(),
                ..Item::with_left(name, text::neutralise(query), Role::Text)
            }
        });
        let list = List::to_choose("Open which view?", items.collect());
        Self { names: views.keys().cloned().collect(), list }
    }
}

impl Kind for Views {
    const NAME: &'static str = "list of views";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open, Action::RemoveItem];
}

impl Layer for Views {
    shows_list! {}

    fn hints(&self) -> Hints {
        &[
            (&[Action::Open], "open"),
            (&[Action::RemoveItem], "forget it"),
            (&[Action::Close], "close"),
        ]
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        let Some(name) = self.names.get(self.list.at()).cloned() else { return Wish::Close };
        if action == Action::Open {
            session.open_view(&name);
            return Wish::Close;
        }
        session.forget_view(&name);
        *self = Self::new(session);
        if self.names.is_empty() { Wish::Close } else { Wish::Stay }
    }
}
