//! Who said what to whom, who reported it, and in what form the words have come to us.

use std::borrow::Cow;

use crate::{
    base::rows::Row,
    model::{
        actor::ActorId,
        known::{Basis, Confidence},
        source::Evidence,
        vocabulary::vocabulary,
        when::When,
    },
};

/// A statement's number in its timeline: its rank in time order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

impl StatementId {
    /// The number as an index into the statements.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

vocabulary! {
    /// How near the recorded words are to the spoken ones.
    Form {
        /// Whole sentences, word for word.
        Verbatim = "verbatim",
        /// A few words, word for word, in another's sentence.
        Fragment = "fragment",
        /// The sense, in the reporter's words.
        Paraphrase = "paraphrase",
        /// From memory, later.
        Recalled = "recalled",
    }
}

/// One statement. Its speaker, who reported it and where it was printed are kept apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The number of the file it came from.
    pub file: u16,
    /// The id in the file, unique within it.
    pub id: String,
    /// When it was said; none if only its event's date is known.
    pub when: Option<When>,
    /// How that date is known.
    pub basis: Option<Basis>,
    /// Who said it.
    pub speaker: Option<ActorId>,
    /// To whom it was said.
    pub to: Vec<ActorId>,
    /// Who reported it.
    pub via: Option<ActorId>,
    /// How near the words are to the spoken ones.
    pub form: Option<Form>,
    /// Whether the words are a translation, where the file says so.
    pub translated: Option<bool>,
    /// The words.
    pub text: String,
    /// Whom it is about.
    pub about: Vec<ActorId>,
    /// The event it was said in or makes up.
    pub event: Option<Row>,
    /// Where or on what occasion it was said.
    pub venue: String,
    /// What proves it.
    pub evidence: Vec<Evidence>,
    /// How sure the extractor is; none for what a person entered.
    pub confidence: Option<Confidence>,
    /// The rule that made it; empty for what a person entered.
    pub rule: String,
    /// The rule that dated it; empty where no rule did.
    pub date_rule: String,
}

impl Statement {
    /// The words: in quotation marks only where they are the speaker's own, word for word. A
    /// paraphrase never looks like a quotation.
    #[must_use]
    pub fn quoted(&self) -> Cow<'_, str> {
        self.in_marks(Cow::Borrowed(&self.text))
    }

    /// The words, or the beginning of them, in quotation marks if that is how they are quoted.
    #[must_use]
    pub fn in_marks<'a>(&self, words: Cow<'a, str>) -> Cow<'a, str> {
        match self.form {
            // What is quoted in part may have marks of its own, around the speaker's words.
            Some(Form::Fragment) if words.contains(['"', '“', '«', '„']) => words,
            Some(Form::Verbatim | Form::Fragment) => Cow::Owned(format!("\"{words}\"")),
            Some(Form::Paraphrase | Form::Recalled) | None => words,
        }
    }
}
