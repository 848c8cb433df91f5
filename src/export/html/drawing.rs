//! The events along the time, to scale: a lane a class, a sign where the day is known, a bar over
//! the days of what lasted, a pale bar over those on which something may have been.
//!
//! Events of a class that fall on the same points are one mark, which says how many they are: a
//! page of a hundred thousand events has a drawing as small as any.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::{markup, quad};
use crate::{
    base::text::counted,
    export::Excerpt,
    model::{Event, When, day::Day, when::Precision},
};

/// The width of the drawing and of what stands before the lanes, in points.
const WIDTH: i64 = 960;
const LEFT: i64 = 30;
/// The height of a row of marks, and how many rows a lane has: what would need more overlaps.
const ROW: i64 = 12;
const ROWS: usize = 6;
/// The most marks on the axis.
const TICKS: i64 = 8;

/// Where an event is drawn, in points: from and to where it may have been, and where it surely was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    from: i64,
    to: i64,
    surely: Option<(i64, i64)>,
    /// Whether it is one day, however wide that is drawn.
    is_day: bool,
    /// Whether it goes on beyond the frame, before and after it.
    beyond: [bool; 2],
}

/// The events at a place: how many, and the first of them.
struct Mark<'a> {
    events: u32,
    first: Event<'a>,
}

/// The time that is drawn.
#[derive(Clone, Copy, Debug)]
struct Frame {
    first: Day,
    last: Day,
}

/// Draws the dated events; nothing where there are none.
pub fn write(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<()> {
    let Some(frame) = Frame::of(excerpt) else { return Ok(()) };
    let mut lanes: [BTreeMap<Place, Mark<'_>>; 5] = Default::default();
    for event in excerpt.events().filter(|event| !event.when().is_undated()) {
        let lane = &mut lanes[quad::of(event)];
        let mark = lane.entry(frame.place(event.when()));
        mark.or_insert(Mark { events: 0, first: event }).events += 1;
    }
    let rows: Vec<Vec<usize>> = lanes.iter().map(|lane| rows(lane.keys())).collect();
    let heights = rows.iter().map(|rows| match rows.iter().max() {
        Some(&most) => (most as i64 + 1) * ROW + 8,
        None => 0,
    });
    let tops: Vec<i64> = heights
        .scan(4, |top, height| {
            *top += height;
            Some(*top - height)
        })
        .collect();
    let foot = tops[4] + rows[4].iter().max().map_or(0, |&most| (most as i64 + 1) * ROW + 8);

    writeln!(
        out,
        "<figure>\n<svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"The events along the \
         time, from {} to {}\">",
        foot + 22,
        markup::line(&When::day(frame.first).words()),
        markup::line(&When::day(frame.last).words()),
    )?;
    for (x, words) in frame.ticks() {
        writeln!(
            out,
            "<line class=\"axis\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{foot}\"/><text x=\"{}\" \
             y=\"{}\">{}</text>",
            x + 3,
            foot + 16,
            markup::line(&words)
        )?;
    }
    for (number, look) in quad::LOOKS.iter().enumerate() {
        if lanes[number].is_empty() {
            continue;
        }
        let y = tops[number] + ROW;
        writeln!(out, "<text x=\"2\" y=\"{y}\" class=\"{}\">{}</text>", look.class, look.sign)?;
        for ((place, mark), row) in lanes[number].iter().zip(&rows[number]) {
            draw(out, *place, mark, tops[number] + *row as i64 * ROW, number)?;
        }
    }
    writeln!(out, "</svg>")?;
    write!(out, "<figcaption class=\"legend\">")?;
    for (look, _) in quad::LOOKS.iter().zip(&lanes).filter(|(_, lane)| !lane.is_empty()) {
        let quad::Look { class, sign, words } = look;
        write!(out, "<span><span class=\"{class}\">{sign}</span>{words}</span> ")?;
    }
    writeln!(
        out,
        "<span>A bar lasted; on the days of a pale one it may have been; ‹ and › lead beyond.</span>\
         </figcaption>\n</figure>"
    )
}

/// A mark that leads to its entry.
fn draw(
    out: &mut impl Write,
    place: Place,
    mark: &Mark<'_>,
    top: i64,
    number: usize,
) -> io::Result<()> {
    let look = quad::LOOKS[number];
    let when = mark.first.when().words();
    let words = match mark.events {
        1 => format!("{when}: {}", mark.first.title()),
        more => format!("{when}: {}", counted(more, "event")),
    };
    write!(
        out,
        "<a href=\"#e{}\"><title>{}</title><g class=\"{}\">",
        mark.first.row(),
        markup::line(&words),
        look.class
    )?;
    let bar = |from: i64, to: i64, class: &str| {
        let (y, height) = (top + 2, ROW - 4);
        let width = (to - from).max(2);
        format!("<rect x=\"{from}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{class}/>")
    };
    match place.surely {
        Some((from, to)) if place.is_day || to - from <= 3 && place.to - place.from <= 6 => {
            write!(out, "{}", sign(number, i64::midpoint(from, to), top + ROW / 2))?;
        }
        surely => {
            write!(out, "{}", bar(place.from, place.to, " class=\"may\""))?;
            if let Some((from, to)) = surely {
                write!(out, "{}", bar(from, to, ""))?;
            }
        }
    }
    let edges = [("‹", place.from - 7), ("›", place.to + 2)];
    for ((sign, x), _) in edges.into_iter().zip(place.beyond).filter(|(_, beyond)| *beyond) {
        write!(out, "<text x=\"{x}\" y=\"{}\">{sign}</text>", top + ROW - 2)?;
    }
    writeln!(out, "</g></a>")
}

/// The sign of a class around a point.
fn sign(number: usize, x: i64, y: i64) -> String {
    match number {
        0 => format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"none\" stroke=\"currentColor\" \
             stroke-width=\"1.8\"/>"
        ),
        1 => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4.4\"/>"),
        2 | 3 => {
            let points = format!("{},{} {},{} {x},{}", x - 5, y + 4, x + 5, y + 4, y - 5);
            let hollow = " fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"";
            let look = if number == 2 { hollow } else { "" };
            format!("<polygon points=\"{points}\"{look}/>")
        }
        _ => {
            let points = format!("{x},{} {},{y} {x},{} {},{y}", y - 5, x + 5, y + 5, x - 5);
            format!("<polygon points=\"{points}\"/>")
        }
    }
}

