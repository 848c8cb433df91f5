//! A timeline with what a person corrected, added and bound together.
//!
//! The records that were read stay what they are; this makes others that take their place.

use rustc_hash::FxHashMap;

use crate::{
    base::rows::Row,
    model::{
        actor::{Actor, ActorId, Participation, Role},
        anchor,
        column::{Link, Lists},
        draft::{Draft, EvidenceDraft},
        event::Event,
        kind::Kind,
        known::{Fatalities, Status},
        merge::{self, Pools},
        place::PlaceDraft,
        shard::Shard,
        source::{Evidence, SourceId, Span},
        statement::{Form, Statement, StatementId},
        text::{TextId, Texts},
        timeline::{File, Timeline},
        when::When,
    },
};

/// Words of a source that a person names as what proves a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The source.
    pub source: SourceId,
    /// The exact words.
    pub quote: String,
    /// Where they stood when they were chosen.
    pub span: Option<Span>,
}

/// The fields of an event that a person gives; the others stay as they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventChange {
    /// When it happened.
    pub when: Option<When>,
    /// The title.
    pub title: Option<String>,
    /// Some sentences.
    pub summary: Option<String>,
    /// The kind of act.
    pub kind: Option<Kind>,
    /// A word for the kind where the closed list has none.
    pub label: Option<String>,
    /// Who takes part.
    pub actors: Option<Vec<(ActorId, Role)>>,
    /// The name of the place; empty where there is none.
    pub place: Option<String>,
    /// Whether it happened.
    pub status: Option<Status>,
    /// How many were killed; none where it is not known.
    pub fatalities: Option<Option<Fatalities>>,
    /// The tags.
    pub tags: Option<Vec<String>>,
    /// What proves it.
    pub evidence: Option<Vec<Quoted>>,
}

/// The fields of a statement that a person gives; the others stay as they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatementChange {
    /// When it was said.
    pub when: Option<When>,
    /// Who said it; none where that is not known.
    pub speaker: Option<Option<ActorId>>,
    /// To whom.
    pub to: Option<Vec<ActorId>>,
    /// Who reported it; none where that is not known.
    pub via: Option<Option<ActorId>>,
    /// How near the words are to the spoken ones.
    pub form: Option<Form>,
    /// The words.
    pub text: Option<String>,
    /// On what occasion.
    pub venue: Option<String>,
    /// What proves it.
    pub evidence: Option<Vec<Quoted>>,
}

/// A record that was read, or one of a person's own with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of<T> {
    /// The one with this number.
    Read(T),
    /// A new one.
    Own(String),
}

/// An event that an own statement belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum In {
    /// One that was read.
    Read(Row),
    /// One of the changes of this list, by its number in it.
    Changed(usize),
}

/// Everything that makes a timeline another one.
#[derive(Clone, Debug, Default)]
pub struct Amendments {
    /// The file of what a person wrote.
    pub file: File,
    /// Actors of a person's own. Their numbers follow those of the timeline.
    pub actors: Vec<Actor>,
    /// Actors that are others: the first is the second.
    pub bound: Vec<(ActorId, ActorId)>,
    /// Events, with what becomes of them.
    pub events: Vec<(Of<Row>, EventChange)>,
    /// Statements, with what becomes of them, and the event that an own one was made in.
    pub statements: Vec<(Of<StatementId>, StatementChange, Option<In>)>,
}

/// Where the records are after a timeline was amended.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// The row of each event that was read.
    pub rows: Vec<Row>,
    /// The row of each changed or own event, in the order of the amendments.
    pub events: Vec<Row>,
    /// The number of each statement that was read.
    pub read_statements: Vec<StatementId>,
    /// The number of each changed or own statement, in the order of the amendments.
    pub statements: Vec<StatementId>,
}

impl Amendments {
    /// Whether nothing becomes another.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
            && self.bound.is_empty()
            && self.events.is_empty()
            && self.statements.is_empty()
    }

    fn has_own(&self) -> bool {
        self.events.iter().any(|(of, _)| matches!(of, Of::Own(_)))
            || self.statements.iter().any(|(of, ..)| matches!(of, Of::Own(_)))
    }
}

