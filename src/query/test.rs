//! Tests of single records, with all names looked up.

use crate::{
    base::{
        once::visit_once,
        rows::{Row, RowSet},
        text::Pattern,
    },
    model::{
        Anchor, Confidence, Evidence, Fatalities, Form, Participation, Review, Role, Scope,
        SourceId, Statement, Timeline, When, when,
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

impl EventTest {
    /// Whether no index answers it.
    pub fn reads_records(&self) -> bool {
        !matches!(
            self,
            Self::Rows(_) | Self::Dates(_) | Self::Part(Tree::Leaf(PartTest::Actors(_)))
        )
    }
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
    /// One of these made it. With `or_nobody`, an unknown speaker will do, too.
    Speaker {
        actors: RowSet,
        or_nobody: bool,
    },
    To(RowSet),
    About(RowSet),
    Via(RowSet),
    Form(Vec<Form>),
    Words(Vec<Pattern>),
}

impl SaidTest {
    pub fn holds(&self, statement: &Statement) -> bool {
        match self {
            Self::Speaker { actors, or_nobody } => {
                statement.speaker.map_or(*or_nobody, |id| actors.contains(id.0))
            }
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
    /// O(parts).
    pub fn holds(&self, parts: &[Participation]) -> bool {
        let one = |part: &Participation| {
            self.first.contains(part.actor().0) && (!self.directed || part.role().acts())
        };
        let other = |part: &Participation| {
            self.second.contains(part.actor().0) && (!self.directed || part.role().is_acted_on())
        };
        let Some(first) = parts.iter().copied().find(one) else { return false };
        let differs = |part: &&Participation| part.actor() != first.actor();
        // If the others are all the same actor, another one may stand on the first side.
        parts.iter().filter(differs).any(other)
            || parts.iter().any(other) && parts.iter().filter(differs).any(one)
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
    /// Its label is one of these symbols.
    Labels(RowSet),
    /// Its code is one of these symbols.
    Codes(RowSet),
    /// It has one of these symbols as a tag.
    Tags(RowSet),
    Confidence(Bound<f64>),
    Fatalities(Bound<f64>),
    Has(Has),
    /// Evidence of it or of its statements is in one of these sources.
    Sources(RowSet),
    /// Neither it nor its statements name a source.
    NoSource,
    SourceCount(Bound<f64>),
    /// So many different actors take part.
    ActorCount(Bound<f64>),
    Anchor(Anchor),
    /// Its review, or that of one of its statements, is at one of these.
    Review(Vec<Review>),
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
    Note,
}

impl Has {
    /// All with their words.
    pub const ALL: [(&'static str, Self); 12] = [
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
        ("note", Self::Note),
    ];

    fn check(self, timeline: &Timeline, scope: Scope) -> Check<'_> {
        let events = timeline.columns();
        match self {
            Self::Statement => {
                Box::new(move |row| timeline.event(row).statements_in(scope).next().is_some())
            }
            Self::Actor => Box::new(|row| !events.actors.get(row).is_empty()),
            Self::Place => Box::new(|row| events.place.get(row).get().is_some()),
            Self::Coordinates => Box::new(|row| {
                timeline.event(row).place().is_some_and(|place| place.coordinates.is_some())
            }),
            Self::Time => Box::new(|row| timeline.when(row).time().is_some()),
            Self::Summary => Box::new(|row| !events.summary.get(row).is_empty()),
            Self::Fatalities => Box::new(|row| events.fatalities.get(row).get().is_some()),
            Self::Evidence => Box::new(move |row| evidence(timeline, row, scope).next().is_some()),
            Self::Code => Box::new(|row| !events.code.get(row).is_empty()),
            Self::Tag => Box::new(|row| !events.tags.get(row).is_empty()),
            Self::Confidence => Box::new(|row| events.confidence.get(row).is_some()),
            Self::Note => Box::new(|row| !timeline.event(row).note().is_empty()),
        }
    }
}

/// Whether a row passes.
pub(super) type Check<'a> = Box<dyn Fn(Row) -> bool + Sync + 'a>;

impl RowTest {
    /// The test of rows, made once.
    pub fn check<'a>(&'a self, timeline: &'a Timeline, scope: Scope) -> Check<'a> {
        let events = timeline.columns();
        match self {
            Self::Labels(labels) => Box::new(|row| labels.contains(events.label.get(row).0)),
            Self::Codes(codes) => Box::new(|row| codes.contains(events.code.get(row).0)),
            Self::Tags(tags) => {
                Box::new(|row| events.tags.get(row).iter().any(|tag| tags.contains(tag.0)))
            }
            Self::Confidence(bound) => Box::new(|row| {
                let confidence = events.confidence.get(row).map(Confidence::value);
                confidence.is_some_and(|share| bound.holds(&share))
            }),
            Self::Fatalities(bound) => {
                let holds = |it: &Fatalities| {
                    it.number().is_some_and(|number| bound.holds(&f64::from(number)))
                };
                let passing: Vec<bool> = timeline.fatalities().iter().map(holds).collect();
                Box::new(move |row| {
                    events.fatalities.get(row).get().is_some_and(|number| passing[number as usize])
                })
            }
            Self::Has(what) => what.check(timeline, scope),
            Self::Sources(meant) => Box::new(move |row| {
                let data_set = timeline.event(row).data_set();
                sources(timeline, row, scope).chain(data_set).any(|source| meant.contains(source.0))
            }),
            Self::NoSource => Box::new(move |row| sources(timeline, row, scope).next().is_none()),
            Self::SourceCount(bound) => {
                Box::new(move |row| bound.holds(&f64::from(source_count(timeline, row, scope))))
            }
            Self::ActorCount(bound) => Box::new(|row| {
                let different = Participation::different(events.actors.get(row));
                bound.holds(&f64::from(different))
            }),
            Self::Anchor(state) => Box::new(move |row| {
                evidence(timeline, row, scope).any(|entry| entry.anchor == Some(*state))
            }),
            Self::Review(states) => {
                let is_meant = |state: Option<Review>| state.is_some_and(|it| states.contains(&it));
                Box::new(move |row| {
                    let event = timeline.event(row);
                    let mut said = event.statements_in(scope).map(|(id, _)| timeline.review(id));
                    is_meant(event.review()) || said.any(is_meant)
                })
            }
        }
    }
}

/// How many different sources tell an event or one of its statements that are meant.
fn source_count(timeline: &Timeline, row: Row, scope: Scope) -> u32 {
    let mut count = 0;
    visit_once(sources(timeline, row, scope), |_| count += 1);
    count
}

/// The sources of an event and of its statements that are meant; a data set is a source of none of
/// its rows.
fn sources(timeline: &Timeline, row: Row, scope: Scope) -> impl Iterator<Item = SourceId> + Clone {
    let event = timeline.event(row);
    let said = event.statements_in(scope).flat_map(|(_, statement)| &statement.evidence);
    event.sources().chain(said.map(|entry| entry.source))
}

/// What proves an event or one of its statements that are meant.
fn evidence(timeline: &Timeline, row: Row, scope: Scope) -> impl Iterator<Item = Evidence> + Clone {
    let event = timeline.event(row);
    let said = event.statements_in(scope).flat_map(|(_, statement)| &statement.evidence);
    event.evidence().chain(said.copied())
}
