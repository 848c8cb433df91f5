//! A notebook laid over a timeline.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Entry, EventFields, Name, Notebook, StatementFields,
    change::Reader,
    name::{self, Astray},
};
use crate::{
    base::{
        issue::{Issue, Place},
        rows::Row,
        text::one_line,
    },
    model::{
        Amendments, Anchor, Decided, Decision, Event, Evidence, File, Holds, In, Moved, Of, Role,
        Statement, StatementId, Timeline,
    },
};

/// A timeline with what a person decided, corrected and added.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    /// The timeline.
    pub timeline: Timeline,
    /// Whether its records are others than those that were read, or have other numbers.
    pub is_amended: bool,
    /// The number of each event's entry in the notebook.
    pub events: FxHashMap<Row, usize>,
    /// The number of each statement's entry.
    pub statements: FxHashMap<StatementId, usize>,
    /// Entries that have no record.
    pub lost: Vec<Lost>,
    /// What is wrong with the entries, those that have no record among them.
    pub issues: Vec<Issue>,
    /// Of which row that was read each row is; empty where each is itself.
    read: Vec<Row>,
    /// The same of statements.
    read_statements: Vec<StatementId>,
}

/// An entry that has no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The record that it was about.
    pub name: Name,
    /// Why it has none.
    pub why: Astray,
}

impl Laid {
    /// Whether all records have the same numbers in both.
    #[must_use]
    pub fn numbers_like(&self, other: &Self) -> bool {
        let own = |laid: &Self| {
            let is_own = |row: &Row| laid.read_row(*row).is_none();
            let mut own: Vec<(Row, usize)> = laid
                .events
                .iter()
                .filter(|(row, _)| is_own(row))
                .map(|(&row, &it)| (row, it))
                .collect();
            own.sort_unstable();
            own
        };
        let (timeline, others) = (&self.timeline, &other.timeline);
        let events = timeline.len();
        let statements = timeline.statements().len() as u32;
        events == others.len()
            && timeline.actors().len() == others.actors().len()
            && statements as usize == others.statements().len()
            && (!self.is_amended && !other.is_amended
                || (0..events).all(|row| self.read_row(row) == other.read_row(row))
                    && (0..statements)
                        .map(StatementId)
                        .all(|id| self.read_statement(id) == other.read_statement(id))
                    && own(self) == own(other))
    }

    /// The row that was read of which this is; none of one's own.
    #[must_use]
    pub fn read_row(&self, row: Row) -> Option<Row> {
        if self.read.is_empty() {
            return Some(row);
        }
        self.read.get(row as usize).copied().filter(|&row| row != Row::MAX)
    }

    /// The statement that was read of which this is; none of one's own.
    #[must_use]
    pub fn read_statement(&self, id: StatementId) -> Option<StatementId> {
        if !self.is_amended {
            return Some(id);
        }
        self.read_statements.get(id.index()).copied().filter(|id| id.0 != u32::MAX)
    }
}

/// Lays a notebook over what was read; `file` is its name in messages. O(events) where it has
/// entries, and O(events + statements) again where it changes or adds something.
#[must_use]
pub fn lay_over(read: &Timeline, notebook: &Notebook, file: &str) -> Laid {
    let mut reader = Reader::new(read, &notebook.actors, file);
    let mut laying = Laying { read, lost: Vec::new(), amendments: Amendments::default() };
    let events = laying.events(&notebook.events, &mut reader);
    let statements = laying.statements(&notebook.statements, &mut reader);
    for bond in &notebook.bound {
        if let (Some(one), Some(other)) =
            (reader.known_actor(&bond.actor), reader.known_actor(&bond.is))
        {
            laying.amendments.bound.push((one, other));
        } else {
            let name = if bond.name.is_empty() { &bond.actor } else { &bond.name };
            let name = Name { id: bond.actor.clone(), title: name.clone(), ..Name::default() };
            laying.lost.push(Lost { name, why: Astray::Lost });
        }
    }
    let Laying { mut lost, mut amendments, .. } = laying;
    amendments.actors = std::mem::take(&mut reader.added);
    let name = file.rsplit('/').next().unwrap_or(file).to_owned();
    amendments.file = File { name, format: "notebook", holds: Holds::Own, ..File::default() };

    let is_amended = !amendments.is_empty();
    let (timeline, moved) =
        if is_amended { read.amended(&amendments) } else { (read.clone(), Moved::default()) };
    let mut laid = Laid { is_amended, ..Laid::default() };
    let row_of = |place: &Placed<Row>| match *place {
        Placed::Read(row) if is_amended => moved.rows[row as usize],
        Placed::Read(row) => row,
        Placed::Own(number) => moved.events[number],
    };
    let said_of = |place: &Placed<StatementId>| match *place {
        Placed::Read(id) if is_amended => moved.read_statements[id.index()],
        Placed::Read(id) => id,
        Placed::Own(number) => moved.statements[number],
    };
    let mut decided = Decided::default();
    for (number, place, decision) in events {
        let row = row_of(&place);
        laid.events.insert(row, number);
        if decision != Decision::default() {
            decided.events.insert(row, decision);
        }
    }
    for (number, place, decision) in statements {
        let id = said_of(&place);
        laid.statements.insert(id, number);
        if decision != Decision::default() {
            decided.statements.insert(id, decision);
        }
    }
    if is_amended {
        laid.read = vec![Row::MAX; timeline.len() as usize];
        for (old, &new) in (0..).zip(&moved.rows) {
            laid.read[new as usize] = old;
        }
        laid.read_statements = vec![StatementId(u32::MAX); timeline.statements().len()];
        for (old, new) in (0..).zip(&moved.read_statements) {
            laid.read_statements[new.index()] = StatementId(old);
        }
    }
    laid.timeline = timeline.with_decided(decided);
    laid.issues = reader.issues;
    let given =
        |entry: &Entry<EventFields>| entry.set.as_ref().is_some_and(|set| set.evidence.is_some());
    for (&row, &number) in &laid.events {
        let event = laid.timeline.event(row);
        let is_lost = |entry: &Evidence| entry.anchor == Some(Anchor::Lost);
        if given(&notebook.events[number]) && event.stated_evidence().iter().any(is_lost) {
            let place = Place { file: file.to_owned(), ..Place::default() };
            let message = format!("the words that prove '{}' are no longer there", event.title());
            let help = "anchor:lost finds it; W selects other words";
            laid.issues.push(Issue::warning(place, message).with_help(help));
        }
    }
    laid.issues.sort();
    laid.issues.extend(lost.iter().map(|lost| lost.issue(file)));
    laid.lost.append(&mut lost);
    laid
}

