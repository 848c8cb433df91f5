//! Lists that lie over the panes until they are closed.

use crate::{
    model::ActorId,
    tui::{action::Action, screen::cursor::Cursor, theme::Role},
};

/// A list over the panes.
#[derive(Clone, Debug)]
pub struct Popup {
    /// What it lists.
    pub what: What,
    /// The line under the cursor.
    pub cursor: Cursor,
}

/// What a popup lists.
#[derive(Clone, Debug)]
pub enum What {
    /// The keys of the place below it.
    Help,
    /// The filters.
    Chips,
    /// What was said so far.
    Messages,
    /// Several actors, of which an action wants one.
    Choice {
        /// The action.
        action: Action,
        /// The actors.
        actors: Vec<ActorId>,
    },
    /// Why a record is there: what a line is about, once, and its words.
    Why {
        /// The lines.
        lines: Vec<(&'static str, String)>,
    },
    /// Some lines to read.
    Text {
        /// What they are about.
        title: String,
        /// The lines.
        lines: Vec<String>,
    },
}

impl Popup {
    /// A popup with the cursor on its first line.
    #[must_use]
    pub fn new(what: What) -> Self {
        Self { what, cursor: Cursor::default() }
    }
}

/// One line of a list.
pub struct Item {
    /// What stands at the left in a column: keys, a number, a mark.
    pub left: String,
    /// What the line says.
    pub words: String,
    /// What stands at the right end.
    pub right: String,
    /// How the words look.
    pub role: Role,
}

impl Item {
    /// A line with only words.
    #[must_use]
    pub fn words(words: impl Into<String>, role: Role) -> Self {
        Self { left: String::new(), words: words.into(), right: String::new(), role }
    }
}
