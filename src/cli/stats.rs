//! `demarche stats`: how much there is of everything.

use std::io::Write;

use serde::Serialize;

use crate::{
    base::{rows::RowSet, text},
    cli::{
        Outcome, actors,
        args::{self, Format, Listing},
        select,
    },
    export::{self, Record, record_fields},
    model::{Timeline, When},
    query::Answer,
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
