//! `@NAME` in the place of a file: what of a database a query asks for.

use std::{fs, io::Write, path::Path, sync::Arc, thread};

use anyhow::{Context as _, anyhow, bail};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use crate::{
    base::{
        bytes::{self, Input},
        issue,
        progress::Progress,
    },
    cli::{Outcome, args::Files, load, notes, say, select::Asked as Selected, tell},
    config,
    engine::{Asked, Connection, Engine, EngineError, connection},
    ingest::Choice,
    query::{Field, Query},
    world::{Loaded, Request},
};

/// All connections of the user; what is wrong with their file is told.
pub(super) fn connections() -> Vec<Connection> {
    let file = config::connections().unwrap_or_else(|issue| {
        tell(&[issue]);
        None
    });
    let read = file.map(|config::File { path, text, .. }| connection::parse(&path, &text));
    let (connections, issues) = read.unwrap_or_default();
    tell(&issues);
    connections
}

/// What stands behind the `@` of an argument that names a connection.
pub(super) fn name(file: &Path) -> Option<&str> {
    file.to_str().and_then(|file| file.strip_prefix('@'))
}

/// The connection that stands in the place of a file, if one does.
pub(super) fn named(files: &Files) -> anyhow::Result<Option<Connection>> {
    let Some(wanted) = files.files.iter().find_map(|file| name(file)) else {
        if files.sql || files.limit.is_some() {
            bail!("--sql and --limit are for a database: @NAME in the place of FILE");
        }
        return Ok(None);
    };
    if files.files.len() > 1 {
        bail!("@{wanted} is explored alone, without other files");
    }
    if files.from.is_some() || files.map.is_some() {
        bail!("the connection says how @{wanted} is read, not --from or --map");
    }
    let connections = connections();
    let names: Vec<&str> = connections.iter().map(|it| it.name.as_str()).collect();
    if let Some(at) = names.iter().position(|name| *name == wanted) {
        return Ok(connections.into_iter().nth(at));
    }
    let help = issue::did_you_mean(wanted, names.iter().copied());
    let help = help.unwrap_or_else(|| match &*names {
        [] => "you have none; `demarche connections` says how to write one".to_owned(),
        names => format!("there is @{}", names.join(", @")),
    });
    bail!("no connection is called '{wanted}' ({help})")
}

/// The history behind a connection.
pub(super) fn engine(connection: Connection) -> anyhow::Result<Engine> {
    let choice = match (&*connection.format, &*connection.map) {
        ("", "") => Choice::default(),
        ("", map) => {
            let folder = config::directory().unwrap_or_default();
            Choice::Mapped(Arc::new(load::map(&folder.join(map))?))
        }
        (format, _) => Choice::named(format).map_err(|message| anyhow!(message))?,
    };
    Ok(Engine::new(connection, choice))
}

/// Lets a signal that ends us end the clients, too: they are in process groups of their own and don't
/// hear of it.
pub(super) fn end_with_us() -> anyhow::Result<()> {
    let told = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|&signal| !is_ignored(signal));
    let mut signals = Signals::new(told).context("watching for signals")?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            bytes::end_clients(|| drop(emulate_default_handler(signal)));
        }
    });
    Ok(())
}

/// Whether a signal is ignored, as by `nohup`, where the system says that.
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// The rows of a query; one line says on standard error that something is wrong with them.
pub(super) fn load(connection: Connection, files: &Files, query: &Query) -> anyhow::Result<Loaded> {
    let loaded = load_quietly(connection, files, query)?;
    load::tell_of(&loaded, files);
    Ok(loaded)
}

/// The rows of a query. What is not the whole of them is an error: half a history would look whole.
pub(super) fn load_quietly(
    connection: Connection,
    files: &Files,
    query: &Query,
) -> anyhow::Result<Loaded> {
    end_with_us()?;
    let limit = files.limit.unwrap_or(connection.limit);
    let engine = engine(connection)?;
    let asked = load::without_bar(&[], |progress| engine.count(query, progress))?;
    if asked.count > limit {
        let again = again(&asked);
        bail!(
            "{} events in the database, and at most {limit} are fetched{again}; add a term, such as \
             date:2014-03, or --limit {}",
            asked.count,
            asked.count
        );
    }
    let request = request(&engine, &asked, files)?;
    let loaded = load::watched(&request.inputs, |progress| request.load_blocking(progress))?;
    if let Some(lacking) = loaded.incomplete.first() {
        bail!("{lacking}");
    }
    Ok(loaded)
}

/// What fetches the rows that were counted.
fn request(engine: &Engine, asked: &Asked, files: &Files) -> anyhow::Result<Request> {
    let table = engine.table(&Progress::default())?;
    let client = Arc::new(engine.rows(&table, &asked.pushed.condition, asked.count));
    let request = load::request_of(files, vec![Input::Client(client)], table.choice.clone())?;
    let notes = notes::read(files, &request.inputs);
    Ok(Request { history: Some(engine.history()?), notes, ..request })
}

/// Which terms the database does not answer, in the words of a note.
fn again(asked: &Asked) -> String {
    match &*asked.pushed.again {
        [] => String::new(),
        fields => format!(" (it can't tell {}: that is looked at here)", names(fields)),
    }
}

fn names(fields: &[Field]) -> String {
    let name = |field: &Field| if *field == Field::Text { "words" } else { field.name() };
    fields.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Prints the statement that fetches the rows of a query; says what is looked at again.
pub(super) fn print_sql(
    files: &Files,
    asked: Selected<'_>,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let query = asked.query()?;
    let Some(connection) = named(files)? else { return Ok(Outcome::Nothing) };
    end_with_us()?;
    let engine = engine(connection)?;
    let (pushed, table) = load::without_bar(&[], |progress| {
        Ok::<_, EngineError>((engine.push(&query, progress)?, engine.table(progress)?))
    })?;
    writeln!(out, "{};", engine.statement(&table, &pushed.condition))?;
    if !pushed.again.is_empty() {
        say(&format!("looked at again in what comes: {}", names(&pushed.again)));
    }
    Ok(Outcome::Fine)
}
