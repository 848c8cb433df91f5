//! Aligned columns for people.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use crate::{
    base::text::{neutralise, pad, truncate, width as cells_of},
    export::Record,
};

/// As many records are looked at before the first is written, to find the widths of the columns.
const SAMPLE: usize = 200;
/// What stands between two columns.
const GAP: &str = "  ";
/// Columns wider than this hold texts.
const LONGEST_WORDS: usize = 26;
/// Texts are not narrowed below this while there is another way.
const NARROWEST_TEXT: usize = 16;
/// No column is narrowed below this.
const NARROWEST: usize = 6;

struct Column {
    width: usize,
    /// Numbers stand to the right.
    is_number: bool,
}

/// Writes a header and a line for each record, cut to `width` cells.
pub fn write<R: Record>(
    out: &mut impl Write,
    width: usize,
    mut records: impl Iterator<Item = R>,
) -> io::Result<()> {
    let sample: Vec<Vec<String>> =
        records.by_ref().take(SAMPLE).map(|record| line(&record)).collect();
    if sample.is_empty() {
        return Ok(());
    }
    let mut columns: Vec<Column> = (0..R::BRIEF.len())
        .map(|number| {
            let cells = || sample.iter().map(|line| line[number].as_str());
            let widest = cells().map(cells_of).max().unwrap_or(0);
            Column {
                width: widest.max(cells_of(R::BRIEF[number])),
                is_number: cells().all(|cell| cell.bytes().all(|byte| byte.is_ascii_digit())),
            }
        })
        .collect();
    narrow(&mut columns, width);

    let header = R::BRIEF.iter().map(|&name| name.to_owned()).collect();
    let rest = records.map(|record| line(&record));
    for cells in std::iter::once(header).chain(sample).chain(rest) {
        let cells = cells.iter().zip(&columns).map(|(cell, column)| {
            let cell = if width == usize::MAX {
                Cow::Borrowed(cell.as_str())
            } else {
                truncate(cell, column.width, "…")
            };
            if column.is_number {
                let before = column.width.saturating_sub(cells_of(&cell));
                format!("{}{cell}", " ".repeat(before))
            } else {
                pad(&cell, column.width).into_owned()
            }
        });
        writeln!(out, "{}", cells.collect::<Vec<_>>().join(GAP).trim_end())?;
    }
    Ok(())
}

fn line<R: Record>(record: &R) -> Vec<String> {
    R::BRIEF.iter().map(|field| neutralise(&record.brief(field)).into_owned()).collect()
}

/// Takes from the widest columns what is too much: from long texts first, since dates, names and
/// words of closed lists can't be told apart when they are cut.
fn narrow(columns: &mut [Column], width: usize) {
    let gaps = GAP.len() * columns.len().saturating_sub(1);
    let mut total: usize = columns.iter().map(|column| column.width).sum::<usize>() + gaps;
    let texts: Vec<bool> = columns.iter().map(|column| column.width > LONGEST_WORDS).collect();
    for (only_texts, narrowest) in [(true, NARROWEST_TEXT), (false, NARROWEST)] {
        while total > width {
            let narrowed = columns.iter_mut().zip(&texts);
            let narrowed = narrowed.filter(|(_, is_text)| **is_text || !only_texts);
            let widest = narrowed.map(|(column, _)| column).max_by_key(|column| column.width);
            let Some(widest) = widest.filter(|column| column.width > narrowest) else { break };
            widest.width -= 1;
            total -= 1;
        }
    }
}
