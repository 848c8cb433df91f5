//! `demarche trends`: events and killed by period.

use std::io::Write;

use serde::Serialize;

use crate::{
    base::{progress::Progress, text},
    cli::{
        Outcome,
        args::{self, Format},
        say, select,
    },
    export::{self, Record, record_fields},
    index::Store,
    query::{Answer, Plan, Query},
    view::{
        overview::{Frame, Scale, Zoom, height},
        thousands,
        trends::{self, Ask, Columns, Figure, MOST_COMPARED, Series, Sums, Trends},
    },
};

/// A unit that is not named makes no more periods.
const FITS: u32 = 40;

/// More rows are a slip: a unit too short for so long a time.
const MOST_ROWS: usize = 2_000_000;

/// Prints the figures; in a table for people a series a column.
pub(super) fn run(arguments: &args::Trends, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let selection = &arguments.listing.selection;
    let queries = arguments
        .compare
        .iter()
        .map(|text| select::Asked { expr: text, candidates: selection.candidates }.query());
    let queries: Vec<Query> = queries.collect::<Result<_, _>>()?;
    if queries.len() > MOST_COMPARED {
        anyhow::bail!("at most {MOST_COMPARED} can be compared");
    }
    let (loaded, answer) = select::select(selection)?;
    for query in &queries {
        Plan::new(query, &loaded.store)?;
    }
    let columns = match arguments.split {
        Some(split) => Columns::Split(split),
        None if queries.is_empty() => Columns::One,
        None => Columns::Compare(queries),
    };
    let zoom = arguments.by.map_or(Zoom::Fit, Zoom::To);
    let counted = counted(zoom, columns, arguments.top, &loaded.store, &answer)?;
    let (shown, all) = (counted.columns.len(), counted.values);
    if let (Some(split), true) = (arguments.split, shown < all) {
        say(&format!("{shown} of {all} values of {}; --top shows more", split.name()));
    }
    match arguments.listing.output.format {
        Format::Table => table(&counted, out)?,
        format => export::write(out, format, rows(&counted))?,
    }
    let is_empty = counted.all.total.events == 0;
    Ok(Outcome::of(!is_empty || selection.query.is_none(), "nothing matches"))
}

/// The figures of all periods; an error if there are too many.
pub(super) fn counted(
    zoom: Zoom,
    columns: Columns,
    top: usize,
    store: &Store,
    answer: &Answer,
) -> anyhow::Result<Trends> {
    let most = (MOST_ROWS / (top + 1)) as u32;
    let ask = Ask { zoom, fits: FITS, near: false, most, around: None, columns, top };
    let Some(trends) = trends::count(&ask, store, answer, &Progress::default()) else {
        anyhow::bail!("counting was stopped");
    };
    if let Some(frame) = trends.frame.filter(|_| trends.all.earlier.events > 0) {
        anyhow::bail!(
            "more than {} {}: --by a longer unit, or -q a shorter time",
            thousands(most.into()),
            frame.unit.plural()
        );
    }
    Ok(trends)
}

/// The rows of the machine formats: a period after the other, in each all series.
fn rows(counted: &Trends) -> Vec<TrendRow> {
    let series = || std::iter::once(&counted.all).chain(&counted.columns);
    let mut rows = Vec::new();
    if let Some(frame) = counted.frame {
        for bar in 0..frame.bars {
            rows.extend(series().map(|series| TrendRow::new(&frame, bar, series)));
        }
    }
    if counted.all.undated.events > 0 {
        rows.extend(series().map(TrendRow::undated));
    }
    rows
}

/// The figures of one series in one period.
#[derive(Debug, Default, Serialize)]
pub(super) struct TrendRow {
    period: Option<String>,
    unit: Option<&'static str>,
    series: String,
    events: u32,
    maybe: u32,
    maybe_share: f64,
    going_on: u32,
    low: u64,
    best: u64,
    high: u64,
    maybe_low: f64,
    maybe_best: f64,
    maybe_high: f64,
    unknown: u32,
}

impl TrendRow {
    fn new(frame: &Frame, bar: u32, series: &Series) -> Self {
        let figure = series.figure(bar);
        let Figure { share, .. } = figure;
        // Shares of days are fractions without end.
        let rounded = |amount: f64| (amount * 1e4).round() / 1e4;
        Self {
            period: Some(frame.unit.edtf(frame.first_day(bar))),
            unit: Some(frame.unit.name()),
            maybe: figure.maybe,
            maybe_share: rounded(share.events),
            going_on: figure.going_on,
            maybe_low: rounded(share.low),
            maybe_best: rounded(share.best),
            maybe_high: rounded(share.high),
            ..Self::of(series, figure.surely)
        }
    }

    fn undated(series: &Series) -> Self {
        Self::of(series, series.undated)
    }

    fn of(series: &Series, sums: Sums) -> Self {
        let series = if series.name.is_empty() { "all" } else { &series.name };
        let Sums { events, low, best, high, unknown } = sums;
        Self { series: series.to_owned(), events, low, best, high, unknown, ..Self::default() }
    }
}

