//! A query as a list of chips, and the changes that keys make to it.

use std::{fmt, str::FromStr};

use crate::{
    index::Store,
    model::ActorId,
    query::{
        error::{At, QueryError},
        expr::{Colon, Expr, Term, Value, What},
        field::{Field, Record},
        parse,
        print::Inner,
        resolve, scope,
    },
};

/// A query: chips that all hold. The default one has none and finds everything.
///
/// ```
/// # use demarche::query::{Field, Query, Term};
/// let query = Query::parse("date:2015-08 actor:khoja")?;
/// let query = query.with(Term::new(Field::Actor, "lavrov"));
/// assert_eq!(query.to_string(), "date:2015-08 actor:khoja,lavrov");
/// assert_eq!(query.without(0).to_string(), "actor:khoja,lavrov");
/// # Ok::<(), demarche::query::QueryError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    chips: Vec<Expr>,
    /// Whether it is asked of the candidates, too.
    candidates: bool,
}

impl Query {
    /// Reads a query; the error says at which character it can't be understood.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let (parts, candidates) = scope::split(parse::parse(text)?)?;
        Ok(Self::from(Expr::And(parts)).with_candidates(candidates))
    }

    /// The same query, asked of the candidates, too, or not.
    #[must_use]
    pub fn with_candidates(self, candidates: bool) -> Self {
        Self { candidates, ..self }
    }

    /// Whether it asks for the candidates beside what else it finds: `candidates:`.
    #[must_use]
    pub fn has_candidates(&self) -> bool {
        self.candidates
    }

    /// The parts that all hold; each can be shown by itself with [`Query::chip`].
    #[must_use]
    pub fn chips(&self) -> &[Expr] {
        &self.chips
    }

    /// The text of a chip; empty if there is no such chip.
    #[must_use]
    pub fn chip(&self, index: usize) -> String {
        self.chips.get(index).map_or_else(String::new, |chip| Inner(chip).to_string())
    }

    /// Whether nothing is asked for, so that it finds everything.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.chips.is_empty()
    }

    /// All chips as one expression.
    #[must_use]
    pub fn expr(&self) -> Expr {
        match self.chips.as_slice() {
            [chip] => chip.clone(),
            chips => Expr::And(chips.to_vec()),
        }
    }

    /// Without one chip; the same if there is no such chip.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        self.kept(|place, _| place != index)
    }

    /// Without the chips that ask for values of the field or exclude some: what is counted beside
    /// the values of a field is under all other chips.
    #[must_use]
    pub fn without_field(&self, field: Field) -> Self {
        let mut kept = self.clone();
        // What is left alone of a conjunction in parentheses becomes chips of its own.
        while kept.chips.iter().any(|chip| is_about(chip, field)) {
            kept = kept.retaining(|chip| !is_about(chip, field));
        }
        kept
    }

    /// Without its last chip.
    #[must_use]
    pub fn without_last(&self) -> Self {
        self.without(self.chips.len().wrapping_sub(1))
    }

    /// Both this and `other`.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let both = self.of(self.chips.iter().chain(&other.chips).cloned().collect());
        both.with_candidates(self.candidates || other.candidates)
    }

    /// What this finds that these chips find, too, each of records of its own: side by side, or in
    /// parentheses where a term would become an alternative to one of the same field, or join one
    /// about the same participation or statement.
    #[must_use]
    pub fn narrowed(&self, chips: &[Expr]) -> Self {
        let joins = |new: Field, own: Field| {
            let is_of_event = new.record() == Record::Event;
            new != Field::Text && new == own || !is_of_event && new.record().is_like(own.record())
        };
        let own: Vec<Field> =
            self.chips.iter().flat_map(Expr::terms).map(|term| term.field).collect();
        let meets =
            |chip: &Expr| chip.terms().any(|new| own.iter().any(|&own| joins(new.field, own)));
        let mut all = self.chips.clone();
        // What is asked for already, and not only as one of some alternatives.
        let is_known = |chip: &&Expr| {
            let field = |own: &Expr| match own {
                Expr::Term(term) => Some(term.field),
                _ => None,
            };
            let alike = |own: &&Expr| field(chip).is_some() && field(own) == field(chip);
            self.chips.contains(chip) && self.chips.iter().filter(alike).count() <= 1
        };
        let new: Vec<Expr> = chips.iter().filter(|chip| !is_known(chip)).cloned().collect();
        match &*new {
            new if !new.iter().any(meets) => all.extend_from_slice(new),
            // Alternatives are in parentheses anyway: twice they are a conjunction.
            [chip @ (Expr::Or(_) | Expr::And(_))] => {
                all.push(Expr::And(vec![chip.clone(), chip.clone()]));
            }
            new => all.push(Expr::And(new.to_vec())),
        }
        self.of(all)
    }

    /// With the values of the term as further alternatives: they join the chip of the same field,
    /// or make a new one. What excluded one of them goes.
    #[must_use]
    pub fn with(&self, term: Term) -> Self {
        let mut chips = self.allowing(&term).chips;
        let joins = |chip: &&mut Expr| matches!(chip, Expr::Term(own) if own.goes_with(&term));
        match chips.iter_mut().find(joins) {
            Some(Expr::Term(own)) => own.join(term),
            _ => chips.push(Expr::Term(term)),
        }
        self.of(chips)
    }

    /// With the term in place of all other chips of its field, also of those that exclude.
    #[must_use]
    pub fn only(&self, term: Term) -> Self {
        let mut chips = self.without_field(term.field).chips;
        chips.push(Expr::Term(term));
        self.of(chips)
    }

    /// With the values of the term excluded. They join the chip that excludes values of the same
    /// field; what asked for one of them goes.
    #[must_use]
    pub fn excluding(&self, term: Term) -> Self {
        let mut chips = Vec::new();
        for chip in &self.chips {
            match chip {
                Expr::Term(own) => chips.extend(own.without(&term).map(Expr::Term)),
                _ => chips.push(chip.clone()),
            }
        }
        let excluded = chips.iter_mut().find_map(|chip| match chip {
            Expr::Not(inner) => match inner.as_mut() {
                Expr::Term(own) if own.goes_with(&term) => Some(own),
                _ => None,
            },
            _ => None,
        });
        match excluded {
            Some(own) => own.join(term),
            None => chips.push(Expr::Not(Box::new(Expr::Term(term)))),
        }
        self.of(chips)
    }

    /// With the values of the term no longer excluded.
    #[must_use]
    pub fn allowing(&self, term: &Term) -> Self {
        let mut chips = Vec::new();
        for chip in &self.chips {
            match chip {
                Expr::Not(inner) => match inner.as_ref() {
                    Expr::Term(own) => chips.extend(own.without(term).map(excluded)),
                    _ => chips.push(chip.clone()),
                },
                _ => chips.push(chip.clone()),
            }
        }
        self.of(chips)
    }

    /// Without the chips in which one of the fields is asked for.
    #[must_use]
    pub fn without_fields(&self, fields: &[Field]) -> Self {
        self.kept(|_, chip| !chip.terms().any(|term| fields.contains(&term.field)))
    }

    /// Whether a term with this field is among the filters.
    #[must_use]
    pub fn asks_of(&self, field: Field) -> bool {
        self.chips.iter().flat_map(Expr::terms).any(|term| term.field == field)
    }

    /// Whether a chip excludes just these values, perhaps among others.
    #[must_use]
    pub fn excludes(&self, term: &Term) -> bool {
        self.chips.iter().any(|chip| match chip {
            Expr::Not(inner) => matches!(inner.as_ref(), Expr::Term(own) if own.has(term)),
            _ => false,
        })
    }

    /// Whether a chip asks for just these values, perhaps among others.
    #[must_use]
    pub fn asks_for(&self, term: &Term) -> bool {
        self.chips.iter().any(|chip| matches!(chip, Expr::Term(own) if own.has(term)))
    }

    /// Excludes the values of the term, or allows them again.
    #[must_use]
    pub fn toggling_exclusion(&self, term: Term) -> Self {
        if self.excludes(&term) { self.allowing(&term) } else { self.excluding(term) }
    }

    /// With the chips for which `keep` holds.
    pub(super) fn retaining(&self, keep: impl Fn(&Expr) -> bool) -> Self {
        self.kept(|_, chip| keep(chip))
    }

    fn kept(&self, keep: impl Fn(usize, &Expr) -> bool) -> Self {
        let chips = self.chips.iter().enumerate().filter(|&(place, chip)| keep(place, chip));
        self.of(chips.map(|(_, chip)| chip.clone()).collect())
    }

    /// These chips, asked of the same records.
    fn of(&self, chips: Vec<Expr>) -> Self {
        Self::from(Expr::And(chips)).with_candidates(self.candidates)
    }
}

