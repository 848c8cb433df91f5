//! ICEWS coded events: a row is who did what to whom, coded in CAMEO by machine.
//!
//! Fields stand between tabs, without quotes; a copy written as CSV is read, too. Columns are
//! matched by name, also as the R package `icews` spells them (`source_name`).
//!
//! What becomes of a row (codebook on the Harvard Dataverse):
//! - The id of an event is unique only together with its day, so the id here is both:
//!   `32889836@2018-06-01`.
//! - `Event Date` is a day; a release of 2017 writes it as month/day/year.
//! - `Source Name` acts on `Target Name`. Only states, and roles in a country such as
//!   "Citizen (India)", say what they are: the sectors of a person are those of its offices, so
//!   they stand in the actor's note.
//! - The CAMEO code gives kind and label; where it is missing, the text that ICEWS has for it tells
//!   it. That text, the intensity and the story stay in the columns. There is no quad class: it
//!   follows from the code.

use crate::{
    ingest::{
        Aspect, Batch, Groups, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        codes, date::Order, number,
    },
    model::{
        Actor, ActorId, ActorKind, Country, Draft, Kind, Participation, PlaceDraft, Role, Shard,
        Source, SourceKind, When,
    },
};

/// Columns that tell a table of ICEWS; it may lack some of them.
const TELLING: [&str; 13] = [
    "CAMEO Code",
    "Source Name",
    "Target Name",
    "Event ID",
    "Event Text",
    "Source Sectors",
    "Source Country",
    "Target Sectors",
    "Target Country",
    "Intensity",
    "Story ID",
    "Sentence Number",
    "Publisher",
];
/// What the column of the code is called.
const CODE: [&str; 4] = ["CAMEO Code", "CAMEO", "Event Code", "CAMEO Event Code"];
/// What the column of the day is called.
const DATE: [&str; 2] = ["Event Date", "Date"];

/// A header with the columns that only ICEWS has, or with most of its columns.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let found = header.count(&TELLING);
    if header.find_any(&DATE).is_none() || header.count(&["Source Name", "Target Name"]) == 0 {
        return None;
    }
    let whole = header.has(&TELLING[..3]);
    let reason = || {
        let names = TELLING[..3].join(", ");
        let has = if whole { names } else { format!("{found} columns of ICEWS") };
        format!("{} has {has}", head.its_header())
    };
    let sureness = if whole { Sureness::Sure } else { Sureness::Likely };
    (whole || found >= 6).then(|| Guess::new(sureness, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = Icews::new(&head.header())?;
    let date = format.date;
    // ICEWS has never written the day first.
    let table = Table::with_header(head, format).dated(head, &[date], Order::MonthFirst);
    Ok(if head.is_quoted() { table } else { table.without_quotes() })
}

/// Where the columns are.
struct Icews {
    id: usize,
    date: usize,
    text: usize,
    code: usize,
    sides: [Side; 2],
    city: usize,
    district: usize,
    province: usize,
    country: usize,
    coordinates: [usize; 2],
    publisher: usize,
    notes: Vec<String>,
}

/// Where the columns of one side are.
struct Side {
    role: Role,
    name: usize,
    sectors: usize,
    country: usize,
}

impl Icews {
    fn new(header: &Header) -> Result<Self, String> {
        let column = |name: &str| header.column(name);
        let side = |role, whose: &str| Side {
            role,
            name: column(&format!("{whose} Name")),
            sectors: column(&format!("{whose} Sectors")),
            country: column(&format!("{whose} Country")),
        };
        let notes = [
            header.lack(&CODE, "what was done is told by 'Event Text'"),
            header.lack(&["Source Name"], "nobody is named who acts"),
            header.lack(&["Target Name"], "nobody is named who is acted upon"),
        ];
        let date = header.find_any(&DATE).ok_or("there is no column 'Event Date'")?;
        let code = header.find_any(&CODE).unwrap_or(Header::NOWHERE);
        Ok(Self {
            id: column("Event ID"),
            date,
            text: column("Event Text"),
            code,
            sides: [side(Role::Initiator, "Source"), side(Role::Recipient, "Target")],
            city: column("City"),
            district: column("District"),
            province: column("Province"),
            country: column("Country"),
            coordinates: header.coordinates(),
            publisher: column("Publisher"),
            notes: notes.into_iter().flatten().collect(),
        })
    }

    fn place<'r>(&self, row: &Record<'r>, batch: &mut Batch) -> Option<PlaceDraft<'r>> {
        let names = [
            (self.city, "city"),
            (self.district, "district"),
            (self.province, "province"),
            (self.country, "country"),
        ];
        let mut names = names.into_iter().map(|(column, precision)| (row.value(column), precision));
        let found = names.find(|(name, _)| !name.is_empty());
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        if found.is_none() && coordinates.is_none() {
            return None;
        }
        let (name, precision) = found.unwrap_or_default();
        let country = codes::iso_or_name(row.value(self.country));
        Some(PlaceDraft { name, country, coordinates, precision, basis: None })
    }
}

