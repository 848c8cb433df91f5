//! What is true of a verb or noun that may tell of an event, for the model of kinds: what it means, what
//! hangs from it and it from what, who takes part, and what the patterns say of it and of those.

use super::{Finder, kinds::class};
use crate::{
    extract::{
        lexicon::{Word, fold},
        reading::tree::{Node, Penn, Rel},
        syntax::feature::{Feature, letters, mix, sort},
    },
    model::Kind,
};

/// So many of the words that hang from one are looked at.
const MOST: usize = 12;
/// How far the words before and behind count, in tokens.
const NEAR: usize = 4;

/// What a word means, in place of its letters: a name, a number, a time.
const NAME: u32 = 1;
const NUMBER: u32 = 2;
const TIME: u32 = 3;

/// The words of an article as the model sees them, by token.
pub(super) struct Traits<'f, 'r> {
    finder: &'f Finder<'r>,
    /// What each means: the letters of its base form, or what stands for them.
    meaning: Vec<u32>,
    /// The class of the kind that the patterns tell.
    kinds: Vec<u8>,
    /// What sort of actor it names, from 1; 0 for none.
    parties: Vec<u8>,
}

impl<'f, 'r> Traits<'f, 'r> {
    /// Of the article of a finder that knows nothing but patterns yet. O(tokens).
    pub(super) fn of(finder: &'f Finder<'r>) -> Self {
        let reading = finder.reading;
        let count = reading.tokens.len();
        let mut buffer = String::new();
        let meaning = (0..count).map(|at| meaning(finder, at, &mut buffer)).collect();
        let of_kind = |kind: Option<Kind>| kind.map_or(0, |kind| class(kind) as u8);
        let mut kinds: Vec<u8> = (0..count).map(|at| of_kind(finder.noun_kind(at))).collect();
        for (clause, told) in reading.clauses.iter().zip(&finder.told) {
            if let Some(told) = told {
                kinds[clause.predicate] = of_kind(Some(told.kind));
            }
        }
        let party = |at: usize| {
            let mention = reading.mentions_headed(at).first()?;
            Some(reading.actors[mention.actor].kind as u8 + 1)
        };
        let parties = (0..count).map(|at| party(at).unwrap_or_default()).collect();
        Self { finder, meaning, kinds, parties }
    }

    /// What is true of one word. O(1).
    pub(super) fn of_word(&self, at: usize, features: &mut Vec<Feature>) {
        let reading = self.finder.reading;
        let nodes = &reading.nodes;
        let node = nodes[at];
        let own = reading.clause_at(at);
        let clause = own.map(|number| &reading.clauses[number]);
        let (word, kind) = (self.meaning[at], u32::from(self.kinds[at]));
        let (tag, rel) = (node.tag as u32, node.rel as u32);
        let passive = clause.is_some_and(|it| it.passive);
        let negated = clause.is_some_and(|it| it.negated);
        features.clear();
        let mut put = |number: u32, parts: &[u32]| {
            features.push(parts.iter().fold(sort(number), |feature, &part| mix(feature, part)));
        };
        put(1, &[]);
        put(2, &[word]);
        put(3, &[tag]);
        put(4, &[tag, rel]);
        put(5, &[word, u32::from(node.tag.is_verb())]);
        put(6, &[kind]);
        put(7, &[kind, word]);
        put(8, &[word, u32::from(passive)]);
        put(9, &[u32::from(negated), kind]);
        put(10, &[u32::from(negated)]);
        put(11, &[self.ending(at)]);
        put(12, &[rel]);
        if node.head as usize != at {
            self.of_head(at, node, &mut put);
        }
        for child in reading.branches.children(at).take(MOST) {
            self.of_child(at, child, &mut put);
        }
        for (role, party) in clause.into_iter().flat_map(|it| [(0, it.doer()), (1, it.patient())]) {
            let Some(party) = party else {
                put(13, &[role, word]);
                continue;
            };
            let (means, sort) = (self.meaning[party], u32::from(self.parties[party]));
            put(14, &[role, means]);
            put(15, &[role, means, word]);
            put(16, &[role, sort, kind]);
            put(17, &[role, sort, word]);
            self.of_sets(18, &[role], party, &mut put);
            self.of_sets(19, &[role, word], party, &mut put);
        }
        if let Some((number, clause)) = own.zip(clause) {
            let standing = self.finder.standings[number];
            let doubt = standing.doubt.map_or(0, |doubt| doubt as u32 + 1);
            put(20, &[doubt]);
            put(21, &[doubt, kind]);
            put(22, &[u32::from(standing.said), u32::from(standing.planned)]);
            put(23, &[clause.form as u32, clause.link as u32]);
            put(24, &[clause.form as u32, clause.link as u32, kind]);
            put(25, &[clause.modality as u32, kind]);
            put(26, &[clause.tense as u32, word]);
            if let Some(mark) = clause.mark {
                put(27, &[self.meaning[mark]]);
                put(28, &[self.meaning[mark], kind]);
            }
        }
        let number = reading.sentence_of(at);
        let elsewhere = u32::from(self.finder.elsewhere[number]);
        put(80, &[elsewhere]);
        put(81, &[elsewhere, kind]);
        put(82, &[elsewhere, word]);
        let sentence = &reading.sentences[number];
        for near in at.saturating_sub(NEAR).max(sentence.start)..(at + NEAR + 1).min(sentence.end) {
            if near != at {
                put(29, &[self.meaning[near]]);
            }
        }
    }

