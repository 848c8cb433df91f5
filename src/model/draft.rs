//! A record on its way into the store, as an importer hands it over.

use crate::model::{
    actor::{ActorId, Participation},
    kind::{Kind, Quad},
    known::{Basis, Confidence, Fatalities, Status},
    place::PlaceDraft,
    source::{Cited, SourceId, Span},
    statement::Form,
    when::When,
};

/// An event on its way into a shard. All of it is borrowed from the importer, so that a row need
/// not cost an allocation.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// See [`crate::model::Event::id`]; unique within its file. Empty in a data set without ids.
    pub id: &'a str,
    /// When it happened.
    pub when: When,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// The title; empty to have one composed.
    pub title: &'a str,
    /// Some sentences; may be empty.
    pub summary: &'a str,
    /// The kind of act.
    pub kind: Kind,
    /// The source's own word for the kind.
    pub label: &'a str,
    /// The coding scheme of `code`.
    pub scheme: &'a str,
    /// The code as the source has it.
    pub code: &'a str,
    /// The quad class, if the source gives one.
    pub quad: Option<Quad>,
    /// Who takes part; the actors' numbers are those of the shard.
    pub actors: &'a [Participation],
    /// Where.
    pub place: Option<PlaceDraft<'a>>,
    /// Whether it happened.
    pub status: Status,
    /// How many were killed.
    pub fatalities: Option<Fatalities>,
    /// What proves it; the sources' numbers are those of the shard. The row of a data set need not
    /// be named.
    pub evidence: &'a [EvidenceDraft<'a>],
    /// Where its data set has it from, as [`Shard::cite`](crate::model::Shard::cite) numbers it.
    pub cited: Cited,
    /// Its tags.
    pub tags: &'a [&'a str],
    /// The id of the statement in the same file that tells it; empty if the source itself does.
    pub asserted_by: &'a str,
    /// How sure the extractor is.
    pub confidence: Option<Confidence>,
    /// The rule that made it.
    pub rule: &'a str,
    /// The rule that dated it.
    pub date_rule: &'a str,
    /// Further columns as the text of a JSON object; may be empty.
    pub extra: &'a str,
}

impl Default for Draft<'_> {
    fn default() -> Self {
        Self {
            id: "",
            when: When::UNDATED,
            basis: None,
            title: "",
            summary: "",
            kind: Kind::Other,
            label: "",
            scheme: "",
            code: "",
            quad: None,
            actors: &[],
            place: None,
            status: Status::Occurred,
            fatalities: None,
            evidence: &[],
            cited: Cited::NONE,
            tags: &[],
            asserted_by: "",
            confidence: None,
            rule: "",
            date_rule: "",
            extra: "",
        }
    }
}

/// An evidence entry on its way into a shard; see [`crate::model::Evidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceDraft<'a> {
    /// The source's number in the shard.
    pub source: SourceId,
    /// The exact words; empty for a row.
    pub quote: &'a str,
    /// Where the file says that they stand.
    pub span: Option<Span>,
    /// Words just before.
    pub before: &'a str,
    /// Words just after.
    pub after: &'a str,
    /// The row in a data set, counted from 1: a header is row 1, an empty line none.
    pub row: Option<u32>,
}

impl EvidenceDraft<'_> {
    /// A source as a whole.
    #[must_use]
    pub fn of(source: SourceId) -> Self {
        Self { source, quote: "", span: None, before: "", after: "", row: None }
    }
}

/// A statement on its way into a shard; see [`crate::model::Statement`].
#[derive(Clone, Debug, Default)]
pub struct StatementDraft<'a> {
    /// The id, unique within its file.
    pub id: &'a str,
    /// When it was said.
    pub when: Option<When>,
    /// How that is known.
    pub basis: Option<Basis>,
    /// Who said it.
    pub speaker: Option<ActorId>,
    /// To whom.
    pub to: Vec<ActorId>,
    /// Who reported it.
    pub via: Option<ActorId>,
    /// How near the words are to the spoken ones.
    pub form: Option<Form>,
    /// Whether the words are a translation.
    pub translated: Option<bool>,
    /// The words.
    pub text: &'a str,
    /// Whom it is about.
    pub about: Vec<ActorId>,
    /// The id of its event in the same file; empty if it has none.
    pub event: &'a str,
    /// On what occasion.
    pub venue: &'a str,
    /// What proves it.
    pub evidence: Vec<EvidenceDraft<'a>>,
    /// How sure the extractor is.
    pub confidence: Option<Confidence>,
    /// The rule that made it.
    pub rule: &'a str,
    /// The rule that dated it.
    pub date_rule: &'a str,
}
