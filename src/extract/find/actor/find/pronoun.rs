//! Whom a pronoun means: the most salient of those whom it agrees with.
//!
//! Each mention makes its actor salient, a subject more than an object, and each sentence halves
//! that (Lappin and Leass 1994). Whoever the syntax rules out is left out (`Lind thanked him`), and
//! where two are as likely, or something that is no actor may be meant as well, nobody is bound.

use super::{Finder, Found, Read};
use crate::{
    extract::{
        find::actor::noun,
        lexicon::{
            cues::Takes,
            names::{Described, Facts, Gender},
        },
        reading::{
            clause::Link,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

/// Who may be meant by pronouns: the mentions so far.
#[derive(Debug, Default)]
pub struct Salient {
    entries: Vec<Entry>,
}

impl Salient {
    /// The mentions that are close enough to be meant, the last first.
    pub fn near(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().rev().take(REACH)
    }
}

/// A mention, or a subject that is no actor.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Nobody for what is no actor.
    pub actor: Option<usize>,
    pub head: usize,
    /// The number of its sentence among those that tell something themselves.
    pub sentence: usize,
    paragraph: usize,
    quoted: u32,
    weight: u32,
    plural: bool,
    /// Whether it says something here.
    speaks: bool,
}

/// What a pronoun says of whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agrees {
    Person(Gender),
    Thing,
    Several,
}

/// How many mentions back a pronoun reaches.
const REACH: usize = 40;

/// How many sentences back.
pub(super) const SENTENCES: usize = 3;

/// How salient a subject is in its own sentence; an object; anything else.
const WEIGHTS: [u32; 3] = [160, 100, 60];

/// Whether one candidate is so much more salient than the next that it is meant: at least by these
/// hundredths.
const MARGIN: u32 = 105;

/// The same of `they`, which may mean so much else.
const MARGIN_OF_SEVERAL: u32 = 150;

/// Who may be meant, and how salient.
struct Candidate {
    actors: Vec<usize>,
    score: u32,
    sentence: usize,
    /// The sentence of the mention that was added last, and its weight.
    last: (usize, u32),
}

impl Finder<'_, '_> {
    /// Notes that a token was a mention.
    pub(super) fn remember(&mut self, head: usize, actor: usize) {
        let plural = self.cast.is_plural(actor);
        let entry = self.entry(head, Some(actor), plural);
        self.salient.entries.push(entry);
    }

    /// Notes a subject that is no actor: `it` may mean it.
    pub(super) fn remember_thing(&mut self, head: usize) {
        let tag = self.reading.nodes[head].tag;
        let plural = matches!(tag, Penn::Nns | Penn::Nnps);
        if tag.is_noun() && (plural || self.is_subject(head)) {
            let entry = self.entry(head, None, plural);
            self.salient.entries.push(entry);
        }
    }

    fn entry(&self, head: usize, actor: Option<usize>, plural: bool) -> Entry {
        // `which both states claim`: no more than is told beside.
        let clause = self.reading.clause_of(head).map(|it| &self.reading.clauses[it]);
        let start = self.reading.branches.span(head).start;
        let behind_which =
            start > 0 && matches!(self.reading.nodes[start - 1].tag, Penn::Wdt | Penn::Wp);
        let aside = behind_which
            || clause.is_some_and(|it| it.link == Link::Relative && it.predicate > head);
        let speaks = self.speaks(head) && !self.is_text(head) && !aside;
        let weight = match self.reading.nodes[head].rel {
            _ if speaks => WEIGHTS[0],
            Rel::Nsubj | Rel::NsubjPass if aside => WEIGHTS[1],
            Rel::Nsubj | Rel::NsubjPass if clause.is_some_and(|it| it.link == Link::Adverbial) => {
                WEIGHTS[1]
            }
            Rel::Nsubj | Rel::NsubjPass => WEIGHTS[0],
            Rel::Obj | Rel::Iobj | Rel::OblAgent => WEIGHTS[1],
            Rel::Conj => {
                let first = self.reading.nodes[head].head as usize;
                let subject = self.is_subject(first);
                if subject { WEIGHTS[0] } else { WEIGHTS[1] }
            }
            _ => WEIGHTS[2],
        };
        let quoted = self.quoted[head];
        let sentence = self.told[self.sentence.min(self.told.len() - 1)];
        let paragraph = self.paragraphs[self.sentence.min(self.paragraphs.len() - 1)];
        Entry { actor, head, sentence, paragraph, quoted, weight, plural, speaks }
    }

    /// The most salient of the actors that fit: the last subject rather than what else was named.
    pub(super) fn most_salient(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let now = self.told[self.sentence.min(self.told.len() - 1)];
        let known = self.salient.near().filter_map(|entry| Some((entry.actor?, entry)));
        let scored = known.filter(|it| fits(it.0)).map(|(actor, entry)| {
            (entry.weight >> now.saturating_sub(entry.sentence).min(SENTENCES * 2), actor)
        });
        // Of two that are as salient, the one that was named last.
        scored.rev().max_by_key(|it| it.0).map(|it| it.1)
    }

    /// Whether a token is who says something, or takes a stand: `Lind said`, `Lind called on them`,
    /// `according to Lind`.
    pub(super) fn speaks(&self, head: usize) -> bool {
        let node = self.reading.nodes[head];
        if let Some(verb) = self.verb_behind(head) {
            return self.is_cue_verb(verb);
        }
        if node.rel == Rel::Nsubj {
            return self.is_cue_verb(node.head as usize);
        }
        noun::preposition(self.reading, head)
            .is_some_and(|case| self.reading.word(case).eq_ignore_ascii_case("according"))
    }

    fn is_cue_verb(&self, verb: usize) -> bool {
        const CLEAR: f64 = 0.8;
        let cues = self.lexicon.cues.of(self.lexicon.lemma(self.reading.tokens[verb].word));
        let clear = cues.iter().any(|cue| cue.weight >= CLEAR && !cue.takes.has(Takes::SORTS));
        self.reading.nodes[verb].tag.is_verb() && clear
    }

    /// The verb right behind a name that the parser hung elsewhere, though nobody else is its subject:
    /// `In Oslo, envoy Kari Dahl accused`.
    fn verb_behind(&self, head: usize) -> Option<usize> {
        let node = self.reading.nodes[head];
        let lost = matches!(node.rel, Rel::Conj | Rel::Obl | Rel::Nmod | Rel::Appos);
        let name = matches!(node.tag, Penn::Nnp | Penn::Nnps) && lost;
        if !name || noun::preposition(self.reading, head).is_some() {
            return None;
        }
        let verb = self.reading.branches.span(head).end;
        let finite =
            self.reading.nodes.get(verb).filter(|it| matches!(it.tag, Penn::Vbd | Penn::Vbz));
        let clause = self.reading.clause_at(verb).filter(|_| finite.is_some())?;
        self.reading.clauses[clause].subject.is_none().then_some(verb)
    }

    /// The actor that a pronoun means, if it is certain.
    pub(super) fn pronoun(&mut self, head: usize) -> Option<usize> {
        let agrees = match &*self.lower(head) {
            "he" | "him" | "his" | "himself" => Agrees::Person(Gender::He),
            "she" | "her" | "hers" | "herself" => Agrees::Person(Gender::She),
            "it" | "its" | "itself" => Agrees::Thing,
            "they" | "them" | "their" | "theirs" | "themselves" => Agrees::Several,
            _ => return None,
        };
        if self.reading.nodes[head].rel == Rel::Expl
            || agrees == Agrees::Thing && self.is_empty_it(head)
        {
            return None;
        }
        let found = self.meant(head, agrees)?;
        for &actor in &found.actors {
            if let Agrees::Person(gender) = agrees {
                self.cast.set_gender(actor, gender);
            }
            let mention =
                Found { actor, form: super::MentionForm::Pronoun, rule: "pronoun", end: 0 };
            self.note_run(head, head..head + 1, &mention);
            if let Some(mention) = self.mentions.last_mut() {
                let sentence = self.told[self.sentence.min(self.told.len() - 1)];
                mention.distance = (sentence - found.sentence) as u32;
            }
        }
        found.actors.first().copied()
    }

    /// `it was clear that`, `it is time to`: the clause behind it is meant.
    fn is_empty_it(&self, head: usize) -> bool {
        const REACH: usize = 12;
        let governor = self.reading.nodes[head].head as usize;
        if governor == head || self.reading.nodes[head].tag == Penn::PrpS {
            return false;
        }
        let mut children = self.reading.branches.children(governor).take(REACH);
        let verb = self.reading.nodes[governor].tag.is_verb();
        children.any(|child| match self.reading.nodes[child].rel {
            Rel::Csubj => true,
            Rel::Ccomp | Rel::Acl | Rel::Advcl | Rel::Xcomp => !verb && child > governor,
            _ => false,
        })
    }

    fn meant(&mut self, head: usize, agrees: Agrees) -> Option<Candidate> {
        let quoted = self.quoted[head];
        let barred = self.barred(head);
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut things = 0;
        let sentence = self.told[self.sentence.min(self.told.len() - 1)];
        let speaks = self.speaks(head);
        let paragraph = self.paragraphs[self.sentence.min(self.paragraphs.len() - 1)];
        let spoken: Vec<_> =
            self.salient.near().filter(|it| it.speaks).map(|it| (it.sentence, it.actor)).collect();
        for entry in self.salient.near() {
            let distance = sentence.saturating_sub(entry.sentence);
            let reach = if agrees == Agrees::Several { 1 } else { SENTENCES };
            if distance > reach {
                break;
            }
            // Whoever is named inside a quotation is not meant outside of it.
            if entry.quoted != 0 && quoted == 0 || entry.head >= head {
                continue;
            }
            let mut weight = entry.weight >> distance;
            if entry.paragraph != paragraph {
                weight = weight * 3 / 5;
            }
            if distance == 0 && entry.quoted != quoted {
                weight /= 2;
            }
            // Who spoke goes on, rather than whom was spoken of.
            if speaks && entry.speaks {
                weight *= 2;
            } else if speaks && spoken.iter().any(|it| it.0 == entry.sentence) {
                let himself = spoken.contains(&(entry.sentence, entry.actor));
                weight /= if himself { 1 } else { 2 };
            }
            // Who only told of others is rarely who did something.
            if !speaks && entry.speaks && agrees == Agrees::Several {
                weight = weight * 3 / 5;
            }
            let Some(actor) = entry.actor else {
                let competes = match agrees {
                    Agrees::Thing => !entry.plural,
                    Agrees::Several => entry.plural,
                    Agrees::Person(_) => false,
                };
                things = things.max(if competes { weight } else { 0 });
                continue;
            };
            let joined = self.joined(entry.head);
            if agrees == Agrees::Several && joined.len() > 1 {
                add(&mut candidates, joined, weight + weight / 4, entry.sentence);
                continue;
            }
            if barred == Some(actor) || !self.agrees(actor, agrees) {
                continue;
            }
            if let Agrees::Person(_) = agrees
                && self.cast.gender(actor).is_none()
            {
                // Nobody knows whether `the doctor` is a woman.
                if distance > 1 && !self.cast.is_named(actor) {
                    continue;
                }
                let may_be = self.cast.may_be_person(actor);
                weight = weight * if may_be { 1 } else { 3 } / 4;
            }
            // `the government says they`: a body is several where nobody else is.
            if agrees == Agrees::Several && !self.cast.is_plural(actor) {
                weight /= 2;
            }
            add(&mut candidates, vec![actor], weight, entry.sentence);
        }
        candidates.sort_by_key(|it| std::cmp::Reverse((it.score, it.sentence)));
        let mut candidates = candidates.into_iter();
        let first = candidates.next()?;
        let second = candidates.next().map_or(0, |it| it.score);
        let somebody = self.is_somebody(head) || self.has_people(head);
        // What no deed shows to be somebody is most often a thing that was never a subject.
        if agrees == Agrees::Thing && !somebody && !self.is_own(head, &first) {
            return None;
        }
        let rival = if somebody { second } else { second.max(things) };
        let margin = if agrees == Agrees::Several { MARGIN_OF_SEVERAL } else { MARGIN };
        let plural = first.actors.iter().all(|&actor| self.cast.is_plural(actor));
        let body = agrees == Agrees::Several && first.actors.len() == 1 && !plural;
        if body && !self.is_own(head, &first) {
            return None;
        }
        (first.score * 100 >= rival * margin).then_some(first)
    }

    /// Whether the candidate is the subject of the clause that `its` stands in, or of the one that
    /// says what `it` does: `the group said that it will halt`.
    fn is_own(&self, head: usize, candidate: &Candidate) -> bool {
        let node = self.reading.nodes[head];
        let Some(clause) = self.reading.clause_of(head) else { return false };
        let clause = &self.reading.clauses[clause];
        let inside = |subject: usize| self.reading.branches.span(subject).contains(&head);
        let above = clause.governor.and_then(|it| self.reading.clauses[it].subject);
        let subject = match clause.subject {
            // `the army said its soldiers had left`
            Some(subject) if node.tag == Penn::PrpS && inside(subject) => above,
            subject if node.tag == Penn::PrpS => subject,
            _ if node.rel == Rel::Nsubj && clause.link == Link::Complement => above,
            _ => None,
        };
        let actor = candidate.actors.first().map(|&actor| Read::Actor(actor));
        actor.is_some() && subject.map(|subject| self.read[subject]) == actor
    }

    /// Whether what a pronoun does is done by people and bodies alone.
    pub(super) fn is_somebody(&self, head: usize) -> bool {
        let node = self.reading.nodes[head];
        let governor = node.head as usize;
        let verb = self.reading.tokens[governor].word;
        match node.rel {
            Rel::Nsubj => self.lexicon.is_saying(verb) || self.facts(governor).has(Facts::HUMAN),
            Rel::Obj | Rel::Iobj => self.facts(governor).has(Facts::ADDRESSED),
            _ => false,
        }
    }

    /// Whether a pronoun owns what states and bodies alone have: `Its troops seized the field.`
    fn has_people(&self, head: usize) -> bool {
        let node = self.reading.nodes[head];
        let word = self.reading.tokens[node.head as usize].word;
        let names = &self.lexicon.names;
        let described = names.head(std::iter::once(word)).and_then(|it| it.1.described);
        let is_part = matches!(described, Some(Described::Force | Described::Government));
        let title = names.title(std::iter::once(self.lexicon.lemma(word)));
        node.tag == Penn::PrpS && (is_part || title.is_some_and(|it| it.1.is_office()))
    }

    fn agrees(&self, actor: usize, agrees: Agrees) -> bool {
        let kind = self.cast.actors[actor].kind;
        let plural = self.cast.is_plural(actor);
        let body = matches!(
            kind,
            ActorKind::Organization
                | ActorKind::Government
                | ActorKind::ArmedGroup
                | ActorKind::Coalition
                | ActorKind::Media
        );
        match agrees {
            Agrees::Person(gender) => {
                (kind == ActorKind::Person || self.cast.may_be_person(actor))
                    && self.cast.gender(actor).is_none_or(|known| known == gender)
            }
            Agrees::Thing => {
                !plural && (body || matches!(kind, ActorKind::State | ActorKind::Other))
            }
            Agrees::Several => {
                plural || kind == ActorKind::Group || body && kind != ActorKind::Media
            }
        }
    }

    /// Who can't be meant: the subject of the verb that the pronoun is an object of, and inside of
    /// a quotation whoever says it.
    fn barred(&self, head: usize) -> Option<usize> {
        let node = self.reading.nodes[head];
        let word = self.lower(head);
        let governor = node.head as usize;
        let reflexive = word.ends_with("self") || word.ends_with("selves");
        let actor = |token: usize| match self.read[token] {
            Read::Actor(actor) => Some(actor),
            _ => None,
        };
        if self.quoted[head] != 0 {
            return self.speaker(head).and_then(actor);
        }
        if let Some(accuser) = self.accuser(head) {
            return actor(accuser);
        }
        let is_argument = matches!(node.rel, Rel::Obj | Rel::Iobj | Rel::Obl | Rel::OblAgent);
        if reflexive || node.tag == Penn::PrpS || !is_argument {
            return None;
        }
        let at = noun::preposition(self.reading, head);
        if at.is_some_and(|case| self.facts(case).has(Facts::AT)) {
            return None;
        }
        let clause = self.reading.clause_of(governor)?;
        self.reading.clauses[clause].subject.and_then(actor)
    }

    /// `Oman accused Qatar of it, which it denied`: the one who accuses, where a pronoun denies; in the
    /// same sentence or at the end of the one before.
    fn accuser(&self, head: usize) -> Option<usize> {
        let node = self.reading.nodes[head];
        let triggers = &self.lexicon.triggers;
        let base = |at: usize| self.lexicon.lemma(self.reading.tokens[at].word);
        if node.rel != Rel::Nsubj || !triggers.is_in("denying", base(node.head as usize)) {
            return None;
        }
        let sentence = self.reading.sentence_of(head);
        let clauses = &self.reading.clauses;
        let end = clauses.partition_point(|clause| clause.predicate < head);
        let near = clauses[..end].iter().rev();
        let near = near.take_while(|clause| clause.sentence + 1 >= sentence);
        let accusing = |predicate: usize| triggers.is_in("accusing", base(predicate));
        near.filter(|clause| accusing(clause.predicate) && !clause.passive)
            .find_map(|clause| clause.subject)
    }

    /// The subject outside of the quotation that a token is in, above it in the tree.
    fn speaker(&self, head: usize) -> Option<usize> {
        const HIGHEST: usize = 12;
        let mut at = head;
        for _ in 0..HIGHEST {
            let above = self.reading.nodes[at].head as usize;
            if above == at {
                return None;
            }
            at = above;
            if self.quoted[at] != self.quoted[head] {
                let clause = self.reading.clause_of(at)?;
                return self.reading.clauses[clause].subject;
            }
        }
        None
    }
}

/// Adds a mention; of several in one sentence the most salient counts.
fn add(candidates: &mut Vec<Candidate>, actors: Vec<usize>, score: u32, sentence: usize) {
    let last = (sentence, score);
    match candidates.iter_mut().find(|it| it.actors == actors) {
        Some(known) if known.last.0 == sentence => {
            known.score += score.saturating_sub(known.last.1);
            known.last.1 = known.last.1.max(score);
        }
        Some(known) => {
            known.score += score;
            known.sentence = known.sentence.max(sentence);
            known.last = last;
        }
        None => candidates.push(Candidate { actors, score, sentence, last }),
    }
}
