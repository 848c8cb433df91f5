//! The explorer in the terminal.
//!
//! [`event`] → [`app`] → [`effect`]: whatever happens goes into `App::update`, which changes state
//! and asks the world outside for effects; `App::draw` puts the state on the screen. [`run`] drives
//! it in a terminal, [`script`] without one, [`plain`] by lines.
//!
//! ```text
//!            run     script     plain              4  who drives it; job: threads
//!                app                               3  update and draw: which pane, which overlay
//!       pane/            overlay/                  2  a unit each, a file each
//!               session/                           1  what they share
//!  action keymap theme layout canvas event effect  0
//! ```
//!
//! **Invariants.** State changes only in `update`; drawing only reads. Only [`run`] knows that
//! there is a terminal. Actions are spelled once, in [`action`]; keys and colours are data. A pane
//! or an overlay is one file, and help, hints and palette come from the actions that it answers.

pub mod action;
pub mod app;
pub mod canvas;
pub mod cursor;
pub mod driver;
pub mod effect;
pub mod event;
pub mod input;
pub mod job;
pub mod keeping;
pub mod keymap;
pub mod layout;
pub mod overlay;
pub mod pane;
pub mod pen;
pub mod plain;
pub mod run;
pub mod saved;
pub mod script;
pub mod session;
pub mod snapshot;
pub mod theme;
pub mod work;
