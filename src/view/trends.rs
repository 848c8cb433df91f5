//! Events and killed by period of the calendar: of all that is shown, and of series beside.
//!
//! ```text
//!           events            killed        Sinaloa  Jalisco
//!    2020    2,047  ▓▓▓▓▓     15,195  ▓▓        818    1,400
//!    2021    3,756  ▓▓▓▓▓▓▓▓  16,934  ▓▓      1,644    2,687
//! ```
//!
//! An event counts in the period in which it [began](crate::view::begin), surely or maybe; those
//! that began before and may still go on are counted apart. So a period's [`Figure::events`] are
//! what its filter by date shows, and the figures of all periods together count nobody twice.
//!
//! A series is a set of rows: the events that a value of a field has, or that a query finds. The cost
//! is that of a count for each distinct date and series, besides reading the numbers of killed.

mod figure;
mod lines;
mod split;

pub use figure::{Figure, Share, Sums, amount};
pub use lines::Line;
pub use split::{Split, Value, Values, kept};

use std::ops::Range;

use rayon::prelude::*;

use self::figure::Killed;
use crate::{
    base::{progress::Progress, rows::RowSet, text},
    index::Store,
    model::{Timeline, day::Day},
    query::{Answer, Expr, Query},
    view::{
        Unit,
        begin::{self, Begin},
        overview::{Extent, Frame, Zoom},
    },
};

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// How long the periods are.
    pub zoom: Zoom,
    /// How many periods fit the screen: a fitted unit is the shortest that makes no more.
    pub fits: u32,
    /// Whether a few events far from the others are left to the lines of what is earlier and later
    /// where the unit is fitted, as in the overview.
    pub near: bool,
    /// No more periods are counted; those left out are counted as earlier or later.
    pub most: u32,
    /// Around which day, where not all periods are counted.
    pub around: Option<Day>,
    /// Which series stand beside all that is shown.
    pub columns: Columns,
    /// At most so many values of a split.
    pub top: usize,
}

/// Which series stand beside all that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// None.
    #[default]
    One,
    /// Those of the most frequent values.
    Split(Split),
    /// Those of some queries.
    Compare(Vec<Query>),
}

/// No more queries are compared.
pub const MOST_COMPARED: usize = 4;

/// The figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    /// The periods; `None` if no event has a date.
    pub frame: Option<Frame>,
    /// All that is shown.
    pub all: Series,
    /// The series beside.
    pub columns: Vec<Series>,
    /// What they are.
    pub asked: Columns,
    /// How many values the split has in all.
    pub values: usize,
    /// The series of the kinds, where there are no others.
    pub kinds: Vec<Series>,
    /// All that is shown by the parts of the periods.
    pub parts: Option<(Frame, Series)>,
}

/// The figures of a set of events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What it is called, safe for a terminal; empty for all that is shown.
    pub name: String,
    /// What finds it among what is shown.
    pub chips: Vec<Expr>,
    /// The figures of each period.
    pub periods: Vec<Figure>,
    /// All its events.
    pub total: Sums,
    /// How many of them only may have begun in one of the periods.
    pub maybe: u32,
    /// Those that began before the first period.
    pub earlier: Sums,
    /// Those that began after the last one.
    pub later: Sums,
    /// Those without a date.
    pub undated: Sums,
}

/// Counts; `None` when asked to stop.
#[must_use]
pub fn count(ask: &Ask, store: &Store, found: &Answer, progress: &Progress) -> Option<Trends> {
    let timeline = store.timeline();
    let frame = frame(ask, timeline, &found.rows);
    let (named, values) = named(ask, store, found, progress)?;
    let kinds = match ask.columns {
        Columns::One => {
            let values = Split::Kind.values(store, found, MOST_KINDS, progress)?;
            values.first.into_iter().map(Named::of_value).collect()
        }
        _ => Vec::new(),
    };
    let count = |names: Vec<Named>, frame: Option<&Frame>| -> Option<Vec<Series>> {
        let mut sets = Vec::new();
        for named in &names {
            sets.push(named.rows(store, found, progress));
            if progress.is_cancelled() {
                return None;
            }
        }
        let sets: Vec<&RowSet> =
            sets.iter().map(|set| set.as_ref().unwrap_or(&found.rows)).collect();
        let counted = series(timeline, &sets, frame, progress)?;
        let named = names.into_iter().zip(counted);
        let series =
            named.map(|(named, series)| Series { name: named.name, chips: named.chips, ..series });
        Some(series.collect())
    };
    let beside = named.len();
    let every = std::iter::once(Named::default()).chain(named).chain(kinds).collect();
    let mut all = count(every, frame.as_ref())?.into_iter();
    let parts = match frame.as_ref().and_then(parts) {
        Some(parts) => count(vec![Named::default()], Some(&parts))?.pop().map(|it| (parts, it)),
        None => None,
    };
    Some(Trends {
        frame,
        all: all.next().unwrap_or_default(),
        columns: all.by_ref().take(beside).collect(),
        asked: ask.columns.clone(),
        values,
        kinds: all.collect(),
        parts,
    })
}

