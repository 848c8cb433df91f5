//! The command line as a shell sees it: arguments in, bytes and an exit code out.

use std::{
    ffi::OsStr,
    io::{self, Read as _, Write as _},
    num::NonZero,
    os::unix::ffi::OsStrExt as _,
    process::{Command, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::{Value, json};

/// What a call gave.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

/// The program in the folder of the test files, with default settings.
fn demarche() -> Command {
    let mut command = Command::new(cargo_bin!("demarche"));
    command
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli"))
        .env_clear()
        .env("DEMARCHE_CONFIG_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/none"))
        .stdin(Stdio::null());
    command
}

/// The words of a line; what stands in single quotes is one.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (number, part) in line.split('\'').enumerate() {
        if number % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[track_caller]
fn run(line: &str) -> Ran {
    run_with(line, b"")
}

/// Runs the program with bytes on standard input.
#[track_caller]
fn run_with(line: &str, input: &[u8]) -> Ran {
    let mut command = demarche();
    command.args(words(line)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    // A program that does not read its input closes it.
    drop(stdin.write_all(input));
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs a line and expects an exit code, some words on standard output and some on standard error;
/// no words means that nothing is written there.
#[track_caller]
fn check(line: &str, code: i32, out: &str, err: &str) {
    let ran = run(line);
    let shown = format!("demarche {line}\n{}{}", ran.out, ran.err);
    assert_eq!(ran.code, Some(code), "{shown}");
    for (found, expect) in [(&ran.out, out), (&ran.err, err)] {
        assert!(found.contains(expect), "expected {expect:?}\n{shown}");
        assert!(!expect.is_empty() || found.is_empty(), "expected nothing\n{shown}");
    }
}

/// The objects of `-o jsonl`.
#[track_caller]
fn rows(line: &str) -> Vec<Value> {
    let ran = run(line);
    assert_eq!(ran.code, Some(0), "demarche {line}\n{}", ran.err);
    ran.out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
}

#[track_caller]
fn ids(line: &str) -> String {
    let rows = rows(&format!("{line} -o jsonl"));
    rows.iter().map(|row| row["id"].as_str().expect("an id")).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_command_says_what_it_does() {
    check("-h", 0, "Usage: demarche [OPTIONS] [FILE]...", "");
    check("--version", 0, env!("CARGO_PKG_VERSION"), "");
    for command in [
        "query",
        "show",
        "statements",
        "actors",
        "stats",
        "gaps",
        "trends",
        "dyads",
        "lanes",
        "check",
        "formats",
        "map",
        "export",
        "extract",
        "schema",
        "keys",
        "completions",
        "man",
    ] {
        check(&format!("{command} -h"), 0, &format!("Usage: demarche {command}"), "");
    }
    for command in [
        "",
        "query",
        "show",
        "statements",
        "actors",
        "stats",
        "gaps",
        "trends",
        "dyads",
        "check",
        "formats",
        "map",
        "export",
        "extract",
        "schema",
        "completions",
    ] {
        let help = run(&format!("{command} --help")).out;
        assert!(help.starts_with("Examples:\n  demarche"), "examples come first:\n{help}");
    }
    let short = run("-h").out;
    assert!(short.lines().count() < 63 && !short.contains("Examples"), "{short}");
    check("query --help", 0, "dyad:russia>usa", "");
}

#[test]
fn candidates_are_held_back_unless_asked_for() {
    const FILE: &str = "../screens/candidates.json";
    let held_back = "3 candidates are held back; --candidates adds them";
    assert_eq!(ids(&format!("query kind:consult {FILE}")), "e1 e4");
    assert_eq!(ids(&format!("query --candidates kind:assault {FILE}")), "e2");
    assert_eq!(ids(&format!("query confidence:<0.5 {FILE}")), "e2 e3 e5");
    check(&format!("query kind:assault {FILE}"), 1, "", "1 candidate is held back");
    assert_eq!(ids(&format!("statements {FILE}")), "s1");
    assert_eq!(ids(&format!("statements {FILE} --candidates")), "s1 s2");
    check(&format!("actors {FILE} -q kind:assault --candidates -o csv"), 0, "the rebels", "");
    check(&format!("stats {FILE} -o csv"), 0, "\n3,1,", held_back);
    check(&format!("stats {FILE} -o csv --candidates"), 0, "\n5,2,", "");
    check(&format!("check {FILE}"), 0, "", "3 events, 1 statement, 3 candidates");
    check(&format!("show e2 {FILE}"), 0, "told by     Aliya Serikova: \"We saw smoke\"", "");
    for (flag, events, statements) in [("", 3, 1), ("--candidates", 5, 2)] {
        let text = run(format!("export {FILE} {flag}").trim_end()).out;
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let len = |list: &str| value[list].as_array().expect("a list").len();
        assert_eq!((len("events"), len("statements")), (events, statements), "{flag}");
    }
}

#[test]
fn a_receipt_accounts_for_every_sentence() {
    let line = "extract --receipt ../screens/talks.txt";
    let rows = rows(&format!("{line} -o jsonl"));
    let of = |item: &str| rows.iter().filter(|row| row["item"] == item).collect::<Vec<_>>();
    let (sentences, names) = (of("sentence"), of("name"));
    let is_told = |row: &&&Value| row["events"] != 0 || row["statements"] != 0;
    let told = sentences.iter().filter(is_told).count();
    assert!((4..7).contains(&told) && sentences.len() == 7, "{rows:?}");
    // Every name is used by an entry; the dateline is none.
    assert_eq!((&sentences[0]["left_out"], names.len()), (&"headline".into(), 0));
    let sum = format!("talks.txt: {told} of 7 sentences told");
    check(&format!("{line} -o csv"), 0, "sentence,0,37,0,0,0,headline,", &sum);
    check(&format!("{line} --explain"), 2, "", "cannot be used with");
}

#[test]
fn the_rules_are_printed_with_their_examples() {
    let rules = rows("extract --rules -o jsonl");
    let of = |name: &str| rules.iter().find(|row| row["rule"] == name).expect("it is there");
    assert_eq!((&of("according to")["stage"], rules.len() > 60), (&"statement".into(), true));
    check("extract --rules", 0, "According to the ministry, ", "");
    check("extract --rules x.txt", 2, "", "cannot be used with");
}

#[test]
fn a_wrong_command_line_says_what_to_write() {
    check("query", 2, "", "<EXPR>");
    check("stats -o xml", 2, "", "possible values: table, json, jsonl, csv, md");
    check("stats --out json", 2, "", "--output");
    check("query -zebra:x", 2, "", "unknown field 'zebra'");
    check("query 'kind:consult or kind:reject'", 2, "", "write OR");
    check("--size 80x24", 2, "", "--script <FILE>");
    check("completions tcsh", 2, "", "fish");
    check("query x missing.json", 2, "", "can't open missing.json: No such file or directory");
}

#[test]
fn queries_find_events() {
    check("query actor:lavrov", 0, "Khoja meets Lavrov", "");
    assert_eq!(ids("query actor:lavrov"), "e05 e08 e12");
    assert_eq!(ids("query 'actor:lavrov status:planned'"), "e12");
    assert_eq!(ids("query 'date!:2015-08-12'"), "e07");
    assert_eq!(ids("query -status:occurred"), "e01 e03 e12");
    assert_eq!(ids("query '-status:occurred -actor:lavrov'"), "e01 e03");
    assert_eq!(
        ids("query '-(kind:consult OR kind:reject OR kind:assault OR kind:statement)'"),
        "e03 e11"
    );
    check("stats -q -status:planned", 0, "events      11", "");
    check("query KHOJA", 1, "", "capitals count as they are typed: khoja finds 2 events");
    assert_eq!(ids("query 'kind:consult -actor:lavrov'"), "e02 e04 e07");
    check("query -- -date:2015", 1, "", "no event matches");
    check("stats -q -kind:consult", 0, "events      6", "");
    assert_eq!(ids("query ''").split(' ').count(), 12);
    assert_eq!(ids("query undated: undated.json"), "u2 u3");
    assert_eq!(ids("query telegram undated.json ../../data/moscow-talks-2015-08.json"), "u1");
}

#[test]
fn nothing_found_is_exit_code_1() {
    check("query nothinglikethis", 1, "", "no event matches");
    check("query nothinglikethis -o json", 1, "[]\n", "no event matches");
    check("query nothinglikethis -o csv", 1, "id,when,", "no event matches");
    check("statements -q status:planned", 1, "", "no statement matches");
    check("actors -q nothinglikethis", 1, "", "no actor");
    check("stats -q nothinglikethis", 1, "events      0", "nothing matches");
    check("export -q nothinglikethis", 1, "demarche-timeline", "no event matches");
    check("show e99", 1, "", "no record has the id 'e99' (did you mean 'e09'?)");
    check("stats undated.json -q actor:x", 2, "", "no actor is called 'x'");
}

#[test]
fn a_mistake_in_a_query_is_pointed_at() {
    check(
        "query actr:lavrov",
        2,
        "",
        "unknown field 'actr' (did you mean 'actor'?)\n  actr:lavrov\n  ^^^^\n",
    );
    check(
        "statements -q 'date:2015 kind:consul'",
        2,
        "",
        "\n  date:2015 kind:consul\n                 ^^^^^^\n",
    );
    check("query actor:lavrow", 2, "", "did you mean");
    check("query '(a' missing.json", 2, "", "  (a\n  ^");
    check("query 'date:2015-13'", 2, "", "  date:2015-13\n       ^^^^^^^\n");
}

#[test]
fn undated_events_that_a_date_leaves_out_are_counted() {
    check("query date:1914 undated.json", 0, "A telegram", "2 undated events are left out");
    check("query undated: undated.json", 0, "Another", "");
    check("stats undated.json", 0, "undated     2", "");
}

#[test]
fn lanes_are_a_picture_for_people_and_rows_for_machines() {
    const WAR: &str = "lanes ../screens/war.json";
    check(WAR, 0, "The Straits War, by actor, most events first, a year is 3 columns\n", "");
    check(WAR, 0, "\nCorsca             ◁═══▪════════░░          ▪", "");
    check(WAR, 0, "▷  1 undated\n", "");
    check(
        WAR,
        0,
        "\n▪ event  ═ lasted  ░ some time in  ~ about  ? unsure  ◁ began before  ▷ goes on  6 actors\n",
        "",
    );
    check(&format!("{WAR} --by quad"), 0, "\nmaterial conflict", "");
    check(&format!("{WAR} --by place -o csv"), 0, "\nPort Orne,,w11,1909-09-14,", "");
    check(
        &format!("{WAR} --order name -o csv"),
        0,
        "\nAdmiral Marrek,marrek,w07,[1907-03-01..1908-02-28],1907-03-01,1908-02-28,1907-03-01,1908-02-28,initiator,",
        "",
    );
    check(
        &format!("{WAR} --order first -o md"),
        0,
        "| Valdia | w15 | Nov 1912 to Feb 1913 | initiator |",
        "",
    );
    check(&format!("{WAR} --top 2"), 0, "Corsca", "2 of 6 actors");
    check(&format!("{WAR} -q kind:cooperate"), 1, "", "no event matches");
    check(&format!("{WAR} --by colour"), 2, "", "actor, kind, place, quad");
    check("lanes undated.json", 0, "undated", "");
    let lines = run(&format!("{WAR} -o jsonl")).out;
    let rows: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    let open = rows.iter().find(|row| row["event"] == "w19").expect("the garrison");
    assert_eq!(
        (&open["when"], &open["latest_start"], &open["earliest_end"], &open["lane"], &open["role"]),
        (
            &json!("1915-10-03/.."),
            &json!("1915-10-03"),
            &Value::Null,
            &json!("Valdia"),
            &json!(["initiator"])
        )
    );
    let undated = rows.iter().find(|row| row["event"] == "w23").expect("the strike");
    assert_eq!((&undated["when"], &undated["earliest_start"]), (&Value::Null, &Value::Null));
    let nobody = rows.iter().find(|row| row["event"] == "w21").expect("the earthquake");
    assert_eq!((&nobody["lane"], &nobody["actor"]), (&Value::Null, &Value::Null));
    // Marrek acts for Valdia, too, and a lane has as many rows as its filter finds events.
    let of_valdia = rows.iter().filter(|row| row["actor"] == "valdia").count();
    let found = run("query actor:valdia ../screens/war.json -o jsonl").out.lines().count();
    assert_eq!((of_valdia, found), (11, 11));
}

#[test]
fn an_event_has_the_documented_fields() {
    let rows = rows("query kind:statement,assault -o jsonl");
    let war = &rows[0];
    assert_eq!(war["id"], "e01");
    assert_eq!(war["when"], "2011~/..");
    assert_eq!(war["status"], "ongoing");
    assert_eq!(war["fatalities"], json!({ "best": 240_000, "approx": true }));

    let event = &rows[1];
    assert_eq!(event["id"], "e09");
    assert_eq!(event["when"], "2015-08-13");
    assert_eq!(event["basis"], "inferred");
    assert_eq!(event["title"], "Khoja says that Russia does not cling to Assad in person");
    assert_eq!(event["kind"], "statement");
    assert_eq!(event["status"], "occurred");
    let khoja = json!({ "id": "khoja", "name": "Khaled Khoja", "role": "initiator" });
    assert_eq!(event["actors"][0], khoja);
    assert_eq!(event["actors"].as_array().map(Vec::len), Some(4));
    let moscow =
        json!({ "name": "Moscow", "country": "RUS", "precision": "city", "basis": "inferred" });
    for (field, value) in moscow.as_object().unwrap() {
        assert_eq!(event["place"][field], *value);
    }
    assert_eq!(event["statements"], json!(["s1", "s2"]));
    assert_eq!(event["source"], json!(["brief"]));
    let evidence = &event["evidence"][0];
    assert_eq!((&evidence["source"], &evidence["anchor"]), (&json!("brief"), &json!("ok")));
    assert!(evidence["quote"].as_str().unwrap().starts_with("At a press conference"));
    assert_eq!(evidence["span"].as_array().map(Vec::len), Some(2));
    let undated = &self::rows("query undated: undated.json -o jsonl")[0];
    assert_eq!((&undated["when"], &undated["place"]), (&Value::Null, &Value::Null));
    assert_eq!(undated["actors"], json!([]));
}

#[test]
fn a_statement_has_the_documented_fields() {
    let rows = rows("statements -q 'speaker:khoja' -o jsonl");
    let [statement] = rows.as_slice() else { panic!("one statement") };
    assert_eq!(statement["id"], "s1");
    assert_eq!(statement["event"], "e09");
    assert_eq!(statement["when"], "2015-08-13");
    assert_eq!(statement["speaker"], "khoja");
    assert_eq!(statement["to"], json!(["journalists"]));
    assert_eq!(statement["via"], "afp");
    assert_eq!(statement["about"], json!(["russia", "al-assad", "syria"]));
    assert_eq!(statement["form"], "verbatim");
    assert!(statement["text"].as_str().unwrap().starts_with("We have found that"));
    assert_eq!(statement["evidence"][0]["source"], "brief");
    assert_eq!(ids("statements -q form:fragment"), "s2");
    assert_eq!(ids("statements"), "s6 s1 s2 s3 s4 s5");
}

#[test]
fn an_actor_has_the_documented_fields() {
    let rows = rows("actors -o jsonl");
    assert_eq!(rows.len(), 24);
    assert_eq!(rows[0]["id"], "russia", "the most active one stands first");
    let khoja = rows.iter().find(|row| row["id"] == "khoja").unwrap();
    assert_eq!((&khoja["name"], &khoja["kind"]), (&json!("Khaled Khoja"), &json!("person")));
    assert_eq!((&khoja["events"], &khoja["statements"]), (&json!(2), &json!(1)));
    let in_doha = ids("actors -q place:doha");
    assert_eq!(in_doha, "russia saudi-arabia united-states");
    assert_eq!(ids("actors -q form:fragment").split(' ').count(), 6);
}

#[test]
fn the_numbers_are_those_of_the_timeline() {
    let stats = |line: &str| -> Value {
        serde_json::from_str(&run(&format!("stats {line} -o json")).out).expect("one object")
    };
    let expect = json!({
        "events": 12, "statements": 6, "actors": 24, "sources": 2, "undated": 0, "issues": 0,
        "first": "2011~", "last": "2015-08-13",
    });
    assert_eq!(stats(""), expect);
    let expect = json!({
        "events": 4, "statements": 0, "actors": 0, "sources": 0, "undated": 2, "issues": 0,
        "first": "1914-07-29", "last": "1914-08-04",
    });
    assert_eq!(stats("undated.json"), expect);
    assert_eq!(stats("broken.json")["issues"], 5);
    let expect = json!({
        "events": 1, "statements": 0, "actors": 3, "sources": 1, "undated": 0, "issues": 0,
        "first": "[2015-08-01..2015-08-10]", "last": "[2015-08-01..2015-08-10]",
    });
    assert_eq!(stats("-q place:doha"), expect);
    let empty = stats("undated.json -q undated:");
    assert_eq!((&empty["first"], &empty["events"]), (&Value::Null, &json!(2)));
}

const WAR: &str = "../screens/dyads.json";

#[test]
fn pairs_have_the_documented_fields() {
    let found = rows(&format!("dyads {WAR} -o jsonl"));
    let expect = json!({
        "actor": "Lower Kingdom", "actor_id": "kingdom",
        "other": "Upper League", "other_id": "league",
        "events": 8, "alone": 6, "undated": 1, "low": 420, "best": 685, "high": 960,
        "first": "1412-03-02", "last": "1414-05-30",
        "quiet_days": 156, "quiet": "1412-04-30/1412-10-03",
        "known_quiet_days": 509, "known_quiet": "1413-01-06/1414-05-30",
    });
    assert_eq!(found[0], expect);
    for pair in &found {
        let line = format!(
            "{WAR} -q dyad:{}+{}",
            pair["actor_id"].as_str().unwrap(),
            pair["other_id"].as_str().unwrap()
        );
        let stats: Value =
            serde_json::from_str(&run(&format!("stats {line} -o json")).out).unwrap();
        assert_eq!(
            (&pair["events"], &pair["undated"]),
            (&stats["events"], &stats["undated"]),
            "{line}"
        );
    }
    let directed = rows(&format!("dyads {WAR} --directed -q undated: -o jsonl"));
    let names =
        |pair: &Value| format!("{} {} {}", pair["actor_id"], pair["other_id"], pair["events"]);
    assert_eq!(
        directed.iter().map(names).collect::<Vec<_>>(),
        [
            r#""ford" "kingdom" 1"#,
            r#""ford" "guard" 1"#,
            r#""league" "kingdom" 1"#,
            r#""league" "guard" 1"#,
        ]
    );
    assert_eq!(rows(&format!("dyads {WAR} --only-pair -o jsonl"))[0]["events"], 6);
}

#[test]
fn pairs_are_a_table_or_a_matrix_and_what_is_left_out_is_told() {
    check(
        &format!("dyads {WAR} --top 2"),
        0,
        "Lower Kingdom  Upper League       8      6   685  1412-03-02  1414-05-30",
        "9 more pairs; --top left them out",
    );
    check(
        &format!("dyads {WAR} --matrix --top 3 -o csv"),
        0,
        "actor,Lower Kingdom,Upper League,City of Ford,all\nLower Kingdom,,8,3,10\n",
        "3 more actors; --top left them out",
    );
    check(
        &format!("dyads {WAR} --matrix --top 2 -o md"),
        0,
        "| --- | ---: | ---: | ---: |\n| Lower Kingdom |  | 8 | 10 |",
        "4 more actors",
    );
    check(&format!("dyads {WAR} --matrix"), 0, "⟨U+202E⟩Clans", "");
    check(&format!("dyads {WAR} --matrix -o json"), 2, "", "--matrix prints a table, csv or md");
    check(&format!("dyads {WAR} -q kind:statement"), 1, "", "no event that matches has two actors");
    check(&format!("dyads {WAR} -q kind:consult --only-pair"), 1, "", "has just two actors");
    check(&format!("dyads {WAR} -q idd:x"), 2, "", "unknown field 'idd'");
    check(&format!("dyads {WAR} -q kind:agree --directed"), 1, "", "says who acts on whom");
}

#[test]
fn json_is_the_array_of_the_same_objects() {
    for line in ["query kind:consult", "statements", "actors", "check broken.json", "keys", "dyads"]
    {
        let array = run(&format!("{line} -o json")).out;
        let array: Vec<Value> = serde_json::from_str(&array).expect("one array");
        let lines = run(&format!("{line} -o jsonl")).out;
        let lines: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
        assert_eq!(array, lines, "{line}");
        assert!(!array.is_empty(), "{line}");
    }
    let one: Value = serde_json::from_str(&run("show e09 -o json").out).expect("one object");
    assert_eq!(one, rows("query kind:statement -o jsonl")[0]);
}

#[test]
fn tables_are_for_people_and_spreadsheets() {
    check("query e08 -o csv", 1, "id,when,basis,title,", "no event matches");
    check("query place:doha -o csv", 0, "e02,[2015-08-01..2015-08-10],inferred,\"Russia,", "");
    check("query place:doha -o md", 0, "| between 1 and 10 Aug 2015 | Russia, Saudi", "");
    check("query place:doha", 0, "between 1 and 10 Aug 2015  Russia, Saudi Arabia", "");
    check("statements -o md", 0, "| fragment | not clinging |", "");
    check(
        "stats -o csv",
        0,
        "events,statements,actors,sources,undated,issues,first,last\n12,6,",
        "",
    );
    check("stats -o md", 0, "| 12 | 6 | 24 |", "");
    check(
        "gaps -o csv",
        0,
        "group,gap,events,query,remedy\ndates,\"inferred, not in the words\",8,",
        "",
    );
    check("gaps -q date:2015-08-13", 0, "one source only                  7  sources:1\n", "");
    check("gaps -q 'kind:assault place:doha'", 1, "", "nothing is missing or doubtful");
    check("stats", 0, "Moscow talks on Syria, August 2015\n  events      12\n", "");
}

#[test]
fn one_record_is_shown_in_full() {
    check("show e09", 0, "inferred", "");
    check("show e09", 0, "not clinging", "");
    check("show s3", 0, "Maria Zakharova", "");
    check("show khoja", 0, "head, National Coalition", "");
    check("show brief", 0, "licence", "");
    check("show brief -o jsonl", 0, "\"derived_from\":[", "");
    check("show afp -o csv", 0, "afp,AFP,media", "");
    check("show ../../data/moscow-talks-2015-08.json", 1, "", "no record has the id");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    check("check", 0, "", "nothing is wrong: 12 events, 6 statements");
    check("check broken.json", 1, "broken.json:6:42: warning: unknown field 'knd'", "");
    check("check broken.json", 1, "broken.json:8:27: error: '1915-02-30' is no date", "");
    check("check broken.json", 1, "broken.json:12:20: error: lost: ", "");
    check("check broken.json -o csv", 1, "file,line,column,severity,message,help\n", "");
    check(
        "stats broken.json",
        0,
        "issues      5",
        "3 errors and 2 warnings; to see them: demarche check broken.json",
    );
    check("query undated: broken.json", 0, "An impossible day", "demarche check broken.json");
    let text =
        b"{\"format\":\"demarche-timeline\",\"version\":1,\"events\":[{\"id\":\"a\"},{\"id\":";
    let ran = run_with("query '' - -o jsonl", text);
    assert!(ran.out.starts_with("{\"id\":\"a\""), "what precedes the break is read: {}", ran.err);
    check("check ../cli.rs", 2, "", "format");
}

#[test]
fn a_timeline_is_read_from_a_pipe_plain_or_compressed() {
    let exported = run("export").out;
    let stats = run("stats").out;
    assert_eq!(run_with("stats -", exported.as_bytes()).out, stats);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(exported.as_bytes()).unwrap();
    let ran = run_with("stats -", &gzip.finish().unwrap());
    assert_eq!((ran.out, ran.code), (stats, Some(0)), "{}", ran.err);
    let ran = run_with("stats -", b"");
    let empty = "demarche: standard input is empty; whoever should write to it may have failed\n";
    assert_eq!((ran.code, ran.err.as_str()), (Some(2), empty));
}

#[test]
fn an_exported_timeline_is_the_same_timeline() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let path = file.to_str().unwrap();
    std::fs::write(&file, run("export").out).unwrap();
    check(&format!("check {path}"), 0, "", "nothing is wrong");
    for line in ["query ''", "statements", "actors"] {
        assert_eq!(rows(&format!("{line} {path} -o jsonl")), rows(&format!("{line} -o jsonl")));
    }
    assert_eq!(run(&format!("export {path}")).out, run("export").out);

    std::fs::write(&file, run("export -q place:doha").out).unwrap();
    check(&format!("check {path}"), 0, "", "nothing is wrong: 1 event, 0 statements");
    assert_eq!(ids(&format!("query '' {path}")), "e02");
}

#[test]
fn what_is_handed_on_says_what_it_could_not_hold() {
    let left_out = "uncertain dates, but in words (3)";
    check("export -o ics", 0, "X-DEMARCHE-EDTF:2015-08-13", left_out);
    check("export -o timelinejs", 0, "\"display_date\": \"since c. 2011\"", left_out);
    check("export -o html -q kind:reject", 0, "1 of 12 events shown", "");
    check("export -o quotations -q speaker:khoja", 0, "not clinging", "");
    check("export -o csl -q kind:consult", 1, "[]", "no statement matches");
    check("export -o html -q kind:assault,threaten -q", 2, "", "a value is required");
    check("export -o csv --columns nosuch", 2, "", "no data set here has a column 'nosuch'");
}

#[test]
fn several_files_are_one_timeline() {
    let demo = "../../data/moscow-talks-2015-08.json";
    assert_eq!(ids(&format!("query '' undated.json {demo}")).split(' ').count(), 16);
    let rows = rows(&format!("query date:1914 undated.json {demo} -o jsonl"));
    assert_eq!(rows[0]["file"], "undated.json");
}

#[test]
fn a_file_may_be_called_like_a_command() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("stats"), run("export").out).unwrap();
    let output = demarche().current_dir(folder.path()).args(["stats", "stats"]).output().unwrap();
    assert!(output.status.success(), "after a command every name is a file");
    let output = demarche().current_dir(folder.path()).arg("./stats").output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("needs a terminal"), "{message}");
}

