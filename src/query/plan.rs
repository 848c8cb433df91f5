//! [`Expr`] → tests of the records of one timeline.
//!
//! Terms about statements hold for one and the same statement, and terms about a participation for
//! one and the same, as far as they stand in one conjunction: alternatives in parentheses belong
//! to the conjunction around them, a conjunction in parentheses stands for itself. Beside a term
//! that asks for a statement, one that excludes is about the same statement (`by:grey
//! -form:verbatim`); standing alone it excludes events. An excluded actor excludes events always.

use crate::{
    index::Store,
    model::Scope,
    query::{
        edit::Query,
        error::QueryError,
        expr::{Colon, Expr, Term},
        field::{Field, Record},
        resolve::{self, Tests},
        test::{EventTest, PartTest, SaidTest},
        tree::Tree,
    },
};

/// A query with all its names looked up in a timeline.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    pub(super) store: &'a Store,
    pub(super) tree: Tree<EventTest>,
    /// Whether it is asked of the candidates, too.
    pub(super) scope: Scope,
    /// What a statement without an event must pass; none if the query asks for more.
    pub(super) loose: Option<Tree<SaidTest>>,
}

impl<'a> Plan<'a> {
    /// Looks up the names of a query. The error says which of them is not in the timeline, and
    /// what may have been meant.
    pub fn new(query: &Query, store: &'a Store) -> Result<Self, QueryError> {
        let expr = Expr::And(query.chips().to_vec());
        let loose = match record(&expr) {
            Record::Statement(_) => Some(tests_of_statement(&expr, store)?),
            _ if query.is_all() => Some(Tree::All(Vec::new())),
            _ => None,
        };
        Ok(Self { store, tree: tests(&expr, store)?, scope: query.scope(), loose })
    }

    /// Whether records must be looked at one by one to answer it, because no index has the answer.
    /// That takes long in a large timeline.
    #[must_use]
    pub fn reads_records(&self) -> bool {
        self.tree.leaves().into_iter().any(EventTest::reads_records)
    }

    /// Whether words of events must be searched for to answer it.
    #[must_use]
    pub fn reads_texts(&self) -> bool {
        self.tree.leaves().into_iter().any(|test| matches!(test, EventTest::Words(_)))
    }
}

/// What a part of a query asks of: the event where its terms ask of different records.
fn record(expr: &Expr) -> Record {
    match expr {
        Expr::Term(term) => term.field.record(),
        Expr::Not(part) => record(part),
        Expr::And(parts) | Expr::Or(parts) => {
            let mut records = parts.iter().map(record);
            let first = records.next().unwrap_or(Record::Event);
            if records.all(|other| other.is_like(first)) { first } else { Record::Event }
        }
    }
}

/// The tests of an event.
fn tests(expr: &Expr, store: &Store) -> Result<Tree<EventTest>, QueryError> {
    match expr {
        Expr::And(parts) => conjunction(parts, store),
        Expr::Or(parts) => all(parts, |part| tests(part, store)).map(Tree::Any),
        Expr::Not(part) => Ok(Tree::Not(Box::new(tests(part, store)?))),
        Expr::Term(term) => Ok(match resolve::term(term, store)? {
            Tests::Event(tests) => tests,
            Tests::Part(test) => Tree::Leaf(EventTest::Part(Tree::Leaf(test))),
            Tests::Said(test) => Tree::Leaf(EventTest::Said(Tree::Leaf(test))),
        }),
    }
}

fn conjunction(parts: &[Expr], store: &Store) -> Result<Tree<EventTest>, QueryError> {
    let parts = merged(parts);
    let about = |is_so: fn(Record) -> bool| {
        let is_about = move |part: &&Expr| !matches!(part, Expr::And(_)) && is_so(record(part));
        parts.iter().filter(is_about).collect::<Vec<&Expr>>()
    };
    let mut trees = Vec::new();

    let (same, apart) = bound(&about(|record| matches!(record, Record::Statement(_))), |_| true);
    if !same.is_empty() {
        let tests = all(same, |part| tests_of_statement(part, store))?;
        trees.push(Tree::Leaf(EventTest::Said(Tree::all(tests))));
    }
    let (same, others) =
        bound(&about(|record| record == Record::Participation), |part| !names_actor(part));
    if !same.is_empty() {
        let tests = all(same, |part| tests_of_part(part, store))?;
        trees.push(Tree::Leaf(EventTest::Part(Tree::all(tests))));
    }
    let rest =
        parts.iter().filter(|part| matches!(part, Expr::And(_)) || record(part) == Record::Event);
    trees.extend(all(apart.into_iter().chain(others).chain(rest), |part| tests(part, store))?);
    Ok(Tree::All(trees))
}

