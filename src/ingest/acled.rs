//! ACLED: a row is an event of political violence, a demonstration or a strategic development.
//!
//! The layouts of 2014 to 2025 are matched by the names of their columns, in any case and order;
//! fields stand between commas or semicolons. Copies without a header are read if they have the 25
//! columns of the first layouts. Weekly counts are no events and are refused: a column map can read
//! them.
//!
//! What becomes of a row (codebooks of 2016, 2019 and later):
//! - `event_date` is exact only with `time_precision` 1. With 2 the event happened in the week of
//!   which the date is the middle, so it is one unknown day from three days before to three days
//!   after, which is inferred; with 3 it happened in the month of the date, whose middle (or first
//!   or last day) the date is. Where the precision is not given, the day is uncertain (`?`).
//! - `actor1` and `actor2` are the sides, and the codebook says that neither is the attacker;
//!   `assoc_actor_1` and `assoc_actor_2` are lists of those who stand by them.
//! - `event_type` and `sub_event_type` give kind and label. The event type is kept as the code.
//! - `fatalities` is the only estimate, so the best one.

mod act;

use crate::{
    ingest::{
        Aspect, Batch, Groups, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        codes::{self, System},
        date::{self, Order},
        number,
    },
    model::{
        Actor, ActorId, ActorKind, Basis, Country, Draft, Fatalities, Participation, PlaceDraft,
        Role, Shard, Source, SourceKind, When,
    },
};

/// The columns of the layouts until 2017.
const COLUMNS: [&str; 25] = [
    "GWNO",
    "EVENT_ID_CNTY",
    "EVENT_ID_NO_CNTY",
    "EVENT_DATE",
    "YEAR",
    "TIME_PRECISION",
    "EVENT_TYPE",
    "ACTOR1",
    "ALLY_ACTOR_1",
    "INTER1",
    "ACTOR2",
    "ALLY_ACTOR_2",
    "INTER2",
    "INTERACTION",
    "COUNTRY",
    "ADMIN1",
    "ADMIN2",
    "ADMIN3",
    "LOCATION",
    "LATITUDE",
    "LONGITUDE",
    "GEO_PRECISION",
    "SOURCE",
    "NOTES",
    "FATALITIES",
];

/// Columns that tell a table of ACLED; it may lack some of them.
const TELLING: [&str; 16] = [
    "event_id_cnty",
    "time_precision",
    "disorder_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "admin1",
    "admin2",
    "geo_precision",
    "source_scale",
];
/// What the column of the day is called.
const DATE: [&str; 2] = ["event_date", "date"];

/// A header with the columns that only ACLED has, or with many of its columns, or 25 columns whose
/// values are those of ACLED.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let own = ["event_id_cnty", "sub_event_type", "interaction", "inter1"];
    if let Some(found) = own.into_iter().find(|name| header.has(&["event_type", name])) {
        let reason = format!("{} has event_type and {found}", head.its_header());
        return Some(Guess::new(Sureness::Sure, reason));
    }
    let found = header.count(&TELLING);
    if found >= 6 && header.find_any(&DATE).is_some() {
        let reason = format!("{} has {found} columns of ACLED", head.its_header());
        return Some(Guess::new(Sureness::Likely, reason));
    }
    is_bare(head).then(|| {
        let reason = "its rows have the 25 fields of the layout until 2017, without a header";
        Guess::new(Sureness::Likely, reason)
    })
}

/// Whether the first row has the fields of an event instead of a header.
fn is_bare(head: &Head) -> bool {
    let first = head.first();
    first.len() == COLUMNS.len() && {
        let value = |name| COLUMNS.iter().position(|it| *it == name).map_or("", |at| &first[at]);
        let year: Option<i32> = value("YEAR").parse().ok();
        let day = |order| date::parse(value("EVENT_DATE"), order, year);
        let day = day(Order::DayFirst).or_else(|| day(Order::MonthFirst));
        matches!(value("TIME_PRECISION"), "1" | "2" | "3")
            && day.is_some_and(|day| Some(day.year()) == year)
            && act::is_known(value("EVENT_TYPE"))
    }
}

/// The table; not one of counts.
pub fn open(head: &Head) -> Result<Table, String> {
    if is_bare(head) {
        let header = Header::new(COLUMNS);
        let format = Acled::new(&header)?;
        let date = format.event_date;
        let table = Table::without_header(head, header, format);
        return Ok(table.dated(head, &[date], Order::DayFirst));
    }
    let header = head.header();
    if ["week", "month", "events"].into_iter().any(|name| header.find(name).is_some()) {
        let reason = "it has counts of events by week or month, and no actors; `demarche map FILE` \
                      drafts a column map to read it by";
        return Err(reason.to_owned());
    }
    let format = Acled::new(&header)?;
    let date = format.event_date;
    Ok(Table::with_header(head, format).dated(head, &[date], Order::DayFirst))
}

