//! `demarche connections`: the databases that a user reaches, and whether each answers.

use std::io::Write;

use serde::Serialize;

use crate::{
    cli::{
        Outcome,
        args::{self, Format},
        history, load,
    },
    engine::Connection,
    export::{self, Record, record_fields},
    query::Query,
};

/// Prints each connection with what its table is; the outcome is [`Outcome::Nothing`] if one does
/// not answer, or there is none.
pub(super) fn run(format: Format, out: &mut impl Write) -> anyhow::Result<Outcome> {
    history::end_with_us()?;
    let rows: Vec<ConnectionRow> = history::connections().into_iter().map(row).collect();
    if rows.is_empty() {
        let nothing =
            "you have no connections; `demarche connections --help` shows how to write one";
        return Ok(Outcome::of(false, nothing));
    }
    let all_answer = rows.iter().all(|row| row.problem.is_empty());
    export::write(out, args::output(format), rows)?;
    Ok(Outcome::of(all_answer, "not every connection answers"))
}

/// What a connection answers.
fn row(connection: Connection) -> ConnectionRow {
    let blank = ConnectionRow {
        name: connection.at(),
        client: connection.command[0].clone(),
        table: connection.table.clone(),
        ..ConnectionRow::default()
    };
    let map = connection.map.clone();
    let answer = history::engine(connection).and_then(|engine| {
        load::without_bar(&[], |progress| {
            let asked = engine.count(&Query::default(), progress)?;
            anyhow::Ok((engine.table(progress)?, asked.count))
        })
    });
    match answer {
        Err(error) => ConnectionRow { problem: format!("{error:#}"), ..blank },
        Ok((table, count)) => ConnectionRow {
            format: if map.is_empty() { table.format.to_owned() } else { map },
            rows: Some(count),
            columns: table.columns.len(),
            ..blank
        },
    }
}

/// A connection as it is written.
#[derive(Debug, Default, Serialize)]
pub(super) struct ConnectionRow {
    name: String,
    client: String,
    table: String,
    format: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    columns: usize,
    problem: String,
}

impl Record for ConnectionRow {
    const NAME: &'static str = "connections";
    record_fields! { self;
        "name": "what stands in the place of a file" => self.name.as_str().into(),
        "client": "the program that is started" => self.client.as_str().into(),
        "table": "the table that it is asked for" => self.table.as_str().into(),
        "format": "how its rows are read: a format, or a column map" => self.format.as_str().into(),
        "rows": "how many rows it has" => self.rows.map(|it| it.to_string()).unwrap_or_default().into(),
        "columns": "how many of its columns are read" => self.columns.to_string().into(),
        "problem": "why it can't be asked; empty if it can" => self.problem.as_str().into(),
    }
    const BRIEF: &'static [&'static str] =
        &["name", "client", "table", "format", "rows", "problem"];
}
