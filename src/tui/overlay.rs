//! What lies over the panes: lines in which something is typed, and lists.
//!
//! To add an overlay: write its file and a line in the list of [`Overlay`] below. Its hints, help and
//! place in the tables of keys come from the actions that it answers.

mod line;
mod list;
mod typing;

use ratatui::layout::Position;

use self::line::Line;
use crate::{
    base::text::Pattern,
    query::Completions,
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        keymap::Key,
        pane::Hints,
        session::Session,
    },
};

pub use list::{Item, List};

/// Declares the files of the overlays and makes a variant of each.
macro_rules! overlays {
    ($($file:ident::$name:ident $about:literal)+) => {
        $(pub mod $file;)+

        /// What lies over the panes.
        #[derive(Debug)]
        pub enum Overlay {
            $(#[doc = $about] $name($file::$name),)+
        }

        /// Every kind of overlay, the actions that those with a list have in common left out.
        pub const KINDS: &[(&str, Context, &[Action])] =
            &[$(($file::$name::NAME, $file::$name::CONTEXT, $file::$name::ANSWERS)),+];

        impl Overlay {
            /// What it is called.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $file::$name::NAME,)+
                }
            }

            /// Where its keys stand in the key map.
            #[must_use]
            pub fn context(&self) -> Context {
                match self {
                    $(Self::$name(_) => $file::$name::CONTEXT,)+
                }
            }

            /// The actions that it answers, besides the moves of a list.
            #[must_use]
            pub fn answers(&self) -> &'static [Action] {
                match self {
                    $(Self::$name(_) => $file::$name::ANSWERS,)+
                }
            }

            fn layer(&self) -> &(dyn Layer + 'static) {
                match self {
                    $(Self::$name(layer) => layer,)+
                }
            }

            fn layer_mut(&mut self) -> &mut (dyn Layer + 'static) {
                match self {
                    $(Self::$name(layer) => layer,)+
                }
            }
        }

        $(impl From<$file::$name> for Overlay {
            fn from(layer: $file::$name) -> Self {
                Self::$name(layer)
            }
        })+
    };
}

/// What all lists over the panes have in common: they are drawn from `self.list`.
macro_rules! shows_list {
    () => {
        fn list(&self) -> Option<&crate::tui::overlay::List> {
            Some(&self.list)
        }

        fn list_mut(&mut self) -> Option<&mut crate::tui::overlay::List> {
            Some(&mut self.list)
        }

        fn settle(&mut self, session: &mut crate::tui::session::Session) {
            self.list.settle(session);
        }

        fn draw(
            &self,
            session: &crate::tui::session::Session,
            canvas: &mut crate::tui::canvas::Canvas<'_>,
        ) {
            self.list.draw(session, canvas);
        }
    };
}

/// What all prompts have in common: what is typed stands in `self.line`, or in a field of it.
macro_rules! types_line {
    ($($of:ident)?) => {
        fn line(&self) -> Option<&crate::tui::overlay::line::Line> {
            Some(&self$(.$of)?.line)
        }

        fn line_mut(&mut self) -> Option<&mut crate::tui::overlay::line::Line> {
            Some(&mut self$(.$of)?.line)
        }
    };
}

overlays! {
    filter::Filter          "A query is typed."
    compare::Compare        "A query to compare is typed."
    search::Search          "Words to search for are typed."
    go_to::GoTo             "A date or an id is typed."
    find_actor::FindActor   "The name of an actor is typed."
    palette::Palette        "The name of an action is typed."
    help::Help              "The keys of a place are listed."
    chips::Chips            "The filters are listed."
    messages::Messages      "What was said so far is listed."
    which_actor::WhichActor "One of several actors is chosen."
    whole_row::WholeRow     "The row of an event is shown as the database has it."
    reasons::Reasons        "It is told why a record is there."
    address::Address        "The address of a source is shown."
    form::Form              "A record is corrected, or an event written."
    note::Note              "What is noted about a record is typed."
    published::Published    "The day on which a source was published is typed."
    lost::Lost              "Entries of the notebook without a record are listed."
    sure::Sure              "It is asked whether all are meant."
    bind::Bind              "The actor that another one is, is typed."
    name_view::NameView     "The name of a view is typed."
    views::Views            "A view with a name is chosen."
    select::Select          "Words of a source are selected."
    export::Export          "A form of a file is chosen, and its name is typed."
    recent::Recent          "The files opened lately are listed."
}

impl std::ops::Deref for Overlay {
    type Target = dyn Layer + 'static;

    fn deref(&self) -> &Self::Target {
        self.layer()
    }
}

impl std::ops::DerefMut for Overlay {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.layer_mut()
    }
}

/// What an overlay asks of the explorer after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing; it stays.
    Stay,
    /// To be closed.
    Close,
    /// To be closed, and then this to be done.
    Act(Action),
    /// To stay, while the pane below does this.
    Below(Action),
}