impl Timeline {
    /// The timeline with these changes, and where its records have gone; what was decided is left
    /// to whoever knows that. O(events + statements).
    ///
    /// # Panics
    /// When a change names a record that is not there.
    #[must_use]
    pub fn amended(&self, amendments: &Amendments) -> (Self, Moved) {
        let mut timeline = self.with_decided(super::Decided::default());
        timeline.actors.extend(amendments.actors.iter().cloned());
        let file = timeline.files.len() as u16;
        if amendments.has_own() {
            timeline.files.push(amendments.file.clone());
            timeline.data_sets.push(None);
        }
        // What was said in which is told anew below.
        timeline.events.statements = Lists::default();
        let superseded = push_events(self, &mut timeline, amendments, file);
        // What takes the place of another stands where that stood.
        let own = (self.len()..).zip(&amendments.events);
        let own = own.filter(|(_, (of, _))| matches!(of, Of::Own(_))).map(|(row, _)| row);
        let stays = |row: Row| superseded.get(&row).copied().unwrap_or(row);
        let order = merge::sort(&mut timeline, (0..self.len()).map(stays).chain(own));
        let mut moved = Moved::default();
        let mut rows: Vec<Row> = vec![0; order.iter().max().map_or(0, |last| *last as usize + 1)];
        for (new, &old) in (0..).zip(&order) {
            rows[old as usize] = new;
        }
        let first_pushed = self.len();
        let now = |row: Row| rows[superseded.get(&row).copied().unwrap_or(row) as usize];
        moved.rows = (0..first_pushed).map(now).collect();
        moved.events =
            (0..amendments.events.len() as u32).map(|it| now(first_pushed + it)).collect();
        place_statements(&mut timeline, amendments, file, &mut moved);
        bind(&mut timeline, &amendments.bound);
        anchor::resolve_all(&mut timeline);
        (timeline, moved)
    }
}

/// Adds the changed and the own events behind the others; the rows that they take the place of.
fn push_events(
    read: &Timeline,
    timeline: &mut Timeline,
    amendments: &Amendments,
    file: u16,
) -> FxHashMap<Row, Row> {
    let mut shard = Shard::new(file);
    let mut superseded = FxHashMap::default();
    for (number, (of, change)) in (read.len()..).zip(&amendments.events) {
        match of {
            Of::Read(row) => {
                superseded.insert(*row, number);
                let event = read.event(*row);
                let evidence: Vec<_> =
                    event.stated_evidence().iter().map(|it| drafted(it, read)).collect();
                let tags: Vec<&str> = event.tags().collect();
                push(&mut shard, change, draft_of(event, &evidence, &tags));
            }
            Of::Own(id) => push(&mut shard, change, Draft { id, ..Draft::default() }),
        }
    }
    let mut pools = Pools::of(timeline);
    let actors: Vec<ActorId> = (0..timeline.actors.len() as u32).map(ActorId).collect();
    let sources: Vec<SourceId> = (0..timeline.sources.len() as u32).map(SourceId).collect();
    let mut asserting = timeline.events.asserting.clone();
    merge::append(timeline, &mut pools, &mut Vec::new(), shard, &actors, &sources);
    pools.fill(timeline);
    let events = &mut timeline.events;
    if asserting.is_empty() {
        (0..read.len()).for_each(|_| asserting.push(Link::NONE));
    }
    for (row, (of, _)) in (read.len()..).zip(&amendments.events) {
        let Of::Read(old) = *of else {
            asserting.push(Link::NONE);
            continue;
        };
        asserting.push(asserting.get(old));
        events.id.set(row, events.id.get(old));
        events.asserted_by.set(row, events.asserted_by.get(old));
        events.file.set(row, events.file.get(old));
        events.rank_in_file.set(row, events.rank_in_file.get(old));
        events.cited.set(row, events.cited.get(old));
    }
    events.asserting = asserting;
    superseded
}

/// An event as it was read.
fn draft_of<'a>(
    event: Event<'a>,
    evidence: &'a [EvidenceDraft<'a>],
    tags: &'a [&'a str],
) -> Draft<'a> {
    let (scheme, code) = event.code();
    Draft {
        when: event.when().clone(),
        basis: event.basis(),
        title: event.stored_title(),
        summary: event.summary(),
        kind: event.kind(),
        label: event.label(),
        scheme,
        code,
        quad: event.stated_quad(),
        actors: event.actors(),
        place: event.place().map(|place| place.as_draft()),
        status: event.status(),
        fatalities: event.fatalities(),
        evidence,
        tags,
        confidence: event.confidence(),
        rule: event.rule(),
        date_rule: event.date_rule(),
        extra: event.extra(),
        ..Draft::default()
    }
}

