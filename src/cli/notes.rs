//! The notebook of the files that a command is about.

use std::{path::Path, sync::Arc};

use crate::{
    base::{bytes::Input, issue::Issue},
    cli::{args::Files, say, tell},
    config,
    notebook::{Keeper, Kept, Notebook, ReadOnly, Whereabouts},
    tui::{keeping::Keep, saved::Saved},
    view::counted,
    world::Notes,
};

/// A notebook that the explorer writes.
pub(super) struct Writable {
    /// What is in it.
    pub notes: Notes,
    /// Whether it can be changed.
    pub saved: Saved,
    /// What writes it.
    pub keep: Box<dyn Keep>,
    /// What is wrong with it, and what is to be said of where it lies.
    pub issues: Vec<Issue>,
}

/// The notebook of these inputs, to be read; says on standard error that it holds.
pub(super) fn read(files: &Files, inputs: &[Input]) -> Notes {
    let Some(place) = place(files, inputs).filter(|place| place.path.exists()) else {
        return Notes::default();
    };
    let (_, notebook, issues) = Keeper::open(&place.path, None);
    tell(&issues);
    let entries = (notebook.events.len() + notebook.statements.len()) as u32;
    if entries > 0 {
        let file = place.path.display();
        let entries = counted(entries, "record");
        say(&format!("{entries} as decided and noted in {file}; --no-notebook looks without it"));
    }
    Notes { notebook: Arc::new(notebook), file: place.path.display().to_string() }
}

/// The notebook of these inputs, to be changed.
pub(super) fn open(files: &Files, inputs: &[Input]) -> Writable {
    let nowhere = || Writable {
        notes: Notes::default(),
        saved: Saved::Nowhere,
        keep: Box::new(Nowhere),
        issues: Vec::new(),
    };
    let Some(place) = place(files, inputs) else { return nowhere() };
    let (keeper, notebook, mut issues) =
        Keeper::open(&place.path, config::state_folder().as_deref());
    let file = keeper.name().to_owned();
    if place.is_elsewhere {
        let message =
            format!("the notebook is kept as {file}: nothing may be written beside the data");
        issues.push(Issue::warning(crate::base::issue::Place::default(), message));
    }
    let saved =
        keeper.read_only().map_or(Saved::Done, |why: ReadOnly| Saved::ReadOnly(why.to_string()));
    let notes = Notes { notebook: Arc::new(notebook), file };
    Writable { notes, saved, keep: Box::new(Beside(keeper)), issues }
}

fn place(files: &Files, inputs: &[Input]) -> Option<Whereabouts> {
    if files.no_notebook {
        return None;
    }
    let chosen = files.notebook.as_deref().map(Path::new);
    Whereabouts::find(chosen, inputs, config::notebooks().as_deref())
}

/// Writes nothing.
struct Nowhere;

impl Keep for Nowhere {
    fn keep(&mut self, _: &Arc<Notebook>) -> Saved {
        Saved::Nowhere
    }

    fn look(&mut self, _: &Arc<Notebook>) -> Option<Saved> {
        None
    }
}

/// Writes the notebook of some inputs.
struct Beside(Keeper);

impl Keep for Beside {
    fn keep(&mut self, notebook: &Arc<Notebook>) -> Saved {
        match self.0.keep(&notebook.tidied()) {
            Ok(kept) => merged(kept, notebook).unwrap_or(Saved::Done),
            Err(error) => Saved::Failed(error.to_string()),
        }
    }

    fn look(&mut self, notebook: &Arc<Notebook>) -> Option<Saved> {
        match self.0.look(&notebook.tidied()) {
            Ok(kept) => merged(kept?, notebook),
            Err(error) => Some(Saved::Failed(error.to_string())),
        }
    }
}

/// What is told of a notebook that somebody else has changed, too.
fn merged(kept: Kept, ours: &Arc<Notebook>) -> Option<Saved> {
    let Kept { merged, taken, conflicts, .. } = kept;
    let merged = Arc::new(merged?);
    let what = counted(taken.len() as u32, "record");
    let mut words = format!("the notebook was changed outside: {what} taken over");
    for conflict in &conflicts {
        let theirs = conflict.theirs.as_deref().unwrap_or("taken out");
        let words_of = [conflict.record.as_str(), &conflict.field].join(" ");
        words.push_str(&["; ", words_of.trim(), " was also: ", theirs].concat());
    }
    Some(Saved::Merged { ours: Arc::clone(ours), merged, words })
}
