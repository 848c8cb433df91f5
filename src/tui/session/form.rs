//! A record as a form: its fields as texts that one can type, and the way back into the notebook.

use crate::{
    base::{rows::Row, text::fold},
    model::{ActorId, ActorKind, Kind, Review, Role, StatementId, Timeline},
    notebook::{EventFields, Notebook, Part, Proof, StatementFields},
    tui::session::{Session, deciding::is_all},
    view::Record,
};

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormField {
    /// The title of an event.
    Title,
    /// Those who take part in a role.
    Part(Role),
    /// The kind of act.
    Kind,
    /// When.
    When,
    /// Where.
    Place,
    /// Whether it happened.
    Status,
    /// The tags.
    Tags,
    /// Who made a statement.
    Speaker,
    /// To whom.
    To,
    /// The words.
    Words,
    /// How near the words are to the spoken ones.
    Form,
    /// Who reported them.
    Via,
    /// What is noted.
    Note,
}

impl FormField {
    /// What it is called: the field's name in the native format, and in a query.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Part(Role::Initiator) => "who",
            Self::Part(Role::Recipient) => "whom",
            Self::Part(Role::Participant) => "with",
            Self::Part(role) => role.name(),
            Self::Kind => "kind",
            Self::When => "when",
            Self::Place => "place",
            Self::Status => "status",
            Self::Tags => "tags",
            Self::Speaker => "speaker",
            Self::To => "to",
            Self::Words => "text",
            Self::Form => "form",
            Self::Via => "via",
            Self::Note => "note",
        }
    }

    /// The field of a query whose values can be offered here.
    #[must_use]
    pub fn offers(self) -> Option<&'static str> {
        Some(match self {
            Self::Part(_) | Self::Speaker | Self::To | Self::Via => "actor",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Status => "status",
            Self::Tags => "tag",
            Self::Form => "form",
            Self::Title | Self::When | Self::Words | Self::Note => return None,
        })
    }

    /// Whether it takes several values with semicolons between.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Part(_) | Self::To | Self::Tags)
    }

    /// Whether nobody but an actor can stand in it.
    #[must_use]
    pub fn takes_actors(self) -> bool {
        self.offers() == Some("actor")
    }
}

/// What a form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormOf {
    /// A record that is there.
    Record(Record),
    /// An event that is to be written, with what proves it.
    NewEvent(Vec<Proof>),
}

impl Session {
    /// The fields of a form with what stands in each now.
    #[must_use]
    pub fn form_fields(&self, of: &FormOf) -> Vec<(FormField, String)> {
        match of {
            FormOf::Record(Record::Event(row)) => event_fields(self.timeline(), *row),
            FormOf::Record(Record::Statement(id)) => statement_fields(self.timeline(), *id),
            FormOf::Record(Record::Actor(_) | Record::Source(_)) => Vec::new(),
            FormOf::NewEvent(_) => {
                let day = self.selected().map(|row| self.timeline().when(row).edtf());
                let kind = Kind::Other.name().to_owned();
                let mut fields = vec![
                    (FormField::Title, String::new()),
                    (FormField::When, day.unwrap_or_default()),
                    (FormField::Kind, kind),
                ];
                let parts = [Role::Initiator, Role::Recipient, Role::Participant];
                fields.extend(parts.map(|role| (FormField::Part(role), String::new())));
                let others =
                    [FormField::Place, FormField::Status, FormField::Tags, FormField::Note];
                fields.extend(others.map(|field| (field, String::new())));
                fields
            }
        }
    }

