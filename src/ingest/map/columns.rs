//! Names in a map become columns of a table and words of the data model.

use std::{ops::Range, sync::Arc};

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::{
    Map, Words,
    file::{Cell, Field, What},
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

    /// What a row has in the field; empty if it has nothing.
    pub fn of<'a>(&'a self, row: &Record<'a>) -> &'a str {
        match &self.from {
            From::Nothing => "",
            From::Column(column) => {
                let value = row.value(*column);
                let is_null = self.null.iter().any(|word| word.eq_ignore_ascii_case(value));
                if is_null { "" } else { value }
            }
            From::Value(text) => text,
        }
    }

    /// The entries that a row has in the field; one, if it is no list.
    pub fn entries<'a>(&'a self, row: &Record<'a>) -> impl Iterator<Item = &'a str> {
        let (first, rest) = match &self.split {
            Some(split) => (None, Some(self.of(row).split(split.as_str()))),
            None => (Some(self.of(row)), None),
        };
        first
            .into_iter()
            .chain(rest.into_iter().flatten())
            .map(str::trim)
            .filter(|it| !it.is_empty())
    }
}

impl<'m> Columns<'m> {
    pub fn new(map: &'m Map, header: &'m Header, head: &'m Head) -> Self {
        let null = map.file.table.null.as_slice().into();
        Self { map, header, head, issues: Vec::new(), null }
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
            What::Column(name) => {
                let found = self.header.find(name.trim());
                if found.is_none() {
                    self.miss(cell.span(), name);
                }
                found.map_or(From::Nothing, From::Column)
            }
        };
        Source { from, split: split.clone(), null: Arc::clone(&self.null) }
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
        let message = format!("there is no column '{name}' in {}", self.head.name);
        self.fail(span, message, help);
    }

    fn fail(&mut self, span: Range<usize>, message: String, help: String) {
        self.issues.push(Issue::error(self.map.place(span.start), message).with_help(help));
    }
}
