//! Who is named: mentions of actors, and which mentions are of the same one.

use std::ops::Range;

use super::{
    Reading,
    lexicon::{Lexicon, Row, Vocabulary},
    token::Extent,
};
use crate::model::ActorKind;

/// The names that are known beforehand; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct Names {}

/// One naming of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its tokens, with title, office and apposition: `Russian Foreign Minister Sergei Lavrov`.
    pub run: Range<usize>,
    /// Its bytes.
    pub extent: Extent,
    /// The actor's number in [`Reading::actors`].
    pub actor: usize,
    /// How the actor is named here.
    pub form: MentionForm,
    /// The rule that found it.
    pub rule: &'static str,
}

/// How an actor is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionForm {
    /// By a name, a part of one, an alias or an acronym.
    Name,
    /// By an office or a description: `the kingdom's top diplomat`.
    Description,
    /// By a pronoun.
    Pronoun,
}

/// An actor of the article.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorDraft {
    /// The fullest name in the article, or the one of the lexicon.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// The other names in the article, in their order.
    pub aliases: Vec<String>,
    /// Offices: the title, and the number of the actor whose office it is.
    pub offices: Vec<(String, Option<usize>)>,
    /// The numbers of the actors that it belongs to.
    pub member_of: Vec<usize>,
    /// ISO 3166-1 alpha-3; empty if none or not known.
    pub country: String,
}

impl Names {
    /// A row of `countries`.
    pub fn add_country(&mut self, row: &Row<'_>, _words: &mut Vocabulary) -> Result<(), String> {
        row.required("iso").map(|_| ())
    }
}

/// The mentions in the order of the text, and the actors that they name.
#[must_use]
pub fn find(_reading: &Reading<'_>, _lexicon: &Lexicon) -> (Vec<Mention>, Vec<ActorDraft>) {
    (Vec::new(), Vec::new())
}
