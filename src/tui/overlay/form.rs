//! A record is corrected, or an event written, field by field.
//!
//! ```text
//!  ┌ correct: Bashar al-Assad fighting Islamic State ───────────────┐
//!  │ who    US-led coalition                    was: Bashar al-Assad │
//!  │▸whom   Islamic State                                            │
//!  │ kind   assault                                                  │
//!  └────────────────────────────────────────────────────────────────┘
//!  whom: actors, with semicolons between; - for nobody
//!  whom ▸ isl_
//! ```

use crate::{
    base::{progress::Progress, text},
    model::{day::Day, when::typed},
    query::{self, Completion},
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        cursor::Cursor,
        overlay::{
            Item, Kind, Layer, Wish,
            line::{Line, Meaning, draw_list_above},
        },
        pane::Hints,
        session::{FormField, FormOf, Session},
        theme::Role,
    },
    view::{Record, summary},
};

/// A form.
#[derive(Debug)]
pub struct Form {
    of: FormOf,
    title: String,
    fields: Vec<Field>,
    at: usize,
    line: Line,
    /// What can stand in the field, given what is typed.
    offers: Vec<Completion>,
    /// Which of these is chosen.
    chosen: Option<usize>,
    /// The day from which dates are counted that are typed in part: `13 aug`, `+3d`.
    anchor: Option<Day>,
}

/// A field, what stood in it and what stands in it now.
#[derive(Debug)]
struct Field {
    of: FormField,
    before: String,
    now: String,
    /// How it was read, if a person has corrected it.
    was: Option<String>,
}

impl Form {
    /// A form for correcting a record, with the cursor on what is most often wrong.
    #[must_use]
    pub fn correcting(session: &Session, record: Record) -> Self {
        let title = summary::words(session.timeline(), record);
        Self::new(session, FormOf::Record(record), format!("correct: {title}"))
    }

    /// A form for an event of one's own.
    #[must_use]
    pub fn writing(session: &mut Session) -> Self {
        let proofs = session.take_proofs();
        Self::new(session, FormOf::NewEvent(proofs), "a new event".to_owned())
    }

    fn new(session: &Session, of: FormOf, title: String) -> Self {
        let timeline = session.timeline();
        let decision = match &of {
            FormOf::Record(Record::Event(row)) => timeline.event(*row).decision(),
            FormOf::Record(Record::Statement(id)) => timeline.decision(*id),
            _ => None,
        };
        let was = |field: FormField| {
            let name = if let FormField::Part(_) = field { "actors" } else { field.label() };
            let was = decision?.was.iter().find(|(label, _)| *label == name)?;
            Some(was.1.clone())
        };
        let fields = session.form_fields(&of).into_iter().map(|(field, now)| Field {
            of: field,
            before: now.clone(),
            now,
            was: was(field),
        });
        let mut form = Self {
            of,
            title,
            fields: fields.collect(),
            at: 0,
            line: Line::new("", "", ""),
            offers: Vec::new(),
            chosen: None,
            anchor: session.selected().and_then(|row| timeline.when(row).listing_day()),
        };
        form.go(0);
        form
    }

    fn field(&self) -> FormField {
        self.fields.get(self.at).map_or(FormField::Note, |field| field.of)
    }

    /// Puts the cursor on a field; what is typed there takes the place of what stands in it.
    fn go(&mut self, at: usize) {
        self.at = at;
        let hint = "type to change it, Tab to edit it, - for nothing, Enter to keep the form";
        self.line = Line::new(self.field().label(), hint, "");
        (self.offers, self.chosen) = (Vec::new(), None);
    }

    /// Takes what is typed into the field.
    fn take(&mut self) {
        let offered = self.chosen.and_then(|chosen| self.offers.get(chosen));
        let text = match offered {
            Some(offer) => self.with_last(&offer.label),
            None => self.line.text().trim().to_owned(),
        };
        // What is typed in part is kept whole.
        let is_when = self.field() == FormField::When && text != "-";
        let when = typed::parse(&text, self.anchor).ok().filter(|_| is_when);
        let text = when.map_or(text, |typed| typed.when.edtf());
        if let Some(field) = self.fields.get_mut(self.at).filter(|_| !text.is_empty()) {
            field.now = if text == "-" { String::new() } else { text };
        }
        self.go(self.at);
    }

