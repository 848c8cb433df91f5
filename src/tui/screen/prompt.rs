//! A line in which something is typed, and what the explorer makes of it meanwhile.

use tui_input::Input;

use crate::{
    query::{Completions, QueryError},
    tui::{
        action::Action,
        layout::Pane,
        screen::{cursor::Cursor, look::Look},
    },
    view::chronicle::Landing,
};

/// A line in which something is typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: Kind,
    /// What is typed, and the cursor in it.
    pub input: Input,
    /// How everything was before, to return to.
    pub before: Look,
    /// The pane that had the keys.
    pub focus: Pane,
    /// What the explorer makes of it.
    pub preview: Preview,
    /// Which earlier input is shown, counted back; none while typing anew.
    pub recalled: Option<usize>,
}

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A query to filter by.
    Filter,
    /// Words to search for.
    Search,
    /// A date or an id to go to.
    GoTo,
    /// An actor to go to.
    FindActor,
    /// An action to do.
    Palette,
}

impl Kind {
    /// What stands before the typed text.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Filter => "filter",
            Self::Search => "search",
            Self::GoTo => "go to",
            Self::FindActor => "actor",
            Self::Palette => "do",
        }
    }

    /// What to type, while nothing is.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Filter => "actor:lavrov date:2015-08 -kind:consult; words search everything",
            Self::Search => "words, or a /regular expression/",
            Self::GoTo => "2015-08-11, 13 aug, aug 2015, +3d, yesterday, or an id",
            Self::FindActor => "the beginning of a name",
            Self::Palette => "the name of an action",
        }
    }
}

/// What the explorer makes of what is typed.
#[derive(Clone, Debug, Default)]
pub enum Preview {
    /// Nothing yet.
    #[default]
    Nothing,
    /// What a query means, and what could come next.
    Filter {
        /// In words; an error while it can't be understood.
        meaning: Result<String, QueryError>,
        /// What could come next.
        completions: Completions,
        /// The completion that was taken last.
        chosen: Option<usize>,
    },
    /// How often the words are found, or what is wrong with them.
    Search(Result<u32, String>),
    /// Where going there leads, or what is wrong.
    GoTo(Result<Landing, String>),
    /// Actions that match, best first.
    Palette {
        /// The actions.
        actions: Vec<Action>,
        /// The one that would be done.
        cursor: Cursor,
    },
    /// How many actors match.
    FindActor(usize),
}

impl Prompt {
    /// A prompt with some text to begin with.
    #[must_use]
    pub fn new(kind: Kind, text: &str, before: Look, focus: Pane) -> Self {
        Self {
            kind,
            input: Input::from(text),
            before,
            focus,
            preview: Preview::Nothing,
            recalled: None,
        }
    }
}
