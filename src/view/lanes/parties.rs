//! Who did it to whom: the lanes that an event joins, as its roles say.

use crate::{
    base::rows::Row,
    model::{Role, Timeline},
    view::lanes::Key,
};

/// The lanes of those who take part in an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Everybody's.
    pub all: Vec<Key>,
    /// Those of whom it is done to; empty where the source gives no direction.
    pub whom: Vec<Key>,
}

/// The parties of an event. There is a direction only where the source names who acts and who is
/// acted on.
#[must_use]
pub fn parties(timeline: &Timeline, row: Row) -> Parties {
    /// Lanes in sight are fewer; a crowd of thousands is not searched for repeats.
    const MOST: usize = 100;
    let parts = timeline.event(row).actors();
    let mut parties = Parties::default();
    let acts = parts.iter().any(|part| part.role() == Role::Initiator);
    for part in &parts[..parts.len().min(MOST)] {
        let key = Key::Actor(part.actor());
        if !parties.all.contains(&key) {
            parties.all.push(key);
        }
        let is_acted_on = acts && matches!(part.role(), Role::Recipient | Role::Victim);
        if is_acted_on && !parties.whom.contains(&key) {
            parties.whom.push(key);
        }
    }
    parties
}
