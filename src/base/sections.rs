//! A TOML file of sections with one value a line, and the place of every word in it.
//!
//! All files that users write for the program have this shape, so that each mistake in one can be
//! reported on its own and the rest still counts. A file that is broken as TOML gives what could
//! be read of it.

use std::ops::Range;

use rustc_hash::FxHashSet;
use toml::de::{DeTable, DeValue};

use crate::base::{
    issue::{self, Issue, Place},
    places::Places,
};

/// The lines under one `[heading]`, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty for the lines before the first one.
    pub name: String,
    /// Where the heading is.
    pub place: Place,
    /// The lines.
    pub entries: Vec<Entry>,
}

/// A line `key = value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What stands before the equals sign, without quotation marks.
    pub key: String,
    /// Where the key is.
    pub place: Place,
    /// What stands after it.
    pub value: Value,
    /// Where the value is.
    pub value_place: Place,
}

/// What a key can be set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string.
    Text(String),
    /// `true` or `false`.
    Switch(bool),
    /// A whole number that is not negative.
    Number(u64),
    /// A list of strings.
    Words(Vec<String>),
    /// Something that no file of ours uses: its name in TOML.
    Other(&'static str),
}

impl Entry {
    /// The value as a string, or the issue that it is none.
    pub fn text(&self) -> Result<&str, Issue> {
        match &self.value {
            Value::Text(text) => Ok(text),
            _ => Err(self.expected("a string")),
        }
    }

    /// The value as true or false, or the issue that it is neither.
    pub fn switch(&self) -> Result<bool, Issue> {
        match self.value {
            Value::Switch(on) => Ok(on),
            _ => Err(self.expected("true or false")),
        }
    }

    /// The value as a whole number, or the issue that it is none.
    pub fn number(&self) -> Result<u64, Issue> {
        match self.value {
            Value::Number(number) => Ok(number),
            _ => Err(self.expected("a whole number")),
        }
    }

    /// The value as a list of strings, or the issue that it is none.
    pub fn words(&self) -> Result<&[String], Issue> {
        match &self.value {
            Value::Words(words) => Ok(words),
            _ => Err(self.expected("a list of strings")),
        }
    }

    fn expected(&self, what: &str) -> Issue {
        let found = match self.value {
            Value::Text(_) => "string",
            Value::Switch(_) => "boolean",
            Value::Number(_) => "integer",
            Value::Words(_) => "array",
            Value::Other(name) => name,
        };
        let message = format!("'{}' takes {what}, not a value of type {found}", self.key);
        Issue::error(self.value_place.clone(), message)
    }
}

/// The sections of a file in its order, and what is wrong with it as TOML; `file` is its name in
/// issues. There is a section without a name only where lines stand before the first heading.
#[must_use]
pub fn parse(file: &str, text: &str) -> (Vec<Section>, Vec<Issue>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let places = Places::new(file, text);
    let mut issues: Vec<Issue> = Vec::new();
    for error in errors {
        let place = error.span().map_or_else(Place::default, |span| places.of_span(&span));
        // After a slip the parser reports what follows from it on the same line, too.
        if issues.last().is_none_or(|last| last.place.line != place.line) {
            issues.push(Issue::error(place, error.message().to_lowercase()));
        }
    }

    let mut sections = vec![section(&places, ("", &(0..0)), root.get_ref())];
    sections[0].entries.retain(|entry| entry.value != Value::Other("table"));
    for (name, value) in root.get_ref() {
        if let DeValue::Table(table) = value.get_ref() {
            sections.push(section(&places, (name.get_ref(), &name.span()), table));
        }
    }
    sections.sort_by_key(|section| (section.place.line, section.place.column));
    // What could be read of a broken line is not what was meant.
    let broken: FxHashSet<_> = issues.iter().map(|issue| issue.place.line).collect();
    for section in &mut sections {
        section.entries.retain(|entry| !broken.contains(&entry.place.line));
    }
    sections.retain(|section| !section.name.is_empty() || !section.entries.is_empty());
    (sections, issues)
}

