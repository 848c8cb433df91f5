//! How an answer ends that is not the whole: a server that is killed, and a load that is stopped.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use demarche::{
    base::{bytes::Input, progress::Progress},
    engine::{Connection, Engine, connection, sql::Condition},
    ingest::Choice,
    world::{Loaded, Request, WorldError},
};

use super::{alone, connections, folder, gdelt, script};

/// So many times the rows of `events` are doubled: more than the pipes on the way hold.
const DOUBLED: usize = 12;

fn port(server: usize) -> Option<String> {
    fs::read_to_string(folder().join(format!("clickhouse-{server}/port"))).ok()
}

/// What a `ClickHouse` server answers.
fn clickhouse(server: usize, sql: &str) -> String {
    let port = port(server).expect("a port");
    let words = ["--host", "127.0.0.1", "--port", port.trim(), "--multiquery", "--query", sql];
    answer(Command::new("clickhouse-client").args(words))
}

fn postgres(sql: &str) -> String {
    let home = folder().join("postgres");
    let words = ["-X", "-q", "-A", "-t", "-U", "demarche", "-d", "postgres", "-c", sql, "-h"];
    answer(Command::new("psql").args(words).arg(home))
}

fn answer(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("it starts");
    assert!(status.success(), "{command:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8_lossy(&stdout).trim().to_owned()
}

/// A table with many rows in both servers, `many`. Their addresses are random: on the way rows are
/// compressed, and those that are alike would all be there before a server is killed.
fn load_many() {
    gdelt(8);
    let columns = clickhouse(1, "SELECT name FROM system.columns WHERE table = 'events_here'");
    let address = "concat(hex(rand64(1)), hex(rand64(2)), hex(rand64(3)), hex(rand64(4)))";
    let columns = columns.lines().map(|name| if name == "SOURCEURL" { address } else { name });
    let columns = columns.collect::<Vec<_>>().join(", ");
    for server in [1, 2] {
        let twice = format!("INSERT INTO many_here SELECT {columns} FROM many_here; ");
        let twice = twice.repeat(DOUBLED);
        let sql = format!(
            "DROP TABLE IF EXISTS many; DROP TABLE IF EXISTS many_here; \
             CREATE TABLE many_here AS events_here ENGINE = MergeTree ORDER BY SQLDATE; \
             CREATE TABLE many AS many_here ENGINE = Distributed(both, default, many_here); \
             INSERT INTO many_here SELECT * FROM events_here; {twice}"
        );
        clickhouse(server, &sql);
    }
}

/// Kills the second server; it is back when this is dropped.
struct Killed;

impl Killed {
    fn kill() -> Self {
        let pid = fs::read_to_string(folder().join("clickhouse-2/pid")).expect("it runs");
        answer(Command::new("kill").args(["-KILL", pid.trim()]));
        Self
    }
}

impl Drop for Killed {
    fn drop(&mut self) {
        script(&["start".as_ref(), &folder()]);
    }
}

/// A client that holds back most of the rows until it is told to go on, in a folder with what it
/// needs.
struct Halting(PathBuf);

impl Halting {
    /// A folder with `connections.toml`.
    fn new() -> Self {
        let home = folder().join("halting");
        let _ = fs::remove_dir_all(&home);
        fs::create_dir_all(&home).expect("it is made");
        let [started, go] = ["started", "go"].map(|name| home.join(name).display().to_string());
        answer(Command::new("mkfifo").args([&started, &go]));
        // Only the rows are asked for with an address.
        let client = format!(
            "set -o pipefail\nsql=$(cat)\nclickhouse-client --host 127.0.0.1 --port {} \
             --format CSVWithNames <<<\"$sql\" | if [[ $sql == *SOURCEURL* ]]; then\n\
             head -c 500000; echo started >{started}; read -r _ <{go}; cat\nelse cat; fi\n",
            port(1).expect("a port").trim()
        );
        fs::write(home.join("client.sh"), client).expect("it is written");
        let connection = format!(
            "[many]\ncommand = [\"bash\", \"{}\"]\ntable = \"many\"\nformat = \"gdelt\"\n",
            home.join("client.sh").display()
        );
        fs::write(home.join("connections.toml"), connection).expect("it is written");
        Self(home)
    }

    fn connection(&self) -> Connection {
        let text = fs::read_to_string(self.0.join("connections.toml")).expect("it was written");
        connection::parse("connections.toml", &text).0.remove(0)
    }

    /// Kills a server while the rows come, and lets them come on.
    fn kill_while_rows_come(&self) -> Killed {
        // Waits until it is written to.
        fs::read_to_string(self.0.join("started")).expect("it has started");
        let killed = Killed::kill();
        fs::write(self.0.join("go"), "go\n").expect("it waits");
        killed
    }
}

/// What the command line says to a query of a connection.
fn demarche(config: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.env("DEMARCHE_CONFIG_DIR", config).args(words).stdin(Stdio::null());
    command
}

/// It failed, and nothing looks like an answer.
#[track_caller]
fn says_that_it_is_not_the_whole(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(words), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
#[ignore = "needs the engines of tests/engines.sh"]
fn a_server_that_is_killed_leaves_no_half_answer() {
    let _alone = alone();
    if port(2).is_none() {
        return;
    }
    load_many();
    let halting = Halting::new();
    let mut command = demarche(&halting.0, &["query", "date:2014", "@many"]);
    let asked = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let killed = halting.kill_while_rows_come();
    let output = asked.wait_with_output().expect("it ends");
    says_that_it_is_not_the_whole(&output, "not all has come");
    drop(killed);

    let engine = Engine::new(halting.connection(), Choice::named("gdelt").expect("a format"));
    let loaded = thread::scope(|scope| {
        let loading = scope.spawn(|| load(&engine, &Progress::default()));
        let _killed = halting.kill_while_rows_come();
        loading.join().expect("no panic")
    });
    let loaded = loaded.expect("some rows are there");
    let said: Vec<String> = loaded.incomplete.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|it| it.contains("not all has come")), "{said:?}");
    assert!(said.iter().any(|it| it.contains("this is not the whole")), "{said:?}");
}

