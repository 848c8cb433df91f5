//! Who is named, phrase by phrase: each token that heads one is looked at once.

mod apposition;
mod body;
mod group;
mod office;
mod person;
mod pronoun;
mod quoted;
mod speaking;
mod state;

use std::ops::Range;

use self::pronoun::Salient;
use super::{
    cast::Cast,
    evidence::{self, Evidence},
    noun::{self, Noun},
    piece::{self, Part, Piece},
};
use crate::extract::{
    Reading,
    lexicon::{
        Class, Lexicon,
        names::{Facts, Sort, TitleClass},
    },
    reading::{
        actor::{ActorDraft, Mention, MentionForm},
        token::Shape,
        tree::{Penn, Rel},
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

/// A noun phrase with the pieces of its own words.
#[derive(Clone, Debug)]
struct Phrase {
    noun: Noun,
    pieces: Vec<Piece>,
    /// Who the genitive before it names.
    owner: Option<usize>,
    /// How many steps it is below the phrase that the reading began with.
    depth: usize,
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

    /// Whether a token heads a noun phrase of its own.
    fn heads_phrase(&self, at: usize) -> bool {
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
    fn is_inside(&self, at: usize) -> bool {
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
        let phrase = self.phrase(head, depth);
        if self.is_said_of(head) {
            self.predicate(&phrase);
            return None;
        }
        let found = match self.whom(&phrase) {
            None if self.read[head] == Read::Nobody => self.speaking(&phrase),
            found => found,
        };
        let Some(found) = found else {
            if self.read[head] == Read::Nobody {
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

    /// The noun phrase of a token with its pieces.
    fn phrase(&mut self, head: usize, depth: usize) -> Phrase {
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
    fn name_behind(&self, start: usize) -> Option<usize> {
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
        if let Some(found) = self.some_of(phrase) {
            return Some(found);
        }
        let last = phrase.pieces.last()?;
        let names = name_start(&phrase.pieces);
        let titled = names > 0 && phrase.pieces[names - 1].title().is_some();
        if names < phrase.pieces.len() && (titled || last.part == Part::Name) {
            return self.capitals(phrase, names);
        }
        match last.part {
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
            let Some(known) = piece.known() else { continue };
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

    /// The token of a run that hangs from outside of it: what heads it.
    fn top(&self, run: &Range<usize>) -> usize {
        let outside = |&at: &usize| {
            let head = self.reading.nodes[at].head as usize;
            head == at || !run.contains(&head)
        };
        run.clone().rev().find(outside).unwrap_or(run.end - 1)
    }

    /// Where an office ends that names its field behind it: `Minister` `of Transportation`.
    fn field(&self, head: usize) -> Option<usize> {
        let child = self.complement(head)?;
        let noun = Noun::of(self.reading, self.lexicon, child);
        let is_field = |at: usize| {
            let node = self.reading.nodes[at];
            matches!(node.rel, Rel::Det | Rel::Cc)
                || self.lexicon.names.facts(self.reading.tokens[at].word).has(Facts::PORTFOLIO)
        };
        noun.run.clone().all(is_field).then_some(child)
    }

    /// What is known of a token's word, or of the verb or noun that it is a form of.
    fn facts(&self, token: usize) -> Facts {
        let word = self.reading.tokens[token].word;
        let names = &self.lexicon.names;
        names.facts(word).or(names.facts(self.lexicon.lemma(word)))
    }

    fn text(&self, run: &Range<usize>) -> &'t str {
        let extent = self.reading.extent(run);
        &self.reading.text[extent.range()]
    }

    /// The word of a token in lower case.
    fn lower(&self, token: usize) -> String {
        self.reading.word(token).to_lowercase()
    }

    /// What a group is of: the token that heads `coalition` in `members of the coalition`.
    fn part_of(&self, head: usize) -> Option<usize> {
        let child = self.complement(head)?;
        let case = noun::preposition(self.reading, child)?;
        matches!(self.reading.word(case), "of" | "from").then_some(child)
    }

    /// What an office is of: the token that heads `France` in `of France`.
    fn complement(&self, head: usize) -> Option<usize> {
        const REACH: usize = 4;
        let behind = self.reading.branches.children(head).skip_while(|&child| child <= head);
        behind.take(REACH).find(|&child| {
            matches!(self.reading.nodes[child].rel, Rel::Nmod | Rel::Obl)
                && noun::preposition(self.reading, child)
                    .is_some_and(|case| self.facts(case).has(Facts::OWNING))
        })
    }

    /// Who that is; of a place the state.
    fn owner_behind(&mut self, child: usize, depth: usize) -> Option<usize> {
        self.look(child, depth + 1).or(match self.read[child] {
            Read::Place(state) => state,
            _ => None,
        })
    }

    /// Whether a phrase begins with `the`, `this` or a genitive.
    fn is_definite(&self, noun: &Noun) -> bool {
        noun.owner.is_some()
            || noun.run.clone().take(2).any(|at| {
                let node = self.reading.nodes[at];
                node.rel == Rel::Det
                    && node.tag == Penn::Dt
                    && matches!(
                        &*self.lower(at),
                        "the" | "this" | "that" | "these" | "those" | "both"
                    )
            })
    }

    /// Whether somebody acts here, or is acted on by a passive's subject.
    fn is_subject(&self, head: usize) -> bool {
        matches!(self.reading.nodes[head].rel, Rel::Nsubj | Rel::NsubjPass | Rel::OblAgent)
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
