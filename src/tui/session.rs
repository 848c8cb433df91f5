//! What all panes share: the data, how it is looked at, what the filters keep, what is selected,
//! what is searched for, and what was said to the user.
//!
//! Panes and overlays change it through its verbs, which stand in the files beside; whatever they
//! want from the world outside goes into [`Session::effects`].

mod appending;
mod coming_back;
mod copying;
mod deciding;
mod exporting;
mod figures;
mod filtering;
mod form;
mod laying;
mod loading;
mod look;
mod moving;
mod proving;
mod reading;
mod searching;
mod surveying;
mod with_actor;
mod words;

use std::{ffi::OsString, ops::Range, sync::Arc};

use ratatui::layout::Size;

use crate::{
    base::{
        issue::Issue,
        rows::{Row, RowSet},
        text,
    },
    config::places::Recent,
    index::Store,
    model::{Evidence, Timeline},
    notebook::Proof,
    query::{Answer, Query, tally::Tally},
    tui::{
        effect::Effect,
        layout::{Arrangement, Class, Layout, Needs, Room, Slot},
        saved::Saved,
        theme::Role,
        work::{Job, Work},
    },
    view::{
        Figures, Record, Unit, View, actors,
        chronicle::{Anchor, Headings, Listing},
    },
    world::{Notes, Over},
};

pub use figures::Counted;
pub use form::{FormField, FormOf};
pub use loading::Load;
pub use look::{History, Look, Moment};
pub use proving::Picked;
pub use searching::Search;
pub(in crate::tui) use searching::turns;
pub use surveying::Survey;
pub use with_actor::WithActor;
pub(in crate::tui) use words::so_far;

use coming_back::Back;
use loading::Head;
use reading::Opened;

/// What all panes share.
#[derive(Debug)]
pub struct Session {
    store: Arc<Store>,
    /// How many timelines were shown so far: rows and actors have other numbers in each.
    pub loads: u64,
    /// How often the decisions about them have changed: what shows those is made anew.
    edits: u64,
    /// What was read, and how the notebook lies over it.
    over: Arc<Over>,
    /// What was decided, written and noted.
    notes: Notes,
    /// Whether the notebook is on disk.
    pub saved: Saved,
    /// The generation of the notebook that is being laid over what was read.
    laying: Option<u64>,
    /// The words of a source that are being selected.
    pub picked: Option<Picked>,
    /// Words that are to prove the next event that is written.
    proofs: Vec<Proof>,
    /// The id of the record to go to once it is there.
    goes_to: Option<String>,
    issues: Vec<Issue>,
    /// How many files and folders of folders are left out.
    left_out: usize,
    /// Whether not all has come.
    is_incomplete: bool,
    load: Load,
    head: Option<Head>,
    files: Vec<OsString>,
    /// The date or id to go to as soon as the events are there.
    pub at: String,
    /// What is taken up of the time before, until the files are read.
    back: Option<Back>,
    /// The files that were opened lately, the latest first.
    pub recent: Vec<Recent>,
    /// The history in a database that is looked at.
    survey: Option<Survey>,

    /// How the data is looked at.
    pub look: Look,
    history: History,
    /// What the filters keep.
    pub shown: Shown,
    /// The record whose fields are shown.
    pub subject: Option<Record>,
    /// The source that was opened; `None` while one merely stands beside the detail.
    pub reading: Option<Reading>,
    opened: Opened,
    /// What is searched for.
    pub search: Option<Search>,
    /// What is typed to find an actor by name.
    pub name: String,

    size: Size,
    /// What the data takes on the screen.
    needs: Needs,
    /// Where everything stands.
    pub layout: Layout,
    /// What decides the layout besides the size.
    pub place: Arrangement,
    /// The slot that was gone to since panes were last settled.
    pub entered: Option<Slot>,
    /// The width of a bar of the overview, which that pane sets.
    pub unit: Unit,
    /// The rows of the lines in sight, which the timeline pane sets.
    pub in_sight: Range<Row>,
    mouse: bool,

