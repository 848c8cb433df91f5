//! Any table, by a column map: a TOML file that says which column is what.
//!
//! ```toml
//! [event]
//! id = "no"
//! title = "headline"
//! kind = "type"
//!
//! [kinds]                # what the words of the column `kind` mean
//! "Shelling" = "assault"
//! "Talks" = "consult"
//!
//! [when]
//! start = "date"
//!
//! [[actors]]
//! name = { column = "who", split = ";" }
//! role = "initiator"
//!
//! [[actors]]
//! name = "whom"
//! role = "recipient"
//!
//! [place]
//! name = "town"
//! country = { value = "SYR" }    # the same in all rows
//! ```
//!
//! What stands in another table, is joined by a key; what stands in the name of the file only, is
//! taken from there:
//!
//! ```toml
//! [[join]]
//! file = "groups.csv"    # beside the map
//! key = "group_id"       # the column here
//! on = "id"              # the column there, if it is called otherwise
//!
//! [[actors]]
//! name = "group_name"    # a column there; of several rows with the key each is an actor
//!
//! [place]
//! country = { file = "incidents-*.csv" }    # what stands for the star
//! ```
//!
//! [`Map::parse`] reads such a file, [`Map::open`] looks the columns up in a table, and [`draft`]
//! writes a first map for a table from its header and its values. Every key is a field of
//! [`file::File`]. Case, and spaces around the name of a column, don't count.
//!
//! **Invariants.** A map with a mistake reads nothing, and the mistake has a line in the map. No
//! role and no kind is concluded from a column that the map does not name.

pub mod file;

mod columns;
mod draft;
mod join;
mod part;
mod row;
mod when;

use std::collections::BTreeMap;

pub use draft::draft;

use self::{
    columns::Columns,
    file::{Field, File, Layout},
    join::Joins,
    row::Mapped,
};
use crate::{
    base::{
        issue::{Issue, Place, did_you_mean},
        places::Places,
    },
    ingest::{
        Format, Guess, Head, Header, Reader, Sureness, Table,
        split::{Dialect, Quotes},
    },
};

/// What a table is that is read by a map. It is none of [`FORMATS`](crate::ingest::FORMATS): no
/// table looks so.
pub static FORMAT: Format = Format {
    name: "map",
    title: "table with a column map",
    becomes: "what the map says of each column",
    lacks: "what is not in the map stays in the row",
    recognise: |_| None,
    reader: Reader::Rows(|_| Err("it needs a map".to_owned())),
};

/// A table whose columns have the names that people give them: read by the map that is drafted for
/// it, if that knows what happened and when.
pub const USUAL: Format = Format {
    name: "table",
    title: "table with a column of dates and one of what happened (CSV, TSV, JSON)",
    becomes: "what its columns are called: `demarche formats FILE` says how each is read",
    lacks: "what its columns mean otherwise: `demarche map` drafts a map to say it",
    recognise: |head| {
        let map = usual(head)?;
        let reason = format!("{} tells {}", head.its_header(), told(&map.file));
        Some(Guess::new(Sureness::Possible, reason))
    },
    reader: Reader::Rows(|head| {
        let map = usual(head).ok_or("it has no column of dates and one of what happened")?;
        map.open(head).map_err(|issues| {
            let messages = issues.iter().map(|issue| issue.message.as_str());
            messages.collect::<Vec<_>>().join("; ")
        })
    }),
};

/// The map that is drafted for a table with a header, if it is enough to read it.
fn usual(head: &Head) -> Option<Map> {
    let is_table = head.rows.len() > 1 && head.rows[0].len() > 1;
    let map = is_table.then(|| Map::parse(&head.name, &draft(head)).ok()).flatten()?;
    let File { table, event, when, actors, .. } = &map.file;
    let is_act = event.kind.is_some() && !actors.is_empty();
    let what = event.title.is_some() || event.summary.is_some() || is_act;
    let knows = table.header.is_none() && what && (when.start.is_some() || when.year.is_some());
    knows.then_some(map)
}

