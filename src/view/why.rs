//! Why a record is there: its clause part by part, by which rule it was made, how sure that is, and
//! from which words.
//!
//! ```text
//!   who    Uzbekistan
//!   did    Uzbekistan condemned the attack; accuse, occurred
//!   when   Wed 12 Mar 2031; inferred, by the rule “date in the sentence (a day later)”
//!   rule   “verb”, right in 88 of 100 (88%)
//!   sure   80%
//!   words  Uzbekistan condemned the attack and recalled its ambassador a day later.
//! ```

use crate::{
    base::text,
    model::{
        ActorId, Basis, Confidence, Event, Evidence, Measured, Role, Statement, Timeline, When,
    },
    view::{Record, shown, statements},
};

/// What is less sure than this is marked wherever it is listed; `confidence:>=0.7` hides it.
pub const SURE: f64 = 0.7;

/// The mark `?60%` of a record that is less sure than [`SURE`]; `None` for all others.
#[must_use]
pub fn doubt(confidence: Option<Confidence>) -> Option<String> {
    let value = confidence?.value();
    (value < SURE).then(|| format!("?{:.0}%", value * 100.0))
}

/// Why an event or a statement is there. Texts are safe to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// Who acts or speaks.
    pub who: Part,
    /// What they do.
    pub did: Part,
    /// To whom.
    pub whom: Part,
    /// Who else takes part, each with the role.
    pub others: Part,
    /// Where, or on what occasion.
    pub place: Part,
    /// When, and how that is known.
    pub when: Part,
    /// Who tells it, if its source does not.
    pub told_by: String,
    /// The rule that made it. `None` for rows and for what a person entered.
    pub rule: Option<Rule>,
    /// How sure that is.
    pub confidence: Option<Confidence>,
    /// The words that prove it.
    pub words: Vec<String>,
}

/// One part of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it says; empty if it says nothing.
    pub words: String,
    /// What is to be said of that; often empty.
    pub note: String,
}

/// A rule that made something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Its name, perhaps with the words that it took.
    pub name: String,
    /// How often it was right, if that was counted.
    pub measured: Option<Measured>,
}

/// A line of the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the words are.
    pub label: &'static str,
    /// The words.
    pub words: String,
}

/// How often a rule was right, by what it makes (`event`, `statement`, `dating`) and its name.
pub type Figures<'a> = &'a dyn Fn(&str, &str) -> Option<Measured>;

/// Why an event or a statement is there; of other records nothing is known.
#[must_use]
pub fn why(timeline: &Timeline, record: Record, figures: Figures<'_>) -> Option<Why> {
    match record {
        Record::Event(row) => Some(of_event(timeline.event(row), figures)),
        Record::Statement(id) => Some(of_statement(timeline, timeline.statement(id), figures)),
        Record::Actor(_) | Record::Source(_) => None,
    }
}

