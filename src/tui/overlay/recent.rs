//! The files that were opened lately; one is opened.

use std::{path::Path, time::SystemTime};

use crate::{
    base::{clock, text},
    config::places,
    model::When,
    tui::{
        action::{Action, Context},
        effect::Effect,
        overlay::{Item, Kind, Layer, List, Wish},
        pane::Hints,
        session::Session,
        theme::Role,
    },
};

/// The list of files.
#[derive(Debug)]
pub struct Recent {
    files: Vec<places::Recent>,
    list: List,
}

impl Recent {
    /// The files, the latest first.
    #[must_use]
    pub fn new(session: &Session) -> Self {
        let files = session.recent.clone();
        let items = files.iter().map(item).collect();
        Self { files, list: List::to_choose("Files opened lately", items) }
    }
}

/// The names of the files, when they were left, and the folder of the first.
fn item(recent: &places::Recent) -> Item {
    let files = recent.opened.files.iter().map(Path::new);
    let names = files.filter_map(Path::file_name).map(|name| name.to_string_lossy());
    let names = names.collect::<Vec<_>>().join(", ");
    let folder = recent.opened.files.first().map(Path::new).and_then(Path::parent);
    let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
    Item {
        right: text::neutralise(&folder).into_owned(),
        ..Item::with_left(day(recent.on), text::neutralise(&names), Role::Text)
    }
}

/// The day of a moment, at Greenwich.
fn day(moment: SystemTime) -> String {
    let when = When::since_1970(clock::seconds(moment)).unwrap_or(When::UNDATED);
    When::day(when.earliest_start()).words()
}

impl Kind for Recent {
    const NAME: &'static str = "list of files";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open];
}

impl Layer for Recent {
    shows_list! {}

    fn hints(&self) -> Hints {
        super::CHOOSES
    }

    fn act(&mut self, session: &mut Session, _action: Action) -> Wish {
        if let Some(recent) = self.files.get(self.list.at()) {
            session.effects.push(Effect::Open(recent.opened.clone()));
        }
        Wish::Close
    }
}
