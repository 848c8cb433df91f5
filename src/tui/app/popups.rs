//! Popups: what they list, and what is done in them.

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        app::{App, Overlay},
        layout::Pane,
        screen::popup::{Item, Popup, What},
        theme::Role,
    },
};

/// What the signs of the timeline mean, after EDTF; the first is drawn.
const SIGNS: &[(&str, &str)] = &[
    ("*", "the date is exact to the day or the time"),
    ("~", "approximate"),
    ("?", "uncertain"),
    ("%", "approximate and uncertain"),
    ("-", "known only to the month, the year or a range"),
    ("X", "digits are not known, or there is no date"),
    ("=", "lasted from the first to the last day"),
    ("< >", "at some time before, or after"),
    ("s2", "two sources prove it"),
    ("q1", "one statement was made in it"),
];

impl App {
    /// Opens a popup; one of the same sort is closed first.
    pub(super) fn show(&mut self, what: What) {
        let same = |overlay: &Overlay| match overlay {
            Overlay::Popup(popup) => {
                std::mem::discriminant(&popup.what) == std::mem::discriminant(&what)
            }
            Overlay::Prompt(_) => false,
        };
        self.overlays.retain(|overlay| !same(overlay));
        let last = matches!(what, What::Messages);
        let mut popup = Popup::new(what);
        if last {
            popup.cursor.at = self.popup_items(&popup).len().saturating_sub(1);
        }
        self.overlays.push(Overlay::Popup(popup));
    }

    /// What an action does in a popup; whether it is a popup's.
    pub(super) fn act_in_popup(&mut self, action: Action) -> bool {
        let Some(Overlay::Popup(popup)) = self.overlays.last() else { return false };
        let len = self.popup_items(popup).len();
        let page = self.popup_height(len) as isize;
        let Some(Overlay::Popup(popup)) = self.overlays.last_mut() else { return false };
        match action {
            Action::Next => popup.cursor.step(1, len),
            Action::Previous => popup.cursor.step(-1, len),
            Action::PageDown | Action::HalfPageDown => popup.cursor.step(page, len),
            Action::PageUp | Action::HalfPageUp => popup.cursor.step(-page, len),
            Action::First => popup.cursor.go(0, len),
            Action::Last => popup.cursor.go(len, len),
            Action::Close | Action::Quit => drop(self.overlays.pop()),
            Action::Open => self.open_item(),
            Action::ToggleItem => self.change_chip(super::super::screen::look::Look::toggle),
            Action::RemoveItem => self.change_chip(super::super::screen::look::Look::drop_chip),
            Action::Search | Action::NextMatch | Action::PreviousMatch => {}
            _ => return false,
        }
        true
    }

    fn open_item(&mut self) {
        let Some(Overlay::Popup(popup)) = self.overlays.pop() else { return };
        match popup.what {
            What::Choice { action, actors } => {
                if let Some(&actor) = actors.get(popup.cursor.at) {
                    self.act_on_actor(action, actor);
                }
            }
            What::Chips => self.ask_filter(),
            What::Help => {
                let context = self.context();
                let action = self.help_lines(context).get(popup.cursor.at).and_then(|line| line.1);
                if let Some(action) = action {
                    self.act(action);
                }
            }
            What::Messages | What::Why { .. } | What::Text { .. } => {}
        }
    }

    fn change_chip(&mut self, change: impl FnOnce(&mut crate::tui::screen::look::Look, usize)) {
        let Some(Overlay::Popup(Popup { what: What::Chips, cursor })) = self.overlays.last() else {
            return;
        };
        let at = cursor.at;
        if at < self.look.chips() {
            self.change(|look| change(look, at));
        }
        if self.look.chips() == 0 {
            self.overlays.pop();
        }
    }

    /// How many lines of a popup's list are seen.
    pub(super) fn popup_height(&self, items: usize) -> usize {
        items.min(usize::from(self.size.height.saturating_sub(6).max(1)))
    }

