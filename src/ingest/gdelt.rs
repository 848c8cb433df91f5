//! GDELT Events: tab-separated rows without a header and without quotes.
//!
//! 57 columns until March 2013, 58 with the address since then, 61 in 2.0 with three more codes of
//! places. The number of fields tells, row by row: files that mix them are about.
//! Columns and their meaning: the GDELT event data base codebook 2.0.

use crate::{
    ingest::{Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table, date},
    model::{Draft, Participation, Quad, Role, Source, SourceKind, When},
};

/// The columns of 2.0. The older layouts lack the `ADM2Code`s, and the oldest the address.
const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// Rows of 57, 58 or 61 fields without a header.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let width = head.first().len();
    let looks = matches!(width, 57 | 58 | 61)
        && head.first()[1].len() == 8
        && head.first()[1].bytes().all(|byte| byte.is_ascii_digit());
    looks.then(|| {
        let reason = format!("its rows have {width} fields, of which the second is a day");
        Guess::new(Sureness::Likely, reason)
    })
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = Gdelt {
        newest: Header::new(COLUMNS),
        older: Header::new(COLUMNS.iter().filter(|name| !name.ends_with("ADM2Code"))),
        oldest: Header::new(COLUMNS[..60].iter().filter(|name| !name.ends_with("ADM2Code"))),
    };
    Ok(Table::without_header(head, format.newest.clone(), format).without_quotes())
}

/// The columns of each layout.
struct Gdelt {
    newest: Header,
    older: Header,
    oldest: Header,
}

impl RowFormat for Gdelt {
    fn columns(&self, width: usize) -> Option<&Header> {
        match width {
            61 => Some(&self.newest),
            58 => Some(&self.older),
            57 => Some(&self.oldest),
            _ => None,
        }
    }

    fn source(&self) -> Source {
        Source { kind: Some(SourceKind::Dataset), ..Source::titled("gdelt", "GDELT Events") }
    }

    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let when = date::parse(row.value(1), date::Order::DayFirst, None)
            .map(When::day)
            .ok_or_else(|| RowError::new("SQLDATE is no day", row.value(1)))?;
        let mut actors = Vec::new();
        for (code, role) in [(5, Role::Initiator), (15, Role::Recipient)] {
            if !row.value(code).is_empty() {
                actors.push(Participation::new(batch.shard.actor(row.value(code)), role));
            }
        }
        batch.push(&Draft {
            id: row.value(0),
            when,
            scheme: "CAMEO",
            code: row.value(26),
            quad: row.value(29).parse().ok().and_then(Quad::from_number),
            actors: &actors,
            ..Draft::default()
        });
        Ok(())
    }
}
