//! Slides out of a spreadsheet, one a row.

use std::{borrow::Cow, cmp::Ordering};

use serde::Serializer;

use super::{
    Role, Slide, Stated, Story,
    date::{Date, Parts},
};
use crate::{
    base::issue::Severity,
    ingest::{
        Document, Header, Record,
        split::{Cut, Fit, Splitter},
    },
};

const FEWER: &str = "the row has fewer fields than the header";
const MORE: &str = "the row has more fields than the header; the further ones are left out";

/// The column of the date by which a sheet of TimelineJS is known: `Year`, or in older sheets
/// `Start Date`.
pub fn recognise(header: &Header) -> Option<&'static str> {
    let dates = ["Year", "Start Date"];
    dates.into_iter().find(|date| header.has(&["Headline", "Text", date]))
}

/// Reads all rows.
pub fn read(document: &Document<'_>, story: &mut Story<'_>) -> Result<(), String> {
    let head = document.head();
    let header = head.header();
    header.need("Headline")?;
    let columns = Columns::new(&header);
    let bytes = document.text.as_bytes();
    let mut splitter = Splitter::new(head.dialect);
    let (mut at, mut number) = (0, 0);
    let fit = |row: &Record<'_>| if row.len() == header.names().len() { Fit::Row } else { Fit::No };
    while let Cut::Row { end, .. } = splitter.cut_mended(&bytes[at..], true, &fit) {
        at += end;
        number += 1;
        if let Some(mended) = splitter.mended() {
            story.problem(Severity::Warning, number, mended.message());
        }
        let (row, _) = splitter.record(number);
        if number <= u64::from(head.above) + 1 || row.fields().all(|field| field.trim().is_empty())
        {
            continue;
        }
        if document.progress.is_cancelled() {
            break;
        }
        match row.len().cmp(&header.names().len()) {
            Ordering::Less => story.problem(Severity::Warning, number, FEWER),
            Ordering::Equal => {}
            Ordering::Greater => story.problem(Severity::Warning, number, MORE),
        }
        story.add(columns.role(&row), &columns.slide(&row, &header), number);
    }
    Ok(())
}

/// Where the fields of a slide are.
struct Columns {
    kind: usize,
    start: [usize; 5],
    end: [usize; 5],
    headline: usize,
    text: usize,
    group: usize,
    media: [usize; 3],
}

impl Columns {
    fn new(header: &Header) -> Self {
        let column = |name| header.column(name);
        let group = header.find_any(&["Group", "Tag"]);
        Self {
            kind: column("Type"),
            start: ["Year", "Month", "Day", "Time", "Start Date"].map(column),
            end: ["End Year", "End Month", "End Day", "End Time", "End Date"].map(column),
            headline: column("Headline"),
            text: column("Text"),
            group: group.unwrap_or(Header::NOWHERE),
            media: ["Media", "Media Caption", "Media Credit"].map(column),
        }
    }

    fn role(&self, row: &Record<'_>) -> Role {
        match row.raw(self.kind).trim().to_ascii_lowercase().as_str() {
            "title" => Role::Title,
            "era" => Role::Era,
            _ => Role::Event,
        }
    }

    fn slide<'r>(&self, row: &Record<'r>, header: &Header) -> Slide<'r> {
        let [media, caption, credit] = self.media.map(|column| Cow::Borrowed(row.raw(column)));
        Slide {
            id: Cow::Borrowed(""),
            start: date(row, self.start),
            end: date(row, self.end),
            headline: Cow::Borrowed(row.raw(self.headline)),
            text: Cow::Borrowed(row.raw(self.text)),
            group: Cow::Borrowed(row.raw(self.group)),
            media,
            caption,
            credit,
            fields: fields(row, header),
        }
    }
}

/// The date of a row, from the columns of year, month, day and time, or of the older one text.
fn date<'r>(row: &Record<'r>, columns: [usize; 5]) -> Stated<'r> {
    let [year, month, day, time, text] = columns.map(|column| row.raw(column).trim());
    if year.is_empty() {
        return Stated::Text(text.into());
    }
    let date = Date::of(Parts { year, month, day, ..Parts::default() });
    let timed = date.and_then(|date| date.map(|date| date.with_time(time)).transpose());
    Stated::Parts(timed)
}

/// The fields that are not empty, by the names of their columns.
fn fields(row: &Record<'_>, header: &Header) -> String {
    let fields = header.names().iter().zip(row.fields()).filter(|(_, field)| !field.is_empty());
    let mut json = Vec::new();
    let written = serde_json::Serializer::new(&mut json).collect_map(fields);
    written.map_or_else(|_| String::new(), |()| String::from_utf8(json).unwrap_or_default())
}
