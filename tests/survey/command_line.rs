//! `@NAME` on the command line.

use std::fs;

use crate::{
    broken::{demarche, run, run_with},
    database::Database,
};

/// What a command gives on a database: its exit code, and words on standard output and standard
/// error; no words means that nothing is written there.
#[track_caller]
fn check_on(database: &Database, args: &[&str], code: i32, out: &str, err: &str) {
    let ran = run(database, args);
    let shown = format!("demarche {}\n{}{}", args.join(" "), ran.1, ran.2);
    assert_eq!(ran.0, Some(code), "{shown}");
    for (found, expect) in [(&ran.1, out), (&ran.2, err)] {
        assert!(found.contains(expect), "expected {expect:?}\n{shown}");
        assert!(!expect.is_empty() || found.is_empty(), "expected nothing\n{shown}");
    }
}

#[track_caller]
fn check(args: &[&str], code: i32, out: &str, err: &str) {
    check_on(&Database::new(), args, code, out, err);
}

#[test]
fn connections_are_listed_with_what_they_answer() {
    check(&["connections", "-o", "csv"], 0, "@test,sh,events,gdelt,60,11,", "");
    let database = Database::new();
    let broken = |text: &str| fs::write(database.path("connections.toml"), text).unwrap();
    fs::remove_file(database.path("connections.toml")).unwrap();
    let none = "you have no connections; `demarche connections --help` shows how to write one";
    check_on(&database, &["connections"], 1, "", none);
    broken("[a]\ncommand = [\"sh\", \"s3cret\n");
    let (code, out, err) = run(&database, &["connections"]);
    assert_eq!((code, &*out), (Some(1), ""), "{err}");
    assert!(err.contains("connections.toml:2:") && !err.contains("s3cret"), "{err}");
    broken("[a]\ncommand = \"s3cret\"\ntable = \"t\"\n");
    let (code, out, err) = run(&database, &["connections"]);
    assert_eq!((code, &*out), (Some(1), ""), "{err}");
    assert!(err.contains("connections.toml:2:11: error:") && !err.contains("s3cret"), "{err}");
    // One that fails leaves the others as they are.
    let client = database.path("client.sh");
    broken(&format!(
        "[good]\ncommand = [\"sh\", {client:?}]\ntable = \"events\"\nformat = \"gdelt\"\n\
         [bad]\ncommand = [\"sh\", \"-c\", \"echo s3cr; exit 1\"]\ntable = \"t\"\n"
    ));
    let (code, out, err) = run(&database, &["connections", "-o", "csv"]);
    assert_eq!(code, Some(1), "{err}");
    assert!(out.contains("@good,sh,events,gdelt,60,11,"), "{out}");
    assert!(out.contains("@bad,sh,t,,,0,sh ended with exit code 1"), "{out}");
    assert!(!(out + &err).contains("s3cr"));
}

#[test]
fn a_connection_is_named_alone_and_by_its_name() {
    check(&["query", "", "@tset"], 2, "", "no connection is called 'tset' (did you mean 'test'?)");
    check(&["query", "", "@nothing-like-it"], 2, "", "(there is @test)");
    check(&["stats", "@test", "@test"], 2, "", "@test is explored alone, without other files");
    check(&["stats", "@test", "rows.csv"], 2, "", "@test is explored alone, without other files");
    check(&["stats", "rows.csv", "@test"], 2, "", "@test is explored alone, without other files");
    for option in ["--from=gdelt", "--map=map.toml"] {
        check(&["stats", option, "@test"], 2, "", "the connection says how @test is read");
    }
    for option in ["--sql", "--limit=5"] {
        check(&["stats", option, "rows.csv"], 2, "", "--sql and --limit are for a database");
    }
}