fn is_about(chip: &Expr, field: Field) -> bool {
    match chip {
        Expr::Term(term) => term.field == field,
        Expr::Not(inner) => is_about(inner, field),
        Expr::And(_) | Expr::Or(_) => false,
    }
}

fn excluded(term: Term) -> Expr {
    Expr::Not(Box::new(Expr::Term(term)))
}

impl Term {
    /// What finds just this actor with its members and office holders: its id or a name where that
    /// means nobody else, otherwise the ids of all of them.
    #[must_use]
    pub fn for_actor(actor: ActorId, store: &Store) -> Self {
        if let Some(word) = resolve::word_for(actor, store, &store.timeline().actor(actor).id) {
            return Self::new(Field::Actor, word);
        }
        let all = store.with_members([actor]);
        let ids = all.iter().map(|member| store.timeline().actor(ActorId(member)).id.as_str());
        Self { values: ids.map(Value::text).collect(), ..Self::exactly(Field::Actor, "") }
    }

    /// What finds the events of just these two actors with their members and office holders;
    /// directed: in which the first acts on the second.
    #[must_use]
    pub fn for_pair(pair: [ActorId; 2], directed: bool, store: &Store) -> Self {
        let id = |actor: ActorId| store.timeline().actor(actor).id.as_str();
        let value = |first: &str, second: &str| {
            let (first, second) = (first.to_owned(), second.to_owned());
            Value { what: What::Pair { first, second, directed }, at: At::default() }
        };
        let term = |colon, values| Self { field: Field::Dyad, colon, values, at: At::default() };
        let [first, second] = pair.map(|actor| resolve::word_for(actor, store, id(actor)));
        if let (Some(first), Some(second)) = (first, second) {
            return term(Colon::Plain, vec![value(first, second)]);
        }
        // No word means just one of them: each of its records with each of the other's.
        let [first, second] = pair.map(|actor| store.with_members([actor]));
        let values = first.iter().flat_map(|one| {
            let pairs = second.iter().filter(move |&other| other != one);
            pairs.map(move |other| value(id(ActorId(one)), id(ActorId(other))))
        });
        term(Colon::Exact, values.collect())
    }

