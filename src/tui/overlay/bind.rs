//! The actor that another one is, is typed: two names of one.

use crate::{
    base::text,
    model::ActorId,
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

/// So many actors are offered.
const OFFERED: usize = 50;

/// The prompt for the other actor.
#[derive(Debug)]
pub struct Bind {
    line: Line,
    actor: ActorId,
    name: String,
    /// The names of those that are taken for it already.
    bound: Vec<String>,
    /// Who is meant by what is typed, those with most events first.
    offers: Vec<ActorId>,
    cursor: Cursor,
}

impl Bind {
    /// A prompt about an actor.
    #[must_use]
    pub fn new(session: &Session, actor: ActorId) -> Self {
        let hint = "the name of whom this is; Enter alone undoes the binding";
        let name = session.timeline().actor(actor).name.clone();
        let bound = session.bound_to(actor);
        let line = Line::new("is", hint, "");
        Self { line, actor, name, bound, offers: Vec::new(), cursor: Cursor::default() }
    }

    fn accept(&self, session: &mut Session) -> Wish {
        if self.line.text().trim().is_empty() {
            session.unbind(self.actor);
            return Wish::Close;
        }
        let Some(&other) = self.offers.get(self.cursor.at) else {
            session.say("no other actor is called so", Role::Error);
            return Wish::Stay;
        };
        session.bind(self.actor, other);
        Wish::Close
    }

    fn turn(&mut self, session: &mut Session, direction: isize) {
        if self.offers.len() < 2 {
            session.notice("no other actor is called so; type the beginning of a name");
        }
        self.cursor.turn(direction, self.offers.len());
    }
}

impl Kind for Bind {
    const NAME: &'static str = "binding prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::COMPLETES;
}

impl Layer for Bind {
    types_line! {}

    fn hints(&self) -> Hints {
        &[
            (&[Action::Accept], "they are one"),
            (&[Action::Next, Action::Previous], "choose"),
            (&[Action::Cancel], "back"),
        ]
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => return self.accept(session),
            Action::Next | Action::Complete => self.turn(session, 1),
            Action::Previous | Action::CompleteBack => self.turn(session, -1),
            _ => return Wish::Close,
        }
        Wish::Stay
    }

    fn edited(&mut self, session: &mut Session) {
        let typed = self.line.text().trim();
        let mut offers: Vec<ActorId> = if typed.is_empty() {
            Vec::new()
        } else {
            let found = session.store().actor_names().beginning(typed).into_iter().map(ActorId);
            found.filter(|&actor| actor != self.actor).collect()
        };
        offers.sort_by_key(|&actor| std::cmp::Reverse(session.store().rows_of(actor).len()));
        offers.truncate(OFFERED);
        (self.offers, self.cursor) = (offers, Cursor::default());
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let timeline = session.timeline();
        let items: Vec<Item> = self
            .offers
            .iter()
            .map(|&actor| {
                let actor = timeline.actor(actor);
                Item {
                    right: actor.kind.name().replace('_', " "),
                    ..Item::with_left(text::neutralise(&actor.name), "", Role::Text)
                }
            })
            .collect();
        draw_list("the same actor", &items, Some(self.cursor.at), &session.layout, canvas);
        let words = if self.bound.is_empty() {
            format!("{} is another name of", self.name)
        } else {
            format!("{} is another name of; bound to it: {}", self.name, self.bound.join(", "))
        };
        let words = text::neutralise(&words).into_owned();
        self.line.draw(session, &Meaning::new(words, Role::Hint), None, canvas);
    }
}
