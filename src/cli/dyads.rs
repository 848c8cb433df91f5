//! `demarche dyads`: who with whom, who against whom.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::Serialize;

use crate::{
    base::{
        progress::Progress,
        rows::Row,
        text::{csv_guard, escape_markdown, neutralise, pad, width},
    },
    cli::{
        Outcome,
        args::{self, Format},
        say, select,
    },
    export::{self, Record, number, record_fields},
    index::Store,
    model::{ActorId, Timeline},
    query::Answer,
    view::{
        counted,
        dyads::{self, Ask, Dyad, Dyads, Meetings, Order, Which},
        thread::{Facts, Quiet},
    },
};

/// Prints the pairs, those with most events first, or the matrix of the most active actors.
pub(super) fn run(asked: &args::Dyads, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let as_matrix = matches!(asked.output.format, Format::Table | Format::Csv | Format::Md);
    if asked.matrix && !as_matrix {
        anyhow::bail!("--matrix prints a table, csv or md; leave it out for a record a pair");
    }
    let (loaded, answer) = select::select(&asked.selection)?;
    let which = Which { directed: asked.directed, only_two: asked.only_pair };
    let ask = Ask { which, list: Some(Order::Events) };
    let store = &loaded.store;
    // Nobody asks it to stop.
    let dyads = dyads::count(&ask, store, &answer, &Progress::default()).unwrap_or_default();
    if asked.matrix {
        let top = asked.top.unwrap_or(usize::MAX).min(dyads.actors.len());
        matrix(&dyads, store.timeline(), top, asked.output.format, out)?;
        tell_left(dyads.actors.len() - top, "more actor");
    } else {
        let top = asked.top.unwrap_or(usize::MAX).min(dyads.listed_len());
        let pairs = pairs(store, &answer, &dyads, top);
        export::write(out, args::output(asked.output.format), pairs)?;
        tell_left(dyads.listed_len() - top, "more pair");
    }
    let nothing = match which {
        Which { directed: true, .. } => "no event that matches says who acts on whom",
        Which { only_two: true, .. } => "no event that matches has just two actors",
        Which { .. } => "no event that matches has two actors",
    };
    Ok(Outcome::of(!dyads.is_empty(), nothing))
}

/// Tells what `--top` left out.
fn tell_left(number: usize, noun: &str) {
    if number > 0 {
        say(&format!("{}; --top left them out", counted(number as u32, noun)));
    }
}

/// The first pairs of the list with all that is known of them. The events of an actor are walked
/// once for all of its pairs.
fn pairs<'a>(
    store: &'a Store,
    answer: &'a Answer,
    dyads: &'a Dyads,
    top: usize,
) -> impl Iterator<Item = DyadRow<'a>> {
    let timeline = store.timeline();
    let meetings = Meetings::new(store, &answer.rows, dyads.ask.which);
    let listed: Vec<Dyad> = (0..top).map_while(|line| dyads.listed(line)).collect();
    let mut facts: Vec<Facts> = vec![Facts::default(); listed.len()];
    let mut by_first: Vec<usize> = (0..listed.len()).collect();
    by_first.sort_by_key(|&line| (listed[line].first, listed[line].second));
    for lines in by_first.chunk_by(|&one, &other| listed[one].first == listed[other].first) {
        let mut rows: Vec<Vec<Row>> = vec![Vec::new(); lines.len()];
        meetings.each(listed[lines[0]].first, |event| {
            for other in event.others {
                if let Ok(at) = lines.binary_search_by_key(other, |&line| listed[line].second) {
                    rows[at].push(event.row);
                }
            }
        });
        for (&line, rows) in lines.iter().zip(&rows) {
            facts[line] = Facts::of(timeline, rows);
        }
    }
    listed.into_iter().zip(facts).map(|(dyad, facts)| DyadRow::new(timeline, dyad, &facts))
}

/// A pair of actors as it is written.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct DyadRow<'a> {
    actor: &'a str,
    actor_id: &'a str,
    other: &'a str,
    other_id: &'a str,
    events: u32,
    alone: u32,
    undated: u32,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    first: Option<String>,
    last: Option<String>,
    quiet_days: Option<u32>,
    quiet: Option<String>,
    known_quiet_days: Option<u32>,
    known_quiet: Option<String>,
}

