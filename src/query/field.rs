//! The fields of the query language: the one table from which parsing, errors, completion, the
//! help, the manual and the man page are made.
//!
//! To add a field:
//!
//! 1. add its line to the table: variant, name, other names, what it takes, what may stand before
//!    its colon, an example, and a help line (lower case, no full stop) that goes on from "events …";
//! 2. the compiler now asks for the tests that its values make (`query::resolve`), for its words
//!    (`query::meaning`) and for the values to offer (`query::complete::candidates`);
//! 3. and for what it asks of: the event, one participation or one statement ([`Field::record`]).

/// One line a field: `Variant "name" [other names] Takes marks "example" "help"`, under its group.
macro_rules! fields {
    ($($group:ident $title:literal {
        $($field:ident $name:literal [$($alias:literal)*] $takes:ident $marks:literal
            $example:literal $help:literal)+
    })+) => {
        /// A field of the query language; its help says what it finds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[doc = concat!("`", $example, "`: events ", $help)] $field,)+)+
        }

        /// The rows of the table, in the order of the variants.
        const TABLE: &[Row] = &[$($(Row {
            field: Field::$field,
            name: $name,
            aliases: &[$($alias),*],
            takes: Takes::$takes,
            marks: $marks,
            example: $example,
            group: $title,
            help: $help,
        },)+)+];
    };
}

fields! {
    Who "who" {
        Actor      "actor"      []     Name    "="  "actor:lavrov"          "in which the actor takes part in any role, itself or through members and office holders; a country's code means all its actors"
        Role       "role"       []     Choice  ""   "role:recipient"        "in which somebody, or the actor named beside it, has this role"
        Dyad       "dyad"       []     Pair    "="  "dyad:russia>usa"       "in which both take part (a+b), or the first acts on the second (a>b)"
        Actors     "actors"     []     Compare ""   "actors:2"              "in which so many different actors take part"
    }
    Words "words" {
        Text       ""           []     Words   ""   "\"not clinging\""      "with these words in the title, the summary, a statement, the name of a place or actor, or the prose of a data set"
        Has        "has"        []     Choice  ""   "has:statement"         "that have a statement, a place, a time of day, … at all"
        Speaker    "speaker"    ["by"] Name    "="  "speaker:khoja"         "with a statement by this speaker; speaker:none: by somebody unknown"
        To         "to"         []     Name    "="  "to:afp"                "with a statement made to this addressee"
        About      "about"      []     Name    "="  "about:assad"           "with a statement about this actor"
        Via        "via"        []     Name    "="  "via:afp"               "with a statement that this actor reported"
        Form       "form"       []     Choice  ""   "form:verbatim"         "with a statement in this form"
        Said       "said"       []     Words   ""   "said:\"not clinging\"" "with these words in a statement"
    }
    When "when" {
        Date       "date"       []     Date    "!"  "date:2015-08"          "that may fall into this period; date!: that surely do"
        Before     "before"     []     Date    ""   "before:2015-08-11"     "that may fall before this period"
        After      "after"      []     Date    ""   "after:2015-08-11"      "that may fall after this period"
        Around     "around"     []     Near    ""   "around:e05,3d"         "that may fall this close to another one"
        Precision  "precision"  []     Compare ""   "precision:<day"        "whose date is this precise"
        Approx     "approx"     []     Nothing ""   "approx:"               "whose date is marked as approximate or uncertain"
        Undated    "undated"    []     Nothing ""   "undated:"              "without a date"
    }
    What "what and where" {
        Kind       "kind"       []     Choice  "="  "kind:consult"          "of this kind; kind=: for which the data has just this word"
        Quad       "quad"       []     Choice  ""   "quad:verbal-conflict"  "of this quad class"
        Status     "status"     []     Choice  ""   "status:planned"        "with this status"
        Place      "place"      []     Name    "="  "place:doha"            "at this place"
        Country    "country"    []     Name    "="  "country:QAT"           "in this country"
        Tag        "tag"        []     Name    "="  "tag:context"           "with this tag"
        Code       "code"       []     Name    "="  "code:04"               "whose code begins like this"
        Fatalities "fatalities" []     Compare ""   "fatalities:>10"        "with this many people killed"
        Id         "id"         []     Name    ""   "id:e05"            "with this id"
    }
    Proof "evidence" {
        Basis      "basis"      []     Choice  ""   "basis:inferred"        "whose date is stated, inferred or that of publication"
        Confidence "confidence" []     Compare ""   "confidence:>=0.5"      "that the extractor is this sure of"
        Candidates "candidates" []     Nothing ""   "candidates:"           "of every certainty, candidates included"
        Source     "source"     []     Name    "="  "source:none"           "from this source; source:none: from none but a data set"
        Sources    "sources"    []     Compare ""   "sources:>=2"           "from this many sources; a data set is none, those it names are"
        Anchor     "anchor"     []     Choice  ""   "anchor:lost"           "with evidence whose words are ok, moved, many or lost in the source"
    }
    Notebook "notebook" {
        Review     "review"     []     Choice  ""   "review:open"           "that were read and are open, accepted, corrected or rejected, or have a statement that is"
        Mine       "mine"       []     Nothing ""   "mine:"                 "that you wrote yourself"
        Marked     "marked"     []     Nothing ""   "marked:"               "that you marked"
        Note       "note"       []     Words   ""   "note:desk"             "with these words in what you noted"
    }
}

