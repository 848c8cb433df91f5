//! Who takes part in what a clause or a noun of action tells, and as what: by the syntax alone.

use super::{
    Finder, NOUN, is_of_verb,
    sense::{Told, is_harm},
};
use crate::{
    extract::{
        find::actor::ACTED_ON,
        lexicon::Word,
        reading::{
            actor::{Mention, MentionForm},
            clause::{Clause, Link},
            event::Naming,
            tree::{Penn, Rel},
        },
    },
    model::{ActorKind, Kind, Role},
};

/// In what way a predicate tells who takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Manner {
    /// One acts on another.
    #[default]
    Acts,
    /// Somebody goes somewhere: what follows is a place.
    Motion,
    /// Somebody receives others.
    Hosts,
    /// What is done takes both sides: `signed an agreement with`.
    Mutual,
    /// Who is acted on is hurt.
    Hurts,
    /// The subject is hurt: `died in an attack`.
    Suffers,
}

/// Who takes part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cast {
    /// The actors with their roles, those who act first.
    pub(super) actors: Vec<(usize, Role)>,
    /// The tokens that head the words for who acts.
    pub(super) source: Vec<usize>,
    /// The tokens that head the words for who is acted on.
    pub(super) target: Vec<usize>,
    pub(super) doer: Naming,
    pub(super) recipient: Naming,
}

impl Cast {
    pub(super) fn add(&mut self, found: &[(usize, usize)], role: Role) {
        for &(_, actor) in found {
            if self.actors.iter().all(|&(known, _)| known != actor) {
                self.actors.push((actor, role));
            }
        }
    }
}

