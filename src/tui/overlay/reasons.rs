//! Why a record is there: its clause, its rule and its words.

use crate::{
    extract::lexicon::rules,
    tui::{
        action::{Action, Context},
        overlay::{Item, Kind, Layer, List},
        pane::Hints,
        session::Session,
        theme::Role,
    },
    view::{Record, why},
};

/// The reasons for a record.
#[derive(Debug)]
pub struct Reasons {
    list: List,
}

impl Reasons {
    /// The reasons for a record; `None` for one that has none to show.
    #[must_use]
    pub fn new(session: &Session, record: Record) -> Option<Self> {
        let figures = |makes: &str, name: &str| rules::named(makes, name)?.measured;
        let why = why::why(session.timeline(), record, &figures)?;
        let lines = why.lines().into_iter();
        let items = lines.map(|line| Item::with_left(line.label, line.words, Role::Text));
        Some(Self { list: List::to_read("Why is it here?", items.collect()) })
    }
}

impl Kind for Reasons {
    const NAME: &'static str = "list of reasons";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[];
}

impl Layer for Reasons {
    shows_list! {}

    fn hints(&self) -> Hints {
        super::READS
    }
}
