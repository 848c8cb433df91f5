//! Everything that can happen to the explorer: one closed list that feeds one loop.

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use crate::{
    tui::{saved::Saved, work::Done},
    world,
};

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse was clicked or its wheel turned.
    Mouse(MouseEvent),
    /// Text was pasted; it is never taken for keys.
    Paste(String),
    /// The screen has another size.
    Resize(Size),
    /// The loading of the files went on or ended.
    Load(world::Message),
    /// Work in the background is done.
    Done(Done),
    /// The notebook was written, or can't be.
    Saved(Saved),
    /// The system asks the program to end.
    Terminate,
}
