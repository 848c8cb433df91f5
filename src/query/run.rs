//! A plan → rows.

use std::{ops::ControlFlow, sync::OnceLock};

use rayon::prelude::*;

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
        text::Pattern,
    },
    index::{self, Search, Store},
    model::{Scope, StatementId},
    query::{
        answer::Answer,
        found::{Found, Open},
        plan::Plan,
        test::{DateTest, EventTest, PartTest, RowTest, SaidTest},
        tree::Tree,
    },
};

/// First rows of an answer that is still being found by reading texts.
#[derive(Clone, Copy, Debug)]
pub struct Partial<'a> {
    /// Those of the answer that were found so far.
    pub rows: &'a RowSet,
}

/// Who waits for an answer.
pub struct Watch<'a> {
    /// May ask to stop.
    pub progress: &'a Progress,
    /// Is told of rows as soon as they are found.
    pub on_partial: &'a mut dyn FnMut(Partial<'_>),
}

/// One run of a plan.
pub(super) struct Run<'a> {
    store: &'a Store,
    /// Whether candidates are looked at.
    scope: Scope,
    /// May ask to stop.
    progress: &'a Progress,
    /// Why the prose of a file is not read, if it is not.
    unread: OnceLock<String>,
}

impl<'a> Run<'a> {
    pub fn new(store: &'a Store, scope: Scope, progress: &'a Progress) -> Self {
        Self { store, scope, progress, unread: OnceLock::new() }
    }
}

impl Plan<'_> {
    /// Finds the answer. O(events / 64 + rows of the actors asked for), besides reading the rows
    /// and texts that other terms leave.
    #[must_use]
    pub fn run(&self) -> Answer {
        let progress = Progress::default();
        let watch = &mut Watch { progress: &progress, on_partial: &mut |_| {} };
        self.find(watch)
    }

    /// Finds the answer, telling of first rows; `None` when asked to stop.
    #[must_use]
    pub fn run_watched(&self, watch: &mut Watch<'_>) -> Option<Answer> {
        let answer = self.find(watch);
        (!watch.progress.is_cancelled()).then_some(answer)
    }

    /// Those of the rows that match, uncertain dates having the benefit of the doubt. When asked to
    /// stop, too many.
    #[must_use]
    pub fn rows_within(&self, rows: &RowSet, progress: &Progress) -> RowSet {
        evaluate(&Run::new(self.store, self.scope, progress), &self.tree, rows).rows
    }

    fn find(&self, watch: &mut Watch<'_>) -> Answer {
        let run = Run::new(self.store, self.scope, watch.progress);
        let all = self.store.rows_in(self.scope);
        let found = self.found(&run, all.clone(), watch.on_partial);
        let beside = (self.scope == Scope::Sure && !self.store.doubtful().is_empty()).then(|| {
            let run = Run::new(self.store, Scope::All, watch.progress);
            evaluate(&run, &self.tree, self.store.doubtful())
        });
        Answer { all, unread: run.unread.into_inner(), ..self.answer(found, beside.as_ref()) }
    }

    fn found(&self, run: &Run<'_>, all: RowSet, on_partial: &mut dyn FnMut(Partial<'_>)) -> Found {
        match &self.tree {
            Tree::All(trees) => {
                let (last, others) = match by_cost(trees).split_last() {
                    Some((last @ Tree::Leaf(EventTest::Words(_)), others)) => {
                        (Some(*last), others.to_vec())
                    }
                    _ => (None, by_cost(trees)),
                };
                let found = conjunction(run, &others, Found::surely(all));
                let Some(Tree::Leaf(EventTest::Words(patterns))) = last else { return found };
                let mut told = |rows: &RowSet| {
                    let mut rows = rows.clone();
                    rows.intersect(&found.rows);
                    on_partial(Partial { rows: &rows });
                };
                let rows = words(run, patterns, found.candidates(), &mut told);
                found.and(Found::surely(rows))
            }
            tree => evaluate(run, tree, &all),
        }
    }
}

