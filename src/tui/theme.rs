//! How things look by what they mean: a role for each meaning, and a style for each role from
//! `data/themes/*.toml` or the user's own file.
//!
//! **Invariants.** Drawing names roles, never colours. A theme only repeats what a sign or a word
//! on the screen says already, so that `mono` loses nothing. Every theme has a style for every
//! role. A mistake in a file costs only its own line.
//!
//! A theme file has up to three parts, and says only what differs from the theme it inherits:
//!
//! ```toml
//! inherits = "default"          # the default where the line is missing
//!
//! [palette]                     # names for colours, also for the roles that are inherited
//! accent = "#3465a4"
//!
//! [roles]                       # a colour, `on` a colour, and modifiers, in any order
//! selected = "bold on accent"
//! ```
//!
//! A colour is one of the 16 of the terminal (`red`, `bright-blue`), a number of its 256, `#rrggbb`,
//! `default`, or a name of the palette. Modifiers are `bold`, `dim`, `italic`, `underline`,
//! `reverse` and `strike`; `plain` stands for a style without anything.

mod glyphs;
mod style;

use std::ops::Index;

use ratatui::style::{Color, Style};

use crate::{
    base::{
        issue::{Issue, Place},
        sections::{self, Entry, Section},
    },
    config,
};
use style::Palette;

pub use glyphs::Glyphs;

/// One line a role: `Variant "name-in-files" "what it is for"`.
macro_rules! roles {
    ($($role:ident $name:literal $help:literal)+) => {
        /// What something on the screen is, which decides how it looks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role {
            $(#[doc = $help] $role,)+
        }

        impl Role {
            /// All roles in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$role,)+];

            /// What theme files call it, such as `selected-unfocused`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)+
                }
            }
        }
    };
}

roles! {
    Text                 "text"                  "ordinary text"
    Muted                "muted"                 "what matters less: counts, units, separators"
    Accent               "accent"                "what the eye should find first"
    Heading              "heading"               "a day or another heading above lines"
    Gap                  "gap"                   "a quiet stretch between days"
    Label                "label"                 "the name of a field"
    Count                "count"                 "a number that says how many"

    Frame                "frame"                 "the frame of a pane"
    FrameFocused         "frame-focused"         "the frame of the pane that has the keys"
    Title                "title"                 "the title of a pane"
    TitleFocused         "title-focused"         "the title of the pane that has the keys"
    Scrollbar            "scrollbar"             "where the lines shown are among all"
    Popup                "popup"                 "the ground of a popup"
    Selected             "selected"              "the line under the cursor"
    SelectedUnfocused    "selected-unfocused"    "the line under the cursor of a pane without the keys"

    Date                 "date"                  "a date or a time of day"
    Actor                "actor"                 "the name of an actor"
    Quote                "quote"                 "the words of a statement"
    VerbalCooperation    "verbal-cooperation"    "an event of this quad class"
    MaterialCooperation  "material-cooperation"  "an event of this quad class"
    VerbalConflict       "verbal-conflict"       "an event of this quad class"
    MaterialConflict     "material-conflict"     "an event of this quad class"
    Neutral              "neutral"               "an event of no quad class"
    Inferred             "inferred"              "what is inferred, not stated"
    Planned              "planned"               "what is planned and may not have happened"
    Doubtful             "doubtful"              "what is disputed, denied or unverified"

    Evidence             "evidence"              "the words in the source that the record rests on"
    Anchor               "anchor"                "words in the source that other records rest on"
    Match                "match"                 "words that the search found"

    Chip                 "chip"                  "a filter"
    ChipExcluded         "chip-excluded"         "a filter that excludes"
    ChipOff              "chip-off"              "a filter that is switched off"
    Kept                 "kept"                  "the mark of an actor that a filter keeps"
    Excluded             "excluded"              "the mark of an actor that a filter excludes"

    Bar                  "bar"                   "the filtered events in the overview"
    BarAll               "bar-all"               "all events in the overview, behind the filtered ones"
    Window               "window"                "the time shown, marked in the overview"

    Key                  "key"                   "a key in the hints and the help"
    Hint                 "hint"                  "what a key does"
    Mode                 "mode"                  "the mode, in the last line"
    Prompt               "prompt"                "what stands before typed text"
    Error                "error"                 "something was dropped or can't be done"
    Warning              "warning"               "something looks wrong"
    Notice               "notice"                "something was done"
}

/// The themes that come with the program: names and files.
pub const BUILT_IN: [(&str, &str); 3] = [
    (DEFAULT, include_str!("../../data/themes/default.toml")),
    ("colour-blind", include_str!("../../data/themes/colour-blind.toml")),
    (MONO, include_str!("../../data/themes/mono.toml")),
];

/// The theme that the others fall back to.
pub const DEFAULT: &str = "default";

/// The theme without colours, for `NO_COLOR` and terminals that have none.
pub const MONO: &str = "mono";

