//! The events of two actors with each other: how many, how many were killed, from when to when, the
//! longest quiet, the periods and the kinds.

mod quiet;

pub use quiet::{Quiet, Quiets};

use rustc_hash::FxHashMap;

use crate::{
    base::{progress::Progress, rows::Row},
    index::Store,
    model::{ActorId, Participation, Timeline, day::Day, when::Period},
    query::{Answer, Expr, Field, Plan, Query, Term},
    view::{Unit, dyads::Which},
};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The two; directed, who acts first.
    pub pair: [ActorId; 2],
    /// Which of their events count.
    pub which: Which,
    /// The most periods that there is room for.
    pub periods: u32,
}

/// The figures of two actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// What they were asked for.
    pub ask: Ask,
    /// Their events, in order of time.
    pub rows: Vec<Row>,
    /// What the events come to.
    pub facts: Facts,
    /// The unit of the periods.
    pub unit: Unit,
    /// The periods from the first event to the last one, empty ones among them.
    pub periods: Vec<Count>,
    /// What the events are called, by the label of the source or else by kind, and how many are,
    /// the most frequent first.
    pub kinds: Vec<(String, u32)>,
}

/// What some events come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// How many events there are.
    pub events: u32,
    /// How many of them have just two actors.
    pub alone: u32,
    /// How many were killed; `None` if no event says.
    pub killed: Option<Killed>,
    /// The first dated event.
    pub first: Option<Row>,
    /// The last dated event.
    pub last: Option<Row>,
    /// How many have no date.
    pub undated: u32,
    /// The longest quiet stretches between two of them.
    pub quiet: Quiets,
}

/// How many were killed in some events. Where an estimate lacks its low or high number, its best
/// one counts there, and where it lacks the best one, what it has instead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Killed {
    /// The low numbers.
    pub low: u64,
    /// The best numbers.
    pub best: u64,
    /// The high numbers.
    pub high: u64,
}

/// How many events fall in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The first day of it.
    pub first: Day,
    /// The events that surely touch it.
    pub surely: u32,
    /// The events that may touch it, these among them.
    pub maybe: u32,
}

/// The terms that find the events of two actors.
#[must_use]
pub fn terms(pair: [ActorId; 2], which: Which, store: &Store) -> Vec<Expr> {
    let mut terms = vec![Term::for_pair(pair, which.directed, store)];
    if which.only_two {
        terms.push(Term::new(Field::Actors, "2"));
    }
    terms.into_iter().map(Expr::from).collect()
}

/// Works out the figures in what was found; `None` when asked to stop.
#[must_use]
pub fn count(ask: &Ask, store: &Store, found: &Answer, progress: &Progress) -> Option<Thread> {
    let query = Query::default().narrowed(&terms(ask.pair, ask.which, store));
    // The names are those of the timeline, so that there is a plan.
    let plan = Plan::new(&query.with_candidates(true), store).ok()?;
    let rows: Vec<Row> = plan.rows_within(&found.rows, progress).iter().collect();
    if progress.is_cancelled() {
        return None;
    }
    let timeline = store.timeline();
    let facts = Facts::of(timeline, &rows);
    let (unit, periods) = periods(timeline, &rows, &facts, ask.periods);
    let thread = Thread { ask: *ask, kinds: kinds(timeline, &rows), rows, facts, unit, periods };
    (!progress.is_cancelled()).then_some(thread)
}

impl Thread {
    /// The first event at or after a row, else the last one before it. Of a dated one an undated
    /// event is neither, so it comes last.
    #[must_use]
    pub fn from(&self, moment: Row, timeline: &Timeline) -> Option<Row> {
        let dated = self.rows.len() - self.facts.undated as usize;
        let is_dated = moment < timeline.dated().end && dated > 0;
        let rows = if is_dated { &self.rows[..dated] } else { &self.rows[..] };
        let at = rows.partition_point(|&row| row < moment);
        rows.get(at).or(rows.last()).copied()
    }

