//! What befalls somebody: what a clause without a pattern of its own tells by it (soldiers who die,
//! shells that fall, captives who are held), and who died by whom.

use super::{Finder, PARTIES, moves::Goer, roles::Cast, sense::Told};
use crate::{
    extract::reading::{
        clause::Clause,
        tree::{Penn, Rel},
    },
    model::{Kind, Role},
};

impl Finder<'_> {
    /// What befalls somebody by a clause.
    pub(super) fn suffered(&self, clause: &Clause) -> Option<Told> {
        let verb = self.base(clause.predicate);
        let is = |set| self.lexicon.triggers.is_in(set, verb);
        let attacked = is("dying") && self.dies(clause)
            || is("falling") && !clause.passive && self.is_by_weapon(clause);
        let held = || {
            clause.passive
                && verb == self.lexicon.word("hold")
                && clause.subject.is_some_and(|it| self.is_person(it))
        };
        let kind = if attacked {
            Kind::Assault
        } else if held() {
            Kind::Coerce
        } else {
            return None;
        };
        Some(Told::new(kind, clause.predicate, PARTIES))
    }

    /// `Three marines died`: of soldiers, or of many at once, that tells of an attack; nobody who dies of
    /// an illness was killed.
    fn dies(&self, clause: &Clause) -> bool {
        let Some(who) = clause.subject else { return false };
        let of = self.lexicon.word("of");
        let ill = self.obliques(clause.predicate).any(|(noun, case)| {
            case == of && !self.lexicon.triggers.is_in("wound", self.base(noun))
        });
        let nodes = &self.reading.nodes;
        let counted = |at: usize| nodes[at].rel == Rel::Nummod;
        let many = || {
            matches!(nodes[who].tag, Penn::Nns | Penn::Cd)
                && (self.reading.branches.children(who).any(counted) || self.is_person(who))
        };
        !ill && (self.goer(who) == Some(Goer::Force) || many())
    }

    /// Who died, and who did that: `two died in an attack by rebels`.
    pub(super) fn suffering(&self, clause: &Clause, kind: Kind) -> Cast {
        let mut cast = Cast::default();
        for (noun, _) in self.obliques(clause.predicate) {
            if self.noun_kind(noun) == Some(kind)
                && let Some(owner) = self.owner(noun)
            {
                cast.source.push(owner);
                cast.doer = self.naming(owner);
                cast.add(&self.people(owner), Role::Initiator);
            }
        }
        if cast.actors.is_empty() {
            self.by_act_beside(clause, kind, &mut cast);
        }
        if let Some(subject) = clause.subject {
            cast.target.push(subject);
            // `their bus ran over a mine` hurts them; `their brother died` does not.
            let dies = self.lexicon.triggers.is_in("dying", self.base(clause.predicate));
            let found = self.people(subject);
            let owner = self.owner(subject).filter(|_| found.is_empty() && !dies);
            let subject = owner.unwrap_or(subject);
            cast.recipient = self.naming(subject);
            let role = if kind == Kind::Assault { Role::Victim } else { Role::Recipient };
            cast.add(&self.people(subject), role);
        }
        cast
    }
}