#[test]
#[ignore = "needs the engines of tests/engines.sh"]
fn a_server_that_is_down_is_an_error() {
    let _alone = alone();
    if port(2).is_none() {
        return;
    }
    gdelt(9);
    let _killed = Killed::kill();
    let output = demarche(&folder(), &["query", "actor:RUS", "@gdelt-clickhouse"]).output();
    says_that_it_is_not_the_whole(&output.expect("it starts"), "clickhouse-client ended with");
}

/// All rows of a table.
fn load(engine: &Engine, progress: &Progress) -> Result<Loaded, WorldError> {
    let asked = engine.count(&demarche::query::Query::default(), progress).expect("a count");
    assert_eq!(asked.pushed.condition, Condition::ALL);
    let table = engine.table(progress).expect("a table");
    let client = engine.rows(&table, &Condition::ALL, asked.count);
    let request = Request::new(vec![Input::Client(Arc::new(client))], table.choice.clone());
    request.load_blocking(progress)
}

/// How many statements for rows run, as far as somebody knows.
fn running(connection: &Connection) -> usize {
    let of_clickhouse = "SELECT count() FROM system.processes WHERE query LIKE '%SOURCEURL%' AND \
                         query NOT LIKE '%system.processes%'";
    let of_postgres = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND \
                       query LIKE 'COPY%SOURCEURL%'";
    let counts = match connection.name.as_str() {
        "gdelt-clickhouse" => vec![clickhouse(1, of_clickhouse), clickhouse(2, of_clickhouse)],
        "gdelt-postgres" => vec![postgres(of_postgres)],
        _ => Vec::new(),
    };
    let counts = counts.iter().map(|count| count.parse::<usize>().expect("a count"));
    counts.sum::<usize>() + clients()
}

/// How many programs run that were started here.
fn clients() -> usize {
    let own = format!("/proc/{}/task", std::process::id());
    let tasks = fs::read_dir(own).expect("/proc").flatten();
    let children = tasks.filter_map(|it| fs::read_to_string(it.path().join("children")).ok());
    let started: Vec<String> = children.collect();
    started.iter().flat_map(|it| it.split_whitespace()).count()
}

#[test]
#[ignore = "needs the engines of tests/engines.sh"]
fn a_load_that_is_stopped_ends_in_the_database_too() {
    let _alone = alone();
    if port(2).is_some() {
        load_many();
    } else {
        gdelt(8);
    }
    for connection in connections("events") {
        let many = match connection.name.as_str() {
            "gdelt-clickhouse" => "many",
            "gdelt-postgres" => "(SELECT e.* FROM events e, generate_series(1, 4000)) AS many",
            _ => "(SELECT e.* FROM events e, range(4000)) AS many",
        };
        let connection = Connection { table: many.to_owned(), ..connection };
        let engine = Engine::new(connection, Choice::named("gdelt").expect("a format"));
        // What is known of the table needs no question any more.
        engine.table(&Progress::default()).expect("a table");
        let progress = Progress::default();
        thread::scope(|scope| {
            let loading = scope.spawn(|| load(&engine, &progress));
            while progress.done() == 0 && !loading.is_finished() {
                thread::yield_now();
            }
            let connection = engine.connection();
            assert!(running(connection) > 0, "{}", connection.name);
            let (start, patience) = (Instant::now(), Duration::from_secs(3));
            progress.cancel();
            let ended = loading.join().expect("no panic");
            assert!(matches!(ended, Err(WorldError::Cancelled)), "{ended:?}");
            assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
            while running(connection) > 0 {
                assert!(start.elapsed() < patience, "{} runs on", connection.name);
            }
        });
    }
}
