//! Results of the Wikidata query service: a row is an item with a date, as CSV, as JSON, and as
//! SPARQL results in JSON.
//!
//! A query names its columns as it likes. The item is the column whose values are addresses of
//! items, the date the one with points in time; labels, the precision, places and participants are
//! told by their names.
//!
//! What becomes of a row (Wikibase data model, "Dates and times"):
//! - The precision is a number: 11 a day, 10 a month, 9 a year, 8 a decade, 7 a century. Where the
//!   query does not ask for it, the first of January stands for the year and is read as that: what
//!   really happened on such a day is less exact here than in Wikidata.
//! - The year is counted with a year 0, as in EDTF: `-0232` is 233 BCE. What is no point in time is
//!   an unknown value.
//! - The item's number is the id, its label the title, its article a source.

use crate::{
    ingest::{Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table, codes},
    model::{Draft, Kind, Participation, PlaceDraft, Role, Source, SourceKind, When},
};

/// What precedes the number of an item in its address.
const ITEM: &str = "http://www.wikidata.org/entity/";

/// A column of items, and one of points in time.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let (item, date) = (item(&header, head)?, date(&header, head)?);
    let name = |column: usize| header.names()[column].as_str();
    let reason =
        format!("'{}' has items of Wikidata and '{}' points in time", name(item), name(date));
    Some(Guess::new(Sureness::Sure, reason))
}

/// The column of items.
fn item(header: &Header, head: &Head) -> Option<usize> {
    (0..header.names().len()).find(|&column| {
        // There may be places and people beside; the first column is what was asked for.
        head.values(column).skip(1).take(20).any(|value| value.starts_with(ITEM))
    })
}

/// The column of points in time: the one that is called so, or the first.
fn date(header: &Header, head: &Head) -> Option<usize> {
    let is_date = |column: &usize| head.values(*column).skip(1).any(|value| point(value).is_some());
    let named = ["date", "time", "pointInTime", "start", "startDate", "startTime"];
    let named = named.into_iter().filter_map(|name| header.find(name)).find(is_date);
    named.or_else(|| (0..header.names().len()).find(is_date))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let header = head.header();
    let item = item(&header, head).ok_or("it has no column of items of Wikidata")?;
    let date = date(&header, head).ok_or("it has no column of points in time")?;
    let at = |names: &[&str]| header.find_any(names).unwrap_or(Header::NOWHERE);
    let own = format!("{}Label", header.names()[item]);
    let precision = header.names().iter().position(|name| {
        let name = name.to_ascii_lowercase();
        let is_end = name.starts_with("end") || name.ends_with("end");
        (name.contains("precision") || name.starts_with("prec") || name.ends_with("prec"))
            && !is_end
    });
    let format = Wikidata {
        item,
        date,
        end: at(&["end", "endDate", "endTime", "end_date"]),
        label: at(&[&own, "label", "itemLabel", "eventLabel", "name", "title"]),
        description: at(&["description", "itemDescription", "eventDescription"]),
        precision: precision.unwrap_or(Header::NOWHERE),
        place: at(&["placeLabel", "locationLabel", "place", "location"]),
        country: at(&["countryLabel", "country"]),
        coordinates: at(&["coord", "coords", "coordinate", "coordinates", "geo"]),
        participants: at(&["participants", "participantLabel", "participantLabels", "participant"]),
        article: at(&["article", "sitelink", "wikipedia"]),
        has_precision: precision.is_some(),
    };
    Ok(Table::with_header(head, format))
}

/// Where the columns are.
struct Wikidata {
    item: usize,
    date: usize,
    end: usize,
    label: usize,
    description: usize,
    precision: usize,
    place: usize,
    country: usize,
    coordinates: usize,
    participants: usize,
    article: usize,
    has_precision: bool,
}

