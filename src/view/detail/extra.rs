//! The columns of a data set: as its file has them, or as a native file keeps them.

use std::fmt;

use serde::{
    Deserializer as _,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

use crate::{
    model::Cell,
    view::detail::{Field, unless_empty},
};

/// One field a column, and one for all columns with nothing in them.
pub(super) fn columns(cells: &[Cell]) -> Vec<Field> {
    let (empty, filled): (Vec<_>, Vec<_>) = cells.iter().partition(|cell| cell.value.is_empty());
    let mut fields: Vec<_> =
        filled.iter().map(|cell| Field::column(&cell.column, &cell.value)).collect();
    let empty: Vec<&str> = empty.iter().map(|cell| cell.column.as_str()).collect();
    fields.extend(unless_empty("empty columns", &empty.join(", ")));
    fields
}

/// The members of a JSON object as columns; other text as it is.
pub(super) fn fields(extra: &str) -> Vec<Field> {
    if extra.is_empty() {
        return Vec::new();
    }
    let mut json = serde_json::Deserializer::from_str(extra);
    let cells = json.deserialize_map(Columns);
    cells.map_or_else(|_| vec![Field::column("extra", extra)], |cells| columns(&cells))
}

/// Keeps the order of the columns, which a map would not.
struct Columns;

impl<'de> Visitor<'de> for Columns {
    type Value = Vec<Cell>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut columns: A) -> Result<Vec<Cell>, A::Error> {
        let mut cells = Vec::new();
        while let Some((column, value)) = columns.next_entry::<String, Value>()? {
            let value = match value {
                Value::String(text) => text,
                value => value.to_string(),
            };
            cells.push(Cell { column, value });
        }
        Ok(cells)
    }
}
