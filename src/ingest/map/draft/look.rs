//! The columns of a table, looked at.

use super::fields::Field;
use crate::{
    ingest::{Head, date, head, record::meant},
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
        let has_header = !head::is_data(head.first());
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
        self.take_if(field, |_| true)
    }

    /// Whether there is a column for a field.
    pub fn has(&self, field: &Field) -> bool {
        self.find(field, |_| true).is_some()
    }

    /// The same of columns for which `holds`.
    pub fn take_if(&mut self, field: &Field, holds: impl Fn(&Column<'h>) -> bool) -> Option<usize> {
        let found = self.find(field, holds)?;
        self.taken[found] = true;
        Some(found)
    }

    fn find(&self, field: &Field, holds: impl Fn(&Column<'h>) -> bool) -> Option<usize> {
        let fits = |column: &Column<'h>| (field.fits)(&column.values) && holds(column);
        field.names.iter().find_map(|name| {
            (0..self.columns.len()).find(|&index| {
                let column = &self.columns[index];
                !self.taken[index] && column.plain == *name && fits(column)
            })
        })
    }

    /// All columns with these names that have values.
    pub fn take_all(&mut self, names: &[&str]) -> Vec<usize> {
        let all = (0..self.columns.len()).filter(|&index| {
            let column = &self.columns[index];
            let plain = column.plain.as_str();
            !self.taken[index] && names.contains(&plain) && are_names(&column.values)
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

    /// In what its times are counted, if they are: the format of a map.
    pub fn ticks(&self) -> Option<&'static str> {
        ticks(&self.values)
    }

    /// What stands between entries, if some values are lists.
    pub fn list_delimiter(&self) -> Option<&'static str> {
        [";", "|"].into_iter().find(|split| self.values.iter().any(|value| value.contains(split)))
    }

    /// How long its values are on average, in bytes.
    pub fn length(&self) -> usize {
        let whole: usize = self.values.iter().map(|value| value.len()).sum();
        whole / self.values.len().max(1)
    }
}

/// Whether nearly all values are days in a common form.
pub fn are_days(values: &[&str]) -> bool {
    nearly_all(values, date::is_day)
}

/// Whether some values are, and most are no numbers: a flag or a count is nobody.
fn are_names(values: &[&str]) -> bool {
    !values.is_empty() && !nearly_all(values, |value| value.parse::<f64>().is_ok())
}

/// Whether a third of the values are dates: enough for a column that is called one.
pub fn have_dates(values: &[&str]) -> bool {
    let is_date = |value: &&&str| date::is_day(value) || typed::parse(value, None).is_ok();
    let count = values.iter().filter(is_date).count();
    count > 0 && count * 3 >= values.len()
}

/// Whether nearly all values are dates that are written out.
pub fn are_dates(values: &[&str]) -> bool {
    nearly_all(values, |value| date::is_day(value) || typed::parse(value, None).is_ok())
}

/// In what nearly all values are counted, as the format of a map: the time since 1970, if they are
/// of this century or the last decades before it, or the days as spreadsheets count them, if they
/// are of 1950 to 2100.
pub fn ticks(values: &[&str]) -> Option<&'static str> {
    let is_day =
        |value: &str| value.parse().is_ok_and(|days: f64| (18_264.0..73_051.0).contains(&days));
    if nearly_all(values, is_day) {
        return Some("excel-days");
    }
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

fn plain(name: &str) -> String {
    let letters = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' });
    letters.collect::<String>().trim_matches('_').to_lowercase()
}
