//! Who is named, and where.

use std::ops::Range;

use super::{Reading, token::Extent};
use crate::model::ActorKind;

/// One naming of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The token that heads it in the tree: what a clause has as its subject or object.
    pub head: usize,
    /// Its tokens, with title and complement: `Russian Foreign Minister Sergei Lavrov`, `members of
    /// the council`.
    pub run: Range<usize>,
    /// Its bytes.
    pub extent: Extent,
    /// The actor's number in [`Reading::actors`].
    pub actor: usize,
    /// How the actor is named here.
    pub form: MentionForm,
    /// The rule that found it.
    pub rule: &'static str,
    /// How many sentences before it stands what it was bound to; 0 where it names by itself.
    pub distance: u32,
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

/// The name of a state without its form: `Armenia` of `Republic of Armenia`; other names as they are.
#[must_use]
pub fn without_form(name: &str) -> &str {
    const FORMS: &[&str] = &[
        "Republic",
        "Kingdom",
        "State",
        "Federation",
        "Government",
        "Principality",
        "Sultanate",
        "Emirate",
        "Commonwealth",
        "Union",
        "Duchy",
    ];
    let parted = name
        .split_once(" of ")
        .filter(|(form, _)| form.rsplit(' ').next().is_some_and(|last| FORMS.contains(&last)));
    parted.map_or(name, |(_, bare)| bare.strip_prefix("the ").unwrap_or(bare))
}

/// The innermost mention that a token is in. O(log mentions).
#[must_use]
pub fn mention_at<'m>(reading: &'m Reading<'_>, token: usize) -> Option<&'m Mention> {
    const REACH: usize = 8;
    let end = reading.mentions.partition_point(|mention| mention.run.start <= token);
    let near = &reading.mentions[end.saturating_sub(REACH)..end];
    near.iter().rev().find(|mention| mention.run.contains(&token))
}
