//! POLECAT: a row is who did what to whom, coded in PLOVER by machine.
//!
//! Fields stand between tabs. Columns are matched by name. Some weekly files have more names in
//! the header than fields in the rows, which are then the usual 40.
//!
//! What becomes of a row (PLOVER 0.8 and the data set's own notes):
//! - The actors act on the recipients; either may be a list between semicolons. Where a name is
//!   missing, the name as printed stands for it, else country and sector.
//! - `Event Type` is the kind, of which `Event Mode` says more; names of older versions of PLOVER
//!   are known. `Quad Code` is the quad class, in words or as a number.
//! - `Contexts` are tags.
//! - The event date is the coder's; the day of publication stays in the columns.

use crate::{
    ingest::{
        Aspect, Batch, Groups, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        date::Order, number,
    },
    model::{
        Actor, ActorId, ActorKind, Country, Draft, Kind, Participation, PlaceDraft, Quad, Role,
        Shard, Source, SourceKind, When,
    },
};

/// The columns of a file that is as it should be.
const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// A header with the columns that only POLECAT has, or with many of its columns.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let names = ["Event Type", "Event Mode", "Actor Name", "Recipient Name"];
    if header.has(&names) {
        let reason = format!("{} has {}", head.its_header(), names.join(", "));
        return Some(Guess::new(Sureness::Sure, reason));
    }
    // The columns before the place: other data sets have places, too.
    let found = header.count(&COLUMNS[2..23]);
    let reason = || format!("{} has {found} columns of POLECAT", head.its_header());
    let is_it = found >= 8 && header.has(&["Event Date"]);
    is_it.then(|| Guess::new(Sureness::Likely, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let own = Columns::new(head.header())?;
    let usual = Columns::new(Header::new(COLUMNS))?;
    let date = own.date;
    let table = Table::with_header(head, Polecat { own, usual });
    let table = table.dated(head, &[date], Order::MonthFirst);
    Ok(if head.is_quoted() { table } else { table.without_quotes() })
}

struct Polecat {
    /// Of rows that have a field for each name in the header.
    own: Columns,
    /// Of rows that have the usual 40 fields where the header has more names.
    usual: Columns,
}

/// Where the columns are.
struct Columns {
    header: Header,
    id: usize,
    date: usize,
    event_type: usize,
    mode: usize,
    quad: usize,
    contexts: usize,
    sides: [Side; 2],
    places: [usize; 6],
    country: usize,
    coordinates: [usize; 2],
    feature: usize,
    source: usize,
}

/// Where the columns of one side are.
struct Side {
    role: Role,
    names: usize,
    raw: usize,
    countries: usize,
    sector: usize,
    wikipedia: usize,
}

impl Columns {
    fn new(header: Header) -> Result<Self, String> {
        let column = |name: &str| header.column(name);
        let side = |role, whose: &str| Side {
            role,
            names: column(&format!("{whose} Name")),
            raw: column(&format!("{whose} Name Raw")),
            countries: column(&format!("{whose} Country")),
            sector: column(&format!("Primary {whose} Sector")),
            wikipedia: column(&format!("Wikipedia {whose} ID")),
        };
        Ok(Self {
            id: column("Event ID"),
            date: header.need("Event Date")?,
            event_type: column("Event Type"),
            mode: column("Event Mode"),
            quad: column("Quad Code"),
            contexts: column("Contexts"),
            sides: [side(Role::Initiator, "Actor"), side(Role::Recipient, "Recipient")],
            places: ["Placename", "City", "District", "Province", "Raw Placename", "Country"]
                .map(column),
            country: column("Country"),
            coordinates: header.coordinates(),
            feature: column("Feature Type"),
            source: column("Source"),
            header,
        })
    }

    fn place<'r>(&self, row: &Record<'r>, batch: &mut Batch) -> Option<PlaceDraft<'r>> {
        let name =
            self.places.map(|column| row.value(column)).into_iter().find(|it| !it.is_empty());
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        if name.is_none() && coordinates.is_none() {
            return None;
        }
        let country = row.value(self.country);
        Some(PlaceDraft {
            name: name.unwrap_or(""),
            country: Country::of_code(country).map_or(country, |country| country.iso),
            coordinates,
            precision: precision(row.value(self.feature)),
            basis: None,
        })
    }
}

