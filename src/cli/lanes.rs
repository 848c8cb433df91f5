//! `demarche lanes`: who did what at the same time as others.

use std::{borrow::Cow, io::Write, sync::Arc};

use serde::Serialize;

use crate::{
    base::{progress::Progress, text},
    cli::{
        Outcome,
        args::{self, Format},
        say, select,
    },
    export::{self, Record, record_fields},
    index::Store,
    model::{Event, day::Day},
    query::Answer,
    tui::theme::Glyphs,
    view::{
        Unit,
        cells::{self, Cells, Era, Grid},
        lanes::{self, Key, Lane, Lanes},
        overview::{self, Frame, Zoom},
    },
};

/// The width of the chart where standard output is not a terminal.
const WIDTH: usize = 100;

/// The most cells of a name.
const WIDEST_NAME: usize = 28;

/// Prints the events of each lane, or draws the lanes for people.
pub(super) fn run(arguments: &args::Lanes, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::select(&arguments.selection)?;
    let (store, timeline) = (&loaded.store, loaded.store.timeline());
    let ask = lanes::Ask { by: arguments.by, order: arguments.order };
    let Some(lanes) = lanes::count(&ask, store, &answer, &Progress::default()) else {
        return Ok(Outcome::Nothing);
    };
    let all = lanes.named();
    let most = arguments.top.unwrap_or(usize::MAX);
    let mut left = most;
    let kept: Vec<Lane> = lanes
        .lanes
        .iter()
        .filter(|lane| {
            let is_kept = !lane.key.is_of_its_own() || left > 0;
            left -= usize::from(lane.key.is_of_its_own() && is_kept);
            is_kept
        })
        .copied()
        .collect();
    if all > most {
        say(&format!("{most} of {}; a larger --top shows more", ask.by.counted(all)));
    }
    match arguments.output.format {
        Format::Table if kept.is_empty() => {}
        Format::Table => {
            let width = args::terminal_width().unwrap_or(WIDTH);
            for line in chart(&lanes, &kept, store, &answer, width) {
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        format => {
            let rows = kept.iter().flat_map(|lane| {
                let rows = lanes.rows(store, lane.key).shown(&answer.rows);
                rows.into_iter().map(|row| LaneRow::new(store, lane.key, timeline.event(row)))
            });
            export::write(out, args::output(format), rows)?;
        }
    }
    Ok(Outcome::of(!kept.is_empty(), "no event matches"))
}

/// An event in a lane.
#[derive(Serialize)]
pub(super) struct LaneRow<'a> {
    lane: Option<String>,
    actor: Option<&'a str>,
    event: Cow<'a, str>,
    when: Option<String>,
    earliest_start: Option<String>,
    latest_start: Option<String>,
    earliest_end: Option<String>,
    latest_end: Option<String>,
    role: Vec<&'static str>,
    title: Cow<'a, str>,
    #[serde(skip)]
    words: String,
}

impl<'a> LaneRow<'a> {
    fn new(store: &Store, key: Key, event: Event<'a>) -> Self {
        let when = event.when();
        let day = |day: Day| (day.is_known() && !when.is_undated()).then(|| day.to_string());
        let (mut actor, mut role) = (None, Vec::new());
        if let Key::Actor(own) = key {
            let all = store.with_members([own]);
            for part in event.actors().iter().filter(|part| all.contains(part.actor().0)) {
                if !role.contains(&part.role().name()) {
                    role.push(part.role().name());
                }
            }
            actor = Some(&*event.timeline().actor(own).id);
        }
        Self {
            lane: (!matches!(key, Key::Rest(_))).then(|| key.words(event.timeline())),
            actor,
            event: event.id(),
            when: (!when.is_undated()).then(|| when.edtf()),
            earliest_start: day(when.earliest_start()),
            latest_start: day(when.latest_start()),
            earliest_end: day(when.earliest_end()),
            latest_end: day(when.latest_end()),
            role,
            title: event.title(),
            words: when.words(),
        }
    }
}

/// A text in a cell; empty if there is none.
fn cell(text: Option<&str>) -> Cow<'_, str> {
    text.unwrap_or_default().into()
}

impl Record for LaneRow<'_> {
    const NAME: &'static str = "lanes";

    record_fields! { self;
        "lane": "whose lane it is: an actor, kind, place or quad class by its name, eras for what has that tag; null for events of none"
            => cell(self.lane.as_deref()),
        "actor": "the id of the actor whose lane it is; null of other lanes" => cell(self.actor),
        "event": "the id of the event; it can stand in several lanes" => (&*self.event).into(),
        "when": "when it happened, EDTF; null if that is not known" => cell(self.when.as_deref()),
        "earliest_start": "the first day on which it may have begun; null if that is open"
            => cell(self.earliest_start.as_deref()),
        "latest_start": "the last day on which it may have begun; null if that is open"
            => cell(self.latest_start.as_deref()),
        "earliest_end": "the first day on which it may have ended; null if that is open"
            => cell(self.earliest_end.as_deref()),
        "latest_end": "the last day on which it may have ended; null if that is open"
            => cell(self.latest_end.as_deref()),
        "role": "the roles in it of the actor, or of its members" => self.role.join("; ").into(),
        "title": "one line, composed where the source has none" => (&*self.title).into(),
    }

    const BRIEF: &'static [&'static str] = &["lane", "event", "when", "role", "title"];

    fn brief(&self, field: &str) -> Cow<'_, str> {
        match field {
            "when" => (&*self.words).into(),
            _ => self.cell(field),
        }
    }
}

