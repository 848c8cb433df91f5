//! Shards become one timeline: records joined, numbers made common, events put in time order.

mod actors;
mod reports;

pub(super) use actors::{unite, without_repeats};

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::reports::Retold;

use crate::{
    base::{
        intern::{Interner, Pool, Symbol},
        issue::Issue,
        rows::Row,
    },
    model::{
        actor::{ActorId, Participation},
        anchor,
        column::{Column, Link, Lists},
        events::Renumber,
        known::Fatalities,
        place::Place,
        shard::Shard,
        source::{Cited, Evidence, Source, SourceId, SourceKind},
        statement::{Statement, StatementId},
        text::{EventId, TextId},
        timeline::{File, Holds, Timeline},
        when::When,
    },
};

impl Timeline {
    /// Joins the shards of all files and puts the events in time order. O(n), besides sorting the
    /// distinct dates. Shards of one file stand in its order.
    ///
    /// Within one file actors and sources are joined by their key. Across files two actors become
    /// one only when both have the same code, or the same id and a name in common; the issues say
    /// where actors with the same id were kept apart. The id of an event or a statement that an
    /// earlier native file or article has already gets its file's name before it.
    ///
    /// Articles are joined further, unless they stand apart: persons by their last name and an
    /// office in common, which the issues tell, and events of the same kind, day and actors, which
    /// become one with the evidence of all.
    #[must_use]
    pub fn build(files: Vec<File>, mut shards: Vec<Shard>) -> (Self, Vec<Issue>) {
        let mut timeline = Self::default();
        timeline.files = files;
        let (actors, actor_maps, issues) = actors::join(&timeline.files, &mut shards);
        timeline.actors = actors;
        let source_maps = join_sources(&mut timeline, &mut shards);

        let mut pools = Pools::default();
        let mut statements = Vec::new();
        number_records(&mut shards);
        for ((shard, actors), sources) in shards.into_iter().zip(&actor_maps).zip(&source_maps) {
            append(&mut timeline, &mut pools, &mut statements, shard, actors, sources);
        }
        pools.fill(&mut timeline);

        let retold = reports::join(&mut timeline);
        let ids = told_as(&timeline, &retold);
        let kept = 0..timeline.events.len;
        sort(&mut timeline, kept.filter(|row| !retold.contains_key(row)));
        place_statements(&mut timeline, statements, &ids);
        bind_assertions(&mut timeline);
        qualify_ids(&mut timeline);
        anchor::resolve_all(&mut timeline);
        (timeline, issues)
    }
}

/// The values that records have in common, to be found by value.
#[derive(Default)]
pub(super) struct Pools {
    strings: Interner,
    whens: Pool<When>,
    places: Pool<Place>,
    fatalities: Pool<Fatalities>,
    cited: Pool<Box<[SourceId]>>,
}

impl Pools {
    /// Takes the values out of a timeline, each with the number that it has.
    pub(super) fn of(timeline: &mut Timeline) -> Self {
        let records = &mut **timeline;
        Self {
            strings: std::mem::take(&mut records.strings),
            whens: std::mem::take(&mut records.whens).into(),
            places: std::mem::take(&mut records.places).into(),
            fatalities: std::mem::take(&mut records.fatalities).into(),
            cited: std::mem::take(&mut records.cited).into(),
        }
    }

    /// Puts them into a timeline.
    pub(super) fn fill(self, timeline: &mut Timeline) {
        timeline.strings = self.strings;
        timeline.whens = self.whens.into_values();
        timeline.places = self.places.into_values();
        timeline.fatalities = self.fatalities.into_values();
        timeline.cited = self.cited.into_values();
    }
}

/// A statement with the id of its event.
pub(super) struct Loose {
    statement: Statement,
    event: String,
}

/// The numbers of one shard → those of the timeline.
struct Numbers<'a> {
    rank: u32,
    text: u32,
    strings: Vec<Symbol>,
    whens: Vec<u32>,
    places: Vec<u32>,
    fatalities: Vec<u32>,
    actors: &'a [ActorId],
    sources: &'a [SourceId],
    cited: Vec<Cited>,
}

impl Renumber for Numbers<'_> {
    fn rank(&self, rank: u32) -> u32 {
        rank + self.rank
    }

    fn text(&self, id: TextId) -> TextId {
        if id.is_empty() { id } else { TextId(id.0 + self.text) }
    }

    fn id(&self, id: EventId) -> EventId {
        id.shifted(self.text)
    }

    fn symbol(&self, symbol: Symbol) -> Symbol {
        self.strings[symbol.index()]
    }

    fn when(&self, number: u32) -> u32 {
        self.whens[number as usize]
    }

    fn place(&self, number: u32) -> u32 {
        self.places[number as usize]
    }

    fn fatalities(&self, number: u32) -> u32 {
        self.fatalities[number as usize]
    }

    fn participation(&self, part: Participation) -> Participation {
        Participation::new(self.actors[part.actor().index()], part.role())
    }

    fn evidence(&self, evidence: Evidence) -> Evidence {
        Evidence {
            source: self.sources[evidence.source.index()],
            quote: self.text(evidence.quote),
            before: self.text(evidence.before),
            after: self.text(evidence.after),
            ..evidence
        }
    }

    fn cited(&self, cited: Cited) -> Cited {
        cited.0.get().map_or(cited, |number| self.cited[number as usize])
    }
}