    /// Whether it has an event.
    #[must_use]
    pub fn has(&self, row: Row) -> bool {
        self.rows.binary_search(&row).is_ok()
    }

    /// The most events that may touch one period.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.periods.iter().map(|period| period.maybe).max().unwrap_or(0)
    }
}

impl Facts {
    /// Those of some rows, ascending. O(rows).
    #[must_use]
    pub fn of(timeline: &Timeline, rows: &[Row]) -> Self {
        let end = rows.partition_point(|&row| row < timeline.dated().end);
        let (dated, undated) = rows.split_at(end);
        let parts = &timeline.columns().actors;
        let is_alone = |row: &&Row| Participation::different(parts.get(**row)) == 2;
        let mut killed: Option<Killed> = None;
        for estimate in rows.iter().filter_map(|&row| timeline.event(row).fatalities()) {
            let Some(best) = estimate.number() else { continue };
            let killed = killed.get_or_insert_default();
            killed.low += u64::from(estimate.low.unwrap_or(best));
            killed.best += u64::from(best);
            killed.high += u64::from(estimate.high.unwrap_or(best));
        }
        Self {
            events: rows.len() as u32,
            alone: rows.iter().filter(is_alone).count() as u32,
            killed,
            first: dated.first().copied(),
            last: dated.last().copied(),
            undated: undated.len() as u32,
            quiet: Quiets::between(dated.iter().map(|&row| timeline.when(row))),
        }
    }
}

/// The shortest unit in which the time from the first event to the last one has at most so many
/// periods, and these. An event counts in each period that it may touch, as `date:` finds it.
fn periods(timeline: &Timeline, rows: &[Row], facts: &Facts, most: u32) -> (Unit, Vec<Count>) {
    let day = |row: Option<Row>| timeline.when(row?).listing_day();
    let (Some(first), Some(last)) = (day(facts.first), day(facts.last)) else {
        return (Unit::Day, Vec::new());
    };
    let fits = |unit: &Unit| unit.number(last) - unit.number(first) < i64::from(most.max(1));
    // A week has no name that tells it from a day.
    let named = Unit::ALL.into_iter().filter(|&unit| unit != Unit::Week);
    let unit = named.filter(fits).min().unwrap_or(Unit::Millennium);
    let (from, to) = (unit.number(first), unit.number(last).max(unit.number(first)));
    let count = |number| Count { first: unit.first_day(number), surely: 0, maybe: 0 };
    let mut periods: Vec<Count> = (from..=to).map(count).collect();
    for when in rows.iter().map(|&row| timeline.when(row)) {
        let Some(whole) = Period::of(when) else { continue };
        let place = |day: Day| {
            // The ends of what is open are no days to be numbered.
            (unit.number(day.clamp(first, last.max(first))) - from).unsigned_abs() as usize
        };
        for count in &mut periods[place(whole.first)..=place(whole.last)] {
            let period = Period { first: count.first, last: unit.next(count.first).plus_days(-1) };
            count.maybe += u32::from(when.may_touch(period));
            count.surely += u32::from(when.must_touch(period));
        }
    }
    (unit, periods)
}

fn kinds(timeline: &Timeline, rows: &[Row]) -> Vec<(String, u32)> {
    let columns = timeline.columns();
    let mut counts: FxHashMap<_, u32> = FxHashMap::default();
    for &row in rows {
        let label = columns.label.get(row);
        let kind = label.is_empty().then(|| columns.kind.get(row).name());
        *counts.entry((label, kind)).or_default() += 1;
    }
    let name = |label, kind: Option<&str>| kind.unwrap_or(timeline.strings().get(label)).to_owned();
    let mut kinds: Vec<(String, u32)> =
        counts.into_iter().map(|((label, kind), count)| (name(label, kind), count)).collect();
    kinds.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    kinds
}

#[cfg(test)]
mod tests;