    /// Keeps what was typed in the fields of a form, each with its text; whether that changed
    /// anything.
    pub fn keep_form(&mut self, of: &FormOf, typed: &[(FormField, String)]) -> bool {
        if typed.is_empty() {
            return false;
        }
        let record = match of {
            FormOf::Record(record) => Some(*record),
            FormOf::NewEvent(_) => None,
        };
        let next = record.and_then(|record| self.next_of(record));
        let corrected = match record {
            Some(Record::Event(row)) => Some(self.timeline().event(row).id().into_owned()),
            _ => None,
        };
        let timeline = self.timeline();
        let known: Vec<Vec<Option<ActorId>>> = typed
            .iter()
            .map(|(field, text)| {
                let names = if field.takes_actors() { names(text) } else { Vec::new() };
                names.into_iter().map(|name| self.actor_called(name)).collect()
            })
            .collect();
        let ids: Vec<Vec<Option<String>>> = known
            .iter()
            .map(|known| {
                known.iter().map(|id| id.map(|id| timeline.actor(id).id.clone())).collect()
            })
            .collect();
        let mut new_id = None;
        let changed = self.edit(|notebook, laid, read| {
            let typed: Vec<(FormField, Typed)> = typed
                .iter()
                .zip(ids)
                .map(|((field, text), ids)| (*field, Typed::new(notebook, *field, text, ids)))
                .collect();
            match of {
                FormOf::Record(Record::Event(row)) => {
                    let parts = parts_of(&laid.timeline, *row);
                    if let Some(note) = note(&typed) {
                        note.clone_into(&mut notebook.event(laid, read, *row).note);
                    }
                    notebook.correct_event(laid, read, *row, |set| set_event(set, &typed, parts));
                    if let Some((id, set)) = statement_follows(&laid.timeline, *row, &typed) {
                        notebook.correct_statement(laid, read, id, set);
                    }
                    // Who has looked at the event has looked at what was said.
                    for (id, _) in laid.timeline.event(*row).statements() {
                        let said = notebook.statement(laid, read, id);
                        if said.review.is_none() && is_all(&laid.timeline, *row, id) {
                            said.decide(Some(Review::Accepted));
                        }
                    }
                }
                FormOf::Record(Record::Statement(id)) => {
                    if let Some(note) = note(&typed) {
                        note.clone_into(&mut notebook.statement(laid, read, *id).note);
                    }
                    notebook.correct_statement(laid, read, *id, |set| set_statement(set, &typed));
                    if let Some((row, set)) = event_follows(&laid.timeline, *id, &typed) {
                        notebook.correct_event(laid, read, row, set);
                    }
                }
                FormOf::Record(Record::Actor(_) | Record::Source(_)) => {}
                FormOf::NewEvent(proofs) => {
                    let mut set = EventFields::default();
                    set_event(&mut set, &typed, Vec::new());
                    set.evidence = (!proofs.is_empty()).then(|| proofs.clone());
                    let id = notebook.add_event(set);
                    if let (Some(note), Some(entry)) = (note(&typed), notebook.events.last_mut()) {
                        note.clone_into(&mut entry.note);
                    }
                    new_id = Some(id);
                }
            }
        });
        if let Some(id) = new_id.filter(|_| changed) {
            self.show_new(&id);
        }
        if let Some(id) = corrected.filter(|_| changed) {
            // It stays under the cursor as long as it is listed.
            let row = self.timeline().find_event(&id);
            match row.filter(|&row| self.rows().contains(row)) {
                Some(row) => self.select(row),
                None => self.go_on(next),
            }
        }
        changed
    }

    /// The actor with just this name, in any case.
    #[must_use]
    pub fn actor_called(&self, name: &str) -> Option<ActorId> {
        let folded = fold(name);
        let called = self.store().actor_names().called(name);
        let is_named = |id: &u32| {
            self.timeline().actors()[*id as usize].names().any(|own| fold(own) == folded)
        };
        called.into_iter().find(is_named).map(ActorId)
    }
}

/// Where an event is nothing but this statement, another speaker is another doer of the event, and
/// the title that names one names the other.
fn event_follows(
    timeline: &Timeline,
    id: StatementId,
    typed: &[(FormField, Typed)],
) -> Option<(Row, impl FnOnce(&mut EventFields) + use<>)> {
    let (_, speaker) = typed.iter().find(|(field, _)| *field == FormField::Speaker)?;
    let said = timeline.statement(id);
    let event = timeline.event(said.event.filter(|&row| is_all(timeline, row, id))?);
    let mut parts = parts_of(timeline, event.row());
    parts.retain(|part| part.role != Role::Initiator.name());
    let initiator = Role::Initiator.name();
    let now = speaker.ids.iter().map(|id| Part { actor: id.clone(), role: initiator.into() });
    parts.splice(0..0, now);
    let (title, words) = (event.title(), speaker.text.clone());
    let called = title.split_once(": ").map(|(_, rest)| rest.to_owned());
    let title = called.filter(|_| said.speaker.is_some()).map(|rest| match words.as_str() {
        "" => rest,
        name => format!("{name}: {rest}"),
    });
    Some((event.row(), move |set: &mut EventFields| {
        set.actors = Some(parts);
        set.title = title.or(set.title.take());
    }))
}

/// The same the other way round: another doer of such an event is another speaker, and its day is
/// the one on which that was said.
fn statement_follows(
    timeline: &Timeline,
    row: Row,
    typed: &[(FormField, Typed)],
) -> Option<(StatementId, impl FnOnce(&mut StatementFields) + use<>)> {
    let (id, _) = timeline.event(row).statements().next()?;
    if !is_all(timeline, row, id) {
        return None;
    }
    let of = |field: FormField| typed.iter().find(|(own, _)| *own == field).map(|(_, it)| it);
    let speaker = of(FormField::Part(Role::Initiator));
    let speaker = speaker.map(|it| it.ids.first().cloned().unwrap_or_default());
    let when = of(FormField::When).map(|it| it.text.clone());
    (speaker.is_some() || when.is_some()).then_some((id, move |set: &mut StatementFields| {
        set.speaker = speaker.or(set.speaker.take());
        set.when = when.or(set.when.take());
    }))
}

/// What was typed in a field.
struct Typed {
    text: String,
    /// The ids of the actors, in a field that takes some.
    ids: Vec<String>,
}

