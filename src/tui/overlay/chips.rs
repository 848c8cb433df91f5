//! The filters as a list, to switch them off, drop or edit them.

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        overlay::{Item, Kind, Layer, List, Wish},
        pane::Hints,
        session::{Look, Session},
        theme::Role,
    },
};

/// The list of filters.
#[derive(Debug)]
pub struct Chips {
    list: List,
}

impl Chips {
    /// The filters as they are now.
    #[must_use]
    pub fn new(session: &Session) -> Self {
        Self { list: List::to_choose("Filters", items(&session.look)) }
    }

    fn change(&mut self, session: &mut Session, change: impl FnOnce(&mut Look, usize)) -> Wish {
        let at = self.list.at();
        session.change(|look| change(look, at));
        if session.look.chips() == 0 { Wish::Close } else { Wish::Stay }
    }
}

fn items(look: &Look) -> Vec<Item> {
    (0..look.chips())
        .map(|number| {
            let (words, on) = look.chip(number);
            Item::with_left(
                format!("{} {}", number + 1, if on { "on " } else { "off" }),
                text::neutralise(&words),
                if on { Role::Text } else { Role::ChipOff },
            )
        })
        .collect()
}

impl Kind for Chips {
    const NAME: &'static str = "list of filters";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open, Action::ToggleItem, Action::RemoveItem];
}

impl Layer for Chips {
    fn hints(&self) -> Hints {
        &[
            (&[Action::Next, Action::Previous], "move"),
            (&[Action::Open], "edit"),
            (&[Action::ToggleItem], "on/off"),
            (&[Action::RemoveItem], "drop"),
            (&[Action::Close], "close"),
        ]
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::ToggleItem => self.change(session, Look::toggle),
            Action::RemoveItem => self.change(session, Look::drop_chip),
            _ => Wish::Act(Action::Filter),
        }
    }

    fn list(&self) -> Option<&List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }

    fn settle(&mut self, session: &mut Session) {
        self.list.set_items(items(&session.look));
        self.list.settle(session);
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        self.list.draw(session, canvas);
    }
}
