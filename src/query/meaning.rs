//! A query in words.

mod value;

use crate::{
    index::Store,
    query::{
        edit::Query,
        expr::{Colon, Expr, Term},
        field::{Field, OfStatement, Record},
        meaning::value::{amount, days, name, near, period, text, who},
        plan::merged,
        resolve::NONE,
    },
};

/// What a query finds, as a phrase: "events that surely fall in Aug 2015, in which Russia (with
/// Sergei Lavrov, Maria Zakharova and 2 others) takes part, not of kind consult".
///
/// Names that are not in the timeline are said as they were typed. The words of the timeline are
/// not neutralised. O(actors meant).
#[must_use]
pub fn meaning(query: &Query, store: &Store) -> String {
    let candidates = if query.has_candidates() { ", candidates among them" } else { "" };
    if query.is_all() {
        return format!("all events{candidates}");
    }
    format!("events {}{candidates}", conjunction(query.chips(), store, ", ").yes)
}

/// What a part of a query says, and its contrary; both go on from "events", or from "a statement".
struct Phrase {
    yes: String,
    no: String,
}

impl Phrase {
    fn new(yes: impl Into<String>, no: impl Into<String>) -> Self {
        Self { yes: yes.into(), no: no.into() }
    }

    /// `of kind consult`, `not of kind consult`.
    fn or_not(yes: String) -> Self {
        Self { no: format!("not {yes}"), yes }
    }

    /// `with a place`, `without a place`.
    fn with(what: &str) -> Self {
        Self::new(format!("with {what}"), format!("without {what}"))
    }

    fn contrary(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }

    /// All of these.
    fn all(mut phrases: Vec<Self>, joint: &str) -> Self {
        if phrases.len() == 1 {
            return phrases.remove(0);
        }
        let (yes, no): (Vec<_>, Vec<_>) =
            phrases.into_iter().map(|part| (part.yes, part.no)).unzip();
        Self::new(yes.join(joint), format!("either {}", no.join(" or ")))
    }
}

fn phrase(expr: &Expr, store: &Store) -> Phrase {
    match expr {
        Expr::Not(part) => phrase(part, store).contrary(),
        Expr::And(parts) => conjunction(parts, store, " and "),
        Expr::Term(_) | Expr::Or(_) => match (one_field(expr), expr) {
            (Some(terms), _) => Values { terms, store }.phrase(),
            (None, Expr::Or(parts)) => {
                let contrary = parts.iter().map(|part| phrase(part, store).contrary()).collect();
                Phrase::all(contrary, " and ").contrary()
            }
            (None, _) => Phrase::new("", ""),
        },
    }
}

/// The terms of a part that asks for values of one field and for nothing else.
fn one_field(expr: &Expr) -> Option<Vec<&Term>> {
    match expr {
        Expr::Term(term) => Some(vec![term]),
        Expr::Or(parts) => {
            let terms: Vec<&Term> = parts
                .iter()
                .map(|part| match part {
                    Expr::Term(term) => Some(term),
                    _ => None,
                })
                .collect::<Option<_>>()?;
            let is_like_first = |term: &&Term| {
                term.field == terms[0].field
                    && (term.colon == Colon::Surely) == (terms[0].colon == Colon::Surely)
            };
            terms.iter().all(is_like_first).then_some(terms)
        }
        Expr::And(_) | Expr::Not(_) => None,
    }
}

/// What belongs together is said together: an actor with its role, a statement with its speaker.
fn conjunction(parts: &[Expr], store: &Store, joint: &str) -> Phrase {
    let parts = merged(parts);
    let field = |part: &Expr| one_field(part).map(|terms| terms[0].field);
    let inner = |part: &Expr| match part {
        Expr::Not(inner) => field(inner),
        _ => field(part),
    };
    let role = parts.iter().find(|part| field(part) == Some(Field::Role));
    let has_actor = parts.iter().any(|part| field(part) == Some(Field::Actor));
    let has_statement = parts.iter().any(|part| field(part).is_some_and(is_of_statement));

    let (mut phrases, mut statement) = (Vec::new(), Vec::new());
    for part in &parts {
        let said = phrase(part, store);
        match (field(part), role.and_then(one_field)) {
            (Some(Field::Role), _) if has_actor => {}
            (Some(Field::Actor), Some(terms)) => {
                let roles = Values { terms, store }.list(|_, value| text(value));
                phrases.push(Phrase::new(
                    format!("{} as {roles}", said.yes),
                    format!("{} as {roles}", said.no),
                ));
            }
            _ if has_statement && inner(part).is_some_and(is_of_statement) => statement.push(part),
            _ => phrases.push(said),
        }
    }
    if !statement.is_empty() {
        let parts = statement.into_iter().map(|part| match part {
            Expr::Not(part) => of_statement(part, store).contrary(),
            _ => of_statement(part, store),
        });
        phrases
            .push(Phrase::with(&format!("a statement {}", Phrase::all(parts.collect(), " ").yes)));
    }
    Phrase::all(phrases, joint)
}

fn is_of_statement(field: Field) -> bool {
    matches!(field.record(), Record::Statement(_))
}

