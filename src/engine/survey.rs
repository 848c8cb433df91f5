//! What of a history a query asks for, counted where it lies: by day, by kind and quad class, and by
//! who takes part.

use std::{cmp::Reverse, sync::Arc};

use rustc_hash::FxHashMap;

use crate::{
    base::{progress::Progress, rows::Row},
    engine::{Counted, Engine, EngineError, Pushed, Samples, push, sql::Condition},
    ingest::Aspect,
    model::{ActorId, Kind, Quad, Role},
    query::Query,
};

/// The numbers of a query. Those that are not counted yet are `None`.
#[derive(Clone, Debug)]
pub struct Surveyed {
    /// The query.
    pub query: Query,
    /// What is asked for, and what will be looked at again.
    pub pushed: Pushed,
    /// The samples that the rows below are of.
    pub samples: Arc<Samples>,
    /// How many events there are, at least possibly.
    pub count: u64,
    /// How many events the whole history has.
    pub all: u64,
    /// How many events have the date of a sample: of the query, and of all.
    pub days: Vec<(Row, u64, u64)>,
    /// Who takes part, with how many events they act in, and in how many they are acted on or take
    /// part otherwise; members count for what they belong to, and who stands in columns of several
    /// groups counts in each. The most frequent first.
    pub actors: Option<Vec<(ActorId, [u64; 2])>>,
    /// How many events are of each kind, the most frequent first.
    pub kinds: Option<Vec<(Kind, u64)>>,
    /// The same of quad classes.
    pub quads: Option<Vec<(Quad, u64)>>,
}

/// Of so few events, kinds and actors are asked for at once: to look at the rows takes longer than
/// to read what they are.
const FEW: u64 = 200_000;

/// What a survey shows.
const SHOWN: [Aspect; 3] = [Aspect::Who, Aspect::When, Aspect::What];

impl Engine {
    /// Counts a query; `report` is told of what is counted as soon as it is. What needs no question
    /// is answered from what was fetched before.
    pub fn survey(
        &self,
        query: &Query,
        progress: &Progress,
        report: &mut dyn FnMut(Surveyed),
    ) -> Result<Surveyed, EngineError> {
        let aspects: Vec<Aspect> = push::aspects(query).into_iter().chain(SHOWN).collect();
        let samples = self.samples(&aspects, progress)?;
        let pushed = self.push(query, progress)?;
        let ask = |aspect| self.counted(&samples, aspect, &pushed.condition, progress);
        let when = ask(Aspect::When)?;
        let total = |counts: &[u64]| counts.iter().sum::<u64>();
        let dictionary = |counted: &Counted| &samples.dictionaries[counted.dictionary];
        let (count, all) = if let Some(counted) = when.first() {
            (total(&counted.counts), dictionary(counted).total())
        } else {
            let all = self.count(&Query::default(), progress)?.count;
            (self.count(query, progress)?.count, all)
        };
        let mut surveyed = Surveyed {
            query: query.clone(),
            pushed: pushed.clone(),
            count,
            all,
            days: each(&samples, &when).collect(),
            actors: None,
            kinds: None,
            quads: None,
            samples: Arc::clone(&samples),
        };
        report(surveyed.clone());
        let (what, who) = if count <= FEW {
            let asked = samples.of_aspects(&[Aspect::What, Aspect::Who]);
            let condition = if count == 0 { &Condition::NONE } else { &pushed.condition };
            let counted = self.counted_at_once(&asked, condition, progress)?;
            let (what, who): (Vec<_>, Vec<_>) =
                counted.into_iter().partition(|it| dictionary(it).aspect == Aspect::What);
            (what, Some(who))
        } else {
            (ask(Aspect::What)?, None)
        };
        surveyed.kinds = Some(tallied(&samples, &what, |row| Some(kind(&samples, row))));
        surveyed.quads = Some(tallied(&samples, &what, |row| quad(&samples, row)));
        let who = if let Some(who) = who {
            who
        } else {
            report(surveyed.clone());
            ask(Aspect::Who)?
        };
        surveyed.actors = Some(actors(&samples, &who));
        Ok(surveyed)
    }
}

/// The samples of some dictionaries, each with its count.
fn each<'a>(
    samples: &'a Samples,
    counted: &'a [Counted],
) -> impl Iterator<Item = (Row, u64, u64)> + 'a {
    (0..samples.store.timeline().len()).filter_map(move |row| {
        let (dictionary, number) = samples.of(row);
        let counted = counted.iter().find(|it| it.dictionary == dictionary)?;
        let all = samples.dictionaries[dictionary].count(number);
        Some((row, counted.counts[number], all))
    })
}

fn kind(samples: &Samples, row: Row) -> Kind {
    samples.store.timeline().columns().kind.get(row)
}

fn quad(samples: &Samples, row: Row) -> Option<Quad> {
    samples.store.timeline().event(row).quad()
}

/// How many events have each value, the most frequent first.
fn tallied<T: Copy + Eq + std::hash::Hash>(
    samples: &Samples,
    counted: &[Counted],
    value: impl Fn(Row) -> Option<T>,
) -> Vec<(T, u64)> {
    let mut sums: FxHashMap<T, u64> = FxHashMap::default();
    for (row, count, _) in each(samples, counted) {
        if let Some(value) = value(row) {
            *sums.entry(value).or_default() += count;
        }
    }
    let mut sums: Vec<(T, u64)> = sums.into_iter().filter(|(_, count)| *count > 0).collect();
    sums.sort_by_key(|(_, count)| Reverse(*count));
    sums
}

/// Who takes part, with all that they belong to.
fn actors(samples: &Samples, counted: &[Counted]) -> Vec<(ActorId, [u64; 2])> {
    let count = samples.store.timeline().actors().len();
    let mut sums = vec![[0, 0]; count];
    for (row, events, _) in each(samples, counted).filter(|(_, events, _)| *events > 0) {
        // Of several members of one body that act in an event, the body acts once.
        let mut seen: Vec<(ActorId, bool)> = Vec::new();
        samples.parties(row, |actor, role: Role| {
            let side = !role.acts();
            if !seen.contains(&(actor, side)) {
                seen.push((actor, side));
                sums[actor.0 as usize][usize::from(side)] += events;
            }
        });
    }
    let all = (0..).map(ActorId).zip(sums);
    let mut all: Vec<_> = all.filter(|(_, sums)| *sums != [0, 0]).collect();
    all.sort_by_key(|(_, [acts, other])| Reverse(acts + other));
    all
}
