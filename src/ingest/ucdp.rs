//! UCDP Georeferenced Event Dataset (GED) and GED Candidate: a row is an event of organised
//! violence.
//!
//! Releases have 38 to 49 columns, which are matched by name; the first releases called some
//! otherwise. Some Candidate releases have no header; theirs are the 49 columns of the others.
//!
//! What becomes of a row (codebook of GED 19.1 and later):
//! - `date_start` and `date_end` are the first and the last day on which it may have happened.
//!   With `event_clarity` 1 it is a single incident, on one unknown day between them; with 2 the
//!   row adds up several incidents from the first to the last. Where clarity is not given, one
//!   unknown day is the reading that claims less. `date_prec` follows from the days; where it says
//!   that a single day is not exact, the day is approximate (`~`).
//! - `side_a` and `side_b` are the sides, without a direction. Governments that make up one side
//!   ("Government of A, Government of B") take part one by one.
//! - Every row is the kind `assault`: armed force with at least one death by definition.
//! - `source_office` names the sources; rows before 2013 name them in `source_article` only. Their
//!   dates and headlines stay in the columns.
//! - `low`, `best` and `high` are the estimates of all deaths; those by side stay in the columns.

use crate::{
    ingest::{
        Aspect, Batch, Groups, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        cite,
        codes::{self, State, System},
        date::{self, Order},
        number,
    },
    model::{
        Actor, ActorId, ActorKind, Cited, Country, Draft, Fatalities, Kind, Participation,
        PlaceDraft, Role, Shard, Source, SourceKind, When,
    },
};

/// The columns of current releases in their order.
const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// Columns that tell a table with a header, the surest first; it may lack some of them.
const TELLING: [&str; 20] = [
    "type_of_violence",
    "side_a",
    "side_b",
    "date_start",
    "date_end",
    "date_prec",
    "conflict_name",
    "dyad_name",
    "dyad_new_id",
    "side_a_new_id",
    "side_b_new_id",
    "where_prec",
    "where_coordinates",
    "event_clarity",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "gwnoa",
    "priogrid_gid",
];
/// What the columns of the first and the last day are called.
const DATES: [[&str; 2]; 2] = [["date_start", "start_date"], ["date_end", "end_date"]];

/// A header with the columns that only GED has, or with many of its columns, or 49 columns whose
/// values are those of GED.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let surest = &TELLING[..4];
    if header.has(surest) {
        let reason = format!("{} has {}", head.its_header(), surest.join(", "));
        return Some(Guess::new(Sureness::Sure, reason));
    }
    if has_header(&header) {
        let found = header.count(&TELLING);
        let reason = format!("{} has {found} columns of GED", head.its_header());
        return Some(Guess::new(Sureness::Likely, reason));
    }
    is_bare(head).then(|| {
        let reason = "its rows have the 49 fields of a GED release, without a header";
        Guess::new(Sureness::Likely, reason)
    })
}

/// Whether these are the columns of GED, of which some may be missing.
fn has_header(header: &Header) -> bool {
    header.has(&TELLING[..4]) || header.count(&TELLING) >= 6
}

/// Whether the first rows have the fields of events, and none of them is a header. A part of a
/// file may begin with the rest of a field.
fn is_bare(head: &Head) -> bool {
    !has_header(&head.header()) && head.rows.iter().take(10).any(|row| is_event(row))
}

fn is_event(row: &[String]) -> bool {
    let value = |name| COLUMNS.iter().position(|it| *it == name).map_or("", |at| row[at].trim());
    let is_day = |name| date::parse(value(name), Order::DayFirst, None).is_some();
    row.len() == COLUMNS.len()
        && matches!(value("type_of_violence"), "1" | "2" | "3")
        && matches!(value("date_prec"), "1" | "2" | "3" | "4" | "5")
        && is_day("date_start")
        && is_day("date_end")
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let bare = is_bare(head);
    let header = if bare { Header::new(COLUMNS) } else { head.header() };
    let format = Ucdp::new(&header);
    let dates = [format.date_start, format.date_end];
    let table = if bare {
        Table::without_header(head, header, format)
    } else {
        Table::with_header(head, format)
    };
    Ok(table.dated(head, &dates, Order::DayFirst))
}

/// Where the columns are.
struct Ucdp {
    id: usize,
    type_of_violence: usize,
    date_start: usize,
    date_end: usize,
    event_clarity: usize,
    date_prec: usize,
    sides: [Side; 2],
    where_prec: usize,
    place: [usize; 4],
    country: usize,
    country_id: usize,
    coordinates: [usize; 2],
    low: usize,
    best: usize,
    high: usize,
    /// `source_office` and `source_article`.
    sources: [usize; 2],
    notes: Vec<String>,
}

