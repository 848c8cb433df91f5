//! What is told of those who bear arms is told of others in the same words, and means something else.

use super::Finder;
use crate::{
    extract::reading::clause::Clause,
    model::{ActorKind, Kind},
};

impl Finder<'_> {
    /// The kind of what a clause tells if its subject is armed: troops that arrive visit nobody, and
    /// those that surround a parliament don't protest.
    pub(super) fn as_armed(&self, kind: Kind, clause: &Clause) -> Kind {
        let is = |set| self.lexicon.triggers.is_in(set, self.base(clause.predicate));
        match kind {
            Kind::Consult if self.marches(clause) => Kind::Mobilize,
            Kind::Protest
                if is("encircling") && clause.subject.is_some_and(|it| self.is_armed(it)) =>
            {
                Kind::Coerce
            }
            kind => kind,
        }
    }

    /// Whether what acts is a weapon or an act of force: `an explosion killed two`.
    pub(super) fn is_by_weapon(&self, clause: &Clause) -> bool {
        let doer = if clause.passive { clause.agent } else { clause.subject };
        let triggers = &self.lexicon.triggers;
        doer.map(|doer| self.base(doer))
            .is_some_and(|word| triggers.is_in("attack", word) || triggers.is_in("arms", word))
    }

    /// Whether the subject of a verb of motion is an armed force: `troops landed`.
    fn marches(&self, clause: &Clause) -> bool {
        let triggers = &self.lexicon.triggers;
        triggers.is_in("motion", self.base(clause.predicate))
            && clause.subject.is_some_and(|it| triggers.is_in("troops", self.base(it)))
    }

    /// Whether the words of a token are for those who bear arms, or for a state.
    pub(super) fn is_armed(&self, head: usize) -> bool {
        let triggers = &self.lexicon.triggers;
        let word = self.base(head);
        let actor = self.mention(head).map(|mention| self.reading.actors[mention.actor].kind);
        let peaceful = [ActorKind::Person, ActorKind::Group, ActorKind::Other, ActorKind::Media];
        triggers.is_in("troops", word)
            || triggers.is_in("police", word)
            || triggers.is_in("arms", word)
            || actor.is_some_and(|kind| !peaceful.contains(&kind))
    }
}