impl Lost {
    fn issue(&self, file: &str) -> Issue {
        let Name { id, words, title, .. } = &self.name;
        let named = if title.is_empty() { words } else { title };
        let named = if named.is_empty() { id } else { named };
        let why = match self.why {
            Astray::Lost => "its words are no longer there",
            Astray::Many => "its words stand in several records",
            Astray::Twice => "an entry before it is about the same record",
        };
        let place = Place { file: file.to_owned(), ..Place::default() };
        Issue::warning(place, format!("the entry about '{named}' has no record: {why}"))
            .with_help("it is kept; g l in the explorer attaches it to another record, or drops it")
    }
}

/// Where the record of an entry is before its number is known in the laid timeline.
enum Placed<T> {
    /// It was read, and has this number there.
    Read(T),
    /// It is one's own: the change with this number.
    Own(usize),
}

/// The number of an entry, its record, and what was decided about it.
type Found<T> = (usize, Placed<T>, Decision);

struct Laying<'a> {
    read: &'a Timeline,
    lost: Vec<Lost>,
    amendments: Amendments,
}

impl Laying<'_> {
    fn events(
        &mut self,
        entries: &[Entry<EventFields>],
        reader: &mut Reader<'_>,
    ) -> Vec<Found<Row>> {
        let named = entries.iter().filter(|entry| !entry.mine).map(|entry| &entry.name);
        let mut rows = name::find_events(self.read, &named.collect::<Vec<_>>()).into_iter();
        let (mut found, mut taken) = (Vec::new(), FxHashSet::default());
        for (number, entry) in entries.iter().enumerate() {
            let set = entry.set.as_ref().filter(|set| **set != EventFields::default());
            let change = set.map(|set| reader.event(set, &entry.name.id));
            if entry.mine {
                let own = Of::Own(entry.name.id.clone());
                self.amendments.events.push((own, change.unwrap_or_default()));
                let place = Placed::Own(self.amendments.events.len() - 1);
                found.push((number, place, decision(entry)));
                continue;
            }
            let row = rows.next().unwrap_or(Err(Astray::Lost));
            match row.and_then(|row| if taken.insert(row) { Ok(row) } else { Err(Astray::Twice) }) {
                Ok(row) => {
                    let mut decision = decision(entry);
                    if let Some(change) = change {
                        let event = self.read.event(row);
                        decision.was = set.map(|set| was_of_event(event, set)).unwrap_or_default();
                        decision.as_read = Some(event.fingerprint());
                        self.amendments.events.push((Of::Read(row), change));
                    }
                    found.push((number, Placed::Read(row), decision));
                }
                Err(why) => self.lost.push(Lost { name: entry.name.clone(), why }),
            }
        }
        found
    }

    fn statements(
        &mut self,
        entries: &[Entry<StatementFields>],
        reader: &mut Reader<'_>,
    ) -> Vec<Found<StatementId>> {
        let named = entries.iter().filter(|entry| !entry.mine).map(|entry| &entry.name);
        let mut ids = name::find_statements(self.read, &named.collect::<Vec<_>>()).into_iter();
        let (mut found, mut taken) = (Vec::new(), FxHashSet::default());
        for (number, entry) in entries.iter().enumerate() {
            let set = entry.set.as_ref().filter(|set| **set != StatementFields::default());
            let change = set.map(|set| reader.statement(set, &entry.name.id));
            let of_event = set.and_then(|set| set.event.as_deref()).and_then(|id| self.event(id));
            if entry.mine {
                let own = Of::Own(entry.name.id.clone());
                self.amendments.statements.push((own, change.unwrap_or_default(), of_event));
                let place = Placed::Own(self.amendments.statements.len() - 1);
                found.push((number, place, decision(entry)));
                continue;
            }
            let id = ids.next().unwrap_or(Err(Astray::Lost));
            match id.and_then(|id| if taken.insert(id) { Ok(id) } else { Err(Astray::Twice) }) {
                Ok(id) => {
                    let mut decision = decision(entry);
                    if let Some(change) = change {
                        let was = set.map(|set| was_of_statement(self.read, id, set));
                        decision.was = was.unwrap_or_default();
                        self.amendments.statements.push((Of::Read(id), change, of_event));
                    }
                    found.push((number, Placed::Read(id), decision));
                }
                Err(why) => self.lost.push(Lost { name: entry.name.clone(), why }),
            }
        }
        found
    }

    /// The event with an id: one's own, or one that was read.
    fn event(&self, id: &str) -> Option<In> {
        let events = self.amendments.events.iter();
        let own = events.map(|(of, _)| of).position(|of| matches!(of, Of::Own(own) if own == id));
        own.map(In::Changed).or_else(|| self.read.find_event(id).map(In::Read))
    }
}

