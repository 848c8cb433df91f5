//! A query is typed, and filters while it is typed.
//!
//! **Invariants.** What is still being typed changes nothing: a word that may become the name of a
//! field, and a term that is not understood yet. Enter takes the text as it stands.

use std::ops::Range;

use crate::{
    base::text,
    query::{self, Completions, Field},
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        overlay::{
            Kind, Layer, Wish,
            line::Meaning,
            typing::{Typing, understand},
        },
        pane::Hints,
        session::{Look, Session},
        theme::Role,
    },
};

/// The filter prompt.
#[derive(Debug)]
pub struct Filter {
    typing: Typing,
    /// How everything was before, to return to.
    before: Look,
    /// What the finished part of the query means.
    meaning: String,
}

impl Filter {
    /// A prompt on the present filters.
    #[must_use]
    pub fn new(session: &mut Session) -> Self {
        let mut text = session.look.query.to_string();
        if !text.is_empty() {
            text.push(' ');
        }
        let hint = "actor:lavrov date:2015-08 -kind:consult; words search everything";
        let mut filter = Self {
            typing: Typing::new("filter", hint, &text),
            before: session.look.clone(),
            meaning: String::new(),
        };
        filter.preview(session);
        filter
    }

    /// Filters by what is typed so far.
    fn preview(&mut self, session: &mut Session) {
        let whole = self.typing.look_up(session);
        if !session.is_loaded() {
            "the events are still being read".clone_into(&mut self.meaning);
            return;
        }
        let text = self.typing.line.text().to_owned();
        let term = term_at(&text, self.typing.line.cursor());
        let without = || {
            let rest = format!("{} {}", &text[..term.start], &text[term.end..]);
            understand(&rest, session).ok()
        };
        let finished = match whole {
            Ok(_) if may_be_a_field(&text[term.clone()]) => without(),
            Ok(query) => Some(query),
            Err(_) => without(),
        };
        let query = finished.unwrap_or_else(|| self.before.query.clone());
        // A database is asked when the filter is accepted, not by each key.
        if query != session.look.query && session.open_survey().is_none() {
            session.adopt(Look { query: query.clone(), ..self.before.clone() });
            session.fresh = false;
        }
        self.meaning = query::meaning(&query, session.store());
    }

    fn accept(&mut self, session: &mut Session) -> Wish {
        let Some(query) = self.typing.query(session) else { return Wish::Stay };
        if !session.is_loaded() {
            // Names are looked up as soon as the events are there.
            session.look.query = query;
            session.notice("filtered as soon as the events are read");
        } else if query != session.look.query {
            session.adopt(Look { query, ..self.before.clone() });
        }
        if session.look.query != self.before.query {
            session.remember(&self.before);
        }
        self.typing.line.remember(session);
        Wish::Close
    }

    fn cancel(&mut self, session: &mut Session) -> Wish {
        if self.before != session.look {
            session.adopt(self.before.clone());
        }
        session.fresh = false;
        Wish::Close
    }

    fn complete(&mut self, session: &mut Session, direction: isize) {
        if self.typing.complete(session, direction) {
            self.preview(session);
        }
    }
}

/// The term that the cursor, a byte of the text, stands at the end of, in bytes: up to the space
/// before it that no quotation mark or bracket protects.
fn term_at(text: &str, cursor: usize) -> Range<usize> {
    let mut start = 0;
    let (mut quoted, mut depth) = (false, 0_u32);
    for (at, character) in text[..cursor].char_indices() {
        match character {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            ' ' | '(' | ')' if !quoted && depth == 0 => start = at + 1,
            _ => {}
        }
    }
    let end = text[cursor..].find([' ', ')']).map_or(text.len(), |end| cursor + end);
    start..end
}

/// Whether a word may be the beginning of a field's name.
fn may_be_a_field(term: &str) -> bool {
    let word = term.trim_start_matches('-').to_lowercase();
    let begins = |name: &str| name.starts_with(&word);
    !word.is_empty()
        && Field::all()
            .any(|field| begins(field.name()) || field.aliases().iter().any(|&alias| begins(alias)))
}

impl Kind for Filter {
    const NAME: &'static str = "filter prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::COMPLETES;
}

impl Layer for Filter {
    types_line! { typing }

    fn hints(&self) -> Hints {
        super::TYPES_AND_CHOOSES
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => return self.accept(session),
            Action::Cancel => return self.cancel(session),
            Action::Complete => self.complete(session, 1),
            Action::CompleteBack => self.complete(session, -1),
            Action::Next => self.recall(session, -1),
            Action::Previous => self.recall(session, 1),
            _ => {}
        }
        Wish::Stay
    }

    fn edited(&mut self, session: &mut Session) {
        self.preview(session);
    }

    fn take_completions(&mut self, completions: Completions) {
        self.typing.take_completions(completions);
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let meaning = Meaning {
            words: text::neutralise(&self.meaning).into_owned(),
            role: Role::Hint,
            count: session.shown_words(),
        };
        self.typing.draw(meaning, session, canvas);
    }
}
