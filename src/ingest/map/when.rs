//! The date of a row.

use rustc_hash::FxHashMap;

use super::{
    columns::{Columns, Source},
    file::File,
};
use crate::{
    ingest::{
        Batch, Record,
        date::{self, Format, Order, Plan},
        time,
    },
    model::{
        Basis, When,
        day::Day,
        when::{Mark, Precision, Shape},
    },
};

/// Where the date is, and how it is to be read.
pub struct Dates {
    start: Source,
    end: Source,
    /// Year, month and day, where they stand apart.
    start_parts: [Source; 3],
    end_parts: [Source; 3],
    time: Source,
    /// How numbers are to be read.
    pub plan: Plan,
    range: Shape,
    precision: Source,
    precisions: FxHashMap<String, Exactness>,
}

/// How exact a table says that a date is.
#[derive(Clone, Copy)]
enum Exactness {
    Day,
    /// The day is the middle of a week in which it happened.
    Week,
    Month,
    Year,
    Approximate,
    Uncertain,
    Unknown,
}

const RANGES: &[&str] = &["lasted", "one-of"];
const EXACTNESS: &[&str] = &["day", "week", "month", "year", "approximate", "uncertain", "unknown"];

impl Dates {
    pub fn new(file: &File, columns: &mut Columns<'_>) -> Self {
        let map = &file.when;
        let [start, end] = [&map.start, &map.end].map(|field| columns.find(field));
        let told = map.format.as_ref();
        let told =
            told.and_then(|word| columns.word("format", word, &Format::NAMES, Format::from_name));
        let range = map.range.as_ref();
        let range = range.and_then(|word| columns.word("range", word, RANGES, range_of));
        let precisions = columns.words("precision", &file.precisions, EXACTNESS, exactness);
        let first = [&start, &end].into_iter().flat_map(|source| columns.values(source));
        let plan = told.map_or_else(|| Plan::guessed(first, Order::DayFirst), Plan::told);
        let mut parts = |fields: [_; 3]| fields.map(|field| columns.find(field));
        Self {
            start,
            end,
            start_parts: parts([&map.year, &map.month, &map.day]),
            end_parts: parts([&map.end_year, &map.end_month, &map.end_day]),
            time: columns.find(&map.time),
            plan,
            range: range.unwrap_or(Shape::Lasted),
            precision: columns.find(&map.precision),
            precisions,
        }
    }

    /// The columns with dates.
    pub fn columns(&self) -> Vec<usize> {
        let sources = [&self.start, &self.end, &self.start_parts[0]];
        sources.into_iter().filter_map(Source::column).collect()
    }

    /// What is read of it.
    pub fn sources(&self) -> Vec<&Source> {
        let whole = [&self.start, &self.end, &self.time, &self.precision];
        whole.into_iter().chain(&self.start_parts).chain(&self.end_parts).collect()
    }

    /// The date of a row, and how it is known where that is not by what stands there.
    pub fn read(&self, row: &Record<'_>, batch: &mut Batch) -> (When, Option<Basis>) {
        let year = self.start_parts[0].of(row).parse().ok();
        let start = batch.when(row, self.start.of(row), year, "the start");
        let start = start.or_else(|| of_parts(&self.start_parts, None, row, batch));
        let end = self.end(start.as_ref(), row, batch);
        let when = match (start, end) {
            (Some(start), Some(end)) if start.is_undated() => until(&end),
            (Some(start), Some(end)) if start != end && !end.is_undated() => {
                self.between(&start, &end).unwrap_or_else(|| {
                    let ends = format!("{start} to {end}");
                    batch.warn(row, "it ends before it begins; the end is left out", &ends);
                    start
                })
            }
            (Some(when), _) => self.timed(when, row, batch),
            (None, Some(end)) => until(&end),
            (None, None) => {
                batch.warn(row, "there is no date", self.start.of(row));
                return (When::UNDATED, None);
            }
        };
        self.exact(when, row, batch)
    }

    fn end(&self, start: Option<&When>, row: &Record<'_>, batch: &mut Batch) -> Option<When> {
        let text = self.end.of(row);
        let is_year = |it: &&When| it.shape() == Shape::Date && it.precision() == Precision::Year;
        let completed = start.filter(is_year).and_then(|start| year_after(start, text));
        let completed = completed.and_then(|year| Some(When::year_of(Day::of(year.into(), 1, 1)?)));
        let end = completed.or_else(|| batch.when(row, text, None, "the end"));
        end.or_else(|| of_parts(&self.end_parts, start, row, batch))
    }