#[test]
fn the_explorer_needs_a_terminal() {
    check("", 2, "", "demarche query");
    check("undated.json -q undated:", 2, "", "the explorer needs a terminal");
    check("qury", 2, "", "did you mean the command 'query'?");
    check("-q actr:x", 2, "", "did you mean 'actor'?");
}

#[test]
fn a_file_is_taken_for_a_format_for_a_reason() {
    let folder = "../../data/formats";
    let formats = |file: &str| format!("formats {folder}/{file}");
    check("formats", 0, "gdelt        GDELT Events", "");
    check("formats -o csv", 0, "name,title,becomes,lacks\nnative,", "");
    let gdelt = formats("gdelt/good/widths.CSV");
    check(
        &gdelt,
        0,
        "  format      gdelt\n  sureness    likely\n  reason      its rows have 61",
        "",
    );
    check(&gdelt, 0, "  delimiter   tab\n  quotes      mean nothing\n  header      none\n", "");
    check(&formats("ucdp-ged/good/shuffled.csv"), 0, "UTF-8 after a byte order mark", "");
    check(&formats("acled/good/b-semicolons.csv"), 0, "  delimiter   semicolon", "");
    check(
        &formats("acled/broken/g-weekly.csv"),
        1,
        "  problem     it has counts",
        "not every file",
    );
    check(&formats("timelinejs/good/version-3.json"), 0, "  format      timelinejs", "");
    check("formats undated.json broken.json -o jsonl", 0, "\"format\":\"native\"", "");
    check("formats missing.csv", 2, "", "can't open missing.csv");
    let ran = run_with("formats -", b"caf\xE9,b\n1,2\n");
    assert!(ran.out.contains("byte 0xE9 is not UTF-8: read as Windows-1252"), "{}", ran.out);
    assert!(ran.out.contains("tried       native; gdelt;"), "{}", ran.out);
    assert_eq!(run_with("formats -", b"").code, Some(1));
}

