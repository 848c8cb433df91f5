//! Bad files and faults: nothing panics, nothing hangs, nothing takes the memory of the machine,
//! and what is wrong is said.
//!
//! `benches/faults.sh` runs the same on far more files, and on large ones.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "faults/samples.rs"]
mod samples;
#[path = "faults/whole.rs"]
mod whole;

use std::{
    env, fs,
    io::Write as _,
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process, thread,
    time::{Duration, Instant},
};

use assert_cmd::Command;
use samples::Sample;
use tempfile::TempDir;

/// A number from the environment, for `benches/faults.sh`.
fn number(name: &str, otherwise: usize) -> usize {
    env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

#[test]
fn damaged_files_do_no_harm() {
    let damaged: Vec<(String, Sample)> = samples::own()
        .iter()
        .flat_map(|sample| {
            let named = |(way, it)| (format!("{} {way}", sample.name), it);
            samples::damaged(sample).into_iter().map(named).collect::<Vec<_>>()
        })
        .collect();
    let tried = whole::try_all(damaged.len(), |number| damaged[number].clone());
    println!("{tried:?}");
    assert!(tried.files > 900 && tried.loaded * 3 > tried.files, "{tried:?}");
}

/// With `FAULTS` so many files, with `FAULTS_FROM` those from that seed on, with `FAULTS_FOLDER`
/// also of the samples in a folder and the folders in it.
#[test]
fn mutated_files_do_no_harm() {
    let mut samples = samples::own();
    if let Ok(folder) = env::var("FAULTS_FOLDER") {
        let folders = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let folders = folders.filter(|path| path.is_dir()).chain([folder.into()]);
        samples.extend(folders.flat_map(|folder| samples::of_folder(&folder)));
    }
    let (count, from) = (number("FAULTS", 200), number("FAULTS_FROM", 0));
    let tried = whole::try_all(count, |number| {
        let seed = from + number;
        (format!("seed {seed}"), samples::mutated(seed as u64, &samples))
    });
    println!("{} samples, {tried:?}", samples.len());
    assert!(tried.loaded * 3 > tried.files, "{tried:?}");
}

/// Runs a command in a folder, with a clean configuration; it may take ten seconds.
fn demarche(folder: &Path, arguments: &str) -> (i32, String) {
    let mut command = Command::cargo_bin("demarche").unwrap();
    command.current_dir(folder).env("DEMARCHE_CONFIG_DIR", folder.join("config"));
    command.args(arguments.split(' ')).timeout(Duration::from_secs(10));
    let output = command.output().unwrap();
    let words = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&words).into_owned())
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn make_pipe(path: &Path) {
    assert!(process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

const TALKS: &str =
    r#"{"format": "demarche-timeline", "version": 1, "events": [{"id": "e", "when": "2015"}]}"#;

#[test]
fn what_is_not_a_regular_file_is_said() {
    let folder = folder(&[("a.json", TALKS), ("a.csv", "date,title\n2015-08-13,Talks\n")]);
    make_pipe(&folder.path().join("pipe"));
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    for (arguments, words) in [
        ("check /dev/zero", "/dev/zero is a device, not a regular file"),
        ("query x /dev/null", "/dev/null is a device, not a regular file"),
        ("formats /dev/random", "/dev/random is a device, not a regular file"),
        ("map /dev/zero", "/dev/zero is a device, not a regular file"),
        ("stats a.json /dev/zero", "/dev/zero is a device, not a regular file"),
        ("extract --explain /dev/zero", "/dev/zero is a device, not a regular file"),
        ("extract --jsonl /dev/zero", "/dev/zero is a device, not a regular file"),
        ("--script /dev/zero a.json", "/dev/zero is a device, not a regular file"),
        ("check socket", "socket is a socket, not a regular file"),
        ("check --map /dev/zero a.csv", "can't read /dev/zero: not a regular file"),
        ("check --map pipe a.csv", "can't read pipe: not a regular file"),
        ("check --lexicon /dev/zero a.json", "can't read /dev/zero: not a regular file"),
        ("check --lexicon pipe a.json", "can't read pipe: not a regular file"),
        ("check --map . a.csv", "can't read .: not a regular file"),
    ] {
        let (code, said) = demarche(folder.path(), arguments);
        assert_eq!((code, said.contains(words)), (2, true), "{arguments}: {said}");
    }
}

#[test]
fn what_comes_through_a_pipe_is_not_passed_over() {
    let folder = folder(&[("a.json", TALKS)]);
    for (arguments, input, is_told) in [
        ("check", "They met.", true),
        ("query date:1914", "They met.", true),
        ("check", "", false),
        ("check a.json", "They met.", false),
        ("check -", "They met in Bern.", false),
    ] {
        let mut command = Command::cargo_bin("demarche").unwrap();
        command.current_dir(folder.path()).env("DEMARCHE_CONFIG_DIR", folder.path().join("config"));
        let output = command.args(arguments.split(' ')).write_stdin(input).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said.contains("standard input is not read"), is_told, "{arguments}: {said}");
    }
}

/// What the program says of what comes through a pipe, if the code is this one.
#[track_caller]
fn piped(arguments: &str, input: &[u8], code: i32) -> String {
    let folder = folder(&[("tour", "g m\nsnapshot\n")]);
    let mut command = Command::cargo_bin("demarche").unwrap();
    command.current_dir(folder.path()).env("DEMARCHE_CONFIG_DIR", folder.path().join("config"));
    let output = command.args(arguments.split(' ')).write_stdin(input).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments}: {said}");
    said
}