/// The sums of some events. O(distinct dates + events).
#[must_use]
pub fn sums(timeline: &Timeline, rows: &RowSet) -> Sums {
    let series = series(timeline, &[rows], None, &Progress::default());
    series.and_then(|mut all| all.pop()).unwrap_or_default().total
}

/// More kinds than this have no room below the periods.
const MOST_KINDS: usize = 24;

/// A series before it is counted. Without chips it is all that is shown.
#[derive(Clone, Debug, Default)]
struct Named {
    name: String,
    chips: Vec<Expr>,
    /// Each must be found by all of these.
    queries: Vec<Query>,
}

impl Named {
    fn of_value(value: Value) -> Self {
        let query = Query::from(Expr::Term(value.term));
        Self { name: value.name, chips: query.chips().to_vec(), queries: vec![query] }
    }

    fn of_queries(name: String, queries: &[&Query]) -> Self {
        let chips = queries.iter().fold(Query::default(), |all, query| all.narrowed(query.chips()));
        let queries = queries.iter().copied().cloned().collect();
        Self { name, chips: chips.chips().to_vec(), queries }
    }

    /// Its rows; `None` if these are all that are shown.
    fn rows(&self, store: &Store, found: &Answer, progress: &Progress) -> Option<RowSet> {
        let sets = self.queries.iter().map(|query| kept(query, store, found, progress));
        sets.reduce(|mut one, other| {
            one.intersect(&other);
            one
        })
    }
}

/// The series that stand beside all that is shown, and how many values there are in all.
fn named(
    ask: &Ask,
    store: &Store,
    found: &Answer,
    progress: &Progress,
) -> Option<(Vec<Named>, usize)> {
    match &ask.columns {
        Columns::One => Some((Vec::new(), 0)),
        Columns::Split(split) => {
            let Values { first, all } = split.values(store, found, ask.top, progress)?;
            Some((first.into_iter().map(Named::of_value).collect(), all))
        }
        Columns::Compare(queries) => {
            let single = |query: &Query| {
                let name = text::neutralise(&query.to_string()).into_owned();
                Named::of_queries(name, &[query])
            };
            let mut all: Vec<Named> = queries.iter().map(single).collect();
            if let [one, other] = queries.as_slice() {
                all.push(Named::of_queries("both".to_owned(), &[one, other]));
            }
            let count = all.len();
            Some((all, count))
        }
    }
}

/// The periods from the first to the last shown event; `None` if none has a date.
fn frame(ask: &Ask, timeline: &Timeline, rows: &RowSet) -> Option<Frame> {
    let shown = timeline.moments().filter(|(_, moment)| rows.count_in(moment.clone()) > 0);
    let days = shown.filter_map(|(when, _)| begin::days(when));
    let (first, last) = days.reduce(|all, own| (all.0.min(own.0), all.1.max(own.1)))?;
    let (first, last) = match ask.zoom {
        Zoom::Fit if ask.near => match Extent::of_rows(timeline, rows) {
            Some(Extent { whole, most }) if most != whole => most,
            _ => (first, last),
        },
        _ => (first, last),
    };
    let length = |unit: Unit| unit.number(last) - unit.number(first) + 1;
    let unit = match ask.zoom {
        Zoom::To(unit) => unit,
        Zoom::Fit => {
            let fits = |unit: &Unit| length(*unit) <= i64::from(ask.fits.max(1));
            Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Millennium)
        }
    };
    let all = length(unit);
    let bars = all.min(i64::from(ask.most.max(1)));
    let middle = ask.around.unwrap_or(last);
    let first = unit.number(first);
    let start = (unit.number(middle) - bars / 2).clamp(first, first + all - bars);
    Some(Frame { unit, first: start, bars: bars.unsigned_abs() as u32 })
}

/// The parts of the periods of a frame, if they are not too many to be counted beside.
fn parts(frame: &Frame) -> Option<Frame> {
    const MOST: i64 = 50_000;
    let unit = frame.unit.parts()?;
    let first = unit.number(frame.first_day(0));
    let bars = unit.number(frame.first_day(frame.bars)) - first;
    (1..=MOST).contains(&bars).then(|| Frame { unit, first, bars: bars.unsigned_abs() as u32 })
}

