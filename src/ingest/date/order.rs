//! Whether the day or the month comes first where a date is written in numbers.

use crate::{
    base::issue::{Issue, Place},
    ingest::date::day::three,
};

/// Which of two numbers comes first in a date like `02/03/1997`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The day, as most of the world writes it.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

impl Order {
    /// What it is called in a map and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }

    /// The order that these dates prove, else the usual one.
    #[must_use]
    pub fn of<'a>(dates: impl IntoIterator<Item = &'a str>, usual: Self) -> Self {
        let mut proof = Proof::default();
        for date in dates {
            proof.note(0, date.trim_ascii());
        }
        proof.order(usual)
    }

    fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }

    fn first(self) -> &'static str {
        match self {
            Self::DayFirst => "day",
            Self::MonthFirst => "month",
        }
    }
}

/// What a date in numbers tells of its order.
enum Tells {
    This(Order),
    /// It is another day in the other order.
    Nothing,
}

/// None of a date that is the same in both orders.
fn tells(date: &str) -> Option<Tells> {
    let ([first, second, year], _) = three(date)?;
    let number = |text: &str| text.parse().ok().filter(|_| text.len() <= 2);
    let (first, second): (u8, u8) = (number(first)?, number(second)?);
    if !matches!(year.len(), 2 | 4) || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (first, second) {
        (13..=31, 1..=12) => Some(Tells::This(Order::DayFirst)),
        (1..=12, 13..=31) => Some(Tells::This(Order::MonthFirst)),
        (1..=12, 1..=12) if first != second => Some(Tells::Nothing),
        _ => None,
    }
}

/// What the dates of a column tell of their order, and of the century of their years.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    day_first: Seen,
    month_first: Seen,
    neither: Seen,
    /// Years of two digits, which nothing in their row completes.
    short: Seen,
}

/// Dates that tell the same.
#[derive(Clone, Debug, Default)]
struct Seen {
    count: u64,
    /// The first of them, with its row.
    first: Option<(u64, String)>,
}

impl Proof {
    /// Adds what the date of a row tells.
    pub fn note(&mut self, row: u64, date: &str) {
        match tells(date) {
            Some(Tells::This(Order::DayFirst)) => self.day_first.add(row, date),
            Some(Tells::This(Order::MonthFirst)) => self.month_first.add(row, date),
            Some(Tells::Nothing) => self.neither.add(row, date),
            None => {}
        }
    }

    /// Adds that a year of two digits was completed by a rule.
    pub fn note_short(&mut self, row: u64, date: &str) {
        self.short.add(row, date);
    }

    /// Adds what was found later in the file, where `rows` rows precede.
    pub fn append(&mut self, later: Self, rows: u64) {
        self.day_first.append(later.day_first, rows);
        self.month_first.append(later.month_first, rows);
        self.neither.append(later.neither, rows);
        self.short.append(later.short, rows);
    }

    /// The order that most dates prove, else the usual one.
    #[must_use]
    pub fn order(&self, usual: Order) -> Order {
        match self.day_first.count.cmp(&self.month_first.count) {
            std::cmp::Ordering::Less => Order::MonthFirst,
            std::cmp::Ordering::Equal => usual,
            std::cmp::Ordering::Greater => Order::DayFirst,
        }
    }

    /// What is to be said of dates that were read in this order: that some contradict it, or that
    /// none of them tells whether it is right.
    #[must_use]
    pub fn order_issue(&self, read: Order, file: &str) -> Option<Issue> {
        let place = |line| Place { file: file.to_owned(), line, column: None };
        let (first, other) = (read.first(), read.other());
        let help = format!(
            "`--dates {}` reads the {} first, and so does `format` in a map",
            other.name(),
            other.first()
        );
        let (with, against) = match read {
            Order::DayFirst => (&self.day_first, &self.month_first),
            Order::MonthFirst => (&self.month_first, &self.day_first),
        };
        if let Some((row, date)) = &against.first {
            let (with_row, with_date) = with.first.as_ref()?;
            let message = format!(
                "'{date}' has the {} first, but '{with_date}' in row {with_row} has the {first}: \
                 dates are read with the {first} first, as {} of them prove and {} contradict",
                other.first(),
                with.count,
                against.count
            );
            return Some(Issue::error(place(Some(*row)), message).with_help(help));
        }
        let (_, date) = self.neither.first.as_ref().filter(|_| with.count == 0)?;
        let message = format!(
            "dates like '{date}' are read with the {first} first: nothing says which it is"
        );
        Some(Issue::warning(place(None), message).with_help(help))
    }

    /// What is to be said of years of two digits.
    #[must_use]
    pub fn year_issue(&self, file: &str) -> Option<Issue> {
        let (row, date) = self.short.first.as_ref()?;
        let place = Place { file: file.to_owned(), line: Some(*row), column: None };
        let dates = if self.short.count == 1 { "date" } else { "dates" };
        let message = format!(
            "years of two digits are read as 1930 to 2029, as spreadsheets read them, in {} {dates} \
             like '{date}'",
            self.short.count
        );
        Some(Issue::warning(place, message))
    }
}

impl Seen {
    fn add(&mut self, row: u64, date: &str) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some((row, date.to_owned()));
        }
    }

    fn append(&mut self, later: Self, rows: u64) {
        self.count += later.count;
        if self.first.is_none() {
            self.first = later.first.map(|(row, date)| (row + rows, date));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_told_by_a_number_above_12() {
        use Order::{DayFirst, MonthFirst};
        for (dates, expect) in [
            (&["02/01/1997", "24/12/1997"][..], DayFirst),
            (&["02/24/2022", "6/6/2022"], MonthFirst),
            (&["03/03/1997", "02/01/1997"], DayFirst),
            (&["24/12/1997", "12/24/1997", "1/2/1997"], DayFirst),
            (&["24/12/1997", "12/24/1997", "1/14/1997"], MonthFirst),
            (&["1997-02-24", "17 November 2021", "03/03/1997"], DayFirst),
            (&["2.24.22 10:00"], MonthFirst),
            (&["2022/24/02", "0/24/1997", "99/1/1997", "1/24", "1/24/3/1997", "1/24/x"], DayFirst),
        ] {
            assert_eq!(Order::of(dates.iter().copied(), DayFirst), expect, "{dates:?}");
        }
        assert_eq!(Order::of(["02/01/1997"], MonthFirst), MonthFirst);
    }

    #[test]
    fn what_contradicts_or_lacks_proof_is_said() {
        let issue = |dates: &[&str]| {
            let mut proof = Proof::default();
            for (row, date) in dates.iter().enumerate() {
                proof.note(row as u64 + 2, date);
            }
            let issue = proof.order_issue(proof.order(Order::DayFirst), "t");
            issue.map_or(String::new(), |issue| issue.to_string())
        };
        assert_eq!(issue(&["3/3/1997", "24/12/1997", "2/1/1997"]), "");
        assert_eq!(
            issue(&["3/3/1997", "2/1/1997", "2/3/1997"]),
            "t: warning: dates like '2/1/1997' are read with the day first: nothing says which it \
             is (`--dates month-first` reads the month first, and so does `format` in a map)"
        );
        assert_eq!(
            issue(&["2/1/1997", "24/12/1997", "12/24/1997", "12/25/1997"]),
            "t:3: error: '24/12/1997' has the day first, but '12/24/1997' in row 4 has the month: \
             dates are read with the month first, as 2 of them prove and 1 contradict (`--dates \
             day-first` reads the day first, and so does `format` in a map)"
        );
    }
}
