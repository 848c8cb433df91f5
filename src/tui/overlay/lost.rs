//! Entries of the notebook that have no record: attached to the one under the cursor, or dropped.

use crate::{
    base::text,
    notebook::Name,
    tui::{
        action::{Action, Context},
        overlay::{Item, Kind, Layer, List, Wish},
        pane::Hints,
        session::Session,
        theme::Role,
    },
};

/// The list.
#[derive(Debug)]
pub struct Lost {
    names: Vec<Name>,
    list: List,
}

impl Lost {
    /// All entries without a record.
    #[must_use]
    pub fn new(session: &Session) -> Self {
        let names: Vec<Name> = session.laid().lost.iter().map(|lost| lost.name.clone()).collect();
        let items = names.iter().map(|name| {
            let words = if name.words.is_empty() { &name.title } else { &name.words };
            Item {
                right: text::neutralise(&name.source).into_owned(),
                ..Item::with_left(
                    text::neutralise(&name.id),
                    text::neutralise(&text::one_line(words)),
                    Role::Text,
                )
            }
        });
        let list =
            List::to_choose("Attach which entry to the record under the cursor?", items.collect());
        Self { names, list }
    }
}

impl Kind for Lost {
    const NAME: &'static str = "list of lost entries";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open, Action::RemoveItem];
}

impl Layer for Lost {
    shows_list! {}

    fn hints(&self) -> Hints {
        &[
            (&[Action::Open], "attach to this record"),
            (&[Action::RemoveItem], "drop the entry"),
            (&[Action::Close], "close"),
        ]
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        let Some(name) = self.names.get(self.list.at()).cloned() else { return Wish::Close };
        if action == Action::Open {
            session.attach(&name);
            return Wish::Close;
        }
        session.drop_entry(&name);
        *self = Self::new(session);
        if self.names.is_empty() { Wish::Close } else { Wish::Stay }
    }
}