/// Where the columns are.
struct Acled {
    id: usize,
    event_date: usize,
    year: usize,
    time_precision: usize,
    event_type: usize,
    sub_event_type: usize,
    sides: [Side; 2],
    place: [usize; 5],
    country: usize,
    gwno: usize,
    coordinates: [usize; 2],
    geo_precision: usize,
    fatalities: usize,
    civilian_targeting: usize,
    tags: usize,
    source: usize,
    notes: Vec<String>,
}

/// Where the columns of one side are.
struct Side {
    role: Role,
    name: usize,
    associates: usize,
    /// The code or the words for what the actor is.
    inter: usize,
}

impl Acled {
    fn new(header: &Header) -> Result<Self, String> {
        let column = |name| header.column(name);
        let first_of = |names: &[&str]| header.find_any(names).unwrap_or(Header::NOWHERE);
        let event_date = header.find_any(&DATE).ok_or("there is no column 'event_date'")?;
        let lacking = [
            header.lack(&["time_precision"], "every day is uncertain"),
            header.lack(&["event_type"], "what was done is told by 'sub_event_type'"),
            header.lack(&["actor1"], "a trimmed export, whose events have no first actor"),
        ];
        let mut notes: Vec<_> = lacking.into_iter().flatten().collect();
        let (first, second) = (header.find("actor1"), header.find("actor2"));
        if first.is_some() && second.is_none() {
            notes.push(
                "there is no column 'actor2': in a monadic export each actor has a row of its own, \
                 and the rows of one event have the same id"
                    .to_owned(),
            );
        }
        Ok(Self {
            id: first_of(&["event_id_cnty", "data_id", "event_id"]),
            event_date,
            year: column("year"),
            time_precision: column("time_precision"),
            event_type: column("event_type"),
            sub_event_type: column("sub_event_type"),
            sides: [
                Side {
                    role: Role::SideA,
                    name: column("actor1"),
                    associates: first_of(&["assoc_actor_1", "ally_actor_1"]),
                    inter: column("inter1"),
                },
                Side {
                    role: Role::SideB,
                    name: column("actor2"),
                    associates: first_of(&["assoc_actor_2", "ally_actor_2"]),
                    inter: column("inter2"),
                },
            ],
            place: ["location", "admin3", "admin2", "admin1", "country"].map(column),
            country: column("country"),
            gwno: column("gwno"),
            coordinates: header.coordinates(),
            geo_precision: first_of(&["geo_precision", "geo_precis"]),
            fatalities: column("fatalities"),
            civilian_targeting: column("civilian_targeting"),
            tags: column("tags"),
            source: column("source"),
            notes,
        })
    }

    /// When it happened, and how that is known where it does not stand there.
    fn when(&self, row: &Record<'_>, batch: &mut Batch) -> (When, Option<Basis>) {
        let text = row.value(self.event_date);
        let year = row.value(self.year).parse().ok();
        let Some(when) = batch.when(row, text, year, "event_date") else {
            batch.warn(row, "event_date has no date", text);
            return (When::UNDATED, None);
        };
        // A date that is less than a day says itself how exact it is.
        let Some(day) = when.as_day() else { return (when, None) };
        match row.value(self.time_precision) {
            "1" => (when, None),
            "2" => {
                let week = When::one_of(day.plus_days(-3), day.plus_days(3));
                (week.expect("a week begins before it ends"), Some(Basis::Inferred))
            }
            "3" => (When::month_of(day), None),
            _ => (when.uncertain(), None),
        }
    }

    fn place<'r>(&self, row: &Record<'r>, batch: &mut Batch) -> Option<PlaceDraft<'r>> {
        let names = self.place.map(|column| row.value(column));
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        let name = names.into_iter().find(|name| !name.is_empty());
        if name.is_none() && coordinates.is_none() {
            return None;
        }
        Some(PlaceDraft {
            name: name.unwrap_or(""),
            country: codes::iso_or_number(
                row.value(self.country),
                System::GleditschWard,
                row.value(self.gwno),
            ),
            coordinates,
            precision: match row.value(self.geo_precision) {
                "1" => "exact",
                "2" => "part of region",
                "3" => "region",
                _ => "",
            },
            basis: None,
        })
    }
}

/// Whether a row has the tags of the Humanitarian Exchange Language, which stand under the header,
/// and under each where files were joined: one such cell makes no row of tags.
fn has_only_tags(row: &Record<'_>) -> bool {
    let mut fields = row.fields().map(str::trim).filter(|field| !field.is_empty()).peekable();
    fields.peek().is_some() && fields.all(|field| field.starts_with('#'))
}

