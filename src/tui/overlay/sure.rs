//! Whether something is to be done with all events shown is asked, with their number.

use crate::{
    base::text,
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
    what: What,
    list: List,
}

/// What is to be done.
#[derive(Clone, Copy, Debug)]
enum What {
    /// All events shown are accepted or rejected.
    Decide(Review),
    /// One's own events are written into the file that was opened.
    Append,
}

impl Sure {
    /// A question about all events shown.
    #[must_use]
    pub fn of_all(session: &Session, review: Review) -> Self {
        let events = counted(session.rows().count(), "event");
        let verb = if review == Review::Rejected { "reject" } else { "accept" };
        let question = format!("{events} shown, and what was said in them");
        Self::new(What::Decide(review), &question, format!("yes: {verb} {events}"))
    }

    /// A question about one's own events and the file that was opened; or why there is none.
    pub fn of_own(session: &Session) -> Result<Self, &'static str> {
        let (rows, path) = session.to_append()?;
        let path = text::neutralise(&path.display().to_string()).into_owned();
        let events = counted(rows.count(), "event");
        let question = format!("{events} of your own, into {path}");
        let yes = format!("yes: write {events} into the file and out of the notebook");
        Ok(Self::new(What::Append, &question, yes))
    }

    fn new(what: What, question: &str, yes: String) -> Self {
        let items = vec![
            Item::words("no, leave everything as it is", Role::Text),
            Item::words(yes, Role::Text),
        ];
        Self { what, list: List::to_choose(format!("{question}?"), items) }
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
        match self.what {
            _ if self.list.at() == 0 => {}
            What::Decide(review) => session.decide_all(review),
            What::Append => session.append(),
        }
        Wish::Close
    }
}
