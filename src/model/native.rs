//! The shape of our own file, `"format": "demarche-timeline"`: the one place of its field names.
//!
//! Ingest lowers from these types, export raises to them, and the JSON Schema derives from them.
//! They hold words as they stand in the file; what the words mean is decided when they are
//! lowered, so that a wrong one is an issue with a place and not the end of the file.

mod text;

use std::{borrow::Cow, sync::LazyLock};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{
    actor::{ActorKind, Role},
    kind::{Kind, Quad},
    known::{Basis, Status},
    source::SourceKind,
    statement::Form,
};

/// What `format` must say.
pub const FORMAT: &str = "demarche-timeline";

/// The newest `version` that can be read, and the one that is written.
pub const VERSION: u32 = 1;

/// Words of a file: borrowed from it wherever JSON has no escape in them. (Of a plain `Cow`, serde
/// makes a copy in lists and behind other names.)
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Text<'a>(pub Cow<'a, str>);

/// A timeline of dated events, the actors in them, what was said, and what proves it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "demarche timeline")]
pub struct File<'a> {
    /// Always `demarche-timeline`.
    #[serde(borrow)]
    #[schemars(extend("const" = FORMAT))]
    pub format: Text<'a>,
    /// The version of the format: 1.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// The title of the timeline.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub title: Text<'a>,
    /// What the timeline holds, and how it was made.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub about: Text<'a>,
    /// Where the words come from.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source<'a>>,
    /// Who takes part.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Actor<'a>>,
    /// What happened.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event<'a>>,
    /// What was said.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement<'a>>,
}

/// Where words come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source<'a> {
    /// Unique among the sources of the file.
    #[serde(borrow, deserialize_with = "text::id")]
    #[schemars(length(min = 1))]
    pub id: Text<'a>,
    /// Its title.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub title: Text<'a>,
    /// Who published it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub publisher: Text<'a>,
    /// Who wrote it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub author: Text<'a>,
    /// When it was published, EDTF.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub published: Text<'a>,
    /// Where it can be found.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub url: Text<'a>,
    /// Its language, BCP 47.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub language: Text<'a>,
    /// How near it is to what it tells.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = SourceKind::NAMES))]
    pub kind: Text<'a>,
    /// Ids of the sources it was made from.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<Text<'a>>,
    /// Under what terms it may be used.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub licence: Text<'a>,
    /// Anything else worth knowing.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub note: Text<'a>,
    /// Its whole text.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub text: Text<'a>,
    /// Instead of `text`: a file beside this one, a relative path without `..`.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub file: Text<'a>,
}

/// Who takes part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Actor<'a> {
    /// Unique among the actors of the file.
    #[serde(borrow, deserialize_with = "text::id")]
    #[schemars(length(min = 1))]
    pub id: Text<'a>,
    /// The name by which it is shown.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub name: Text<'a>,
    /// What sort of actor it is.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = ActorKind::NAMES))]
    pub kind: Text<'a>,
    /// Other names of it.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text<'a>>,
    /// Offices it holds or held.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office<'a>>,
    /// Ids of the actors it is a member or part of.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub member_of: Vec<Text<'a>>,
    /// The country it belongs to, ISO 3166-1 alpha-3.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub country: Text<'a>,
    /// Its codes by scheme: `cameo`, `ucdp`, `wikidata`.
    #[serde(default, borrow, skip_serializing_if = "Codes::is_empty")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub codes: Codes<'a>,
    /// Anything else worth knowing.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub note: Text<'a>,
}

/// An office that an actor holds or held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Office<'a> {
    /// As it is called.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// The id of the state or organisation whose office it is.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub of: Text<'a>,
    /// When it was held, EDTF.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub when: Text<'a>,
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event<'a> {
    /// Unique among the events of the file.
    #[serde(borrow, deserialize_with = "text::id")]
    #[schemars(length(min = 1))]
    pub id: Text<'a>,
    /// When it happened, EDTF; leave it out if that is not known.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub when: Text<'a>,
    /// How the date is known.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Basis::NAMES))]
    pub basis: Text<'a>,
    /// One line.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub title: Text<'a>,
    /// Some sentences.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub summary: Text<'a>,
    /// The kind of act: a PLOVER type, `statement` or `other`.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Kind::NAMES))]
    pub kind: Text<'a>,
    /// The source's own word for the kind, above all where that is `other`.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub label: Text<'a>,
    /// The code in a coding scheme.
    #[serde(default, borrow, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code<'a>>,
    /// The quad class, where the source gives one; else that of the code or the kind is shown.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Quad::NAMES))]
    pub quad: Text<'a>,
    /// Who takes part, and how.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Participation<'a>>,
    /// Where it happened.
    #[serde(default, borrow, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place<'a>>,
    /// Whether it happened; `occurred` if left out.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Status::NAMES))]
    pub status: Text<'a>,
    /// How many were killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fatalities: Option<Fatalities>,
    /// What proves it.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence<'a>>,
    /// Words to group by.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Text<'a>>,
    /// The id of the statement that tells it, where the source does not say so itself.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub asserted_by: Text<'a>,
    /// How sure an extractor is, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: Option<f64>,
    /// The rule by which an extractor made it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub rule: Text<'a>,
    /// The rule by which an extractor dated it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub date_rule: Text<'a>,
    /// Further columns of a data set, as they are.
    #[serde(default, borrow, skip_serializing_if = "Extra::is_empty")]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    pub extra: Extra<'a>,
}

/// A code in a coding scheme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Code<'a> {
    /// The scheme: `cameo`, `acled`, `ucdp`.
    #[serde(borrow)]
    pub scheme: Text<'a>,
    /// The code as the source has it; a string, since leading zeros count.
    #[serde(borrow)]
    pub value: Text<'a>,
}

