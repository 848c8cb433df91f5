//! The floor plan is law: a room imports only rooms below it, and every file keeps the house rules
//! that a compiler does not know.
//!
//! To add a room: a line in [`PLAN`], on the lowest floor that it can stand on, and on the map in
//! `src/lib.rs` and the README.

#[path = "layers/checker.rs"]
mod checker;

use std::{fs, io, path::Path};

use checker::{Inside, Room, check_files};

/// Every room with its floor and the rooms it may import.
const PLAN: &[Room] = &[
    Room { floor: 0, name: "base", may_import: &[] },
    Room { floor: 1, name: "model", may_import: &["base"] },
    Room { floor: 2, name: "ingest", may_import: &["base", "model"] },
    Room { floor: 2, name: "document", may_import: &["base", "model"] },
    Room { floor: 2, name: "index", may_import: &["base", "model"] },
    Room { floor: 2, name: "notebook", may_import: &["base", "model"] },
    Room { floor: 3, name: "extract", may_import: &["base", "model", "document"] },
    Room { floor: 3, name: "query", may_import: &["base", "model", "index"] },
    Room { floor: 4, name: "view", may_import: &["base", "model", "index", "query"] },
    Room { floor: 4, name: "export", may_import: &["base", "model", "query"] },
    Room { floor: 4, name: "engine", may_import: &["base", "model", "ingest", "index", "query"] },
    Room {
        floor: 5,
        name: "world",
        may_import: &[
            "base", "model", "ingest", "document", "extract", "notebook", "index", "query",
        ],
    },
    Room { floor: 5, name: "config", may_import: &["base"] },
    Room {
        floor: 6,
        name: "tui",
        may_import: &[
            "base", "model", "ingest", "document", "extract", "notebook", "index", "query", "view",
            "engine", "export", "world", "config",
        ],
    },
    Room {
        floor: 6,
        name: "cli",
        may_import: &[
            "base",
            "model",
            "ingest",
            "document",
            "extract",
            "notebook",
            "index",
            "query",
            "view",
            "engine",
            "export",
            "world",
            "config",
            // The command line starts the explorer and prints its tables; it draws nothing.
            "tui::action",
            "tui::app",
            "tui::input",
            "tui::keeping",
            "tui::keymap",
            "tui::plain",
            "tui::run",
            "tui::saved",
            "tui::script",
            "tui::snapshot",
            "tui::theme",
        ],
    },
    Room { floor: 7, name: "main", may_import: &["cli"] },
];

/// The floors inside of rooms.
const INSIDE: &[Inside] = &[
    Inside {
        room: "extract",
        floors: &[
            ("reading", 0),
            ("lexicon", 1),
            ("syntax", 2),
            ("find", 3),
            ("bind", 4),
            ("tell", 5),
        ],
    },
    Inside {
        room: "tui",
        floors: &[
            ("action", 0),
            ("canvas", 0),
            ("cursor", 0),
            ("effect", 0),
            ("event", 0),
            ("saved", 0),
            ("keymap", 0),
            ("layout", 0),
            ("pen", 0),
            ("theme", 0),
            ("work", 0),
            ("session", 1),
            ("overlay", 2),
            ("pane", 2),
            ("app", 3),
            ("driver", 4),
            ("input", 4),
            ("job", 4),
            ("keeping", 4),
            ("plain", 4),
            ("run", 4),
            ("script", 4),
            ("snapshot", 4),
        ],
    },
];

#[test]
fn the_house_keeps_its_plan() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    read_folder(root, Path::new("src"), &mut files).unwrap();
    assert!(files.len() > 12, "src was not found");
    let broken = check_files(PLAN, INSIDE, &files);
    let lines: Vec<String> = broken.iter().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "the floor plan is broken:\n{}\n", lines.join("\n"));
}

#[test]
fn the_plan_leads_downward() {
    for room in PLAN {
        for import in room.may_import {
            let name = import.split("::").next().unwrap();
            let below = PLAN.iter().find(|other| other.name == name).unwrap();
            let starts_it = room.name == "cli" && name == "tui";
            assert!(below.floor < room.floor || starts_it, "{} may import {import}", room.name);
        }
    }
}

/// The map in `src/lib.rs`, which the README has, too.
const MAP: &str = include_str!("../src/lib.rs");

