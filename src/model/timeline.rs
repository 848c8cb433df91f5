//! The timeline: every record in columns, the events in time order.

use std::{
    ops::{Deref, DerefMut, Range},
    path::Path,
    sync::Arc,
};

use crate::{
    base::{intern::Interner, rows::Row},
    model::{
        actor::{Actor, ActorId},
        day::Day,
        decision::Decided,
        event::Event,
        events::Events,
        known::Fatalities,
        place::Place,
        rows::Rows,
        source::{Source, SourceId},
        statement::{Statement, StatementId},
        text::{EventId, TextId, Texts},
        when::When,
    },
};

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// Rows of a data set, or records that are told apart by their number.
    #[default]
    Rows,
    /// Records of a timeline, each with an id of its own.
    Records,
    /// Prose, from which records are read.
    Prose,
    /// What a person wrote about the other files.
    Own,
}

/// One input of a timeline.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// The name, as the user gave it.
    pub name: String,
    /// The name of the format that it was recognised as.
    pub format: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Its own title; may be empty.
    pub title: String,
    /// What it says about itself; may be empty.
    pub about: String,
    /// What reads its rows back, if it is a data set.
    pub rows: Option<Arc<dyn Rows>>,
    /// Whether what it tells is kept apart from what other articles tell.
    pub apart: bool,
}

impl File {
    /// Whether it is the text of an article.
    #[must_use]
    pub fn is_article(&self) -> bool {
        self.holds == Holds::Prose
    }

    /// Whether it has prose that is not in memory: a search for words reads the file.
    #[must_use]
    pub fn has_prose(&self) -> bool {
        self.rows.as_ref().is_some_and(|rows| rows.has_prose())
    }

    /// An id of this file as it is in the timeline where an earlier file has the same: `talks/e1`
    /// of `e1` in `archive/talks.json`.
    #[must_use]
    pub fn qualified(&self, id: &str) -> String {
        let stem = Path::new(&self.name).file_stem();
        let stem = stem.map_or(self.name.as_str().into(), |stem| stem.to_string_lossy());
        format!("{stem}/{id}")
    }
}

/// Events, actors, statements and sources of one or several files, and what a person decided about
/// them.
///
/// A row's number is its rank in time order ([`When::key`], then the order in the files), undated
/// events last. So all events of a period stand in one slice, and events with the same date stand
/// side by side: a filter by date looks at each distinct date once ([`Timeline::moments`]).
///
/// A copy shares the records: O(1) but for the decisions, and those are few.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    records: Arc<Records>,
    pub(super) decided: Decided,
}

/// Every record, in columns.
#[derive(Clone, Debug, Default)]
pub struct Records {
    pub(super) files: Vec<File>,
    /// For each file the source that it is as a data set.
    pub(super) data_sets: Vec<Option<SourceId>>,
    pub(super) strings: Interner,
    pub(super) texts: Texts,
    /// The distinct dates in order.
    pub(super) whens: Vec<When>,
    /// One past the last row of each distinct date.
    pub(super) when_ends: Vec<Row>,
    pub(super) places: Vec<Place>,
    pub(super) fatalities: Vec<Fatalities>,
    pub(super) events: Events,
    pub(super) actors: Vec<Actor>,
    pub(super) sources: Vec<Source>,
    /// The different lists of sources from which data sets have their events.
    pub(super) cited: Vec<Box<[SourceId]>>,
    pub(super) statements: Vec<Statement>,
}

impl Deref for Timeline {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
}

impl DerefMut for Timeline {
    /// The records to be changed: a copy of them where others share them.
    fn deref_mut(&mut self) -> &mut Records {
        Arc::make_mut(&mut self.records)
    }
}

impl Timeline {
    /// What was loaded.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What was loaded, without what a person wrote about it.
    #[must_use]
    pub fn read_files(&self) -> &[File] {
        match self.files.split_last() {
            Some((last, others)) if last.holds == Holds::Own => others,
            _ => &self.files,
        }
    }

    /// The title of the only file, else the names of the files without their folders, of many files
    /// only the first two.
    #[must_use]
    pub fn title(&self) -> String {
        let base = |file: &File| {
            file.name.rsplit('/').next().map_or_else(|| file.name.clone(), str::to_owned)
        };
        match self.read_files() {
            [] => String::new(),
            [file] if !file.title.is_empty() => file.title.clone(),
            [file] => base(file),
            [one, other] => format!("{}, {}", base(one), base(other)),
            [one, other, more @ ..] => {
                format!("{}, {} and {} more", base(one), base(other), more.len())
            }
        }
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.events.len
    }

