//! Filters: changing them, finding what they keep, and taking changes back.

use std::sync::Arc;

use crate::{
    base::{progress::Progress, rows::Row},
    model::{ActorId, File, Scope},
    query::{Answer, Expr, Field, Plan, Query, Term, tally::Tally},
    tui::{
        action::Action,
        app::{App, Head, Overlay, RecordPane},
        effect::Effect,
        job::{Job, Work},
        layout::Pane,
        screen::{
            look::{History, Look},
            popup::{Popup, What},
        },
        theme::Role,
    },
    view::{Record, actors, chronicle, counted},
    world,
};

/// Up to so many events, and as many statements, all is worked out at once: it takes no longer than
/// a frame.
const AT_ONCE: u32 = 100_000;

impl App {
    /// Changes the look in a way that can be undone.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Look)) {
        let mut look = self.look.clone();
        change(&mut look);
        if look == self.look {
            return;
        }
        if let Err(error) = Plan::new(&look.query, &self.store) {
            self.say(error.to_string(), Role::Error);
            return;
        }
        self.history.remember(&self.look);
        self.adopt(look);
    }

    /// Makes a look the present one, and finds what it shows.
    pub(super) fn adopt(&mut self, look: Look) {
        let filters_differ = look.query != self.look.query;
        self.actors.stale |= look.sort != self.look.sort;
        self.look = look;
        if filters_differ {
            self.refilter();
        } else {
            self.keep_selection();
        }
    }

    /// Finds what the filters keep: at once, unless many events must be looked at one by one.
    pub(super) fn refilter(&mut self) {
        let plan = match Plan::new(&self.look.query, &self.store) {
            Ok(plan) => plan,
            Err(error) => {
                self.say(error.to_string(), Role::Error);
                return;
            }
        };
        self.generation += 1;
        if self.is_at_once(&plan) {
            let answer = plan.run();
            self.take_answer(answer);
        } else {
            self.shown.pending = Some(self.generation);
            self.shown.so_far = 0;
            self.start(Work::Answer(self.look.query.clone()));
        }
    }

    /// Whether a query is answered within a frame: records are only looked at one by one in a
    /// timeline of moderate size, and words not searched for in files.
    pub(super) fn is_at_once(&self, plan: &Plan<'_>) -> bool {
        let reads_files = plan.reads_texts() && self.has_prose();
        !plan.reads_records() || self.is_small() && !reads_files
    }

    /// Whether a search for words reads files.
    pub(super) fn has_prose(&self) -> bool {
        self.store.timeline().files().iter().any(File::has_prose)
    }

    /// Whether the timeline is so small that all that is asked of it takes less than a frame.
    pub(super) fn is_small(&self) -> bool {
        let timeline = self.store.timeline();
        timeline.len() <= AT_ONCE && timeline.statements().len() <= AT_ONCE as usize
    }

    pub(super) fn start(&mut self, work: Work) {
        let store = Arc::clone(&self.store);
        self.effects.push(Effect::Start(Job { generation: self.generation, store, work }));
    }

    /// Shows what a query found.
    pub(super) fn take_answer(&mut self, answer: Answer) {
        self.say_unread(&answer);
        self.shown.pending = None;
        self.shown.answer = Arc::new(answer);
        self.actors.stale = true;
        self.keep_selection();

        self.generation += 1;
        self.shown.tally_generation = self.generation;
        let (query, found) = (self.look.query.clone(), Arc::clone(&self.shown.answer));
        if self.is_small() {
            let tally = Tally::of(&query, &found, &self.store, &Progress::default());
            self.shown.tally = tally.map(Arc::new);
        } else {
            self.shown.tally = None;
            self.start(Work::Tally(query, found));
        }
    }

    /// Says that some words were not searched for.
    pub(super) fn say_unread(&mut self, answer: &Answer) {
        if let Some(reason) = &answer.unread {
            self.say(format!("not all words were searched: {reason}"), Role::Warning);
        }
    }

    /// Keeps the selected event if it is still shown, else goes to the nearest in time.
    pub(super) fn keep_selection(&mut self) {
        let timeline = self.store.timeline();
        let rows = &self.shown.answer.rows;
        let selected = match self.look.selected {
            Some(row) => chronicle::nearest(timeline, rows, row),
            None => chronicle::first(rows),
        };
        if selected != self.look.selected && selected.is_some() && self.look.selected.is_some() {
            self.notice("the selected event is hidden; this is the nearest in time");
        }
        // With nothing shown the hidden one stays selected, so that it is found again.
        self.look.selected = selected.or(self.look.selected);
        if let (None | Some(Record::Event(_)), Some(row)) = (self.record.subject, selected) {
            self.record.look_at(Record::Event(row));
        }
    }

    /// Shows the beginning of what is being loaded, unless what was asked for on the command line
    /// may lie beyond it.
    pub(super) fn swap_in_head(&mut self, loaded: world::Loaded) {
        if !self.look.query.is_all() || !self.at.is_empty() {
            return;
        }
        let rows = loaded.head;
        self.swap_in(loaded);
        self.head = rows.map(|rows| Head { rows, selected: self.look.selected });
    }

    /// Shows newly loaded data; what was selected stays selected if it is still there, but not the
    /// first event of a beginning from which nobody moved away.
    pub(super) fn swap_in(&mut self, loaded: world::Loaded) {
        let old = Arc::clone(&self.store);
        let head = self.head.take();
        let reloaded = head.is_none() && !old.timeline().is_empty();
        let unmoved = head.and_then(|head| head.selected);
        let selected = self.look.selected.filter(|&row| row < old.timeline().len());
        let selected = selected.filter(|&row| Some(row) != unmoved);
        let selected = selected.map(|row| old.timeline().event(row).id().into_owned());
        self.store = loaded.store;
        if !reloaded {
            let mut files = self.store.timeline().files().iter();
            self.place.reading = files.all(File::is_article);
        }
        self.issues = loaded.issues;
        self.look.selected = selected.and_then(|id| self.store.timeline().find_event(&id));
        // The numbers of its actors are not those of the new ones.
        self.overlays.retain(|overlay| {
            !matches!(overlay, Overlay::Popup(Popup { what: What::Choice { .. }, .. }))
        });
        self.actors.folded.clear();
        self.actors.tree = actors::Tree::new(&self.store);
        self.record = RecordPane::default();
        self.history = History::default();
        if let Err(error) = Plan::new(&self.look.query, &self.store) {
            self.say(format!("the filter is dropped: {error}"), Role::Error);
            self.look.query = Query::default();
        }
        self.refilter();
        if let Some(search) = self.search.take() {
            self.look_for(&search.words);
        }
        if !self.at.is_empty() {
            let at = std::mem::take(&mut self.at);
            match self.landing(&at) {
                Ok(landing) => self.select(landing.row),
                Err(words) => self.say(words, Role::Error),
            }
        }
        match self.issues.len() {
            0 if reloaded => {
                self.notice(format!(
                    "read again: {}",
                    counted(self.store.timeline().len(), "event")
                ));
            }
            0 => {}
            1 => self.say(self.issues[0].to_string(), Role::Warning),
            more => self.say(
                format!("{more} problems found; g m lists them, 'demarche check' explains"),
                Role::Warning,
            ),
        }
    }

    pub(super) fn undo(&mut self) {
        let mut look = self.look.clone();
        if self.history.undo(&mut look) {
            self.adopt(look);
            self.notice("undone");
        } else {
            self.notice("nothing to undo");
        }
    }

    pub(super) fn redo(&mut self) {
        let mut look = self.look.clone();
        if self.history.redo(&mut look) {
            self.adopt(look);
            self.notice("done again");
        } else {
            self.notice("nothing to do again");
        }
    }

    pub(super) fn drop_last_filter(&mut self) {
        if self.look.query.is_all() {
            self.notice("there is no filter");
        }
        self.change(|look| look.query = look.query.without_last());
    }

    /// Lists the undated events: the other filters stay, those of the date go.
    pub(super) fn list_undated(&mut self) {
        let first = self.store.timeline().dated().end;
        if first == self.store.timeline().len() {
            self.notice("no event is undated");
            return;
        }
        let undated = Term { values: Vec::new(), ..Term::new(Field::Undated, "") };
        let dates = [Field::Date, Field::Before, Field::After, Field::Around, Field::Undated];
        self.change(|look| {
            look.query = look.query.without_fields(&dates).with(undated);
            look.selected = Some(first);
        });
        self.go_to_pane(Pane::Timeline);
    }

    /// Lists what the filters hide, by their opposite.
    pub(super) fn list_hidden(&mut self) {
        if self.look.query.is_all() {
            self.notice(match self.shown.answer.held_back() {
                0 => "no filter hides anything",
                _ => "no filter hides anything; candidates are shown for themselves",
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
        self.notice("what the filters hid; u returns");
    }

    /// Shows the candidates among the events, or holds them back again.
    pub(super) fn toggle_candidates(&mut self) {
        let query = &self.look.query;
        if !query.has_candidates() && query.scope() == Scope::All {
            self.notice("the filter asks for the candidates by their confidence");
            return;
        }
        let shows = !query.has_candidates();
        self.change(|look| look.query = look.query.clone().with_candidates(shows));
        if self.shown.pending.is_none() {
            let what = if shows { "shown" } else { "held back" };
            self.notice(format!("{} {what}", counted(self.shown.answer.candidates, "candidate")));
        }
    }

    /// Makes a filter of the period of the overview in which the selected event is.
    pub(super) fn scope(&mut self) {
        let Some(words) = self.period_in_edtf() else {
            self.notice("no dated event is selected");
            return;
        };
        self.change(|look| look.query = look.query.only(Term::new(Field::Date, words)));
    }

    /// Does what an action wants with one actor: the one under the cursor; of several it asks
    /// which.
    pub(super) fn wants_actor(&mut self, action: Action) {
        let actors = self.actors_here();
        match actors.as_slice() {
            [] => self.notice("no actor here"),
            [actor] => self.act_on_actor(action, *actor),
            _ => self.show(What::Choice { action, actors }),
        }
    }

    /// The actor under the cursor of the actors pane, the speaker of the statement, or who takes
    /// part in the selected event.
    fn actors_here(&self) -> Vec<ActorId> {
        let timeline = self.store.timeline();
        match self.place.focus {
            Pane::Actors => self.actor_at_cursor().into_iter().collect(),
            Pane::Statements => {
                let statement = self.statement_at_cursor();
                statement.and_then(|id| timeline.statement(id).speaker).into_iter().collect()
            }
            Pane::Timeline | Pane::Detail | Pane::Overview => {
                let mut actors = Vec::new();
                for part in self.look.selected.map_or(&[][..], |row| timeline.event(row).actors()) {
                    if !actors.contains(&part.actor()) {
                        actors.push(part.actor());
                    }
                }
                actors
            }
        }
    }

    pub(super) fn only_actor(&mut self, actor: ActorId) {
        let term = self.term_of(actor);
        self.change(|look| {
            let only = look.query.only(term.clone());
            // Asking once more for the only one takes the filter away.
            look.query = if look.query == only { only.without_last() } else { only };
        });
    }

    pub(super) fn add_actor(&mut self, actor: ActorId) {
        let term = self.term_of(actor);
        self.change(|look| look.query = look.query.with(term));
    }

    pub(super) fn exclude_actor(&mut self, actor: ActorId) {
        let term = self.term_of(actor);
        self.change(|look| look.query = look.query.toggling_exclusion(term));
    }

    /// The term that finds what the number beside an actor counts.
    pub(super) fn term_of(&self, actor: ActorId) -> Term {
        Term::for_actor(actor, &self.store)
    }

    /// The row and those of the same actor: the next shown one in a direction.
    pub(super) fn step_of_actor(&mut self, actor: ActorId, direction: isize) {
        let Some(selected) = self.look.selected else { return };
        let rows = &self.shown.answer.rows;
        let of_actor = self.store.rows_of(actor);
        let shown = |row: &&Row| rows.contains(**row);
        let found = if direction > 0 {
            let after = of_actor.partition_point(|&row| row <= selected);
            of_actor[after..].iter().find(shown)
        } else {
            let before = of_actor.partition_point(|&row| row < selected);
            of_actor[..before].iter().rev().find(shown)
        };
        match found {
            Some(&row) => self.select(row),
            None => self.notice(format!(
                "no {} event of {} is shown",
                if direction > 0 { "later" } else { "earlier" },
                self.store.timeline().actor(actor).name
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{
        index::Store,
        model::{Draft, File, Shard, Timeline, When},
        tui::{
            app::{App, Start},
            event::Event,
            keymap::Keys,
        },
        world::{Generation, Loaded, Message, News},
    };

    /// Events on these days, each with its day as its id.
    fn loaded(days: &[&str], head: Option<u32>) -> Loaded {
        let mut shard = Shard::new(0);
        for id in days {
            let when = When::parse(id).unwrap();
            shard.push(&Draft { id, when, title: id, ..Draft::default() });
        }
        let timeline = Timeline::build(vec![File::default()], vec![shard]).0;
        Loaded { store: Arc::new(Store::new(timeline)), issues: Vec::new(), head }
    }

    fn hear(app: &mut App, news: News) {
        app.update(Event::Load(Message { generation: Generation::default(), news }));
    }

    #[track_caller]
    fn check(start: Start, keys: &str, selected: &str, words: &str) {
        let mut app = App::new(start);
        hear(&mut app, News::Head(loaded(&["2015-08-12", "2015-08-13", "2015-08-14"], Some(3))));
        hear(&mut app, News::Progress { events: 1200, percent: Some(31) });
        for keys in keys.split_whitespace().map(|keys| Keys::parse(keys).unwrap()) {
            for key in keys.as_slice() {
                app.update(Event::Key(key.event()));
            }
        }
        assert_eq!(app.loading_words(), words);
        hear(&mut app, News::Loaded(loaded(&["2014", "2015-08-12", "2015-08-13", "2016"], None)));
        let row = app.look.selected.unwrap();
        assert_eq!((&*app.store.timeline().event(row).id(), &*app.loading_words()), (selected, ""));
    }

    #[test]
    fn the_beginning_gives_way_to_the_whole() {
        let words = "first 3 rows; read 1,200 events, 31%";
        check(Start::default(), "", "2014", words);
        check(Start::default(), "j", "2015-08-13", words);
        check(Start::default(), "j k", "2014", words);
        check(Start::default(), "G", "2014", words);
        let at = Start { at: "2016".into(), ..Start::default() };
        check(at, "j", "2016", "read 1,200 events, 31%");
    }
}
