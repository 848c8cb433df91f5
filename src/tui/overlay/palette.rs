//! The name of an action is typed; those that match are listed with their keys.

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        cursor::Cursor,
        overlay::{
            Item, Kind, Layer, Wish,
            line::{Line, Meaning, draw_list},
        },
        pane::Hints,
        session::Session,
        theme::Role,
    },
};

/// The palette.
#[derive(Debug)]
pub struct Palette {
    line: Line,
    /// The actions that can be asked for here, with their keys.
    actions: Vec<(Action, String)>,
    /// Those that match, by their number.
    found: Vec<usize>,
    cursor: Cursor,
}

impl Palette {
    /// An empty prompt for these actions, each with its keys.
    #[must_use]
    pub fn new(actions: Vec<(Action, String)>) -> Self {
        let line = Line::new("do", "the name of an action", "");
        let mut palette = Self { line, actions, found: Vec::new(), cursor: Cursor::default() };
        palette.preview();
        palette
    }

    /// Finds the actions whose name or help has all the typed words: those whose name begins so
    /// first.
    fn preview(&mut self) {
        let typed = text::fold(self.line.text()).into_owned();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let rank = |action: Action| {
            let (name, help) = (action.name(), action.help());
            let all = words.iter().all(|word| name.contains(word) || help.contains(word));
            all.then(|| match words.first() {
                Some(word) if name.starts_with(word) => 0,
                Some(word) if name.contains(word) => 1,
                _ => 2,
            })
        };
        let numbered = self.actions.iter().enumerate();
        let mut found: Vec<(i32, usize)> =
            numbered.filter_map(|(number, it)| Some((rank(it.0)?, number))).collect();
        found.sort_by_key(|&(rank, _)| rank);
        self.found = found.into_iter().map(|(_, number)| number).collect();
        self.cursor = Cursor::default();
    }

    fn accept(&self, session: &mut Session) -> Wish {
        if let Some(&number) = self.found.get(self.cursor.at) {
            return Wish::Act(self.actions[number].0);
        }
        session.notice("no action has this name");
        Wish::Stay
    }

    /// Chooses another action: one line on round the ends, a page on up to the ends.
    fn choose(&mut self, session: &mut Session, lines: isize) {
        let before = self.cursor.at;
        if lines.abs() == 1 {
            self.cursor.turn(lines, self.found.len());
        } else {
            self.cursor.step(lines, self.found.len());
        }
        if self.cursor.at == before {
            session.notice("no other action to choose");
        }
    }
}

impl Kind for Palette {
    const NAME: &'static str = "palette";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = &[
        Action::Accept,
        Action::Cancel,
        Action::Complete,
        Action::CompleteBack,
        Action::Next,
        Action::Previous,
        Action::PageDown,
        Action::PageUp,
    ];
}

impl Layer for Palette {
    types_line! {}

    fn hints(&self) -> Hints {
        super::TYPES_AND_CHOOSES
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => return self.accept(session),
            Action::Cancel => return Wish::Close,
            Action::Complete | Action::Next => self.choose(session, 1),
            Action::CompleteBack | Action::Previous => self.choose(session, -1),
            Action::PageDown => self.choose(session, 8),
            Action::PageUp => self.choose(session, -8),
            _ => {}
        }
        Wish::Stay
    }

    fn edited(&mut self, _session: &mut Session) {
        self.preview();
    }

    fn choices(&self) -> Vec<Item> {
        let found = self.found.iter().map(|&number| &self.actions[number]);
        let item = |(action, keys): &(Action, String)| Item {
            right: keys.clone(),
            ..Item::with_left(action.name(), action.help(), Role::Text)
        };
        found.map(item).collect()
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let words = if self.found.is_empty() { "no action has this name" } else { "" };
        self.line.draw(session, &Meaning::new(words, Role::Hint), None, canvas);
        draw_list("actions", &self.choices(), Some(self.cursor.at), &session.layout, canvas);
    }
}
