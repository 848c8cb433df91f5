//! The columns of the events: in file order in a shard, in time order in a timeline.

use crate::{
    base::{intern::Symbol, rows::Row},
    model::{
        actor::Participation,
        column::{Column, Link, Lists},
        kind::{Kind, Quad},
        known::{Basis, Confidence, Status},
        source::{Cited, Evidence},
        statement::StatementId,
        text::{EventId, TextId},
    },
};

/// All columns of the events. [`crate::model::Event`] says what each means.
#[derive(Clone, Debug)]
pub(crate) struct Events {
    pub len: u32,
    pub file: Column<u16>,
    pub rank_in_file: Column<u32>,
    pub id: Column<EventId>,
    /// The number of the date among the distinct ones; ascending in a timeline.
    pub when: Column<u32>,
    pub basis: Column<Option<Basis>>,
    pub title: Column<TextId>,
    pub summary: Column<TextId>,
    pub kind: Column<Kind>,
    pub label: Column<Symbol>,
    pub scheme: Column<Symbol>,
    pub code: Column<Symbol>,
    pub quad: Column<Option<Quad>>,
    pub actors: Lists<Participation>,
    pub place: Column<Link>,
    pub status: Column<Status>,
    pub fatalities: Column<Link>,
    pub evidence: Lists<Evidence>,
    pub cited: Column<Cited>,
    pub tags: Lists<Symbol>,
    /// The id of the statement that tells it, as its file has it.
    pub asserted_by: Column<TextId>,
    pub confidence: Column<Option<Confidence>>,
    pub rule: Column<Symbol>,
    pub date_rule: Column<Symbol>,
    pub extra: Column<TextId>,
    /// The number of that statement; filled when a timeline is built.
    pub asserting: Column<Link>,
    /// Filled when a timeline is built.
    pub statements: Lists<StatementId>,
}

impl Default for Events {
    fn default() -> Self {
        Self {
            len: 0,
            file: Column::new(0),
            rank_in_file: Column::new(0),
            id: Column::new(EventId::EMPTY),
            when: Column::new(0),
            basis: Column::new(None),
            title: Column::new(TextId::EMPTY),
            summary: Column::new(TextId::EMPTY),
            kind: Column::new(Kind::Other),
            label: Column::new(Symbol::EMPTY),
            scheme: Column::new(Symbol::EMPTY),
            code: Column::new(Symbol::EMPTY),
            quad: Column::new(None),
            actors: Lists::default(),
            place: Column::new(Link::NONE),
            status: Column::new(Status::Occurred),
            fatalities: Column::new(Link::NONE),
            evidence: Lists::default(),
            cited: Column::new(Cited::NONE),
            tags: Lists::default(),
            asserted_by: Column::new(TextId::EMPTY),
            confidence: Column::new(None),
            rule: Column::new(Symbol::EMPTY),
            date_rule: Column::new(Symbol::EMPTY),
            extra: Column::new(TextId::EMPTY),
            asserting: Column::new(Link::NONE),
            statements: Lists::default(),
        }
    }
}

/// How the numbers of a shard become those of the timeline it is added to.
pub(super) trait Renumber {
    fn rank(&self, rank: u32) -> u32;
    fn text(&self, id: TextId) -> TextId;
    fn id(&self, id: EventId) -> EventId;
    fn symbol(&self, symbol: Symbol) -> Symbol;
    fn when(&self, number: u32) -> u32;
    fn place(&self, number: u32) -> u32;
    fn fatalities(&self, number: u32) -> u32;
    fn participation(&self, part: Participation) -> Participation;
    fn evidence(&self, evidence: Evidence) -> Evidence;
    fn cited(&self, cited: Cited) -> Cited;
}

impl Events {
    /// Adds the rows of a shard with their numbers changed.
    pub(super) fn append(&mut self, other: Self, to: &impl Renumber) {
        self.len += other.len;
        self.file.append(other.file, |file| file);
        self.rank_in_file.append(other.rank_in_file, |rank| to.rank(rank));
        self.id.append(other.id, |id| to.id(id));
        self.when.append(other.when, |number| to.when(number));
        self.basis.append(other.basis, |basis| basis);
        self.title.append(other.title, |id| to.text(id));
        self.summary.append(other.summary, |id| to.text(id));
        self.kind.append(other.kind, |kind| kind);
        self.label.append(other.label, |symbol| to.symbol(symbol));
        self.scheme.append(other.scheme, |symbol| to.symbol(symbol));
        self.code.append(other.code, |symbol| to.symbol(symbol));
        self.quad.append(other.quad, |quad| quad);
        self.actors.append(other.actors, |part| to.participation(part));
        self.place
            .append(other.place, |place| Link::new(place.get().map(|number| to.place(number))));
        self.status.append(other.status, |status| status);
        self.fatalities
            .append(other.fatalities, |number| Link::new(number.get().map(|n| to.fatalities(n))));
        self.evidence.append(other.evidence, |evidence| to.evidence(evidence));
        self.cited.append(other.cited, |cited| to.cited(cited));
        self.tags.append(other.tags, |symbol| to.symbol(symbol));
        self.asserted_by.append(other.asserted_by, |id| to.text(id));
        self.confidence.append(other.confidence, |confidence| confidence);
        self.rule.append(other.rule, |symbol| to.symbol(symbol));
        self.date_rule.append(other.date_rule, |symbol| to.symbol(symbol));
        self.extra.append(other.extra, |id| to.text(id));
    }

    /// The same events with row `r` holding what was row `order[r]`; rows that are not in the order
    /// are left out.
    pub(super) fn permuted(self, order: &[Row]) -> Self {
        Self {
            len: order.len() as u32,
            file: self.file.permuted(order),
            rank_in_file: self.rank_in_file.permuted(order),
            id: self.id.permuted(order),
            when: self.when.permuted(order),
            basis: self.basis.permuted(order),
            title: self.title.permuted(order),
            summary: self.summary.permuted(order),
            kind: self.kind.permuted(order),
            label: self.label.permuted(order),
            scheme: self.scheme.permuted(order),
            code: self.code.permuted(order),
            quad: self.quad.permuted(order),
            actors: self.actors.permuted(order),
            place: self.place.permuted(order),
            status: self.status.permuted(order),
            fatalities: self.fatalities.permuted(order),
            evidence: self.evidence.permuted(order),
            cited: self.cited.permuted(order),
            tags: self.tags.permuted(order),
            asserted_by: self.asserted_by.permuted(order),
            confidence: self.confidence.permuted(order),
            rule: self.rule.permuted(order),
            date_rule: self.date_rule.permuted(order),
            extra: self.extra.permuted(order),
            asserting: self.asserting.permuted(order),
            statements: self.statements.permuted(order),
        }
    }
}
