//! What happened: the predicates and nouns of action that tell of it, its kind, who acted on whom.
//!
//! Every clause is judged by what governs it (`standing`); what its predicate tells, with what that
//! governs, is its kind (`sense`), and a model of the words around it has a say (`kinds`); who takes
//! part follows from its arguments (`roles`). Each verb and
//! noun of action becomes an event, but only what happened, or is to happen, is one of the timeline:
//! the others say in [`Signs::doubt`] why not.

mod armed;
mod around;
mod complements;
mod doubt;
mod elsewhere;
pub mod kinds;
mod moves;
mod object;
mod others;
mod roles;
mod sense;
pub mod standing;
mod suffers;
#[cfg(test)]
mod tests;
mod traits;

use rustc_hash::FxHashMap;

use self::{
    kinds::Likely,
    roles::Cast,
    sense::{Told, is_harm},
    standing::Standing,
    traits::Traits,
};
use crate::{
    extract::{
        Lexicon, Reading,
        lexicon::{
            Class, Word,
            governors::Effect,
            triggers::{Form as TriggerForm, Sense},
        },
        reading::{
            actor::{Mention, MentionForm},
            clause::{Clause, Form, Link, Modality, Tense},
            event::{Doubt, Event, Naming, Signs},
            token::Extent,
            tree::{Penn, Rel},
        },
        syntax::feature::Feature,
    },
    model::{Kind, Role, Status},
};

/// The rule of the verb that stands for a sentence without triggers.
pub const MAIN_VERB: &str = "main verb";
/// The rule of a verb that tells of an event by itself.
pub const VERB: &str = "verb";
/// The rule of a verb by which somebody gives their word.
const PROMISE: &str = "promise";
/// Whether by a rule a verb tells of an event by itself, and not by what it says of another.
#[must_use]
pub fn is_of_verb(rule: &str) -> bool {
    matches!(rule, VERB | PARTIES | kinds::WORDS)
}

/// The rule of a noun that tells of an event by itself.
pub const NOUN: &str = "noun of action";
/// The rule of what a clause tells by who goes, or whom it befalls.
const PARTIES: &str = "who goes or suffers";
/// The rule of a refusal that is told as what will not be done: it happens as it is said.
pub const WILL_NOT: &str = "will not";
/// The events of the article, in the order of the text, without dates. O(tokens).
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Event> {
    let mut finder = Finder::new(reading, lexicon);
    finder.weigh();
    let mut events = Vec::new();
    let mut first = 0;
    for number in 0..reading.sentences.len() {
        let clauses = finder.clauses_of(number, &mut first);
        finder.sentence(number, clauses, &mut events);
    }
    events
}

/// What is true of each word that may tell of an event, by its token, for the model of kinds to learn
/// from.
#[must_use]
pub fn traits(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<(usize, Vec<Feature>)> {
    let finder = Finder::new(reading, lexicon);
    let traits = Traits::of(&finder);
    let of_word = |at| {
        let mut features = Vec::new();
        traits.of_word(at, &mut features);
        (at, features)
    };
    finder.tellers().map(of_word).collect()
}

struct Finder<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'r Lexicon,
    standings: Vec<Standing>,
    /// Where each noun of action was used first.
    first_told: FxHashMap<Word, usize>,
    /// What each clause tells: by the patterns, then by the words around as well.
    told: Vec<Option<Told>>,
    /// How much is spoken of what is no event around each sentence.
    elsewhere: Vec<u8>,
    /// What the words around say of those that may tell of an event, in the order of the text.
    likely: Vec<(usize, Likely)>,
}

