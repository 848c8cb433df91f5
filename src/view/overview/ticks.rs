//! The labels of the time axis.

use crate::{
    base::text,
    model::{When, day::Day, when::Heading},
    view::{Unit, overview::Frame},
};

/// A label of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The bar at whose first cell it stands.
    pub bar: u32,
    /// The unit that begins there: "10 Aug", "Aug", "2015", "44 BCE".
    pub words: String,
}

/// The cells between two labels.
const DISTANCE: u32 = 2;

/// Labels at the first bar of each longer unit, of the shortest unit whose labels have room, where a
/// bar is so many cells wide.
#[must_use]
pub fn ticks(frame: &Frame, cells: u32) -> Vec<Tick> {
    let end = |tick: &Tick| tick.bar * cells + text::width(&tick.words) as u32;
    let units = Unit::ALL.into_iter().filter(|&unit| unit >= frame.unit && unit != Unit::Quarter);
    for unit in units {
        let mut ticks = ticks_of(frame, unit);
        // The right edge would cut the last label.
        ticks.pop_if(|last| end(last) > frame.bars * cells);
        if ticks.windows(2).all(|pair| end(&pair[0]) + DISTANCE <= pair[1].bar * cells) {
            return ticks;
        }
    }
    Vec::new()
}

fn ticks_of(frame: &Frame, unit: Unit) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut before = unit.number(frame.first_day(0).plus_days(-1));
    for bar in 0..frame.bars {
        let day = frame.first_day(bar);
        let number = unit.number(day);
        if number != before {
            before = number;
            ticks.push(Tick { bar, words: words(unit, day) });
        }
    }
    ticks
}

/// Short enough for an axis: the year only where it begins.
fn words(unit: Unit, day: Day) -> String {
    let (year, month, _) = day.date();
    match unit {
        Unit::Day | Unit::Week => {
            let words = When::day(day).words();
            words.split(' ').take(2).collect::<Vec<_>>().join(" ")
        }
        Unit::Month | Unit::Quarter if month > 1 => {
            let words = Heading::Month(year, month).words();
            words.split(' ').take(1).collect()
        }
        _ => Heading::Year(year).words(),
    }
}