    /// What is typed, with this in the place of its last part.
    fn with_last(&self, value: &str) -> String {
        let typed = self.line.text();
        match typed.rfind(';').filter(|_| self.field().is_list()) {
            Some(at) => format!("{}; {value}", typed[..at].trim_end()),
            None => value.to_owned(),
        }
    }

    /// What is typed behind the last semicolon.
    fn last_part(&self) -> &str {
        let typed = self.line.text();
        let start = typed.rfind(';').filter(|_| self.field().is_list()).map_or(0, |at| at + 1);
        typed[start..].trim()
    }

    /// What can stand in the field; where nobody but a new actor is meant, that is offered, too.
    fn look_up(&mut self, session: &Session) {
        let part = self.last_part().to_owned();
        (self.offers, self.chosen) = (Vec::new(), None);
        let Some(of) = self.field().offers().filter(|_| !part.is_empty() && part != "-") else {
            return;
        };
        let value = part.replace('"', "");
        let query = format!("{of}:\"{value}\"");
        let cursor = query.len() - 1;
        let found = query::complete(&query, cursor, session.store(), &Progress::default());
        self.offers = found.items;
        let is_closed =
            matches!(self.field(), FormField::Kind | FormField::Status | FormField::Form);
        let is_there = self.offers.iter().any(|offer| offer.label.eq_ignore_ascii_case(&part));
        if self.field().takes_actors() && !is_there {
            self.offers.push(Completion {
                insert: String::new(),
                label: part,
                note: "a new actor".to_owned(),
                events: None,
            });
        }
        // Of names the first is meant, of free words what is typed.
        self.chosen =
            (!self.offers.is_empty() && (is_closed || self.field().takes_actors())).then_some(0);
    }

    fn accept(&mut self, session: &mut Session) -> Wish {
        if !self.line.text().trim().is_empty() {
            if let Some(error) = self.error() {
                session.say(error, Role::Error);
                return Wish::Stay;
            }
            self.take();
            return Wish::Stay;
        }
        let changed = self.fields.iter().filter(|field| {
            field.now != field.before
                || matches!(self.of, FormOf::NewEvent(_)) && !field.now.is_empty()
        });
        let typed: Vec<(FormField, String)> =
            changed.map(|field| (field.of, field.now.clone())).collect();
        if let FormOf::NewEvent(_) = self.of
            && self.fields[0].now.is_empty()
        {
            session.say("an event needs a title", Role::Error);
            return Wish::Stay;
        }
        if typed.is_empty() {
            session.notice("left as it was");
        } else if session.keep_form(&self.of, &typed) {
            session.notice(match self.of {
                FormOf::Record(_) => "corrected; u takes it back",
                FormOf::NewEvent(_) => "written; u takes it back",
            });
        }
        Wish::Close
    }

    /// What is wrong with what is typed.
    fn error(&self) -> Option<String> {
        let text = self.line.text().trim();
        let is_when = self.field() == FormField::When && !text.is_empty() && text != "-";
        if is_when {
            return typed::parse(text, self.anchor).err().map(|error| error.to_string());
        }
        let is_closed = matches!(self.field(), FormField::Status | FormField::Form);
        (is_closed && self.offers.is_empty() && !text.is_empty())
            .then(|| format!("unknown {} '{text}'", self.field().label()))
    }

    /// What the field takes, or what is made of what is typed.
    fn meaning(&self) -> Meaning {
        if let Some(error) = self.error() {
            return Meaning::new(error, Role::Error);
        }
        let text = self.line.text().trim();
        let shown =
            if text.is_empty() { self.fields.get(self.at).map_or("", |it| &it.now) } else { text };
        let words = match self.field() {
            FormField::When if shown.is_empty() => "no date".to_owned(),
            FormField::When => typed::parse(shown, self.anchor)
                .map(|typed| typed.when.long_words())
                .unwrap_or_default(),
            field if field.is_list() => {
                format!("{}: several with semicolons between", field.label())
            }
            FormField::Kind => "kind: one of the list, or a word of your own".to_owned(),
            field => field.label().to_owned(),
        };
        Meaning::new(words, Role::Hint)
    }

