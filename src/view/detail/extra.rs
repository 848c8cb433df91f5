//! The columns of a data set that the native format has no field for.

use std::fmt;

use serde::{
    Deserializer as _,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

use crate::view::detail::Field;

/// One field a column, in the order of the JSON object; its text where it is none.
pub(super) fn fields(extra: &str) -> Vec<Field> {
    if extra.is_empty() {
        return Vec::new();
    }
    let mut json = serde_json::Deserializer::from_str(extra);
    json.deserialize_map(Columns).unwrap_or_else(|_| vec![Field::column("extra", extra)])
}

/// Keeps the order of the columns, which a map would not.
struct Columns;

impl<'de> Visitor<'de> for Columns {
    type Value = Vec<Field>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut columns: A) -> Result<Vec<Field>, A::Error> {
        let mut fields = Vec::new();
        while let Some((name, value)) = columns.next_entry::<String, Value>()? {
            fields.push(match value {
                Value::String(text) => Field::column(&name, &text),
                value => Field::column(&name, &value.to_string()),
            });
        }
        Ok(fields)
    }
}