    /// Whether there is no event.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The event of a row.
    ///
    /// # Panics
    /// When there is no such row.
    #[must_use]
    pub fn event(&self, row: Row) -> Event<'_> {
        assert!(row < self.len(), "row {row} of {}", self.len());
        Event { timeline: self, row }
    }

    /// All events in time order.
    #[must_use]
    pub fn events(&self) -> impl ExactSizeIterator<Item = Event<'_>> {
        (0..self.len()).map(|row| Event { timeline: self, row })
    }

    /// The row of the event with this id. O(n), on all cores.
    #[must_use]
    pub fn find_event(&self, id: &str) -> Option<Row> {
        let ids = self.texts.ids(id);
        let has_own = |&row: &Row| {
            self.events.id.get(row) != EventId::EMPTY || self.event(row).row_as_id().is_none()
        };
        let named = ids.iter().filter_map(|&id| self.events.id.find(id, has_own));
        // Where there is no id, the number of the row stands in for it.
        let number = ids.first().and_then(|id| id.number());
        let rank = number.and_then(|number| number.checked_sub(1));
        let numbered = rank.and_then(|rank| {
            let is_it = |&row: &Row| {
                self.events.id.get(row) == EventId::EMPTY && self.event(row).row_as_id() == number
            };
            self.events.rank_in_file.find(rank, is_it)
        });
        named.chain(numbered).min()
    }

    /// The date of a row. O(1).
    #[must_use]
    pub fn when(&self, row: Row) -> &When {
        &self.whens[self.events.when.get(row) as usize]
    }

    /// Each distinct date with its rows, in time order. The undated come last.
    #[must_use]
    pub fn moments(&self) -> impl DoubleEndedIterator<Item = (&When, Range<Row>)> + Clone {
        self.whens.iter().enumerate().map(|(number, when)| (when, self.rows_of(number)))
    }

    /// The distinct dates, in time order.
    #[must_use]
    pub fn whens(&self) -> &[When] {
        &self.whens
    }

    /// The number of a row's date among [`Timeline::whens`].
    #[must_use]
    pub fn when_number(&self, row: Row) -> u32 {
        self.events.when.get(row)
    }

    /// The rows that have the date with this number among [`Timeline::whens`].
    #[must_use]
    pub fn rows_of(&self, number: usize) -> Range<Row> {
        let start = number.checked_sub(1).map_or(0, |before| self.when_ends[before]);
        start..self.when_ends[number]
    }

    /// The rows of the dated events: all before the undated ones.
    #[must_use]
    pub fn dated(&self) -> Range<Row> {
        let dated = self.whens.partition_point(|when| !when.is_undated());
        0..dated.checked_sub(1).map_or(0, |last| self.when_ends[last])
    }

    /// The rows listed on or after `first` and before `end`. O(log n).
    #[must_use]
    pub fn listed_between(&self, first: Day, end: Day) -> Range<Row> {
        let row_at = |day: Day| {
            let number = self
                .whens
                .partition_point(|when| when.listing_day().is_some_and(|listed| listed < day));
            number.checked_sub(1).map_or(0, |last| self.when_ends[last])
        };
        row_at(first)..row_at(end.max(first))
    }

    /// The columns of the events, for whoever looks at all rows at once; [`Event`] says what each
    /// means.
    pub(crate) fn columns(&self) -> &Events {
        &self.events
    }

    /// The distinct labels, codes, schemes, tags and rules of the events.
    pub(crate) fn strings(&self) -> &Interner {
        &self.strings
    }

    /// The actors.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// One actor.
    #[must_use]
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.index()]
    }

    /// The sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// One source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// The distinct places.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The distinct numbers of killed; [`Event::fatalities`] has one of an event.
    pub(crate) fn fatalities(&self) -> &[Fatalities] {
        &self.fatalities
    }

    /// The statements in time order: by their own date, else by their event's.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// One statement.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> &Statement {
        &self.statements[id.index()]
    }

    /// When a statement was said: its own date, else its event's.
    #[must_use]
    pub fn said<'a>(&'a self, statement: &'a Statement) -> Option<&'a When> {
        statement.when.as_ref().or_else(|| statement.event.map(|row| self.when(row)))
    }

    /// One more than the highest number of a text; 0 is the empty one.
    pub(crate) fn text_count(&self) -> u32 {
        self.texts.len() + 1
    }

    /// The words that a number stands for: quotes, and what is around them.
    #[must_use]
    pub fn text(&self, id: TextId) -> &str {
        self.texts.get(id)
    }
}
