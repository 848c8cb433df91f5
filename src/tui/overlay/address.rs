//! Where a source is to be found. The program opens no connection.

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

/// The address of a source.
#[derive(Debug)]
pub struct Address {
    list: List,
}

impl Address {
    /// An address, and what can be done with it.
    #[must_use]
    pub fn new(address: &str) -> Self {
        let lines = [
            &text::neutralise(address),
            "",
            "demarche opens no connection; Enter copies the address.",
        ];
        let items = lines.map(|line| Item::words(line, Role::Text));
        Self { list: List::to_read("Source address", items.into()) }
    }
}

impl Kind for Address {
    const NAME: &'static str = "address of the source";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open];
}

impl Layer for Address {
    shows_list! {}

    fn hints(&self) -> Hints {
        &[(&[Action::Open], "copy"), (&[Action::Close], "close")]
    }

    fn act(&mut self, session: &mut Session, _action: Action) -> Wish {
        session.copy(Action::CopyAddress);
        Wish::Close
    }
}
