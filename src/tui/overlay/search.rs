//! Words to search for are typed.

use crate::{
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        overlay::{
            Kind, Layer, Wish,
            line::{Line, Meaning},
        },
        pane::Hints,
        session::{Session, so_far},
        theme::Role,
    },
    view::counted,
};

/// The search prompt.
#[derive(Debug)]
pub struct Search {
    line: Line,
    /// Whether a list is searched, or the panes.
    in_list: bool,
}

impl Search {
    /// An empty prompt, for a list or for the panes.
    #[must_use]
    pub fn new(in_list: bool) -> Self {
        Self { line: Line::new("search", "words, or a /regular expression/", ""), in_list }
    }

    fn meaning(&self, session: &Session) -> Meaning {
        match &session.search {
            Some(_) if self.in_list => Meaning::new("Enter goes to the next line", Role::Hint),
            Some(search) if search.pending.is_some() => {
                Meaning::new(so_far(search.found.count()), Role::Hint)
            }
            Some(search) => {
                let words = format!("found in {}", counted(search.found.count(), "event"));
                Meaning::new(words, Role::Hint)
            }
            None if self.line.text().trim().is_empty() => Meaning::new("", Role::Hint),
            None => Meaning::new("not a valid regular expression", Role::Error),
        }
    }
}

impl Kind for Search {
    const NAME: &'static str = "search prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::RECALLS;
}

impl Layer for Search {
    types_line! {}

    fn hints(&self) -> Hints {
        super::TYPES
    }

    fn enter(&mut self, session: &mut Session) -> Wish {
        self.line.remember(session);
        if self.line.text().trim().is_empty() {
            session.search = None;
            session.notice("nothing to search for");
            return Wish::Close;
        }
        if session.search.is_none() {
            session.say("not a valid regular expression", Role::Error);
            return Wish::Stay;
        }
        Wish::Act(Action::NextMatch)
    }

    fn leave(&mut self, session: &mut Session) -> Wish {
        session.search = None;
        Wish::Close
    }

    fn edited(&mut self, session: &mut Session) {
        session.look_for(self.line.text());
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        self.line.draw(session, &self.meaning(session), None, canvas);
    }
}
