//! Who is named, phrase by phrase: each token that heads one is looked at once.

mod acted;
mod acting;
mod aged;
mod apposition;
mod around;
mod body;
mod group;
mod joint;
mod office;
mod person;
mod phrase;
mod pronoun;
mod quoted;
mod several;
mod speaking;
mod state;

use std::ops::Range;

use self::{phrase::Phrase, pronoun::Salient};
use super::{
    cast::Cast,
    evidence::Evidence,
    noun,
    piece::{Part, Piece},
};
use crate::extract::{
    Reading,
    lexicon::{
        Lexicon,
        names::{Sort, TitleClass},
    },
    reading::{
        actor::{ActorDraft, Mention, MentionForm},
        token::Shape,
        tree::Penn,
    },
};

/// Reads the noun phrases of an article one by one.
pub struct Finder<'a, 't> {
    reading: &'a Reading<'t>,
    lexicon: &'a Lexicon,
    cast: Cast,
    evidence: Evidence,
    mentions: Vec<Mention>,
    /// What each token heads.
    read: Vec<Read>,
    salient: Salient,
    /// The number of the quotation that each token is in; 0 outside.
    quoted: Vec<u32>,
    /// The number of each sentence among those that tell something themselves: one that stands
    /// within marks has the number of the one before.
    told: Vec<usize>,
    /// The number of the paragraph of each sentence.
    paragraphs: Vec<usize>,
    /// The sentence of the phrase that is read, and whether its capitals say nothing.
    sentence: usize,
    headline: bool,
}

/// What is known of the phrase that a token heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    /// It was not read yet.
    Not,
    /// It names nobody.
    Nobody,
    /// It is a place, of that state if it is known.
    Place(Option<usize>),
    /// It names an actor.
    Actor(usize),
}

/// Whom a phrase names, and how.
#[derive(Clone, Debug)]
struct Found {
    actor: usize,
    form: MentionForm,
    rule: &'static str,
    /// Where its last complement ends, if that belongs to the name or description.
    end: usize,
}

impl Found {
    fn name(actor: usize, rule: &'static str) -> Self {
        Self { actor, form: MentionForm::Name, rule, end: 0 }
    }

    fn description(actor: usize, rule: &'static str) -> Self {
        Self { actor, form: MentionForm::Description, rule, end: 0 }
    }

    /// The same with a complement up to a token.
    fn up_to(self, end: usize) -> Self {
        Self { end, ..self }
    }
}

impl<'a, 't> Finder<'a, 't> {
    pub fn new(reading: &'a Reading<'t>, lexicon: &'a Lexicon) -> Self {
        let quoted = quoted::find(reading);
        let told = quoted::told(reading, &quoted);
        let paragraphs = quoted::paragraphs(reading);
        Self {
            reading,
            lexicon,
            cast: Cast::default(),
            evidence: Evidence::of(reading, lexicon),
            mentions: Vec::new(),
            read: vec![Read::Not; reading.tokens.len()],
            salient: Salient::default(),
            quoted,
            told,
            paragraphs,
            sentence: usize::MAX,
            headline: false,
        }
    }

    pub fn run(mut self) -> (Vec<Mention>, Vec<ActorDraft>, Vec<u32>) {
        for at in 0..self.reading.tokens.len() {
            if self.read[at] == Read::Not && self.heads_phrase(at) {
                self.look(at, 0);
            }
        }
        self.mentions
            .sort_by_key(|it| (it.run.start, std::cmp::Reverse(it.run.end), it.head, it.actor));
        self.mentions.dedup_by(|one, other| one.run == other.run && one.actor == other.actor);
        let headed = headed(&self.mentions, &self.read);
        let mut actors = self.cast.actors;
        drop_unmentioned(&mut actors, &mut self.mentions);
        (self.mentions, actors, headed)
    }

    /// The actor that the phrase of a token names, if any; its mentions are noted.
    fn look(&mut self, head: usize, depth: usize) -> Option<usize> {
        const DEEPEST: usize = 5;
        match self.read[head] {
            Read::Not if depth > DEEPEST => return None,
            Read::Not => {}
            Read::Nobody | Read::Place(_) => return None,
            Read::Actor(actor) => return Some(actor),
        }
        self.read[head] = Read::Nobody;
        self.enter(head);
        if matches!(self.reading.nodes[head].tag, Penn::Prp | Penn::PrpS) {
            return self.pronoun(head);
        }
        // `the army, whose troops shelled the port`
        if self.reading.nodes[head].tag == Penn::WpS {
            let clause = self.reading.clause_of(head).map(|it| &self.reading.clauses[it]);
            return self.look(clause?.noun.filter(|&it| it < head)?, depth + 1);
        }
        let phrase = self.phrase(head, depth);
        if self.is_said_of(head) {
            self.predicate(&phrase);
            return None;
        }
        if let Some(first) = self.several(&phrase).or_else(|| self.joint(&phrase)) {
            return Some(first);
        }
        let found = self.whom(&phrase).or_else(|| {
            let is_open = self.read[head] == Read::Nobody;
            let doer = is_open.then(|| self.speaking(&phrase).or_else(|| self.acting(&phrase)));
            doer.flatten().or_else(|| self.acted_on(&phrase))
        });
        let Some(found) = found else {
            if self.read[head] == Read::Nobody {
                self.note_text(head);
                self.modifiers(&phrase);
                self.remember_thing(head);
            }
            return None;
        };
        self.note(&phrase, &found);
        self.acronym(found.actor, found.end.max(phrase.noun.run.end));
        self.appositions(&phrase, &found);
        Some(found.actor)
    }

