//! What is to be noted about a record is typed.

use crate::{
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        overlay::{
            Kind, Layer, Wish,
            line::{Line, Meaning},
        },
        pane::Hints,
        session::Session,
        theme::Role,
    },
    view::{Record, summary},
};

/// The prompt for a note.
#[derive(Debug)]
pub struct Note {
    line: Line,
    record: Record,
}

impl Note {
    /// A prompt with what is noted already.
    #[must_use]
    pub fn new(session: &Session, record: Record) -> Self {
        let hint = "what to remember about this record; nothing takes the note away";
        Self { line: Line::new("note", hint, session.note_of(record)), record }
    }
}

impl Kind for Note {
    const NAME: &'static str = "note prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::RECALLS;
}

impl Layer for Note {
    types_line! {}

    fn hints(&self) -> Hints {
        super::TYPES
    }

    fn enter(&mut self, session: &mut Session) -> Wish {
        self.line.remember(session);
        session.note(self.record, self.line.text());
        Wish::Close
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let about = summary::words(session.timeline(), self.record);
        let meaning = Meaning::new(format!("about: {about}"), Role::Hint);
        self.line.draw(session, &meaning, None, canvas);
    }
}
