//! A date or an id to go to is typed, with where it lands.

use crate::{
    base::text,
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
    view::chronicle::Landing,
};

/// The prompt for a date or an id.
#[derive(Debug)]
pub struct GoTo {
    line: Line,
    /// Where that leads, or what is wrong with it; `None` while nothing is typed.
    landing: Option<Result<Landing, String>>,
}

impl GoTo {
    /// An empty prompt.
    #[must_use]
    pub fn new() -> Self {
        let hint = "2015-08-11, 13 aug, aug 2015, +3d, yesterday, or an id";
        Self { line: Line::new("go to", hint, ""), landing: None }
    }

    fn preview(&mut self, session: &Session) {
        let typed = self.line.text();
        self.landing = (!typed.trim().is_empty()).then(|| session.landing(typed));
    }
}

impl Default for GoTo {
    fn default() -> Self {
        Self::new()
    }
}

impl Kind for GoTo {
    const NAME: &'static str = "date prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::RECALLS;
}

impl Layer for GoTo {
    types_line! {}

    fn hints(&self) -> Hints {
        super::TYPES
    }

    fn enter(&mut self, session: &mut Session) -> Wish {
        let Some(landing) = self.landing.clone() else {
            session.notice("no date or id was typed");
            return Wish::Close;
        };
        self.line.remember(session);
        if !session.has_something() {
            self.line.text().trim().clone_into(&mut session.at);
            session.notice("gone to as soon as the events are read");
            return Wish::Close;
        }
        match landing {
            Ok(landing) => {
                let before = session.look.clone();
                session.remember(&before);
                session.select(landing.row);
                session.notice(landing.words);
                Wish::Close
            }
            Err(words) => {
                session.say(words, Role::Error);
                Wish::Stay
            }
        }
    }

    fn edited(&mut self, session: &mut Session) {
        self.preview(session);
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let meaning = match &self.landing {
            None => Meaning::new("", Role::Hint),
            Some(_) if !session.has_something() => {
                Meaning::new("the events are still being read", Role::Hint)
            }
            Some(Ok(landing)) => Meaning::new(format!("lands on: {}", landing.words), Role::Hint),
            Some(Err(words)) => Meaning::new(text::neutralise(words).into_owned(), Role::Error),
        };
        self.line.draw(session, &meaning, None, canvas);
    }
}
