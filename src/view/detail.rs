//! Everything that is known of one record, field by field, each with what proves it.
//!
//! ```text
//!   when         Thu 13 Aug 2015              2015-08-13, stated
//!   participant  Khaled Khoja                 head, National Coalition
//!   evidence     "Khaled Khoja, head of …"    Russia pushes again …, characters 100-254, ok
//!   label        value                        note
//! ```
//!
//! Labels are the field names of the native format, so that the screen teaches the file.

mod actor;
mod event;
mod evidence;
mod extra;
mod source;
mod statement;

pub use actor::actor;
pub use event::event;
pub use source::source;
pub use statement::statement;

use std::{borrow::Cow, ops::Range};

use crate::{
    base::text,
    model,
    view::{Link, Record, shown, why},
};

/// One record with all its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The record.
    pub record: Record,
    /// Its title, its words or its name; perhaps of several lines.
    pub title: String,
    /// Its id.
    pub id: String,
    /// What is known of it.
    pub fields: Vec<Field>,
}

/// One field; of a list (actors, evidence) one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, or the role of an actor; for a column of a data set, the column's.
    pub label: Cow<'static, str>,
    /// Its value, perhaps of several lines; safe to show, not wrapped.
    pub value: String,
    /// A remark on the value: how it is known, in what office, at what place in the
    /// source; often empty.
    pub note: String,
    /// The state of the value that decides its look.
    pub mark: Mark,
    /// Where Enter leads.
    pub link: Option<Link>,
}

impl Field {
    /// The field in a line: "participant: Khaled Khoja (head, National Coalition)".
    #[must_use]
    pub fn said(&self) -> String {
        let value = self.value.lines().collect::<Vec<_>>().join(" ");
        let note = match (self.note.is_empty(), value.is_empty()) {
            (true, _) => String::new(),
            (false, true) => self.note.clone(),
            (false, false) => format!(" ({})", self.note),
        };
        format!("{}: {value}{note}", self.label)
    }
}

/// What makes a value look different; the note says the same in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    Plain,
    /// How a date or place is known.
    Basis(model::Basis),
    /// It is not in the data, but follows from it by a rule of a standard.
    Derived,
    /// Whether the event happened.
    Status(model::Status),
    /// Whether the words are where they should be.
    Anchor(model::Anchor),
}

/// All fields of a record, whatever it is.
#[must_use]
pub fn of(timeline: &model::Timeline, record: Record) -> Detail {
    match record {
        Record::Event(row) => event(timeline, row),
        Record::Statement(id) => statement(timeline, id),
        Record::Actor(id) => actor(timeline, id),
        Record::Source(id) => source(timeline, id),
    }
}

/// One line of a wrapped detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the field that it belongs to.
    pub field: usize,
    /// Whether it is the first line of the field, the one with the label.
    pub first: bool,
    /// The part of the field's value on it, in bytes.
    pub value: Range<usize>,
    /// The part of the field's note on it, in bytes; it stands behind the value.
    pub note: Range<usize>,
    /// Whether the value has further lines, which are left out.
    pub is_cut: bool,
}

/// How far a note stands from the value before it, in cells.
pub const NOTE_DISTANCE: usize = 2;

/// The fields wrapped for values and notes of this width in cells. A note stands behind its value
/// where both fit on a line, else below it. Of each field `most` lines at most. O(their text).
#[must_use]
pub fn wrapped(fields: &[Field], width: usize, most: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, field) in fields.iter().enumerate() {
        let first = lines.len();
        let line = |value, note| Line { field: number, first: false, value, note, is_cut: false };
        let values = text::wrap_first(&field.value, width, most.saturating_add(1));
        let is_cut = values.len() > most;
        lines.extend(values.into_iter().take(most).map(|value| line(value, 0..0)));
        if is_cut {
            lines[first..].last_mut().into_iter().for_each(|last| last.is_cut = true);
        } else if !field.note.is_empty() {
            let end = field.value.len();
            match lines[first..].last_mut() {
                Some(last) if note_fits(field, last.value.clone(), width) => {
                    last.note = 0..field.note.len();
                }
                _ => {
                    let notes = text::wrap(&field.note, width).into_iter();
                    lines.extend(notes.map(|note| line(end..end, note)));
                }
            }
        }
        if lines.len() == first {
            lines.push(line(0..0, 0..0));
        }
        lines[first].first = true;
    }
    lines
}

fn note_fits(field: &Field, last_line: Range<usize>, width: usize) -> bool {
    let room = width.saturating_sub(text::width(&field.value[last_line]) + NOTE_DISTANCE);
    // No character is wider in cells than its encoding is long in bytes.
    field.note.len() <= room || text::width(&field.note) <= room
}

impl Field {
    /// A field with nothing but a value from a file.
    #[must_use]
    pub fn plain(label: impl Into<Cow<'static, str>>, value: &str) -> Self {
        Self {
            label: label.into(),
            value: text::neutralise_block(value).into_owned(),
            note: String::new(),
            mark: Mark::Plain,
            link: None,
        }
    }

    /// A column of a data set, which the native format has no field for.
    #[must_use]
    pub fn column(name: &str, value: &str) -> Self {
        Self::plain(shown::line(name).into_owned(), value)
    }

    fn with_note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    fn with_mark(self, mark: Mark) -> Self {
        Self { mark, ..self }
    }

    fn with_link(self, link: Link) -> Self {
        Self { link: Some(link), ..self }
    }
}

/// The field, unless it is empty.
fn unless_empty(label: &'static str, value: &str) -> Option<Field> {
    (!value.is_empty()).then(|| Field::plain(label, value))
}

/// The field with how its value is known, and further notes before that.
fn with_basis(field: Field, basis: Option<model::Basis>, note: &str) -> Field {
    let words = basis.map(|basis| match basis {
        model::Basis::Published => "the date of publication",
        basis => basis.name(),
    });
    let note = [note, words.unwrap_or_default()];
    let note: Vec<&str> = note.into_iter().filter(|part| !part.is_empty()).collect();
    let note = shown::line(&note.join(", ")).into_owned();
    field.with_note(note).with_mark(basis.map_or(Mark::Plain, Mark::Basis))
}

/// What an extractor says of its record.
fn provenance(
    confidence: Option<model::Confidence>,
    rule: &str,
    date_rule: &str,
) -> impl Iterator<Item = Field> + use<> {
    let confidence = confidence.map(|confidence| {
        let field = Field::plain("confidence", &confidence.value().to_string());
        field.with_note(why::doubt(Some(confidence)).map_or("", |_| "low"))
    });
    let rules = [unless_empty("rule", rule), unless_empty("date_rule", date_rule)];
    confidence.into_iter().chain(rules.into_iter().flatten())
}

#[cfg(test)]
mod tests;
