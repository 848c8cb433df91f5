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
    let mut is_part = vec![false; files.len()];
    for whole in 0..files.len() {
        let Joins::Takes(name) = joins[whole] else { continue };
        for part in 0..files.len() {
            if joins[part] != Joins::Gives(name) {
                continue;
            }
            if let Ok([whole, part]) = files.get_disjoint_mut([whole, part]) {
                take_rows(whole, part)?;
            }
            is_part[part] = true;
        }
    }
    Ok(is_part)
}

/// Gives a table all rows of another.
fn take_rows(whole: &mut Ready, part: &Ready) -> Result<(), BytesError> {
    let (Body::Table(taking, _), Body::Table(table, content)) = (&mut whole.body, &part.body)
    else {
        return Ok(());
    };
    // Nobody else has the table before it is read.
    let Some(taking) = Arc::get_mut(taking) else { return Ok(()) };
    let start = table.start(content)?;
    let mut cursor = Cursor::new(content.reader(start)?, start, table);
    let mut above = table.above;
    while let Next::Row(_) = cursor.next().map_err(|source| content.failed(source))? {
        let (row, _, read) = cursor.record(1);
        if above == 0 && read.is_ok() && table.columns(&row).is_some() {
            taking.format.take(&row, &table.header);
        }
        above = above.saturating_sub(1);
    }
    Ok(())
}

impl Ready {
    /// What it may take from other files, or give to them.
    fn joins(&self) -> Joins {
        match &self.body {
            Body::Table(table, _) => table.format.joins(),
            Body::Text { .. } | Body::Prose { .. } | Body::Container(..) => Joins::Nothing,
        }
    }
}
