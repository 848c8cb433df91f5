//! What the rows of one stretch of a table became.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    base::{
        intern::Pool,
        issue::{Issue, Place, Severity},
        once::each_once,
    },
    ingest::{
        Record, cite,
        date::{Dates, Format, Proof, Told},
    },
    model::{ActorId, Cited, Draft, Fingerprint, Shard, When},
};

/// Rows that are listed with one and the same problem; further ones are counted.
const LISTED: usize = 20;

/// The events of some rows, and what was wrong with the rows.
#[derive(Debug)]
pub struct Batch {
    /// Where actors and sources get their numbers.
    pub shard: Shard,
    /// Of the events, and of the reports of them.
    dates: [Dates; 2],
    pub(super) problems: Problems,
    keys: Pool<[Box<str>; 2]>,
    actors: Vec<ActorId>,
    cited: Pool<Box<str>>,
    citations: Vec<Cited>,
    checked: Checked,
}

/// What is kept of the events.
#[derive(Debug, Default)]
enum Checked {
    /// All, in the shard.
    #[default]
    Kept,
    /// The fingerprint of the last one.
    Fingerprint(Option<Fingerprint>),
}

/// Why a row can't be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// What is wrong, without a full stop. It is the same for all rows with the same problem
    /// ("`SQLDATE` is no day"), so that a million of them are counted in one line.
    pub problem: Cow<'static, str>,
    /// What stands there instead; may be empty.
    pub found: String,
}

impl RowError {
    /// A row that has something else than it should.
    #[must_use]
    pub fn new(problem: impl Into<Cow<'static, str>>, found: &str) -> Self {
        Self { problem: problem.into(), found: found.to_owned() }
    }
}

impl Batch {
    /// An empty batch of the file with this number, where the dates of events and those of reports
    /// are in these formats.
    #[must_use]
    pub fn new(file: u16, dates: [Format; 2]) -> Self {
        Self {
            shard: Shard::new(file),
            dates: dates.map(Dates::new),
            problems: Problems::default(),
            keys: Pool::default(),
            actors: Vec::new(),
            cited: Pool::default(),
            citations: Vec::new(),
            checked: Checked::Kept,
        }
    }

    /// A batch that keeps of its events only what tells whether they are the same again.
    #[must_use]
    pub fn checking(dates: [Format; 2]) -> Self {
        Self { checked: Checked::Fingerprint(None), ..Self::new(0, dates) }
    }

    /// The fingerprint of the event that was added last to a batch that only checks; the next one
    /// has to be added before there is another.
    pub fn take_fingerprint(&mut self) -> Option<Fingerprint> {
        match &mut self.checked {
            Checked::Kept => None,
            Checked::Fingerprint(last) => last.take(),
        }
    }

    /// The actor for which two words of a row stand, as a code and a name. Who that is, is asked
    /// once for each two.
    pub fn actor(&mut self, key: [&str; 2], find: impl FnOnce(&mut Shard) -> ActorId) -> ActorId {
        let same =
            |key: &[&str; 2], known: &[Box<str>; 2]| *key[0] == *known[0] && *key[1] == *known[1];
        let number = self.keys.intern_with(&key, same, |key| key.map(Box::from)) as usize;
        if number == self.actors.len() {
            self.actors.push(find(&mut self.shard));
        }
        self.actors[number]
    }

    /// The sources that a row names, with `;` between them. Which these are, is asked once for each
    /// such list.
    pub fn cite(&mut self, names: &str) -> Cited {
        if names.is_empty() {
            return Cited::NONE;
        }
        let number = self.cited.intern_with(
            &names,
            |key, known| **key == **known,
            |names| Box::from(*names),
        ) as usize;
        if number == self.citations.len() {
            let sources = each_once(cite::listed(names).map(|name| self.shard.source(name)));
            self.citations.push(self.shard.cite(&sources));
        }
        self.citations[number]
    }

    /// Adds the event of a row: one at most.
    pub fn push(&mut self, draft: &Draft<'_>) {
        match &mut self.checked {
            Checked::Kept => self.shard.push(draft),
            Checked::Fingerprint(last) => *last = Some(draft.fingerprint()),
        }
    }