#[test]
fn any_table_can_be_read_by_a_map() {
    let folder = "../../data/formats/map";
    let table = format!("{folder}/good/incidents.csv");
    let by = |map: &str| format!("--map {folder}/{map} {table}");
    check(&format!("map {table}"), 0, "# What the columns of ../../data", "is read as table");
    check(
        &format!("query kind:assault {}", by("good/incidents.toml")),
        0,
        "Shelling, 3 killed",
        "",
    );
    check(&format!("show KE-1 {}", by("good/incidents.toml")), 0, "Reporter's phone", "");
    let misfit = format!("stats {}", by("broken/columns.toml"));
    check(&misfit, 2, "", "columns.toml:2:6: error: there is no column 'idd' in ");
    check(&misfit, 2, "", "\n../../data/formats/map/broken/columns.toml:10:11: error: there is no");
    check(&format!("stats {}", by("broken/key.toml")), 2, "", "(did you mean 'start'?)");
    check(&format!("stats {}", by("none.toml")), 2, "", "none.toml: ");
    check(&format!("stats --from gdelt {}", by("good/incidents.toml")), 2, "", "cannot be used");
    check("map undated.json", 2, "", "undated.json is JSON, not a table");
    check("map ../../data/formats/ucdp-ged/good/current.csv", 0, "# What", "is read as UCDP GED");
    check("map ../../data/formats/acled/broken/g-weekly.csv", 0, "# What", "");
    check("map missing.csv", 2, "", "can't open missing.csv");
    // What a draft says fits the table that it was made of.
    let draft = run(&format!("map {table}")).out;
    let map = tempfile::NamedTempFile::new().expect("a file can be made");
    std::fs::write(map.path(), draft).expect("a file can be written");
    let map = map.path().display();
    check(&format!("stats --map {map} {table}"), 0, "events      6", "");
}

