//! The events that a command is about: files, and a query on them.

use std::fmt;

use crate::{
    base::{progress::Progress, text},
    cli::{
        args::{Files, Selection},
        history, load, say,
    },
    query::{Answer, Plan, Query, QueryError, advice},
    world::Loaded,
};

/// Files and what a query finds in them; without a query, everything.
pub(super) fn select(selection: &Selection) -> anyhow::Result<(Loaded, Answer)> {
    find(&selection.files, Asked::of(selection))
}

/// What is asked for on the command line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    /// The text of a query.
    pub expr: &'a str,
    /// Whether it is asked of the candidates, too.
    pub candidates: bool,
}

impl<'a> Asked<'a> {
    /// What the arguments of a command ask for.
    pub(super) fn of(selection: &'a Selection) -> Self {
        let expr = selection.query.as_deref().unwrap_or_default();
        Self { expr, candidates: selection.candidates }
    }

    /// Reads the query; the error points at the mistake.
    pub(super) fn query(self) -> anyhow::Result<Query> {
        let misread = |error| Misread { expr: self.expr.to_owned(), error };
        let query = Query::parse(self.expr).map_err(misread)?;
        Ok(if self.candidates { query.with_candidates(true) } else { query })
    }
}

/// As [`select`]; a query that can't be read is told before any file is.
pub(super) fn find(files: &Files, asked: Asked<'_>) -> anyhow::Result<(Loaded, Answer)> {
    let query = asked.query()?;
    let loaded = match history::named(files)? {
        Some(connection) => history::load(connection, files, &query)?,
        None => load::load(files)?,
    };
    let misread = |error| Misread { expr: asked.expr.to_owned(), error };
    let answer = Plan::new(&query, &loaded.store).map_err(misread)?.run();
    let is_empty = answer.rows.is_empty() && answer.statements.is_empty();
    if let Some(advice) =
        is_empty.then(|| advice(&query, &loaded.store, &Progress::default())).flatten()
    {
        say(&advice);
    }
    if let Some(reason) = &answer.unread {
        say(&format!("not all words were searched: {reason}"));
    }
    match answer.undated.count() {
        0 => {}
        1 => say("1 undated event is left out; the query undated: finds it"),
        count => say(&format!("{count} undated events are left out; undated: finds them")),
    }
    match answer.held_back() {
        0 => {}
        1 => say("1 candidate is held back; --candidates adds it"),
        count => say(&format!("{count} candidates are held back; --candidates adds them")),
    }
    Ok((loaded, answer))
}

/// The characters of a query before a mistake in it that are shown.
const AROUND: usize = 60;
/// The characters of it that are shown at most.
const WIDEST: usize = 120;

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
        // Of a long query only what stands around the mistake.
        let (start, end) = (self.error.at.start, self.error.at.end);
        let from = start.saturating_sub(AROUND);
        let to = (from + WIDEST).max(start + 1);
        let before = if from > 0 { "…" } else { "" };
        let after = if self.expr.chars().nth(to).is_some() { "…" } else { "" };
        let blank = text::width(before) + text::width(&shown(from, start));
        let marked = text::width(&shown(start, end.min(to))).max(1);
        write!(f, "{}\n  {before}{}{after}\n", self.error, shown(from, to))?;
        write!(f, "  {}{}", " ".repeat(blank), "^".repeat(marked))
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
        let long = |word: &str, count: usize| format!("{word} ").repeat(count);
        check(
            &format!("{}actr:x {}", long("moscow", 100), long("doha", 100)),
            &format!(
                "  …{}actr:x {}doh…\n  {}^^^^",
                &long("moscow", 9)[3..],
                long("doha", 10),
                " ".repeat(61)
            ),
        );
        check(&format!("a:{}", "x".repeat(5000)), &format!("  a:{}…\n  ^", "x".repeat(118)));
    }
}
