//! Names in a map become columns of a table and words of the data model.

use std::{ops::Range, sync::Arc};

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::{
    Map, Words,
    file::{Cell, Field, Join, What},
    join::Joined,
};
use crate::{
    base::issue::{Issue, did_you_mean},
    ingest::{Head, Header, Record},
};

/// How many columns are named where one is not found.
const LISTED: usize = 12;

/// Where a field of an event comes from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    from: From,
    split: Option<String>,
    /// Words that stand for nothing.
    null: Arc<[String]>,
}

#[derive(Clone, Debug, Default)]
enum From {
    #[default]
    Nothing,
    Column(usize),
    Value(String),
    /// A column of another table, whose rows have the key that stands in a column of this one.
    Joined(Arc<Joined>, usize, usize),
}

/// Looks names up, and collects those that are not found.
pub struct Columns<'m> {
    map: &'m Map,
    header: &'m Header,
    pub head: &'m Head,
    pub issues: Vec<Issue>,
    null: Arc<[String]>,
}

impl Source {
    /// The column, if it is one.
    pub fn column(&self) -> Option<usize> {
        match self.from {
            From::Column(column) => Some(column),
            _ => None,
        }
    }

    /// The column of a row that tells it: its own, or the key of the row that is joined.
    pub fn read_from(&self) -> Option<usize> {
        match self.from {
            From::Column(column) | From::Joined(_, column, _) => Some(column),
            From::Nothing | From::Value(_) => None,
        }
    }

    /// Whether rows may have different values in it.
    pub fn differs(&self) -> bool {
        matches!(self.from, From::Column(_) | From::Joined(..))
    }

    /// What a row has in the field; empty if it has nothing.
    pub fn of<'a>(&'a self, row: &Record<'a>) -> &'a str {
        self.nth(row, 0)
    }

    /// The same of the rows that are joined to a row, the one with this number; every other field
    /// is the same for each of them.
    pub fn nth<'a>(&'a self, row: &Record<'a>, number: usize) -> &'a str {
        let value = match &self.from {
            From::Nothing => "",
            From::Column(column) => row.value(*column),
            From::Value(text) => return text,
            From::Joined(table, key, column) => {
                let joined = table.rows(row.value(*key)).get(number);
                joined.and_then(|row| row.get(*column)).map_or("", |value| value)
            }
        };
        let is_null = self.null.iter().any(|word| word.eq_ignore_ascii_case(value));
        if is_null { "" } else { value }
    }

    /// How many rows are joined to a row for this field; 1 if it is no field of a joined table.
    pub fn count(&self, row: &Record<'_>) -> usize {
        match &self.from {
            From::Joined(table, key, _) => table.rows(row.value(*key)).len(),
            _ => 1,
        }
    }

    /// The entries that a row has in the field; one, if it is no list and no field of a joined
    /// table.
    pub fn entries<'a>(&'a self, row: &Record<'a>) -> impl Iterator<Item = &'a str> {
        self.numbered(row).map(|(_, entry)| entry)
    }

    /// The same, each with the number of the joined row that has it.
    pub fn numbered<'a>(&'a self, row: &Record<'a>) -> impl Iterator<Item = (usize, &'a str)> {
        let row = *row;
        let values = (0..self.count(&row)).map(move |number| (number, self.nth(&row, number)));
        let entries = values.flat_map(|(number, value)| {
            let (first, rest) = match &self.split {
                Some(split) => (None, Some(value.split(split.as_str()))),
                None => (Some(value), None),
            };
            let entries = first.into_iter().chain(rest.into_iter().flatten());
            entries.map(move |entry| (number, entry.trim()))
        });
        entries.filter(|(_, entry)| !entry.is_empty())
    }
}

impl<'m> Columns<'m> {
    pub fn new(map: &'m Map, header: &'m Header, head: &'m Head) -> Self {
        let null = map.file.table.null.as_slice().into();
        let mut columns = Self { map, header, head, issues: Vec::new(), null };
        for join in &map.file.join {
            if header.find(join.key.get_ref()).is_none() {
                columns.miss(join.key.span(), join.key.get_ref());
            }
        }
        columns
    }

    /// The column that a field names.
    pub fn find(&mut self, field: &Field) -> Source {
        field.as_ref().map_or_else(Source::default, |cell| self.need(cell))
    }