/// The lanes as lines of text, with their axis above and their legend below.
fn chart(
    lanes: &Lanes,
    kept: &[Lane],
    store: &Store,
    answer: &Answer,
    width: usize,
) -> Vec<String> {
    let timeline = store.timeline();
    let names: Vec<String> = kept.iter().map(|lane| lane.key.words(timeline)).collect();
    let widest = names.iter().map(|name| text::width(name)).max().unwrap_or(0).min(WIDEST_NAME);
    // Right of the cells stands what has no place in them.
    let columns = width.saturating_sub(widest + 2 + OUTSIDE).max(10) as u32;
    let frame = lanes.extent.map(|extent| Frame::of(extent, Zoom::Fit, columns, None));
    let none = Frame { unit: Unit::Day, first: 0, bars: 1 };
    let grid = Grid::new(frame.unwrap_or(none), columns);
    let keys = kept.iter().map(|lane| lane.key).collect();
    let ask = cells::Ask { keys, sets: Arc::clone(&lanes.sets), grid };
    let Some(cells) = cells::count(&ask, store, answer, &Progress::default()) else {
        return Vec::new();
    };
    let glyphs = &Glyphs::UNICODE;
    let scale = frame.map(|_| format!(", {}", grid.words())).unwrap_or_default();
    let (by, order) = (lanes.ask.by, lanes.ask.order);
    let title = text::neutralise(&timeline.title()).into_owned();
    let mut drawn = vec![format!("{title}, by {}, {}{scale}", by.noun(), order.words())];
    let margin = " ".repeat(widest + 2);
    if frame.is_some() {
        drawn.push(format!("{margin}{}", axis(&grid)));
    }
    for (lane, name) in kept.iter().zip(&names) {
        let name = text::fit(name, widest, glyphs.ellipsis);
        if lane.key == Key::Eras {
            for (number, eras) in cells.band.lines.iter().enumerate() {
                let name = if number == 0 { &*name } else { margin.trim_end_matches("  ") };
                let name = text::pad(name, widest);
                drawn.push(format!("{name}  {}", band(eras, &grid, glyphs)));
            }
            continue;
        }
        drawn.push(format!("{name}  {}", strip(&cells, lane.key, glyphs)));
    }
    let legend = glyphs.legend(&cells.signs());
    let legend = legend.into_iter().map(|(sign, meaning)| format!("{sign} {meaning}"));
    drawn.push(String::new());
    let count = (lanes.named() > 0).then(|| by.counted(lanes.named()));
    drawn.push(legend.chain(count).collect::<Vec<_>>().join("  "));
    drawn
}

/// The cells right of those of the lanes: " 123 later, 123 undated".
const OUTSIDE: usize = 16;

/// The labels of the axis.
fn axis(grid: &Grid) -> String {
    let mut line = String::new();
    let ticks = overview::ticks(&grid.frame, grid.width);
    if ticks.is_empty() {
        return grid.frame.unit.words(grid.frame.first_day(0));
    }
    for tick in ticks {
        line = text::pad(&line, (tick.bar * grid.width) as usize).into_owned();
        line.push_str(&tick.words);
    }
    line
}

/// A line of eras.
fn band(eras: &[Era], grid: &Grid, glyphs: &Glyphs) -> String {
    let mut cells = vec![" ".to_owned(); grid.cells() as usize];
    for era in eras {
        cells[era.first as usize..=era.last as usize].fill(glyphs.rule.to_owned());
        if era.label.is_empty() {
            continue;
        }
        let label = era.label.start as usize..era.label.end as usize;
        let name = text::truncate(&era.name, label.len(), glyphs.ellipsis);
        if era.is_labelled_within() {
            cells[label.start - 1].clear();
            cells[label.start - 1].push(' ');
            cells[label.end].clear();
            cells[label.end].push(' ');
        }
        // All of the name in its first cell, and nothing in the others.
        cells[label.clone()].fill(String::new());
        cells[label.start] = text::pad(&name, label.len()).into_owned();
    }
    cells.concat()
}

/// The cells of a lane, then how many events have no place among them.
fn strip(cells: &Cells, key: Key, glyphs: &Glyphs) -> String {
    let Some(strip) = cells.strip(key) else { return String::new() };
    let signs = strip.cells.iter().map(|cell| cell.sign().map_or(" ", |sign| glyphs.of_sign(sign)));
    let outside = [(strip.before, "earlier"), (strip.after, "later"), (strip.undated, "undated")];
    let outside = outside.iter().filter(|(events, _)| *events > 0);
    let words: Vec<_> = outside.map(|(events, noun)| format!("{events} {noun}")).collect();
    format!("{}  {}", signs.collect::<String>(), words.join(", "))
}
