//! `demarche stats`: how much there is of everything.

use std::io::Write;

use serde::Serialize;

use crate::{
    base::{progress::Progress, rows::RowSet, text},
    cli::{
        Outcome, actors,
        args::{self, By, Format, Listing},
        select,
    },
    export::{self, Record, record_fields},
    index::Store,
    model::{Timeline, When},
    query::{Answer, Expr, Query},
    view::{
        Unit,
        overview::Zoom,
        trends::{self, Columns, Split, Sums},
    },
};

/// Prints the numbers; as JSON, one object.
pub(super) fn run(listing: &Listing, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::select(&listing.selection)?;
    let timeline = loaded.store.timeline();
    let mut stats = Stats::of_answer(timeline, &answer);
    stats.issues = loaded.issues.len();
    if listing.selection.query.is_none() {
        // Also those whom no event and no statement names.
        stats.actors = timeline.actors().len();
        stats.sources = timeline.sources().len();
    }
    let is_empty = stats.events == 0 && stats.statements == 0;
    match listing.output.format {
        Format::Table => {
            writeln!(out, "{}", text::neutralise(&timeline.title()))?;
            for field in Stats::FIELDS {
                writeln!(out, "  {:10}  {}", field.name, stats.cell(field.name))?;
            }
        }
        Format::Json => export::write(out, Format::Jsonl, [stats])?,
        format => export::write(out, args::output(format), [stats])?,
    }
    Ok(Outcome::of(!is_empty || listing.selection.query.is_none(), "nothing matches"))
}

/// The numbers as they are written.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Stats {
    events: u32,
    statements: u32,
    actors: usize,
    sources: usize,
    undated: u32,
    issues: usize,
    first: Option<String>,
    last: Option<String>,
}

impl Stats {
    /// The events and statements that a query found, and who and what is in them.
    fn of_answer(timeline: &Timeline, answer: &Answer) -> Self {
        let dated = timeline.dated();
        let day = |row| Some(start(timeline.when(row)));
        Self {
            events: answer.rows.count(),
            statements: answer.statements.count(),
            actors: actors::involved(timeline, answer).count() as usize,
            sources: cited(timeline, answer).count() as usize,
            undated: answer.rows.count_in(dated.end..timeline.len()),
            issues: 0,
            first: answer.rows.next_from(0).filter(|&row| row < dated.end).and_then(day),
            last: answer.rows.prev_before(dated.end).and_then(day),
        }
    }
}

impl Record for Stats {
    const NAME: &'static str = "stats";
    record_fields! { self;
        "events": "how many events there are" => self.events.to_string().into(),
        "statements": "how many statements there are" => self.statements.to_string().into(),
        "actors": "how many actors there are; of a query, in what it finds"
            => self.actors.to_string().into(),
        "sources": "how many sources there are; of a query, that prove it"
            => self.sources.to_string().into(),
        "undated": "how many of the events have no date" => self.undated.to_string().into(),
        "issues": "how many things are wrong with the files" => self.issues.to_string().into(),
        "first": "when the first dated event begins, EDTF"
            => self.first.as_deref().unwrap_or_default().into(),
        "last": "when the last dated event begins, EDTF"
            => self.last.as_deref().unwrap_or_default().into(),
    }

    const BRIEF: &'static [&'static str] =
        &["events", "statements", "actors", "sources", "undated", "issues", "first", "last"];
}

/// Prints the numbers of each value of a field, or of each period of a unit.
pub(super) fn run_by(listing: &Listing, by: By, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::select(&listing.selection)?;
    let rows = match by {
        By::Split(split) => values(split, &loaded.store, &answer),
        By::Unit(unit) => periods(unit, &loaded.store, &answer)?,
    };
    let is_empty = rows.is_empty();
    export::write(out, args::output(listing.output.format), rows)?;
    Ok(Outcome::of(!is_empty, "nothing to count"))
}

fn values(split: Split, store: &Store, answer: &Answer) -> Vec<ValueRow> {
    let progress = Progress::default();
    let values = split.values(store, answer, usize::MAX, &progress).unwrap_or_default();
    let rows = values.first.into_iter().map(|value| {
        let query = Query::from(Expr::Term(value.term));
        let rows = trends::kept(&query, store, answer, &progress);
        ValueRow::new(value.name, trends::sums(store.timeline(), &rows), &rows, store, answer)
    });
    let mut rows: Vec<ValueRow> = rows.collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.events));
    rows
}

