//! The query language as help: every field with an example and what it finds.

use std::fmt::Write as _;

use crate::{base::text, query::Field};

/// How wide the meanings are, in cells.
const WIDTH: usize = 66;

/// The fields by their headings.
pub(super) fn groups() -> Vec<(&'static str, Vec<Field>)> {
    let mut groups: Vec<(&str, Vec<Field>)> = Vec::new();
    for field in Field::all() {
        match groups.last_mut().filter(|(group, _)| *group == field.group()) {
            Some((_, fields)) => fields.push(field),
            None => groups.push((field.group(), vec![field])),
        }
    }
    groups
}

/// What stands at the end of the long help of `demarche query`.
pub(super) fn help() -> String {
    let mut help = "\
A query is made of terms. A space means and; a comma, or the same field twice, means or within the \
field; - excludes; OR and parentheses are there. Quotes keep words and spaces together.\n\n\
A term finds events…\n"
        .to_owned();
    let examples = Field::all().map(|field| text::width(field.example())).max().unwrap_or(0);
    for (group, fields) in groups() {
        let _ = write!(help, "\n{group}:\n");
        for field in fields {
            let meaning = field.help();
            let mut example = field.example();
            for line in text::wrap(meaning, WIDTH) {
                let _ = writeln!(help, "  {}  {}", text::pad(example, examples), &meaning[line]);
                example = "";
            }
        }
    }
    help
}
