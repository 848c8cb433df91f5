//! Lanes: an actor, a kind, a place or a quad class a line, and which events stand in it.
//!
//! A lane of an actor has the events that the filter by that actor shows, those of its members and
//! office holders among them; so an event can stand in several lanes. What stands in no other lane
//! stands in the one of the [rest](Key::Rest), and what has the tag `era` in a band above all:
//! every shown event is seen somewhere.
//!
//! Here it is counted who has a lane and where it stands; [`super::cells`] has what is drawn in
//! those in sight.

mod parties;
mod rows;

pub use parties::{Parties, parties};
pub use rows::{Rows, Sets};

use std::{cmp::Reverse, sync::Arc};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
    },
    index::{Facet, Store},
    model::{ActorId, Kind, Place, Quad, Timeline, day::Day},
    query::{Answer, tally},
    view::{counted, overview::Extent, shown},
};

/// What a lane stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// An actor, with its members and office holders.
    #[default]
    Actor,
    /// A kind of act.
    Kind,
    /// A place.
    Place,
    /// A quad class.
    Quad,
}

/// How lanes follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Those with the most events first.
    #[default]
    Count,
    /// Those whose events begin first.
    First,
    /// By name.
    Name,
}

/// Whose lane it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The events with the tag `era`, by whomever; always the first.
    Eras,
    /// An actor's.
    Actor(ActorId),
    /// A kind's.
    Kind(Kind),
    /// That of the places with the name and the country of this one.
    Place(u32),
    /// A quad class's.
    Quad(Quad),
    /// That of the events that stand in no other; always the last.
    Rest(By),
}

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// What a lane stands for.
    pub by: By,
    /// How they follow each other.
    pub order: Order,
}

/// A lane with shown events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Whose it is.
    pub key: Key,
    /// How many shown events it has.
    pub events: u32,
    /// The first of them.
    pub first: Row,
}

/// The lanes.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// What was asked.
    pub ask: Ask,
    /// Those with shown events, in order.
    pub lanes: Vec<Lane>,
    /// From which day to which day they go; `None` if no event is dated.
    pub extent: Option<Extent>,
    /// The events of the band and of the rest.
    pub sets: Arc<Sets>,
}

impl By {
    /// All, in the order in which one is chosen after the other.
    pub const ALL: [Self; 4] = [Self::Actor, Self::Kind, Self::Place, Self::Quad];

    /// What it is called: "actor".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Quad => "quad",
        }
    }

    /// What one is called among several: "quad class".
    #[must_use]
    pub fn noun(self) -> &'static str {
        if self == Self::Quad { "quad class" } else { self.name() }
    }

    /// So many of them: "18 actors", "1 quad class".
    #[must_use]
    pub fn counted(self, number: usize) -> String {
        match (self, number) {
            (Self::Quad, 2..) => format!("{number} quad classes"),
            _ => counted(number as u32, self.noun()),
        }
    }

    /// The next one, round the end.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

impl Order {
    /// All, in the order in which one follows the other.
    pub const ALL: [Self; 3] = [Self::Count, Self::First, Self::Name];

    /// What it is called on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::First => "first",
            Self::Name => "name",
        }
    }

    /// The order in words: "most events first".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Count => "most events first",
            Self::First => "earliest first",
            Self::Name => "by name",
        }
    }

    /// The next one, round the end.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

impl Key {
    /// What the lane is called.
    #[must_use]
    pub fn words(self, timeline: &Timeline) -> String {
        match self {
            Self::Eras => "eras".to_owned(),
            Self::Actor(actor) => shown::line(&timeline.actor(actor).name).into_owned(),
            Self::Kind(kind) => kind.name().to_owned(),
            Self::Place(place) => {
                let place = &timeline.places()[place as usize];
                let name = if place.name.is_empty() { &place.country } else { &place.name };
                shown::line(name).into_owned()
            }
            Self::Quad(quad) => quad.name().replace('-', " "),
            Self::Rest(by) => format!("no {}", by.noun()),
        }
    }

