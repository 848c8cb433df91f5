//! What was said so far, in full: what is wrong with the files, the messages, and the last copy.

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        overlay::{Item, Kind, Layer, List},
        pane::Hints,
        session::Session,
        theme::Role,
    },
};

/// The list of messages.
#[derive(Debug)]
pub struct Messages {
    list: List,
}

impl Messages {
    /// The messages so far, the last in sight.
    #[must_use]
    pub fn new(session: &Session) -> Self {
        let issues = session.issues().iter();
        let issues = issues.map(|issue| {
            Item::words(text::neutralise(&issue.to_string()).into_owned(), Role::Warning)
        });
        let said = session.messages().iter();
        let said = said.map(|message| Item::words(message.words.clone(), message.role));
        let mut items: Vec<Item> = issues.chain(said).collect();
        if items.is_empty() {
            items.push(Item::words("Nothing was said so far.", Role::Muted));
        }
        if let Some(copied) = session.copied() {
            items.push(Item::words("copied last", Role::Heading));
            items.extend(copied.lines().map(|line| Item::words(line, Role::Text)));
        }
        Self { list: List::to_read("Messages", items).at_end() }
    }
}

impl Kind for Messages {
    const NAME: &'static str = "list of messages";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[];
}

impl Layer for Messages {
    shows_list! {}

    fn hints(&self) -> Hints {
        super::READS
    }
}
