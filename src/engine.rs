//! A history that is too large to be loaded stays in a database; what of it is asked for comes here
//! through a client of the user's.
//!
//! A [`Connection`] says which program is started, and which table it is asked for. The distinct
//! values of a few columns ([`dictionary`]) become samples that our own reader reads and our own
//! query judges ([`samples`]); what it found becomes a condition over the columns as they are
//! ([`push`], [`sql`]). So names, members, uncertain dates and kinds mean the same as in memory, and
//! the database is asked nothing but `=`, `IN` and `BETWEEN`.
//!
//! **Invariants.** No connection is opened and no driver is part of this: a program is started, and
//! given a statement on its standard input. A condition asks for all rows that are meant; where it
//! asks for more, it says so ([`Pushed::again`]).

pub mod connection;
pub mod sql;

mod dictionary;
mod error;
mod push;
mod samples;

use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use crate::{
    base::{
        bytes::{Client, Content},
        progress::Progress,
    },
    index::Store,
    ingest::{self, Aspect, Choice, FORMATS, Groups},
    query::Query,
};

pub use self::{
    connection::Connection, dictionary::Dictionary, error::EngineError, push::Pushed,
    samples::Samples,
};

use self::sql::{Column, Condition, Literal, Select};

/// No more of an answer is held that is not the rows themselves, in bytes.
const LARGEST: u64 = 512 << 20;

/// A connection whose table is known.
pub struct Engine {
    connection: Connection,
    /// How the rows are read.
    choice: Choice,
    /// Why they are read so.
    pub reason: String,
    /// The names of the columns that are read, in the order of the table.
    columns: Vec<String>,
    /// Which of them tell what.
    groups: Groups,
    id: Option<Column>,
    /// The dictionaries that were fetched.
    known: Mutex<Vec<Option<Arc<Dictionary>>>>,
    /// The samples of those that were fetched when it was last asked.
    samples: Mutex<Option<Arc<Samples>>>,
}

/// What a query is asked as, and how many rows the history has for it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The query.
    pub query: Query,
    /// The condition, and what is looked at again.
    pub pushed: Pushed,
    /// How many rows the condition has.
    pub count: u64,
}

/// How many rows have each value of a dictionary.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The number of the dictionary among the [`Samples`].
    pub dictionary: usize,
    /// A count for each of its values.
    pub counts: Vec<u64>,
}

impl Engine {
    /// Looks at the table of a connection, whose rows are read so.
    pub fn open(
        connection: Connection,
        choice: Choice,
        progress: &Progress,
    ) -> Result<Self, EngineError> {
        /// So many rows tell what the table is.
        const SOME: u64 = 50;
        let select = Select {
            columns: &["*"],
            table: &connection.table,
            limit: Some(SOME),
            ..Select::default()
        };
        let answer = connection.ask(&select.text(), LARGEST, progress)?;
        let name = connection.at();
        let values: Vec<_> =
            dictionary::rows(&answer).take(SOME as usize).collect::<Result<_, _>>()?;
        let ready = ingest::open(&name, Content::held(answer), &choice)?;
        let choice = match choice {
            Choice::Recognised => Choice::Named(
                FORMATS
                    .iter()
                    .find(|format| format.name == ready.format.name)
                    .unwrap_or(ready.format),
            ),
            choice => choice,
        };
        let Some((header, groups)) = ready.groups() else {
            return Err(EngineError::Format { name, format: ready.format.name });
        };
        let mut read = groups.columns();
        read.extend(ready.searched());
        read.sort_unstable();
        read.dedup();
        let place = |column: usize| read.binary_search(&column).unwrap_or(0);
        let names: Vec<String> = read.iter().map(|&at| header.names()[at].clone()).collect();
        let id = groups.id.map(|at| {
            let all = values.iter().filter_map(|row| row.get(at));
            let numbers = values.len() > 0 && all.clone().all(sql::is_whole);
            (place(at), numbers)
        });
        let groups = Groups {
            id: groups.id.map(place),
            told: groups
                .told
                .into_iter()
                .map(|group| ingest::Group {
                    aspect: group.aspect,
                    columns: group.columns.into_iter().map(place).collect(),
                })
                .collect(),
            others: groups.others.into_iter().map(place).collect(),
        };
        let reason = ready.reason.clone();
        let mut engine = Self {
            known: Mutex::new(vec![None; groups.told.len()]),
            samples: Mutex::new(None),
            connection,
            choice,
            reason,
            columns: names,
            groups,
            id: None,
        };
        if let Some((at, may_be_number)) = id {
            let name = engine.name(at);
            let is_number = may_be_number && engine.takes(&format!("{name} = 1"), progress);
            let literal = if is_number { Literal::Number } else { Literal::Quoted };
            engine.id = Some(Column { name, literal, has_blank: false });
        }
        Ok(engine)
    }