/// Cheap tests first: those that read few rows spare the others work.
fn by_cost(trees: &[Tree<EventTest>]) -> Vec<&Tree<EventTest>> {
    let cost = |test: &EventTest| match test {
        EventTest::Rows(_) | EventTest::Dates(_) => 0,
        EventTest::Dyad(_) => 1,
        EventTest::Part(tree) if actors(tree).is_some() => 1,
        EventTest::Said(_) => 2,
        EventTest::Part(_)
        | EventTest::Row(RowTest::Labels(_) | RowTest::Codes(_) | RowTest::ActorCount(_)) => 3,
        EventTest::Row(_) => 4,
        EventTest::Words(_) => 5,
    };
    let mut trees: Vec<_> = trees.iter().collect();
    trees.sort_by_key(|tree| tree.leaves().into_iter().map(cost).max());
    trees
}

/// What holds with `found`.
fn conjunction(run: &Run<'_>, trees: &[&Tree<EventTest>], found: Found) -> Found {
    trees.iter().fold(found, |found, tree| {
        let candidates = found.candidates();
        found.and(evaluate(run, tree, &candidates))
    })
}

/// What a tree says of the rows `within`.
pub(super) fn evaluate(run: &Run<'_>, tree: &Tree<EventTest>, within: &RowSet) -> Found {
    match tree {
        Tree::All(trees) => conjunction(run, &by_cost(trees), Found::surely(within.clone())),
        Tree::Any(trees) => {
            let none = Found::surely(RowSet::none(within.universe()));
            let found: Vec<Found> = trees.iter().map(|tree| evaluate(run, tree, within)).collect();
            let said = said_by_any(run.store, &found);
            Found { said, ..found.iter().fold(none, Found::or) }
        }
        Tree::Not(tree) => evaluate(run, tree, within).not(within),
        Tree::Leaf(test) => leaf(run, test, within),
    }
}

/// The statements that pass one of some alternatives: where one asks for none, all statements of
/// its events do.
fn said_by_any(store: &Store, found: &[Found]) -> Option<RowSet> {
    if found.iter().all(|found| found.said.is_none()) {
        return None;
    }
    let statements = store.timeline().statements();
    let mut all = RowSet::none(statements.len() as u32);
    for found in found {
        if let Some(said) = &found.said {
            all.unite(said);
        } else {
            let has_event =
                |id: u32| statements[id as usize].event.is_some_and(|row| found.rows.contains(row));
            all.unite(&RowSet::filtered(statements.len() as u32, has_event));
        }
    }
    Some(all)
}

fn leaf(run: &Run<'_>, test: &EventTest, within: &RowSet) -> Found {
    let &Run { store, scope, progress, .. } = run;
    let timeline = store.timeline();
    let scan = |rows: RowSet, holds: &(dyn Fn(Row) -> bool + Sync)| {
        Found::surely(scan(rows, holds, progress, &mut |_| {}))
    };
    match test {
        EventTest::Rows(rows) => {
            let mut rows = rows.clone();
            rows.intersect(within);
            Found::surely(rows)
        }
        EventTest::Dates(test) => dates(store, test, within),
        EventTest::Part(Tree::Leaf(PartTest::Actors(actors))) => {
            Found::surely(rows_of(store, &[actors], within))
        }
        EventTest::Part(tree) => scan(rows_of(store, actors(tree).as_slice(), within), &|row| {
            let parts = timeline.columns().actors.get(row);
            parts.iter().any(|&part| tree.holds(&|test| test.holds(part)))
        }),
        EventTest::Dyad(dyad) => {
            let rows = rows_of(store, &[&dyad.first, &dyad.second], within);
            scan(rows, &|row| dyad.holds(timeline.columns().actors.get(row)))
        }
        EventTest::Said(tree) => said(run, tree, within),
        EventTest::Row(test) => scan(within.clone(), &test.check(timeline, scope)),
        EventTest::Words(patterns) => {
            Found::surely(words(run, patterns, within.clone(), &mut |_| {}))
        }
    }
}

/// From this many rows on, all texts may be read at once.
const MANY: u32 = 1 << 14;
/// If they are one in this many of the texts.
const OF_TEXTS: u32 = 4;
/// One row in this many is looked at before.
const FIRST: u32 = 32;

