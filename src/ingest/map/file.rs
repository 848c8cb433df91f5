//! What can stand in a column map.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};
use toml::Spanned;

/// A column map. Whatever is left out is not in the table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct File {
    /// How the table is laid out.
    pub table: Layout,
    /// Other tables, whose columns are used as if they were its own.
    pub join: Vec<Join>,
    /// What the table is, as the source of its events.
    pub dataset: Dataset,
    /// What happened.
    pub event: Event,
    /// What words of the column `event.kind` mean: one of the kinds.
    pub kinds: BTreeMap<String, Spanned<String>>,
    /// When it happened.
    pub when: When,
    /// What words of the column `when.precision` mean: `day`, `week` (the date is in its middle),
    /// `month`, `year`, `approximate`, `uncertain` or `unknown`.
    pub precisions: BTreeMap<String, Spanned<String>>,
    /// Who took part; one for each column, or for each role.
    pub actors: Vec<Actor>,
    /// Where.
    pub place: Place,
    /// How many were killed.
    pub fatalities: Fatalities,
    /// Where the row has it from.
    pub source: Source,
}

/// Another table, of which the rows with the same key belong to a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The name of its file, which stands beside the map.
    pub file: Spanned<String>,
    /// The column of the key in the table that is read.
    pub key: Spanned<String>,
    /// The column of the key in the other table; called as `key` if left out.
    pub on: Option<Spanned<String>>,
    /// What the table is called in `from`, where one is joined by several keys; its file if left
    /// out.
    pub name: Option<String>,
}

impl Join {
    /// What the table is called in the map.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(self.file.get_ref())
    }
}

/// What a field is: `"name of a column"`, `{ column = "name", split = ";" }` for a list,
/// `{ column = "name", from = "other.csv" }` for a column of a joined table that has a namesake,
/// `{ value = "the same in all rows" }`, or `{ file = "part-*.csv" }` for what stands for the star
/// in the name of the file.
pub type Field = Option<Spanned<Cell>>;

/// How the table is laid out; what is left out is told from the table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Layout {
    /// What stands between two fields: `","`, `";"`, `"|"` or `"\t"`.
    pub delimiter: Option<Delimiter>,
    /// Whether double quotes keep a field together.
    pub quotes: Option<bool>,
    /// How many rows at the start are no part of the table.
    pub skip: Option<u32>,
    /// Further words that stand for nothing, in any case: `["none", "x", "99"]`.
    pub null: Vec<String>,
    /// The names of the columns of a table without a header.
    pub header: Option<Vec<String>>,
}

/// One ASCII character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiter(pub u8);

/// The table as a source; all is text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dataset {
    /// What it is called.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Where it can be found.
    pub url: String,
    /// Under what terms it may be used.
    pub licence: String,
    /// Anything else worth knowing.
    pub note: String,
}

/// What happened.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Event {
    /// What tells it from all others; the number of the row if there is none.
    pub id: Field,
    /// The title; composed of who, what and where if there is none.
    pub title: Field,
    /// What happened, in some sentences.
    pub summary: Field,
    /// The kind of act, in the words of `kinds` or in those of demarche. Any other word is kept as
    /// the label of an event of the kind `other`.
    pub kind: Field,
    /// The table's own word for what was done.
    pub label: Field,
    /// A code for what was done; with the scheme CAMEO it gives kind and label if nothing else
    /// does.
    pub code: Field,
    /// The name of the coding scheme (not of a column).
    pub scheme: String,
    /// The quad class: 1 to 4, or its name.
    pub quad: Field,
    /// Whether it happened: `occurred`, `planned`, ...
    pub status: Field,
    /// Words to group by.
    pub tags: Field,
    /// How sure the table is of it, 0 to 1.
    pub confidence: Field,
}

