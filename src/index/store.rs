//! A loaded timeline, ready to be asked.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    base::{
        intern::Symbol,
        rows::{Row, RowSet},
    },
    index::{Facet, Members, Names, Postings},
    model::{
        Actor, ActorId, Basis, Decided, Event, Kind, Quad, Review, Scope, StatementId, Status,
        Timeline,
        column::{Column, Lists},
    },
};

/// A timeline and its indexes. It never changes; panes and threads share it behind an `Arc`.
#[derive(Debug)]
pub struct Store {
    timeline: Timeline,
    indexes: Arc<Indexes>,
    candidates: RowSet,
    rejected: RowSet,
    /// How many events are open to review, candidates aside.
    open: u32,
    /// The events that are held back and those of which statements are.
    doubtful: RowSet,
    whole: Option<Arc<Whole>>,
}

/// The history of which a timeline is a part: names mean there what they mean here.
#[derive(Debug)]
struct Whole {
    store: Arc<Store>,
    /// Who of its actors is here, by their numbers there.
    here: Vec<Option<ActorId>>,
}

/// Where the records are, whatever a person decided about them.
#[derive(Debug)]
struct Indexes {
    by_actor: Postings,
    by_place: Postings,
    members: Members,
    actor_names: Names,
    place_names: Names,
    /// The distinct countries of places, and the places in each.
    countries: Vec<Box<str>>,
    places_in: Lists<u32>,
    /// The distinct countries of actors, and the actors of each.
    nations: Vec<Box<str>>,
    actors_of: Lists<u32>,
    kinds: Facet<Kind>,
    quads: Facet<Quad>,
    statuses: Facet<Status>,
    bases: Facet<Basis>,
    codes: Vec<Symbol>,
    labels: Vec<Symbol>,
    tags: Vec<Symbol>,
}

impl Store {
    /// Builds the indexes. O(events + participations), on all cores.
    #[must_use]
    pub fn new(timeline: Timeline) -> Self {
        let (events, len) = (timeline.columns(), timeline.len());
        let actors = timeline.actors();
        let by_actor = Postings::build(actors.len() as u32, len, |row| {
            events.actors.get(row).iter().map(|part| part.actor().0)
        });
        let by_place = Postings::build(timeline.places().len() as u32, len, |row| {
            events.place.get(row).get().into_iter()
        });
        let belongs = (0..).map(ActorId).zip(actors).flat_map(|(member, actor)| {
            let mut owners: Vec<ActorId> = actor.belongs_to().collect();
            owners.sort_unstable();
            owners.dedup();
            owners.into_iter().map(move |owner| (owner.0, member))
        });
        let (countries, places_in) =
            by_country(timeline.places().iter().map(|place| &*place.country));
        let (nations, actors_of) = by_country(actors.iter().map(|actor| &*actor.country));
        let kind = |row| events.kind.get(row);
        let quads = quads_of_codes(&timeline);
        let coded = |row| quads.get(&(events.scheme.get(row), events.code.get(row))).copied();
        let strings = timeline.strings().len();
        let indexes = Indexes {
            by_actor,
            by_place,
            members: Members::new(actors.len() as u32, belongs),
            actor_names: Names::new(
                (0..)
                    .zip(actors)
                    .flat_map(|(number, actor)| actor_names(actor).map(move |name| (number, name))),
            ),
            place_names: Names::new((0..).zip(timeline.places().iter().map(|place| &*place.name))),
            countries,
            places_in,
            nations,
            actors_of,
            kinds: Facet::build(len, Kind::ALL, |row| Some(kind(row))),
            quads: Facet::build(len, Quad::ALL, |row| {
                let stated = events.quad.get(row);
                stated.or_else(|| coded(row)).or_else(|| kind(row).quad())
            }),
            statuses: Facet::build(len, Status::ALL, |row| Some(events.status.get(row))),
            bases: Facet::build(len, Basis::ALL, |row| events.basis.get(row)),
            codes: distinct(&events.code, strings),
            labels: distinct(&events.label, strings),
            tags: among(events.tags.items().iter().copied(), strings),
        };
        Self::over(timeline, Arc::new(indexes))
    }

    fn over(timeline: Timeline, indexes: Arc<Indexes>) -> Self {
        let candidates = candidates(&timeline);
        let rejected = timeline.events_where(|it| it.review == Some(Review::Rejected));
        let mut doubtful = candidates.clone();
        doubtful.unite(&rejected);
        let said = (0..).map(StatementId).zip(timeline.statements());
        let said = said.filter(|&(id, _)| !timeline.is_meant(id, Scope::Sure));
        said.filter_map(|(_, said)| said.event).for_each(|row| doubtful.insert(row));
        let open = match timeline.columns().rule {
            Column::Same { value: Symbol::EMPTY, .. } => 0,
            _ => timeline.events().filter(|event| is_open(*event)).count() as u32,
        };
        Self { timeline, indexes, candidates, rejected, open, doubtful, whole: None }
    }

