//! What can be done with one actor, wherever it stands.

use crate::{
    base::{once::each_once, rows::Row},
    model::ActorId,
    query::Term,
    tui::{action::Action, session::Session},
};

/// What to do with an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithActor {
    /// Keep only its events.
    Only,
    /// Keep its events, too.
    Add,
    /// Leave its events out.
    Exclude,
    /// Go to its next event.
    Next,
    /// Go to its event before.
    Previous,
}

impl WithActor {
    /// What an action wants an actor for; `None` if it wants none.
    #[must_use]
    pub fn of(action: Action) -> Option<Self> {
        match action {
            Action::OnlyActor => Some(Self::Only),
            Action::AddActor => Some(Self::Add),
            Action::Exclude => Some(Self::Exclude),
            Action::NextOfActor => Some(Self::Next),
            Action::PreviousOfActor => Some(Self::Previous),
            _ => None,
        }
    }

    /// The question when there are several actors.
    #[must_use]
    pub fn question(self) -> &'static str {
        match self {
            Self::Only => "Keep only whose events?",
            Self::Add => "Add whose events?",
            Self::Exclude => "Exclude whose events?",
            Self::Next => "Go to whose next event?",
            Self::Previous => "Go to whose previous event?",
        }
    }
}

impl Session {
    /// Does something with an actor.
    pub fn with_actor(&mut self, what: WithActor, actor: ActorId) {
        let term = self.term_of(actor);
        match what {
            WithActor::Only => self.change(|look| {
                let only = look.query.only(term.clone());
                // Asking once more for the only one takes the filter away.
                look.query = if look.query == only { only.without_last() } else { only };
            }),
            WithActor::Add => {
                if self.look.query.asks_for(&term) {
                    let name = &self.timeline().actor(actor).name;
                    self.notice(format!("events of {name} are kept already"));
                }
                self.change(|look| look.query = look.query.with(term));
            }
            WithActor::Exclude => {
                self.change(|look| look.query = look.query.toggling_exclusion(term));
            }
            WithActor::Next => self.step_of_actor(actor, 1),
            WithActor::Previous => self.step_of_actor(actor, -1),
        }
    }

    /// The term that finds what the number beside an actor counts.
    #[must_use]
    pub fn term_of(&self, actor: ActorId) -> Term {
        Term::for_actor(actor, &self.store)
    }

    /// Those who take part in the selected event.
    #[must_use]
    pub fn actors_of_selected(&self) -> Vec<ActorId> {
        self.selected().map(|row| self.actors_of(row)).unwrap_or_default()
    }

    /// Those who take part in an event, each once.
    #[must_use]
    pub fn actors_of(&self, row: Row) -> Vec<ActorId> {
        each_once(self.timeline().event(row).actors().iter().map(|part| part.actor()))
    }

    /// Goes to the next shown event of an actor in a direction.
    fn step_of_actor(&mut self, actor: ActorId, direction: isize) {
        let selected = self.look.selected.unwrap_or(0);
        let of_actor = self.store.rows_of(actor);
        let shown = |row: &&Row| self.rows().contains(**row);
        let found = if direction > 0 {
            let after = of_actor.partition_point(|&row| row <= selected);
            of_actor[after..].iter().find(shown)
        } else {
            let before = of_actor.partition_point(|&row| row < selected);
            of_actor[..before].iter().rev().find(shown)
        };
        match found {
            Some(&row) => self.select(row),
            None => self.notice(format!(
                "no {} event of {} among those shown",
                if direction > 0 { "later" } else { "earlier" },
                self.timeline().actor(actor).name
            )),
        }
    }
}