#[test]
fn a_person_may_know_the_format_better() {
    let gdelt = "../../data/formats/gdelt/good/widths.CSV";
    check(&format!("stats --from gdelt {gdelt}"), 0, "events      ", "");
    check(&format!("stats {gdelt} --from icews"), 2, "", "can't be read as ICEWS");
    check(&format!("stats {gdelt} --from gdlt"), 2, "", "(did you mean 'gdelt'?)");
    check(&format!("stats {gdelt} --from zebra"), 2, "", "(native, gdelt, ucdp-ged,");
    check("stats --from gdelt", 2, "", "<FILE>");
    check("query '' undated.json --from gdelt", 1, "", "check --from=gdelt undated.json");
}

#[test]
fn a_closed_pipe_is_no_error() {
    for line in [
        "export",
        "formats undated.json",
        "query ''",
        "query '' -o json",
        "statements -o csv",
        "actors -o md",
        "stats",
        "gaps",
        "check broken.json",
        "schema",
        "keys",
        "man",
        "completions bash",
        "show e09",
        "--help",
        "--print-config",
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let mut command = demarche();
        let output = command.args(words(line)).stdout(writer).stderr(Stdio::piped());
        let output = output.spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "demarche {line}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "demarche {line}");
    }
    // A closed standard error does not change what happens.
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let status = demarche().args(["query", "actr:x"]).stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

/// Whether a character may drive a terminal, reorder text or hide in it.
fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn text_from_files_drives_no_terminal() {
    let formats = ["table", "json", "jsonl", "csv", "md"];
    let commands = [
        "query ''",
        "statements",
        "actors",
        "stats",
        "gaps",
        "trends",
        "dyads",
        "check",
        "formats",
        "show h1",
        "show evil",
        "show '=cmd'",
        "show 's\u{1b}[2J'",
        "show 'hs\u{8}'",
        "query 'actr:\u{1b}]0;x\u{7}'",
        "show '\u{1b}c'",
    ];
    let mut lines = vec!["export hostile.json".to_owned()];
    for command in commands {
        lines.extend(formats.map(|format| format!("{command} hostile.json -o {format}")));
    }
    lines.extend(["table", "csv", "md"].map(|it| format!("dyads --matrix hostile.json -o {it}")));
    lines.push("stats '-\u{1b}[2J' '--\u{202e}x'".to_owned());
    lines.push("'missing\u{1b}[2J.json'".to_owned());
    for line in lines {
        let ran = run(&line);
        for text in [&ran.out, &ran.err] {
            let found = text.chars().find(|&c| is_hostile(c));
            assert_eq!(found, None, "demarche {line}\n{}", text.escape_debug());
        }
    }
    check("query '' hostile.json", 0, "Ring ␇ the ⟨U+202E⟩bell⟨U+202C⟩ | <b>", "");
    check("query '' hostile.json -o jsonl", 0, "Ring \\u0007 the \\u202ebell\\u202c | <b>", "");
    check("query '' hostile.json -o md", 0, "⟨U+202E⟩bell⟨U+202C⟩ \\| ", "");
    check("statements hostile.json", 0, "said ␛]52;c;eA==␇ ⟨U+200F⟩", "");
    check("actors hostile.json -o csv", 0, "'=HYPERLINK", "");
    check("stats hostile.json", 0, "Title ␛]0;owned␇", "");
}

#[test]
fn the_tables_of_the_program_are_printed() {
    check("keys", 0, "  j, Down ", "");
    check(
        "keys -o md",
        0,
        "| `j` `Down` | go to the next line | panes, lists, prompts | `next` |",
        "",
    );
    assert_eq!(rows("keys -o jsonl")[0]["action"], "next");
    check("man", 0, ".SH \"EXIT STATUS\"", "");
    check("man", 0, "dyad:russia>usa", "");
    check("man", 0, "go to the next day with events", "");
    check("schema", 0, "\"title\": \"demarche timeline\"", "");
    check("schema notebook", 0, "\"title\": \"demarche notebook\"", "");
    check("schema notbook", 2, "", "a similar value exists: 'notebook'");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        check(&format!("completions {shell}"), 0, "statements", "");
    }
}

