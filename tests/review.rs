//! Work on a report with keys alone: keys in, screens, notebooks and files out.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{fs, path::PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

const TALKS: &str = "MOSCOW, 13 August 2015 (AFP) - Khaled Khoja, the head of the National \
    Coalition, met Russian Foreign Minister Sergei Lavrov on Thursday.\n\n\
    \"We are not clinging to anybody,\" Lavrov told reporters.\n\n\
    Rebels shelled Damascus on Monday. Iran condemned the attack on Tuesday.\n";

const CHRONOLOGY: &str = "# The war\n\n\
    2014-05-03 Norway attacks Denmark @Skagen\n    kind: assault; who: Norway; whom: Denmark\n\n\
    2014-05-09 Talks in Oslo\n\n## Sources\n\n[A] A report, 2014-05-10\n";

/// A folder with one file in it.
struct Desk {
    folder: TempDir,
    file: &'static str,
}

impl Desk {
    fn new(file: &'static str, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(file), text).unwrap();
        Self { folder, file }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// What the program prints.
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::cargo_bin("demarche").unwrap();
        command.current_dir(self.folder.path()).env("DEMARCHE_CONFIG_DIR", self.path("config"));
        let output = command.args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// The screen after some keys.
    fn keys(&self, keys: &str) -> String {
        fs::write(self.path("tour.keys"), format!("{keys}\nsnapshot\n")).unwrap();
        self.run(&[self.file, "--size", "120x40", "--script", "tour.keys"])
    }
}

/// What the notebook has after some keys on the report, and what the screen says.
#[track_caller]
fn check(keys: &str, notebook: &[&str], screen: &str) {
    let desk = Desk::new("talks.txt", TALKS);
    let shown = desk.keys(keys);
    let kept = desk.read("talks.notebook.toml");
    for words in notebook {
        assert!(kept.contains(words), "{keys}: expected {words}\n{kept}\n{shown}");
    }
    assert!(shown.contains(screen), "{keys}: expected {screen}\n{shown}");
    assert_eq!(desk.read("talks.txt"), TALKS, "the report is never written");
}

#[test]
fn a_key_decides_and_goes_on() {
    check("space", &["review = \"accepted\""], "accepted: Rebels shelled Damascus");
    check("d", &["review = \"rejected\""], "3 events: 1 rejected, 3 open");
    check("space k space", &[], "open again: Rebels shelled Damascus");
    check("m", &["marked = true"], "marked; marked: finds it");
    check("M\ntype ask the desk\nenter", &["note = \"ask the desk\""], "noted");
    check("space u", &[], "undone, in the notebook");
    check("space u ctrl-r", &["review = \"accepted\""], "redone, in the notebook");
    check("g A j enter", &["review = \"accepted\""], "4 events accepted; u takes it back");
    check("v r", &[], "1 review:open");
    check("space v r", &["review = \"accepted\""], "3 shown · 1 hidden");
}

#[test]
fn a_form_corrects_field_by_field() {
    let kept = ["review = \"corrected\"", "kind = \"reject\"", "kind = \"assault\""];
    check("c down down down\ntype reject\nenter enter", &kept, "corrected; u takes it back");
    // The beginning of a name is enough; four keys in all.
    let keys = "t\ntype 13 aug\nenter j 3\nc\ntype k\nenter enter";
    check(keys, &["speaker = \"khaled-khoja\"", "speaker = \"Sergei Lavrov\""], "corrected");
    check("c\ntype The militia\nenter enter", &["name = \"The militia\""], "The militia");
    check("c down\ntype -\nenter enter", &[], "left as it was");
    check("c down down down down\ntype 32 aug\nenter", &[], "has 31 days");
    check("c\ntype iran\nenter esc", &[], "1 Timeline");
    let keys = "c down down down down\ntype 12 aug\nenter enter";
    check(keys, &["when = \"2015-08-12\"", "when = \"10 Aug 2015\""], "12 Aug 2015");
}

#[test]
fn an_event_of_ones_own_stands_among_the_others() {
    let keys = "e\ntype A call\nenter down\ntype 12 aug 2015\nenter down\ntype meet\nenter enter";
    let kept = ["mine = true", "title = \"A call\"", "kind = \"consult\""];
    check(keys, &kept, "+  12 Aug 2015");
    check("e enter", &[], "an event needs a title");
    // Its words prove it.
    let keys = "W s e\ntype Shelling\nenter enter";
    check(keys, &["quote = \"Rebels shelled Damascus on Monday.\""], "written; u takes it back");
}

#[test]
fn words_and_names_are_put_right() {
    let keys = "W h l l space l enter";
    check(keys, &["[[event.set.evidence]]", "quote = "], "these words prove it now");
    let keys = "2\n/\ntype rebels\nenter B\ntype nati\nenter";
    check(keys, &["[[bound]]", "as = \"national-coalition\""], "Rebels is now National Coalition");
    check("P\ntype \nctrl-u\ntype 20 aug 2015\nenter", &["talks = \"2015-08-20\""], "17 Aug 2015");
    check("v s\ntype mine\nenter v o enter", &["[views.mine]"], "this is 'mine'");
}

#[test]
fn commands_honour_the_notebook() {
    let desk = Desk::new("talks.txt", TALKS);
    desk.keys("d");
    assert!(!desk.run(&["query", "", "talks.txt"]).contains("shelled"));
    assert!(desk.run(&["query", "", "talks.txt", "--no-notebook"]).contains("shelled"));
    assert!(desk.run(&["query", "review:rejected", "talks.txt"]).contains("shelled"));
    assert!(desk.run(&["review", "talks.txt", "--all"]).contains("rejected"));
    assert!(!desk.run(&["export", "talks.txt", "-o", "chronology"]).contains("shelled"));
    // What finds no record is told by `check`, and attached again by hand.
    fs::write(desk.path("talks.txt"), TALKS.replace("Rebels shelled", "Militias attacked"))
        .unwrap();
    assert!(desk.run(&["check", "talks.txt"]).contains("has no record"));
    desk.keys("g l enter");
    assert!(!desk.run(&["check", "talks.txt"]).contains("has no record"));
    assert!(!desk.run(&["query", "", "talks.txt"]).contains("Militias attacked"));
}

#[test]
fn own_events_go_into_a_chronology_when_asked() {
    let desk = Desk::new("war.md", CHRONOLOGY);
    let written =
        "e\ntype Truce\nenter down\ntype 12 may 2014\nenter down\ntype agree\nenter enter";
    desk.keys(written);
    assert_eq!(desk.read("war.md"), CHRONOLOGY, "not before that is asked for");
    let shown = desk.keys("g w enter");
    assert_eq!(desk.read("war.md"), CHRONOLOGY, "the first answer is no\n{shown}");
    let shown = desk.keys("g w j enter");
    let text = desk.read("war.md");
    let before = CHRONOLOGY.split("## Sources").next().unwrap().trim_end();
    assert!(text.starts_with(before), "{text}\n{shown}");
    assert!(text.ends_with("## Sources\n\n[A] A report, 2014-05-10\n"), "{text}");
    assert!(!desk.read("war.notebook.toml").contains("Truce"), "it left the notebook");
    let events = desk.run(&["query", "kind:agree date:2014-05-12", "war.md"]);
    assert!(events.contains("Truce"), "{text}\n{events}");
}

/// Four statements of one day, each an event of its own, and two events after them.
const QUOTES: &str = "OSLO, 3 May 2025 (NTB) - \"We agree,\" Ann Roe said. \"We do not,\" Bo Lee \
    said. \"Perhaps,\" Cy Poe said. \"Never,\" Di Fox said.\n\n\
    Ann Roe met Bo Lee on Saturday. Di Fox attacked Cy Poe on Saturday.\n";

/// The titles in their order after some keys.
fn titles(keys: &str) -> Vec<String> {
    let desk = Desk::new("oslo.txt", QUOTES);
    desk.keys(keys);
    let listed = desk.run(&["query", "", "oslo.txt", "-o", "jsonl"]);
    let title = |line: &str| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        json["title"].as_str().unwrap().to_owned()
    };
    listed.lines().map(title).collect()
}

