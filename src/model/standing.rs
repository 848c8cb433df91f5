//! Who an actor is at a time, in a few words.

use crate::model::{
    actor::{Actor, Office},
    timeline::Timeline,
    when::{Period, When},
};

impl Timeline {
    /// The offices that an actor held then ("foreign minister, Russia"); of one without an office
    /// what it is a member of. Empty where nothing is known. An office without a date counts for
    /// all times, and without a time all offices count.
    #[must_use]
    pub fn standing(&self, actor: &Actor, when: Option<&When>) -> String {
        let period = when.and_then(Period::of);
        let held = actor.offices.iter().filter(|office| match (&office.when, period) {
            (Some(when), Some(period)) => when.may_touch(period),
            _ => true,
        });
        let offices: Vec<String> = held.map(|office| self.office(office)).collect();
        if !offices.is_empty() {
            return offices.join("; ");
        }
        let groups = actor.member_of.iter().map(|&id| self.actor(id).name.as_str());
        groups.collect::<Vec<_>>().join(", ")
    }

    /// "foreign minister, Russia".
    #[must_use]
    pub fn office(&self, office: &Office) -> String {
        let parts = [office.title.as_str(), office.of.map_or("", |of| &self.actor(of).name)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