    /// The same records with other decisions about them. O(events / 64 + statements), and of an
    /// extractor's records O(events).
    #[must_use]
    pub fn with_decided(&self, decided: Decided) -> Self {
        let whole = self.whole.clone();
        Self { whole, ..Self::over(self.timeline.with_decided(decided), Arc::clone(&self.indexes)) }
    }

    /// The same as a part of a history, in which there may be others whom a name means: whom it
    /// means is told there, and who of them is here.
    #[must_use]
    pub fn part_of(self, history: Arc<Self>) -> Self {
        let there = history.timeline.actors();
        let numbers: FxHashMap<&str, usize> =
            there.iter().enumerate().map(|(number, actor)| (&*actor.id, number)).collect();
        let mut here = vec![None; there.len()];
        for (own, actor) in (0..).map(ActorId).zip(self.timeline.actors()) {
            if let Some(&number) = numbers.get(&*actor.id) {
                here[number] = Some(own);
            }
        }
        Self { whole: Some(Arc::new(Whole { store: history, here })), ..self }
    }

    /// The history of which it is a part, if it is one.
    #[must_use]
    pub fn history(&self) -> Option<&Arc<Self>> {
        self.whole.as_ref().map(|whole| &whole.store)
    }

    /// Who of the actors of the [history](Self::history) is here.
    pub fn here(&self, there: impl IntoIterator<Item = ActorId>) -> impl Iterator<Item = ActorId> {
        let here = self.whole.as_ref().map(|whole| &*whole.here);
        there
            .into_iter()
            .filter_map(move |actor| here.map_or(Some(actor), |it| it[actor.0 as usize]))
    }

    /// The timeline itself.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The events that are meant.
    #[must_use]
    pub fn rows_in(&self, scope: Scope) -> RowSet {
        let mut rows = RowSet::all(self.timeline.len());
        if scope == Scope::Sure {
            rows.subtract(&self.candidates);
        }
        if scope != Scope::Every {
            rows.subtract(&self.rejected);
        }
        rows
    }

    /// The events that are candidates.
    #[must_use]
    pub fn candidates(&self) -> &RowSet {
        &self.candidates
    }

    /// The events that were rejected.
    #[must_use]
    pub fn rejected(&self) -> &RowSet {
        &self.rejected
    }

    /// How many events are open to review, candidates aside.
    #[must_use]
    pub fn open(&self) -> u32 {
        self.open
    }

    /// The events that are candidates or were rejected, or have statements that are or were.
    #[must_use]
    pub fn doubtful(&self) -> &RowSet {
        &self.doubtful
    }

    /// The rows in which the actor itself takes part, ascending. O(1).
    #[must_use]
    pub fn rows_of(&self, actor: ActorId) -> &[Row] {
        self.indexes.by_actor.get(actor.0)
    }

    /// The rows at the place with this number among [`Timeline::places`], ascending. O(1).
    #[must_use]
    pub fn rows_at(&self, place: u32) -> &[Row] {
        self.indexes.by_place.get(place)
    }

    /// The direct members and office holders of an actor.
    #[must_use]
    pub fn members(&self, actor: ActorId) -> &[ActorId] {
        self.indexes.members.direct(actor)
    }

    /// Who belongs to whom, directly and through others.
    #[must_use]
    pub fn membership(&self) -> &Members {
        &self.indexes.members
    }

    /// The actors with all their members and office holders, and those of these.
    #[must_use]
    pub fn with_members(&self, actors: impl IntoIterator<Item = ActorId>) -> RowSet {
        self.indexes.members.with_all(actors, self.timeline.actors().len() as u32)
    }

    /// The rows in which one of the actors of the set takes part. O(len / 64 + their rows), on all
    /// cores.
    #[must_use]
    pub fn rows_of_any(&self, actors: &RowSet) -> RowSet {
        /// Rows from which on a second core is worth its set.
        const SHARE: usize = 1 << 18;
        let len = self.timeline.len();
        let lists: Vec<&[Row]> =
            actors.iter().flat_map(|actor| self.rows_of(ActorId(actor)).chunks(SHARE)).collect();
        let total: usize = lists.iter().map(|rows| rows.len()).sum();
        let shares = rayon::current_num_threads().min(total / SHARE).max(1);
        lists
            .par_chunks(lists.len().div_ceil(shares).max(1))
            .map(|lists| RowSet::of(len, lists.iter().copied().flatten().copied()))
            .reduce_with(|mut one, other| {
                one.unite(&other);
                one
            })
            .unwrap_or_else(|| RowSet::none(len))
    }

    /// The ids, names, aliases and codes by which actors are found.
    #[must_use]
    pub fn actor_names(&self) -> &Names {
        &self.indexes.actor_names
    }

    /// The names by which places are found.
    #[must_use]
    pub fn place_names(&self) -> &Names {
        &self.indexes.place_names
    }