    /// What it hangs from.
    fn of_head(&self, at: usize, node: Node, put: &mut impl FnMut(u32, &[u32])) {
        let head = node.head as usize;
        let (word, kind, rel) = (self.meaning[at], u32::from(self.kinds[at]), node.rel as u32);
        let (above, its_kind) = (self.meaning[head], u32::from(self.kinds[head]));
        put(40, &[above, rel]);
        put(41, &[above, word]);
        put(42, &[kind, rel]);
        put(43, &[its_kind, rel]);
        put(44, &[its_kind, rel, kind]);
        if let Some(case) = self.finder.case(at) {
            let case = self.preposition(case);
            put(45, &[case]);
            put(46, &[case, kind]);
            put(47, &[case, above]);
        }
    }

    /// What hangs from it.
    fn of_child(&self, at: usize, child: usize, put: &mut impl FnMut(u32, &[u32])) {
        let (word, kind) = (self.meaning[at], u32::from(self.kinds[at]));
        let node = self.finder.reading.nodes[child];
        let rel = match node.rel {
            Rel::Punct => return,
            Rel::NsubjPass => Rel::Obj,
            rel => rel,
        };
        let rel = rel as u32;
        let (means, its_kind) = (self.meaning[child], u32::from(self.kinds[child]));
        let case = self.finder.case(child).map_or(0, |case| self.preposition(case));
        put(60, &[rel, case]);
        put(61, &[rel, case, means]);
        put(62, &[rel, case, word]);
        put(63, &[rel, case, means, word]);
        if its_kind > 0 {
            put(64, &[rel, case, its_kind]);
            put(65, &[rel, case, its_kind, word]);
        }
        if node.rel.is_nominal() {
            let sort = u32::from(self.parties[child]);
            put(66, &[rel, case, sort]);
            put(67, &[rel, case, sort, kind]);
            self.of_sets(68, &[rel, case], child, put);
            self.of_sets(69, &[rel, case, word], child, put);
        }
        if matches!(node.rel, Rel::Aux | Rel::Mark | Rel::Det | Rel::Advmod) {
            put(70, &[rel, means, kind]);
        }
    }

    /// The sets of the patterns that a noun is in.
    fn of_sets(&self, number: u32, with: &[u32], noun: usize, put: &mut impl FnMut(u32, &[u32])) {
        let mut parts = [0; 4];
        parts[..with.len()].copy_from_slice(with);
        for set in self.finder.lexicon.triggers.sets_of(self.finder.base(noun)) {
            parts[with.len()] = letters(set.as_bytes());
            put(number, &parts[..=with.len()]);
        }
    }

    fn preposition(&self, word: Word) -> u32 {
        letters(self.finder.lexicon.text(word).as_bytes())
    }

    /// The last letters of a word.
    fn ending(&self, at: usize) -> u32 {
        let word = self.finder.reading.word(at).as_bytes();
        letters(&word[word.len().saturating_sub(3)..])
    }
}

/// What a word means: the letters of its base form, or what stands for them.
fn meaning(finder: &Finder<'_>, at: usize, buffer: &mut String) -> u32 {
    let tag = finder.reading.nodes[at].tag;
    match tag {
        Penn::Nnp | Penn::Nnps => return NAME,
        Penn::Cd => return NUMBER,
        _ if finder.is_time(at) => return TIME,
        _ => {}
    }
    let base = finder.base(at);
    if base != Word::UNKNOWN {
        return letters(finder.lexicon.text(base).as_bytes());
    }
    let word = fold(finder.reading.word(at), buffer);
    letters(stem(word, tag).as_bytes())
}

/// A word that no table has, without the ending of its form: the same for `strafed` and `strafing`.
fn stem(word: &str, tag: Penn) -> &str {
    let ending = match tag {
        Penn::Nns | Penn::Vbz => "s",
        Penn::Vbd | Penn::Vbn => "ed",
        Penn::Vbg => "ing",
        _ => "",
    };
    let bare = word.strip_suffix(ending).filter(|bare| bare.len() > 2).unwrap_or(word);
    bare.strip_suffix('e').unwrap_or(bare)
}

impl Finder<'_> {
    /// The words that may tell of an event: what clauses say, and common nouns that are no part of a
    /// longer one.
    pub(super) fn tellers(&self) -> impl Iterator<Item = usize> {
        let nodes = &self.reading.nodes;
        let names =
            |at: usize| matches!(nodes[at].tag, Penn::Nn | Penn::Nns) && self.stands_alone(at);
        let tells = move |at: usize| self.reading.clause_at(at).is_some() || names(at);
        (0..nodes.len()).filter(move |&at| !self.is_time(at) && tells(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_an_unknown_word_have_one_stem() {
        let forms = [
            ("strafe", Penn::Vb),
            ("strafes", Penn::Vbz),
            ("strafed", Penn::Vbd),
            ("strafing", Penn::Vbg),
        ];
        for (word, tag) in forms {
            assert_eq!(stem(word, tag), "straf", "{word}");
        }
        assert_eq!(stem("redoubts", Penn::Nns), "redoubt");
        assert_eq!(stem("bus", Penn::Nn), "bus");
    }
}
