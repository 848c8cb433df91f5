//! Filters: changing them, finding what they keep, and taking changes back.

use std::sync::Arc;

use crate::{
    base::{progress::Progress, rows::Row},
    model::{File, Scope},
    query::{self, Answer, Completions, Expr, Field, Plan, Query, QueryError, Term, tally::Tally},
    tui::{
        layout::Slot,
        session::{Look, Moment, Session},
        theme::Role,
        work::{Done, Outcome, Work},
    },
    view::{Record, View, chronicle, counted},
};

/// Up to this many events, and as many statements and actors, everything is worked out at once: it
/// takes no longer than a frame.
const AT_ONCE: u32 = 100_000;

/// The same of memberships, each of which may be passed for many actors.
const AT_ONCE_BELONGING: usize = 2_000;

impl Session {
    /// Changes the look in a way that can be undone.
    pub fn change(&mut self, change: impl FnOnce(&mut Look)) {
        let mut look = self.look.clone();
        change(&mut look);
        if look == self.look {
            return;
        }
        // What a database has of it is counted there.
        if look.query == self.look.query || self.open_survey().is_some() {
            self.history.remember(self.moment());
            self.look = look;
            self.keep_selection();
            return;
        }
        let (store, query) = (Arc::clone(&self.store), look.query.clone());
        match Plan::new(&query, &store) {
            Ok(plan) => {
                self.history.remember(self.moment());
                self.look = look;
                self.find(&plan);
            }
            Err(error) => self.say(error.to_string(), Role::Error),
        }
    }

    /// Makes a look the present one, and finds what it shows.
    pub fn adopt(&mut self, look: Look) {
        let filters_differ = look.query != self.look.query && self.open_survey().is_none();
        self.look = look;
        if !filters_differ {
            self.keep_selection();
        } else if let Err(error) = self.refilter() {
            self.say(error.to_string(), Role::Error);
        }
    }

    /// Finds what the filters keep.
    ///
    /// # Errors
    /// When they name what the timeline doesn't have.
    pub(super) fn refilter(&mut self) -> Result<(), QueryError> {
        let (store, mut query) = (Arc::clone(&self.store), self.look.query.clone());
        if self.open_survey().is_some() {
            // The samples of a history are all there; what is asked of it is counted elsewhere.
            query = Query::default();
        }
        self.find(&Plan::new(&query, &store)?);
        Ok(())
    }

    /// Whether the names in a query are known.
    pub fn check(&self, query: &Query) -> Result<(), QueryError> {
        let figures = self.open_survey().and_then(|survey| survey.figures.as_ref());
        match figures {
            Some(figures) => figures.samples.check(query),
            None => Plan::new(query, &self.store).map(drop),
        }
    }

    /// Finds what the filters keep: at once, unless many events must be looked at one by one.
    fn find(&mut self, plan: &Plan<'_>) {
        if self.is_at_once(plan) {
            let answer = plan.run();
            self.take_answer(answer);
        } else {
            self.shown.so_far = 0;
            self.shown.pending = Some(self.start(Work::Answer(self.look.query.clone())));
        }
    }

    /// Whether a query is answered within a frame: records are only looked at one by one in a
    /// timeline of moderate size, and words not searched for in files.
    pub(super) fn is_at_once(&self, plan: &Plan<'_>) -> bool {
        let reads_files = plan.reads_texts() && self.has_prose();
        !plan.reads_records() || self.is_small() && !reads_files
    }

    /// Whether a search for words reads files.
    fn has_prose(&self) -> bool {
        self.timeline().files().iter().any(File::has_prose)
    }

    /// Whether the timeline is so small that all that is asked of it takes less than a frame.
    pub(super) fn is_small(&self) -> bool {
        let (timeline, most) = (self.timeline(), AT_ONCE as usize);
        timeline.len() <= AT_ONCE
            && timeline.statements().len() <= most
            && timeline.actors().len() <= most
            && self.store.membership().len() <= AT_ONCE_BELONGING
    }

    /// Shows what a query found.
    fn take_answer(&mut self, answer: Answer) {
        self.say_unread(&answer);
        self.shown.pending = None;
        if self.shown.answer.scope != answer.scope {
            self.shown.unfiltered = None;
        }
        self.shown.answer = Arc::new(answer);
        self.shown.advice = None;
        self.shown.is_sparse = self.is_sparse();
        self.keep_selection();

        let (query, found) = (self.look.query.clone(), Arc::clone(&self.shown.answer));
        let needs_advice = found.rows.is_empty() && !query.is_all();
        if self.is_small() {
            self.count_now(&query, &found);
            if needs_advice {
                self.shown.advice = query::advice(&query, &self.store, &Progress::default());
            }
            return;
        }
        self.shown.tally = None;
        if needs_advice {
            self.advised = self.start(Work::Advise(query.clone()));
        }
        self.shown.tally_generation = self.start(Work::Tally(query, found));
    }

