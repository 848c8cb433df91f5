//! Whom an act concerns by what stands around it, where its verb has no object that says so.

use super::{
    Finder,
    roles::Cast,
    sense::{Told, is_harm},
};
use crate::{
    extract::reading::{
        clause::{Clause, Form, Link},
        tree::{Penn, Rel},
    },
    model::{ActorKind, Kind, Role},
};

/// What opens the clause of the act by which somebody was hurt.
const OCCASIONS: [&str; 4] = ["when", "after", "as", "while"];

/// So many clauses back somebody is looked for who did what a noun points back to.
const BACK: usize = 40;
/// And so many sentences.
const SENTENCES: usize = 6;

impl Finder<'_> {
    /// Who is acted on by what stands around a predicate that names nobody: `used gas in an attack on
    /// Kurds`, `flew to Oslo for talks with rebels`.
    pub(super) fn around(
        &self,
        clause: &Clause,
        told: &Told,
        cast: &mut Cast,
        acts: Role,
        acted_on: Role,
    ) {
        let kind = told.kind;
        for (noun, _) in self.obliques(clause.predicate) {
            let is_same = told.noun != Some(noun) && self.noun_kind(noun) == Some(kind);
            if is_same && (is_harm(kind) || kind == Kind::Consult) {
                self.noun_cast(noun, kind, cast, acts, acted_on);
            }
        }
        if kind != Kind::Consult {
            return;
        }
        // `drove to Pale to see the general`
        let aim = self.reading.branches.children(clause.predicate).find_map(|child| {
            let aim = &self.reading.clauses[self.reading.clause_at(child)?];
            (aim.form == Form::Infinitive && aim.link == Link::Adverbial).then_some(aim)
        });
        if let Some(object) = aim.and_then(|aim| aim.object) {
            cast.add(&self.people(object), acted_on);
        }
    }

    /// Who hurt somebody, where the clause says so that tells when: `were killed when police opened fire`.
    pub(super) fn by_act_beside(&self, clause: &Clause, kind: Kind, cast: &mut Cast) {
        if kind != Kind::Assault {
            return;
        }
        let Some(number) = self.reading.clause_at(clause.predicate) else { return };
        // `two were killed and ten injured when`: the clause may hang from either.
        let joined = clause.governor.filter(|_| clause.link == Link::Conjunct);
        let near = self.reading.clauses[number..].iter().take(BACK);
        let hangs = |it: &Clause| {
            let above = it.governor.map(|above| (above, &self.reading.clauses[above]));
            above.is_some_and(|(at, above)| {
                at == number
                    || Some(at) == joined
                    || above.link == Link::Conjunct && above.governor == Some(number)
            })
        };
        let doer = near.filter(|it| it.sentence == clause.sentence).find_map(|act| {
            let told = self.told[self.reading.clause_at(act.predicate)?]?;
            let opens = self.reading.word(act.mark?).to_lowercase();
            let is_cause = act.link == Link::Adverbial
                && hangs(act)
                && told.kind == Kind::Assault
                && !act.passive
                && OCCASIONS.contains(&&*opens);
            act.subject.filter(|&it| is_cause && !self.people(it).is_empty())
        });
        if let Some(doer) = doer {
            cast.source.push(doer);
            cast.doer = self.naming(doer);
            cast.add(&self.people(doer), Role::Initiator);
        }
    }

    /// Whom an act concerns that names nobody, by what was told before it.
    pub(super) fn before(&self, number: usize, told: &Told, cast: &mut Cast) {
        let clause = &self.reading.clauses[number];
        let found = self.asked_before(clause, told.kind).or_else(|| self.done_before(number, told));
        let Some(whom) = found else { return };
        let named: Vec<(usize, usize)> = self
            .people(whom)
            .into_iter()
            .filter(|it| cast.actors.iter().all(|&(known, _)| known != it.1))
            .collect();
        if !named.is_empty() {
            cast.recipient = self.naming(whom);
            cast.add(&named, Role::Recipient);
        }
    }

    /// `summoned the envoy and demanded an apology`: of him.
    fn asked_before(&self, clause: &Clause, kind: Kind) -> Option<usize> {
        let above = &self.reading.clauses[clause.governor?];
        let asks = kind == Kind::Request
            && clause.link == Link::Conjunct
            && clause.is_shared
            && !above.passive
            && self.lexicon.triggers.is_in("personal", self.base(above.predicate));
        above.object.filter(|_| asks)
    }

    /// `South Africa made an offer. The general turned the offer down`: who did what an object points
    /// back to.
    fn done_before(&self, number: usize, told: &Told) -> Option<usize> {
        if !matches!(told.kind, Kind::Reject | Kind::Accuse | Kind::Support) {
            return None;
        }
        let clause = &self.reading.clauses[number];
        let is_ruling = |at: usize| self.lexicon.triggers.is_in("ruling", self.base(at));
        let object = clause
            .patient()
            .filter(|&it| (Some(it) != told.noun || is_ruling(it)) && !self.is_time(it))?;
        let kinds = self.kinds_meant(object)?;
        let relative = clause.noun == Some(object) && clause.link == Link::Relative;
        let points_back = self.reading.branches.children(object).any(|it| {
            self.reading.nodes[it].rel == Rel::Det && self.reading.nodes[it].tag == Penn::Dt
        });
        if !points_back {
            return None;
        }
        let own = clause.subject.map(|it| self.people(it)).unwrap_or_default();
        let is_own = |actor: usize| own.iter().any(|it| it.1 == actor);
        let is_accord = self.lexicon.triggers.is_in("agreement", self.base(object));
        let end = if relative { clause.governor.map_or(number, |it| it + 1) } else { number };
        (end.saturating_sub(BACK)..end).rev().find_map(|before| {
            let act = &self.reading.clauses[before];
            let is_near = act.sentence + SENTENCES >= clause.sentence;
            self.told[before].filter(|it| is_near && kinds.contains(&it.kind))?;
            let doer = act.doer().filter(|_| self.standings[before].doubt.is_none())?;
            let is_thing = |actor: usize| self.reading.actors[actor].kind == ActorKind::Other;
            let people = self.people(doer);
            // An accord is one of several.
            let fits_number = !is_accord || people.len() > 1;
            let fits = fits_number
                && !people.is_empty()
                && people.iter().all(|it| !is_own(it.1) && !is_thing(it.1));
            fits.then_some(doer)
        })
    }

    /// The kinds of the acts that a noun may point back to: `the offer`, `the attack`.
    fn kinds_meant(&self, noun: usize) -> Option<Vec<Kind>> {
        let is = |set| self.lexicon.triggers.is_in(set, self.base(noun));
        if is("offered") {
            return Some(vec![
                Kind::Agree,
                Kind::Cooperate,
                Kind::Request,
                Kind::Aid,
                Kind::Support,
            ]);
        }
        if is("demanded") {
            return Some(vec![Kind::Request, Kind::Threaten]);
        }
        if is("alleged") {
            return Some(vec![Kind::Accuse]);
        }
        if is("agreement") {
            return Some(vec![Kind::Agree, Kind::Cooperate]);
        }
        if is("ruling") {
            return Some(vec![Kind::Coerce, Kind::Concede, Kind::Retreat, Kind::Reject]);
        }
        // Gunmen who seize an embassy attack it; police who do so use force.
        // Talks are of several; who left them did not hold them.
        self.noun_kind(noun).filter(|&kind| kind != Kind::Consult).map(|kind| match kind {
            Kind::Assault | Kind::Coerce => vec![Kind::Assault, Kind::Coerce],
            kind => vec![kind],
        })
    }
}
