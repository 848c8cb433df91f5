//! Events for a spreadsheet: their fields as they are printed, then the columns of the data sets
//! that they stand in.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::{EventRow, Excerpt, Extras, LeftOut, Record as _, extras, of_csv};
use crate::base::text::{csv_guard, neutralise_block};

/// Writes a row an event; gives what was left out. A column of a data set that is called like a
/// field has `row.` before its name.
pub fn write<'a>(
    out: &mut impl Write,
    excerpt: &Excerpt<'a>,
    extras: Extras<'a>,
) -> io::Result<LeftOut> {
    let mut csv = csv::Writer::from_writer(out);
    let fields = || EventRow::FIELDS.iter().map(|field| field.name);
    let columns = extras.columns(excerpt.events());
    let headings = columns.iter().map(|column| {
        let is_field = fields().any(|field| field == column);
        if is_field { Cow::Owned(format!("row.{column}")) } else { Cow::Borrowed(&**column) }
    });
    for heading in fields().map(Cow::Borrowed).chain(headings) {
        csv.write_field(safe(&heading)).map_err(of_csv)?;
    }
    csv.write_record(None::<&[u8]>).map_err(of_csv)?;

    let mut failed = None;
    let make = |extras: &mut Extras<'a>, event| {
        Ok((EventRow::new(event, excerpt.scope), extras.cells(event)?.unwrap_or_default()))
    };
    let rows = excerpt.rows.iter();
    let read = extras::read_rows(excerpt.timeline, rows, extras, &mut failed, make);
    for (event, cells) in read {
        for field in fields() {
            csv.write_field(safe(&event.cell(field))).map_err(of_csv)?;
        }
        for (number, column) in columns.iter().enumerate() {
            // They stand in their order, unless there are several data sets.
            let cell = cells.get(number).filter(|cell| cell.column == *column);
            let cell = cell.or_else(|| cells.iter().find(|cell| cell.column == *column));
            csv.write_field(safe(cell.map_or("", |cell| &cell.value))).map_err(of_csv)?;
        }
        csv.write_record(None::<&[u8]>).map_err(of_csv)?;
    }
    csv.flush()?;
    drop(csv);
    if let Some(error) = failed {
        return Err(error);
    }
    let mut left_out = LeftOut::default();
    left_out.add("the words of statements", excerpt.statements.count());
    Ok(left_out)
}

/// A cell that drives no terminal and no spreadsheet.
fn safe(cell: &str) -> String {
    csv_guard(&neutralise_block(cell)).into_owned()
}
