//! The prose of an article becomes a reading: sentences, dates, actors, statements and events, each
//! anchored to its bytes, with the rule that made it and a confidence.
//!
//! The stages stand in their order; each sees what the stages before it found ([`Reading`]) and the
//! knowledge of [`Lexicon`], and nothing else:
//!
//! ```text
//! text ─ token ─ sentence ─ syntax ─ clause ─ time ─ actor ─ statement ─ event ─ speech ─ dating ─ confidence
//! ```
//!
//! What was read is lowered to the records of a timeline ([`lower()`]).
//!
//! **Invariants.** The same text, publication date and lexicon give the same reading, byte for
//! byte: no clock, no randomness, no order of a hash map. Each extent slices the text at character
//! boundaries. The work is linear in the length of the text. Nothing is invented: what no rule
//! finds is not there, and a date that nothing gives stays open.

pub mod actor;
pub mod article;
pub mod dating;
pub mod find;
pub mod lexicon;
pub mod reading;
pub mod sentence;
pub mod speech;
pub mod statement;
pub mod syntax;
pub mod tag;
pub mod tell;
pub mod time;
pub mod token;

use std::ops::Range;

use crate::model::day::Day;

use self::tag::Tag;
pub use self::{
    find::event,
    lexicon::Lexicon,
    tell::{annotation, lower, lower::lower, receipt},
    token::Extent,
};

/// An article as far as it has been read: one layer a stage, in the order of the stages. Numbers
/// are indices into these layers; a run is a range of `tokens`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// The day of publication, if it is known: what relative dates are counted from.
    pub published: Option<Day>,
    /// The words and signs of the text, in its order.
    pub tokens: Vec<token::Token>,
    /// The runs of the sentences; every token is in exactly one.
    pub sentences: Vec<Range<usize>>,
    /// The syntax tree of each sentence: a node for each token.
    pub nodes: Vec<reading::tree::Node>,
    /// The same trees from their roots on.
    pub branches: reading::branches::Branches,
    /// The clauses, in the order of their predicates.
    pub clauses: Vec<reading::clause::Clause>,
    /// The number of the innermost clause that each token belongs to.
    innermost: Vec<Option<u32>>,
    /// The time expressions, in the order of the text.
    pub times: Vec<time::TimeExpression>,
    /// Where actors are named, in the order of the text.
    pub mentions: Vec<actor::Mention>,
    /// The number of the first mention that each token heads, counted from 1; 0 if it heads none.
    headed: Vec<u32>,
    /// The actors, in the order of their first mentions.
    pub actors: Vec<actor::ActorDraft>,
    /// What was said, in the order of the text.
    pub statements: Vec<statement::Statement>,
    /// What happened, in the order of the text; what was said, too.
    pub events: Vec<reading::event::Event>,
    /// For each statement the number of the event that it belongs to.
    pub said_in: Vec<Option<usize>>,
}

/// Reads an article. Linear in the length of the text.
#[must_use]
pub fn read<'t>(text: &'t str, published: Option<Day>, lexicon: &Lexicon) -> Reading<'t> {
    let mut reading = Reading { text, published, ..Reading::default() };
    reading.tokens = token::cut(text, lexicon);
    reading.sentences = sentence::find(&reading, lexicon);
    reading.nodes = syntax::parse(&reading, lexicon);
    reading.branches = reading::branches::Branches::of(&reading.nodes);
    if syntax::mend::subjects(&mut reading.nodes, &reading.branches) {
        reading.branches = reading::branches::Branches::of(&reading.nodes);
    }
    (reading.clauses, reading.innermost) = syntax::clause::find(&reading, lexicon);
    tag::choose(&mut reading, lexicon);
    reading.times = time::find(&reading, lexicon);
    actor::find(&mut reading, lexicon);
    reading.statements = statement::find(&reading, lexicon);
    reading.events = event::find(&reading, lexicon);
    tell::confidence::weigh(&mut reading, lexicon);
    speech::bind(&mut reading);
    dating::date(&mut reading, lexicon);
    tell::confidence::weigh(&mut reading, lexicon);
    reading
}

impl Reading<'_> {
    /// The words of an extent.
    #[must_use]
    pub fn slice(&self, extent: Extent) -> &str {
        &self.text[extent.range()]
    }

    /// The words of one token.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.slice(self.tokens[token].extent)
    }

    /// From the first to the last byte of a run; the empty extent at the start of the text for an
    /// empty run.
    #[must_use]
    pub fn extent(&self, run: &Range<usize>) -> Extent {
        match self.tokens.get(run.clone()) {
            Some([first, .., last]) => Extent { start: first.extent.start, end: last.extent.end },
            Some([one]) => one.extent,
            _ => Extent::default(),
        }
    }

    /// The number of the innermost clause that a token belongs to.
    #[must_use]
    pub fn clause_of(&self, token: usize) -> Option<usize> {
        self.innermost.get(token).copied().flatten().map(|number| number as usize)
    }

    /// The mention that a token heads: who the subject or object of a clause is. Of a pronoun that
    /// stands for several, the first; see [`Self::mentions_headed`].
    #[must_use]
    pub fn mention_headed(&self, token: usize) -> Option<&actor::Mention> {
        self.mentions_headed(token).first()
    }

    /// All mentions that a token heads: several where `they` stands for `Kenya and Uganda`.
    #[must_use]
    pub fn mentions_headed(&self, token: usize) -> &[actor::Mention] {
        let first = self.headed.get(token).copied().unwrap_or_default() as usize;
        let Some(first) = first.checked_sub(1) else { return &[] };
        let mentions = &self.mentions[first..];
        let head = mentions.first().map(|mention| mention.head);
        let count = mentions.iter().take_while(|mention| Some(mention.head) == head).count();
        &mentions[..count]
    }

    /// Where the sentence of a token ends. O(log sentences).
    fn sentence_end(&self, token: usize) -> usize {
        self.sentences.get(self.sentence_of(token)).map_or(self.tokens.len(), |run| run.end)
    }

    /// The number of the sentence that a token is in. O(log sentences).
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|run| run.end <= token)
    }

    /// The numbers of the sentences that an extent touches.
    fn sentences_of(&self, extent: Extent) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.extent.end <= extent.start);
        let end = self.tokens.partition_point(|token| token.extent.start < extent.end);
        if first < end { self.sentence_of(first)..self.sentence_of(end - 1) + 1 } else { 0..0 }
    }

    /// Where a sentence begins behind its dateline: `MOSCOW, March 5 (AFP) -- `, `PARIS —`. A
    /// dateline is no part of what is told.
    fn behind_dateline(&self, sentence: &Range<usize>) -> usize {
        const LONGEST: usize = 12;
        let Range { start, end } = *sentence;
        let tag = |at: usize| self.tokens[at].tag;
        let is_dash = |at: usize| tag(at) == Tag::Dash || self.word(at) == "_";
        let dash = (start..end.min(start + LONGEST)).find(|&at| is_dash(at));
        let Some(dash) = dash else { return start };
        let named = (start..dash).all(|at| !tag(at).is_verb() && tag(at) != Tag::Determiner);
        let shouted = self.tokens[start].shape == token::Shape::Capitals;
        if named && (shouted || dash <= start + 2) { dash + 1 } else { start }
    }
}