fn periods(unit: Unit, store: &Store, answer: &Answer) -> anyhow::Result<Vec<ValueRow>> {
    let timeline = store.timeline();
    let counted = super::trends::counted(Zoom::To(unit), Columns::One, 0, store, answer)?;
    let Some(frame) = counted.frame else { return Ok(Vec::new()) };
    let rows = (0..frame.bars).map(|bar| {
        let (first, end) = (frame.first_day(bar), frame.first_day(bar + 1));
        let mut rows = RowSet::none(timeline.len());
        rows.insert_range(timeline.listed_between(first, end));
        rows.intersect(&answer.rows);
        let figure = counted.all.figure(bar);
        let row = ValueRow::new(unit.edtf(first), figure.surely, &rows, store, answer);
        ValueRow { maybe: figure.maybe, ..row }
    });
    Ok(rows.collect())
}

/// The numbers of one value.
#[derive(Debug, Serialize)]
pub(super) struct ValueRow {
    value: String,
    events: u32,
    maybe: u32,
    statements: u32,
    low: u64,
    best: u64,
    high: u64,
    unknown: u32,
    first: Option<String>,
    last: Option<String>,
}

impl ValueRow {
    fn new(value: String, sums: Sums, rows: &RowSet, store: &Store, answer: &Answer) -> Self {
        let timeline = store.timeline();
        let dated = timeline.dated();
        let day = |row| start(timeline.when(row));
        let said = answer.statements.iter().filter(|&number| {
            let event = timeline.statements()[number as usize].event;
            event.is_some_and(|row| rows.contains(row))
        });
        Self {
            value,
            events: sums.events,
            maybe: 0,
            statements: said.count() as u32,
            low: sums.low,
            best: sums.best,
            high: sums.high,
            unknown: sums.unknown,
            first: rows.next_from(0).filter(|&row| row < dated.end).map(day),
            last: rows.prev_before(dated.end).map(day),
        }
    }
}

impl Record for ValueRow {
    const NAME: &'static str = "stats --by";
    record_fields! { self;
        "value": "the value; of a unit of time the period, EDTF" => self.value.as_str().into(),
        "events": "how many events have it; of a period, how many surely began in it"
            => self.events.to_string().into(),
        "maybe": "of a period, how many events may have begun in it, or in another one"
            => self.maybe.to_string().into(),
        "statements": "how many of the matching statements were made in these events; of a period, in those listed there"
            => self.statements.to_string().into(),
        "low": "the sum of the lowest credible numbers of killed; an event without one counts with its best"
            => self.low.to_string().into(),
        "best": "the sum of the most likely numbers of killed; an event without one counts with its low, else its high"
            => self.best.to_string().into(),
        "high": "the sum of the highest credible numbers of killed; an event without one counts with its best or low"
            => self.high.to_string().into(),
        "unknown": "how many of the events have no number of killed; they add nothing"
            => self.unknown.to_string().into(),
        "first": "when the first dated event begins, EDTF"
            => self.first.as_deref().unwrap_or_default().into(),
        "last": "when the last dated event begins, EDTF"
            => self.last.as_deref().unwrap_or_default().into(),
    }

    const BRIEF: &'static [&'static str] =
        &["value", "events", "maybe", "statements", "low", "best", "high", "first", "last"];
}

/// The sources that prove the events and statements found.
fn cited(timeline: &Timeline, answer: &Answer) -> RowSet {
    let events = answer.rows.iter().flat_map(|row| timeline.event(row).evidence());
    let statements = answer.statements.iter();
    let said = statements.flat_map(|number| &timeline.statements()[number as usize].evidence);
    RowSet::of(
        timeline.sources().len() as u32,
        events.chain(said.copied()).map(|entry| entry.source.0),
    )
}

/// When it begins, in EDTF: of what lasted or recurred its first date; of what has no known
/// beginning its end, under which it is listed.
fn start(when: &When) -> String {
    let edtf = when.edtf();
    if let Some(dates) = edtf.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return dates
            .split(',')
            .flat_map(|part| part.split(".."))
            .next()
            .unwrap_or(dates)
            .to_owned();
    }
    match edtf.split_once('/') {
        Some(("" | "..", end)) => end.to_owned(),
        Some((start, _)) => start.to_owned(),
        None => edtf,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_begins_with_its_first_part() {
        #[track_caller]
        fn check(edtf: &str, expect: &str) {
            assert_eq!(start(&When::parse(edtf).unwrap()), expect);
        }
        check("2015-08-13", "2015-08-13");
        check("2011~/..", "2011~");
        check("2015-08-10/2015-08-13", "2015-08-10");
        check("../1914-08-04", "1914-08-04");
        check("/1914-08-04", "1914-08-04");
        check("[2015-08-01..2015-08-10]", "[2015-08-01..2015-08-10]");
        check("{1960,1961-12}", "1960");
        check("2015-08-13T18:00", "2015-08-13T18:00");
    }
}
