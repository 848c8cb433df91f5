//! The name of an actor is typed; the tree of actors is narrowed to those with such a name.

use crate::{
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        layout::Slot,
        overlay::{
            Kind, Layer, Wish,
            line::{Line, Meaning},
        },
        pane::Hints,
        session::Session,
        theme::Role,
    },
    view::counted,
};

/// The prompt for the name of an actor.
#[derive(Debug)]
pub struct FindActor {
    line: Line,
    /// Where the keys were before.
    from: Slot,
}

impl FindActor {
    /// An empty prompt; the keys go to the actors.
    #[must_use]
    pub fn new(session: &mut Session) -> Self {
        let from = std::mem::replace(&mut session.place.focus, Slot::Actors);
        Self { line: Line::new("actor", "the beginning of a name", ""), from }
    }

    fn preview(&self, session: &mut Session) {
        self.line.text().clone_into(&mut session.name);
    }

    fn accept(&self, session: &mut Session) -> Wish {
        self.line.remember(session);
        session.name.clear();
        session.go_to(Slot::Actors);
        Wish::Close
    }

    fn cancel(&self, session: &mut Session) -> Wish {
        session.name.clear();
        session.place.focus = self.from;
        session.fresh = false;
        Wish::Close
    }
}

impl Kind for FindActor {
    const NAME: &'static str = "actor prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = &[
        Action::Accept,
        Action::Cancel,
        Action::Next,
        Action::Previous,
        Action::PageDown,
        Action::PageUp,
    ];
}

impl Layer for FindActor {
    types_line! {}

    fn hints(&self) -> Hints {
        &[
            (&[Action::Accept], "go there"),
            (&[Action::Next, Action::Previous], "choose"),
            (&[Action::Cancel], "back"),
        ]
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => self.accept(session),
            Action::Cancel => self.cancel(session),
            below => Wish::Below(below),
        }
    }

    fn edited(&mut self, session: &mut Session) {
        self.preview(session);
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let found = if session.name.trim().is_empty() {
            session.timeline().actors().len()
        } else {
            session.store().actor_names().beginning(&session.name).len()
        };
        let meaning = Meaning::new(counted(found as u32, "actor"), Role::Hint);
        self.line.draw(session, &meaning, None, canvas);
    }
}
