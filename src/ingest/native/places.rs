//! Where in a file something stands, found out only for what has an issue.

use std::{borrow::Cow, cell::OnceCell};

use rustc_hash::FxHashMap;
use serde_json::value::RawValue;

use crate::{
    base::places::{line_starts, offset},
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

/// The byte that `serde_json` means by a line and a column of a text.
pub fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        Some(skipped) => line_starts(text).nth(skipped).unwrap_or(text.len()),
        None => 0,
    };
    let byte = (start + column.saturating_sub(1)).min(text.len());
    (0..=byte).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0)
}

/// A JSON value in which places are looked up by the steps that lead to them.
///
/// Each part is taken apart when the first step goes into it, and only once: however many issues a
/// record has, their places cost O(record) together.
pub struct Located<'a> {
    json: &'a str,
    parts: OnceCell<Parts<'a>>,
}

enum Parts<'a> {
    /// The values of a list.
    Items(Vec<Located<'a>>),
    /// The fields of an object by name, each with its name in quotation marks and its value.
    Fields(FxHashMap<Cow<'a, str>, (&'a str, Located<'a>)>),
}

impl<'a> Located<'a> {
    /// A value, of which nothing is looked at yet.
    pub fn new(json: &'a str) -> Self {
        Self { json, parts: OnceCell::new() }
    }

    /// The value that a path leads to; the whole if it can't be followed to its end.
    pub fn value(&self, path: &[Step<'_>]) -> &'a str {
        self.follow(path).unwrap_or(self).json
    }

    /// The name of the field that a path leads to, in its quotation marks; the value where the
    /// path ends at an item, or the name has escapes in it.
    pub fn name(&self, path: &[Step<'_>]) -> &'a str {
        let Some((last, before)) = path.split_last() else { return self.json };
        let parent = self.follow(before).unwrap_or(self);
        parent.step(last).map_or(parent.json, |(name, _)| name)
    }

    fn follow(&self, path: &[Step<'_>]) -> Option<&Self> {
        path.iter().try_fold(self, |at, step| Some(at.step(step)?.1))
    }

    /// The name and the value that a step leads to.
    fn step(&self, step: &Step<'_>) -> Option<(&'a str, &Self)> {
        match (step, self.parts.get_or_init(|| parts(self.json))) {
            (Step::Item(index), Parts::Items(items)) => {
                items.get(*index).map(|item| (item.json, item))
            }
            (Step::Field(name), Parts::Fields(fields)) => {
                fields.get(&**name).map(|(name, value)| (*name, value))
            }
            _ => None,
        }
    }
}

/// What a value consists of; nothing if it is neither a list nor an object.
fn parts(json: &str) -> Parts<'_> {
    if !json.starts_with('{') {
        let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
        return Parts::Items(items.into_iter().map(|item| Located::new(item.get())).collect());
    }
    let mut named = FxHashMap::default();
    let fields = serde_json::from_str(json).map(|Fields(fields)| fields);
    for (name, value) in fields.unwrap_or_default() {
        let value = value.get();
        let quoted = match name.0 {
            Cow::Borrowed(name) => &json[offset(json, name) - 1..],
            Cow::Owned(_) => value,
        };
        named.entry(name.0).or_insert_with(|| (quoted, Located::new(value)));
    }
    Parts::Fields(named)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::places::Places;

    const JSON: &str = "{\n  \"é\": \"ü\", \"actors\": [\n  {}, {\"role\": \"x\"}]\n}";

    #[track_caller]
    fn check(part: &str, line: u64, column: u64) {
        let place = Places::new("f", JSON).of(part);
        assert_eq!((place.line, place.column), (Some(line), Some(column)), "{part}");
    }

    #[test]
    fn names_and_values_have_lines_and_columns_in_characters() {
        let path = [Step::Field("actors".into()), Step::Item(1), Step::Field("role".into())];
        let json = Located::new(JSON);
        check(JSON, 1, 1);
        check(json.name(&path[..1]), 2, 13);
        check(json.value(&path[..1]), 2, 23);
        check(json.value(&path[..2]), 3, 7);
        check(json.name(&path), 3, 8);
        check(json.value(&path), 3, 16);
        check(json.value(&[Step::Field("none".into())]), 1, 1);
        check(json.value(&[Step::Item(0)]), 1, 1);
        check(json.value(&[path[0].clone(), Step::Item(2)]), 1, 1);
        check(&JSON[JSON.len()..], 4, 2);
    }

    #[test]
    fn a_line_and_a_column_of_serde_are_a_byte() {
        let at = |line, column| byte_of(JSON, line, column);
        assert_eq!((at(1, 1), at(2, 1), at(2, 2), at(4, 1)), (0, 2, 3, JSON.len() - 1));
        assert_eq!((at(0, 0), at(9, 9)), (0, JSON.len()));
    }
}