fn decision<F>(entry: &Entry<F>) -> Decision {
    Decision {
        review: entry.review.map(|verdict| verdict.0),
        mine: entry.mine,
        marked: entry.marked,
        note: entry.note.clone(),
        ..Decision::default()
    }
}

/// How the fields that are given were read, in words.
pub(super) fn was_of_event(event: Event<'_>, set: &EventFields) -> Vec<(&'static str, String)> {
    let timeline = event.timeline();
    let name = |id| timeline.actor(id).name.clone();
    let as_one_line = |text: &str| one_line(text).into_owned();
    let mut was = Vec::new();
    let mut note = |is_set: bool, field: &'static str, words: &dyn Fn() -> String| {
        if is_set {
            was.push((field, words()));
        }
    };
    note(set.when.is_some(), "when", &|| event.when().words());
    note(set.title.is_some(), "title", &|| event.title().into_owned());
    note(set.summary.is_some(), "summary", &|| as_one_line(event.summary()));
    note(set.kind.is_some(), "kind", &|| event.kind().name().to_owned());
    note(set.actors.is_some(), "actors", &|| {
        let part = |role: Role| {
            let names: Vec<String> = event.actors_as(role).map(name).collect();
            (!names.is_empty()).then(|| format!("{role} {}", names.join(", ")))
        };
        Role::ALL.iter().filter_map(|&role| part(role)).collect::<Vec<_>>().join("; ")
    });
    note(set.place.is_some(), "place", &|| {
        event.place().map(|place| place.name.to_string()).unwrap_or_default()
    });
    note(set.status.is_some(), "status", &|| event.status().name().to_owned());
    note(set.fatalities.is_some(), "fatalities", &|| {
        let number = event.fatalities().and_then(crate::model::Fatalities::number);
        number.map(|number| number.to_string()).unwrap_or_default()
    });
    note(set.tags.is_some(), "tags", &|| event.tags().collect::<Vec<_>>().join(", "));
    note(set.evidence.is_some(), "evidence", &|| {
        let quotes = event.stated_evidence().iter().map(|entry| timeline.text(entry.quote));
        as_one_line(&quotes.collect::<Vec<_>>().join(" … "))
    });
    was
}

/// See [`was_of_event`].
pub(super) fn was_of_statement(
    timeline: &Timeline,
    id: StatementId,
    set: &StatementFields,
) -> Vec<(&'static str, String)> {
    let said: &Statement = timeline.statement(id);
    let name = |id| timeline.actor(id).name.clone();
    let mut was = Vec::new();
    let mut note = |is_set: bool, field: &'static str, words: &dyn Fn() -> String| {
        if is_set {
            was.push((field, words()));
        }
    };
    note(set.when.is_some(), "when", &|| {
        timeline.said(said).map(crate::model::When::words).unwrap_or_default()
    });
    note(set.speaker.is_some(), "speaker", &|| said.speaker.map(name).unwrap_or_default());
    note(set.to.is_some(), "to", &|| {
        said.to.iter().map(|&id| name(id)).collect::<Vec<_>>().join(", ")
    });
    note(set.via.is_some(), "via", &|| said.via.map(name).unwrap_or_default());
    note(set.form.is_some(), "form", &|| {
        said.form.map(|form| form.name().to_owned()).unwrap_or_default()
    });
    note(set.text.is_some(), "text", &|| one_line(&said.text).into_owned());
    note(set.venue.is_some(), "venue", &|| said.venue.clone());
    note(set.event.is_some(), "event", &|| {
        said.event.map(|row| timeline.event(row).id().into_owned()).unwrap_or_default()
    });
    note(set.evidence.is_some(), "evidence", &|| {
        let quotes = said.evidence.iter().map(|entry| timeline.text(entry.quote));
        one_line(&quotes.collect::<Vec<_>>().join(" … ")).into_owned()
    });
    was
}
