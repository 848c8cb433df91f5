//! What is missing or doubtful among the events that a filter keeps: each gap with the filter that
//! shows it, and what to do about it.
//!
//! The number of a gap is that of the events which its filter keeps beside the one that is on.
//! Counting costs a look at each event for some of them.

mod outcomes;
mod quiet;
mod same;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
    },
    index::Store,
    model::{Scope, SourceId, column::Column},
    query::{Answer, Field, Plan, Query, Term, Value},
    view::shown,
};

/// What is asked: the filter that is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// It tells which candidates would be shown.
    pub query: Query,
}

/// The gaps, by what they are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps {
    /// In the order of the groups.
    pub gaps: Vec<Gap>,
}

/// One gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// What it is about: "dates".
    pub group: &'static str,
    /// What is missing or doubtful: "no date".
    pub what: String,
    /// How many events have it.
    pub events: u32,
    /// What shows them, beside the filter that is on.
    pub query: Query,
    /// What to do about it.
    pub remedy: &'static str,
    /// The first of the events; no more than [`EXAMPLES`].
    pub examples: Vec<Row>,
}

/// How many of its events a gap shows.
pub const EXAMPLES: usize = 20;

/// A gap that is always looked for: group, what, query, remedy.
type Known = (&'static str, &'static str, &'static str, &'static str);

const DATES: &str = "dates";
const READING: &str = "reading";
const SOURCES: &str = "sources";
const WHO: &str = "who";
const WHAT: &str = "what";
const TIME: &str = "time";
const PLANS: &str = "plans";

const KNOWN: &[Known] = &[
    (
        DATES,
        "no date",
        "undated:",
        "Their words may say when, if only about: EDTF has 1944~, 194X and [..1945-05-08].",
    ),
    (
        DATES,
        "inferred, not in the words",
        "basis:inferred",
        "Read the words: w names the rule that dated an event.",
    ),
    (
        DATES,
        "the day of the report",
        "basis:published",
        "It happened on that day or before: look for another report that says when.",
    ),
    (
        DATES,
        "about, or uncertain",
        "approx:",
        "A second source may settle it; a filter by date! leaves them out.",
    ),
    (
        DATES,
        "not known to the day",
        "precision:<day",
        "Count them by the month or the year: a finer count can't place them.",
    ),
    (
        READING,
        "less sure than 70 %",
        "confidence:0.5..0.7",
        "Read the words of each: w shows clause and rule, with how often that rule is right.",
    ),
    (
        READING,
        "not yet looked at",
        "review:open",
        "v r lists them: Space accepts, d rejects, c corrects.",
    ),
    (
        READING,
        "unverified, disputed or denied",
        "status:unverified,disputed,denied",
        "Who says so may be a party to the matter: look for somebody who is not.",
    ),
    (
        SOURCES,
        "no source",
        "source:none",
        "Nothing proves them, or the row of a data set alone: look for who reported them.",
    ),
    (
        SOURCES,
        "one source only",
        "sources:1",
        "Look for a second one that does not copy the first.",
    ),
    (
        SOURCES,
        "words not found in the source",
        "anchor:lost",
        "The source has changed, or was misquoted: g o goes from one to the next.",
    ),
    (
        SOURCES,
        "words that stand there more than once",
        "anchor:many",
        "Quote a word more, or give before and after, so that they are found at one place.",
    ),
    (
        WHO,
        "nobody takes part",
        "-has:actor",
        "Their words may name somebody; data sets leave out whom they could not code.",
    ),
    (
        WHO,
        "a speaker is unknown",
        "speaker:none",
        "Look at the words around the quotation: Enter goes on to the source.",
    ),
    (
        WHAT,
        "no place",
        "-has:place",
        "Where the words name none, nothing is invented: these are on no map.",
    ),
    (
        WHAT,
        "no kind, only a label of its own",
        "kind:other",
        "Filters by kind and quad leave them out.",
    ),
];

