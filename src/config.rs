//! What the user has chosen: from the command line, the environment and the files of the
//! configuration directory to one [`Config`].
//!
//! The directory is `demarche` in the XDG configuration directory, or `$DEMARCHE_CONFIG_DIR`. In it
//! may be `config.toml`, `keymap.toml`, `connections.toml`, `themes/NAME.toml` and
//! `lexicon/NAME.tsv`; none of them has to be, and none is ever written. What was offered once is remembered by an empty file in the
//! XDG state directory; beside it [`places`] keeps where the user was. Notebooks that have no place
//! beside their data lie in the XDG data directory. `$DEMARCHE_CONFIG_DIR` stands for all three.
//!
//! **Invariants.** The command line goes before the environment, that before the file, that before
//! the default. A mistake in a file is an issue with file, line and the nearest valid word, and
//! costs only its own line. Nothing here knows what a theme or an action is: names stay names.

pub mod places;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;

use crate::base::{
    bytes,
    issue::{Issue, Place},
    sections,
};

/// The documented default configuration, as a file.
pub const DEFAULT: &str = include_str!("../data/config.toml");

/// No settings, key map, theme or column map takes more bytes.
pub const LONGEST: u64 = 1 << 20;

/// No table of words takes more bytes.
pub const LONGEST_TABLE: u64 = 16 << 20;

/// What a user can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The name of the theme.
    pub theme: String,
    /// Whether frames and signs are drawn with ASCII characters only.
    pub ascii: bool,
    /// Whether the mouse is used from the start.
    pub mouse: bool,
}

/// What one place says about the configuration; none where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// See [`Config::theme`].
    pub theme: Option<String>,
    /// See [`Config::ascii`].
    pub ascii: Option<bool>,
    /// See [`Config::mouse`].
    pub mouse: Option<bool>,
}

/// A text file of the configuration directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name without folder and ending.
    pub name: String,
    /// Its path, for messages.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// All that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The configuration, of all layers.
    pub config: Config,
    /// The key map, where the user has one.
    pub keymap: Option<File>,
    /// The user's themes, by name.
    pub themes: Vec<File>,
    /// What is wrong with `config.toml` and what could not be read.
    pub issues: Vec<Issue>,
}

impl Default for Config {
    fn default() -> Self {
        Self { theme: "default".into(), ascii: false, mouse: false }
    }
}

impl Config {
    /// The configuration of layers, the strongest first, over the default.
    #[must_use]
    pub fn layered(layers: &[Layer]) -> Self {
        let Self { theme, ascii, mouse } = Self::default();
        Self {
            theme: layers.iter().find_map(|layer| layer.theme.clone()).unwrap_or(theme),
            ascii: layers.iter().find_map(|layer| layer.ascii).unwrap_or(ascii),
            mouse: layers.iter().find_map(|layer| layer.mouse).unwrap_or(mouse),
        }
    }
}

impl Layer {
    /// What the environment says, asked by the name of a variable: `DEMARCHE_THEME`, or a theme
    /// without colours for `NO_COLOR`, `CLICOLOR=0` and `TERM=dumb`, the last also in ASCII.
    #[must_use]
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let is = |name, value| set(name).as_deref() == Some(value);
        let colourless = set("NO_COLOR").is_some() || is("CLICOLOR", "0");
        Self {
            theme: set("DEMARCHE_THEME").or_else(|| colourless.then(|| "mono".into())),
            ..Self::default()
        }
    }

    /// What a configuration file says, and its mistakes; `path` is its name in issues.
    #[must_use]
    pub fn of_file(path: &str, text: &str) -> (Self, Vec<Issue>) {
        let mut layer = Self::default();
        let (sections, mut issues) = sections::parse(path, text);
        for section in &sections {
            if !section.name.is_empty() {
                let message = format!("no section '{}': this file has none", section.name);
                issues.push(Issue::error(section.place.clone(), message));
                continue;
            }
            for entry in &section.entries {
                let read = match entry.key.as_str() {
                    "theme" => entry.text().map(|name| layer.theme = Some(name.to_owned())),
                    "ascii" => entry.switch().map(|on| layer.ascii = Some(on)),
                    "mouse" => entry.switch().map(|on| layer.mouse = Some(on)),
                    key => {
                        let known = ["theme", "ascii", "mouse"];
                        Err(sections::unknown(&entry.place, "setting", key, known))
                    }
                };
                issues.extend(read.err());
            }
        }
        issues.sort();
        (layer, issues)
    }
}

