//! Text from files on its way to a pane.

use std::borrow::Cow;

pub use crate::base::text::{counted, thousands};
use crate::{
    base::text,
    model::{ActorId, SourceId, Timeline},
};

/// Longer than any line of a screen, in bytes; what is beyond costs nothing.
const LONGEST_LINE: usize = 2_000;

/// Longer than a pane shows of one record, in bytes; some four hundred lines.
const LONGEST_BLOCK: usize = 32_000;

/// The text made safe for a line of a list. Of a very long one only the beginning, with an
/// ellipsis: a list of whole books is as fast as one of titles.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_LINE {
        return text::neutralise(text);
    }
    let mut beginning = text::neutralise(beginning(text, LONGEST_LINE));
    beginning.to_mut().push('…');
    beginning
}

/// The text made safe for lines of a pane. Of a very long one only the beginning, with an ellipsis:
/// nobody turns that many lines in a pane.
pub fn block(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_BLOCK {
        return text::neutralise_block(text);
    }
    let mut beginning = text::neutralise_block(beginning(text, LONGEST_BLOCK));
    beginning.to_mut().push('…');
    beginning
}

/// As much of a text as so many bytes hold.
fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes).rfind(|&byte| text.is_char_boundary(byte)).unwrap_or(0);
    &text[..end]
}

/// The title of a source, else its id.
pub fn source_name(timeline: &Timeline, id: SourceId) -> Cow<'_, str> {
    let source = timeline.source(id);
    line(if source.title.is_empty() { &source.id } else { &source.title })
}

/// The name of an actor.
#[must_use]
pub fn name_of(timeline: &Timeline, actor: ActorId) -> Cow<'_, str> {
    line(&timeline.actor(actor).name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_no_screen_reaches() {
        assert_eq!(line("to \u{202e}ahoD"), "to ⟨U+202E⟩ahoD");
        let long = line(&"é".repeat(20_000)).into_owned();
        assert_eq!(long.chars().count(), 1_001);
        assert!(long.ends_with("é…"));
    }
}
