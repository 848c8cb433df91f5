//! Tests of single records, with all names looked up.

use crate::{
    base::{
        intern::Symbol,
        rows::{Row, RowSet},
        text::Pattern,
    },
    index::Store,
    model::{
        Anchor, Confidence, Evidence, Fatalities, Form, Participation, Role, Statement, When, when,
    },
    query::{expr::Comparison, tree::Tree},
};

/// A test of an event.
#[derive(Clone, Debug)]
pub(super) enum EventTest {
    /// It is one of these rows.
    Rows(RowSet),
    /// Its date touches one of some periods.
    Dates(DateTest),
    /// One participation passes.
    Part(Tree<PartTest>),
    /// One statement passes.
    Said(Tree<SaidTest>),
    /// Two actors take part.
    Dyad(Dyad),
    /// Looked at row by row.
    Row(RowTest),
    /// One of these is found in its words.
    Words(Vec<Pattern>),
}

/// Whether a date touches one of some periods.
#[derive(Clone, Debug)]
pub(super) struct DateTest {
    pub periods: Vec<when::Period>,
    /// Whether it must, where it would be enough that it may.
    pub surely: bool,
}

/// What is known of a test of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub holds: bool,
    pub is_sure: bool,
}

impl DateTest {
    /// `None` if undated: it neither holds nor does not.
    pub fn verdict(&self, when: &When) -> Option<Verdict> {
        if when.is_undated() {
            return None;
        }
        let must = self.periods.iter().any(|&period| when.must_touch(period));
        let may = self.periods.iter().any(|&period| when.may_touch(period));
        let must_not = !may && when.mark() == when::Mark::Sure;
        Some(Verdict { holds: if self.surely { must } else { may }, is_sure: must || must_not })
    }
}

/// A test of one actor's part in an event.
#[derive(Clone, Debug)]
pub(super) enum PartTest {
    /// It is one of these actors'.
    Actors(RowSet),
    /// It is one of these.
    Roles(Vec<Role>),
}

impl PartTest {
    pub fn holds(&self, part: Participation) -> bool {
        match self {
            Self::Actors(actors) => actors.contains(part.actor().0),
            Self::Roles(roles) => roles.contains(&part.role()),
        }
    }
}

/// A test of a statement.
#[derive(Clone, Debug)]
pub(super) enum SaidTest {
    Speaker(RowSet),
    To(RowSet),
    About(RowSet),
    Via(RowSet),
    Form(Vec<Form>),
    Words(Vec<Pattern>),
}

impl SaidTest {
    pub fn holds(&self, statement: &Statement) -> bool {
        match self {
            Self::Speaker(actors) => statement.speaker.is_some_and(|id| actors.contains(id.0)),
            Self::To(actors) => statement.to.iter().any(|id| actors.contains(id.0)),
            Self::About(actors) => statement.about.iter().any(|id| actors.contains(id.0)),
            Self::Via(actors) => statement.via.is_some_and(|id| actors.contains(id.0)),
            Self::Form(forms) => statement.form.is_some_and(|form| forms.contains(&form)),
            Self::Words(patterns) => {
                patterns.iter().any(|pattern| pattern.is_match(&statement.text))
            }
        }
    }
}

/// Whether two different actors take part, one of each set; directed if the first acts on the
/// second by recorded role.
#[derive(Clone, Debug)]
pub(super) struct Dyad {
    pub first: RowSet,
    pub second: RowSet,
    pub directed: bool,
}

impl Dyad {
    pub fn holds(&self, parts: &[Participation]) -> bool {
        parts.iter().any(|one| {
            self.first.contains(one.actor().0)
                && parts.iter().any(|other| {
                    let acts = one.role() == Role::Initiator
                        && matches!(other.role(), Role::Recipient | Role::Victim);
                    self.second.contains(other.actor().0)
                        && one.actor() != other.actor()
                        && (acts || !self.directed)
                })
        })
    }
}

/// A value to compare with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound<T> {
    Is(T),
    Compared(Comparison, T),
    Between(T, T),
}

