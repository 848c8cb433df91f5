//! A form of a file is chosen by its letter, then the name of the file is typed; where that is there
//! already, it is asked whether to replace it.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::layout::Position;

use crate::{
    base::text,
    export::FileFormat,
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        keymap::Key,
        overlay::{
            Item, Kind, Layer, List, Wish,
            line::{FULL, Line, Meaning},
        },
        pane::Hints,
        session::Session,
        theme::Role,
    },
};

/// How far one is.
#[derive(Debug)]
pub struct Export {
    step: Step,
}

#[derive(Debug)]
enum Step {
    /// A form is chosen.
    Form(Vec<FileFormat>, List),
    /// A name is typed.
    Name(FileFormat, Line),
    /// It is asked whether a file is replaced: no, or yes.
    Replace(FileFormat, PathBuf, List),
}

impl Export {
    /// A choice among the forms that there are here.
    #[must_use]
    pub fn new(session: &Session) -> Self {
        let formats = session.file_formats();
        let items = formats.iter().map(|format| {
            let (name, help) = format.name_and_help();
            Item { right: name, ..Item::with_left(format.letter(), help, Role::Text) }
        });
        let list = List::to_choose("Export as", items.collect());
        Self { step: Step::Form(formats, list) }
    }

    /// The question whether to replace a file.
    #[must_use]
    pub fn asking(format: FileFormat, path: PathBuf) -> Self {
        let name = text::neutralise(&path.to_string_lossy()).into_owned();
        let items = vec![
            Item::with_left("n", "no, under another name", Role::Text),
            Item::with_left("y", "yes, replace it", Role::Text),
        ];
        let list = List::to_choose(format!("{name} is there already"), items);
        Self { step: Step::Replace(format, path, list) }
    }

    /// Does what a line of a list stands for.
    fn choose(&mut self, session: &mut Session, at: usize) -> Wish {
        match &self.step {
            Step::Form(formats, _) => {
                let Some(&format) = formats.get(at) else { return Wish::Stay };
                self.step = Step::Name(format, prompt(&session.file_name(format)));
            }
            Step::Replace(format, path, _) if at == 0 => {
                self.step = Step::Name(*format, prompt(&path.to_string_lossy()));
            }
            Step::Replace(format, path, _) => {
                session.export(*format, path.clone(), true);
                return Wish::Close;
            }
            Step::Name(..) => {}
        }
        Wish::Stay
    }

    /// Goes to another line of a list, or to a name that was typed before.
    fn step(&mut self, session: &mut Session, lines: isize) {
        match self.list_mut().map(|list| list.step(lines)) {
            Some(true) => {}
            Some(false) => session.notice("no other line to choose"),
            None => self.recall(session, -lines),
        }
    }

    fn accept(&mut self, session: &mut Session) -> Wish {
        let Step::Name(format, line) = &self.step else {
            let at = self.list().map_or(0, List::at);
            return self.choose(session, at);
        };
        let path = line.text().trim();
        if path.is_empty() {
            session.notice("no name was typed");
            return Wish::Stay;
        }
        let path = PathBuf::from(path);
        line.remember(session);
        session.export(*format, path, false);
        Wish::Close
    }
}

fn prompt(name: &str) -> Line {
    Line::new("write to", "the name of a file", name)
}

impl Kind for Export {
    const NAME: &'static str = "export";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::RECALLS;
}

impl Layer for Export {
    fn hints(&self) -> Hints {
        match self.step {
            Step::Name(..) => &[(&[Action::Accept], "write"), (&[Action::Cancel], "back")],
            Step::Form(..) | Step::Replace(..) => &[
                (&[Action::Next, Action::Previous], "move"),
                (&[Action::Accept], "choose, or its letter"),
                (&[Action::Cancel], "back"),
            ],
        }
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => return self.accept(session),
            Action::Cancel => return Wish::Close,
            Action::Next => self.step(session, 1),
            _ => self.step(session, -1),
        }
        Wish::Stay
    }

    fn line(&self) -> Option<&Line> {
        match &self.step {
            Step::Name(_, line) => Some(line),
            Step::Form(..) | Step::Replace(..) => None,
        }
    }

    fn line_mut(&mut self) -> Option<&mut Line> {
        match &mut self.step {
            Step::Name(_, line) => Some(line),
            Step::Form(..) | Step::Replace(..) => None,
        }
    }

    fn list(&self) -> Option<&List> {
        match &self.step {
            Step::Form(_, list) | Step::Replace(_, _, list) => Some(list),
            Step::Name(..) => None,
        }
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        match &mut self.step {
            Step::Form(_, list) | Step::Replace(_, _, list) => Some(list),
            Step::Name(..) => None,
        }
    }

    /// A letter chooses, or edits the name.
    fn type_key(&mut self, session: &mut Session, key: Key) -> Wish {
        if let Some(line) = self.line_mut() {
            if !line.type_key(key) && line.is_full() {
                session.notice(FULL);
            }
            return Wish::Stay;
        }
        let KeyCode::Char(letter) = key.event().code else { return Wish::Stay };
        let at = match &self.step {
            Step::Form(formats, _) => formats.iter().position(|it| it.letter() == letter),
            _ => ['n', 'y'].iter().position(|&it| it == letter),
        };
        if let Some(at) = at {
            return self.choose(session, at);
        }
        session.notice(format!("{letter} chooses nothing here"));
        Wish::Stay
    }

    fn settle(&mut self, session: &mut Session) {
        if let Some(list) = self.list_mut() {
            list.settle(session);
        }
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        match &self.step {
            Step::Form(_, list) | Step::Replace(_, _, list) => list.draw(session, canvas),
            Step::Name(format, line) => {
                let words = format!("{} of what is shown", format.noun());
                let count = session.shown_words();
                line.draw(session, &Meaning { words, role: Role::Hint, count }, None, canvas);
            }
        }
    }

    fn cursor(&self, session: &Session) -> Option<Position> {
        Some(self.line()?.position(&session.layout))
    }
}
