//! A history that is too large to be loaded stays in a database; what of it is asked for comes here
//! through a client of the user's.
//!
//! A [`Connection`] says which program is started, and which table it is asked for. The distinct
//! values of a few columns ([`Dictionary`]) become samples that our own reader reads and our own
//! query judges ([`Samples`]); what it found becomes a condition over the columns as they are
//! ([`Pushed`], [`sql`]). So names, members, uncertain dates and kinds mean the same as in memory, and
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
mod survey;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use crate::{
    base::{
        bytes::{Client, Content},
        progress::Progress,
    },
    index::Store,
    ingest::{self, Aspect, Choice, Group, Groups},
    model::Cell,
    query::Query,
};

pub use self::{
    connection::Connection,
    dictionary::Dictionary,
    error::EngineError,
    push::{Pushed, Way, way},
    samples::Samples,
    survey::Surveyed,
};

use self::sql::{Column, Condition, Literal, Select};

/// No more of an answer is held that is not the rows themselves, in bytes.
const LARGEST: u64 = 512 << 20;

/// A history behind a connection. What is known of it is fetched when it is first needed, and kept.
pub struct Engine {
    connection: Connection,
    choice: Choice,
    table: Mutex<Option<Arc<Table>>>,
    /// The dictionaries that were fetched, by the number of their group.
    known: Mutex<Vec<Option<Arc<Dictionary>>>>,
    /// The samples of those that were fetched when it was last asked.
    samples: Mutex<Option<Arc<Samples>>>,
}

/// What is known of the table of a connection.
pub struct Table {
    /// The format of its rows, by name.
    pub format: &'static str,
    /// How its rows are read.
    pub choice: Choice,
    /// The names of the columns that are read, in the order of the table.
    pub columns: Vec<String>,
    /// Which of them tell what.
    groups: Groups,
    /// The one with the id of a row.
    id: Option<Column>,
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
    /// The history behind a connection, whose rows are read so. Nothing is asked yet.
    #[must_use]
    pub fn new(connection: Connection, choice: Choice) -> Self {
        let (table, known, samples) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { connection, choice, table, known, samples }
    }

