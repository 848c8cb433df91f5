//! Clients that fail, hang, lie or shout: half a history never looks whole, nothing runs on, and
//! nothing raw reaches a terminal.

use std::{
    fs,
    os::unix::process::ExitStatusExt as _,
    process::{Command, Output, Stdio},
    sync::mpsc::channel,
    thread,
};

use assert_cmd::cargo::cargo_bin;
use rustix::process::{Pid, Signal, kill_process};

use crate::database::{Database, PATIENCE, STUBBORN};

/// The program with the connections of a database.
pub fn demarche(database: &Database, args: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin!("demarche"));
    command
        .args(args)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("DEMARCHE_CONFIG_DIR", database.path(""))
        .current_dir(database.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What a command gives; once it runs `meanwhile` is told its number. It must end.
#[track_caller]
pub fn run_with(mut command: Command, meanwhile: impl FnOnce(Pid)) -> Output {
    let child = command.spawn().unwrap();
    let process = Pid::from_child(&child);
    let (done, result) = channel();
    thread::spawn(move || done.send(child.wait_with_output().unwrap()));
    meanwhile(process);
    result.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        let _ = kill_process(process, Signal::KILL);
        panic!("it does not end");
    })
}

/// The same in words: the exit code, standard output and standard error.
#[track_caller]
pub fn run(database: &Database, args: &[&str]) -> (Option<i32>, String, String) {
    let output = run_with(demarche(database, args), |_| {});
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What is said of a client that answers the statements which match so; nothing is printed as if it
/// were the whole.
#[track_caller]
fn check(arms: &str, expect: &str) {
    let database = Database::with_client(arms);
    let (code, out, err) = run(&database, &["query", "", "@test", "-o", "csv"]);
    assert_eq!((code, &*out), (Some(2), ""), "{err}");
    assert!(err.contains(expect), "expected {expect:?}\n{err}");
    assert!(!err.contains("s3cret"), "{err}");
}

/// What a client that is odd, but tells all, becomes.
#[track_caller]
fn check_fine(arms: &str) {
    // What is missing is kept as it is written.
    let args = ["query", "", "@test", "-o", "csv", "--columns", "QuadClass"];
    let (code, expect, _) = run(&Database::new(), &args);
    assert_eq!((code, expect.lines().count()), (Some(0), 61));
    let (code, out, err) = run(&Database::with_client(arms), &args);
    assert_eq!((code, out, &*err), (Some(0), expect, ""));
}

#[test]
fn a_client_that_cannot_be_started_is_named() {
    #[track_caller]
    fn check(program: &str, expect: &str) {
        let database = Database::new();
        database.connect(&format!("command = [\"{program}\", \"s3cret\"]\n"));
        for args in [&["query", "", "@test"][..], &["connections"]] {
            let (_, out, err) = run(&database, args);
            let said = out + &err;
            assert!(said.contains(expect), "expected {expect:?}\n{said}");
            assert!(!said.contains("s3cret"), "{said}");
        }
    }
    check("/nowhere/client", "/nowhere/client can't be started: No such file or directory");
    check("./rows.csv", "./rows.csv can't be started: Permission denied");
    check("\\u001b[31m", "can't be started: No such file or directory");
}

#[test]
fn half_an_answer_is_an_error() {
    check("*) echo 'no such table' >&2; exit 3 ;;", "sh ended with exit code 3: no such table");
    check("*) exit 0 ;;", "@test");
    check("*) kill -9 $$ ;;", "sh was ended by signal 9");
    let rows = "'SELECT GLOBALEVENTID'*";
    check(
        &format!("{rows}) echo GLOBALEVENTID,SQLDATE; echo 1,20; echo 'too slow' >&2; exit 1 ;;"),
        "sh ended with exit code 1: too slow; not all has come",
    );
    check(&format!("{rows}) exit 1 ;;"), "sh ended with exit code 1");
    check(
        &format!("{rows}) printf '%s' \"$statement\" | sh ./engine.sh | head -n 60; exit ;;"),
        "59 of 60 rows have come; this is not the whole",
    );
    check(
        &format!("{rows}) printf '%s' \"$statement\" | sh ./engine.sh | head -n 1; exit ;;"),
        "0 of 60 rows have come; this is not the whole",
    );
}

/// What is said of a dictionary of days that a client answers so.
#[track_caller]
fn check_dictionary(answer: &str, expect: &str) {
    let arms = format!("*'GROUP BY SQLDATE'*) printf '{answer}'; exit ;;");
    let database = Database::with_client(&arms);
    let (code, out, err) = run(&database, &["query", "date:2014", "@test"]);
    assert_eq!((code, &*out), (Some(2), ""), "{err}");
    assert!(err.contains(expect), "expected {expect:?}\n{err}");
}

#[test]
fn what_is_no_count_is_an_error() {
    let counts = "*'SELECT COUNT('*";
    check(&format!("{counts}) printf 'events\\nmany\\n'; exit ;;"), "it has no count: 'many'");
    check(&format!("{counts}) printf 'events\\n-1\\n'; exit ;;"), "it has no count: '-1'");
    check(&format!("{counts}) echo events; exit ;;"), "it has no count: ''");
    let odd = "it has a row that is not values and a count";
    check_dictionary("SQLDATE,events\\n20140101,x\\n", &format!("{odd}: '20140101,x'"));
    check_dictionary("SQLDATE,events\\n20140101\\n", &format!("{odd}: '20140101'"));
    check_dictionary("SQLDATE,events\\n2014,01,3\\n", &format!("{odd}: '2014,01,3'"));
    check_dictionary("SQLDATE,events\\n\\033[31m,1,1\\n", odd);
}

#[test]
fn other_columns_than_those_of_the_format_are_an_error() {
    check("*'LIMIT 50'*) printf 'a,b\\n1,2\\n'; exit ;;", "@test");
}

#[test]
fn what_comes_otherwise_but_whole_is_fine() {
    let rows = "'SELECT GLOBALEVENTID'*";
    // More than were counted: some have come meanwhile.
    let counts = "'SELECT COUNT('*";
    check_fine(&format!("{counts}) printf 'events\\n59\\n'; exit ;;"));
    // Between tabs, with a sign for what is missing.
    check_fine(&format!(
        "{rows}) printf '%s' \"$statement\" | sh ./engine.sh | sed 's/,,/,\\\\N,/g; s/,$/,\\\\N/' | \
         tr , '\\t'; exit ;;"
    ));
    // In quotes.
    check_fine(&format!(
        "{rows}) printf '%s' \"$statement\" | sh ./engine.sh | sed 's/,/\",\"/g; s/^/\"/; \
         s/$/\"/'; exit ;;"
    ));
    // What is said beside the rows is nobody's matter as long as they are all there.
    check_fine(&format!("{rows}) echo 'a word' >&2 ;;"));
}

#[test]
fn a_line_end_in_a_value_is_a_part_of_it() {
    let arms = "'SELECT GLOBALEVENTID'*) printf '%s' \"$statement\" | sh ./engine.sh | \
        sed '2s/Donetsk/\"Donetsk\\nCity, \"\"East\"\"\"/'; exit ;;";
    let database = Database::with_client(arms);
    let (code, out, err) = run(&database, &["query", "", "@test", "-o", "jsonl"]);
    assert_eq!((code, out.lines().count()), (Some(0), 60), "{err}");
    assert!(out.lines().next().unwrap().contains("Donetsk"), "{out}");
}

#[test]
fn what_a_client_shouts_is_cut_and_neutralised() {
    let shout = "i=0; while [ $i -lt 10000 ]; do i=$((i + 1)); \
        printf 'line %d \\033]0;owned\\007\\033[31m \\0 \\342\\200\\256 txt\\n' $i; done >&2; exit 1";
    let database = Database::with_client(&format!("*) {shout} ;;"));
    for args in [
        &["query", "", "@test"][..],
        &["connections"],
        &["stats", "@test"],
        &["--plain", "@test"],
        &["query", "--sql", "date:2014", "@test"],
    ] {
        let output = run_with(demarche(&database, args), |_| {});
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(said.contains("line 9981"), "{said}");
        assert!(!said.contains("line 9980"), "{said}");
        let raw = ['\u{1b}', '\u{7}', '\0', '\u{202e}'];
        assert!(!said.contains(raw), "{said:?}");
    }
}

#[test]
fn a_client_that_shouts_without_end_of_line_is_waited_for() {
    check(
        "*) head -c 50000000 /dev/zero | tr '\\0' x >&2; exit 1 ;;",
        "sh ended with exit code 1: x",
    );
}

#[test]
fn a_signal_to_the_program_ends_all_that_it_started() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        // Who runs the tests in the background may ignore it, and all that they start.
        if is_ignored(signal) {
            continue;
        }
        for args in [
            &["query", "", "@test"][..],
            &["connections"],
            &["query", "--sql", "date:2014", "@test"],
            &["--plain", "@test"],
        ] {
            let database = Database::of_script(STUBBORN);
            let alive = database.watch();
            let output = run_with(demarche(&database, args), |process| {
                alive.wait_for("runs");
                kill_process(process, signal).unwrap();
            });
            alive.wait_for("gone");
            assert_eq!(output.status.signal(), Some(signal.as_raw()), "{args:?}");
            assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
        }
    }
}

fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
    ignored >> (signal.as_raw() - 1) & 1 == 1
}

#[test]
fn a_program_that_outlives_its_terminal_goes_on() {
    let database = Database::with_client("'SELECT COUNT('*) kill -HUP $PPID ;;");
    let mut command = Command::new("nohup");
    let inner = demarche(&database, &["query", "", "@test", "-o", "csv"]);
    command.arg(inner.get_program()).args(inner.get_args());
    command.env("DEMARCHE_CONFIG_DIR", database.path("")).current_dir(database.path(""));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = run_with(command, |_| {});
    assert_eq!(output.status.code(), Some(0));
}
