//! A query is typed, and filters while it is typed.
//!
//! **Invariants.** What is still being typed changes nothing: a word that may become the name of a
//! field, and a term that is not understood yet. Enter takes the text as it stands.

use std::ops::Range;

use crate::{
    base::text,
    query::{self, Completions, Field, Plan, Query, QueryError},
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        cursor::Cursor,
        overlay::{
            Item, Kind, Layer, Wish,
            line::{Line, Meaning, draw_list},
        },
        pane::Hints,
        session::{Look, Session},
        theme::Role,
    },
    view::counted,
};

/// The filter prompt.
#[derive(Debug)]
pub struct Filter {
    line: Line,
    /// How everything was before, to return to.
    before: Look,
    /// What the finished part of the query means.
    meaning: String,
    /// What is wrong with the text.
    error: Option<QueryError>,
    /// What could come next; `None` while that is worked out.
    completions: Option<Completions>,
    /// The completion that was taken last.
    chosen: Option<usize>,
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
            line: Line::new("filter", hint, &text),
            before: session.look.clone(),
            meaning: String::new(),
            error: None,
            completions: None,
            chosen: None,
        };
        filter.preview(session);
        filter
    }

    /// Filters by what is typed so far.
    fn preview(&mut self, session: &mut Session) {
        let text = self.line.text().to_owned();
        self.chosen = None;
        let whole = understand(&text, session);
        self.error = whole.as_ref().err().cloned();
        if !session.is_loaded() {
            "the events are still being read".clone_into(&mut self.meaning);
            self.completions = Some(Completions::default());
            return;
        }
        let term = term_at(&text, self.line.cursor());
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
        if query != session.look.query {
            session.adopt(Look { query: query.clone(), ..self.before.clone() });
            session.fresh = false;
        }
        self.meaning = query::meaning(&query, session.store());
        self.completions = session.completions(&text, self.line.cursor());
    }

    /// What is wrong, once nothing could still make it right.
    fn error(&self) -> Option<&QueryError> {
        let open = self.completions.as_ref().is_none_or(|completions| !completions.items.is_empty());
        self.error.as_ref().filter(|_| !open)
    }

    fn accept(&mut self, session: &mut Session) -> Wish {
        let query = match understand(self.line.text(), session) {
            Ok(query) => query,
            Err(error) => {
                session.say(error.to_string(), Role::Error);
                self.completions = Some(Completions::default());
                return Wish::Stay;
            }
        };
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
        self.line.remember(session);
        Wish::Close
    }

    fn cancel(&mut self, session: &mut Session) -> Wish {
        if self.before != session.look {
            session.adopt(self.before.clone());
        }
        session.fresh = false;
        Wish::Close
    }

    /// Takes a completion into the text; once more takes the next one.
    fn complete(&mut self, session: &mut Session, direction: isize) {
        let completions = self.completions.clone().unwrap_or_default();
        let len = completions.items.len();
        if len == 0 {
            session.notice("nothing to complete here");
            return;
        }
        let mut cursor = Cursor { at: self.chosen.unwrap_or(0), top: 0 };
        if self.chosen.is_some() || direction < 0 {
            cursor.turn(direction, len);
        }
        let next = cursor.at;
        let typed = self.line.text();
        let insert = &completions.items[next].insert;
        let start = completions.replaces.start;
        let text = format!("{}{insert}{}", &typed[..start], &typed[completions.replaces.end..]);
        let end = start + insert.len();
        self.line.set(text, end);
        self.preview(session);
        if len > 1 {
            // The list stays as it was, so that Tab goes on through it.
            self.completions = Some(Completions { replaces: start..end, ..completions });
            self.chosen = Some(next);
        }
    }

    fn items(&self) -> Vec<Item> {
        let items = self.completions.iter().flat_map(|completions| &completions.items);
        items
            .map(|completion| Item {
                left: text::neutralise(&completion.label).into_owned(),
                words: text::neutralise(&completion.note).into_owned(),
                right: completion.events.map(|events| counted(events, "event")).unwrap_or_default(),
                role: Role::Text,
            })
            .collect()
    }
}

/// The query of a text, where its names are known once the events are there.
fn understand(text: &str, session: &Session) -> Result<Query, QueryError> {
    let query = Query::parse(text)?;
    if session.is_loaded() {
        Plan::new(&query, session.store())?;
    }
    Ok(query)
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
        && Field::all().any(|field| {
            begins(field.name()) || field.aliases().iter().any(|&alias| begins(alias))
        })
}

impl Kind for Filter {
    const NAME: &'static str = "filter prompt";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = &[ Action::Accept, Action::Cancel, Action::Complete, Action::CompleteBack, Action::Next, Action::Previous, ];
}

impl Layer for Filter {
    types_line! {}

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
        if self.chosen.is_none() {
            self.completions = Some(completions);
        }
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let error = self.error();
        let meaning = match error {
            Some(error) => {
                Meaning::new(text::neutralise(&error.to_string()).into_owned(), Role::Error)
            }
            None => Meaning {
                words: text::neutralise(&self.meaning).into_owned(),
                role: Role::Hint,
                count: session.shown_words(),
            },
        };
        let typed = self.line.text();
        let byte = |at: usize| typed.char_indices().nth(at).map_or(typed.len(), |(byte, _)| byte);
        let wrong = error.map(|error| byte(error.at.start)..byte(error.at.end));
        self.line.draw(session, &meaning, wrong, canvas);
        draw_list("completions", &self.items(), self.chosen, &session.layout, canvas);
    }
}
