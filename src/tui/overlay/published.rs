//! The day on which a source was published is typed.

use crate::{
    model::{SourceId, When, when::typed},
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
};

/// The prompt for a day of publication.
#[derive(Debug)]
pub struct Published {
    line: Line,
    source: SourceId,
}

impl Published {
    /// A prompt for the day of a source, with the one that is known.
    #[must_use]
    pub fn new(session: &Session, source: SourceId) -> Self {
        let known = session.timeline().source(source).published.as_ref();
        let text = known.map(When::edtf).unwrap_or_default();
        let hint = "2015-08-13, 13 aug 2015; nothing goes by what the article says";
        Self { line: Line::new("published", hint, &text), source }
    }

    fn read(&self) -> Result<Option<When>, String> {
        let text = self.line.text().trim();
        if text.is_empty() {
            return Ok(None);
        }
        typed::parse(text, None).map(|typed| Some(typed.when)).map_err(|error| error.to_string())
    }
}

impl Kind for Published {
    const NAME: &'static str = "publication prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::RECALLS;
}

impl Layer for Published {
    types_line! {}

    fn hints(&self) -> Hints {
        &[(&[Action::Accept], "read again with it"), (&[Action::Cancel], "back")]
    }

    fn enter(&mut self, session: &mut Session) -> Wish {
        let when = match self.read() {
            Ok(when) => when,
            Err(words) => {
                session.say(words, Role::Error);
                return Wish::Stay;
            }
        };
        self.line.remember(session);
        let id = session.timeline().source(self.source).id.clone();
        let changed = session.edit(|notebook, _, _| match &when {
            Some(when) => drop(notebook.published.insert(id.clone(), when.edtf())),
            None => drop(notebook.published.remove(&id)),
        });
        if changed {
            session.notice(when.map_or_else(
                || "the day of publication is what the article says".to_owned(),
                |when| format!("published {}: read again with that day", when.words()),
            ));
        }
        Wish::Close
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let meaning = match self.read() {
            Ok(Some(when)) => Meaning::new(when.long_words(), Role::Hint),
            Ok(None) => Meaning::new("as the article says, if it does", Role::Hint),
            Err(words) => Meaning::new(words, Role::Error),
        };
        self.line.draw(session, &meaning, None, canvas);
    }
}
