//! A query is typed whose trend is shown beside that of all.

use crate::{
    base::text,
    query::{self, Completions},
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        overlay::{Kind, Layer, Wish, line::Meaning, typing::Typing},
        pane::Hints,
        session::Session,
        theme::Role,
    },
    view::{
        View,
        trends::{Columns, MOST_COMPARED},
    },
};

/// The prompt of the queries that are compared.
#[derive(Debug)]
pub struct Compare {
    typing: Typing,
    /// What the query means.
    meaning: String,
}

impl Compare {
    /// An empty prompt.
    #[must_use]
    pub fn new(session: &mut Session) -> Self {
        let hint = match &session.look.trends {
            Columns::Compare(_) => "another filter; nothing ends comparing",
            _ => "a filter, such as actor:russia or kind:consult",
        };
        let mut compare = Self { typing: Typing::new("compare", hint, ""), meaning: String::new() };
        compare.preview(session);
        compare
    }

    fn preview(&mut self, session: &mut Session) {
        if let Ok(query) = self.typing.look_up(session) {
            self.meaning = query::meaning(&query, session.store());
        }
    }

    fn accept(&mut self, session: &mut Session) -> Wish {
        let mut compared = match &session.look.trends {
            Columns::Compare(queries) => queries.clone(),
            Columns::One | Columns::Split(_) => Vec::new(),
        };
        if self.typing.line.text().trim().is_empty() {
            session.notice(if compared.is_empty() {
                "nothing to compare"
            } else {
                "no longer compared; u compares again"
            });
            session.change(|look| {
                if let Columns::Compare(_) = look.trends {
                    look.trends = Columns::One;
                }
            });
            return Wish::Close;
        }
        let Some(query) = self.typing.query(session) else { return Wish::Stay };
        if compared.contains(&query) {
            session.notice("this is compared already");
            return Wish::Stay;
        }
        if compared.len() == MOST_COMPARED {
            session.notice(format!(
                "{MOST_COMPARED} filters are the most; nothing typed ends comparing"
            ));
            return Wish::Stay;
        }
        compared.push(query);
        session.change(|look| {
            look.trends = Columns::Compare(compared);
            look.view = View::Trends;
        });
        self.typing.line.remember(session);
        Wish::Close
    }

    fn complete(&mut self, session: &mut Session, direction: isize) {
        if self.typing.complete(session, direction) {
            self.preview(session);
        }
    }
}

impl Kind for Compare {
    const NAME: &'static str = "compare prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::COMPLETES;
}

impl Layer for Compare {
    types_line! { typing }

    fn hints(&self) -> Hints {
        super::TYPES_AND_CHOOSES
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => return self.accept(session),
            Action::Cancel => return Wish::Close,
            Action::Complete => self.complete(session, 1),
            Action::CompleteBack => self.complete(session, -1),
            Action::Next => self.recall(session, -1),
            Action::Previous => self.recall(session, 1),
            _ => {}
        }
        Wish::Stay
    }

    fn edited(&mut self, session: &mut Session) {
        self.preview(session);
    }

    fn take_completions(&mut self, completions: Completions) {
        self.typing.take_completions(completions);
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let words = if self.typing.line.text().trim().is_empty() {
            "the trend of a filter beside that of all that is shown".to_owned()
        } else {
            text::neutralise(&self.meaning).into_owned()
        };
        self.typing.draw(Meaning::new(words, Role::Hint), session, canvas);
    }
}
