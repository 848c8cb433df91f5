//! A first column map for a table, told from the names of its columns and from its values.

mod fields;
mod look;

use std::fmt::Write as _;

use self::{
    fields::{
        ACTORS, DATE_PARTS, END_PARTS, EVENT, FATALITIES, Field, PLACE, PRECISION, SOURCE, START,
        WHEN,
    },
    look::{Column, Look},
};
use crate::{
    base::text,
    ingest::{Head, codes},
    model::Kind,
};

/// How wide keys and columns are before the comments.
const WIDTH: usize = 34;
/// More different words are no precisions.
const MOST_PRECISIONS: usize = 9;
/// More different words are no kinds.
const MOST_KINDS: usize = 40;

/// A description is as good as a title, if it is no longer than one, in bytes.
const LONGEST_TITLE: usize = 160;

/// A map for the table that begins so, as far as it can be told, with comments for whoever
/// completes it. [`super::Map`] reads it for this table without a mistake.
///
/// Columns are told by their names, and only where the values fit. Roles with a direction are
/// given only to columns whose names say who acts ("attacker", "target").
#[must_use]
pub fn draft(head: &Head) -> String {
    let mut look = Look::new(head);
    let mut out = format!(
        "# What the columns of {} are, for `demarche --map THIS-FILE`.\n\
         # A first draft: look it through. A line is `field = \"name of a column\"`, or \
         `{{ value = \"...\" }}`\n\
         # where all rows have the same; `{{ column = \"...\", split = \";\" }}` is a list.\n",
        comment(&head.name)
    );
    if let Some(names) = look.invented_names() {
        let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
        let _ = write!(
            out,
            "\n# The first row looks like data, so the columns have numbers for names.\n\
             [table]\nheader = [{}]\n",
            names.join(", ")
        );
    }
    let actors: Vec<_> = ACTORS
        .iter()
        .flat_map(|(role, names)| look.take_all(names).into_iter().map(move |it| (*role, it)))
        .collect();
    // Dates before all else: a column of days can have any name.
    let when = dates(&mut look);
    let kinds = section(&mut out, "event", EVENT, &mut look);
    write_kinds(&mut out, &look, kinds);
    out += &when;
    write_actors(&mut out, &look, &actors);
    section(&mut out, "place", PLACE, &mut look);
    section(&mut out, "fatalities", FATALITIES, &mut look);
    section(&mut out, "source", SOURCE, &mut look);
    let mut heading = "\n# Not used, but shown with each event:\n";
    for column in look.rest() {
        let name = comment(&column.name);
        let name = text::pad(&name, WIDTH.max(text::width(&name)) - 2);
        let _ = writeln!(out, "{heading}# {name}  # {}", examples(column));
        heading = "";
    }
    out
}

fn dates(look: &mut Look<'_>) -> String {
    let mut out = "\n[when]\n".to_owned();
    let start = look.take(&START).or_else(|| look.take_first(look::are_days));
    line(&mut out, &START, start.map(|column| look.column(column)));
    if let Some(unit) = start.and_then(|column| look.column(column).ticks()) {
        let _ = writeln!(out, "format = {}", quoted(unit));
    }
    // A year completes years of two digits.
    let parts = if start.is_none() { DATE_PARTS } else { &DATE_PARTS[..1] };
    for field in parts.iter().chain(WHEN).chain(END_PARTS) {
        let found = look.take(field);
        // Hardly a table has its ends in parts, or a year beside a date.
        let is_missed = !field.key.starts_with("end_") && (start.is_none() || field.key != "year");
        if found.is_some() || is_missed {
            line(&mut out, field, found.map(|column| look.column(column)));
        }
    }
    out += &precision(look.take(&PRECISION).map(|column| look.column(column)));
    out
}

/// The column that says how exact the date is, and what its words mean: ready to be read if they
/// are those of a data set or of the language, else as comments.
fn precision(column: Option<&Column<'_>>) -> String {
    let name = column.map_or("...", |column| column.name.as_str());
    let words = column.map_or_else(|| vec!["..."], Column::words);
    let meant: Vec<_> = words.iter().map(|word| fields::precision(name, word)).collect();
    let is_known = meant.iter().all(Option::is_some);
    let sign = if is_known { "" } else { "# " };
    let mut out = format!(
        "# How exact the date is, and what its words mean: day, week (of which the date is the\n\
         # middle), month, year, approximate, uncertain, unknown.\n\
         {sign}precision = {}\n{sign}[precisions]\n",
        comment(&quoted(name))
    );
    for (word, meaning) in words.iter().zip(meant).take(MOST_PRECISIONS) {
        let meaning = meaning.unwrap_or("...");
        let _ = writeln!(out, "{sign}{} = \"{meaning}\"", comment(&quoted(word)));
    }
    out
}