    generation: u64,
    completing: u64,
    /// The generation of the figures that are being counted.
    counting: u64,
    /// Figures that were counted in the background, until their view takes them.
    counted: Option<(u64, Figures)>,
    /// The generation of the advice that is wanted.
    advised: u64,
    /// What was typed in prompts: the label of the prompt and the text.
    pub inputs: Vec<(&'static str, String)>,
    messages: Vec<Message>,
    copied: Option<Arc<str>>,
    /// Whether the last message is still to be seen in the last line.
    pub fresh: bool,
    /// What is wanted from the world outside.
    pub effects: Vec<Effect>,
}

/// The events that the filters keep.
#[derive(Debug)]
pub struct Shown {
    /// What was found.
    pub answer: Arc<Answer>,
    /// The generation of the answer that is still being worked out.
    pub pending: Option<u64>,
    /// How many events of that answer were found so far.
    pub so_far: u32,
    /// Whether there are fewer than two events under a heading, so that dates stand in the lines.
    pub is_sparse: bool,
    /// How many events each actor has; `None` while that is being counted.
    pub tally: Option<Arc<Tally>>,
    /// The same without any filter, once it was counted.
    pub unfiltered: Option<Arc<Tally>>,
    /// What would be found, if a query without results was meant otherwise.
    pub advice: Option<String>,
    tally_generation: u64,
}

/// A source that was opened at the words of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The record.
    pub record: Record,
    /// The number of the entry among its evidence.
    pub number: usize,
    /// Where the keys were before.
    pub from: Slot,
    /// Whether its words are still to be brought into sight.
    pub turns: bool,
}

/// Something that was said to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub words: String,
    /// A notice, a warning or an error.
    pub role: Role,
}

impl Session {
    /// A session with nothing to show yet: the filter to begin with, the date or id to begin at,
    /// the files as the command line names them, and whether the mouse is taken.
    #[must_use]
    pub fn new(query: Query, at: String, files: Vec<OsString>, mouse: bool) -> Self {
        let size = Size { width: 80, height: 24 };
        let place = Arrangement::default();
        let store = Arc::new(Store::new(Timeline::default()));
        let answer = Arc::new(Answer::all(&store));
        Self {
            loads: 0,
            edits: 0,
            over: Arc::new(Notes::default().lay(Arc::clone(&store)).1),
            store,
            notes: Notes::default(),
            saved: Saved::Nowhere,
            laying: None,
            picked: None,
            proofs: Vec::new(),
            goes_to: None,
            issues: Vec::new(),
            left_out: 0,
            is_incomplete: false,
            load: Load::Waiting,
            head: None,
            files,
            at,
            back: None,
            recent: Vec::new(),
            survey: None,
            look: Look { query, ..Look::default() },
            history: History::default(),
            shown: Shown {
                answer,
                pending: None,
                so_far: 0,
                is_sparse: false,
                tally: None,
                advice: None,
                unfiltered: None,
                tally_generation: 0,
            },
            subject: None,
            reading: None,
            opened: Opened::default(),
            search: None,
            name: String::new(),
            size,
            layout: Layout::new(size, place, Needs::default()),
            needs: Needs::default(),
            place,
            entered: None,
            unit: Unit::Day,
            in_sight: 0..0,
            mouse,
            generation: 0,
            completing: 0,
            counting: 0,
            counted: None,
            advised: 0,
            inputs: Vec::new(),
            messages: Vec::new(),
            copied: None,
            fresh: false,
            effects: Vec::new(),
        }
    }