pub(super) fn append(
    timeline: &mut Timeline,
    pools: &mut Pools,
    statements: &mut Vec<Loose>,
    shard: Shard,
    actors: &[ActorId],
    sources: &[SourceId],
) {
    let cited = |list: Box<[SourceId]>| {
        let list = list.iter().map(|id| sources[id.index()]).collect();
        Cited(Link::new(Some(pools.cited.intern(list))))
    };
    let numbers = Numbers {
        rank: shard.first_rank,
        text: timeline.texts.len(),
        strings: shard.strings.iter().map(|(_, text)| pools.strings.intern(text)).collect(),
        whens: shard.whens.into_values().into_iter().map(|when| pools.whens.intern(when)).collect(),
        places: shard.places.into_values().into_iter().map(|it| pools.places.intern(it)).collect(),
        fatalities: shard.fatalities.iter().map(|&it| pools.fatalities.intern(it)).collect(),
        actors,
        sources,
        cited: shard.cited.into_values().into_iter().map(cited).collect(),
    };
    timeline.texts.append(shard.texts);
    timeline.events.append(shard.events, &numbers);

    let actor = |id: ActorId| actors[id.index()];
    for (mut statement, event) in shard.statements {
        statement.speaker = statement.speaker.map(actor);
        statement.via = statement.via.map(actor);
        statement.to.iter_mut().chain(&mut statement.about).for_each(|id| *id = actor(*id));
        statement.evidence.iter_mut().for_each(|entry| *entry = numbers.evidence(*entry));
        statements.push(Loose { statement, event });
    }
}

/// The file and id of each event that an earlier one tells, with those of that one.
type ToldAs = FxHashMap<(u16, String), (u16, String)>;

fn told_as(timeline: &Timeline, retold: &Retold) -> ToldAs {
    let events = &timeline.events;
    let name =
        |row: Row| (events.file.get(row), timeline.texts.get_id(events.id.get(row)).into_owned());
    retold.iter().map(|(&row, &first)| (name(row), name(first))).collect()
}

/// Tells each shard how many records of its file precede it.
fn number_records(shards: &mut [Shard]) {
    let mut ranks: FxHashMap<u16, u32> = FxHashMap::default();
    for shard in shards {
        let next = ranks.entry(shard.file).or_default();
        shard.first_rank = *next;
        *next += shard.ranks;
    }
}

/// Makes one list of the sources of all shards; gives each shard's numbers in it.
fn join_sources(timeline: &mut Timeline, shards: &mut [Shard]) -> Vec<Vec<SourceId>> {
    let mut by_key: FxHashMap<(u16, String), SourceId> = FxHashMap::default();
    let mut maps = Vec::with_capacity(shards.len());
    let mut records: Vec<Option<Source>> = Vec::new();
    let mut data_sets = vec![None; timeline.files.len()];
    for shard in shards {
        let entries = std::mem::take(&mut shard.sources).into_entries();
        let numbers: Vec<SourceId> = entries
            .iter()
            .map(|(key, _)| {
                *by_key.entry((shard.file, key.clone())).or_insert_with(|| {
                    records.push(None);
                    SourceId(records.len() as u32 - 1)
                })
            })
            .collect();
        // What the rows of a data set name and nobody describes are newspapers and agencies.
        let kind = shard.data_set.map(|_| SourceKind::Report);
        for (&id, (key, record)) in numbers.iter().zip(entries) {
            let Some(mut source) = record else {
                let named = || Source { kind, ..Source::titled(&key, &key) };
                records[id.index()].get_or_insert_with(named);
                continue;
            };
            source.derived_from.iter_mut().for_each(|from| *from = numbers[from.index()]);
            records[id.index()] = Some(source);
        }
        if let Some(data_set) = shard.data_set {
            data_sets[usize::from(shard.file)] = Some(numbers[data_set.index()]);
        }
        maps.push(numbers);
    }
    timeline.data_sets = data_sets;
    timeline.sources = records.into_iter().flatten().collect();
    maps
}

