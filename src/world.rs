//! Files become the loaded world: read, recognised, ingested, merged, indexed; at once
//! ([`load_blocking`]) or in the background ([`World`]).
//!
//! **Invariants.** What is loaded never changes: a reload makes a new one, with the same ids. A
//! load that was overtaken by another says nothing any more. Only what makes a whole load
//! impossible is an error; all else is issues.

mod article;
mod folder;
mod load;
mod notes;
mod pipes;
mod sheets;
mod unpack;

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use crate::{
    base::{
        bytes::{BytesError, Client, Input},
        issue::Issue,
        progress::Progress,
    },
    index::Store,
    ingest::{Choice, IngestError, date, native},
    model::When,
    notebook::Notebook,
};

pub use self::{
    article::{Table, lexicon, read_articles},
    notes::{Notes, Over},
};

use self::pipes::Pipes;

/// How often a load in the background says how far it is.
const PACE: Duration = Duration::from_millis(100);

/// What is to be loaded, and how its format is chosen.
#[derive(Clone)]
pub struct Request {
    /// The inputs in their order, at least one.
    pub inputs: Vec<Input>,
    /// How the format of each is chosen.
    pub choice: Choice,
    /// Which sheet of a workbook is read; the first that is in a known format if none is named.
    pub sheet: Option<String>,
    /// How the dates of tables are written, whatever they look like.
    pub dates: Option<date::Format>,
    /// When the article among them was published, whatever it says itself; of several, those that
    /// don't say it.
    pub published: Option<When>,
    /// What a user adds to the words by which articles are read.
    pub lexicon: Vec<Table>,
    /// Whether the same actor or event in two articles stays two.
    pub apart: bool,
    /// What a person decided, wrote and noted about the inputs.
    pub notes: Notes,
    /// The samples of the history of which they are a part, if they are the answer of a database.
    pub history: Option<Arc<Store>>,
}

impl Request {
    /// These inputs; without any it is the built-in timeline.
    #[must_use]
    pub fn new(inputs: Vec<Input>, choice: Choice) -> Self {
        let (inputs, choice) = match inputs.as_slice() {
            [] => (vec![built_in()], Choice::Recognised),
            _ => (inputs, choice),
        };
        Self {
            inputs,
            choice,
            sheet: None,
            dates: None,
            published: None,
            lexicon: Vec::new(),
            apart: false,
            notes: Notes::default(),
            history: None,
        }
    }

    /// The same with another notebook, if there is one.
    #[must_use]
    pub fn noted(&self, notebook: Option<Arc<Notebook>>) -> Self {
        let mut request = self.clone();
        if let Some(notebook) = notebook {
            request.notes.notebook = notebook;
        }
        request
    }

    /// What is wanted in its place.
    #[must_use]
    pub fn wanting(&self, wanted: &Wanted) -> Self {
        match wanted {
            Wanted::Again(notebook) => self.noted(notebook.clone()),
            Wanted::Rows(fetch) => {
                let Fetch { client, choice, history } = &**fetch;
                let inputs = vec![Input::Client(Arc::clone(client))];
                let history = Some(Arc::clone(history));
                Self { inputs, choice: choice.clone(), history, ..self.clone() }
            }
        }
    }

    /// Loads it, for programs that have nothing else to do meanwhile.
    pub fn load_blocking(&self, progress: &Progress) -> Result<Loaded, WorldError> {
        load::load(self, &Pipes::default(), progress, None)
    }
}

/// Rows of a database.
#[derive(Clone)]
pub struct Fetch {
    /// What fetches them.
    pub client: Arc<Client>,
    /// How they are read.
    pub choice: Choice,
    /// The samples of the history of which they are a part.
    pub history: Arc<Store>,
}

impl fmt::Debug for Fetch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fetch({})", self.client.question)
    }
}

/// What is to be loaded in the place of what was.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// The same again, with this notebook if it is another one.
    Again(Option<Arc<Notebook>>),
    /// Rows of a database.
    Rows(Box<Fetch>),
}

/// What was loaded.
#[derive(Clone)]
pub struct Loaded {
    /// The timeline of all files, with its indexes, and the notebook laid over it.
    pub store: Arc<Store>,
    /// How the notebook lies over what was read.
    pub over: Arc<Over>,
    /// What is wrong with the files, in their order, and within a file by place.
    pub issues: Vec<Issue>,
    /// Those of them that say that not all has come through a pipe: nobody can look at it again.
    pub incomplete: Vec<Issue>,
    /// How many files and folders within folders are left out; the issues say which and why.
    pub left_out: usize,
    /// Of how many rows at the beginning of the first file it is, while the rest is still being
    /// loaded; none if it is all.
    pub head: Option<u32>,
}

impl Loaded {
    /// What was read, with a notebook laid over it; nothing is wrong with the files.
    #[must_use]
    pub fn new(read: Arc<Store>, notes: &Notes) -> Self {
        let (store, over) = notes.lay(read);
        let issues = over.laid.issues.clone();
        let over = Arc::new(over);
        Self { store, over, issues, incomplete: Vec::new(), left_out: 0, head: None }
    }
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Loaded({} events, {} issues)", self.store.timeline().len(), self.issues.len())
    }
}