/// Adds an event with what a person gives of it.
fn push(shard: &mut Shard, change: &EventChange, read: Draft<'_>) {
    let parts = change.actors.as_ref().map(|actors| {
        actors.iter().map(|&(actor, role)| Participation::new(actor, role)).collect::<Vec<_>>()
    });
    let tags = change.tags.as_ref().map(|tags| tags.iter().map(String::as_str).collect::<Vec<_>>());
    let evidence =
        change.evidence.as_ref().map(|quoted| quoted.iter().map(quoted_draft).collect::<Vec<_>>());
    let place = match change.place.as_deref() {
        None => read.place,
        Some("") => None,
        Some(name) => Some(PlaceDraft { name, ..PlaceDraft::default() }),
    };
    // How a date is known that a person gives, the person knows.
    let (basis, date_rule) =
        if change.when.is_some() { (None, "") } else { (read.basis, read.date_rule) };
    // What the source says of another kind is not said of this one.
    let (scheme, code, quad) = match change.kind {
        Some(_) => ("", "", None),
        None => (read.scheme, read.code, read.quad),
    };
    let label = match (&change.label, change.kind) {
        (Some(label), _) => label,
        (None, Some(_)) => "",
        (None, None) => read.label,
    };
    shard.push(&Draft {
        when: change.when.clone().unwrap_or(read.when),
        basis,
        title: change.title.as_deref().unwrap_or(read.title),
        summary: change.summary.as_deref().unwrap_or(read.summary),
        kind: change.kind.unwrap_or(read.kind),
        label,
        scheme,
        code,
        quad,
        actors: parts.as_deref().unwrap_or(read.actors),
        place,
        status: change.status.unwrap_or(read.status),
        fatalities: change.fatalities.unwrap_or(read.fatalities),
        evidence: evidence.as_deref().unwrap_or(read.evidence),
        tags: tags.as_deref().unwrap_or(read.tags),
        date_rule,
        ..read
    });
}

fn drafted<'a>(entry: &Evidence, timeline: &'a Timeline) -> EvidenceDraft<'a> {
    EvidenceDraft {
        source: entry.source,
        quote: timeline.text(entry.quote),
        span: entry.span,
        before: timeline.text(entry.before),
        after: timeline.text(entry.after),
        row: entry.row,
    }
}

fn quoted_draft(quoted: &Quoted) -> EvidenceDraft<'_> {
    EvidenceDraft { quote: &quoted.quote, span: quoted.span, ..EvidenceDraft::of(quoted.source) }
}

/// Changes statements, adds own ones, and puts all in time order again.
fn place_statements(
    timeline: &mut Timeline,
    amendments: &Amendments,
    file: u16,
    moved: &mut Moved,
) {
    let mut statements = std::mem::take(&mut timeline.statements);
    let read = statements.len();
    for statement in &mut statements {
        statement.event = statement.event.map(|row| moved.rows[row as usize]);
    }
    let mut changed = Vec::with_capacity(amendments.statements.len());
    for (of, change, event) in &amendments.statements {
        let number = match of {
            Of::Read(id) => id.index(),
            Of::Own(id) => {
                statements.push(own_statement(file, id));
                statements.len() - 1
            }
        };
        let event = event.map(|event| match event {
            In::Read(row) => moved.rows[row as usize],
            In::Changed(number) => moved.events[number],
        });
        let statement = &mut statements[number];
        statement.event = event.or(statement.event);
        change_statement(statement, change, &mut timeline.texts);
        changed.push(number);
    }
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_cached_key(|&number| {
        timeline.said(&statements[number]).map_or(When::UNDATED.key(), When::key)
    });
    let mut now = vec![StatementId(0); statements.len()];
    for (new, &old) in (0..).zip(&order) {
        now[old] = StatementId(new);
    }
    let mut old: Vec<Option<Statement>> = statements.into_iter().map(Some).collect();
    let placed: Vec<Statement> = order.iter().filter_map(|&number| old[number].take()).collect();
    let said_in = (0..).zip(&placed).filter_map(|(id, said)| Some((said.event?, StatementId(id))));
    let lists = Lists::grouped(timeline.len(), said_in);
    let events = &mut timeline.events;
    events.statements = lists;
    for row in 0..events.asserting.len() {
        let teller = events.asserting.get(row).get();
        events.asserting.set(row, Link::new(teller.map(|old| now[old as usize].0)));
    }
    timeline.statements = placed;
    moved.statements = changed.into_iter().map(|number| now[number]).collect();
    now.truncate(read);
    moved.read_statements = now;
}