    /// The connection.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// How the rows are read.
    #[must_use]
    pub fn choice(&self) -> &Choice {
        &self.choice
    }

    /// The columns that are read.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// What the samples of these aspects are, each fetched once.
    pub fn samples(
        &self,
        aspects: &[Aspect],
        progress: &Progress,
    ) -> Result<Arc<Samples>, EngineError> {
        let is_missing = |number: &usize| {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known[*number].is_none() && aspects.contains(&self.groups.told[*number].aspect)
        };
        let missing: Vec<usize> = (0..self.groups.told.len()).filter(is_missing).collect();
        let mut latest = self.samples.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(samples) = latest.as_ref().filter(|_| missing.is_empty()) {
            return Ok(Arc::clone(samples));
        }
        let fetched = together(&missing, |&number| self.fetch(number, progress));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for (number, dictionary) in missing.into_iter().zip(fetched) {
            known[number] = Some(Arc::new(dictionary?));
        }
        let all: Vec<Arc<Dictionary>> = known.iter().flatten().cloned().collect();
        drop(known);
        let samples = Samples::new(all, (&self.connection.at(), &self.columns), &self.choice)?;
        Ok(Arc::clone(latest.insert(Arc::new(samples))))
    }

    /// The samples that were fetched, as the history of which rows are a part.
    pub fn history(&self) -> Result<Arc<Store>, EngineError> {
        Ok(Arc::clone(&self.samples(&[], &Progress::default())?.store))
    }

    /// How a query is asked. Fetches the dictionaries of what it asks about.
    pub fn push(&self, query: &Query, progress: &Progress) -> Result<Pushed, EngineError> {
        let samples = self.samples(&push::aspects(query), progress)?;
        push::push(query, &samples, self.id.as_ref()).map_err(EngineError::Query)
    }

    /// How many rows a query has, at least possibly.
    pub fn count(&self, query: &Query, progress: &Progress) -> Result<Asked, EngineError> {
        let pushed = self.push(query, progress)?;
        let count = if pushed.condition.is_none() {
            0
        } else {
            let answer = self.ask(&[], true, &pushed.condition, progress)?;
            let row = dictionary::rows(&answer).next().transpose()?;
            let count = row.as_ref().and_then(|row| row.get(0)?.trim().parse().ok());
            count.ok_or_else(|| EngineError::answer("no count", &row.unwrap_or_default()))?
        };
        Ok(Asked { query: query.clone(), pushed, count })
    }

    /// How many rows that a condition has are there for each value of the dictionaries of an
    /// aspect, as they are among the samples.
    pub fn counted(
        &self,
        samples: &Samples,
        aspect: Aspect,
        condition: &Condition,
        progress: &Progress,
    ) -> Result<Vec<Counted>, EngineError> {
        let all = samples.dictionaries.iter().enumerate();
        let asked: Vec<_> = all.filter(|(_, dictionary)| dictionary.aspect == aspect).collect();
        together(&asked, |(number, dictionary)| {
            let count = |number| dictionary.count(number);
            let counts = match condition.text() {
                None => (0..dictionary.len()).map(count).collect(),
                Some(_) if condition.is_none() => vec![0; dictionary.len()],
                Some(_) => self.count_again(dictionary, condition, progress)?,
            };
            Ok(Counted { dictionary: *number, counts })
        })
        .into_iter()
        .collect()
    }

    fn count_again(
        &self,
        dictionary: &Dictionary,
        condition: &Condition,
        progress: &Progress,
    ) -> Result<Vec<u64>, EngineError> {
        let names: Vec<&str> = dictionary.columns.iter().map(|it| it.name.as_str()).collect();
        let answer = self.ask(&names, true, condition, progress)?;
        let columns = dictionary.columns.clone();
        let read =
            Dictionary::read(dictionary.aspect, dictionary.places.clone(), columns, &answer)?;
        let numbers = dictionary.numbers();
        let mut counts = vec![0; dictionary.len()];
        for number in 0..read.len() {
            let values: Vec<&str> = read.tuple(number).collect();
            // What has come since the dictionary was fetched is not in it.
            if let Some(&at) = numbers.get(&values) {
                counts[at] += read.count(number);
            }
        }
        Ok(counts)
    }