    /// The data, with its indexes.
    #[must_use]
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The data.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        self.store.timeline()
    }

    /// What is wrong with the files.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// What was said so far.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// What was said last, if it is still to be seen.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.messages.last().filter(|_| self.fresh)
    }

    /// The selected event, if the filters keep it.
    #[must_use]
    pub fn selected(&self) -> Option<Row> {
        self.look.selected.filter(|&row| self.rows().contains(row))
    }

    /// The events that the filters keep.
    #[must_use]
    pub fn rows(&self) -> &RowSet {
        &self.shown.answer.rows
    }

    /// What the timeline pane lists.
    #[must_use]
    pub fn listing(&self) -> Listing<'_> {
        let beside = self.layout.class == Class::Compact || self.shown.is_sparse;
        Listing {
            timeline: self.timeline(),
            rows: self.rows(),
            scope: self.shown.answer.scope,
            headings: if beside { Headings::Beside } else { Headings::Above },
        }
    }

    /// The counts of the actors under the filters; nothing while they are worked out.
    #[must_use]
    pub fn actor_counts(&self) -> actors::Counts<'_> {
        let all = self.shown.unfiltered.as_deref();
        self.shown.tally.as_deref().map_or_else(Default::default, |tally| actors::Counts {
            events: &tally.events,
            statements: &tally.statements,
            all_events: all.map_or(&[], |all| &all.events),
            all_statements: all.map_or(&[], |all| &all.statements),
        })
    }

    /// Whether the mouse is to be taken from the terminal.
    #[must_use]
    pub fn wants_mouse(&self) -> bool {
        self.mouse
    }

    /// Switches the mouse on or off.
    pub fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.effects.push(Effect::Mouse(self.mouse));
        self.notice(if self.mouse { "mouse on; hold Shift to select text" } else { "mouse off" });
    }

    /// Takes another size of the screen.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Lays the screen out anew.
    pub fn lay_out(&mut self) {
        let height = self.size.height;
        let listing = self.listing();
        let first = Anchor::TOP.settled(&listing);
        let lines = std::iter::successors(Some(first), |anchor| anchor.next(&listing));
        let lines = lines.take(height.into()).count() as u16;
        let actors = self.timeline().actors().len().min(height.into()) as u16;
        let needs = Needs { lines: lines.max(actors), ..self.needs };
        self.place.room = match self.look.view {
            _ if self.open_survey().is_some() => Room::Whole,
            View::Chronicle => Room::Shared,
            View::Lanes => Room::Wide,
            View::Trends | View::Dyads | View::Gaps => Room::Whole,
        };
        self.layout = Layout::new(self.size, self.place, needs);
    }

    /// Views the events in another way, in the timeline pane.
    pub fn view(&mut self, view: View) {
        if self.look.view == view && self.place.focus == Slot::Timeline {
            self.notice(format!("these are the {} already", view.name()));
        }
        self.change(|look| look.view = view);
        self.go_to(Slot::Timeline);
    }

    /// Whether the view in the timeline pane leaves no room to the other panes.
    #[must_use]
    pub fn view_is_whole(&self) -> bool {
        self.place.room == Room::Whole && self.place.focus == Slot::Timeline
    }

    /// Says something in the last line, and keeps it among the messages.
    pub fn say(&mut self, words: impl Into<String>, role: Role) {
        let words = text::neutralise(&words.into()).into_owned();
        self.messages.push(Message { words, role });
        self.fresh = true;
    }

    /// Says that something was done, or why it was not.
    pub fn notice(&mut self, words: impl Into<String>) {
        self.say(words, Role::Notice);
    }

    /// Starts some work in the background; gives its generation.
    fn start(&mut self, work: Work) -> u64 {
        self.generation += 1;
        let store = Arc::clone(&self.store);
        self.effects.push(Effect::Start(Job { generation: self.generation, store, work }));
        self.generation
    }

    /// Gives the keys to a slot, and shows it if it is hidden.
    pub fn go_to(&mut self, slot: Slot) {
        self.place.focus = slot;
        if matches!(slot, Slot::Statements | Slot::Detail) {
            self.place.detail = true;
        }
        self.entered = Some(slot);
    }

    /// Shows the fields of a record; a source that was opened for another one is closed.
    pub fn look_at(&mut self, record: Record) {
        if self.subject != Some(record) {
            self.subject = Some(record);
            self.reading = None;
        }
    }

    /// Opens a source at the words of one of the record's evidence entries.
    pub fn open_source(&mut self, record: Record, number: usize) {
        let source = self.evidence_of(record).get(number).map(|entry| entry.source);
        let has_text = source.is_some_and(|source| self.timeline().source(source).text.is_some());
        let from = self.reading.map_or(self.place.focus, |reading| reading.from);
        if self.reading.is_some_and(|it| (it.record, it.number) == (record, number)) {
            self.notice("the source is open at these words");
        }
        // Where it stands beside, and these words are lit, nothing else is seen to happen.
        let is_beside = self.layout.source.is_some() && self.subject == Some(record);
        if has_text && is_beside && number == 0 && self.reading.is_none() {
            self.notice("the words stand beside");
        }
        self.look_at(record);
        if has_text {
            self.reading = Some(Reading { record, number, from, turns: true });
            if self.layout.source.is_none() {
                self.place.detail = true;
                self.place.focus = Slot::Detail;
            }
            return;
        }
        if self.ask_whole_row(record) {
            return;
        }
        self.go_to(Slot::Detail);
        self.notice(match source {
            Some(source) => {
                let title = &self.timeline().source(source).title;
                format!("the text of '{title}' is not available; o shows its address")
            }
            None => "no source is cited here".to_owned(),
        });
    }

    /// Closes the source that was opened; whether one was.
    pub fn close_source(&mut self) -> bool {
        let Some(reading) = self.reading.take() else { return false };
        if self.place.focus == Slot::Detail {
            self.place.focus = reading.from;
        }
        true
    }

    /// The evidence of a record, in its order.
    #[must_use]
    pub fn evidence_of(&self, record: Record) -> Vec<Evidence> {
        match record {
            Record::Event(row) => self.timeline().event(row).evidence().collect(),
            Record::Statement(id) => self.timeline().statement(id).evidence.clone(),
            Record::Actor(_) | Record::Source(_) => Vec::new(),
        }
    }

    /// Reads the files again.
    pub fn reload(&mut self) {
        self.notice("reading the files again");
        self.effects.push(Effect::Reload(Arc::clone(&self.notes.notebook)));
    }
}