    /// Counts the actors in what was found, and once in all there is.
    fn count_now(&mut self, query: &Query, found: &Answer) {
        let of = |query: &Query, found: &Answer| {
            Tally::of(query, found, &self.store, &Progress::default()).map(Arc::new)
        };
        let tally = of(query, found);
        if self.shown.unfiltered.is_none() {
            let all = Query::default().with_candidates(query.has_candidates());
            let plan = Plan::new(&all, &self.store);
            self.shown.unfiltered = plan.ok().and_then(|plan| of(&all, &plan.run()));
        }
        self.shown.tally = tally;
    }

    /// Whether there are fewer than two shown events under a heading: of many events this is told
    /// from some runs of them, spread over all.
    fn is_sparse(&self) -> bool {
        const RUNS: u32 = 64;
        let (rows, timeline) = (self.rows(), self.timeline());
        let count = rows.count();
        let (runs, length) = if count > RUNS * RUNS { (RUNS, RUNS) } else { (1, count) };
        let start = |run: u32| (u64::from(count) * u64::from(run) / u64::from(runs)) as u32;
        let headings = |first: Row| {
            let run = rows.iter_from(first).take(length as usize);
            let mut headings: Vec<_> = run.map(|row| timeline.when(row).heading()).collect();
            headings.dedup();
            headings.len() as u32
        };
        let all: u32 = (0..runs).filter_map(|run| rows.nth(start(run))).map(headings).sum();
        runs * length < 2 * all
    }

    /// Says that some words were not searched for.
    pub(super) fn say_unread(&mut self, answer: &Answer) {
        if let Some(reason) = &answer.unread {
            self.say(format!("not all words were searched: {reason}"), Role::Warning);
        }
    }

    /// Keeps the selected event if it is still shown, else goes to the nearest in time.
    pub(super) fn keep_selection(&mut self) {
        let timeline = self.timeline();
        let rows = &self.shown.answer.rows;
        let selected = match self.look.selected {
            Some(row) => chronicle::nearest(timeline, rows, row),
            None => chronicle::first(rows),
        };
        if selected != self.look.selected && selected.is_some() && self.look.selected.is_some() {
            self.notice("the selected event is hidden; this one is the nearest in time");
        }
        // With nothing shown the hidden one stays selected, so that it is found again.
        self.look.selected = selected.or(self.look.selected);
        if let (None | Some(Record::Event(_)), Some(row)) = (self.subject, self.look.selected) {
            self.look_at(Record::Event(row));
        }
    }

    /// Takes back the last change, of what is shown or of what was decided.
    pub fn undo(&mut self) {
        match self.history.undo(self.moment()) {
            Some(moment) => self.return_to(moment, "undone"),
            None => self.notice("nothing to undo"),
        }
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) {
        match self.history.redo(self.moment()) {
            Some(moment) => self.return_to(moment, "redone"),
            None => self.notice("nothing to redo"),
        }
    }

    fn return_to(&mut self, moment: Moment, done: &str) {
        let Moment { mut look, notebook } = moment;
        look.selected = look.selected.or(self.look.selected);
        let is_work = *notebook != *self.notes.notebook;
        self.adopt(look);
        if is_work {
            self.take_notebook(notebook);
        }
        self.notice(if is_work { format!("{done}, in the notebook") } else { done.to_owned() });
    }

    /// What is shown now, and what was decided.
    pub(super) fn moment(&self) -> Moment {
        Moment { look: self.look.clone(), notebook: Arc::clone(&self.notes.notebook) }
    }

    /// Drops the last filter.
    pub fn drop_last_filter(&mut self) {
        if self.look.query.is_all() {
            self.notice("no filter to drop");
        }
        self.change(|look| look.query = look.query.without_last());
    }

    /// Lists what a query finds, in the chronicle.
    pub fn list(&mut self, query: Query) {
        self.change(|look| {
            look.query = query;
            look.view = View::Chronicle;
        });
        self.go_to(Slot::Timeline);
    }

    /// Lists the undated events: the other filters stay, those of the date go.
    pub fn list_undated(&mut self) {
        let first = self.timeline().dated().end;
        if first == self.timeline().len() {
            self.notice("every event has a date");
            return;
        }
        let undated = Term { values: Vec::new(), ..Term::new(Field::Undated, "") };
        let dates = [Field::Date, Field::Before, Field::After, Field::Around, Field::Undated];
        self.change(|look| {
            look.query = look.query.without_fields(&dates).with(undated);
            look.selected = Some(first);
        });
        self.go_to(Slot::Timeline);
    }