impl RowFormat for Acled {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        if has_only_tags(row) {
            return Ok(());
        }
        let (when, basis) = self.when(row, batch);
        let mut actors = Vec::with_capacity(4);
        for side in &self.sides {
            let name = row.value(side.name);
            if !name.is_empty() {
                let actor = actor(&mut batch.shard, name, row.value(side.inter));
                actors.push(Participation::new(actor, side.role));
            }
        }
        for side in &self.sides {
            for name in list(row.value(side.associates)) {
                // Others may say what it is, in rows where it is a side.
                let actor = actor(&mut batch.shard, name, "");
                actors.push(Participation::new(actor, Role::ThirdParty));
            }
        }
        let act = act::act(row.value(self.event_type), row.value(self.sub_event_type));
        let tags = [self.tags, self.civilian_targeting].map(|column| row.value(column));
        let tags: Vec<_> = tags.into_iter().flat_map(list).collect();
        if act.is_unknown && self.event_type != Header::NOWHERE {
            batch.warn(row, "event_type is none of ACLED's", act.code);
        }
        let best = number::count_in(row, self.fatalities, batch, "fatalities is no number");
        let place = self.place(row, batch);
        let cited = batch.cite(row.value(self.source));
        batch.push(&Draft {
            id: row.value(self.id),
            when,
            basis,
            kind: act.kind,
            label: act.label,
            scheme: "ACLED",
            code: act.code,
            actors: &actors,
            place,
            fatalities: best.map(|_| Fatalities { best, ..Fatalities::default() }),
            cited,
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn prose(&self) -> &'static [&'static str] {
        &["notes", "source"]
    }

    fn groups(&self) -> Option<Groups> {
        let [first, second] = &self.sides;
        let told = [
            (Aspect::Who, vec![first.name, first.inter]),
            (Aspect::Who, vec![second.name, second.inter]),
            (Aspect::Who, vec![first.associates]),
            (Aspect::Who, vec![second.associates]),
            (Aspect::When, vec![self.event_date, self.year, self.time_precision]),
            (Aspect::What, vec![self.event_type, self.sub_event_type]),
            (Aspect::Country, vec![self.country, self.gwno]),
            (Aspect::Place, self.place.to_vec()),
            (Aspect::Fatalities, vec![self.fatalities]),
            (Aspect::Tags, vec![self.tags, self.civilian_targeting]),
        ];
        let [lat, lon] = self.coordinates;
        Some(Groups::new(self.id, told, [lat, lon, self.geo_precision, self.source]))
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Armed Conflict Location & Event Data".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("acled", "ACLED")
        }
    }
}

/// The entries of a list between semicolons.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|entry| !entry.is_empty())
}

/// The actor of a name, described by the row; where the row does not say what it is, by its name.
fn actor(shard: &mut Shard, name: &str, inter: &str) -> ActorId {
    let actor = shard.actor(name);
    // The forces of a state are its own also where they act abroad and count as external.
    let of_state = || state(name).map(|_| ActorKind::Government);
    let named = || Actor { country: country(name).to_owned(), ..Actor::named(name, name) };
    match kind(inter).or_else(of_state) {
        Some(kind) => shard.describe_actor(actor, || Actor { kind, ..named() }),
        None => shard.suppose_actor(actor, named),
    }
    actor
}

/// What `inter1` or `inter2` says of an actor, as a code or in words. Of those that are "external",
/// forces of a state abroad, peacekeepers and firms, it says nothing.
fn kind(inter: &str) -> Option<ActorKind> {
    let starts =
        |word: &str| inter.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    match inter.as_bytes().first()? {
        b'1' => Some(ActorKind::Government),
        b'2' | b'3' | b'4' => Some(ActorKind::ArmedGroup),
        b'5' | b'6' | b'7' => Some(ActorKind::Group),
        _ if starts("state") => Some(ActorKind::Government),
        _ if ["rebel", "political", "identity"].into_iter().any(starts) => {
            Some(ActorKind::ArmedGroup)
        }
        _ if ["rioter", "protester", "civilian"].into_iter().any(starts) => Some(ActorKind::Group),
        _ => None,
    }
}

/// The country that a name says, as ISO 3166-1 alpha-3: "Protesters (Kenya)", "Military Forces of
/// Kenya (2013-2022) Prison Guards".
fn country(name: &str) -> &'static str {
    let in_brackets = name.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let found = in_brackets.and_then(Country::named).or_else(|| state(name));
    found.map_or("", |country| country.iso)
}

/// The state whose forces or government a name says that it is.
fn state(name: &str) -> Option<Country> {
    let of = name.split_once(" Forces of ").or_else(|| name.split_once("Government of "));
    let of = of.map(|(_, rest)| rest.split_once(" (").map_or(rest, |(state, _)| state))?;
    Country::named(of.strip_prefix("the ").unwrap_or(of))
}