/// Who takes part, and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Participation<'a> {
    /// The id of the actor.
    #[serde(borrow)]
    pub actor: Text<'a>,
    /// The part it has; `participant` if left out.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Role::NAMES))]
    pub role: Text<'a>,
}

/// Where it happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place<'a> {
    /// The name.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub name: Text<'a>,
    /// The country, ISO 3166-1 alpha-3.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub country: Text<'a>,
    /// Latitude in degrees, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: Option<f64>,
    /// Longitude in degrees, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: Option<f64>,
    /// How exact the place is: `city`, `25 km`, `country`.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub precision: Text<'a>,
    /// How the place is known.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Basis::NAMES))]
    pub basis: Text<'a>,
}

/// How many were killed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fatalities {
    /// The lowest credible number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<u32>,
    /// The most likely number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<u32>,
    /// The highest credible number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u32>,
    /// Whether the numbers are round or otherwise not exact.
    #[serde(default, skip_serializing_if = "is_false")]
    pub approx: bool,
}

/// What was said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement<'a> {
    /// Unique among the statements of the file.
    #[serde(borrow, deserialize_with = "text::id")]
    #[schemars(length(min = 1))]
    pub id: Text<'a>,
    /// When it was said, EDTF; if left out, its event's date holds.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub when: Text<'a>,
    /// How the date is known.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Basis::NAMES))]
    pub basis: Text<'a>,
    /// The id of the actor who said it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub speaker: Text<'a>,
    /// Ids of the actors to whom it was said.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Text<'a>>,
    /// The id of the actor who reported it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub via: Text<'a>,
    /// How near the words are to the spoken ones.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    #[schemars(extend("enum" = Form::NAMES))]
    pub form: Text<'a>,
    /// Whether the words are a translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated: Option<bool>,
    /// The words.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub text: Text<'a>,
    /// Ids of the actors it is about.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Text<'a>>,
    /// The id of the event it was said in or makes up.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub event: Text<'a>,
    /// On what occasion it was said.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub venue: Text<'a>,
    /// What proves it.
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence<'a>>,
    /// How sure an extractor is, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: Option<f64>,
    /// The rule by which an extractor made it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub rule: Text<'a>,
    /// The rule by which an extractor dated it.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub date_rule: Text<'a>,
}

/// What proves a record: exact words of a source, or a row of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence<'a> {
    /// The id of the source.
    #[serde(borrow)]
    pub source: Text<'a>,
    /// The exact words.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub quote: Text<'a>,
    /// Where they stand: first and one past the last Unicode code point of the source's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(u32, u32)>,
    /// Words just before, to tell repeats apart.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub before: Text<'a>,
    /// Words just after, to tell repeats apart.
    #[serde(default, borrow, skip_serializing_if = "is_empty")]
    pub after: Text<'a>,
    /// Instead of words: the row of a data set, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
}

/// Codes by scheme, in the file's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Codes<'a>(pub Vec<(Text<'a>, Text<'a>)>);

/// The text of a JSON object on one line: the order of its fields and the digits of its numbers are
/// kept. Empty where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra<'a>(pub Cow<'a, str>);

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<File<'static>>()
}

/// The names, in alphabetical order, of the fields below a field of the file: of
/// `["events", "place"]` those of a place. Lists are passed through. Empty where the path leads
/// to no record.
#[must_use]
pub fn field_names(path: &[&str]) -> Vec<String> {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(schema);
    let root = SCHEMA.as_value();
    let record = path.iter().try_fold(root, |record, &name| {
        Some(described(root, record.get("properties")?.get(name)?))
    });
    let properties = record.and_then(|record| record.get("properties")?.as_object());
    properties.map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
}

/// What a property of a schema is in the end: behind a list, a choice with null, a reference.
pub(crate) fn described<'a>(root: &'a Value, property: &'a Value) -> &'a Value {
    if let Some(item) = property.get("items").or_else(|| property.get("anyOf")?.get(0)) {
        return described(root, item);
    }
    let target = property.get("$ref").and_then(|reference| reference.as_str()?.strip_prefix('#'));
    target.and_then(|pointer| root.pointer(pointer)).unwrap_or(property)
}

fn is_empty(text: &str) -> bool {
    text.is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fields(path: &[&str], expect: &str) {
        assert_eq!(field_names(path).join(" "), expect);
    }

    #[test]
    fn fields_are_known_at_every_depth() {
        fields(&[], "about actors events format sources statements title version");
        fields(&["events", "actors"], "actor role");
        fields(&["events", "place"], "basis country lat lon name precision");
        fields(&["actors", "codes"], "");
        fields(&["nothing"], "");
    }

    #[test]
    fn words_without_escapes_are_not_copied() {
        let office: Office<'_> = serde_json::from_str(r#"{"title":"a","of":"b\n"}"#).unwrap();
        assert!(matches!(office.title.0, Cow::Borrowed("a")));
        assert!(matches!(office.of.0, Cow::Owned(_)));
    }

    #[test]
    fn extra_is_an_object_on_a_line() {
        let extra = |json| serde_json::from_str::<Extra<'_>>(json).map(|extra| extra.0);
        assert_eq!(extra(r#"{"b":1.10,"a":2}"#).unwrap(), r#"{"b":1.10,"a":2}"#);
        let spaced = "{ \"b\\\" \": 1.10,\n\t\"a\\\\\": [1, \" \"] }";
        assert_eq!(extra(spaced).unwrap(), r#"{"b\" ":1.10,"a\\":[1," "]}"#);
        assert!(extra("[]").is_err());
    }
}