/// The configuration of this machine's user, under what the command line says.
#[must_use]
pub fn find(command_line: Layer) -> Found {
    let variable = |name: &str| std::env::var(name).ok();
    let environment = Layer::of_environment(variable);
    read(directory().as_deref(), &[command_line, environment])
}

/// The configuration of the files of a directory, under stronger layers.
#[must_use]
pub fn read(directory: Option<&Path>, stronger: &[Layer]) -> Found {
    let mut issues = Vec::new();
    let mut file = |path: &Path| match read_file(path, LONGEST) {
        Ok(file) => file,
        Err(issue) => {
            issues.push(issue);
            None
        }
    };

    let config = directory.and_then(|directory| file(&directory.join("config.toml")));
    let keymap = directory.and_then(|directory| file(&directory.join("keymap.toml")));
    let paths = directory.map(|directory| listed(&directory.join("themes"), "toml"));
    let themes = paths.unwrap_or_default().iter().filter_map(|path| file(path)).collect();

    let (layer, mistakes) =
        config.map(|file| Layer::of_file(&file.path, &file.text)).unwrap_or_default();
    issues.extend(mistakes);
    let layers: Vec<Layer> = stronger.iter().cloned().chain([layer]).collect();
    Found { config: Config::layered(&layers), keymap, themes, issues }
}

/// The tables of words by which the user's articles are read, in the order of their names, and
/// what could not be read.
#[must_use]
pub fn lexicon() -> (Vec<File>, Vec<Issue>) {
    let (mut tables, mut issues) = (Vec::new(), Vec::new());
    let paths = directory().map(|directory| listed(&directory.join("lexicon"), "tsv"));
    for path in paths.unwrap_or_default() {
        match read_file(&path, LONGEST_TABLE) {
            Ok(file) => tables.extend(file),
            Err(issue) => issues.push(issue),
        }
    }
    (tables, issues)
}

/// The file of the user's connections to databases, if there is one.
pub fn connections() -> Result<Option<File>, Issue> {
    let path = directory().map(|directory| directory.join("connections.toml"));
    path.map_or(Ok(None), |path| read_file(&path, LONGEST))
}

/// The files in a folder with this ending, in the order of their names; none if there is no folder.
fn listed(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == ending));
    paths.sort();
    paths
}

/// Where the user's files are, if there is a home for them.
#[must_use]
pub fn directory() -> Option<PathBuf> {
    chosen_directory().or_else(|| {
        let home = etcetera::choose_base_strategy().ok()?;
        Some(home.config_dir().join("demarche"))
    })
}

/// Whether something happens for the first time on this machine, and that it has happened now.
/// Where that can't be remembered it counts as having happened, so that nobody is told again and
/// again.
#[must_use]
pub fn is_first(name: &str) -> bool {
    state_folder().is_some_and(|folder| remember(&folder, name))
}

/// Where the program remembers and locks things, if there is a home for that.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    chosen_directory().or_else(|| {
        let home = etcetera::choose_base_strategy().ok()?;
        Some(home.state_dir().unwrap_or_else(|| home.data_dir()).join("demarche"))
    })
}

/// Where notebooks lie that have no place beside their data, if there is a home for them.
#[must_use]
pub fn notebooks() -> Option<PathBuf> {
    let folder = chosen_directory().or_else(|| {
        let home = etcetera::choose_base_strategy().ok()?;
        Some(home.data_dir().join("demarche"))
    });
    folder.map(|folder| folder.join("notebooks"))
}

/// Makes an empty file in a folder; whether it was not there and is now.
fn remember(folder: &Path, name: &str) -> bool {
    fs::create_dir_all(folder).is_ok() && fs::File::create_new(folder.join(name)).is_ok()
}

fn chosen_directory() -> Option<PathBuf> {
    let chosen = std::env::var_os("DEMARCHE_CONFIG_DIR").filter(|path| !path.is_empty());
    chosen.map(PathBuf::from)
}

