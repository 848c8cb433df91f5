//! `demarche keys`: every action with the keys that ask for it.

use std::io::Write;

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::{
    base::{issue::Issue, text},
    cli::{
        Outcome,
        args::{self, Format},
        manual::{self, Part, Row},
        tell,
    },
    config::{self, Layer},
    export::{self, Record, record_fields},
    tui::{
        action::{Action, Context},
        app::{self, Answerer},
        keymap::Keymap,
    },
};

/// An action as a line of the table.
pub(super) struct Line {
    /// As key map files write them, the usual ones first; empty for what only the palette offers.
    pub keys: Vec<String>,
    /// What they ask for.
    pub action: Action,
    /// Where that is answered: "everywhere", "panes, lists", "actors".
    pub places: String,
}

/// Prints the keys that hold for this user.
pub(super) fn run(format: Format, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let found = config::find(Layer::default());
    let (keymap, issues) = of_user(found.keymap.as_ref());
    tell(&found.issues);
    tell(&issues);
    match format {
        Format::Table => print_table(&keymap, out)?,
        Format::Md => out.write_all(part(&keymap).table().as_bytes())?,
        _ => export::write(out, args::output(format), lines(&keymap))?,
    }
    Ok(Outcome::Fine)
}

/// The default keys with the user's own over them, and what is wrong with those.
pub(super) fn of_user(file: Option<&config::File>) -> (Keymap, Vec<Issue>) {
    file.map_or_else(
        || (Keymap::default(), Vec::new()),
        |file| Keymap::with_user(&file.path, &file.text),
    )
}

/// The actions of the table with their keys.
fn lines(keymap: &Keymap) -> Vec<Line> {
    let places = app::answerers();
    let line = |action| Line {
        keys: keys(keymap, action),
        action,
        places: where_answered(&places, action),
    };
    Action::all().map(line).collect()
}

/// The keys of a key map as a part of the manual.
pub(super) fn part(keymap: &Keymap) -> Part {
    let row = |line: Line| {
        let more = vec![line.places, format!("`{}`", line.action.name())];
        let row = Row { names: line.keys, meaning: line.action.help().to_owned(), more };
        (line.action.group().title().to_owned(), row)
    };
    Part {
        name: "keys",
        heading: "keys",
        prose: "",
        columns: &["keys", "what they do", "where", "name in `keymap.toml`"],
        groups: manual::grouped(lines(keymap).into_iter().map(row)),
    }
}

/// The places that answer an action, in words.
fn where_answered(places: &[Answerer], action: Action) -> String {
    let answers = |place: &&Answerer| place.actions.contains(&action);
    if places.iter().all(|place| answers(&place)) {
        return "everywhere".to_owned();
    }
    let mut words = Vec::new();
    for (all, some, within) in [
        ("panes", "", Context::Pane),
        ("lists", "some lists", Context::Popup),
        ("prompts", "some prompts", Context::Prompt),
    ] {
        let within: Vec<&Answerer> =
            places.iter().filter(|place| within.covers(place.context)).collect();
        let here: Vec<&str> =
            within.iter().copied().filter(answers).map(|place| place.name).collect();
        match here.len() {
            0 => {}
            count if count == within.len() => words.push(all),
            2.. if !some.is_empty() => words.push(some),
            _ => words.extend(here),
        }
    }
    words.join(", ")
}

/// `j`, `down`; a key that asks for it in a narrower place than usual names that: `left (overview)`.
fn keys(keymap: &Keymap, action: Action) -> Vec<String> {
    let found = keymap.keys_anywhere(action);
    let widest = found.iter().map(|&(context, _)| context).next();
    let shown = found.iter().map(|&(context, keys)| {
        if Some(context) == widest {
            keys.to_string()
        } else {
            format!("{keys} ({})", context.name())
        }
    });
    shown.collect()
}

fn print_table(keymap: &Keymap, out: &mut impl Write) -> std::io::Result<()> {
    let lines = lines(keymap);
    let keys = lines.iter().map(|line| text::width(&line.keys.join(", "))).max().unwrap_or(0);
    let names = lines.iter().map(|line| line.action.name().len()).max().unwrap_or(0);
    for (number, group) in lines.chunk_by(|a, b| a.action.group() == b.action.group()).enumerate() {
        let gap = if number > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{}", group[0].action.group().title())?;
        for Line { keys: typed, action, .. } in group {
            let typed = typed.join(", ");
            let typed = text::pad(&typed, keys);
            writeln!(out, "  {typed}  {:names$}  {}", action.name(), action.help())?;
        }
    }
    Ok(())
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_struct("Line", Self::FIELDS.len())?;
        line.serialize_field("keys", &self.keys)?;
        line.serialize_field("action", self.action.name())?;
        line.serialize_field("group", self.action.group().title())?;
        line.serialize_field("help", self.action.help())?;
        line.serialize_field("where", &self.places)?;
        line.end()
    }
}

impl Record for Line {
    const NAME: &'static str = "keys";
    record_fields! { self;
        "keys": "what is typed, the usual first; empty: in the palette only"
            => self.keys.join("; ").into(),
        "action": "the name in key map files" => self.action.name().into(),
        "group": "the heading it stands under" => self.action.group().title().into(),
        "help": "what it does" => self.action.help().into(),
        "where": "the places that answer it" => self.places.as_str().into(),
    }

    const BRIEF: &'static [&'static str] = &["keys", "action", "help"];
}
