//! Records as one loading thread collects them, before all are merged into a timeline.

use rustc_hash::FxHashMap;

use crate::{
    base::intern::{Interner, Pool},
    model::{
        actor::{Actor, ActorId},
        column::Link,
        draft::{Draft, EvidenceDraft, StatementDraft},
        events::Events,
        known::Fatalities,
        place::Place,
        source::{Cited, Evidence, Source, SourceId},
        statement::Statement,
        text::Texts,
        when::When,
    },
};

/// A part of one file's records with numbers of its own.
///
/// Actors and sources are named by a key before, or without ever, being described: the id in a
/// native file, a code or a name in a data set. [`Timeline::build`](crate::model::Timeline::build)
/// joins the shards of one file by these keys.
#[derive(Debug, Default)]
pub struct Shard {
    pub(super) file: u16,
    /// How many records of the file precede it; known when the timeline is built.
    pub(super) first_rank: u32,
    /// How many records of the file it covers: the rank of the next event.
    pub(super) ranks: u32,
    /// The source that the file is as a data set.
    pub(super) data_set: Option<SourceId>,
    pub(super) strings: Interner,
    pub(super) texts: Texts,
    pub(super) whens: Pool<When>,
    pub(super) places: Pool<Place>,
    pub(super) fatalities: Pool<Fatalities>,
    pub(super) events: Events,
    pub(super) actors: Keyed<Actor>,
    /// What is known of actors that may be described better elsewhere, by number.
    pub(super) supposed: FxHashMap<u32, Actor>,
    pub(super) sources: Keyed<Source>,
    /// The different lists of sources that events have in common.
    pub(super) cited: Pool<Box<[SourceId]>>,
    /// With the id of the event that each belongs to.
    pub(super) statements: Vec<(Statement, String)>,
}

/// Records found by key, some of which may not be described (yet).
#[derive(Debug)]
pub(super) struct Keyed<T> {
    numbers: FxHashMap<String, u32>,
    entries: Vec<(String, Option<T>)>,
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self { numbers: FxHashMap::default(), entries: Vec::new() }
    }
}

impl<T> Keyed<T> {
    fn number(&mut self, key: &str) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let number = self.entries.len() as u32;
        self.numbers.insert(key.to_owned(), number);
        self.entries.push((key.to_owned(), None));
        number
    }

    fn describe(&mut self, number: u32, describe: impl FnOnce() -> T) {
        self.entries[number as usize].1.get_or_insert_with(describe);
    }

    fn is_described(&self, number: u32) -> bool {
        self.entries[number as usize].1.is_some()
    }

    /// The key and, if known, the record of each number.
    pub fn into_entries(self) -> Vec<(String, Option<T>)> {
        self.entries
    }
}

impl Shard {
    /// An empty shard for records of the file with this number among those of the timeline.
    #[must_use]
    pub fn new(file: u16) -> Self {
        Self { file, ..Self::default() }
    }

