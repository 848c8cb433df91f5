//! One event of a timeline, and what is known about it besides who and when.

use std::borrow::Cow;

use crate::{
    base::rows::Row,
    model::{
        actor::{ActorId, Participation, Role},
        day::Day,
        kind::{Kind, Quad},
        known::{Basis, Confidence, Fatalities, Status},
        place::Place,
        source::{Evidence, SourceId},
        statement::{Statement, StatementId},
        text::EventId,
        timeline::{File, Timeline},
        title,
        when::When,
    },
};

/// One event: a row of a timeline, read where it stands.
#[derive(Clone, Copy)]
pub struct Event<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) row: Row,
}

impl<'a> Event<'a> {
    /// The rank in time order.
    #[must_use]
    pub fn row(self) -> Row {
        self.row
    }

    /// The timeline it belongs to.
    #[must_use]
    pub fn timeline(self) -> &'a Timeline {
        self.timeline
    }

    /// The id, or the number of its row in a data set without ids. It is unique in the timeline;
    /// where two files use the same one, the later file's has the file's name before it.
    #[must_use]
    pub fn id(self) -> Cow<'a, str> {
        match (self.timeline.events.id.get(self.row), self.row_as_id()) {
            (EventId::EMPTY, Some(number)) => number.to_string().into(),
            (id, _) => self.timeline.texts.get_id(id),
        }
    }

    /// The id as it was loaded; empty if it has none of its own.
    pub(super) fn stored_id(self) -> Cow<'a, str> {
        self.timeline.texts.get_id(self.timeline.events.id.get(self.row))
    }

    /// What stands in for the id of an event that has none: the number of its row in its data set.
    pub(super) fn row_as_id(self) -> Option<u32> {
        self.data_set().map(|_| self.rank_in_file() + 1)
    }

    /// When it happened, as far as is known.
    #[must_use]
    pub fn when(self) -> &'a When {
        self.timeline.when(self.row)
    }

    /// The day under which it is listed, unless it is undated.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        self.when().listing_day()
    }

    /// How its date is known.
    #[must_use]
    pub fn basis(self) -> Option<Basis> {
        self.timeline.events.basis.get(self.row)
    }

    /// The title in the file, or one composed of who, what and where.
    #[must_use]
    pub fn title(self) -> Cow<'a, str> {
        match self.stored_title() {
            "" => Cow::Owned(title::compose(self)),
            title => Cow::Borrowed(title),
        }
    }

    /// The title in the file; empty if it has none.
    #[must_use]
    pub fn stored_title(self) -> &'a str {
        self.timeline.texts.get(self.timeline.events.title.get(self.row))
    }

    /// What happened, in some sentences; may be empty.
    #[must_use]
    pub fn summary(self) -> &'a str {
        self.timeline.texts.get(self.timeline.events.summary.get(self.row))
    }

    /// The kind of act.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.timeline.events.kind.get(self.row)
    }

    /// The source's own word for the kind, where the closed list has none; else empty.
    #[must_use]
    pub fn label(self) -> &'a str {
        self.timeline.strings.get(self.timeline.events.label.get(self.row))
    }

    /// The kind of act in a word: the source's own where the closed list has none.
    #[must_use]
    pub fn kind_word(self) -> &'a str {
        match (self.kind(), self.label()) {
            (Kind::Other, label) if !label.is_empty() => label,
            (kind, _) => kind.name(),
        }
    }

    /// The coding scheme and the code, as the source has them; empty if it has none.
    #[must_use]
    pub fn code(self) -> (&'a str, &'a str) {
        let events = &self.timeline.events;
        let text = |symbol| self.timeline.strings.get(symbol);
        (text(events.scheme.get(self.row)), text(events.code.get(self.row)))
    }

    /// The quad class that the source gives.
    #[must_use]
    pub fn stated_quad(self) -> Option<Quad> {
        self.timeline.events.quad.get(self.row)
    }

    /// The quad class: the source's own, else that of the code by its scheme, else PLOVER's for the
    /// kind.
    #[must_use]
    pub fn quad(self) -> Option<Quad> {
        self.stated_quad().or_else(|| self.coded_quad()).or_else(|| self.kind().quad())
    }

    /// The quad class that the code has by its scheme.
    #[must_use]
    pub fn coded_quad(self) -> Option<Quad> {
        let (scheme, code) = self.code();
        Quad::of_code(scheme, code)
    }

    /// Who takes part, in the source's order.
    #[must_use]
    pub fn actors(self) -> &'a [Participation] {
        self.timeline.events.actors.get(self.row)
    }

    /// Who takes part in this role, in the source's order.
    pub fn actors_as(self, role: Role) -> impl Iterator<Item = ActorId> + 'a {
        self.actors().iter().filter(move |part| part.role() == role).map(|part| part.actor())
    }

    /// Where it happened.
    #[must_use]
    pub fn place(self) -> Option<&'a Place> {
        let number = self.timeline.events.place.get(self.row).get();
        number.map(|number| &self.timeline.places[number as usize])
    }

    /// Whether it happened.
    #[must_use]
    pub fn status(self) -> Status {
        self.timeline.events.status.get(self.row)
    }

    /// How many were killed.
    #[must_use]
    pub fn fatalities(self) -> Option<Fatalities> {
        let number = self.timeline.events.fatalities.get(self.row).get();
        number.map(|number| self.timeline.fatalities[number as usize])
    }

    /// What its file names as what proves it.
    #[must_use]
    pub fn stated_evidence(self) -> &'a [Evidence] {
        self.timeline.events.evidence.get(self.row)
    }

    /// Where its data set has it from, as the row says: "Reuters; AFP".
    #[must_use]
    pub fn cited(self) -> &'a [SourceId] {
        let list = self.timeline.events.cited.get(self.row).0.get();
        list.map_or(&[], |number| &self.timeline.cited[number as usize])
    }

    /// What proves it: what its file names, and of an event of a data set where the data set has it
    /// from, and its row.
    pub fn evidence(self) -> impl Iterator<Item = Evidence> + Clone + use<'a> {
        let row = self.data_set().map(|source| Evidence::of_row(source, self.rank_in_file() + 1));
        let cited = self.cited().iter().copied().map(Evidence::of);
        self.stated_evidence().iter().copied().chain(cited).chain(row)
    }

    /// The sources that tell it, perhaps one several times. A data set in which it stands as a row
    /// is none of them: it has its events from others.
    pub fn sources(self) -> impl Iterator<Item = SourceId> + Clone + use<'a> {
        let stated = self.stated_evidence().iter().map(|entry| entry.source);
        stated.chain(self.cited().iter().copied())
    }

    /// The data set in which it stands as a row.
    #[must_use]
    pub fn data_set(self) -> Option<SourceId> {
        self.timeline.data_sets[usize::from(self.file_number())]
    }

    /// Its tags.
    pub fn tags(self) -> impl Iterator<Item = &'a str> {
        self.timeline.events.tags.get(self.row).iter().map(|&tag| self.timeline.strings.get(tag))
    }

    /// The statement that tells it. `None` if the source says it in its own voice.
    #[must_use]
    pub fn asserted_by(self) -> Option<(StatementId, &'a Statement)> {
        let id = StatementId(self.timeline.events.asserting.get(self.row).get()?);
        Some((id, self.timeline.statement(id)))
    }

    /// How sure the extractor is; none for what a person entered.
    #[must_use]
    pub fn confidence(self) -> Option<Confidence> {
        self.timeline.events.confidence.get(self.row)
    }

    /// The rule that made it; empty for what a person entered.
    #[must_use]
    pub fn rule(self) -> &'a str {
        self.timeline.strings.get(self.timeline.events.rule.get(self.row))
    }

    /// The rule that dated it, perhaps with the words of the date; empty where no rule did.
    #[must_use]
    pub fn date_rule(self) -> &'a str {
        self.timeline.strings.get(self.timeline.events.date_rule.get(self.row))
    }

    /// Further columns of the source as the text of a JSON object on one line; may be empty.
    #[must_use]
    pub fn extra(self) -> &'a str {
        self.timeline.texts.get(self.timeline.events.extra.get(self.row))
    }

    /// The file it came from.
    #[must_use]
    pub fn file(self) -> &'a File {
        &self.timeline.files[usize::from(self.file_number())]
    }

    /// The number of the file it came from.
    #[must_use]
    pub fn file_number(self) -> u16 {
        self.timeline.events.file.get(self.row)
    }

    /// Its place among the records of its file, counted from 0: of a data set, of which every row
    /// is one, the number of the row less one.
    #[must_use]
    pub fn rank_in_file(self) -> u32 {
        self.timeline.events.rank_in_file.get(self.row)
    }

    /// The statements made in it, in time order.
    #[must_use]
    pub fn statements(self) -> impl ExactSizeIterator<Item = (StatementId, &'a Statement)> + Clone {
        let ids = self.timeline.events.statements.get(self.row);
        ids.iter().map(|&id| (id, self.timeline.statement(id)))
    }
}