    /// The same for a field that has to be there.
    pub fn need(&mut self, cell: &Spanned<Cell>) -> Source {
        let Cell { what, split } = cell.get_ref();
        let from = match what {
            What::Value(text) => From::Value(text.clone()),
            What::File(pattern) => From::Value(self.of_file(cell.span(), pattern)),
            What::Column(name, table) => {
                let own = self.header.find(name.trim()).filter(|_| table.is_none());
                let found = own.map(From::Column).or_else(|| self.joined(name, table.as_deref()));
                if found.is_none() {
                    self.miss(cell.span(), name);
                }
                found.unwrap_or_default()
            }
        };
        Source { from, split: split.clone(), null: Arc::clone(&self.null) }
    }

    /// The joined tables, each with the column of its key.
    pub fn joins(&self) -> Vec<(Arc<Joined>, usize)> {
        let keyed = self.map.joins.iter().filter_map(|(join, table)| {
            Some((Arc::clone(table), self.header.find(join.key.get_ref())?))
        });
        keyed.collect()
    }

    /// A column of a joined table: of the one with this name, or of the first that has it.
    fn joined(&self, name: &str, table: Option<&str>) -> Option<From> {
        let meant = |join: &Join| table.is_none_or(|table| join.name() == table);
        self.map.joins.iter().filter(|(join, _)| meant(join)).find_map(|(join, table)| {
            let key = self.header.find(join.key.get_ref())?;
            Some(From::Joined(Arc::clone(table), key, table.header.find(name.trim())?))
        })
    }

    /// What stands for the star of a pattern in the name of the file.
    fn of_file(&mut self, span: Range<usize>, pattern: &str) -> String {
        let name = self.head.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let found = pattern.split_once('*').and_then(|(start, end)| {
            let rest = name.strip_prefix(start)?;
            // A packed file is meant by the name that it has inside.
            rest.strip_suffix(end).or_else(|| rest.strip_suffix(".gz")?.strip_suffix(end))
        });
        if found.is_none() {
            let message = format!("the name {name} is not like '{pattern}'");
            self.fail(span, message, "the star stands for what differs".to_owned());
        }
        found.unwrap_or_default().to_owned()
    }

    /// Some values that a field has.
    pub fn values<'s>(&'s self, source: &'s Source) -> Box<dyn Iterator<Item = &'s str> + 's> {
        match &source.from {
            From::Column(column) => Box::new(self.head.values(*column)),
            From::Joined(table, _, column) => Box::new(table.values(*column)),
            From::Nothing | From::Value(_) => Box::new(std::iter::empty()),
        }
    }

    /// The entry of a closed list that a word names.
    pub fn word<T>(
        &mut self,
        what: &str,
        word: &Spanned<String>,
        names: &[&str],
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = from_name(word.get_ref());
        if found.is_none() {
            let message = format!("unknown {what} '{}'", word.get_ref());
            let help = did_you_mean(word.get_ref(), names.iter().copied())
                .unwrap_or_else(|| format!("expected one of {}", names.join(", ")));
            self.fail(word.span(), message, help);
        }
        found
    }

    /// The entries of a closed list that words of a column mean.
    pub fn words<T>(
        &mut self,
        what: &str,
        words: &Words<Spanned<String>>,
        names: &[&str],
        from_name: impl Fn(&str) -> Option<T>,
    ) -> FxHashMap<String, T> {
        let mut known = FxHashMap::default();
        for (word, meaning) in words {
            let meaning = self.word(what, meaning, names, &from_name);
            known.extend(meaning.map(|meaning| (word.clone(), meaning)));
        }
        known
    }

    fn miss(&mut self, span: Range<usize>, name: &str) {
        let names = self.header.names();
        let help = did_you_mean(name, names.iter().map(String::as_str)).unwrap_or_else(|| {
            let listed: Vec<_> = names.iter().take(LISTED).map(String::as_str).collect();
            let more = names.len() - listed.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("its columns are {}{more}", listed.join(", "))
        });
        let joins = self.map.joins.iter().map(|(join, _)| format!(" or {}", join.name()));
        let joins: String = joins.collect();
        let message = format!("there is no column '{name}' in {}{joins}", self.head.name);
        self.fail(span, message, help);
    }

    fn fail(&mut self, span: Range<usize>, message: String, help: String) {
        self.issues.push(Issue::error(self.map.place(span.start), message).with_help(help));
    }
}
