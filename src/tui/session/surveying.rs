//! A history in a database: what of it the filters ask for, counted where it lies, and the rows that
//! were fetched.

use std::sync::Arc;

use crate::{
    engine::{Engine, Surveyed},
    index::Store,
    model::Timeline,
    query::{Expr, Plan, Query},
    tui::{
        effect::Effect,
        layout::Slot,
        session::{Load, Session},
        theme::Role,
        work::Work,
    },
    view::{Record, View, thousands},
    world::{Fetch, Loaded, Notes},
};

/// A history that is looked at through a connection.
#[derive(Debug)]
pub struct Survey {
    engine: Arc<Engine>,
    /// Whether the screen shows what is in the database, and not rows that were fetched.
    pub is_open: bool,
    /// What was counted last.
    pub figures: Option<Arc<Surveyed>>,
    /// What is being counted: the generation and the query.
    pending: Option<(u64, Query)>,
    /// The query that could not be counted.
    failed: Option<Query>,
    /// Whether the rows are fetched as soon as it is known that they fit.
    fetches: bool,
    /// For which query rows are being fetched, and for which they were.
    fetching: Option<Query>,
    window: Option<Query>,
}

impl Survey {
    /// The connection in words: "@gdelt".
    #[must_use]
    pub fn name(&self) -> String {
        self.engine.connection().at()
    }

    /// The most events that are fetched.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.engine.connection().limit
    }

    /// The table that is asked.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.engine.connection().table
    }

    /// Whether something is being counted.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether a query could not be counted.
    #[must_use]
    pub fn has_failed(&self, query: &Query) -> bool {
        self.failed.as_ref() == Some(query)
    }

    /// Whether rows are being fetched.
    #[must_use]
    pub fn is_fetching(&self) -> bool {
        self.fetching.is_some()
    }

    /// What was counted for a query, if it is that.
    #[must_use]
    pub fn of(&self, query: &Query) -> Option<&Arc<Surveyed>> {
        self.figures.as_ref().filter(|figures| figures.query == *query)
    }
}

impl Session {
    /// Begins with a history: it is surveyed first; with a filter its rows are fetched if they fit.
    pub fn begin_survey(&mut self, engine: Arc<Engine>) {
        let survey = Survey {
            engine,
            is_open: true,
            figures: None,
            pending: None,
            failed: None,
            fetches: !self.look.query.is_all(),
            fetching: None,
            window: None,
        };
        self.survey = Some(survey);
        self.load = Load::Done;
        self.want_survey();
    }

    /// The history, if one is looked at.
    #[must_use]
    pub fn survey(&self) -> Option<&Survey> {
        self.survey.as_ref()
    }

    /// The history, while the screen shows what is in the database.
    #[must_use]
    pub fn open_survey(&self) -> Option<&Survey> {
        self.survey.as_ref().filter(|survey| survey.is_open)
    }

    /// Counts what the filters ask for, unless that is known or under way.
    pub fn want_survey(&mut self) {
        let Some(survey) = &self.survey else { return };
        let query = self.look.query.clone();
        let is_known = survey.of(&query).is_some_and(|it| it.actors.is_some());
        let is_asked = survey.pending.as_ref().is_some_and(|(_, pending)| *pending == query);
        if !survey.is_open || is_known || is_asked || survey.failed.as_ref() == Some(&query) {
            return;
        }
        let work = Work::Survey(Arc::clone(&survey.engine), query.clone());
        let generation = self.start(work);
        if let Some(survey) = &mut self.survey {
            survey.pending = Some((generation, query));
        }
    }

    /// Asks again what could not be counted.
    pub fn survey_anew(&mut self) {
        if let Some(survey) = &mut self.survey {
            (survey.failed, survey.pending, survey.figures) = (None, None, None);
        }
        self.want_survey();
    }

    /// Takes what was counted, or a part of it.
    pub(super) fn surveyed(&mut self, generation: u64, counted: Result<Surveyed, String>) {
        let Some(survey) = &mut self.survey else { return };
        if survey.pending.as_ref().is_none_or(|(pending, _)| *pending != generation) {
            return;
        }
        match counted {
            Ok(figures) => {
                if figures.actors.is_some() {
                    survey.pending = None;
                }
                let store = Arc::clone(&figures.samples.store);
                survey.figures = Some(Arc::new(figures));
                if survey.is_open && !Arc::ptr_eq(&store, &self.store) {
                    self.show_samples(store);
                }
                self.fetch_if_it_fits();
            }
            Err(words) => {
                survey.failed = survey.pending.take().map(|(_, query)| query);
                self.say(words, Role::Error);
            }
        }
    }

    /// Puts the samples in the place of what was shown: names are looked up in them.
    fn show_samples(&mut self, store: Arc<Store>) {
        self.store = Arc::new(Store::new(Timeline::default()));
        self.swap_in(Loaded::new(store, &Notes::default()));
    }