impl Finder<'_> {
    /// Who takes part in what a clause tells.
    pub(super) fn cast(&self, clause: &Clause, told: &Told) -> Cast {
        let manner = self.manner(clause, told);
        if manner == Manner::Suffers {
            return self.suffering(clause, told.kind);
        }
        let (acts, acted_on) = roles(told.kind, manner);
        let mut cast = Cast::default();
        // `people rallied`, taken for a participle: nobody rallies them.
        let helped = |it: usize| self.reading.nodes[it].rel == Rel::AuxPass;
        let gathers = self.lexicon.triggers.is_in("intransitive", self.base(clause.predicate))
            && clause.agent.is_none()
            && !self.reading.branches.children(clause.predicate).any(helped);
        // `were deployed`, `have been withdrawn`: troops go, whoever sends them.
        let goes = matches!(told.kind, Kind::Mobilize | Kind::Retreat)
            && clause.agent.is_none()
            && self.lexicon.triggers.is_in("moved", self.base(clause.predicate))
            && clause
                .subject
                .is_some_and(|it| self.lexicon.triggers.is_in("troops", self.base(it)));
        let passive = clause.passive && !told.is_adjective && !gathers && !goes;
        let doer = if passive { clause.agent } else { clause.subject };
        if let Some(doer) = doer.filter(|doer| told.noun != Some(*doer)) {
            cast.source.push(doer);
            cast.doer = self.naming(doer);
            let found = self.people(doer);
            cast.add(&found, acts);
            if found.is_empty()
                && let Some(owner) = self.owner(doer).or_else(|| self.author(clause, doer))
            {
                cast.add(&self.people(owner), acts);
                cast.doer = self.naming(owner);
            }
        }
        if let Some(noun) = told.noun {
            self.noun_cast(noun, told.kind, &mut cast, acts, acted_on);
        }
        // `were killed in an ambush by rebels`, `was accused in a study by the ministry`
        if let Some(owner) = self.means(clause, told.kind).and_then(|noun| self.owner(noun)) {
            cast.source.push(owner);
            cast.doer = self.naming(owner);
            cast.add(&self.people(owner), acts);
        }
        if cast.actors.is_empty() && passive {
            self.by_act_beside(clause, told.kind, &mut cast);
        }
        let before = cast.actors.len();
        let object = self.patient_of(clause, told, passive);
        if manner == Manner::Motion && told.kind == Kind::Consult {
            self.visited(object, &mut cast);
        }
        let objects = object.into_iter().chain(clause.indirect.filter(|_| !passive));
        if manner != Manner::Motion || told.kind != Kind::Consult {
            for object in objects.filter(|&it| !self.is_own_envoy(clause, told.kind, it)) {
                self.acted_on(object, &mut cast, acted_on, told.kind);
            }
        }
        for (noun, case) in self.obliques(clause.predicate) {
            if !self.leads_to_whom(clause, told.kind, case) || self.is_time(noun) {
                continue;
            }
            // `fighting broke out between the army and rebels`
            if told.kind == Kind::Assault && told.noun.is_some() && self.lexicon.cases.joins(case) {
                self.both_sides(noun, &mut cast);
                continue;
            }
            if cast.actors.len() > before && told.kind != Kind::Consult {
                break;
            }
            let (named, found) = self.concerned(noun, told.kind);
            if cast.target.is_empty() || !found.is_empty() {
                cast.target.push(noun);
            }
            if !found.is_empty() {
                cast.recipient = self.naming(named);
                cast.add(&found, acted_on);
            }
        }
        // `recalled its ambassador`: from where is not told.
        if cast.actors.len() == before
            && told.kind == Kind::Sanction
            && let Some(object) = object.filter(|&it| self.is_own_envoy(clause, told.kind, it))
        {
            self.acted_on(object, &mut cast, acted_on, told.kind);
        }
        // `asked for a session of the council`
        if cast.actors.len() == before && told.kind == Kind::Request {
            let wanted = self
                .obliques(clause.predicate)
                .filter(|&(_, case)| case == self.lexicon.word("for"));
            let found =
                wanted.flat_map(|(noun, _)| self.complements(noun)).find_map(|(noun, _)| {
                    Some((noun, self.people(noun))).filter(|it| !it.1.is_empty())
                });
            if let Some((noun, found)) = found {
                cast.recipient = self.naming(noun);
                cast.add(&found, acted_on);
            }
        }
        // `the minister and his guest, who met in Oslo`
        if let Some(first) =
            self.joined_to(clause).filter(|_| cast.actors.len() < 2 && acts == Role::Participant)
        {
            cast.add(&self.people(first), acts);
        }
        if cast.actors.len() == before {
            self.around(clause, told, &mut cast, acts, acted_on);
        }
        cast
    }

    /// Which state is visited, unless it is the visitor's own: it is a host at most.
    fn visited(&self, object: Option<usize>, cast: &mut Cast) {
        let is_state = |at: usize| self.actor_kind(at) == Some(ActorKind::State);
        let Some(object) = object.filter(|&it| is_state(it)) else { return };
        let actors = &self.reading.actors;
        let is_home = |&(_, actor): &(usize, usize)| {
            let country = &actors[actor].country;
            cast.actors.iter().any(|it| !country.is_empty() && actors[it.0].country == *country)
        };
        let people = self.people(object);
        if !people.iter().any(is_home) {
            cast.recipient = self.naming(object);
            cast.add(&people, Role::Recipient);
        }
    }

    /// The token that heads the words for who or what is acted on.
    fn patient_of(&self, clause: &Clause, told: &Told, passive: bool) -> Option<usize> {
        let object = if passive { clause.subject } else { self.object_of(clause, told.kind) };
        let object = object.filter(|&object| told.noun != Some(object))?;
        // `a general and a corporal whom they had captured`
        let is_last = clause.link == Link::Relative && clause.noun == Some(object);
        Some(if is_last { self.reading.first_joined(object) } else { object })
    }

    /// Whether a preposition behind the predicate of a clause names who is acted on.
    fn leads_to_whom(&self, clause: &Clause, kind: Kind, case: Word) -> bool {
        let cases = &self.lexicon.cases;
        let is = |set| self.lexicon.triggers.is_in(set, self.base(clause.predicate));
        cases.directs(kind, case)
            // `called on the general`
            || kind == Kind::Consult && cases.directs(Kind::Request, case) && is("calling")
            // `pleaded with the general`
            || kind == Kind::Request && case == self.lexicon.word("with") && is("pleading")
            // `fired tear gas at the crowd`
            || is_harm(kind) && cases.directs(Kind::Assault, case) && is("aiming")
    }

    /// Whether who is sent or recalled is the doer's own, or goes to help others: `recalled its
    /// ambassador from Chad`, `sent a surgical team to Goma`.
    fn is_own_envoy(&self, clause: &Clause, kind: Kind, object: usize) -> bool {
        let is_sent = self.lexicon.triggers.is_in("moved", self.base(clause.predicate));
        let mut children = self.reading.branches.children(object);
        let is_own = children.any(|it| self.reading.nodes[it].tag == Penn::PrpS);
        is_sent
            && match kind {
                Kind::Sanction | Kind::Retreat => is_own,
                Kind::Consult | Kind::Aid => true,
                _ => false,
            }
    }

    /// Whose a text is that says or does something: `issued a statement condemning the raid`, `handed
    /// him a note that demands an answer`.
    fn author(&self, clause: &Clause, text: usize) -> Option<usize> {
        let above = &self.reading.clauses[clause.governor?];
        let issues = clause.noun == Some(text)
            && self.reading.nodes[text].head as usize == above.predicate
            && above.subject != Some(text)
            && self.lexicon.triggers.is_in("text", self.base(text));
        above.subject.filter(|_| issues && !above.passive)
    }

    /// The act by which the subject of a passive without a doer was hurt, if it says whose it was.
    pub(super) fn means(&self, clause: &Clause, kind: Kind) -> Option<usize> {
        let is_open = clause.passive && clause.agent.is_none() && is_harm(kind);
        let mut nouns = self.obliques(clause.predicate).filter(|_| is_open).map(|it| it.0);
        nouns.find(|&noun| {
            let tells = self.noun_kind(noun) == Some(kind)
                || self.lexicon.triggers.is_in("text", self.base(noun));
            let owner = self.owner(noun).filter(|_| tells);
            owner.is_some_and(|owner| !self.people(owner).is_empty())
        })
    }

    /// Who takes part in what a clause tells; where it names nobody who is acted on, whom what it
    /// promises, refuses or asks for concerns: `agreed to send aid to Somalia`.
    pub(super) fn whole_cast(&self, number: usize, told: &Told) -> Cast {
        let mut cast = self.cast(&self.reading.clauses[number], told);
        if cast.recipient <= Naming::Words {
            self.before(number, told, &mut cast);
        }
        let concerns = !is_of_verb(told.rule)
            && told.rule != NOUN
            && told.head != told.noun.unwrap_or(usize::MAX);
        if !concerns || cast.recipient > Naming::Words {
            return cast;
        }
        let Some(below) = self.complement_of(number) else { return cast };
        let complement = &self.reading.clauses[below];
        // `demanded that Iraq withdraw`: whoever is to do it is asked.
        if told.kind == Kind::Request
            && let Some(asked) = complement.subject.filter(|_| !complement.is_shared)
        {
            cast.target.push(asked);
            cast.recipient = self.naming(asked);
            cast.add(&self.people(asked), Role::Recipient);
            return cast;
        }
        let Some(done) = self.told[below] else {
            // `refused to let him pass`, `vowed to treat voters as foes`
            let object = complement.object.or(complement.indirect);
            // `promised to set up a committee` promises it nothing.
            let is_made = |at: usize| {
                told.kind == Kind::Agree && self.actor_kind(at) == Some(ActorKind::Organization)
            };
            let object = object.filter(|_| complement.is_shared && !complement.passive);
            if let Some(object) = object.filter(|&it| !is_made(it)) {
                cast.target.push(object);
                let found = self.people(object);
                if !found.is_empty() {
                    cast.recipient = self.naming(object);
                    cast.add(&found, Role::Recipient);
                }
            }
            return cast;
        };
        let inner = self.cast(&self.reading.clauses[below], &done);
        for &(actor, role) in &inner.actors {
            // What is threatened may be a thing; what is denied to have been hit is none.
            let is_thing =
                self.reading.actors[actor].kind == ActorKind::Other && told.kind != Kind::Threaten;
            let is_acted_on = matches!(role, Role::Recipient | Role::Victim | Role::Participant);
            if is_acted_on && !is_thing && cast.actors.iter().all(|&(known, _)| known != actor) {
                cast.actors.push((actor, Role::Recipient));
            }
        }
        cast.target.extend(inner.target);
        cast.recipient = inner.recipient;
        cast
    }

    /// Who takes part in what a noun of action tells by itself: `Israel's attack on Gaza`, `talks
    /// between Iran and Oman`.
    pub(super) fn cast_of_noun(&self, told: &Told) -> Cast {
        let (acts, acted_on) = roles(told.kind, self.noun_manner(told.head));
        let mut cast = Cast::default();
        self.noun_cast(told.head, told.kind, &mut cast, acts, acted_on);
        if cast.source.is_empty()
            && let Some(doer) = self.doer_around(told)
        {
            cast.source.push(doer);
            cast.doer = self.naming(doer);
            let others = std::mem::take(&mut cast.actors);
            cast.add(&self.people(doer), acts);
            for other in others {
                if cast.actors.iter().all(|&(known, _)| known != other.0) {
                    cast.actors.push(other);
                }
            }
        }
        cast
    }

    /// Who does what a noun tells that belongs to a verb by a preposition: `retaliated with air
    /// strikes`, `spoke during a visit to Oman`.
    fn doer_around(&self, told: &Told) -> Option<usize> {
        let clause = &self.reading.clauses[self.reading.clause_of(told.head)?];
        let is_oblique = self.reading.nodes[told.head].head as usize == clause.predicate
            && self.reading.nodes[told.head].rel == Rel::Obl;
        let case = self.case(told.head).filter(|_| is_oblique)?;
        let travels = self.lexicon.triggers.is_in("visit", self.base(told.head));
        let shares = self.lexicon.cases.shares(case) || travels && self.lexicon.cases.during(case);
        let doer = clause.subject.filter(|_| shares && !clause.passive)?;
        (!self.people(doer).is_empty()).then_some(doer)
    }

    pub(super) fn noun_cast(
        &self,
        noun: usize,
        kind: Kind,
        cast: &mut Cast,
        acts: Role,
        acted_on: Role,
    ) {
        if cast.source.is_empty()
            && let Some(owner) = self.owner(noun)
        {
            cast.source.push(owner);
            cast.doer = self.naming(owner);
            cast.add(&self.people(owner), acts);
        }
        let base = self.base(noun);
        let undergone = self.lexicon.triggers.is_in("undergone", base);
        for (noun, case) in self.complements(noun) {
            // `the expulsion of two diplomats`: they are expelled.
            let suffers = undergone && self.lexicon.cases.undergoes(case);
            if kind == Kind::Assault && self.lexicon.cases.joins(case) {
                self.both_sides(noun, cast);
            } else if (suffers || self.lexicon.cases.directs(kind, case))
                && !cast.source.contains(&noun)
            {
                cast.target.push(noun);
                // Who is visited is a host at most: `a visit to Oman`.
                let travels = kind == Kind::Consult
                    && self.lexicon.triggers.is_in("visit", base)
                    && case == self.lexicon.word("to");
                let (named, found) = self.concerned(noun, kind);
                if !found.is_empty() {
                    cast.recipient = self.naming(named);
                }
                cast.add(&found, if travels { Role::Recipient } else { acted_on });
            }
        }
    }

    /// `clashes between farmers and herders`: they fight one another.
    fn both_sides(&self, noun: usize, cast: &mut Cast) {
        cast.source = vec![noun];
        cast.target = vec![noun];
        cast.doer = self.naming(noun);
        cast.recipient = cast.doer;
        cast.actors.clear();
        cast.add(&self.people(noun), Role::Participant);
    }

    /// Whom a noun behind a preposition names, and by which word: itself, or whose thing is hurt by an
    /// act (`sanctions on Russian banks`).
    fn concerned(&self, noun: usize, kind: Kind) -> (usize, Vec<(usize, usize)>) {
        let found = self.people(noun);
        let hurts = matches!(
            kind,
            Kind::Sanction
                | Kind::Coerce
                | Kind::Assault
                | Kind::Aid
                | Kind::Mobilize
                | Kind::Protest
        );
        // `into the centre of the Syrian city`
        let of = self.lexicon.word("of");
        let whole = || self.complements(noun).find(|&(_, case)| case == of).map(|it| it.0);
        let of_whole = |whole: usize| {
            let named = !self.people(whole).is_empty();
            if named { Some(whole) } else { self.owner(whole) }
        };
        let owner = || self.owner(noun).or_else(|| of_whole(whole()?));
        match owner().filter(|_| found.is_empty() && hurts) {
            Some(owner) => (owner, self.people(owner)),
            None => (noun, found),
        }
    }

    /// Adds who is acted on: the object itself, else who is named in it (`lifted sanctions on Iran`,
    /// `rejected calls by Turkey`).
    fn acted_on(&self, object: usize, cast: &mut Cast, role: Role, kind: Kind) {
        cast.target.push(object);
        let found = self.people(object);
        let is_thing = self.mention(object).is_some_and(|it| self.is_thing(it));
        if !found.is_empty() && !is_thing {
            cast.recipient = self.naming(object);
            cast.add(&found, role);
            return;
        }
        cast.recipient = cast.recipient.max(Naming::Words);
        // `signed an accord with rebels`
        let with = self.lexicon.word("with");
        let partners = |&(_, case): &(usize, Word)| case == with || self.lexicon.cases.joins(case);
        if role == Role::Participant {
            for (noun, _) in self.complements(object).filter(partners) {
                let named = self.people(noun);
                if !named.is_empty() {
                    cast.recipient = self.naming(noun);
                    cast.add(&named, role);
                }
            }
        }
        // Whose brother is killed is no victim, and whose charter is signed does not sign it.
        let stands_for = self.lexicon.triggers.is_in("official", self.base(object));
        if (kind == Kind::Consult || matches!(role, Role::Victim | Role::Participant))
            && !stands_for
        {
            cast.add(&found, role);
            return;
        }
        let inside = |noun| {
            self.complements(noun).find_map(|(noun, case)| {
                let named = self.lexicon.cases.names_within(case).then(|| self.people(noun))?;
                (!named.is_empty()).then_some((noun, named))
            })
        };
        let within = inside(object).or_else(|| {
            // `a note of protest to the envoy`
            let mut acts = self.complements(object).filter(|it| self.noun_kind(it.0).is_some());
            acts.find_map(|(noun, _)| inside(noun))
        });
        let within = within.or_else(|| {
            let owner = self.owner(object).or_else(|| self.named_behind(object))?;
            Some((owner, self.people(owner)))
        });
        let found = within.map_or(found, |(noun, named)| {
            cast.recipient = self.naming(noun);
            named
        });
        cast.add(&found, role);
    }

    fn manner(&self, clause: &Clause, told: &Told) -> Manner {
        let triggers = &self.lexicon.triggers;
        let verb = self.base(clause.predicate);
        let is = |set| triggers.is_in(set, verb);
        if is("hurt") {
            return Manner::Hurts;
        }
        // `died in a raid`, `came under fire`, `faces charges`, `is in custody`
        let suffers = match told.kind {
            Kind::Assault => is("suffer") && clause.object.is_none() || self.is_trapped(clause),
            Kind::Accuse => is("facing") || is("suffer") && clause.object.is_none(),
            Kind::Coerce => told.is_adjective,
            _ => false,
        };
        if suffers && !clause.passive {
            return Manner::Suffers;
        }
        if is("host") {
            return Manner::Hosts;
        }
        if is("motion") {
            return Manner::Motion;
        }
        let object = clause.object.map(|object| self.base(object));
        if is("seal") || object.is_some_and(|object| triggers.is_in("agreement", object)) {
            return Manner::Mutual;
        }
        told.noun.map_or(Manner::Acts, |noun| self.noun_manner(noun))
    }

    fn noun_manner(&self, noun: usize) -> Manner {
        let base = self.base(noun);
        let triggers = &self.lexicon.triggers;
        if triggers.is_in("agreement", base) {
            Manner::Mutual
        } else if triggers.is_in("hurting", base) {
            Manner::Hurts
        } else {
            Manner::Acts
        }
    }

    /// The actors that the noun phrase headed by a token names, with those joined to it: the token
    /// and the number of the actor.
    pub(super) fn people(&self, head: usize) -> Vec<(usize, usize)> {
        const MOST: usize = 12;
        /// So many of the words that hang from each are looked at.
        const REACH: usize = 60;
        let mut named = vec![head];
        let mut next = 0;
        // What is joined may hang from the first or from one another.
        while next < named.len() && named.len() < MOST {
            let joined = self.reading.branches.children(named[next]).take(REACH);
            named.extend(joined.filter(|&it| self.reading.nodes[it].rel == Rel::Conj).take(MOST));
            next += 1;
        }
        // `the notary whom they installed`: called by name in apposition.
        if self.reading.mentions_headed(head).is_empty() {
            let node = self.reading.nodes[head];
            let mut called = self.reading.branches.children(head).take(REACH);
            let called = called.find(|&it| self.reading.nodes[it].rel == Rel::Appos);
            let calls = (node.rel == Rel::Appos).then_some(node.head as usize);
            named.extend(called.or(calls));
        }
        named
            .into_iter()
            .flat_map(|token| {
                let mentions = self.reading.mentions_headed(token).iter();
                mentions.filter(|it| !self.is_text(it)).map(move |it| (token, it.actor))
            })
            .collect()
    }

    /// Whether it is described, and neither people nor a body: a text or a thing.
    fn is_nobody(&self, mention: &Mention) -> bool {
        mention.form == MentionForm::Description
            && self.reading.actors[mention.actor].kind == ActorKind::Other
    }

    /// Whether it is a text of nobody in particular, which says something, but does nothing.
    fn is_text(&self, mention: &Mention) -> bool {
        self.is_nobody(mention) && mention.rule != ACTED_ON
    }

    /// Whether it is a thing to which something is done.
    fn is_thing(&self, mention: &Mention) -> bool {
        self.is_nobody(mention) && mention.rule == ACTED_ON
    }

    pub(super) fn mention(&self, head: usize) -> Option<&Mention> {
        self.reading.mention_headed(head)
    }

    /// How the one is named whose words a token heads.
    pub(super) fn naming(&self, head: usize) -> Naming {
        let acts = self.mention(head).filter(|mention| !self.is_nobody(mention));
        match acts.map(|mention| mention.form) {
            None => Naming::Words,
            Some(MentionForm::Pronoun) => Naming::Pronoun,
            Some(MentionForm::Description) => Naming::Description,
            Some(MentionForm::Name) => Naming::Name,
        }
    }
}

/// The roles of those who act and of those who are acted on.
fn roles(kind: Kind, manner: Manner) -> (Role, Role) {
    let acts = match (kind, manner) {
        (Kind::Consult, Manner::Hosts) => Role::Host,
        (Kind::Consult, Manner::Acts | Manner::Mutual | Manner::Hurts)
        | (Kind::Agree | Kind::Support | Kind::Cooperate, Manner::Mutual) => Role::Participant,
        _ => Role::Initiator,
    };
    let acted_on = match (kind, manner) {
        (Kind::Consult, _) | (_, Manner::Mutual) => Role::Participant,
        (Kind::Assault, Manner::Hurts) => Role::Victim,
        _ => Role::Recipient,
    };
    (acts, acted_on)
}