/// Looks for the gaps among the events found; `None` when asked to stop.
#[must_use]
pub fn count(ask: &Ask, store: &Store, found: &Answer, progress: &Progress) -> Option<Gaps> {
    let timeline = store.timeline();
    let is_read = match timeline.columns().confidence {
        Column::Same { value, .. } => value.is_some(),
        Column::Each(_) => true,
    };
    let known = KNOWN.par_iter().filter(|(group, ..)| *group != READING || is_read);
    let found_for = |&(group, what, query, remedy): &Known| {
        gap(store, found, progress, group, what.to_owned(), parsed(query), remedy)
    };
    let mut gaps: Vec<Gap> = known.map(found_for).collect();
    gaps.extend(unpublished(store, found, progress));
    gaps.extend(candidates(ask, store, progress));
    gaps.extend(same::pairs(store).into_iter().map(|(one, other)| {
        let name = |id| shown::line(&timeline.actor(id).name);
        let what = format!("may be one actor: {} · {}", name(one), name(other));
        let query = [one, other].map(|id| Term::for_actor(id, store));
        let query = query.into_iter().fold(Query::default(), |query, term| query.with(term));
        let remedy = "If they are one, B on one of them among the actors says so.";
        gap(store, found, progress, WHO, what, query, remedy)
    }));
    gaps.extend(without_outcome(store, found, progress));
    gaps.extend(quiet::longest(timeline, &found.rows).into_iter().map(|lull| {
        let query = Query::default().with(Term::new(Field::Date, lull.quiet.edtf()));
        let remedy = "Was it quiet, or did nobody report? Other sources may know more.";
        gap(store, found, progress, TIME, lull.words(), query, remedy)
    }));
    let place = |gap: &Gap| {
        [DATES, READING, SOURCES, WHO, WHAT, TIME, PLANS].iter().position(|it| *it == gap.group)
    };
    gaps.sort_by_key(place);
    (!progress.is_cancelled()).then_some(Gaps { gaps })
}

/// A query that is written here.
fn parsed(query: &str) -> Query {
    let parsed = Query::parse(query);
    debug_assert!(parsed.is_ok(), "{query}: {parsed:?}");
    parsed.unwrap_or_default()
}

/// The gap that a query shows among the events found.
fn gap(
    store: &Store,
    found: &Answer,
    progress: &Progress,
    group: &'static str,
    what: String,
    query: Query,
    remedy: &'static str,
) -> Gap {
    // Beside a filter that asks candidates, it asks them, too.
    let asked = query.clone().with_candidates(found.scope >= Scope::All);
    let rows = Plan::new(&asked, store).map(|plan| plan.rows_within(&found.rows, progress));
    let rows = rows.unwrap_or_else(|_| RowSet::none(store.timeline().len()));
    gap_of(&rows, group, what, query, remedy)
}

fn gap_of(
    rows: &RowSet,
    group: &'static str,
    what: String,
    query: Query,
    remedy: &'static str,
) -> Gap {
    let examples = rows.iter().take(EXAMPLES).collect();
    Gap { group, what, events: rows.count(), query, remedy, examples }
}

/// Articles that don't say when they were published.
fn unpublished(store: &Store, found: &Answer, progress: &Progress) -> Option<Gap> {
    let timeline = store.timeline();
    let is_unpublished = |id: &SourceId| {
        let source = timeline.source(*id);
        source.receipt.is_some() && source.published.is_none()
    };
    let all = (0..timeline.sources().len() as u32).map(SourceId).filter(is_unpublished);
    let ids: Vec<Value> = all.map(|id| Value::text(timeline.source(id).id.as_str())).collect();
    if ids.is_empty() {
        return None;
    }
    let what = match ids.len() {
        1 => "day of publication unknown".to_owned(),
        articles => format!("day of publication unknown, of {articles} articles"),
    };
    let query = Query::default().with(Term { values: ids, ..Term::exactly(Field::Source, "") });
    let remedy = "P says the day: words like Thursday or last week wait for it.";
    Some(gap(store, found, progress, DATES, what, query, remedy))
}

/// The candidates that are held back.
fn candidates(ask: &Ask, store: &Store, progress: &Progress) -> Option<Gap> {
    let query = parsed("confidence:<0.5");
    if store.candidates().is_empty() {
        return None;
    }
    // The filter itself finds more where candidates are asked, so all of them are looked at.
    let all = Plan::new(&query, store).ok()?.rows_within(&store.rows_in(Scope::All), progress);
    let rows =
        Plan::new(&ask.query.narrowed(query.chips()), store).ok()?.rows_within(&all, progress);
    let remedy = "Less than half of them are right: D shows them among the others, w says why.";
    Some(gap_of(&rows, READING, "candidates, held back".to_owned(), query, remedy))
}

/// What was planned for a day that has passed, and of which nothing more is told.
fn without_outcome(store: &Store, found: &Answer, progress: &Progress) -> Option<Gap> {
    let rows = outcomes::missing(store, &found.rows, progress);
    let timeline = store.timeline();
    let ids: Vec<Value> =
        rows.iter().map(|row| Value::text(timeline.event(row).id().as_ref())).collect();
    if ids.is_empty() {
        return None;
    }
    let query = Query::default().with(Term { values: ids, ..Term::new(Field::Id, "") });
    let what = "planned, and no outcome is told".to_owned();
    let remedy = "Later reports may tell whether it happened.";
    Some(gap_of(&rows, PLANS, what, query, remedy))
}