/// The chips that a term of the field shares a record with, a participation or a statement, and
/// the others; those of the field itself are left out.
pub(super) fn beside(query: &Query, field: Field) -> (Vec<Expr>, Query) {
    let of_field = field.record();
    let shares = |chip: &Expr| {
        of_field != Record::Event
            && !matches!(chip, Expr::And(_))
            && record(chip).is_like(of_field)
            && (asks(chip) || of_field != Record::Participation || !names_actor(chip))
    };
    let mut rest = query.without_field(field);
    let same: Vec<Expr> = rest.chips().iter().filter(|chip| shares(chip)).cloned().collect();
    rest = rest.retaining(|chip| !shares(chip));
    (same, rest)
}

/// What each of some chips asks of a participation.
pub(super) fn tests_of_parts(chips: &[Expr], store: &Store) -> Result<Tree<PartTest>, QueryError> {
    all(&merged(chips), |chip| tests_of_part(chip, store)).map(Tree::all)
}

/// The parts that one and the same record must pass, and those that stand for themselves.
fn bound<'a>(
    parts: &[&'a Expr],
    binds_exclusion: impl Fn(&Expr) -> bool,
) -> (Vec<&'a Expr>, Vec<&'a Expr>) {
    let one_asks = parts.len() > 1 && parts.iter().any(|part| asks(part));
    parts.iter().partition(|part| one_asks && (asks(part) || binds_exclusion(part)))
}

/// Whether some term of it is not excluded.
fn asks(expr: &Expr) -> bool {
    match expr {
        Expr::Term(_) => true,
        Expr::Not(_) => false,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(asks),
    }
}

fn names_actor(expr: &Expr) -> bool {
    match expr {
        Expr::Term(term) => term.field == Field::Actor,
        Expr::Not(part) => names_actor(part),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(names_actor),
    }
}

/// The parts of a conjunction with the terms of one field made alternatives; bare words all hold.
pub(super) fn merged(parts: &[Expr]) -> Vec<Expr> {
    let mut merged = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        let goes_with = |other: &&Expr| match (part, other) {
            (Expr::Term(one), Expr::Term(other)) => {
                one.field == other.field
                    && one.field != Field::Text
                    && (one.colon == Colon::Surely) == (other.colon == Colon::Surely)
            }
            _ => false,
        };
        if parts[..place].iter().any(|earlier| goes_with(&earlier)) {
            continue;
        }
        let alternatives: Vec<Expr> = parts[place..].iter().filter(goes_with).cloned().collect();
        merged.push(if alternatives.len() > 1 { Expr::Or(alternatives) } else { part.clone() });
    }
    merged
}

fn tests_of_statement(expr: &Expr, store: &Store) -> Result<Tree<SaidTest>, QueryError> {
    tests_of(expr, &|term| match resolve::term(term, store)? {
        Tests::Said(test) => Ok(test),
        _ => unreachable!("only terms about statements come here"),
    })
}

fn tests_of_part(expr: &Expr, store: &Store) -> Result<Tree<PartTest>, QueryError> {
    tests_of(expr, &|term| match resolve::term(term, store)? {
        Tests::Part(test) => Ok(test),
        _ => unreachable!("only terms about participations come here"),
    })
}

/// The tests of a single record.
fn tests_of<T>(
    expr: &Expr,
    test: &impl Fn(&Term) -> Result<T, QueryError>,
) -> Result<Tree<T>, QueryError> {
    match expr {
        Expr::And(parts) => all(&merged(parts), |part| tests_of(part, test)).map(Tree::All),
        Expr::Or(parts) => all(parts, |part| tests_of(part, test)).map(Tree::Any),
        Expr::Not(part) => Ok(Tree::Not(Box::new(tests_of(part, test)?))),
        Expr::Term(term) => Ok(Tree::Leaf(test(term)?)),
    }
}

fn all<'a, T>(
    parts: impl IntoIterator<Item = &'a Expr>,
    convert: impl FnMut(&Expr) -> Result<T, QueryError>,
) -> Result<Vec<T>, QueryError> {
    parts.into_iter().map(convert).collect()
}
