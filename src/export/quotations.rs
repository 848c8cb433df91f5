//! What was said, ready to be quoted: a paragraph a statement, with who, when and where it stands.

use std::io::{self, Write};

use super::{Excerpt, LeftOut, citation};
use crate::base::text::neutralise_block;

/// Writes the statements in the order of time, below what says how they were chosen.
pub fn write(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<LeftOut> {
    writeln!(out, "{}\n{}", safe(&excerpt.title()), safe(&excerpt.note.line()))?;
    for (_, statement) in excerpt.said() {
        writeln!(out, "\n{}", citation::statement(excerpt.timeline, statement))?;
    }
    Ok(LeftOut::default())
}

fn safe(text: &str) -> String {
    neutralise_block(text).replace('\n', " ")
}