/// Of the rows those with one of the patterns in their words: first in those that are in memory,
/// then in the prose of the rows that are left. Tells from time to time which were found so far.
fn words(
    run: &Run<'_>,
    patterns: &[Pattern],
    rows: RowSet,
    told: &mut dyn FnMut(&RowSet),
) -> RowSet {
    let search = |pattern| Search::new(run.store, pattern, run.scope);
    let mut searches: Vec<_> = patterns.iter().map(search).collect();
    let mut rest = rows.clone();
    let found_in = |rows: RowSet, searches: &[Search<'_>], told: &mut dyn FnMut(&RowSet)| {
        scan(rows, |row| searches.iter().any(|search| search.holds(row)), run.progress, told)
    };
    let mut found = RowSet::none(rows.universe());
    let mut later = rows;
    if later.count() > MANY.max(run.store.timeline().text_count() / OF_TEXTS) {
        // What the first rows have is told while all texts are read for the others.
        let mut first = later.clone();
        let end = later.nth(later.count() / FIRST).unwrap_or(later.universe());
        first.retain_in(end..later.universe(), |_| false);
        later.subtract(&first);
        found = found_in(first, &searches, told);
        for search in &mut searches {
            search.read_all(run.progress);
        }
    }
    let first = found.clone();
    found.unite(&found_in(later, &searches, &mut |rows| {
        let mut all = first.clone();
        all.unite(rows);
        told(&all);
    }));
    rest.subtract(&found);
    let read = index::find_prose(run.store.timeline(), patterns, &rest, &mut |rows| {
        rows.for_each(|row| found.insert(row));
        told(&found);
        if run.progress.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if let Err(error) = read {
        run.unread.get_or_init(|| error.to_string());
    }
    found
}

/// The actors of whom one must take part for the tests to hold; none if that is not so.
fn actors(tree: &Tree<PartTest>) -> Option<&RowSet> {
    match tree {
        Tree::Leaf(PartTest::Actors(actors)) => Some(actors),
        Tree::All(trees) => trees.iter().find_map(actors),
        Tree::Any(_) | Tree::Not(_) | Tree::Leaf(PartTest::Roles(_)) => None,
    }
}

/// The rows in which one actor of each set takes part.
fn rows_of(store: &Store, sets: &[&RowSet], within: &RowSet) -> RowSet {
    let mut rows = within.clone();
    for actors in sets {
        rows.intersect(&store.rows_of_any(actors));
    }
    rows
}

fn dates(store: &Store, test: &DateTest, within: &RowSet) -> Found {
    let timeline = store.timeline();
    let none = RowSet::none(timeline.len());
    let (mut rows, mut undated, mut doubtful) = (none.clone(), none.clone(), none);
    for (when, moment) in timeline.moments() {
        match test.verdict(when) {
            None => undated.insert_range(moment),
            Some(verdict) => {
                if verdict.holds {
                    rows.insert_range(moment.clone());
                }
                if !verdict.is_sure {
                    doubtful.insert_range(moment);
                }
            }
        }
    }
    for rows in [&mut rows, &mut undated, &mut doubtful] {
        rows.intersect(within);
    }
    Found { rows, open: Some(Open { undated, doubtful }), said: None }
}

fn said(run: &Run<'_>, tree: &Tree<SaidTest>, within: &RowSet) -> Found {
    let timeline = run.store.timeline();
    let statements = timeline.statements();
    let passes = |id: u32| {
        let said = &statements[id as usize];
        timeline.is_meant(StatementId(id), run.scope) && tree.holds(&|test| test.holds(said))
    };
    let passing: Vec<u32> = (0..statements.len() as u32)
        .into_par_iter()
        .with_min_len(1024)
        .filter(|&id| passes(id))
        .collect();
    let events = passing.iter().filter_map(|&id| statements[id as usize].event);
    let rows = RowSet::of(within.universe(), events.filter(|&row| within.contains(row)));
    let said = RowSet::of(statements.len() as u32, passing);
    Found { rows, open: None, said: Some(said) }
}

/// The rows for which `holds`. They are read in blocks that grow, so that first rows are told
/// soon, and between two blocks the work may be stopped.
fn scan(
    mut rows: RowSet,
    holds: impl Fn(Row) -> bool + Sync,
    progress: &Progress,
    told: &mut dyn FnMut(&RowSet),
) -> RowSet {
    let (mut start, mut block) = (0, 1 << 15);
    while start < rows.universe() && !progress.is_cancelled() {
        let end = rows.universe().min(start.saturating_add(block));
        rows.retain_in(start..end, &holds);
        let mut read = RowSet::none(rows.universe());
        read.insert_range(0..end);
        read.intersect(&rows);
        told(&read);
        (start, block) = (end, (block * 2).min(1 << 21));
    }
    rows
}
