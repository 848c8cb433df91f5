//! What the explorer asks of the world outside: the only way in which a key does more than change
//! what is shown.

use std::sync::Arc;

use crate::{config::places::Opened, notebook::Notebook, tui::work::Job, world::Fetch};

/// Something that whoever drives the explorer does for it.
#[derive(Debug)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back to the shell until the user returns.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Put this text on the clipboard of the user's terminal.
    Copy(Arc<str>),
    /// Take the mouse from the terminal, or give it back.
    Mouse(bool),
    /// Open other files in the place of these.
    Open(Opened),
    /// Read the files again, with this notebook.
    Reload(Arc<Notebook>),
    /// Write the notebook to its file.
    Keep(Arc<Notebook>),
    /// Read rows of a database in the place of what was read.
    Fetch(Box<Fetch>),
    /// Stop reading.
    CancelLoad,
    /// Stop counting in a database.
    StopSurvey,
    /// Work something out in the background; it takes the place of an unfinished one of its sort.
    Start(Job),
}