/// The rows on which places stand beside each other, in the order of their beginnings.
fn rows<'p>(places: impl Iterator<Item = &'p Place>) -> Vec<usize> {
    /// What a sign takes on both sides of its point.
    const AROUND: i64 = 6;
    let mut ends = [i64::MIN; ROWS];
    let row = |place: &Place| {
        let (from, to) = place.drawn();
        let row = ends.iter().position(|&end| end < from - AROUND).unwrap_or(ROWS - 1);
        ends[row] = ends[row].max(to + AROUND);
        row
    };
    places.map(row).collect()
}

impl Place {
    /// The points that its mark takes: the middle of a day.
    fn drawn(&self) -> (i64, i64) {
        let middle = i64::midpoint(self.from, self.to);
        if self.is_day { (middle, middle) } else { (self.from, self.to) }
    }
}

impl Frame {
    /// The days of the events that are known to some days, and as many more as any other event
    /// needs to be seen: one that is known to the year does not squeeze all others.
    fn of(excerpt: &Excerpt<'_>) -> Option<Self> {
        let whens = || excerpt.events().map(Event::when).filter(|it| !it.is_undated());
        let ends = |when: &When| (when.earliest_start(), when.latest_end());
        let is_close = |when: &&When| {
            let (first, last) = ends(when);
            when.precision() >= Precision::Month && first.is_known() && last.is_known()
        };
        let start = (Day::FUTURE, Day::PAST);
        let (mut first, mut last) = whens()
            .filter(is_close)
            .map(ends)
            .fold(start, |(first, last), (from, to)| (first.min(from), last.max(to)));
        for when in whens() {
            let known = [when.earliest_start(), when.latest_start(), when.earliest_end()];
            let known = known.into_iter().chain([when.latest_end()]).filter(|day| day.is_known());
            let (Some(from), Some(to)) = (known.clone().min(), known.max()) else { continue };
            let (may_from, may_to) = ends(when);
            if first > last || may_from > last || may_to < first {
                (first, last) = (first.min(from), last.max(to));
            }
        }
        // A single day stands in the middle, not over all.
        let around = i32::from(i64::from(last.0) - i64::from(first.0) < 6);
        (first <= last)
            .then(|| Self { first: first.plus_days(-around), last: last.plus_days(around) })
    }

    /// The point at which a day begins; days beyond the frame stand at its edges.
    fn x(self, day: Day) -> i64 {
        let days = i64::from(self.last.0) - i64::from(self.first.0) + 1;
        let day = (i64::from(day.0) - i64::from(self.first.0)).clamp(0, days);
        LEFT + (WIDTH - LEFT - 12) * day / days
    }

