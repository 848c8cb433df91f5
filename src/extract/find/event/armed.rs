//! What is told of those who bear arms is told of others in the same words, and means something else.

use super::Finder;
use crate::{
    extract::reading::{clause::Clause, tree::Penn},
    model::{ActorKind, Kind},
};

/// So many words of what comes are looked at for what it carries.
const FAR: usize = 24;

impl Finder<'_> {
    /// The kind of what a clause tells if its subject is armed: troops that arrive visit nobody, and
    /// those that surround a parliament don't protest.
    pub(super) fn as_armed(&self, kind: Kind, clause: &Clause) -> Kind {
        let is = |set| self.lexicon.triggers.is_in(set, self.base(clause.predicate));
        match kind {
            Kind::Consult if self.marches(clause) => Kind::Mobilize,
            // `rockets landed in Haifa`
            Kind::Consult if is("motion") && self.is_by_weapon(clause) => Kind::Assault,
            Kind::Protest
                if is("encircling") && clause.subject.is_some_and(|it| self.is_armed(it)) =>
            {
                Kind::Coerce
            }
            // Who is seized by gunmen is abducted; whom the army captures is held.
            Kind::Coerce | Kind::Assault if is("seizing") && self.takes_person(clause) => {
                match clause.doer().and_then(|it| self.actor_kind(it)) {
                    Some(ActorKind::ArmedGroup) => Kind::Assault,
                    _ => Kind::Coerce,
                }
            }
            kind => kind,
        }
    }

    /// Whether it is persons, or fighters, whom somebody takes or holds.
    fn takes_person(&self, clause: &Clause) -> bool {
        clause.patient().is_some_and(|it| {
            let fighters = self.reading.nodes[it].tag == Penn::Nns
                && self.actor_kind(it) == Some(ActorKind::ArmedGroup);
            fighters || self.is_person(it)
        })
    }

    /// Whether what acts is a weapon or an act of force: `an explosion killed two`.
    pub(super) fn is_by_weapon(&self, clause: &Clause) -> bool {
        let triggers = &self.lexicon.triggers;
        let doer = clause.doer().map(|doer| self.base(doer));
        doer.is_some_and(|word| triggers.is_in("attack", word) || triggers.is_in("arms", word))
    }

    /// Whether the subject of a verb of motion is an armed force: `troops landed`.
    fn marches(&self, clause: &Clause) -> bool {
        let triggers = &self.lexicon.triggers;
        triggers.is_in("motion", self.base(clause.predicate))
            && clause.subject.is_some_and(|it| triggers.is_in("troops", self.base(it)))
    }

    /// `a convoy with flour reached the town`: what carries relief brings it.
    pub(super) fn brings_aid(&self, clause: &Clause) -> bool {
        let triggers = &self.lexicon.triggers;
        let is = |set, at| triggers.is_in(set, self.base(at));
        let carrier = clause
            .subject
            .filter(|&it| !clause.passive && is("arriving", clause.predicate) && is("carrier", it));
        carrier.is_some_and(|carrier| {
            let span = self.reading.branches.span(carrier);
            span.take(FAR).any(|at| is("aid", at) && at != clause.predicate)
        })
    }

    /// Whether somebody holds or picks up what is no person.
    pub(super) fn holds_no_person(&self, clause: &Clause) -> bool {
        self.lexicon.triggers.is_in("holding", self.base(clause.predicate))
            && !self.takes_person(clause)
    }

    /// Whether somebody without arms moves in or takes others there.
    pub(super) fn moves_unarmed(&self, clause: &Clause) -> bool {
        let mut both = [clause.subject, clause.object, clause.agent].into_iter().flatten();
        self.lexicon.triggers.is_in("moving", self.base(clause.predicate))
            && !both.any(|it| self.is_armed(it))
    }

    /// The kind of the actor that the words of a token are for.
    pub(super) fn actor_kind(&self, head: usize) -> Option<ActorKind> {
        Some(self.reading.actors[self.mention(head)?.actor].kind)
    }

    /// Whether the words of a token are for one who can be called on.
    pub(super) fn is_dignitary(&self, head: usize) -> bool {
        let actor = self.actor_kind(head);
        actor == Some(ActorKind::Person)
            || actor.is_none() && self.lexicon.triggers.is_in("official", self.base(head))
    }

    /// Whether the words of a token are for a person, or for several.
    pub(super) fn is_person(&self, head: usize) -> bool {
        let is = |set| self.lexicon.triggers.is_in(set, self.base(head));
        let node = self.reading.nodes[head];
        match self.actor_kind(head) {
            Some(kind) => matches!(kind, ActorKind::Person | ActorKind::Group),
            None => {
                matches!(node.tag, Penn::Prp | Penn::Wp | Penn::Cd)
                    || ["person", "troops", "police", "official", "helper"].into_iter().any(is)
            }
        }
    }

    /// Whether the words of a token are for those who bear arms, or for a state.
    pub(super) fn is_armed(&self, head: usize) -> bool {
        let triggers = &self.lexicon.triggers;
        let word = self.base(head);
        let peaceful = [ActorKind::Person, ActorKind::Group, ActorKind::Other, ActorKind::Media];
        triggers.is_in("troops", word)
            || triggers.is_in("police", word)
            || triggers.is_in("arms", word)
            || self.actor_kind(head).is_some_and(|kind| !peaceful.contains(&kind))
    }
}