    /// How many events were added.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.events.len
    }

    /// Whether no event was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The different dates of its events.
    #[must_use]
    pub fn dates(&self) -> &[When] {
        &self.whens
    }

    /// The events with such a date: how many records of the shard precede each.
    #[must_use]
    pub fn dated(&self, holds: impl Fn(&When) -> bool) -> Vec<u32> {
        let held: Vec<bool> = self.whens.iter().map(holds).collect();
        let is_one = |row: &u32| held[self.events.when.get(*row) as usize];
        (0..self.len()).filter(is_one).map(|row| self.events.rank_in_file.get(row)).collect()
    }

    /// The number of the actor with this key in this shard.
    pub fn actor(&mut self, key: &str) -> ActorId {
        ActorId(self.actors.number(key))
    }

    /// Says who the actor is, unless that was said before.
    pub fn describe_actor(&mut self, actor: ActorId, describe: impl FnOnce() -> Actor) {
        self.actors.describe(actor.0, describe);
    }

    /// Says what is known of an actor as long as nothing else says who it is.
    pub fn suppose_actor(&mut self, actor: ActorId, suppose: impl FnOnce() -> Actor) {
        if !self.knows_actor(actor) {
            self.supposed.entry(actor.0).or_insert_with(suppose);
        }
    }

    /// Whether it was said who the actor is.
    #[must_use]
    pub fn knows_actor(&self, actor: ActorId) -> bool {
        self.actors.is_described(actor.0)
    }

    /// The number of the source with this key in this shard.
    pub fn source(&mut self, key: &str) -> SourceId {
        SourceId(self.sources.number(key))
    }

    /// Says what the source is, unless that was said before.
    pub fn describe_source(&mut self, source: SourceId, describe: impl FnOnce() -> Source) {
        self.sources.describe(source.0, describe);
    }

    /// The number of the list of these sources, for the events of a data set that has them from
    /// there.
    pub fn cite(&mut self, sources: &[SourceId]) -> Cited {
        if sources.is_empty() {
            return Cited::NONE;
        }
        let number = self.cited.intern_with(
            &sources,
            |key, list| **key == **list,
            |sources| Box::from(*sources),
        );
        Cited(Link::new(Some(number)))
    }

    /// Says that the file is a data set, of which every record proves its event, and what source
    /// it is.
    pub fn set_data_set(&mut self, source: Source) {
        let id = self.source(&source.id);
        self.data_set = Some(id);
        self.describe_source(id, || source);
    }

    /// Says how many records of the file were read, where not each of them became an event: the
    /// next event is that of the record with this number, counted from 0 within the shard.
    pub fn set_ranks(&mut self, ranks: u32) {
        self.ranks = ranks;
    }

    /// Adds an event.
    pub fn push(&mut self, draft: &Draft<'_>) {
        let place = draft.place.map(|place| {
            self.places.intern_with(&place, |key, place| place.as_draft() == *key, Place::new)
        });
        let when = self.whens.intern_with(&draft.when, |key, when| when == key, Clone::clone);
        let evidence: Vec<_> = draft.evidence.iter().map(|entry| self.evidence(entry)).collect();
        let events = &mut self.events;
        events.rank_in_file.push(self.ranks);
        self.ranks += 1;
        events.len += 1;
        events.file.push(self.file);
        events.id.push(self.texts.push_id(draft.id));
        events.when.push(when);
        events.basis.push(draft.basis);
        events.title.push(self.texts.push(draft.title));
        events.summary.push(self.texts.push(draft.summary));
        events.kind.push(draft.kind);
        events.label.push(self.strings.intern(draft.label));
        events.scheme.push(self.strings.intern(draft.scheme));
        events.code.push(self.strings.intern(draft.code));
        events.quad.push(draft.quad);
        events.actors.push(draft.actors.iter().copied());
        events.place.push(Link::new(place));
        events.status.push(draft.status);
        let fatalities = draft.fatalities.map(|number| self.fatalities.intern(number));
        events.fatalities.push(Link::new(fatalities));
        events.evidence.push(evidence);
        events.cited.push(draft.cited);
        events.tags.push(draft.tags.iter().map(|tag| self.strings.intern(tag)));
        events.asserted_by.push(self.texts.push(draft.asserted_by));
        events.confidence.push(draft.confidence);
        events.rule.push(self.strings.intern(draft.rule));
        events.date_rule.push(self.strings.intern(draft.date_rule));
        events.extra.push(self.texts.push(draft.extra));
    }

    /// Gives the event that was added at this rank, counted from 0, another id.
    ///
    /// # Panics
    /// When there is no such event.
    pub fn rename_event(&mut self, rank: u32, id: &str) {
        let id = self.texts.push_id(id);
        self.events.id.set(rank, id);
    }

    /// Gives the statement that was added at this rank, counted from 0, another id.
    ///
    /// # Panics
    /// When there is no such statement.
    pub fn rename_statement(&mut self, rank: u32, id: &str) {
        id.clone_into(&mut self.statements[rank as usize].0.id);
    }

    /// Adds a statement.
    pub fn push_statement(&mut self, draft: &StatementDraft<'_>) {
        let evidence = draft.evidence.iter().map(|entry| self.evidence(entry)).collect();
        let statement = Statement {
            file: self.file,
            id: draft.id.to_owned(),
            when: draft.when.clone(),
            basis: draft.basis,
            speaker: draft.speaker,
            to: draft.to.clone(),
            via: draft.via,
            form: draft.form,
            translated: draft.translated,
            text: draft.text.to_owned(),
            about: draft.about.clone(),
            event: None,
            venue: draft.venue.to_owned(),
            evidence,
            confidence: draft.confidence,
            rule: draft.rule.to_owned(),
            date_rule: draft.date_rule.to_owned(),
        };
        self.statements.push((statement, draft.event.to_owned()));
    }

    fn evidence(&mut self, draft: &EvidenceDraft<'_>) -> Evidence {
        Evidence {
            source: draft.source,
            quote: self.texts.push(draft.quote),
            span: draft.span,
            before: self.texts.push(draft.before),
            after: self.texts.push(draft.after),
            row: draft.row,
            found: None,
            anchor: None,
        }
    }
}
