//! A record in sentences, for whoever listens to a screen reader or reads line by line: what signs,
//! colours and columns say elsewhere is said in words.
//!
//! ```text
//! Thu 13 Aug 2015. consult, verbal cooperation. Khaled Khoja, to Sergei Lavrov. Khoja meets
//! Lavrov. At Moscow. 2 sources, 1 statement.
//! ```

use crate::{
    base::rows::Row,
    model::{
        Anchor, Basis, Form, Scope, StatementId, Status, Timeline, When,
        when::{Mark, Precision, Shape},
    },
    view::{
        chronicle::EventLine,
        counted,
        statements::{self, How, Part, Who},
        why,
    },
};

/// A date with what its sign says: `about Aug 2015`, `one day of Aug 2015`, `1914 (uncertain)`.
#[must_use]
pub fn when(when: &When) -> String {
    if when.is_undated() {
        return "undated".to_owned();
    }
    let words = when.long_words().replace("c. ", "about ").replace('?', " (uncertain)");
    if when.mark() != Mark::Sure {
        return words;
    }
    let is_wide = when.shape() == Shape::Date && when.precision() < Precision::Day;
    if is_wide { format!("one day of {words}") } else { words }
}

/// An event, with how many statements of a scope were made in it.
#[must_use]
pub fn event(timeline: &Timeline, row: Row, scope: Scope) -> String {
    let event = timeline.event(row);
    let line = EventLine::new(event, scope);
    let mut date = when(event.when());
    date.push_str(known(line.date_basis));
    let kind = match line.quad {
        Some(quad) => format!("{}, {}", line.kind_words, quad.name().replace('-', " ")),
        None => line.kind_words.into_owned(),
    };
    let parties = match (line.who.is_empty(), line.whom.is_empty()) {
        (false, false) => format!("{}, to {}", line.who, line.whom),
        _ => line.who,
    };
    let place = event
        .place()
        .map(|place| format!("At {}{}", crate::view::shown::line(&place.name), known(place.basis)));
    let status = match line.status {
        Status::Occurred => String::new(),
        status => status.name().to_owned(),
    };
    let doubt = match why::doubt(line.confidence) {
        Some(doubt) if line.is_candidate => format!("candidate, {}", percent(&doubt)),
        Some(doubt) => percent(&doubt),
        None => String::new(),
    };
    let statements =
        if line.statements > 0 { counted(line.statements, "statement") } else { String::new() };
    let counts = [counted(line.sources, "source"), statements];
    let counts = counts.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
    sentences([
        date,
        kind,
        status,
        parties,
        line.title.into_owned(),
        place.unwrap_or_default(),
        doubt,
        line.reviewed.words(),
        counts.join(", "),
    ])
}

/// A statement: who said it to whom and when, the words, and how they have come to us.
#[must_use]
pub fn statement(timeline: &Timeline, id: StatementId) -> String {
    let parts = statements::wrapped(timeline, id, usize::MAX).into_iter();
    sentences(parts.map(|line| match line.part {
        Part::Who(who) => who_words(&who),
        Part::Words(words) => words,
        Part::How(how) => how_words(&how),
        Part::Space => String::new(),
    }))
}

fn who_words(who: &Who<'_>) -> String {
    let speaker = if who.speaker.is_empty() { "unknown speaker" } else { &who.speaker };
    let mut parts = vec![speaker.to_owned()];
    parts.extend((!who.standing.is_empty()).then(|| who.standing.clone()));
    parts.extend((!who.to.is_empty()).then(|| format!("to {}", who.to)));
    parts.push(format!("{}{}", who.when, known(who.basis)));
    parts.join(", ")
}

fn how_words(how: &How<'_>) -> String {
    let mut parts = vec![form(how.form).to_owned()];
    parts.extend((how.translated == Some(true)).then(|| "translated".to_owned()));
    parts.extend((!how.via.is_empty()).then(|| format!("via {}", how.via)));
    parts.extend((!how.venue.is_empty()).then(|| how.venue.to_string()));
    parts.extend(how.anchor.map(anchor));
    parts.extend(why::doubt(how.confidence).map(|doubt| percent(&doubt)));
    parts.push(how.reviewed.words());
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// How near the words of a statement are to the spoken ones.
#[must_use]
pub fn form(form: Option<Form>) -> &'static str {
    match form {
        Some(Form::Verbatim) => "verbatim",
        Some(Form::Fragment) => "quoted in part",
        Some(Form::Paraphrase) => "paraphrase",
        Some(Form::Recalled) => "from memory",
        None => "form unknown",
    }
}

/// Whether words are where they should be.
fn anchor(anchor: Anchor) -> String {
    match anchor {
        Anchor::Ok => "its words are in the source".to_owned(),
        Anchor::Moved | Anchor::Many | Anchor::Lost => format!("its words: {}", anchor.name()),
    }
}

/// How a date or a place is known, where it is not stated.
fn known(basis: Option<Basis>) -> &'static str {
    match basis {
        Some(Basis::Inferred) => ", inferred",
        Some(Basis::Published) => ", the day of publication",
        Some(Basis::Stated) | None => "",
    }
}

/// `?60%` as it is said.
fn percent(doubt: &str) -> String {
    format!("right with {}", doubt.trim_start_matches('?'))
}

/// Parts as sentences, those that are empty left out.
#[must_use]
pub fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    let mut out = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&part);
        if !part.ends_with(['.', '!', '?', '…', ':']) {
            out.push('.');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_a_date_is_said() {
        #[track_caller]
        fn check(edtf: &str, expect: &str) {
            assert_eq!(when(&When::parse(edtf).unwrap()), expect);
        }
        check("2015-08-13", "Thu 13 Aug 2015");
        check("2015-08-13T18:00", "Thu 13 Aug 2015 18:00");
        check("2015-08", "one day of Aug 2015");
        check("1914~", "about 1914");
        check("1914?", "1914 (uncertain)");
        check("1914%", "about 1914 (uncertain)");
        check("2011/..", "since 2011");
        check("2011~/..", "since about 2011");
        check("[2015-08-01..2015-08-10]", "between Sat 1 and Mon 10 Aug 2015");
        check("2015-08-01/2015-08-10", "Sat 1 to Mon 10 Aug 2015");
        check("XXXX", "undated");
    }

    #[test]
    fn parts_become_sentences() {
        let parts = ["who", "", "\"Why?\"", "It ended.", "done"].map(str::to_owned);
        assert_eq!(sentences(parts), "who. \"Why?\". It ended. done.");
    }
}