fn own_statement(file: u16, id: &str) -> Statement {
    Statement {
        file,
        id: id.to_owned(),
        when: None,
        basis: None,
        speaker: None,
        to: Vec::new(),
        via: None,
        form: None,
        translated: None,
        text: String::new(),
        about: Vec::new(),
        event: None,
        venue: String::new(),
        evidence: Vec::new(),
        confidence: None,
        rule: String::new(),
        date_rule: String::new(),
    }
}

fn change_statement(statement: &mut Statement, change: &StatementChange, texts: &mut Texts) {
    if let Some(when) = &change.when {
        statement.when = Some(when.clone());
        (statement.basis, statement.date_rule) = (None, String::new());
    }
    statement.speaker = change.speaker.unwrap_or(statement.speaker);
    statement.via = change.via.unwrap_or(statement.via);
    statement.form = change.form.or(statement.form);
    if let Some(to) = &change.to {
        statement.to.clone_from(to);
    }
    if let Some(text) = &change.text {
        statement.text.clone_from(text);
    }
    if let Some(venue) = &change.venue {
        statement.venue.clone_from(venue);
    }
    if let Some(quoted) = &change.evidence {
        let entries = quoted.iter().map(|quoted| Evidence {
            row: None,
            quote: texts.push(&quoted.quote),
            span: quoted.span,
            before: TextId::EMPTY,
            after: TextId::EMPTY,
            ..Evidence::of(quoted.source)
        });
        statement.evidence = entries.collect();
    }
}

/// Makes actors others, and takes those out that are others now.
fn bind(timeline: &mut Timeline, bound: &[(ActorId, ActorId)]) {
    if bound.is_empty() {
        return;
    }
    let direct: FxHashMap<ActorId, ActorId> = bound.iter().copied().collect();
    let count = timeline.actors.len();
    let last = |mut id: ActorId| {
        // A circle of bonds ends after as many steps as there are actors.
        for _ in 0..count {
            match direct.get(&id) {
                Some(&next) if next != id => id = next,
                _ => break,
            }
        }
        id
    };
    let ends: Vec<ActorId> = (0..count as u32).map(|id| last(ActorId(id))).collect();
    let mut numbers = vec![ActorId(0); count];
    let mut kept: Vec<Actor> = Vec::with_capacity(count);
    for (id, actor) in timeline.actors.iter().enumerate() {
        if ends[id].index() == id {
            numbers[id] = ActorId(kept.len() as u32);
            kept.push(actor.clone());
        }
    }
    for (id, end) in ends.iter().enumerate().filter(|(id, end)| end.index() != *id) {
        numbers[id] = numbers[end.index()];
        let other = timeline.actors[id].clone();
        merge::unite(&mut kept[numbers[id].index()], other);
    }
    let now = |id: &mut ActorId| *id = numbers[id.index()];
    for (own, actor) in (0..).map(ActorId).zip(&mut kept) {
        actor.member_of.iter_mut().for_each(now);
        actor.offices.iter_mut().filter_map(|office| office.of.as_mut()).for_each(now);
        // Nobody is a member of itself for having been two.
        actor.member_of.retain(|&group| group != own);
        merge::without_repeats(actor);
    }
    let records = &mut **timeline;
    records.actors = kept;
    for part in records.events.actors.items_mut() {
        *part = Participation::new(numbers[part.actor().index()], part.role());
    }
    for said in &mut records.statements {
        let named = said.speaker.iter_mut().chain(&mut said.via).chain(&mut said.to);
        named.chain(&mut said.about).for_each(now);
    }
}

#[cfg(test)]
mod tests;
