//! Whom an act concerns by what stands around it, where its verb has no object that says so.

use super::{
    Finder,
    roles::Cast,
    sense::{Told, is_harm},
};
use crate::{
    extract::reading::clause::{Clause, Form, Link},
    model::{Kind, Role},
};

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
}
