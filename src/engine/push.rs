//! What a query asks becomes a condition over columns.

use crate::{
    base::rows::RowSet,
    engine::{
        samples::Samples,
        sql::{Column, Condition},
    },
    ingest::Aspect,
    query::{Asked, Expr, Field, Held, Query, QueryError, Term, What},
};

/// A condition in a statement is no longer than this, in bytes: `ClickHouse` takes 256 KiB of a
/// statement where it is not told otherwise.
const LONGEST: usize = 200 << 10;

/// A query as it is asked of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// For which rows it is asked.
    pub condition: Condition,
    /// The fields whose terms the database can't answer, or not exactly: they are looked at again
    /// in what it gives.
    pub again: Vec<Field>,
}

/// How a database is asked for the terms of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// For the values of the columns that tell it; exactly, unless a value can't be written.
    Columns(Aspect),
    /// For the id of the row.
    Id,
    /// Not at all: no row of a data set has what it asks of.
    Never,
    /// Not at all: it is looked at here, in what the other terms give.
    Here,
    /// It can't stand in a query for a database.
    Refused,
}

/// How a database is asked for the terms of a field.
#[must_use]
pub fn way(field: Field) -> Way {
    match field {
        Field::Actor | Field::Role | Field::Dyad => Way::Columns(Aspect::Who),
        Field::Date
        | Field::Before
        | Field::After
        | Field::Precision
        | Field::Approx
        | Field::Undated
        | Field::Basis => Way::Columns(Aspect::When),
        Field::Kind | Field::Quad | Field::Code | Field::Status => Way::Columns(Aspect::What),
        Field::Country => Way::Columns(Aspect::Country),
        Field::Place => Way::Columns(Aspect::Place),
        Field::Fatalities => Way::Columns(Aspect::Fatalities),
        Field::Tag => Way::Columns(Aspect::Tags),
        Field::Id => Way::Id,
        Field::Speaker
        | Field::To
        | Field::About
        | Field::Via
        | Field::Form
        | Field::Said
        | Field::Confidence
        | Field::Anchor => Way::Never,
        Field::Around => Way::Refused,
        Field::Actors
        | Field::Text
        | Field::Has
        | Field::Candidates
        | Field::Source
        | Field::Sources
        | Field::Review
        | Field::Mine
        | Field::Marked
        | Field::Note => Way::Here,
    }
}

/// What a field asks of, if a group of columns may tell it.
pub fn aspect(field: Field) -> Option<Aspect> {
    match way(field) {
        Way::Columns(aspect) => Some(aspect),
        _ => None,
    }
}

/// The aspects of which a query asks.
#[must_use]
pub fn aspects(query: &Query) -> Vec<Aspect> {
    let terms = query.chips().iter().flat_map(Expr::terms);
    let mut aspects: Vec<Aspect> = terms.filter_map(|term| aspect(term.field)).collect();
    aspects.sort_unstable();
    aspects.dedup();
    aspects
}

/// Asks a query of the history of which there are samples; `id` is the column with the id of a row.
pub fn push(query: &Query, samples: &Samples, id: Option<&Column>) -> Result<Pushed, QueryError> {
    let mut terms = query.chips().iter().flat_map(Expr::terms);
    if let Some(term) = terms.find(|term| way(term.field) == Way::Refused) {
        let message = format!("{}: asks of events that are here", term.field.name());
        let error = QueryError::new(term.at, message);
        return Err(error.with_help("give the dates: date:2014-03/2014-04"));
    }
    let asked = Asked::new(query, &samples.store, |term| samples.tell(term))?;
    let mut push = Push { samples, id, again: Vec::new() };
    let mut condition = push.both(&asked).holds;
    if condition.len() > LONGEST {
        push.again.extend(query.chips().iter().flat_map(Expr::terms).map(|term| term.field));
        condition = Condition::OPEN;
    }
    let mut again = push.again;
    again.sort_unstable();
    again.dedup();
    if condition.is_exact() {
        again.clear();
    }
    Ok(Pushed { condition, again })
}

/// For which rows something holds, and for which it does not. What can't be said of a row, because
/// it has no date, is neither.
struct Both {
    holds: Condition,
    fails: Condition,
}

struct Push<'a> {
    samples: &'a Samples,
    id: Option<&'a Column>,
    again: Vec<Field>,
}

