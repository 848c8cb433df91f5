//! The date of a row.

use rustc_hash::FxHashMap;

use super::{
    columns::{Columns, Source},
    file::File,
};
use crate::{
    ingest::{
        Batch, Record, RowError,
        date::{self, Order},
        time,
    },
    model::{
        Basis, When,
        day::Day,
        when::{Mark, Offset, Shape, Time, typed},
    },
};

/// Where the date is, and how it is to be read.
pub struct Dates {
    start: Source,
    end: Source,
    /// Year, month and day, where they stand apart.
    parts: [Source; 3],
    time: Source,
    format: Format,
    range: Shape,
    precision: Source,
    precisions: FxHashMap<String, Exactness>,
    /// What the table leaves open about all dates.
    pub note: Option<String>,
}

/// How numbers are to be read.
#[derive(Clone, Copy)]
enum Format {
    Calendar(Order),
    /// Since 1970, so many in a second.
    Ticks(i64),
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

const FORMATS: &[&str] = &["day-first", "month-first", "seconds", "milliseconds", "microseconds"];
const RANGES: &[&str] = &["lasted", "one-of"];
const EXACTNESS: &[&str] = &["day", "week", "month", "year", "approximate", "uncertain", "unknown"];

/// What stands for a date, or a year, that is not known.
const UNKNOWN: &[&str] = &["", "0", "-9", "-77", "-88", "-99", "-999", "-9999"];

impl Dates {
    pub fn new(file: &File, columns: &mut Columns<'_>) -> Self {
        let map = &file.when;
        let start = columns.find(&map.start);
        let end = columns.find(&map.end);
        let named = map.format.as_ref();
        let named = named.and_then(|word| columns.word("format", word, FORMATS, format));
        let range = map.range.as_ref();
        let range = range.and_then(|word| columns.word("range", word, RANGES, range_of));
        let precisions = columns.words("precision", &file.precisions, EXACTNESS, exactness);
        let (format, note) = named.map_or_else(|| told(&start, &end, columns), |it| (it, None));
        Self {
            start,
            end,
            parts: [&map.year, &map.month, &map.day].map(|field| columns.find(field)),
            time: columns.find(&map.time),
            format,
            range: range.unwrap_or(Shape::Lasted),
            precision: columns.find(&map.precision),
            precisions,
            note,
        }
    }

    /// The date of a row, and how it is known where that is not by what stands there.
    pub fn read(
        &self,
        row: &Record<'_>,
        batch: &mut Batch,
    ) -> Result<(When, Option<Basis>), RowError> {
        let start = match self.date(&self.start, row, "the start is no date")? {
            None => self.of_parts(row)?,
            start => start,
        };
        let end = self.date(&self.end, row, "the end is no date")?;
        let when = match (start, end) {
            (Some(start), Some(end)) if start != end => self.between(&start, &end)?,
            (Some(when), _) => self.timed(when, row)?,
            (None, Some(end)) => When::parse(&format!("/{}", end.edtf())).unwrap_or(end),
            (None, None) => {
                batch.warn(row, "there is no date", "");
                return Ok((When::UNDATED, None));
            }
        };
        self.exact(when, row)
    }

    /// The date in one column.
    fn date(
        &self,
        source: &Source,
        row: &Record<'_>,
        problem: &'static str,
    ) -> Result<Option<When>, RowError> {
        let text = source.of(row);
        if UNKNOWN.contains(&text) {
            return Ok(None);
        }
        let found = match self.format {
            Format::Ticks(ticks) => text.parse().ok().and_then(|number| since_1970(number, ticks)),
            Format::Calendar(order) => {
                let year = self.parts[0].of(row).parse().ok();
                match date::parse(text, order, year) {
                    Some(day) => Some(on(day, text)),
                    None => When::parse(&text.replacen(' ', "T", 1))
                        .ok()
                        .or_else(|| Some(typed::parse(text, None).ok()?.when)),
                }
            }
        };
        found.map(Some).ok_or_else(|| RowError::new(problem, text))
    }