impl RowFormat for Polecat {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let columns =
            if row.len() == self.own.header.names().len() { &self.own } else { &self.usual };
        let date = row.value(columns.date);
        let when = batch.when(row, date, None, "Event Date").unwrap_or_else(|| {
            batch.warn(row, "Event Date has no date", date);
            When::UNDATED
        });
        let mut actors = Vec::with_capacity(4);
        for side in &columns.sides {
            side.take_part(row, &mut batch.shard, &mut actors);
        }
        let event_type = row.value(columns.event_type);
        let kind = kind(event_type);
        if kind == Kind::Other && columns.event_type != Header::NOWHERE {
            batch.warn(row, "Event Type is none of PLOVER's", event_type);
        }
        let label = match row.value(columns.mode) {
            "" if kind == Kind::Other => event_type.to_ascii_lowercase(),
            "" => String::new(),
            mode => format!("{} ({mode})", event_type.to_ascii_lowercase()),
        };
        let tags: Vec<_> = list(row.value(columns.contexts)).collect();
        let place = columns.place(row, batch);
        let cited = batch.cite(row.value(columns.source));
        batch.push(&Draft {
            id: row.value(columns.id),
            when,
            kind,
            label: &label,
            scheme: "PLOVER",
            code: event_type,
            quad: quad(row.value(columns.quad)),
            actors: &actors,
            place,
            cited,
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn columns(&self, row: &Record<'_>) -> Option<&Header> {
        let excess = self.own.header.names().len() > COLUMNS.len() && row.len() == COLUMNS.len();
        excess.then_some(&self.usual.header)
    }

    fn notes(&self) -> Vec<String> {
        let header = &self.own.header;
        let lacking = [
            header.lack(&["Event Type"], "what was done is not known"),
            header.lack(&["Actor Name"], "who acts is told by country and sector"),
            header.lack(&["Recipient Name"], "who is acted upon is told by country and sector"),
        ];
        lacking.into_iter().flatten().collect()
    }

    fn prose(&self) -> &'static [&'static str] {
        &[
            "Story People",
            "Story Organizations",
            "Story Locations",
            "Actor Title",
            "Recipient Title",
        ]
    }

    fn groups(&self) -> Option<Groups> {
        let columns = &self.own;
        let side =
            |side: &Side| vec![side.names, side.raw, side.countries, side.sector, side.wikipedia];
        let told = [
            (Aspect::Who, side(&columns.sides[0])),
            (Aspect::Who, side(&columns.sides[1])),
            (Aspect::When, vec![columns.date]),
            (Aspect::What, vec![columns.event_type, columns.mode, columns.quad]),
            (Aspect::Country, vec![columns.country]),
            (Aspect::Place, columns.places.to_vec()),
            (Aspect::Tags, vec![columns.contexts]),
        ];
        let [lat, lon] = columns.coordinates;
        Some(Groups::new(columns.id, told, [lat, lon, columns.feature, columns.source]))
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Political Event Classification, Attributes, and Types".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("polecat", "POLECAT")
        }
    }
}

impl Side {
    /// Adds whoever the row names on this side.
    fn take_part(&self, row: &Record<'_>, shard: &mut Shard, actors: &mut Vec<Participation>) {
        let countries = row.value(self.countries);
        let names = [self.names, self.raw].map(|column| row.value(column));
        let Some(names) = names.into_iter().find(|names| !names.is_empty()) else {
            let sector = row.value(self.sector);
            if !(countries.is_empty() && sector.is_empty()) {
                let actor = unnamed(shard, countries, sector);
                actors.push(Participation::new(actor, self.role));
            }
            return;
        };
        // What the row says of the side is said of an actor only where there is one.
        let several = list(names).nth(1).is_some();
        let of_one = |column| if several { "" } else { row.value(column) };
        let (sector, wikipedia) = (of_one(self.sector), of_one(self.wikipedia));
        let paired = list(countries).count() == list(names).count();
        let mut each = list(countries);
        for name in list(names) {
            let country = if paired { each.next().unwrap_or("") } else { "" };
            let actor = shard.actor(name);
            shard.describe_actor(actor, || Actor {
                country: Country::of_code(country).map_or("", |country| country.iso).to_owned(),
                codes: [("Wikipedia", wikipedia)]
                    .into_iter()
                    .filter(|(_, code)| !code.is_empty())
                    .map(|(scheme, code)| (scheme.to_owned(), code.to_owned()))
                    .collect(),
                note: if sector.is_empty() { String::new() } else { format!("sector: {sector}") },
                ..Actor::named(name, name)
            });
            actors.push(Participation::new(actor, self.role));
        }
    }
}

