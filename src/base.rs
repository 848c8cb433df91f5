//! What every room uses: text made safe, bytes from anywhere, interned strings, row sets,
//! issues, and the progress of long work.
//!
//! **Invariants.** Nothing here knows what an event is, and nothing here touches a terminal.

pub mod bytes;
pub mod clock;
pub mod hash;
pub mod html;
pub mod intern;
pub mod issue;
pub mod once;
pub mod places;
pub mod progress;
pub mod rows;
pub mod sections;
pub mod shell;
pub mod table;
pub mod text;
pub mod whole;
pub mod wikitext;