impl<'r> Finder<'r> {
    fn new(reading: &'r Reading<'r>, lexicon: &'r Lexicon) -> Self {
        let standings = standing::of_clauses(reading, lexicon);
        let first_told = FxHashMap::default();
        let (told, likely) = (Vec::new(), Vec::new());
        let elsewhere = elsewhere::shares(reading, lexicon);
        let mut finder = Self { reading, lexicon, standings, first_told, told, elsewhere, likely };
        for at in 0..reading.nodes.len() {
            let base = finder.base(at);
            if base != Word::UNKNOWN
                && lexicon.triggers.beginning(TriggerForm::Noun, base).is_some()
            {
                finder.first_told.entry(base).or_insert(at);
            }
        }
        finder.told = (0..reading.clauses.len()).map(|number| finder.by_patterns(number)).collect();
        finder
    }

    /// The numbers of the clauses of a sentence; `first` is the first that no sentence had.
    fn clauses_of(&self, sentence: usize, first: &mut usize) -> std::ops::Range<usize> {
        let rest = self.reading.clauses.get(*first..).unwrap_or_default();
        let count = rest.iter().take_while(|clause| clause.sentence == sentence).count();
        let run = *first..*first + count;
        *first += count;
        run
    }

    /// The events of a sentence, in the order of the text.
    fn sentence(&self, sentence: usize, clauses: std::ops::Range<usize>, events: &mut Vec<Event>) {
        let Some(run) = self.reading.sentences.get(sentence).cloned() else { return };
        let from = events.len();
        let mut used = vec![false; run.len()];
        for number in clauses.clone() {
            let Some(told) = &self.told[number] else { continue };
            // `used gas in an attack`: the noun tells the same again; not in `were killed in a coup`.
            let predicate = self.reading.clauses[number].predicate;
            let clause = &self.reading.clauses[number];
            let acts = clause.subject.filter(|_| !clause.passive);
            let hurts = self.lexicon.triggers.is_in("hurt", self.base(predicate))
                && acts.is_none_or(|doer| self.people(doer).is_empty())
                && self.means(clause, told.kind).is_none();
            let object = self.reading.clauses[number].object;
            let behind = object.into_iter().flat_map(|object| self.complements(object));
            for (noun, _) in self.obliques(predicate).chain(behind).filter(|_| !hurts) {
                used[noun - run.start] |= self.noun_kind(noun) == Some(told.kind);
            }
            // `a rebel raid killed six`: the raid is told by what it did.
            let subject = clause.subject.filter(|&it| {
                !clause.passive && is_harm(told.kind) && self.noun_kind(it) == Some(told.kind)
            });
            if let Some(subject) = subject.filter(|&it| self.owner(it).is_some()) {
                used[subject - run.start] = true;
            }
            for at in
                told.noun.into_iter().chain([told.head, self.reading.clauses[number].predicate])
            {
                used[at - run.start] = true;
            }
            self.clause(number, told, events);
        }
        for at in run.clone() {
            if used[at - run.start] || !self.stands_alone(at) {
                continue;
            }
            if let Some(told) = self.weighed(at, self.noun_told(at), Some(at)) {
                used[at - run.start] = true;
                let mut event = self.noun(sentence, &told);
                // `met her counterpart. After the talks …`: the talks were told by the meeting.
                let recent = events.iter().rev().take(RECENT);
                let was_told = |it: &Event| it.kind == told.kind && it.signs.doubt.is_none();
                if self.is_definite(at) && !self.has_time(at) && recent.into_iter().any(was_told) {
                    event.signs.doubt = event.signs.doubt.or(Some(Doubt::Again));
                }
                events.push(event);
            }
        }
        self.others(sentence, clauses, &used, events.len() == from, events);
        events[from..].sort_by_key(|event| event.head);
    }

    /// Whether a noun of action is no part of a longer one (`peace talks`, `attack helicopters`), nor of
    /// somebody's name (`Amnesty International`).
    fn stands_alone(&self, at: usize) -> bool {
        let node = self.reading.nodes[at];
        let is_name = |mention: &Mention| mention.form == MentionForm::Name;
        !matches!(node.rel, Rel::Compound | Rel::Amod | Rel::Flat | Rel::Fixed)
            && !self.mention(at).is_some_and(is_name)
    }

