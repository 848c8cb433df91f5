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
            Record::Statement(_) => {
                Some(terms(&expr).try_map(&mut |term| test_of_statement(term, store))?)
            }
            _ if query.is_all() => Some(Tree::All(Vec::new())),
            _ => None,
        };
        let tree = units(&expr).try_graft(&mut |unit| unit.tests(store))?;
        Ok(Self { store, tree, scope: query.scope(), loose })
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

/// What a part of a query asks, before anyone looks it up: joined terms of one record.
#[derive(Clone, Debug)]
pub(super) enum Unit {
    /// One term, of the event or alone of its record.
    Term(Term),
    /// Of one and the same participation.
    Part(Tree<Term>),
    /// Of one and the same statement.
    Said(Tree<Term>),
}

impl Unit {
    /// The terms of it.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Term(term) => vec![term],
            Self::Part(terms) | Self::Said(terms) => terms.leaves(),
        }
    }

    /// The tests of an event.
    pub fn tests(&self, store: &Store) -> Result<Tree<EventTest>, QueryError> {
        Ok(match self {
            Self::Term(term) => match resolve::term(term, store)? {
                Tests::Event(tests) => tests,
                Tests::Part(test) => Tree::Leaf(EventTest::Part(Tree::Leaf(test))),
                Tests::Said(test) => Tree::Leaf(EventTest::Said(Tree::Leaf(test))),
            },
            Self::Part(terms) => {
                Tree::Leaf(EventTest::Part(terms.try_map(&mut |term| test_of_part(term, store))?))
            }
            Self::Said(terms) => {
                let tests = terms.try_map(&mut |term| test_of_statement(term, store))?;
                Tree::Leaf(EventTest::Said(tests))
            }
        })
    }
}

/// What a query asks of an event.
pub(super) fn units(expr: &Expr) -> Tree<Unit> {
    match expr {
        Expr::And(parts) => conjunction(parts),
        Expr::Or(parts) => Tree::Any(parts.iter().map(units).collect()),
        Expr::Not(part) => Tree::Not(Box::new(units(part))),
        Expr::Term(term) => Tree::Leaf(Unit::Term(term.clone())),
    }
}

fn conjunction(parts: &[Expr]) -> Tree<Unit> {
    let parts = merged(parts);
    let about = |is_so: fn(Record) -> bool| {
        let is_about = move |part: &&Expr| !matches!(part, Expr::And(_)) && is_so(record(part));
        parts.iter().filter(is_about).collect::<Vec<&Expr>>()
    };
    let mut trees = Vec::new();

    let (same, apart) = bound(&about(|record| matches!(record, Record::Statement(_))), |_| true);
    if !same.is_empty() {
        trees.push(Tree::Leaf(Unit::Said(Tree::all(same.into_iter().map(terms).collect()))));
    }
    let (same, others) =
        bound(&about(|record| record == Record::Participation), |part| !names_actor(part));
    if !same.is_empty() {
        trees.push(Tree::Leaf(Unit::Part(Tree::all(same.into_iter().map(terms).collect()))));
    }
    let rest =
        parts.iter().filter(|part| matches!(part, Expr::And(_)) || record(part) == Record::Event);
    trees.extend(apart.into_iter().chain(others).chain(rest).map(units));
    Tree::All(trees)
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
    let tests = merged(chips).iter().map(terms).collect();
    Tree::all(tests).try_map(&mut |term| test_of_part(term, store))
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

/// The terms about a single record.
fn terms(expr: &Expr) -> Tree<Term> {
    match expr {
        Expr::And(parts) => Tree::All(merged(parts).iter().map(terms).collect()),
        Expr::Or(parts) => Tree::Any(parts.iter().map(terms).collect()),
        Expr::Not(part) => Tree::Not(Box::new(terms(part))),
        Expr::Term(term) => Tree::Leaf(term.clone()),
    }
}

fn test_of_statement(term: &Term, store: &Store) -> Result<SaidTest, QueryError> {
    match resolve::term(term, store)? {
        Tests::Said(test) => Ok(test),
        _ => unreachable!("only terms about statements come here"),
    }
}

fn test_of_part(term: &Term, store: &Store) -> Result<PartTest, QueryError> {
    match resolve::term(term, store)? {
        Tests::Part(test) => Ok(test),
        _ => unreachable!("only terms about participations come here"),
    }
}