impl RowFormat for Icews {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let (id, date) = (row.value(self.id), row.value(self.date));
        let when = batch.when(row, date, None, "Event Date").unwrap_or_else(|| {
            batch.warn(row, "Event Date has no date", date);
            When::UNDATED
        });
        let day = when.as_day().filter(|_| !id.is_empty());
        let id = day.map_or_else(|| id.to_owned(), |day| format!("{id}@{day}"));
        let mut actors = Vec::with_capacity(2);
        for side in &self.sides {
            let name = row.value(side.name);
            if !name.is_empty() {
                let sectors = row.value(side.sectors).trim_matches('"');
                let actor = actor(&mut batch.shard, name, sectors, row.value(side.country));
                actors.push(Participation::new(actor, side.role));
            }
        }
        let text = row.value(self.text);
        let code = match row.value(self.code) {
            "" => codes::code_named(text).unwrap_or(""),
            code => code,
        };
        let act = codes::act(code);
        if act.is_none() && !code.is_empty() {
            batch.warn(row, "CAMEO Code is not in CAMEO", code);
        }
        let (kind, label) = act.map_or((Kind::Other, text), |act| (act.kind, act.label));
        let place = self.place(row, batch);
        let cited = batch.cite(row.value(self.publisher));
        batch.push(&Draft {
            id: &id,
            when,
            kind,
            label,
            scheme: "CAMEO",
            code,
            actors: &actors,
            place,
            cited,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn prose(&self) -> &'static [&'static str] {
        &["Event Text", "Publisher"]
    }

    fn groups(&self) -> Option<Groups> {
        let side = |side: &Side| vec![side.name, side.sectors, side.country];
        let told = [
            (Aspect::Who, side(&self.sides[0])),
            (Aspect::Who, side(&self.sides[1])),
            (Aspect::When, vec![self.date]),
            (Aspect::What, vec![self.text, self.code]),
            (Aspect::Country, vec![self.country]),
            (Aspect::Place, vec![self.city, self.district, self.province, self.country]),
        ];
        let [lat, lon] = self.coordinates;
        Some(Groups::new(self.id, told, [lat, lon, self.publisher]))
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Integrated Crisis Early Warning System".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("icews", "ICEWS Coded Event Data")
        }
    }
}

fn actor(shard: &mut Shard, name: &str, sectors: &str, country: &str) -> ActorId {
    let actor = shard.actor(name);
    shard.describe_actor(actor, || Actor {
        kind: kind(name, sectors, country),
        country: Country::named(country).map_or("", |country| country.iso).to_owned(),
        note: if sectors.is_empty() { String::new() } else { format!("sectors: {sectors}") },
        ..Actor::named(name, name)
    });
    actor
}

/// What an actor is, where that is certain: a state, or a role in a country.
fn kind(name: &str, sectors: &str, country: &str) -> ActorKind {
    if sectors.is_empty() && Country::named(name).is_some() {
        return ActorKind::State;
    }
    let role = name.strip_suffix(')').and_then(|name| name.strip_suffix(country));
    if country.is_empty() || !role.is_some_and(|role| role.ends_with('(')) {
        return ActorKind::Other;
    }
    let kind = |sector: &str| match sector.trim() {
        "Insurgents" | "Rebel" | "Separatists" | "Unidentified Forces" | "Organized Violent" => {
            Some(ActorKind::ArmedGroup)
        }
        "Media" => Some(ActorKind::Media),
        "Government" => Some(ActorKind::Government),
        "General Population / Civilian / Social" | "Protestors / Popular Opposition / Mobs" => {
            Some(ActorKind::Group)
        }
        _ => None,
    };
    sectors
        .split(',')
        .filter_map(kind)
        .min_by_key(|kind| match kind {
            ActorKind::ArmedGroup => 0,
            ActorKind::Media => 1,
            ActorKind::Government => 2,
            _ => 3,
        })
        .unwrap_or(ActorKind::Other)
}
