//! The events of a lane, found by the indexes, and steps from one shown event of it to the next.

use std::borrow::Cow;

use crate::{
    base::rows::{Row, RowSet},
    index::Store,
    model::{ActorId, Timeline},
    view::{
        chronicle,
        lanes::{By, Key},
    },
};

/// The events of the lanes that no index has: those of the eras, and of the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sets {
    /// The shown events with the tag `era`.
    pub eras: RowSet,
    /// The shown events that stand in no other lane, nor among the eras.
    pub rest: RowSet,
}

/// The tag of an era.
const ERA: &str = "era";

impl Sets {
    /// Those of the shown events. O(shown events), on all cores; the eras cost nothing where no
    /// event has the tag.
    #[must_use]
    pub fn new(store: &Store, shown: &RowSet, by: By) -> Self {
        let timeline = store.timeline();
        let all = 0..timeline.len();
        let mut eras = RowSet::none(timeline.len());
        if let Some(&era) = store.tags().iter().find(|&&tag| store.string(tag) == ERA) {
            let tags = &timeline.columns().tags;
            eras = shown.clone();
            eras.retain_in(all.clone(), |row| tags.get(row).contains(&era));
        }
        let mut rest = shown.clone();
        rest.subtract(&eras);
        match by {
            By::Actor => rest.retain_in(all, |row| timeline.event(row).actors().is_empty()),
            By::Place => rest.retain_in(all, |row| timeline.event(row).place().is_none()),
            By::Kind => store.kinds().iter().for_each(|(_, rows)| rest.subtract(rows)),
            By::Quad => store.quads().iter().for_each(|(_, rows)| rest.subtract(rows)),
        }
        Self { eras, rest }
    }
}

/// The events of a lane, shown or not.
#[derive(Clone, Debug)]
pub enum Rows<'a> {
    /// Lists of rows, each ascending; a row can be in several.
    Lists(Vec<&'a [Row]>),
    /// A set of rows.
    Set(Cow<'a, RowSet>),
}

impl<'a> Rows<'a> {
    /// Those of a lane. O(actors / 64), or O(places) by place.
    #[must_use]
    pub fn of(store: &'a Store, sets: &'a Sets, key: Key) -> Self {
        let set = |rows: Option<&'a RowSet>| match rows {
            Some(rows) => Self::Set(Cow::Borrowed(rows)),
            None => Self::Lists(Vec::new()),
        };
        match key {
            Key::Eras => set(Some(&sets.eras)),
            Key::Rest(_) => set(Some(&sets.rest)),
            Key::Kind(kind) => set(store.kinds().get(kind)),
            Key::Quad(quad) => set(store.quads().get(quad)),
            Key::Actor(actor) => {
                let all = store.with_members([actor]);
                let lists = all.iter().map(|member| store.rows_of(ActorId(member)));
                Self::Lists(lists.filter(|rows| !rows.is_empty()).collect())
            }
            Key::Place(place) => {
                let places = store.timeline().places();
                let name = |place: u32| {
                    let place = &places[place as usize];
                    (&*place.name, &*place.country)
                };
                let same = (0..places.len() as u32).filter(|&other| name(other) == name(place));
                Self::Lists(same.map(|place| store.rows_at(place)).collect())
            }
        }
    }

    /// How many rows must be looked at to see them all.
    #[must_use]
    pub fn cost(&self) -> usize {
        match self {
            Self::Lists(lists) => lists.iter().map(|rows| rows.len()).sum(),
            Self::Set(rows) => rows.universe() as usize / 64,
        }
    }

    /// Whether an event stands in the lane.
    #[must_use]
    pub fn contains(&self, row: Row) -> bool {
        match self {
            Self::Lists(lists) => lists.iter().any(|rows| rows.binary_search(&row).is_ok()),
            Self::Set(rows) => rows.contains(row),
        }
    }

    /// The first shown event of the lane from a row on.
    #[must_use]
    pub fn next_from(&self, shown: &RowSet, row: Row) -> Option<Row> {
        match self {
            Self::Lists(lists) => {
                let first = |rows: &&[Row]| {
                    let after = rows.partition_point(|&other| other < row);
                    rows[after..].iter().copied().find(|&row| shown.contains(row))
                };
                lists.iter().filter_map(first).min()
            }
            Self::Set(rows) => rows.iter_from(row).find(|&row| shown.contains(row)),
        }
    }

    /// The last shown event of the lane before a row.
    #[must_use]
    pub fn prev_before(&self, shown: &RowSet, row: Row) -> Option<Row> {
        match self {
            Self::Lists(lists) => {
                let last = |rows: &&[Row]| {
                    let before = rows.partition_point(|&other| other < row);
                    rows[..before].iter().rev().copied().find(|&row| shown.contains(row))
                };
                lists.iter().filter_map(last).max()
            }
            Self::Set(rows) => {
                let before =
                    std::iter::successors(rows.prev_before(row), |&row| rows.prev_before(row));
                before.into_iter().find(|&row| shown.contains(row))
            }
        }
    }

    /// The shown event of the lane nearest in time to a row; of two equally near the later one.
    #[must_use]
    pub fn nearest(&self, timeline: &Timeline, shown: &RowSet, row: Row) -> Option<Row> {
        let (before, after) = (self.prev_before(shown, row), self.next_from(shown, row));
        chronicle::nearer(timeline, row, (before, after))
    }

    /// The shown events of the lane, ascending.
    #[must_use]
    pub fn shown(&self, shown: &RowSet) -> Vec<Row> {
        match self {
            Self::Lists(lists) => {
                let all = lists.iter().copied().flatten().copied();
                let mut rows: Vec<Row> = all.filter(|&row| shown.contains(row)).collect();
                if lists.len() > 1 {
                    rows.sort_unstable();
                    rows.dedup();
                }
                rows
            }
            Self::Set(rows) => rows.iter().filter(|&row| shown.contains(row)).collect(),
        }
    }

    /// The same as a set.
    #[must_use]
    pub fn set(&self, shown: &RowSet) -> RowSet {
        let mut rows = match self {
            Self::Lists(lists) => {
                RowSet::of(shown.universe(), lists.iter().copied().flatten().copied())
            }
            Self::Set(rows) => rows.clone().into_owned(),
        };
        rows.intersect(shown);
        rows
    }
}
