//! What a query asks of an event, test by test: for whoever holds the events elsewhere and has
//! samples of their fields in a [`Store`], each field apart from the others.

use crate::{
    base::{progress::Progress, rows::RowSet},
    index::Store,
    model::Participation,
    query::{
        edit::Query,
        error::QueryError,
        expr::{Expr, Term},
        field::Field,
        plan,
        run::{Run, evaluate},
        test::{Dyad, EventTest},
        tree::Tree,
    },
};

/// Tests joined by and, or and not. What can't be said of an event without a date is neither true
/// nor false of it, and so is what is made of that.
#[derive(Clone, Debug)]
pub enum Asked {
    /// All of these hold; nothing is asked if there is none.
    All(Vec<Self>),
    /// One of these holds.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
    /// A test of one field, or of fields that ask of one record.
    Test {
        /// The fields.
        fields: Vec<Field>,
        /// For which samples it holds.
        held: Held,
    },
}

/// For which samples a test holds. It holds for an event if it does for one of its fields.
#[derive(Clone, Debug)]
pub enum Held {
    /// These.
    Rows {
        /// It holds.
        holds: RowSet,
        /// It can't be said, because there is no date.
        undated: RowSet,
    },
    /// Those of two actors.
    Pair {
        /// Both take part in the sample itself.
        both: RowSet,
        /// The one that acts does, or the one named first.
        first: RowSet,
        /// The other does.
        second: RowSet,
        /// Whether no actor is meant by both names.
        apart: bool,
    },
    /// The samples don't tell for which of them these terms hold.
    Untold(Vec<Term>),
}

impl Asked {
    /// What a query asks, with its names as they are in a store. The samples tell of the terms for
    /// which `tells` holds; names in the other terms are not looked up.
    ///
    /// The error says which name is not in the store.
    pub fn new(
        query: &Query,
        store: &Store,
        tells: impl Fn(&Term) -> bool,
    ) -> Result<Self, QueryError> {
        let units = plan::units(&Expr::And(query.chips().to_vec()));
        let asked = units.try_graft(&mut |unit| {
            let mut fields: Vec<Field> = unit.terms().iter().map(|term| term.field).collect();
            fields.dedup();
            if !unit.terms().into_iter().all(&tells) {
                let terms = unit.terms().into_iter().cloned().collect();
                return Ok(Tree::Leaf((fields, Held::Untold(terms))));
            }
            let tests = unit.tests(store)?;
            tests.try_map(&mut |test| Ok((fields.clone(), held(test, store, query))))
        });
        asked.map(Self::from)
    }
}

impl Query {
    /// Whether the names of those terms are in a store for which `tells` holds. The error says which
    /// is not.
    pub fn check(&self, store: &Store, tells: impl Fn(&Term) -> bool) -> Result<(), QueryError> {
        let units = plan::units(&Expr::And(self.chips().to_vec()));
        let told = units.leaves().into_iter().filter(|it| it.terms().into_iter().all(&tells));
        told.map(|unit| unit.tests(store)).collect::<Result<Vec<_>, _>>().map(drop)
    }
}

impl From<Tree<(Vec<Field>, Held)>> for Asked {
    fn from(tree: Tree<(Vec<Field>, Held)>) -> Self {
        let all = |trees: Vec<_>| trees.into_iter().map(Self::from).collect();
        match tree {
            Tree::All(trees) => Self::All(all(trees)),
            Tree::Any(trees) => Self::Any(all(trees)),
            Tree::Not(tree) => Self::Not(Box::new(Self::from(*tree))),
            Tree::Leaf((fields, held)) => Self::Test { fields, held },
        }
    }
}

fn held(test: &EventTest, store: &Store, query: &Query) -> Held {
    let progress = Progress::default();
    let run = Run::new(store, query.scope(), &progress);
    let all = RowSet::all(store.timeline().len());
    let found = evaluate(&run, &Tree::Leaf(test.clone()), &all);
    let EventTest::Dyad(dyad) = test else {
        let undated = found.open.map_or_else(|| RowSet::none(all.universe()), |it| it.undated);
        return Held::Rows { holds: found.rows, undated };
    };
    let Dyad { first, second, directed } = dyad;
    let with = |actors: &RowSet, may: fn(Participation) -> bool| {
        let parts = |row| store.timeline().columns().actors.get(row).iter().copied();
        let is_one =
            |part: Participation| actors.contains(part.actor().0) && (!directed || may(part));
        RowSet::filtered(all.universe(), |row| parts(row).any(is_one))
    };
    Held::Pair {
        both: found.rows,
        first: with(first, |part| part.role().acts()),
        second: with(second, |part| part.role().is_acted_on()),
        apart: first.count_common(second) == 0,
    }
}
