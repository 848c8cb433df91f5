//! What can be typed next.
//!
//! The text need not be a query yet: a quotation mark may be open, a name half written. The term
//! that the cursor stands in is set apart, and the rest of the text, if it is a query, says under
//! which filter the events of a value are counted.

mod candidates;
mod place;

use std::{cmp::Reverse, ops::Range};

use crate::{
    base::{progress::Progress, rows::RowSet},
    index::Store,
    model::Scope,
    query::{
        complete::{
            candidates::Candidate,
            place::{Place, Typed},
        },
        edit::Query,
        expr::Expr,
        field::{Field, Takes},
        plan::{self, Plan},
        print::quoted,
        resolve,
    },
};

/// How many values are offered.
const OFFERED: usize = 20;
/// How many actors are offered where no field is typed yet.
const ACTORS: usize = 5;
/// Above so many rows only those values are counted that have an index.
const COUNTED: u32 = 500_000;

/// What can be typed at a place of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The bytes of the text that a completion takes the place of.
    pub replaces: Range<usize>,
    /// The completions, best first; dates and precisions in their order.
    pub items: Vec<Completion>,
}

/// One thing that can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What to insert.
    pub insert: String,
    /// How it is shown: a name as the timeline has it. Not neutralised.
    pub label: String,
    /// What is known of it: the help of a field, the kind of an actor.
    pub note: String,
    /// How many events it finds under the rest of the query; none for a field, and where counting
    /// would be felt.
    pub events: Option<u32>,
}

/// What can be typed at the cursor, a byte of the text; nothing when asked to stop.
///
/// O(names that begin so + events / 64 for each of the values offered), besides finding what the
/// rest of the query finds.
#[must_use]
pub fn complete(text: &str, cursor: usize, store: &Store, progress: &Progress) -> Completions {
    let Place { term, replaces, typed } = Place::find(text, cursor);
    let rest = format!("{} {}", &text[..term.start], &text[term.end..]);
    let rest = Query::parse(&rest).unwrap_or_default();
    let items = match typed {
        Typed::Field(name) => {
            let is_meant = |field: &Field| {
                let mut names = field.aliases().iter().copied().chain([field.name()]);
                *field != Field::Text && names.any(|own| own.starts_with(&name))
            };
            let mut items: Vec<Completion> = Field::all().filter(is_meant).map(of_field).collect();
            if name.chars().count() > 1 {
                let asked = Asked::new(&rest, Field::Actor, "actor:", store, progress);
                items.extend(
                    asked.best(&name, ACTORS).into_iter().map(|item| Completion {
                        insert: format!("actor:{}", item.insert),
                        ..item
                    }),
                );
            }
            items
        }
        Typed::Value { field, text, head } => {
            Asked::new(&rest, field, &head, store, progress).best(&text, OFFERED)
        }
    };
    if progress.is_cancelled() { Completions::default() } else { Completions { replaces, items } }
}

fn of_field(field: Field) -> Completion {
    let name = format!("{}:", field.name());
    let note = format!("events {}", field.help());
    Completion { insert: name.clone(), label: name, note, events: None }
}

/// What values are wanted for.
struct Asked<'a> {
    field: Field,
    /// What a value needs before it to be a term.
    head: &'a str,
    /// What the rest of the query finds, but for the chips `beside`.
    rows: RowSet,
    /// The chips that must hold for the same participation or statement as the value.
    beside: Query,
    store: &'a Store,
}

impl<'a> Asked<'a> {
    fn new(
        rest: &Query,
        field: Field,
        head: &'a str,
        store: &'a Store,
        progress: &Progress,
    ) -> Self {
        let (same, others) = plan::beside(rest, field);
        let beside = Query::from(Expr::And(same)).with_candidates(rest.scope() >= Scope::All);
        let all = store.rows_in(rest.scope());
        let rows = match Plan::new(&others, store) {
            Ok(plan) if !others.is_all() => plan.rows_within(&all, progress),
            _ => all,
        };
        Self { field, head, rows, beside, store }
    }

    /// The best values that begin so, with the numbers of their events.
    fn best(&self, typed: &str, most: usize) -> Vec<Completion> {
        let mut candidates = candidates::of(self.field, typed, &self.rows, self.store);
        let is_ranked = !matches!(self.field.takes(), Takes::Date | Takes::Compare);
        if is_ranked {
            candidates.sort_by_key(|candidate| Reverse(candidate.rank));
        }
        candidates.truncate(most);
        let is_counted = has_index(self.field) || self.rows.count() <= COUNTED;
        let completion = |candidate: Candidate| {
            let insert = quoted(&self.word_for(&candidate), self.field, false);
            let events = if is_counted { self.count(&insert) } else { None };
            let Candidate { label, note, .. } = candidate;
            Completion { insert, label, note, events }
        };
        let mut items: Vec<Completion> = candidates.into_iter().map(completion).collect();
        if is_ranked {
            items.sort_by_key(|item| Reverse(item.events));
        }
        items
    }

    /// The value that means the candidate and nothing else, as far as there is one.
    fn word_for(&self, candidate: &Candidate) -> String {
        let Some(actor) = candidate.actor else { return candidate.text.clone() };
        let is_exact = self.head.ends_with("=:");
        let word = if is_exact { resolve::exact_word_for } else { resolve::word_for };
        word(actor, self.store, &candidate.text).unwrap_or(&candidate.text).to_owned()
    }

    fn count(&self, value: &str) -> Option<u32> {
        // The first half of a dyad is an actor.
        let query = Query::parse(&format!("{}{value}", self.head))
            .or_else(|_| Query::parse(&format!("actor:{value}")))
            .ok()?;
        let plan = Plan::new(&self.beside.and(&query), self.store).ok()?;
        Some(plan.rows_within(&self.rows, &Progress::default()).count())
    }
}

/// Whether the events of a value are found without looking at each event.
fn has_index(field: Field) -> bool {
    !matches!(
        field,
        Field::Role | Field::Has | Field::Tag | Field::Code | Field::Source | Field::Anchor
    )
}