    /// When a field of a row says that something happened, where `year` may complete a year of two
    /// digits; `None` if it says that this is not known, or nothing. What can't be read is undated,
    /// and the row gets a warning with its words; `name` is what the field is called there.
    pub fn when(
        &mut self,
        row: &Record<'_>,
        text: &str,
        year: Option<i32>,
        name: &'static str,
    ) -> Option<When> {
        if text.is_empty() {
            return None;
        }
        let [dates, _] = &mut self.dates;
        let (severity, problem) = match dates.read(row.number(), text, year) {
            Told::When(when) => return Some(when),
            Told::Nothing => return None,
            Told::Untimed(when) => {
                let problem = format!("the time of day in {name} can't be read, only the day");
                self.problems.note(Severity::Warning, row.number(), problem.into(), text);
                return Some(when);
            }
            Told::Number => {
                let problem = "is a number, as spreadsheets count days: `--dates excel-days` reads \
                               it so, and `format = \"excel-days\"` in a map";
                (Severity::Error, problem)
            }
            Told::Unread => (Severity::Warning, "is not a date"),
        };
        self.problems.note(severity, row.number(), format!("{name} {problem}").into(), text);
        Some(When::UNDATED)
    }

    /// When a field of a row says that something was reported; the row gets a warning if it can't be
    /// read.
    pub fn reported(&mut self, row: &Record<'_>, text: &str) -> Option<When> {
        if text.is_empty() {
            return None;
        }
        let [_, dates] = &mut self.dates;
        match dates.read(row.number(), text, None) {
            Told::When(when) | Told::Untimed(when) => Some(when),
            Told::Nothing => None,
            Told::Number | Told::Unread => {
                self.warn(row, "the date of the source is not a date", text);
                None
            }
        }
    }

    /// What the dates of events and those of reports told of how they should have been read.
    pub(super) fn take_proofs(&mut self) -> [Proof; 2] {
        self.dates.each_mut().map(|dates| std::mem::take(&mut dates.proof))
    }

    /// Says that the row is loaded, but something in it looks wrong or could not be kept. See
    /// [`RowError`] for the words.
    pub fn warn(&mut self, row: &Record<'_>, problem: &'static str, found: &str) {
        self.problems.note(Severity::Warning, row.number(), problem.into(), found);
    }
}

/// What is wrong with the rows of a table, counted by problem.
#[derive(Debug, Default)]
pub struct Problems {
    found: BTreeMap<(Severity, Cow<'static, str>), Found>,
}

#[derive(Debug, Default)]
struct Found {
    count: u64,
    /// The first rows with what they have.
    first: Vec<(u64, String)>,
}

impl Problems {
    /// Says what is wrong with a row.
    pub fn note(&mut self, severity: Severity, row: u64, problem: Cow<'static, str>, found: &str) {
        let entry = self.found.entry((severity, problem)).or_default();
        entry.count += 1;
        if entry.first.len() < LISTED {
            entry.first.push((row, found.to_owned()));
        }
    }

    /// Adds what was found later in the file, where `rows` rows precede.
    pub fn append(&mut self, later: Self, rows: u64) {
        for (key, found) in later.found {
            let entry = self.found.entry(key).or_default();
            entry.count += found.count;
            let room = LISTED - entry.first.len();
            let first = found.first.into_iter().take(room);
            entry.first.extend(first.map(|(row, value)| (row + rows, value)));
        }
    }

    /// The first rows with each problem, then how many more there are.
    #[must_use]
    pub fn into_issues(self, file: &str) -> Vec<Issue> {
        let mut issues = Vec::new();
        for ((severity, problem), found) in self.found {
            let more = found.count - found.first.len() as u64;
            let issue = |line, message| {
                let place = Place { file: file.to_owned(), line, column: None };
                Issue { place, severity, message, help: None }
            };
            issues.extend(found.first.into_iter().map(|(row, value)| {
                let message = if value.is_empty() {
                    problem.to_string()
                } else {
                    format!("{problem}: '{value}'")
                };
                issue(Some(row), message)
            }));
            if more > 0 {
                issues.push(issue(None, format!("{problem}, in {more} further rows")));
            }
        }
        issues
    }
}