    /// The event of a clause.
    fn clause(&self, number: usize, told: &Told, events: &mut Vec<Event>) {
        let clause = &self.reading.clauses[number];
        let standing = self.standings[number];
        // `will not attend`: whoever says so refuses.
        let refuses = standing.doubt == Some(Doubt::Denied)
            && clause.negated
            && (clause.modality == Modality::Will
                || clause.modality == Modality::Would && standing.said)
            // Who will not boycott talks will come.
            && (!is_harm(told.kind)
                || told.kind == Kind::Reject
                    && !self.lexicon.triggers.is_in("refusing", self.base(clause.predicate)));
        let told = &if refuses { Told { kind: Kind::Reject, coded: None, ..*told } } else { *told };
        let mut event = self.event(clause.sentence, told, &self.whole_cast(number, told));
        event.clause = Some(number);
        event.source.extend(self.speaker_of(clause).map(|speaker| self.words(speaker)));
        event.signs.is_shared = clause.is_shared;
        let dies = self.lexicon.triggers.is_in("suffer", self.base(clause.predicate));
        event.signs.is_left_open = clause.passive && clause.agent.is_none() && !told.is_adjective
            || dies && event.signs.doer == Naming::Nobody;
        event.signs.is_by_weapon = self.is_by_weapon(clause);
        event.signs.margin = self.margin(clause);
        event.signs.has_time = self.has_time(clause.predicate);
        event.place = event.place.or_else(|| self.place_of_act(clause, event.kind));
        Self::settle(&mut event, clause, standing, told.planned);
        event.kind = self.as_armed(event.kind, clause);
        if refuses {
            event.rule = WILL_NOT;
            event.signs.doubt = None;
            event.status = Status::Occurred;
        }
        // `plans to attack`: the plan is told by the act that is to come.
        if !is_of_verb(told.rule)
            && matches!(self.sense(number), Some((Sense::Intend, _)))
            && self.lexicon.governors.predicate(self.base(clause.predicate))
                == Some(Effect::Planned)
        {
            event.signs.doubt = event.signs.doubt.or(Some(Doubt::Thought));
        }
        event.signs.doubt =
            event.signs.doubt.or_else(|| self.doubt_of_clause(clause, told, &event));
        if let Some(act) = self.result_of(number) {
            event.signs.doubt = event.signs.doubt.or(Some(Doubt::Again));
            // Whom it hurt, the act hurt.
            let act =
                events.iter_mut().rev().find(|it| it.clause == Some(act) && !it.signs.is_noun);
            if let Some(act) = act.filter(|act| act.signs.recipient <= Naming::Words) {
                act.signs.recipient = event.signs.recipient.max(act.signs.recipient);
                let hurt = event.actors.iter();
                let hurt = hurt.filter(|it| matches!(it.1, Role::Victim | Role::Recipient));
                for &(victim, role) in hurt {
                    if act.actors.iter().all(|&(known, _)| known != victim) {
                        act.actors.push((victim, role));
                    }
                }
            }
        }
        self.announced(&event, clause, events);
        event.signs.lead = self.lead(clause.predicate, event.kind);
        // What is promised is told by the promise, unless it has a day of its own.
        if event.signs.doubt.is_none()
            && event.status == Status::Planned
            && self.is_promised(clause)
            && !self.has_time(clause.predicate)
        {
            event.signs.doubt = Some(Doubt::Thought);
        }
        events.push(event);
    }