/// A style for each role: `theme[Role::Selected]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
}

impl Index<Role> for Theme {
    type Output = Style;

    fn index(&self, role: Role) -> &Style {
        &self.styles[role as usize]
    }
}

impl Default for Theme {
    /// The theme of `data/themes/default.toml`.
    fn default() -> Self {
        Self::load(DEFAULT, &[]).0
    }
}

impl Theme {
    /// The theme of a name, from the user's files or else the built-in ones, and what is wrong with
    /// the files that it is made of; a theme that can't be found is the default one.
    #[must_use]
    pub fn load(name: &str, files: &[config::File]) -> (Self, Vec<Issue>) {
        let mut issues = Vec::new();
        let layers = read_layers(name, files, &mut issues);

        let mut palette = Palette::new();
        for entry in entries(&layers, "palette") {
            match read_colour(entry) {
                Ok(colour) => {
                    palette.insert(entry.key.clone(), colour);
                }
                Err(issue) => issues.push(issue),
            }
        }
        let mut styles = vec![Style::new(); Role::ALL.len()];
        for entry in entries(&layers, "roles") {
            match read_role(entry, &palette) {
                Ok((role, style)) => styles[role as usize] = style,
                Err(issue) => issues.push(issue),
            }
        }
        issues.sort();
        (Self { styles }, issues)
    }
}

/// The sections of the files that a theme is made of, each file after the one it inherits.
fn read_layers(name: &str, files: &[config::File], issues: &mut Vec<Issue>) -> Vec<Vec<Section>> {
    let user =
        files.iter().map(|file| (file.name.as_str(), file.path.as_str(), file.text.as_str()));
    let mut left: Vec<_> = user.chain(BUILT_IN.map(|(name, text)| (name, "", text))).collect();
    let names: Vec<&str> = left.iter().map(|&(name, ..)| name).collect();

    let mut layers = Vec::new();
    let (mut name, mut place) = (name.to_owned(), Place::default());
    loop {
        // A file is taken once: the user's that inherits its own name means the built-in one.
        let Some(found) = left.iter().position(|&(candidate, ..)| candidate == name) else {
            issues.push(if names.contains(&name.as_str()) {
                Issue::error(place, format!("theme '{name}' inherits itself"))
            } else {
                sections::unknown(&place, "theme", &name, names.iter().copied())
            });
            (name, place) = (DEFAULT.to_owned(), Place::default());
            continue;
        };
        let (found, path, text) = left.remove(found);
        let (sections, broken) = sections::parse(path, text);
        issues.extend(broken);
        (name, place) = read_inherits(&sections, issues);
        layers.insert(0, sections);
        if found == DEFAULT && path.is_empty() {
            return layers;
        }
    }
}

/// The theme that a file inherits, and where it says so; on the way, what does not belong there.
fn read_inherits(sections: &[Section], issues: &mut Vec<Issue>) -> (String, Place) {
    let mut inherits = (DEFAULT.to_owned(), Place::default());
    for section in sections {
        match section.name.as_str() {
            "palette" | "roles" => {}
            "" => {
                for entry in &section.entries {
                    match (entry.key.as_str(), entry.text()) {
                        ("inherits", Ok(name)) => {
                            inherits = (name.to_owned(), entry.value_place.clone());
                        }
                        ("inherits", Err(issue)) => issues.push(issue),
                        (key, _) => {
                            let known = ["inherits", "[palette]", "[roles]"];
                            issues.push(sections::unknown(&entry.place, "setting", key, known));
                        }
                    }
                }
            }
            name => {
                let known = ["palette", "roles"];
                issues.push(sections::unknown(&section.place, "section", name, known));
            }
        }
    }
    inherits
}

fn read_colour(entry: &Entry) -> Result<Color, Issue> {
    let word = entry.text()?;
    style::parse_colour(word).ok_or_else(|| {
        sections::unknown(&entry.value_place, "colour", word, style::words(&Palette::new()))
    })
}

fn read_role(entry: &Entry, palette: &Palette) -> Result<(Role, Style), Issue> {
    let role = Role::ALL.iter().find(|role| role.name() == entry.key).ok_or_else(|| {
        let names = Role::ALL.iter().map(|role| role.name());
        sections::unknown(&entry.place, "role", &entry.key, names)
    })?;
    let style = style::parse(entry.text()?, palette).map_err(|word| {
        let known = style::words(palette);
        sections::unknown(&entry.value_place, "colour or modifier", word, known)
    })?;
    Ok((*role, style))
}

/// The lines of all sections of a name.
fn entries<'a>(layers: &'a [Vec<Section>], name: &str) -> impl Iterator<Item = &'a Entry> {
    let sections = layers.iter().flatten().filter(move |section| section.name == name);
    sections.flat_map(|section| &section.entries)
}

#[cfg(test)]
mod tests;