/// What is known of a field.
#[derive(Debug)]
struct Row {
    field: Field,
    name: &'static str,
    aliases: &'static [&'static str],
    takes: Takes,
    marks: &'static str,
    example: &'static str,
    group: &'static str,
    help: &'static str,
}

/// What stands behind the colon of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A name, words of one, or the beginning of one: `lavrov`, `"saudi arabia"`.
    Name,
    /// A word of a closed list: `consult`.
    Choice,
    /// Words to search for, or a regular expression: `"not clinging"`, `/cling(s|ing)/`.
    Words,
    /// A date in EDTF or as people type it, or the id of an event.
    Date,
    /// The id of an event and a length of time: `e05,3d`.
    Near,
    /// Two actors: `russia+usa`, `russia>usa`.
    Pair,
    /// A value, perhaps with `<`, `<=`, `>=` or `>` before it, or two values with `..` between.
    Compare,
    /// Nothing.
    Nothing,
}

/// What a term asks of. Those of one statement, or of one participation, hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// The event.
    Event,
    /// One of those who take part in it.
    Participation,
    /// A statement made in it.
    Statement(OfStatement),
}

/// What of a statement a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfStatement {
    /// Who made it.
    Speaker,
    /// To whom.
    To,
    /// About whom.
    About,
    /// Who reported it.
    Via,
    /// Its form.
    Form,
    /// Its words.
    Words,
}

impl Record {
    /// Whether both ask of the same sort of record.
    pub fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl Field {
    /// What a term with the field asks of.
    pub(super) fn record(self) -> Record {
        match self {
            Self::Actor | Self::Role => Record::Participation,
            Self::Speaker => Record::Statement(OfStatement::Speaker),
            Self::To => Record::Statement(OfStatement::To),
            Self::About => Record::Statement(OfStatement::About),
            Self::Via => Record::Statement(OfStatement::Via),
            Self::Form => Record::Statement(OfStatement::Form),
            Self::Said => Record::Statement(OfStatement::Words),
            Self::Dyad
            | Self::Actors
            | Self::Text
            | Self::Has
            | Self::Date
            | Self::Before
            | Self::After
            | Self::Around
            | Self::Precision
            | Self::Approx
            | Self::Undated
            | Self::Kind
            | Self::Quad
            | Self::Status
            | Self::Place
            | Self::Country
            | Self::Tag
            | Self::Code
            | Self::Fatalities
            | Self::Id
            | Self::Basis
            | Self::Confidence
            | Self::Candidates
            | Self::Source
            | Self::Sources
            | Self::Anchor
            | Self::Review
            | Self::Mine
            | Self::Marked
            | Self::Note => Record::Event,
        }
    }

    /// All fields, in the order of the help. The one without a name is that of bare words.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.field)
    }

    /// The field with this name or one of its other names, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let is_named = |row: &&Row| row.name == name || row.aliases.contains(&name.as_str());
        TABLE.iter().filter(|row| !row.name.is_empty()).find(is_named).map(|row| row.field)
    }

    /// The name before the colon; empty for bare words.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Other names of the field.
    #[must_use]
    pub fn aliases(self) -> &'static [&'static str] {
        self.row().aliases
    }

    /// What stands behind the colon.
    #[must_use]
    pub fn takes(self) -> Takes {
        self.row().takes
    }

    /// Whether `=:` may stand in place of the colon.
    #[must_use]
    pub fn may_be_exact(self) -> bool {
        self.row().marks.contains('=')
    }

    /// Whether `!:` may stand in place of the colon.
    #[must_use]
    pub fn may_be_sure(self) -> bool {
        self.row().marks.contains('!')
    }

    /// A term with the field.
    #[must_use]
    pub fn example(self) -> &'static str {
        self.row().example
    }

    /// The heading of the help under which it stands.
    #[must_use]
    pub fn group(self) -> &'static str {
        self.row().group
    }

    /// What it finds: goes on from "events".
    #[must_use]
    pub fn help(self) -> &'static str {
        self.row().help
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;

    #[test]
    fn every_field_is_found_by_its_names_and_explained() {
        for (place, field) in Field::all().enumerate() {
            assert_eq!(field as usize, place);
            assert!(field.help().len() > 10 && !field.help().ends_with('.'), "{field:?}");
            let query = Query::parse(field.example()).unwrap();
            assert_eq!(query.to_string(), field.example());
            for name in
                field.aliases().iter().chain([&field.name()]).filter(|name| !name.is_empty())
            {
                assert_eq!(Field::named(name), Some(field));
            }
        }
        assert_eq!(Field::named("BY"), Some(Field::Speaker));
        assert_eq!((Field::named(""), Field::named("actr")), (None, None));
    }
}