    /// Whether it stands for what lanes are made by: not the eras, and not the rest.
    #[must_use]
    pub fn is_of_its_own(self) -> bool {
        !matches!(self, Self::Eras | Self::Rest(_))
    }
}

impl Lanes {
    /// How many lanes are of somebody or something.
    #[must_use]
    pub fn named(&self) -> usize {
        self.lanes.iter().filter(|lane| lane.key.is_of_its_own()).count()
    }

    /// The place of the first lane in which a shown event stands. O(lanes).
    #[must_use]
    pub fn lane_of(&self, timeline: &Timeline, row: Row) -> Option<usize> {
        let event = timeline.event(row);
        let actors = match self.ask.by {
            By::Actor => with_owners(timeline, event.actors().iter().map(|part| part.actor())),
            _ => FxHashSet::default(),
        };
        let stands = |key: Key| match key {
            Key::Eras => self.sets.eras.contains(row),
            Key::Rest(_) => self.sets.rest.contains(row),
            Key::Actor(actor) => actors.contains(&actor),
            Key::Kind(kind) => event.kind() == kind,
            Key::Quad(quad) => event.quad() == Some(quad),
            Key::Place(number) => {
                let other = &timeline.places()[number as usize];
                let is_it =
                    |own: &Place| (&own.name, &own.country) == (&other.name, &other.country);
                event.place().is_some_and(is_it)
            }
        };
        self.lanes.iter().position(|lane| stands(lane.key))
    }

    /// The events of a lane.
    #[must_use]
    pub fn rows<'a>(&'a self, store: &'a Store, key: Key) -> Rows<'a> {
        Rows::of(store, &self.sets, key)
    }
}

/// Counts the lanes of what was found, and puts them in order. O(participations found) by actor,
/// O(events found) by place, else O(events / 64); besides, for each actor with members, their events.
#[must_use]
pub fn count(ask: &Ask, store: &Store, found: &Answer, progress: &Progress) -> Option<Lanes> {
    let (rows, timeline) = (&found.rows, store.timeline());
    let mut lanes = match ask.by {
        By::Actor => actors(store, rows, progress)?,
        By::Place => places(store, rows),
        By::Kind => facet(store.kinds(), rows, Key::Kind),
        By::Quad => facet(store.quads(), rows, Key::Quad),
    };
    if progress.is_cancelled() {
        return None;
    }
    match ask.order {
        Order::Count => lanes.par_sort_by_key(|lane| (Reverse(lane.events), lane.first, lane.key)),
        Order::First => lanes.par_sort_by_key(|lane| (lane.first, Reverse(lane.events), lane.key)),
        Order::Name => {
            lanes.sort_by_cached_key(|lane| (lane.key.words(timeline).to_lowercase(), lane.key));
        }
    }
    let sets = Sets::new(store, rows, ask.by);
    let special =
        |rows: &RowSet, key| Some(Lane { key, events: rows.count(), first: rows.next_from(0)? });
    if let Some(eras) = special(&sets.eras, Key::Eras) {
        lanes.insert(0, eras);
    }
    lanes.extend(special(&sets.rest, Key::Rest(ask.by)));
    let extent = Extent::of_rows(timeline, rows).map(|extent| with_ends(extent, timeline, rows));
    (!progress.is_cancelled()).then(|| Lanes { ask: *ask, lanes, extent, sets: Arc::new(sets) })
}

/// Some actors with all that they belong to, and what that does.
fn with_owners(
    timeline: &Timeline,
    actors: impl IntoIterator<Item = ActorId>,
) -> FxHashSet<ActorId> {
    let mut open: Vec<ActorId> = actors.into_iter().collect();
    let mut found = FxHashSet::default();
    while let Some(actor) = open.pop() {
        if found.insert(actor) {
            open.extend(timeline.actor(actor).belongs_to());
        }
    }
    found
}

