//! The databases that a user reaches by a client of theirs: `connections.toml`, a section each.
//!
//! ```toml
//! [gdelt]
//! command = ["clickhouse-client", "--readonly", "1", "--format", "CSVWithNames"]
//! table = "events"
//! format = "gdelt"
//! ```
//!
//! **Invariants.** Nothing but this file of the user's own names a command that is started: no data
//! file, working folder or notebook does.

use crate::base::{
    bytes::{Client, ClientError},
    issue::Issue,
    progress::Progress,
    sections::{self, Entry, Section},
};

/// So many rows are fetched at most where a connection does not say it.
pub const LIMIT: u64 = 5_000_000;

/// A table in a database, and how it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// What it is called behind the `@`.
    pub name: String,
    /// The client and its arguments. It takes a statement on its standard input, and prints the
    /// rows with a header, as CSV or between tabs.
    pub command: Vec<String>,
    /// The table, or what else stands behind `FROM`.
    pub table: String,
    /// The name of its format; recognised by its header if it is empty.
    pub format: String,
    /// The file of a column map; in the configuration directory unless it is absolute.
    pub map: String,
    /// A condition that holds for all that is asked.
    pub condition: String,
    /// What stands around a statement, which takes the place of `{sql}`.
    pub wrap: String,
    /// The most rows that are fetched.
    pub limit: u64,
    /// The sign in which names of columns are put, if they need one.
    pub quote: String,
}

/// What stands for the statement in [`Connection::wrap`].
pub const SQL: &str = "{sql}";

const KEYS: [&str; 8] = ["command", "table", "format", "map", "where", "wrap", "limit", "quote"];

/// The connections of a file, and what is wrong with it; `path` is its name in issues. One with a
/// mistake is left out.
#[must_use]
pub fn parse(path: &str, text: &str) -> (Vec<Connection>, Vec<Issue>) {
    let (sections, mut issues) = sections::parse(path, text);
    let mut connections = Vec::new();
    for section in sections {
        match read(&section) {
            Ok(connection) => connections.push(connection),
            Err(wrong) => issues.extend(wrong),
        }
    }
    issues.sort();
    (connections, issues)
}

fn read(section: &Section) -> Result<Connection, Vec<Issue>> {
    let wrong = |message: &str| Issue::error(section.place.clone(), message);
    if section.name.is_empty() {
        return Err(vec![wrong("a connection stands under its name in brackets: [gdelt]")]);
    }
    let mut connection = Connection {
        name: section.name.clone(),
        command: Vec::new(),
        table: String::new(),
        format: String::new(),
        map: String::new(),
        condition: String::new(),
        wrap: SQL.to_owned(),
        limit: LIMIT,
        quote: String::new(),
    };
    let mut issues: Vec<Issue> =
        section.entries.iter().filter_map(|entry| connection.set(entry).err()).collect();
    let has = |key: &str| section.entries.iter().any(|entry| entry.key == key);
    for key in ["command", "table"] {
        if !has(key) {
            issues.push(wrong(&format!("'{}' has no {key}", section.name)));
        }
    }
    if has("format") && has("map") {
        issues.push(wrong("a connection has a format or a map, not both"));
    }
    if issues.is_empty() { Ok(connection) } else { Err(issues) }
}

impl Connection {
    /// What people call it: `@gdelt`.
    #[must_use]
    pub fn at(&self) -> String {
        format!("@{}", self.name)
    }

    /// The client with a statement to answer.
    #[must_use]
    pub fn client(&self, statement: &str) -> Client {
        let question = format!("{};\n", self.wrap.replace(SQL, statement));
        Client {
            name: self.at(),
            command: self.command.clone(),
            question: question.into(),
            rows: None,
        }
    }

    /// What the client answers to a statement, of at most so many bytes.
    pub fn ask(
        &self,
        statement: &str,
        most: u64,
        progress: &Progress,
    ) -> Result<Vec<u8>, ClientError> {
        self.client(statement).ask(most, progress)
    }

    /// Takes a line of its section.
    fn set(&mut self, entry: &Entry) -> Result<(), Issue> {
        let text = || entry.text().map(str::to_owned);
        match entry.key.as_str() {
            "command" => {
                self.command = entry.words()?.to_vec();
                if self.command.first().is_none_or(String::is_empty) {
                    let message = "'command' is a list of words, the program first";
                    return Err(Issue::error(entry.value_place.clone(), message));
                }
            }
            "table" => self.table = text()?,
            "format" => self.format = text()?,
            "map" => self.map = text()?,
            "where" => self.condition = text()?,
            "wrap" => {
                self.wrap = text()?;
                if !self.wrap.contains(SQL) {
                    let message = format!("'wrap' has no {SQL}, where the statement goes");
                    return Err(Issue::error(entry.value_place.clone(), message));
                }
            }
            "limit" => self.limit = entry.number()?,
            "quote" => self.quote = text()?,
            key => return Err(sections::unknown(&entry.place, "key", key, KEYS)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_a_connection() {
        let text = "[ged]\ncommand = [\"psql\", \"-X\"]\ntable = \"ged\"\nformat = \"ucdp-ged\"\n\
                    wrap = \"COPY ({sql}) TO STDOUT\"\nlimit = 1_000\nwhere = \"year > 2000\"\n";
        let (connections, issues) = parse("c.toml", text);
        assert_eq!(issues, []);
        let expect = Connection {
            name: "ged".to_owned(),
            command: vec!["psql".to_owned(), "-X".to_owned()],
            table: "ged".to_owned(),
            format: "ucdp-ged".to_owned(),
            map: String::new(),
            condition: "year > 2000".to_owned(),
            wrap: "COPY ({sql}) TO STDOUT".to_owned(),
            limit: 1_000,
            quote: String::new(),
        };
        assert_eq!(connections, [expect]);
    }

    #[test]
    fn a_mistake_costs_its_connection_and_says_where() {
        #[track_caller]
        fn check(lines: &str, expect: &str) {
            let good = "[good]\ncommand = [\"x\"]\ntable = \"t\"\n";
            let text = format!("{good}[bad]\n{lines}");
            let (connections, issues) = parse("c.toml", &text);
            assert_eq!(connections.len(), 1);
            assert_eq!(issues.iter().map(ToString::to_string).collect::<Vec<_>>(), [expect]);
        }
        check("command = [\"x\"]\n", "c.toml:4:2: error: 'bad' has no table");
        check(
            "command = \"x\"\ntable = \"t\"\n",
            "c.toml:5:11: error: 'command' takes a list of strings, not a value of type string",
        );
        check(
            "command = []\ntable = \"t\"\n",
            "c.toml:5:11: error: 'command' is a list of words, the program first",
        );
        check(
            "command = [\"x\"]\ntable = \"t\"\nlimt = 1\n",
            "c.toml:7:1: error: unknown key 'limt' (did you mean 'limit'?)",
        );
        check(
            "command = [\"x\"]\ntable = \"t\"\nwrap = \"COPY\"\n",
            "c.toml:7:8: error: 'wrap' has no {sql}, where the statement goes",
        );
        check(
            "command = [\"x\"]\ntable = \"t\"\nlimit = -1\n",
            "c.toml:7:9: error: 'limit' takes a whole number, not a value of type integer",
        );
        check(
            "command = [\"x\"]\ntable = \"t\"\nmap = \"m\"\nformat = \"gdelt\"\n",
            "c.toml:4:2: error: a connection has a format or a map, not both",
        );
    }
}