#[test]
fn a_pipe_that_ends_within_a_row_may_not_be_all() {
    let csv = "date,title,place\n2020-01-01,One,Homs\n2020-01-02,Two";
    let json = "{\"date\":\"2020-01-01\",\"title\":\"One\"}";
    for (input, end) in [
        (csv.to_owned(), "in the middle of row 3"),
        (csv.replace(',', "\t"), "in the middle of row 3"),
        (format!("{csv},\"Homs"), "in the middle of row 3"),
        (format!("{csv},Homs"), ""),
        (format!("{csv},Homs\n"), ""),
        (format!("{json}\n{}", &json[..20]), "in the middle of row 2"),
        (format!("{json}\n{json}"), ""),
        (format!("[{json},{}", &json[..20]), "in the middle of row 2"),
        (format!("[{json}"), "after row 1, where its list should go on"),
        (format!("[{json}]"), ""),
    ] {
        let told = format!(
            "standard input: error: the data may be incomplete: the input ends {end}; whoever \
             wrote it may have stopped early"
        );
        for arguments in ["check -", "query date:2020 -", "stats -", "--script tour -"] {
            let code = i32::from(arguments == "check -" && !end.is_empty());
            let said = piped(arguments, input.as_bytes(), code);
            // The explorer has a line for it, however long that is.
            let told = if arguments.starts_with("--script") { &told[..40] } else { &told };
            assert_eq!(said.contains(told), !end.is_empty(), "{arguments}: {input}: {said}");
        }
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(format!("{csv},Homs\n").repeat(9).as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    let said = piped("query date:2020 -", &bytes[..bytes.len() - 9], 0);
    assert!(said.contains("the compressed data breaks off after"), "{said}");
}

#[test]
fn broken_archives_are_told_in_plain_words() {
    let files = ["a.zip", "a.docx", "a.epub", "a.xlsx"];
    let folder = folder(&files.map(|name| (name, "PK\u{3}\u{4} and no archive")));
    for name in files {
        let (code, said) = demarche(folder.path(), &format!("check {name}"));
        assert_eq!((code, said.contains("it is cut off or damaged")), (2, true), "{said}");
    }
}

#[test]
fn settings_are_regular_files() {
    let files = [
        ("a.json", TALKS),
        ("article.txt", "The ministers met in Geneva on 13 August 2015. They signed a pact.\n"),
    ];
    for (name, arguments) in [
        ("config.toml", "--script tour a.json"),
        ("keymap.toml", "--script tour a.json"),
        ("themes/paper.toml", "--script tour a.json"),
        ("lexicon/groups.tsv", "check article.txt"),
    ] {
        let folder = folder(&files);
        fs::write(folder.path().join("tour"), "g m\nsnapshot\n").unwrap();
        let path = folder.path().join("config").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let device = || std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        for make in [&device as &dyn Fn(), &|| make_pipe(&path)] {
            make();
            let (code, said) = demarche(folder.path(), arguments);
            assert!(said.contains("not a regular file") && code >= 0, "{name}: {code} {said}");
            fs::remove_file(&path).unwrap();
        }
    }
}

#[test]
fn who_waits_for_a_pipe_is_told_and_what_comes_is_read() {
    let folder = folder(&[("a.json", TALKS), ("tour", "snapshot\n")]);
    let path = folder.path().join("pipe");
    make_pipe(&path);
    for arguments in [
        "check pipe",
        "formats pipe",
        "map pipe",
        "extract --syntax pipe",
        "stats a.json pipe",
        "--script tour pipe",
        "--script tour a.json pipe",
    ] {
        let mut child = process::Command::new(env!("CARGO_BIN_EXE_demarche"))
            .current_dir(folder.path())
            .args(arguments.split(' '))
            .stdout(process::Stdio::null())
            .stderr(process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        std::io::BufRead::read_line(&mut said, &mut line).unwrap();
        assert_eq!(
            line, "nothing has come through pipe yet; Ctrl-C stops waiting\n",
            "{arguments}"
        );
        // Whoever writes now is heard.
        let table = "date,title\n2015-08-13,Talks\n";
        fs::write(&path, if arguments == "map pipe" { table } else { TALKS }).unwrap();
        assert!(child.wait().unwrap().code().is_some_and(|code| code < 2), "{arguments}");
    }
    // What the shell makes of `<(…)` is a pipe, too.
    let bash = |line: &str| {
        let line = line.replace("demarche", env!("CARGO_BIN_EXE_demarche"));
        let mut bash = process::Command::new("bash");
        let output = bash.current_dir(folder.path()).args(["-c", &line]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(bash("demarche query date:2015 <(cat a.json) -o jsonl").contains("\"id\":\"e\""));
    assert!(bash("demarche query date:2015 <(gzip < a.json) -o jsonl").contains("\"id\":\"e\""));
    let mapped = "demarche query date:2015 -o jsonl --map <(printf '[when]\\nstart = \"d\"\\n') \
                  <(printf 'd,x\\n2015-08-13,a\\n2015-08-14,b\\n')";
    assert!(bash(mapped).contains("2015-08-13"), "{}", bash(mapped));
}

/// What signals end without more ado: a script whose data, or which itself, does not come.
#[test]
fn who_waits_for_a_pipe_can_be_stopped() {
    let folder = folder(&[("tour", "snapshot\n")]);
    make_pipe(&folder.path().join("pipe"));
    let stopped = |arguments: &str, name: &str, signal: &str| {
        let mut child = process::Command::new(env!("CARGO_BIN_EXE_demarche"))
            .current_dir(folder.path())
            .env("DEMARCHE_CONFIG_DIR", folder.path().join("config"))
            .args(arguments.split(' '))
            .stdin(process::Stdio::piped())
            .stdout(process::Stdio::null())
            .stderr(process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        std::io::BufRead::read_line(&mut said, &mut line).unwrap();
        let expected = format!("nothing has come through {name} yet; Ctrl-C stops waiting\n");
        assert_eq!(line, expected, "{arguments}");
        let asked = Instant::now();
        let id = child.id().to_string();
        assert!(
            process::Command::new("kill").args(["-s", signal, &id]).status().unwrap().success()
        );
        let ended = child.wait().unwrap();
        assert!(asked.elapsed() < Duration::from_secs(1), "{arguments} {signal}");
        ended.signal()
    };
    thread::scope(|scope| {
        for (arguments, name) in [
            ("--script tour pipe", "pipe"),
            ("--script tour -", "standard input"),
            ("--script pipe", "pipe"),
            ("--script -", "standard input"),
            ("query date:2015 -", "standard input"),
        ] {
            for (signal, number) in [("INT", 2), ("TERM", 15)] {
                let stopped = &stopped;
                scope.spawn(move || assert_eq!(stopped(arguments, name, signal), Some(number)));
            }
        }
    });
}

#[test]
fn what_is_wrong_is_said() {
    let nested = format!("<html><body>{}deep words</body>", "<div>".repeat(100_000));
    let sources: Vec<String> =
        (0..100).map(|id| format!(r#"{{"id": "s{id}", "file": "text.txt"}}"#)).collect();
    let shared = format!(
        r#"{{"format": "demarche-timeline", "version": 1, "sources": [{}]}}"#,
        sources.join(",")
    );
    let circle = r#"{"format": "demarche-timeline", "version": 1,
        "sources": [{"id": "s", "derived_from": ["s"]}, {"id": "t", "derived_from": ["u"]},
            {"id": "u", "derived_from": ["t"]}],
        "actors": [{"id": "a", "name": "A", "member_of": ["a"]}, {"id": "b", "name": "B", "member_of": ["c"]},
            {"id": "c", "name": "C", "member_of": ["d"]}, {"id": "d", "name": "D", "member_of": ["b"]}]}"#;
    let utf16: Vec<u8> = TALKS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let long = format!("The envoys met in Geneva and {}", "they spoke and ".repeat(1_500));
    let folder = folder(&[
        ("deep.html", &nested),
        ("shared.json", &shared),
        ("text.txt", &"The envoys met in Geneva. ".repeat(40_000)),
        ("circle.json", circle),
        ("headless.tsv", "New Front\tarmed_group\n"),
        ("article.txt", "The ministers met in Geneva on 13 August 2015. They signed a pact.\n"),
        ("long.txt", &long),
    ]);
    fs::rename(folder.path().join("headless.tsv"), folder.path().join("groups.tsv")).unwrap();
    fs::write(folder.path().join("utf16.json"), utf16).unwrap();
    let large = "The envoys of the two countries met on Thursday in a hotel by the lake.\n";
    fs::write(folder.path().join("large.txt"), large.repeat((33 << 20) / large.len())).unwrap();
    for (arguments, code, words) in [
        ("check deep.html", 1, "nested too deep"),
        ("check shared.json", 0, "nothing is wrong"),
        ("check circle.json", 1, "circle.json: warning: 'a' is a member of itself"),
        ("check circle.json", 1, "'b' is a member of itself, through 'c', 'd'"),
        ("check circle.json", 1, "circle.json: warning: 's' is derived from itself"),
        ("check circle.json", 1, "'t' is derived from itself, through 'u'"),
        (
            "check --lexicon groups.tsv article.txt",
            1,
            "groups.tsv:1: error: the first line has to name the columns",
        ),
        ("query date:2015 utf16.json", 0, "2015"),
        ("formats utf16.json", 0, "UTF-16 without a byte order mark"),
        ("check large.txt", 2, "it has 33 MB, an article at most 32; split it"),
        ("extract --syntax long.txt", 0, "1999\t"),
    ] {
        let (found, said) = demarche(folder.path(), arguments);
        let said_so = said.contains(words);
        assert_eq!(
            (found, said_so),
            (code, true),
            "{arguments}: {}",
            &said[..said.len().min(2_000)]
        );
    }
    let (_, said) = demarche(folder.path(), "extract --syntax long.txt");
    assert!(!said.contains("\n2001\t"), "no sentence has more than 2,000 tokens");
}