#[test]
fn settings_are_printed_as_a_file() {
    check("--print-config", 0, "\ntheme = \"default\"\n", "");
    check("--print-config --ascii --theme paper", 0, "\ntheme = \"paper\"\n", "");
    check("--print-config --mouse --no-mouse", 0, "\nmouse = false\n", "");
    check("--print-config --no-mouse --mouse", 0, "\nmouse = true\n", "");
    let output = demarche().arg("--print-config").env("NO_COLOR", "1").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("\ntheme = \"mono\"\n"));

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), "mouse = true\nthme = \"x\"\n").unwrap();
    std::fs::write(folder.path().join("keymap.toml"), "[pane]\nz = \"next-day\"\n").unwrap();
    let of_user = |argument: &str| {
        let mut command = demarche();
        let output = command.arg(argument).env("DEMARCHE_CONFIG_DIR", folder.path()).output();
        let output = output.unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (settings, mistakes) = of_user("--print-config");
    assert!(settings.contains("\nmouse = true\n"), "{settings}");
    assert!(mistakes.contains("config.toml:2:1: error: unknown setting 'thme'"), "{mistakes}");
    let (keys, _) = of_user("keys");
    assert!(keys.contains("J, Ctrl-Down, z "), "{keys}");
    std::fs::write(folder.path().join("keymap.toml"), "[pane]\nz = \"nxt-day\"\n").unwrap();
    let (_, mistakes) = of_user("keys");
    assert!(mistakes.contains("keymap.toml:2:5: error: unknown action 'nxt-day'"), "{mistakes}");
    std::fs::write(folder.path().join("keymap.toml"), [0xff]).unwrap();
    assert!(of_user("keys").1.contains("keymap.toml: error: can't be read"));
}