/// The actor of which only countries and a sector are known: "Iran government".
fn unnamed(shard: &mut Shard, countries: &str, sector: &str) -> ActorId {
    let key = [countries, sector].join(" ");
    let key = key.trim();
    let actor = shard.actor(key);
    shard.describe_actor(actor, || {
        let known = SECTORS.iter().find(|(code, ..)| *code == sector);
        let (words, kind) = known.map_or((sector, ActorKind::Other), |entry| (entry.1, entry.2));
        let named = list(countries).map(|code| Country::of_code(code).map_or(code, |it| it.name));
        let name = [&named.collect::<Vec<_>>().join(", "), words].join(" ");
        Actor {
            kind,
            country: Country::of_code(countries).map_or("", |country| country.iso).to_owned(),
            ..Actor::named(key, name.trim())
        }
    });
    actor
}

/// The entries of a list between semicolons.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|entry| !matches!(*entry, "" | "None"))
}

/// The kind of an event type in any case, also of those that PLOVER had before 0.8.
fn kind(event_type: &str) -> Kind {
    let is = |name: &str| event_type.eq_ignore_ascii_case(name);
    let known = Kind::ALL.iter().find(|kind| kind.quad().is_some() && is(kind.name()));
    match known {
        Some(kind) => *kind,
        None if is("demand") => Kind::Request,
        None if is("disapprove") || is("investigate") => Kind::Accuse,
        None if is("fight") => Kind::Assault,
        None => Kind::Other,
    }
}

/// The quad class in words ("MATERIAL CONFLICT") or as its number.
fn quad(code: &str) -> Option<Quad> {
    let named = |quad: &&Quad| {
        let (form, act) = quad.name().split_once('-').unwrap_or_default();
        code.split_once([' ', '-']).is_some_and(|(first, second)| {
            first.eq_ignore_ascii_case(form) && second.eq_ignore_ascii_case(act)
        })
    };
    let number = number::count(code).and_then(|number| Quad::from_number(number.try_into().ok()?));
    number.or_else(|| Quad::ALL.iter().find(named).copied())
}

/// The sectors of PLOVER 0.8 in words, and what an actor is of which nothing else is known. Of a
/// name it would not be certain: a person's sector is that of its office.
const SECTORS: &[(&str, &str, ActorKind)] = &[
    ("", "", ActorKind::State),
    ("AGR", "agriculture", ActorKind::Group),
    ("BUS", "business", ActorKind::Organization),
    ("COP", "police", ActorKind::Government),
    ("CRM", "criminals", ActorKind::Group),
    ("CVL", "civilians", ActorKind::Group),
    ("EDU", "education", ActorKind::Group),
    ("ELI", "elites", ActorKind::Group),
    ("GOV", "government", ActorKind::Government),
    ("JRN", "journalists", ActorKind::Media),
    ("JUD", "judiciary", ActorKind::Government),
    ("LAB", "labor", ActorKind::Group),
    ("LEG", "legislature", ActorKind::Government),
    ("MED", "health", ActorKind::Group),
    ("MIL", "military", ActorKind::Government),
    ("OPP", "opposition", ActorKind::Group),
    ("PRM", "paramilitary", ActorKind::ArmedGroup),
    ("PTY", "party", ActorKind::Organization),
    ("REB", "rebels", ActorKind::ArmedGroup),
    ("REF", "refugees", ActorKind::Group),
    ("REL", "religious group", ActorKind::Group),
    ("SOC", "social group", ActorKind::Group),
    ("SPY", "intelligence", ActorKind::Government),
    ("UAF", "armed forces of no state", ActorKind::ArmedGroup),
];

/// How exact a place is, by the feature code of GeoNames; the code itself where it says nothing
/// of that.
fn precision(feature: &str) -> &str {
    match feature {
        "ADM1" => "province",
        "ADM2" | "ADM3" | "ADM4" => "district",
        _ if feature.starts_with("PCL") => "country",
        _ if feature.starts_with("PPL") => "city",
        other => other,
    }
}