    /// Lists what the filters hide, by their opposite.
    pub fn list_hidden(&mut self) {
        if self.look.query.is_all() {
            self.notice(match self.shown.answer.held_back() {
                0 => "no filter hides anything",
                _ => "no filter hides anything; D shows the candidates",
            });
            return;
        }
        self.change(|look| {
            let expr = match look.query.expr() {
                Expr::Not(inner) => *inner,
                expr => Expr::Not(Box::new(expr)),
            };
            let candidates = look.query.has_candidates();
            look.query = Query::from(expr).with_candidates(candidates);
        });
        self.notice("these were hidden; u goes back");
    }

    /// Shows the candidates among the events, or holds them back again.
    pub fn toggle_candidates(&mut self) {
        let query = &self.look.query;
        if !query.has_candidates() && query.scope() >= Scope::All {
            self.notice("the filter already asks for candidates, by their confidence");
            return;
        }
        let shows = !query.has_candidates();
        if shows && self.shown.answer.candidates == 0 {
            self.notice("no candidates match");
            return;
        }
        self.change(|look| look.query = look.query.clone().with_candidates(shows));
        if self.shown.pending.is_none() {
            let what = if shows { "shown" } else { "held back" };
            self.notice(format!("{} {what}", counted(self.shown.answer.candidates, "candidate")));
        }
    }

    /// Switches all filters off, or on again.
    pub fn toggle_filters(&mut self) {
        if self.look.chips() == 0 {
            self.notice("no filters to switch; f adds one");
        }
        self.change(Look::toggle_all);
    }

    /// Filters by the period of the overview that holds the selected event.
    pub fn scope(&mut self) {
        let Some(words) = self.period_in_edtf() else {
            self.notice("no dated event is selected");
            return;
        };
        let before = self.look.query.clone();
        self.change(|look| look.query = look.query.only(Term::new(Field::Date, words)));
        if self.look.query == before {
            self.notice("this period is the filter already");
        }
    }

    /// The period of the overview that holds the selected event, in EDTF.
    fn period_in_edtf(&self) -> Option<String> {
        let day = self.timeline().when(self.selected()?).listing_day()?;
        Some(self.unit.edtf(self.unit.start(day)))
    }

    /// Takes what was worked out in the background.
    pub fn done(&mut self, done: Done) {
        match done.result {
            Outcome::Partial(rows) if self.shown.pending == Some(done.generation) => {
                self.shown.so_far = rows.count();
            }
            Outcome::Partial(rows) => self.take_partial(done.generation, rows),
            Outcome::Answer(answer) if self.shown.pending == Some(done.generation) => {
                self.take_answer(answer);
            }
            Outcome::Tally { tally, of_all } if self.shown.tally_generation == done.generation => {
                let tally = Arc::new(tally);
                if of_all {
                    self.shown.unfiltered = Some(Arc::clone(&tally));
                }
                self.shown.tally = Some(tally);
            }
            Outcome::Figures(figures) if self.counting == done.generation => {
                self.counted = Some((done.generation, figures));
            }
            Outcome::Advice(advice) if self.advised == done.generation => {
                self.shown.advice = advice;
            }
            Outcome::Search(answer) if self.is_looking(done.generation) => self.take_found(answer),
            Outcome::Failed(words) => {
                self.shown.pending = None;
                self.say(format!("this is a bug in demarche: {words}"), Role::Error);
            }
            Outcome::Laid(store, over) if self.laying == Some(done.generation) => {
                self.take_laid(store, over);
            }
            Outcome::Read(reader) if self.opened.generation == done.generation => {
                self.opened.reader = Some(Arc::new(*reader));
            }
            Outcome::Found(block) => self.found = Some((done.generation, block)),
            Outcome::Exported(exported) => self.exported(exported),
            Outcome::Appended(appended) => self.appended(appended),
            Outcome::Row(Err(words)) => self.say(words, Role::Warning),
            Outcome::Surveyed(counted) => {
                self.surveyed(done.generation, counted.map(|counted| *counted));
            }
            Outcome::Answer(_)
            | Outcome::Row(Ok(_))
            | Outcome::Laid(..)
            | Outcome::Read(_)
            | Outcome::Search(_)
            | Outcome::Tally { .. }
            | Outcome::Figures(_)
            | Outcome::Advice(_)
            | Outcome::Completions(_) => {}
        }
    }

    /// What can be typed next; `None` in a large timeline, where it is worked out in the
    /// background first.
    pub fn completions(&mut self, typed: &str, cursor: usize) -> Option<Completions> {
        if self.is_small() && !self.has_prose() {
            return Some(query::complete(typed, cursor, &self.store, &Progress::default()));
        }
        self.completing = self.start(Work::Complete(typed.to_owned(), cursor));
        None
    }

    /// Whether completions of this generation are still wanted.
    #[must_use]
    pub fn wants_completions(&self, generation: u64) -> bool {
        self.completing == generation
    }

    /// Remembers a look before it changes, so that undo returns to it.
    pub fn remember(&mut self, look: &Look) {
        self.history.remember(Moment { look: look.clone(), ..self.moment() });
    }
}