#[test]
fn a_piped_timeline_leaves_the_keys_to_the_terminal() {
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "cat undated.json | \"$PROGRAM\" -"]);
    command.env("PROGRAM", cargo_bin!("demarche"));
    command.env("TERM", "xterm-256color");
    command.cwd(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli"));
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);

    let mut output = pair.master.try_clone_reader().unwrap();
    let mut keys = pair.master.take_writer().unwrap();
    let mut screen = vt100::Parser::new(NonZero::new(30).unwrap(), NonZero::new(100).unwrap(), 0);
    let mut bytes = [0; 4096];
    while !screen.screen().contents().contains("A telegram") {
        let count = output.read(&mut bytes).expect("the program is still there");
        screen.process(&bytes[..count]);
    }
    keys.write_all(b"q").unwrap();
    // What is left is read, so that the program can write it.
    while output.read(&mut bytes).is_ok_and(|count| count > 0) {}
    assert!(child.wait().unwrap().success());
}

/// Runs the explorer with a script; the arguments come after it.
#[track_caller]
fn tour(script: &str, arguments: &str) -> Ran {
    let file = tempfile::NamedTempFile::new().expect("a file for the script");
    std::fs::write(file.path(), script).expect("it can be written");
    run(&format!("--script {} {arguments}", file.path().display()))
}

#[test]
fn a_script_prints_screens() {
    let ran = tour("snapshot first\nJ\nsize 60x15\nsnapshot\n", "--size 120x40");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "-- first");
    assert_eq!(lines.len(), 1 + 40 + 15, "{}", ran.out);
    assert!(lines[1].contains("Moscow talks on Syria, August 2015"), "{}", ran.out);
    assert_eq!(tour("snapshot first\nJ\nsize 60x15\nsnapshot\n", "--size 120x40").out, ran.out);
    assert!(tour("svg\n", "").out.starts_with("<svg "));
    assert_eq!(tour("q\nsnapshot\n", "").out, "", "a script ends when the explorer does");
}

#[test]
fn the_explorer_begins_as_it_is_told() {
    let screen = |arguments: &str| tour("snapshot\n", arguments).out;
    let has = |arguments: &str, expect: &str| {
        let screen = screen(arguments);
        assert!(screen.contains(expect), "{arguments}: expected {expect}\n{screen}");
    };
    has("-q actor:lavrov", "3 shown · 9 hidden");
    has("--at e09 --size 160x40", "4 Detail e09 ─");
    has("--at '12 aug'", "7/12");
    has("undated.json", "2 undated");
    has("undated.json broken.json", "7 shown");
    has("undated.json --size 60x15", "A telegram");
    let ascii = screen("--ascii");
    assert!(ascii.is_ascii(), "{ascii}");
    let coloured = |arguments: &str| tour("styled\n", arguments).out.contains("cyan");
    assert!(!coloured("--theme mono"));
    let hostile = screen("hostile.json");
    assert!(hostile.contains("Ring ␇ the ⟨U+202E⟩bell"), "{hostile}");
    assert_eq!(hostile.chars().find(|&c| is_hostile(c)), None);
}

#[test]
fn the_copied_command_shows_the_same_again() {
    let ran =
        tour("f\ntype actor:lavrov -status:planned\nenter\n1\nj\nsize 100x30\nY\ncopied\n", "");
    let command = ran.out.trim_end().strip_prefix("demarche ").expect("a command");
    let again = tour("1\nsnapshot\n", command);
    assert_eq!((again.code, again.err.as_str()), (Some(0), ""), "{command}");
    assert!(again.out.contains("2 shown · 10 hidden"), "{command}\n{}", again.out);
    assert!(again.out.contains("2/2"), "{command}\n{}", again.out);
}

