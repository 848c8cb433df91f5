//! The explorer in the terminal.

pub mod action;
pub mod keymap;
pub mod theme;
