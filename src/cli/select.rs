//! The events that a command is about: files, and a query on them.

use std::fmt;

use crate::{
    base::text,
    cli::{
        args::{Files, Selection},
        load, say,
    },
    query::{Answer, Plan, Query, QueryError},
    world::Loaded,
};

/// Files and what a query finds in them; without a query, everything.
pub(super) fn select(selection: &Selection) -> anyhow::Result<(Loaded, Answer)> {
    find(&selection.files, selection.query.as_deref().unwrap_or_default())
}

/// As [`select`]; a query that can't be read is told before any file is.
pub(super) fn find(files: &Files, expr: &str) -> anyhow::Result<(Loaded, Answer)> {
    let query = parse(expr)?;
    let loaded = load::load(files)?;
    let misread = |error| Misread { expr: expr.to_owned(), error };
    let answer = Plan::new(&query, &loaded.store).map_err(misread)?.run();
    if let Some(reason) = &answer.unread {
        say(&format!("not all words were searched: {reason}"));
    }
    match answer.undated.count() {
        0 => {}
        1 => say("1 undated event is left out; the query undated: finds it"),
        count => say(&format!("{count} undated events are left out; undated: finds them")),
    }
    Ok((loaded, answer))
}

/// Reads a query; the error points at the mistake.
pub(super) fn parse(expr: &str) -> anyhow::Result<Query> {
    Ok(Query::parse(expr).map_err(|error| Misread { expr: expr.to_owned(), error })?)
}

/// A query with a mistake in it.
#[derive(Debug)]
struct Misread {
    expr: String,
    error: QueryError,
}

impl std::error::Error for Misread {}

impl fmt::Display for Misread {
    /// ```text
    /// unknown field 'actr' (did you mean 'actor'?)
    ///   kind:consult actr:lavrov
    ///                ^^^^
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |from: usize, to: usize| {
            let part: String = self.expr.chars().skip(from).take(to.saturating_sub(from)).collect();
            text::neutralise(&part).into_owned()
        };
        let (start, end) = (self.error.at.start, self.error.at.end);
        let before = text::width(&shown(0, start));
        let marked = text::width(&shown(start, end)).max(1);
        write!(f, "{}\n  {}\n", self.error, text::neutralise(&self.expr))?;
        write!(f, "  {}{}", " ".repeat(before), "^".repeat(marked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expr: &str, expect: &str) {
        let error = Query::parse(expr).unwrap_err();
        let shown = Misread { expr: expr.to_owned(), error }.to_string();
        assert_eq!(shown.split_once('\n').unwrap().1, expect);
    }

    #[test]
    fn the_caret_stands_under_the_mistake() {
        check("actr:lavrov", "  actr:lavrov\n  ^^^^");
        check("kind:consult  actr:x", "  kind:consult  actr:x\n                ^^^^");
        check("北京 actr:x", "  北京 actr:x\n       ^^^^");
        check("\u{1b}c actr:x", "  ␛c actr:x\n     ^^^^");
        check("(a", "  (a\n  ^");
    }
}