/// Why nothing could be loaded.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// An input can't be read.
    #[error(transparent)]
    Bytes(BytesError),
    /// An input is in no known format, or can't be read in it.
    #[error(transparent)]
    Ingest(IngestError),
    /// More inputs than a timeline can number.
    #[error("{count} files are too many for one timeline; the most is {}", u16::MAX)]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// A workbook has no sheet of the name that is asked for.
    #[error("{book} has no sheet '{name}' ({help})")]
    NoSheet {
        /// The workbook.
        book: String,
        /// The name.
        name: String,
        /// What sheets there are.
        help: String,
    },
    /// The load was stopped.
    #[error("the loading was stopped")]
    Cancelled,
    /// The program has an error.
    #[error("the loading failed through an error in the program; please report it")]
    Panicked,
}

impl From<IngestError> for WorldError {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Bytes(error) => error.into(),
            error => Self::Ingest(error),
        }
    }
}

impl From<BytesError> for WorldError {
    fn from(error: BytesError) -> Self {
        match error {
            BytesError::Cancelled { .. } => Self::Cancelled,
            error => Self::Bytes(error),
        }
    }
}

/// What a load in the background has to say.
#[derive(Debug)]
pub struct Message {
    /// Which load says it; see [`World::is_current`].
    pub generation: Generation,
    /// What it says.
    pub news: News,
}

/// The news of a load.
#[derive(Debug)]
pub enum News {
    /// It goes on.
    Progress {
        /// Events found so far.
        events: u64,
        /// How much is done, 0 to 100; none while that is unknown.
        percent: Option<u8>,
        /// Whether it waits for a pipe to go on.
        waiting: bool,
    },
    /// The beginning is there. Said before [`News::Loaded`] if the whole takes longer than a
    /// moment: at most once of a file, again and again of a pipe as more comes.
    Head(Loaded),
    /// It is done: the last news of its load, like [`News::Failed`].
    Loaded(Loaded),
    /// There is nothing.
    Failed(WorldError),
}

/// The number of a load of a [`World`], in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation(u32);

/// The inputs of one session, loaded in the background as often as is asked for.
pub struct World {
    request: Request,
    pipes: Arc<Pipes>,
    newest: Arc<AtomicU32>,
    progress: Progress,
}

impl World {
    /// A world of inputs of which none is opened yet.
    #[must_use]
    pub fn open(request: Request) -> Self {
        Self {
            request,
            pipes: Arc::default(),
            newest: Arc::default(),
            progress: Progress::default(),
        }
    }

    /// Takes what the next load is to load.
    pub fn want(&mut self, wanted: &Wanted) {
        self.request = self.request.wanting(wanted);
    }

    /// What is loaded.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.request.inputs
    }

    /// Loads all inputs in the background, again if they were loaded before. Stops a load that
    /// still goes on; its messages are dropped. `report` is called on another thread.
    pub fn load(&mut self, report: impl Fn(Message) + Send + 'static) -> Generation {
        self.cancel();
        self.progress = Progress::default();
        let generation = Generation(self.newest.fetch_add(1, Relaxed) + 1);
        let newest = Arc::clone(&self.newest);
        let say = move |news| {
            if newest.load(Relaxed) == generation.0 {
                report(Message { generation, news });
            }
        };

        let (sender, result) = mpsc::channel();
        let (request, pipes) = (self.request.clone(), Arc::clone(&self.pipes));
        let progress = self.progress.clone();
        // Nobody receives the result of a load that was overtaken.
        thread::spawn(move || {
            // Who reloads has the whole on the screen already.
            let wants_head = generation == Generation(1);
            let say_head = |loaded| drop(sender.send(News::Head(loaded)));
            if wants_head && let Some(loaded) = load::head(&request) {
                say_head(loaded);
            }
            let loaded = load::load(&request, &pipes, &progress, Some(&say_head));
            drop(sender.send(loaded.map_or_else(News::Failed, News::Loaded)));
        });
        let progress = self.progress.clone();
        thread::spawn(move || {
            loop {
                let news = match result.recv_timeout(PACE) {
                    Ok(news) => news,
                    Err(RecvTimeoutError::Disconnected) => News::Failed(WorldError::Panicked),
                    Err(RecvTimeoutError::Timeout) => News::Progress {
                        events: progress.events(),
                        percent: progress.percent(),
                        waiting: progress.is_waiting(),
                    },
                };
                let is_last = matches!(news, News::Loaded(_) | News::Failed(_));
                say(news);
                if is_last {
                    break;
                }
            }
        });
        generation
    }

    /// Stops the load that goes on, if there is one; it fails with [`WorldError::Cancelled`].
    pub fn cancel(&self) {
        self.progress.cancel();
    }

    /// Whether no later load has begun.
    #[must_use]
    pub fn is_current(&self, generation: Generation) -> bool {
        self.newest.load(Relaxed) == generation.0
    }
}

/// Loads inputs whose formats are told by their content, as [`Request::load_blocking`].
pub fn load_blocking(inputs: &[Input], progress: &Progress) -> Result<Loaded, WorldError> {
    Request::new(inputs.to_vec(), Choice::Recognised).load_blocking(progress)
}

/// The built-in timeline as an input.
#[must_use]
pub fn built_in() -> Input {
    Input::Embedded { name: native::EMBEDDED_NAME, bytes: native::EMBEDDED.as_bytes() }
}

#[cfg(test)]
mod tests;