    /// None if it ends before it begins.
    fn between(&self, from: &When, to: &When) -> Option<When> {
        let (first, last) = (from.earliest_start(), to.latest_end());
        let is_day =
            |when: &When| when.earliest_start() == when.latest_end() && when.mark() == Mark::Sure;
        if self.range == Shape::OneOf {
            When::one_of(first, last)
        } else if is_day(from) && is_day(to) {
            // Of what lasted days, the times of the first and the last have no place.
            if first == last { Some(from.clone()) } else { When::lasted(first, last) }
        } else {
            let text = format!("{}/{}", from.edtf(), to.edtf());
            (first <= last).then(|| When::parse(&text).ok()).flatten()
        }
    }

    /// The day at the time in a column of its own.
    fn timed(&self, when: When, row: &Record<'_>, batch: &mut Batch) -> When {
        let text = self.time.of(row);
        let day = when.as_day().filter(|_| when.time().is_none() && !date::is_nothing(text));
        match day.map(|day| (day, time::parse(text))) {
            None => when,
            Some((day, Some(time))) => When::at(day, time),
            Some((_, None)) => {
                batch.warn(row, "the time of day can't be read, only the day", text);
                when
            }
        }
    }

    /// The date no more exact than the row says.
    fn exact(&self, when: When, row: &Record<'_>, batch: &mut Batch) -> (When, Option<Basis>) {
        let word = self.precision.of(row);
        if word.is_empty() || when.is_undated() {
            return (when, None);
        }
        let known = self.precisions.get(word).copied().or_else(|| exactness(word));
        let Some(exactness) = known else {
            batch.warn(row, "the map does not say what this precision means", word);
            return (when.uncertain(), None);
        };
        let day = when.earliest_start();
        match exactness {
            Exactness::Day => (when, None),
            Exactness::Approximate => (when.approximate(), None),
            Exactness::Uncertain => (when.uncertain(), None),
            Exactness::Unknown => (When::UNDATED, None),
            // A stretch of days says already how vague it is.
            _ if day != when.latest_end() => (when, None),
            Exactness::Week => {
                let week = When::one_of(day.plus_days(-3), day.plus_days(3)).unwrap_or(when);
                (week, Some(Basis::Inferred))
            }
            Exactness::Month => (When::month_of(day), None),
            Exactness::Year => (When::year_of(day), None),
        }
    }
}

/// The date of what has only an end.
fn until(end: &When) -> When {
    let when = (!end.is_undated()).then(|| When::parse(&format!("/{}", end.edtf())).ok()).flatten();
    when.unwrap_or_else(|| end.clone())
}

/// The date that year, month and day give, as far as they are known.
///
/// A year of two digits is completed by the start of what it ends.
fn of_parts(
    parts: &[Source; 3],
    start: Option<&When>,
    row: &Record<'_>,
    batch: &mut Batch,
) -> Option<When> {
    let [year, month, day] = parts.each_ref().map(|part| part.of(row));
    if date::is_nothing(year) {
        return None;
    }
    let number = |text: &str| {
        let whole = text.split_once(".0").map_or(text, |(whole, _)| whole);
        if date::is_nothing(whole) { Some(0) } else { whole.parse::<i64>().ok() }
    };
    let month_number = date::month(month).map(i64::from).or_else(|| number(month));
    let completed = start.and_then(|start| year_after(start, year)).map(i64::from);
    let when = match (completed.or_else(|| number(year)), month_number, number(day)) {
        (Some(year @ -9999..=9999), Some(month), Some(day)) => {
            let found = |month: i64, day: i64| {
                Day::of(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
            };
            match (month, day) {
                (..=0 | 99, _) => found(1, 1).map(When::year_of),
                (month, ..=0 | 99) => found(month, 1).map(When::month_of),
                (month, day) => found(month, day).map(When::day),
            }
        }
        _ => None,
    };
    Some(when.unwrap_or_else(|| {
        let parts = [year, month, day].join("-");
        batch.warn(row, "year, month and day are not a date", &parts);
        When::UNDATED
    }))
}

/// The year that two digits mean as the end of something: the next one after its start that ends
/// so.
fn year_after(start: &When, text: &str) -> Option<i32> {
    let short: i32 = text.parse().ok().filter(|_| text.len() == 2)?;
    let first = start.earliest_start();
    first.is_known().then(|| first.year() + (short - first.year()).rem_euclid(100))
}

fn range_of(word: &str) -> Option<Shape> {
    match word {
        "lasted" => Some(Shape::Lasted),
        "one-of" => Some(Shape::OneOf),
        _ => None,
    }
}

fn exactness(word: &str) -> Option<Exactness> {
    Some(match word {
        "day" => Exactness::Day,
        "week" => Exactness::Week,
        "month" => Exactness::Month,
        "year" => Exactness::Year,
        "approximate" => Exactness::Approximate,
        "uncertain" => Exactness::Uncertain,
        "unknown" => Exactness::Unknown,
        _ => return None,
    })
}
