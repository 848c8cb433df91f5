//! Whether something is to be done with all events shown is asked, with their number.

use crate::{
    model::Review,
    tui::{
        action::{Action, Context},
        overlay::{Item, Kind, Layer, List, Wish},
        pane::Hints,
        session::Session,
        theme::Role,
    },
    view::counted,
};

/// The question.
#[derive(Debug)]
pub struct Sure {
    review: Review,
    list: List,
}

impl Sure {
    /// A question about all events shown.
    #[must_use]
    pub fn new(session: &Session, review: Review) -> Self {
        let events = counted(session.rows().count(), "event");
        let verb = if review == Review::Rejected { "Reject" } else { "Accept" };
        let items = vec![
            Item::words("no, leave them as they are", Role::Text),
            Item::words(format!("yes: {} {events}", verb.to_lowercase()), Role::Text),
        ];
        let title = format!("{verb} all {events} shown, and what was said in them?");
        Self { review, list: List::to_choose(title, items) }
    }
}

impl Kind for Sure {
    const NAME: &'static str = "question";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open];
}

impl Layer for Sure {
    shows_list! {}

    fn hints(&self) -> Hints {
        super::CHOOSES
    }

    fn act(&mut self, session: &mut Session, _action: Action) -> Wish {
        if self.list.at() == 1 {
            session.decide_all(self.review);
        }
        Wish::Close
    }
}
