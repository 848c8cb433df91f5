//! Every field of the selected record, with how it is known and what proves it; the source opened
//! in its place or beside it.

mod preview;
mod source;

use ratatui::{layout::Rect, style::Style};

use crate::{
    base::text,
    model::{ActorId, Anchor, Basis, Status},
    tui::{
        action::{Action, Context},
        canvas::{Canvas, Title},
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane},
        session::Session,
        theme::{Role, Theme},
    },
    view::{
        Link, Record,
        detail::{self, Field, Mark, NOTE_DISTANCE},
    },
};
use source::Source;

/// More lines of one field than any screen has: what is beyond can't be turned to.
const MOST_LINES: usize = 1_000;

/// The detail pane.
#[derive(Debug, Default)]
pub(super) struct Detail {
    /// The record with its fields.
    shown: Option<detail::Detail>,
    /// Its fields, wrapped.
    lines: Vec<detail::Line>,
    /// The width for which they were wrapped; `None` before they are.
    lines_for: Option<usize>,
    /// The width of its longest label.
    labels: u16,
    /// The field under the cursor; the first line shown.
    cursor: Cursor,
    /// The source that was opened, or stands beside.
    source: Option<Source>,
    /// Whether it was opened here, and covers the fields.
    covers: bool,
    /// The timeline that all this is of, by its number.
    load: u64,
    /// What was decided when the fields were made.
    version: u64,
}

impl Detail {
    fn settle_fields(&mut self, session: &mut Session) {
        if session.subject.is_none() {
            session.subject = session.look.selected.map(Record::Event);
        }
        let is_other = self.shown.as_ref().map(|detail| detail.record) != session.subject;
        if is_other || self.version != session.version() {
            self.version = session.version();
            self.shown = session.subject.map(|record| detail::of(session.timeline(), record));
            self.labels = self.shown.as_ref().map_or(0, |detail| longest_label(&detail.fields));
            self.lines_for = None;
            let fields = self.shown.as_ref().map_or(0, |detail| detail.fields.len());
            let at = if is_other { 0 } else { self.cursor.at.min(fields.saturating_sub(1)) };
            self.cursor = Cursor { at, ..self.cursor };
        }
        let Some(detail) = &self.shown else { return };
        let columns = Columns::of(session.layout.inner(Slot::Detail));
        let width = value_width(columns.width, label_width(self.labels, columns.width));
        if self.lines_for != Some(width) {
            self.lines_for = Some(width);
            self.lines = detail::wrapped(&detail.fields, width, MOST_LINES);
        }
        let at = self.lines.partition_point(|line| line.field < self.cursor.at);
        let lowest = (at + 1).saturating_sub(columns.lines());
        let last = self.lines.len().saturating_sub(columns.lines());
        self.cursor.top = self.cursor.top.clamp(lowest, at).min(last.max(lowest));
    }

    /// Opens what was asked for; where there is room beside, the source of the record.
    fn settle_source(&mut self, session: &mut Session) {
        let inner = session.layout.source_inner();
        let (width, height) =
            (usize::from(inner.width.saturating_sub(4)).max(8), usize::from(inner.height));
        let beside = session.layout.source.is_some();
        let wanted = match session.reading {
            Some(reading) => Some((reading.record, reading.number)),
            None => session.subject.filter(|_| beside).map(|record| (record, 0)),
        };
        let turns = session.reading.as_mut().is_some_and(|it| std::mem::take(&mut it.turns));
        self.covers = session.reading.is_some() && !beside;
        let entry =
            wanted.and_then(|(record, number)| session.evidence_of(record).get(number).copied());
        let reader = entry.and_then(|entry| session.reader(entry.source));
        match (wanted.zip(entry), reader, &mut self.source) {
            (Some((at, entry)), reader, Some(source)) if source.id() == entry.source => {
                if let Some(reader) = reader {
                    source.look_again(reader);
                }
                if source.at() != at || turns {
                    source.turn_to(at, height);
                }
            }
            (Some((at, entry)), Some(reader), shown) => {
                *shown = Some(Source::open(entry.source, reader, at));
            }
            (_, _, shown) => *shown = None,
        }
        if let Some(source) = &mut self.source {
            source.take_match(session, height);
            source.wrap(width, height);
            let picked = session.picked.as_ref().filter(|picked| picked.source == source.id());
            if let Some(picked) = picked {
                source.show_byte(picked.last, height);
            }
        }
    }