    /// Goes on to the sentence of a token.
    fn enter(&mut self, token: usize) {
        let sentences = &self.reading.sentences;
        let inside = |at: usize| sentences.get(at).is_some_and(|run| run.contains(&token));
        if inside(self.sentence) {
            return;
        }
        self.sentence = self.reading.sentence_of(token);
        let Some(run) = sentences.get(self.sentence) else { return };
        // A headline has capitals on all but short words.
        let is_plain = |at: usize| {
            let token = self.reading.tokens[at];
            let long = token.extent.len() > 3 || self.reading.nodes[at].tag.is_verb();
            token.shape == Shape::Small && long
        };
        let run = run.start..run.end.min(run.start + 60);
        self.headline = run.len() > 3 && !run.clone().any(is_plain);
    }

    fn note(&mut self, phrase: &Phrase, found: &Found) {
        let run = phrase.noun.run.start..phrase.noun.run.end.max(found.end);
        // What else of the name hangs from outside is no phrase of its own.
        for at in phrase.noun.own.clone() {
            let head = self.reading.nodes[at].head as usize;
            let outside = head == at || !run.contains(&head);
            if self.read[at] == Read::Not && self.reading.nodes[at].tag.is_noun() {
                self.read[at] = if outside { Read::Actor(found.actor) } else { Read::Nobody };
            }
        }
        self.note_run(phrase.noun.head, run, found);
    }

    /// Notes that a run with that head names an actor.
    fn note_run(&mut self, head: usize, run: Range<usize>, found: &Found) {
        let Found { actor, form, rule, .. } = *found;
        self.read[head] = Read::Actor(actor);
        let extent = self.reading.extent(&run);
        self.mentions.push(Mention { head, run, extent, actor, form, rule, distance: 0 });
        self.cast.touch(actor, self.sentence);
        self.remember(head, actor);
    }

    /// Whom a noun phrase names.
    fn whom(&mut self, phrase: &Phrase) -> Option<Found> {
        let found = self.some_of(phrase).or_else(|| self.aged(phrase));
        if let Some(found) = found.or_else(|| self.half(phrase)) {
            return Some(found);
        }
        let last = phrase.pieces.last()?;
        let names = name_start(&phrase.pieces);
        let titled = names > 0 && phrase.pieces[names - 1].title().is_some();
        if names < phrase.pieces.len() && (titled || last.part == Part::Name) {
            return self.capitals(phrase, names);
        }
        match last.part {
            Part::Known(known) if !self.is_meant(phrase, known) => {
                self.of_another_country(phrase, known)
            }
            Part::Known(known) => {
                self.organisation(&phrase.pieces, phrase).or_else(|| self.known(phrase, known.sort))
            }
            Part::Title(title) if title.class != TitleClass::Honorific => {
                self.described_person(phrase, title)
            }
            Part::Head(head) => self.described_group(phrase, head),
            _ => None,
        }
    }

    /// Notes the countries and organisations that only modify what is no actor: `Russian airstrikes`.
    fn modifiers(&mut self, phrase: &Phrase) {
        let Some((_, modifiers)) = phrase.pieces.split_last() else { return };
        for piece in modifiers {
            let Some(known) = piece.known() else {
                self.party_before(phrase, piece);
                continue;
            };
            if matches!(known.sort, Sort::Capital | Sort::Place) {
                continue;
            }
            let actor = self.bearer(piece);
            let head = self.top(&piece.run);
            if self.read[head] == Read::Not {
                let found = Found::name(actor, "name before a noun");
                self.note_run(head, piece.run.clone(), &found);
            }
        }
    }
}

/// The number of the first mention that each token heads, counted from 1; 0 for none. A token that
/// is read as an actor, but heads no mention, belongs to the one that it stands in.
fn headed(mentions: &[Mention], read: &[Read]) -> Vec<u32> {
    let mut headed = vec![0; read.len()];
    for (number, mention) in (1..).zip(mentions) {
        if headed[mention.head] == 0 {
            headed[mention.head] = number;
        }
        for at in mention.run.clone() {
            if headed[at] == 0 && read[at] == Read::Actor(mention.actor) {
                headed[at] = number;
            }
        }
    }
    headed
}

/// Where the words of a name begin that a phrase ends with; the number of pieces if it ends with
/// something else.
fn name_start(pieces: &[Piece]) -> usize {
    let named = pieces.iter().rev().take_while(|piece| piece.part == Part::Name).count();
    pieces.len() - named
}

/// Leaves out the actors that no mention names and nobody belongs to, and numbers the others anew.
fn drop_unmentioned(actors: &mut Vec<ActorDraft>, mentions: &mut [Mention]) {
    let mut used = vec![false; actors.len()];
    for mention in &*mentions {
        used[mention.actor] = true;
    }
    let mut left: Vec<usize> = (0..actors.len()).filter(|&at| used[at]).collect();
    while let Some(at) = left.pop() {
        let owners = actors[at].offices.iter().filter_map(|office| office.1);
        for owner in owners.chain(actors[at].member_of.iter().copied()) {
            if !std::mem::replace(&mut used[owner], true) {
                left.push(owner);
            }
        }
    }
    let mut numbers = vec![None; actors.len()];
    let kept = used.iter().enumerate().filter(|(_, used)| **used);
    kept.zip(0..).for_each(|((old, _), new)| numbers[old] = Some(new));
    for mention in mentions {
        mention.actor = numbers[mention.actor].unwrap_or_default();
    }
    let mut at = 0;
    actors.retain(|_| {
        at += 1;
        used[at - 1]
    });
    for actor in actors {
        actor
            .offices
            .iter_mut()
            .for_each(|office| office.1 = office.1.and_then(|old| numbers[old]));
        actor.member_of = actor.member_of.iter().filter_map(|&old| numbers[old]).collect();
    }
}