    /// The date that year, month and day give, as far as they are known.
    fn of_parts(&self, row: &Record<'_>) -> Result<Option<When>, RowError> {
        let [year, month, day] = self.parts.each_ref().map(|part| part.of(row));
        let number = |text: &str| match text.split_once('.').map_or(text, |(whole, _)| whole) {
            "" => Ok(0),
            whole => whole
                .parse::<i64>()
                .ok()
                .ok_or_else(|| RowError::new("year, month or day is no number", text)),
        };
        if UNKNOWN.contains(&year) {
            return Ok(None);
        }
        let year_number = number(year)?;
        let month_number = date::month(month).map_or_else(|| number(month), |it| Ok(it.into()))?;
        let day_number = number(day)?;
        let found = |month: i64, day: i64| {
            Day::of(year_number, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        };
        let when = match (month_number, day_number) {
            (..=0, _) => found(1, 1).map(When::year_of),
            (month, ..=0) => found(month, 1).map(When::month_of),
            (month, day) => found(month, day).map(When::day),
        };
        let error = || RowError::new("the calendar has no such day", &[year, month, day].join("-"));
        when.map(Some).ok_or_else(error)
    }

    fn between(&self, from: &When, to: &When) -> Result<When, RowError> {
        let (first, last) = (from.earliest_start(), to.latest_end());
        let is_day =
            |when: &When| when.earliest_start() == when.latest_end() && when.mark() == Mark::Sure;
        let when = if self.range == Shape::OneOf {
            When::one_of(first, last)
        } else if is_day(from) && is_day(to) {
            // Of what lasted days, the times of the first and the last have no place.
            if first == last { Some(from.clone()) } else { When::lasted(first, last) }
        } else {
            let text = format!("{}/{}", from.edtf(), to.edtf());
            (first <= last).then(|| When::parse(&text).ok()).flatten()
        };
        when.ok_or_else(|| RowError::new("it ends before it begins", &format!("{from} to {to}")))
    }

    /// The day at the time in a column of its own.
    fn timed(&self, when: When, row: &Record<'_>) -> Result<When, RowError> {
        let text = self.time.of(row);
        let is_day = when.earliest_start() == when.latest_end() && when.time().is_none();
        if text.is_empty() || !is_day {
            return Ok(when);
        }
        let time =
            time::parse(text).ok_or_else(|| RowError::new("the time is no time of day", text))?;
        Ok(When::at(when.earliest_start(), time))
    }

    /// The date no more exact than the row says.
    fn exact(&self, when: When, row: &Record<'_>) -> Result<(When, Option<Basis>), RowError> {
        let word = self.precision.of(row);
        if word.is_empty() {
            return Ok((when, None));
        }
        let known = self.precisions.get(word).copied().or_else(|| exactness(word));
        let exactness = known
            .ok_or_else(|| RowError::new("the map does not say what this precision means", word))?;
        let day = when.earliest_start();
        Ok(match exactness {
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
        })
    }
}

/// The day at the time that follows it in a text. Midnight is what programs write where there is
/// no time.
fn on(day: Day, text: &str) -> When {
    let clock = text.find(':').and_then(|colon| text[..colon].rfind(['T', ' ']));
    match clock.and_then(|at| time::parse(&text[at + 1..])) {
        Some(Time { hour: 0, minute: 0, second: None | Some(0), .. }) | None => When::day(day),
        Some(time) => When::at(day, time),
    }
}

fn since_1970(number: i64, ticks: i64) -> Option<When> {
    const DAY: i64 = 86_400;
    let seconds = number.div_euclid(ticks);
    let day = Day(i32::try_from(seconds.div_euclid(DAY)).ok()?);
    let second = seconds.rem_euclid(DAY);
    let part = |value: i64| u8::try_from(value).ok();
    let time = Time {
        hour: part(second / 3600)?,
        minute: part(second / 60 % 60)?,
        second: Some(part(second % 60)?),
        offset: Some(Offset::Utc),
    };
    Some(When::at(day, time))
}

/// The format that the dates of the table give away, and the doubt that is left.
fn told(start: &Source, end: &Source, columns: &Columns<'_>) -> (Format, Option<String>) {
    let dates = [start, end].into_iter().filter_map(Source::column);
    let dates = dates.flat_map(|column| columns.head.values(column));
    let (order, doubtful) = Order::of(dates, Order::DayFirst);
    (Format::Calendar(order), doubtful.map(|date| order.doubt(date)))
}

fn format(word: &str) -> Option<Format> {
    Some(match word {
        "day-first" => Format::Calendar(Order::DayFirst),
        "month-first" => Format::Calendar(Order::MonthFirst),
        "seconds" => Format::Ticks(1),
        "milliseconds" => Format::Ticks(1_000),
        "microseconds" => Format::Ticks(1_000_000),
        _ => return None,
    })
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