/// What is asked of a statement: goes on from "a statement".
fn of_statement(part: &Expr, store: &Store) -> Phrase {
    let Some(terms) = one_field(part) else { return Phrase::new("", "") };
    let Record::Statement(what) = terms[0].field.record() else { return Phrase::new("", "") };
    let values = Values { terms, store };
    let who =
        |before: &str| format!("{before} {}", values.list(|term, value| who(term, value, store)));
    Phrase::or_not(match what {
        OfStatement::Speaker => {
            let speaker = |term: &Term, value: &crate::query::Value| match text(value).as_str() {
                NONE if term.colon == Colon::Plain => "somebody unknown".to_owned(),
                _ => value::who(term, value, store),
            };
            format!("by {}", values.list(speaker))
        }
        OfStatement::To => who("to"),
        OfStatement::About => who("about"),
        OfStatement::Via => who("reported by"),
        OfStatement::Form => format!("in {} form", values.list(|_, value| text(value))),
        OfStatement::Words => {
            format!("with the words {}", values.list(|_, value| value::words(value)))
        }
    })
}

/// The values of terms of one field.
struct Values<'a> {
    terms: Vec<&'a Term>,
    store: &'a Store,
}

impl Values<'_> {
    /// The values with `or` between them.
    fn list(&self, said: impl Fn(&Term, &crate::query::Value) -> String) -> String {
        let values =
            self.terms.iter().flat_map(|term| term.values.iter().map(|value| said(term, value)));
        values.collect::<Vec<_>>().join(" or ")
    }

    fn phrase(&self) -> Phrase {
        let Some(&first) = self.terms.first() else { return Phrase::new("", "") };
        let store = self.store;
        let texts = || self.list(|_, value| text(value));
        let names = || self.list(name);
        let fall = |when: String| match first.colon {
            Colon::Surely => Phrase::new(
                format!("that surely fall {when}"),
                format!("that do not surely fall {when}"),
            ),
            _ => Phrase::new(format!("that may fall {when}"), format!("that do not fall {when}")),
        };
        match first.field {
            Field::Actor => {
                let who = self.list(|term, value| who(term, value, store));
                Phrase::new(format!("in which {who} takes part"), format!("without {who}"))
            }
            Field::Role => Phrase::with(&format!("somebody as {}", texts())),
            Field::Dyad => {
                let pairs = self.list(|term, value| value::pair(term, value, store));
                Phrase::new(format!("in which {pairs}"), format!("but not those in which {pairs}"))
            }
            Field::Actors => {
                let number = self.list(|_, value| amount(value));
                Phrase::with(&format!(
                    "{number} {}",
                    if number == "1" { "actor" } else { "actors" }
                ))
            }
            Field::Text => {
                Phrase::with(&format!("the words {}", self.list(|_, value| value::words(value))))
            }
            Field::Has => Phrase::with(&self.list(|_, value| value::thing(&text(value)))),
            Field::Speaker | Field::To | Field::About | Field::Via | Field::Form | Field::Said => {
                let terms = self.terms.iter().map(|&term| Expr::Term(term.clone())).collect();
                Phrase::with(&format!("a statement {}", of_statement(&Expr::Or(terms), store).yes))
            }
            Field::Date => fall(self.list(|_, value| days(value, store))),
            Field::Before => fall(format!("before {}", self.list(|_, value| period(value, store)))),
            Field::After => fall(format!("after {}", self.list(|_, value| period(value, store)))),
            Field::Around => fall(self.list(|_, value| near(value, store))),
            Field::Precision => {
                let how = self.list(|_, value| value::closeness(value));
                Phrase::new(format!("dated {how}"), format!("not dated {how}"))
            }
            Field::Approx => Phrase::with("an approximate or uncertain date"),
            Field::Undated => Phrase::new("without a date", "with a date"),
            Field::Candidates => Phrase::or_not("with the candidates".to_owned()),
            Field::Kind if first.colon == Colon::Exact => {
                Phrase::new(format!("called {}", texts()), format!("not called {}", texts()))
            }
            Field::Kind => {
                Phrase::or_not(format!("of kind {}", self.list(|_, it| value::kind(it))))
            }
            Field::Quad => Phrase::or_not(format!("of quad class {}", texts())),
            Field::Status => Phrase::or_not(format!("of status {}", texts())),
            Field::Place => Phrase::or_not(format!("at {}", names())),
            Field::Country => Phrase::or_not(format!("in the country {}", names())),
            Field::Id => Phrase::with(&format!("the id {}", texts())),
            Field::Tag => Phrase::or_not(format!("tagged {}", names())),
            Field::Code => match first.colon {
                Colon::Exact => Phrase::with(&format!("the code {}", texts())),
                _ => Phrase::with(&format!("a code that begins with {}", texts())),
            },
            Field::Fatalities => {
                Phrase::with(&format!("{} killed", self.list(|_, value| amount(value))))
            }
            Field::Basis => Phrase::new(
                format!("with a date that is {}", texts()),
                format!("with a date that is not {}", texts()),
            ),
            Field::Confidence => {
                Phrase::with(&format!("a confidence of {}", self.list(|_, value| amount(value))))
            }
            Field::Source => match texts().as_str() {
                NONE => Phrase::new("without a source", "with a source"),
                _ => Phrase::with(&format!("evidence in {}", names())),
            },
            Field::Sources => Phrase::with(&format!(
                "evidence in {} sources",
                self.list(|_, value| amount(value))
            )),
            Field::Anchor => Phrase::with(&format!(
                "evidence whose words are {}",
                self.list(|_, value| value::anchor(&text(value)))
            )),
            Field::Review => Phrase::or_not(format!("under review: {}", texts())),
            Field::Mine => Phrase::new("of your own", "not of your own"),
            Field::Marked => Phrase::or_not("marked".to_owned()),
            Field::Note => {
                Phrase::with(&format!("a note on {}", self.list(|_, value| value::words(value))))
            }
        }
    }
}