    /// That an act will follow is one of words itself, a promise or a threat, and that one must
    /// follow is a demand of whoever says so: candidates both, for only the context tells who speaks.
    fn announced(&self, event: &Event, clause: &Clause, events: &mut Vec<Event>) {
        let auxiliary = self
            .reading
            .branches
            .children(clause.predicate)
            .find(|&child| self.reading.nodes[child].tag == Penn::Md);
        let Some(at) = auxiliary.filter(|_| !clause.negated) else { return };
        let is_deed = is_of_verb(event.rule) || matches!(event.rule, NOUN | "end of");
        let (kind, rule) = match clause.modality {
            Modality::Will if is_deed && is_harm(event.kind) => (Kind::Threaten, "announced"),
            Modality::Will if is_deed => (Kind::Agree, "announced"),
            Modality::Must => (Kind::Request, "must"),
            _ => return,
        };
        let is_said =
            matches!(event.kind, Kind::Accuse | Kind::Reject | Kind::Threaten | Kind::Request);
        if is_said && rule == "announced" {
            return;
        }
        let mut words = event.clone();
        if rule == "must" {
            let above = clause.governor.map(|above| &self.reading.clauses[above]);
            let Some(speaker) = above.and_then(|above| above.subject) else { return };
            words.target = std::mem::replace(&mut words.source, vec![self.words(speaker)]);
            words.actors = self.people(speaker).iter().map(|it| (it.1, Role::Initiator)).collect();
        }
        words.head = at;
        words.trigger = self.reading.tokens[at].extent;
        words.kind = kind;
        words.rule = rule;
        words.status = Status::Occurred;
        words.signs.doubt = Some(Doubt::Thought);
        events.push(words);
    }

    /// `bombed the town, killing two`: the clause of the same act, which is told by its result.
    fn result_of(&self, number: usize) -> Option<usize> {
        let mut clause = &self.reading.clauses[number];
        // `used tear gas to disperse them`, `began a strike to protest against the law`
        if clause.form == Form::Infinitive && clause.is_shared {
            let above = clause.governor?;
            let kind = |number: usize| self.told[number].filter(|it| is_of_verb(it.rule));
            let same = matches!(kind(number)?.kind, Kind::Coerce | Kind::Protest)
                && kind(number)?.kind == kind(above)?.kind;
            let own = self.reading.clauses[above].form == Form::Finite;
            return (same && own).then_some(above);
        }
        if clause.form != Form::Gerund || clause.mark.is_some() {
            return None;
        }
        if clause.link == Link::Conjunct
            && let Some(governor) = clause.governor
        {
            clause = &self.reading.clauses[governor];
        }
        let above = clause.governor.filter(|_| clause.link == Link::Adverbial);
        let kind = |number: usize| self.told[number].map(|told| told.kind);
        above.filter(|&above| {
            let (act, result) = (kind(above), kind(number));
            is_harm_done(act) && is_harm_done(result)
                || act == Some(Kind::Protest) && result == Some(Kind::Protest)
        })
    }

    /// Who says what a clause tells, where its subject is only a pronoun: `the army said it had
    /// attacked`.
    fn speaker_of(&self, clause: &Clause) -> Option<usize> {
        let subject = clause.subject.filter(|_| clause.link == Link::Complement)?;
        let is_pronoun = self.reading.nodes[subject].tag == Penn::Prp;
        clause.governor.filter(|_| is_pronoun).and_then(|above| self.reading.clauses[above].subject)
    }

    /// Whether a clause is what the clause above promises or threatens.
    fn is_promised(&self, clause: &Clause) -> bool {
        let Some(above) = clause.governor else { return false };
        let sense = || self.sense(above).map(|it| it.0);
        let promises = || {
            let base = self.base(self.reading.clauses[above].predicate);
            sense() == Some(Sense::Intend)
                || self.lexicon.governors.predicate(base) == Some(Effect::Promised)
        };
        match clause.link {
            // `warned them that it would close the strait`
            Link::Complement => sense() == Some(Sense::Threaten),
            Link::Adverbial => clause.form == Form::Infinitive && promises(),
            link => link == Link::Open && promises(),
        }
    }

    /// Whether an event happened, goes on, is to come, or is none.
    fn settle(event: &mut Event, clause: &Clause, standing: Standing, planned: bool) {
        event.signs.doubt = standing.doubt;
        event.signs.is_said = standing.said;
        event.status = if standing.planned || planned {
            Status::Planned
        } else if standing.hedged {
            Status::Unverified
        } else if clause.progressive && clause.tense == Tense::Present {
            Status::Ongoing
        } else {
            Status::Occurred
        };
        if event.signs.doubt.is_some() {
            event.status = Status::Unverified;
        }
    }