    /// The points of a date.
    fn place(self, when: &When) -> Place {
        let end = |day: Day| self.x(day.plus_days(1));
        let (surely_from, surely_to) = (when.latest_start(), when.earliest_end());
        let surely = surely_from <= surely_to && surely_from.is_known() | surely_to.is_known();
        Place {
            from: self.x(when.earliest_start()),
            to: end(when.latest_end()),
            surely: surely.then(|| (self.x(surely_from), end(surely_to))),
            is_day: when.earliest_start() == when.latest_end(),
            beyond: [when.earliest_start() < self.first, when.latest_end() > self.last],
        }
    }

    /// Where the axis is marked, with the words of days, months or years.
    fn ticks(self) -> Vec<(i64, String)> {
        let days = i64::from(self.last.0) - i64::from(self.first.0) + 1;
        let (year, month, _) = self.first.date();
        let step = |unit: i64, sizes: &[i64]| {
            sizes.iter().copied().find(|size| days / (unit * size) < TICKS)
        };
        let marks: Vec<(Day, When)> = if let Some(step) = step(1, &[1, 2, 7, 14]) {
            let days = (0..days).filter(|day| day % step == 0);
            days.map(|day| self.first.plus_days(day as i32))
                .map(|day| (day, When::day(day)))
                .collect()
        } else if let Some(step) = step(30, &[1, 3, 6]) {
            let first = self.first.plus_months(-((i32::from(month) - 1) % step as i32));
            let months = (0..=TICKS as i32 + 1).map(|number| number * step as i32);
            let days = months.map(|months| first.first_of_month().plus_months(months));
            days.map(|day| (day, When::month_of(day))).collect()
        } else {
            let step = (0..8).flat_map(|tens| [1, 2, 5].map(|it| it * 10_i64.pow(tens)));
            let step = step.into_iter().find(|years| days / (365 * years) < TICKS).unwrap_or(1);
            let first = i64::from(year).div_euclid(step) * step;
            let years = (0..=TICKS + 1).map(|number| (first + number * step) as i32);
            let days = years.map(Day::new_year);
            days.map(|day| (day, When::year_of(day))).collect()
        };
        let inside = marks.into_iter().filter(|(day, _)| *day >= self.first && *day <= self.last);
        inside.map(|(day, when)| (self.x(day), when.words())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_is_paler_than_what_was() {
        #[track_caller]
        fn check(frame: Frame, edtf: &str, may: [i32; 2], surely: Option<[i32; 2]>) {
            let x = |day: i32| frame.x(frame.first.plus_days(day - 1));
            let place = frame.place(&When::parse(edtf).unwrap());
            let surely = surely.map(|[from, to]| (x(from), x(to + 1)));
            let expect = (x(may[0]), x(may[1] + 1), surely);
            assert_eq!((place.from, place.to, place.surely), expect, "{edtf}");
        }
        let frame =
            Frame { first: Day::of(2015, 8, 1).unwrap(), last: Day::of(2015, 8, 31).unwrap() };
        check(frame, "2015-08-13", [13, 13], Some([13, 13]));
        check(frame, "2015-08-02/2015-08-10", [2, 10], Some([2, 10]));
        check(frame, "[2015-08-02..2015-08-10]", [2, 10], None);
        check(frame, "2015-08", [1, 31], None);
        check(frame, "2015-08-20/..", [20, 31], Some([20, 31]));
        check(frame, "2015-08-20/", [20, 31], Some([20, 20]));
        check(frame, "../2015-08-20", [1, 20], Some([1, 20]));
    }

    #[test]
    fn the_axis_is_marked_in_days_months_or_years() {
        #[track_caller]
        fn check(first: &str, last: &str, expect: &[&str]) {
            let day = |text| When::parse(text).unwrap().as_day().unwrap();
            let frame = Frame { first: day(first), last: day(last) };
            let ticks: Vec<String> = frame.ticks().into_iter().map(|(_, words)| words).collect();
            assert_eq!(ticks, expect);
        }
        check("2015-08-11", "2015-08-13", &["11 Aug 2015", "12 Aug 2015", "13 Aug 2015"]);
        check("2015-08-11", "2015-08-11", &["11 Aug 2015"]);
        check("2015-08-11", "2015-12-31", &["Sep 2015", "Oct 2015", "Nov 2015", "Dec 2015"]);
        check("1914-06-28", "1918-11-11", &["1915", "1916", "1917", "1918"]);
        check("-0500-01-01", "1500-01-01", &["501 BCE", "1 BCE", "500 CE", "1000", "1500"]);
    }

    #[test]
    fn marks_that_would_overlap_stand_below_each_other() {
        let place = |from, to| Place { from, to, surely: None, is_day: false, beyond: [false; 2] };
        let places = [place(0, 30), place(10, 20), place(34, 40), place(60, 61)];
        assert_eq!(rows(places.iter()), [0, 1, 1, 0]);
    }
}
