//! The line that says what the filter does: its chips, and how many events are shown, hidden and
//! undated.

use crate::{
    base::rows::{Row, RowSet},
    query::{Expr, Query},
    view::shown,
};

/// One part of the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The part as it is written: `date:2015-08`, `-kind:assault`.
    pub text: String,
    /// Whether it leaves out what it names.
    pub excluded: bool,
}

/// How many events there are, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All in the file.
    pub all: u32,
    /// Those that the filter keeps.
    pub shown: u32,
    /// Those of the shown whose dates leave no doubt about it.
    pub surely: u32,
    /// Undated events that only a filter by date keeps from being shown: it can't be said of them.
    pub undated: u32,
}

/// The parts of a filter, in its order.
#[must_use]
pub fn chips(query: &Query) -> Vec<Chip> {
    let parts = query.chips().iter().enumerate();
    parts
        .map(|(number, part)| Chip {
            text: shown::line(&query.chip(number)).into_owned(),
            excluded: matches!(part, Expr::Not(_)),
        })
        .collect()
}

impl Counts {
    /// The events that the filter leaves out.
    #[must_use]
    pub fn hidden(self) -> u32 {
        self.all.saturating_sub(self.shown).saturating_sub(self.undated)
    }

    /// The numbers in words, the most important first, none that says nothing: "13 of 212 shown",
    /// "10 surely, 3 possibly", "196 hidden", "3 undated apart".
    #[must_use]
    pub fn words(self) -> Vec<String> {
        let number = |count: u32| shown::thousands(count.into());
        let possibly = self.shown.saturating_sub(self.surely);
        let mut words = vec![if self.shown == self.all {
            shown::counted(self.all, "event")
        } else {
            format!("{} of {} shown", number(self.shown), number(self.all))
        }];
        if possibly > 0 {
            words.push(format!("{} surely, {} possibly", number(self.surely), number(possibly)));
        }
        if self.hidden() > 0 {
            words.push(format!("{} hidden", number(self.hidden())));
        }
        if self.undated > 0 {
            words.push(format!("{} undated apart", number(self.undated)));
        }
        words
    }
}

/// Where a row stands among the shown ones: "8/41", or "-/41" if it is not shown.
#[must_use]
pub fn position(rows: &RowSet, row: Option<Row>) -> String {
    let all = shown::thousands(rows.count().into());
    match row.filter(|&row| rows.contains(row)) {
        Some(row) => format!("{}/{all}", shown::thousands(u64::from(rows.rank(row)) + 1)),
        None => format!("-/{all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn words(all: u32, shown: u32, surely: u32, undated: u32, expected: &[&str]) {
        assert_eq!(Counts { all, shown, surely, undated }.words(), expected);
    }

    #[test]
    fn counts_say_what_became_of_all_events() {
        words(0, 0, 0, 0, &["0 events"]);
        words(1, 1, 1, 0, &["1 event"]);
        words(1212, 1212, 1212, 0, &["1,212 events"]);
        words(212, 13, 13, 0, &["13 of 212 shown", "199 hidden"]);
        words(
            212,
            13,
            10,
            3,
            &["13 of 212 shown", "10 surely, 3 possibly", "196 hidden", "3 undated apart"],
        );
        words(212, 0, 0, 3, &["0 of 212 shown", "209 hidden", "3 undated apart"]);
        words(3, 0, 0, 3, &["0 of 3 shown", "3 undated apart"]);
    }

    #[test]
    fn chips_are_written_as_in_the_query() {
        let query = Query::parse("date:2015-08 -kind:assault,coerce (a OR b)").unwrap();
        let chips = chips(&query);
        let drawn: Vec<_> = chips.iter().map(|chip| (chip.text.as_str(), chip.excluded)).collect();
        assert_eq!(
            drawn,
            [("date:2015-08", false), ("-kind:assault,coerce", true), ("(a OR b)", false)]
        );
    }

    #[test]
    fn a_row_has_a_place_among_the_shown() {
        let rows = RowSet::of(100, [3, 5, 8]);
        assert_eq!(position(&rows, Some(5)), "2/3");
        assert_eq!(position(&rows, Some(6)), "-/3");
        assert_eq!(position(&rows, None), "-/3");
        assert_eq!(position(&RowSet::all(10_000), Some(999)), "1,000/10,000");
    }
}
