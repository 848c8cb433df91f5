//! Where in a file something stands, found out only for what has an issue.

use std::{borrow::Cow, sync::OnceLock};

use serde_json::value::RawValue;

use crate::{
    base::{issue::Place, text::CharIndex},
    model::native::Text,
};

/// A step from a record to something inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// To the value of a field.
    Field(Cow<'a, str>),
    /// To an item of a list.
    Item(usize),
}

/// The text of one file, in which lines and columns can be looked up.
pub struct Places<'a> {
    name: &'a str,
    text: &'a str,
    index: OnceLock<Index>,
}

struct Index {
    /// Where each line begins.
    lines: Vec<usize>,
    points: CharIndex,
}

impl<'a> Places<'a> {
    /// The places of a text; nothing is computed until one is asked for.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, index: OnceLock::new() }
    }

    /// The name of the file.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The place of a byte. O(log n) after the first, which costs a walk over the text.
    pub fn of_byte(&self, byte: usize) -> Place {
        let index = self.index.get_or_init(|| Index {
            lines: [0].into_iter().chain(line_starts(self.text)).collect(),
            points: CharIndex::new(self.text),
        });
        let line = index.lines.partition_point(|&start| start <= byte);
        let point = |byte| index.points.point(self.text, byte);
        Place {
            file: self.name.to_owned(),
            line: Some(line as u64),
            column: Some((point(byte) - point(index.lines[line - 1]) + 1) as u64),
        }
    }

    /// The place where a part of the text begins.
    pub fn of(&self, part: &str) -> Place {
        self.of_byte(offset(self.text, part))
    }
}

/// Where a part of a text begins in it, in bytes.
pub fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The byte that `serde_json` means by a line and a column of a text.
pub fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        Some(skipped) => line_starts(text).nth(skipped).unwrap_or(text.len()),
        None => 0,
    };
    let byte = (start + column.saturating_sub(1)).min(text.len());
    (0..=byte).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0)
}

/// The value inside a JSON text that a path leads to; as far as it can be followed.
pub fn value<'a>(json: &'a str, path: &[Step<'_>]) -> &'a str {
    path.iter().try_fold(json, |json, step| Some(child(json, step)?.1)).unwrap_or(json)
}

/// The name of the field inside a JSON text that a path leads to, in its quotation marks; the
/// value where the path ends at an item, or the name has escapes in it.
pub fn name<'a>(json: &'a str, path: &[Step<'_>]) -> &'a str {
    let Some((last, before)) = path.split_last() else { return json };
    let parent = value(json, before);
    child(parent, last).map_or(parent, |(name, _)| name)
}

/// The name and the value that a step leads to.
fn child<'a>(json: &'a str, step: &Step<'_>) -> Option<(&'a str, &'a str)> {
    match step {
        Step::Item(index) => {
            let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
            items.get(*index).map(|item| (item.get(), item.get()))
        }
        Step::Field(name) => {
            let Fields(fields) = serde_json::from_str(json).ok()?;
            let (key, value) = fields.into_iter().find(|(key, _)| **key == **name)?;
            let value = value.get();
            let key = match key.0 {
                Cow::Borrowed(key) => &json[offset(json, key) - 1..],
                Cow::Owned(_) => value,
            };
            Some((key, value))
        }
    }
}

/// The fields of an object as they stand in it.
struct Fields<'a>(Vec<(Text<'a>, &'a RawValue)>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Fields<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> serde::de::Visitor<'de> for Entries {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = "{\n  \"é\": \"ü\", \"actors\": [\n  {}, {\"role\": \"x\"}]\n}";

    #[track_caller]
    fn check(part: &str, line: u64, column: u64) {
        let place = Places::new("f", JSON).of(part);
        assert_eq!((place.line, place.column), (Some(line), Some(column)), "{part}");
    }

    #[test]
    fn names_and_values_have_lines_and_columns_in_characters() {
        let path = [Step::Field("actors".into()), Step::Item(1), Step::Field("role".into())];
        check(JSON, 1, 1);
        check(name(JSON, &path[..1]), 2, 13);
        check(value(JSON, &path[..1]), 2, 23);
        check(value(JSON, &path[..2]), 3, 7);
        check(name(JSON, &path), 3, 8);
        check(value(JSON, &path), 3, 16);
        check(value(JSON, &[Step::Field("none".into())]), 1, 1);
        check(&JSON[JSON.len()..], 4, 2);
    }

    #[test]
    fn a_line_and_a_column_of_serde_are_a_byte() {
        let at = |line, column| byte_of(JSON, line, column);
        assert_eq!((at(1, 1), at(2, 1), at(2, 2), at(4, 1)), (0, 2, 3, JSON.len() - 1));
        assert_eq!((at(0, 0), at(9, 9)), (0, JSON.len()));
    }
}
