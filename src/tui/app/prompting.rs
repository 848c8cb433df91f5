//! Prompts: what is typed, what the explorer makes of it while it is typed, and what is done in
//! the end.

use std::ops::Range;

use tui_input::backend::crossterm::EventHandler;

use crate::{
    base::{
        progress::Progress,
        text::{self},
    },
    query::{self, Completions, Plan, Query},
    tui::{
        action::{Action, Context},
        app::{App, Overlay, words::so_far},
        job::Work,
        keymap::Key,
        layout::Pane,
        screen::{
            cursor::Cursor,
            look::Look,
            popup::Item,
            prompt::{Kind, Preview, Prompt},
        },
        theme::Role,
    },
    view::counted,
};

impl App {
    /// Opens a prompt.
    pub(super) fn ask(&mut self, kind: Kind, text: &str) {
        let prompt = Prompt::new(kind, text, self.look.clone(), self.place.focus);
        if kind == Kind::FindActor {
            self.place.focus = Pane::Actors;
        }
        self.overlays.push(Overlay::Prompt(Box::new(prompt)));
        self.preview();
    }

    /// Opens the filter prompt on the present filters.
    pub(super) fn ask_filter(&mut self) {
        let mut text = self.look.query.to_string();
        if !text.is_empty() {
            text.push(' ');
        }
        self.ask(Kind::Filter, &text);
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        match self.overlays.last_mut() {
            Some(Overlay::Prompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    /// A key that edits the text.
    pub(super) fn type_key(&mut self, key: Key) {
        let Some(prompt) = self.prompt() else { return };
        let event = crossterm::event::Event::Key(key.event());
        if prompt.input.handle_event(&event).is_some_and(|change| change.value) {
            prompt.recalled = None;
            self.preview();
        }
    }

    /// Pasted text is typed as it is; without a prompt it is nothing.
    pub(super) fn paste(&mut self, pasted: &str) {
        let Some(prompt) = self.prompt() else {
            self.notice("pasted text is not taken for keys; f or / opens a prompt for it");
            return;
        };
        // A prompt is one line.
        for character in pasted.trim().chars() {
            let character = if character.is_control() { ' ' } else { character };
            prompt.input.handle(tui_input::InputRequest::InsertChar(character));
        }
        self.preview();
    }

    /// What an action does in a prompt; whether it is a prompt's.
    pub(super) fn act_in_prompt(&mut self, action: Action) -> bool {
        match action {
            Action::Accept => self.accept(),
            Action::Cancel | Action::Close => self.cancel(),
            Action::Complete => self.complete(1),
            Action::CompleteBack => self.complete(-1),
            Action::Next => self.choose(1),
            Action::Previous => self.choose(-1),
            Action::PageDown => self.choose(8),
            Action::PageUp => self.choose(-8),
            _ => return false,
        }
        true
    }

    /// Works out what is typed so far.
    fn preview(&mut self) {
        let Some(prompt) = self.prompt() else { return };
        let (kind, typed) = (prompt.kind, prompt.input.value().to_owned());
        let (cursor, before) = (prompt.input.cursor(), prompt.before.clone());
        let preview = match kind {
            Kind::Filter => self.preview_filter(&typed, cursor, before),
            Kind::Search => {
                self.look_for(&typed);
                Preview::Nothing
            }
            Kind::GoTo if typed.trim().is_empty() => Preview::Nothing,
            Kind::GoTo => Preview::GoTo(self.landing(&typed)),
            Kind::FindActor => {
                self.actors.find = typed;
                self.actors.stale = true;
                self.actors.cursor = Cursor::default();
                Preview::Nothing
            }
            Kind::Palette => {
                Preview::Palette { actions: found_actions(&typed), cursor: Cursor::default() }
            }
        };
        if let Some(prompt) = self.prompt() {
            prompt.preview = preview;
        }
    }

    /// Filters while a query is typed; what can't be understood yet filters nothing more than
    /// before.
    fn preview_filter(&mut self, typed: &str, cursor: usize, before: Look) -> Preview {
        let cursor = typed.char_indices().nth(cursor).map_or(typed.len(), |(byte, _)| byte);
        let query = Query::parse(typed);
        let checked = query.and_then(|query| {
            if self.is_loaded() { Plan::new(&query, &self.store).map(|_| query) } else { Ok(query) }
        });
        if !self.is_loaded() {
            let meaning = checked.map(|_| "the events are still being read".to_owned());
            return Preview::Filter { meaning, completions: Completions::default(), chosen: None };
        }
        let shown = checked.as_ref().unwrap_or(&before.query).clone();
        if shown != self.look.query {
            self.adopt(Look { query: shown, ..before });
            self.message_fresh = false;
        }
        let meaning = checked.map(|query| query::meaning(&query, &self.store));
        let completions = self.completions(typed, cursor);
        Preview::Filter { meaning, completions, chosen: None }
    }

    /// What can be typed next: at once, or in a large timeline as soon as it is worked out.
    fn completions(&mut self, typed: &str, cursor: usize) -> Completions {
        if self.is_small() && !self.has_prose() {
            return query::complete(typed, cursor, &self.store, &Progress::default());
        }
        self.generation += 1;
        self.completing = self.generation;
        self.start(Work::Complete(typed.to_owned(), cursor));
        Completions::default()
    }

    /// Offers what can be typed next in the filter prompt.
    pub(super) fn take_completions(&mut self, found: Completions) {
        let preview = self.prompt().map(|prompt| &mut prompt.preview);
        if let Some(Preview::Filter { completions, chosen: None, .. }) = preview {
            *completions = found;
        }
    }

    fn accept(&mut self) {
        let Some(Overlay::Prompt(prompt)) = self.overlays.pop() else { return };
        let typed = prompt.input.value().trim().to_owned();
        let done = match prompt.kind {
            Kind::Filter => self.accept_filter(&prompt),
            Kind::Search => self.accept_search(&typed),
            Kind::GoTo => match &prompt.preview {
                Preview::GoTo(Ok(landing)) => {
                    self.history.remember(&prompt.before);
                    self.select(landing.row);
                    self.notice(landing.words.clone());
                    true
                }
                Preview::GoTo(Err(words)) => {
                    self.say(words.clone(), Role::Error);
                    false
                }
                _ => true,
            },
            Kind::FindActor => {
                let found = self.actor_at_cursor();
                self.actors.find.clear();
                self.actors.stale = true;
                self.actors.wanted = found;
                self.go_to_pane(Pane::Actors);
                true
            }
            Kind::Palette => {
                if let Preview::Palette { actions, cursor } = &prompt.preview
                    && let Some(&action) = actions.get(cursor.at)
                {
                    self.act(action);
                    let keys = self.keys_of(action);
                    if !keys.is_empty() && !self.message_fresh {
                        self.notice(format!("{}: the key is {keys}", action.name()));
                    }
                }
                true
            }
        };
        if !done {
            self.overlays.push(Overlay::Prompt(prompt));
        } else if !typed.is_empty() && prompt.kind != Kind::Palette {
            self.inputs.retain(|(kind, text)| (*kind, text.as_str()) != (prompt.kind, &typed));
            self.inputs.push((prompt.kind, typed));
        }
    }

    fn accept_filter(&mut self, prompt: &Prompt) -> bool {
        if !self.is_loaded() {
            // Names are looked up as soon as the events are there.
            return match Query::parse(prompt.input.value()) {
                Ok(query) => {
                    self.look.query = query;
                    self.notice("the filter holds as soon as the events are read");
                    true
                }
                Err(error) => {
                    self.say(error.to_string(), Role::Error);
                    false
                }
            };
        }
        if let Preview::Filter { meaning: Err(error), .. } = &prompt.preview {
            self.say(error.to_string(), Role::Error);
            return false;
        }
        if self.look.query != prompt.before.query {
            self.history.remember(&prompt.before);
        }
        true
    }

    fn accept_search(&mut self, typed: &str) -> bool {
        if typed.is_empty() {
            self.search = None;
            return true;
        }
        if self.search.is_none() {
            self.say("this is no regular expression", Role::Error);
            return false;
        }
        self.next_match(1);
        true
    }

    fn cancel(&mut self) {
        let Some(Overlay::Prompt(prompt)) = self.overlays.pop() else { return };
        match prompt.kind {
            Kind::Search => self.search = None,
            Kind::FindActor => {
                self.actors.find.clear();
                self.actors.stale = true;
            }
            Kind::Filter | Kind::GoTo | Kind::Palette => {}
        }
        self.place.focus = prompt.focus;
        if prompt.before != self.look {
            self.adopt(prompt.before);
        }
        self.message_fresh = false;
    }

    /// Takes a completion into the text; once more takes the next one.
    fn complete(&mut self, direction: isize) {
        let Some(prompt) = self.prompt() else { return };
        let Preview::Filter { completions, chosen, .. } = &prompt.preview else {
            self.choose(direction);
            return;
        };
        let len = completions.items.len();
        if len == 0 {
            return;
        }
        let mut cursor = Cursor { at: chosen.unwrap_or(0), top: 0 };
        if chosen.is_some() || direction < 0 {
            cursor.turn(direction, len);
        }
        let next = cursor.at;
        let typed = prompt.input.value();
        let completions = completions.clone();
        let text = format!(
            "{}{}{}",
            &typed[..completions.replaces.start],
            completions.items[next].insert,
            &typed[completions.replaces.end..]
        );
        let end = completions.replaces.start + completions.items[next].insert.len();
        let only = completions.items.len() == 1;
        let cursor = text[..end].chars().count();
        prompt.input = tui_input::Input::from(text).with_cursor(cursor);
        if only {
            self.preview();
            return;
        }
        // The list stays as it was, so that Tab goes on through it.
        let replaces = completions.replaces.start..end;
        self.preview();
        let preview = self.prompt().map(|prompt| &mut prompt.preview);
        if let Some(Preview::Filter { completions: shown, chosen, .. }) = preview {
            *shown = Completions { replaces, ..completions };
            *chosen = Some(next);
        }
    }

    /// Goes through the list of a prompt, or through what was typed before.
    fn choose(&mut self, direction: isize) {
        let Some(prompt) = self.prompt() else { return };
        match &mut prompt.preview {
            Preview::Palette { actions, cursor } => cursor.turn(direction, actions.len()),
            _ if prompt.kind == Kind::FindActor => {
                let len = self.actors.nodes.len();
                self.actors.cursor.step(direction, len);
            }
            _ => self.recall(-direction),
        }
    }

    /// Brings back what was typed before in a prompt of this kind.
    fn recall(&mut self, back: isize) {
        let Some(Overlay::Prompt(prompt)) = self.overlays.last() else { return };
        let kind = prompt.kind;
        let earlier: Vec<&String> = self
            .inputs
            .iter()
            .rev()
            .filter(|(other, _)| *other == kind)
            .map(|(_, text)| text)
            .collect();
        let at = prompt.recalled.map_or(back - 1, |at| at as isize + back);
        let (recalled, text) = match usize::try_from(at) {
            Ok(at) if at < earlier.len() => (Some(at), earlier[at].clone()),
            Ok(_) => return,
            Err(_) => (None, String::new()),
        };
        if let Some(prompt) = self.prompt() {
            prompt.input = tui_input::Input::from(text);
            prompt.recalled = recalled;
        }
        self.preview();
    }
}

/// What drawing asks of a prompt.
impl App {
    /// What the explorer makes of what is typed: in words, how they look, and a count.
    #[must_use]
    pub fn prompt_words(&self, prompt: &Prompt) -> (String, Role, String) {
        let none = String::new;
        match (&prompt.preview, prompt.kind) {
            (Preview::Filter { meaning: Ok(words), .. }, _) => {
                (text::neutralise(words).into_owned(), Role::Hint, self.shown_words())
            }
            (Preview::Filter { meaning: Err(error), .. }, _) => {
                (text::neutralise(&error.to_string()).into_owned(), Role::Error, none())
            }
            (Preview::GoTo(Ok(landing)), _) => {
                (format!("lands on: {}", landing.words), Role::Hint, none())
            }
            (Preview::GoTo(Err(words)), _) => {
                (text::neutralise(words).into_owned(), Role::Error, none())
            }
            (_, Kind::Search) => match &self.search {
                Some(search) if search.pending.is_some() => {
                    (so_far(search.found.count()), Role::Hint, none())
                }
                Some(search) => (
                    format!("found in {}", counted(search.found.count(), "event")),
                    Role::Hint,
                    none(),
                ),
                None if prompt.input.value().is_empty() => (none(), Role::Hint, none()),
                None => ("this is no regular expression".into(), Role::Error, none()),
            },
            (_, Kind::FindActor) => {
                (format!("{} actors", self.actors.nodes.len()), Role::Hint, none())
            }
            _ => (none(), Role::Hint, none()),
        }
    }

    /// Where in the typed text something is wrong, in cells.
    #[must_use]
    pub fn prompt_error(&self, prompt: &Prompt) -> Option<Range<u16>> {
        let Preview::Filter { meaning: Err(error), .. } = &prompt.preview else { return None };
        let typed: Vec<char> = prompt.input.value().chars().collect();
        let width = |end: usize| {
            text::width(&typed[..end.min(typed.len())].iter().collect::<String>()) as u16
        };
        Some(width(error.at.start)..width(error.at.end.max(error.at.start + 1)))
    }

    /// The list above a prompt, and which of its items is chosen.
    #[must_use]
    pub fn prompt_items(&self, prompt: &Prompt) -> (Vec<Item>, Option<usize>) {
        match &prompt.preview {
            Preview::Filter { completions, chosen, .. } => {
                let items = completions.items.iter().map(|completion| Item {
                    left: text::neutralise(&completion.label).into_owned(),
                    words: text::neutralise(&completion.note).into_owned(),
                    right: completion
                        .events
                        .map(|events| counted(events, "event"))
                        .unwrap_or_default(),
                    role: Role::Text,
                });
                (items.collect(), *chosen)
            }
            Preview::Palette { actions, cursor } => {
                let items = actions.iter().map(|&action| Item {
                    left: action.name().to_owned(),
                    words: action.help().to_owned(),
                    right: self.keys_of(action),
                    role: Role::Text,
                });
                (items.collect(), Some(cursor.at))
            }
            _ => (Vec::new(), None),
        }
    }
}

/// The actions whose name or help has all the typed words: those whose name begins so first.
fn found_actions(typed: &str) -> Vec<Action> {
    let typed = text::fold(typed).into_owned();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let rank = |action: &Action| {
        let (name, help) = (action.name(), action.help());
        let all = words.iter().all(|word| name.contains(word) || help.contains(word));
        all.then(|| match words.first() {
            Some(word) if name.starts_with(word) => 0,
            Some(word) if name.contains(word) => 1,
            _ => 2,
        })
    };
    let mut found: Vec<(i32, Action)> = Action::all()
        .filter(|action| action.context().covers(Context::Pane))
        .filter_map(|action| Some((rank(&action)?, action)))
        .collect();
    found.sort_by_key(|&(rank, _)| rank);
    found.into_iter().map(|(_, action)| action).collect()
}
