//! The keys of a place and what they do, and what the signs mean.

use crate::tui::{
    action::{Action, Context, Group},
    overlay::{Item, Kind, Layer, List, Wish},
    pane::Hints,
    session::Session,
    theme::{Glyphs, Role},
};

/// What the signs of the quad classes mean.
const QUADS: [&str; 4] =
    ["cooperation in words", "cooperation in deeds", "conflict in words", "conflict in deeds"];

/// What the signs of dates and counts mean, after EDTF; the first is drawn.
const SIGNS: &[(&str, &str)] = &[
    ("*", "the date is exact to the day or the time"),
    ("~", "approximate"),
    ("?", "uncertain"),
    ("%", "approximate and uncertain"),
    ("-", "known only to the month, the year or a range"),
    ("X", "unknown digits, or no date"),
    ("=", "lasted from the first to the last day"),
    ("< >", "at some time before, or after"),
    ("s2", "two sources prove it"),
    ("q1", "one statement was made in it"),
];

/// The list of keys.
#[derive(Debug)]
pub struct Help {
    list: List,
    /// What each line asks for; `None` for headings and signs.
    actions: Vec<Option<Action>>,
}

impl Help {
    /// The keys of a place: actions with what is typed for them, in the order of the table.
    #[must_use]
    pub fn new(place: &str, keys: &[(Action, String)], glyphs: &Glyphs) -> Self {
        let mut items = Vec::new();
        let mut actions = Vec::new();
        let mut group: Option<Group> = None;
        for (action, keys) in keys {
            if group != Some(action.group()) {
                group = Some(action.group());
                items.push(Item::words(action.group().title(), Role::Heading));
                actions.push(None);
            }
            items.push(Item::with_left(keys, action.help(), Role::Text));
            actions.push(Some(*action));
        }
        items.push(Item::words("signs", Role::Heading));
        items.extend(SIGNS.iter().map(|&(sign, words)| {
            let sign = if sign == "*" { glyphs.exact } else { sign };
            Item::with_left(sign, words, Role::Text)
        }));
        let quads = glyphs.quads.iter().zip(QUADS);
        items.extend(quads.map(|(&sign, words)| Item::with_left(sign, words, Role::Text)));
        Self { list: List::to_choose(format!("Keys in the {place}"), items), actions }
    }
}

impl Kind for Help {
    const NAME: &'static str = "list of keys";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[Action::Open];
}

impl Layer for Help {
    shows_list! {}

    fn hints(&self) -> Hints {
        super::CHOOSES
    }

    fn act(&mut self, session: &mut Session, _action: Action) -> Wish {
        if let Some(&Some(action)) = self.actions.get(self.list.at()) {
            return Wish::Act(action);
        }
        session.notice("this line is not a key");
        Wish::Stay
    }
}
