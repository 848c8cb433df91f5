//! The nouns of a reading that all stages share: token, sentence, tree, clause, mention, time,
//! statement, event. No rules.

pub mod actor;
pub mod branches;
pub mod clause;
pub mod event;
pub mod section;
pub mod statement;
pub mod tag;
pub mod time;
pub mod token;
pub mod tree;

use std::ops::Range;

use self::{actor::Mention, section::Section, token::Extent};
use crate::{
    document::{Flow, Moved},
    extract::reading::tag::Tag,
    model::day::Day,
};

/// An article as far as it has been read: one layer a stage, in the order of the stages. Numbers
/// are indices into these layers; a run is a range of `tokens`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading<'t> {
    /// The text as it is read.
    pub text: &'t str,
    /// What of it stands elsewhere in the file, if anything does.
    pub flow: Option<&'t Flow>,
    /// Whether it is English: in other languages the rules know nobody's deeds or words.
    pub is_english: bool,
    /// The stretches that are read, in the order of the text: every token is in exactly one.
    pub sections: Vec<Section>,
    /// The words and signs of the text, in its order.
    pub tokens: Vec<token::Token>,
    /// The runs of the sentences; every token is in exactly one.
    pub sentences: Vec<Range<usize>>,
    /// The syntax tree of each sentence: a node for each token.
    pub nodes: Vec<tree::Node>,
    /// The same trees from their roots on.
    pub branches: branches::Branches,
    /// The clauses, in the order of their predicates.
    pub clauses: Vec<clause::Clause>,
    /// The number of the innermost clause that each token belongs to.
    pub innermost: Vec<Option<u32>>,
    /// The time expressions, in the order of the text.
    pub times: Vec<time::TimeExpression>,
    /// Where actors are named, in the order of the text.
    pub mentions: Vec<Mention>,
    /// The number of the first mention that each token heads, counted from 1; 0 if it heads none.
    pub headed: Vec<u32>,
    /// The actors, in the order of their first mentions.
    pub actors: Vec<actor::ActorDraft>,
    /// What was said, in the order of the text.
    pub statements: Vec<statement::Statement>,
    /// What happened, in the order of the text; what was said, too.
    pub events: Vec<event::Event>,
    /// For each statement the number of the event that it belongs to.
    pub said_in: Vec<Option<usize>>,
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

    /// Where in the file an extent stands, in bytes.
    #[must_use]
    pub fn place(&self, extent: Extent) -> Range<usize> {
        self.flow.map_or(extent.range(), |flow| flow.place(extent.range()))
    }

    /// The part of a token that stands on the next line of the file.
    #[must_use]
    pub fn broken(&self, token: usize) -> Option<&Moved> {
        self.flow?.moved_in(self.tokens[token].extent.range())
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

    /// The number of the clause of which a token is the predicate.
    #[must_use]
    pub fn clause_at(&self, token: usize) -> Option<usize> {
        self.clause_of(token).filter(|&number| self.clauses[number].predicate == token)
    }

    /// The first of the nouns that one is joined to: `an end to fire and raids`. Bounded by a constant.
    #[must_use]
    pub fn first_joined(&self, noun: usize) -> usize {
        /// So many nouns that are joined one to the other are walked.
        const MOST: usize = 8;
        let mut first = noun;
        for _ in 0..MOST {
            let node = self.nodes[first];
            if node.rel != tree::Rel::Conj || !self.nodes[node.head as usize].tag.is_noun() {
                break;
            }
            first = node.head as usize;
        }
        first
    }

    /// The section that a token is in. O(log sections).
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn section_of(&self, token: usize) -> &Section {
        &self.sections[self.sections.partition_point(|section| section.run.end <= token)]
    }

    /// What relative dates at a token are counted from: the day of publication, or of the entry of
    /// a chronology.
    #[must_use]
    pub fn now_at(&self, token: usize) -> Option<Day> {
        self.section_of(token).now
    }

    /// The mention that a token heads: who the subject or object of a clause is. Of a pronoun that
    /// stands for several, the first; see [`Self::mentions_headed`].
    #[must_use]
    pub fn mention_headed(&self, token: usize) -> Option<&Mention> {
        self.mentions_headed(token).first()
    }

    /// All mentions that a token heads: several where `they` stands for `Kenya and Uganda`.
    #[must_use]
    pub fn mentions_headed(&self, token: usize) -> &[Mention] {
        let first = self.headed.get(token).copied().unwrap_or_default() as usize;
        let Some(first) = first.checked_sub(1) else { return &[] };
        let mentions = &self.mentions[first..];
        let head = mentions.first().map(|mention| mention.head);
        let count = mentions.iter().take_while(|mention| Some(mention.head) == head).count();
        &mentions[..count]
    }

    /// Where the sentence of a token ends. O(log sentences).
    #[must_use]
    pub fn sentence_end(&self, token: usize) -> usize {
        self.sentences.get(self.sentence_of(token)).map_or(self.tokens.len(), |run| run.end)
    }

    /// The first time expression that ends behind the start of a token: the one that it is in, else the
    /// next. O(log times).
    #[must_use]
    pub fn time_from(&self, token: usize) -> Option<&time::TimeExpression> {
        self.times.get(self.times.partition_point(|time| time.run.end <= token))
    }

    /// Whether a token is in a time expression. O(log times).
    #[must_use]
    pub fn is_time(&self, token: usize) -> bool {
        self.time_from(token).is_some_and(|time| time.run.contains(&token))
    }

    /// The number of the sentence that a token is in. O(log sentences).
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|run| run.end <= token)
    }

    /// The numbers of the sentences that an extent touches.
    #[must_use]
    pub fn sentences_of(&self, extent: Extent) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.extent.end <= extent.start);
        let end = self.tokens.partition_point(|token| token.extent.start < extent.end);
        if first < end { self.sentence_of(first)..self.sentence_of(end - 1) + 1 } else { 0..0 }
    }

    /// Where a sentence begins behind its dateline: `MOSCOW, March 5 (AFP) -- `, `PARIS —`. A
    /// dateline is no part of what is told.
    #[must_use]
    pub fn behind_dateline(&self, sentence: &Range<usize>) -> usize {
        const LONGEST: usize = 12;
        let Range { start, end } = *sentence;
        let tag = |at: usize| self.tokens[at].tag;
        let is_dash = |at: usize| tag(at) == Tag::Dash || self.word(at) == "_";
        let dash = (start..end.min(start + LONGEST)).find(|&at| is_dash(at));
        let Some(dash) = dash else { return start };
        let named = (start..dash).all(|at| !tag(at).is_verb() && tag(at) != Tag::Determiner);
        let shouted = self.tokens[start].shape == token::Shape::Capitals;
        // `Jolo (Philippines) (AFP) -`
        let agency = dash > start + 3
            && self.word(dash - 1) == ")"
            && self.tokens[dash - 2].shape == token::Shape::Capitals
            && self.word(dash - 3) == "(";
        if named && (shouted || agency || dash <= start + 2) { dash + 1 } else { start }
    }
}
