//! What a clause without a pattern of its own tells by what befalls somebody: soldiers who die, shells
//! that fall, captives who are held.

use super::{Finder, VERB, moves::Goer, sense::Told};
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
        let verb = clause.predicate;
        let is = |set| self.lexicon.triggers.is_in(set, self.base(verb));
        let is_held = || {
            let held = clause.subject.filter(|_| clause.passive);
            self.base(verb) == self.lexicon.word("hold")
                && held.is_some_and(|it| self.is_person(it))
        };
        let kind = if is("dying") && self.dies(clause)
            || is("falling") && !clause.passive && self.is_by_weapon(clause)
        {
            Kind::Assault
        } else if is_held() {
            Kind::Coerce
        } else {
            return None;
        };
        Some(Told::new(kind, verb, VERB))
    }

    /// `Three marines died`: of soldiers, or of many at once, that tells of an attack; nobody who dies of
    /// an illness was killed.
    fn dies(&self, clause: &Clause) -> bool {
        let of = self.lexicon.word("of");
        let ill = self.obliques(clause.predicate).any(|(noun, case)| {
            case == of && !self.lexicon.triggers.is_in("wound", self.base(noun))
        });
        clause.subject.is_some_and(|it| {
            let counted = self
                .reading
                .branches
                .children(it)
                .any(|child| self.reading.nodes[child].rel == Rel::Nummod);
            let many = matches!(self.reading.nodes[it].tag, Penn::Nns | Penn::Cd);
            !ill && (self.goer(it) == Some(Goer::Force) || many && (counted || self.is_person(it)))
        })
    }
}
