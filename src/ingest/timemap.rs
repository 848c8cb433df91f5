//! TimeMap (Forensic Architecture), and what `datasheet-server` and Bellingcat make for it: a record
//! is an incident at a place.
//!
//! What becomes of a record (the schema of TimeMap's events):
//! - `date` is the day, most often with the month first, `time` the time of day.
//! - `description` is the title, up to its first line end.
//! - Associations, categories and filters are tags; so are `association1` and so on of a sheet.
//! - `sources`, or `source1` and so on, are sources: the address where there is one, else the id.

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table, date::Order,
        dating, number, time,
    },
    model::{Draft, Kind, PlaceDraft, Source, SourceId, SourceKind, When},
};

/// A header with a description, a date and a place, and columns that only TimeMap has.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let own = [
        "associations",
        "association1",
        "sources.path",
        "filters.key",
        "source1",
        "category_full",
        "time_precision",
        "narrative___stepStyles",
    ];
    let own = own.into_iter().find(|name| header.find(name).is_some())?;
    let names = ["description", "date", "latitude", "longitude"];
    // ACLED has a time_precision, too, but calls its texts notes.
    let reason = || format!("its header has {} and {own}", names.join(", "));
    header.has(&names).then(|| Guess::new(Sureness::Likely, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = TimeMap::new(&head.header())?;
    let dates = [format.date];
    Ok(Table::with_header(head, format).dated(head, &dates, Order::MonthFirst))
}

/// Where the columns are.
struct TimeMap {
    id: usize,
    description: usize,
    date: usize,
    time: usize,
    location: usize,
    coordinates: [usize; 2],
    label: usize,
    tags: Vec<usize>,
    sources: Vec<usize>,
    notes: Vec<String>,
}

impl TimeMap {
    fn new(header: &Header) -> Result<Self, String> {
        let date = header.need("date")?;
        let all = |names: &[&str]| -> Vec<usize> {
            let is_it = |name: &str| {
                let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
                names.iter().any(|it| plain.eq_ignore_ascii_case(it))
            };
            let columns = header.names().iter().enumerate();
            columns.filter(|(_, name)| is_it(name)).map(|(index, _)| index).collect()
        };
        let paths = all(&["sources.path", "sources.paths", "sources.url"]);
        Ok(Self {
            id: header.column("id"),
            description: header.need("description")?,
            date,
            time: header.column("time"),
            location: header.column("location"),
            coordinates: ["latitude", "longitude"].map(|name| header.column(name)),
            label: header.find_any(&["category", "type"]).unwrap_or(Header::NOWHERE),
            tags: all(&[
                "associations",
                "association",
                "associations.title",
                "category_full",
                "filters.value",
                "filters",
                "narrative",
            ]),
            sources: if paths.is_empty() {
                all(&["sources", "source", "sources.id"])
            } else {
                paths
            },
            notes: Vec::new(),
        })
    }
}

impl RowFormat for TimeMap {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let day = dating::date_in(row, self.date, batch, "the date");
        if row.value(self.date).is_empty() {
            batch.warn(row, "there is no date", "");
        }
        let mut when = day.unwrap_or(When::UNDATED);
        let clock = row.value(self.time);
        if !clock.is_empty() && when.earliest_start() == when.latest_end() {
            match time::parse(clock) {
                Some(time) => when = When::at(when.earliest_start(), time),
                None => batch.warn(row, "the time is not a time of day; the day is kept", clock),
            }
        }
        let list = |column: &usize| row.value(*column).split([';', '\n']).map(str::trim);
        let entries = |columns: &[usize]| -> Vec<&str> {
            columns.iter().flat_map(list).filter(|entry| !entry.is_empty()).collect()
        };
        let tags = entries(&self.tags);
        let sources: Vec<SourceId> = entries(&self.sources)
            .into_iter()
            .map(|key| {
                let source = batch.shard.source(key);
                let url = if key.contains("://") { key } else { "" };
                batch.shard.describe_source(source, || Source {
                    url: url.to_owned(),
                    ..Source::titled(key, key)
                });
                source
            })
            .collect();
        let cited = batch.shard.cite(&sources);
        let (name, coordinates) =
            (row.value(self.location), number::coordinates_in(row, self.coordinates, batch));
        let description = row.value(self.description);
        let (title, rest) = description.split_once('\n').unwrap_or((description, ""));
        batch.push(&Draft {
            id: row.value(self.id),
            when,
            title: title.trim(),
            summary: if rest.is_empty() { "" } else { description },
            kind: Kind::Other,
            label: row.value(self.label),
            place: (!name.is_empty() || coordinates.is_some()).then_some(PlaceDraft {
                name,
                coordinates,
                ..PlaceDraft::default()
            }),
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
        &["description", "comments"]
    }

    fn source(&self) -> Source {
        Source { kind: Some(SourceKind::Dataset), ..Source::titled("timemap", "TimeMap events") }
    }
}
