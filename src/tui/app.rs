//! The explorer: everything that is shown and how keys change it.
//!
//! **Invariants.** [`App::update`] is the only way in which anything changes, and what it wants
//! from the world outside it returns as effects; it opens no file, asks no clock and knows no
//! terminal. After each update everything is settled: the layout fits the size, every cursor is on
//! a line that exists, and every list is scrolled to its cursor. So drawing only reads.

mod act;
mod copying;
mod filtering;
mod mouse;
mod moving;
mod opening;
mod popups;
mod prompting;
mod searching;
mod settling;
mod showing;
mod words;

pub(in crate::tui) use settling::{OVERVIEW_MARGIN, label_width};

use std::sync::Arc;

use ratatui::layout::Size;
use rustc_hash::FxHashSet;

use crate::{
    base::{
        issue::Issue,
        rows::{Row, RowSet},
        text::Pattern,
    },
    index::Store,
    model::{ActorId, StatementId, Timeline},
    query::{Answer, Query, tally::Tally},
    tui::{
        action::{Action, Context},
        effect::Effect,
        event::Event,
        job::{Done, Outcome},
        keymap::{Found, Key, Keymap},
        layout::{Arrangement, Layout, Pane},
        screen::{
            cursor::Cursor,
            look::{History, Look},
            popup::Popup,
            prompt::{Kind, Prompt},
            source::Source,
        },
        theme::{Glyphs, Role, Theme},
    },
    view::{
        Record, actors,
        chronicle::Anchor,
        detail::{self, Detail},
        overview::Overview,
        statements,
    },
    world,
};

/// How the explorer starts.
#[derive(Debug)]
pub struct Start {
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// The signs.
    pub glyphs: &'static Glyphs,
    /// Whether the mouse is taken from the terminal.
    pub mouse: bool,
    /// The filter to begin with.
    pub query: Query,
    /// The date or id to begin at; empty for the first event.
    pub at: String,
    /// The files and their format as the command line names them, for the command that `Y`
    /// copies.
    pub files: Vec<String>,
    /// What is wrong with the configuration.
    pub issues: Vec<Issue>,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            keymap: Keymap::default(),
            theme: Theme::default(),
            glyphs: &Glyphs::UNICODE,
            mouse: false,
            query: Query::default(),
            at: String::new(),
            files: Vec::new(),
            issues: Vec::new(),
        }
    }
}

/// The explorer.
#[derive(Debug)]
pub struct App {
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// The signs.
    pub glyphs: &'static Glyphs,

    store: Arc<Store>,
    issues: Vec<Issue>,
    load: Load,
    /// What is shown while the rest is being loaded.
    head: Option<Head>,
    files: Vec<String>,
    /// The date or id to go to as soon as the events are there.
    at: String,

    look: Look,
    history: History,
    shown: Shown,
    generation: u64,
    /// The generation of the completions that are being worked out.
    completing: u64,

    size: Size,
    layout: Layout,
    place: Arrangement,
    mouse: bool,

    timeline: TimelinePane,
    actors: ActorsPane,
    statements: StatementsPane,
    record: RecordPane,
    overview: Option<Overview>,

    overlays: Vec<Overlay>,
    typed: Vec<Key>,
    search: Option<Search>,
    inputs: Vec<(Kind, String)>,
    messages: Vec<Message>,
    /// Whether the last message is still to be seen in the last line.
    message_fresh: bool,
    effects: Vec<Effect>,
}

/// Whether the files are read.
#[derive(Clone, Debug, Default)]
enum Load {
    /// Not yet begun.
    #[default]
    Waiting,
    /// Being read.
    Running {
        /// Events found so far.
        events: u64,
        /// How much is read, 0 to 100.
        percent: Option<u8>,
    },
    /// Read.
    Done,
    /// They can't be read.
    Failed(String),
}

/// The beginning of a file.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// Of how many rows it is.
    rows: u32,
    /// The event that was selected when it came.
    selected: Option<Row>,
}

/// The events that the filters keep.
#[derive(Debug)]
struct Shown {
    answer: Arc<Answer>,
    /// The generation of the answer that is still being worked out.
    pending: Option<u64>,
    /// How many events of that answer were found so far.
    so_far: u32,
    /// None while the counts are being worked out.
    tally: Option<Arc<Tally>>,
    tally_generation: u64,
}

#[derive(Debug)]
struct TimelinePane {
    top: Anchor,
}

#[derive(Debug, Default)]
struct ActorsPane {
    tree: actors::Tree,
    nodes: Vec<actors::Node>,
    cursor: Cursor,
    folded: FxHashSet<ActorId>,
    find: String,
    /// Whether the nodes are to be made anew.
    stale: bool,
    /// The actor to put the cursor on then; none for the one it is on.
    wanted: Option<ActorId>,
}

#[derive(Debug)]
struct StatementsPane {
    shown: RowSet,
    selected: Option<StatementId>,
    top: statements::At,
}

/// The record whose fields, or whose source, is shown.
#[derive(Debug, Default)]
struct RecordPane {
    subject: Option<Record>,
    detail: Option<Detail>,
    lines: Vec<detail::Line>,
    /// The field under the cursor; the first line shown.
    cursor: Cursor,
    source: Option<Source>,
}

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A line in which something is typed.
    Prompt(Box<Prompt>),
    /// A list.
    Popup(Popup),
}