#[test]
fn no_record_is_passed_over_or_moved() {
    let before = titles("");
    assert_eq!(before.len(), 6, "{before:?}");
    let without = |gone: &[usize]| {
        let left = before.iter().enumerate().filter(|(number, _)| !gone.contains(number));
        left.map(|(_, title)| title.clone()).collect::<Vec<_>>()
    };
    // One after the other, in the list of events and in that of statements.
    assert_eq!(titles("d d"), without(&[0, 1]));
    assert_eq!(titles("3 d d d"), without(&[0, 1, 2]));
    assert_eq!(titles("v r\nd space d"), without(&[0, 2]));
    // A correction leaves the record in its place, and the next one has the cursor.
    let corrected = titles("v r\nc down down down\ntype reject\nenter enter d");
    assert_eq!(corrected, without(&[1]));
    // Another doer of an event that is a statement is its speaker.
    let desk = Desk::new("oslo.txt", QUOTES);
    desk.keys("c\ntype bo\nenter enter");
    let said = desk.run(&["statements", "oslo.txt", "-o", "csv"]);
    assert_eq!(said.matches(",bo-lee,").count(), 2, "{said}");
}

#[test]
fn what_is_not_saved_is_not_lost_without_a_word() {
    let desk = Desk::new("oslo.txt", QUOTES);
    let broken = "x = [broken";
    fs::write(desk.path("oslo.notebook.toml"), broken).unwrap();
    assert!(desk.keys("m").contains("read-only"));
    assert!(desk.keys("c").contains("the notebook is read-only"), "before anything is typed");
    assert_eq!(desk.read("oslo.notebook.toml"), broken);
}
