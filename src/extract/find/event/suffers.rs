//! What a clause without a pattern of its own tells by what befalls somebody: soldiers who die, shells
//! that fall, captives who are held.

use super::{Finder, PARTIES, moves::Goer, sense::Told};
use crate::{
    extract::reading::{
        clause::Clause,
        tree::{Penn, Rel},
    },
    model::Kind,
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
}
