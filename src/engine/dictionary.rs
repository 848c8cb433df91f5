//! The distinct values of some columns of a table, each with how many rows have them.

use crate::{
    engine::{
        EngineError,
        sql::{Column, Condition, Literal, is_whole, order},
    },
    ingest::Aspect,
};

/// So many distinct values are held at most.
pub const MOST: usize = 1_000_000;

/// What a group of columns holds in the whole history.
#[derive(Clone, Debug)]
pub struct Dictionary {
    /// What the columns tell.
    pub aspect: Aspect,
    /// Where they stand among the columns of the table.
    pub places: Vec<usize>,
    /// How they are asked for.
    pub columns: Vec<Column>,
    /// Their values side by side, as many as there are columns; empty where there is none.
    values: Vec<Box<str>>,
    /// How many rows have them.
    counts: Vec<u64>,
    /// Whether it holds all there are.
    pub is_whole: bool,
}

impl Dictionary {
    /// What a client answered: a header, and in each row the values and their count.
    pub fn read(
        aspect: Aspect,
        places: Vec<usize>,
        columns: Vec<Column>,
        answer: &[u8],
    ) -> Result<Self, EngineError> {
        let mut dictionary = Self {
            aspect,
            places,
            columns,
            values: Vec::new(),
            counts: Vec::new(),
            is_whole: true,
        };
        let width = dictionary.columns.len();
        for row in rows(answer) {
            let row = row?;
            let count = row.get(width).and_then(|count| count.trim().parse().ok());
            let Some(count) = count.filter(|_| row.len() == width + 1) else {
                return Err(EngineError::answer("a row that is not values and a count", &row));
            };
            if dictionary.len() == MOST {
                dictionary.is_whole = false;
                break;
            }
            dictionary.values.extend(row.iter().take(width).map(|value| plain(value).into()));
            dictionary.counts.push(count);
        }
        Ok(dictionary)
    }

    /// How many distinct values it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The values with this number, one for each column.
    pub fn tuple(&self, number: usize) -> impl Iterator<Item = &str> {
        let width = self.columns.len();
        self.values[number * width..][..width].iter().map(|value| &**value)
    }

    /// How many rows have the values with this number.
    #[must_use]
    pub fn count(&self, number: usize) -> u64 {
        self.counts[number]
    }

    /// Of how many rows it tells.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The number of each of its values, to find them again.
    #[must_use]
    pub fn numbers(&self) -> rustc_hash::FxHashMap<Vec<&str>, usize> {
        (0..self.len()).map(|number| (self.tuple(number).collect(), number)).collect()
    }

    /// Whether a column may hold whole numbers, as far as its values tell.
    #[must_use]
    pub fn may_be_numbers(&self, column: usize) -> bool {
        let values = self.values.iter().skip(column).step_by(self.columns.len());
        let mut values = values.filter(|value| !value.is_empty()).peekable();
        values.peek().is_some() && values.all(|value| is_whole(value))
    }

    /// Whether a column holds an empty text or none, or one that can't be written as it is.
    #[must_use]
    pub fn has_odd(&self, column: usize) -> bool {
        let mut values = self.values.iter().skip(column).step_by(self.columns.len());
        let known = &self.columns[column];
        values.any(|value| value.is_empty() || known.writes(value).is_none())
    }

    /// A row has one of the values for which `holds`.
    #[must_use]
    pub fn among(&self, holds: impl Fn(usize) -> bool) -> Condition {
        if !self.is_whole {
            return Condition::OPEN;
        }
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            (0..self.len()).partition(|&number| holds(number));
        if inside.is_empty() {
            return Condition::NONE;
        }
        if outside.is_empty() {
            return Condition::ALL;
        }
        let these = self.one_of(inside.clone(), &outside, 0);
        // What a table is in order by is found by `BETWEEN`, not by what it is not.
        let others = self.one_of(outside, &inside, 0);
        if others.is_exact() && others.len() < these.len() { others.negated() } else { these }
    }

    /// A row has one of the values `inside`, and none of those `outside`; they are all there are
    /// that are alike in the columns before this one.
    fn one_of(&self, inside: Vec<usize>, outside: &[usize], column: usize) -> Condition {
        let value = |number: &usize| &*self.values[number * self.columns.len() + column];
        let is_last = column + 1 == self.columns.len();
        let mut known: Vec<&str> = inside.iter().chain(outside).map(value).collect();
        order(&mut known);
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut inside = inside;
        inside.sort_by(|one, other| value(one).cmp(value(other)));
        for number in &inside {
            match groups.last_mut() {
                Some((last, numbers)) if *last == value(number) => numbers.push(*number),
                _ => groups.push((value(number), vec![*number])),
            }
        }
        let mut mixed: rustc_hash::FxHashMap<&str, Vec<usize>> = rustc_hash::FxHashMap::default();
        if !is_last {
            for number in outside {
                mixed.entry(value(number)).or_default().push(*number);
            }
        }
        let (mut whole, mut conditions) = (Vec::new(), Vec::new());
        for (value, numbers) in groups {
            match mixed.get(value) {
                None => whole.push(value),
                Some(others) => {
                    let this = self.columns[column].among(&[value], &known);
                    conditions
                        .push(Condition::all([this, self.one_of(numbers, others, column + 1)]));
                }
            }
        }
        order(&mut whole);
        conditions.push(self.columns[column].among(&whole, &known));
        Condition::any(conditions)
    }
}

/// A column of which nothing is known yet.
#[must_use]
pub fn unknown(name: String) -> Column {
    Column { name, literal: Literal::Quoted, is_text: true }
}

/// The names of the columns of an answer.
#[must_use]
pub fn header(answer: &[u8]) -> Vec<String> {
    let header = reader(answer).headers().cloned().unwrap_or_default();
    header.iter().map(str::to_owned).collect()
}

/// The rows of an answer behind its header: cells between commas or tabs.
pub fn rows(answer: &[u8]) -> impl Iterator<Item = Result<csv::StringRecord, EngineError>> {
    reader(answer).into_byte_records().map(|row| {
        let row = row.map_err(|error| EngineError::Answer(error.to_string()))?;
        Ok(csv::StringRecord::from_byte_record_lossy(row))
    })
}

fn reader(answer: &[u8]) -> csv::Reader<&[u8]> {
    let line = answer.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let delimiter = if line.contains(&b'\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(delimiter).flexible(true).quoting(delimiter == b',').from_reader(answer)
}

/// A value without the sign that stands for none.
#[must_use]
pub fn plain(value: &str) -> &str {
    if value == r"\N" { "" } else { value }
}
