//! The name of the present view is typed, to be opened by it again.

use crate::tui::{
    action::{Action, Context},
    canvas::Canvas,
    overlay::{
        Kind, Layer, Wish,
        line::{Line, Meaning},
    },
    pane::Hints,
    session::Session,
    theme::Role,
};

/// The prompt for the name of a view.
#[derive(Debug)]
pub struct NameView {
    line: Line,
}

impl Default for NameView {
    fn default() -> Self {
        Self { line: Line::new("name", "what to call this view; nothing typed takes none", "") }
    }
}

impl Kind for NameView {
    const NAME: &'static str = "name prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::RECALLS;
}

impl Layer for NameView {
    types_line! {}

    fn hints(&self) -> Hints {
        &[(&[Action::Accept], "keep it"), (&[Action::Cancel], "back")]
    }

    fn enter(&mut self, session: &mut Session) -> Wish {
        self.line.remember(session);
        session.save_view(self.line.text().trim());
        Wish::Close
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let view = session.view_in_words();
        self.line.draw(session, &Meaning::new(view, Role::Hint), None, canvas);
    }
}