impl Wikidata {
    /// The date in a column, as exact as the row says.
    fn date(&self, row: &Record<'_>, column: usize) -> Option<When> {
        let day = point(row.value(column))?;
        let (year, rest) = day.split_at(day.len() - 6);
        let text = match row.value(self.precision) {
            "7" => format!("{}XX", &year[..year.len() - 2]),
            "8" => format!("{}X", &year[..year.len() - 1]),
            "9" => year.to_owned(),
            "10" => format!("{year}{}", &rest[..3]),
            "" if rest == "-01-01" => year.to_owned(),
            _ => day.to_owned(),
        };
        When::parse(&text).ok()
    }
}

impl RowFormat for Wikidata {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let (start, end) = (self.date(row, self.date), self.date(row, self.end));
        let text = row.value(self.date);
        if start.is_none() {
            let problem = "the date is not a point in time: the event is undated";
            batch.warn(row, problem, text);
        }
        let when = super::dating::span(start, end, row, batch);
        let item = row.value(self.item);
        let id = item.strip_prefix(ITEM).unwrap_or(item);
        let mut actors = Vec::new();
        for name in row.value(self.participants).split([';', '|']).map(str::trim) {
            if !name.is_empty() {
                let key = name.strip_prefix(ITEM).unwrap_or(name);
                actors.push(Participation::new(batch.shard.actor(key), Role::Participant));
            }
        }
        let url = row.value(self.article);
        let source = (!url.is_empty()).then(|| {
            let source = batch.shard.source(url);
            batch.shard.describe_source(source, || Source {
                url: url.to_owned(),
                ..Source::titled(url, url)
            });
            source
        });
        let cited = batch.shard.cite(source.as_slice());
        let label = row.value(self.label);
        let [name, country] = [self.place, self.country].map(|column| row.value(column));
        let coordinates = coordinates(row.value(self.coordinates));
        let country = codes::iso_or_name(country);
        let place = PlaceDraft { name, country, coordinates, ..PlaceDraft::default() };
        let is_there = !name.is_empty() || !country.is_empty() || coordinates.is_some();
        batch.push(&Draft {
            id,
            when,
            title: if label.is_empty() { id } else { label },
            summary: row.value(self.description),
            kind: Kind::Other,
            actors: &actors,
            place: is_there.then_some(place),
            cited,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        if self.has_precision {
            return Vec::new();
        }
        let note = "the query did not ask for the precision of dates: 1 January is read as the \
                    year; ask for wikibase:timePrecision to know better";
        vec![note.to_owned()]
    }

    fn source(&self) -> Source {
        Source {
            url: "https://query.wikidata.org".to_owned(),
            licence: "CC0-1.0".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("wikidata", "Wikidata")
        }
    }
}

/// The day in a point in time: `-0232-01-01T00:00:00Z` is `-0232-01-01`.
fn point(text: &str) -> Option<&str> {
    let day = text.strip_prefix('+').unwrap_or(text).split_once("T00:00:00")?.0;
    let digits = day.strip_prefix('-').unwrap_or(day).as_bytes();
    let is_day = matches!(
        digits,
        [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', _, _, b'-', _, _]
    ) && digits[5..7].iter().chain(&digits[8..]).all(u8::is_ascii_digit);
    is_day.then_some(day)
}

/// Latitude and longitude of a point in well-known text, which names the longitude first:
/// `Point(5.32 60.39)`.
fn coordinates(text: &str) -> Option<(f64, f64)> {
    let inner = text.trim().strip_suffix(')')?;
    let (longitude, latitude) = inner.rsplit_once('(')?.1.trim().split_once(' ')?;
    super::number::coordinates(latitude.trim(), longitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_in_time() {
        assert_eq!(point("-0232-01-01T00:00:00Z"), Some("-0232-01-01"));
        assert_eq!(point("+1648-10-24T00:00:00Z"), Some("1648-10-24"));
        assert_eq!(point("1648-10-24"), None);
        assert_eq!(point("http://www.wikidata.org/.well-known/genid/1"), None);
        assert_eq!(point("-T00:00:00Z"), None);
        assert_eq!(point("16é8-10-2T00:00:00Z"), None);
    }
}