impl Push<'_> {
    fn both(&mut self, asked: &Asked) -> Both {
        match asked {
            Asked::All(all) => {
                let all: Vec<Both> = all.iter().map(|asked| self.both(asked)).collect();
                let (holds, fails): (Vec<_>, Vec<_>) =
                    all.into_iter().map(|both| (both.holds, both.fails)).unzip();
                Both { holds: Condition::all(holds), fails: Condition::any(fails) }
            }
            Asked::Any(any) => {
                let any: Vec<Both> = any.iter().map(|asked| self.both(asked)).collect();
                let (holds, fails): (Vec<_>, Vec<_>) =
                    any.into_iter().map(|both| (both.holds, both.fails)).unzip();
                Both { holds: Condition::any(holds), fails: Condition::all(fails) }
            }
            Asked::Not(asked) => {
                let Both { holds, fails } = self.both(asked);
                Both { holds: fails, fails: holds }
            }
            Asked::Test { fields, held } => {
                let both = self.test(fields, held);
                let is_long = both.holds.len().max(both.fails.len()) > LONGEST;
                let both = if is_long { Self::open() } else { both };
                if !both.holds.is_exact() || !both.fails.is_exact() {
                    self.again.extend(fields);
                }
                both
            }
        }
    }

    fn open() -> Both {
        Both { holds: Condition::OPEN, fails: Condition::OPEN }
    }

    fn test(&self, fields: &[Field], held: &Held) -> Both {
        let ways: Vec<Way> = fields.iter().map(|field| way(*field)).collect();
        match (held, &*ways) {
            (Held::Rows { holds, undated }, [Way::Columns(aspect), ..]) => {
                self.rows(*aspect, holds, undated)
            }
            (Held::Pair { both, first, second, apart }, _) => {
                self.pair(both, first, second, *apart)
            }
            (Held::Untold(_), ways) if ways.iter().all(|way| *way == Way::Never) => {
                Both { holds: Condition::NONE, fails: Condition::ALL }
            }
            (Held::Untold(terms), [Way::Id]) => match (&**terms, self.id) {
                ([term], Some(id)) => Self::ids(term, id),
                _ => Self::open(),
            },
            _ => Self::open(),
        }
    }

    /// Of one of the groups that tell it.
    fn rows(&self, aspect: Aspect, holds: &RowSet, undated: &RowSet) -> Both {
        let inside = self.samples.numbers(aspect, holds);
        let undated = self.samples.numbers(aspect, undated);
        let holds = inside.iter().map(|(dictionary, holds)| dictionary.among(|it| holds[it]));
        let fails = inside.iter().zip(&undated);
        let fails = fails.map(|((dictionary, holds), (_, undated))| {
            dictionary.among(|number| !holds[number] && !undated[number])
        });
        Both { holds: Condition::any(holds), fails: Condition::all(fails) }
    }

    /// The two of a pair in one group, or in two.
    fn pair(&self, both: &RowSet, first: &RowSet, second: &RowSet, apart: bool) -> Both {
        let among = |rows: &RowSet| -> Vec<Condition> {
            let numbers = self.samples.numbers(Aspect::Who, rows);
            numbers.iter().map(|(dictionary, holds)| dictionary.among(|it| holds[it])).collect()
        };
        let (first, second) = (among(first), among(second));
        let mut any = among(both);
        for (one, first) in first.iter().enumerate() {
            for (other, second) in second.iter().enumerate() {
                if one != other {
                    let two = Condition::all([first.clone(), second.clone()]);
                    // One actor on both sides is no pair.
                    any.push(if apart || two.is_none() { two } else { two.superset() });
                }
            }
        }
        let holds = Condition::any(any);
        let fails = holds.negated();
        Both { holds, fails }
    }

    /// What is before an `@` is the id of the row, the day behind it was put there by the reader.
    fn ids(term: &Term, id: &Column) -> Both {
        let values = term.values.iter().filter_map(|value| match &value.what {
            What::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let mut conditions: Vec<Condition> = Vec::new();
        for value in values {
            conditions.push(id.among(&[value], &[]));
            if let Some((row, _)) = value.split_once('@') {
                conditions.push(id.among(&[row], &[]).superset());
            }
        }
        let holds = Condition::any(conditions);
        let fails = holds.negated();
        Both { holds, fails }
    }
}