    /// Stops counting, or fetching; whether something was to be stopped.
    pub fn stop_asking(&mut self) -> bool {
        let Some(survey) = self.survey.as_mut().filter(|survey| survey.is_open) else {
            return false;
        };
        if survey.fetching.is_some() {
            self.effects.push(Effect::CancelLoad);
        } else if let Some((_, query)) = survey.pending.take() {
            survey.failed = Some(query);
            self.effects.push(Effect::StopSurvey);
        } else {
            return false;
        }
        self.notice("stopped; nothing is asked of the database any more");
        true
    }

    fn fetch_if_it_fits(&mut self) {
        let Some(survey) = &mut self.survey else { return };
        if std::mem::take(&mut survey.fetches)
            && survey
                .of(&self.look.query)
                .is_some_and(|it| it.count <= survey.limit() && it.count > 0)
        {
            self.fetch();
        }
    }

    /// Fetches the rows that the filters ask for, or says why not.
    pub fn fetch(&mut self) {
        let Some(survey) = &self.survey else { return };
        let Some(figures) = survey.of(&self.look.query).cloned() else {
            let has_failed = survey.has_failed(&self.look.query);
            let words =
                if has_failed { "not counted: r asks again" } else { "they are being counted" };
            self.notice(words);
            return;
        };
        let limit = survey.limit();
        if figures.count == 0 {
            self.notice("nothing to fetch: no event in the database matches");
            return;
        }
        if figures.count > limit {
            let (count, limit) = (thousands(figures.count), thousands(limit));
            let words = format!(
                "{count} events are more than the limit, {limit}; f filters, a keeps only this line"
            );
            self.say(words, Role::Warning);
            return;
        }
        let Some(table) = survey.engine.known_table() else { return };
        let client = survey.engine.rows(&table, &figures.pushed.condition, figures.count);
        let fetch = Fetch {
            client: Arc::new(client),
            choice: table.choice.clone(),
            history: Arc::clone(&figures.samples.store),
        };
        if let Some(survey) = &mut self.survey {
            survey.fetching = Some(figures.query.clone());
        }
        self.load = Load::Waiting;
        self.effects.push(Effect::Fetch(Box::new(fetch)));
    }

    /// Takes notice that rows which were asked for are there, or the first of them.
    pub(super) fn rows_have_come(&mut self) {
        let Some(survey) = &mut self.survey else { return };
        if let Some(window) = survey.fetching.take() {
            survey.window = Some(window);
            survey.is_open = false;
            self.store = Arc::new(Store::new(Timeline::default()));
            self.look.selected = None;
        }
    }

    /// Takes notice that they will not come.
    pub(super) fn rows_do_not_come(&mut self) {
        if let Some(survey) = &mut self.survey
            && survey.fetching.take().is_some()
        {
            self.load = Load::Done;
        }
    }

    /// Goes back to what is in the database.
    pub fn open_history(&mut self) {
        let Some(survey) = &mut self.survey else {
            self.notice("these are files; a history in a database is opened by demarche @NAME");
            return;
        };
        if std::mem::replace(&mut survey.is_open, true) {
            self.notice("this is what the database has");
            return;
        }
        survey.failed = None;
        let store = survey.figures.as_ref().map(|figures| Arc::clone(&figures.samples.store));
        self.look.view = View::Chronicle;
        if let Some(store) = store {
            self.show_samples(store);
        }
        self.go_to(Slot::Timeline);
        self.want_survey();
    }

    /// Asks for the whole row of an event that was fetched; whether it is one.
    pub(super) fn ask_whole_row(&mut self, record: Record) -> bool {
        let Some(survey) = self.survey.as_ref().filter(|survey| !survey.is_open) else {
            return false;
        };
        let Record::Event(row) = record else { return false };
        let event = self.timeline().event(row);
        let cells = event.file().rows.as_ref().and_then(|rows| rows.read(event).ok());
        let Some(cells) = cells else { return false };
        let (engine, name) = (Arc::clone(&survey.engine), survey.name());
        self.start(Work::Row(engine, cells));
        self.notice(format!("asking {name} for the whole row"));
        true
    }

    /// Whether the filters may ask for events that were not fetched: some filter of those that were
    /// asked is not there any more, and none that finds less is in its place.
    #[must_use]
    pub fn is_beyond_window(&self) -> bool {
        let Some(window) =
            self.survey.as_ref().filter(|it| !it.is_open).and_then(|it| it.window.as_ref())
        else {
            return false;
        };
        let here = self.look.query.chips();
        !window.chips().iter().all(|asked| here.contains(asked) || self.is_narrowed(asked))
    }

    /// Whether a filter finds less than one that was asked, as far as the samples tell.
    fn is_narrowed(&self, asked: &Expr) -> bool {
        let Some(history) = self.store.history() else { return false };
        let found = |chip: &Expr| {
            let query = Query::from(chip.clone());
            let plan = Plan::new(&query, history).ok()?;
            Some(plan.run().rows)
        };
        let (Expr::Term(asked_term), Some(wide)) = (asked, found(asked)) else { return false };
        self.look.query.chips().iter().any(|chip| {
            let (Expr::Term(term), Some(mut narrow)) = (chip, found(chip)) else { return false };
            if term.field != asked_term.field {
                return false;
            }
            narrow.subtract(&wide);
            narrow.is_empty()
        })
    }
}
