//! Keys that are pressed: what they ask for, and which can be pressed where.

use crate::tui::{
    action::{Action, Context},
    app::{
        App, Kept,
        act::{CLOSES, EVERYWHERE, MOVES, OWN},
    },
    keymap::{Key, Meant},
    overlay::{self, Overlay},
    pane::{self, Pane},
};

/// A place where keys go: a pane or what can lie over one, and the actions that it answers.
#[derive(Clone, Debug)]
pub struct Answerer {
    /// What it is called.
    pub name: &'static str,
    /// Where its keys stand in the key map.
    pub context: Context,
    /// The actions.
    pub actions: Vec<Action>,
}

/// Every place: the panes in the order of their digits, then what can lie over them.
#[must_use]
pub fn answerers() -> Vec<Answerer> {
    let mut panes = pane::all();
    panes.sort_by_key(|pane| pane.slot() as usize);
    let panes = panes.iter().map(|pane| Answerer {
        name: pane.context().name(),
        context: pane.context(),
        actions: answered_by(pane.as_ref()),
    });
    let overlays = overlay::KINDS.iter().map(|&(name, context, answers)| Answerer {
        name,
        context,
        actions: answered_over(context, answers),
    });
    panes.chain(overlays).collect()
}

/// All that is answered where an overlay has the keys.
fn answered_over(context: Context, answers: &[Action]) -> Vec<Action> {
    let of_list = if context == Context::Popup { [MOVES, CLOSES].concat() } else { Vec::new() };
    [answers, &of_list, EVERYWHERE].concat()
}

/// All that is answered where a pane has the keys.
fn answered_by(pane: &dyn Pane) -> Vec<Action> {
    [MOVES, pane.answers(), OWN, EVERYWHERE].concat()
}

impl App {
    pub(super) fn press(&mut self, key: Key) {
        if self.keeps(key) {
            return;
        }
        self.session.fresh = false;
        self.typed.push(key);
        let context = self.context();
        match self.keymap.find(context, &self.typed) {
            Meant::Matched(action) => {
                self.typed.clear();
                self.act(action);
            }
            Meant::Pending(_) => {}
            Meant::NotFound => {
                let typed = std::mem::take(&mut self.typed);
                let cancels = typed.len() > 1 && self.asks_for(context, key) == Some(Action::Close);
                if context == Context::Prompt {
                    if let Some(top) = self.overlays.last_mut() {
                        let wish = top.type_key(&mut self.session, key);
                        self.grant(wish);
                    }
                } else if !cancels {
                    let keys: Vec<String> = typed.iter().map(ToString::to_string).collect();
                    let words = format!("{} is not bound here; ? lists the keys", keys.join(" "));
                    self.session.notice(words);
                }
            }
        }
    }

    /// What a single key asks for.
    fn asks_for(&self, context: Context, key: Key) -> Option<Action> {
        match self.keymap.find(context, &[key]) {
            Meant::Matched(action) => Some(action),
            Meant::Pending(_) | Meant::NotFound => None,
        }
    }

    /// The actions that are answered where the keys go now.
    #[must_use]
    pub fn answered(&self) -> Vec<Action> {
        match self.overlays.last() {
            Some(top) => answered_over(top.context(), top.answers()),
            None => answered_by(self.focused()),
        }
    }

    /// What this place is called in the help.
    #[must_use]
    pub fn place_name(&self) -> &'static str {
        self.overlays.last().map_or_else(|| self.focused().context().name(), Overlay::name)
    }

    /// The actions that have keys where the keys go now, with these, in the order of the table.
    pub(super) fn keys_here(&self) -> Vec<(Action, String)> {
        let (context, answered) = (self.context(), self.answered());
        let keys = |action| {
            let keys = self.keymap.keys_of(context, action).map(ToString::to_string);
            keys.collect::<Vec<_>>().join(" ")
        };
        let actions = Action::all().filter(|action| answered.contains(action));
        actions.map(|action| (action, keys(action))).filter(|(_, keys)| !keys.is_empty()).collect()
    }

    /// The actions that can be asked for by name, with their keys, in the order of the table: those
    /// of all panes.
    pub(super) fn offered(&self) -> Vec<(Action, String)> {
        let of_panes = self.panes.iter().flat_map(|pane| pane.answers());
        let answered: Vec<Action> =
            [MOVES, OWN, EVERYWHERE].into_iter().flatten().chain(of_panes).copied().collect();
        let actions = Action::all().filter(|action| answered.contains(action));
        actions.map(|action| (action, self.keys_of(action))).collect()
    }

    /// The keys that ask for an action in the panes, as one would read them.
    pub(super) fn keys_of(&self, action: Action) -> String {
        let keys = self.keymap.keys_anywhere(action);
        keys.iter().map(|(_, keys)| keys.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Whether an action has nothing to act on before the events are there.
    pub(super) fn must_wait(&self, action: Action) -> bool {
        /// What can be done without events.
        const WITHOUT: &[Action] = &[
            Action::Close,
            Action::Quit,
            Action::Filter,
            Action::GoToDate,
            Action::Search,
            Action::Palette,
            Action::RecentFiles,
            Action::Messages,
            Action::Reload,
        ];
        !self.session.has_something() && !WITHOUT.contains(&action)
    }

    /// Keeps something until the events are there.
    pub(super) fn keep(&mut self, kept: Kept) {
        self.kept.push(kept);
        let words = self.kept.iter().map(|kept| match kept {
            Kept::Act(action) => action.name().to_owned(),
            Kept::Press(key) => key.to_string(),
        });
        let words = words.collect::<Vec<_>>().join(" ");
        self.session.notice(format!("once the events are read: {words}"));
    }

    /// Keeps a key behind those that are kept already; whether it has to wait. What ends or stops
    /// the reading never does.
    fn keeps(&mut self, key: Key) -> bool {
        let waits = !self.kept.is_empty() && self.overlays.is_empty();
        let at_once = [Action::QuitNow, Action::Suspend, Action::Redraw, Action::Close];
        let asked = self.asks_for(self.context(), key);
        if !waits || asked.is_some_and(|action| at_once.contains(&action)) {
            return false;
        }
        let opens_prompt = |kept: &Kept| match *kept {
            Kept::Act(_) => false,
            Kept::Press(key) => self.asks_for(self.context(), key).is_some_and(|action| {
                [Action::Filter, Action::GoToDate, Action::Search, Action::Palette]
                    .contains(&action)
            }),
        };
        // In what will be typed q is a letter.
        if asked == Some(Action::Quit) && !self.kept.iter().any(opens_prompt) {
            return false;
        }
        self.keep(Kept::Press(key));
        true
    }
}