impl<T: PartialOrd> Bound<T> {
    pub fn holds(&self, value: &T) -> bool {
        match self {
            Self::Is(own) => value == own,
            Self::Compared(comparison, bound) => comparison.holds(value, bound),
            Self::Between(from, to) => (from..=to).contains(&value),
        }
    }
}

/// A test for which no index is kept.
#[derive(Clone, Debug)]
pub(super) enum RowTest {
    /// Its label is one of these, ascending.
    Labels(Vec<Symbol>),
    /// Its code is one of these, ascending.
    Codes(Vec<Symbol>),
    /// It has one of these tags.
    Tags(Vec<Symbol>),
    Confidence(Bound<f64>),
    Fatalities(Bound<f64>),
    Has(Has),
    /// Evidence of it or of its statements is in one of these sources.
    Sources(RowSet),
    /// Neither it nor its statements have evidence.
    NoSource,
    SourceCount(Bound<f64>),
    Anchor(Anchor),
}

/// What an event may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Has {
    Statement,
    Actor,
    Place,
    Coordinates,
    Time,
    Summary,
    Fatalities,
    Evidence,
    Code,
    Tag,
    Confidence,
}

impl Has {
    /// All with their words.
    pub const ALL: [(&'static str, Self); 11] = [
        ("statement", Self::Statement),
        ("actor", Self::Actor),
        ("place", Self::Place),
        ("coordinates", Self::Coordinates),
        ("time", Self::Time),
        ("summary", Self::Summary),
        ("fatalities", Self::Fatalities),
        ("evidence", Self::Evidence),
        ("code", Self::Code),
        ("tag", Self::Tag),
        ("confidence", Self::Confidence),
    ];

    fn holds(self, store: &Store, row: Row) -> bool {
        let (event, events) = (store.timeline().event(row), store.timeline().columns());
        match self {
            Self::Statement => event.statements().len() > 0,
            Self::Actor => !event.actors().is_empty(),
            Self::Place => event.place().is_some(),
            Self::Coordinates => event.place().is_some_and(|place| place.coordinates.is_some()),
            Self::Time => event.when().time().is_some(),
            Self::Summary => !events.summary.get(row).is_empty(),
            Self::Fatalities => event.fatalities().is_some(),
            Self::Evidence => !event.evidence().is_empty(),
            Self::Code => !events.code.get(row).is_empty(),
            Self::Tag => !events.tags.get(row).is_empty(),
            Self::Confidence => event.confidence().is_some(),
        }
    }
}

impl RowTest {
    pub fn holds(&self, store: &Store, row: Row) -> bool {
        let (event, events) = (store.timeline().event(row), store.timeline().columns());
        match self {
            Self::Labels(labels) => labels.binary_search(&events.label.get(row)).is_ok(),
            Self::Codes(codes) => codes.binary_search(&events.code.get(row)).is_ok(),
            Self::Tags(tags) => events.tags.get(row).iter().any(|tag| tags.contains(tag)),
            Self::Confidence(bound) => {
                event.confidence().map(Confidence::value).is_some_and(|share| bound.holds(&share))
            }
            Self::Fatalities(bound) => {
                let killed = event.fatalities().and_then(Fatalities::number);
                killed.is_some_and(|number| bound.holds(&f64::from(number)))
            }
            Self::Has(what) => what.holds(store, row),
            Self::Sources(sources) => {
                evidence(store, row).any(|entry| sources.contains(entry.source.0))
            }
            Self::NoSource => evidence(store, row).next().is_none(),
            Self::SourceCount(bound) => {
                let mut sources: Vec<_> = evidence(store, row).map(|entry| entry.source).collect();
                sources.sort_unstable();
                sources.dedup();
                bound.holds(&f64::from(sources.len() as u32))
            }
            Self::Anchor(state) => evidence(store, row).any(|entry| entry.anchor == Some(*state)),
        }
    }
}

/// What proves an event or one of its statements.
fn evidence(store: &Store, row: Row) -> impl Iterator<Item = &Evidence> {
    let event = store.timeline().event(row);
    let said = event.statements().flat_map(|(_, statement)| &statement.evidence);
    event.evidence().iter().chain(said)
}