    /// The event of a noun of action that no verb tells.
    fn noun(&self, sentence: usize, told: &Told) -> Event {
        let mut event = self.event(sentence, told, &self.cast_of_noun(told));
        let around = self.reading.clause_of(told.head);
        event.clause = around;
        event.signs.is_noun = true;
        event.signs.has_time = self.has_time(told.head);
        event.signs.margin = self.reading.nodes[told.head].margin;
        event.place = self.place_of(told.head);
        event.signs.lead = self.lead(told.head, told.kind);
        let Some(number) = around else { return event };
        let clause = &self.reading.clauses[number];
        let mut standing = self.noun_standing(number, told.head);
        for child in self.reading.branches.children(told.head) {
            let word = self.reading.tokens[child].word;
            if let Some(effect) = self.lexicon.governors.attribute(word) {
                standing = standing.after(effect);
            }
        }
        Self::settle(&mut event, clause, standing, false);
        if event.signs.doubt.is_none() {
            event.signs.doubt = self.doubt_of_noun(told.head);
        }
        event
    }

    /// What the verb around a noun makes of it: `called for talks`, `planned an attack`.
    fn noun_standing(&self, number: usize, noun: usize) -> Standing {
        // `an end to rocket fire and incursions`: what is joined stands as the first does.
        let noun = self.reading.first_joined(noun);
        let clause = &self.reading.clauses[number];
        let own = self.standings[number];
        let depends = self.reading.nodes[noun].head as usize == clause.predicate;
        let is_subject = clause.subject == Some(noun) && !clause.passive;
        // `Talks collapsed`: the end of the talks is told, and not the talks.
        if depends && is_subject && matches!(self.sense(number), Some((Sense::Stop, _))) {
            return own.after(Effect::Denied);
        }
        if depends && !is_subject {
            // `to disperse a march`: only what takes place can be put down.
            if self.lexicon.triggers.is_in("quelling", self.base(clause.predicate)) {
                return Standing::default();
            }
            // `claimed responsibility for the attack`: of which nobody doubts.
            if clause
                .object
                .is_some_and(|it| it != noun && self.lexicon.triggers.is_in("blame", self.base(it)))
            {
                return own;
            }
            if let Some(effect) = self.lexicon.governors.predicate(self.base(clause.predicate)) {
                return own.after(effect);
            }
        } else if !depends {
            // `an offer of talks`
            let head = self.reading.nodes[noun].head as usize;
            if let Some(effect) = self.lexicon.governors.predicate(self.base(head)) {
                return own.after(effect);
            }
        }
        own
    }

    /// Whether a noun phrase points back to what was told: `the attack`, `this visit`.
    fn is_definite(&self, noun: usize) -> bool {
        self.reading.branches.children(noun).any(|child| {
            let node = self.reading.nodes[child];
            node.rel == Rel::Det
                && self.lexicon.class(self.reading.tokens[child].word).has(Class::DEFINITE)
                || node.tag == Penn::PrpS
                || node.rel == Rel::Nmod && self.owns(child)
        })
    }

    /// Whether a noun is a genitive: `Israel's raid`.
    fn owns(&self, noun: usize) -> bool {
        let mut children = self.reading.branches.children(noun);
        children.any(|child| self.reading.nodes[child].tag == Penn::Pos)
    }

    fn event(&self, sentence: usize, told: &Told, cast: &Cast) -> Event {
        let extent = |&token: &usize| self.words(token);
        let signs = Signs {
            doer: cast.doer,
            recipient: cast.recipient,
            margin: self.reading.nodes[told.head].margin,
            elsewhere: self.elsewhere[sentence],
            ..Signs::default()
        };
        Event {
            trigger: self.reading.tokens[told.head].extent,
            head: told.head,
            sentence,
            clause: self.reading.clause_of(told.head),
            kind: told.kind,
            coded: told.coded,
            source: cast.source.iter().map(extent).collect(),
            target: cast.target.iter().map(extent).collect(),
            actors: cast.actors.clone(),
            status: Status::Occurred,
            asserted_by: None,
            when: None,
            basis: None,
            date_rule: "",
            date_extent: None,
            place: None,
            confidence: 0.0,
            rule: told.rule,
            signs,
        }
    }