    /// The source, where it covers the fields.
    fn covering(&self) -> Option<&Source> {
        self.source.as_ref().filter(|_| self.covers)
    }

    fn field(&self) -> Option<&Field> {
        self.shown.as_ref()?.fields.get(self.cursor.at)
    }
}

impl Pane for Detail {
    fn slot(&self) -> Slot {
        Slot::Detail
    }

    fn context(&self) -> Context {
        Context::Detail
    }

    fn hints(&self, _session: &Session) -> Hints {
        if self.covers {
            return &[
                (&[Action::NextMatch, Action::PreviousMatch], "next evidence"),
                (&[Action::Address], "address"),
                (&[Action::CopyCitation], "copy"),
                (&[Action::Close], "back"),
            ];
        }
        &[
            (&[Action::Open], "open"),
            (&[Action::GoToSource], "source"),
            (&[Action::Why], "why"),
            (&[Action::Address], "address"),
            (&[Action::CopyCitation], "copy"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        if self.load != session.loads {
            *self = Self { load: session.loads, ..Self::default() };
        }
        self.settle_fields(session);
        self.settle_source(session);
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        if let Some(source) = self.source.as_mut().filter(|_| self.covers) {
            return source.scroll(lines, usize::from(session.layout.source_inner().height));
        }
        let (before, fields) =
            (self.cursor.at, self.shown.as_ref().map_or(0, |detail| detail.fields.len()));
        self.cursor.step(lines, fields);
        self.cursor.at != before
    }

    fn page(&self, session: &Session) -> u16 {
        if self.covers {
            session.layout.source_inner().height
        } else {
            session.layout.inner(Slot::Detail).height
        }
    }

    fn open(&mut self, session: &mut Session) {
        if self.covers {
            session.notice("this is the source; Esc goes back");
            return;
        }
        match self.field().and_then(|field| field.link) {
            Some(Link::Evidence(record, number)) => session.open_source(record, number),
            Some(Link::Record(Record::Event(row)))
                if session.subject == Some(Record::Event(row)) =>
            {
                session.notice("this is the event");
            }
            Some(Link::Record(Record::Event(row))) => session.select(row),
            Some(Link::Record(record)) => session.look_at(record),
            None => session.notice("nothing to open here"),
        }
    }

    fn click(&mut self, session: &mut Session, (x, y): (u16, u16), again: bool) {
        if self.covers {
            return;
        }
        let columns = Columns::of(session.layout.inner(Slot::Detail));
        let line = columns.line_at(x, y).map(|line| self.cursor.top + line);
        let field = line.and_then(|line| self.lines.get(line)).map(|line| line.field);
        match field {
            Some(field) if again && self.cursor.at == field => self.open(session),
            Some(field) => self.cursor.at = field,
            None => {}
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        let height = usize::from(session.layout.source_inner().height);
        let Some(source) = &mut self.source else {
            let found = session.next_found(direction);
            if let Some(row) = found {
                session.select(row);
            }
            return found.is_some();
        };
        if session.search.is_some() {
            return source.next_match(session, direction, height);
        }
        let Some((record, number)) = source.next_citation(direction, height) else { return false };
        session.subject = Some(record);
        if let Some(reading) = &mut session.reading {
            (reading.record, reading.number) = (record, number);
        }
        if let Some(row) = session.event_of(record) {
            session.look.selected = Some(row);
        }
        true
    }

    fn actors(&self, session: &Session) -> Vec<ActorId> {
        match self.field().and_then(|field| field.link) {
            Some(Link::Record(Record::Actor(actor))) if !self.covers => vec![actor],
            _ => match session.subject {
                Some(Record::Actor(actor)) => vec![actor],
                _ => session.actors_of_selected(),
            },
        }
    }

    fn name(&self, _session: &Session) -> &'static str {
        if self.covers { "Source" } else { Slot::Detail.title() }
    }

    fn note(&self, _session: &Session) -> String {
        let id = || self.shown.as_ref().map_or_else(String::new, |detail| detail.id.clone());
        self.covering().map_or_else(id, |source| source.note("·"))
    }

    fn position(&self, _session: &Session) -> String {
        let fields = self.shown.as_ref().map_or(0, |detail| detail.fields.len());
        let field = || super::position(self.cursor.at, fields);
        self.covering().map_or_else(field, Source::position)
    }

    fn lines(&self, _session: &Session) -> usize {
        let fields = || self.shown.as_ref().map_or(0, |detail| detail.fields.len());
        self.covering().map_or_else(fields, Source::blocks)
    }

    fn at(&self, _session: &Session) -> usize {
        self.covering().map_or(self.cursor.at, Source::block)
    }

    fn say(&self, _session: &Session, line: usize) -> String {
        if let Some(source) = self.covering() {
            return source.say(line);
        }
        let field = self.shown.as_ref().and_then(|detail| detail.fields.get(line));
        field.map_or_else(String::new, Field::said)
    }

    fn has_title(&self, session: &Session) -> bool {
        self.covers || session.layout.class > crate::tui::layout::Class::Compact
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        if let Some(source) = self.covering() {
            source.draw(session, session.layout.source_inner(), canvas);
            return;
        }
        let Some(detail) = self.shown.as_ref().filter(|_| !self.covers) else {
            let style = canvas.theme[Role::Muted];
            let words =
                if self.covers { "The source is being opened." } else { "Nothing is selected." };
            canvas.pen(area, 1).skip(2).put(words, style);
            return;
        };
        self.draw_fields(detail, has_keys, area, canvas);
    }

    fn draw_beside(&self, session: &Session, has_keys: bool, canvas: &mut Canvas<'_>) {
        if let Some(area) = session.layout.preview {
            let selected = session.look.selected.is_some();
            preview::draw(self.shown.as_ref().filter(|_| selected), area, canvas);
        }
        let Some(area) = session.layout.source else { return };
        let (note, position) = self.source.as_ref().map_or_else(Default::default, |source| {
            (source.note(canvas.glyphs.separator), source.position())
        });
        let title = Title {
            slot: Slot::Detail,
            name: "Source",
            note: &note,
            position: &position,
            has_keys,
        };
        canvas.title(area, &title);
        if let Some(source) = &self.source {
            source.draw(session, session.layout.source_inner(), canvas);
        } else {
            let words = "The words that prove the record stand here, where its source has them.";
            let style = canvas.theme[Role::Muted];
            canvas.pen(area, 2).skip(2).put(words, style);
        }
    }
}

impl Detail {
    fn draw_fields(
        &self,
        detail: &detail::Detail,
        has_keys: bool,
        area: Rect,
        canvas: &mut Canvas<'_>,
    ) {
        let theme = canvas.theme;
        let title = detail.title.lines().next().unwrap_or_default();
        canvas.pen(area, 0).skip(2).put(title, theme[Role::Heading]);
        let columns = Columns::of(area);
        let labels = label_width(self.labels, columns.width);
        let mut label_above = "";
        let shown = self.lines.iter().skip(self.cursor.top).take(columns.lines());
        for (number, line) in shown.enumerate() {
            let field = &detail.fields[line.field];
            let place = columns.place(number);
            let mut pen = canvas.pen(place, 0);
            pen.skip(2);
            // A label is not repeated for each entry of a list.
            let label = if line.first && field.label != label_above { &*field.label } else { "" };
            if line.first {
                label_above = &field.label;
            }
            pen.column(label, labels - 1, theme[Role::Label]).put(" ", theme[Role::Label]);
            let value = &field.value[line.value.clone()];
            let quotes = field.label == "evidence" || field.label == "statement";
            let role = if quotes { Role::Quote } else { Role::Text };
            pen.put(value, theme[role].patch(mark_style(theme, field.mark)));
            if line.is_cut {
                pen.put("…", theme[Role::Muted]);
            }
            let note = &field.note[line.note.clone()];
            if !note.is_empty() {
                let gap = if value.is_empty() { 0 } else { NOTE_DISTANCE as u16 };
                let style = match field.mark {
                    Mark::Anchor(anchor) if anchor != Anchor::Ok => theme[Role::Error],
                    _ => theme[Role::Muted],
                };
                pen.skip(gap).put(note, style);
            }
            if line.first && line.field == self.cursor.at && has_keys {
                canvas.select(place, true);
            }
        }
    }
}

/// The columns in which the fields stand, below the record's title: several where there is room.
#[derive(Clone, Copy, Debug)]
struct Columns {
    area: Rect,
    count: u16,
    width: u16,
}

impl Columns {
    /// The columns of a pane.
    fn of(inner: Rect) -> Self {
        /// As wide as text is read with ease.
        const WIDTH: u16 = 64;
        let area = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        let count = (inner.width / WIDTH).max(1);
        Self { area, count, width: inner.width / count }
    }

    /// How many lines are seen at once.
    fn lines(&self) -> usize {
        usize::from(self.area.height.max(1)) * usize::from(self.count)
    }

    /// Where one of them stands.
    fn place(&self, line: usize) -> Rect {
        let height = usize::from(self.area.height.max(1));
        let (column, line) = ((line / height) as u16, (line % height) as u16);
        let x = self.area.x + column.min(self.count - 1) * self.width;
        Rect { x, y: self.area.y + line, width: self.width, height: 1 }.intersection(self.area)
    }

    /// Which of them stands at a place, counted from the corner of the pane.
    fn line_at(&self, x: u16, y: u16) -> Option<usize> {
        let line = usize::from(y.checked_sub(1)?);
        let column = usize::from((x / self.width.max(1)).min(self.count - 1));
        Some(column * usize::from(self.area.height.max(1)) + line)
    }
}

/// The cells for labels, with a space behind them, in a pane of this width: data sets have columns
/// with long names.
fn label_width(longest: u16, width: u16) -> u16 {
    /// Enough for the labels of records.
    const USUAL: u16 = 13;
    longest.saturating_add(1).min(width / 3).max(USUAL)
}

/// The width of the longest label in cells.
fn longest_label(fields: &[Field]) -> u16 {
    fields.iter().map(|field| text::width(&field.label) as u16).max().unwrap_or(0)
}

/// The cells for values in a pane of this width, beside such labels.
fn value_width(width: u16, labels: u16) -> usize {
    usize::from(width.saturating_sub(labels + 4)).max(8)
}

/// How a value looks by how it is known.
fn mark_style(theme: &Theme, mark: Mark) -> Style {
    match mark {
        Mark::Basis(Basis::Inferred | Basis::Published) | Mark::Derived => theme[Role::Inferred],
        Mark::Status(Status::Planned) => theme[Role::Planned],
        Mark::Status(Status::Disputed | Status::Denied | Status::Unverified) => {
            theme[Role::Doubtful]
        }
        Mark::Anchor(Anchor::Moved | Anchor::Many | Anchor::Lost) => theme[Role::Error],
        Mark::Plain | Mark::Anchor(Anchor::Ok) | Mark::Basis(_) | Mark::Status(_) => Style::new(),
    }
}