#[test]
fn a_script_with_mistakes_is_not_run() {
    let ran = tour("j\nsnapsht\n", "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains(":2: error: unknown key 'snapsht'"), "{}", ran.err);
    let ran = tour("snapshot\n", "--size 3");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    check("--script missing.keys", 2, "", "can't open missing.keys");
}

/// The article in the pictures of the explorer.
const TALKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/screens/talks.txt");

#[test]
fn an_article_becomes_a_timeline_that_opens_again() {
    let extracted = run(&format!("extract {TALKS}"));
    assert_eq!(extracted.code, Some(0), "{}", extracted.err);
    let again = run_with("stats - -o json", extracted.out.as_bytes());
    let first = run(&format!("stats {TALKS} -o json"));
    let count = |ran: &Ran, name: &str| {
        serde_json::from_str::<Value>(&ran.out).expect("JSON")[0][name].clone()
    };
    for name in ["events", "statements", "actors", "sources"] {
        assert_eq!(count(&again, name), count(&first, name), "{name}");
    }
    let checked = run_with("check -", extracted.out.as_bytes());
    assert_eq!((checked.code, checked.out.as_str()), (Some(0), ""), "all anchors hold");
    assert_eq!(run(&format!("extract {TALKS}")).out, extracted.out, "the same each time");
}

#[test]
fn items_of_an_article_tell_their_rules() {
    let items = rows(&format!("extract {TALKS} --explain -o jsonl"));
    assert!(items.len() > 20);
    for item in &items {
        let of = |name: &str| item[name].as_str().expect("a text");
        assert!(!of("rule").is_empty() && !of("words").is_empty(), "{item}");
        assert!(["date", "actor", "statement", "event"].contains(&of("item")), "{item}");
    }
    check(&format!("formats {TALKS}"), 0, "it is prose", "");
    check("extract broken.json --explain", 1, "", "it is no article");
}

#[test]
fn documents_become_annotations_line_by_line() {
    let input = "{\"id\":\"a\",\"dct\":\"2031-03-14\",\"text\":\"They met on Friday.\"}\nno JSON\n\n\
                 {\"id\":\"b\",\"dct\":null,\"text\":\"\"}\n{\"id\":1}\n";
    let ran = run_with("extract --jsonl - -o annotations", input.as_bytes());
    assert_eq!(ran.code, Some(1));
    let lines: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.iter().map(|line| &line["id"]).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(lines[0]["timexes"][0]["value"], "2031-03-14");
    for place in ["standard input:2: error: ", "standard input:5: error: "] {
        assert!(ran.err.contains(place), "{}", ran.err);
    }
}

#[test]
fn what_the_text_does_not_say_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("undated.txt");
    std::fs::write(&path, "The envoys of Chile met those of Peru in Lima on Friday.")
        .expect("a file");
    let path = path.display();
    check(&format!("check {path}"), 1, "--published 2015-08-13", "");
    check(&format!("check {path} --published 2015-08-13"), 0, "", "nothing is wrong");
    check(&format!("stats {path} --published friday"), 2, "", "--published friday");
    let table = folder.path().join("nowhere.tsv");
    std::fs::write(&table, "name\nx\n").expect("a file");
    let table = table.display();
    check(
        &format!("check {path} --published 2015-08-13 --lexicon {table}"),
        1,
        "nowhere.tsv:2: error: there is no table 'nowhere'",
        "",
    );
    check(&format!("check {path} --lexicon none.tsv"), 2, "", "can't read none.tsv");
}

/// The words of a copied command line are those that were given, whatever the files are called.
#[test]
fn a_copied_command_names_the_same_files_in_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    let names: [&[u8]; 12] = [
        b"plain.json",
        b"-rf.json",
        b"--help",
        b"two words.json",
        b"it's $(date) `id` \"!\\.json",
        b"a\tb\nc.json",
        b"\x1b]0;title\x07.json",
        "cafe\u{301}.json".as_bytes(),
        "no\u{a0}break\u{2028}line\u{202e}.json".as_bytes(),
        "北京 Sjöstedt.json".as_bytes(),
        b"not\xfftext.json",
        b"{a,b}*?~#&;|<>.json",
    ];
    std::fs::write(folder.path().join("keys"), "Y\ncopied\n").unwrap();
    let timeline = run("export").out;
    for name in names {
        let name = OsStr::from_bytes(name);
        std::fs::write(folder.path().join(name), &timeline).unwrap();
        let mut command = demarche();
        command.current_dir(folder.path()).args(["--script", "keys", "--"]).arg(name);
        let output = command.output().unwrap();
        let copied = String::from_utf8(output.stdout).unwrap();
        assert!(!copied.contains(is_hostile), "{copied:?}");
        let line = format!("printf '%s\\0' {}", copied.trim_end());
        let words = Command::new("bash").args(["-c", &line]).output().unwrap().stdout;
        let words: Vec<&[u8]> = words.split(|&byte| byte == 0).collect();
        let mut given = name.as_bytes().to_vec();
        if given.starts_with(b"-") {
            given.splice(0..0, *b"./");
        }
        assert_eq!(words, [b"demarche", &*given, b"--at", b"e01", b""], "{copied}");
    }
}

/// However large a value is, what is said of it fits on a screen.
#[test]
fn big_values_are_quoted_in_brief() {
    let big = |letter: &str| letter.repeat(60_000);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("big.json");
    let timeline = format!(
        r#"{{"format": "demarche-timeline", "version": 1, "title": "{}", "{}": 1, "events": [
        {{"id": "a", "when": "{}", "kind": "{}", "title": "A", "place": {{"name": "P", "lat": 1e308, "lon": 7}}}},
        {{"id": "a", "when": "2015", "title": "B", "fatalities": {{"best": 1e308}}, "actors": [{{"actor": "{}", "role": "{}"}}]}}]}}"#,
        big("t"),
        big("f"),
        big("9"),
        big("k"),
        big("x"),
        big("r"),
    );
    std::fs::write(&file, timeline).unwrap();
    let said = |arguments: &[&str]| {
        let output = demarche().args(arguments).arg(&file).output().unwrap();
        let lines = [output.stdout, output.stderr].concat();
        String::from_utf8(lines).unwrap().lines().map(str::len).max().unwrap_or(0)
    };
    for query in [
        big("x:"),
        format!("kind:{}", big("z")),
        format!("date:{}", big("9")),
        format!("actor:{}", big("a")),
    ] {
        let width = said(&["query", &query]);
        assert!((1..600).contains(&width), "{} wide for {}", width, &query[..8]);
    }
    for arguments in
        [&["check"][..], &["show", &big("i")], &["query", "date:2015"], &["--published", &big("p")]]
    {
        let width = said(arguments);
        assert!((1..600).contains(&width), "{} wide for {:?}", width, arguments[0]);
    }
}