impl<'a> DyadRow<'a> {
    fn new(timeline: &'a Timeline, dyad: Dyad, facts: &Facts) -> Self {
        let [actor, other] = [dyad.first, dyad.second].map(|actor| timeline.actor(actor));
        let when = |row: Option<Row>| row.map(|row| timeline.when(row).edtf());
        let killed = facts.killed;
        Self {
            actor: &actor.name,
            actor_id: &actor.id,
            other: &other.name,
            other_id: &other.id,
            events: facts.events,
            alone: facts.alone,
            undated: facts.undated,
            low: killed.map(|it| it.low),
            best: killed.map(|it| it.best),
            high: killed.map(|it| it.high),
            first: when(facts.first),
            last: when(facts.last),
            quiet_days: facts.quiet.surely.map(Quiet::days),
            quiet: facts.quiet.surely.map(Quiet::edtf),
            known_quiet_days: facts.quiet.known.map(Quiet::days),
            known_quiet: facts.quiet.known.map(Quiet::edtf),
        }
    }
}

impl Record for DyadRow<'_> {
    const NAME: &'static str = "dyads";
    record_fields! { self;
        "actor": "the name of one actor; with --directed, who acts" => self.actor.into(),
        "actor_id": "its id" => self.actor_id.into(),
        "other": "the name of the other; with --directed, who is acted on" => self.other.into(),
        "other_id": "its id" => self.other_id.into(),
        "events": "how many events both take part in, members and office holders counted"
            => self.events.to_string().into(),
        "alone": "how many of them have no third actor" => self.alone.to_string().into(),
        "undated": "how many of them have no date" => self.undated.to_string().into(),
        "low": "how many were killed, the low numbers; where an event has none, its best one"
            => number(self.low),
        "best": "how many were killed, the best numbers" => number(self.best),
        "high": "how many were killed, the high numbers; where an event has none, its best one"
            => number(self.high),
        "first": "the date of the first dated event, EDTF" => text(self.first.as_deref()),
        "last": "the date of the last dated event, EDTF" => text(self.last.as_deref()),
        "quiet_days": "the longest stretch between two events into which none can fall, in days"
            => number(self.quiet_days),
        "quiet": "that stretch from its event before to its event after, EDTF" => text(self.quiet.as_deref()),
        "known_quiet_days": "the longest stretch between two events whose days are known, in days; \
            events with other dates may fall into it" => number(self.known_quiet_days),
        "known_quiet": "that stretch, EDTF" => text(self.known_quiet.as_deref()),
    }

    const BRIEF: &'static [&'static str] =
        &["actor", "other", "events", "alone", "best", "first", "last", "quiet_days", "quiet"];
}

fn text(text: Option<&str>) -> Cow<'_, str> {
    text.unwrap_or_default().into()
}

/// Writes the matrix of the most active actors: a line an actor, a column an actor, and what each
/// has with all.
fn matrix(
    dyads: &Dyads,
    timeline: &Timeline,
    top: usize,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    let actors = &dyads.actors[..top];
    let name = |actor: &ActorId| timeline.actor(*actor).name.as_str();
    let cell = |one: ActorId, other: ActorId| match dyads.get(one, other) {
        _ if one == other => String::new(),
        dyad => dyad.map_or(0, |dyad| dyad.sum.events).to_string(),
    };
    let head = std::iter::once("actor").chain(actors.iter().map(name)).chain(["all"]);
    let head: Vec<String> = head.map(str::to_owned).collect();
    let lines = actors.iter().map(|actor| {
        let all = dyads.sums[actor.index()].events;
        let cells = actors.iter().map(|other| cell(*actor, *other)).chain([all.to_string()]);
        std::iter::once(name(actor).to_owned()).chain(cells).collect()
    });
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(lines).collect();
    match format {
        Format::Md => {
            for (number, line) in lines.iter().enumerate() {
                let cells = line.iter().map(|cell| escape_markdown(&neutralise(cell)).into_owned());
                writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))?;
                if number == 0 {
                    writeln!(out, "| --- |{}", " ---: |".repeat(line.len() - 1))?;
                }
            }
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            for line in &lines {
                let cells = line.iter().map(|cell| csv_guard(&neutralise(cell)).into_owned());
                csv.write_record(cells).map_err(export::of_csv)?;
            }
            csv.flush()?;
        }
        _ => table(&lines, out)?,
    }
    Ok(())
}

/// Writes cells in columns as wide as they need, numbers to the right.
fn table(lines: &[Vec<String>], out: &mut impl Write) -> io::Result<()> {
    let shown: Vec<Vec<String>> = lines
        .iter()
        .map(|line| line.iter().map(|cell| neutralise(cell).into_owned()).collect())
        .collect();
    let columns = shown.first().map_or(0, Vec::len);
    let widest = |column: usize| shown.iter().map(|line| width(&line[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    for line in &shown {
        let mut words = pad(&line[0], widths[0]).into_owned();
        for (cell, &wide) in line.iter().zip(&widths).skip(1) {
            words += &" ".repeat(2 + wide - width(cell));
            words += cell;
        }
        writeln!(out, "{}", words.trim_end())?;
    }
    Ok(())
}
