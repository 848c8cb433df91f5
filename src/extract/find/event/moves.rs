//! What somebody tells by going somewhere, or by taking others there: who goes and which way say what
//! it is, whatever the verb. Troops that pour, steam or slip into a country are mobilized, and
//! those that rumble out of it retreat; an envoy who jets in confers.

use super::{Finder, PARTIES, sense::Told};
use crate::{
    extract::reading::{
        clause::Clause,
        tree::{Penn, Rel},
    },
    model::{ActorKind, Kind},
};

/// So many words that hang from the verb are looked at.
const NEAR: usize = 24;

/// Which way somebody goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// To a place.
    In,
    /// Away from one.
    Out,
}

/// Who goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goer {
    /// Troops, police, warships.
    Force,
    /// A minister, an envoy, a delegation.
    Envoy,
    /// Refugees, villagers, a family: their going tells of no act of theirs.
    People,
}

impl Finder<'_> {
    /// What a clause without a pattern of its own tells by somebody's going.
    pub(super) fn moved(&self, clause: &Clause) -> Option<Told> {
        let verb = self.base(clause.predicate);
        let is = |set| self.lexicon.triggers.is_in(set, verb);
        let kind = if is("reaching") || is("leaving") {
            // `reached the hamlet`, `left the village`; `reached a deal` is no way.
            let place = clause.object.filter(|&it| !clause.passive && self.is_somewhere(it));
            let way = if is("leaving") { Way::Out } else { Way::In };
            let alone = clause.object.is_none() && way == Way::Out && !clause.passive;
            let goer = self.goer(clause.doer()?)?;
            (place.is_some() || alone && goer == Goer::Force).then_some(())?;
            going(goer, way, place.is_some_and(|it| self.is_name(it)))
        } else if is("bringing") && clause.patient().is_some_and(|it| !self.is_time(it)) {
            let (way, _) = self.way(clause)?;
            match self.goer(clause.patient()?)? {
                Goer::Force => going(Goer::Force, way, false),
                // `pushed them across the border`
                Goer::People if is("driving") => Some(Kind::Coerce),
                _ => None,
            }
        } else if is("going") && !clause.passive && clause.object.is_none() {
            let (way, named) = self.way(clause)?;
            going(self.goer(clause.subject?)?, way, named)
        } else {
            None
        }?;
        Some(Told::new(kind, clause.predicate, PARTIES))
    }

    /// Who the words of a token are for, as far as it matters when they go.
    pub(super) fn goer(&self, head: usize) -> Option<Goer> {
        let word = self.base(head);
        let is = |set| self.lexicon.triggers.is_in(set, word);
        // `the last of the soldiers`, `a column of tanks`
        let of = self.lexicon.word("of");
        let of = self.complements(head).find(|it| it.1 == of).map(|it| it.0);
        let bears_arms = |head: usize| {
            let word = self.base(head);
            let is = |set| self.lexicon.triggers.is_in(set, word);
            // `the navy vessel Siroco`, `two patrol craft`
            let of_navy = |at: usize| self.lexicon.triggers.is_in("naval", self.base(at));
            let mut before = self.reading.branches.children(head).take_while(|&it| it < head);
            let bears = is("troops") && !is("carrier") || is("police") || is("armed");
            bears || is("hull") && before.any(of_navy)
        };
        let kind = self.actor_kind(head);
        let armed = kind == Some(ActorKind::ArmedGroup) && !is("carrier");
        if bears_arms(head) || armed || of.is_some_and(bears_arms) {
            Some(Goer::Force)
        } else if is("official") || is("envoy") {
            Some(Goer::Envoy)
        } else if is("refugee") || of.is_some_and(|of| self.is_person(of)) {
            Some(Goer::People)
        } else {
            match kind {
                Some(ActorKind::Person) => Some(Goer::Envoy),
                Some(ActorKind::Group) => Some(Goer::People),
                _ => None,
            }
        }
    }

    /// Which way the words of a clause of motion lead, the particle of the verb before where from and
    /// where to; and whether they name a place.
    fn way(&self, clause: &Clause) -> Option<(Way, bool)> {
        let verb = clause.predicate;
        let way = |at: usize, inward: &str| {
            let word = self.reading.tokens[at].word;
            if self.lexicon.triggers.is_in("outward", word) {
                Some(Way::Out)
            } else {
                self.lexicon.triggers.is_in(inward, word).then_some(Way::In)
            }
        };
        let behind = self.reading.branches.children(verb).filter(|&it| it > verb).take(NEAR);
        let loose = |&at: &usize| {
            let node = self.reading.nodes[at];
            matches!(node.rel, Rel::Compound | Rel::Advmod) || node.tag == Penn::Rp
        };
        let particle = behind.clone().filter(loose).find_map(|at| way(at, "hither"));
        let places: Vec<(usize, Way)> = behind
            .filter(|&child| self.reading.nodes[child].rel == Rel::Obl && self.is_somewhere(child))
            .filter_map(|place| {
                let before = self.reading.branches.children(place).take_while(|&it| it < place);
                let mut cases = before.filter(|&it| self.reading.nodes[it].rel == Rel::Case);
                Some((place, cases.find_map(|at| way(at, "inward"))?))
            })
            .collect();
        // `from Sukhumi to Ochamchire`: where to counts.
        let to = places.iter().find(|it| it.1 == Way::In).or(places.first());
        let named = places.iter().any(|&(place, _)| self.is_name(place));
        Some((particle.or(to.map(|it| it.1))?, named))
    }

    fn is_name(&self, head: usize) -> bool {
        matches!(self.reading.nodes[head].tag, Penn::Nnp | Penn::Nnps)
    }

    /// Whether the words of a token are for a place, as far as one goes there.
    fn is_somewhere(&self, head: usize) -> bool {
        let word = self.base(head);
        let is = |set| self.lexicon.triggers.is_in(set, word);
        !self.is_time(head) && (self.is_name(head) || is("land") || is("ground"))
    }
}

/// What it tells that somebody goes some way; an envoy goes to a place that has a name.
fn going(who: Goer, way: Way, named: bool) -> Option<Kind> {
    match (who, way) {
        (Goer::Force, Way::In) => Some(Kind::Mobilize),
        (Goer::Force, Way::Out) => Some(Kind::Retreat),
        (Goer::Envoy, Way::In) if named => Some(Kind::Consult),
        _ => None,
    }
}
