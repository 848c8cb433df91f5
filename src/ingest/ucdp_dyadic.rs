//! UCDP Dyadic, UCDP/PRIO Armed Conflict and UCDP Conflict Termination: a row is a year in which a
//! dyad, or a conflict, was active.
//!
//! Columns are matched by name.
//!
//! What becomes of a row (codebooks of UCDP Dyadic 22.1 and Conflict Termination 3-2021):
//! - The conflict lasted through `year`; in the year in which an episode began from `start_date2`,
//!   in the one in which it ended to `ependdate`. Where `start_prec2` or `ependprec` say that such a
//!   day is not exact, it is approximate (`~`).
//! - `side_a` and `side_b` are the sides, without a direction, with the states that fight on their
//!   side (`side_a_2nd`, `side_b_2nd`).
//! - Every row is the kind `assault`: "war" from 1,000 deaths in the year (`intensity_level` 2),
//!   else "armed conflict". What it is about, of what sort it is, and how an episode ended
//!   (`outcome`) are tags. There are no numbers of deaths.

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        codes::{self, System},
        date::Order,
        dating, number, ucdp,
    },
    model::{
        Country, Draft, Kind, Participation, PlaceDraft, Role, Source, SourceKind, When, day::Day,
    },
};

/// A header with the columns that only these data sets have.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let names = ["year", "side_a", "side_b", "incompatibility", "intensity_level"];
    let reason = || format!("its header has {}", names.join(", "));
    head.header().has(&names).then(|| Guess::new(Sureness::Sure, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = Dyadic::new(&head.header())?;
    let dates = [format.start, format.end];
    Ok(Table::with_header(head, format).dated(head, &dates, Order::DayFirst))
}

/// Where the columns are.
struct Dyadic {
    /// Of the dyad, or of the conflict.
    id: usize,
    year: usize,
    start: usize,
    start_exact: usize,
    end: usize,
    end_exact: usize,
    ends: usize,
    sides: [(Role, usize, usize); 2],
    intensity: usize,
    conflict_type: usize,
    incompatibility: usize,
    outcome: usize,
    territory: usize,
    location: usize,
    gwno: usize,
    is_termination: bool,
    notes: Vec<String>,
}

impl Dyadic {
    fn new(header: &Header) -> Result<Self, String> {
        let column = |name| header.column(name);
        let first_of = |names: &[&str]| header.find_any(names).unwrap_or(Header::NOWHERE);
        let (start, end) = (column("start_date2"), first_of(&["ependdate", "ep_end_date"]));
        Ok(Self {
            id: first_of(&["dyad_id", "conflict_id"]),
            year: header.need("year")?,
            start,
            start_exact: column("start_prec2"),
            end,
            end_exact: first_of(&["ependprec", "ep_end_prec"]),
            ends: first_of(&["dyadterm", "confterm", "ep_end"]),
            sides: [
                (Role::SideA, header.need("side_a")?, column("side_a_2nd")),
                (Role::SideB, header.need("side_b")?, column("side_b_2nd")),
            ],
            intensity: column("intensity_level"),
            conflict_type: column("type_of_conflict"),
            incompatibility: column("incompatibility"),
            outcome: column("outcome"),
            territory: column("territory_name"),
            location: column("location"),
            gwno: column("gwno_loc"),
            is_termination: header.find("outcome").is_some(),
            notes: Vec::new(),
        })
    }

    /// The part of the year in which it was active.
    fn when(&self, row: &Record<'_>, batch: &mut Batch) -> When {
        let text = row.value(self.year);
        let year = number::count(text).and_then(|year| Day::of(year.into(), 1, 1));
        let Some(year) = year.map(When::year_of) else {
            batch.warn(row, "the year is not a year: the event is undated", text);
            return When::UNDATED;
        };
        let is_within = |when: &When| {
            year.earliest_start() <= when.earliest_start() && when.latest_end() <= year.latest_end()
        };
        let mut day = |column, exact: usize| {
            let when = dating::date_in(row, column, batch, "a date of the episode");
            let when = when.filter(is_within)?;
            let is_exact = matches!(row.value(exact), "" | "1");
            Some(if is_exact { when } else { when.approximate() })
        };
        let start = day(self.start, self.start_exact);
        let ends = row.value(self.ends) == "1";
        let end = ends.then(|| day(self.end, self.end_exact)).flatten();
        let of_year = |day: Day| Some(When::day(day));
        match (start, end) {
            (None, None) => year,
            (start, end) => {
                let start = start.or_else(|| of_year(year.earliest_start()));
                let end = end.or_else(|| of_year(year.latest_end()));
                dating::span(start, end, row, batch)
            }
        }
    }
}

impl RowFormat for Dyadic {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let when = self.when(row, batch);
        let mut actors = Vec::with_capacity(2);
        for &(role, first, seconds) in &self.sides {
            let seconds = row.value(seconds).split(", ").filter(|name| !name.is_empty());
            let first = Some(row.value(first)).filter(|name| !name.is_empty());
            for name in first.into_iter().flat_map(ucdp::governments).chain(seconds) {
                actors.push(Participation::new(ucdp::actor(&mut batch.shard, name, "", ""), role));
            }
        }
        let (id, year) = (row.value(self.id), row.value(self.year));
        let id = if id.is_empty() { String::new() } else { format!("{id}-{year}") };
        let about = match row.value(self.incompatibility) {
            "1" => "about territory",
            "2" => "about government",
            "3" => "about territory and government",
            _ => "",
        };
        let sort = match row.value(self.conflict_type) {
            "1" => "against a colony",
            "2" => "between states",
            "3" => "within a state",
            "4" => "within a state, with troops of others",
            _ => "",
        };
        let ends = row.value(self.ends) == "1";
        let ended = if ends { ended(row.value(self.outcome)) } else { "" };
        let words = [about, row.value(self.territory), sort, ended].into_iter();
        let tags: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        let place = row.value(self.location);
        let country = match Country::spelled(place) {
            Some(country) => country.iso,
            None => codes::iso_or_number("", System::GleditschWard, row.value(self.gwno)),
        };
        batch.push(&Draft {
            id: &id,
            when,
            kind: Kind::Assault,
            label: if row.value(self.intensity) == "2" { "war" } else { "armed conflict" },
            actors: &actors,
            place: (!place.is_empty()).then_some(PlaceDraft {
                name: place,
                country,
                ..PlaceDraft::default()
            }),
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn source(&self) -> Source {
        let title = if self.is_termination {
            "UCDP Conflict Termination Dataset"
        } else {
            "UCDP Dyadic and UCDP/PRIO Armed Conflict Datasets"
        };
        Source {
            publisher: "Uppsala Conflict Data Program".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("ucdp-dyadic", title)
        }
    }
}

/// How an episode ended.
fn ended(outcome: &str) -> &'static str {
    match outcome {
        "1" => "ended by a peace agreement",
        "2" => "ended by a ceasefire",
        "3" => "ended by a victory of side A",
        "4" => "ended by a victory of side B",
        "5" => "ended by low activity",
        "6" => "ended because a side ceased to exist",
        _ => "ended",
    }
}
