//! The notebook: what a person decided about records that were read, corrected in them, wrote
//! beside them and noted. The data file stays as it is.
//!
//! ```text
//!   talks.notebook.toml ──read──► Notebook ──lay_over──► the timeline with all that
//!                       ◄─keep──           (each record is named by its words: [`Name`])
//! ```
//!
//! **Invariants.** An entry names its record by id and words, never by rank, so that it holds when
//! the file is read again. What finds no record, or several, is listed, never dropped and never
//! laid over another. The file is written whole or not at all.

mod change;
mod edit;
mod keep;
mod lay;
mod merge;
mod name;
mod place;
mod read;

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

pub use self::{
    keep::{KeepError, Keeper, Kept, ReadOnly},
    lay::{Laid, Lost, lay_over},
    merge::Conflict,
    name::Astray,
    place::{Whereabouts, is_notebook},
};
use crate::model::{self, native};

/// What `format` says.
pub const FORMAT: &str = "demarche-notebook";

/// The version of the format that is read and written.
pub const VERSION: u32 = 1;

/// What a person decided, wrote and noted about the records of one or several files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "demarche notebook")]
pub struct Notebook {
    /// Always `demarche-notebook`.
    #[serde(default = "format")]
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The version of the format: 1.
    #[serde(default = "version")]
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// When articles were published that don't say it themselves: EDTF by the id of the source.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub published: BTreeMap<String, String>,
    /// Ways to look that were given a name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub views: BTreeMap<String, View>,
    /// Actors of one's own.
    #[serde(default, rename = "actor", skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<OwnActor>,
    /// Actors that are one.
    #[serde(default, rename = "bound", skip_serializing_if = "Vec::is_empty")]
    pub bound: Vec<Bond>,
    /// What concerns events.
    #[serde(default, rename = "event", skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Entry<EventFields>>,
    /// What concerns statements.
    #[serde(default, rename = "statement", skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Entry<StatementFields>>,
    /// What else stands in the file; it is kept.
    #[serde(flatten)]
    #[schemars(skip)]
    pub others: toml::Table,
    /// For its keeper: what its changes are changes of.
    #[serde(skip)]
    #[schemars(skip)]
    pub line: Line,
}

/// Which merge of its keeper a notebook goes back to, so that one from before a merge (undone, or
/// changed meanwhile) is not taken to undo what came in. All are equal: it says nothing about what
/// is in the notebook.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line(usize);

impl PartialEq for Line {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Default for Notebook {
    fn default() -> Self {
        Self {
            format: format(),
            version: VERSION,
            published: BTreeMap::new(),
            views: BTreeMap::new(),
            actors: Vec::new(),
            bound: Vec::new(),
            events: Vec::new(),
            statements: Vec::new(),
            others: toml::Table::new(),
            line: Line::default(),
        }
    }
}

fn format() -> String {
    FORMAT.to_owned()
}

const fn version() -> u32 {
    VERSION
}

/// The words by which a record is found again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Name {
    /// The id of the record, when it was last seen; of one's own records the id it has.
    pub id: String,
    /// The id of the source of its words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The words that prove it; of a row of a data set, what it says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What an event was called: it tells apart those that the same words prove.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// What concerns one record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry<F> {
    /// Which record it is.
    #[serde(flatten)]
    pub name: Name,
    /// What came of the review; left out where nothing was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("enum" = model::Review::NAMES))]
    pub review: Option<Verdict>,
    /// Whether the record is one's own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub mine: bool,
    /// Whether it is marked.
    #[serde(default, skip_serializing_if = "is_false")]
    pub marked: bool,
    /// What is noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The fields that a person gives.
    #[serde(default = "Option::<F>::default", skip_serializing_if = "Option::<F>::is_none")]
    pub set: Option<F>,
    /// What was read in these fields.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub was: BTreeMap<String, String>,
    /// What else stands there; it is kept.
    #[serde(flatten)]
    #[schemars(skip)]
    pub others: toml::Table,
}

/// What came of a review, as the file spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict(pub model::Review);

impl Serialize for Verdict {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

impl<'de> Deserialize<'de> for Verdict {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        model::Review::from_name(&word).map(Self).ok_or_else(|| {
            let known = model::Review::NAMES.join(", ");
            serde::de::Error::custom(format!("unknown review '{word}': one of {known}"))
        })
    }
}

/// Fields of an event, named as in the native format; what is left out stays as it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventFields {
    /// When it happened, EDTF or as one types it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// One line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Some sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The kind of act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Who takes part, and how: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actors: Option<Vec<Part>>,
    /// The name of the place; empty where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Whether it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// How many were killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fatalities: Option<native::Fatalities>,
    /// All tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// What proves it: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<Proof>>,
}

/// Fields of a statement, named as in the native format; what is left out stays as it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatementFields {
    /// When it was said, EDTF or as one types it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Who said it: an id or a name; empty where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Vec<String>>,
    /// Who reported it; empty where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// How near the words are to the spoken ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// The words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// On what occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// The id of the event it was said in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// What proves it: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<Proof>>,
}

/// Who takes part, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// The actor's id or name.
    pub actor: String,
    /// The part it has; `participant` if left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(extend("enum" = model::Role::NAMES))]
    pub role: String,
}

/// Words that prove a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proof {
    /// The id of the source.
    pub source: String,
    /// The exact words.
    pub quote: String,
    /// Where they stood: first and one past the last Unicode code point of the source's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(u32, u32)>,
}

/// An actor of one's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OwnActor {
    /// The id, by which entries name it.
    pub id: String,
    /// The name.
    pub name: String,
    /// What sort of actor it is; `other` if left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(extend("enum" = model::ActorKind::NAMES))]
    pub kind: String,
    /// The country it belongs to, ISO 3166-1 alpha-3.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
}

/// Two actors that are one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bond {
    /// The id of the one that is taken for another.
    pub actor: String,
    /// The id of that other one.
    #[serde(rename = "as")]
    pub is: String,
    /// The name of the first, for whoever reads the file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// A way to look that was given a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct View {
    /// The query.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// In which way the events are viewed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub view: String,
}

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<Notebook>()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}
