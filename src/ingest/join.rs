//! Tables of one data set that stand together: who took part stands in one file, in what in another.

use std::sync::Arc;

use super::{
    Body, Ready,
    cursor::{Cursor, Next},
    table::Joins,
};
use crate::base::bytes::BytesError;

/// Gives tables the rows of those that belong to them, and tells for each file whether its rows
/// were given to another: it has no events of its own then.
pub fn join(files: &mut [&mut Ready]) -> Result<Vec<bool>, BytesError> {
    let joins: Vec<_> = files.iter().map(|file| file.joins()).collect();
    let mut given = vec![false; files.len()];
    for taker in 0..files.len() {
        let Joins::Takes(name) = joins[taker] else { continue };
        for giver in 0..files.len() {
            if joins[giver] == Joins::Gives(name) {
                let [taker, giver] = files
                    .get_disjoint_mut([taker, giver])
                    .expect("no table gives to itself what it takes");
                given_rows(taker, giver)?;
            }
        }
        let gives = joins.iter().map(|it| *it == Joins::Gives(name));
        given.iter_mut().zip(gives).for_each(|(given, gives)| *given |= gives);
    }
    Ok(given)
}

/// Gives all rows of a table to another.
fn given_rows(taker: &mut Ready, giver: &Ready) -> Result<(), BytesError> {
    let (Body::Table(taking, _), Body::Table(table, content)) = (&mut taker.body, &giver.body)
    else {
        return Ok(());
    };
    // Nobody else has the table before it is read.
    let Some(taking) = Arc::get_mut(taking) else { return Ok(()) };
    let start = table.start(content)?;
    let mut cursor = Cursor::new(content.reader(start)?, start, table.cutter());
    let mut is_header = table.has_header;
    while let Next::Row(_) = cursor.next().map_err(|source| content.failed(source))? {
        let (row, _, read) = cursor.record(1);
        if !is_header && read.is_ok() && table.columns(&row).is_some() {
            taking.format.take(&row, &table.header);
        }
        is_header = false;
    }
    Ok(())
}

impl Ready {
    /// What it may take from other files, or give to them.
    fn joins(&self) -> Joins {
        match &self.body {
            Body::Table(table, _) => table.format.joins(),
            Body::Text { .. } | Body::Prose { .. } => Joins::Nothing,
        }
    }
}
