//! Text from files, made safe to show, measured in cells, and easy to find.
//!
//! A string's way to the screen is [`neutralise`] (or [`neutralise_block`], or [`Shown`] where
//! places in the text must be found again), then [`wrap`] or [`truncate`], then cells. Its way
//! to a match is [`fold()`] for names and [`Pattern`] for searches.
//!
//! **Invariants.** What the neutralising functions give back holds nothing that a terminal
//! interprets and nothing that takes no cell of its own or on a base. Widths are counted by
//! grapheme cluster, as the screen's buffer counts them. Nothing here panics on any string.

mod cells;
mod escape;
mod fold;
mod natural;
mod neutral;
mod number;
mod pattern;
mod span;
mod wrap;

pub use cells::{fit, pad, truncate, width};
pub use escape::{csv_guard, escape_html, escape_markdown};
pub use fold::{Closeness, fold, is_word_prefix, word_match, words};
pub use natural::natural_order;
pub use neutral::{Shown, is_ignorable, neutralise, neutralise_block};
pub use number::{counted, thousands};
pub use pattern::{Pattern, PatternError};
pub use span::{CharIndex, pieces};
pub use wrap::{one_line, wrap, wrap_first};