#[test]
fn the_map_shows_every_room() {
    let words: Vec<&str> =
        MAP.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let shows = |name: &str, floor: u8| {
        let floor = floor.to_string();
        words.windows(2).any(|two| two == [floor.as_str(), name] || two == [name, floor.as_str()])
    };
    for room in PLAN.iter().filter(|room| room.name != "main") {
        assert!(shows(room.name, room.floor), "{} on floor {}", room.name, room.floor);
    }
    for (name, floor) in INSIDE[0].floors {
        assert!(shows(name, *floor), "{name} on floor {floor} of {}", INSIDE[0].room);
    }
}

/// Adds the sources of a folder and of those in it, by path and text.
fn read_folder(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            read_folder(root, &name, files)?;
        } else if name.extension().is_some_and(|ending| ending == "rs") {
            let shown = name.to_string_lossy().replace('\\', "/");
            files.push((shown, fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}

mod tests {
    use super::*;

    /// Checks files with these sources beside each other; expects these messages.
    #[track_caller]
    fn check(files: &[(&str, &str)], expect: &[&str]) {
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), format!("//! **Invariants.** B.\n{text}")))
            .collect();
        let broken = check_files(PLAN, INSIDE, &files);
        assert_eq!(broken.iter().map(ToString::to_string).collect::<Vec<_>>(), expect);
    }

    #[track_caller]
    fn fine(name: &str, text: &str) {
        check(&[(name, text)], &[]);
    }

    #[track_caller]
    fn wrong(name: &str, text: &str, expect: &str) {
        check(&[(name, text)], &[expect]);
    }

    #[test]
    fn imports_lead_downward() {
        fine("src/query.rs", "use crate::{base::{issue, text}, model::Timeline, index};");
        fine("src/query/run.rs", "use crate::query::parse; use super::plan; fn f() { self::g() }");
        fine("src/query.rs", "// crate::tui\nconst A: &str = \"crate::tui\"; pub(crate) struct B;");
        fine("src/cli.rs", "use crate::tui::{keymap::{Key, Keymap}, action::Action};");
        fine("src/main.rs", "fn main() { demarche::cli::main() }");
        fine(
            "src/view.rs",
            "mod tests { use super::super::query; use super::super::super::model; }",
        );

        wrong(
            "src/model/when.rs",
            "\nuse crate::query::Expr;",
            "src/model/when.rs:3: 'model' (floor 1) imports 'query' (floor 3); it may import: base",
        );
        wrong(
            "src/view.rs",
            "use crate::{\n  base,\n  export::{Row},\n};",
            "src/view.rs:4: 'view' (floor 4) imports 'export' (floor 4); \
             it may import: base, model, index, query",
        );
        wrong(
            "src/base/text/wrap.rs",
            "fn f() { super::super::super::model::f() }",
            "src/base/text/wrap.rs:2: 'base' (floor 0) imports 'model' (floor 1); \
             it may import: nothing",
        );
        wrong(
            "src/index.rs",
            "#[cfg(test)]\nmod tests { use super::super::world; }",
            "src/index.rs:3: 'index' (floor 2) imports 'world' (floor 5); \
             it may import: base, model",
        );
        wrong(
            "src/config.rs",
            "macro_rules! m { () => { $crate::model::f() } }",
            "src/config.rs:2: 'config' (floor 5) imports 'model' (floor 1); it may import: base",
        );
        wrong(
            "src/main.rs",
            "fn main() { demarche::tui::run() }",
            "src/main.rs:2: 'main' (floor 7) imports 'tui' (floor 6); it may import: cli",
        );
    }

    #[test]
    fn a_door_can_be_narrower_than_a_room() {
        let message = |line: u8, path| {
            format!(
                "src/cli.rs:{line}: 'cli' (floor 6) imports '{path}' (floor 6); it may import: \
                 base, model, ingest, document, extract, notebook, index, query, view, engine, export, \
                 world, config, tui::action, tui::app, tui::input, tui::keeping, tui::keymap, \
                 tui::plain, tui::run, tui::saved, tui::script, tui::snapshot, tui::theme"
            )
        };
        wrong("src/cli.rs", "use crate::tui::{\nkeymap,\ndraw::f};", &message(4, "tui::draw"));
        wrong("src/cli.rs", "use crate::tui;", &message(2, "tui"));
        wrong("src/cli.rs", "use crate::tui::*;", &message(2, "tui"));
    }

    #[test]
    fn floors_inside_a_room_hold() {
        fine("src/extract/tell/title.rs", "use crate::extract::{Reading, find::event};");
        fine("src/extract/bind.rs", "use super::reading::tree::Node; use crate::extract::bind::a;");
        wrong(
            "src/extract/syntax/parse.rs",
            "use crate::extract::find::event;",
            "src/extract/syntax/parse.rs:2: in 'extract', 'syntax' (floor 2) imports 'find' \
             (floor 3) from above",
        );
        wrong(
            "src/extract/phrase.rs",
            "",
            "src/extract/phrase.rs:1: 'phrase' has no floor in 'extract'; those that do: reading, \
             lexicon, syntax, find, bind, tell",
        );
    }

    #[test]
    fn rooms_are_on_the_plan() {
        wrong(
            "src/render.rs",
            "",
            "src/render.rs:1: 'render' is not on the floor plan; its rooms: base, model, ingest, \
             document, index, notebook, extract, query, view, export, engine, world, config, tui, cli, main",
        );
        wrong(
            "src/view.rs",
            "use crate::Timeline;",
            "src/view.rs:2: 'view' (floor 4) imports 'Timeline', which is not on the floor plan; \
             it may import: base, model, index, query",
        );
    }

    #[test]
    fn files_have_their_form() {
        let long = "\n".repeat(600);
        wrong(
            "src/view.rs",
            &long,
            "src/view.rs:601: 601 lines besides tests; a file has 600 at most: split it",
        );
        fine("src/view.rs", &format!("#[cfg(test)]\nmod tests {{ {long} }}"));
        check(&[("src/view.rs", "#[cfg(test)] mod tests;"), ("src/view/tests.rs", &long)], &[]);
        wrong(
            "src/view/mod.rs",
            "",
            "src/view/mod.rs:1: a room is NAME.rs beside a folder NAME, without mod.rs",
        );
        wrong(
            "src/view/utils.rs",
            "",
            "src/view/utils.rs:1: 'utils' says nothing: name the file after its one noun or verb",
        );
        wrong(
            "src/view/common/lane.rs",
            "",
            "src/view/common/lane.rs:1: 'common' says nothing: name the file after its one noun \
             or verb",
        );
        let bare = [("src/view/a.rs".to_owned(), "mod a;".to_owned())];
        assert_eq!(
            check_files(PLAN, INSIDE, &bare)[0].to_string(),
            "src/view/a.rs:1: no //! at the top that says what the file is"
        );
        let bare = [("src/view.rs".to_owned(), "//! A.".to_owned())];
        assert_eq!(
            check_files(PLAN, INSIDE, &bare)[0].to_string(),
            "src/view.rs:1: no **Invariants** in the //! of the room"
        );
    }

    #[test]
    fn what_is_unfinished_is_not_landed() {
        let unwrap = "unwrap() outside tests: say why it holds with expect(), or return the error";
        wrong(
            "src/view.rs",
            "fn f() {\n  a\n    .unwrap();\n}",
            &format!("src/view.rs:4: {unwrap}"),
        );
        fine("src/view.rs", "fn f() { a.unwrap_or(1); unwrap(a); }");
        fine("src/view.rs", "#[cfg(test)]\nmod tests { #[test] fn f() { a.unwrap(); } }");
        fine("src/view.rs", "#[cfg(test)] #[expect(x)] fn f() { a.unwrap(); }");
        wrong(
            "src/view.rs",
            "#[cfg(test)] use a::{b}; fn f() { a.unwrap(); }",
            &format!("src/view.rs:2: {unwrap}"),
        );
        let file = "fn f() { a.unwrap(); }";
        check(&[("src/view.rs", "#[cfg(test)] mod sample;"), ("src/view/sample.rs", file)], &[]);
        check(
            &[("src/view/a.rs", "#[cfg(test)] mod tests;"), ("src/view/a/tests/b.rs", file)],
            &[],
        );
        let todo = ["// TO", "DO: later"].concat();
        wrong("src/view.rs", &todo, "src/view.rs:2: a note to oneself: do it, or open an issue");
    }
}