/// The issue of a word that is none of the known ones, with the nearest of them.
#[must_use]
pub fn unknown<'a>(
    place: &Place,
    what: &str,
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Issue {
    let issue = Issue::error(place.clone(), format!("unknown {what} '{word}'"));
    match issue::did_you_mean(word, known) {
        Some(help) => issue.with_help(help),
        None => issue,
    }
}

fn section(
    places: &Places<'_>,
    (name, span): (&str, &Range<usize>),
    table: &DeTable<'_>,
) -> Section {
    let mut lines: Vec<_> = table.iter().collect();
    lines.sort_by_key(|(key, _)| key.span().start);
    let entries = lines
        .into_iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            place: places.of_span(&key.span()),
            value: self::value(value.get_ref()),
            value_place: places.of_span(&value.span()),
        })
        .collect();
    Section { name: name.to_owned(), place: places.of_span(span), entries }
}

fn value(value: &DeValue<'_>) -> Value {
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    };
    let read = match value {
        DeValue::String(text) => Some(Value::Text(text.to_string())),
        DeValue::Boolean(on) => Some(Value::Switch(*on)),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            u64::from_str_radix(&digits, number.radix()).ok().map(Value::Number)
        }
        DeValue::Array(all) => {
            let words = all.iter().map(|value| text(value.get_ref()));
            words.collect::<Option<_>>().map(Value::Words)
        }
        _ => None,
    };
    read.unwrap_or(Value::Other(value.type_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let (sections, issues) = parse("f.toml", text);
        let mut lines: Vec<String> = issues.iter().map(ToString::to_string).collect();
        for section in sections {
            for entry in section.entries {
                let line = entry.place.line.unwrap();
                lines.push(format!("{line} [{}] {} {:?}", section.name, entry.key, entry.value));
            }
        }
        assert_eq!(lines, expect);
    }

    #[test]
    fn lines_keep_their_order_and_place() {
        check(
            "theme = \"x\"\nascii = true\n\n[b]\nz = \"1\"\n\"g g\" = \"2\"\n[a]\nk = 3\n",
            &[
                r#"1 [] theme Text("x")"#,
                "2 [] ascii Switch(true)",
                r#"5 [b] z Text("1")"#,
                r#"6 [b] g g Text("2")"#,
                "8 [a] k Number(3)",
            ],
        );
        check("", &[]);
    }

    #[test]
    fn a_broken_line_costs_itself() {
        check(
            "a = \"1\"\nb = \nc = \"3\"\n",
            &[
                "f.toml:2:5: error: string values must be quoted, expected literal string",
                r#"1 [] a Text("1")"#,
                r#"3 [] c Text("3")"#,
            ],
        );
        check(
            "a = \"1\"\na = \"2\"\n",
            &["f.toml:2:1: error: duplicate key", r#"1 [] a Text("1")"#],
        );
        check(
            "b = \"1\nc = \"2\"\n",
            &["f.toml:1:7: error: invalid basic string, expected `\"`", r#"2 [] c Text("2")"#],
        );
        check("[a\nb = \"1\"\n", &["f.toml:1:3: error: unclosed table, expected `]`"]);
        check(
            "é = ö\n",
            &["f.toml:1:1: error: invalid unquoted key, expected letters, numbers, `-`, `_`"],
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_named() {
        let (sections, _) = parse("f.toml", "theme = 3\nascii = \"no\"\n");
        let issues = [
            sections[0].entries[0].text().unwrap_err(),
            sections[0].entries[1].switch().unwrap_err(),
        ];
        assert_eq!(
            issues.map(|issue| issue.to_string()),
            [
                "f.toml:1:9: error: 'theme' takes a string, not a value of type integer",
                "f.toml:2:9: error: 'ascii' takes true or false, not a value of type string",
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([a-z\\[\\]={}\"'#\n\\.é\u{1b} ]|\\PC){0,60}") {
            let (sections, issues) = parse("f.toml", &text);
            let places = sections.iter().flat_map(|section| &section.entries);
            let places = places.map(|entry| &entry.place).chain(issues.iter().map(|issue| &issue.place));
            for place in places {
                let line = usize::try_from(place.line.unwrap()).unwrap();
                prop_assert!(line <= text.matches('\n').count() + 1);
            }
        }
    }
}