/// What is searched for.
#[derive(Clone, Debug)]
struct Search {
    words: String,
    pattern: Pattern,
    /// The events that it finds among those shown, or found so far.
    found: RowSet,
    /// The generation of the work that still looks for them.
    pending: Option<u64>,
    /// The event from which to go to the next of them as soon as there is one.
    awaited_at: Option<Row>,
}

/// Something that was said to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub words: String,
    /// A notice, a warning or an error.
    pub role: Role,
}

impl App {
    /// An explorer with nothing to show yet.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let size = Size { width: 80, height: 24 };
        let place =
            Arrangement { focus: Pane::Timeline, enlarged: false, detail: true, reading: false };
        let store = Arc::new(Store::new(Timeline::default()));
        let answer = Answer::all(&store);
        let mut app = Self {
            keymap: start.keymap,
            theme: start.theme,
            glyphs: start.glyphs,
            issues: Vec::new(),
            load: Load::Waiting,
            head: None,
            files: start.files,
            at: start.at,
            look: Look { query: start.query, ..Look::default() },
            history: History::default(),
            shown: Shown {
                answer: Arc::new(answer),
                pending: None,
                so_far: 0,
                tally: None,
                tally_generation: 0,
            },
            store,
            generation: 0,
            completing: 0,
            size,
            layout: Layout::new(size, place),
            place,
            mouse: start.mouse,
            timeline: TimelinePane { top: Anchor::TOP },
            actors: ActorsPane::default(),
            statements: StatementsPane {
                shown: RowSet::none(0),
                selected: None,
                top: statements::At::TOP,
            },
            record: RecordPane::default(),
            overview: None,
            overlays: Vec::new(),
            typed: Vec::new(),
            search: None,
            inputs: Vec::new(),
            messages: Vec::new(),
            message_fresh: false,
            effects: Vec::new(),
        };
        for issue in start.issues {
            app.say(issue.to_string(), Role::Error);
        }
        app
    }

    /// Lets something happen; what it asks of the world outside comes back.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => {
                if let Some(key) = Key::pressed(key) {
                    self.press(key);
                }
            }
            Event::Mouse(mouse) => self.point(mouse),
            Event::Paste(text) => self.paste(&text),
            Event::Resize(size) => self.size = size,
            Event::Load(message) => self.loaded(message),
            Event::Done(done) => self.done(done),
            Event::Terminate => self.effects.push(Effect::Quit),
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    fn press(&mut self, key: Key) {
        self.message_fresh = false;
        self.typed.push(key);
        let context = self.context();
        match self.keymap.find(context, &self.typed) {
            Found::Matched(action) => {
                self.typed.clear();
                self.act(action);
            }
            Found::Pending(_) => {}
            Found::NotFound => {
                let typed = std::mem::take(&mut self.typed);
                if context == Context::Prompt {
                    self.type_key(key);
                } else if typed.len() > 1
                    && action_of(&self.keymap, context, key) != Some(Action::Close)
                {
                    let keys: String = typed.iter().map(ToString::to_string).collect();
                    self.say(format!("{keys} is no key here; ? lists all"), Role::Warning);
                }
            }
        }
    }

    fn loaded(&mut self, message: world::Message) {
        match message.news {
            world::News::Progress { events, percent } => {
                self.load = Load::Running { events, percent };
            }
            world::News::Head(loaded) => self.swap_in_head(loaded),
            world::News::Loaded(loaded) => {
                self.load = Load::Done;
                self.swap_in(loaded);
            }
            world::News::Failed(error) => {
                self.say(error.to_string(), Role::Error);
                self.load = Load::Failed(error.to_string());
            }
        }
    }

    fn done(&mut self, done: Done) {
        match done.result {
            Outcome::Partial(rows) if self.shown.pending == Some(done.generation) => {
                self.shown.so_far = rows.count();
            }
            Outcome::Partial(rows) => self.take_partial(done.generation, rows),
            Outcome::Answer(answer) if self.shown.pending == Some(done.generation) => {
                self.take_answer(answer);
            }
            Outcome::Tally(tally) if self.shown.tally_generation == done.generation => {
                self.shown.tally = Some(Arc::new(tally));
                self.actors.stale = true;
            }
            Outcome::Search(answer) if self.is_looking(done.generation) => self.take_found(answer),
            Outcome::Completions(found) if self.completing == done.generation => {
                self.take_completions(found);
            }
            Outcome::Failed(words) => {
                self.shown.pending = None;
                self.say(format!("this is a bug in demarche: {words}"), Role::Error);
            }
            Outcome::Answer(_)
            | Outcome::Search(_)
            | Outcome::Tally(_)
            | Outcome::Completions(_) => {}
        }
    }

    /// Says something in the last line, and keeps it among the messages.
    fn say(&mut self, words: impl Into<String>, role: Role) {
        let words = crate::base::text::neutralise(&words.into()).into_owned();
        self.messages.push(Message { words, role });
        self.message_fresh = true;
    }

    fn notice(&mut self, words: impl Into<String>) {
        self.say(words, Role::Notice);
    }
}

/// What a single key asks for.
fn action_of(keymap: &Keymap, context: Context, key: Key) -> Option<Action> {
    match keymap.find(context, &[key]) {
        Found::Matched(action) => Some(action),
        Found::Pending(_) | Found::NotFound => None,
    }
}