#[test]
fn trends_are_counted_by_period_and_series() {
    const WAR: &str = "../screens/trends.json";
    let trends = |options: &str| rows(&format!("trends {WAR} {options} -o jsonl"));
    let years = trends("--by year");
    assert_eq!(years.len(), 14, "1897 to 1909, and the undated");
    let siege = &years[2];
    assert_eq!(
        *siege,
        json!({
            "period": "1899", "unit": "year", "series": "all", "events": 2, "maybe": 2,
            "maybe_share": 1.4917, "going_on": 0, "low": 800, "best": 1200, "high": 2500,
            "maybe_low": 19.6667, "maybe_best": 19.6667, "maybe_high": 19.6667, "unknown": 1
        })
    );
    let undated = &years[13];
    assert_eq!((&undated["period"], &undated["best"]), (&Value::Null, &json!(3)));
    let sum = |field: &str| years.iter().filter_map(|row| row[field].as_f64()).sum::<f64>();
    assert!((sum("events") + sum("maybe_share") - 12.0).abs() < 0.01, "each event counts once");
    assert!((sum("best") + sum("maybe_best") - 1339.0).abs() < 0.01, "and so do the killed");

    let split = trends("--by decade --split actor --top 2");
    let series: Vec<_> = split.iter().map(|row| row["series"].as_str().unwrap_or("")).collect();
    assert_eq!(series[..3], ["all", "Northern Republic", "Southern League"]);
    let compared = trends("--by century --compare actor:north --compare actor:south");
    let counts: Vec<_> = compared.iter().map(|row| (&row["series"], &row["events"])).collect();
    assert_eq!(
        counts[..4],
        [
            (&json!("all"), &json!(5)),
            (&json!("actor:north"), &json!(5)),
            (&json!("actor:south"), &json!(2)),
            (&json!("both"), &json!(2)),
        ]
    );
    check(&format!("trends {WAR}"), 0, "1899          2      2         0", "");
    check(&format!("trends {WAR} --split actor --top 2"), 0, "Southern League", "2 of 4 values");
    check("trends undated.json", 0, "undated", "");
    check(&format!("trends {WAR} --by fortnight"), 2, "", "possible values: day, week");
    check(&format!("trends {WAR} --compare actor:x"), 2, "", "no actor is called 'x'");
    check(&format!("trends {WAR} --compare a --split kind"), 2, "", "cannot be used with");
    check(&format!("trends {WAR} -q nothinglikethis"), 1, "all", "nothing matches");
    let five = "--compare a --compare b --compare c --compare d --compare e";
    check(&format!("trends {WAR} {five}"), 2, "", "at most 4 can be compared");
    let long = "../screens/trends.json -q 'date:1897,1908' --by day --split actor --top 900";
    check(&format!("trends {long}"), 2, "", "more than 2,219 days: --by a longer unit");
}

#[test]
fn stats_are_counted_by_the_values_of_a_field() {
    const WAR: &str = "../screens/trends.json";
    let by = |field: &str| rows(&format!("stats {WAR} --by {field} -o jsonl"));
    assert_eq!(
        by("actor")[0],
        json!({
            "value": "Northern Republic", "events": 11, "maybe": 0, "statements": 3, "low": 844,
            "best": 1336, "high": 2641, "unknown": 7, "first": "1897", "last": "1908-07-04"
        })
    );
    let values = |field: &str| {
        let rows = by(field);
        let words = rows.iter().map(|row| format!("{} {}", row["value"], row["events"]));
        words.collect::<Vec<_>>().join(", ").replace('"', "")
    };
    assert_eq!(values("form"), "fragment 1, paraphrase 1, verbatim 1");
    assert_eq!(values("place"), "Aldine 2");
    check(&format!("stats {WAR} --by source"), 1, "", "nothing to count");
    assert_eq!(values("century"), "1800/1899 5, 1900/1999 5");
    check("stats --by colour", 2, "", "possible values: kind, quad, actor");
}

/// A path among the fixtures of formats.
fn fixture(path: &str) -> String {
    format!("{}/data/formats/{path}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn machines_get_the_rows_of_data_sets() {
    let ged = fixture("ucdp-ged/good/current.csv");
    let extras = |line: &str| -> Vec<Value> {
        rows(&format!("query '' {ged} -o jsonl {line}"))
            .iter()
            .map(|it| it["extra"].clone())
            .collect()
    };
    let all = extras("");
    assert!(all.len() > 5);
    assert_eq!(all[0].as_object().map(serde_json::Map::len), Some(49));
    // In the order of time, each with its own row.
    let events = rows(&format!("query '' {ged} -o jsonl"));
    assert!(events.iter().all(|event| event["id"] == event["extra"]["id"]));
    assert_eq!(
        extras("--columns relid,HIGH")[0].as_object().map(|it| it.keys().collect::<Vec<_>>()),
        Some(vec![&"high".to_owned(), &"relid".to_owned()])
    );
    let id = events[0]["id"].as_str().unwrap_or_default();
    let shown = rows(&format!("show {id} {ged} -o json --columns best"));
    assert_eq!(shown[0]["extra"], json!({ "best": events[0]["extra"]["best"] }));
    let csv = run(&format!("query '' {ged} -o csv --columns best"));
    assert!(csv.out.contains("\"{\"\"best\"\":\"\""), "{}", csv.out);
    let wrong = "demarche: no data set here has a column 'bast' (did you mean 'best'?)\n";
    check(&format!("query '' {ged} -o jsonl --columns bast"), 2, "", wrong);
    // For people the row is too long.
    assert!(!run(&format!("query '' {ged}")).out.contains("source_article"));
}

#[test]
fn columns_without_a_name_have_their_numbers() {
    let table = ",event_id_cnty,event_date,event_type,actor1,,,actor1\n\
                 7,X1,2024-02-29,Battles,Hill Brigade,a,b,c\n";
    let exported = run_with("export -", table.as_bytes());
    let exported: Value = serde_json::from_str(&exported.out).expect("it is JSON");
    assert_eq!(
        exported["events"][0]["extra"],
        json!({
            "column 1": "7", "event_id_cnty": "X1", "event_date": "2024-02-29",
            "event_type": "Battles", "actor1": "Hill Brigade", "column 6": "a", "column 7": "b",
            "actor1 (column 8)": "c",
        })
    );
}

#[test]
fn of_a_workbook_one_sheet_is_read() {
    let book = fixture("table/broken/sheets.xlsx");
    let titles = |line: &str| -> Vec<Value> {
        rows(&format!("query '' {book} -o jsonl {line}"))
            .iter()
            .map(|it| it["title"].clone())
            .collect()
    };
    assert_eq!(titles("").len(), 3);
    assert_eq!(titles("--sheet 1906"), ["The king is crowned"]);
    let wrong = format!("demarche: {book} has no sheet '1907' (did you mean '1905'?)\n");
    check(&format!("query '' {book} --sheet 1907"), 2, "", &wrong);
    let drafted = run(&format!("map {book}"));
    assert!(drafted.out.contains("title = \"title\""), "{}{}", drafted.out, drafted.err);
}