fn of_event(event: Event<'_>, figures: Figures<'_>) -> Why {
    let timeline = event.timeline();
    let (mut who, mut whom, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for part in event.actors() {
        let name = name(timeline, part.actor());
        match part.role() {
            Role::Initiator => who.push(name),
            Role::Recipient | Role::Victim => whom.push(name),
            role => others.push(format!("{name} ({role})")),
        }
    }
    let told_by = event.asserted_by().map(|(_, said)| statements::attributed(timeline, said));
    let did = Part {
        words: shown::line(&event.title()).into_owned(),
        note: format!("{}, {}", event.kind(), event.status()),
    };
    let place = event.place().map(|place| Part {
        words: shown::line(&place.name).into_owned(),
        note: shown::line(&place.country).into_owned(),
    });
    Why {
        who: Part { words: who.join(", "), note: String::new() },
        did,
        whom: Part { words: whom.join(", "), note: String::new() },
        others: Part { words: others.join(", "), note: String::new() },
        place: place.unwrap_or_default(),
        when: when(
            (!event.when().is_undated()).then(|| event.when()),
            event.basis(),
            rule("dating", event.date_rule(), figures).as_ref(),
        ),
        told_by: shown::line(&told_by.unwrap_or_default()).into_owned(),
        rule: rule("event", event.rule(), figures),
        confidence: event.confidence(),
        words: words(timeline, event.evidence()),
    }
}

fn of_statement(timeline: &Timeline, statement: &Statement, figures: Figures<'_>) -> Why {
    let names = |actors: &[ActorId]| {
        let names = actors.iter().map(|&actor| name(timeline, actor));
        names.collect::<Vec<_>>().join(", ")
    };
    let about = statement.about.iter().map(|&actor| format!("{} (about)", name(timeline, actor)));
    let about = about.collect::<Vec<_>>().join(", ");
    let form = statement.form.map_or("statement", |form| form.name());
    Why {
        who: Part { words: names(statement.speaker.as_slice()), note: String::new() },
        did: Part { words: shown::line(&statement.quoted()).into_owned(), note: form.to_owned() },
        whom: Part { words: names(&statement.to), note: String::new() },
        others: Part { words: about, note: String::new() },
        place: Part { words: shown::line(&statement.venue).into_owned(), note: String::new() },
        when: when(
            timeline.said(statement),
            statement.basis,
            rule("dating", &statement.date_rule, figures).as_ref(),
        ),
        told_by: String::new(),
        rule: rule("statement", &statement.rule, figures),
        confidence: statement.confidence,
        words: words(timeline, statement.evidence.iter().copied()),
    }
}

fn name(timeline: &Timeline, actor: ActorId) -> String {
    shown::line(&timeline.actor(actor).name).into_owned()
}

fn when(when: Option<&When>, basis: Option<Basis>, rule: Option<&Rule>) -> Part {
    let basis = match basis {
        Some(Basis::Stated) => "stated",
        Some(Basis::Inferred) => "inferred",
        Some(Basis::Published) => "the date of publication",
        None => "",
    };
    let rule = rule.map(|rule| format!("by the rule {}", rule.words())).unwrap_or_default();
    let note = [basis, &rule].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let words = when.map_or_else(|| "unknown".to_owned(), When::long_words);
    Part { words, note: note.join(", ") }
}

/// A rule with its figures; those of a date have the words that they took behind their names.
fn rule(makes: &str, name: &str, figures: Figures<'_>) -> Option<Rule> {
    let bare = name.split(" (").next().unwrap_or(name);
    let measured = figures(makes, bare);
    (!name.is_empty()).then(|| Rule { name: shown::line(name).into_owned(), measured })
}

fn words(timeline: &Timeline, evidence: impl Iterator<Item = Evidence>) -> Vec<String> {
    let quotes = evidence.map(|entry| timeline.text(entry.quote)).filter(|quote| !quote.is_empty());
    let quotes = quotes.map(|quote| {
        let words = text::neutralise_block(quote).into_owned();
        text::one_line(&words).into_owned()
    });
    quotes.collect()
}

impl Rule {
    /// `“verb”, right in 88 of 100 (88%)`
    fn words(&self) -> String {
        let figures = self.measured.map(|it| {
            format!(", right in {} of {} ({:.0}%)", it.right, it.of, it.precision() * 100.0)
        });
        format!("\u{201C}{}\u{201D}{}", self.name, figures.unwrap_or_default())
    }
}

impl Why {
    /// The parts that say something, from who to the words.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = |label, words: &str, note: &str| {
            let both = [words, note].into_iter().filter(|part| !part.is_empty());
            let both = both.collect::<Vec<_>>().join("; ");
            if !both.is_empty() {
                lines.push(Line { label, words: both });
            }
        };
        let parts = [
            ("who", &self.who),
            ("did", &self.did),
            ("whom", &self.whom),
            ("with", &self.others),
            ("where", &self.place),
            ("when", &self.when),
        ];
        for (label, part) in parts {
            line(label, &part.words, &part.note);
        }
        line("told by", &self.told_by, "");
        match &self.rule {
            Some(rule) => line("rule", &rule.words(), ""),
            None => line("rule", "none: it stands in the file", ""),
        }
        if let Some(confidence) = self.confidence {
            let hint = doubt(Some(confidence)).map(|_| "confidence:>=0.7 hides what is less sure");
            let percent = format!("{:.0}%", confidence.value() * 100.0);
            line("sure", &percent, hint.unwrap_or_default());
        }
        for words in &self.words {
            line("words", words, "");
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Draft, Form, Kind, StatementDraft, StatementId},
        view::sample,
    };

    #[test]
    fn doubt_begins_below_seven_tenths() {
        let doubt = |value| doubt(Confidence::new(value));
        assert_eq!(doubt(0.7), None);
        assert_eq!(doubt(0.69).as_deref(), Some("?69%"));
        assert_eq!(super::doubt(None), None);
    }

    fn drawn(timeline: &Timeline, record: Record) -> Vec<String> {
        let figures = |makes: &str, name: &str| {
            let known = (makes, name) == ("event", "verb") || (makes, name) == ("dating", "clause");
            known.then_some(Measured { right: 88, of: 100 })
        };
        let why = why(timeline, record, &figures).unwrap();
        why.lines().into_iter().map(|line| format!("{}: {}", line.label, line.words)).collect()
    }

    #[test]
    fn the_clause_is_drawn_part_by_part() {
        let timeline = sample::timeline(|shard| {
            let actors = sample::actors(shard, "initiator:Iran recipient:Iraq host:Oman");
            shard.push(&Draft {
                id: "e1",
                when: sample::when("2015-08-11"),
                basis: Some(Basis::Stated),
                title: "Iran\u{202e} accused Iraq",
                kind: Kind::Accuse,
                actors: &actors,
                asserted_by: "s1",
                confidence: Confidence::new(0.6),
                rule: "verb",
                date_rule: "clause (on Tuesday)",
                ..Draft::default()
            });
            shard.push(&Draft { id: "e2", title: "Snow", ..Draft::default() });
            let speaker = Some(shard.actor("Oman"));
            shard.push_statement(&StatementDraft {
                id: "s1",
                speaker,
                form: Some(Form::Verbatim),
                text: "They accused us",
                event: "e1",
                rule: "behind",
                ..StatementDraft::default()
            });
        });
        assert_eq!(
            drawn(&timeline, Record::Event(0)),
            [
                "who: Iran",
                "did: Iran⟨U+202E⟩ accused Iraq; accuse, occurred",
                "whom: Iraq",
                "with: Oman (host)",
                "when: Tue 11 Aug 2015; stated, by the rule “clause (on Tuesday)”, right in 88 of 100 (88%)",
                "told by: Oman: \"They accused us\"",
                "rule: “verb”, right in 88 of 100 (88%)",
                "sure: 60%; confidence:>=0.7 hides what is less sure",
            ]
        );
        assert_eq!(
            drawn(&timeline, Record::Event(1)),
            ["did: Snow; other, occurred", "when: unknown", "rule: none: it stands in the file"]
        );
        assert_eq!(
            drawn(&timeline, Record::Statement(StatementId(0))),
            [
                "who: Oman",
                "did: \"They accused us\"; verbatim",
                "when: Tue 11 Aug 2015",
                "rule: “behind”",
            ]
        );
    }
}
