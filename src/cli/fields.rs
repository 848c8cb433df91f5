//! The query language as help: every field with an example and what it finds.

use std::fmt::Write as _;

use crate::{base::text, query::Field};

/// How a query is written: a sentence a line, `` `code` `` between backticks.
pub(super) const GRAMMAR: &str = "\
A query is made of terms.
A space means \"and\"; a comma, or the same field twice, means \"or\" within the field; `-` \
excludes; `OR` and parentheses are there.
Words without a field are searched for; quotes keep them together, and slashes make them a regular \
expression.

A name means whoever is called exactly that; if nobody is, whoever has these words in a name; if \
nobody has, whoever has a word that begins like it.
A country's code (`actor:USA`, `dyad:USA>PRK`) means all actors of that country, its name the \
state alone.

A date is EDTF (`2015-08`, `2015-08~`, `[2015-08-01..2015-08-10]`, `2011/..`) or what people type \
(`aug 2015`, `13 aug`).
`date:2015-08` keeps what may fall into that August, `date!:2015-08` what surely does.
An event without a date matches no date: such events are counted apart, and `undated:` lists them.";

/// How wide the meanings are, in cells.
const WIDTH: usize = 66;

/// What stands at the end of the long help of `demarche query`.
pub(super) fn help() -> String {
    let paragraphs = GRAMMAR.split("\n\n").map(|it| it.replace('\n', " ").replace('`', ""));
    let mut help = paragraphs.collect::<Vec<_>>().join("\n\n");
    help.push_str("\n\nA term finds events…\n");
    let examples = Field::all().map(|field| text::width(field.example())).max().unwrap_or(0);
    let mut group = "";
    for field in Field::all() {
        if field.group() != group {
            group = field.group();
            let _ = write!(help, "\n{group}:\n");
        }
        let meaning = field.help();
        let mut example = field.example();
        for line in text::wrap(meaning, WIDTH) {
            let _ = writeln!(help, "  {}  {}", text::pad(example, examples), &meaning[line]);
            example = "";
        }
    }
    help
}