/// Writes a section; gives the column of its `kind`.
fn section(out: &mut String, name: &str, fields: &[Field], look: &mut Look<'_>) -> Option<usize> {
    let _ = write!(out, "\n[{name}]\n");
    let mut kind = None;
    for field in fields {
        let mut found = look.take(field);
        if found.is_none() && field.key == "title" {
            // What was done makes a better title.
            let named = |key| fields.iter().find(|field| field.key == key);
            let summary =
                named("summary").filter(|_| !named("kind").is_some_and(|it| look.has(it)));
            let is_short = |column: &Column<'_>| column.length() <= LONGEST_TITLE;
            found = summary.and_then(|summary| look.take_if(summary, is_short));
        }
        line(out, field, found.map(|column| look.column(column)));
        if field.key == "kind" {
            kind = found;
        }
        if field.key == "code" && found.is_some() {
            let is_cameo = found.is_some_and(|column| {
                look.column(column).values().all(|value| codes::act(value).is_some())
            });
            let scheme = if is_cameo { "scheme = \"CAMEO\"\n" } else { "# scheme = \"...\"\n" };
            *out += scheme;
        }
    }
    kind
}

/// A line for a field: its column with some values, or a comment on what could stand there.
fn line(out: &mut String, field: &Field, column: Option<&Column<'_>>) {
    let Some(column) = column else {
        let set = format!("# {} =", field.key);
        let _ = writeln!(out, "{}  # {}", text::pad(&set, WIDTH), field.meaning);
        return;
    };
    // Who took part and tags are lists sooner or later, sources need not be.
    let usual = (field.key != "title").then_some(";");
    let value = match column.list_delimiter().or(usual).filter(|_| field.is_list) {
        Some(split) => {
            format!("{{ column = {}, split = {} }}", quoted(&column.name), quoted(split))
        }
        None => quoted(&column.name),
    };
    let set = format!("{} = {value}", field.key);
    let _ =
        writeln!(out, "{}  # {}", text::pad(&set, WIDTH.max(text::width(&set))), examples(column));
}

fn write_actors(out: &mut String, look: &Look<'_>, actors: &[(&str, usize)]) {
    if actors.is_empty() {
        *out += "\n# [[actors]]\n# name = \"who\"\n# role = \"initiator\"\n";
    }
    if actors.iter().any(|(role, _)| *role == "participant") {
        *out += "\n# Where the table says who acts on whom: the roles initiator and recipient.\n";
    }
    for (role, column) in actors {
        *out += "\n[[actors]]\n";
        let field = Field { key: "name", names: &[], fits: |_| true, is_list: true, meaning: "" };
        line(out, &field, Some(look.column(*column)));
        let _ = writeln!(out, "role = {}", quoted(role));
    }
}

/// What the words of the column `kind` may mean.
fn write_kinds(out: &mut String, look: &Look<'_>, column: Option<usize>) {
    let Some(column) = column.map(|column| look.column(column)) else { return };
    let mut words = column.words();
    words.retain(|word| Kind::from_name(&word.to_ascii_lowercase()).is_none());
    if words.is_empty() || words.len() > MOST_KINDS {
        return;
    }
    let names = Kind::NAMES.join(", ");
    let names: Vec<_> = text::wrap(&names, 96).into_iter().map(|line| &names[line]).collect();
    let _ = write!(
        out,
        "\n# What its words mean; any other is the label of an event of the kind other. The kinds:\n\
         # {}\n[kinds]\n",
        names.join("\n# ")
    );
    for word in words {
        match fields::kind(word) {
            Some(kind) => {
                let _ = writeln!(out, "{} = \"{}\"", quoted(word), kind.name());
            }
            None => {
                let _ = writeln!(out, "# {} = \"other\"", comment(&quoted(word)));
            }
        }
    }
}

/// Some values of a column, for a comment.
fn examples(column: &Column<'_>) -> String {
    let mut found: Vec<&str> = Vec::new();
    for value in column.values() {
        if !found.contains(&value) {
            found.push(value);
        }
        if found.len() == 2 {
            break;
        }
    }
    let found =
        found.into_iter().map(|value| text::truncate(&comment(value), 24, "…").into_owned());
    found.collect::<Vec<_>>().join(", ")
}

/// A text as TOML writes it, with escapes for what may drive a terminal or hide in it.
fn quoted(text: &str) -> String {
    // A string of JSON is one of TOML, but JSON leaves some characters alone.
    let mut quoted = String::new();
    for c in serde_json::Value::from(text).to_string().chars() {
        let as_text = c.to_string();
        if text::neutralise(&as_text) == as_text {
            quoted.push(c);
        } else {
            let _ = match u32::from(c) {
                code @ ..=0xffff => write!(quoted, "\\u{code:04X}"),
                code => write!(quoted, "\\U{code:08X}"),
            };
        }
    }
    quoted
}

/// A text in one line, without anything that TOML has no place for.
fn comment(text: &str) -> String {
    text::neutralise(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_drive_a_terminal_is_escaped_and_comes_back() {
        for text in [
            "plain",
            "a\u{9b}b",
            "a\u{202e}b",
            "a\u{200b}b",
            "\u{7f}\u{1b}",
            "a\u{e0041}b",
            "é \"北\\",
        ] {
            let quoted = quoted(text);
            assert_eq!(quoted, text::neutralise(&quoted), "{quoted:?}");
            let read: toml::Table = toml::from_str(&format!("a = {quoted}")).unwrap();
            assert_eq!(read["a"].as_str(), Some(text));
        }
    }
}