    /// The keys of a place and what they do, group by group; a heading has no action.
    fn help_lines(&self, context: Context) -> Vec<(Item, Option<Action>)> {
        let mut lines = Vec::new();
        let mut group = None;
        for action in Action::all() {
            let keys: Vec<String> =
                self.keymap.keys_of(context, action).map(ToString::to_string).collect();
            if keys.is_empty() {
                continue;
            }
            if group != Some(action.group()) {
                group = Some(action.group());
                lines.push((Item::words(action.group().title(), Role::Heading), None));
            }
            let item = Item {
                left: keys.join(" "),
                words: action.help().to_owned(),
                right: String::new(),
                role: Role::Text,
            };
            lines.push((item, Some(action)));
        }
        lines.push((Item::words("signs", Role::Heading), None));
        let signs = SIGNS.iter().map(|&(sign, words)| Item {
            left: match sign {
                "*" => self.glyphs.exact.to_owned(),
                sign => sign.to_owned(),
            },
            words: words.to_owned(),
            right: String::new(),
            role: Role::Text,
        });
        lines.extend(signs.map(|item| (item, None)));
        lines
    }

    /// The keys that ask for an action in the panes, as one would read them.
    pub(super) fn keys_of(&self, action: Action) -> String {
        let keys = self.keymap.keys_anywhere(action);
        keys.iter().map(|(_, keys)| keys.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Whether an action does something where the keys go now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        let chips_only = matches!(action, Action::ToggleItem | Action::RemoveItem);
        match self.overlays.last() {
            Some(Overlay::Popup(popup)) if chips_only => matches!(popup.what, What::Chips),
            Some(Overlay::Popup(popup)) if action == Action::Open => {
                !matches!(popup.what, What::Messages | What::Why { .. } | What::Text { .. })
            }
            None if action == Action::Open && self.place.focus == Pane::Detail => {
                self.record.source.is_none() || self.layout.source.is_some()
            }
            _ => true,
        }
    }

    /// The title of a popup.
    #[must_use]
    pub fn popup_title(&self, popup: &Popup) -> String {
        match &popup.what {
            What::Help => format!("Keys in the {} pane", self.context_below().name()),
            What::Chips => "Filters".to_owned(),
            What::Messages => "Messages".to_owned(),
            What::Choice { action, .. } => format!("Which actor? ({})", action.help()),
            What::Why { .. } => "Why is it there?".to_owned(),
            What::Text { title, .. } => title.clone(),
        }
    }

    /// The lines of a popup.
    #[must_use]
    pub fn popup_items(&self, popup: &Popup) -> Vec<Item> {
        match &popup.what {
            What::Help => {
                self.help_lines(self.context_below()).into_iter().map(|(item, _)| item).collect()
            }
            What::Chips => (0..self.look.chips())
                .map(|number| {
                    let (words, on) = self.look.chip(number);
                    Item {
                        left: format!("{} {}", number + 1, if on { "on " } else { "off" }),
                        words: text::neutralise(&words).into_owned(),
                        right: String::new(),
                        role: if on { Role::Text } else { Role::ChipOff },
                    }
                })
                .collect(),
            What::Messages => {
                let issues = self.issues.iter().map(|issue| {
                    Item::words(text::neutralise(&issue.to_string()).into_owned(), Role::Warning)
                });
                let said = self.messages.iter();
                issues
                    .chain(said.map(|message| Item::words(message.words.clone(), message.role)))
                    .collect()
            }
            What::Choice { actors, .. } => actors
                .iter()
                .map(|&id| {
                    let actor = self.store.timeline().actor(id);
                    Item {
                        left: String::new(),
                        words: text::neutralise(&actor.name).into_owned(),
                        right: actor.kind.name().to_owned(),
                        role: Role::Text,
                    }
                })
                .collect(),
            What::Why { lines } => lines
                .iter()
                .map(|(label, words)| Item {
                    left: (*label).to_owned(),
                    ..Item::words(words.clone(), Role::Text)
                })
                .collect(),
            What::Text { lines, .. } => {
                lines.iter().map(|line| Item::words(line.clone(), Role::Text)).collect()
            }
        }
    }
}
