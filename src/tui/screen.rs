//! What the parts of the screen remember: cursors, scroll positions, what is typed. State only;
//! the verbs that change it are in [`crate::tui::app`], the drawing in [`crate::tui::draw`].

pub mod cursor;
pub mod look;
pub mod popup;
pub mod prompt;
pub mod source;
