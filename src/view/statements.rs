//! Who said what to whom, in what form, as reported by whom.

use std::borrow::Cow;

use crate::model::{Form, Statement, Timeline};

/// The words of a statement: in quotation marks only where they are the speaker's own, word for
/// word. A paraphrase never looks like a quotation.
#[must_use]
pub fn quoted(statement: &Statement) -> Cow<'_, str> {
    match statement.form {
        Some(Form::Verbatim | Form::Fragment) => Cow::Owned(format!("\"{}\"", statement.text)),
        Some(Form::Paraphrase | Form::Recalled) | None => Cow::Borrowed(&statement.text),
    }
}

/// The words with their speaker before them.
#[must_use]
pub fn attributed(timeline: &Timeline, statement: &Statement) -> String {
    match statement.speaker {
        Some(speaker) => format!("{}: {}", timeline.actor(speaker).name, quoted(statement)),
        None => quoted(statement).into_owned(),
    }
}