    /// The words of a noun phrase, without the clauses that hang from it.
    fn words(&self, head: usize) -> Extent {
        let span = self.reading.branches.span(head);
        let own = self.reading.clause_of(head);
        let end = (head + 1..span.end).find(|&at| self.reading.clause_of(at) != own);
        self.reading.extent(&(span.start.min(head)..end.unwrap_or(span.end)))
    }

    /// The least sure of the arcs between a predicate and its arguments.
    fn margin(&self, clause: &Clause) -> u8 {
        let arguments = [clause.subject, clause.object, clause.agent];
        let of = |token: usize| self.reading.nodes[token].margin;
        let own = of(clause.predicate);
        let direct = |&token: &usize| self.reading.nodes[token].head as usize == clause.predicate;
        arguments.into_iter().flatten().filter(direct).map(of).fold(own, u8::min)
    }

    /// Whether a token is part of a time expression.
    fn is_time(&self, at: usize) -> bool {
        self.reading.is_time(at)
    }

    /// Whether a time expression with a date stands among the words below a token.
    fn has_time(&self, at: usize) -> bool {
        let span = self.reading.branches.span(at);
        let next = self.reading.times.partition_point(|time| time.run.start < span.start);
        let mut times = self.reading.times[next..].iter();
        times.next().is_some_and(|time| time.run.start < span.end && time.when.is_some())
    }

    /// Where a clause says that it happened, or where the one is that it is done to or with:
    /// `attacked a post near Cali`, `drove over a mine near Garissa`.
    fn place_of_act(&self, clause: &Clause, kind: Kind) -> Option<Extent> {
        let at = clause.predicate;
        let beside = || {
            let oblique = self.obliques(at).map(|it| it.0).find(|&it| it > at && !self.is_time(it));
            clause.object.into_iter().chain(oblique).find_map(|it| self.place_of(it))
        };
        self.place_of(at).or_else(|| if is_bodily(kind) { beside() } else { None })
    }

    /// The name behind `in` or the like.
    fn place_of(&self, predicate: usize) -> Option<Extent> {
        // `protested to Kinshasa`: to those who rule there.
        let to = self.lexicon.word("to");
        let speaks = self.lexicon.triggers.is_in("addressed", self.base(predicate));
        let (noun, _) = self.obliques(predicate).find(|&(noun, case)| {
            self.lexicon.cases.places(case)
                && !(speaks && case == to)
                && matches!(self.reading.nodes[noun].tag, Penn::Nnp | Penn::Nnps)
                && !self.is_time(noun)
        })?;
        let span = self.reading.branches.span(noun);
        let named = |at: usize| {
            matches!(self.reading.nodes[at].tag, Penn::Nnp | Penn::Nnps) && !self.is_time(at)
        };
        let start = (span.start..noun).rev().take_while(|&at| named(at)).last().unwrap_or(noun);
        let end = (noun + 1..span.end).take_while(|&at| named(at)).last().map_or(noun, |at| at);
        Some(self.reading.extent(&(start..end + 1)))
    }
}

/// So many of the events told last may be meant by `the talks`.
const RECENT: usize = 40;

/// Whether an act happens where the one is that it is done to or with: `attacked a post near Cali`,
/// but not `condemned elections in Chad`.
fn is_bodily(kind: Kind) -> bool {
    matches!(kind, Kind::Assault | Kind::Coerce | Kind::Consult | Kind::Mobilize | Kind::Protest)
}

/// Whether an act is one of force.
fn is_harm_done(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Assault | Kind::Coerce | Kind::Sanction))
}
