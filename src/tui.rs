//! The explorer in the terminal.
//!
//! [`event`] → [`app`] → [`effect`]: whatever happens goes into `App::update`, which changes state
//! and asks the world outside for effects; [`draw`] puts the state on the screen. [`run`] drives
//! it in a terminal, [`script`] without one.
//!
//! **Invariants.** State changes only in `update`; drawing only reads. Only [`run`] knows that
//! there is a terminal. Actions are spelled once, in [`action`]; keys and colours are data.

pub mod action;
pub mod app;
pub mod draw;
pub mod effect;
pub mod event;
pub mod job;
pub mod keymap;
pub mod layout;
pub mod pen;
pub mod run;
pub mod screen;
pub mod script;
pub mod snapshot;
pub mod theme;