    fn goes_with(&self, other: &Self) -> bool {
        self.field == other.field && self.colon == other.colon
    }

    fn join(&mut self, other: Self) {
        for value in other.values {
            if !self.values.contains(&value) {
                self.values.push(value);
            }
        }
    }

    fn has(&self, other: &Self) -> bool {
        self.goes_with(other) && other.values.iter().all(|value| self.values.contains(value))
    }

    /// Without the values of the other one; none if nothing is left to ask for.
    fn without(&self, other: &Self) -> Option<Self> {
        if !self.goes_with(other) {
            return Some(self.clone());
        }
        let kept = self.values.iter().filter(|value| !other.values.contains(value));
        let values: Vec<_> = kept.cloned().collect();
        (!values.is_empty()).then(|| Self { values, ..self.clone() })
    }
}

/// The chips of one expression, in the form in which it is read.
impl From<Expr> for Query {
    fn from(expr: Expr) -> Self {
        match expr {
            Expr::And(mut parts) if parts.len() == 1 => Self::from(parts.remove(0)),
            Expr::And(chips) => Self { chips, candidates: false },
            expr => Self { chips: vec![expr], candidates: false },
        }
    }
}

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        Self::parse(text)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = if self.candidates { Field::Candidates.example() } else { "" };
        match self.chips.as_slice() {
            [chip] if scope.is_empty() => write!(f, "{chip}"),
            chips => {
                let mut gap = "";
                for chip in chips {
                    write!(f, "{gap}{}", Inner(chip))?;
                    gap = " ";
                }
                if scope.is_empty() { Ok(()) } else { write!(f, "{gap}{scope}") }
            }
        }
    }
}
