//! What is handed on: the part of a timeline that is shown, and what it says of itself.

use crate::{
    base::{
        rows::{Row, RowSet},
        text::{counted, thousands},
    },
    model::{Decision, Event, Role, Scope, Statement, StatementId, Timeline, When, when::Time},
    query::Answer,
};

/// The events and statements that are shown.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a> {
    /// All that there is.
    pub timeline: &'a Timeline,
    /// The events.
    pub rows: &'a RowSet,
    /// The statements, of these events and of none.
    pub statements: &'a RowSet,
    /// Whether candidates are among them.
    pub scope: Scope,
    /// How they were chosen.
    pub note: &'a Note,
    /// Whether what was marked and noted about them is told.
    pub with_notes: bool,
}

impl<'a> Excerpt<'a> {
    /// What a query found.
    #[must_use]
    pub fn new(timeline: &'a Timeline, answer: &'a Answer, note: &'a Note) -> Self {
        let Answer { rows, statements, scope, .. } = answer;
        Self { timeline, rows, statements, scope: *scope, note, with_notes: false }
    }

    /// The same with what was marked and noted.
    #[must_use]
    pub fn with_notes(self, with_notes: bool) -> Self {
        Self { with_notes, ..self }
    }

    /// What was marked and noted about a record, if that is to be told: "marked; Ask the desk."
    #[must_use]
    pub fn noted(self, decision: Option<&Decision>) -> Option<String> {
        let decision = decision.filter(|_| self.with_notes)?;
        let marked = decision.marked.then_some("marked");
        let note = Some(decision.note.as_str()).filter(|note| !note.is_empty());
        let words: Vec<&str> = [marked, note].into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// The events in the order of time, undated ones last.
    pub fn events(self) -> impl Iterator<Item = Event<'a>> {
        self.rows.iter().map(|row| self.timeline.event(row))
    }

    /// The statements made in an event, of those that are shown.
    pub fn said_in(self, event: Event<'a>) -> impl Iterator<Item = (StatementId, &'a Statement)> {
        event.statements().filter(move |(id, _)| self.statements.contains(id.0))
    }

    /// All statements that are shown.
    pub fn said(self) -> impl Iterator<Item = (StatementId, &'a Statement)> {
        let ids = self.statements.iter().map(StatementId);
        ids.map(|id| (id, self.timeline.statement(id)))
    }

    /// Those that were made in no event that is shown.
    pub fn said_apart(self) -> impl Iterator<Item = (StatementId, &'a Statement)> {
        let is_shown = move |row: Row| self.rows.contains(row);
        self.said().filter(move |(_, statement)| !statement.event.is_some_and(is_shown))
    }

    /// What the timeline is called.
    #[must_use]
    pub fn title(self) -> String {
        let title = self.timeline.title();
        if title.is_empty() { "Timeline".to_owned() } else { title }
    }
}

/// How events were chosen, how many there are, and when that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The query as it was typed; empty if there is none.
    pub query: String,
    /// What it means.
    pub meaning: String,
    /// How many events and statements are shown, and how many are not.
    pub counts: String,
    /// When they were written, to the minute, in UTC.
    pub made: When,
}

impl Note {
    /// The note on what a query found, so many seconds after the beginning of 1970.
    #[must_use]
    pub fn new(query: &str, meaning: String, answer: &Answer, now: i64) -> Self {
        let [shown, all, undated] = [&answer.rows, &answer.all, &answer.undated].map(RowSet::count);
        let counts = [
            (if answer.surely < shown { answer.surely } else { 0 }, "of them surely"),
            (all.saturating_sub(shown + undated), "hidden"),
            (undated, "undated left out"),
            (answer.held_back(), "held back as candidates"),
        ];
        let counts = counts.into_iter().filter(|(number, _)| *number > 0);
        let counts = counts.map(|(number, what)| format!(", {} {what}", thousands(number.into())));
        let counts: Vec<String> = counts.collect();
        let shown = format!("{} of {} shown", thousands(shown.into()), counted(all, "event"));
        let statements = counted(answer.statements.count(), "statement");
        Self {
            query: query.trim().to_owned(),
            meaning,
            counts: format!("{shown}{}; {statements}", counts.concat()),
            made: moment(now),
        }
    }

    /// A note that says nothing.
    #[must_use]
    pub fn none() -> Self {
        let [query, meaning, counts] = [const { String::new() }; 3];
        Self { query, meaning, counts, made: When::UNDATED }
    }

    /// What was asked for, in words and as typed; empty without a query.
    #[must_use]
    pub fn asked(&self) -> String {
        if self.query.is_empty() {
            return String::new();
        }
        format!("{} ({})", self.meaning, self.query)
    }

    /// When and by what it was written: `29 Nov 2026 19:24 UTC, by demarche`.
    #[must_use]
    pub fn made(&self) -> String {
        format!("{}, by demarche", self.made.words())
    }

    /// All of it on one line.
    #[must_use]
    pub fn line(&self) -> String {
        let parts = [self.counts.clone(), self.asked(), format!("exported {}", self.made())];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

/// A second of UTC, to the minute.
fn moment(now: i64) -> When {
    let when = When::since_1970(now).unwrap_or(When::UNDATED);
    match when.as_day().zip(when.time()) {
        Some((day, time)) => When::at(day, Time { second: None, ..time }),
        None => when,
    }
}

/// Who acts on whom, then all others by their role: `Khaled Khoja > Sergei Lavrov; host: Russia`.
/// Where nobody acts, those who take part come first, without that word: `Norway, Sweden; host:
/// Denmark`. Nobody is left out.
#[must_use]
pub fn parties(event: Event<'_>) -> String {
    let timeline = event.timeline();
    let names = |role: Role| {
        let names = event.actors_as(role).map(|id| timeline.actor(id).name.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    let [who, whom, among] = [Role::Initiator, Role::Recipient, Role::Participant].map(names);
    let acts = !who.is_empty() || !whom.is_empty();
    let mut parts = vec![match (whom.is_empty(), acts) {
        (true, true) => who,
        (false, _) => format!("{who} > {whom}").trim_start().to_owned(),
        (true, false) => among,
    }];
    for &role in Role::ALL {
        let names = match role {
            Role::Initiator | Role::Recipient => continue,
            Role::Participant if !acts => continue,
            role => names(role),
        };
        if !names.is_empty() {
            parts.push(format!("{}: {names}", role.name().replace('_', " ")));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        #[track_caller]
        fn check(now: i64, expect: &str) {
            assert_eq!(moment(now).words(), expect);
        }
        check(0, "1 Jan 1970 00:00 UTC");
        check(1_439_488_859, "13 Aug 2015 18:00 UTC");
        check(-1, "31 Dec 1969 23:59 UTC");
    }
}
