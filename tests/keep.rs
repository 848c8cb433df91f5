//! What the keeper of a notebook promises: the file is whole whenever the process ends, nobody's
//! change is lost, and nothing else is ever written.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _},
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _, symlink},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    thread,
    time::{Duration, SystemTime},
};

use demarche::{
    base::{bytes::Input, issue::Issue},
    model::Review,
    notebook::{self, Entry, EventFields, Keeper, Name, Notebook, ReadOnly, Verdict, Whereabouts},
};
use serde_json::Value as Json;
use tempfile::TempDir;

/// A folder for a notebook, and one for the locks.
struct Desk {
    folder: TempDir,
    state: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), state: tempfile::tempdir().unwrap() }
    }

    /// With a notebook of this text.
    fn with(text: &str) -> Self {
        let desk = Self::new();
        fs::write(desk.path(), text).unwrap();
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("a.notebook.toml")
    }

    fn open(&self) -> (Keeper, Notebook, Vec<Issue>) {
        Keeper::open(&self.path(), Some(self.state.path()))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    /// The names of all that is in the folder.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn entry(id: &str, note: &str) -> Entry<EventFields> {
    let name = Name { id: id.into(), ..Name::default() };
    Entry { name, note: note.into(), ..Entry::default() }
}

fn notebook_of(events: &[(&str, &str)]) -> Notebook {
    let events = events.iter().map(|(id, note)| entry(id, note)).collect();
    Notebook { events, ..Notebook::default() }
}

const ONE: &str = "[[event]]\nid = \"e1\"\nnote = \"one\"\n";