    /// The connection.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// What is known of the table.
    pub fn table(&self, progress: &Progress) -> Result<Arc<Table>, EngineError> {
        let mut known = held(&self.table);
        if let Some(table) = &*known {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(self.look(progress)?);
        *held(&self.known) = vec![None; table.groups.told.len()];
        Ok(Arc::clone(known.insert(table)))
    }

    /// What is known of the table, if something was asked before.
    #[must_use]
    pub fn known_table(&self) -> Option<Arc<Table>> {
        held(&self.table).clone()
    }

    /// Looks at the first rows of the table.
    fn look(&self, progress: &Progress) -> Result<Table, EngineError> {
        /// So many rows tell what the table is.
        const SOME: u64 = 50;
        let connection = &self.connection;
        let select = Select {
            columns: &["*"],
            table: &connection.table,
            limit: Some(SOME),
            ..Select::default()
        };
        let answer = connection.ask(&select.text(), LARGEST, progress)?;
        let name = connection.at();
        let values = dictionary::rows(&answer).take(SOME as usize);
        let values: Vec<_> = values.collect::<Result<_, _>>()?;
        let ready = ingest::open(&name, Content::held(answer), &self.choice)?;
        let format = ready.format;
        let choice = match &self.choice {
            Choice::Recognised => Choice::Named(format),
            choice => choice.clone(),
        };
        let Some((header, groups)) = ready.groups() else {
            return Err(EngineError::Format { name, format: format.name });
        };
        let mut read = groups.columns();
        read.extend(ready.searched());
        read.sort_unstable();
        read.dedup();
        let columns: Vec<String> = read.iter().map(|&at| header.names()[at].clone()).collect();
        let id = groups.id.map(|at| {
            let mut all = values.iter().filter_map(|row| row.get(at)).peekable();
            let may_be_numbers = all.peek().is_some() && all.all(sql::is_whole);
            self.column(self.name(&header.names()[at]), may_be_numbers, progress)
        });
        let groups = groups.among(&read);
        Ok(Table { format: format.name, choice, columns, groups, id })
    }

    /// What the samples of these aspects are, each fetched once.
    pub fn samples(
        &self,
        aspects: &[Aspect],
        progress: &Progress,
    ) -> Result<Arc<Samples>, EngineError> {
        let table = self.table(progress)?;
        let mut latest = held(&self.samples);
        let is_missing = |number: &usize| {
            let aspect = table.groups.told[*number].aspect;
            held(&self.known)[*number].is_none() && aspects.contains(&aspect)
        };
        let missing: Vec<usize> = (0..table.groups.told.len()).filter(is_missing).collect();
        if let Some(samples) = latest.as_ref().filter(|_| missing.is_empty()) {
            return Ok(Arc::clone(samples));
        }
        let groups = missing.iter().map(|&number| &table.groups.told[number]);
        let groups: Vec<&Group> = groups.collect();
        let fetched = together(&groups, |group| self.fetch(&table, group, progress));
        let mut known = held(&self.known);
        for (number, dictionary) in missing.into_iter().zip(fetched) {
            known[number] = Some(Arc::new(dictionary?));
        }
        let all: Vec<Arc<Dictionary>> = known.iter().flatten().cloned().collect();
        drop(known);
        let named = (&*self.connection.at(), &*table.columns);
        let samples = Samples::new(all, named, table.groups.beside(), &table.choice)?;
        Ok(Arc::clone(latest.insert(Arc::new(samples))))
    }

    /// The samples that were fetched, as the history of which rows are a part.
    pub fn history(&self) -> Result<Arc<Store>, EngineError> {
        Ok(Arc::clone(&self.samples(&[], &Progress::default())?.store))
    }

    /// How a query is asked. Fetches the dictionaries of what it asks about.
    pub fn push(&self, query: &Query, progress: &Progress) -> Result<Pushed, EngineError> {
        let samples = self.samples(&push::aspects(query), progress)?;
        let table = self.table(progress)?;
        push::push(query, &samples, table.id.as_ref()).map_err(EngineError::Query)
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
        let counted = together(&samples.of_aspects(&[aspect]), |one| {
            self.counted_at_once(&[*one], condition, progress).map(|mut counted| counted.remove(0))
        });
        counted.into_iter().collect()
    }

    /// The same of several dictionaries in one question, which is a single look at the rows; the
    /// answer has a line for each combination of their values.
    fn counted_at_once(
        &self,
        dictionaries: &[(usize, &Dictionary)],
        condition: &Condition,
        progress: &Progress,
    ) -> Result<Vec<Counted>, EngineError> {
        let of_each = |count: &dyn Fn(&Dictionary) -> Vec<u64>| {
            let counted = |&(dictionary, values): &(usize, &Dictionary)| Counted {
                dictionary,
                counts: count(values),
            };
            dictionaries.iter().map(counted).collect()
        };
        if condition.text().is_none() {
            return Ok(of_each(&|values| (0..values.len()).map(|it| values.count(it)).collect()));
        }
        let mut all: Vec<Counted> = of_each(&|values| vec![0; values.len()]);
        if condition.is_none() {
            return Ok(all);
        }
        let columns = dictionaries.iter().flat_map(|(_, values)| &values.columns);
        let columns: Vec<Column> = columns.cloned().collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let answer = self.ask(&names, true, condition, progress)?;
        let lines = Dictionary::read(Aspect::What, Vec::new(), columns, &answer)?;
        let mut first = 0;
        for (counted, (_, values)) in all.iter_mut().zip(dictionaries) {
            let (numbers, width) = (values.numbers(), values.columns.len());
            for line in 0..lines.len() {
                let tuple: Vec<&str> = lines.tuple(line).skip(first).take(width).collect();
                // What has come since the dictionary was fetched is not in it.
                if let Some(&number) = numbers.get(&tuple) {
                    counted.counts[number] += lines.count(line);
                }
            }
            first += width;
        }
        Ok(all)
    }

    /// The statement by which the rows of a condition are fetched.
    #[must_use]
    pub fn statement(&self, table: &Table, condition: &Condition) -> String {
        let names: Vec<String> = table.columns.iter().map(|name| self.name(name)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.select(&names, false, condition)
    }

    /// What fetches the rows of a condition, of which there are so many.
    #[must_use]
    pub fn rows(&self, table: &Table, condition: &Condition, count: u64) -> Client {
        let client = self.connection.client(&self.statement(table, condition));
        Client { rows: Some(count), ..client }
    }

    /// The whole row of which these are some columns; `None` if it is not there any more, or if no
    /// column tells which it is.
    pub fn whole_row(
        &self,
        cells: &[Cell],
        progress: &Progress,
    ) -> Result<Option<Vec<Cell>>, EngineError> {
        let (table, samples) = (self.table(progress)?, self.samples(&[Aspect::When], progress)?);
        let Some(id) = &table.id else { return Ok(None) };
        let value = |name: &str| {
            let is_it = |cell: &&Cell| self.name(&cell.column) == name;
            cells.iter().find(is_it).map(|cell| dictionary::plain(&cell.value))
        };
        let Some(own) = value(&id.name) else { return Ok(None) };
        // A table that is in order by its days finds the row by its day at once.
        let days = samples.dictionaries.iter().filter(|it| it.aspect == Aspect::When);
        let days = days.flat_map(|dictionary| &dictionary.columns);
        let days = days.filter_map(|column| Some(column.among(&[value(&column.name)?], &[])));
        let condition = Condition::all(days.chain([id.among(&[own], &[])]));
        let answer =
            self.connection.ask(&self.select(&["*"], false, &condition), LARGEST, progress)?;
        let names = dictionary::header(&answer);
        let row = dictionary::rows(&answer).next().transpose()?;
        Ok(row.map(|row| {
            let cell = |(column, value): (String, &str)| Cell {
                column,
                value: dictionary::plain(value).to_owned(),
            };
            names.into_iter().zip(row.iter()).map(cell).collect()
        }))
    }

    /// A statement as the client is given it.
    fn select(&self, columns: &[&str], counts: bool, condition: &Condition) -> String {
        let (table, conditions) = (&self.connection.table, &self.conditions(condition));
        Select { columns, counts, table, conditions, limit: None }.text()
    }

    /// A condition with that of the connection.
    fn conditions<'a>(&'a self, condition: &'a Condition) -> Vec<&'a str> {
        let own = Some(self.connection.condition.as_str()).filter(|it| !it.is_empty());
        own.into_iter().chain(condition.text()).collect()
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
    fn fetch(
        &self,
        table: &Table,
        group: &Group,
        progress: &Progress,
    ) -> Result<Dictionary, EngineError> {
        let names = group.columns.iter().map(|&at| self.name(&table.columns[at]));
        let names: Vec<String> = names.collect();
        let columns: Vec<&str> = names.iter().map(String::as_str).collect();
        let sql = Select {
            columns: &columns,
            counts: true,
            table: &self.connection.table,
            conditions: &self.conditions(&Condition::ALL),
            limit: Some(dictionary::MOST as u64 + 1),
        };
        let answer = self.connection.ask(&sql.text(), LARGEST, progress)?;
        let columns = names.into_iter().map(dictionary::unknown).collect();
        let places = group.columns.clone();
        let mut dictionary = Dictionary::read(group.aspect, places, columns, &answer)?;
        for column in 0..dictionary.columns.len() {
            let may_be_numbers = dictionary.may_be_numbers(column);
            if may_be_numbers || dictionary.has_odd(column) {
                let name = dictionary.columns[column].name.clone();
                dictionary.columns[column] = self.column(name, may_be_numbers, progress);
            }
        }
        // Whoever was stopped has not tried whether the database takes them.
        if progress.is_cancelled() {
            return Err(EngineError::Answer("it was stopped".to_owned()));
        }
        Ok(dictionary)
    }

    /// A column as the database takes it. Only text is like a pattern. To compare it with a number
    /// is an error in most databases; in others it is not, so that the text is tried first, which
    /// holds `010` apart from `10`.
    fn column(&self, name: String, may_be_numbers: bool, progress: &Progress) -> Column {
        // DuckDB takes `day = ''` as long as it need not look at a row.
        let is_text = self.takes(&format!("{name} LIKE ''"), progress);
        let is_number = !is_text && may_be_numbers && self.takes(&format!("{name} = 1"), progress);
        let literal = if is_number { Literal::Number } else { Literal::Quoted };
        Column { name, literal, is_text }
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
    fn name(&self, column: &str) -> String {
        let quote = &self.connection.quote;
        format!("{quote}{column}{quote}")
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Engine({})", self.connection.at())
    }
}

/// What a lock guards; whoever held it and failed has left it whole.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
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

#[cfg(test)]
mod tests;