#[test]
fn a_file_that_begins_with_the_sign_needs_a_folder_before_it() {
    let database = Database::new();
    fs::copy(database.path("rows.csv"), database.path("@x")).unwrap();
    check_on(&database, &["stats", "@x"], 2, "", "no connection is called 'x'");
    check_on(&database, &["stats", "./@x"], 0, "events      60", "");
    assert_eq!(database.asked().len(), 0);
}

#[test]
fn commands_ask_a_database_as_they_read_a_file() {
    let database = Database::new();
    for args in [
        &["query", "", "-o", "csv", "--columns", "QuadClass"][..],
        &["query", "kind:consult", "-o", "csv", "--columns", "QuadClass"],
        &["query", "actor:rus date:2014", "-o", "csv", "--columns", "QuadClass"],
        &["query", "-actor:rus", "-o", "csv", "--columns", "QuadClass"],
        &["query", "kyiv", "-o", "csv", "--columns", "QuadClass"],
        &["actors", "-o", "csv"],
        &["actors", "-q", "quad:material-conflict", "-o", "csv"],
        &["trends", "-o", "csv"],
        &["dyads", "-o", "csv"],
        &["lanes", "-o", "csv"],
        &["gaps", "-o", "csv"],
        &["stats", "-o", "csv"],
        &["stats", "--by", "actor", "-o", "csv"],
        &["stats", "--by", "year", "-q", "kind:consult", "-o", "csv"],
        &["statements", "-o", "csv"],
        &["check", "-o", "csv"],
        &["review", "-o", "csv"],
        &["show", "4117", "-o", "csv", "--columns", "QuadClass"],
        &["trends", "--split", "actor", "-o", "csv"],
        &["dyads", "--matrix", "-o", "csv"],
    ] {
        let (code, expect, _) = run(&database, &[args, &["--from=gdelt", "rows.csv"]].concat());
        let (of_database, out, err) = run(&database, &[args, &["@test"]].concat());
        assert_eq!(of_database, code, "{args:?}\n{err}");
        // A row is another one in what was fetched, and an index of the source in the file.
        let plain = |text: &str| {
            let lines = text.lines().map(|line| line.split(['@', '\'']).next().unwrap());
            lines.map(|line| line.split("rows.csv").next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(plain(&out), plain(&expect), "{args:?}");
    }
}

#[test]
fn a_window_becomes_a_timeline_of_its_own() {
    let database = Database::new();
    let (code, out, err) = run(&database, &["export", "-q", "date:2014", "@test"]);
    assert_eq!((code, &*err), (Some(0), ""));
    fs::write(database.path("window.json"), out).unwrap();
    check_on(&database, &["stats", "window.json"], 0, "events      38", "");
}

#[test]
fn a_statement_is_printed_and_no_row_fetched() {
    let database = Database::new();
    let args = ["query", "kind:consult date:2014", "--sql", "@test"];
    let (code, out, err) = run(&database, &args);
    assert_eq!((code, &*err), (Some(0), ""), "{out}");
    assert!(out.starts_with("SELECT GLOBALEVENTID, SQLDATE, "), "{out}");
    assert!(out.ends_with(";\n") && out.lines().count() == 1, "{out}");
    let fetches = |line: &String| line.starts_with("SELECT GLOBALEVENTID");
    assert_eq!(database.asked().iter().filter(|line| fetches(line)).count(), 0);
    for args in [
        &["stats", "--sql", "@test"][..],
        &["dyads", "--sql", "@test"],
        &["check", "--sql", "@test"],
    ] {
        let expect = "SELECT GLOBALEVENTID, SQLDATE, ";
        check_on(&database, args, 0, expect, "");
    }
    check_on(
        &database,
        &["query", "kyiv", "--sql", "@test"],
        0,
        "SELECT GLOBALEVENTID",
        "looked at again in what comes: words",
    );
}

#[test]
fn too_many_rows_are_not_fetched() {
    let database = Database::with_limit(20);
    let advice = "60 events in the database, and at most 20 are fetched; add a term, such as \
                  date:2014-03, or --limit 60";
    check_on(&database, &["stats", "@test"], 2, "", advice);
    let fetches = database.asked().iter().filter(|it| it.starts_with("SELECT GLOBAL")).count();
    assert_eq!(fetches, 0);
    check_on(&database, &["stats", "--limit", "60", "@test"], 0, "events      60", "");
    check_on(&database, &["stats", "--limit", "59", "@test"], 2, "", "at most 59 are fetched");
}

#[test]
fn what_is_wrong_in_the_rows_is_told() {
    let arms = "'SELECT GLOBALEVENTID'*) printf '%s' \"$statement\" | sh ./engine.sh | \
        sed '2s/2013..../soon/'; exit ;;";
    let database = Database::with_client(arms);
    let (code, out, err) = run(&database, &["query", "", "@test", "-o", "csv"]);
    assert_eq!((code, out.lines().count()), (Some(0), 61), "{err}");
    assert!(err.contains("to see them: demarche check @test"), "{err}");
}

#[test]
fn only_the_users_own_file_names_commands() {
    let database = Database::new();
    fs::remove_file(database.path("connections.toml")).unwrap();
    let other = tempfile::tempdir().unwrap();
    let mark = other.path().join("started");
    let text =
        format!("[test]\ncommand = [\"touch\", {mark:?}]\ntable = \"t\"\nformat = \"gdelt\"\n");
    let beside =
        ["connections.toml", ".config/demarche/connections.toml", "demarche/connections.toml"];
    for name in beside {
        let path = other.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &text).unwrap();
    }
    fs::copy(database.path("rows.csv"), other.path().join("rows.csv")).unwrap();
    let notebook = format!("{text}[connections.test]\ncommand = [\"touch\", {mark:?}]\n");
    fs::write(other.path().join("rows.notebook.toml"), notebook).unwrap();
    for args in
        [&["stats", "@test"][..], &["connections"], &["stats", "rows.csv"], &["@test", "--plain"]]
    {
        let mut command = demarche(&database, args);
        run_with(
            {
                command.current_dir(&other);
                command
            },
            |_| {},
        );
        assert!(!mark.exists(), "{args:?}");
    }
    // It is what would be started.
    fs::write(database.path("connections.toml"), &text).unwrap();
    run(&database, &["stats", "@test"]);
    assert!(mark.exists());
}

#[test]
fn a_notebook_is_kept_apart_and_laid_over_the_rows() {
    let database = Database::new();
    let mut command = demarche(&database, &["--plain", "@test", "-q", "date:2014"]);
    let script = database.path("script");
    fs::write(&script, "next\nreject-record\nquit\n").unwrap();
    command.stdin(fs::File::open(script).unwrap());
    let output = run_with(command, |_| {});
    let said = String::from_utf8(output.stdout).unwrap();
    let (_, out, err) = run(&database, &["stats", "-q", "date:2014", "@test"]);
    assert!(err.contains("1 record as decided and noted"), "{said}\n{out}{err}");
    check_on(&database, &["stats", "--no-notebook", "-q", "date:2014", "@test"], 0, "events", "");
}

#[test]
fn the_explorer_without_a_terminal_asks_a_database() {
    let database = Database::new();
    let script = database.path("script");
    fs::write(&script, "a\nf\ntype date:2014\nenter\nsnapshot\nenter\nsnapshot\n").unwrap();
    check_on(&database, &["@test", "--script", "script"], 0, "16 of 60 events", "");
    check_on(&database, &["@test", "--script", "script"], 0, "16 shown", "");
    fs::write(&script, "read\nnext list\nnext pane\nfilter date:2014\nopen\nquit\n").unwrap();
    let mut command = demarche(&database, &["--plain", "@test"]);
    command.stdin(fs::File::open(&script).unwrap());
    let output = run_with(command, |_| {});
    insta::assert_snapshot!("plain", String::from_utf8(output.stdout).unwrap());
}