    fn complete(&mut self, session: &mut Session, direction: isize) {
        if self.line.text().is_empty() {
            let now = self.fields.get(self.at).map(|field| field.now.clone()).unwrap_or_default();
            let end = now.len();
            if now.is_empty() {
                session.notice("nothing to edit or to complete here");
            }
            self.line.set(now, end);
            return;
        }
        if self.offers.is_empty() {
            self.look_up(session);
        }
        if self.offers.is_empty() {
            session.notice("nothing to complete here");
            return;
        }
        let mut cursor = Cursor { at: self.chosen.unwrap_or(0), top: 0 };
        if self.chosen.is_some() {
            cursor.turn(direction, self.offers.len());
        }
        self.chosen = Some(cursor.at);
    }

    /// The fields as lines.
    fn items(&self) -> Vec<Item> {
        let item = |field: &Field| {
            let was = match &field.was {
                Some(was) if was.is_empty() => "was: nothing".to_owned(),
                Some(was) => format!("was: {was}"),
                None if field.now != field.before && field.before.is_empty() => "new".to_owned(),
                None if field.now != field.before => format!("read: {}", field.before),
                None => String::new(),
            };
            let role = if field.now == field.before { Role::Label } else { Role::Kept };
            let shown = |words: &str| text::neutralise(&text::one_line(words)).into_owned();
            Item {
                left: field.of.label().to_owned(),
                words: shown(&field.now),
                right: shown(&was),
                role,
            }
        };
        self.fields.iter().map(item).collect()
    }

    fn step(&mut self, direction: isize) {
        if !self.line.text().trim().is_empty() && self.error().is_none() {
            self.take();
        }
        let mut cursor = Cursor { at: self.at, top: 0 };
        cursor.turn(direction, self.fields.len());
        self.go(cursor.at);
    }
}

impl Kind for Form {
    const NAME: &'static str = "form";
    const CONTEXT: Context = Context::Prompt;
    const ANSWERS: &'static [Action] = super::COMPLETES;
}

impl Layer for Form {
    types_line! {}

    fn hints(&self) -> Hints {
        &[
            (&[Action::Accept], "take it, then keep the form"),
            (&[Action::Next, Action::Previous], "field"),
            (&[Action::Complete], "complete"),
            (&[Action::Cancel], "leave as it was"),
        ]
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        match action {
            Action::Accept => return self.accept(session),
            Action::Complete => self.complete(session, 1),
            Action::CompleteBack => self.complete(session, -1),
            Action::Next => self.step(1),
            Action::Previous => self.step(-1),
            _ => return Wish::Close,
        }
        Wish::Stay
    }

    fn edited(&mut self, session: &mut Session) {
        // A semicolon takes what the name before it completes to.
        let offer = self.chosen.and_then(|chosen| self.offers.get(chosen)).cloned();
        let typed = self.line.text().to_owned();
        if let (Some(offer), Some(before)) = (offer, typed.strip_suffix(';'))
            && self.field().is_list()
        {
            let start = before.rfind(';').map_or(0, |at| at + 1);
            let lead = if start > 0 { " " } else { "" };
            let text = format!("{}{lead}{}; ", &before[..start], offer.label);
            let end = text.len();
            self.line.set(text, end);
        }
        self.look_up(session);
    }

    fn asks(&self) -> Option<String> {
        let field = self.fields.get(self.at)?;
        let (label, now) = (field.of.label(), text::one_line(&field.now));
        let now = if now.is_empty() { "nothing" } else { &now };
        let keys = "type to change it, - for nothing; down and up lead on, Enter keeps the form";
        Some(format!("{label}: {now}; {keys}"))
    }

    fn told(&self) -> Vec<String> {
        let fields = self.items().into_iter().map(|item| {
            let was = if item.right.is_empty() { item.right } else { format!(" ({})", item.right) };
            format!("{}: {}{was}", item.left, item.words)
        });
        [self.title.clone()].into_iter().chain(fields).collect()
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let items = self.items();
        let title = text::neutralise(&self.title).into_owned();
        let height = draw_list_above(&title, &items, Some(self.at), (session, 0), canvas);
        let offers: Vec<Item> = self
            .offers
            .iter()
            .map(|offer| Item {
                right: text::neutralise(&offer.note).into_owned(),
                ..Item::with_left(text::neutralise(&offer.label), "", Role::Text)
            })
            .collect();
        draw_list_above("Tab chooses", &offers, self.chosen, (session, height), canvas);
        self.line.draw(session, &self.meaning(), None, canvas);
    }
}
