//! The words of a statement as a timeline shows them.

use crate::{
    base::text,
    extract::{
        Reading,
        reading::{statement::Statement, token::Extent},
    },
    model::Form,
};

impl Statement {
    /// The words of the text that tell what was said: `We will talk.`, `talks would begin`. What is
    /// quoted in part keeps its marks; what is denied, feared or asked for, and what is only the name
    /// of something, keeps the words that report it: `denied having met them`.
    #[must_use]
    pub fn words(&self, reading: &Reading<'_>) -> String {
        let plain = |text: &str| text::one_line(text).into_owned();
        let needs_cue = self.form != Form::Verbatim && !(self.is_asserted && self.is_clause);
        if let Some(run) = self.with_cue().filter(|_| needs_cue) {
            return closed(plain(reading.slice(run)));
        }
        let parts = self.content.iter().map(|&extent| plain(reading.slice(extent)));
        let text = parts.collect::<Vec<_>>().join(" ");
        if self.form == Form::Verbatim {
            return text;
        }
        let text =
            text.strip_prefix("that").filter(|it| it.starts_with([' ', ','])).unwrap_or(&text);
        closed(text.trim_start_matches([' ', ',']).to_owned())
    }

    /// From the cue to the end of what is said, where that stands behind it.
    fn with_cue(&self) -> Option<Extent> {
        /// So many bytes can stand between: to whom, when.
        const BETWEEN: u32 = 80;
        let (cue, [content]) = (self.cue?, self.content.as_slice()) else { return None };
        let follows = cue.end <= content.start && content.start - cue.end <= BETWEEN;
        follows.then_some(Extent { start: cue.start, end: content.end })
    }
}

/// With the bracket that closes the last one.
fn closed(text: String) -> String {
    let is_open = text.matches('(').count() > text.matches(')').count();
    if is_open { text + ")" } else { text }
}