/// The lanes of the actors who take part in the rows, themselves or by their members.
fn actors(store: &Store, rows: &RowSet, progress: &Progress) -> Option<Vec<Lane>> {
    let own = tally::actors(store, rows, progress)?;
    let first =
        |actor: ActorId| store.rows_of(actor).iter().copied().find(|&row| rows.contains(row));
    let firsts: Vec<Option<Row>> = (0..own.len() as u32)
        .into_par_iter()
        .map(|actor| first(ActorId(actor)).filter(|_| own[actor as usize] > 0))
        .collect();
    let lane = |actor: ActorId| {
        let (mut events, mut first) = (own[actor.index()], firsts[actor.index()]);
        if !store.members(actor).is_empty() && !progress.is_cancelled() {
            let all = store.with_members([actor]);
            let mut active = all.iter().filter(|&member| own[member as usize] > 0);
            first = all.iter().filter_map(|member| firsts[member as usize]).min();
            events = match (active.next(), active.next()) {
                // Of two the events may be the same.
                (Some(_), Some(_)) => store.rows_of_any(&all).count_common(rows),
                (Some(only), None) => own[only as usize],
                _ => 0,
            };
        }
        Some(Lane { key: Key::Actor(actor), events, first: first? })
    };
    let lanes = (0..own.len() as u32).into_par_iter().filter_map(|actor| lane(ActorId(actor)));
    let lanes = lanes.collect();
    (!progress.is_cancelled()).then_some(lanes)
}

/// The lanes of the places in the rows. Places with the same name in the same country, which only
/// differ in how exactly they are known, are one.
fn places(store: &Store, rows: &RowSet) -> Vec<Lane> {
    let places = store.timeline().places();
    let own: Vec<(u32, Option<Row>)> = (0..places.len() as u32)
        .into_par_iter()
        .map(|place| {
            let mut shown = store.rows_at(place).iter().copied().filter(|&row| rows.contains(row));
            let first = shown.next();
            (shown.count() as u32 + u32::from(first.is_some()), first)
        })
        .collect();
    let mut by_name: FxHashMap<(&str, &str), Lane> = FxHashMap::default();
    for ((number, place), (events, first)) in (0..).zip(places).zip(own) {
        let Some(first) = first else { continue };
        by_name
            .entry((&place.name, &place.country))
            .and_modify(|lane| {
                lane.events += events;
                lane.first = lane.first.min(first);
            })
            .or_insert(Lane { key: Key::Place(number), events, first });
    }
    by_name.into_values().collect()
}

/// The lanes of the values of a closed list.
fn facet<T>(facet: &Facet<T>, rows: &RowSet, key: impl Fn(T) -> Key) -> Vec<Lane>
where
    T: Copy + PartialEq + Send + Sync,
{
    let lane = |(value, own): (T, &RowSet)| {
        let first = own.iter().find(|&row| rows.contains(row))?;
        Some(Lane { key: key(value), events: own.count_common(rows), first })
    };
    facet.iter().filter_map(lane).collect()
}

/// The same extent, up to where the last of the events end: but of those that end so late that all
/// others would be drawn half as wide.
fn with_ends(extent: Extent, timeline: &Timeline, rows: &RowSet) -> Extent {
    let reach = |(first, last): (Day, Day)| {
        let latest = last.plus_days(last.0.saturating_sub(first.0));
        let ends = timeline.moments().filter_map(|(when, moment)| {
            let day = when.listing_day().filter(|day| (first..=last).contains(day))?;
            let end = when.latest_end().max(day);
            (end > last && end <= latest && rows.count_in(moment) > 0).then_some(end)
        });
        (first, ends.max().unwrap_or(last))
    };
    Extent { whole: reach(extent.whole), most: reach(extent.most) }
}

#[cfg(test)]
mod tests;
