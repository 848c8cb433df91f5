//! Social Conflict Analysis Database (SCAD): a row is an event at one place.
//!
//! Columns are matched by name.
//!
//! What becomes of a row (codebook of SCAD 3.3):
//! - `styr`, `stmo` and `stday` are the first day, `eyr`, `emo` and `eday` the last; where they are
//!   missing, `startdate` and `enddate`, in which the year has two digits.
//! - The actors (`actor1` to `actor3`) act on the targets (`target1`, `target2`).
//! - `etype` is the code: demonstrations, riots and strikes are the kind `protest`, violence is
//!   `assault`. Issues are tags.
//! - An event at several places has several rows with one `eventid`; from the second on the number
//!   of the place stands behind it. Their deaths are those of the event.
//! - -99, -88 and -77 stand for what is not known.

use std::borrow::Cow;

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        codes::{self, System},
        date::{self, Order},
        dating::{self, Parts},
        number,
    },
    model::{Draft, Fatalities, Kind, Participation, PlaceDraft, Role, Source, SourceKind, When},
};

/// A header with the columns that only SCAD has.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let names = ["etype", "escalation", "npart", "ndeath"];
    let reason = || format!("its header has {}", names.join(", "));
    head.header().has(&names).then(|| Guess::new(Sureness::Sure, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = Scad::new(&head.header())?;
    let dates = [format.first.text, format.last.text];
    Ok(Table::with_header(head, format).dated(head, &dates, Order::DayFirst))
}

/// Where the columns are.
struct Scad {
    id: usize,
    place_number: usize,
    first: Day,
    last: Day,
    kind: usize,
    actors: [usize; 3],
    targets: [usize; 2],
    issues: [usize; 3],
    deaths: usize,
    place: [usize; 2],
    ccode: usize,
    coordinates: [usize; 2],
}

/// Where a day stands: in parts, or as one text.
struct Day {
    parts: Parts,
    text: usize,
}

impl Day {
    fn of(header: &Header, parts: [&str; 3], text: &str) -> Self {
        Self { parts: Parts::of(header, parts), text: header.column(text) }
    }

    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Option<When> {
        if let Some(when) = self.parts.read(row, batch) {
            return Some(when);
        }
        let text = row.value(self.text);
        let as_written = || dating::date_in(row, self.text, batch, "the date");
        two_digits(text).map(When::day).or_else(as_written)
    }
}

impl Scad {
    fn new(header: &Header) -> Result<Self, String> {
        let column = |name| header.column(name);
        Ok(Self {
            id: column("eventid"),
            place_number: column("locnum"),
            first: Day::of(header, ["styr", "stmo", "stday"], "startdate"),
            last: Day::of(header, ["eyr", "emo", "eday"], "enddate"),
            kind: header.need("etype")?,
            actors: ["actor1", "actor2", "actor3"].map(column),
            targets: ["target1", "target2"].map(column),
            issues: ["issue1", "issue2", "issue3"].map(column),
            deaths: column("ndeath"),
            place: ["elocal", "countryname"].map(column),
            ccode: column("ccode"),
            coordinates: ["latitude", "longitude"].map(column),
        })
    }
}

impl RowFormat for Scad {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let first = self.first.read(row, batch);
        let last = self.last.read(row, batch);
        let when = dating::span(first, last, row, batch);
        if when.is_undated() {
            batch.warn(row, "there is no date", "");
        }
        let mut actors = Vec::with_capacity(3);
        let doers = self.actors.iter().map(|&column| (column, Role::Initiator));
        for (column, role) in doers.chain(self.targets.iter().map(|&it| (it, Role::Recipient))) {
            let name = row.value(column);
            if !(name.is_empty() || name.starts_with('-') || name.eq_ignore_ascii_case("unknown")) {
                actors.push(Participation::new(batch.shard.actor(name), role));
            }
        }
        let code = row.value(self.kind);
        let (kind, label) = act(code);
        if label.is_empty() {
            batch.warn(row, "etype is none of SCAD's", code);
        }
        let mut tags: Vec<_> = self.issues.iter().map(|&column| issue(row.value(column))).collect();
        tags.retain(|tag| !tag.is_empty());
        tags.dedup();
        let (id, number) = (row.value(self.id), row.value(self.place_number));
        let id: Cow<'_, str> = match number {
            "" | "1" => id.into(),
            _ if id.is_empty() || number.starts_with('-') => id.into(),
            number => format!("{id}/{number}").into(),
        };
        let best = number::count_in(row, self.deaths, batch, "ndeath is not a number");
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        let [name, country] = self.place.map(|column| row.value(column));
        let place = PlaceDraft {
            name: if name.is_empty() || name.starts_with('-') { country } else { name },
            country: codes::iso_or_number(country, System::Cow, row.value(self.ccode)),
            coordinates,
            ..PlaceDraft::default()
        };
        batch.push(&Draft {
            id: &id,
            when,
            kind,
            label,
            scheme: "SCAD",
            code,
            actors: &actors,
            place: (!place.name.is_empty() || coordinates.is_some()).then_some(place),
            fatalities: best.map(|_| Fatalities { best, ..Fatalities::default() }),
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn prose(&self) -> &'static [&'static str] {
        &["issuenote", "notes"]
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Climate Change and African Political Stability (CCAPS)".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("scad", "Social Conflict Analysis Database")
        }
    }
}

/// The day of a text like `28-Jan-90`. The data begin in 1990, so a lower year is one of the next
/// century.
fn two_digits(text: &str) -> Option<crate::model::day::Day> {
    let year: i32 = text.rsplit('-').next().filter(|year| year.len() == 2)?.parse().ok()?;
    let year = if year < 90 { 2000 + year } else { 1900 + year };
    date::parse(text, Order::DayFirst, Some(year))
}

/// What `etype` says was done.
fn act(code: &str) -> (Kind, &'static str) {
    match code {
        "1" => (Kind::Protest, "organized demonstration"),
        "2" => (Kind::Protest, "spontaneous demonstration"),
        "3" => (Kind::Protest, "organized violent riot"),
        "4" => (Kind::Protest, "spontaneous violent riot"),
        "5" => (Kind::Protest, "general strike"),
        "6" => (Kind::Protest, "limited strike"),
        "7" => (Kind::Assault, "pro-government violence"),
        "8" => (Kind::Assault, "anti-government violence"),
        "9" => (Kind::Assault, "extra-government violence"),
        "10" => (Kind::Assault, "intra-government violence"),
        _ => (Kind::Other, ""),
    }
}

/// What an issue is about.
fn issue(code: &str) -> &'static str {
    match code {
        "1" => "elections",
        "2" => "economy and jobs",
        "3" => "food, water and subsistence",
        "4" => "environmental degradation",
        "5" => "ethnic issues",
        "6" => "religious issues",
        "7" => "education",
        "8" => "foreign affairs",
        "9" => "domestic war and terrorism",
        "10" => "human rights and democracy",
        "11" => "in favour of the government",
        "12" => "economic resources",
        "13" => "other issues",
        _ => "",
    }
}