    /// The distinct countries of the places, and the numbers of the places in each.
    pub fn countries(&self) -> impl Iterator<Item = (&str, &[u32])> {
        (0..)
            .zip(&self.indexes.countries)
            .map(|(number, name)| (&**name, self.indexes.places_in.get(number)))
    }

    /// The actors of the country with this code, in any case.
    pub fn actors_of(&self, code: &str) -> impl Iterator<Item = ActorId> {
        let nations = (0..).zip(&self.indexes.nations);
        let meant = nations.filter(move |(_, nation)| nation.eq_ignore_ascii_case(code));
        meant
            .flat_map(|(number, _)| self.indexes.actors_of.get(number).iter().copied().map(ActorId))
    }

    /// The rows of each kind.
    #[must_use]
    pub fn kinds(&self) -> &Facet<Kind> {
        &self.indexes.kinds
    }

    /// The rows of each quad class; see [`Event::quad`](crate::model::Event::quad).
    #[must_use]
    pub fn quads(&self) -> &Facet<Quad> {
        &self.indexes.quads
    }

    /// The rows of each status.
    #[must_use]
    pub fn statuses(&self) -> &Facet<Status> {
        &self.indexes.statuses
    }

    /// The rows whose date is known in each way.
    #[must_use]
    pub fn bases(&self) -> &Facet<Basis> {
        &self.indexes.bases
    }

    /// The distinct codes of the events; not the empty one.
    #[must_use]
    pub fn codes(&self) -> &[Symbol] {
        &self.indexes.codes
    }

    /// The distinct labels of the events; not the empty one.
    #[must_use]
    pub fn labels(&self) -> &[Symbol] {
        &self.indexes.labels
    }

    /// The distinct tags of the events.
    #[must_use]
    pub fn tags(&self) -> &[Symbol] {
        &self.indexes.tags
    }

    /// The text of a code, a label or a tag.
    #[must_use]
    pub fn string(&self, symbol: Symbol) -> &str {
        self.timeline.strings().get(symbol)
    }
}

/// Whether nobody has decided yet about an event that an extractor is sure of.
fn is_open(event: Event<'_>) -> bool {
    event.review() == Some(Review::Open) && !event.is_candidate()
}

/// The events that are candidates. None is looked at where no event has a rule.
fn candidates(timeline: &Timeline) -> RowSet {
    let (columns, len) = (timeline.columns(), timeline.len());
    match columns.rule {
        Column::Same { value: Symbol::EMPTY, .. } => RowSet::none(len),
        _ => RowSet::filtered(len, |row| timeline.event(row).is_candidate()),
    }
}

/// The quad class of each code that has one by its scheme.
fn quads_of_codes(timeline: &Timeline) -> FxHashMap<(Symbol, Symbol), Quad> {
    let (columns, strings) = (timeline.columns(), timeline.strings());
    let has_quads = |scheme: &Symbol| Quad::classifies(strings.get(*scheme));
    let mut schemes = distinct(&columns.scheme, strings.len());
    schemes.retain(has_quads);
    let codes = distinct(&columns.code, strings.len());
    let pairs = schemes.iter().flat_map(|&scheme| codes.iter().map(move |&code| (scheme, code)));
    pairs
        .filter_map(|(scheme, code)| {
            let quad = Quad::of_code(strings.get(scheme), strings.get(code))?;
            Some(((scheme, code), quad))
        })
        .collect()
}

fn actor_names(actor: &Actor) -> impl Iterator<Item = &str> {
    let codes = actor.codes.iter().map(|(_, code)| code.as_str());
    std::iter::once(actor.id.as_str()).chain(actor.names()).chain(codes)
}

/// The distinct countries, without the empty one, and the numbers of what is in each.
fn by_country<'a>(each: impl Iterator<Item = &'a str> + Clone) -> (Vec<Box<str>>, Lists<u32>) {
    let mut countries: Vec<&str> = each.clone().filter(|country| !country.is_empty()).collect();
    countries.sort_unstable();
    countries.dedup();
    let numbered = (0..).zip(each);
    let pairs = numbered.filter_map(|(number, country)| {
        Some((countries.binary_search(&country).ok()? as u32, number))
    });
    let members = Lists::grouped(countries.len() as u32, pairs);
    (countries.iter().map(|&country| country.into()).collect(), members)
}

/// The symbols of a column, ascending, without the empty one.
fn distinct(column: &Column<Symbol>, strings: usize) -> Vec<Symbol> {
    match column {
        Column::Same { len: 0, .. } => Vec::new(),
        Column::Same { value, .. } => among([*value].into_iter(), strings),
        Column::Each(values) => among(values.iter().copied(), strings),
    }
}

fn among(symbols: impl Iterator<Item = Symbol>, strings: usize) -> Vec<Symbol> {
    let found = RowSet::of(strings as u32, symbols.map(|symbol| symbol.0));
    found.iter().map(Symbol).filter(|symbol| !symbol.is_empty()).collect()
}