/// What each column is read as: `title (Event), start (Date)`.
fn told(file: &File) -> String {
    let (event, when, place) = (&file.event, &file.when, &file.place);
    let fields = [
        ("start", &when.start),
        ("year", &when.year),
        ("month", &when.month),
        ("day", &when.day),
        ("end", &when.end),
        ("end year", &when.end_year),
        ("end month", &when.end_month),
        ("end day", &when.end_day),
        ("time", &when.time),
        ("precision", &when.precision),
        ("id", &event.id),
        ("title", &event.title),
        ("summary", &event.summary),
        ("kind", &event.kind),
        ("label", &event.label),
        ("code", &event.code),
        ("status", &event.status),
        ("tags", &event.tags),
        ("place", &place.name),
        ("country", &place.country),
        ("latitude", &place.lat),
        ("longitude", &place.lon),
        ("fatalities", &file.fatalities.best),
        ("source", &file.source.title),
        ("address", &file.source.url),
        ("publisher", &file.source.publisher),
    ];
    let fields = fields.into_iter().filter_map(|(name, field)| Some((name, column_of(field)?)));
    let actors = file.actors.iter().filter_map(|actor| {
        let role = actor.role.as_ref().map_or("participant", |role| role.get_ref());
        Some((role, actor.name.get_ref().column()?.to_owned()))
    });
    let told = fields.chain(actors).map(|(name, column)| format!("{name} ({column})"));
    told.collect::<Vec<_>>().join(", ")
}

/// The name of the column that a field is read from.
fn column_of(field: &Field) -> Option<String> {
    field.as_ref()?.get_ref().column().map(str::to_owned)
}

/// A column map that was read.
#[derive(Clone, Debug)]
pub struct Map {
    /// Its name, for issues.
    name: String,
    text: String,
    file: File,
    /// The tables that it joins, once they are read.
    joins: Joins,
}

impl Map {
    /// Reads a map; `name` is that of its file in issues. The error is the first mistake in it.
    pub fn parse(name: &str, text: &str) -> Result<Self, Issue> {
        match toml::from_str(text) {
            Ok(file) => {
                let (name, text) = (name.to_owned(), text.to_owned());
                Ok(Self { name, text, file, joins: Joins::default() })
            }
            Err(error) => {
                let place = error.span().map(|span| Places::new(name, text).of_span(&span));
                Err(mistake(place.unwrap_or_default(), error.message()))
            }
        }
    }

    /// The table that begins so, to be read by this map; or all that is wrong with the map for
    /// this table.
    pub fn open(&self, head: &Head) -> Result<Table, Vec<Issue>> {
        let layout = &self.file.table;
        let dialect = layout.dialect(head.dialect);
        let head = &if dialect == head.dialect { head.clone() } else { head.with(dialect) };
        let head = &layout.skip.map_or_else(|| head.clone(), |above| head.below(above));
        let header = match &layout.header {
            Some(names) => Header::new(names),
            None => head.header(),
        };
        let mut columns = Columns::new(self, &header, head);
        let mapped = Mapped::new(&self.file, &mut columns);
        if !columns.issues.is_empty() {
            return Err(columns.issues);
        }
        let above = head.above + u32::from(layout.header.is_none() && head.records.is_none());
        let (dates, reported) = (mapped.dates.plan, mapped.source.plan);
        let columns = mapped.dates.columns();
        let table = Table::without_header(head, header, mapped);
        Ok(Table { dialect, above, dates, reported, dated: columns, ..table })
    }

    /// The place of a part of the map.
    fn place(&self, byte: usize) -> Place {
        Places::new(&self.name, &self.text).of_byte(byte)
    }
}

impl Layout {
    /// How fields are told apart: as the map says, else as the table looks.
    fn dialect(&self, looks: Dialect) -> Dialect {
        let quotes = match self.quotes {
            None => looks.quotes,
            Some(true) => Quotes::Enclose,
            Some(false) => Quotes::Nothing,
        };
        Dialect { delimiter: self.delimiter.map_or(looks.delimiter, |it| it.0), quotes }
    }
}

/// What the reader of TOML says, with the nearest of the words that it expected.
fn mistake(place: Place, message: &str) -> Issue {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let mut issue = Issue::error(place, message.to_lowercase().replace('`', "'"));
    if let (Some((word, expected)), true) = (quoted.split_first(), message.starts_with("unknown")) {
        issue.message = message.split(", ").next().unwrap_or(message).replace('`', "'");
        issue.help = did_you_mean(word, expected.iter().copied())
            .or_else(|| Some(format!("expected one of {}", expected.join(", "))));
    }
    issue
}

/// What words of a column mean, by the word.
type Words<T> = BTreeMap<String, T>;

#[cfg(test)]
mod tests;
