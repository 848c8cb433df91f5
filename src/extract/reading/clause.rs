//! The clause: one predicate with its tense, voice and polarity, who and what it is about, and what
//! it hangs from.

/// One clause. Numbers of tokens are those of [`Reading::tokens`](crate::extract::Reading); an
/// argument is given by the token that heads it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the predicate")]
pub struct Clause {
    /// The full verb; behind a copula the noun or adjective.
    pub predicate: usize,
    /// The number of its sentence.
    pub sentence: usize,
    /// Whether it has a tense, or which form without one.
    pub form: Form,
    /// What its verb says of time by its form alone.
    pub tense: Tense,
    /// `has met`, `having met`.
    pub perfect: bool,
    /// `is meeting`.
    pub progressive: bool,
    /// The subject is acted on: `was arrested`, `the deal signed in May`.
    pub passive: bool,
    /// `not`, `never`, `no deal was reached`.
    pub negated: bool,
    /// What a modal says of its reality.
    pub modality: Modality,
    /// Who or what it is about: its own subject, or one that it shares.
    pub subject: Option<usize>,
    /// Whether the subject belongs to another clause, or is the noun that this one describes.
    pub is_shared: bool,
    /// The direct object.
    pub object: Option<usize>,
    /// The indirect object.
    pub indirect: Option<usize>,
    /// Who acts, of a passive: `by rebels`.
    pub agent: Option<usize>,
    /// How it hangs from its governor.
    pub link: Link,
    /// The number of the clause that it hangs from, in the same sentence.
    pub governor: Option<usize>,
    /// The noun that it describes, of a relative or adnominal clause.
    pub noun: Option<usize>,
    /// The word that opens it: `that`, `if`, `after`, `to`.
    pub mark: Option<usize>,
}

impl Clause {
    /// The token that heads the words for who acts: of a passive its agent.
    #[must_use]
    pub fn doer(&self) -> Option<usize> {
        if self.passive { self.agent } else { self.subject }
    }

    /// The token that heads the words for who or what is acted on: of a passive its subject.
    #[must_use]
    pub fn patient(&self) -> Option<usize> {
        if self.passive { self.subject } else { self.object }
    }
}

/// Whether a clause has a tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `met`, `has met`, `will meet`
    Finite,
    /// `to meet`
    Infinitive,
    /// `meeting`
    Gerund,
    /// `signed in May`
    Participle,
}

/// The tense of a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// `met`, `had met`
    Past,
    /// `meets`, `has met`
    Present,
    /// An infinite form, or a modal: the verb does not say.
    None,
}

/// What a modal verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// There is no modal.
    None,
    /// `will meet`, `shall meet`
    Will,
    /// `would meet`: to come as seen from the past, or only thought of.
    Would,
    /// `must meet`, `should meet`
    Must,
    /// `may meet`, `could meet`
    May,
}

/// How a clause hangs from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It hangs from none.
    Root,
    /// It is what somebody says or knows: `said that it would`.
    Complement,
    /// It has no subject of its own: `agreed to meet`.
    Open,
    /// `condemned the raid and recalled its envoy`
    Conjunct,
    /// `after rebels shelled the town`
    Adverbial,
    /// `which met in May`
    Relative,
    /// `the deal signed in May`, `a plan to attack`
    Adnominal,
    /// It stands beside: `talks failed, he said`.
    Beside,
    /// It is the subject, the object or an oblique: `denied using gas`.
    Nominal,
}
