//! A database in a temporary folder.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::{
    fs::{self, File},
    io::Read as _,
    path::PathBuf,
    process::Command,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    thread,
    time::Duration,
};

use demarche::{
    engine::{Connection, Engine, connection},
    ingest::Choice,
};
use tempfile::TempDir;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/survey");

/// How long a machine under load may take for what takes milliseconds.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A client that answers nothing, and that nothing ends but a signal which can't be ignored; nor does
/// what it has started. Their life is told through a pipe, see [`Database::watch`].
pub const STUBBORN: &str = "cd \"${0%/*}\"; trap '' INT TERM HUP; exec 9> alive; \
    sh -c 'trap \"\" INT TERM HUP; sleep 600; :' & sleep 600; :";

/// A database with a connection `@test` to it.
pub struct Database {
    folder: TempDir,
}

impl Database {
    /// One with the rows of `tests/survey/rows.csv`.
    pub fn new() -> Self {
        Self::with_limit(1_000)
    }

    /// The same, of which so many rows are fetched at most.
    pub fn with_limit(limit: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["client.sh", "rows.csv", "conditions"] {
            fs::copy(format!("{FOLDER}/{name}"), folder.path().join(name)).unwrap();
        }
        let client = folder.path().join("client.sh");
        let database = Self { folder };
        database
            .connect(&format!("command = [\"sh\", \"{}\"]\nlimit = {limit}\n", client.display()));
        database
    }

    /// One whose client answers statements that match these arms of `case` itself.
    pub fn with_client(arms: &str) -> Self {
        let database = Self::new();
        fs::rename(database.path("client.sh"), database.path("engine.sh")).unwrap();
        let script = format!(
            "cd \"${{0%/*}}\"\nstatement=$(cat)\ncase $statement in\n{arms}\nesac\n\
             printf '%s\\n' \"$statement\" | sh ./engine.sh\n"
        );
        database.write_client(&script);
        database
    }

    /// One whose client is this script.
    pub fn of_script(script: &str) -> Self {
        let database = Self { folder: tempfile::tempdir().unwrap() };
        database.write_client(script);
        database
    }

    fn write_client(&self, script: &str) {
        let client = self.path("client.sh");
        fs::write(&client, script).unwrap();
        self.connect(&format!("command = [\"sh\", \"{}\", \"s3cret\"]\n", client.display()));
    }

    /// Says how it is reached.
    pub fn connect(&self, lines: &str) {
        let text = format!("[test]\n{lines}table = \"events\"\nformat = \"gdelt\"\n");
        fs::write(self.path("connections.toml"), text).unwrap();
    }

    /// The connection, as the user has written it.
    pub fn connection(&self) -> Connection {
        let text = fs::read_to_string(self.path("connections.toml")).unwrap();
        let (connections, issues) = connection::parse("connections.toml", &text);
        assert_eq!(issues, []);
        connections.into_iter().next().unwrap()
    }

    /// Hears of its client from now on.
    pub fn watch(&self) -> Life {
        let path = self.path("alive");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let (sender, news) = channel();
        thread::spawn(move || {
            let mut pipe = File::open(path).unwrap();
            sender.send("runs").unwrap();
            pipe.read_to_end(&mut Vec::new()).unwrap();
            // Nobody may wait for that any more.
            let _ = sender.send("gone");
        });
        Life(news)
    }

    /// What asks it.
    pub fn engine(&self) -> Arc<Engine> {
        Arc::new(Engine::new(self.connection(), Choice::named("gdelt").unwrap()))
    }

    /// A file in its folder, which is that of the configuration, too.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<String> {
        let asked = fs::read_to_string(self.path("asked")).unwrap_or_default();
        asked.lines().map(str::to_owned).collect()
    }
}

/// The life of a client: that it runs, and that it is gone with all that it started.
pub struct Life(Receiver<&'static str>);

impl Life {
    /// Waits for the next word.
    #[track_caller]
    pub fn wait_for(&self, word: &str) {
        assert_eq!(self.0.recv_timeout(PATIENCE), Ok(word));
    }
}