/// Puts the distinct dates in order, then the events by the rank of their date: a counting sort,
/// which keeps the order of `kept` within a date. Dates without an event and rows that are not kept
/// are left out; gives which row each event was.
pub(super) fn sort(timeline: &mut Timeline, kept: impl Iterator<Item = Row> + Clone) -> Vec<Row> {
    let whens = std::mem::take(&mut timeline.whens);
    let mut order: Vec<u32> = (0..whens.len() as u32).collect();
    order.par_sort_by_key(|&number| whens[number as usize].key());
    let mut ranks = vec![0; order.len()];
    for (rank, &number) in (0..).zip(&order) {
        ranks[number as usize] = rank;
    }
    let events = std::mem::take(&mut timeline.events);
    let rank_of = |row| ranks[events.when.get(row) as usize];
    let rows = Lists::grouped(order.len() as u32, kept.map(|row| (rank_of(row), row)));

    let mut numbers = Column::new(0);
    let (mut ends, mut kept) = (Vec::new(), Vec::new());
    let mut end = 0;
    for (rank, &number) in (0..).zip(&order) {
        let same = rows.get(rank).len() as u32;
        if same == 0 {
            continue;
        }
        (0..same).for_each(|_| numbers.push(kept.len() as u32));
        end += same;
        ends.push(end);
        kept.push(whens[number as usize].clone());
    }
    timeline.events = events.permuted(rows.items());
    timeline.events.when = numbers;
    timeline.when_ends = ends;
    timeline.whens = kept;
    rows.items().to_vec()
}

/// Binds the statements to their events and puts them in time order: by their own date, else by
/// their event's, then in the order of the files.
fn place_statements(timeline: &mut Timeline, mut statements: Vec<Loose>, told_as: &ToldAs) {
    if statements.is_empty() {
        return;
    }
    let rows: FxHashMap<(u16, Cow<'_, str>), Row> =
        timeline.events().map(|event| ((event.file_number(), event.id()), event.row())).collect();
    for loose in &mut statements {
        let key = (loose.statement.file, loose.event.clone());
        let (file, id) = told_as.get(&key).unwrap_or(&key);
        loose.statement.event = rows.get(&(*file, Cow::from(id))).copied();
    }
    statements.sort_by_cached_key(|loose| {
        timeline.said(&loose.statement).map_or(When::UNDATED.key(), When::key)
    });
    let statements: Vec<_> = statements.into_iter().map(|loose| loose.statement).collect();
    let said_in =
        (0..).zip(&statements).filter_map(|(id, said)| Some((said.event?, StatementId(id))));
    timeline.events.statements = Lists::grouped(timeline.len(), said_in);
    timeline.statements = statements;
}

/// Binds the events that are told by a statement to it. O(events) where any is, besides the
/// statements.
fn bind_assertions(timeline: &mut Timeline) {
    let mut asserting = Column::new(Link::NONE);
    if matches!(timeline.events.asserted_by, Column::Same { value: TextId::EMPTY, .. }) {
        timeline.events.asserting = asserting;
        return;
    }
    let statements = (0..).zip(&timeline.statements);
    let ids: FxHashMap<(u16, &str), u32> =
        statements.map(|(number, said)| ((said.file, said.id.as_str()), number)).collect();
    for row in 0..timeline.events.len {
        let id = timeline.texts.get(timeline.events.asserted_by.get(row));
        asserting.push(Link::new(ids.get(&(timeline.events.file.get(row), id)).copied()));
    }
    timeline.events.asserting = asserting;
}

/// Puts the file's name before each id that an earlier file with ids of its own has, too.
fn qualify_ids(timeline: &mut Timeline) {
    let has_own_ids = |file: &&File| file.holds != Holds::Rows;
    if timeline.files.iter().filter(has_own_ids).count() < 2 {
        return;
    }
    let ids = timeline.events().map(|event| (event.id(), event.file_number()));
    let first = first_files(ids);
    let mut qualified = Vec::new();
    for event in timeline.events() {
        let file = event.file_number();
        if first[&event.id()] != file {
            qualified.push((event.row(), event.file().qualified(&event.id())));
        }
    }
    drop(first);
    for (row, id) in qualified {
        let id = timeline.texts.push_id(&id);
        timeline.events.id.set(row, id);
    }

    let ids = timeline.statements.iter().map(|said| (Cow::from(&said.id), said.file));
    let first: FxHashMap<String, u16> =
        first_files(ids).into_iter().map(|(id, file)| (id.into_owned(), file)).collect();
    let records = &mut **timeline;
    for statement in &mut records.statements {
        if first[&statement.id] != statement.file {
            let file = &records.files[usize::from(statement.file)];
            statement.id = file.qualified(&statement.id);
        }
    }
}

/// The first file that has each id.
fn first_files<'a>(ids: impl Iterator<Item = (Cow<'a, str>, u16)>) -> FxHashMap<Cow<'a, str>, u16> {
    let mut first = FxHashMap::default();
    for (id, file) in ids {
        first.entry(id).and_modify(|first: &mut u16| *first = file.min(*first)).or_insert(file);
    }
    first
}

#[cfg(test)]
mod tests;
