//! The sign and the colour of an event: words or deeds, with or against.

use crate::model::{Event, Kind, Quad};

/// What a class looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The class of its elements in the style sheet.
    pub class: &'static str,
    /// Its sign, which tells it where there is no colour.
    pub sign: &'static str,
    /// In words.
    pub words: &'static str,
}

/// The classes from the top of the drawing to its foot, and last those events that have none.
pub const LOOKS: [Look; 5] = [
    Look { class: "vc", sign: "○", words: "cooperation in words" },
    Look { class: "mc", sign: "●", words: "cooperation in deeds" },
    Look { class: "vx", sign: "△", words: "conflict in words" },
    Look { class: "mx", sign: "▲", words: "conflict in deeds" },
    Look { class: "no", sign: "◇", words: "neither" },
];

/// The number of an event's class among [`LOOKS`]. A request is neither with nor against anybody.
pub fn of(event: Event<'_>) -> usize {
    match event.quad().filter(|_| event.kind() != Kind::Request) {
        Some(Quad::VerbalCooperation) => 0,
        Some(Quad::MaterialCooperation) => 1,
        Some(Quad::VerbalConflict) => 2,
        Some(Quad::MaterialConflict) => 3,
        None => 4,
    }
}