/// Where the columns of one side are.
struct Side {
    role: Role,
    name: usize,
    id: usize,
    gwno: usize,
}

impl Ucdp {
    fn new(header: &Header) -> Self {
        let column = |name| header.column(name);
        let first_of = |names: [&str; 2]| header.find_any(&names).unwrap_or(Header::NOWHERE);
        let [mut date_start, date_end] = DATES.map(first_of);
        let year = column("year");
        if date_start == Header::NOWHERE && date_end == Header::NOWHERE {
            date_start = year;
        }
        let lacking = [
            header.lack(&["event_clarity"], "a range of days is read as one unknown day"),
            header.lack(&DATES[0], "the first day is not known"),
            header.lack(&DATES[1], "the last day is not known"),
            header.lack(&["side_a"], "the events have no side A"),
            header.lack(&["side_b"], "the events have no side B"),
            header.lack(&["type_of_violence"], "what sort of violence it was is not known"),
        ];
        let notes: Vec<_> = lacking.into_iter().flatten().collect();
        Self {
            id: column("id"),
            type_of_violence: column("type_of_violence"),
            date_start,
            date_end,
            event_clarity: column("event_clarity"),
            date_prec: column("date_prec"),
            sides: [
                Side {
                    role: Role::SideA,
                    name: column("side_a"),
                    id: first_of(["side_a_new_id", "side_a_id"]),
                    gwno: column("gwnoa"),
                },
                Side {
                    role: Role::SideB,
                    name: column("side_b"),
                    id: first_of(["side_b_new_id", "side_b_id"]),
                    gwno: column("gwnob"),
                },
            ],
            where_prec: column("where_prec"),
            place: ["where_coordinates", "adm_2", "adm_1", "country"].map(column),
            country: column("country"),
            country_id: column("country_id"),
            coordinates: header.coordinates(),
            low: first_of(["low", "low_est"]),
            best: first_of(["best", "best_est"]),
            high: first_of(["high", "high_est"]),
            sources: ["source_office", "source_article"].map(column),
            notes,
        }
    }

    /// The offices of the reports; where none is named, the articles tell them.
    fn cited(&self, row: &Record<'_>, batch: &mut Batch) -> Cited {
        match self.sources.map(|column| row.value(column)) {
            ["", articles] => batch.cite(&cite::before_headlines(articles)),
            [offices, _] => batch.cite(offices),
        }
    }

    fn when(&self, row: &Record<'_>, batch: &mut Batch) -> When {
        let mut date = |column, name| batch.when(row, row.value(column), None, name);
        let start = date(self.date_start, "date_start");
        let end = date(self.date_end, "date_end");
        let day = |when: &Option<When>| when.as_ref().and_then(When::as_day);
        let (first, last) = match (day(&start), day(&end)) {
            (Some(first), Some(last)) => (first, last),
            (Some(day), None) if end.is_none() => (day, day),
            (None, Some(day)) if start.is_none() => (day, day),
            // Less than a day, or a day beside what can't be read.
            _ => {
                let when = start.filter(|start| !start.is_undated()).or(end);
                return when.unwrap_or_else(|| {
                    let found = row.value(self.date_start);
                    batch.warn(row, "date_start and date_end have no date", found);
                    When::UNDATED
                });
            }
        };
        let is_vague = matches!(row.value(self.date_prec), "2" | "3" | "4" | "5");
        let when = match row.value(self.event_clarity) {
            _ if first == last && is_vague => Some(When::day(first).approximate()),
            "2" => When::lasted(first, last),
            _ => When::one_of(first, last),
        };
        when.unwrap_or_else(|| {
            let problem = "date_end is before date_start and is left out";
            batch.warn(row, problem, &format!("{first} to {last}"));
            When::day(first)
        })
    }

    fn place<'r>(&self, row: &Record<'r>, batch: &mut Batch) -> Option<PlaceDraft<'r>> {
        let names = self.place.map(|column| row.value(column));
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        let name = names.into_iter().find(|name| !name.is_empty());
        let (country, number) = (row.value(self.country), row.value(self.country_id));
        let country = codes::iso_or_number(country, System::GleditschWard, number);
        if name.is_none() && country.is_empty() && coordinates.is_none() {
            return None;
        }
        Some(PlaceDraft {
            name: name.unwrap_or(""),
            country,
            coordinates,
            precision: precision(row.value(self.where_prec)),
            basis: None,
        })
    }
}

