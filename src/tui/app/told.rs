//! What the explorer shows, for whoever is told it by lines.

use crate::{
    tui::{
        action::{Action, Context},
        app::App,
        keymap::{Key, Meant},
        overlay::Overlay,
        theme::{Glyphs, Role},
    },
    view::spoken,
};

/// The pane with the keys, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Told {
    /// What it is called and what it shows: "Actors, by events".
    pub heading: String,
    /// The line under the cursor with its place: "Sergei Lavrov. 3 events. 2 of 24."; or why there
    /// is none.
    pub line: String,
    /// Which line that is, counted from 0.
    pub at: usize,
    /// How many lines there are.
    pub lines: usize,
}

impl App {
    /// The pane with the keys.
    pub(in crate::tui) fn told(&self) -> Told {
        let (pane, session) = (self.focused(), &self.session);
        let (lines, at) = (pane.lines(session), pane.at(session));
        let note = pane.note(session);
        let comma = if note.is_empty() { "" } else { ", " };
        let line = match lines {
            0 if session.open_survey().is_some() => self.line_told(0),
            0 => {
                let why = session.why_nothing();
                let has_events = !session.rows().is_empty();
                let why = why.iter().map(String::as_str).filter(|words| !words.is_empty());
                if has_events {
                    "nothing here".to_owned()
                } else {
                    why.collect::<Vec<_>>().join(" ")
                }
            }
            _ => spoken::sentences([self.line_told(at), format!("{} of {lines}", at + 1)]),
        };
        Told { heading: format!("{}{comma}{note}", pane.name(session)), line, at, lines }
    }

    /// A line of that pane.
    pub(in crate::tui) fn line_told(&self, line: usize) -> String {
        self.focused().say(&self.session, line)
    }

    /// What lies over the panes.
    pub(in crate::tui) fn over(&self) -> Option<&Overlay> {
        self.overlays.last()
    }

    /// What keys mean where they go now.
    pub(in crate::tui) fn meant(&self, keys: &[Key]) -> Meant {
        self.keymap.find(self.context(), keys)
    }

    /// Says something, as the explorer itself does.
    pub(in crate::tui) fn notice(&mut self, words: impl Into<String>) {
        self.session.notice(words);
    }

    /// Says that something can't be done.
    pub(in crate::tui) fn say_error(&mut self, words: &str) {
        self.session.say(words, Role::Error);
    }

    /// Where the keys of the pane stand in the key map.
    pub(in crate::tui) fn place(&self) -> Context {
        self.focused().context()
    }

    /// The filters, and how many events are shown, hidden and undated.
    pub(in crate::tui) fn filters_told(&self) -> String {
        let look = &self.session.look;
        let chips = (0..look.chips()).map(|number| match look.chip(number) {
            (words, true) => words,
            (words, false) => format!("{words} (off)"),
        });
        let chips = chips.collect::<Vec<_>>().join(" ");
        let filter =
            if chips.is_empty() { "no filter".to_owned() } else { format!("filter {chips}") };
        let counts = self.session.counts(&Glyphs::ASCII).into_iter().map(|(words, _)| words);
        let counts = counts.filter(|words| words.trim() != Glyphs::ASCII.separator);
        let counts: Vec<String> = counts.map(|words| words.trim().to_owned()).collect();
        format!("{filter}: {}", counts.join(", "))
    }

    /// The actions that hold here, with their keys, in the order of the table: also those that no
    /// key asks for.
    pub(in crate::tui) fn offered_here(&self) -> Vec<(Action, String)> {
        let answered = self.answered();
        let keys = |action| {
            let keys = self.keymap.keys_of(self.context(), action).map(ToString::to_string);
            keys.collect::<Vec<_>>().join(", ")
        };
        let actions = Action::all().filter(|action| answered.contains(action));
        actions.map(|action| (action, keys(action))).collect()
    }
}
