//! Noun phrases: which tokens head one, and what words it has.

use super::{Finder, Read};
use crate::extract::{
    find::actor::{
        evidence,
        noun::{self, Noun},
        piece::{self, Piece},
    },
    lexicon::{Class, names::Facts},
    reading::{
        token::Shape,
        tree::{Penn, Rel},
    },
};

/// A noun phrase with the pieces of its own words.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub noun: Noun,
    pub pieces: Vec<Piece>,
    /// Who the genitive before it names.
    pub owner: Option<usize>,
    /// How many steps it is below the phrase that the reading began with.
    pub depth: usize,
}

impl Finder<'_, '_> {
    /// Whether a token heads a noun phrase of its own.
    pub(super) fn heads_phrase(&self, at: usize) -> bool {
        let node = self.reading.nodes[at];
        match node.tag {
            Penn::Prp | Penn::PrpS => true,
            Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps | Penn::Fw => {
                !self.is_inside(at) && !noun::is_torn(self.reading, self.lexicon, at)
            }
            // `the wounded`, `the British`, `thousands of` them
            Penn::Jj | Penn::Vbn | Penn::Cd | Penn::Dt => {
                node.rel.is_nominal() || node.rel == Rel::Appos
            }
            // `Donnelly said`, tagged as an adverb
            Penn::Rb | Penn::Vb | Penn::Vbp => {
                node.rel == Rel::Nsubj && self.reading.tokens[at].shape == Shape::Capital
            }
            _ => false,
        }
    }

    /// Whether a noun is a word of the phrase around another one.
    pub(super) fn is_inside(&self, at: usize) -> bool {
        let node = self.reading.nodes[at];
        let head = node.head as usize;
        // `Abbas` of `President Abbas and Prime Minister Olmert`, `Shafik` before `, Egypt's premier`
        let end = self.reading.branches.span(at).end;
        let name = matches!(node.tag, Penn::Nnp | Penn::Nnps) && end <= head;
        if name
            && (node.rel != Rel::Flat
                && (self.reading.word(end) == "," || self.reading.word(at + 1) == ",")
                || noun::joins_two(self.reading, self.lexicon, end))
        {
            return false;
        }
        match node.rel {
            // `with envoy Kari Dahl saying`: no word before a noun, but a subject.
            Rel::Compound if self.reading.nodes[head].tag == Penn::Vbg => false,
            Rel::Compound | Rel::Amod | Rel::Nummod | Rel::Det | Rel::Goeswith => head > at,
            // `House` `Speaker Paul Ryan`: where its head is half an office, it heads the name.
            Rel::Flat => !noun::is_torn(self.reading, self.lexicon, head),
            Rel::Nmod => {
                at < head
                    && !noun::has_preposition(self.reading, at)
                    && !noun::is_genitive(self.reading, at)
            }
            _ => false,
        }
    }

    /// The noun phrase of a token with its pieces.
    pub(super) fn phrase(&mut self, head: usize, depth: usize) -> Phrase {
        let mut noun = Noun::of(self.reading, self.lexicon, head);
        let owner = noun.owner.and_then(|owner| self.look(owner, depth + 1));
        let mut pieces = Vec::new();
        piece::cut(self.reading, self.lexicon, &noun.own, &mut pieces);
        // A name right behind an office belongs to it, however the parser joined them.
        let titled = pieces.last().is_some_and(|piece| piece.title().is_some());
        if titled && let Some(end) = self.name_behind(noun.own.end) {
            noun.run.end = end;
            noun.own.end = end;
            piece::cut(self.reading, self.lexicon, &noun.own, &mut pieces);
        }
        Phrase { noun, pieces, owner, depth }
    }

    /// Where a name ends that begins at a token and is not read yet.
    pub(super) fn name_behind(&self, start: usize) -> Option<usize> {
        const LONGEST: usize = 5;
        let end = self.reading.sentence_end(start.checked_sub(1)?).min(start + LONGEST);
        let is_word = |&at: &usize| {
            let small = self.lexicon.names.facts(self.reading.tokens[at].word).has(Facts::PARTICLE);
            let name = evidence::is_name(self.reading, at)
                && !self.lexicon.class(self.reading.tokens[at].word).has(Class::CALENDAR);
            name || small && at > start
        };
        let count = (start..end).take_while(is_word).count();
        let first = self.reading.nodes.get(start)?;
        // `told the president Russia wants peace`: the name is a subject of its own.
        let own = first.rel == Rel::Nsubj
            && matches!(self.reading.nodes[start - 1].rel, Rel::Obj | Rel::Iobj);
        (count > 0 && self.read[start] == Read::Not && !own).then_some(start + count)
    }
}