impl RowFormat for Ucdp {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let when = self.when(row, batch);
        let mut actors = Vec::with_capacity(2);
        for side in &self.sides {
            let whole = row.value(side.name);
            for name in governments(whole) {
                let actor = if name.len() == whole.len() {
                    actor(&mut batch.shard, name, row.value(side.id), row.value(side.gwno))
                } else {
                    // The ids of a side that several make up are not theirs; another row may have them.
                    let actor = batch.shard.actor(name);
                    batch.shard.suppose_actor(actor, || record(name, "", ""));
                    actor
                };
                actors.push(Participation::new(actor, side.role));
            }
        }
        let code = row.value(self.type_of_violence);
        let fatalities = Fatalities {
            low: number::count_in(row, self.low, batch, "low is no number"),
            best: number::count_in(row, self.best, batch, "best is no number"),
            high: number::count_in(row, self.high, batch, "high is no number"),
            approx: false,
        };
        let place = self.place(row, batch);
        let cited = self.cited(row, batch);
        batch.push(&Draft {
            id: row.value(self.id),
            when,
            kind: Kind::Assault,
            label: label(code),
            scheme: "UCDP",
            code,
            actors: &actors,
            place,
            fatalities: fatalities.number().map(|_| fatalities),
            cited,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn prose(&self) -> &'static [&'static str] {
        &["source_headline", "source_article", "where_description", "conflict_name"]
    }

    fn groups(&self) -> Option<Groups> {
        let side = |side: &Side| vec![side.name, side.id, side.gwno];
        let days = vec![self.date_start, self.date_end, self.event_clarity, self.date_prec];
        let told = [
            (Aspect::Who, side(&self.sides[0])),
            (Aspect::Who, side(&self.sides[1])),
            (Aspect::When, days),
            (Aspect::What, vec![self.type_of_violence]),
            (Aspect::Country, vec![self.country, self.country_id]),
            (Aspect::Place, self.place.to_vec()),
            (Aspect::Fatalities, vec![self.low, self.best, self.high]),
        ];
        let [lat, lon] = self.coordinates;
        let [offices, articles] = self.sources;
        Some(Groups::new(self.id, told, [self.where_prec, lat, lon, offices, articles]))
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Uppsala Conflict Data Program".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("ucdp-ged", "UCDP Georeferenced Event Dataset")
        }
    }
}

/// What `type_of_violence` says: armed force between a state and a group or another state (1),
/// between groups (2), or by one side against civilians (3).
fn label(type_of_violence: &str) -> &'static str {
    match type_of_violence {
        "1" | "2" => "armed clash",
        "3" => "one-sided violence",
        _ => "",
    }
}

/// What `where_prec` says.
fn precision(where_prec: &str) -> &'static str {
    match where_prec {
        "1" => "exact",
        "2" => "within 25 km",
        "3" => "district",
        "4" => "province",
        "5" => "line or area",
        "6" => "country",
        "7" => "international waters or airspace",
        _ => "",
    }
}

/// The governments that make up a side one by one; any other side is one actor.
pub(super) fn governments(side: &str) -> impl Iterator<Item = &str> {
    const NEXT: &str = ", Government of ";
    let mut rest = side;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_government = rest.starts_with(&NEXT[2..]);
        let end = if is_government { rest.find(NEXT) } else { None }.unwrap_or(rest.len());
        let (name, more) = rest.split_at(end);
        rest = more.get(2..).unwrap_or("");
        Some(name)
    })
}

/// The country of a government by its name, or by the number of its state.
fn country(state: &str, gwno: &str) -> &'static str {
    let numbered = || State::of_number(System::GleditschWard, gwno).map(|state| state.iso);
    let named = Country::spelled(state).map(|country| country.iso);
    named.or_else(numbered).unwrap_or_default()
}

/// The actor of a name with its ids, which may be empty.
pub(super) fn actor(shard: &mut Shard, name: &str, id: &str, gwno: &str) -> ActorId {
    let actor = shard.actor(name);
    shard.describe_actor(actor, || record(name, id, gwno));
    actor
}

fn record(name: &str, id: &str, gwno: &str) -> Actor {
    let state = name.strip_prefix("Government of ");
    let kind = match state {
        Some(_) => ActorKind::Government,
        None if name == "Civilians" => ActorKind::Group,
        None => ActorKind::ArmedGroup,
    };
    let gwno = if state.is_some() { gwno } else { "" };
    let codes = [("UCDP", id), ("GWNO", gwno)]
        .into_iter()
        .filter(|(_, code)| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()));
    Actor {
        kind,
        country: state.map_or("", |state| country(state, gwno)).to_owned(),
        codes: codes.map(|(scheme, code)| (scheme.to_owned(), code.to_owned())).collect(),
        ..Actor::named(name, name)
    }
}