/// A file of at most `most` bytes, if it exists; the issue says why it can't be read.
fn read_file(path: &Path, most: u64) -> Result<Option<File>, Issue> {
    let shown = path.display().to_string();
    match bytes::read_setting(path, most) {
        Ok(text) => {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok(Some(File { name, path: shown, text }))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let place = Place { file: shown, ..Place::default() };
            Err(Issue::error(place, format!("can't be read: {error}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_file_says_the_default() {
        let (layer, issues) = Layer::of_file("data/config.toml", DEFAULT);
        assert_eq!(issues, []);
        let Layer { theme, ascii, mouse } = &layer;
        assert!(theme.is_some() && ascii.is_some() && mouse.is_some(), "a setting is missing");
        assert_eq!(Config::layered(&[layer]), Config::default());
    }

    #[test]
    fn the_environment_chooses_a_theme() {
        #[track_caller]
        fn check(variables: &[(&str, &str)], expect: (Option<&str>, Option<bool>)) {
            let layer = Layer::of_environment(|name| {
                let found = variables.iter().find(|(variable, _)| *variable == name);
                found.map(|(_, value)| (*value).to_owned())
            });
            assert_eq!((layer.theme.as_deref(), layer.ascii), expect);
        }
        check(&[], (None, None));
        check(&[("TERM", "xterm-256color"), ("CLICOLOR", "1")], (None, None));
        check(&[("NO_COLOR", "")], (None, None));
        check(&[("NO_COLOR", "1")], (Some("mono"), None));
        check(&[("CLICOLOR", "0")], (Some("mono"), None));
        check(&[("TERM", "dumb")], (None, None));
        check(&[("NO_COLOR", "1"), ("DEMARCHE_THEME", "paper")], (Some("paper"), None));
    }

    #[test]
    fn a_mistake_costs_its_line_and_says_where() {
        #[track_caller]
        fn check(line: &str, expect: &str) {
            let (layer, issues) =
                Layer::of_file("c.toml", &format!("mouse = true\n{line}\nascii = true\n"));
            let issues: Vec<String> = issues.iter().map(ToString::to_string).collect();
            assert_eq!(issues, [expect]);
            assert_eq!((layer.mouse, layer.ascii, layer.theme), (Some(true), Some(true), None));
        }
        check("thme = \"x\"", "c.toml:2:1: error: unknown setting 'thme' (did you mean 'theme'?)");
        check(
            "theme = 1",
            "c.toml:2:9: error: 'theme' takes a string, not a value of type integer",
        );
        check("mouse = false", "c.toml:2:1: error: duplicate key");
    }

    #[test]
    fn only_regular_files_of_moderate_size_are_settings() {
        #[track_caller]
        fn check(make: impl Fn(&Path), expect: &str) {
            let folder = tempfile::tempdir().unwrap();
            make(&folder.path().join("config.toml"));
            let issues = read(Some(folder.path()), &[]).issues;
            let [issue] = &issues[..] else { panic!("{issues:?}") };
            assert!(issue.to_string().ends_with(expect), "{issue}");
        }
        check(|path| fs::create_dir(path).unwrap(), "can't be read: not a regular file");
        let pipe = |path: &Path| {
            std::process::Command::new("mkfifo").arg(path).status().unwrap();
        };
        check(pipe, "can't be read: not a regular file");
        let device = |path: &Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap();
        check(device, "can't be read: not a regular file");
        let large = |path: &Path| fs::write(path, vec![b'#'; (1 << 20) + 1]).unwrap();
        check(large, "can't be read: larger than 1 MB");
    }

    #[test]
    fn a_first_time_comes_once() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("not/there/yet");
        assert_eq!([remember(&inner, "a"), remember(&inner, "a")], [true, false]);
        assert!(remember(&inner, "b"));
        let file = inner.join("a");
        assert!(!remember(&file, "c"), "no folder can be made where a file is");
    }

    #[test]
    fn the_directory_is_read_and_the_strongest_layer_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let none = read(Some(path), &[]);
        assert_eq!((none.config, none.issues), (Config::default(), vec![]));
        assert_eq!(read(None, &[]).config, Config::default());

        fs::create_dir(path.join("themes")).unwrap();
        fs::write(path.join("themes/paper.toml"), "[roles]\n").unwrap();
        fs::write(path.join("themes/notes.txt"), "not a theme").unwrap();
        fs::write(path.join("config.toml"), "theme = \"paper\"\nmouse = true\n[x]\n").unwrap();
        fs::write(path.join("keymap.toml"), [0xff]).unwrap();
        let stronger = Layer { mouse: Some(false), ..Layer::default() };
        let found = read(Some(path), &[stronger, Layer::default()]);
        let Config { theme, ascii, mouse } = found.config;
        assert_eq!((theme.as_str(), ascii, mouse), ("paper", false, false));
        assert_eq!(found.themes[0].name, "paper");
        assert_eq!(found.themes.len(), 1);
        assert_eq!(found.keymap, None);
        let issues: Vec<String> = found.issues.iter().map(ToString::to_string).collect();
        assert!(
            issues[0]
                .ends_with("keymap.toml: error: can't be read: stream did not contain valid UTF-8"),
            "{issues:?}"
        );
        assert!(issues[1].ends_with("config.toml:3:2: error: no section 'x': this file has none"));
        assert_eq!(issues.len(), 2);
    }
}