    /// The statement by which rows are fetched.
    #[must_use]
    pub fn statement(&self, condition: &Condition) -> String {
        let names: Vec<String> = (0..self.columns.len()).map(|at| self.name(at)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.select(&names, false, condition)
    }

    /// What fetches the rows of a condition, of which there are so many.
    #[must_use]
    pub fn rows(&self, condition: &Condition, count: Option<u64>) -> Client {
        Client { rows: count, ..self.connection.client(&self.statement(condition)) }
    }

    /// What fetches the whole row with an id as it stands in the table.
    #[must_use]
    pub fn whole_row(&self, id: &str) -> Option<Client> {
        let condition = self.id.as_ref()?.among(&[id], &[]);
        let sql = self.select(&["*"], false, &condition);
        Some(Client { rows: None, ..self.connection.client(&sql) })
    }

    /// A statement as the client is given it.
    fn select(&self, columns: &[&str], counts: bool, condition: &Condition) -> String {
        let own = Some(self.connection.condition.as_str()).filter(|it| !it.is_empty());
        let conditions: Vec<&str> = own.into_iter().chain(condition.text()).collect();
        let table = &self.connection.table;
        Select { columns, counts, table, conditions: &conditions, limit: None }.text()
    }

    fn ask(
        &self,
        columns: &[&str],
        counts: bool,
        condition: &Condition,
        progress: &Progress,
    ) -> Result<Vec<u8>, EngineError> {
        let sql = self.select(columns, counts, condition);
        Ok(self.connection.ask(&sql, LARGEST, progress)?)
    }

    /// The distinct values of a group, and how they are asked for.
    fn fetch(&self, number: usize, progress: &Progress) -> Result<Dictionary, EngineError> {
        let group = &self.groups.told[number];
        let names: Vec<String> = group.columns.iter().map(|&at| self.name(at)).collect();
        let columns: Vec<&str> = names.iter().map(String::as_str).collect();
        let own = Some(self.connection.condition.as_str()).filter(|it| !it.is_empty());
        let conditions: Vec<&str> = own.into_iter().collect();
        let sql = Select {
            columns: &columns,
            counts: true,
            table: &self.connection.table,
            conditions: &conditions,
            limit: Some(dictionary::MOST as u64 + 1),
        };
        let answer = self.connection.ask(&sql.text(), LARGEST, progress)?;
        let columns = names.into_iter().map(dictionary::unknown).collect();
        let places = group.columns.clone();
        let mut dictionary = Dictionary::read(group.aspect, places, columns, &answer)?;
        for column in 0..dictionary.columns.len() {
            let name = dictionary.columns[column].name.clone();
            if dictionary.may_be_numbers(column) && self.takes(&format!("{name} = 1"), progress) {
                dictionary.columns[column].literal = Literal::Number;
            }
            let blank = dictionary.has_blank(column);
            dictionary.columns[column].has_blank =
                blank && self.takes(&format!("{name} = ''"), progress);
        }
        Ok(dictionary)
    }

    /// Whether the database takes a condition, of which it is asked for no row.
    fn takes(&self, condition: &str, progress: &Progress) -> bool {
        let sql = Select {
            counts: true,
            table: &self.connection.table,
            conditions: &["1 = 0", condition],
            ..Select::default()
        };
        self.connection.ask(&sql.text(), LARGEST, progress).is_ok()
    }

    /// The name of a column as it stands in a statement.
    fn name(&self, column: usize) -> String {
        let (name, quote) = (&self.columns[column], &self.connection.quote);
        format!("{quote}{name}{quote}")
    }
}

/// What comes of each, all at the same time.
fn together<T: Sync, U: Send>(
    all: &[T],
    work: impl Fn(&T) -> Result<U, EngineError> + Sync,
) -> Vec<Result<U, EngineError>> {
    thread::scope(|scope| {
        let threads: Vec<_> = all.iter().map(|it| scope.spawn(|| work(it))).collect();
        let gone = || EngineError::Answer("a thread ended early".to_owned());
        threads.into_iter().map(|it| it.join().unwrap_or_else(|_| Err(gone()))).collect()
    })
}
