//! The parts of speech that time expressions tell apart, coarser than those of the tree.

/// A part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A common noun.
    Noun,
    /// A part of a name: a word with a capital that the beginning of a sentence does not explain.
    Name,
    /// An adjective, or a participle before a noun.
    Adjective,
    /// An article or another determiner.
    Determiner,
    /// A personal pronoun, or one that stands for a noun phrase.
    Pronoun,
    /// `his`, `their`, and the joined `'s` and `'` of the genitive.
    Possessive,
    /// A number, in digits or in words.
    Number,
    /// The base form of a verb, after `to` or a modal, or in the plural of the present.
    Base,
    /// The present: `meets`.
    Present,
    /// The past: `met`.
    Past,
    /// The gerund, as a verb or a noun: `meeting`.
    Gerund,
    /// The participle: `met` after `has` or `was`.
    Participle,
    /// A form of be, have or do; joined forms too.
    Auxiliary,
    /// `will`, `could`; joined forms too.
    Modal,
    /// `not`, `never`, `n't`.
    Negation,
    /// The infinitive's `to`.
    To,
    /// An adverb.
    Adverb,
    /// A preposition, also `to` before a noun phrase.
    Preposition,
    /// `and`, `or`, `but`.
    Conjunction,
    /// Begins a clause: `that`, `because`, `while`.
    Subordinator,
    /// Begins a relative clause: `who`, `which`, `that`.
    Relative,
    /// Opens or closes a quotation.
    Quote,
    /// `,` and `;`.
    Comma,
    /// `.`, `!`, `?` and `...`.
    Stop,
    /// `:`.
    Colon,
    /// A dash.
    Dash,
    /// A bracket.
    Bracket,
    /// Anything else.
    #[default]
    Other,
}

impl Tag {
    /// Whether it is a form of a full verb.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Self::Base | Self::Present | Self::Past | Self::Gerund | Self::Participle)
    }

    /// Whether it can stand inside a noun phrase before its head.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::Name
                | Self::Adjective
                | Self::Determiner
                | Self::Possessive
                | Self::Number
        )
    }

    /// Whether it is a sign and no word.
    #[must_use]
    pub fn is_sign(self) -> bool {
        matches!(
            self,
            Self::Quote
                | Self::Comma
                | Self::Stop
                | Self::Colon
                | Self::Dash
                | Self::Bracket
                | Self::Other
        )
    }
}
