//! Phoenix: a row is who did what to whom, coded in CAMEO by machine. Both the daily files of the
//! Open Event Data Alliance, without a header, and the historical ones of the Cline Center.
//!
//! What becomes of a row (codebooks of Phoenix 0.3.1b and of Cline Center Historical Phoenix 1.3):
//! - The date is that of the story, so the event's is known by its publication.
//! - The source acts on the target; both are CAMEO codes.
//! - The code gives the kind; of `quad_class` (`PentaClass`) 0 is a neutral statement, which is
//!   none of the four classes.
//! - Issues are tags.

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table, cite, codes,
        date::Order, dating, number,
    },
    model::{
        Basis, Country, Draft, Kind, Participation, PlaceDraft, Quad, Role, Source, SourceKind,
        When,
    },
};

/// The columns of the daily files.
const COLUMNS: [&str; 26] = [
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "PentaClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryCode",
    "SentenceID",
    "URLs",
    "NewsSources",
];

/// Headers with the columns that only Phoenix has, of the Cline Center and of the daily files.
const TELLING: [[&str; 4]; 2] = [
    ["story_date", "source_root", "target_root", "root_code"],
    ["SourceActorFull", "TargetActorFull", "EventCode", "Date"],
];

/// A header that only Phoenix has, or 26 columns whose values are those of a daily file.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    if let Some(names) = TELLING.iter().find(|names| header.has(&names[..])) {
        return Some(Guess::new(Sureness::Sure, format!("its header has {}", names.join(", "))));
    }
    is_bare(head).then(|| {
        let reason = "its rows have the 26 fields of a daily file, without a header";
        Guess::new(Sureness::Likely, reason)
    })
}

/// Whether the first row has the fields of an event instead of a header.
fn is_bare(head: &Head) -> bool {
    let first = head.first();
    let value = |name| COLUMNS.iter().position(|it| *it == name).map_or("", |at| &first[at]);
    first.len() == COLUMNS.len()
        && value("Date").len() == 8
        && value("Date").starts_with(value("Year"))
        && matches!(value("PentaClass"), "0" | "1" | "2" | "3" | "4")
        && codes::act(value("EventCode")).is_some()
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let bare = is_bare(head);
    let header = if bare { Header::new(COLUMNS) } else { head.header() };
    let format = Phoenix::new(&header)?;
    let dates = [format.date];
    let table = if bare {
        Table::without_header(head, header, format)
    } else {
        Table::with_header(head, format)
    };
    // The Cline Center says that the month comes first.
    let table = table.dated(head, &dates, Order::MonthFirst);
    Ok(if head.dialect.delimiter == b'\t' { table.without_quotes() } else { table })
}

/// Where the columns are.
struct Phoenix {
    id: usize,
    date: usize,
    sides: [(Role, usize); 2],
    code: usize,
    quad: usize,
    issues: usize,
    place: [usize; 3],
    coordinates: [usize; 2],
    /// In the daily files, the addresses of the reports.
    address: Option<&'static str>,
    urls: usize,
    news_sources: usize,
    notes: Vec<String>,
}

impl Phoenix {
    fn new(header: &Header) -> Result<Self, String> {
        let need = |names: [&str; 2]| {
            header.find_any(&names).ok_or_else(|| format!("there is no column '{}'", names[0]))
        };
        let at = |names: [&str; 2]| header.find_any(&names).unwrap_or(Header::NOWHERE);
        let date = need(["story_date", "Date"])?;
        Ok(Self {
            id: at(["eid", "EventID"]),
            date,
            sides: [
                (Role::Initiator, need(["source", "SourceActorFull"])?),
                (Role::Recipient, need(["target", "TargetActorFull"])?),
            ],
            code: need(["code", "EventCode"])?,
            quad: at(["quad_class", "PentaClass"]),
            issues: at(["joined_issues", "Issues"]),
            place: [
                at(["placename", "LocationName"]),
                at(["statename", "StateName"]),
                at(["countryname", "CountryCode"]),
            ],
            coordinates: [at(["lat", "Lat"]), at(["lon", "Lon"])],
            urls: header.column("URLs"),
            news_sources: header.column("NewsSources"),
            address: header.find("URLs").map(|_| "URLs"),
            notes: Vec::new(),
        })
    }
}

impl RowFormat for Phoenix {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let when = dating::date_in(row, self.date, batch, "the date");
        let mut actors = Vec::with_capacity(2);
        for &(role, column) in &self.sides {
            // Unknown parts of a code are dashes.
            let code = row.value(column);
            let code = code.trim_start_matches("---").trim_end_matches("---");
            if !code.is_empty() {
                let actor = batch.actor([code, ""], |shard| {
                    let actor = shard.actor(code);
                    shard.describe_actor(actor, || codes::actor(code));
                    actor
                });
                actors.push(Participation::new(actor, role));
            }
        }
        let code = row.value(self.code);
        let act = codes::act(code);
        if act.is_none() {
            batch.warn(row, "the code is not in CAMEO", code);
        }
        let tags: Vec<_> = row
            .value(self.issues)
            .split([';', '|'])
            // Behind a comma stands how often.
            .filter_map(|issue| issue.split(',').next())
            .map(str::trim)
            .filter(|issue| !issue.is_empty())
            .collect();
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        let [name, state, country] = self.place.map(|column| row.value(column));
        let name = [name, state, country].into_iter().find(|name| !name.is_empty());
        let country = Country::of_code(country).map_or(country, |country| country.iso);
        let place =
            PlaceDraft { name: name.unwrap_or(""), country, coordinates, ..PlaceDraft::default() };
        let cited = match row.value(self.news_sources) {
            "" => batch.cite(&cite::sites(row.value(self.urls))),
            names => batch.cite(names),
        };
        batch.push(&Draft {
            id: row.value(self.id),
            basis: when.is_some().then_some(Basis::Published),
            when: when.unwrap_or(When::UNDATED),
            kind: act.map_or(Kind::Other, |act| act.kind),
            label: act.map_or("", |act| act.label),
            scheme: "CAMEO",
            code,
            quad: row.value(self.quad).parse().ok().and_then(Quad::from_number),
            actors: &actors,
            place: (name.is_some() || coordinates.is_some()).then_some(place),
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
        &["URLs"]
    }

    fn address(&self) -> Option<&'static str> {
        self.address
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Open Event Data Alliance; Cline Center, University of Illinois".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("phoenix", "Phoenix event data")
        }
    }
}
