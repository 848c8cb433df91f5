//! The columns of a table, looked at.

use super::fields::Field;
use crate::{
    ingest::{
        Head,
        date::{self, Order},
        record::meant,
    },
    model::when::typed,
};

/// A column with its first values.
pub struct Column<'h> {
    /// Its name, as the map has to name it.
    pub name: String,
    /// The name in lower case, with `_` for all but letters and digits.
    plain: String,
    values: Vec<&'h str>,
}

/// All columns, and which of them have their place in the map.
pub struct Look<'h> {
    columns: Vec<Column<'h>>,
    taken: Vec<bool>,
    has_header: bool,
}

impl<'h> Look<'h> {
    pub fn new(head: &'h Head) -> Self {
        let header = head.header();
        let has_header = !is_data(head.first());
        let columns = header.names().iter().enumerate().map(|(index, name)| {
            let values = head.values(index).skip(usize::from(has_header)).map(meant);
            let name = if has_header { name.clone() } else { format!("column {}", index + 1) };
            Column {
                plain: plain(&name),
                name,
                values: values.filter(|value| !value.is_empty()).collect(),
            }
        });
        let columns: Vec<_> = columns.collect();
        // Of columns with the same name only the first can be named.
        let named = |index: usize| {
            let name = &columns[index].name;
            !name.is_empty()
                && columns.iter().position(|it| it.name.eq_ignore_ascii_case(name)) == Some(index)
        };
        let taken = (0..columns.len()).map(|index| !named(index)).collect();
        Self { columns, taken, has_header }
    }

    /// The names for columns of a table without a header.
    pub fn invented_names(&self) -> Option<Vec<String>> {
        let names = || self.columns.iter().map(|column| column.name.clone()).collect();
        (!self.has_header).then(names)
    }

    pub fn column(&self, index: usize) -> &Column<'h> {
        &self.columns[index]
    }

    /// The column for a field: of those whose values fit, the one with the earliest of its names.
    pub fn take(&mut self, field: &Field) -> Option<usize> {
        let found = field.names.iter().find_map(|name| {
            (0..self.columns.len()).find(|&index| {
                let column = &self.columns[index];
                !self.taken[index] && column.plain == *name && (field.fits)(&column.values)
            })
        })?;
        self.taken[found] = true;
        Some(found)
    }

    /// All columns with these names that have values.
    pub fn take_all(&mut self, names: &[&str]) -> Vec<usize> {
        let all = (0..self.columns.len()).filter(|&index| {
            let column = &self.columns[index];
            let plain = column.plain.as_str();
            !self.taken[index] && names.contains(&plain) && !column.values.is_empty()
        });
        let all: Vec<_> = all.collect();
        for &index in &all {
            self.taken[index] = true;
        }
        all
    }

    /// The first column of such values, whatever its name.
    pub fn take_first(&mut self, fits: fn(&[&str]) -> bool) -> Option<usize> {
        let found = (0..self.columns.len())
            .find(|&index| !self.taken[index] && fits(&self.columns[index].values))?;
        self.taken[found] = true;
        Some(found)
    }

    /// The columns without a place in the map.
    pub fn rest(&self) -> impl Iterator<Item = &Column<'h>> {
        let free = self.columns.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        free.map(|(column, _)| column)
    }
}

impl<'h> Column<'h> {
    /// The values that are not empty.
    pub fn values(&self) -> impl Iterator<Item = &'h str> {
        self.values.iter().copied()
    }

    /// The different values in their order.
    pub fn words(&self) -> Vec<&'h str> {
        let mut words = self.values.clone();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The unit of its times since 1970, if it has such times.
    pub fn ticks(&self) -> Option<&'static str> {
        ticks(&self.values)
    }

    /// What stands between entries, if some values are lists.
    pub fn list_delimiter(&self) -> Option<&'static str> {
        [";", "|"].into_iter().find(|split| self.values.iter().any(|value| value.contains(split)))
    }
}

/// Whether nearly all values are days in a common form.
pub fn are_days(values: &[&str]) -> bool {
    nearly_all(values, is_day)
}

/// Whether nearly all values are dates that are written out.
pub fn are_dates(values: &[&str]) -> bool {
    nearly_all(values, |value| is_day(value) || typed::parse(value, None).is_ok())
}

/// How many of its units are in a second, if nearly all values are times since 1970, of this
/// century or the last decades before it.
pub fn ticks(values: &[&str]) -> Option<&'static str> {
    let units = [("seconds", 1), ("milliseconds", 1_000), ("microseconds", 1_000_000)];
    let found = units.into_iter().find(|(_, ticks)| {
        let is_one = |value: &str| {
            value
                .parse::<i64>()
                .is_ok_and(|it| (300_000_000..5_000_000_000).contains(&(it / ticks)))
        };
        nearly_all(values, is_one)
    });
    found.map(|(name, _)| name)
}

/// Whether there are values, and nine of ten are so.
pub fn nearly_all(values: &[&str], is_so: impl Fn(&str) -> bool) -> bool {
    let count = values.iter().filter(|value| is_so(value)).count();
    count > 0 && count * 10 >= values.len() * 9
}

fn is_day(text: &str) -> bool {
    [Order::DayFirst, Order::MonthFirst]
        .into_iter()
        .any(|order| date::parse(text, order, None).is_some())
}

/// Whether a first row is no header: a day is in it, or much of it is numbers.
fn is_data(row: &[String]) -> bool {
    let numbers = row.iter().filter(|field| field.trim().parse::<f64>().is_ok()).count();
    row.iter().any(|field| is_day(field)) || numbers * 3 > row.len()
}

fn plain(name: &str) -> String {
    let letters = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' });
    letters.collect::<String>().trim_matches('_').to_lowercase()
}