impl Record for TrendRow {
    const NAME: &'static str = "trends";
    record_fields! { self;
        "period": "the period, EDTF; none for the events without a date"
            => self.period.as_deref().unwrap_or_default().into(),
        "unit": "the unit of the periods: day, week, month, quarter, year, decade, century or millennium"
            => self.unit.unwrap_or_default().into(),
        "series": "all that matches ('all'), a value of the split, a query that is compared, or both of two; an event can be in several"
            => self.series.as_str().into(),
        "events": "how many events surely began in the period" => self.events.to_string().into(),
        "maybe": "how many events may have begun in it, or in another period"
            => self.maybe.to_string().into(),
        "maybe_share": "these events spread over the days on which they may have begun: over all periods each counts as 1"
            => self.maybe_share.to_string().into(),
        "going_on": "how many events surely or possibly began before and may still go on in it; events, maybe and going_on together match date:PERIOD"
            => self.going_on.to_string().into(),
        "low": "killed in the events that surely began in it: the sum of the lowest credible numbers, of an event without one its best"
            => self.low.to_string().into(),
        "best": "likewise of the most likely numbers, of an event without one its low, else its high"
            => self.best.to_string().into(),
        "high": "likewise of the highest credible numbers, of an event without one its best or low"
            => self.high.to_string().into(),
        "maybe_low": "killed in the events that may have begun in it, spread as in maybe_share, by the lowest numbers"
            => self.maybe_low.to_string().into(),
        "maybe_best": "likewise by the most likely numbers" => self.maybe_best.to_string().into(),
        "maybe_high": "likewise by the highest numbers" => self.maybe_high.to_string().into(),
        "unknown": "how many of the events that surely began in it have no number of killed; they add nothing"
            => self.unknown.to_string().into(),
    }

    const BRIEF: &'static [&'static str] =
        &["period", "series", "events", "maybe", "going_on", "low", "best", "high"];
}

/// Longer bars say no more.
const BAR: u32 = 40;

/// Writes a line a period, with a bar of its events; of several series a column each.
fn table(counted: &Trends, out: &mut impl Write) -> anyhow::Result<()> {
    let unit = counted.frame.map_or("", |frame| frame.unit.name());
    let is_one = counted.columns.is_empty();
    let mut head: Vec<String> = vec![unit.to_owned(), "events".to_owned()];
    if is_one {
        head.extend(["maybe", "going on", "low", "best", "high"].map(str::to_owned));
    } else {
        head.extend(counted.columns.iter().map(|series| series.name.clone()));
    }
    let mut lines = vec![head];
    let series = || std::iter::once(&counted.all).chain(&counted.columns);
    let line = |name: String, of_period: bool, figure: &dyn Fn(&Series) -> Figure| {
        let number = |number: u64| thousands(number);
        let mut line = vec![name];
        if is_one {
            let Figure { surely, maybe, going_on, .. } = figure(&counted.all);
            line.push(number(surely.events.into()));
            line.extend(if of_period {
                [maybe, going_on].map(|count| number(count.into()))
            } else {
                [String::new(), String::new()]
            });
            line.extend([surely.low, surely.best, surely.high].map(number));
        } else {
            line.extend(series().map(|series| match figure(series) {
                Figure { surely, maybe: 0, .. } => number(surely.events.into()),
                Figure { surely, maybe, .. } => {
                    format!("{}+{}?", number(surely.events.into()), number(maybe.into()))
                }
            }));
        }
        line
    };
    let sums = |sums: Sums| Figure { surely: sums, ..Figure::default() };
    let bars = counted.frame.map_or(0, |frame| frame.bars);
    if let Some(frame) = counted.frame {
        for bar in 0..bars {
            let words = frame.unit.words(frame.first_day(bar));
            lines.push(line(words, true, &|series| series.figure(bar)));
        }
    }
    if counted.all.undated.events > 0 {
        lines.push(line("undated".to_owned(), false, &|series| sums(series.undated)));
    }
    lines.push(line("all".to_owned(), false, &|series| sums(series.total)));

    let widths: Vec<usize> = (0..lines[0].len())
        .map(|column| lines.iter().map(|line| text::width(&line[column])).max().unwrap_or(0))
        .collect();
    let most = counted.all.periods.iter().map(amount).fold(0.0, f64::max);
    for (number, cells) in lines.iter().enumerate() {
        let mut words = text::pad(&cells[0], widths[0]).into_owned();
        for (cell, &width) in cells.iter().zip(&widths).skip(1) {
            words.push_str(&" ".repeat(2 + width - text::width(cell)));
            words.push_str(cell);
        }
        if let Some(figure) = number.checked_sub(1).and_then(|at| counted.all.periods.get(at)) {
            words.push_str("  ");
            words.push_str(&bar_of(figure, most));
        }
        writeln!(out, "{}", words.trim_end())?;
    }
    Ok(())
}

fn amount(figure: &Figure) -> f64 {
    f64::from(figure.surely.events) + figure.share.events
}

/// `▓` for what surely began there, `░` for what may have.
fn bar_of(figure: &Figure, most: f64) -> String {
    let cells = |amount: f64| height(amount, most, BAR, Scale::Linear) as usize;
    let (sure, all) = (cells(figure.surely.events.into()), cells(amount(figure)));
    "▓".repeat(sure) + &"░".repeat(all.saturating_sub(sure))
}