/// What is known of an overlay before there is one.
trait Kind {
    /// What it is called.
    const NAME: &'static str;
    /// Where its keys stand in the key map.
    const CONTEXT: Context;
    /// The actions that it answers. One with a list also answers the moves, Esc and the search.
    const ANSWERS: &'static [Action];
}

/// One overlay.
pub trait Layer {
    /// What to say of its keys.
    fn hints(&self) -> Hints;

    /// Does one of the actions that it answers; as it stands here, those of a prompt.
    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => return self.enter(session),
            Action::Cancel => return self.leave(session),
            Action::Next => self.recall(session, -1),
            Action::Previous => self.recall(session, 1),
            _ => {}
        }
        Wish::Stay
    }

    /// Does what is asked for with what is typed.
    fn enter(&mut self, _session: &mut Session) -> Wish {
        Wish::Stay
    }

    /// Leaves a prompt without doing that.
    fn leave(&mut self, _session: &mut Session) -> Wish {
        Wish::Close
    }

    /// Its line, if something is typed in it.
    fn line(&self) -> Option<&Line> {
        None
    }

    /// See [`Layer::line`].
    fn line_mut(&mut self) -> Option<&mut Line> {
        None
    }

    /// Takes notice that another text is typed now.
    fn edited(&mut self, _session: &mut Session) {}

    /// A key that asks for nothing: it edits what is typed.
    fn type_key(&mut self, session: &mut Session, key: Key) -> Wish {
        let Some(line) = self.line_mut() else { return Wish::Stay };
        if line.type_key(key) {
            self.edited(session);
        } else if line.is_full() {
            session.notice(line::FULL);
        }
        Wish::Stay
    }

    /// Types pasted text; whether text is typed here.
    fn paste(&mut self, session: &mut Session, text: &str) -> bool {
        let Some(line) = self.line_mut() else { return false };
        if !line.paste(text) {
            session.notice(line::FULL);
        }
        self.edited(session);
        true
    }

    /// Brings back what was typed before, counted back.
    fn recall(&mut self, session: &mut Session, back: isize) {
        if self.line_mut().is_some_and(|line| line.recall(session, back)) {
            self.edited(session);
        }
    }

    /// Takes what can be typed next.
    fn take_completions(&mut self, _completions: Completions) {}

    /// What it asks for, in a line: "go to: 13 aug, +3d, or an id"; `None` where there is a list.
    fn asks(&self) -> Option<String> {
        Some(self.line()?.asks())
    }

    /// What stands above that, a line each.
    fn told(&self) -> Vec<String> {
        Vec::new()
    }

    /// What can be chosen while something is typed.
    fn choices(&self) -> Vec<Item> {
        Vec::new()
    }

    /// Its list, if that takes the moves.
    fn list(&self) -> Option<&List> {
        None
    }

    /// See [`Layer::list`].
    fn list_mut(&mut self) -> Option<&mut List> {
        None
    }

    /// Goes to the next line that the search finds, round the end; whether there is one.
    fn find(&mut self, pattern: &Pattern, direction: isize) -> bool {
        self.list_mut().is_some_and(|list| list.find(pattern, direction))
    }

    /// Puts itself in order for the present size.
    fn settle(&mut self, _session: &mut Session) {}

    /// Draws it.
    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>);

    /// Where the terminal's own cursor stands, if text is typed.
    fn cursor(&self, session: &Session) -> Option<Position> {
        Some(self.line()?.position(&session.layout))
    }
}

/// The hints of lists in which something is chosen, and of those that are only read.
const CHOOSES: Hints = &[
    (&[Action::Next, Action::Previous], "move"),
    (&[Action::Open], "choose"),
    (&[Action::Search], "search"),
    (&[Action::Close], "close"),
];

/// See [`CHOOSES`].
const READS: Hints = &[
    (&[Action::Next, Action::Previous], "scroll"),
    (&[Action::Search], "search"),
    (&[Action::Close], "close"),
];

/// What prompts answer that bring back what was typed before.
const RECALLS: &[Action] = &[Action::Accept, Action::Cancel, Action::Next, Action::Previous];

/// What prompts with completions answer.
const COMPLETES: &[Action] = &[
    Action::Accept,
    Action::Cancel,
    Action::Complete,
    Action::CompleteBack,
    Action::Next,
    Action::Previous,
];

/// The hints of prompts with a list, and of those without.
const TYPES_AND_CHOOSES: Hints = &[
    (&[Action::Accept], "do it"),
    (&[Action::Complete], "complete"),
    (&[Action::Next, Action::Previous], "choose"),
    (&[Action::Cancel], "back"),
];

/// See [`TYPES_AND_CHOOSES`].
const TYPES: Hints = &[
    (&[Action::Accept], "do it"),
    (&[Action::Previous, Action::Next], "typed before"),
    (&[Action::Cancel], "back"),
];