impl Typed {
    fn new(
        notebook: &mut Notebook,
        field: FormField,
        text: &str,
        known: Vec<Option<String>>,
    ) -> Self {
        let text = if text.trim() == "-" { "" } else { text.trim() };
        let names = if field.takes_actors() { names(text) } else { Vec::new() };
        let ids = names.into_iter().zip(known).map(|(name, known)| {
            known.unwrap_or_else(|| notebook.add_actor(name, ActorKind::Other))
        });
        Self { ids: ids.collect(), text: text.to_owned() }
    }
}

/// The parts of a list with semicolons between.
fn names(text: &str) -> Vec<&str> {
    text.split(';').map(str::trim).filter(|name| !name.is_empty() && *name != "-").collect()
}

fn note(typed: &[(FormField, Typed)]) -> Option<&str> {
    let note = typed.iter().find(|(field, _)| *field == FormField::Note)?;
    Some(&note.1.text)
}

fn event_fields(timeline: &Timeline, row: Row) -> Vec<(FormField, String)> {
    let event = timeline.event(row);
    let in_role = |role: Role| {
        let names: Vec<&str> =
            event.actors_as(role).map(|id| timeline.actor(id).name.as_str()).collect();
        names.join("; ")
    };
    let always = [Role::Initiator, Role::Recipient, Role::Participant];
    let others = Role::ALL.iter().copied().filter(|role| !always.contains(role));
    let others = others.filter(|&role| event.actors_as(role).next().is_some());
    let parts: Vec<_> = always
        .into_iter()
        .chain(others)
        .map(|role| (FormField::Part(role), in_role(role)))
        .collect();
    let when = event.when();
    let when = if when.is_undated() { String::new() } else { when.edtf() };
    let place = event.place().map(|place| place.name.to_string()).unwrap_or_default();
    let rest = [
        (FormField::Kind, event.kind_word().to_owned()),
        (FormField::When, when),
        (FormField::Place, place),
        (FormField::Status, event.status().name().to_owned()),
        (FormField::Title, event.title().into_owned()),
        (FormField::Tags, event.tags().collect::<Vec<_>>().join("; ")),
        (FormField::Note, event.note().to_owned()),
    ];
    parts.into_iter().chain(rest).collect()
}

fn statement_fields(timeline: &Timeline, id: StatementId) -> Vec<(FormField, String)> {
    let said = timeline.statement(id);
    let name = |id: ActorId| timeline.actor(id).name.clone();
    let to: Vec<String> = said.to.iter().map(|&id| name(id)).collect();
    let when = said.when.as_ref().filter(|when| !when.is_undated());
    let note = timeline.decision(id).map(|decision| decision.note.clone());
    vec![
        (FormField::Speaker, said.speaker.map(name).unwrap_or_default()),
        (FormField::To, to.join("; ")),
        (FormField::Words, said.text.clone()),
        (FormField::Form, said.form.map(|form| form.name().to_owned()).unwrap_or_default()),
        (FormField::When, when.map(crate::model::When::edtf).unwrap_or_default()),
        (FormField::Via, said.via.map(name).unwrap_or_default()),
        (FormField::Note, note.unwrap_or_default()),
    ]
}

fn parts_of(timeline: &Timeline, row: Row) -> Vec<Part> {
    let parts = timeline.event(row).actors().iter().map(|part| Part {
        actor: timeline.actor(part.actor()).id.clone(),
        role: part.role().name().to_owned(),
    });
    parts.collect()
}

fn set_event(set: &mut EventFields, typed: &[(FormField, Typed)], mut parts: Vec<Part>) {
    let mut has_parts = false;
    for (field, Typed { text, ids }) in typed {
        match field {
            FormField::Title => set.title = Some(text.clone()),
            FormField::Kind => set.kind = Some(text.clone()),
            FormField::When => set.when = Some(text.clone()),
            FormField::Place => set.place = Some(text.clone()),
            FormField::Status => set.status = Some(text.clone()),
            FormField::Tags => {
                set.tags = Some(names(text).into_iter().map(str::to_owned).collect());
            }
            FormField::Part(role) => {
                has_parts = true;
                // They stand where those whose role it was stood first.
                let at = parts.iter().position(|part| part.role == role.name());
                parts.retain(|part| part.role != role.name());
                let at = at.unwrap_or(if *role == Role::Initiator { 0 } else { parts.len() });
                let given =
                    ids.iter().map(|id| Part { actor: id.clone(), role: role.name().into() });
                parts.splice(at.min(parts.len())..at.min(parts.len()), given);
            }
            _ => {}
        }
    }
    if has_parts {
        set.actors = Some(parts);
    }
}

fn set_statement(set: &mut StatementFields, typed: &[(FormField, Typed)]) {
    for (field, Typed { text, ids }) in typed {
        let first = || ids.first().cloned().unwrap_or_default();
        match field {
            FormField::Speaker => set.speaker = Some(first()),
            FormField::To => set.to = Some(ids.clone()),
            FormField::Words => set.text = Some(text.clone()),
            FormField::Form => set.form = Some(text.clone()),
            FormField::When => set.when = Some(text.clone()),
            FormField::Via => set.via = Some(first()),
            _ => {}
        }
    }
}