/// The figures of some sets of rows, counted side by side: each date is looked at once.
fn series(
    timeline: &Timeline,
    sets: &[&RowSet],
    frame: Option<&Frame>,
    progress: &Progress,
) -> Option<Vec<Series>> {
    /// So many figures, and every core gets some of its own.
    const FEW: usize = 1 << 16;
    let killed: Vec<Option<Killed>> = timeline.fatalities().iter().map(Killed::of).collect();
    let bars = frame.map_or(0, |frame| frame.bars as usize);
    let shares = match bars * sets.len() {
        0..=FEW => rayon::current_num_threads() * 4,
        _ => 1,
    };
    let whens = timeline.whens().len();
    let chunk = whens.div_ceil(shares).max(1);
    let counted = (0..whens.div_ceil(chunk)).into_par_iter().map(|number| {
        let mut series = vec![
            Series { periods: vec![Figure::default(); bars], ..Series::default() };
            sets.len()
        ];
        let range = number * chunk..whens.min((number + 1) * chunk);
        let counting = Counting { timeline, sets, frame, killed: &killed };
        if !counting.count(range, &mut series, progress) {
            return None;
        }
        Some(series)
    });
    let none = || Some(Vec::new());
    let mut all = counted.reduce(none, |one, other| Some(added(one?, other?)))?;
    all.resize_with(sets.len(), || Series {
        periods: vec![Figure::default(); bars],
        ..Series::default()
    });
    for series in &mut all {
        finish(series);
    }
    Some(all)
}

fn added(one: Vec<Series>, other: Vec<Series>) -> Vec<Series> {
    if one.is_empty() {
        return other;
    }
    let mut all = one;
    for (mine, theirs) in all.iter_mut().zip(other) {
        for (mine, theirs) in mine.periods.iter_mut().zip(theirs.periods) {
            mine.add(&theirs);
        }
        mine.total += theirs.total;
        mine.maybe += theirs.maybe;
        mine.earlier += theirs.earlier;
        mine.later += theirs.later;
        mine.undated += theirs.undated;
    }
    all
}

/// Adds up the steps of what goes on; what began there was counted with it.
fn finish(series: &mut Series) {
    let mut touching = 0_u32;
    for figure in &mut series.periods {
        touching = touching.wrapping_add(figure.going_on);
        figure.going_on = touching.saturating_sub(figure.surely.events + figure.maybe);
    }
}

struct Counting<'a> {
    timeline: &'a Timeline,
    sets: &'a [&'a RowSet],
    frame: Option<&'a Frame>,
    /// What each distinct number of killed says.
    killed: &'a [Option<Killed>],
}

impl Counting<'_> {
    /// Adds the events of some distinct dates; whether it came to the end. Of what goes on only the
    /// steps are counted: more where a stretch begins, less after its end.
    fn count(&self, whens: Range<usize>, series: &mut [Series], progress: &Progress) -> bool {
        let numbers = self.frame.map(Frame::numbers).unwrap_or_default();
        for number in whens {
            if number % 1024 == 0 && progress.is_cancelled() {
                return false;
            }
            let rows = self.timeline.rows_of(number);
            let when = &self.timeline.whens()[number];
            let mut place: Option<(Option<Begin>, Vec<Range<i64>>)> = None;
            for (set, series) in self.sets.iter().zip(&mut *series) {
                let sums = self.sums(set, rows.clone());
                if sums.events == 0 {
                    continue;
                }
                series.total += sums;
                let (begin, touched) = place.get_or_insert_with(|| match self.frame {
                    None => (None, Vec::new()),
                    Some(frame) => (
                        Begin::of(when, frame.unit, &numbers),
                        begin::touched(when, frame.unit, &numbers),
                    ),
                });
                put(series, &sums, begin.as_ref(), &numbers);
                for range in touched.iter() {
                    let mut step = |number: i64, change: u32| {
                        let at = (number - numbers.start).unsigned_abs() as usize;
                        if let Some(figure) = series.periods.get_mut(at) {
                            figure.going_on = figure.going_on.wrapping_add(change);
                        }
                    };
                    step(range.start, sums.events);
                    step(range.end, sums.events.wrapping_neg());
                }
            }
        }
        true
    }

    fn sums(&self, set: &RowSet, rows: Range<u32>) -> Sums {
        let mut sums = Sums { events: set.count_in(rows.clone()), ..Sums::default() };
        if self.killed.is_empty() {
            sums.unknown = sums.events;
        } else if sums.events > 0 {
            let links = &self.timeline.columns().fatalities;
            for row in set.iter_in(rows) {
                let link = links.get(row).get();
                sums.kill(link.and_then(|number| self.killed[number as usize]));
            }
        }
        sums
    }
}

/// Adds events that began so to a series.
fn put(series: &mut Series, sums: &Sums, begin: Option<&Begin>, numbers: &Range<i64>) {
    let at = |number: i64| (number - numbers.start).unsigned_abs() as usize;
    match begin {
        None => series.undated += *sums,
        Some(Begin::Surely(number)) if numbers.contains(number) => {
            series.periods[at(*number)].surely += *sums;
        }
        Some(Begin::Maybe { shares, .. }) if !shares.is_empty() => {
            series.maybe += sums.events;
            for &(number, share) in shares {
                let figure = &mut series.periods[at(number)];
                figure.maybe += sums.events;
                figure.share.add(share, sums);
            }
        }
        Some(Begin::Surely(first) | Begin::Maybe { first, .. }) => {
            let side = if *first < numbers.start { &mut series.earlier } else { &mut series.later };
            *side += *sums;
        }
    }
}

#[cfg(test)]
mod tests;
