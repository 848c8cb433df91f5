//! A query as it is typed in a line: what is wrong with it, and what could come next.

use crate::{
    base::text,
    query::{Completions, Query, QueryError},
    tui::{
        canvas::Canvas,
        cursor::Cursor,
        overlay::{
            Item,
            line::{Line, Meaning, draw_list},
        },
        session::Session,
        theme::Role,
    },
    view::counted,
};

/// A line in which a query is typed.
#[derive(Debug)]
pub(super) struct Typing {
    pub line: Line,
    /// What is wrong with the text.
    error: Option<QueryError>,
    /// What could come next; `None` while that is worked out.
    completions: Option<Completions>,
    /// The completion that was taken last.
    chosen: Option<usize>,
    /// The list from which it was taken, to go on through it.
    kept: Option<(Completions, usize)>,
}

impl Typing {
    /// A line with some text to begin with.
    pub fn new(label: &'static str, hint: &'static str, text: &str) -> Self {
        let line = Line::new(label, hint, text);
        Self { line, error: None, completions: None, chosen: None, kept: None }
    }

    /// Looks up what is typed, and what could come next.
    pub fn look_up(&mut self, session: &mut Session) -> Result<Query, QueryError> {
        let read = understand(self.line.text(), session);
        self.error = read.as_ref().err().cloned();
        self.chosen = None;
        if let Some((completions, at)) = self.kept.take() {
            (self.completions, self.chosen) = (Some(completions), Some(at));
        } else if session.is_loaded() {
            self.completions = session.completions(self.line.text(), self.line.cursor());
        } else {
            self.completions = Some(Completions::default());
        }
        read
    }

    /// What is wrong, once nothing could still make it right.
    pub fn error(&self) -> Option<&QueryError> {
        let open =
            self.completions.as_ref().is_none_or(|completions| !completions.items.is_empty());
        self.error.as_ref().filter(|_| !open)
    }

    /// The query as it stands; what is wrong with it is said.
    pub fn query(&mut self, session: &mut Session) -> Option<Query> {
        match understand(self.line.text(), session) {
            Ok(query) => Some(query),
            Err(error) => {
                session.say(error.to_string(), Role::Error);
                self.completions = Some(Completions::default());
                None
            }
        }
    }

    /// Takes a completion into the text, once more the next one; whether there is one.
    pub fn complete(&mut self, session: &mut Session, direction: isize) -> bool {
        let completions = self.completions.clone().unwrap_or_default();
        let len = completions.items.len();
        if len == 0 {
            session.notice("nothing to complete here");
            return false;
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
        if len > 1 {
            // The list stays as it was, so that Tab goes on through it.
            self.kept = Some((Completions { replaces: start..end, ..completions }, next));
        }
        true
    }

    /// Takes what can be typed next.
    pub fn take_completions(&mut self, completions: Completions) {
        if self.chosen.is_none() {
            self.completions = Some(completions);
        }
    }

    fn items(&self, session: &Session) -> Vec<Item> {
        // A sample stands for any number of events.
        let counts = session.open_survey().is_none();
        let items = self.completions.iter().flat_map(|completions| &completions.items);
        items
            .map(|completion| Item {
                left: text::neutralise(&completion.label).into_owned(),
                words: text::neutralise(&completion.note).into_owned(),
                right: completion
                    .events
                    .filter(|_| counts)
                    .map(|events| counted(events, "event"))
                    .unwrap_or_default(),
                role: Role::Text,
            })
            .collect()
    }

    /// Draws the line with what the query means, or what is wrong with it.
    pub fn draw(&self, meaning: Meaning, session: &Session, canvas: &mut Canvas<'_>) {
        let error = self.error();
        let meaning = match error {
            Some(error) => {
                Meaning::new(text::neutralise(&error.to_string()).into_owned(), Role::Error)
            }
            None => meaning,
        };
        let typed = self.line.text();
        let byte = |at: usize| typed.char_indices().nth(at).map_or(typed.len(), |(byte, _)| byte);
        let wrong = error.map(|error| byte(error.at.start)..byte(error.at.end));
        self.line.draw(session, &meaning, wrong, canvas);
        draw_list("completions", &self.items(session), self.chosen, &session.layout, canvas);
    }
}

/// The query of a text, where its names are known once the events are there.
pub(super) fn understand(text: &str, session: &Session) -> Result<Query, QueryError> {
    let query = Query::parse(text)?;
    if session.is_loaded() {
        session.check(&query)?;
    }
    Ok(query)
}
