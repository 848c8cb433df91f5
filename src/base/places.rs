//! Lines and columns of a text, found out only for what has an issue.

use std::{ops::Range, sync::OnceLock};

use crate::base::{issue::Place, text::CharIndex};

/// The text of one file, in which lines and columns can be looked up.
///
/// ```
/// # use demarche::base::places::Places;
/// let text = "é = 1\nü = 2";
/// let places = Places::new("f.toml", text);
/// assert_eq!(places.of(&text[9..]).to_string(), "f.toml:2:2");
/// ```
#[derive(Debug)]
pub struct Places<'a> {
    name: &'a str,
    text: &'a str,
    index: OnceLock<Index>,
}

#[derive(Debug)]
struct Index {
    /// Where each line begins.
    lines: Vec<usize>,
    points: CharIndex,
}

impl<'a> Places<'a> {
    /// The places of a text; nothing is computed until one is asked for.
    #[must_use]
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, index: OnceLock::new() }
    }

    /// The name of the file.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The place of a byte. O(log n) after the first, which costs a walk over the text.
    #[must_use]
    pub fn of_byte(&self, byte: usize) -> Place {
        let index = self.index.get_or_init(|| Index {
            lines: [0].into_iter().chain(line_starts(self.text)).collect(),
            points: CharIndex::new(self.text),
        });
        let line = index.lines.partition_point(|&start| start <= byte);
        let point = |byte| index.points.point(self.text, byte);
        Place {
            file: self.name.to_owned(),
            line: Some(line as u64),
            column: Some((point(byte) - point(index.lines[line - 1]) + 1) as u64),
        }
    }

    /// The place where a span of bytes begins.
    #[must_use]
    pub fn of_span(&self, span: &Range<usize>) -> Place {
        self.of_byte(span.start)
    }

    /// The place where a part of the text begins.
    #[must_use]
    pub fn of(&self, part: &str) -> Place {
        self.of_byte(offset(self.text, part))
    }
}

/// Where a part of a text begins in it, in bytes.
#[must_use]
pub fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// Where the lines of a text begin, but the first.
pub fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)
}