/// When it happened: the columns of a start and an end, or of year, month and day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct When {
    /// The date, or the first one: a day in any common form, a month, a year, or EDTF.
    pub start: Field,
    /// The last date.
    pub end: Field,
    /// The year; it also helps to read years of two digits in `start`.
    pub year: Field,
    /// The month, by number or name.
    pub month: Field,
    /// The day of the month.
    pub day: Field,
    /// The year in which it ended.
    pub end_year: Field,
    /// The month in which it ended.
    pub end_month: Field,
    /// The day of the month on which it ended.
    pub end_day: Field,
    /// The time of day.
    pub time: Field,
    /// How numbers are to be read: `day-first` or `month-first` for dates like 02/03/1997,
    /// `excel-days` for days as spreadsheets count them, `seconds`, `milliseconds` or
    /// `microseconds` since 1970.
    pub format: Option<Spanned<String>>,
    /// What lies between start and end: `lasted` (the event lasted that long, as if left out) or
    /// `one-of` (it happened on one of these days).
    pub range: Option<Spanned<String>>,
    /// How exact the date is, in the words of `precisions`.
    pub precision: Field,
}

/// Who took part in one role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Who.
    pub name: Spanned<Cell>,
    /// In which role (not a column); `participant` if left out.
    pub role: Option<Spanned<String>>,
    /// What sort of actor it is (not a column).
    pub kind: Option<Spanned<String>>,
    /// The country it belongs to, by code or by name.
    pub country: Field,
    /// The scheme, if the names are codes (not a column): only CAMEO is known.
    pub scheme: Option<Spanned<String>>,
}

/// Where it happened.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Place {
    /// The name.
    pub name: Field,
    /// The country, by ISO 3166-1 alpha-3 code, by name, or by the number of its state in a column
    /// whose name says who counts them: `ccode` and `cow` the Correlates of War project, `gw`
    /// Gleditsch and Ward.
    pub country: Field,
    /// Latitude in degrees.
    pub lat: Field,
    /// Longitude in degrees.
    pub lon: Field,
    /// How exact the place is.
    pub precision: Field,
}

/// How many were killed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fatalities {
    /// The lowest estimate.
    pub low: Field,
    /// The best estimate.
    pub best: Field,
    /// The highest estimate.
    pub high: Field,
}

/// Where the row has it from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// What it is called; of a list each is a source.
    pub title: Field,
    /// Where it can be found.
    pub url: Field,
    /// Who published it.
    pub publisher: Field,
    /// Who wrote it.
    pub author: Field,
    /// When it was published.
    pub published: Field,
}

/// A column, or what is the same in all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which.
    pub what: What,
    /// What stands between the entries, if it is a list.
    pub split: Option<String>,
}

/// What a [`Cell`] names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The name of a column, in the table of this name among the joined ones if there is one.
    Column(String, Option<String>),
    /// What stands for the star in the name of the file.
    File(String),
    /// The text itself.
    Value(String),
}

impl Cell {
    /// The name of the column, if it is one of the table itself.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match &self.what {
            What::Column(name, None) => Some(name),
            What::Column(..) | What::Value(_) | What::File(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Parts {
            column: Option<String>,
            value: Option<String>,
            file: Option<String>,
            from: Option<String>,
            split: Option<String>,
        }

        struct Words;

        impl<'de> Visitor<'de> for Words {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "the name of a column, { column = ..., split = ... } or { value = ... }",
                )
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Cell, E> {
                Ok(Cell { what: What::Column(name.to_owned(), None), split: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cell, A::Error> {
                let Parts { column, value, file, from, split } =
                    Parts::deserialize(MapAccessDeserializer::new(map))?;
                let what = match (column, value, file) {
                    (Some(name), None, None) => What::Column(name, from),
                    (None, Some(text), None) => What::Value(text),
                    (None, None, Some(pattern)) if pattern.matches('*').count() == 1 => {
                        What::File(pattern)
                    }
                    (None, None, Some(_)) => {
                        let message = "expected the name of a file with one star in it";
                        return Err(de::Error::custom(message));
                    }
                    _ => return Err(de::Error::custom("expected either a column or a value")),
                };
                Ok(Cell { what, split: split.filter(|split| !split.is_empty()) })
            }
        }

        deserializer.deserialize_any(Words)
    }
}

impl<'de> Deserialize<'de> for Delimiter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Ok(Self(*byte)),
            _ => Err(de::Error::custom("expected one character, such as \",\" or \"\\t\"")),
        }
    }
}