#[test]
fn what_is_kept_is_read_again() {
    let desk = Desk::new();
    let (mut keeper, mut notebook, issues) = desk.open();
    assert_eq!((&notebook, issues), (&Notebook::default(), vec![]));
    let kept = keeper.keep(&notebook).unwrap();
    assert!(!kept.is_written && desk.names().is_empty(), "an empty one needs no file");

    let mut event = entry("e1", "Two lines,\n\"quoted\".");
    event.review = Some(Verdict(Review::Corrected));
    event.set = Some(EventFields { title: Some("T".into()), ..EventFields::default() });
    event.was.insert("title".into(), "t".into());
    notebook.events.push(event);
    notebook.published.insert("s".into(), "2015-08".into());
    let kept = keeper.keep(&notebook).unwrap();
    assert_eq!((kept.is_written, kept.merged), (true, None));
    assert_eq!(desk.names(), ["a.notebook.toml"]);
    insta::assert_snapshot!(desk.text(), @r#"
    # What was decided, corrected and noted in demarche, which writes this file anew at each change.
    # You may edit it, even while demarche has it open; a comment is lost, a note = "…" is kept.

    format = "demarche-notebook"
    version = 1

    [published]
    s = "2015-08"

    [[event]]
    id = "e1"
    review = "corrected"
    note = """
    Two lines,
    "quoted"."""

    [event.set]
    title = "T"

    [event.was]
    title = "t"
    "#);
    drop(keeper);

    let (mut keeper, again, issues) = desk.open();
    assert_eq!((&again, issues), (&notebook, vec![]));
    let before = fs::metadata(desk.path()).unwrap();
    assert!(!keeper.keep(&again).unwrap().is_written);
    let after = fs::metadata(desk.path()).unwrap();
    assert_eq!((before.ino(), before.mtime_nsec()), (after.ino(), after.mtime_nsec()));
    // What is taken back is taken out.
    assert!(keeper.keep(&Notebook::default()).unwrap().is_written);
    drop(keeper);
    assert_eq!(desk.open().1, Notebook::default());
}

#[test]
fn every_field_is_in_the_schema_and_kept() {
    const EVERY: &str = include_str!("keep/every-field.notebook.toml");
    let schema = notebook::schema();
    let table: toml::Table = EVERY.parse().unwrap();
    let json = serde_json::to_value(&table).unwrap();
    let validator = jsonschema::validator_for(schema.as_value()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&json).map(|it| it.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert!(!validator.is_valid(&serde_json::json!({"event": [{"id": "e", "review": "fine"}]})));
    let mut missing = Vec::new();
    look_for_fields(schema.as_value(), schema.as_value(), &[&json], &mut missing);
    assert_eq!(missing, Vec::<String>::new(), "the example has every field");

    let desk = Desk::with(EVERY);
    let (mut keeper, mut notebook, issues) = desk.open();
    assert_eq!(issues, []);
    notebook.events[0].note = "Checked.".into();
    assert!(keeper.keep(&notebook).unwrap().is_written);
    let mut expect = table;
    expect["event"][0]["note"] = "Checked.".into();
    assert_eq!(desk.text().parse::<toml::Table>().unwrap(), expect);
}

/// Adds the fields of a schema that none of these values has.
fn look_for_fields(root: &Json, about: &Json, values: &[&Json], missing: &mut Vec<String>) {
    if let Some(inner) = about.get("items").or_else(|| about.get("anyOf")?.get(0)) {
        let lists = values.iter().filter_map(|it| it.as_array());
        let items: Vec<_> = lists.flatten().collect();
        let values = if items.is_empty() { values } else { &items };
        return look_for_fields(root, inner, values, missing);
    }
    if let Some(target) = about.get("$ref").and_then(Json::as_str) {
        let about = root.pointer(target.trim_start_matches('#')).unwrap();
        return look_for_fields(root, about, values, missing);
    }
    for (name, field) in about.get("properties").and_then(Json::as_object).into_iter().flatten() {
        let found: Vec<_> = values.iter().filter_map(|it| it.get(name)).collect();
        if found.is_empty() {
            missing.push(name.clone());
        }
        look_for_fields(root, field, &found, missing);
    }
    if let Some(field) = about.get("additionalProperties").filter(|it| it.is_object()) {
        let tables = values.iter().filter_map(|it| it.as_object());
        let found: Vec<_> = tables.flat_map(|it| it.values()).collect();
        look_for_fields(root, field, &found, missing);
    }
}

#[test]
fn what_no_field_is_there_for_is_kept() {
    let desk = Desk::with(
        "colour = \"red\"\nseen = 2015-08-13\n[[event]]\nid = \"e1\"\nmood = 1\n\
         [event.set]\ntitle = \"T\"\ntitel = \"U\"\n",
    );
    let (mut keeper, mut notebook, issues) = desk.open();
    let help: Vec<_> = issues.iter().map(|it| it.help.as_deref().unwrap_or_default()).collect();
    assert_eq!(help, ["", "", "", "did you mean 'title'?"], "{issues:?}");
    notebook.events[0].set.as_mut().unwrap().title = Some("V".into());
    notebook.events.push(entry("e2", ""));
    assert!(keeper.keep(&notebook).unwrap().is_written);
    let table: toml::Table = desk.text().parse().unwrap();
    let event = &table["event"][0];
    assert_eq!((table["colour"].as_str(), event["mood"].as_integer()), (Some("red"), Some(1)));
    assert_eq!(table["seen"].as_datetime().unwrap().to_string(), "2015-08-13");
    let set = &event["set"];
    assert_eq!((set["title"].as_str(), set["titel"].as_str()), (Some("V"), Some("U")));
}

#[test]
fn the_file_keeps_its_permissions() {
    for mode in [0o600, 0o640, 0o664] {
        let desk = Desk::with(ONE);
        fs::set_permissions(desk.path(), fs::Permissions::from_mode(mode)).unwrap();
        assert!(desk.open().0.keep(&notebook_of(&[])).unwrap().is_written);
        assert_eq!(fs::metadata(desk.path()).unwrap().mode() & 0o7777, mode);
    }
    let desk = Desk::new();
    let ordinary = desk.folder.path().join("ordinary");
    fs::write(&ordinary, "").unwrap();
    let ordinary = fs::metadata(ordinary).unwrap().mode();
    assert!(desk.open().0.keep(&notebook_of(&[("e", "")])).unwrap().is_written);
    assert_eq!(fs::metadata(desk.path()).unwrap().mode(), ordinary & !0o022);
}

#[test]
fn a_link_stays_and_leads_to_the_file() {
    for exists in [true, false] {
        let (desk, real) = (Desk::new(), Desk::new());
        if exists {
            fs::write(real.path(), ONE).unwrap();
        }
        symlink(real.path(), desk.path()).unwrap();
        let (mut keeper, mut notebook, _) = desk.open();
        assert_eq!(notebook.events.len(), usize::from(exists));
        let (by_its_name, ..) = Keeper::open(&real.path(), Some(desk.state.path()));
        assert_eq!(by_its_name.read_only(), Some(ReadOnly::Open), "it is the same file");
        notebook.events.push(entry("e2", ""));
        assert!(keeper.keep(&notebook).unwrap().is_written);
        assert_eq!(fs::read_link(desk.path()).unwrap(), real.path());
        assert_eq!(toml::from_str::<Notebook>(&real.text()).unwrap(), notebook);
        assert_eq!(desk.names(), real.names());
    }
}

#[test]
fn one_keeper_writes() {
    let desk = Desk::with(ONE);
    let (first, ..) = desk.open();
    let (mut second, notebook, issues) = desk.open();
    assert_eq!((notebook.events.len(), issues), (1, vec![]));
    assert_eq!((first.read_only(), second.read_only()), (None, Some(ReadOnly::Open)));
    let error = second.keep(&notebook_of(&[])).unwrap_err().to_string();
    assert!(error.ends_with("is not written: another demarche has it open"), "{error}");
    assert_eq!((desk.text().as_str(), desk.names().len()), (ONE, 1));
    drop((first, second));
    assert_eq!(desk.open().0.read_only(), None);
}

#[test]
fn what_is_no_notebook_is_not_touched() {
    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        let desk = Desk::new();
        fs::write(desk.path(), bytes).unwrap();
        let (mut keeper, notebook, issues) = desk.open();
        let [issue] = &issues[..] else { panic!("{issues:?}") };
        let issue = issue.to_string();
        assert!(issue.ends_with(expect), "{issue}");
        assert_eq!(notebook, Notebook::default());
        assert_eq!(keeper.read_only(), Some(ReadOnly::Broken));
        assert!(keeper.keep(&notebook_of(&[("e", "")])).is_err());
        assert_eq!((fs::read(desk.path()).unwrap(), desk.names().len()), (bytes.to_vec(), 1));
    }
    check(b"[[event]\r\nid = 1", "a.notebook.toml:1:9: error: unclosed array table, expected `]`");
    check(b"version = 2", ":1:11: error: expected version = 1 (a newer demarche wrote it)");
    check(b"format = \"x\"", ":1:10: error: expected format = \"demarche-notebook\"");
    check(b"note = \"\xff\"", "error: can't be read: stream did not contain valid UTF-8");
}

#[test]
fn a_change_from_outside_is_merged() {
    let desk = Desk::with(ONE);
    let (mut keeper, mut notebook, _) = desk.open();
    fs::write(desk.path(), format!("{ONE}marked = true\n[[event]]\nid = \"e2\"\n")).unwrap();
    notebook.events[0].note = "ours".into();
    let kept = keeper.keep(&notebook).unwrap();
    assert_eq!((kept.taken, kept.conflicts), (vec!["event e1".into(), "event e2".into()], vec![]));
    let merged = kept.merged.unwrap();
    assert_eq!(toml::from_str::<Notebook>(&desk.text()).unwrap(), merged);
    let event = &merged.events[0];
    assert_eq!((event.note.as_str(), event.marked, merged.events.len()), ("ours", true, 2));
    assert!(!keeper.keep(&merged).unwrap().is_written);
    // Only theirs: nothing is written, and their comments stay.
    let theirs = format!("# mine\n{}", desk.text());
    fs::write(desk.path(), &theirs).unwrap();
    let kept = keeper.keep(&merged).unwrap();
    assert_eq!((kept.is_written, kept.merged, desk.text()), (false, None, theirs));
    // Even where size and time are the same.
    let text = desk.text().replace("ours", "OURS");
    let time = fs::metadata(desk.path()).unwrap().modified().unwrap();
    fs::write(desk.path(), text).unwrap();
    fs::File::open(desk.path()).unwrap().set_modified(time).unwrap();
    assert_eq!(keeper.keep(&merged).unwrap().merged.unwrap().events[0].note, "OURS");
}

#[test]
fn a_conflict_is_told_and_noted() {
    let desk = Desk::with(&format!("{ONE}set = {{ title = \"T\" }}"));
    let (mut keeper, mut notebook, _) = desk.open();
    fs::write(desk.path(), desk.text().replace("\"T\"", "\"Theirs\"")).unwrap();
    notebook.events[0].set.as_mut().unwrap().title = Some("Ours".into());
    let kept = keeper.keep(&notebook).unwrap();
    let [conflict] = &kept.conflicts[..] else { panic!("{kept:?}") };
    assert_eq!((conflict.record.as_str(), conflict.field.as_str()), ("event e1", "title"));
    assert_eq!(conflict.theirs.as_deref(), Some("Theirs"));
    let read: Notebook = toml::from_str(&desk.text()).unwrap();
    assert_eq!(read.events[0].note, "one\nThe file had title: Theirs");
    assert_eq!(read.events[0].set.as_ref().unwrap().title.as_deref(), Some("Ours"));
    assert_eq!(kept.merged, Some(read));
}

#[test]
fn a_notebook_from_before_a_merge_loses_nothing() {
    let desk = Desk::with(ONE);
    let (mut keeper, opened, _) = desk.open();
    let mut marked = opened.clone();
    marked.events[0].marked = true;
    fs::write(desk.path(), format!("{ONE}[[event]]\nid = \"e2\"\n")).unwrap();
    let merged = keeper.keep(&marked).unwrap().merged.unwrap();
    let read = || toml::from_str::<Notebook>(&desk.text()).unwrap();
    // It was changed before anybody heard of the merge.
    let mut noted = marked.clone();
    noted.events[0].note = "two".into();
    let kept = keeper.keep(&noted).unwrap();
    assert_eq!((kept.merged.as_ref(), kept.conflicts.len()), (Some(&read()), 0));
    let event = &read().events[0];
    assert_eq!((event.note.as_str(), event.marked, read().events.len()), ("two", true, 2));
    // It was changed when the first merge was adopted and the second not heard of.
    let mut more = merged.clone();
    more.published.insert("s".into(), "2015".into());
    let mut all = keeper.keep(&more).unwrap().merged.unwrap();
    assert_eq!((all.events[0].note.as_str(), all.published.len()), ("two", 1));
    // What was merged can be taken out.
    all.events.truncate(1);
    assert_eq!(keeper.keep(&all).unwrap().merged, None);
    assert_eq!(read().events.len(), 1);
    // It was undone until before the merge: what came since stays.
    assert!(keeper.keep(&opened).unwrap().is_written);
    let event = &read().events[0];
    assert_eq!((event.note.as_str(), event.marked, read().published.len()), ("one", false, 1));
}

#[test]
fn nothing_is_lost_while_the_file_is_broken_or_gone() {
    let desk = Desk::with(ONE);
    let (mut keeper, mut notebook, _) = desk.open();
    notebook.events[0].note = "ours".into();
    fs::write(desk.path(), "[[event").unwrap();
    let error = keeper.keep(&notebook).unwrap_err().to_string();
    assert!(error.contains("a.notebook.toml:1:"), "{error}");
    assert!(error.ends_with("until that is mended nothing is written"), "{error}");
    assert_eq!(desk.text(), "[[event");
    assert!(keeper.look(&notebook).is_err() && keeper.look(&notebook).unwrap().is_none());
    fs::write(desk.path(), format!("{ONE}marked = true\n")).unwrap();
    let merged = keeper.keep(&notebook).unwrap().merged.unwrap();
    assert_eq!((merged.events[0].note.as_str(), merged.events[0].marked), ("ours", true));

    fs::remove_file(desk.path()).unwrap();
    assert_eq!(keeper.look(&merged).unwrap(), None);
    assert!(!keeper.keep(&merged).unwrap().is_written);
    let mut more = merged.clone();
    more.events.push(entry("e2", ""));
    assert!(keeper.keep(&more).unwrap().is_written);
    assert_eq!(toml::from_str::<Notebook>(&desk.text()).unwrap(), more);
}

#[test]
fn a_look_sees_changes_once_and_keeps_ours() {
    let desk = Desk::with(ONE);
    let (mut keeper, mut notebook, _) = desk.open();
    assert_eq!(keeper.look(&notebook).unwrap(), None);
    notebook.events[0].marked = true;
    fs::write(desk.path(), format!("{ONE}[[event]]\nid = \"e2\"\n")).unwrap();
    let text = desk.text();
    let kept = keeper.look(&notebook).unwrap().unwrap();
    let merged = kept.merged.unwrap();
    assert_eq!((merged.events[0].marked, merged.events.len()), (true, 2));
    assert_eq!((desk.text(), kept.is_written), (text, false));
    assert_eq!(keeper.look(&merged).unwrap(), None);
    let kept = keeper.keep(&merged).unwrap();
    assert_eq!((kept.is_written, kept.merged, kept.conflicts), (true, None, vec![]));
    // What the keeper wrote itself is no change from outside.
    assert_eq!(keeper.look(&merged).unwrap(), None);
    // One that may not write looks, too.
    let (mut second, seen, _) = desk.open();
    let mut more = merged.clone();
    more.events[1].marked = true;
    assert!(keeper.keep(&more).unwrap().is_written);
    assert_eq!(second.look(&seen).unwrap().unwrap().merged, Some(more));
}

#[test]
fn what_a_killed_process_left_is_removed() {
    let desk = Desk::with(ONE);
    let part = |name: &str| desk.folder.path().join(name);
    let old = SystemTime::now() - Duration::from_secs(600);
    let names = [".a.notebook.toml.1.part", ".b.notebook.toml.1.part", ".a.notebook.toml.2.part"];
    for name in names {
        let file = fs::File::create(part(name)).unwrap();
        if name != names[2] {
            file.set_modified(old).unwrap();
        }
    }
    let (_keeper, ..) = desk.open();
    assert_eq!(desk.names(), [names[2], names[1], "a.notebook.toml"]);
}

/// The notebooks that a child keeps, one after the other.
fn notebook_number(number: usize) -> Notebook {
    let event = |rank: usize| entry(&format!("e{rank}"), &format!("notebook {number}"));
    Notebook { events: (0..=number % 60).map(event).collect(), ..Notebook::default() }
}

/// Which of them it is; 0 for an empty one.
fn number_of(notebook: &Notebook) -> usize {
    let note = notebook.events.first().map_or("0", |it| it.note.as_str());
    note.trim_start_matches("notebook ").parse().unwrap()
}

/// Not a test by itself: what a process does that the tests below start.
#[test]
fn child() {
    let Some(role) = env::var_os("DEMARCHE_TEST_ROLE") else { return };
    let path = PathBuf::from(env::var_os("DEMARCHE_TEST_FILE").unwrap());
    let state = path.parent().unwrap().parent().unwrap().join("state");
    let (mut keeper, notebook, issues) = Keeper::open(&path, Some(&state));
    match role.to_str().unwrap() {
        "loop" => {
            assert_eq!(keeper.read_only(), None);
            let mut number = number_of(&notebook);
            println!("\n> kept {number}");
            loop {
                number += 1;
                assert!(keeper.keep(&notebook_number(number)).unwrap().is_written);
                println!("> kept {number}");
            }
        }
        "large" => {
            let mut large = notebook;
            large.events.extend((0..2000).map(|rank| entry(&format!("large{rank}"), "note")));
            println!("\n> {}", keeper.keep(&large).unwrap_err());
            large.events.truncate(2);
            println!("> {:?}", keeper.keep(&large).map(|kept| kept.is_written).unwrap());
        }
        "stranger" => {
            println!("\n> {issues:?} {:?}", keeper.read_only());
            println!("> {}", keeper.keep(&notebook_of(&[])).unwrap_err());
            let new = path.with_file_name("new.notebook.toml");
            let (mut keeper, ..) = Keeper::open(&new, Some(&state));
            println!("> {:?}", keeper.read_only());
            println!("> {}", keeper.keep(&notebook_of(&[("e", "")])).unwrap_err());
            for data in ["a.json", "new.json"] {
                let data = Input::Path(path.with_file_name(data));
                let found = Whereabouts::find(None, &[data], Some(&state)).unwrap();
                println!("> {} {}", found.path.starts_with(&state), found.is_elsewhere);
            }
        }
        role => panic!("{role}"),
    }
    process::exit(0);
}

fn exe() -> PathBuf {
    env::current_exe().unwrap()
}

const CHILD: [&str; 3] = ["child", "--exact", "--nocapture"];

/// A folder that others may enter, with a notebook `data/a.notebook.toml` and a folder for locks.
fn shared(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    for name in ["data", "state"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    open(folder.path(), 0o755).unwrap();
    open(&folder.path().join("state"), 0o777).unwrap();
    let path = folder.path().join("data/a.notebook.toml");
    fs::write(&path, text).unwrap();
    (folder, path)
}

/// What a child says.
fn printed(command: &mut Command, role: &str, path: &Path) -> Vec<String> {
    command.env("DEMARCHE_TEST_ROLE", role).env("DEMARCHE_TEST_FILE", path);
    let output = command.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|it| it.strip_prefix("> ")).map(str::to_owned).collect()
}

#[test]
fn the_file_is_whole_whenever_the_process_ends() {
    let threads = [1, 2].map(|seed| thread::spawn(move || kill_again_and_again(seed, 500)));
    let found = threads.map(|thread| thread.join().unwrap());
    let [written, cut] = [0, 1].map(|at| found.iter().map(|it| it[at]).sum::<usize>());
    assert!(written > 200, "only {written} were written");
    assert!(cut > 20, "only {cut} were cut off while they were written");
}

/// Kills a process that keeps one notebook after the other, so many times; gives how many were
/// kept, and how many writes were cut off.
fn kill_again_and_again(seed: u64, times: usize) -> [usize; 2] {
    let (folder, path) = shared("");
    let mut random = seed;
    let mut last = 0;
    for _ in 0..times {
        let mut command = Command::new(exe());
        command.args(CHILD).env("DEMARCHE_TEST_ROLE", "loop").env("DEMARCHE_TEST_FILE", &path);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("> kept") {
            line.clear();
            assert_ne!(
                out.read_line(&mut line).unwrap(),
                0,
                "the child goes on until it is killed"
            );
        }
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        thread::sleep(Duration::from_micros((random >> 33) % 8000));
        child.kill().unwrap();
        child.wait().unwrap();
        out.read_to_string(&mut line).unwrap();
        let mut told = line.lines().filter_map(|it| it.strip_prefix("> kept ")?.parse().ok());
        let told: usize = told.next_back().unwrap();

        let notebook: Notebook = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let number = number_of(&notebook);
        if number > 0 {
            assert_eq!(notebook, notebook_number(number));
        }
        assert!(number >= last && (number == told || number == told + 1), "{told}: {number}");
        last = number;
    }
    [last, fs::read_dir(folder.path().join("data")).unwrap().count() - 1]
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let (folder, path) = shared(ONE);
    // Files larger than some KB can't be written.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(exe()).args(CHILD);
    let lines = printed(&mut command, "large", &path);
    let [error, after] = &lines[..] else { panic!("{lines:?}") };
    assert!(error.contains("a.notebook.toml can't be written: File too large"), "{error}");
    assert_eq!(after, "true", "what fits is written");
    let read: Notebook = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!((read.events.len(), read.events[0].note.as_str()), (2, "one"));
    assert_eq!(fs::read_dir(folder.path().join("data")).unwrap().count(), 1);
}

#[test]
fn what_may_not_be_written_is_told_and_stays() {
    let (folder, path) = shared(ONE);
    let data = folder.path().join("data");
    fs::set_permissions(&data, fs::Permissions::from_mode(0o555)).unwrap();
    let mut command;
    if rustix::process::geteuid().is_root() {
        // Root may write everywhere, so that somebody else has to try, who may not be let in where
        // this program lies.
        let copy = folder.path().join("exe");
        fs::copy(exe(), &copy).unwrap();
        command = Command::new(copy);
        command.uid(65_534).gid(65_534);
    } else {
        command = Command::new(exe());
    }
    let lines = printed(command.args(CHILD), "stranger", &path);
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    let [opened, error, new, new_error, beside, elsewhere] = &lines[..] else {
        panic!("{lines:?}")
    };
    assert_eq!(opened, "[] Some(Forbidden)");
    assert!(error.contains("a.notebook.toml is not written: you may not write it"), "{error}");
    assert_eq!(new, "None");
    assert!(new_error.contains("can't be written: Permission denied"), "{new_error}");
    assert_eq!((beside.as_str(), elsewhere.as_str()), ("false false", "true true"));
    assert_eq!(fs::read_to_string(&path).unwrap(), ONE);
    assert_eq!(fs::read_dir(&data).unwrap().count(), 1);
}
